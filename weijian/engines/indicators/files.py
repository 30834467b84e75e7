"""Parquet files as a table of an engine."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ibis.backends.sql.datatypes import DuckDBType
from ibis.expr import operations as ops
from ibis.expr import schema


def table_of_files(backend: Any, name: str, paths: Sequence[Path]) -> Any:
    """An Ibis table of these files' rows, registered as `name` with the backend (`engine.connect`). The workers of a cluster read the files
    themselves: the paths must be theirs, too."""
    places = [str(path) for path in paths]
    if backend.name != "pyspark":
        return _view(backend, name, places)
    backend._session.read.parquet(*places).createOrReplaceTempView(name)  # Ibis' own reader takes one place only
    return backend.table(name)


def _view(backend: Any, name: str, places: Sequence[str]) -> Any:
    """As Ibis' own `read_parquet`, without Arrow between: loading it would cost as much as a small question's answer."""
    quoted = '"' + name.replace('"', '""') + '"'
    files = ", ".join("'" + place.replace("'", "''") + "'" for place in places)
    backend.raw_sql(f"CREATE OR REPLACE TEMPORARY VIEW {quoted} AS SELECT * FROM read_parquet([{files}])")  # noqa: S608  # both quoted above
    described = backend.raw_sql(f"DESCRIBE {quoted}").fetchall()
    types = {column: DuckDBType.from_string(kind, nullable=null == "YES") for column, kind, null, *_ in described}
    return ops.DatabaseTable(name, schema=schema.Schema(types), source=backend).to_expr()
