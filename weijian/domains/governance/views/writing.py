"""Work reports: the list, drafting, editing, what is wrong with the numbers, issuing, the paper."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.governance.actions import writing as deeds
from weijian.domains.governance.forms import writing as forms
from weijian.domains.governance.queries import writing as ask
from weijian.domains.governance.queries import writing_page as screen
from weijian.domains.governance.queries.dispatch_page import history_of
from weijian.domains.governance.queries.papers import draft_paper, issued_paper, issuer_of, signed_on
from weijian.domains.governance.visibility import ISSUE_WORK_REPORTS, READ_WORK_REPORTS, WRITE_WORK_REPORTS, work_reports_seen
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.paging import keyset
from weijian.foundation.screen.parts import Crumb

BOTH, POST = ("GET", "POST"), ("POST",)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _report(request: AskedBy, report_id: int, capability: str = READ_WORK_REPORTS) -> ask.WorkReport:
    return get_object_or_404(work_reports_seen(ask.work_reports(), request.standing, capability), pk=report_id)


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("工作报告"), reverse("work-reports")), *more]


def _version(request: AskedBy, held: ask.WorkReport) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() else held.version


def _address(request: AskedBy) -> ask.Address:
    """Where a figure stands, for somebody who holds the paper."""
    return lambda key: request.build_absolute_uri(path) if (path := screen.figure_address(key)) else ""


@page(READ_WORK_REPORTS)
def reports(request: AskedBy) -> HttpResponse:
    sheet = keyset(work_reports_seen(ask.work_reports(), request.standing), order=("-until_on", "-pk"), after=request.GET.get("after", ""))
    if wants_json(request):
        return as_json([{"id": one.pk, "title": one.title, "state": one.state, "until_on": one.until_on} for one in sheet.rows])
    context = {"sheet": sheet, "may_write": request.standing.may(WRITE_WORK_REPORTS)}
    return render(request, "governance/work_reports.html", context)


@page(WRITE_WORK_REPORTS, methods=BOTH)
def new(request: AskedBy) -> HttpResponse:
    form = forms.NewReportForm(request.POST or None, standing=request.standing, today=localdate(), initial={"on": localdate(), "kind": "half_year"})
    if request.method == "POST" and form.is_valid():
        made = deeds.draft_report(form.report(), by=request.standing, at=now())
        return as_json({"id": made.pk}, status=201) if wants_json(request) else redirect("work-report", made.pk)
    context = {"form": form, "heading": _("起草工作报告"), "crumbs": _crumbs(Crumb(_("起草"))), "back": reverse("work-reports"), "submit": _("起草"),
               "lead": _("按模板写成初稿：数字取自数字登记，带同比、目标和需要说明的地方。")}
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)


@page(READ_WORK_REPORTS, scoped=True)
def report(request: AskedBy, report_id: int) -> HttpResponse:
    """The report as it reads, every number leading to its figure; what stands against it is marked."""
    held = _report(request, report_id)
    context = screen.report_page(held, request.standing)
    if wants_json(request):
        return as_json({"id": held.pk, "title": held.title, "state": held.state, "version": held.version, "typed": context["found"].typed})
    return render(request, "governance/work_report.html", {**context, "crumbs": _crumbs(Crumb(held.title))})


@page(WRITE_WORK_REPORTS, scoped=True, methods=BOTH)
def edit(request: AskedBy, report_id: int) -> HttpResponse:
    """Edit the prose; whoever comes second sees what the first wrote, and keeps what she typed (409)."""
    held = _report(request, report_id, WRITE_WORK_REPORTS)
    blocks = ask.blocks_of(held)
    typed = forms.ReportInput(request.POST or None, held, blocks)
    if request.method != "POST" or not typed.is_valid():
        return _edit_page(request, held, typed, status=422 if request.method == "POST" else 200)
    if held.version != typed.version:
        return _overtaken(request, held, typed)
    deeds.edit_report(held, typed.form.cleaned_data["title"], typed.edited(), version=typed.version, by=request.standing, at=now())
    return redirect("work-report", held.pk)


def _edit_page(request: AskedBy, held: ask.WorkReport, typed: forms.ReportInput, status: int = 200, **more: Any) -> HttpResponse:
    trail = _crumbs(Crumb(held.title, reverse("work-report", args=[held.pk])), Crumb(_("编辑")))
    context = {"report": held, "form": typed.form, "blocks": typed.blocks, "rows": screen.previewed(held, typed.blocks), "crumbs": trail,
               "offered": screen.offered_to(held), "draft": f"work-report-{held.pk}", **more}
    return render(request, "governance/work_report_edit.html", context, status=status)


def _overtaken(request: AskedBy, held: ask.WorkReport, typed: forms.ReportInput) -> HttpResponse:
    found = screen.changes([one.text for one in ask.blocks_of(held)], [one.text.strip() for one in typed.edited()])
    if wants_json(request):
        return as_json({"version": held.version, "changes": found}, status=409)
    typed.over(held.version)
    return _edit_page(request, held, typed, 409, changes=found, by=history_of("WorkReport", held.pk)[:1])


@page(WRITE_WORK_REPORTS, scoped=True, methods=POST)
def preview(request: AskedBy, report_id: int) -> HttpResponse:
    """A block's words as they read now, numbers as chips."""
    held = _report(request, report_id, WRITE_WORK_REPORTS)
    text = request.POST.get(request.GET.get("name", ""), "")
    return render(request, "governance/_pieces.html", {"said": ask.pieces_of_text(held, text[:20_000]), "report": held})


