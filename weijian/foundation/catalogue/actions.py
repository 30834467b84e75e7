"""Changing a register: one function, one verb, one transaction, one happening."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.http import Http404

from weijian.foundation.catalogue import refusals as say
from weijian.foundation.catalogue import rules
from weijian.foundation.catalogue.events import (
    EntryAdded,
    EntryCorrected,
    EntryRetired,
    ExportApproved,
    ExportAsked,
    ExportTurnedDown,
    RegisterExported,
    SheetImported,
    ViewForgotten,
    ViewSaved,
)
from weijian.foundation.catalogue.importing import MOST_TOUCHED, Taken, Tell, silently, take
from weijian.foundation.catalogue.models import ExportRequest, ExportState, SavedView
from weijian.foundation.catalogue.queries import Clash, clashes, values_of
from weijian.foundation.catalogue.registers import Listing, Register, Special
from weijian.foundation.catalogue.sheets import Lines
from weijian.foundation.catalogue.visibility import exports_to_approve, home_of
from weijian.foundation.catalogue.writing import Desk, keep, locked, must_change_here, retiring, rewritten, written_anew
from weijian.foundation.happenings.trail import record
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal, Refusals, must
from weijian.kernel.standing import Standing


@transaction.atomic
def add_entry(register: Register, cells: Mapping[str, object], *, by: Standing, at: datetime) -> Any:
    """Enter one more; `cells` are what a form, a request or a sheet says of each column."""
    must_change_here(register, by)
    entry, changed = written_anew(register, cells, Desk(by, at))
    record(EntryAdded(register.code, register.model.__name__, str(entry.pk), changed), by=by, at=at)
    return entry


@dataclass(frozen=True)
class Corrected:
    """The entry as it stands now, and the columns that changed."""

    entry: Any
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Clashed:
    """Somebody else was faster: nothing was changed."""

    entry: Any
    clashes: tuple[Clash, ...]


@transaction.atomic
def correct_entry(
    register: Register, entry_id: int, cells: Mapping[str, object], seen: Mapping[str, str], *, by: Standing, at: datetime
) -> Corrected | Clashed:
    """Put right what is wrong, unless somebody changed the entry since it was `seen`."""
    must_change_here(register, by)
    held = locked(register, entry_id, by)
    found = clashes(register, seen, values_of(register, held), {n: str(c or "") for n, c in cells.items()})
    if found:
        return Clashed(held, found)
    changed = rewritten(register, held, cells, Desk(by, at))
    if not changed:
        raise Refusal(say.NOTHING_CHANGED)
    record(EntryCorrected(register.code, register.model.__name__, str(entry_id), changed), by=by, at=at)
    return Corrected(held, tuple(changed))


@transaction.atomic
def retire_entry(register: Register, entry_id: int, ends_on: date, reason: str, *, by: Standing, at: datetime) -> Any:
    """The entry holds until a last day; it is never deleted."""
    must_change_here(register, by)
    held = locked(register, entry_id, by)
    must(rules.refusal_to_retire(retiring(register, held, ends_on, reason)))
    setattr(held, register.ends, ends_on)
    must(register.rule(held, local_day(at)))
    keep(register, held)
    record(EntryRetired(register.code, register.model.__name__, str(entry_id), ends_on, reason.strip()), by=by, at=at)
    return held


@transaction.atomic
def import_sheet(register: Register, sheet: Lines, *, good_only: bool = False, tell: Tell = silently, by: Standing, at: datetime) -> Taken:
    """Take a sheet whole, or its good lines when she asks for those only. The same sheet again changes nothing."""
    must_change_here(register, by, by_sheet=True)
    taken = take(register, sheet, Desk(by, at), tell)
    if taken.faults.total and not good_only:
        raise Refusals(say.SHEET_REFUSED, taken.faults.in_order(), total=taken.faults.total)
    told = taken.touched if len(taken.touched) <= MOST_TOUCHED else []
    record(SheetImported(register.code, sheet.sha256, taken.added, taken.corrected, taken.unchanged, taken.refused, told), by=by, at=at)
    return taken


@transaction.atomic
def take_out(register: Register, rows: int, columns: tuple[str, ...], format: str, *, free_rows: int, by: Standing, at: datetime) -> None:
    """Note that rows leave the house at once; more than may leave unasked are refused."""
    must(rules.refusal_to_export(rules.Exporting(rows, free_rows)))
    record(RegisterExported(register.code, rows, format, list(columns)), by=by, at=at)


@transaction.atomic
def ask_for_export(
    register: Register | Special, query: str, rows: int, reason: str, *, unmasked: bool = False, by: Standing, at: datetime
) -> ExportRequest:
    """Ask somebody else to let a larger export go."""
    must(rules.refusal_of_reason(reason))
    place, institution = home_of(by, register.needs_export if isinstance(register, Special) else "catalogue.export")
    request = ExportRequest.objects.create(
        register=register.code,
        query=query[:1000],
        row_count=rows,
        reason=reason.strip()[:200],
        unmasked=unmasked,
        place_code=place,
        institution_code=institution,
        asked_by_id=by.account_id,
        asked_by_name=by.name,
        asked_at=at,
    )
    record(ExportAsked(register.code, request.pk, rows, request.reason), by=by, at=at)
    return request


@transaction.atomic
def approve_export(request_id: int, until_on: date, *, by: Standing, at: datetime) -> ExportRequest:
    """Let an export go until a day; never one's own."""
    held = _decided(request_id, ExportState.APPROVED, by, at)
    held.until_on = until_on
    held.save()
    record(ExportApproved(held.register, held.pk, until_on), by=by, at=at)
    return held


