"""When is it due, and how long is left? 自然日, 工作日 and 小时.

End-of-day rule (民法典 §201–203): the day on which the clock starts is not counted, and a term in days runs to the last
instant of its last day, Chinese time (23:59:59.999999). A term in hours runs from the very moment. A term in natural days
moves off a day of rest only when it says so (`rolls`), because the documents we implement count plain days (rulebook 0).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from chinese_calendar.constants import holidays as _rest_days
from chinese_calendar.constants import workdays as _swapped_in

from weijian.kernel import refusals as say
from weijian.kernel.dates import CHINA, local_day
from weijian.kernel.refusal import Refusal

PUBLISHED_YEARS = frozenset(day.year for day in _rest_days)


class Unit(StrEnum):
    NATURAL_DAYS = "natural_days"
    WORKDAYS = "workdays"
    HOURS = "hours"

    @property
    def label(self) -> str:
        return {"natural_days": "天", "workdays": "个工作日", "hours": "小时"}[self.value]


class Workdays(Protocol):
    """Knows which days are worked. Raises Refusal for a year it has no calendar of."""

    def is_workday(self, day: date) -> bool: ...


@dataclass(frozen=True)
class ChineseWorkdays:
    """The State Council's holiday arrangements, with the swapped working weekends, from the chinesecalendar package.

    Chosen over `holidays`, which covers 2001–2100 by projecting statutory days: it answers for a year whose arrangement has
    not been announced, without the swaps, and a deadline would be silently wrong. chinesecalendar 1.11 holds the announced
    years only (2004–2026), and for any other year this class refuses.

    `extra` overrides single days (True worked, False rest): local holidays, or an announcement newer than the package. A
    year the county has entered in full that way is named in `extra_years`.
    """

    extra: Mapping[date, bool] = field(default_factory=dict)
    extra_years: frozenset[int] = frozenset()

    def knows(self, day: date) -> bool:
        """Whether the day, or its whole year, has been announced."""
        return day in self.extra or day.year in PUBLISHED_YEARS or day.year in self.extra_years

    def is_workday(self, day: date) -> bool:
        if day in self.extra:
            return self.extra[day]
        if day.year not in PUBLISHED_YEARS and day.year not in self.extra_years:
            raise Refusal(say.CALENDAR_UNPUBLISHED, year=day.year)
        return day in _swapped_in or (day.weekday() < 5 and day not in _rest_days)


def refusal_to_reckon(years: Iterable[int], *, extra_years: frozenset[int] = frozenset()) -> Refusal | None:
    """Why working days of these years cannot be counted; None when every year's arrangement is known."""
    unknown = [year for year in years if year not in PUBLISHED_YEARS and year not in extra_years]
    return Refusal(say.CALENDAR_UNPUBLISHED, year=min(unknown)) if unknown else None


@dataclass(frozen=True, slots=True)
class Term:
    """An amount of time a regulation allows: Term(5, Unit.WORKDAYS)."""

    amount: int
    unit: Unit
    rolls: bool = False  # natural days only: a last day of rest gives way to the next workday (民法典 §203)

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("a term cannot be negative")

    @property
    def words(self) -> str:
        return f"{self.amount}{self.unit.label}"


def due_at(start_at: datetime, term: Term, workdays: Workdays) -> datetime:
    """The last moment in time, in Chinese time. ValueError for a naive start; Refusal for an unknown calendar year.

    A working-day term that starts on a day of rest counts the next workday as its first day.
    """
    if start_at.tzinfo is None:
        raise ValueError("the start must be an aware moment")
    if term.unit is Unit.HOURS:
        return start_at.astimezone(CHINA) + timedelta(hours=term.amount)
    first = local_day(start_at)
    if term.unit is Unit.WORKDAYS:
        return end_of_day(workday_after(first, term.amount, workdays))
    last = first + timedelta(days=term.amount)
    return end_of_day(workday_on_or_after(last, workdays) if term.rolls else last)


def end_of_day(day: date) -> datetime:
    """The last instant of a day, Chinese time."""
    return datetime.combine(day, time.max, CHINA)


def workday_after(day: date, count: int, workdays: Workdays) -> date:
    """The count-th workday after a day; the day itself when count is 0."""
    while count > 0:
        day += timedelta(days=1)
        count -= workdays.is_workday(day)
    return day


def workday_on_or_after(day: date, workdays: Workdays) -> date:
    while not workdays.is_workday(day):
        day += timedelta(days=1)
    return day


def workdays_between(after: date, until: date, workdays: Workdays) -> int:
    """How many workdays lie after one day, up to and including another."""
    days = range(1, (until - after).days + 1)
    return sum(workdays.is_workday(after + timedelta(days=n)) for n in days)


def is_overdue(due: datetime, at: datetime) -> bool:
    return at > due


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """How a deadline stands. `pattern` is the untranslated sentence; `words` fills in its amounts."""

    overdue: bool
    pattern: str
    amount: int = 0
    minutes: int = 0

    @property
    def words(self) -> str:
        return self.pattern.format(amount=self.amount, minutes=self.minutes)

    def __str__(self) -> str:
        return self.words


def time_left(due: datetime, at: datetime, unit: Unit, workdays: Workdays) -> TimeLeft:
    """还剩3个工作日, 还剩2天, 还剩5小时20分钟, 今天到期, 已超期2天.

    What is overdue is counted in natural days (or hours), so a stale calendar never hides a delay. On the last day a term in
    days is due today. Both moments must be aware. Raises Refusal when the calendar of a coming year is unknown.
    """
    if unit is Unit.HOURS:
        return _hours_left(due, at)
    today, last = local_day(at), local_day(due)
    if is_overdue(due, at):
        return TimeLeft(True, "已超期{amount}天", max((today - last).days, 1))
    if today == last:
        return TimeLeft(False, "今天到期")
    if unit is Unit.WORKDAYS:
        return TimeLeft(False, "还剩{amount}个工作日", workdays_between(today, last, workdays))
    return TimeLeft(False, "还剩{amount}天", (last - today).days)


def _hours_left(due: datetime, at: datetime) -> TimeLeft:
    overdue = is_overdue(due, at)
    lead = "已超期" if overdue else "还剩"
    hours, minutes = divmod(int(abs(due - at).total_seconds()) // 60, 60)
    if hours >= 48:
        return TimeLeft(overdue, lead + "{amount}天", hours // 24)
    if hours and minutes:
        return TimeLeft(overdue, lead + "{amount}小时{minutes}分钟", hours, minutes)
    if hours:
        return TimeLeft(overdue, lead + "{amount}小时", hours)
    return TimeLeft(overdue, lead + ("{minutes}分钟" if minutes else "不足1分钟"), 0, minutes)
