"""片区：乡镇、次中心、重复的服务、核定与推定的角色。"""

from datetime import date

import pytest

from weijian.domains.planning.rules.layout import Part
from weijian.domains.planning.rules.zones import (
    Choosing,
    Days,
    Joining,
    RoleStanding,
    RoleTold,
    Spread,
    Zoning,
    is_duplicated,
    refusal_to_choose,
    refusal_to_join,
    refusal_to_zone,
    role_standing,
)
from weijian.kernel.refusal import Refusal

JAN, JUN, DEC = date(2026, 1, 1), date(2026, 6, 30), date(2026, 12, 31)
ALWAYS = Days(date(2020, 1, 1))


def code_of(no: Refusal | None) -> str | None:
    return no.code if no else None


def join(level: int = 4, inside: bool = True, zone: Days = ALWAYS, days: Days | None = None, elsewhere: tuple[Days, ...] = ()) -> Joining:
    return Joining("云岭乡", level, inside, "西片区", "青禾县", zone, days or Days(JAN), elsewhere)


ZONES = [
    ("县", Zoning("青禾县", 3, ""), None), ("市", Zoning("禾州市", 2, ""), "PLA-201"), ("乡镇", Zoning("柳河镇", 4, ""), "PLA-201"),
    ("已有外县的乡镇", Zoning("青禾县", 3, "外县镇"), "PLA-196"),
]
JOINS = [
    ("本县乡镇", join(), None), ("村", join(level=5), "PLA-195"), ("外县乡镇", join(inside=False), "PLA-196"),
    ("早于片区设立", join(zone=Days(JUN)), "PLA-198"), ("片区撤销那天还可以", join(zone=Days(date(2020, 1, 1), JAN)), None),
    ("片区撤销之后", join(zone=Days(date(2020, 1, 1), date(2025, 12, 31))), "PLA-198"),
    ("同时在另一个片区", join(elsewhere=(Days(date(2024, 1, 1)),)), "PLA-197"),
    ("前一天才离开另一个片区", join(elsewhere=(Days(date(2024, 1, 1), date(2025, 12, 31)),)), None),
    ("当天还在另一个片区", join(elsewhere=(Days(date(2024, 1, 1), JAN),)), "PLA-197"),
    ("以后要去另一个片区，本次有结束日期", join(days=Days(JAN, JUN), elsewhere=(Days(DEC),)), None),
    ("以后要去另一个片区，本次没有结束日期", join(elsewhere=(Days(DEC),)), "PLA-197"),
]


def choose(kind: str = "C220", inside: bool = True, zone: Days = ALWAYS) -> Choosing:
    return Choosing("云岭乡卫生院", "云岭村", kind, inside, "西片区", zone, JAN)


CHOICES = [
    ("片区内的卫生院", choose(), None), ("社区卫生服务中心", choose("B100"), None), ("医院", choose("A100"), "PLA-199"),
    ("村卫生室", choose("D600"), "PLA-199"),
    ("当日不在营", choose(""), "PLA-199"), ("不在片区内", choose(inside=False), "PLA-200"), ("片区还没有设立", choose(zone=Days(JUN)), "PLA-198"),
]


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in ZONES], ids=[c[0] for c in ZONES])
def test_a_zone_is_a_countys(facts: Zoning, code: str | None) -> None:
    assert code_of(refusal_to_zone(facts)) == code


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in JOINS], ids=[c[0] for c in JOINS])
def test_a_township_lies_in_one_zone_at_a_time(facts: Joining, code: str | None) -> None:
    assert code_of(refusal_to_join(facts)) == code


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in CHOICES], ids=[c[0] for c in CHOICES])
def test_a_sub_centre_is_a_township_hospital_inside_its_zone(facts: Choosing, code: str | None) -> None:
    assert code_of(refusal_to_choose(facts)) == code


@pytest.mark.parametrize(("case", "facts", "doubled"), [
    ("两家都有CT", Spread(False, 2), True), ("只有一家", Spread(False, 1), False), ("没有", Spread(False, 0), False),
    ("基本服务家家都有", Spread(True, 9), False),
])
def test_what_is_offered_twice_in_a_zone_is_doubled_unless_it_is_basic(case: str, facts: Spread, doubled: bool) -> None:
    assert is_duplicated(facts) is doubled


@pytest.mark.parametrize(("case", "facts", "standing"), [
    ("核定的就是推定的", RoleTold(Part.LEADER, Part.LEADER), RoleStanding.AGREES),
    ("核定为骨干，推定为其他", RoleTold(Part.BESIDE, Part.BACKBONE), RoleStanding.DIFFERS), ("没有核定", RoleTold(Part.LEADER, None), RoleStanding.UNSTATED),
])
def test_a_stated_role_is_held_against_the_one_that_follows(case: str, facts: RoleTold, standing: RoleStanding) -> None:
    assert role_standing(facts) is standing
