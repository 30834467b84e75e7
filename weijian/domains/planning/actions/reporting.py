"""A labelled project reported upward for a period: what its page shows is kept as it was."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from weijian.domains.planning import refusals as say
from weijian.domains.planning.events import ProjectReported
from weijian.domains.planning.models import CapitalProject, ProjectReport
from weijian.domains.planning.queries.projects import project_held, standing_of_project
from weijian.domains.planning.queries.reporting import filing_facts, months_of, report_content
from weijian.domains.planning.rules.reporting import period_beginning, refusal_to_file
from weijian.foundation.happenings.trail import record
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing


@transaction.atomic
def file_report(project: CapitalProject, period_on: date, words: str, *, by: Standing, at: datetime) -> ProjectReport:
    """Once for a period that is over; the project's milestones, money and forecast are kept as they stand now."""
    held, on = project_held(project, by), local_day(at)
    period = period_beginning(period_on, months_of(held, on))
    if period is None and months_of(held, on):
        raise Refusal(say.PERIOD_WRONG, value=period_on.isoformat())
    must(refusal_to_file(filing_facts(held, period, on)))
    assert period is not None  # the rule has refused it
    made = ProjectReport(
        project=held, period_on=period.from_on, until_on=period.until_on, filed_at=at, filed_by=by.name, words=words.strip(),
        content=report_content(standing_of_project(held, on=on)),
    )
    _keep(made, period.label)
    record(ProjectReported(held.pk, period.label, made.pk), by=by, at=at)
    return made


def _keep(report: ProjectReport, period: str) -> None:
    try:
        with transaction.atomic():
            report.save()
    except IntegrityError:  # somebody else filed it in this very moment
        raise Refusal(say.REPORT_FILED, period=period, by="—") from None
