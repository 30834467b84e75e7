"""Machine code is kept, found again, and never stale; where it cannot be kept, kernels work all the same."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PIECE = """
from weijian.kernel.compiled import bare

@bare
def twice(number):
    return number * {factor}
"""
KERNEL = """
from sums.pieces import twice
from weijian.kernel.compiled import FLOATS, compiled

@compiled(FLOATS)
def total(values):
    found = 0.0
    for value in values:
        found += twice(value)
    return found
"""
ASK = """
import numpy as np
from sums.kernel import total
stats = getattr(total, "stats")
print(total(np.array([1.0, 2.0])), sum(stats.cache_hits.values()))
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "sums"
    folder.mkdir()
    for name, text in (("__init__", ""), ("pieces", PIECE.format(factor=2)), ("kernel", KERNEL)):
        (folder / f"{name}.py").write_text(text)
    return folder


def ask(package: Path, **environment: str) -> tuple[float, int]:
    """What the kernel says, and how often kept code was found."""
    path = os.pathsep.join([str(package.parent), *sys.path])
    known = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(package.parent), "NUMBA_CACHE_DIR": "", **environment}
    said = subprocess.run([sys.executable, "-c", ASK], env=known, capture_output=True, text=True, check=True).stdout.split()
    return float(said[0]), int(said[1])


def test_what_was_compiled_once_is_found_again_and_a_changed_piece_makes_it_stale(package: Path) -> None:
    assert ask(package) == (6.0, 0)
    assert ask(package) == (6.0, 1)
    (package / "pieces.py").write_text(PIECE.format(factor=3))
    assert ask(package) == (9.0, 0)


def test_where_nothing_can_be_written_kernels_are_compiled_in_memory(package: Path) -> None:
    nowhere = package / "__pycache__"
    nowhere.write_text("a file, no folder")
    assert ask(package, HOME=str(nowhere), NUMBA_CACHE_DIR=str(nowhere / "cache"), XDG_CACHE_HOME=str(nowhere)) == (6.0, 0)
