"""Which engine does the work, by its address: `duckdb://` in this process, `spark://host:port` a cluster."""

from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

import ibis

from weijian.engines.indicators import refusals as say
from weijian.kernel.refusal import Refusal

DEFAULT = "duckdb://"


def connect(url: str = DEFAULT, **settings: Any) -> Any:
    """An Ibis backend. `settings` are the engine's own (DuckDB: threads=2; Spark: {"spark.executor.memory": "2g"}).

    Raises Refusal for an address that is neither engine's, and for Spark where pyspark is not installed.
    """
    scheme = urlsplit(url).scheme
    if scheme == "duckdb":
        return ibis.duckdb.connect(**{"preserve_insertion_order": False, **settings})
    if (scheme == "spark" and urlsplit(url).hostname) or url.startswith("local["):
        return _spark(url, settings)
    raise Refusal(say.UNKNOWN_ENGINE, url=url)


def _spark(url: str, settings: dict[str, Any]) -> Any:
    """A Spark session on the cluster: dates without time zones, errors instead of silent nulls."""
    if find_spec("pyspark") is None:
        raise Refusal(say.NO_SPARK)
    from pyspark.sql import SparkSession

    fixed = {"spark.sql.session.timeZone": "UTC", "spark.sql.ansi.enabled": "true", "spark.ui.enabled": "false"}
    builder = SparkSession.builder.master(url).appName("weijian")
    for name, value in {**fixed, **settings}.items():
        builder = builder.config(name, value)
    return ibis.pyspark.connect(builder.getOrCreate())
