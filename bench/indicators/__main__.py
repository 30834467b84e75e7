"""One contender, in this process: the answers as one line of JSON."""

import json
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

TABLES = ("residents", "contracts", "register", "followups", "bp_obs", "encounters", "immunisations", "checkups", "screenings", "referrals")
Answers = dict[str, list[list[float]]]


def fused(folder: Path, months: int = 0) -> Answers:
    from bench.indicators.workload import DEFINITIONS
    from weijian.engines.indicators.computing import series
    from weijian.engines.indicators.engine import connect
    from weijian.engines.indicators.period import Period, months_to_date
    from weijian.kernel.settling import settle

    settle()  # as a worker of the web server does when it has started
    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    periods = list(months_to_date(date(2024, 1, 1), months)) if months else [year]
    cells = series(DEFINITIONS, _lake(connect(threads=2), folder), periods, by=("township",))
    return {d.code: _rows((c.stratum[0], c.numerator, c.denominator) for c in cells if c.code == d.code and c.period == year) for d in DEFINITIONS}


def unfused(folder: Path) -> Answers:
    from bench.indicators.workload import DEFINITIONS
    from weijian.engines.indicators.engine import connect
    from weijian.engines.indicators.period import Period
    from weijian.engines.indicators.plain import plain
    from weijian.engines.indicators.putting import fetched

    year, tables = Period(date(2025, 1, 1), date(2025, 12, 31)), _lake(connect(threads=2), folder)
    return {d.code: _rows(fetched(plain(d, tables, year, by=("township",)))) for d in DEFINITIONS}


def sql(folder: Path) -> Answers:
    import duckdb

    from bench.indicators.byhand import SQL

    connection = duckdb.connect(config={"threads": 2})
    for name in TABLES:
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{folder / name}.parquet')")
    return {code: _rows(connection.execute(query).fetchall()) for code, query in SQL.items()}


def polars(folder: Path) -> Answers:
    import polars as pl

    from bench.indicators.byhand import polars_frames

    frames = polars_frames({name: pl.scan_parquet(folder / f"{name}.parquet") for name in TABLES})
    collected = pl.collect_all(list(frames.values()), engine="streaming")
    return {code: _rows(frame.select("township", "num", "den").rows()) for code, frame in zip(frames, collected, strict=True)}


def spark(folder: Path) -> Answers:
    from pyspark.sql import SparkSession

    from bench.indicators.byhand import SQL

    settings = {"driver.memory": "6g", "sql.shuffle.partitions": "8", "ui.enabled": "false", "sql.session.timeZone": "UTC", "log.level": "ERROR"}
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(f"spark.{name}", value)
    session = builder.getOrCreate()
    for name in TABLES:
        session.read.parquet(str(folder / f"{name}.parquet")).createOrReplaceTempView(name)
    answers = {code: _rows(map(tuple, session.sql(query).collect())) for code, query in SQL.items()}
    gateway = session.sparkContext._gateway
    session.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait()  # only of a child that has been waited for is the CPU known
    return answers


def _lake(backend: Any, folder: Path) -> dict[str, Any]:
    from weijian.engines.indicators.files import table_of_files

    return {name: table_of_files(backend, name, [folder / f"{name}.parquet"]) for name in TABLES}


def _rows(rows: Iterable[tuple[Any, ...]]) -> list[list[float]]:
    """By township; one where nobody is in the denominator is told by some and left out by others."""
    return sorted([int(value) for value in row] for row in rows if row[2])


CONTENDERS: dict[str, Callable[[Path], Answers]] = {
    "fused": fused, "series": lambda folder: fused(folder, 24), "unfused": unfused, "sql": sql, "polars": polars, "spark": spark,
}

if __name__ == "__main__":
    print("\n" + json.dumps(CONTENDERS[sys.argv[1]](Path(sys.argv[2]))))
