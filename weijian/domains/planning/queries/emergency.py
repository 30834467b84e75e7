"""Who lives within the radius of an emergency station, whom the radius's two values judge differently, and how many ambulances there should be."""

from dataclasses import dataclass
from datetime import date
from math import ceil

import numpy as np
from numpy.typing import NDArray

from weijian.domains.planning import refusals
from weijian.domains.planning.queries.service_map import CIRCLES, TOWNSHIP_DIGITS
from weijian.domains.planning.rules.emergency import Distance, Radii, Reach, is_urban, reach_of
from weijian.domains.registry.api import CampusPoint, PeoplePoints, campus_points, names_of_places, people_points
from weijian.foundation.parameters.queries import setting
from weijian.kernel.geo import distances_metres
from weijian.kernel.refusal import Refusal

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
    """People within (the upper of) their radius of this station, and those of them within no other's: whom its loss would leave."""

    station: CampusPoint
    people: float
    only_here: float


@dataclass(frozen=True, eq=False)
class EmergencyCover:
    """`reach` is by cell. `ambulances` is how many there should be; what there are nobody has entered yet."""

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
    ambulances: int
    base_percent: float
    people_each: int


def emergency_cover(on: date, within: str = "") -> EmergencyCover:
    """For the people of a place; stations are those of everywhere. Refuses without people or stations."""
    cells, stations = people_points(within), campus_points(on, kinds=CIRCLES["emergency"])
    if not len(cells.code):
        raise Refusal(refusals.NO_CELLS)
    if not stations:
        raise Refusal(refusals.NO_SITES, on=on.isoformat())
    radii, source = radii_on(on)
    km = np.column_stack([distances_metres(cells.lat, cells.lon, s.lat, s.lon) for s in stations]) / METRES
    urban = np.array([is_urban(code) for code in cells.place], dtype=np.bool_)
    nearest = km.min(axis=1)
    reach = [reach_of(Distance(float(k), bool(u), radii)) for k, u in zip(nearest, urban, strict=True)]
    near = km <= np.where(urban, radii.urban_km, radii.rural_most_km)[:, None]
    each, base = int(setting("planning.ambulance_people", on=on).value), float(setting("planning.ambulance_base_percent", on=on).value)
    everybody, kinds = np.ones(len(urban), dtype=np.bool_), np.array(reach)
    return EmergencyCover(
        on, radii, source, cells, nearest, reach, _reached(cells, kinds, everybody), _reached(cells, kinds, urban), _reached(cells, kinds, ~urban),
        float(cells.people[near.sum(axis=1) > 1].sum()), _townships(cells, kinds, urban), _stations(cells, stations, near),
        ceil(float(cells.people.sum()) * base / 100 / each), base, each,
    )


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


def _stations(cells: PeoplePoints, stations: list[CampusPoint], near: NDArray[np.bool_]) -> tuple[StationReach, ...]:
    alone = near.sum(axis=1) == 1
    rows = [
        StationReach(one, float(cells.people[near[:, i]].sum()), float(cells.people[near[:, i] & alone].sum())) for i, one in enumerate(stations)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.only_here, -row.people, row.station.campus_id)))
