"""When it is due and how long is left, over the holidays of real years."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weijian.kernel.dates import CHINA
from weijian.kernel.deadlines import (
    PUBLISHED_YEARS,
    ChineseWorkdays,
    Term,
    Unit,
    due_at,
    end_of_day,
    is_overdue,
    refusal_to_reckon,
    time_left,
    workday_after,
    workday_on_or_after,
    workdays_between,
)
from weijian.kernel.refusal import Refusal

CALENDAR = ChineseWorkdays()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-01-01", False), ("2026-01-04", True), ("2026-02-14", True), ("2026-02-23", False), ("2026-05-09", True),
        ("2026-10-07", False), ("2026-10-08", True), ("2026-11-24", True), ("2026-11-28", False), ("2020-01-31", False),
    ],
)  # fmt: skip
def test_holidays_and_swapped_weekends_are_those_announced(day: str, worked: bool) -> None:
    assert CALENDAR.is_workday(date.fromisoformat(day)) is worked


def test_a_year_that_was_not_announced_is_refused_by_name() -> None:
    year = max(PUBLISHED_YEARS) + 1
    with pytest.raises(Refusal, match=str(year)):
        CALENDAR.is_workday(date(year, 6, 1))
    with pytest.raises(Refusal, match="2003"):
        CALENDAR.is_workday(date(2003, 6, 1))
    assert refusal_to_reckon([2026]) is None
    assert refusal_to_reckon([2026, year]) is not None
    assert refusal_to_reckon([year], extra_years=frozenset({year})) is None


def test_a_county_adds_its_own_holidays_and_a_year_of_its_own() -> None:
    year = max(PUBLISHED_YEARS) + 1
    torch_festival = date(2026, 8, 6)
    county = ChineseWorkdays({torch_festival: False, date(year, 1, 1): False}, frozenset({year}))
    assert CALENDAR.is_workday(torch_festival)
    assert not county.is_workday(torch_festival)
    assert not county.is_workday(date(year, 1, 1))
    assert county.is_workday(next(d for d in (date(year, 3, n) for n in range(1, 8)) if d.weekday() == 2))


@pytest.mark.parametrize(
    ("title", "start", "term", "due"),
    [
        ("信访3月1日受理，60日", "2026-03-01 09:00", Term(60, Unit.NATURAL_DAYS), "2026-04-30"),
        ("五个工作日跨国庆与调休", "2026-09-30 16:00", Term(5, Unit.WORKDAYS), "2026-10-13"),
        ("周六受理，周一为第一日", "2026-11-21 10:00", Term(1, Unit.WORKDAYS), "2026-11-23"),
        ("春节前一日", "2026-02-14 10:00", Term(1, Unit.WORKDAYS), "2026-02-24"),
        ("当日办结", "2026-11-24 10:00", Term(0, Unit.NATURAL_DAYS), "2026-11-24"),
        ("到期日遇节假日顺延", "2026-09-26 10:00", Term(5, Unit.NATURAL_DAYS, rolls=True), "2026-10-08"),
        ("不顺延", "2026-09-26 10:00", Term(5, Unit.NATURAL_DAYS), "2026-10-01"),
    ],
)
def test_a_term_in_days_ends_with_its_last_day(title: str, start: str, term: Term, due: str) -> None:
    assert due_at(at(start), term, CALENDAR) == end_of_day(date.fromisoformat(due)), title


def test_hours_run_from_the_very_moment_and_through_the_night() -> None:
    assert due_at(at("2026-11-24 23:30"), Term(2, Unit.HOURS), CALENDAR) == at("2026-11-25 01:30")


def test_a_moment_counts_by_the_chinese_calendar_day() -> None:
    utc = datetime(2026, 11, 23, 18, tzinfo=UTC)  # 02:00 on the 24th in China
    assert due_at(utc, Term(1, Unit.NATURAL_DAYS), CALENDAR) == end_of_day(date(2026, 11, 25))


def test_a_naive_moment_is_our_mistake() -> None:
    with pytest.raises(ValueError):
        due_at(datetime(2026, 11, 24), Term(1, Unit.HOURS), CALENDAR)  # noqa: DTZ001
    with pytest.raises(ValueError):
        Term(-1, Unit.HOURS)


def test_a_term_over_new_year_is_refused_while_the_calendar_is_missing() -> None:
    last = max(PUBLISHED_YEARS)
    with pytest.raises(Refusal):
        due_at(datetime(last, 12, 28, tzinfo=CHINA), Term(10, Unit.WORKDAYS), CALENDAR)


@pytest.mark.parametrize(
    ("due", "now", "unit", "words"),
    [
        ("2026-11-27", "2026-11-24 09:00", Unit.WORKDAYS, "还剩3个工作日"),
        ("2026-11-30", "2026-11-27 09:00", Unit.WORKDAYS, "还剩1个工作日"),
        ("2026-11-27", "2026-11-24 09:00", Unit.NATURAL_DAYS, "还剩3天"),
        ("2026-11-24", "2026-11-24 23:59", Unit.WORKDAYS, "今天到期"),
        ("2026-11-24", "2026-11-25 00:00", Unit.WORKDAYS, "已超期1天"),
        ("2026-11-20", "2026-11-22 09:00", Unit.WORKDAYS, "已超期2天"),
    ],
)
def test_time_left_is_said_in_words(due: str, now: str, unit: Unit, words: str) -> None:
    assert str(time_left(end_of_day(date.fromisoformat(due)), at(now), unit, CALENDAR)) == words


@pytest.mark.parametrize(
    ("now", "words", "overdue"),
    [
        ("2026-11-24 06:40", "还剩5小时20分钟", False),
        ("2026-11-24 07:00", "还剩5小时", False),
        ("2026-11-24 11:45", "还剩15分钟", False),
        ("2026-11-24 11:59:30", "还剩不足1分钟", False),
        ("2026-11-24 14:00", "已超期2小时", True),
        ("2026-11-27 13:00", "已超期3天", True),
    ],
)
def test_time_left_of_a_term_in_hours_is_said_in_hours(now: str, words: str, overdue: bool) -> None:
    left = time_left(at("2026-11-24 12:00"), at(now), Unit.HOURS, CALENDAR)
    assert (left.words, left.overdue) == (words, overdue)


def test_the_deadline_itself_is_still_in_time() -> None:
    due = end_of_day(date(2026, 11, 24))
    assert not is_overdue(due, due)
    assert is_overdue(due, due + timedelta(microseconds=1))


@given(st.dates(date(2004, 1, 1), date(2026, 6, 1)), st.integers(1, 60))
def test_the_nth_workday_is_a_workday_with_n_of_them_up_to_it(day: date, count: int) -> None:
    there = workday_after(day, count, CALENDAR)
    assert CALENDAR.is_workday(there)
    assert workdays_between(day, there, CALENDAR) == count
    assert workday_on_or_after(there, CALENDAR) == there


def test_a_term_is_said_in_words() -> None:
    assert [Term(5, unit).words for unit in Unit] == ["5天", "5个工作日", "5小时"]
