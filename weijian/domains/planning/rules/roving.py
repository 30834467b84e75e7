"""What may be done to a roving clinic, and how a village without one of its own stands to its visits. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from weijian.domains.planning import refusals as say
from weijian.domains.planning.states import SESSION_NEXT, SESSION_WORDS, SessionState
from weijian.kernel.bounds import Count, Days, MinuteOfDay
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

MOST_AT_ONCE, MOST_ANNOUNCED = 60, 200


@dataclass(frozen=True)
class Planning:
    """Sessions about to be entered. `number` is how many days the repetition gives; `taken_on` a day on which the team is elsewhere or here already."""

    starts_minute: MinuteOfDay
    ends_minute: MinuteOfDay
    number: Count
    taken_on: date | None
    placed: bool


@ruling("平台约定：一个巡诊队一个时间只在一处；当日开诊当日结束；一次最多安排60场")
def refusal_to_plan_sessions(facts: Planning) -> Refusal | None:
    """Do the hours run forward, is there a point to travel to, and is the team free on every day?"""
    if facts.ends_minute <= facts.starts_minute:
        return Refusal(say.SESSION_HOURS)
    if not 1 <= facts.number <= MOST_AT_ONCE:
        return Refusal(say.SESSIONS_OUT_OF_RANGE, most=MOST_AT_ONCE)
    if not facts.placed:
        return Refusal(say.SESSION_NOWHERE)
    return Refusal(say.TEAM_ELSEWHERE, on=facts.taken_on.isoformat()) if facts.taken_on is not None else None


@dataclass(frozen=True)
class Holding:
    """A session said to have been held with so many people; None: nobody counted them."""

    state: SessionState
    session_on: date
    on: date
    attendance: Count | None


@ruling("平台约定：开诊须登记接诊人次，不早于开诊当日；登记有误的可以再登记")
def refusal_to_hold(facts: Holding) -> Refusal | None:
    """Its day has come, it was not cancelled, and the people were counted."""
    if SessionState.HELD not in SESSION_NEXT[facts.state]:
        return Refusal(say.SESSION_OVER, state=SESSION_WORDS[facts.state])
    if facts.session_on > facts.on:
        return Refusal(say.SESSION_TO_COME, on=facts.session_on.isoformat())
    return Refusal(say.ATTENDANCE_NEEDED) if facts.attendance is None else None


@dataclass(frozen=True)
class Cancelling:
    state: SessionState
    announcement: str


@ruling("平台约定：取消巡诊须公告村民")
def refusal_to_cancel(facts: Cancelling) -> Refusal | None:
    """Only what is still planned, and the people are told."""
    if SessionState.CANCELLED not in SESSION_NEXT[facts.state]:
        return Refusal(say.SESSION_OVER, state=SESSION_WORDS[facts.state])
    if not facts.announcement.strip():
        return Refusal(say.ANNOUNCEMENT_NEEDED)
    return Refusal(say.ANNOUNCEMENT_LONG, most=MOST_ANNOUNCED) if len(facts.announcement.strip()) > MOST_ANNOUNCED else None


class Visits(StrEnum):
    """How a village without a clinic stands to its visits; the worst first."""

    NEVER = "never"
    OVERDUE = "overdue"
    GAP = "gap"
    IN_TIME = "in_time"


VISIT_WORDS: Mapping[Visits, str] = {Visits.NEVER: "从未巡诊", Visits.OVERDUE: "已超过间隔", Visits.GAP: "下次将超过间隔", Visits.IN_TIME: "按时"}


@dataclass(frozen=True)
class Visiting:
    """A village's last held session and its next planned one, on a day; `every_days` is the interval that is set."""

    last_on: date | None
    next_on: date | None
    on: date
    every_days: Days


@ruling("平台约定：没有卫生机构的村按设定的间隔巡诊，间隔为参数")
def visits_of(facts: Visiting) -> Visits:
    """Is the village visited in time?"""
    if facts.last_on is None:
        return Visits.NEVER
    due_on = facts.last_on + timedelta(days=facts.every_days)
    if facts.on > due_on:
        return Visits.OVERDUE
    return Visits.GAP if facts.next_on is None or facts.next_on > due_on else Visits.IN_TIME


@dataclass(frozen=True)
class Repeating:
    """From a first day every so many weeks (0: once) until a day, both included."""

    first_on: date
    every_weeks: Count
    until_on: date | None


@ruling("平台约定：按周重复，首末两日在内")
def days_of(facts: Repeating) -> tuple[date, ...]:
    """The days of a weekly arrangement, no more than one over the most that may be planned at once."""
    if not facts.every_weeks:
        return (facts.first_on,)
    step, until = timedelta(weeks=facts.every_weeks), facts.until_on or facts.first_on
    number = max(0, (until - facts.first_on) // step + 1)
    return tuple(facts.first_on + step * i for i in range(min(number, MOST_AT_ONCE + 1)))
