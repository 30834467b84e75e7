"""Pace against the calendar, where a period will end, and places in order."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weijian.engines.indicators.definition import Cell, Direction
from weijian.engines.indicators.period import Period, PeriodRule, PopulationDate, months_to_date
from weijian.engines.indicators.ranking import ranked, wilson
from weijian.engines.indicators.targets import Standing, elapsed_share, forecast_from_last_years, forecast_to_end, met, pace
from weijian.kernel.refusal import Refusal

YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))


def cells(**shares: tuple[int, int]) -> dict[str, Cell]:
    return {k: Cell("X", YEAR, (k,), n, d, 100 * n / d if d else None) for k, (n, d) in shares.items()}


def test_more_than_half_done_at_forty_four_per_cent_of_the_year_is_ahead() -> None:
    found = pace(53.64, 100, YEAR, date(2024, 6, 10))
    assert (round(found.done, 2), round(found.elapsed, 2), found.standing) == (53.64, 44.26, Standing.AHEAD)
    assert round(found.lead, 2) == 9.38


def test_standings() -> None:
    half = date(2024, 7, 1)
    assert [pace(v, 100, YEAR, half).standing for v in (30, 50, 70, 100)] == [Standing.BEHIND, Standing.ON_PACE, Standing.AHEAD, Standing.MET]
    assert (elapsed_share(YEAR, date(2023, 12, 31)), elapsed_share(YEAR, date(2025, 2, 1))) == (0, 100)
    assert met(5, 5, Direction.LOWER_IS_BETTER)
    assert not met(4.9, 5, Direction.HIGHER_IS_BETTER)


def test_a_forecast_of_even_work_is_certain_and_of_uneven_work_is_not() -> None:
    even, uneven = forecast_to_end([10, 10, 10, 10], 8), forecast_to_end([5, 15, 8, 12], 8)
    assert (even.value, even.low, even.high) == (120, 120, 120)
    assert uneven.value == 120
    # by hand: s² = (25+25+4+4)/3 = 58/3; h + h²/n = 8 + 16 = 24; t(3; 0.9) = 1.63774; 1.63774·√(58/3·24) = 35.278
    assert round(uneven.high - uneven.value, 2) == 35.28


@settings(deadline=None)  # the first forecast loads SciPy
@given(st.lists(st.integers(0, 50), min_size=3, max_size=12), st.integers(0, 12))
def test_a_sum_of_counts_is_never_forecast_below_what_is_reached(steps: list[int], left: int) -> None:
    found = forecast_to_end([float(s) for s in steps], left)
    assert sum(steps) <= found.low <= found.value + 1e-9
    assert found.value <= found.high + 1e-9


def test_a_forecast_from_earlier_years_follows_their_season() -> None:
    found = forecast_from_last_years(600, [0.6, 0.6, 0.6])
    assert (round(found.value), round(found.low), round(found.high)) == (1000, 1000, 1000)
    assert forecast_from_last_years(600, [0.5, 0.6, 0.7]).low < 1000


def test_too_little_history_is_refused() -> None:
    with pytest.raises(Refusal, match="只有2期"):
        forecast_to_end([1, 2], 3)


def test_equal_shares_of_different_sizes_tie_and_the_caveat_is_given() -> None:
    found = ranked(cells(a=(1, 3), b=(200, 600), c=(9, 10), d=(0, 0)), Direction.HIGHER_IS_BETTER)
    assert [(p.key, p.rank) for p in found.places] == [("c", 1), ("a", 2), ("b", 2), ("d", None)]
    assert found.unlike == 200
    assert Fraction(1, 3) == Fraction(200, 600)


def test_the_lower_is_first_where_lower_is_better_and_an_order_by_chance_is_named() -> None:
    found = ranked(cells(a=(5, 100), b=(6, 100), c=(90, 100)), Direction.LOWER_IS_BETTER)
    assert [p.key for p in found.places] == ["a", "b", "c"]
    assert found.unsure == (("a", "b"),)


def test_wilsons_published_example() -> None:
    low, high = wilson(Cell("X", YEAR, (), 15, 148, 0.0))  # Newcombe, Statistics in Medicine 17 (1998) 857–872, table I: 0.0624, 0.1605
    assert (round(low or 0, 2), round(high or 0, 2)) == (6.24, 16.05)


def test_periods() -> None:
    leap = Period(date(2024, 2, 1), date(2024, 2, 29))
    assert leap.born_by(65) == date(1959, 2, 28)
    assert PeriodRule.ROLLING_YEAR.of(leap) == Period(date(2023, 3, 1), date(2024, 2, 29))
    assert PopulationDate.LAST_YEAR_END.of(leap) == date(2023, 12, 31)
    assert [p.until_on for p in months_to_date(date(2024, 1, 5), 3)] == [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]
    assert leap.calendar_years(3).from_on == date(2022, 1, 1)
