"""East, west, south, north, centre: who lives in each, which has its grade-three general hospital, which project will fill the empty ones."""

from dataclasses import dataclass
from datetime import date
from math import cos, radians

import numpy as np
from numpy.typing import NDArray

from weijian.domains.planning import refusals as say
from weijian.domains.planning.models import RoadNetwork
from weijian.domains.planning.queries.project_sites import PlannedPoint, arrivals
from weijian.domains.planning.queries.service_map import TOWNSHIP_DIGITS, graph_of, network_on
from weijian.domains.planning.rules.circle import MapQuestion, refusal_to_draw_map
from weijian.domains.planning.rules.emergency import is_urban
from weijian.domains.planning.rules.sectors import (
    GENERAL,
    LEVEL,
    General,
    Offset,
    Sector,
    SectorCount,
    SectorStanding,
    is_grade_three_general,
    sector_of,
    sector_standing,
)
from weijian.domains.registry.api import CampusPoint, PeoplePoints, campus_points, levels_on, names_of_places, people_points
from weijian.engines.accessibility.pairs import reached_pairs
from weijian.engines.accessibility.snap import snap
from weijian.foundation.parameters.queries import setting
from weijian.kernel.geo import EARTH_RADIUS_METRES, distances_metres
from weijian.kernel.refusal import Refusal, must

METRES, SECONDS = 1000, 60
KM_A_DEGREE = radians(1) * EARTH_RADIUS_METRES / METRES
SAME_KM = 1e-9


@dataclass(frozen=True, eq=False)
class City:
    """The city's people and their middle: cells of the place's streets, or all its cells where it has no street (`streets` False).

    `lon` and `lat` of the middle are means weighted by people, in degrees; `edge_km` is how far the farthest of the cells lies from it.
    """

    cells: PeoplePoints
    streets: bool
    lon: float
    lat: float
    centre_km: float
    edge_km: float

    def sector(self, lon: float, lat: float) -> Sector:
        """By kilometres east and north on the parallel of the middle (an error below 1 in 1,000 over a city)."""
        east = (lon - self.lon) * KM_A_DEGREE * cos(radians(self.lat))
        return sector_of(Offset(float(east), float((lat - self.lat) * KM_A_DEGREE), self.centre_km))

    def holds(self, campus: CampusPoint) -> bool:
        """No farther from the middle than its farthest people: a county town an hour away is not the city's east."""
        km = float(distances_metres(self.lat, self.lon, campus.lat, campus.lon)) / METRES
        return km <= self.edge_km + SAME_KM


@dataclass(frozen=True)
class SectorPlace:
    """People of a township who live in the sector."""

    code: str
    name: str
    people: float


@dataclass(frozen=True)
class SectorLine:
    """`reached` are the people of the sector who reach one of its own hospitals in time; a campus stands where it is, not where its institution is."""

    sector: Sector
    people: float
    reached: float
    hospitals: tuple[CampusPoint, ...]
    coming: tuple[PlannedPoint, ...]
    standing: SectorStanding
    places: tuple[SectorPlace, ...]

    @property
    def share(self) -> float | None:
        return self.reached / self.people if self.people else None


@dataclass(frozen=True, eq=False)
class Sectors:
    """`sector` is by cell of the city. `outside` are hospitals of the place beyond the city's edge; `left_out` projects that do not count, with the reason."""

    question: MapQuestion
    peak: bool
    network: RoadNetwork
    city: City
    source: str
    sector: list[Sector]
    lines: tuple[SectorLine, ...]
    outside: tuple[CampusPoint, ...]
    left_out: tuple[tuple[PlannedPoint, Refusal], ...]

    @property
    def vacant(self) -> tuple[SectorLine, ...]:
        return tuple(line for line in self.lines if line.standing is not SectorStanding.FILLED)


