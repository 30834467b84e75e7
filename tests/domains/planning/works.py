"""A capital project of the tiny county's far health centre, as the tests build it."""

from dataclasses import dataclass
from datetime import date, datetime, time

from tests.people import CLOUD_CENTRE, FAR_HILL, Cast
from weijian.domains.planning.actions.milestones import NewMilestone, meet_milestone, set_milestone
from weijian.domains.planning.actions.projects import NewProject, approve_project, plan_project
from weijian.domains.planning.models import CapitalProject, Milestone, ProjectPermit
from weijian.domains.planning.states import StageKind
from weijian.kernel.dates import CHINA
from weijian.kernel.standing import Standing

PLANS = (
    ("开工", StageKind.START, date(2026, 3, 1)), ("封顶", StageKind.TOP_OUT, date(2026, 9, 1)), ("竣工验收", StageKind.ACCEPTANCE, date(2027, 3, 1)),
    ("投用", StageKind.COMMISSIONING, date(2027, 5, 1)),
)
SITE = {"site_kind": "C220", "site_name": "远山分院"}


def moment(day: date) -> datetime:
    return datetime.combine(day, time(9), CHINA)


@dataclass(frozen=True)
class Site:
    lon: float = 112.47
    lat: float = 31.46


def planned(people: Cast, by: Standing, *, code: str = "P9", name: str = "远山分院", site: Site | None = None) -> CapitalProject:
    """Entered, with its four stages, each after the one before."""
    where, more = site or Site(), {**SITE, "purpose": "就近就医"}
    new = NewProject(code, name, "new_build", people.institutions[CLOUD_CENTRE], people.places[FAR_HILL], where.lon, where.lat, more)
    project, before = plan_project(new, by=by, at=moment(date(2026, 1, 5))), None
    for stage, kind, day in PLANS:
        before = set_milestone(project, NewMilestone(stage, kind, day, before), by=by, at=moment(date(2026, 1, 5)))
    return project


def approved(people: Cast, by: Standing, **said: str) -> CapitalProject:
    """Approved on 10 January, with a construction permit of 20 February."""
    project = approve_project(planned(people, by, **said), "青发改〔2026〕8号", date(2026, 1, 10), by=by, at=moment(date(2026, 1, 10)))  # type: ignore[arg-type]
    ProjectPermit.objects.create(project=project, kind="construction", number="4299212026", issued_on=date(2026, 2, 20))
    return project


def stage(project: CapitalProject, name: str) -> Milestone:
    return Milestone.objects.select_related("project", "after").get(project=project, name=name)


def met(project: CapitalProject, by: Standing, **days: date) -> CapitalProject:
    """Stages met on these days, in the order given."""
    for name, day in days.items():
        meet_milestone(stage(project, name), day, by=by, at=moment(day))
    return CapitalProject.objects.get(pk=project.pk)
