"""A labelled project reported upward for a period: what its page shows is kept as it was."""

from datetime import date, datetime

from django.db import transaction

from weijian.domains.planning.events import ProjectReported
from weijian.domains.planning.models import CapitalProject, ProjectReport
from weijian.domains.planning.queries.projects import project_held, standing_of_project
from weijian.domains.planning.queries.reporting import filing_facts, report_content
from weijian.domains.planning.rules.reporting import refusal_to_file
from weijian.foundation.happenings.trail import record
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import must
from weijian.kernel.standing import Standing


@transaction.atomic
def file_report(project: CapitalProject, period_on: date, words: str, *, by: Standing, at: datetime) -> ProjectReport:
    """Once for a period that is over, the project held meanwhile; the project's milestones, money and forecast are kept as they stand now."""
    held, on = project_held(project, by), local_day(at)
    facts = filing_facts(held, period_on, on)
    must(refusal_to_file(facts))
    assert facts.period is not None  # the rule has refused it
    made = ProjectReport.objects.create(
        project=held, period_on=facts.period.from_on, until_on=facts.period.until_on, filed_at=at, filed_by=by.name, words=words.strip(),
        content=report_content(standing_of_project(held, on=on)),
    )
    record(ProjectReported(held.pk, facts.period.label, made.pk), by=by, at=at)
    return made
