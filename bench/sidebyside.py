"""Short runs side by side: each in a process of its own, timed and weighed by the kernel; tables for the page of measurements.

`bench.common` watches long runs and their children instead.
"""

import json
import os
import platform
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("WEIJIAN_SHARED", ROOT.parent / "shared"))
WORK = ROOT / "bench" / "work"
PERFORMANCE = ROOT / "docs" / "why" / "performance.md"


@dataclass(frozen=True)
class Run:
    """One process: wall seconds, most memory it held, and what it said."""

    seconds: float
    peak_mib: float
    said: str


def run(command: Sequence[str], **environment: str) -> Run:
    """Runs a command to its end; CalledProcessError when it fails. Memory is the kernel's own count of this one child."""
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}, cwd=ROOT)
    assert child.stdout
    said = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command, said)
    return Run(time.perf_counter() - started, usage.ru_maxrss / 1024, said)


def best(times: int, measured: Callable[[], Run]) -> Run:
    """The quickest of several runs: the one least disturbed."""
    return min((measured() for _ in range(times)), key=lambda r: r.seconds)


def machine() -> str:
    """What the figures were measured on."""
    names = [line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    cores, python = os.cpu_count(), platform.python_version()
    return f"{names[0] if names else platform.machine()}, {cores} cores, {platform.system()}, Python {python}, {datetime.now(UTC):%Y-%m-%d}"


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [" | ".join(map(str, row)) for row in (headings, ["---"] * len(headings), *rows)]
    return "\n".join(f"| {line} |" for line in lines)


def into_page(section: str, body: str, page: Path = PERFORMANCE) -> None:
    """Puts a section's text between its two marks on the page, adding the section at the end when it is not there."""
    text = page.read_text("utf-8") if page.exists() else "# Performance\n"
    start, end = f"<!-- bench:{section} -->", f"<!-- /bench:{section} -->"
    if start not in text:
        text = f"{text.rstrip()}\n\n{start}\n{end}\n"
    before, _, rest = text.partition(start)
    page.write_text(f"{before}{start}\n{body}\n{end}{rest.partition(end)[2]}", "utf-8")


def say(**figures: Any) -> None:
    """How a measured process hands its figures back."""
    print("\n" + json.dumps(figures))


def there(package: str, python: str) -> bool:
    """Whether this Python has a contender's package."""
    return subprocess.run([python, "-c", f"import {package}"], capture_output=True, check=False).returncode == 0


def version(package: str, python: str) -> str:
    ask = f"import importlib.metadata as m; print(m.version({package!r}))"
    return f"{package} {subprocess.run([python, '-c', ask], capture_output=True, text=True, check=True).stdout.strip()}"