@page(WRITE_WORK_REPORTS, scoped=True, methods=POST)
def bind(request: AskedBy, report_id: int) -> HttpResponse:
    """A number typed by hand gives way to the registered one."""
    held, form = _report(request, report_id, WRITE_WORK_REPORTS), forms.NumberForm(request.POST)
    if form.is_valid():
        deeds.bind_number(held, form.cleaned_data["key"], version=form.cleaned_data["version"], by=request.standing, at=now())
    return redirect("work-report", held.pk)


@page(WRITE_WORK_REPORTS, scoped=True, methods=POST)
def justify(request: AskedBy, report_id: int) -> HttpResponse:
    """A number typed by hand stands, for a reason."""
    held, form = _report(request, report_id, WRITE_WORK_REPORTS), forms.NumberForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        deeds.justify_number(held, said["key"], said["why"], version=said["version"], by=request.standing, at=now())
    return redirect("work-report", held.pk)


@page(WRITE_WORK_REPORTS, scoped=True, methods=POST)
def renew(request: AskedBy, report_id: int) -> HttpResponse:
    held = _report(request, report_id, WRITE_WORK_REPORTS)
    deeds.renew_numbers(held, version=_version(request, held), by=request.standing, at=now())
    return redirect("work-report", held.pk)


@page(WRITE_WORK_REPORTS, scoped=True, methods=POST)
def submit(request: AskedBy, report_id: int) -> HttpResponse:
    held = _report(request, report_id, WRITE_WORK_REPORTS)
    deeds.submit_report(held, version=_version(request, held), by=request.standing, at=now())
    return redirect("work-report", held.pk)


@page(ISSUE_WORK_REPORTS, scoped=True, methods=BOTH)
def send_back(request: AskedBy, report_id: int) -> HttpResponse:
    held = _report(request, report_id, ISSUE_WORK_REPORTS)
    form = forms.WhyForm(request.POST or None, initial={"version": held.version})
    if request.method == "POST" and form.is_valid():
        deeds.send_back_report(held, form.cleaned_data["why"], version=form.cleaned_data["version"], by=request.standing, at=now())
        return redirect("work-report", held.pk)
    back = reverse("work-report", args=[held.pk])
    context = {"form": form, "heading": _("退回修改"), "lead": held.title, "crumbs": _crumbs(Crumb(held.title, back)), "back": back, "submit": _("退回")}
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)


@page(ISSUE_WORK_REPORTS, scoped=True, methods=POST)
def issue(request: AskedBy, report_id: int) -> HttpResponse:
    held = _report(request, report_id, ISSUE_WORK_REPORTS)
    deeds.issue_report(held, issuer_of(held), _address(request), version=_version(request, held), by=request.standing, at=now())
    return redirect("work-report", held.pk)


@page(READ_WORK_REPORTS, scoped=True)
def docx(request: AskedBy, report_id: int) -> HttpResponse:
    """The file as issued; of a draft, one marked as such."""
    held = _report(request, report_id)
    answer = HttpResponse(issued_paper(held) or draft_paper(held, _address(request)), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="report-{held.pk}-v{held.version}.docx"'
    return answer


@page(READ_WORK_REPORTS, scoped=True)
def paper(request: AskedBy, report_id: int) -> HttpResponse:
    """The report as a page to be printed."""
    held = _report(request, report_id)
    found = ask.shown(held)
    context = {"report": held, "blocks": screen.drawn(found), "issuer": issuer_of(held), "signed_on": signed_on(held)}
    return render(request, "governance/work_report_print.html", context)
