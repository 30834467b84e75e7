"""Dates people type, ages regulations count, periods certificates print."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weijian.kernel.dates import Period, add_months, age_months, age_years, fault_in_date, fault_in_period, parse_date
from weijian.kernel.refusal import Refusal

DAY = date(1951, 2, 3)
days = st.dates(date(1800, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    "value",
    [
        "1951-02-03", "1951-2-3", "1951/2/3", "1951/02/03", "1951.2.3", "19510203", "1951年2月3日", "1951年02月03日",
        "1951 年 2 月 3 日", "１９５１－０２－０３", " 1951-02-03 ", "1951-02-03 00:00:00", "1951-02-03T08:30", "1951/2/3 0:00",
        "1951-02-03T00:00:00+08:00", 19510203, 19510203.0, date(1951, 2, 3), datetime(1951, 2, 3, 23, 59),  # noqa: DTZ001
        datetime(1951, 2, 2, 20, tzinfo=UTC),
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(value: object) -> None:
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "KER-30"), ("", "KER-30"), ("   ", "KER-30"), ("2023-02-30", "KER-31"), ("2023年2月30日", "KER-31"),
        ("20230230", "KER-31"), ("1900-02-29", "KER-31"), ("2023-13-01", "KER-31"), ("不详", "KER-32"), ("昨天", "KER-32"),
        ("2023-W01-1", "KER-32"), (True, "KER-32"), (float("nan"), "KER-32"), (float("inf"), "KER-32"), (-1, "KER-32"),
        ("51-2-3", "KER-33"), ("51.2.3", "KER-33"), (18662, "KER-34"), ("18662", "KER-34"), ("0051-02-03", "KER-35"),
        ("9999-12-31", "KER-35"), (date(1, 1, 1), "KER-35"), ("1951-02", "KER-36"), ("1951年2月", "KER-36"), ("195102", "KER-36"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_told_why(value: object, code: str) -> None:
    fault = fault_in_date(value)
    assert fault is not None
    assert fault.code == code


def test_an_impossible_date_is_named() -> None:
    assert str(fault_in_date("2023-02-30")) == "没有2023年2月30日这一天。"


@pytest.mark.parametrize(
    ("serial", "day"),
    [(1, date(1900, 1, 1)), (59, date(1900, 2, 28)), (61, date(1900, 3, 1)), (18662, DAY), ("18662", DAY), (18662.75, DAY), (45292, date(2024, 1, 1))],
)
def test_a_spreadsheet_serial_is_a_date_only_where_it_is_allowed(serial: object, day: date) -> None:
    assert parse_date(serial, excel_serial=True) == day
    assert isinstance(parse_date(serial), Refusal)


def test_the_day_excel_invented_is_refused() -> None:
    assert fault_in_date(60, excel_serial=True) is not None


@given(days)
def test_every_day_is_read_back_from_every_way_of_writing_it(day: date) -> None:
    ways = (day.isoformat(), f"{day.year}/{day.month}/{day.day}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日")
    assert {parse_date(way) for way in ways} == {day}


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.none()), st.booleans())
def test_anything_at_all_is_a_date_or_a_refusal(value: object, serial: bool) -> None:
    assert isinstance(parse_date(value, excel_serial=serial), date | Refusal)


@pytest.mark.parametrize(
    ("born_on", "on", "years"),
    [
        (date(1961, 11, 25), date(2026, 11, 24), 64),
        (date(1961, 11, 24), date(2026, 11, 24), 65),
        (date(2004, 2, 29), date(2005, 2, 28), 0),
        (date(2004, 2, 29), date(2005, 3, 1), 1),
        (date(2004, 2, 29), date(2008, 2, 29), 4),
        (date(2026, 1, 1), date(2026, 1, 1), 0),
    ],
)
def test_age_is_completed_years_and_a_leap_child_turns_on_the_first_of_march(born_on: date, on: date, years: int) -> None:
    assert age_years(born_on, on) == years


@pytest.mark.parametrize(
    ("born_on", "on", "months"),
    [
        (date(2025, 1, 31), date(2025, 2, 27), 0),
        (date(2025, 1, 31), date(2025, 2, 28), 1),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2025, 3, 15), date(2026, 9, 14), 17),
        (date(2025, 3, 15), date(2026, 9, 15), 18),
    ],
)
def test_month_age_clamps_to_the_end_of_the_month(born_on: date, on: date, months: int) -> None:
    assert age_months(born_on, on) == months


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(Refusal):
        age_years(date(2026, 1, 2), date(2026, 1, 1))
    with pytest.raises(Refusal):
        age_months(date(2026, 1, 2), date(2026, 1, 1))


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 45_000))
def test_month_age_is_the_last_month_reached(born_on: date, later: int) -> None:
    on = born_on + timedelta(days=later)
    n = age_months(born_on, on)
    assert add_months(born_on, n) <= on < add_months(born_on, n + 1)
    assert n // 12 - age_years(born_on, on) in (0, 1)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-600, 600))
def test_months_added_land_in_the_month_counted(day: date, months: int) -> None:
    there = add_months(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day == day.day or (there + timedelta(days=1)).day == 1


def test_a_period_holds_its_first_day_and_not_its_end() -> None:
    period = Period(date(2026, 1, 1), date(2026, 2, 1))
    assert period.covers(date(2026, 1, 1))
    assert period.covers(date(2026, 1, 31))
    assert not period.covers(date(2026, 2, 1))
    assert period.last_on == date(2026, 1, 31)
    assert period == Period.through(date(2026, 1, 1), date(2026, 1, 31))
    assert Period(date(2026, 1, 1)).covers(date(2199, 1, 1))
    assert Period(date(2026, 1, 1)).last_on is None


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Refusal):
        Period(date(2026, 1, 1), date(2026, 1, 1))
    assert fault_in_period(date(2026, 1, 1), None) is None


spans = st.tuples(st.integers(0, 20), st.one_of(st.none(), st.integers(1, 20)))


@given(spans, spans)
def test_periods_overlap_when_they_share_a_day(one: tuple[int, int | None], other: tuple[int, int | None]) -> None:
    start = date(2026, 1, 1)
    first, second = (Period(start + timedelta(days=a), None if n is None else start + timedelta(days=a + n)) for a, n in (one, other))
    shares = any(first.covers(start + timedelta(days=d)) and second.covers(start + timedelta(days=d)) for d in range(60))
    assert first.overlaps(second) is second.overlaps(first) is shares
