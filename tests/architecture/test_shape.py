"""Files, functions, views and templates stay small enough to be read at a sitting."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE, LONGEST_FUNCTION, MEDIAN_FUNCTION, LONGEST_VIEW, LONGEST_TEMPLATE = 400, 60, 8, 15, 120
EXCUSED: dict[str, str] = {}  # path or path::name -> why it is better whole


def test_no_file_is_longer_than_a_sitting() -> None:
    long = [f"{p}: {n}" for p, source in sources() if (n := source.count("\n")) > LONGEST_FILE and p not in EXCUSED]
    assert not long


def test_no_function_is_longer_than_a_screen_and_most_are_far_shorter() -> None:
    lengths = {name: length for name, length in functions()}
    assert not {n: v for n, v in lengths.items() if v > LONGEST_FUNCTION and n not in EXCUSED}
    assert median(lengths.values()) <= MEDIAN_FUNCTION


def test_views_only_introduce_a_request_to_an_action_or_a_query() -> None:
    long = {n: v for n, v in functions() if "/views" in n and "::_" not in n and v > LONGEST_VIEW and n not in EXCUSED}
    assert not long


def test_templates_are_short() -> None:
    templates = {str(p.relative_to(ROOT)): p.read_text().count("\n") for p in (ROOT / "weijian").rglob("templates/**/*.html")}
    assert not {p: n for p, n in templates.items() if n > LONGEST_TEMPLATE and p not in EXCUSED}


def test_views_hold_no_try() -> None:
    found = [p for p, source in sources() if "/views" in p and any(isinstance(n, ast.Try) for n in ast.walk(ast.parse(source)))]
    assert not found


def test_there_is_no_place_for_odds_and_ends() -> None:
    names = {"utils", "helpers", "helper", "common", "services", "misc", "managers", "signals"}
    assert not [p for p, _ in sources() if names & {Path(p).stem, *Path(p).parent.parts}]


def test_an_excuse_names_something_that_is_there() -> None:
    standing = {p for p, _ in sources()} | {n for n, _ in functions()}
    assert set(EXCUSED) <= standing


def sources() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "weijian").rglob("*.py")):
        if "migrations" not in path.parts:
            yield str(path.relative_to(ROOT)), path.read_text()


def functions() -> Iterator[tuple[str, int]]:
    for path, source in sources():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path}::{node.name}", (node.end_lineno or 0) - node.lineno + 1
