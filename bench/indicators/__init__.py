"""Twenty indicators by township over a million residents and thirty million events, side by side: ours fused, twenty queries by hand, peers.

    python -m bench indicators[=residents]        every contender, a table, written into docs/why/performance.md
    python -m bench.indicators NAME FOLDER        one contender over the Parquet in the folder, in this process
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from bench.common import Measured, measured
from bench.sidebyside import into_page, machine, table

PEERS_PYTHON = os.environ.get("WEIJIAN_BENCH_PYTHON", sys.executable)
RESIDENTS = 1_000_000
TIMES = {"fused": 7, "sql": 7, "polars": 3, "unfused": 3, "series": 1, "spark": 1}
CALLED = {
    "fused": "Weijian, fused", "sql": "twenty queries by hand, DuckDB", "polars": "Polars, collect_all", "unfused": "Ibis on DuckDB, unfused",
    "spark": "the twenty queries, Spark local[2]", "series": "Weijian, fused, 24 months to date",
}
NEEDS = {"polars": "polars", "spark": "pyspark"}


@dataclass(frozen=True)
class Told:
    """The median of several runs, whole process."""

    cpu_seconds: float
    peak_mib: float
    answers: dict[str, list[list[float]]]


def main(residents: int = RESIDENTS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "bench.indicators.county", folder, str(residents)], check=True, stdout=subprocess.DEVNULL)
        runs = in_turns([name for name in CALLED if there(name)], folder)
    told = {name: told_by(its) for name, its in runs.items()}
    size = f"{residents:,} residents, 30 events each, 20 indicators by township"
    page = table((size, "CPU s", "of the queries by hand", "peak, MiB", "answers against ours"), rows(told))
    note = (
        "Whole processes, imports and start included, median of seven in turns (Polars and unfused: three, Spark and the series: one), two threads each. "
        "CPU with children."
    )
    body = f"## Indicators\n\n{machine()}\n\n{page}\n\n{note}\n"
    print(body)
    if residents == RESIDENTS and {"polars", "spark"} <= set(told):
        into_page("indicators", body)
    else:
        print("Not every peer is installed, or the county is a smaller one: docs/why/performance.md keeps the table it has.")


def in_turns(names: Sequence[str], folder: str) -> dict[str, list[Measured]]:
    """Each as often as it shall be, in turns, so that what else the machine does disturbs all alike."""
    runs: dict[str, list[Measured]] = {name: [] for name in names}
    for turn in range(max(TIMES.values())):
        for name in names:
            if turn < TIMES[name]:
                python = PEERS_PYTHON if name in NEEDS else sys.executable
                runs[name].append(measured([python, "-m", "bench.indicators", name, folder]))
    return runs


def told_by(runs: Sequence[Measured]) -> Told:
    answers = json.loads(runs[0].output.splitlines()[-1])
    return Told(median(r.cpu_seconds for r in runs), max(r.peak_mib for r in runs), answers)


def there(name: str) -> bool:
    return name not in NEEDS or subprocess.run([PEERS_PYTHON, "-c", f"import {NEEDS[name]}"], capture_output=True, check=False).returncode == 0


def rows(told: dict[str, Told]) -> Iterator[tuple[object, ...]]:
    byhand = told["sql"].cpu_seconds
    for name, of in told.items():
        same = [code for code, answer in of.answers.items() if answer == told["fused"].answers[code]]
        agrees = "the same" if len(same) == len(of.answers) == 20 else f"{len(same)} of 20 the same"
        yield CALLED[name], f"{of.cpu_seconds:.2f}", f"{of.cpu_seconds / byhand:.2f}", f"{of.peak_mib:,.0f}", agrees
