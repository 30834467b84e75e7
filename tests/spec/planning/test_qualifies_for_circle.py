"""哪些机构计入 15 分钟医疗圈。"""

import pytest

from weijian.domains.planning.rules.circle import Qualifying, qualifies_for_circle

CASES = [
    ("在营、有医师、有基本服务：计入", Qualifying(True, 1, 1), True),
    ("停业：不计入", Qualifying(False, 3, 5), False),
    ("没有医师在岗：不计入", Qualifying(True, 0, 5), False),
    ("不开展基本服务：不计入", Qualifying(True, 2, 0), False),
    ("本地没有登记人员：不以此判断", Qualifying(True, None, 1), True),
    ("本地没有登记服务：不以此判断", Qualifying(True, 1, None), True),
    ("没有登记人员，但确知不开展基本服务：不计入", Qualifying(True, None, 0), False),
]


@pytest.mark.parametrize(("facts", "counts"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_which_institutions_count(facts: Qualifying, counts: bool) -> None:
    assert qualifies_for_circle(facts) is counts
