"""急救时间：中位数、第90百分位、离群。"""

import numpy as np
import pytest

from weijian.domains.emergency.rules.times import ENDS, SEGMENT_WORDS, Segment, Spread, Taken, fence_of, spread_of

SPREADS = [
    ("没有任务", (), Spread(0, None, None)), ("一次", (60.0,), Spread(1, 60.0, 60.0)), ("两次", (60.0, 120.0), Spread(2, 90.0, 114.0)),
    ("不按大小排列", (300.0, 100.0, 200.0), Spread(3, 200.0, 280.0)),
]
FENCES = [("三次不判", (1.0, 2.0, 90.0), None), ("四次", (1.0, 2.0, 3.0, 4.0), 3.25 + 1.5 * 1.5), ("都一样", (5.0,) * 9, 5.0)]


@pytest.mark.parametrize(("title", "seconds", "spread"), SPREADS, ids=[row[0] for row in SPREADS])
def test_the_middle_and_what_nine_in_ten_keep(title: str, seconds: tuple[float, ...], spread: Spread) -> None:
    found = spread_of(Taken(seconds))
    assert found.number == spread.number
    assert (found.median, found.p90) == (pytest.approx(spread.median), pytest.approx(spread.p90))


@pytest.mark.parametrize(("title", "seconds", "fence"), FENCES, ids=[row[0] for row in FENCES])
def test_what_lies_far_out(title: str, seconds: tuple[float, ...], fence: float | None) -> None:
    assert fence_of(Taken(seconds)) == (fence if fence is None else pytest.approx(fence))


def test_percentiles_are_those_of_numpy() -> None:
    drawn = np.random.default_rng(4).exponential(300, 257)
    found = spread_of(Taken(tuple(drawn.tolist())))
    assert found.median == pytest.approx(np.percentile(drawn, 50))
    assert found.p90 == pytest.approx(np.percentile(drawn, 90))


def test_every_segment_has_its_ends_and_words() -> None:
    assert set(ENDS) == set(SEGMENT_WORDS) == set(Segment)
