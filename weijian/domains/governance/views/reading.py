"""Reports: handed in, read on the screen, their figures decided one by one."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.governance import visibility as seen
from weijian.domains.governance.actions import reading as deeds
from weijian.domains.governance.forms.reading import CorrectForm, HandInForm, ReportFilters, VersionForm
from weijian.domains.governance.imports.handing import Slip, is_large, take_in, take_in_text
from weijian.domains.governance.imports.work import READ as READING
from weijian.domains.governance.queries import reading as ask
from weijian.foundation.catalogue.forms import chosen
from weijian.foundation.catalogue.pages import saved_filters
from weijian.foundation.files.uploads import put_by
from weijian.foundation.happenings.queries import history_of
from weijian.foundation.jobs.models import Job
from weijian.foundation.jobs.queue import enqueue
from weijian.foundation.jobs.visibility import jobs_asked_by
from weijian.foundation.jobs.words import outcome_of, shown
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.paging import counted, keyset
from weijian.foundation.screen.parts import Crumb
from weijian.foundation.screen.place import asked_of
from weijian.kernel.event import Subject

BOTH = ("GET", "POST")
ONLY_POST = ("POST",)


def _report(request: AskedBy, report_id: int, capability: str = seen.READ_REPORT) -> ask.SourceReport:
    return get_object_or_404(seen.reports_seen(ask.whole_reports(), request.standing, capability), pk=report_id)


def _candidate(request: AskedBy, report_id: int, candidate_id: int, capability: str = seen.READ_REPORT) -> ask.Candidate:
    return get_object_or_404(seen.candidates_seen(ask.candidates(), request.standing, capability), pk=candidate_id, report_id=report_id)


def crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("报告读数"), reverse("reports-read")), *more]


@page(seen.READ_REPORT)
def reports(request: AskedBy) -> HttpResponse:
    """Reports of her places or her institution, the latest first."""
    form = ReportFilters(asked_of(request), standing=request.standing, on=localdate())
    found = ask.reports_matching(seen.reports_seen(ask.reports(), request.standing), form.criteria())
    sheet = keyset(found, order=("-pk",), after=request.GET.get("after", ""))
    if wants_json(request):
        return as_json({"reports": [_line(r) for r in sheet.rows], "after": sheet.after})
    saved = saved_filters("source-report-list", request.standing, chosen(form))
    may = request.standing.may(seen.WRITE_REPORT)
    return render(request, "governance/reports.html", {"form": form, "sheet": sheet, "count": counted(found), "saved": saved, "may_hand_in": may})


def _line(r: Any) -> dict[str, Any]:
    names = ("id", "title", "source", "published_on", "place_code", "institution_code", "handed_in_by_name", "handed_in_at", "found", "waiting")
    return {n: getattr(r, n) for n in names}


@page(seen.WRITE_REPORT, methods=BOTH)
def hand_in(request: AskedBy) -> HttpResponse:
    """A file or a pasted text; a small one is read at once, a large one in the background."""
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = HandInForm(*given, standing=request.standing, on=localdate())
    if not form.is_valid():
        return render(request, "governance/hand_in.html", {"form": form, "crumbs": crumbs()}, status=422 if form.errors else 200)
    return _taken_in(request, form.cleaned_data)


def _taken_in(request: AskedBy, typed: dict[str, Any]) -> HttpResponse:
    file, text = typed["report"], typed["text"]
    name, size = (file.name, file.size) if file else ("", len(text.encode("utf-8", "surrogatepass")))
    slip = Slip(typed["place"], typed["institution"], typed["title"], typed["source"], name, typed["published_on"])
    if is_large(size, name):
        upload = put_by(file.chunks() if file else [text.encode("utf-8", "surrogatepass")])
        kept = slip if file else replace(slip, file_name="pasted.txt")
        job = enqueue(READING, {"upload": upload, "slip": kept.as_json()}, by=request.standing, at=now())
        return redirect("report-read-job", job.pk)
    report = take_in(file.read(), slip, by=request.standing, at=now()) if file else take_in_text(text, slip, by=request.standing, at=now())
    return as_json({"report": report.pk}) if wants_json(request) else redirect("report-read", report.pk)


@page(seen.WRITE_REPORT, scoped=True)
def job(request: AskedBy, job_id: int) -> HttpResponse:
    """How far the reading is; then the report."""
    held: Job = get_object_or_404(jobs_asked_by(request.standing), pk=job_id, kind=READING)
    if held.state == "done" and not wants_json(request):
        return redirect("report-read", (held.result or {})["report"])
    if wants_json(request):
        return as_json({"id": held.pk, "state": held.state, "result": held.result, "progress": shown(held)})
    context = {"job": shown(held), "url": reverse("job-progress", args=[held.pk]), "crumbs": crumbs()}
    return render(request, "governance/read_job.html", outcome_of(held) | context)


@page(seen.READ_REPORT, scoped=True)
def report(request: AskedBy, report_id: int) -> HttpResponse:
    """The report with its figures marked, the figures beside it, the checks below."""
    held = _report(request, report_id)
    if wants_json(request):
        return as_json(_whole(held))
    wanted = request.GET.get("part", "1")
    part = ask.part_of(held, int(wanted) if wanted.isdecimal() else 1)
    context = {"report": held, "part": part, "progress": ask.progress_of(held), "writes": _writes(request, held), "crumbs": crumbs()}
    history = history_of(Subject("SourceReport", str(held.pk)), size=20)
    return render(request, "governance/read.html", context | {"checks": ask.checks_of(held, part), "verdicts": ask.verdicts_of(held), "history": history})


def _writes(request: AskedBy, held: ask.SourceReport) -> bool:
    return seen.reports_seen(ask.whole_reports(), request.standing, seen.WRITE_FIGURE).filter(pk=held.pk).exists()


def _whole(held: ask.SourceReport) -> dict[str, Any]:
    figures = [_told(c) for c in ask.candidates().filter(report=held).order_by("position")]
    return {"id": held.pk, "title": held.title, "text": held.text, "figures": figures, "checks": held.checks}


def _told(c: ask.Candidate) -> dict[str, Any]:
    names = ("id", "value", "value_max", "unit", "what", "place", "period", "kind", "bound", "quote", "line", "status", "state", "version", "decided_by_name")
    figure = ask.figure_of(c)
    return {**{n: getattr(c, n) for n in names}, "figure": figure.pk if figure else None}


@page(seen.READ_REPORT, scoped=True)
def raw(request: AskedBy, report_id: int) -> HttpResponse:
    """The text as it came, line by line."""
    held = _report(request, report_id)
    back = Crumb(held.title, reverse("report-read", args=[held.pk]))
    context = {"report": held, "lines": ask.raw_lines(held), "crumbs": crumbs(back), "heading": _("原文")}
    return render(request, "governance/raw.html", context)


@page(seen.READ_REPORT, scoped=True)
def candidate(request: AskedBy, report_id: int, candidate_id: int) -> HttpResponse:
    """One figure found: its card on the screen, its page without it."""
    return _card(request, _candidate(request, report_id, candidate_id))


def _card(request: AskedBy, held: ask.Candidate) -> HttpResponse:
    """The card of a figure after a deed; without the screen's script, back to where it stands in the report."""
    if wants_json(request):
        return as_json(_told(held))
    if not request.headers.get("HX-Request"):
        return redirect(address_of(held))
    found = ask.found_among(held.report, [held])[0]
    context = {"one": found, "writes": _writes(request, held.report), "progress": ask.progress_of(held.report), "fresh": True}
    return render(request, "governance/_candidate.html", context)


