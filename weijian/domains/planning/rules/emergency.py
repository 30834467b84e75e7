"""How far an emergency station may be, by line and by road; which tiers its network has, and where its chain is broken.

By line in town one radius, in the country two, and between the two a gap that is shown; by road so many minutes in town, so many in the country.
"""

from dataclasses import dataclass
from enum import StrEnum

from weijian.domains.planning import refusals as say
from weijian.kernel.bounds import Count
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

STREETS_BELOW = 100  # GB/T 10114: the third part of a township's code is below 100 for a street, 100 to 199 for a town, 200 and above for a xiang
TOWNSHIP_PART = slice(6, 9)


class Reach(StrEnum):
    """Where a place stands to its nearest station. `BETWEEN` is only in the country: beyond the lower of its two radii, within the upper."""

    WITHIN = "within"
    BETWEEN = "between"
    BEYOND = "beyond"


@dataclass(frozen=True)
class Radii:
    urban_km: float
    rural_km: float
    rural_most_km: float


@dataclass(frozen=True)
class Distance:
    """Kilometres as the crow flies from people to the nearest station (inf: there is none)."""

    km: float
    urban: bool
    radii: Radii


@ruling("GB/T 10114-2003 乡镇级代码：001—099为街道；平台约定：街道按城区，镇、乡和未划分的按农村")
def is_urban(place_code: str) -> bool:
    """By the kind of township in the division's code."""
    part = place_code[TOWNSHIP_PART]
    return part.isdecimal() and 0 < int(part) < STREETS_BELOW


@ruling("国卫医发〔2020〕19号：城市服务半径≤5公里，农村10—20公里")
def reach_of(facts: Distance) -> Reach:
    """On the line is within."""
    radii = facts.radii
    if facts.km <= (radii.urban_km if facts.urban else radii.rural_km):
        return Reach.WITHIN
    return Reach.BETWEEN if not facts.urban and facts.km <= radii.rural_most_km else Reach.BEYOND


MEASURES = ("line", "road")


@dataclass(frozen=True)
class Measuring:
    """By which way distance is asked for."""

    by: str


@ruling("平台约定：急救覆盖按直线距离（规范的半径）或行车时间来量")
def refusal_to_measure(asked: Measuring) -> Refusal | None:
    """Is there such a way of measuring?"""
    return None if asked.by in MEASURES else Refusal(say.MEASURE_UNKNOWN, value=asked.by)


class Cover(StrEnum):
    """How many stations an ambulance can come from in time."""

    TWICE = "twice"
    ONCE = "once"
    NONE = "none"


@dataclass(frozen=True)
class Drives:
    """Minutes an ambulance drives to people from the nearest station and from the next (inf: there is none), and how many it may take."""

    first_minutes: float
    second_minutes: float
    limit_minutes: float


@ruling("平台约定：急救站在时限内开得到的为覆盖，第二近的也开得到的为双覆盖")
def cover_of(facts: Drives) -> Cover:
    """How often people are covered by road: on the line is within."""
    if facts.second_minutes <= facts.limit_minutes:
        return Cover.TWICE
    return Cover.ONCE if facts.first_minutes <= facts.limit_minutes else Cover.NONE


LEAST_OF_N = 1


@dataclass(frozen=True)
class TierCount:
    """Nodes a tier has, and the number written for it: 0 stands for N."""

    have: Count
    written: Count


@dataclass(frozen=True)
class TierStanding:
    """`wanted` is at least so many where `open_ended`, exactly so many elsewhere."""

    wanted: int
    open_ended: bool
    missing: int
    over: int


@ruling("源报告003：“1+3+5+N”急诊急救体系；平台约定：各层数目与应有数相等为齐备，N至少1处")
def tier_standing(facts: TierCount) -> TierStanding:
    """What is missing of a tier, and what is more than it should have."""
    open_ended = facts.written == 0
    wanted = facts.written or LEAST_OF_N
    return TierStanding(wanted, open_ended, max(0, wanted - facts.have), 0 if open_ended else max(0, facts.have - wanted))


@dataclass(frozen=True)
class Placing:
    """A node about to stand in a tier; `tiers` are those of the pattern on the day, joined by 、."""

    tier: str
    tiers: str
    foreign_campus: bool = False
    main_campus: bool = False


@ruling("平台约定：节点须在当日的层级之内；机构本部以机构登记，其他院区各自登记")
def refusal_to_place_node(facts: Placing) -> Refusal | None:
    """May this stand in that tier?"""
    if not facts.tiers:
        return Refusal(say.NO_TIERS)
    if facts.tier not in facts.tiers.split("、"):
        return Refusal(say.TIER_UNKNOWN, tier=facts.tier, tiers=facts.tiers)
    if facts.foreign_campus:
        return Refusal(say.CAMPUS_ELSEWHERE)
    return Refusal(say.MAIN_CAMPUS) if facts.main_campus else None


class Link(StrEnum):
    """A link of the county–township–village chain that is not there."""

    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGES = "villages"
    NOT_ON_FILE = "not_on_file"


LINK_WORDS = {
    Link.COUNTY: "县里没有急救中心", Link.TOWNSHIP: "乡镇没有急救站", Link.VILLAGES: "有村没有急救响应点", Link.NOT_ON_FILE: "没有登记村（社区）",
}


@dataclass(frozen=True)
class Chain:
    """A township: whether its county has a centre, its stations, its villages, and those of them with a first responder or a clinic that qualifies."""

    county_centre: bool
    stations: Count
    villages: Count
    served_villages: Count


@dataclass(frozen=True)
class Broken:
    """What is broken of a chain, from the county down; empty where it is complete."""

    links: tuple[Link, ...]


@ruling("源报告003：“县—乡—村”三级急救网络；平台约定：县有中心、乡有站、村村有响应点为完整；没有登记村的不算完整")
def broken_links(facts: Chain) -> Broken:
    """Where the chain of a township is broken."""
    there = {
        Link.COUNTY: facts.county_centre, Link.TOWNSHIP: facts.stations > 0, Link.VILLAGES: facts.served_villages >= facts.villages,
        Link.NOT_ON_FILE: facts.villages > 0,
    }
    return Broken(tuple(link for link, good in there.items() if not good))
