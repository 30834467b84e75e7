"""How long the parts of a mission took: from which stamp to which, their median and 90th percentile, and which lie far out. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from weijian.kernel.ruling import ruling

LEAST_FOR_OUTLIERS, FENCE = 4, 1.5


class Segment(StrEnum):
    """Parts of a mission; `response` and the two hand-overs of the chain overlap the others."""

    TO_DISPATCH = "to_dispatch"
    TO_DEPART = "to_depart"
    TO_SCENE = "to_scene"
    TO_HOSPITAL = "to_hospital"
    TO_HANDOVER = "to_handover"
    RESPONSE = "response"
    VILLAGE_TO_STATION = "village_to_station"
    STATION_TO_CENTRE = "station_to_centre"


SEGMENT_WORDS: Mapping[Segment, str] = {
    Segment.TO_DISPATCH: "呼救至派车", Segment.TO_DEPART: "派车至出车", Segment.TO_SCENE: "出车至到达现场", Segment.TO_HOSPITAL: "到达现场至到达医院",
    Segment.TO_HANDOVER: "到达医院至完成交接", Segment.RESPONSE: "呼救至到达现场", Segment.VILLAGE_TO_STATION: "村级响应至救护车到场",
    Segment.STATION_TO_CENTRE: "救护车到场至医院交接",
}
ENDS: Mapping[Segment, tuple[str, str]] = {
    Segment.TO_DISPATCH: ("received_at", "dispatched_at"), Segment.TO_DEPART: ("dispatched_at", "departed_at"),
    Segment.TO_SCENE: ("departed_at", "arrived_at"), Segment.TO_HOSPITAL: ("arrived_at", "at_hospital_at"),
    Segment.TO_HANDOVER: ("at_hospital_at", "handed_over_at"), Segment.RESPONSE: ("received_at", "arrived_at"),
    Segment.VILLAGE_TO_STATION: ("responder_at", "arrived_at"), Segment.STATION_TO_CENTRE: ("arrived_at", "handed_over_at"),
}
IN_A_ROW = (Segment.TO_DISPATCH, Segment.TO_DEPART, Segment.TO_SCENE, Segment.TO_HOSPITAL, Segment.TO_HANDOVER, Segment.RESPONSE)
CHAIN = (Segment.VILLAGE_TO_STATION, Segment.STATION_TO_CENTRE)


@dataclass(frozen=True)
class Taken:
    """Seconds a segment took, mission by mission."""

    seconds: tuple[float, ...]


@dataclass(frozen=True)
class Spread:
    """Seconds; None where there are none."""

    number: int
    median: float | None
    p90: float | None


@ruling("规则手册07：各段时间列中位数与第90百分位；百分位按线性内插")
def spread_of(facts: Taken) -> Spread:
    """How many, the middle one, and what nine in ten do not exceed."""
    ordered = sorted(facts.seconds)
    return Spread(len(ordered), median(ordered) if ordered else None, quantile(ordered, 0.9))


def quantile(ordered: Sequence[float], share: float) -> float | None:
    """Linear between the two nearest of the ordered values."""
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


@ruling("J. W. Tukey（1977）：高于上四分位数加1.5倍四分位距为离群；平台约定：少于4次不判")
def fence_of(facts: Taken) -> float | None:
    """Seconds above which one lies far out; None of too few."""
    ordered = sorted(facts.seconds)
    if len(ordered) < LEAST_FOR_OUTLIERS:
        return None
    low, high = quantile(ordered, 0.25), quantile(ordered, 0.75)
    assert low is not None
    assert high is not None
    return high + FENCE * (high - low)
