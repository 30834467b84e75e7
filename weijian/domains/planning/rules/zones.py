"""Which townships a zone may take, which institution may be its sub-centre, and how a service spread over a zone is judged. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from weijian.domains.planning import refusals as say
from weijian.domains.planning.rules.layout import BACKBONE_KINDS, Part
from weijian.kernel.bounds import Count
from weijian.kernel.refusal import Refusal
from weijian.kernel.ruling import ruling

COUNTY_LEVEL, TOWNSHIP_LEVEL = 3, 4  # as the registry numbers levels
FOREVER = date.max


@dataclass(frozen=True)
class Days:
    """From a day to a last day; None: no end."""

    from_on: date
    ends_on: date | None = None

    def meets(self, other: "Days") -> bool:
        return self.from_on <= (other.ends_on or FOREVER) and other.from_on <= (self.ends_on or FOREVER)

    def has(self, on: date) -> bool:
        return self.from_on <= on <= (self.ends_on or FOREVER)


@dataclass(frozen=True)
class Zoning:
    """A zone as it would stand: its county, and a township it has that lies in another county ("" for none)."""

    place: str
    level: Count
    foreign: str


@ruling("源报告003：以片区为基础，强化对基层医疗机构的发展统筹；平台约定：片区属于一个县")
def refusal_to_zone(facts: Zoning) -> Refusal | None:
    """A zone is a county's, and all its townships lie there."""
    if facts.level != COUNTY_LEVEL:
        return Refusal(say.COUNTY_WANTED, place=facts.place)
    return Refusal(say.ANOTHER_COUNTY, place=facts.foreign, county=facts.place) if facts.foreign else None


@dataclass(frozen=True)
class Joining:
    """A township about to lie in a zone; `elsewhere` are its days in zones so far."""

    township: str
    level: Count
    in_county: bool
    zone: str
    county: str
    zone_days: Days
    days: Days
    elsewhere: tuple[Days, ...] = ()


@ruling("平台约定：一个乡镇同一时间只在一个片区，片区不跨县")
def refusal_to_join(facts: Joining) -> Refusal | None:
    """A township of the zone's county, in days of the zone, in no other zone meanwhile."""
    if facts.level != TOWNSHIP_LEVEL:
        return Refusal(say.TOWNSHIP_WANTED, place=facts.township)
    if not facts.in_county:
        return Refusal(say.ANOTHER_COUNTY, place=facts.township, county=facts.county)
    if not facts.zone_days.has(facts.days.from_on):
        return Refusal(say.BEYOND_ZONE, on=facts.days.from_on.isoformat(), zone=facts.zone)
    return Refusal(say.TOWNSHIP_TAKEN) if any(facts.days.meets(other) for other in facts.elsewhere) else None


@dataclass(frozen=True)
class Choosing:
    """An institution about to be a zone's sub-centre: its kind on the first day ("" where it does not operate), and whether its township is the zone's."""

    institution: str
    place: str
    kind: str
    inside: bool
    zone: str
    zone_days: Days
    from_on: date


@ruling("源报告003：建设县域医卫次中心2个；平台约定：从片区内在营的卫生院、社区卫生服务中心中选定")
def refusal_to_choose(facts: Choosing) -> Refusal | None:
    """A township hospital that operates, in days of the zone, inside it."""
    on = facts.from_on.isoformat()
    if not facts.kind.startswith(BACKBONE_KINDS):
        return Refusal(say.NOT_A_CENTRE, institution=facts.institution, on=on)
    if not facts.zone_days.has(facts.from_on):
        return Refusal(say.BEYOND_ZONE, on=on, zone=facts.zone)
    return None if facts.inside else Refusal(say.OUTSIDE_ITS_ZONE, institution=facts.institution, place=facts.place, on=on, zone=facts.zone)


@dataclass(frozen=True)
class Spread:
    """A service in a zone: whether it is of the basic list, and how many institutions of the zone offer it."""

    basic: bool
    institutions: Count


@ruling("源报告003：避免恶性竞争、资源浪费；平台约定：基本服务各机构都应开展，不算重复；其余同一片区两家以上开展的为重复")
def is_duplicated(facts: Spread) -> bool:
    """Offered more than once, and not what everybody is to offer."""
    return facts.institutions > 1 and not facts.basic


class RoleStanding(StrEnum):
    """How a stated role stands to the one that follows from what the institution is."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNSTATED = "unstated"


@dataclass(frozen=True)
class RoleTold:
    derived: Part
    stated: Part | None


@ruling("源报告003：坚持‘龙头-骨干-基础’错位发展布局；平台约定：核定的角色与按机构类别和医共体推定的角色逐一对照")
def role_standing(facts: RoleTold) -> RoleStanding:
    """Is the role it was given the one it has?"""
    if facts.stated is None:
        return RoleStanding.UNSTATED
    return RoleStanding.AGREES if facts.stated is facts.derived else RoleStanding.DIFFERS
