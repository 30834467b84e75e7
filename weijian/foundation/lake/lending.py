"""What rooms lend: each room declares its flat tables in its `lake.py`.

    lend("beds", BedCount, key="bed_count_id", columns={"kind": "kind", "open": "open", "township_code": place("institution__place__code", 9)})

A column is a field, found by its path through foreign keys, or something read from one. Types come from the fields. Whoever lends what is
sealed, or a name, number or telephone of a person, is stopped when the program starts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db.models import BooleanField, ExpressionWrapper, F, Field, Model, Q

from weijian.foundation.lake import refusals as say
from weijian.foundation.secrets.fields import SealedTextField
from weijian.kernel.refusal import Refusal

Path = str
KINDS = {
    "BigAutoField": "int64", "AutoField": "int64", "BigIntegerField": "int64", "IntegerField": "int64", "SmallIntegerField": "int64",
    "PositiveIntegerField": "int64", "PositiveSmallIntegerField": "int64", "PositiveBigIntegerField": "int64", "FloatField": "double",
    "BooleanField": "bool", "CharField": "string", "TextField": "string", "DateField": "date", "DateTimeField": "timestamp",
}
# Whatever they hold, fields so named are of one person or lead to one.
NEVER_LENT = frozenset({
    "address", "client_key", "credit_code", "former_name", "identity", "identity_index", "index", "number", "number_index", "phone", "phone_index",
    "record_number", "token_digest",
})
AS_IT_IS, PLACE, PRESENT = "as it is", "place", "present"


@dataclass(frozen=True)
class Taken:
    """How a column is read from the field at `path`."""

    path: Path
    how: str = AS_IT_IS
    digits: int = 12


def place(path: Path, digits: int = 12) -> Taken:
    """A division's code in twelve digits, cut to `digits` first: 9 gives the township, 6 the county; nothing where the place lies higher."""
    return Taken(path, PLACE, digits)


def present(path: Path) -> Taken:
    """Whether there is anything, never what."""
    return Taken(path, PRESENT)


@dataclass(frozen=True)
class Column:
    name: str
    taken: Taken
    kind: str  # int64, double, bool, string, date, timestamp (of the region's clock)

    def asked(self) -> Any:
        """What the database is asked for."""
        if self.taken.how == PRESENT:
            return ExpressionWrapper(Q((f"{self.taken.path}__isnull", False)), output_field=BooleanField())
        return F(self.taken.path)


@dataclass(frozen=True)
class Watch:
    """A table of the database whose changes are noted: when a row comes or goes, or one of `columns` changes."""

    table: str
    key: str
    columns: tuple[str, ...]

    @property
    def digest(self) -> str:
        return _digest((self.table, self.key, self.columns))


@dataclass(frozen=True)
class Lent:
    """One flat table: a row for each row of `model`, whose row id is the column `key`, kept in files by the column `partition`."""

    name: str
    model: type[Model]
    key: str
    columns: tuple[Column, ...]
    partition: str | None = None

    @cached_property
    def digest(self) -> str:
        """Differs when anything of the declaration does."""
        plain = [(c.name, c.taken.path, c.taken.how, c.taken.digits, c.kind) for c in self.columns]
        return _digest((self.table, self.key, plain, self.partition))

    @property
    def table(self) -> str:
        return str(self.model._meta.db_table)

    @cached_property
    def relations(self) -> dict[Path, str]:
        """The paths that lead to other rows, with the tables these stand in."""
        above = [step for column in self.columns for step in list(_steps(self.model, column.taken.path))[:-1]]
        return {path: str(field.related_model._meta.db_table) for path, field in above}

    @cached_property
    def watched(self) -> frozenset[str]:
        """The tables a change in which may change a row of this one."""
        return frozenset({self.table, *self.relations.values()})

    def watches(self) -> Iterator[tuple[type[Model], str]]:
        """Models with their columns that are read."""
        for column in self.columns:
            for _path, field in _steps(self.model, column.taken.path):
                yield field.model, str(field.column)


_lent: dict[str, Lent] = {}


def lend(name: str, model: type[Model], *, key: str, columns: Mapping[str, Path | Taken], partition: str | None = None) -> Lent:
    """Declare a table. `key` names the row id; `columns` are field paths, `place(…)` or `present(…)`; `partition` is one of them."""
    read = {key: "pk", **columns}
    made = Lent(name, model, key, tuple(_column(model, n, t) for n, t in read.items()), partition)
    if name in _lent or key in columns or partition not in (None, *columns) or made.columns[0].kind != "int64":
        raise ImproperlyConfigured(f"{name} is lent twice, has no whole-number row id, or no column {partition}")
    _lent[name] = made
    return made


def lent_tables() -> dict[str, Lent]:
    return dict(sorted(_lent.items()))


def lent_named(name: str) -> Lent:
    if name not in _lent:
        raise Refusal(say.UNKNOWN_TABLE, table=name)
    return _lent[name]


def watches() -> dict[str, Watch]:
    """Every table that must be watched for what is lent."""
    columns: dict[type[Model], set[str]] = {}
    for lent in _lent.values():
        for model, column in lent.watches():
            columns.setdefault(model, set()).add(column)
    made = [Watch(m._meta.db_table, _key_of(m).column, tuple(sorted(read - {_key_of(m).column}))) for m, read in columns.items()]
    return {watch.table: watch for watch in sorted(made, key=lambda w: w.table)}


def _column(model: type[Model], name: str, path: Path | Taken) -> Column:
    taken = path if isinstance(path, Taken) else Taken(path)
    *_above, (_path, field) = _steps(model, taken.path)
    if taken.how == PRESENT:
        return Column(name, taken, "bool")
    _may_be_lent(name, field)
    target = field.target_field if field.is_relation else field
    return Column(name, taken, KINDS[target.get_internal_type()])


def _may_be_lent(name: str, field: Any) -> None:
    person = any(isinstance(f, SealedTextField) for f in field.model._meta.concrete_fields)
    if isinstance(field, SealedTextField) or field.name in NEVER_LENT or (person and field.name in ("name", "code")):
        raise ImproperlyConfigured(f"{name}: {field} says who somebody is and is not lent")
    target = field.target_field if field.is_relation else field
    if target.get_internal_type() not in KINDS:
        raise ImproperlyConfigured(f"{name}: {field} is of a kind that is not lent")


def _steps(model: type[Model], path: Path) -> Iterator[tuple[Path, Any]]:
    """The fields on the way, each with the path that leads to it."""
    here: type[Model] | None = model
    walked = ""
    for part in path.split("__"):
        field = _field(here, part)
        walked = f"{walked}__{part}" if walked else part
        yield walked, field
        here = field.related_model


def _field(model: type[Model] | None, name: str) -> "Field[Any, Any]":
    if model is None:
        raise ImproperlyConfigured(f"nothing leads to {name}")
    try:
        field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    except FieldDoesNotExist as missing:
        raise ImproperlyConfigured(str(missing)) from None
    if not isinstance(field, Field) or field.many_to_many or field.one_to_many:
        raise ImproperlyConfigured(f"{model.__name__}.{name} is many, a lent column is one")
    return field


def _key_of(model: type[Model]) -> Any:
    return model._meta.pk


def _digest(plain: object) -> str:
    return sha256(repr(plain).encode()).hexdigest()[:16]
