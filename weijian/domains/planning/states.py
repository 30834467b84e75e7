"""Where a capital project stands, what follows what, and what its words are on a screen."""

from collections.abc import Mapping, Sequence, Set
from enum import StrEnum


class ProjectState(StrEnum):
    """A project's way from the plan to the first patient."""

    PLANNED = "planned"
    APPROVED = "approved"
    BUILDING = "building"
    TOPPED_OUT = "topped_out"
    ACCEPTED = "accepted"
    COMMISSIONED = "commissioned"
    PAUSED = "paused"
    CANCELLED = "cancelled"


NEXT: Mapping[ProjectState, Set[ProjectState]] = {
    ProjectState.PLANNED: {ProjectState.APPROVED, ProjectState.CANCELLED},
    ProjectState.APPROVED: {ProjectState.BUILDING, ProjectState.PAUSED, ProjectState.CANCELLED},
    ProjectState.BUILDING: {ProjectState.TOPPED_OUT, ProjectState.ACCEPTED, ProjectState.PAUSED, ProjectState.CANCELLED},
    ProjectState.TOPPED_OUT: {ProjectState.ACCEPTED, ProjectState.PAUSED, ProjectState.CANCELLED},
    ProjectState.ACCEPTED: {ProjectState.COMMISSIONED, ProjectState.PAUSED, ProjectState.CANCELLED},
    ProjectState.COMMISSIONED: set(),
    ProjectState.PAUSED: {ProjectState.APPROVED, ProjectState.BUILDING, ProjectState.TOPPED_OUT, ProjectState.ACCEPTED, ProjectState.CANCELLED},
    ProjectState.CANCELLED: set(),
}
STATE_WORDS: Mapping[ProjectState, str] = {
    ProjectState.PLANNED: "谋划", ProjectState.APPROVED: "已批复", ProjectState.BUILDING: "在建", ProjectState.TOPPED_OUT: "已封顶",
    ProjectState.ACCEPTED: "已竣工验收", ProjectState.COMMISSIONED: "已投用", ProjectState.PAUSED: "暂停", ProjectState.CANCELLED: "终止",
}
WAY: Sequence[ProjectState] = (
    ProjectState.PLANNED, ProjectState.APPROVED, ProjectState.BUILDING, ProjectState.TOPPED_OUT, ProjectState.ACCEPTED, ProjectState.COMMISSIONED,
)
OVER = (ProjectState.COMMISSIONED, ProjectState.CANCELLED)
UNDER_WAY = (ProjectState.APPROVED, ProjectState.BUILDING, ProjectState.TOPPED_OUT, ProjectState.ACCEPTED)


class BookingState(StrEnum):
    """A booking of something pooled: waiting while another has its time, booked, then used or not; or cancelled."""

    WAITING = "waiting"
    BOOKED = "booked"
    USED = "used"
    NOT_USED = "not_used"
    CANCELLED = "cancelled"


BOOKING_WORDS: Mapping[BookingState, str] = {
    BookingState.WAITING: "候补", BookingState.BOOKED: "已预约", BookingState.USED: "已使用", BookingState.NOT_USED: "未使用", BookingState.CANCELLED: "已取消",
}
BOOKING_NEXT: Mapping[BookingState, Set[BookingState]] = {
    BookingState.WAITING: {BookingState.BOOKED, BookingState.CANCELLED},
    BookingState.BOOKED: {BookingState.USED, BookingState.NOT_USED, BookingState.CANCELLED},
    BookingState.USED: {BookingState.NOT_USED}, BookingState.NOT_USED: {BookingState.USED}, BookingState.CANCELLED: set(),
}
HOLDING = (BookingState.BOOKED, BookingState.USED)  # these have the time for themselves


class StageKind(StrEnum):
    """What a milestone means for the project: four of them carry it into another state."""

    START = "start"
    TOP_OUT = "top_out"
    ACCEPTANCE = "acceptance"
    COMMISSIONING = "commissioning"
    OTHER = "other"


STAGE_WORDS: Mapping[StageKind, str] = {
    StageKind.START: "开工", StageKind.TOP_OUT: "封顶", StageKind.ACCEPTANCE: "竣工验收", StageKind.COMMISSIONING: "投用", StageKind.OTHER: "其他",
}
REACHES: Mapping[StageKind, ProjectState] = {
    StageKind.START: ProjectState.BUILDING, StageKind.TOP_OUT: ProjectState.TOPPED_OUT, StageKind.ACCEPTANCE: ProjectState.ACCEPTED,
    StageKind.COMMISSIONING: ProjectState.COMMISSIONED,
}