@transaction.atomic
def turn_down_export(request_id: int, reason: str, *, by: Standing, at: datetime) -> ExportRequest:
    """Keep an export in the house, and say why."""
    held = _decided(request_id, ExportState.TURNED_DOWN, by, at)
    must(rules.refusal_of_reason(reason))
    held.answer = reason.strip()[:200]
    held.save()
    record(ExportTurnedDown(held.register, held.pk, held.answer), by=by, at=at)
    return held


def _decided(request_id: int, state: ExportState, by: Standing, at: datetime) -> ExportRequest:
    waiting: ExportRequest | None = exports_to_approve(ExportRequest.objects.all(), by).select_for_update().filter(pk=request_id).first()
    if waiting is None:
        raise Http404
    facts = rules.Deciding(waiting.state == ExportState.ASKED, waiting.get_state_display(), waiting.asked_by_id, by.account_id)
    must(rules.refusal_to_decide(facts))
    waiting.state, waiting.decided_by_id, waiting.decided_by_name, waiting.decided_at = state, by.account_id, by.name, at
    return waiting


@transaction.atomic
def fetch_export(request: ExportRequest, rows: int, columns: tuple[str, ...], format: str, *, free_rows: int, by: Standing, at: datetime) -> None:
    """Note that an approved export leaves the house."""
    own, approved, on = request.asked_by_id == by.account_id, request.state == ExportState.APPROVED, local_day(at)
    must(rules.refusal_to_fetch(rules.Fetching(approved, request.get_state_display(), request.until_on, on, own, rows, request.row_count, free_rows)))
    record(RegisterExported(request.register, rows, format, list(columns), request.pk), by=by, at=at)


@transaction.atomic
def save_view(register: Register | Listing, name: str, query: str, *, by: Standing, at: datetime) -> SavedView:
    """Keep one's filters under a name; the same name is overwritten."""
    if not name.strip():
        raise Refusal(say.VIEW_UNNAMED)
    assert by.account_id is not None, "only people save views"
    kept = {"query": query[:1000], "saved_at": at}
    view, _ = SavedView.objects.update_or_create(account_id=by.account_id, register=register.code, name=name.strip()[:40], defaults=kept)
    record(ViewSaved(register.code, view.pk), by=by, at=at)
    return view


@transaction.atomic
def forget_view(view: SavedView, *, by: Standing, at: datetime) -> None:
    """Remove a saved filter of one's own."""
    record(ViewForgotten(view.register, view.pk), by=by, at=at)
    view.delete()
