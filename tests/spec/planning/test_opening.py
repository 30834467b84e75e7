"""昼夜医疗圈：哪些机构在这个时刻计入；邻县的界在哪里。"""

import pytest

from weijian.domains.planning.rules.opening import AtAnHour, Bounded, Hour, Opening, boundary_of, counts_at, is_by_day

DAY, NIGHT = True, False
CASES = [
    ("夜间开门的卫生室：计入", AtAnHour(Opening.OPEN, NIGHT, "D600", False), True),
    ("夜间关门的医院：不计入", AtAnHour(Opening.CLOSED, NIGHT, "A100", True), False),
    ("日间关门的卫生室：不计入", AtAnHour(Opening.CLOSED, DAY, "D600", None), False),
    ("夜间仅急诊：计入", AtAnHour(Opening.EMERGENCY_ONLY, NIGHT, "C220", None), True),
    ("日间仅急诊：不计入", AtAnHour(Opening.EMERGENCY_ONLY, DAY, "C220", True), False),
    ("开放时间未登记，日间：计入", AtAnHour(Opening.UNKNOWN, DAY, "D600", False), True),
    ("开放时间未登记的卫生室，夜间：不计入", AtAnHour(Opening.UNKNOWN, NIGHT, "D600", True), False),
    ("开放时间未登记的急救站，夜间：计入", AtAnHour(Opening.UNKNOWN, NIGHT, "E300", False), True),
    ("开放时间未登记、有急诊的医院，夜间：计入", AtAnHour(Opening.UNKNOWN, NIGHT, "A100", True), True),
    ("开放时间未登记、没有急诊的医院，夜间：不计入", AtAnHour(Opening.UNKNOWN, NIGHT, "A520", False), False),
    ("开放时间未登记的医院，本地没有科室和服务的登记，夜间：不以此判断", AtAnHour(Opening.UNKNOWN, NIGHT, "G100", None), True),
]
HOURS = [("起点在内", 480, True), ("终点在外", 1080, False), ("半夜", 0, False), ("正午", 720, True), ("差一分", 479, False)]
BOUNDS = [("到处：没有界", "", ""), ("地级：其中的机构", "4299", "4299"), ("县：其中的机构", "429921", "429921"), ("乡：全县", "429921202", "429921"),
          ("村：全县", "429921202201", "429921")]


@pytest.mark.parametrize(("facts", "counts"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_who_counts_at_an_hour(facts: AtAnHour, counts: bool) -> None:
    assert counts_at(facts) is counts


@pytest.mark.parametrize(("minute", "day"), [c[1:] for c in HOURS], ids=[c[0] for c in HOURS])
def test_when_it_is_day(minute: int, day: bool) -> None:
    assert is_by_day(Hour(minute, 480, 1080)) is day


@pytest.mark.parametrize(("place", "bound"), [c[1:] for c in BOUNDS], ids=[c[0] for c in BOUNDS])
def test_where_the_neighbours_begin(place: str, bound: str) -> None:
    assert boundary_of(Bounded(place)) == bound
