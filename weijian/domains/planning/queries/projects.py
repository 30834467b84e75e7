"""Capital projects: which there are, how far they are, and the facts their rules ask for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet, Sum

from weijian.domains.planning import refusals as say
from weijian.domains.planning.models import Batch, PermitKind, ProjectTest
from weijian.domains.planning.models import CapitalProject as CapitalProject
from weijian.domains.planning.models import Milestone as Milestone
from weijian.domains.planning.permissions import WRITE, refusal_to_keep_project
from weijian.domains.planning.rules.forecast import Ahead, forecast_of
from weijian.domains.planning.rules.projects import FEN_PER_WAN, FailedTest, Meeting, Stage, Variance, variance_of
from weijian.domains.planning.states import OVER, STAGE_WORDS, ProjectState, StageKind
from weijian.foundation.parameters.queries import setting
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing as Person

CONSTRUCTION = (PermitKind.CONSTRUCTION, PermitKind.PIT)
MOST_LISTED = 500


@dataclass(frozen=True)
class ProjectCriteria:
    """What narrows the list; "" and False narrow nothing."""

    q: str = ""
    batch: str = ""
    label: str = ""
    state: str = ""
    owner: str = ""
    place: str = ""
    late: bool = False


@dataclass(frozen=True)
class Held:
    """A milestone with how it stands against its plan on the day, and the day it comes to as the work stands."""

    milestone: Milestone
    variance: Variance
    forecast_on: date | None = None

    @property
    def expected_on(self) -> date:
        """The day it was met, or is thought to be."""
        return self.milestone.met_on or self.milestone.expected_on or self.milestone.planned_on


@dataclass(frozen=True)
class Standing:
    """A project as lists show it: its milestones in order, how much is done, what comes next, and its money."""

    project: CapitalProject
    milestones: tuple[Held, ...]
    planned_fen: int | None
    paid_fen: int | None
    beds: int

    @property
    def percent(self) -> int:
        """Milestones met, a milestone under way by its own percentage."""
        if not self.milestones:
            return 0
        return round(sum(one.milestone.percent for one in self.milestones) / len(self.milestones))

    @property
    def next(self) -> Held | None:
        return next((one for one in self.milestones if one.milestone.met_on is None), None)

    @property
    def latest(self) -> Held | None:
        met = [one for one in self.milestones if one.milestone.met_on is not None]
        return max(met, key=lambda one: one.milestone.met_on or date.min, default=None)

    @property
    def opens_on(self) -> date | None:
        """The day it opened, or comes to open as the work stands; None where that cannot be said: no such milestone, paused, given up."""
        if self.project.state in (ProjectState.PAUSED, ProjectState.CANCELLED):
            return None
        return next((one.forecast_on for one in self.milestones if one.milestone.kind == StageKind.COMMISSIONING), None)

    @property
    def opens(self) -> Variance | None:
        """How far that day is from the plan."""
        planned = next((one.milestone.planned_on for one in self.milestones if one.milestone.kind == StageKind.COMMISSIONING), None)
        return variance_of(Stage(planned, self.opens_on, self.opens_on)) if planned and self.opens_on else None

    @property
    def telling(self) -> Held | None:
        """What says most about it: what is overdue, else what was met last, else what comes next."""
        late = next((one for one in self.milestones if one.variance.timing == "overdue"), None) if self.project.state not in OVER else None
        return late or self.latest or self.next


def projects() -> QuerySet[CapitalProject]:
    return CapitalProject.objects.select_related("owner", "place")


def projects_matching(found: QuerySet[CapitalProject], wanted: ProjectCriteria, *, on: date) -> QuerySet[CapitalProject]:
    if wanted.q:
        found = found.filter(Q(name__contains=wanted.q) | Q(code=wanted.q) | Q(owner__name__contains=wanted.q))
    for name in ("batch", "label", "state"):
        if value := getattr(wanted, name):
            found = found.filter(**{name: value})
    if wanted.owner:
        found = found.filter(owner__code=wanted.owner)
    if wanted.place:
        found = found.filter(place__code__startswith=wanted.place)
    if wanted.late:
        found = found.filter(pk__in=Milestone.objects.filter(met_on__isnull=True, planned_on__lt=on).values("project")).exclude(state__in=OVER)
    return found


def standings(found: QuerySet[CapitalProject], *, on: date) -> list[Standing]:
    """Each project with its milestones; asked at once for all of them. Those under way first, then by code."""
    rows = found.prefetch_related(
        Prefetch("milestones", Milestone.objects.order_by("planned_on", "pk")), "funding", "beds",
    ).order_by("code")[:MOST_LISTED]
    listed = [_standing(project, on) for project in rows]
    return sorted(listed, key=lambda one: (one.project.state in OVER, one.project.code))


def standing_of_project(project: CapitalProject, *, on: date) -> Standing:
    return standings(CapitalProject.objects.select_related("owner", "place").filter(pk=project.pk), on=on)[0]


def _standing(project: CapitalProject, on: date) -> Standing:
    money, stages = list(project.funding.all()), list(project.milestones.all())
    days = forecast_of({one.pk: _ahead(one) for one in stages}, on)
    return Standing(
        project, tuple(held(one, on, days[one.pk]) for one in stages), sum(f.planned_fen for f in money) if money else None,
        sum(f.paid_fen for f in money) if money else None, sum(b.beds for b in project.beds.all()),
    )


def _ahead(one: Milestone) -> Ahead:
    return Ahead(StageKind(one.kind), one.planned_on, one.met_on, one.expected_on, one.after_id)


def held(milestone: Milestone, on: date, forecast_on: date | None = None) -> Held:
    return Held(milestone, variance_of(Stage(milestone.planned_on, milestone.met_on, on)), forecast_on)


def milestones() -> QuerySet[Milestone]:
    return Milestone.objects.select_related("project__owner", "project__place", "after")


def owners_of(found: QuerySet[CapitalProject]) -> list[tuple[str, str]]:
    """Code and name of the institutions that build."""
    return list(found.order_by("owner__code").values_list("owner__code", "owner__name").distinct())


# --- facts for the rules ---


def project_held(project: CapitalProject, by: Person, capability: str = WRITE) -> CapitalProject:
    """The project, held until the transaction ends, when she may act on it."""
    held = CapitalProject.objects.select_related("owner__place", "place").select_for_update(of=("self",)).get(pk=project.pk)
    must(refusal_to_keep_project(by, capability, held.name, held.place.code, held.owner.code))
    return held


def kinds_met(project: CapitalProject) -> set[StageKind]:
    return {StageKind(kind) for kind in project.milestones.filter(met_on__isnull=False).values_list("kind", flat=True)}


def waits_for_itself(milestone: Milestone | None, before: Milestone | None) -> bool:
    """Would the milestone stand before the one it is to follow?"""
    step = before
    while step is not None and milestone is not None:
        if step.pk == milestone.pk:
            return True
        step = step.after
    return False


def meeting_facts(milestone: Milestone, met_on: date, on: date) -> Meeting:
    """What the rule asks before a milestone is met."""
    project, before = milestone.project, milestone.after
    small = int(setting("planning.permit_free_wan", on=met_on).value) * FEN_PER_WAN
    return Meeting(
        milestone.name, StageKind(milestone.kind), ProjectState(project.state), met_on, on, milestone.met_on, before.name if before else "",
        before.met_on if before else None, _permit_on(project, met_on), _invested(project), small,
        _tests_failed(_up_to(milestone), met_on),
    )


def commissioning_facts(project: CapitalProject, on_day: date, on: date) -> Meeting:
    """The same for the day a project opens; refused where its plan names none."""
    milestone = project.milestones.select_related("after").filter(kind=StageKind.COMMISSIONING).first()
    if milestone is None:
        raise Refusal(say.PLAN_NEEDED, stages=STAGE_WORDS[StageKind.COMMISSIONING])
    milestone.project = project
    return meeting_facts(milestone, on_day, on)


def _permit_on(project: CapitalProject, met_on: date) -> date | None:
    """The first day a permit to build held, if it still held on the day."""
    held_then = Q(ends_on__isnull=True) | Q(ends_on__gte=met_on)
    return project.permits.filter(held_then, kind__in=CONSTRUCTION).order_by("issued_on").values_list("issued_on", flat=True).first()


def _invested(project: CapitalProject) -> int | None:
    found: int | None = project.funding.aggregate(all=Sum("planned_fen"))["all"]
    return found


def _up_to(milestone: Milestone) -> list[int]:
    """Keys of the stage and of those it waits for, near and far."""
    keys, step = [], milestone
    while step is not None and step.pk not in keys:
        keys.append(step.pk)
        step = step.after  # type: ignore[assignment]  # None ends the way
    return keys


def _tests_failed(stages: Iterable[int], on: date) -> tuple[FailedTest, ...]:
    """The latest test of each item of these stages, where it failed."""
    latest: dict[tuple[int, str], ProjectTest] = {}
    for test in ProjectTest.objects.filter(milestone__in=list(stages), tested_on__lte=on).select_related("milestone").order_by("tested_on", "pk"):
        latest[test.milestone_id, test.item] = test
    return tuple(FailedTest(one.milestone.name, one.item, one.failed) for one in latest.values() if not one.passed)


def construction_started_on(project: CapitalProject) -> date | None:
    return project.milestones.filter(kind=StageKind.START).values_list("met_on", flat=True).first()


def permit_to_start_days(project: CapitalProject) -> int | None:
    """拿证即开工: days from the first construction permit to the start."""
    started = construction_started_on(project)
    permit = _permit_on(project, started) if started else None
    return (started - permit).days if started and permit else None


def latest_first(project: CapitalProject) -> list[Milestone]:
    """Its milestones, the last of the plan first: what a new one most likely follows."""
    return list(project.milestones.order_by("-planned_on", "-pk"))


@dataclass(frozen=True)
class BatchTotal:
    """三个一批: how many projects, what they cost, what they bring."""

    batch: str
    projects: int
    over: int
    planned_fen: int
    paid_fen: int
    beds: int


def batches(listed: Iterable[Standing]) -> list[BatchTotal]:
    """Totals of each batch that has a project not given up."""
    shown = [one for one in listed if one.project.state != ProjectState.CANCELLED]
    found = []
    for batch in Batch:
        of = [one for one in shown if one.project.batch == batch]
        opened = sum(1 for one in of if one.project.state == ProjectState.COMMISSIONED)
        money = sum(one.planned_fen or 0 for one in of), sum(one.paid_fen or 0 for one in of)
        found += [BatchTotal(str(batch.label), len(of), opened, *money, sum(one.beds for one in of))] if of else []
    return found
