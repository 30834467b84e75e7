"""The registers' own figures on a Spark cluster: the same definitions over the same lake give the same cells, to the last digit."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.engines.indicators.cluster import cluster, missing
from tests.foundation.lake.plain import refreshed
from tests.people import TODAY, Cast, cast
from weijian.domains.governance.queries import computed as ask
from weijian.domains.registry.models import Resident
from weijian.engines.indicators.computing import compute

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.filterwarnings("default")]  # pyspark's own


@pytest.fixture
def spark(tmp_path: Path) -> Iterator[str]:
    if lacking := missing():
        if os.environ.get("CI"):
            pytest.fail(f"CI must be able to start a Spark cluster; it has no {lacking}")
        pytest.skip(f"a Spark cluster needs {lacking}, which this machine has not (make install-spark, Java 17)")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        with cluster(tmp_path) as url:
            yield url
            from pyspark.sql import SparkSession

            session = SparkSession.getActiveSession()
            if session is not None:
                session.stop()
            ask._cluster.cache_clear()


@pytest.fixture
def people(watches_taken_down: None) -> Cast:
    return cast()


def test_every_figure_of_the_registers_is_the_same_on_a_cluster(people: Cast, spark: str, settings: LazySettings) -> None:
    refreshed()
    Resident.objects.filter(pk=people.wang_guilan.pk).update(marital_code="90")  # so that something lies over the base
    period, by = ask.year_to(TODAY), ("county", "township")
    with ask.lake_tables() as tables:
        here = compute(list(ask.definitions().values()), tables, period, by)
    settings.WEIJIAN_ENGINE = spark
    with ask.lake_tables() as tables:
        there = compute(list(ask.definitions().values()), tables, period, by)
    assert there == here
    assert any(c.value for c in here)
