"""The pages of every register."""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.foundation.catalogue import actions, pages, queries, sheets
from weijian.foundation.catalogue import refusals as say
from weijian.foundation.catalogue.forms import EntryForm, FilterForm, ImportForm, RetireForm, ViewForm, flat, handed_in, narrowing, on_disk
from weijian.foundation.catalogue.importing import Taken, checked
from weijian.foundation.catalogue.registers import Register, address_of, listing_for, register_for
from weijian.foundation.catalogue.rules import refusal_to_change_here, refusal_to_offer_retiring
from weijian.foundation.catalogue.work import IMPORT
from weijian.foundation.catalogue.writing import Desk, must_change_here, retiring
from weijian.foundation.files.uploads import put_by
from weijian.foundation.jobs.queue import enqueue
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.paging import counted, keyset
from weijian.foundation.screen.refused import fault_as_json, refusal_as_json
from weijian.kernel.refusal import Refusal, Refusals, must

BOTH = ("GET", "POST")
CREATED, ACCEPTED, CLASHED, REFUSED, SHOWN_FAULTS = 201, 202, 409, 422, 500


def _show(request: AskedBy, name: str, register: Register, status: int = 200, **told: Any) -> HttpResponse:
    common = {"register": register, "heading": register.title, "crumbs": pages.crumbs(register)}
    return render(request, f"catalogue/{name}.html", common | told, status=status)


@page("catalogue.read")
def registers(request: AskedBy) -> HttpResponse:
    rooms = queries.rooms(request.standing)
    if wants_json(request):
        return as_json([{"register": r.code, "title": str(r.title), "room": room.title, "entries": n} for room in rooms for r, n in room.registers])
    return render(request, "catalogue/registers.html", {"rooms": rooms, "heading": _("登记簿")})


@page("catalogue.read")
def register(request: AskedBy, register_code: str) -> HttpResponse:
    kept, today = register_for(register_code, request.standing), localdate()
    wanted = queries.asked(kept, flat(request.GET))
    found, columns = queries.entries(kept, wanted, request.standing, on=today), queries.chosen_columns(kept, wanted)
    sheet = keyset(found, order=kept.order, after=request.GET.get("after", ""))
    if wants_json(request):
        return as_json(pages.list_json(kept, sheet, columns))
    listed: dict[str, Any] = {"columns": columns, "rows": pages.rows(kept, sheet.rows, columns, on=today), "sheet": sheet, "count": counted(found)}
    return _show(request, "register", kept, crumbs=pages.crumbs(kept, inside=False), **listed, **_around_the_list(request, kept))


def _around_the_list(request: AskedBy, kept: Register) -> dict[str, Any]:
    query, standing = narrowing(request.GET), request.standing
    return {
        "query": query,
        "filters": FilterForm(kept, standing, request.GET),
        "views": queries.saved_views(kept, standing),
        "actions": pages.list_actions(kept, standing),
        "take_out": pages.take_out(kept, standing, query),
    }


@page("catalogue.read", methods=("POST",))
def save_view(request: AskedBy, register_code: str) -> HttpResponse:
    kept, form = register_for(register_code, request.standing), ViewForm(request.POST)
    typed = form.cleaned_data if form.is_valid() else {}
    view = actions.save_view(kept, typed.get("name", ""), typed.get("query", ""), by=request.standing, at=now())
    return redirect(f"{reverse('register', args=[kept.code])}?{view.query}")


@page(methods=("POST",))
def save_list(request: AskedBy, list_code: str) -> HttpResponse:
    """Keep the filters of a list on its room's own page: what is a choice of them, and nothing else of what was sent."""
    listing, form = listing_for(list_code, request.standing), ViewForm(request.POST)
    typed = form.cleaned_data if form.is_valid() else {}
    chosen = listing.chosen(QueryDict(typed.get("query", "")), request.standing)
    view = actions.save_view(listing, typed.get("name", ""), chosen, by=request.standing, at=now())
    return redirect(f"{address_of(listing.code)}?{view.query}")


@page(methods=("POST",))
def forget_view(request: AskedBy, view_id: int) -> HttpResponse:
    view = queries.one_saved_view(view_id, request.standing)
    actions.forget_view(view, by=request.standing, at=now())
    return redirect(address_of(view.register))


@page("catalogue.read")
def entry(request: AskedBy, register_code: str, entry_id: int) -> HttpResponse:
    kept = register_for(register_code, request.standing)
    held = queries.entry_seen(kept, entry_id, request.standing)
    if wants_json(request):
        return as_json(pages.entry_json(kept, held))
    told = {
        "entry": held,
        "facts": pages.facts(kept, held),
        "history": queries.told(kept, queries.history(kept, held)),
        "retired": pages.is_retired(kept, held, localdate()),
    }
    return _show(request, "entry", kept, heading=held, actions=pages.entry_actions(kept, held, request.standing), **told)


@page("catalogue.write", methods=BOTH)
def new(request: AskedBy, register_code: str) -> HttpResponse:
    kept = register_for(register_code, request.standing)
    must_change_here(kept, request.standing)
    said = handed_in(request) if request.method == "POST" else None
    form = EntryForm(kept, kept.model(), request.standing, said, pages.begun(kept, request.GET))
    if not form.is_valid():
        return _unfinished(request, "new", kept, form)
    made = actions.add_entry(kept, form.cells, by=request.standing, at=now())
    return _done(request, kept, made, CREATED, _("已登记"))


