"""The steps that actions share: lock, read, check, keep. They record nothing; an action does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.http import Http404

from weijian.foundation.catalogue import refusals as say
from weijian.foundation.catalogue import rules
from weijian.foundation.catalogue.checking import apply_values, collisions_refused, faults_in, faults_in_values, values_read
from weijian.foundation.catalogue.columns import Column, Finder, columns_of, finder, sheet_columns_of
from weijian.foundation.catalogue.registers import Register
from weijian.foundation.people.access import Forbidden
from weijian.foundation.people.refusals import NOT_YOUR_POST
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Fault, Refusal, Refusals, must
from weijian.kernel.standing import Standing


def must_change_here(register: Register, by: Standing, *, by_sheet: bool = False) -> None:
    must(rules.refusal_to_change_here(str(register.title), register.living and not (by_sheet and register.taking)))
    if by.account_id is not None and not by.may(register.needs_write):
        raise Forbidden(NOT_YOUR_POST, post=by.name)


def locked(register: Register, entry_id: int, by: Standing) -> Any:
    """The entry, held until the transaction ends; not found when she may not change it."""
    entry = register.entries_kept(by).select_for_update(of=("self",)).filter(pk=entry_id).first()
    if entry is None:
        raise Http404
    return entry


@dataclass(frozen=True)
class Desk:
    """Where entries are written: by whom, when, and how codes and names are looked up."""

    by: Standing
    at: datetime
    find: Finder = field(default_factory=finder)

    @property
    def on(self) -> date:
        return local_day(self.at)


def written_anew(register: Register, cells: Mapping[str, object], desk: Desk) -> tuple[Any, list[str]]:
    """A new entry, kept, and the columns it fills."""
    entry = register.model()
    given = {c.name: "" for c in columns_of(register)} | dict(cells)
    return entry, rewritten(register, entry, given, desk)


def rewritten(register: Register, entry: Any, cells: Mapping[str, object], desk: Desk) -> list[str]:
    """Read the cells, put them on the entry, and keep it when nothing stands in the way; the columns that changed."""
    values = read_whole(columns_of(register), cells, desk)
    changed = apply_values(register, entry, values)
    if changed or entry.pk is None:
        _must_be_faultless(faults_in(register, entry, desk.on))
        keep(register, entry)
        must(refusal_of_foreign(register, entry, desk.by))
    return changed


def read_whole(columns: Iterable[Column], cells: Mapping[str, object], desk: Desk) -> dict[str, Any]:
    """What the cells mean; refused when one of them means nothing."""
    values, faults = values_read(columns, cells, desk.find)
    _must_be_faultless(faults)
    return values


def must_fit(register: Register, values: Mapping[str, Any]) -> None:
    """What a room is about to be given fits the fields it goes into."""
    _must_be_faultless(faults_in_values(register, sheet_columns_of(register), values))


def _must_be_faultless(faults: list[Fault]) -> None:
    if faults:
        raise Refusals(say.MANY_FAULTS, faults)


def keep(register: Register, entry: Any) -> None:
    if entry.pk is not None and any(f.name == "version" for f in entry._meta.fields):
        entry.version += 1
    with collisions_refused():
        entry.save()


def refusal_of_foreign(register: Register, entry: Any, by: Standing) -> Refusal | None:
    """Nobody may write an entry she could not change afterwards."""
    return None if register.entries_kept(by).filter(pk=entry.pk).exists() else Refusal(say.NOT_YOURS)


def refusal_of_unseen(register: Register, entry: Any, by: Standing) -> Refusal | None:
    """Nobody learns by a sheet what is on file about somebody she may not see. The platform itself sees everything."""
    seen = by.account_id is None or register.entries_seen(by).filter(pk=entry.pk).exists()
    return None if seen else Refusal(say.NOT_YOURS)


def refusal_once_kept(register: Register, entry: Any, by: Standing) -> Refusal | None:
    """Would it be out of her reach? Tried and undone, so that a form can say so and keep what was typed."""
    with transaction.atomic():
        keep(register, entry)
        no = refusal_of_foreign(register, entry, by)
        transaction.set_rollback(True)
    return no


def retiring(register: Register, entry: Any, ends_on: date | None = None, reason: str = "") -> rules.Retiring:
    begins = getattr(entry, register.begins) if register.begins else None
    ended = getattr(entry, register.ends) if register.ends else None
    return rules.Retiring(str(register.title), bool(register.ends), register.living, begins, ended, ends_on, reason)
