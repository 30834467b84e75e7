"""What may be done to a capital project and its milestones, and how far it is from its plan. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weijian.domains.planning import refusals as say
from weijian.domains.planning.states import NEXT, OVER, REACHES, STATE_WORDS, UNDER_WAY, ProjectState, StageKind, Timing
from weijian.kernel.bounds import Count
from weijian.kernel.dates import age_months
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

FEN_PER_WAN = 1_000_000
SOON_DAYS = 30
NEEDED_STAGES = {StageKind.START: "开工", StageKind.ACCEPTANCE: "竣工验收", StageKind.COMMISSIONING: "投用"}


def refusal_of_step(now: ProjectState, then: ProjectState, deed: str) -> Refusal | None:
    return None if then in NEXT[now] else Refusal(say.PROJECT_STEP, state=STATE_WORDS[now], deed=deed)


@dataclass(frozen=True)
class PlanningProject:
    """A project as typed. The two words of its new site go together."""

    site_kind: str
    site_name: str
    state: ProjectState = ProjectState.PLANNED


@ruling("平台约定：新增服务点须写明类别和名称，才能计入医疗圈")
def refusal_to_plan(facts: PlanningProject) -> Refusal | None:
    """Is what is typed whole, and may it still be written?"""
    if facts.state in OVER:
        return Refusal(say.PROJECT_OVER, state=STATE_WORDS[facts.state])
    return Refusal(say.SITE_INCOMPLETE) if bool(facts.site_kind) != bool(facts.site_name) else None


@dataclass(frozen=True)
class Approving:
    state: ProjectState
    approval: str
    approved_on: date
    on: date
    stages: frozenset[StageKind]


@ruling("政府投资条例（国令第712号）§9：政府投资项目须经审批；平台约定：批复时计划日期齐备，此后按其计算差异")
def refusal_to_approve(facts: Approving) -> Refusal | None:
    """With a document, and with the days it will be held to."""
    if (refusal := refusal_of_step(facts.state, ProjectState.APPROVED, "批复")) is not None:
        return refusal
    if not facts.approval.strip() or facts.approved_on > facts.on:
        return Refusal(say.APPROVAL_NEEDED)
    missing = [words for kind, words in NEEDED_STAGES.items() if kind not in facts.stages]
    return Refusal(say.PLAN_NEEDED, stages="、".join(missing)) if missing else None


@dataclass(frozen=True)
class Stopping:
    """A project about to be paused, taken up again or given up."""

    state: ProjectState
    then: ProjectState
    deed: str
    why: str


@ruling("平台约定：暂停、恢复、终止须写明原因")
def refusal_to_stop(facts: Stopping) -> Refusal | None:
    """A step the project may take, with its reason."""
    if (refusal := refusal_of_step(facts.state, facts.then, facts.deed)) is not None:
        return refusal
    return None if facts.why.strip() else Refusal(say.WHY_NEEDED)


@dataclass(frozen=True)
class SettingMilestone:
    """`planned_changes`: whether the plan's own day would be another; `looped`: the milestone would wait for itself."""

    name: str
    state: ProjectState
    met_on: date | None
    planned_on: date
    before: str
    before_on: date | None
    planned_changes: bool
    looped: bool
    foreign: bool


@ruling("平台约定：节点按先后排列；批复之后原计划日期不改，另登记预计日期")
def refusal_to_set_milestone(facts: SettingMilestone) -> Refusal | None:
    """In order, and never changing what was approved: a later day is expected, not planned anew."""
    if (refusal := _refusal_unless_to_come(facts)) is not None:
        return refusal
    if facts.planned_changes and facts.state is not ProjectState.PLANNED:
        return Refusal(say.PLAN_FROZEN)
    if facts.foreign:
        return Refusal(say.ANOTHERS_MILESTONE, milestone=facts.before)
    if facts.looped:
        return Refusal(say.MILESTONE_LOOP, milestone=facts.name)
    if facts.before_on is not None and facts.planned_on < facts.before_on:
        return Refusal(say.DUE_BEFORE, planned_on=facts.planned_on.isoformat(), before=facts.before, before_on=facts.before_on.isoformat())
    return None


