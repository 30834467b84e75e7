"""A long run measured from outside, with its children."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    seconds: float
    cpu_seconds: float
    peak_mib: float
    output: str


def measured(command: Sequence[str], *, environment: Mapping[str, str] | None = None) -> Measured:
    """Run the command; the peak is the largest sum of the resident memory of it and all its children, seen ten times a second."""
    started, spent = time.perf_counter(), _cpu_seconds()
    process = subprocess.Popen(command, env={**os.environ, **(environment or {})}, stdout=subprocess.PIPE, text=True)
    peak = 0
    while True:
        try:
            output, _ = process.communicate(timeout=0.1)
            break
        except subprocess.TimeoutExpired:
            peak = max(peak, _tree_kib(process.pid))
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Measured(time.perf_counter() - started, _cpu_seconds() - spent, peak / 1024, output)


def _cpu_seconds() -> float:
    """Of all children that have ended, and theirs: what other processes on the machine do does not count."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _tree_kib(pid: int) -> int:
    """Proportional set size, so that pages shared between the processes count once."""
    children = [int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in _read(task).split()]
    lines = [line for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines() if line.startswith("Pss:")]
    return sum(int(line.split()[1]) for line in lines) + sum(_tree_kib(child) for child in children)


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
