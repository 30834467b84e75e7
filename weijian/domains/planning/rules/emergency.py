"""How far an emergency station may be: in town one radius, in the country two, and between the two a gap that is shown."""

from dataclasses import dataclass
from enum import StrEnum

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