def state_after(kinds_met: Set[StageKind]) -> ProjectState:
    """The state an approved project is in once milestones of these kinds are met."""
    reached = [state for kind, state in REACHES.items() if kind in kinds_met]
    return max(reached, key=WAY.index, default=ProjectState.APPROVED)


class Timing(StrEnum):
    """How a milestone stands against its plan."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    OVERDUE = "overdue"
    DUE = "due"
    AHEAD = "ahead"


TIMING_TIERS: Mapping[Timing, str] = {
    Timing.EARLY: "green", Timing.ON_TIME: "green", Timing.LATE: "red", Timing.OVERDUE: "red", Timing.DUE: "yellow", Timing.AHEAD: "",
}


class SessionState(StrEnum):
    """A roving clinic's way: planned, then held or cancelled."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


SESSION_WORDS: Mapping[SessionState, str] = {SessionState.PLANNED: "已安排", SessionState.HELD: "已开诊", SessionState.CANCELLED: "已取消"}
SESSION_NEXT: Mapping[SessionState, Set[SessionState]] = {
    SessionState.PLANNED: {SessionState.HELD, SessionState.CANCELLED}, SessionState.HELD: {SessionState.HELD}, SessionState.CANCELLED: set(),
}


class ProposalState(StrEnum):
    """The way of an institution's proposal for beds, a service or equipment."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


PROPOSAL_WORDS: Mapping[ProposalState, str] = {
    ProposalState.DRAFT: "草拟", ProposalState.SUBMITTED: "已提交", ProposalState.APPROVED: "同意", ProposalState.REFUSED: "不同意",
    ProposalState.WITHDRAWN: "已撤回",
}
PROPOSAL_NEXT: Mapping[ProposalState, Set[ProposalState]] = {
    ProposalState.DRAFT: {ProposalState.SUBMITTED, ProposalState.WITHDRAWN},
    ProposalState.SUBMITTED: {ProposalState.APPROVED, ProposalState.REFUSED, ProposalState.WITHDRAWN},
    ProposalState.APPROVED: set(),
    ProposalState.REFUSED: set(),
    ProposalState.WITHDRAWN: set(),
}


class UpgradeKind(StrEnum):
    """What an institution undertakes to become."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    GRADE = "grade"
    COMMUNITY = "community"
    OTHER = "other"


UPGRADE_KINDS: Mapping[UpgradeKind, str] = {
    UpgradeKind.NATIONAL: "国家区域医疗中心", UpgradeKind.PROVINCIAL: "省级区域医疗中心", UpgradeKind.GRADE: "等级提升", UpgradeKind.COMMUNITY: "社区医院",
    UpgradeKind.OTHER: "其他创建",
}
REGIONAL = (UpgradeKind.NATIONAL, UpgradeKind.PROVINCIAL)


class UpgradeStep(StrEnum):
    """A step of the way there."""

    APPLY = "apply"
    AGREE = "agree"
    REVIEW = "review"
    APPROVE = "approve"
    BUILD = "build"
    START = "start"
    SELF = "self"
    MEND = "mend"
    PASSED = "passed"


STEP_WORDS: Mapping[UpgradeStep, str] = {
    UpgradeStep.APPLY: "申报", UpgradeStep.AGREE: "协议", UpgradeStep.REVIEW: "评审", UpgradeStep.APPROVE: "批复", UpgradeStep.BUILD: "建设",
    UpgradeStep.START: "立项", UpgradeStep.SELF: "自评", UpgradeStep.MEND: "整改", UpgradeStep.PASSED: "通过",
}
BID: Sequence[UpgradeStep] = (UpgradeStep.APPLY, UpgradeStep.AGREE, UpgradeStep.REVIEW, UpgradeStep.APPROVE, UpgradeStep.BUILD)
MENDING: Sequence[UpgradeStep] = (UpgradeStep.START, UpgradeStep.SELF, UpgradeStep.MEND, UpgradeStep.REVIEW, UpgradeStep.PASSED)


def steps_of(kind: UpgradeKind) -> Sequence[UpgradeStep]:
    """The steps in their order, none to be left out."""
    return BID if kind in REGIONAL else MENDING


class UpgradeState(StrEnum):
    UNDER_WAY = "under_way"
    ACHIEVED = "achieved"
    GIVEN_UP = "given_up"


UPGRADE_WORDS: Mapping[UpgradeState, str] = {UpgradeState.UNDER_WAY: "进行中", UpgradeState.ACHIEVED: "已完成", UpgradeState.GIVEN_UP: "已终止"}
