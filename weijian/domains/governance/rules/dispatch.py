"""When a weekly sheet is due, and what may be done with it. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from weijian.domains.governance import refusals as say
from weijian.domains.governance.states import NEXT_SHEET, SHEET_WORDS, SheetState
from weijian.kernel.dates import CHINA
from weijian.kernel.deadlines import Workdays, workday_on_or_after
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

DEEDS = {SheetState.FILED: "报送", SheetState.RETURNED: "退回", SheetState.ACCEPTED: "汇总"}


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_ends_on(week_on: date) -> date:
    return week_on + timedelta(days=6)


def due_of_week(week_on: date, weekday: int, hour: int, workdays: Workdays) -> datetime:
    """The moment a week's sheet is due: so many o'clock, Chinese time, on a weekday (1 = Monday) of that week.

    A day of rest gives way to the next working day (民法典 §203). Raises Refusal for a year whose holidays are not known.
    """
    day = workday_on_or_after(week_on + timedelta(days=weekday - 1), workdays)
    return datetime.combine(day, time(hour), CHINA)


class Punctual(StrEnum):
    """How a unit stands with a week's sheet."""

    AHEAD = "ahead"
    ON_TIME = "on_time"
    FILED_LATE = "filed_late"
    DUE = "due"
    OVERDUE = "overdue"

    @property
    def label(self) -> str:
        return {"ahead": "未到期", "on_time": "按时", "filed_late": "迟报", "due": "待报", "overdue": "逾期未报"}[self.value]


@dataclass(frozen=True)
class Keeping:
    """A week's sheet against its clock. `filed_at` is the first time it was filed; `soon` how long before the due moment it is called due."""

    due_at: datetime
    filed_at: datetime | None
    at: datetime
    soon: timedelta = timedelta(days=3)


@dataclass(frozen=True)
class Kept:
    state: Punctual
    late_minutes: int = 0


@ruling("平台约定：周调度表按期报送；以首次报送的时间论迟报")
def punctuality(facts: Keeping) -> Kept:
    """On time, late by how long, due or not yet."""
    reached = facts.filed_at or facts.at
    late = max(0, int((reached - facts.due_at).total_seconds() // 60)) if reached > facts.due_at else 0
    if facts.filed_at is not None:
        return Kept(Punctual.FILED_LATE, late) if reached > facts.due_at else Kept(Punctual.ON_TIME)
    if facts.at > facts.due_at:
        return Kept(Punctual.OVERDUE, late)
    return Kept(Punctual.DUE if facts.due_at - facts.at <= facts.soon else Punctual.AHEAD)


@dataclass(frozen=True)
class Writing:
    """A sheet about to be written. `week_on` should be the Monday of a week that has begun."""

    institution: str
    week_on: date
    on: date
    has_duty: bool
    state: SheetState = SheetState.DRAFT


@ruling("平台约定：只有周调度单位报送，报过的须退回才能改")
def refusal_to_write_sheet(facts: Writing) -> Refusal | None:
    """A unit writes the sheets of weeks that have begun, until they are filed."""
    if facts.week_on != monday_of(facts.week_on) or facts.week_on > facts.on:
        return Refusal(say.WEEK_WRONG, week=facts.week_on.isoformat())
    if not facts.has_duty:
        return Refusal(say.NOT_A_UNIT, institution=facts.institution)
    if SheetState.FILED not in NEXT_SHEET[facts.state]:
        return Refusal(say.SHEET_STEP, state=SHEET_WORDS[facts.state], deed="修改")
    return None


@dataclass(frozen=True)
class Filing:
    state: SheetState
    empty: bool
    unexplained: int


@ruling("统计法：统计调查对象须真实、准确、完整、及时提供资料；前后不一须改正或说明")
def refusal_to_file(facts: Filing) -> Refusal | None:
    """Not empty, not filed already, and every contradiction explained."""
    if (refusal := _refusal_of_step(facts.state, SheetState.FILED)) is not None:
        return refusal
    if facts.empty:
        return Refusal(say.SHEET_EMPTY)
    return Refusal(say.UNEXPLAINED, count=facts.unexplained) if facts.unexplained else None


@dataclass(frozen=True)
class Returning:
    state: SheetState
    why: str


@ruling("平台约定：退回须写明原因")
def refusal_to_return(facts: Returning) -> Refusal | None:
    """Filed or accepted, and with a reason the unit will read."""
    if (refusal := _refusal_of_step(facts.state, SheetState.RETURNED)) is not None:
        return refusal
    return None if facts.why.strip() else Refusal(say.REASON_MISSING)


@dataclass(frozen=True)
class Accepting:
    state: SheetState
    own: bool


@ruling("平台约定：报送与汇总须为两人")
def refusal_to_accept(facts: Accepting) -> Refusal | None:
    """Filed, and by somebody else than who filed it."""
    if (refusal := _refusal_of_step(facts.state, SheetState.ACCEPTED)) is not None:
        return refusal
    return Refusal(say.OWN_SHEET) if facts.own else None


def _refusal_of_step(now: SheetState, then: SheetState) -> Refusal | None:
    return None if then in NEXT_SHEET[now] else Refusal(say.SHEET_STEP, state=SHEET_WORDS[now], deed=DEEDS[then])


@dataclass(frozen=True)
class Enlisting:
    institution: str
    within_reach: bool
    taken: bool


@ruling("平台约定：周调度单位由卫健局办公室确定")
def refusal_to_enlist(facts: Enlisting) -> Refusal | None:
    """An institution of the office's places, once."""
    if not facts.within_reach:
        return Refusal(say.BEYOND_REACH, name=facts.institution)
    return Refusal(say.DUTY_TAKEN, institution=facts.institution) if facts.taken else None


@dataclass(frozen=True)
class Discharging:
    from_on: date
    until_on: date


@ruling("平台约定：周调度单位由卫健局办公室确定")
def refusal_to_discharge(facts: Discharging) -> Refusal | None:
    """A duty does not end before it began."""
    return Refusal(say.DUTY_ENDS_BEFORE, from_on=facts.from_on.isoformat()) if facts.until_on < facts.from_on else None


def weeks_until(day: date, count: int) -> list[date]:
    """Mondays of the last `count` weeks up to the one of `day`, the latest first."""
    latest = monday_of(day)
    return [latest - timedelta(weeks=n) for n in range(count)]


