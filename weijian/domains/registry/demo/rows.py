"""Rows by the hundred thousand, past the making of model instances: Django's own INSERT, run once for many rows."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import repeat
from typing import Any

import numpy as np
from django.core.management.color import no_style
from django.db import connection, models

from weijian.domains.registry.imports.bulk import insert_statement
from weijian.foundation.secrets.box import box
from weijian.foundation.secrets.fields import SealedTextField

BATCH = 20_000
Slice = tuple[int, int]
# one value for all rows, an array or list with one for each, or a function that gives those of a slice
Column = object | np.ndarray | list[Any] | Callable[[Slice], Sequence[Any]]
Tell = Callable[[str, int, int], None]


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody how far it has come."""


def insert(model: type[models.Model], count: int, columns: dict[str, Column], tell: Tell = silent) -> int:
    """Insert `count` rows with consecutive keys and return the first key. Columns not named take their field's default."""
    fields = [f for f in model._meta.concrete_fields if not f.primary_key]
    wanted = columns | {f.attname: f.get_default() for f in fields if f.attname not in columns}
    first = (model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0) + 1
    sql = insert_statement(model, [model._meta.pk, *fields])
    for start, end in _slices(count):
        prepared = [_prepared(f, wanted[f.attname], (start, end)) for f in fields]
        with connection.cursor() as cursor:
            cursor.executemany(sql, list(zip(range(first + start, first + end), *prepared, strict=False)))
        tell(str(model._meta.verbose_name), end, count)
    _keys_go_on_from(model)
    return first


def _slices(count: int) -> Iterator[Slice]:
    for start in range(0, count, BATCH):
        yield start, min(start + BATCH, count)


def _prepared(field: Any, column: Any, rows: Slice) -> Any:
    """The column's values for these rows as the database takes them."""
    values = column(rows) if callable(column) else column
    if isinstance(values, np.ndarray):
        values = (values if callable(column) else values[slice(*rows)]).tolist()
    elif isinstance(values, list):
        values = values if callable(column) else values[slice(*rows)]
    else:
        return repeat(field.get_db_prep_save(values, connection))
    if isinstance(field, SealedTextField):
        seal = box().seal
        return [None if v is None else seal(v) for v in values]
    sample = next((v for v in values if v is not None), None)
    return _each_once(field, values) if isinstance(sample, date | datetime | time | float | dict) else values


def _each_once(field: Any, values: list[Any]) -> list[Any]:
    """Dates and the like repeat: each different one is prepared once."""
    if isinstance(values[0], dict):
        return [field.get_db_prep_save(v, connection) for v in values]
    known = {v: field.get_db_prep_save(v, connection) for v in set(values)}
    return [known[v] for v in values]


def _keys_go_on_from(model: type[models.Model]) -> None:
    """Databases that count keys on their own must know which were given here."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(sql)
