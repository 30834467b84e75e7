"""What labelled projects report upward, on their superiors' schedule."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from weijian.domains.planning.actions.reporting import file_report
from weijian.domains.planning.forms.reporting import ReportForm
from weijian.domains.planning.permissions import READ, WRITE
from weijian.domains.planning.queries import reporting as ask
from weijian.domains.planning.queries.projects import projects
from weijian.domains.planning.views.projects import BOTH, crumbs, form_page, kept
from weijian.domains.planning.visibility import projects_kept, projects_seen
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json, as_workbook
from weijian.foundation.screen.parts import Crumb


@page(READ)
def reports(request: AskedBy) -> HttpResponse:
    """Who owes a report first; then what was reported, as it was."""
    seen, on = projects_seen(projects(), request.standing), localdate()
    owed, filed = ask.reports_owed(seen, on), ask.reports_filed(seen)
    if wants_json(request):
        return as_json({"owed": [_owed(one) for one in owed], "filed": [_filed(one) for one in filed]})
    own = set(projects_kept(projects(), request.standing).values_list("pk", flat=True)) if request.standing.may(WRITE) else set()
    context = {"owed": [(one, one.project.pk in own) for one in owed], "filed": [(one, ask.label_of(one)) for one in filed[:ask.SHOWN]],
               "all_filed": filed.count(), "cadence": ask.cadence_on(on),
               "crumbs": crumbs(Crumb(_("重点项目报送")))}
    return render(request, "planning/project_reports.html", context)


def _owed(one: ask.Owed) -> dict[str, Any]:
    return {"project": one.project.code, "periods": [period.from_on for period in one.periods], "due_on": one.due_on}


def _filed(one: ask.ProjectReport) -> dict[str, Any]:
    return {"project": one.project.code, "period_on": one.period_on, "until_on": one.until_on, "filed_at": one.filed_at, "words": one.words, **one.content}


@page(READ)
def sheet(request: AskedBy) -> HttpResponse:
    """What was reported, a report a line, to go upward."""
    filed = ask.reports_filed(projects_seen(projects(), request.standing))
    return as_workbook(f"project-reports-{localdate()}", _("重点项目报送"), ask.report_titles(), [ask.report_line(one) for one in filed])


@page(WRITE, scoped=True, methods=BOTH)
def report(request: AskedBy, project_id: int) -> HttpResponse:
    held = kept(request, project_id)
    form = ReportForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        file_report(held, form.cleaned_data["period_on"], form.cleaned_data["words"], by=request.standing, at=now())
        return redirect("project-reports")
    return form_page(request, form, _("向上级报送"), held, submit=_("报送"), lead=_("报送当时的节点、资金和推算投用一并留存，以后不再改动。"))
