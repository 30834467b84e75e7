"""Undertakings to reach a standard by a day: their steps in order, and what the assessments so far say of the day it will be reached. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil

from weijian.domains.planning import refusals as say
from weijian.domains.planning.states import REGIONAL, STEP_WORDS, UPGRADE_WORDS, UpgradeKind, UpgradeState, UpgradeStep
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

MOST_YEARS, LEAST_PERCENT, MOST_PERCENT = 20, 1, 100


@dataclass(frozen=True)
class Undertaking:
    """An upgrade as it would stand, begun on a day and meant to be reached by another; the agreement or the project may be another institution's."""

    started_on: date
    target_on: date
    on: date
    required_percent: int
    foreign_agreement: bool = False
    foreign_project: bool = False
    state: UpgradeState = UpgradeState.UNDER_WAY


@ruling("平台约定：创建有开始日期、目标日期和要求的达标率；协议和建设项目须是本机构的")
def refusal_to_undertake(facts: Undertaking) -> Refusal | None:
    """May it stand so?"""
    if facts.state is not UpgradeState.UNDER_WAY:
        return Refusal(say.UPGRADE_OVER, state=UPGRADE_WORDS[facts.state])
    if facts.started_on > facts.on or not facts.started_on < facts.target_on or facts.target_on.year > facts.started_on.year + MOST_YEARS:
        return Refusal(say.UPGRADE_DAYS, years=MOST_YEARS)
    if not LEAST_PERCENT <= facts.required_percent <= MOST_PERCENT:
        return Refusal(say.SHARE_RANGE)
    if facts.foreign_agreement or facts.foreign_project:
        return Refusal(say.NOT_ITS_OWN, what="合作协议" if facts.foreign_agreement else "建设项目")
    return None


@dataclass(frozen=True)
class PlanningStep:
    """A step's planned day, with the last one planned for the steps before it."""

    step: UpgradeStep
    planned_on: date
    before_on: date | None
    started_on: date


@ruling("平台约定：各阶段的计划日期依次不早于前一阶段")
def refusal_to_plan_step(facts: PlanningStep) -> Refusal | None:
    """Not before the step before it, nor before the beginning."""
    early = facts.planned_on < (facts.before_on or facts.started_on) or facts.planned_on.year > facts.started_on.year + MOST_YEARS
    return Refusal(say.STEP_PLAN, step=STEP_WORDS[facts.step]) if early else None


@dataclass(frozen=True)
class Reaching:
    """A step said to be done on a day. `before` and `before_on`: the step before it (None for the first) and when that was done. What is on file by
    then: an agreement, a review visit, a closed assessment against the standard; whether the project it rests on, if any, is open; the paper named."""

    kind: UpgradeKind
    state: UpgradeState
    step: UpgradeStep
    done_on: date
    on: date
    started_on: date
    reached_on: date | None
    before: UpgradeStep | None
    before_on: date | None
    agreed: bool
    visited: bool
    assessed: bool
    project_open: bool
    document: str


@ruling("源报告001、002：区域医疗中心按申报、协议、评审、批复、建设依次进行；平台约定：等级提升按立项、自评、整改、评审、通过，不跳过")
def refusal_to_reach(facts: Reaching) -> Refusal | None:
    """In order, none left out, and with what the step rests on."""
    if facts.state is not UpgradeState.UNDER_WAY:
        return Refusal(say.UPGRADE_OVER, state=UPGRADE_WORDS[facts.state])
    if facts.reached_on is not None:
        return Refusal(say.STEP_DONE, step=STEP_WORDS[facts.step], reached_on=facts.reached_on.isoformat())
    if facts.before is not None and (facts.before_on is None or facts.before_on > facts.done_on):
        return Refusal(say.STEP_ORDER, before=STEP_WORDS[facts.before], done_on=facts.done_on.isoformat())
    if not facts.started_on <= facts.done_on <= facts.on:
        return Refusal(say.STEP_DAY, done_on=facts.done_on.isoformat(), started_on=facts.started_on.isoformat())
    what = _missing(facts)
    return Refusal(say.STEP_NEEDS, step=STEP_WORDS[facts.step], what=what) if what else None


def _missing(facts: Reaching) -> str:
    """What the step rests on and is not there; "" where nothing is missing."""
    wanted = {
        UpgradeStep.AGREE: ("这一天以前签订的合作协议", facts.agreed),
        UpgradeStep.REVIEW: ("这一天以前的评审考察记录", facts.visited or facts.kind not in REGIONAL),
        UpgradeStep.SELF: ("这一天以前定稿的对标评估", facts.assessed), UpgradeStep.APPROVE: ("批复文号", bool(facts.document.strip())),
        UpgradeStep.PASSED: ("通过的文号", bool(facts.document.strip())), UpgradeStep.BUILD: ("所依托的建设项目投用", facts.project_open),
    }
    what, there = wanted.get(facts.step, ("", True))
    return "" if there else what


@dataclass(frozen=True)
class UndoingStep:
    state: UpgradeState
    step: UpgradeStep
    last: bool
    why: str


@ruling("平台约定：登记有误的，从最后一个完成的阶段开始撤销，写明原因")
def refusal_to_undo(facts: UndoingStep) -> Refusal | None:
    """The last step done, with a reason."""
    if facts.state is UpgradeState.GIVEN_UP:
        return Refusal(say.UPGRADE_OVER, state=UPGRADE_WORDS[facts.state])
    if not facts.last:
        return Refusal(say.STEP_NOT_LAST, step=STEP_WORDS[facts.step])
    return None if facts.why.strip() else Refusal(say.WHY_NEEDED)


