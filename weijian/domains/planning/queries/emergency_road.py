"""How long an ambulance drives to whom: cover by road, cover twice over, and what is lost when a station leaves. One search answers all of it."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from weijian.domains.emergency.api import vehicles_standing_by
from weijian.domains.planning.queries.emergency_vehicles import Parked, of_sites, refusal_without_vehicles, vehicles_at
from weijian.domains.planning.queries.service_map import Ground, ground
from weijian.domains.planning.rules.circle import MOST_MINUTES, MapQuestion
from weijian.domains.planning.rules.emergency import Cover, Drives, cover_of, is_urban
from weijian.domains.registry.api import CampusPoint, names_of_places
from weijian.engines.accessibility.coverage import seconds_of_share
from weijian.engines.accessibility.pairs import Pairs, TwoNearest, reached_pairs, two_nearest
from weijian.foundation.parameters.queries import setting
from weijian.kernel.refusal import must

SECONDS = 60
FAR_SHOWN = 10
HALF, NINE_TENTHS = 0.5, 0.9
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Limits:
    """Minutes of driving, by kind of place."""

    urban_minutes: float
    rural_minutes: float
    source: str


@dataclass(frozen=True)
class Driven:
    """People in time of a station, in time of two, and the minutes within which half and nine tenths of them are (None: fewer are reached at all)."""

    people: float
    within: float
    twice: float
    median_minutes: float | None
    p90_minutes: float | None

    @property
    def beyond(self) -> float:
        return self.people - self.within

    @property
    def share(self) -> float | None:
        return self.within / self.people if self.people else None

    @property
    def share_twice(self) -> float | None:
        return self.twice / self.people if self.people else None


@dataclass(frozen=True)
class TownshipDriven:
    code: str
    name: str
    urban: bool
    driven: Driven


@dataclass(frozen=True)
class StationLeaves:
    """What holds if the station leaves, of the people it is nearest to: `lost` fall out of time; those whom another station can reach at all wait
    `longer_minutes` more on the mean; `stranded` have no other within the farthest the search goes."""

    station: CampusPoint
    people: float
    lost: float
    longer_minutes: float | None
    stranded: float


@dataclass(frozen=True)
class FarCell:
    """People out of time; `minutes` None: no station within the farthest the search goes."""

    code: str
    place: str
    people: float
    minutes: float | None


@dataclass(frozen=True, eq=False)
class RoadCover:
    """`nearest` and `cover` are by cell. Drives longer than `farthest_minutes` are not told apart from no way at all."""

    on: date
    ground: Ground
    limits: Limits
    peak: bool
    farthest_minutes: float
    nearest: TwoNearest
    cover: list[Cover]
    overall: Driven
    urban: Driven
    rural: Driven
    townships: tuple[TownshipDriven, ...]
    stations: tuple[StationLeaves, ...]
    far: tuple[FarCell, ...]
    parked: Parked


def road_cover(on: date, *, peak: bool = False, within: str = "", farthest: float = MOST_MINUTES, by_vehicles: bool = False) -> RoadCover:
    """For the people of a place; stations are those of everywhere, or those with a vehicle on file, and seconds are of the way from the station
    to the people.

    Refuses without a network, without people, without stations.
    """
    limits = limits_on(on)
    over = ground(MapQuestion("car", max(limits.urban_minutes, limits.rural_minutes), on), circle="emergency", peak=peak, within=within)
    pairs = reached_pairs(over.graph, over.homes, over.doors, limit_seconds=farthest * SECONDS, outward=True)
    urban = np.array([is_urban(code) for code in over.cells.place], dtype=np.bool_)
    limit = np.where(urban, limits.urban_minutes, limits.rural_minutes)
    nearest, parked = _by_vehicles(over, pairs, limit, on, by_vehicles)
    drives = zip(nearest.first_seconds / SECONDS, nearest.second_seconds / SECONDS, limit, strict=True)
    cover = [cover_of(Drives(float(first), float(second), float(most))) for first, second, most in drives]
    kinds, everybody = np.array(cover), np.ones(len(urban), dtype=np.bool_)
    overall, town, country = (_driven(over, nearest, kinds, chosen) for chosen in (everybody, urban, ~urban))
    return RoadCover(
        on, over, limits, peak, farthest, nearest, cover, overall, town, country, _townships(over, nearest, kinds, urban), _stations(over, nearest, kinds),
        _far(over, nearest, kinds), parked,
    )


def _by_vehicles(over: Ground, pairs: Pairs, limit: Floats, on: date, left_out: bool) -> tuple[TwoNearest, Parked]:
    """The way to the nearest stations, of all or of those with a vehicle; and the stations without one, with the people in time of these alone."""
    vehicles = vehicles_at(over.campuses, vehicles_standing_by(on))
    if left_out:
        must(refusal_without_vehicles(vehicles, on))
    every, driven = two_nearest(pairs), two_nearest(of_sites(pairs, vehicles > 0))
    only = (every.first_seconds / SECONDS <= limit) & (driven.first_seconds / SECONDS > limit)
    stations = tuple(one for one, n in zip(over.campuses, vehicles, strict=True) if not n)
    return driven if left_out else every, Parked(stations, float(over.cells.people[only].sum()), left_out)


def limits_on(on: date) -> Limits:
    urban, rural = (setting(f"planning.emergency_{kind}_minutes", on=on) for kind in ("urban", "rural"))
    return Limits(float(urban.value), float(rural.value), urban.source)


def _driven(over: Ground, nearest: TwoNearest, kinds: NDArray[np.str_], chosen: Bools) -> Driven:
    people, seconds = over.cells.people[chosen], nearest.first_seconds[chosen]
    own = kinds[chosen]
    median, most = (_minutes(seconds_of_share(people, seconds, share)) for share in (HALF, NINE_TENTHS))
    return Driven(float(people.sum()), float(people[own != Cover.NONE].sum()), float(people[own == Cover.TWICE].sum()), median, most)


def _minutes(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / SECONDS


def _townships(over: Ground, nearest: TwoNearest, kinds: NDArray[np.str_], urban: Bools) -> tuple[TownshipDriven, ...]:
    """Those with most people out of time first."""
    towns = over.townships
    named = names_of_places(set(towns))
    rows = [
        TownshipDriven(code, named.get(code, ""), bool(urban[towns == code].all()), _driven(over, nearest, kinds, towns == code))
        for code in sorted(set(towns))
    ]
    return tuple(sorted(rows, key=lambda row: (-row.driven.beyond, row.code)))


def _stations(over: Ground, nearest: TwoNearest, kinds: NDArray[np.str_]) -> tuple[StationLeaves, ...]:
    """Whose leaving would leave most people first."""
    served, stations = nearest.site >= 0, len(over.campuses)
    site, people, own = nearest.site[served], over.cells.people[served], kinds[served]
    other = np.isfinite(nearest.second_seconds[served])
    longer = np.where(other, nearest.second_seconds[served] - nearest.first_seconds[served], 0)

    def by_station(weights: Floats) -> Floats:
        return np.bincount(site, weights, stations).astype(np.float64)

    all_of, lost, moved, wait = (by_station(w) for w in (people, people * (own == Cover.ONCE), people * other, people * longer))
    rows = [
        StationLeaves(one, float(all_of[i]), float(lost[i]), float(wait[i] / moved[i]) / SECONDS if moved[i] else None, float(all_of[i] - moved[i]))
        for i, one in enumerate(over.campuses)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.lost, -row.people, row.station.campus_id)))


def _far(over: Ground, nearest: TwoNearest, kinds: NDArray[np.str_]) -> tuple[FarCell, ...]:
    """Cells with people out of time, those with most people first; so many are named."""
    cells, towns = over.cells, over.townships
    chosen = np.flatnonzero((kinds == Cover.NONE) & (cells.people > 0))
    order = sorted(chosen, key=lambda i: (-cells.people[i], cells.code[i]))[:FAR_SHOWN]
    named = names_of_places({towns[i] for i in order})
    minutes = nearest.first_seconds / SECONDS
    return tuple(
        FarCell(cells.code[i], named.get(towns[i], ""), float(cells.people[i]), float(minutes[i]) if np.isfinite(minutes[i]) else None) for i in order
    )
