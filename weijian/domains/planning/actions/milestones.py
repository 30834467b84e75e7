"""The days a project is held to: set, expected, met, and put right."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from weijian.domains.planning import refusals as say
from weijian.domains.planning.events import MilestoneExpected, MilestoneMet, MilestoneReopened, MilestoneSet
from weijian.domains.planning.models import CapitalProject, Milestone
from weijian.domains.planning.queries.projects import kinds_met, meeting_facts, project_held, waits_for_itself
from weijian.domains.planning.rules import projects as rules
from weijian.domains.planning.states import REACHES, ProjectState, StageKind, state_after
from weijian.foundation.happenings.trail import record
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing


@dataclass(frozen=True)
class NewMilestone:
    """A milestone as typed; `after` is the one it waits for."""

    name: str
    kind: StageKind
    planned_on: date
    after: Milestone | None = None
    note: str = ""


@transaction.atomic
def set_milestone(project: CapitalProject, new: NewMilestone, *, by: Standing, at: datetime) -> Milestone:
    """A day the project is held to; said again under its name before it is met, it replaces what was said."""
    held = project_held(project, by)
    known = held.milestones.filter(name=new.name.strip()).first()
    must(rules.refusal_to_set_milestone(_setting(held, new, known)))
    said = {"kind": new.kind, "planned_on": new.planned_on, "after": new.after, "note": new.note.strip()}
    made, _ = Milestone.objects.update_or_create(project=held, name=new.name.strip(), defaults=said)
    record(MilestoneSet(held.pk, made.name, new.planned_on), by=by, at=at)
    return made


def _setting(project: CapitalProject, new: NewMilestone, known: Milestone | None) -> rules.SettingMilestone:
    before = new.after
    moved = known is not None and known.planned_on != new.planned_on
    foreign = before is not None and before.project_id != project.pk
    return rules.SettingMilestone(
        new.name.strip(), ProjectState(project.state), known.met_on if known else None, new.planned_on, before.name if before else "",
        before.planned_on if before else None, moved, waits_for_itself(known, before), foreign,
    )


def _own(milestone: Milestone, by: Standing) -> Milestone:
    """The milestone, with its project held."""
    project = project_held(milestone.project, by)
    held = Milestone.objects.select_related("after").select_for_update(of=("self",)).get(pk=milestone.pk)
    held.project = project
    return held


@transaction.atomic
def expect_milestone(milestone: Milestone, expected_on: date, percent: int, why: str, *, by: Standing, at: datetime) -> Milestone:
    """What is thought of its day now, and how much is done; the plan stands as it was."""
    held = _own(milestone, by)
    must(rules.refusal_to_expect(rules.Expecting(held.name, ProjectState(held.project.state), held.met_on, why)))
    held.expected_on, held.percent, held.note = expected_on, percent, why.strip()[:200]
    held.save()
    record(MilestoneExpected(held.project_id, held.name, expected_on, percent, held.note), by=by, at=at)
    return held


@transaction.atomic
def meet_milestone(milestone: Milestone, met_on: date, *, by: Standing, at: datetime) -> Milestone:
    """Done on this day; a start, a topping out, an acceptance carries the project into its next state."""
    held = _own(milestone, by)
    kind = StageKind(held.kind)
    if kind is StageKind.COMMISSIONING:
        raise Refusal(say.COMMISSION_HERE)
    must(rules.refusal_to_meet(meeting_facts(held, met_on, local_day(at))))
    held.met_on, held.percent = met_on, 100
    held.save()
    if kind in REACHES:
        _move(held.project, REACHES[kind])
    record(MilestoneMet(held.project_id, held.name, met_on, (held.planned_on - met_on).days), by=by, at=at)
    return held


def _move(project: CapitalProject, state: ProjectState) -> None:
    project.state, project.version = state, project.version + 1
    project.save(update_fields=["state", "version"])


@transaction.atomic
def reopen_milestone(milestone: Milestone, why: str, *, by: Standing, at: datetime) -> Milestone:
    """It was entered by mistake: not met after all, and the project stands where the others put it."""
    held = _own(milestone, by)
    followers = held.followers.filter(met_on__isnull=False).count() + _later_stages_met(held)
    must(rules.refusal_to_reopen(rules.Reopening(held.name, held.met_on, followers, ProjectState(held.project.state), why)))
    held.met_on, held.percent = None, 0
    held.save()
    if StageKind(held.kind) in REACHES:
        _move(held.project, state_after(kinds_met(held.project)))
    record(MilestoneReopened(held.project_id, held.name, why.strip()[:200]), by=by, at=at)
    return held


def _later_stages_met(milestone: Milestone) -> int:
    """Whether the project has gone past this stage already."""
    order, kind = list(REACHES), StageKind(milestone.kind)
    later = order[order.index(kind) + 1:] if kind in order else []
    return len(kinds_met(milestone.project) & set(later))
