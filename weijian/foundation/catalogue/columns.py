"""A register's columns, derived from its model: how a cell is read, written into a sheet, and shown on a page."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext

from weijian.foundation.catalogue import refusals as say
from weijian.foundation.catalogue.registers import Register
from weijian.kernel.codes import ValueSet
from weijian.kernel.dates import CHINA, can_be_meant, parse_date
from weijian.kernel.refusal import Refusal

YES, NO = "是", "否"
_FLAGS = {YES: True, NO: False, "1": True, "0": False, "true": True, "false": False, "on": True, "y": True, "n": False, "√": True}
_MOST_LISTED = 12
MOST_KEPT = 2**53  # a spreadsheet holds whole numbers exactly up to here; what a field holds is for its own validators


class Kind(StrEnum):
    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    TIME = "time"
    FLAG = "flag"
    CHOICE = "choice"
    REFERENCE = "reference"


@dataclass(frozen=True)
class Target:
    """What a column points to, and the lookups that name it in a sheet ("code", or "institution__code" and "name")."""

    model: type[models.Model]
    by: tuple[str, ...]

    @property
    def title(self) -> str:
        return str(self.model._meta.verbose_name)


@dataclass(frozen=True)
class Column:
    name: str
    label: str
    kind: Kind
    required: bool
    choices: tuple[tuple[str, str], ...] = ()
    codes: ValueSet | None = None
    target: Target | None = None

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def numeric(self) -> bool:
        return self.kind in (Kind.INTEGER, Kind.NUMBER)


Finder = Callable[[Column, str], "models.Model | Refusal"]


@cache
def columns_of(register: Register) -> tuple[Column, ...]:
    return tuple(_derived(register, name) for name in register.columns)


@cache
def sheet_columns_of(register: Register) -> tuple[Column, ...]:
    """The columns of its sheet: its own, and what only a new entry needs."""
    more = register.taking.more if register.taking else {}
    return (*columns_of(register), *(replace(_column(register, name, model._meta.get_field(field)), required=False) for name, (model, field) in more.items()))


def field_of(register: Register, column: Column) -> Any:
    """The model's field a column of its sheet is read like."""
    more = register.taking.more if register.taking else {}
    model, name = more.get(column.name, (register.model, column.name))
    return model._meta.get_field(name)


def column_named(register: Register, name: str) -> Column | None:
    return next((c for c in columns_of(register) if c.name == name), None)


def _derived(register: Register, name: str) -> Column:
    return _column(register, name, register.model._meta.get_field(name))


def _column(register: Register, name: str, field: Any) -> Column:
    codes = register.codes.get(name)
    choices = tuple((str(code), str(label)) for code, label in field.choices or ()) or tuple(codes.choices if codes else ())
    required = not field.blank and not field.null and not field.has_default()
    target = Target(field.related_model, register.by.get(name) or _key_of(field.related_model)) if field.is_relation else None
    return Column(name, str(field.verbose_name), _kind(field, bool(choices)), required, choices, codes, target)


def _key_of(model: type[models.Model]) -> tuple[str, ...]:
    names = {f.name for f in model._meta.get_fields()}
    return ("code",) if "code" in names else ("pk",)


def _kind(field: Any, listed: bool) -> Kind:
    if field.is_relation:
        return Kind.REFERENCE
    if listed:
        return Kind.CHOICE
    match field:
        case models.BooleanField():
            return Kind.FLAG
        case models.DateTimeField():
            return Kind.MOMENT
        case models.DateField():
            return Kind.DATE
        case models.TimeField():
            return Kind.TIME
        case models.IntegerField():
            return Kind.INTEGER
        case models.FloatField() | models.DecimalField():
            return Kind.NUMBER
        case _:
            return Kind.TEXT


def finder() -> Finder:
    """Finds what a code or a name means, asking the database once for each."""
    known: dict[tuple[str, str], models.Model | Refusal] = {}

    def find(column: Column, text: str) -> models.Model | Refusal:
        key = (column.name, text)
        if key not in known:
            known[key] = _found(column, text)
        return known[key]

    return find


def _found(column: Column, text: str) -> models.Model | Refusal:
    assert column.target
    target, rows = column.target, _standing(column.target.model)
    for spoken in (text, text.split()[0]):
        parts = spoken.split("/") if len(target.by) > 1 else [spoken]
        if len(parts) == len(target.by) and (one := _one_of(rows, dict(zip(target.by, parts, strict=True)))):
            return one
    named = list(rows.filter(name=text)[:2]) if any(f.name == "name" for f in target.model._meta.get_fields()) else []
    if len(named) == 1:
        return named[0]
    if named:
        return Refusal(say.AMBIGUOUS_THING, column=column.label, what=target.title)
    return Refusal(say.NO_SUCH_THING, column=column.label, what=target.title, example=_example(target))


def _one_of(rows: "models.QuerySet[models.Model]", spoken: dict[str, str]) -> models.Model | None:
    """The first of that name; None too where a part is no day or no number though it should be one."""
    try:
        return rows.filter(**spoken).first()
    except (ValueError, ValidationError):
        return None


