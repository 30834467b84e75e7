"""龙头、骨干、基础：一家机构是什么角色。"""

import pytest

from weijian.domains.planning.rules.layout import Part, Placed, part_of

CASES = [
    ("牵头医院", Placed("A100", True), Part.LEADER), ("不牵头的医院", Placed("A100", False), Part.BESIDE), ("中心卫生院", Placed("C210", False), Part.BACKBONE),
    ("社区卫生服务中心", Placed("B100", False), Part.BACKBONE), ("社区卫生服务站", Placed("B200", False), Part.FOUNDATION),
    ("村卫生室", Placed("D600", False), Part.FOUNDATION), ("普通诊所", Placed("D211", False), Part.BESIDE), ("疾控中心", Placed("J100", False), Part.BESIDE),
    ("牵头的卫生院", Placed("C210", True), Part.LEADER),
]


@pytest.mark.parametrize(("facts", "part"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_each_institution_has_one_part(facts: Placed, part: Part) -> None:
    assert part_of(facts) is part
