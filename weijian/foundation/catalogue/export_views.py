"""Taking a register's rows out of the house: at once, or asked for and approved."""

from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.foundation.catalogue import actions, pages, queries, sheets
from weijian.foundation.catalogue.forms import ExportForm, TurnDownForm, flat, handed_in
from weijian.foundation.catalogue.registers import Register, register_for
from weijian.foundation.catalogue.views import attached
from weijian.foundation.parameters.queries import setting
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.paging import keyset

BOTH = ("GET", "POST")
REFUSED = 422


def _free_rows() -> int:
    return int(setting("catalogue.export_free_rows", on=localdate()).value)


def _found(kept: Register, request: AskedBy, query: QueryDict) -> tuple[Any, tuple[Any, ...]]:
    wanted = queries.asked(kept, flat(query))
    return queries.entries(kept, wanted, request.standing, on=localdate()).order_by(*kept.order), queries.chosen_columns(kept, wanted)


def _file(kept: Register, found: Any, columns: tuple[Any, ...], format: str) -> HttpResponse:
    with NamedTemporaryFile(suffix=f".{format}") as file:
        sheets.write(kept, found.iterator(chunk_size=2000), columns, Path(file.name), format)
        return attached(Path(file.name).read_bytes(), f"{kept.title}{localdate():%Y%m%d}.{format}", format)


@page("catalogue.export", methods=BOTH)
def take_out(request: AskedBy, register_code: str) -> HttpResponse:
    """A few rows at once; more are asked for on the same page."""
    kept, free = register_for(register_code, request.standing), _free_rows()
    found, columns = _found(kept, request, request.GET)
    count = found.count()
    form = ExportForm(handed_in(request) if request.method == "POST" else None, needs_reason=count > free)
    if not form.is_valid():
        told = {"register": kept, "form": form, "count": count, "free": free, "over": count > free, "crumbs": pages.crumbs(kept)}
        return render(request, "catalogue/export.html", told, status=REFUSED if form.is_bound else 200)
    return _taken_out(request, kept, found, columns, form.cleaned_data, free)


def _taken_out(request: AskedBy, kept: Register, found: Any, columns: tuple[Any, ...], typed: dict[str, Any], free: int) -> HttpResponse:
    count, names = found.count(), tuple(c.name for c in columns)
    if count > free and typed.get("reason"):
        asked = actions.ask_for_export(kept, request.GET.urlencode(), count, typed["reason"], by=request.standing, at=now())
        return as_json({"export": asked.pk}, status=202) if wants_json(request) else redirect("export", export_id=asked.pk)
    actions.take_out(kept, count, names, typed["format"], free_rows=free, by=request.standing, at=now())
    return _file(kept, found, columns, typed["format"])


@page("catalogue.read")
def exports(request: AskedBy) -> HttpResponse:
    sheet = keyset(queries.exports(request.standing), order=("-pk",), after=request.GET.get("after", ""))
    if wants_json(request):
        return as_json({"exports": [_told(e) for e in sheet.rows], "after": sheet.after})
    return render(
        request,
        "catalogue/exports.html",
        {"sheet": sheet, "rows": pages.export_rows(sheet.rows), "heading": _("导出申请"), "crumbs": pages.export_crumbs(inside=False)},
    )


def _told(export: Any) -> dict[str, Any]:
    return {
        n: getattr(export, n) for n in ("id", "register", "row_count", "reason", "state", "asked_by_name", "asked_at", "decided_by_name", "until_on", "answer")
    }


@page("catalogue.read", scoped=True)
def export(request: AskedBy, export_id: int) -> HttpResponse:
    held = queries.one_export(export_id, request.standing)
    if wants_json(request):
        return as_json(_told(held))
    told: dict[str, Any] = {"export": held, "facts": pages.export_facts(held), "form": TurnDownForm(), "crumbs": pages.export_crumbs()}
    told |= {"actions": pages.export_actions(held, request.standing, on=localdate()), "deciding": pages.may_decide(held, request.standing)}
    return render(request, "catalogue/export_request.html", told)


@page("catalogue.approve_export", scoped=True, methods=("POST",))
def approve(request: AskedBy, export_id: int) -> HttpResponse:
    until_on = localdate() + timedelta(days=int(setting("catalogue.export_days", on=localdate()).value))
    actions.approve_export(export_id, until_on, by=request.standing, at=now())
    return redirect("export", export_id=export_id)


@page("catalogue.approve_export", scoped=True, methods=("POST",))
def turn_down(request: AskedBy, export_id: int) -> HttpResponse:
    actions.turn_down_export(export_id, str(handed_in(request).get("reason", "")), by=request.standing, at=now())
    return redirect("export", export_id=export_id)


@page("catalogue.export", scoped=True)
def download(request: AskedBy, export_id: int) -> HttpResponse:
    held, format = queries.one_export(export_id, request.standing), sheets.must_be_format(request.GET.get("format", "xlsx"))
    kept = register_for(held.register, request.standing)
    found, columns = _found(kept, request, QueryDict(held.query))
    names = tuple(c.name for c in columns)
    actions.fetch_export(held, found.count(), names, format, free_rows=_free_rows(), by=request.standing, at=now())
    return _file(kept, found, columns, format)
