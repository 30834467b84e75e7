"""The care environment: institutions' scores before and after works, what changed, and works finished that nobody has scored again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from weijian.domains.planning.models import Batch, CapitalProject
from weijian.domains.planning.rules.standards import Rescoring, Works, rescoring_of
from weijian.domains.planning.states import ProjectState, StageKind
from weijian.domains.planning.visibility import institutions_within, projects_seen
from weijian.domains.registry.api import READ_ASSESSMENTS, Assessed, Institution, StandardKind, assessed, campus_points, closed_by
from weijian.kernel.standing import Standing as Person

WORST_FIRST = list(Rescoring)
CARED_IN = ("A", "B100", "C", "G")  # WS 218: hospitals, community and township health centres, maternity houses


@dataclass(frozen=True)
class WorksLine:
    """Works of an institution with the last score before and the last after them, against one standard."""

    project: CapitalProject
    begun_on: date | None
    finished_on: date | None
    before: Assessed | None
    after: Assessed | None
    rescoring: Rescoring
    on: date

    @property
    def change(self) -> float | None:
        """Points of a hundred."""
        rates = [one.score.points_rate for one in (self.before, self.after) if one is not None]
        return None if len(rates) < 2 or rates[0] is None or rates[1] is None else (rates[1] - rates[0]) * 100

    @property
    def days_since(self) -> int | None:
        return (self.on - self.finished_on).days if self.finished_on else None


@dataclass(frozen=True)
class Environment:
    """`others` are the latest scores of institutions without works; `never` are hospitals and health centres in operation nobody ever scored."""

    on: date
    works: list[WorksLine]
    others: list[Assessed]
    never: list[Institution]
    houses: int

    @property
    def not_rescored(self) -> list[WorksLine]:
        return [one for one in self.works if one.rescoring is Rescoring.NOT_RESCORED]

    @property
    def changed(self) -> list[float]:
        return [one.change for one in self.works if one.change is not None]


def environment(person: Person, on: date, within: str = "") -> Environment:
    """Works of 改建优化 she sees in a place, who must act first; then institutions scored without works, and those never scored."""
    works = projects_seen(CapitalProject.objects.filter(batch=Batch.IMPROVE, owner__place__code__startswith=within), person)
    works = works.exclude(state=ProjectState.CANCELLED).select_related("owner").order_by("code")
    seen = institutions_within(Institution.objects.filter(place__code__startswith=within), person, READ_ASSESSMENTS)
    scores = closed_by(on).filter(standard__kind=StandardKind.ENVIRONMENT, campus__isnull=True, unit="", institution__in=seen)
    known: dict[int, list[Assessed]] = {}
    for one in assessed(scores, on):
        known.setdefault(one.assessment.institution_id, []).append(one)
    rows = [_line(project, known.get(project.owner_id, []), on) for project in works]
    owners = {project.owner_id for project in works}
    others = [own[0] for key, own in known.items() if key not in owners]
    houses = list(seen.filter(pk__in={one.institution_id for one in campus_points(on, kinds=CARED_IN)}).order_by("code"))
    never = [house for house in houses if house.pk not in known]
    return Environment(on, sorted(rows, key=_order), sorted(others, key=lambda one: one.score.points_rate or 0), never, len(houses))


def _order(line: WorksLine) -> tuple[int, date, str]:
    return WORST_FIRST.index(line.rescoring), line.finished_on or date.max, line.project.code


def _line(project: CapitalProject, known: list[Assessed], on: date) -> WorksLine:
    begun, finished = _days(project)
    before = next((one for one in known if begun is None or one.on <= begun), None)
    comparable: Iterable[Assessed] = known if before is None else [o for o in known if o.assessment.standard_id == before.assessment.standard_id]
    after = next((one for one in comparable if finished is not None and one.on >= finished), None)
    facts = Works(begun, finished, before.on if before else None, after.on if after else None)
    return WorksLine(project, begun, finished, before, after, rescoring_of(facts), on)


def _days(project: CapitalProject) -> tuple[date | None, date | None]:
    """When work began, and when it was done: taken over, or else opened."""
    met = dict(project.milestones.filter(met_on__isnull=False).values_list("kind", "met_on"))
    return met.get(StageKind.START), met.get(StageKind.ACCEPTANCE) or project.commissioned_on
