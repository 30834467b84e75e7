"""Does an entry, as it would stand, keep its model's constraints and its register's rules? Every fault names its column."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Q, UniqueConstraint

from weijian.foundation.catalogue import refusals as say
from weijian.foundation.catalogue.columns import Column, Finder, Kind, column_named, columns_of, field_of, read
from weijian.foundation.catalogue.registers import Register
from weijian.foundation.catalogue.rules import Dating, refusal_to_date
from weijian.kernel.refusal import Fault, Refusal, Wording


def values_read(columns: Iterable[Column], cells: Mapping[str, object], find: Finder) -> tuple[dict[str, Any], list[Fault]]:
    """What the cells mean, and what is wrong with those that mean nothing. Columns that are not given are left alone."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for column in columns:
        if column.name in cells:
            value = read(column, cells[column.name], find)
            if isinstance(value, Refusal):
                faults.append(Fault(value, column=column.label))
            else:
                values[column.name] = value
    return values, faults


def faults_in_values(register: Register, columns: Iterable[Column], values: Mapping[str, Any]) -> list[Fault]:
    """Texts longer and numbers larger than their fields hold; for entries a room makes by its own actions."""
    typed = (c for c in columns if c.kind in (Kind.TEXT, Kind.INTEGER, Kind.NUMBER) and values.get(c.name) is not None)
    return [fault for column in typed if (fault := _value_fault(register, column, values[column.name]))]


def _value_fault(register: Register, column: Column, value: Any) -> Fault | None:
    try:
        field_of(register, column).run_validators(value)
    except ValidationError as wrong:
        return Fault(Refusal(say.FIELD_RULE, sentence=" ".join(wrong.messages), column=column.label), column=column.label)
    return None


def apply_values(register: Register, entry: Any, values: Mapping[str, Any]) -> list[str]:
    """Put the values on the entry; the names of the columns that changed."""
    changed = []
    for name, value in values.items():
        field: Any = register.model._meta.get_field(name)
        wanted = field.get_default() if value is None and not field.null else value
        if getattr(entry, name, None) != wanted or (entry.pk is None and wanted not in (None, "")):
            setattr(entry, name, wanted)
            changed.append(name)
    return changed


def faults_in(register: Register, entry: Any, on: date) -> list[Fault]:
    """What stands in the way of keeping the entry as it is now."""
    faults = _faults_in_fields(register, entry) or _faults_in_dates(register, entry) or _faults_in_constraints(register, entry)
    ruled = None if faults else register.rule(entry, on)
    spoken = column_named(register, register.at.get(ruled.code, "")) if ruled else None
    return faults if ruled is None else [Fault(ruled, column=spoken.label if spoken else None)]


def _faults_in_dates(register: Register, entry: Any) -> list[Fault]:
    dated = refusal_to_date(_dating(register, entry))
    return [] if dated is None else [Fault(dated, column=_label(register, register.ends or register.begins))]


def _faults_in_fields(register: Register, entry: Any) -> list[Fault]:
    there = {c.name for c in columns_of(register) if c.kind is not Kind.REFERENCE}
    others = [f.name for f in entry._meta.fields if f.name not in there]
    try:
        entry.clean_fields(exclude=others)
    except ValidationError as wrong:
        return [_field_fault(register, name, messages) for name, messages in wrong.message_dict.items()]
    return []


def _field_fault(register: Register, name: str, messages: list[str]) -> Fault:
    label = _label(register, name)
    return Fault(Refusal(say.FIELD_RULE, sentence=" ".join(messages), column=label), column=label)


def _label(register: Register, name: str) -> str:
    column = column_named(register, name)
    return column.label if column else name


def _faults_in_constraints(register: Register, entry: Any) -> list[Fault]:
    faults = [f for c in entry._meta.constraints if (f := _constraint_fault(register, entry, c))]
    return faults or _faults_in_unique_fields(register, entry)


def _constraint_fault(register: Register, entry: Any, constraint: Any) -> Fault | None:
    try:
        constraint.validate(type(entry), entry)
    except ValidationError:
        names = _fields_of(constraint)
        columns = [c for c in columns_of(register) if c.name in names]
        return Fault(_constraint_refusal(register, constraint, columns), column=columns[0].label if columns else None)
    return None


def _constraint_refusal(register: Register, constraint: Any, columns: list[Column]) -> Refusal:
    said: Wording | None = register.words.get(constraint.name)
    labels = "、".join(c.label for c in columns) or str(register.title)
    if said is not None:
        return Refusal(said, columns=labels)
    return Refusal(say.ALREADY_THERE if isinstance(constraint, UniqueConstraint) else say.RULE_BROKEN, columns=labels)


def _fields_of(constraint: Any) -> list[str]:
    if isinstance(constraint, UniqueConstraint):
        return list(constraint.fields)
    return list(_names_in(constraint.condition))


def _names_in(condition: Any) -> Iterator[str]:
    children: list[Any] = condition.children if isinstance(condition, Q) else []
    for child in children:
        if isinstance(child, Q):
            yield from _names_in(child)
        else:
            yield child[0].split("__")[0]
            if isinstance(child[1], F):
                yield str(child[1].deconstruct()[1][0])


def _faults_in_unique_fields(register: Register, entry: Any) -> list[Fault]:
    unique = [f for f in entry._meta.fields if f.unique and not f.primary_key and column_named(register, f.name)]
    taken = [f for f in unique if type(entry)._default_manager.filter(**{f.name: getattr(entry, f.name)}).exclude(pk=entry.pk).exists()]
    return [Fault(Refusal(say.ALREADY_THERE, columns=_label(register, f.name)), column=_label(register, f.name)) for f in taken]


def _dating(register: Register, entry: Any) -> Dating:
    """The entry's days, with those of the entries it may not overlap."""
    begins: date | None = getattr(entry, register.begins) if register.begins else None
    ends: date | None = getattr(entry, register.ends) if register.ends else None
    if not register.apart or not register.begins:
        return Dating(begins, ends)
    same = {name: getattr(entry, name) for name in register.apart}
    others = type(entry)._default_manager.filter(**same).exclude(pk=entry.pk)
    spans = [(b, e) for b, e in others.values_list(register.begins, register.ends or register.begins)]
    return Dating(begins, ends, tuple(spans))


@contextmanager
def collisions_refused() -> Iterator[None]:
    """Two clerks entering the same thing in one breath: the second is told so."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Refusal(say.USED_KEY) from None
