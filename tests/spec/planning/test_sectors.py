"""“东西南北中”：哪一点属于哪个方位，哪个方位空缺。"""

import pytest

from weijian.domains.planning.rules.sectors import (
    General,
    Offset,
    Sector,
    SectorCount,
    SectorStanding,
    is_grade_three_general,
    sector_of,
    sector_standing,
)

OFFSETS = [
    ("正中", Offset(0, 0, 2), Sector.CENTRE),
    ("恰好 2 公里：中", Offset(2.0, 0, 2), Sector.CENTRE),
    ("2.001 公里正东：东", Offset(2.001, 0, 2), Sector.EAST),
    ("正北", Offset(0, 5, 2), Sector.NORTH),
    ("正西", Offset(-5, 0, 2), Sector.WEST),
    ("正南", Offset(0, -5, 2), Sector.SOUTH),
    ("正东北：东", Offset(5, 5, 2), Sector.EAST),
    ("东北偏北：北", Offset(4.9, 5, 2), Sector.NORTH),
    ("正东南：南", Offset(5, -5, 2), Sector.SOUTH),
    ("正西南：西", Offset(-5, -5, 2), Sector.WEST),
    ("正西北：北", Offset(-5, 5, 2), Sector.NORTH),
]
COUNTS = [
    ("有一所", SectorCount(1, 0), SectorStanding.FILLED),
    ("有两所也是一样", SectorCount(2, 1), SectorStanding.FILLED),
    ("没有而有项目", SectorCount(0, 1), SectorStanding.COMING),
    ("都没有", SectorCount(0, 0), SectorStanding.VACANT),
]
HOUSES = [
    ("三级综合医院", General("A100", "3"), True), ("二级综合医院", General("A100", "2"), False), ("三级中医医院", General("A210", "3"), False),
    ("没有级别", General("A100", ""), False),
]


@pytest.mark.parametrize(("facts", "sector"), [c[1:] for c in OFFSETS], ids=[c[0] for c in OFFSETS])
def test_in_which_sector_a_point_lies(facts: Offset, sector: Sector) -> None:
    assert sector_of(facts) is sector


@pytest.mark.parametrize(("facts", "standing"), [c[1:] for c in COUNTS], ids=[c[0] for c in COUNTS])
def test_whether_a_sector_is_vacant(facts: SectorCount, standing: SectorStanding) -> None:
    assert sector_standing(facts) is standing


@pytest.mark.parametrize(("facts", "counts"), [c[1:] for c in HOUSES], ids=[c[0] for c in HOUSES])
def test_which_hospitals_count(facts: General, counts: bool) -> None:
    assert is_grade_three_general(facts) is counts
