"""Questions as they are put to an engine: in its own words where it takes words, so that they can be put again without being made again."""

from typing import Any

import ibis
from ibis.expr import operations as ops

Question = Any  # DuckDB's words, or an Ibis expression
Rows = list[tuple[Any, ...]]


def worded(expression: Any) -> Question:
    """In DuckDB's words: they name tables, and whoever has tables called and shaped alike can put them. Elsewhere the expression itself."""
    engine = ibis.get_backend(expression)
    return engine.compile(expression) if engine.name == "duckdb" and not expression.op().find(ops.InMemoryTable) else expression


def put(question: Question, engine: Any) -> Rows:
    """The rows, as plain values. DuckDB gives them itself; converting them by way of Arrow would cost more than computing them."""
    if isinstance(question, str):
        return list(engine.raw_sql(question).fetchall())
    table = question.to_pyarrow()
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def fetched(expression: Any) -> Rows:
    """The rows of an expression."""
    return put(worded(expression), ibis.get_backend(expression))
