"""区域规划：应有多少，缺多少；最高与最低之比。"""

import pytest

from weijian.domains.planning.rules.resources import Adequacy, Extremes, Need, Resourced, need_of, ratio_of

CASES = [
    ("一千人七点四张，八张才够：正好", Resourced(8, 1_000, 7.4, 1_000), Need(8.0, 8, 0, Adequacy.MET)),
    ("少一张：不足", Resourced(7, 1_000, 7.4, 1_000), Need(7.0, 8, -1, Adequacy.SHORT)),
    ("十万人每千人三点二：三百二十，不因小数多算一人", Resourced(321, 100_000, 3.2, 1_000), Need(3.21, 320, 1, Adequacy.SURPLUS)),
    ("每万人三点九三，五万人：一百九十七减三", Resourced(194, 500_000, 3.93, 10_000), Need(3.88, 197, -3, Adequacy.SHORT)),
    ("没有人口：不作判断", Resourced(5, None, 7.4, 1_000), Need(None, None, None, Adequacy.UNKNOWN)),
    ("人口为零：不作判断", Resourced(5, 0, 7.4, 1_000), Need(None, None, None, Adequacy.UNKNOWN)),
    ("按县配置的，乡镇不作判断", Resourced(0, 1_000, 1.75, 10_000, False), Need(None, None, None, Adequacy.ABOVE)),
]


@pytest.mark.parametrize(("facts", "need"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_a_place_should_have(facts: Resourced, need: Need) -> None:
    found = need_of(facts)
    assert (found.want, found.difference, found.adequacy) == (need.want, need.difference, need.adequacy)
    assert found.rate == (None if need.rate is None else pytest.approx(need.rate))


def test_the_best_over_the_worst_and_no_multiple_of_nothing() -> None:
    assert ratio_of(Extremes(12.5, 3)) == pytest.approx(12.5 / 3)
    assert ratio_of(Extremes(12.5, 0)) is None
