"""How the values of one person, or of one person's slots of time, are put together into one."""

from collections.abc import Callable
from typing import Any

import ibis

from weijian.engines.indicators.ordering import Few


@ibis.udf.agg.builtin(name="max", signature=(("int64", "int64"), "array<int64>"))
def _greatest_few(value, n):  # type: ignore[no-untyped-def]  # a declaration: DuckDB's max(value, n), the n greatest values
    ...


@ibis.udf.agg.builtin(name="bit_or", signature=(("int64",), "int64"))
def _bits(value):  # type: ignore[no-untyped-def]  # a declaration: both engines have it, but Ibis does not know that Spark has
    ...


@ibis.udf.agg.builtin(name="count_if", signature=(("boolean",), "int64"))
def count_if(value):  # type: ignore[no-untyped-def]  # a declaration: both engines have it, and count a fifth faster by it
    ...


@ibis.udf.agg.builtin(name="array_agg", signature=(("int64",), "array<int64>"))
def _all_of(value):  # type: ignore[no-untyped-def]  # a declaration: both engines have it, and Ibis' own asks again of every row whether it is null
    ...


_TOGETHER: dict[str, Callable[[Any], Any]] = {
    "any": lambda c: c.any(), "count": lambda c: c.count(), "sum": lambda c: c.sum(),
    "min": lambda c: c.min(), "max": lambda c: c.max(), "bits": lambda c: _bits(c),
}


def put_together(how: str, column: Any, engine: str) -> Any:
    """The aggregate; of the greatest few ("top3") a list, in any order."""
    return _top(column, few_wanted(how), engine) if few_wanted(how) else _TOGETHER[how](column)


def again(how: str, column: Any) -> Any:
    """The aggregate of aggregates."""
    return _TOGETHER["sum" if how == "count" else how](column)


def few_wanted(how: str) -> int:
    """How many greatest values are kept; 0 of an aggregate that keeps one."""
    return int(how[3:]) if how.startswith("top") else 0


def seen(how: str, column: Any) -> Any:
    """What was put together, as a feature's parts are told from it."""
    n = few_wanted(how)
    return Few(tuple(item(column, i, column.length() > i) for i in range(n)), column.length()) if n else column


def collected(column: Any, *, certain: bool) -> Any:
    """All that is known of a column, as a list; `certain`: nothing in it is null."""
    return _all_of(column) if certain and column.type().is_integer() else column.collect()


def item(values: Any, i: Any, there: Any) -> Any:
    """An element of a list, null where it is not there."""
    return ibis.ifelse(there, values[i], ibis.null(values.type().value_type))


def _top(column: Any, n: int, engine: str) -> Any:
    """DuckDB keeps only the n greatest; elsewhere all are collected and the end of the sorted list is taken."""
    if engine == "duckdb" and column.type().is_integer():
        return _greatest_few(column, n)
    return column.collect().sort()[-n:]
