"""目标：完成进度与时间进度对照，推算到期末，各地排名。"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weijian.domains.governance import refusals as say
from weijian.domains.governance.rules.targets import (
    Aimed,
    SettingTarget,
    WithdrawingTarget,
    expected,
    pace_of,
    refusal_to_set_target,
    refusal_to_withdraw_target,
    shares_reached,
)
from weijian.domains.governance.states import Pace
from weijian.kernel.refusal import Wording

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
HALF_DONE = Aimed(11326, FIRST, LAST, at_least=True, cumulative=True, reached=6075, reached_on=date(2024, 6, 10))
NEW = SettingTarget("体检人数", Decimal(14500), FIRST, LAST, "青卫发〔2024〕3号")


@pytest.mark.parametrize(
    ("facts", "wording"),
    [
        pytest.param(NEW, None, id="有文号"),
        pytest.param(replace(NEW, document="  "), say.TARGET_WITHOUT_DOCUMENT, id="没有文号"),
        pytest.param(replace(NEW, what=""), say.NOT_SAID_OF_WHAT, id="没写指什么"),
        pytest.param(replace(NEW, until_on=date(2023, 1, 1)), say.DAYS_REVERSED, id="日期颠倒"),
        pytest.param(replace(NEW, value=Decimal(0)), say.TARGET_NOT_POSITIVE, id="目标为零"),
        pytest.param(replace(NEW, standing=Decimal(14000)), say.TARGET_STANDS, id="已有目标"),
    ],
)
def test_a_target_rests_on_a_document_and_is_the_only_one(facts: SettingTarget, wording: Wording | None) -> None:
    refusal = refusal_to_set_target(facts)
    assert (refusal.wording if refusal else None) == wording


def test_a_target_is_withdrawn_once_and_says_why() -> None:
    assert refusal_to_withdraw_target(WithdrawingTarget("任务调整")) is None
    for facts, wording in ((WithdrawingTarget("错"), say.REASON_NEEDED), (WithdrawingTarget("任务调整", "2026-11-02"), say.TARGET_WITHDRAWN)):
        refusal = refusal_to_withdraw_target(facts)
        assert refusal is not None
        assert refusal.wording is wording


def test_so_much_done_at_so_much_of_the_year() -> None:
    against = pace_of(HALF_DONE)
    assert against.done == pytest.approx(53.64, abs=0.005)
    assert against.elapsed == pytest.approx(44.26, abs=0.005)
    assert against.pace is Pace.AHEAD


@pytest.mark.parametrize(
    ("facts", "pace"),
    [
        pytest.param(replace(HALF_DONE, reached=None), Pace.UNKNOWN, id="还没有数字"),
        pytest.param(replace(HALF_DONE, reached=3000), Pace.BEHIND, id="慢于时间"),
        pytest.param(replace(HALF_DONE, reached=5013), Pace.ON_PACE, id="与时间同步"),
        pytest.param(replace(HALF_DONE, reached=11326), Pace.REACHED, id="提前完成"),
        pytest.param(replace(HALF_DONE, reached=11325, reached_on=LAST), Pace.MISSED, id="到期差一个"),
        pytest.param(replace(HALF_DONE, target=95, reached=90, cumulative=False), Pace.OPEN, id="比率未达到，不与时间对照"),
        pytest.param(replace(HALF_DONE, target=95, reached=95, cumulative=False), Pace.REACHED, id="比率达到"),
        pytest.param(replace(HALF_DONE, target=100, reached=60, at_least=False), Pace.BEHIND, id="限额用得比时间快"),
        pytest.param(replace(HALF_DONE, target=100, reached=20, at_least=False), Pace.AHEAD, id="限额用得比时间慢"),
        pytest.param(replace(HALF_DONE, target=100, reached=101, at_least=False), Pace.MISSED, id="超过限额"),
        pytest.param(replace(HALF_DONE, target=100, reached=99, at_least=False, reached_on=LAST), Pace.REACHED, id="到期未超限额"),
        pytest.param(replace(HALF_DONE, target=10, reached=8, at_least=False, cumulative=False), Pace.REACHED, id="比率在限内"),
    ],
)
def test_where_a_figure_stands_against_its_target(facts: Aimed, pace: Pace) -> None:
    assert pace_of(facts).pace is pace
    assert pace.label


QUARTERS = (date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30))


def test_even_steps_lead_to_an_even_end() -> None:
    end = expected([(day, 2500.0 * i) for i, day in enumerate(QUARTERS, 1)], FIRST, LAST, cumulative=True)
    assert end is not None
    assert (end.value, end.low, end.high, end.points) == (10_000, 10_000, 10_000, 3)


@given(st.lists(st.floats(1, 10_000), min_size=3, max_size=3))
def test_the_end_lies_within_its_bounds_and_never_below_what_is_reached(steps: list[float]) -> None:
    sums = [sum(steps[:i]) for i in (1, 2, 3)]
    end = expected(list(zip(QUARTERS, sums, strict=True)), FIRST, LAST, cumulative=True)
    assert end is not None
    assert end.low is not None
    assert end.high is not None
    assert sums[-1] - 1e-6 <= end.low <= end.value + 1e-6 <= end.high + 2e-6


def test_with_too_few_or_uneven_steps_the_pace_is_told_without_bounds() -> None:
    for points in ([(date(2024, 6, 10), 6075.0)], [(date(2024, 1, 31), 1.0), (date(2024, 6, 30), 2.0), (date(2024, 6, 10), 6075.0)]):
        end = expected(points, FIRST, LAST, cumulative=True)
        assert end is not None
        assert (end.low, end.high) == (None, None)
    one = expected([(date(2024, 6, 10), 6075.0)], FIRST, LAST, cumulative=True)
    assert one is not None
    assert one.value == pytest.approx(6075 * 366 / 162)


def test_of_a_rate_or_of_nothing_no_end_is_foretold() -> None:
    assert expected([], FIRST, LAST, cumulative=True) is None
    assert expected([(day, 90.0) for day in QUARTERS], FIRST, LAST, cumulative=False) is None


def _years(of_september: float, *shares: float) -> list[tuple[date, float]]:
    """End of September of 2024, and of each year before with that year's end."""
    before = [(date(2024 - n, month, day), value) for n, share in enumerate(shares, 1) for month, day, value in ((9, 30, 100 * share), (12, 31, 100.0))]
    return [(date(2024, 9, 30), of_september), *before]


