"""A process killed in the middle of an import leaves nothing half-done, and nobody working on."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from urllib.parse import quote
from uuid import uuid4

import pytest

from tests.conftest import ROOT
from tests.domains.registry.sheets import many, sheet_of

ROWS, KILLED = 200, -9


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a fresh installation with the tiny county's places, on the database the tests run on."""
    plain = {k: v for k, v in os.environ.items() if k not in ("WEIJIAN_DATABASE", "DJANGO_SETTINGS_MODULE")} | {"WEIJIAN_DATA": str(tmp_path / "data")}
    if "WEIJIAN_DATABASE" not in os.environ:
        run(plain, "stand-up")
        yield plain
        return
    name = f"killed_{uuid4().hex[:8]}"
    server(f"CREATE DATABASE {name}")
    environment = plain | {"WEIJIAN_DATABASE": os.environ["WEIJIAN_DATABASE"].rsplit("/", 1)[0] + "/" + quote(name)}
    run(environment, "stand-up")
    yield environment
    server(f"DROP DATABASE {name} WITH (FORCE)")


def server(statement: str) -> None:
    import psycopg

    with psycopg.connect(os.environ["WEIJIAN_DATABASE"], autocommit=True) as other:
        other.execute(statement)  # type: ignore[call-overload]  # a name made above


def run(environment: dict[str, str], *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.domains.registry.killed", *words], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False, timeout=120,
    )
    assert done.returncode in (0, KILLED)
    return done.returncode, done.stdout


def counts(environment: dict[str, str]) -> list[int]:
    found: list[int] = json.loads(run(environment, "count")[1])
    return found


@pytest.mark.parametrize("when", ["check", "write"])
def test_an_import_killed_in_the_middle_leaves_nothing_and_done_again_is_whole(installation: dict[str, str], tmp_path: Path, when: str) -> None:
    path = sheet_of(tmp_path / "a.csv", [row | {"household_code": f"新{n // 3}-{n % 2}", "relation": "子"} for n, row in enumerate(many(ROWS))])
    before = counts(installation)
    assert run(installation, "import", str(path), when)[0] == KILLED
    assert counts(installation) == before
    assert not list((tmp_path / "data" / "spool").iterdir()), "what was put by is gone with the process"
    code, said = run(installation, "import", str(path))
    assert (code, json.loads(said)["added"]) == (0, ROWS)


def test_the_processes_that_helped_end_with_the_one_that_was_killed(installation: dict[str, str], tmp_path: Path) -> None:
    path = sheet_of(tmp_path / "a.csv", many(ROWS))
    code, said = run(installation, "import", str(path), "check")
    helpers = [int(word) for word in said.split()]
    assert (code, len(helpers) >= 2) == (KILLED, True)
    assert all(ended(pid) for pid in helpers)


def ended(pid: int) -> bool:
    for _ in range(100):
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return True
        Event().wait(0.1)
    return False
