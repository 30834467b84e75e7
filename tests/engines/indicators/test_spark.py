"""The same definitions on DuckDB in the process and on a Spark cluster of a master and two workers: every cell is the same, to the last digit."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bench.indicators import county
from bench.indicators.workload import DEFINITIONS, TABLES
from tests.engines.indicators.cluster import WORKERS, cluster, missing
from weijian.engines.indicators.computing import compute, series
from weijian.engines.indicators.definition import Cell
from weijian.engines.indicators.engine import connect
from weijian.engines.indicators.period import Period, months_to_date

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
RESIDENTS = 3_000
QUICK_TO_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # six short-lived JVMs


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    county.main(folder, RESIDENTS)
    return folder


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if lacking := missing():
        if os.environ.get("CI"):
            pytest.fail(f"CI must be able to start a Spark cluster; it has no {lacking}")
        pytest.skip(f"a Spark cluster needs {lacking}, which this machine has not")
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        patch.setenv("JDK_JAVA_OPTIONS", QUICK_TO_START)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        url = stack.enter_context(cluster(tmp_path_factory.mktemp("spark")))
        settings = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.executor.memory": "512m", "spark.executor.cores": "1"}
        backend = connect(url, **settings, **{"spark.sql.shuffle.partitions": "2", "spark.log.level": "ERROR"})
        yield backend
        session().stop()


@pytest.mark.filterwarnings("default")  # pyspark's own
def test_every_cell_of_every_definition_is_the_same_on_a_spark_cluster(spark: Any, parquet: Path) -> None:
    here, there = lake(connect(), parquet), lake(spark, parquet)
    ours = compute(DEFINITIONS, here, YEAR, by=("township",))
    assert compute(DEFINITIONS, there, YEAR, by=("township",)) == ours
    assert told(ours), "the county is large enough for figures to be there"
    assert session().sparkContext._jsc.sc().getExecutorMemoryStatus().size() == WORKERS + 1, "both workers and the driver took part"


@pytest.mark.filterwarnings("default")
def test_a_series_is_the_same_on_a_spark_cluster(spark: Any, parquet: Path) -> None:
    dated = [d for d in DEFINITIONS if d.code in {"I05", "I06", "I09", "I11", "I20"}]
    months = list(months_to_date(date(2025, 8, 1), 5))
    assert series(dated, lake(spark, parquet), months) == series(dated, lake(connect(), parquet), months)


def lake(backend: Any, folder: Path) -> dict[str, Any]:
    return {name: backend.read_parquet(str(folder / f"{name}.parquet"), table_name=name) for name in TABLES}


def session() -> Any:
    from pyspark.sql import SparkSession

    return SparkSession.active()


def told(cells: list[Cell]) -> bool:
    return len(cells) >= 20 * 20 and all(sum(c.numerator for c in cells if c.code == d.code) > 0 for d in DEFINITIONS)