def test_work_that_is_not_even_over_the_year_is_foretold_from_three_earlier_years() -> None:
    end = expected(_years(9000, 0.9, 0.9, 0.9), FIRST, LAST, cumulative=True)
    assert end is not None
    assert (end.value, end.low, end.high, end.years) == (pytest.approx(10_000), pytest.approx(10_000), pytest.approx(10_000), 3)
    unlike = expected(_years(9000, 0.9, 0.8, 0.95, 0.85), FIRST, LAST, cumulative=True)
    assert unlike is not None
    assert unlike.low is not None
    assert unlike.high is not None
    assert 9000 <= unlike.low < unlike.value < unlike.high


def test_two_earlier_years_or_years_without_an_end_do_not_foretell() -> None:
    two, no_end = _years(9000, 0.9, 0.9), [p for p in _years(9000, 0.9, 0.9, 0.9) if p[0] != date(2021, 12, 31)]
    for points in (two, no_end):
        end = expected(points, FIRST, LAST, cumulative=True)
        assert end is not None
        assert end.years == 0


@pytest.mark.parametrize(
    ("from_on", "until_on", "on", "found"),
    [
        pytest.param(FIRST, LAST, date(2024, 9, 30), [0.5, 0.6], id="一年"),
        pytest.param(date(2023, 1, 1), LAST, date(2024, 9, 30), [], id="长于一年的期间不看往年"),
        pytest.param(FIRST, LAST, LAST, [], id="到期不必推算"),
    ],
)
def test_an_earlier_years_share_is_of_the_same_day(from_on: date, until_on: date, on: date, found: list[float]) -> None:
    assert shares_reached(dict(_years(1, 0.5, 0.6)), from_on, until_on, on) == found


def test_the_last_of_february_is_held_against_the_last_of_february() -> None:
    by_day = {date(2024, 2, 29): 10.0, date(2024, 12, 31): 100.0}
    assert shares_reached(by_day, date(2025, 1, 1), date(2025, 12, 31), date(2025, 2, 28)) == [0.1]
