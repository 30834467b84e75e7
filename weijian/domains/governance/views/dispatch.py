"""The weekly dispatch: the board, a unit's sheet, and the office's deeds."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.governance.actions import dispatch as deeds
from weijian.domains.governance.forms import dispatch as forms
from weijian.domains.governance.queries import dispatch as ask
from weijian.domains.governance.queries import dispatch_page as screen
from weijian.domains.governance.visibility import (
    FILE_SHEETS,
    READ_SHEETS,
    REVIEW_SHEETS,
    offices_of,
    sheets_filed,
    sheets_reviewed,
    sheets_seen,
    units_kept,
)
from weijian.domains.registry.api import institution_numbered
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Crumb
from weijian.foundation.screen.place import place_in_view
from weijian.kernel.dates import parse_date

BOTH, POST = ("GET", "POST"), ("POST",)


def _week(text: str) -> date:
    day = parse_date(text)
    if not isinstance(day, date):
        raise Http404
    return day


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("周调度"), reverse("dispatch")), *more]


def office_place(request: AskedBy) -> str:
    """The place an office looks at: the one chosen in the frame when it is hers, else her own."""
    own, chosen = sorted(offices_of(request.standing)), place_in_view(request).code
    return chosen if any(chosen.startswith(code) for code in own) else (own[0] if own else "")


@page(READ_SHEETS)
def board(request: AskedBy) -> HttpResponse:
    """Units × weeks: who filed, who is late and by how long."""
    place = office_place(request)
    found = ask.board(request.standing, place, on=localdate(), at=now())
    rows = screen.squares(found, request.standing)
    if wants_json(request):
        return as_json({"weeks": found.weeks, "rows": rows, "filed": found.filed, "late": found.late, "missing": found.missing})
    weeks = [(week, screen.week_words(week)) for week in found.weeks]
    context = {"weeks": weeks, "rows": rows, "board": found, "place_code": place,
               "office": bool(offices_of(request.standing)), "may_review": request.standing.may(REVIEW_SHEETS)}
    return render(request, "governance/dispatch.html", context)


@page(FILE_SHEETS, scoped=True, methods=BOTH)
def fill(request: AskedBy, institution_id: int, week: str) -> HttpResponse:
    """Write one's own sheet; whoever comes second sees what the first wrote, and keeps what she typed (409)."""
    institution = _own(request, institution_id)
    week_on = _week(week)
    held = ask.sheet_of(institution, week_on)
    if held and held.state not in ask.OPEN and request.method != "POST":
        return redirect("dispatch-sheet", held.pk)
    sheet = forms.SheetInput(request.POST or None, held, ask.last_sheet(institution, week_on))
    if request.method != "POST" or not sheet.is_valid():
        return _fill_page(request, institution, week_on, sheet, status=422 if request.method == "POST" else 200)
    if held and held.version != sheet.version:
        return _overtaken(request, held, sheet)
    made = deeds.save_sheet(institution, week_on, sheet.typed(), version=sheet.version, by=request.standing, at=now())
    return as_json({"id": made.pk, "version": made.version}) if wants_json(request) else redirect("dispatch-sheet", made.pk)


def _own(request: AskedBy, institution_id: int) -> ask.Institution:
    held = next((one for one in ask.own_institutions(request.standing, FILE_SHEETS) if one.pk == institution_id), None)
    if held is None:
        raise Http404
    return held


def _fill_page(request: AskedBy, institution: ask.Institution, week_on: date, sheet: forms.SheetInput, status: int = 200, **more: Any) -> HttpResponse:
    context = {"institution": institution, "week": screen.week_words(week_on), "week_on": week_on, "form": sheet.form, "lines": sheet.lines,
               "crumbs": _crumbs(Crumb(_("填报"))), "draft": f"dispatch-{institution.pk}-{week_on}", **more}
    return render(request, "governance/fill.html", context, status=status)


def _overtaken(request: AskedBy, held: ask.DispatchSheet, sheet: forms.SheetInput) -> HttpResponse:
    found = screen.differences(held, sheet.typed())
    if wants_json(request):
        return as_json({"version": held.version, "differences": found}, status=409)
    sheet.over(held.version)
    return _fill_page(request, held.institution, held.week_on, sheet, 409, differences=found, by=screen.history_of("DispatchSheet", held.pk)[:1])


