"""Parquet files as a table of an engine."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any


def table_of_files(backend: Any, name: str, paths: Sequence[Path]) -> Any:
    """An Ibis table of these files' rows, registered as `name` with the backend (`engine.connect`). The workers of a cluster read the files
    themselves: the paths must be theirs, too."""
    places = [str(path) for path in paths]
    if backend.name != "pyspark":
        return backend.read_parquet(places, table_name=name)
    backend._session.read.parquet(*places).createOrReplaceTempView(name)  # Ibis' own reader takes one place only
    return backend.table(name)