def address_of(held: ask.Candidate) -> str:
    """Where in the report a figure stands."""
    part = ask.Parts(held.report).number_at(held.start)
    return f"{reverse('report-read', args=[held.report_id])}?part={part}#candidate-{held.pk}"


def _version(request: AskedBy) -> int:
    form = VersionForm(request.POST)
    return int(form.cleaned_data["version"]) if form.is_valid() else 0


@page(seen.WRITE_FIGURE, scoped=True, methods=ONLY_POST)
def confirm(request: AskedBy, report_id: int, candidate_id: int) -> HttpResponse:
    held = _candidate(request, report_id, candidate_id, seen.WRITE_FIGURE)
    deeds.confirm_candidate(held, version=_version(request), by=request.standing, at=now())
    return _card(request, _candidate(request, report_id, candidate_id))


@page(seen.WRITE_FIGURE, scoped=True, methods=ONLY_POST)
def reject(request: AskedBy, report_id: int, candidate_id: int) -> HttpResponse:
    held = _candidate(request, report_id, candidate_id, seen.WRITE_FIGURE)
    deeds.reject_candidate(held, version=_version(request), by=request.standing, at=now())
    return _card(request, _candidate(request, report_id, candidate_id))


@page(seen.WRITE_FIGURE, scoped=True, methods=ONLY_POST)
def undo(request: AskedBy, report_id: int, candidate_id: int) -> HttpResponse:
    held = _candidate(request, report_id, candidate_id, seen.WRITE_FIGURE)
    deeds.undo_decision(held, version=_version(request), by=request.standing, at=now())
    return _card(request, _candidate(request, report_id, candidate_id))


@page(seen.WRITE_FIGURE, scoped=True, methods=BOTH)
def correct(request: AskedBy, report_id: int, candidate_id: int) -> HttpResponse:
    """What it should have been: typed in the card, or on a page of its own."""
    held = _candidate(request, report_id, candidate_id, seen.WRITE_FIGURE)
    read = ask.said_by(held)
    form = CorrectForm(request.POST or None, initial=CorrectForm.initial_of(read, held.version))
    if request.method != "POST" or not form.is_valid():
        return _correcting(request, held, form)
    said = ask.corrected(read, form.changes(), held.report)
    deeds.correct_candidate(held, said, version=form.cleaned_data["version"], by=request.standing, at=now())
    return _card(request, _candidate(request, report_id, candidate_id))


def _correcting(request: AskedBy, held: ask.Candidate, form: CorrectForm) -> HttpResponse:
    """In the card a form with faults comes back as the card; refusals go elsewhere on the screen, so it says 200."""
    in_card = bool(request.headers.get("HX-Request"))
    back = Crumb(held.report.title, address_of(held))
    context = {"candidate": held, "form": form, "crumbs": crumbs(back), "back": address_of(held)}
    return render(request, f"governance/{'_' if in_card else ''}correct.html", context, status=422 if form.errors and not in_card else 200)
