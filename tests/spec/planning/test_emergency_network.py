"""急救车程、“1+3+5+N”各层、县—乡—村链条。"""

import pytest

from weijian.domains.planning.rules.emergency import (
    Broken,
    Chain,
    Cover,
    Drives,
    Link,
    Measuring,
    Placing,
    TierCount,
    TierStanding,
    broken_links,
    cover_of,
    refusal_to_measure,
    refusal_to_place_node,
    tier_standing,
)

INF = float("inf")
DRIVES = [
    ("最近站恰好 12 分钟，次近 12.01：单覆盖", Drives(12.0, 12.01, 12), Cover.ONCE),
    ("两站都恰好 12 分钟：双覆盖", Drives(12.0, 12.0, 12), Cover.TWICE),
    ("最近站 12.01 分钟：没有", Drives(12.01, 40.0, 12), Cover.NONE),
    ("只有一处站：单覆盖", Drives(3.0, INF, 12), Cover.ONCE),
    ("没有路：没有", Drives(INF, INF, 30), Cover.NONE),
]
TIERS = [
    ("应 3 有 3：齐备", TierCount(3, 3), TierStanding(3, False, 0, 0)),
    ("应 3 有 1：缺 2", TierCount(1, 3), TierStanding(3, False, 2, 0)),
    ("应 1 有 2：多 1", TierCount(2, 1), TierStanding(1, False, 0, 1)),
    ("N 有 0：缺 1", TierCount(0, 0), TierStanding(1, True, 1, 0)),
    ("N 有 1：齐备", TierCount(1, 0), TierStanding(1, True, 0, 0)),
    ("N 有 9：不算多", TierCount(9, 0), TierStanding(1, True, 0, 0)),
]
CHAINS = [
    ("县乡村都有：完整", Chain(True, 1, 3, 3), ()),
    ("乡里没有站", Chain(True, 0, 3, 3), (Link.TOWNSHIP,)),
    ("一个村没有", Chain(True, 1, 3, 2), (Link.VILLAGES,)),
    ("县里没有中心", Chain(False, 2, 1, 1), (Link.COUNTY,)),
    ("三处都断", Chain(False, 0, 2, 0), (Link.COUNTY, Link.TOWNSHIP, Link.VILLAGES)),
    ("没有登记村：不算完整", Chain(True, 1, 0, 0), (Link.NOT_ON_FILE,)),
]
NODES = [
    ("层级在参数中", Placing("急救站", "急救中心、急救站"), None),
    ("没有这个层级", Placing("急救", "急救中心、急救站"), "PLA-65"),
    ("别家的院区", Placing("急救站", "急救站", foreign_campus=True), "PLA-66"),
    ("主院区", Placing("急救站", "急救站", main_campus=True), "PLA-67"),
    ("参数没有层级", Placing("急救站", ""), "PLA-69"),
]


@pytest.mark.parametrize(("facts", "cover"), [c[1:] for c in DRIVES], ids=[c[0] for c in DRIVES])
def test_how_many_stations_come_in_time(facts: Drives, cover: Cover) -> None:
    assert cover_of(facts) is cover


@pytest.mark.parametrize(("facts", "standing"), [c[1:] for c in TIERS], ids=[c[0] for c in TIERS])
def test_what_a_tier_has_and_lacks(facts: TierCount, standing: TierStanding) -> None:
    assert tier_standing(facts) == standing


@pytest.mark.parametrize(("facts", "links"), [c[1:] for c in CHAINS], ids=[c[0] for c in CHAINS])
def test_where_the_chain_is_broken(facts: Chain, links: tuple[Link, ...]) -> None:
    assert broken_links(facts) == Broken(links)


@pytest.mark.parametrize(("facts", "code"), [c[1:] for c in NODES], ids=[c[0] for c in NODES])
def test_what_may_stand_in_a_tier(facts: Placing, code: str | None) -> None:
    refusal = refusal_to_place_node(facts)
    assert (refusal and refusal.code) == code


@pytest.mark.parametrize(("by", "code"), [("line", None), ("road", None), ("air", "PLA-64"), ("", "PLA-64")])
def test_ways_of_measuring(by: str, code: str | None) -> None:
    refusal = refusal_to_measure(Measuring(by))
    assert (refusal and refusal.code) == code
