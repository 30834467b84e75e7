"""Which labelled projects owe their superiors a report, and what was reported."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from weijian.domains.planning.models import CapitalProject, ProjectLabel
from weijian.domains.planning.models import ProjectReport as ProjectReport
from weijian.domains.planning.queries.projects import MOST_LISTED, Standing
from weijian.domains.planning.rules.reporting import Cadence, Filing, ReportPeriod, Underway, period_beginning, period_to_report, was_under_way
from weijian.domains.planning.states import STATE_WORDS, ProjectState
from weijian.foundation.parameters.queries import setting
from weijian.foundation.screen.numbers import wan
from weijian.foundation.screen.parts import Clock

LOOKS_BACK_DAYS = 365  # reports older than a year are no longer asked for
SHOWN = 12


@dataclass(frozen=True)
class Owed:
    """A project with the periods it has not reported for, the earliest first, and how that stands."""

    project: CapitalProject
    periods: tuple[ReportPeriod, ...]
    due_on: date
    clock: Clock

    @property
    def first(self) -> ReportPeriod:
        return self.periods[0]


Cadences = Callable[[date], Mapping[str, int]]


def cadence_on(on: date) -> Mapping[str, int]:
    """Months between reports in force on a day, by the label's words; 0: never."""
    return {label: int(months) for label, months in setting("planning.label_report_months", on=on).value.items()}


def period_before(label: str, on: date, cadence: Cadences) -> ReportPeriod | None:
    """The latest period over by the day, as long as was asked for on its last day."""
    found = period_to_report(Cadence(cadence(on).get(label, 0), on))
    return found and period_to_report(Cadence(cadence(found.until_on).get(label, 0), found.until_on + timedelta(days=1)))


def period_from(label: str, first_on: date) -> ReportPeriod | None:
    """The period that begins on the day, as long as is asked for on its last day."""
    found = period_beginning(first_on, cadence_on(first_on).get(label, 0))
    return found and period_beginning(first_on, cadence_on(found.until_on).get(label, 0))


def filing_facts(project: CapitalProject, asked_on: date, on: date) -> Filing:
    """What the rule asks before a report is filed for the period that begins on the day asked for."""
    label = project.get_label_display()
    period = period_from(label, asked_on)
    filed = project.reports.filter(period_on=asked_on).values_list("filed_by", flat=True).first() or ""
    return Filing(label, asked_on, period, on, period is not None and _during(project, period), filed, reports=cadence_on(on).get(label, 0) > 0)


def _during(project: CapitalProject, period: ReportPeriod) -> bool:
    state = ProjectState(project.state)
    return was_under_way(Underway(project.approved_on, project.commissioned_on, state, period.from_on, period.until_on))


def periods_owed(project: CapitalProject, filed: set[date], on: date, cadence: Cadences = cadence_on) -> tuple[ReportPeriod, ...]:
    """Periods of the year that has been: over, in which it was under way, and not filed; the earliest first."""
    owed, since, label = list[ReportPeriod](), on - timedelta(days=LOOKS_BACK_DAYS), project.get_label_display()
    step = period_before(label, on, cadence)
    while step is not None and step.until_on >= since:
        owed += [step] if _during(project, step) and step.from_on not in filed else []
        step = period_before(label, step.from_on, cadence)
    return tuple(reversed(owed))


def reports_owed(found: QuerySet[CapitalProject], on: date) -> list[Owed]:
    """Labelled projects that owe a report, the longest overdue first."""
    days, filed, cadence = int(setting("planning.label_report_days", on=on).value), defaultdict[int, set[date]](set), cache(cadence_on)
    for project_id, period_on in ProjectReport.objects.filter(project__in=found).values_list("project_id", "period_on"):
        filed[project_id].add(period_on)
    rows = []
    for project in found.exclude(label=ProjectLabel.NONE).order_by("code")[:MOST_LISTED]:
        if periods := periods_owed(project, filed[project.pk], on, cadence):
            due_on = periods[0].due_on(days)
            rows.append(Owed(project, periods, due_on, _clock(due_on, on)))
    return sorted(rows, key=lambda row: (row.due_on, row.project.code))


def _clock(due_on: date, on: date) -> Clock:
    left = (due_on - on).days
    return Clock(_("逾期%(span)s") % {"span": _("%(n)s天") % {"n": -left}}, "red") if left < 0 else Clock(_("还有%(days)s天到期") % {"days": left}, "yellow")


def reports_filed(found: QuerySet[CapitalProject]) -> QuerySet[ProjectReport]:
    """What was reported, the latest period first."""
    return ProjectReport.objects.filter(project__in=found).select_related("project__owner").order_by("-period_on", "project__code")


def label_of(report: ProjectReport) -> str:
    return ReportPeriod(report.period_on, report.until_on).label


def report_content(found: Standing) -> dict[str, object]:
    """What is kept of a project in a report: the label, the state, the milestones, the money and the forecast of that day."""
    project, stages = found.project, found.milestones
    return {
        "label": project.get_label_display(), "state": STATE_WORDS[ProjectState(project.state)], "percent": found.percent, "planned_fen": found.planned_fen,
        "paid_fen": found.paid_fen, "met": [f"{one.milestone.name} {one.milestone.met_on}" for one in stages if one.milestone.met_on],
        "next": f"{found.next.milestone.name} {found.next.forecast_on}" if found.next else "", "opens_on": str(found.opens_on or ""),
        "opens_days": found.opens.days if found.opens else None,
    }


def report_titles() -> list[str]:
    return [
        _("报告期"), _("重点级别"), _("项目名称"), _("建设单位"), _("状态"), _("投资（万元）"), _("到位（万元）"), _("完成进度"), _("已完成节点"),
        _("下一节点"), _("推算投用"), _("较计划（天，负数为推迟）"), _("进展与问题"), _("报送人"), _("报送日期"),
    ]


def report_line(report: ProjectReport) -> list[object]:
    """One line of the sheet that goes upward, from what was kept: Chinese, as the superior reads it."""
    kept, project = report.content, report.project
    days = kept["opens_days"]
    return [
        label_of(report), kept["label"], project.name, project.owner.name, kept["state"], wan(kept["planned_fen"]), wan(kept["paid_fen"]),
        f"{kept['percent']}%", "；".join(kept["met"]), kept["next"], kept["opens_on"], "" if days is None else days, report.words, report.filed_by,
        localdate(report.filed_at),
    ]