def _standing(model: type[models.Model]) -> "models.QuerySet[models.Model]":
    """Those in force before those that have ended, so that a code used twice means the one that stands."""
    names = {f.name for f in model._meta.get_fields()}
    rows = model._default_manager.all()
    return rows.order_by(models.F("ends_on").desc(nulls_first=True), "-pk") if "ends_on" in names else rows.order_by("-pk")


def _example(target: Target) -> str:
    first = target.model._default_manager.order_by("pk").first()
    return named(target, first) if first else "—"


def named(target: Target, thing: Any) -> str:
    """How a sheet names a thing: its code, or its parts with a slash between."""
    return "/".join(str(_walk(thing, path)) for path in target.by)


def _walk(thing: Any, path: str) -> object:
    for step in path.split("__"):
        thing = getattr(thing, step)
    return thing


def read(column: Column, cell: object, find: Finder) -> Any:
    """What a cell, a field of a form or of a request means: a value of the model's field, or the Refusal saying why not. Empty is None."""
    text = plain(cell)
    if not text:
        return Refusal(say.VALUE_MISSING, column=column.label) if column.required else None
    match column.kind:
        case Kind.REFERENCE:
            return find(column, text)
        case Kind.CHOICE:
            return _read_choice(column, text)
        case Kind.FLAG:
            return _FLAGS.get(text.lower(), Refusal(say.NOT_A_FLAG, column=column.label))
        case Kind.DATE:
            return parse_date(cell if isinstance(cell, date) else text, excel_serial=isinstance(cell, float))
        case Kind.MOMENT:
            return _read_moment(column, cell if isinstance(cell, datetime) else text)
        case Kind.TIME:
            return cell if isinstance(cell, time) else _read_time(column, text)
        case Kind.INTEGER | Kind.NUMBER:
            return _read_number(column, text)
        case _:
            return text


def plain(cell: object) -> str:
    """A cell's text; a spreadsheet's 3.0 is 3."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return YES if cell else NO
    return (cell.isoformat() if isinstance(cell, date | datetime | time) else str(cell)).strip()


def _read_choice(column: Column, text: str) -> str | Refusal:
    if column.codes is not None:
        return column.codes.code_of(text)
    for code, label in column.choices:
        if text in (code, label):
            return code
    labels = [label for _, label in column.choices]
    return Refusal(say.NOT_A_CHOICE, column=column.label, choices="、".join(labels[:_MOST_LISTED]) + ("……" if len(labels) > _MOST_LISTED else ""))


def _read_moment(column: Column, cell: datetime | str) -> datetime | Refusal:
    """A day and a time of day by the region's clock, unless an offset is written."""
    try:
        moment = cell if isinstance(cell, datetime) else datetime.fromisoformat(cell.replace("/", "-").replace("：", ":"))
    except ValueError:
        return Refusal(say.NOT_A_MOMENT, column=column.label)
    if not can_be_meant(moment.date()) or (isinstance(cell, str) and ":" not in cell and "：" not in cell):
        return Refusal(say.NOT_A_MOMENT, column=column.label)
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


def _read_time(column: Column, text: str) -> time | Refusal:
    hours, _, rest = text.replace("：", ":").partition(":")
    minutes = rest.split(":")[0]
    if hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60:
        return time(int(hours), int(minutes))
    return Refusal(say.NOT_A_TIME, column=column.label)


def _read_number(column: Column, text: str) -> int | float | Refusal:
    try:
        number = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return _no_number(column)
    if not number.is_finite() or (column.kind is Kind.INTEGER and number != number.to_integral_value()) or abs(number) > MOST_KEPT:
        return _no_number(column)
    return int(number) if column.kind is Kind.INTEGER else float(number)


def _no_number(column: Column) -> Refusal:
    return Refusal(say.NOT_A_NUMBER, column=column.label, kind="整数" if column.kind is Kind.INTEGER else "数字")


def written(column: Column, entry: Any) -> str:
    """A cell of a sheet; `read` understands it again."""
    value = getattr(entry, column.name)
    if value is None or value == "":
        return ""
    match column.kind:
        case Kind.REFERENCE:
            assert column.target
            code = named(column.target, value)
            name = getattr(value, "name", "")
            return f"{code} {name}" if column.target.by == ("code",) and name else code
        case Kind.CHOICE:
            return dict(column.choices).get(str(value), str(value))
        case Kind.FLAG:
            return YES if value else NO
        case Kind.MOMENT:
            return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
        case Kind.TIME:
            return f"{value:%H:%M}"
        case _:
            return plain(value)


def shown(column: Column, entry: Any) -> str:
    """A cell of a page: things by their names, codes by their labels in the reader's language."""
    value = getattr(entry, column.name)
    if column.kind is Kind.REFERENCE:
        return "" if value is None else str(value)
    if column.codes is not None and value in column.codes and (get_language() or "").startswith("en"):
        return column.codes.english_of(value)
    text = written(column, entry)
    return gettext(text) if text and column.kind in (Kind.CHOICE, Kind.FLAG) else text


def references(register: Register) -> tuple[str, ...]:
    """What to fetch with the entries so that a page asks the database once."""
    paths = set()
    for column in columns_of(register):
        if column.target:
            paths |= {column.name} | {f"{column.name}__{p.rpartition('__')[0]}" for p in column.target.by if "__" in p}
    return tuple(sorted(paths))
