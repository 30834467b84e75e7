"""节假日的开放时间：法定假日按周日，调休上班的周末按周一。"""

from datetime import date

import pytest

from weijian.domains.registry.api import weekday_on
from weijian.domains.registry.rules import DayKept, weekday_kept

CASES = [
    ("平常的周三", 3, True, 3), ("法定假日的周三：按周日", 3, False, 7), ("平常的周六", 6, False, 6), ("平常的周日", 7, False, 7),
    ("调休上班的周日：按周一", 7, True, 1), ("安排未公布的周三", 3, None, 3), ("安排未公布的周六", 6, None, 6),
]


@pytest.mark.parametrize(("weekday", "worked", "kept"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_by_which_weekday_s_hours_a_day_goes(weekday: int, worked: bool | None, kept: int) -> None:
    assert weekday_kept(DayKept(weekday, worked)) == kept


@pytest.mark.django_db
@pytest.mark.parametrize(("on", "kept"), [
    (date(2025, 10, 1), 7), (date(2025, 9, 28), 1), (date(2025, 9, 24), 3), (date(2199, 10, 1), date(2199, 10, 1).isoweekday()),
])
def test_the_state_council_s_arrangement_is_followed_where_it_is_announced(on: date, kept: int) -> None:
    assert weekday_on(on) == kept
