"""急救服务半径：城区 5 公里，农村 10—20 公里。"""

import pytest

from weijian.domains.planning.rules.emergency import Distance, Radii, Reach, is_urban, reach_of

RADII = Radii(5, 10, 20)
CASES = [
    ("城区恰好 5 公里：之内", Distance(5.0, True, RADII), Reach.WITHIN),
    ("城区 5.01 公里：之外", Distance(5.01, True, RADII), Reach.BEYOND),
    ("农村 10 公里：之内", Distance(10.0, False, RADII), Reach.WITHIN),
    ("农村 15 公里：两种之间", Distance(15.0, False, RADII), Reach.BETWEEN),
    ("农村 20 公里：两种之间", Distance(20.0, False, RADII), Reach.BETWEEN),
    ("农村 20.01 公里：之外", Distance(20.01, False, RADII), Reach.BEYOND),
    ("没有急救站：之外", Distance(float("inf"), False, RADII), Reach.BEYOND),
]
PLACES = [
    ("街道", "429921001004", True), ("镇", "429921101000", False), ("乡", "429921202000", False), ("只到县", "429921", False), ("没有区划", "", False),
    ("县直辖（000）", "429921000000", False),
]


@pytest.mark.parametrize(("facts", "reach"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_where_a_place_stands(facts: Distance, reach: Reach) -> None:
    assert reach_of(facts) is reach


@pytest.mark.parametrize(("code", "urban"), [c[1:] for c in PLACES], ids=[c[0] for c in PLACES])
def test_which_places_are_town(code: str, urban: bool) -> None:
    assert is_urban(code) is urban
