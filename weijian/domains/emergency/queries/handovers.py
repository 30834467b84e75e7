"""How long missions took from stamp to stamp, by township of the call and by station, and along the chain village–station–centre."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from weijian.domains.emergency.models import EmergencyMission
from weijian.domains.emergency.queries.calls import day_bounds
from weijian.domains.emergency.rules.times import CHAIN, ENDS, Segment, Spread, Taken, fence_of, spread_of
from weijian.domains.registry.api import names_of_places
from weijian.foundation.parameters.queries import setting

TOWNSHIP_DIGITS, OUTLIERS_SHOWN = 9, 100
STANDARDS = {Segment.TO_DISPATCH: ("emergency.dispatch_seconds", 1), Segment.TO_DEPART: ("emergency.depart_seconds", 1),
             Segment.TO_HANDOVER: ("emergency.handover_minutes", 60)}


@dataclass(frozen=True)
class SegmentLine:
    """One part of the missions: its spread, the standard it has, how many kept it."""

    segment: Segment
    spread: Spread
    limit_seconds: int | None
    in_time: int | None


@dataclass(frozen=True)
class GroupLine:
    """A township or a station with the spread of each part."""

    code: str
    name: str
    missions: int
    spreads: dict[Segment, Spread]


@dataclass(frozen=True)
class Outlier:
    mission: EmergencyMission
    segment: Segment
    seconds: float
    fence_seconds: float


@dataclass(frozen=True)
class Times:
    """Missions sent in the period, both days included; `outliers` the farthest out first."""

    from_on: date
    until_on: date
    missions: int
    segments: tuple[SegmentLine, ...]
    townships: tuple[GroupLine, ...]
    stations: tuple[GroupLine, ...]
    outliers: tuple[Outlier, ...]


@dataclass(frozen=True)
class ChainTimes:
    """Of a township: median minutes from the village's responder to the vehicle, and from it to the hospital's taking over, each of so many missions."""

    village_to_station: Spread
    station_to_centre: Spread


def missions() -> QuerySet[EmergencyMission]:
    return EmergencyMission.objects.select_related("call__place", "ambulance", "station", "destination", "responder")


def seconds_of(mission: EmergencyMission, segment: Segment) -> float | None:
    """None where one of the two stamps is not set."""
    begin, end = (_moment(mission, name) for name in ENDS[segment])
    return (end - begin).total_seconds() if begin is not None and end is not None else None


def _moment(mission: EmergencyMission, name: str) -> datetime | None:
    found: datetime | None = mission.call.received_at if name == "received_at" else getattr(mission, name)
    return found


def handover_times(seen: QuerySet[EmergencyMission], from_on: date, until_on: date, within: str = "") -> Times:
    """Of missions she sees to calls in a place."""
    held = _sent(seen, from_on, until_on, within)
    towns = names_of_places({one.call.place.code[:TOWNSHIP_DIGITS] for one in held})
    return Times(
        from_on, until_on, len(held), tuple(_segment(segment, held, until_on) for segment in Segment),
        _grouped(held, lambda one: one.call.place.code[:TOWNSHIP_DIGITS], lambda one: towns.get(one.call.place.code[:TOWNSHIP_DIGITS], one.call.place.name)),
        _grouped(held, lambda one: one.station.code, lambda one: one.station.name), _outliers(held),
    )


def _sent(seen: QuerySet[EmergencyMission], from_on: date, until_on: date, within: str) -> list[EmergencyMission]:
    since, until = day_bounds(from_on, until_on)
    return list(seen.filter(dispatched_at__gte=since, dispatched_at__lt=until, call__place__code__startswith=within).order_by("dispatched_at", "pk"))


def _taken(held: Iterable[EmergencyMission], segment: Segment) -> Taken:
    return Taken(tuple(s for one in held if (s := seconds_of(one, segment)) is not None))


def _segment(segment: Segment, held: list[EmergencyMission], on: date) -> SegmentLine:
    taken, standard = _taken(held, segment), STANDARDS.get(segment)
    limit = int(setting(standard[0], on=on).value) * standard[1] if standard else None
    return SegmentLine(segment, spread_of(taken), limit, None if limit is None else sum(s <= limit for s in taken.seconds))


def _grouped(held: list[EmergencyMission], key: Callable[[EmergencyMission], str], name: Callable[[EmergencyMission], str]) -> tuple[GroupLine, ...]:
    """Most missions first."""
    groups: dict[str, list[EmergencyMission]] = {}
    for one in held:
        groups.setdefault(key(one), []).append(one)
    told = [GroupLine(code, name(own[0]), len(own), {s: spread_of(_taken(own, s)) for s in Segment}) for code, own in groups.items()]
    return tuple(sorted(told, key=lambda line: (-line.missions, line.code)))


def _outliers(held: list[EmergencyMission]) -> tuple[Outlier, ...]:
    found = []
    for segment in Segment:
        fence = fence_of(_taken(held, segment))
        if fence is not None:
            timed = ((one, seconds_of(one, segment)) for one in held)
            found += [Outlier(one, segment, s, fence) for one, s in timed if s is not None and s > fence]
    return tuple(sorted(found, key=lambda one: (-(one.seconds - one.fence_seconds), one.mission.pk)))


def chain_times(from_on: date, until_on: date, within: str = "") -> dict[str, ChainTimes]:
    """By township, of all missions of the period; a township without any is not named."""
    groups: dict[str, list[EmergencyMission]] = {}
    for one in _sent(missions(), from_on, until_on, within):
        groups.setdefault(one.call.place.code[:TOWNSHIP_DIGITS], []).append(one)
    return {code: ChainTimes(*(spread_of(_taken(own, segment)) for segment in CHAIN)) for code, own in groups.items()}
