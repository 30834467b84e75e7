"""Whoever changes something says who and when, in one transaction, and leaves a record."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEPT_IN = ("domains/*/actions.py", "domains/*/actions/*.py", "foundation/*/actions.py")
FILES = sorted(path for pattern in KEPT_IN for path in (ROOT / "weijian").glob(pattern))


def actions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in FILES:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield f"{path.relative_to(ROOT)}::{node.name}", node


ACTIONS = dict(actions())


def called(node: ast.AST) -> set[str]:
    return {c.func.id for c in ast.walk(node) if isinstance(c, ast.Call) and isinstance(c.func, ast.Name)}


def test_there_are_actions() -> None:
    assert len(ACTIONS) > 10


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_is_signed_dated_whole_and_recorded(name: str) -> None:
    node = ACTIONS[name]
    assert {a.arg for a in node.args.kwonlyargs} >= {"by", "at"}, "an action says who did it and when"
    assert any("transaction.atomic" in ast.unparse(d) for d in node.decorator_list), "an action is one transaction"
    assert "record" in called(node), "an action leaves one happening"
    assert ast.get_docstring(node), "an action says in a line what it does"