@dataclass(frozen=True)
class Expecting:
    name: str
    state: ProjectState
    met_on: date | None
    why: str


@ruling("平台约定：预计日期的变动须写明原因")
def refusal_to_expect(facts: Expecting) -> Refusal | None:
    """Of a milestone still to come, with the reason."""
    if (refusal := _refusal_unless_to_come(facts)) is not None:
        return refusal
    return None if facts.why.strip() else Refusal(say.WHY_NEEDED)


def _refusal_unless_to_come(facts: SettingMilestone | Expecting) -> Refusal | None:
    if facts.state in OVER:
        return Refusal(say.PROJECT_OVER, state=STATE_WORDS[facts.state])
    return Refusal(say.MILESTONE_MET, milestone=facts.name, met_on=facts.met_on.isoformat()) if facts.met_on is not None else None


@dataclass(frozen=True)
class FailedTest:
    stage: str
    item: str
    failed: Count


@dataclass(frozen=True)
class Meeting:
    """A milestone about to be met. `permit_on` is the first day a construction (or pit) permit held; `failed` the latest tests that
    still fail, of this stage and of those before it; `invested_fen` None where no money is registered."""

    name: str
    kind: StageKind
    state: ProjectState
    met_on: date
    on: date
    already_on: date | None
    before: str
    before_met_on: date | None
    permit_on: date | None
    invested_fen: int | None
    permit_free_fen: int
    failed: Sequence[FailedTest]


@ruling("建筑法§7、§61；建设工程质量管理条例§16、§37；平台约定：后一节点不早于前一节点，检测不合格不进入下一节点")
def refusal_to_meet(facts: Meeting) -> Refusal | None:
    """In order, not before its day, with a permit to start, with every third-party test passed, and accepted before it opens."""
    if facts.already_on is not None:
        return Refusal(say.MILESTONE_MET, milestone=facts.name, met_on=facts.already_on.isoformat())
    if facts.met_on > facts.on:
        return Refusal(say.MILESTONE_FUTURE, met_on=facts.met_on.isoformat())
    return _refusal_of_stage(facts) or _refusal_of_order(facts) or _refusal_of_tests(facts.failed)


def _refusal_of_order(facts: Meeting) -> Refusal | None:
    if not facts.before or (facts.before_met_on is not None and facts.before_met_on <= facts.met_on):
        return None
    return Refusal(say.MILESTONE_ORDER, before=facts.before, met_on=facts.met_on.isoformat())


def _refusal_of_stage(facts: Meeting) -> Refusal | None:
    """What the stage means for the project."""
    if facts.kind is StageKind.OTHER:
        open_to_work = facts.state not in (ProjectState.PLANNED, ProjectState.PAUSED, *OVER)
        return None if open_to_work else Refusal(say.PROJECT_STEP, state=STATE_WORDS[facts.state], deed=f"登记{facts.name}")
    if facts.kind is StageKind.COMMISSIONING and facts.state in (ProjectState.BUILDING, ProjectState.TOPPED_OUT):
        return Refusal(say.NOT_ACCEPTED)
    if (refusal := refusal_of_step(facts.state, REACHES[facts.kind], facts.name)) is not None:
        return refusal
    return _refusal_of_permit(facts) if facts.kind is StageKind.START else None