def sectors(question: MapQuestion, *, today: date, peak: bool = False, within: str = "") -> Sectors:
    """Of the city that the place is. Refuses without people or without a network."""
    must(refusal_to_draw_map(question))
    city, source = _city(question.on, within)
    network = network_on(question.on)
    hospitals = [c for c in campus_points(question.on, kinds=(GENERAL,)) if is_grade_three_general(General(c.kind, c.level))]
    own = [c for c in hospitals if c.place_code.startswith(within)]
    inside = [c for c in own if city.holds(c)]
    sector = [city.sector(lon, lat) for lon, lat in zip(city.cells.lon, city.cells.lat, strict=True)]
    there = [city.sector(c.lon, c.lat) for c in inside]
    reached = _reached(question, peak, network, city, sector, inside, there)
    coming, left_out = _coming(question.on, today, within, city)
    lines = tuple(_line(one, city, sector, reached, [c for c, s in zip(inside, there, strict=True) if s is one], coming) for one in Sector)
    return Sectors(question, peak, network, city, source, sector, lines, tuple(c for c in own if not city.holds(c)), left_out)


def _city(on: date, within: str) -> tuple[City, str]:
    cells = people_points(within)
    urban = np.array([is_urban(code) for code in cells.place], dtype=np.bool_)
    kept = cells.only(urban) if urban.any() else cells
    if not kept.people.sum():
        raise Refusal(say.NO_CELLS)
    lon, lat = (float(np.average(degrees, weights=kept.people)) for degrees in (kept.lon, kept.lat))
    radius = setting("planning.sector_centre_km", on=on)
    edge = float(distances_metres(lat, lon, kept.lat, kept.lon).max()) / METRES
    return City(kept, bool(urban.any()), lon, lat, float(radius.value), edge), radius.source


def _reached(
    question: MapQuestion, peak: bool, network: RoadNetwork, city: City, sector: list[Sector], hospitals: list[CampusPoint], there: list[Sector],
) -> NDArray[np.bool_]:
    """By cell: is one of its own sector's hospitals within the minutes by car?"""
    found = np.zeros(len(sector), dtype=np.bool_)
    if not hospitals:
        return found
    graph = graph_of(network, question.mode, peak, question.on)
    homes, doors = snap(graph, city.cells.lon, city.cells.lat), snap(graph, np.array([c.lon for c in hospitals]), np.array([c.lat for c in hospitals]))
    pairs = reached_pairs(graph, homes, doors, limit_seconds=question.minutes * SECONDS).within(question.minutes)
    of_cell, of_site = np.array(sector), np.array(there)
    same = of_cell[pairs.cell] == np.repeat(of_site, np.diff(pairs.starts))
    found[pairs.cell[same]] = True
    return found


def _coming(on: date, today: date, within: str, city: City) -> tuple[list[PlannedPoint], tuple[tuple[PlannedPoint, Refusal], ...]]:
    """Projects of the city that add a general hospital whose owner is of grade three; whichever day they open."""
    found = arrivals(date.max, today=today, kinds=(GENERAL,), judged=False)
    levels = levels_on({p.institution_id for p in (*found.points, *(p for p, _why in found.left_out))}, on)

    def adds(point: PlannedPoint) -> bool:
        return levels.get(point.institution_id) == LEVEL and point.place_code.startswith(within) and city.holds(point)

    return [p for p in found.points if adds(p)], tuple((p, why) for p, why in found.left_out if adds(p))


def _line(
    one: Sector, city: City, sector: list[Sector], reached: NDArray[np.bool_], hospitals: list[CampusPoint], coming: list[PlannedPoint],
) -> SectorLine:
    own, people = np.array([s is one for s in sector], dtype=np.bool_), city.cells.people
    arriving = tuple(p for p in coming if city.sector(p.lon, p.lat) is one)
    standing = sector_standing(SectorCount(len(hospitals), len(arriving)))
    return SectorLine(one, float(people[own].sum()), float(people[own & reached].sum()), tuple(hospitals), arriving, standing, _places(city.cells.only(own)))


def _places(cells: PeoplePoints) -> tuple[SectorPlace, ...]:
    """Most people first."""
    towns = np.array([code[:TOWNSHIP_DIGITS] for code in cells.place], dtype=object)
    named = names_of_places(set(towns))
    rows = [SectorPlace(code, named.get(code, ""), float(cells.people[towns == code].sum())) for code in set(towns)]
    return tuple(sorted(rows, key=lambda row: (-row.people, row.code)))