@page(READ_SHEETS, scoped=True)
def sheet(request: AskedBy, sheet_id: int) -> HttpResponse:
    """What a unit reported, what does not agree, and what may be done with it."""
    held = get_object_or_404(sheets_seen(ask.sheets(), request.standing), pk=sheet_id)
    context = screen.sheet_page(held, request.standing, at=now())
    if wants_json(request):
        points = [{"key": p.found.key, "sentence": p.found.says.sentence, "explanation": p.explanation} for p in context["points"]]
        return as_json({"id": held.pk, "state": held.state, "version": held.version, "lines": ask.lines_of(held), "points": points})
    trail = _crumbs(Crumb(held.institution.name))
    return render(request, "governance/sheet.html", {**context, "crumbs": trail, "draft": f"explain-{held.pk}"})


@page(FILE_SHEETS, scoped=True, methods=POST)
def file(request: AskedBy, sheet_id: int) -> HttpResponse:
    """Hand it in, with a word on everything that does not agree."""
    held = get_object_or_404(sheets_filed(ask.sheets(), request.standing), pk=sheet_id)
    points = {f"point-{at}": one.found.key for at, one in enumerate(ask.points_of(held))}
    said = {key: request.POST.get(name, "") for name, key in points.items()}
    deeds.file_sheet(held, said, version=_version(request, held.version), by=request.standing, at=now())
    return redirect("dispatch-sheet", held.pk)


def _version(request: AskedBy, otherwise: int) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() else otherwise


@page(REVIEW_SHEETS, scoped=True, methods=BOTH)
def send_back(request: AskedBy, sheet_id: int) -> HttpResponse:
    held = get_object_or_404(sheets_reviewed(ask.sheets(), request.standing), pk=sheet_id)
    form = forms.ReturnForm(request.POST or None, initial={"version": held.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        deeds.return_sheet(held, said["why"], version=said["version"], by=request.standing, at=now())
        return redirect("dispatch-sheet", held.pk)
    trail = _crumbs(Crumb(held.institution.name, reverse("dispatch-sheet", args=[held.pk])), Crumb(_("退回")))
    context = {"form": form, "heading": _("退回调度表"), "lead": str(held), "crumbs": trail, "back": reverse("dispatch-sheet", args=[held.pk])}
    return render(request, "governance/form.html", {**context, "submit": _("退回")}, status=422 if form.errors else 200)


@page(REVIEW_SHEETS, scoped=True, methods=POST)
def accept(request: AskedBy, sheet_id: int) -> HttpResponse:
    held = get_object_or_404(sheets_reviewed(ask.sheets(), request.standing), pk=sheet_id)
    deeds.accept_sheet(held, version=_version(request, held.version), by=request.standing, at=now())
    return redirect("dispatch-sheet", held.pk)


@page(REVIEW_SHEETS, methods=BOTH)
def units(request: AskedBy) -> HttpResponse:
    """Who files every week; the office adds and ends."""
    form = forms.UnitForm(request.POST or None, standing=request.standing, initial={"from_on": localdate()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        deeds.enlist_unit(institution_numbered(said["institution_id"]), said["from_on"], by=request.standing, at=now())
        return redirect("dispatch-units")
    context = {"form": form, "units": units_kept(ask.units(), request.standing), "crumbs": _crumbs(Crumb(_("周调度单位")))}
    return render(request, "governance/units.html", context, status=422 if form.errors else 200)


@page(REVIEW_SHEETS, scoped=True, methods=BOTH)
def end_unit(request: AskedBy, unit_id: int) -> HttpResponse:
    held = get_object_or_404(units_kept(ask.units(), request.standing), pk=unit_id)
    form = forms.EndUnitForm(request.POST or None, initial={"until_on": localdate()})
    if request.method == "POST" and form.is_valid():
        deeds.discharge_unit(held, form.cleaned_data["until_on"], by=request.standing, at=now())
        return redirect("dispatch-units")
    trail = _crumbs(Crumb(_("周调度单位"), reverse("dispatch-units")), Crumb(str(held)))
    context = {"form": form, "heading": _("停止报送：%(name)s") % {"name": held}, "crumbs": trail, "back": reverse("dispatch-units")}
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)
