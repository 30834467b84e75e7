"""Which institutions count at an hour, and how far the neighbours' go. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from weijian.kernel.bounds import MinuteOfDay
from weijian.kernel.ruling import ruling

STATION, HOSPITALS = "E", ("A", "G")  # WS 218: emergency stations; hospitals, maternity houses
COUNTY_DIGITS = 6


class Opening(StrEnum):
    """How an institution stands at a minute, by the hours on file."""

    OPEN = "open"
    EMERGENCY_ONLY = "emergency_only"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class AtAnHour:
    """An institution at an hour. `emergency`: whether it has an emergency department; None where the region keeps no such register."""

    opening: Opening
    by_day: bool
    kind: str
    emergency: bool | None


@ruling("平台约定：仅急诊的夜间计入；开放时间未登记的，日间计入，夜间只计急救站和有急诊的医院")
def counts_at(facts: AtAnHour) -> bool:
    """Does the institution count for the circle at this hour?"""
    if facts.opening is Opening.EMERGENCY_ONLY:
        return not facts.by_day
    if facts.opening is not Opening.UNKNOWN:
        return facts.opening is Opening.OPEN
    return facts.by_day or facts.kind.startswith(STATION) or (facts.kind.startswith(HOSPITALS) and facts.emergency is not False)


@dataclass(frozen=True)
class Hour:
    """A minute of the day, and the minutes from and until which it is day."""

    minute: MinuteOfDay
    day_from: MinuteOfDay
    day_until: MinuteOfDay


@ruling("平台约定：日间起止时刻为参数")
def is_by_day(facts: Hour) -> bool:
    """Is it day at this minute?"""
    return facts.day_from <= facts.minute < facts.day_until


@dataclass(frozen=True)
class Bounded:
    """The place asked for, by its division code; empty is everywhere."""

    place_code: str


@ruling("平台约定：不计邻县时，县级及以上按所选地方，乡、村按其所在的县（县域内就医不分乡界）")
def boundary_of(facts: Bounded) -> str:
    """How does the code of an institution begin that does not lie beyond the boundary?"""
    return facts.place_code[:COUNTY_DIGITS]
