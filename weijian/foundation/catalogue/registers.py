"""Which registers there are: each room declares its own in `catalog.py`, a line each; everything else is derived from the model."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.urls import reverse

from weijian.foundation.catalogue import refusals as say
from weijian.foundation.catalogue.visibility import everybody, region_wide
from weijian.foundation.people import refusals as people_say
from weijian.foundation.people.access import Forbidden
from weijian.kernel.codes import ValueSet
from weijian.kernel.refusal import Refusal, Wording
from weijian.kernel.standing import Standing

Sight = Callable[["QuerySet[Any]", Standing, str], "QuerySet[Any]"]


def no_rule(entry: Any, on: date) -> Refusal | None:
    """What most rooms say beside their models' constraints."""
    return None


@dataclass(frozen=True)
class Taking:
    """How a living register takes a sheet: each line is done by the room's own action, with its rules and its happening.

    `enter` (entry found by the key or None, values read, by, at) returns the entry, or None when nothing changed. `more` are columns
    a new entry needs beside its own: the name in the sheet, and the model and field it is read like. `at` says of which column a
    refusal speaks, by its code (see `at_columns`).
    """

    enter: Callable[[Any, Mapping[str, Any], Standing, datetime], Any]
    more: Mapping[str, tuple[type[Model], str]] = field(default_factory=dict)
    at: Mapping[str, str] = field(default_factory=dict)


def at_columns(**spoken: Sequence[Wording]) -> Mapping[str, str]:
    """For `Taking.at` and `Register.at`: each column with the wordings that speak of it."""
    return {wording.code: column for column, wordings in spoken.items() for wording in wordings}


@dataclass(frozen=True)
class Register:
    """A list of entries people look up, add, correct and retire.

    `key` are the columns by which a sheet's line finds its entry; `apart` the columns within which dated entries may not overlap.
    `seen` and `kept` narrow a queryset to what a person may read and change (queryset, standing, capability). `by` says how a sheet
    names a thing another column points to, where that is not its code. `codes` gives coded columns their value set, `words` a
    constraint its sentence; `rule` is what the room's own rules say of an entry as it would stand (entry, day), `at` of which column
    (see `at_columns`). A `living` register is read here and changed on its own pages (`page` names their route, `page_key` the
    attribute that goes into it), or by a sheet through its room's actions (`taking`).
    """

    code: str
    model: type[Model]
    title: object  # a str, or a lazy translation
    key: tuple[str, ...]
    columns: tuple[str, ...]
    search: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    order: tuple[str, ...] = ("pk",)
    apart: tuple[str, ...] = ()
    by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    codes: Mapping[str, ValueSet] = field(default_factory=dict)
    words: Mapping[str, Wording] = field(default_factory=dict)
    seen: Sight = everybody
    kept: Sight = region_wide
    needs_read: str = "catalogue.read"
    needs_write: str = "catalogue.write"
    rule: Callable[[Any, date], Refusal | None] = no_rule
    at: Mapping[str, str] = field(default_factory=dict)
    living: bool = False
    taking: Taking | None = None
    page: str = ""
    page_key: str = "pk"

    def __hash__(self) -> int:
        return hash(self.code)

    @property
    def room(self) -> str:
        return str(self.model._meta.app_config.verbose_name)

    @property
    def begins(self) -> str:
        return self._first_there("from_on")

    @property
    def ends(self) -> str:
        """The field that retires an entry; "" when entries follow each other by their first day alone."""
        return self._first_there("ends_on", "left_on")

    def _first_there(self, *names: str) -> str:
        there = {f.name for f in self.model._meta.get_fields()}
        return next((n for n in names if n in there), "")

    def entries_seen(self, standing: Standing) -> "QuerySet[Any]":
        return self.seen(self.model._default_manager.all(), standing, self.needs_read)

    def entries_kept(self, standing: Standing) -> "QuerySet[Any]":
        """What she may change; the platform's own commands and jobs keep everything."""
        if standing.account_id is None and standing.name:
            return self.model._default_manager.all()
        return self.kept(self.model._default_manager.all(), standing, self.needs_write)


@dataclass(frozen=True)
class Special:
    """Rows that leave the house only by a request and on a page of their room's own (`page` names its route): people, not entries."""

    code: str
    title: object
    needs_export: str
    page: str


@dataclass(frozen=True)
class Listing:
    """A list on a page of its room's own (`page` names its route) whose filters are kept like a register's. `chosen` says which
    of what was asked are choices of its filters, in the form of an address: nothing typed is ever kept."""

    code: str
    page: str
    needs_read: str
    chosen: Callable[[QueryDict, Standing], str]


_known: dict[str, Register] = {}
_special: dict[str, Special] = {}
_listings: dict[str, Listing] = {}


def declare_listing(listing: Listing) -> None:
    assert listing.code not in _known, "a list and a register never share saved filters"
    _listings[listing.code] = listing


def listing_for(code: str, standing: Standing) -> Listing:
    """The list of that code, when she may read it."""
    if code not in _listings:
        raise Refusal(say.NO_SUCH_REGISTER, code=code)
    if not standing.may(_listings[code].needs_read):
        raise Forbidden(people_say.NOT_YOUR_POST, post=standing.name)
    return _listings[code]


def address_of(code: str) -> str:
    """Where the list or the register of that code is."""
    return reverse(_listings[code].page) if code in _listings else reverse("register", args=[code])


def declare_special(special: Special) -> None:
    _special[special.code] = special


def special_of(code: str) -> Special | None:
    return _special.get(code)


def declare(*registers: Register) -> None:
    for register in registers:
        _known[register.code] = register


def withdraw(code: str) -> None:
    """Forget a register declared for a while."""
    _known.pop(code, None)


def known() -> Mapping[str, Register]:
    return dict(_known)


def register_of(model: type[Model]) -> Register | None:
    return next((r for r in _known.values() if r.model is model), None)


def readable_by(standing: Standing) -> list[Register]:
    return [r for r in _known.values() if standing.may(r.needs_read)]


def register_for(code: str, standing: Standing) -> Register:
    """The register of that code, when she may read it."""
    if code not in _known:
        raise Refusal(say.NO_SUCH_REGISTER, code=code)
    if not standing.may(_known[code].needs_read):
        raise Forbidden(people_say.NOT_YOUR_POST, post=standing.name)
    return _known[code]
