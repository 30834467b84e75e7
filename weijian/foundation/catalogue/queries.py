"""Reading a register: its list as asked for, one entry, what happened to it, what two clerks wrote."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.http import Http404

from weijian.foundation.catalogue import refusals as say
from weijian.foundation.catalogue.columns import Column, Kind, columns_of, finder, read, references, shown, written
from weijian.foundation.catalogue.models import ExportRequest, SavedView
from weijian.foundation.catalogue.registers import Register, readable_by
from weijian.foundation.catalogue.visibility import exports_seen, views_seen
from weijian.foundation.happenings.models import Happening
from weijian.foundation.happenings.words import sentence_of
from weijian.foundation.screen.parts import Entry
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

_SALT = "catalogue.seen"
_IMPORTS_LOOKED_THROUGH = 50
RETIRED, IN_FORCE = "retired", "in_force"


@dataclass(frozen=True)
class Asked:
    """What somebody wants of a list: words, filters by column, in force or retired, and the columns to show."""

    words: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    validity: str = ""
    columns: tuple[str, ...] = ()


def asked(register: Register, data: Mapping[str, str]) -> Asked:
    """Only what the register knows is taken; anything else in an address is ignored."""
    filters = tuple((name, data[name].strip()) for name in register.filters if data.get(name, "").strip())
    validity = data.get("validity", "")
    chosen = tuple(c for c in register.columns if c in data.get("columns", "").split(","))
    return Asked(data.get("q", "").strip()[:100], filters, validity if validity in (RETIRED, IN_FORCE) else "", chosen)


def entries(register: Register, wanted: Asked, standing: Standing, *, on: Any) -> "QuerySet[Any]":
    """The entries she may see that answer what she asked."""
    rows = register.entries_seen(standing).select_related(*references(register))
    for word in wanted.words.split():
        rows = rows.filter(_any_of(register.search, word))
    find = finder()
    for name, text in wanted.filters:
        column = next(c for c in columns_of(register) if c.name == name)
        value = read(column, text, find)
        rows = rows.none() if isinstance(value, Refusal) else rows.filter(**{name: value})
    return _in_force(register, rows, wanted.validity, on)


def _any_of(lookups: Iterable[str], word: str) -> Q:
    found = Q(pk__in=[])
    for lookup in lookups:
        found |= Q(**{f"{lookup}__icontains": word})
    return found


def _in_force(register: Register, rows: "QuerySet[Any]", validity: str, on: Any) -> "QuerySet[Any]":
    if not validity or not register.ends:
        return rows
    ended = Q(**{f"{register.ends}__lt": on})
    return rows.filter(ended) if validity == RETIRED else rows.exclude(ended)


def chosen_columns(register: Register, wanted: Asked) -> tuple[Column, ...]:
    return tuple(c for c in columns_of(register) if not wanted.columns or c.name in wanted.columns)


def entry_seen(register: Register, entry_id: int, standing: Standing) -> Any:
    """One entry, when she may see it."""
    return _one(register.entries_seen(standing).select_related(*references(register)), entry_id)


def entry_kept(register: Register, entry_id: int, standing: Standing) -> Any:
    """One entry, when she may change it."""
    return _one(register.entries_kept(standing).select_related(*references(register)), entry_id)


def _one(rows: "QuerySet[Any]", entry_id: int) -> Any:
    found = rows.filter(pk=entry_id).first()
    if found is None:
        raise Http404
    return found


def values_of(register: Register, entry: Any) -> dict[str, str]:
    """Every column as a sheet or a form writes it."""
    return {c.name: written(c, entry) for c in columns_of(register)}


def seen_token(register: Register, entry: Any) -> str:
    """What a clerk saw when she opened an entry, signed, to be handed back with her correction."""
    return signing.dumps([register.code, entry.pk, values_of(register, entry)], salt=_SALT, compress=True)


def values_seen(register: Register, entry_id: int, token: str) -> dict[str, str]:
    """What stands in such a token."""
    try:
        code, pk, values = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise Refusal(say.TOKEN_UNREADABLE) from None
    if (code, pk) != (register.code, entry_id):
        raise Refusal(say.TOKEN_UNREADABLE)
    return dict(values)


@dataclass(frozen=True)
class Clash:
    """One column as the clerk saw it, as it stands now, and as she wrote it."""

    column: str
    was: str
    now: str
    yours: str

    @property
    def disputed(self) -> bool:
        return self.was != self.now and self.now != self.yours

    def as_json(self) -> dict[str, object]:
        return {"column": self.column, "was": self.was, "is": self.now, "yours": self.yours, "disputed": self.disputed}


def clashes(register: Register, seen: Mapping[str, str], now: Mapping[str, str], yours: Mapping[str, str]) -> tuple[Clash, ...]:
    """Nothing when nobody else changed the entry; otherwise every column that somebody changed."""
    if all(seen.get(c.name, "") == now[c.name] for c in columns_of(register)):
        return ()
    told = [Clash(c.label, seen.get(c.name, ""), now[c.name], yours.get(c.name, "")) for c in columns_of(register)]
    return tuple(c for c in told if not c.was == c.now == c.yours)


def told(register: Register, happenings: Iterable[Happening]) -> list[Entry]:
    """Lines of a history: what, who, when, and which columns."""
    labels = {c.name: c.label for c in columns_of(register)}
    return [Entry(h.at, h.by_name, sentence_of(h), "、".join(labels.get(n, n) for n in h.facts.get("columns", ()))) for h in happenings]


def history(register: Register, entry: Model) -> list[Happening]:
    """What happened to an entry, newest first, with the sheets that touched it."""
    kind, key = register.model.__name__, str(entry.pk)
    own = list(Happening.objects.filter(subject_kind=kind, subject_key=key).order_by("-pk")[:100])
    sheets = Happening.objects.filter(subject_kind="Register", subject_key=register.code, kind="SheetImported").order_by("-pk")[:_IMPORTS_LOOKED_THROUGH]
    return sorted([*own, *(s for s in sheets if key in s.facts.get("touched", ()))], key=lambda h: -h.pk)


def as_json(register: Register, entry: Any, columns: Iterable[Column] | None = None) -> dict[str, Any]:
    told = {c.name: {"value": _plain_value(c, entry), "text": shown(c, entry)} for c in columns or columns_of(register)}
    return {"id": entry.pk, "label": str(entry), "values": told}


def _plain_value(column: Column, entry: Any) -> Any:
    value = getattr(entry, column.name)
    return (value and written(column, entry)) if column.kind in (Kind.REFERENCE, Kind.MOMENT, Kind.TIME) else value


@dataclass(frozen=True)
class Room:
    """A room's registers, each with how many entries she sees (counted up to a ceiling)."""

    title: str
    registers: tuple[tuple[Register, int], ...]


def rooms(standing: Standing, *, ceiling: int = 10_000) -> list[Room]:
    counted: dict[str, list[tuple[Register, int]]] = {}
    for register in readable_by(standing):
        number = register.entries_seen(standing).order_by().values("pk")[: ceiling + 1].count()
        counted.setdefault(register.room, []).append((register, number))
    return [Room(title, tuple(registers)) for title, registers in counted.items()]


def saved_views(register: Register, standing: Standing) -> "QuerySet[SavedView]":
    return views_saved_under(register.code, standing)


def views_saved_under(code: str, standing: Standing) -> "QuerySet[SavedView]":
    """Her saved filters of the register or the list of that code."""
    return views_seen(SavedView.objects.filter(register=code), standing).order_by("name")


def one_saved_view(view_id: int, standing: Standing) -> SavedView:
    return _one(views_seen(SavedView.objects.all(), standing), view_id)  # type: ignore[no-any-return]


def exports(standing: Standing) -> "QuerySet[ExportRequest]":
    return exports_seen(ExportRequest.objects.all(), standing)


def one_export(export_id: int, standing: Standing) -> ExportRequest:
    return _one(exports(standing), export_id)  # type: ignore[no-any-return]