def _refusal_of_permit(facts: Meeting) -> Refusal | None:
    """建筑法 §7: no work before the permit; small works (建筑工程施工许可管理办法 §2) need none."""
    small = facts.invested_fen is not None and facts.invested_fen < facts.permit_free_fen
    if small or (facts.permit_on is not None and facts.permit_on <= facts.met_on):
        return None
    return Refusal(say.NO_CONSTRUCTION_PERMIT, met_on=facts.met_on.isoformat(), limit=facts.permit_free_fen // FEN_PER_WAN)


def _refusal_of_tests(failed: Sequence[FailedTest]) -> Refusal | None:
    first = next(iter(failed), None)
    return Refusal(say.TEST_FAILED, stage=first.stage, item=first.item, failed=first.failed) if first else None


@dataclass(frozen=True)
class Reopening:
    name: str
    met_on: date | None
    followers_met: Count
    state: ProjectState
    why: str


@ruling("平台约定：登记有误的节点，从最后一个起撤销，写明原因；已投用的不撤销")
def refusal_to_reopen(facts: Reopening) -> Refusal | None:
    """Of a milestone that was met, with the reason, while nothing after it is met."""
    if facts.state in OVER:
        return Refusal(say.PROJECT_OVER, state=STATE_WORDS[facts.state])
    if facts.state is ProjectState.PAUSED:
        return Refusal(say.PROJECT_STEP, state=STATE_WORDS[facts.state], deed="撤销节点")
    if facts.met_on is None or facts.followers_met:
        return Refusal(say.MILESTONE_NOT_MET, milestone=facts.name)
    return None if facts.why.strip() else Refusal(say.WHY_NEEDED)


@dataclass(frozen=True)
class Stage:
    """A milestone against the calendar. `due_on` is the plan."""

    due_on: date
    met_on: date | None
    on: date
    soon_days: int = SOON_DAYS


@dataclass(frozen=True)
class Variance:
    """`days` before the plan (positive: early), and the same in whole months; not met yet: how late it is by now."""

    timing: Timing
    days: int = 0
    months: int = 0


@ruling("平台约定：差异 = 计划日期 − 实际日期；满一个月的以月计")
def variance_of(facts: Stage) -> Variance:
    """封顶提前3个月: how far a milestone is from its plan."""
    reached = facts.met_on or facts.on
    days = (facts.due_on - reached).days
    if facts.met_on is None and days >= 0:
        return Variance(Timing.DUE if days <= facts.soon_days else Timing.AHEAD, days, _months(facts.due_on, reached))
    if facts.met_on is None:
        return Variance(Timing.OVERDUE, days, _months(facts.due_on, reached))
    timing = Timing.EARLY if days > 0 else Timing.LATE if days < 0 else Timing.ON_TIME
    return Variance(timing, days, _months(facts.due_on, reached))


def _months(planned: date, reached: date) -> int:
    """Whole calendar months between the two, with the sign of the days."""
    return age_months(reached, planned) if planned >= reached else -age_months(planned, reached)


@dataclass(frozen=True)
class AddingBeds:
    """Beds of a kind about to be added on the day a project opens; `later_on` is the day of a count that follows it, if there is one."""

    kind: str
    later_on: date | None


@ruling("平台约定：投用当日新增的床位计入机构登记，不改动以后的登记")
def refusal_to_add_beds(facts: AddingBeds) -> Refusal | None:
    """Not where a later count of the same beds is on file already: what was counted since is not altered."""
    return Refusal(say.BEDS_COUNTED_LATER, kind=facts.kind, from_on=facts.later_on.isoformat()) if facts.later_on else None


@dataclass(frozen=True)
class Arriving:
    """A project that adds a service point, expected to open on `arrives_on`; the circle is asked for `on`. `qualifies`: its owner does."""

    project: str
    state: ProjectState
    arrives_on: date
    on: date
    today: date
    qualifies: bool = True


@ruling("平台约定：在建项目自预计投用日起计入将来的医疗圈；未批复、暂停、过期未投用的，以及建设单位不合格的，不计入")
def refusal_to_count_site(facts: Arriving) -> Refusal | None:
    """May what is not there yet be counted on for that day?"""
    if facts.state not in UNDER_WAY:
        return Refusal(say.SITE_NOT_COMING, project=facts.project, state=STATE_WORDS[facts.state])
    if facts.arrives_on < facts.today:
        return Refusal(say.SITE_OVERDUE, project=facts.project, arrives_on=facts.arrives_on.isoformat())
    if facts.arrives_on > facts.on:
        return Refusal(say.SITE_LATER, project=facts.project, arrives_on=facts.arrives_on.isoformat())
    return None if facts.qualifies else Refusal(say.SITE_UNQUALIFIED, project=facts.project)
