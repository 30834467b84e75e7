"""A week of the dispatch rolled up: on the page, as a sheet, as a draft weekly report."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from weijian.domains.governance.actions.dispatch import Whose, roll_up_week
from weijian.domains.governance.actions.writing import NewReport, draft_report
from weijian.domains.governance.queries import dispatch_page as screen
from weijian.domains.governance.queries.rolling_up import RollUp, fills_of, roll_up, sheet_rows, sheet_titles, shown_rows
from weijian.domains.governance.queries.writing import place_name
from weijian.domains.governance.rules.dispatch import monday_of, week_ends_on
from weijian.domains.governance.visibility import READ_SHEETS, WRITE_WORK_REPORTS, offices_of
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.refusal_pages import wants_json
from weijian.foundation.screen.answer import as_json
from weijian.foundation.screen.parts import Crumb
from weijian.interop.sheets.writing import write_xlsx
from weijian.kernel.dates import parse_date

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _week(week: str) -> date:
    day = parse_date(week)
    if not isinstance(day, date) or day != monday_of(day):
        raise Http404
    return day


def _rolled_up(request: AskedBy, place_code: str, week: str) -> RollUp:
    """Of a place this office looks at; else there is none."""
    if not any(place_code.startswith(code) for code in offices_of(request.standing)):
        raise Http404
    return roll_up(request.standing, place_code, _week(week), at=now())


@page(READ_SHEETS, scoped=True)
def week(request: AskedBy, place_code: str, week: str) -> HttpResponse:
    """Sums of all units, who is late, what waits to be accepted."""
    found = _rolled_up(request, place_code, week)
    if wants_json(request):
        return as_json({"week_on": found.week_on, "sums": found.sums, "late": [due.institution.name for due in found.late]})
    dues = [(due, screen.square_of(due, request.standing)) for due in found.dues]
    trail = [Crumb(_("周调度"), reverse("dispatch")), Crumb(screen.week_words(found.week_on))]
    context = {"found": found, "rows": shown_rows(found), "dues": dues, "week": screen.week_words(found.week_on), "place_code": place_code, "crumbs": trail,
               "place": place_name(place_code, found.week_on), "may_write": request.standing.reaches(WRITE_WORK_REPORTS, place_code)}
    return render(request, "governance/week.html", context)


@page(READ_SHEETS, scoped=True)
def week_sheet(request: AskedBy, place_code: str, week: str) -> HttpResponse:
    """The same as a sheet."""
    found = _rolled_up(request, place_code, week)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "week.xlsx"
        titles = sheet_titles(found)
        write_xlsx(path, _("周调度汇总"), titles, ((*row, *[""] * (len(titles) - len(row))) for row in sheet_rows(found)))
        answer = HttpResponse(path.read_bytes(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="dispatch-{place_code}-{found.week_on}.xlsx"'
    return answer


@page(WRITE_WORK_REPORTS, scoped=True, methods=("POST",))
def week_report(request: AskedBy, place_code: str, week: str) -> HttpResponse:
    """The sums enter the register, and a weekly report is drafted from them."""
    found, at = _rolled_up(request, place_code, week), now()
    roll_up_week(found.sums, Whose(place_code, place_name(place_code, found.week_on)), found.week_on, by=request.standing, at=at)
    new = NewReport("weekly", place_code, found.week_on, week_ends_on(found.week_on), fills_of(found))
    return redirect("work-report", draft_report(new, by=request.standing, at=at).pk)
