"""“东西南北中”: in which of five sectors of a city a point lies, and whether each has its grade-three general hospital."""

from dataclasses import dataclass
from enum import StrEnum
from math import atan2, degrees, hypot

from weijian.kernel.bounds import Count
from weijian.kernel.ruling import ruling

LEVEL, GENERAL = "3", "A100"  # 三级; WS 218 综合医院


class Sector(StrEnum):
    EAST = "east"
    WEST = "west"
    SOUTH = "south"
    NORTH = "north"
    CENTRE = "centre"


SECTOR_WORDS = {Sector.EAST: "城东", Sector.WEST: "城西", Sector.SOUTH: "城南", Sector.NORTH: "城北", Sector.CENTRE: "城中"}
QUADRANTS = (Sector.NORTH, Sector.EAST, Sector.SOUTH, Sector.WEST)
QUADRANT, TURN = 90.0, 360.0
SAME_KM = 1e-9  # a micrometre: so little beyond the line is on it


@dataclass(frozen=True)
class Offset:
    """Kilometres east and north of the middle of the city's people, and the radius within which it is the centre."""

    east_km: float
    north_km: float
    centre_km: float


@ruling("源报告000：在市区“东西南北中”各设置一所三级综合医院；平台约定：半径之内为中，其余按方位角每90度一个方位，正东、正西、正南、正北居各方位正中")
def sector_of(facts: Offset) -> Sector:
    """In which sector a point lies: on the circle is the centre; on a diagonal it is the quadrant that follows clockwise, so that due north-east is east."""
    if hypot(facts.east_km, facts.north_km) <= facts.centre_km + SAME_KM:
        return Sector.CENTRE
    bearing = degrees(atan2(facts.east_km, facts.north_km)) % TURN
    return QUADRANTS[int((bearing + QUADRANT / 2) // QUADRANT) % len(QUADRANTS)]


@dataclass(frozen=True)
class General:
    """An institution as the layout looks at it: WS 218 kind and level."""

    kind: str
    level: str


@ruling("源报告000：三级综合医院（WS 218 类别 A100，级别三级）")
def is_grade_three_general(facts: General) -> bool:
    """Does it count for the layout?"""
    return facts.kind == GENERAL and facts.level == LEVEL


class SectorStanding(StrEnum):
    FILLED = "filled"
    COMING = "coming"
    VACANT = "vacant"


STANDING_WORDS = {SectorStanding.FILLED: "已有", SectorStanding.COMING: "在建项目补上", SectorStanding.VACANT: "空缺"}


@dataclass(frozen=True)
class SectorCount:
    """Hospitals a sector has, and approved projects that will add one."""

    hospitals: Count
    coming: Count


@ruling("源报告000：“东西南北中”各设置一所三级综合医院（至少一所）；平台约定：没有而有已批复在建项目的为待补")
def sector_standing(facts: SectorCount) -> SectorStanding:
    """Whether a sector has its hospital: at least one is enough."""
    if facts.hospitals:
        return SectorStanding.FILLED
    return SectorStanding.COMING if facts.coming else SectorStanding.VACANT
