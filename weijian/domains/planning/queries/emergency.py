"""Who lives within the radius of an emergency station, whom the radius's two values judge differently; how many ambulances there should be and are."""

from dataclasses import dataclass
from datetime import date
from math import ceil

import numpy as np
from numpy.typing import NDArray

from weijian.domains.emergency.api import vehicles_standing_by
from weijian.domains.planning import refusals
from weijian.domains.planning.queries.emergency_vehicles import Parked, refusal_without_vehicles, vehicles_at
from weijian.domains.planning.queries.service_map import CIRCLES, TOWNSHIP_DIGITS
from weijian.domains.planning.rules.emergency import Distance, Radii, Reach, is_urban, reach_of
from weijian.domains.registry.api import CampusPoint, PeoplePoints, campus_points, names_of_places, people_points
from weijian.foundation.parameters.queries import setting
from weijian.kernel.geo import distances_metres
from weijian.kernel.refusal import Refusal, must

METRES = 1000


@dataclass(frozen=True)
class Reached:
    """People by where they stand to their nearest station."""

    people: float
    within: float
    between: float

    @property
    def beyond(self) -> float:
        return self.people - self.within - self.between

    @property
    def share(self) -> float | None:
        """By the lower of the radii."""
        return self.within / self.people if self.people else None

    @property
    def share_most(self) -> float | None:
        """By the upper."""
        return (self.within + self.between) / self.people if self.people else None


@dataclass(frozen=True)
class TownshipReach:
    code: str
    name: str
    urban: bool
    reached: Reached


@dataclass(frozen=True)
class StationReach:
    """People within (the upper of) their radius of this station, and those of them within no other's: whom its loss would leave; its vehicles on file."""

    station: CampusPoint
    people: float
    only_here: float
    vehicles: int


@dataclass(frozen=True)
class Ambulances:
    """`needed` for the people of the place, one for `people_each` of the base; `on_file` stand by in it."""

    needed: int
    on_file: int
    base_percent: float
    people_each: int
    parked: Parked


@dataclass(frozen=True, eq=False)
class EmergencyCover:
    """`reach` is by cell."""

    on: date
    radii: Radii
    source: str
    cells: PeoplePoints
    km: NDArray[np.float64]
    reach: list[Reach]
    overall: Reached
    urban: Reached
    rural: Reached
    twice_people: float
    townships: tuple[TownshipReach, ...]
    stations: tuple[StationReach, ...]
    ambulances: Ambulances


def emergency_cover(on: date, within: str = "", *, by_vehicles: bool = False) -> EmergencyCover:
    """For the people of a place; stations are those of everywhere, or those with a vehicle on file. Refuses without people or stations."""
    cells, stations = people_points(within), campus_points(on, kinds=CIRCLES["emergency"])
    if not len(cells.code):
        raise Refusal(refusals.NO_CELLS)
    if not stations:
        raise Refusal(refusals.NO_SITES, on=on.isoformat())
    radii, source = radii_on(on)
    standing = vehicles_standing_by(on)
    vehicles = vehicles_at(stations, standing)
    if by_vehicles:
        must(refusal_without_vehicles(vehicles, on))
    km = np.column_stack([distances_metres(cells.lat, cells.lon, s.lat, s.lon) for s in stations]) / METRES
    urban = np.array([is_urban(code) for code in cells.place], dtype=np.bool_)
    counted = (vehicles > 0) | (not by_vehicles)
    nearest = km[:, counted].min(axis=1)
    reach = [reach_of(Distance(float(k), bool(u), radii)) for k, u in zip(nearest, urban, strict=True)]
    near = km <= np.where(urban, radii.urban_km, radii.rural_most_km)[:, None]
    everybody, kinds = np.ones(len(urban), dtype=np.bool_), np.array(reach)
    every = _stations(cells, stations, near & counted, vehicles)
    lost = float(cells.people[near.any(axis=1) & ~near[:, vehicles > 0].any(axis=1)].sum())
    needed, base, each = _needed(cells, on)
    on_file = sum(one.vehicles for one in standing if one.place_code.startswith(within))
    return EmergencyCover(
        on, radii, source, cells, nearest, reach, _reached(cells, kinds, everybody), _reached(cells, kinds, urban), _reached(cells, kinds, ~urban),
        float(cells.people[near[:, counted].sum(axis=1) > 1].sum()), _townships(cells, kinds, urban), every,
        Ambulances(needed, on_file, base, each, Parked(tuple(one.station for one in every if not one.vehicles), lost, by_vehicles)),
    )


def _needed(cells: PeoplePoints, on: date) -> tuple[int, float, int]:
    """How many ambulances for these people, of which base, one for how many."""
    each, base = int(setting("planning.ambulance_people", on=on).value), float(setting("planning.ambulance_base_percent", on=on).value)
    return ceil(float(cells.people.sum()) * base / 100 / each), base, each


def radii_on(on: date) -> tuple[Radii, str]:
    urban, rural, most = (setting(f"planning.{name}", on=on) for name in ("emergency_urban_km", "emergency_rural_km", "emergency_rural_most_km"))
    return Radii(float(urban.value), float(rural.value), max(float(rural.value), float(most.value))), urban.source


def _reached(cells: PeoplePoints, kinds: NDArray[np.str_], chosen: NDArray[np.bool_]) -> Reached:
    people = cells.people
    return Reached(*(float(people[chosen & some].sum()) for some in (chosen, kinds == Reach.WITHIN, kinds == Reach.BETWEEN)))


def _townships(cells: PeoplePoints, kinds: NDArray[np.str_], urban: NDArray[np.bool_]) -> tuple[TownshipReach, ...]:
    """Those with most people beyond first."""
    towns = np.array([code[:TOWNSHIP_DIGITS] for code in cells.place], dtype=object)
    named = names_of_places(set(towns))
    rows = [TownshipReach(code, named.get(code, ""), bool(urban[towns == code].all()), _reached(cells, kinds, towns == code)) for code in sorted(set(towns))]
    return tuple(sorted(rows, key=lambda row: (-row.reached.beyond, -row.reached.between, row.code)))


def _stations(cells: PeoplePoints, stations: list[CampusPoint], near: NDArray[np.bool_], vehicles: NDArray[np.int64]) -> tuple[StationReach, ...]:
    alone = near.sum(axis=1) == 1
    rows = [
        StationReach(one, float(cells.people[near[:, i]].sum()), float(cells.people[near[:, i] & alone].sum()), int(vehicles[i]))
        for i, one in enumerate(stations)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.only_here, -row.people, row.station.campus_id)))
