"""数字：说得清才登记，口径一致才比较。"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weijian.domains.governance import refusals as say
from weijian.domains.governance.rules.figures import (
    Compared,
    Said,
    Withdrawing,
    comparability,
    last_digit,
    refusal_to_enter,
    refusal_to_withdraw,
)
from weijian.domains.governance.states import Comparable
from weijian.kernel.refusal import Wording

COUNT = Said("签约人数", Decimal(1860), "人", "level")
RATE = Said("体检率", Decimal("53.64"), "%", "ratio", step=Decimal("0.01"), numerator=Decimal(6075), denominator=Decimal(11326))


@pytest.mark.parametrize(
    ("said", "wording"),
    [
        pytest.param(COUNT, None, id="数量"),
        pytest.param(replace(COUNT, what=" "), say.NOT_SAID_OF_WHAT, id="没写指什么"),
        pytest.param(replace(COUNT, value_max=Decimal(2000)), None, id="区间"),
        pytest.param(replace(COUNT, value_max=Decimal(1000)), say.RANGE_REVERSED, id="区间颠倒"),
        pytest.param(replace(COUNT, from_on=date(2026, 2, 1), until_on=date(2026, 1, 1)), say.DAYS_REVERSED, id="日期颠倒"),
        pytest.param(RATE, None, id="6075÷11326=53.64%"),
        pytest.param(replace(RATE, value=Decimal("53.65")), say.PART_ABOVE_WHOLE, id="末位对不上"),
        pytest.param(replace(RATE, value=Decimal(54), step=Decimal(1)), None, id="取整到个位"),
        pytest.param(replace(RATE, denominator=Decimal(0)), say.DENOMINATOR_ZERO, id="分母为零"),
        pytest.param(replace(RATE, unit="‰", value=Decimal("536.38")), None, id="千分率"),
        pytest.param(replace(RATE, unit="1/10万"), None, id="别的尺度不代为核算"),
        pytest.param(replace(RATE, denominator=None), None, id="没有分母无从核算"),
    ],
)
def test_a_figure_does_not_contradict_itself(said: Said, wording: Wording | None) -> None:
    refusal = refusal_to_enter(said)
    assert (refusal.wording if refusal else None) == wording


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 4))
def test_a_rate_rounded_from_its_own_parts_is_always_taken(numerator: int, denominator: int, places: int) -> None:
    step = Decimal(1).scaleb(-places)
    value = (Decimal(numerator) * 100 / Decimal(denominator)).quantize(step)
    said = replace(RATE, value=value, step=step, numerator=Decimal(numerator), denominator=Decimal(denominator))
    assert refusal_to_enter(said) is None


@pytest.mark.parametrize(("typed", "step"), [("53.64", "0.01"), ("40900", "1"), ("4.09E+5", "1"), ("0.5", "0.1")])
def test_the_last_digit_typed_says_how_exact_a_figure_is(typed: str, step: str) -> None:
    assert last_digit(Decimal(typed)) == Decimal(step)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        pytest.param(Compared(("人",), ("level",)), Comparable.ALIKE, id="同单位同性质"),
        pytest.param(Compared(("人", "人次"), ("level",)), Comparable.OTHER_UNITS, id="人与人次不可混用"),
        pytest.param(Compared(("人",), ("increase", "level")), Comparable.OTHER_KINDS, id="数量与增量不可混用"),
        pytest.param(Compared(("%",), ("ratio",), ("",)), Comparable.NO_DENOMINATOR, id="比率没有分母"),
        pytest.param(Compared(("%",), ("ratio",), ("", "常住人口")), Comparable.NO_DENOMINATOR, id="有一个比率没有分母"),
        pytest.param(Compared(("%",), ("ratio",), ("户籍人口", "常住人口")), Comparable.OTHER_DENOMINATORS, id="分母不同"),
        pytest.param(Compared(("%",), ("ratio",), ("常住人口",)), Comparable.ALIKE, id="分母相同"),
        pytest.param(Compared(("人",), ("level",), ("",), ("about", "exact")), Comparable.ESTIMATES, id="有约数"),
    ],
)
def test_only_what_is_alike_stands_in_one_chart(facts: Compared, verdict: Comparable) -> None:
    assert comparability(facts) is verdict


def test_rates_without_denominators_other_units_and_other_kinds_are_never_drawn() -> None:
    assert {c for c in Comparable if not c.drawn} == {Comparable.NO_DENOMINATOR, Comparable.OTHER_UNITS, Comparable.OTHER_KINDS}
    assert all(c.label for c in Comparable)


@pytest.mark.parametrize(
    ("facts", "wording"),
    [
        pytest.param(Withdrawing("统计口径变更"), None, id="写明原因"),
        pytest.param(Withdrawing(" 错了 "), say.REASON_NEEDED, id="原因太短"),
        pytest.param(Withdrawing("统计口径变更", "2026-11-02 09:30", "重复"), say.WITHDRAWN_ALREADY, id="已撤回"),
    ],
)
def test_a_figure_is_withdrawn_once_and_says_why(facts: Withdrawing, wording: Wording | None) -> None:
    refusal = refusal_to_withdraw(facts)
    assert (refusal.wording if refusal else None) == wording
