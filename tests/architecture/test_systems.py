"""The coverage list is whole, and what it says works can be opened, run and tested."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.urls import resolve

from weijian.cli.main import COMMANDS
from weijian.foundation.catalogue.registers import known
from weijian.project.about.books import ROOMS, SHAPES, STATES, System, systems

ROOT = Path(__file__).resolve().parents[2]
RAW: list[dict[str, Any]] = tomllib.loads((ROOT / "docs" / "reference" / "systems.toml").read_text("utf-8"))["system"]
STANDING = [s for s in systems() if s.state != "not yet"]
REGISTERS = set(known())
DOMAINS = {p.name for p in (ROOT / "weijian" / "domains").iterdir() if (p / "__init__.py").exists()}


def test_all_323_systems_are_listed_in_order() -> None:
    assert [s["id"] for s in RAW] == [f"S{n:03}" for n in range(1, 324)]


def test_each_system_is_said_once_in_each_language() -> None:
    for language in ("zh", "en"):
        names = [s[language] for s in RAW]
        assert all(name.strip() == name != "" for name in names)
        assert len(set(names)) == len(names)


def test_english_names_are_english_and_chinese_names_chinese() -> None:
    assert not [s["id"] for s in RAW if re.search(r"[\u4e00-\u9fff]", s["en"])]
    assert not [s["id"] for s in RAW if not re.search(r"[\u4e00-\u9fff]", s["zh"])]


def test_shapes_rooms_and_states_are_those_of_the_house() -> None:
    assert {s.shape for s in systems()} <= set(SHAPES)
    assert {s.room for s in systems()} <= set(ROOMS)
    assert {s.state for s in systems()} <= set(STATES)
    assert set(ROOMS) == DOMAINS | {"foundation", "shell"}


def test_a_system_of_no_shape_says_why() -> None:
    assert not [s.id for s in systems() if (s.shape == "other") != bool(s.why)]


def test_what_works_says_where_and_what_does_not_promises_nothing() -> None:
    assert not [s.id for s in STANDING if not (s.where and s.test)]
    assert not [s.id for s in systems() if s.state == "not yet" and (s.where or s.test or s.note)]


def test_what_works_in_part_says_which_part() -> None:
    assert not [s.id for s in systems() if not (s.state == "part") == bool(s.note) == bool(s.note_en)]


@pytest.mark.parametrize("system", STANDING, ids=lambda s: s.id)
def test_where_it_works_there_is_a_page_or_a_command(system: System) -> None:
    if system.page:
        found = resolve(system.page)
        assert "register_code" not in found.kwargs or found.kwargs["register_code"] in REGISTERS
    else:
        program, command, *_ = system.where.split()
        assert program == "weijian"
        assert command in COMMANDS


@pytest.mark.parametrize("system", STANDING, ids=lambda s: s.id)
def test_what_works_has_a_test_that_exists(system: System) -> None:
    path, _, name = system.test.partition("::")
    assert name.startswith("test_")
    assert name in functions_of(path)


@cache
def functions_of(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))