@dataclass(frozen=True)
class GivingUp:
    state: UpgradeState
    why: str


@ruling("平台约定：终止创建须写明原因")
def refusal_to_give_up(facts: GivingUp) -> Refusal | None:
    """Only what is under way."""
    if facts.state is not UpgradeState.UNDER_WAY:
        return Refusal(say.UPGRADE_OVER, state=UPGRADE_WORDS[facts.state])
    return None if facts.why.strip() else Refusal(say.WHY_NEEDED)


class Outlook(StrEnum):
    """What the assessments so far say of the day the required share will be reached."""

    REACHED = "reached"
    IN_TIME = "in_time"
    LATE = "late"
    PAST = "past"
    BEYOND = "beyond"
    NOT_RISING = "not_rising"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class Sounding:
    """What one assessment found: the share of clauses met."""

    on: date
    rate: float


@dataclass(frozen=True)
class Forecasting:
    """Assessments, the oldest first; the share to be reached, by which day; the day of asking."""

    soundings: tuple[Sounding, ...]
    required: float
    target_on: date
    on: date


@dataclass(frozen=True)
class Forecast:
    """`reach_on` is the day the share will be reached, `days_late` against the target (less than 0: early), `until_on` the day up to which
    there is evidence, `monthly` by how much the share rises in thirty days."""

    outlook: Outlook
    reach_on: date | None = None
    days_late: int | None = None
    until_on: date | None = None
    monthly: float | None = None


@ruling("平台约定：以各次评估的达标率作最小二乘直线，自最近一次评估向后推；推的时间不超过已有评估跨的时间；不足两次（不同日）评估不预测")
def forecast_of(facts: Forecasting) -> Forecast:
    """Linear, and never farther ahead than the assessments reach back."""
    by_day = {one.on: one.rate for one in sorted(facts.soundings, key=lambda one: one.on)}
    days = list(by_day)
    if by_day and by_day[days[-1]] >= facts.required:
        return Forecast(Outlook.REACHED, days[-1])
    if len(days) < 2:
        return Forecast(Outlook.TOO_FEW)
    slope, last, span = _slope(by_day), days[-1], (days[-1] - days[0]).days
    until = last + timedelta(days=span)
    if slope <= 0:
        return Forecast(Outlook.NOT_RISING, until_on=until, monthly=30 * slope)
    wanted = ceil((facts.required - by_day[last]) / slope - 1e-9)
    if wanted > span:
        return Forecast(Outlook.BEYOND, until_on=until, monthly=30 * slope)
    reach_on = last + timedelta(days=wanted)
    late = (reach_on - facts.target_on).days
    outlook = Outlook.PAST if reach_on <= facts.on else Outlook.LATE if late > 0 else Outlook.IN_TIME
    return Forecast(outlook, reach_on, late, until, 30 * slope)


def _slope(by_day: dict[date, float]) -> float:
    """Least squares: rise a day."""
    first = min(by_day)
    xs: Sequence[float] = [(day - first).days for day in by_day]
    ys = list(by_day.values())
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


class Standing(StrEnum):
    """How an upgrade stands to its target; who is behind comes first."""

    OVERDUE = "overdue"
    LATE = "late"
    STEP_LATE = "step_late"
    UNSURE = "unsure"
    ON_COURSE = "on_course"
    ACHIEVED = "achieved"
    GIVEN_UP = "given_up"


STANDING_WORDS = {
    Standing.OVERDUE: "已过目标日期", Standing.LATE: "预计达不到", Standing.STEP_LATE: "阶段逾期", Standing.UNSURE: "无法判断", Standing.ON_COURSE: "按期",
    Standing.ACHIEVED: "已完成", Standing.GIVEN_UP: "已终止",
}


@dataclass(frozen=True)
class Measuring:
    """An upgrade on a day: its outlook, up to when there is evidence, and when its next step was planned for."""

    state: UpgradeState
    on: date
    target_on: date
    outlook: Outlook
    until_on: date | None
    next_planned_on: date | None


@ruling("平台约定：过了目标日期的最先，其次预计达不到的，再次下一阶段逾期的，再次评估不足以判断的")
def standing_of(facts: Measuring) -> Standing:
    """Who is behind, and how surely."""
    if facts.state is not UpgradeState.UNDER_WAY:
        return Standing.ACHIEVED if facts.state is UpgradeState.ACHIEVED else Standing.GIVEN_UP
    if facts.on > facts.target_on:
        return Standing.OVERDUE
    never = facts.outlook is Outlook.BEYOND and facts.until_on is not None and facts.until_on >= facts.target_on
    if never or facts.outlook in (Outlook.LATE, Outlook.NOT_RISING):
        return Standing.LATE
    if facts.next_planned_on is not None and facts.next_planned_on < facts.on:
        return Standing.STEP_LATE
    return Standing.ON_COURSE if facts.outlook in (Outlook.REACHED, Outlook.IN_TIME) else Standing.UNSURE


@dataclass(frozen=True)
class Visiting:
    visited_on: date
    on: date
    started_on: date


@ruling("平台约定：评审考察登记实际日期")
def refusal_to_visit(facts: Visiting) -> Refusal | None:
    """A day that has come, since the upgrade began."""
    inside = facts.started_on <= facts.visited_on <= facts.on
    return None if inside else Refusal(say.STEP_DAY, done_on=facts.visited_on.isoformat(), started_on=facts.started_on.isoformat())
