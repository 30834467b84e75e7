"""Many rows at once through the ORM's own compiled statements: the same columns, a hundred times fewer objects."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model
from django.db.models.sql.subqueries import InsertQuery, UpdateQuery

Row = Sequence[Any]
# Any value that is not NULL: a statement compiled for NULL has no place for a value.
SOME_VALUE: dict[str, Any] = {
    "CharField": "", "BinaryField": b"", "DateField": date.min, "DateTimeField": datetime.min.replace(tzinfo=UTC), "ForeignKey": 0, "PositiveIntegerField": 0,
}


class Inserter:
    """Inserts rows of values in the order of `fields`; each value is adapted as the ORM would."""

    def __init__(self, model: type[Model], fields: Sequence[str]) -> None:
        columns = columns_of(model, fields)
        self.statement = insert_statement(model, columns)
        self._adapters = adapters(columns)

    def insert(self, rows: Sequence[Row]) -> None:
        if rows:
            with connection.cursor() as cursor:
                cursor.executemany(self.statement, [adapted(row, self._adapters) for row in rows])


def insert_statement(model: type[Model], columns: "Sequence[Field[Any, Any]]") -> str:
    """What the ORM would send for one row of these columns."""
    query = InsertQuery(model)
    query.insert_values(columns, [model()], raw=True)
    (statement, _), *_rest = query.get_compiler(connection=connection).as_sql()
    return str(statement)


class Updater:
    """Updates rows found by primary key and version; says whether all were found."""

    def __init__(self, model: type[Model], fields: Sequence[str]) -> None:
        columns = columns_of(model, fields)
        query: Any = model._default_manager.filter(pk=0, version=0).query.chain(UpdateQuery)
        query.add_update_fields([(column, None, SOME_VALUE[column.get_internal_type()]) for column in columns])
        compiled = query.get_compiler(connection=connection)
        self.statement, _ = compiled.as_sql()
        self._adapters = adapters(columns)

    def update(self, rows: Sequence[tuple[Row, int, int]]) -> bool:
        """Rows as (values, primary key, version)."""
        with connection.cursor() as cursor:
            cursor.executemany(self.statement, [[*adapted(values, self._adapters), pk, version] for values, pk, version in rows])
            return bool(cursor.rowcount == len(rows))


def columns_of(model: type[Model], names: Sequence[str]) -> "list[Field[Any, Any]]":
    by_name: dict[str, Field[Any, Any]] = {field.name: field for field in model._meta.concrete_fields}
    return [by_name[name] for name in names]


Adapters = list[tuple[int, Callable[[Any], Any]]]


def adapters(columns: "Sequence[Field[Any, Any]]") -> Adapters:
    """Dates and moments are written as the database wants them; texts, numbers and sealed bytes as they are."""
    by_kind = {"DateField": cache(connection.ops.adapt_datefield_value), "DateTimeField": cache(connection.ops.adapt_datetimefield_value)}
    return [(at, by_kind[c.get_internal_type()]) for at, c in enumerate(columns) if c.get_internal_type() in by_kind]


def adapted(row: Row, adapters: Adapters) -> list[Any]:
    values = list(row)
    for at, adapt in adapters:
        if values[at] is not None:
            values[at] = adapt(values[at])
    return values


# The usual size stands in project/datadir.py.
ROOMY, USUAL = "PRAGMA cache_size = -196608", "PRAGMA cache_size = -65536"


@contextmanager
def room_to_write() -> Iterator[None]:
    """While many rows are written the embedded database keeps more of itself in memory."""
    _tell_sqlite(ROOMY)
    try:
        yield
    finally:
        _tell_sqlite(USUAL)


def _tell_sqlite(pragma: str) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(pragma)