@page("catalogue.write", scoped=True, methods=BOTH)
def correct(request: AskedBy, register_code: str, entry_id: int) -> HttpResponse:
    kept = register_for(register_code, request.standing)
    must(refusal_to_change_here(str(kept.title), kept.living))
    held = queries.entry_kept(kept, entry_id, request.standing)
    start = queries.values_of(kept, held) | {"seen": queries.seen_token(kept, held)}
    form = EntryForm(kept, held, request.standing, handed_in(request, start | {"seen": ""}) if request.method == "POST" else None, start)
    if request.method == "GET":
        return _show(request, "correct", kept, form=form, entry=held)
    return _corrected(request, kept, entry_id, form)


def _corrected(request: AskedBy, kept: Register, entry_id: int, form: EntryForm) -> HttpResponse:
    """Seen first: a correction of what somebody else has changed is laid beside it before its own faults are told."""
    seen = queries.values_seen(kept, entry_id, str(form.data.get("seen", "")))
    if not form.is_valid():
        return _unfinished(request, "correct", kept, form)
    match actions.correct_entry(kept, entry_id, form.cells, seen, by=request.standing, at=now()):
        case actions.Corrected(entry=held):
            return _done(request, kept, held, 200, _("已更正"))
        case actions.Clashed() as clash:
            return _clashed(request, kept, clash, form)


def _clashed(request: AskedBy, kept: Register, clash: actions.Clashed, form: EntryForm) -> HttpResponse:
    token = queries.seen_token(kept, clash.entry)
    if wants_json(request):
        return as_json({**refusal_as_json(Refusal(say.CHANGED_MEANWHILE)), "clashes": [c.as_json() for c in clash.clashes], "seen": token}, status=CLASHED)
    again = EntryForm(kept, clash.entry, request.standing, None, {**form.cells, "seen": token})
    return _show(request, "clash", kept, CLASHED, form=again, clash=clash, refusal=Refusal(say.CHANGED_MEANWHILE), entry=clash.entry)


def _unfinished(request: AskedBy, name: str, kept: Register, form: Any) -> HttpResponse:
    """The form again, with what is wrong; an unfinished JSON request gets its faults."""
    if wants_json(request) and form.is_bound:
        refusal = Refusals(say.MANY_FAULTS, (), total=sum(len(e) for e in form.errors.values()))
        return as_json({**refusal_as_json(refusal), "faults": form.errors.get_json_data()}, status=REFUSED)
    return _show(request, name, kept, REFUSED if form.is_bound else 200, form=form, entry=getattr(form, "entry", None))


def _done(request: AskedBy, kept: Register, held: Any, status: int, words: str) -> HttpResponse:
    if wants_json(request):
        return as_json(pages.entry_json(kept, held), status=status)
    messages.success(request, words)
    return redirect("register-entry", register_code=kept.code, entry_id=held.pk)


@page("catalogue.write", scoped=True, methods=BOTH)
def retire(request: AskedBy, register_code: str, entry_id: int) -> HttpResponse:
    kept = register_for(register_code, request.standing)
    held = queries.entry_kept(kept, entry_id, request.standing)
    must(refusal_to_offer_retiring(retiring(kept, held)))
    form = RetireForm(handed_in(request) if request.method == "POST" else None, initial={"ends_on": localdate()})
    if not form.is_valid():
        form.entry = held  # type: ignore[attr-defined]
        return _unfinished(request, "retire", kept, form)
    ended = actions.retire_entry(kept, entry_id, form.cleaned_data["ends_on"], form.cleaned_data["reason"], by=request.standing, at=now())
    return _done(request, kept, ended, 200, _("已停用"))


@page("catalogue.import", methods=BOTH)
def import_sheet(request: AskedBy, register_code: str) -> HttpResponse:
    kept = register_for(register_code, request.standing)
    must_change_here(kept, request.standing, by_sheet=True)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        return _unfinished(request, "import", kept, form)
    return _taken(request, kept, form.cleaned_data["sheet"], form.cleaned_data["how"])


def _taken(request: AskedBy, kept: Register, upload: Any, how: str) -> HttpResponse:
    """A small sheet at once, a large one in the background."""
    with on_disk(upload) as path:
        if sheets.is_large(kept, path):
            return _in_background(request, {"register": kept.code, "upload": put_by(upload.chunks()), "how": how})
        sheet = sheets.lines_of(kept, path)
    if how == "check":
        return _imported(request, kept, checked(kept, sheet, Desk(request.standing, now())), tried=True)
    return _imported(request, kept, actions.import_sheet(kept, sheet, good_only=how == "good", by=request.standing, at=now()))


def _in_background(request: AskedBy, arguments: dict[str, str]) -> HttpResponse:
    job = enqueue(IMPORT, arguments, by=request.standing, at=now())
    return as_json({"job": job.pk}, status=ACCEPTED) if wants_json(request) else redirect("job", job.pk)


def _imported(request: AskedBy, kept: Register, taken: Taken, *, tried: bool = False) -> HttpResponse:
    faults = taken.faults.in_order()
    if wants_json(request):
        return as_json({**taken.counts, "tried": tried, "faults": [fault_as_json(f) for f in faults]})
    refusal = Refusals(say.LINES_LEFT_OUT, faults, total=taken.faults.total) if faults else None
    return _show(request, "imported", kept, counts=taken.counts, tried=tried, refusal=refusal, faults=faults[:SHOWN_FAULTS])


@page("catalogue.read")
def template(request: AskedBy, register_code: str) -> HttpResponse:
    kept = register_for(register_code, request.standing)
    with NamedTemporaryFile(suffix=".xlsx") as file:
        sheets.template(kept, Path(file.name))
        return attached(Path(file.name).read_bytes(), f"{kept.title}模板.xlsx", "xlsx")


def attached(content: bytes, name: str, format: str) -> HttpResponse:
    """A file to be kept by whoever asked."""
    response = HttpResponse(content, content_type=sheets.FORMATS[format])
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response
