"""Where a new site could stand, what stands already, and the ways between both and the people."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weijian.domains.planning.queries.service_map import Ground
from weijian.domains.planning.rules.siting import MOST_CANDIDATES, SitingQuestion, Spacing, refusal_to_keep_apart
from weijian.engines.accessibility.pairs import milliseconds_of, reached_pairs
from weijian.engines.accessibility.snap import Snap, snap
from weijian.engines.accessibility.travel import nearest_from_cells
from weijian.engines.siting.pairs import Pairs, pairs_of_triples
from weijian.engines.siting.question import too_near
from weijian.kernel.geo import distances_metres
from weijian.kernel.refusal import must

TODAY = 0  # where all are kept, the candidate that stands for every campus there is: only the nearest of each cell matters
CELLS, VILLAGES, TOWNSHIPS = "cells", "villages", "townships"
METRES = 1000


@dataclass(frozen=True, eq=False)
class Candidates:
    """Where a new site could stand: cells of people, or each village's or township's cell nearest to the middle of its people. `cell` numbers cells."""

    cell: NDArray[np.intp]
    level: str


@dataclass(frozen=True, eq=False)
class Layout:
    """Candidates as the engine numbers them: the first `stand` are there today (all campuses as one, or each on its own), the others are new.

    By candidate: `kept` must stand, `barred` must not. `apart` are pairs too near each other.
    """

    candidates: Candidates
    stand: int
    pairs: Pairs
    kept: NDArray[np.bool_]
    barred: NDArray[np.bool_]
    apart: NDArray[np.int32]

    def cell_of(self, candidate: int) -> int:
        return int(self.candidates.cell[candidate - self.stand])


def layout_for(asked: SitingQuestion, on: Ground) -> Layout:
    """Refuses where too few places are far enough from what stands."""
    candidates = candidates_of(asked, on)  # numbers cells of the first service: the same places come again for each other
    stand = len(on.campuses) if asked.every_site_apart else 1
    sites = stand + len(candidates.cell)
    kept = np.arange(sites) < stand
    if asked.conditions.move:
        kept[:stand] = [campus.campus_id <= 0 for campus in on.campuses]  # one that is still a project cannot be moved
    barred, apart = _spaced(asked, on, candidates, stand)
    pairs = _every_way(on, candidates) if asked.every_site_apart else _ways_nearer_than_today(on, candidates)
    return Layout(candidates, stand, pairs, kept, barred, apart)


def candidates_of(asked: SitingQuestion, on: Ground) -> Candidates:
    """Every cell where the question is small enough for that, else the middles of villages, or of townships."""
    on = on.services[0] if on.services else on
    cells, pairs = len(on.cells.code), asked.most_pairs
    whole = Candidates(np.arange(cells, dtype=np.intp), CELLS)
    if pairs is None:
        return whole if cells <= MOST_CANDIDATES else _middles(on, on.townships, TOWNSHIPS)
    villages = _middles(on, on.cells.place, VILLAGES)
    small = (one for one in (whole, villages) if len(one.cell) <= MOST_CANDIDATES and cells * (len(one.cell) + len(on.campuses)) <= pairs)
    return next(small, None) or _middles(on, on.townships, TOWNSHIPS)


def _middles(on: Ground, places: NDArray[np.object_], level: str) -> Candidates:
    return Candidates(np.array([_middle(on, np.flatnonzero(places == name)) for name in np.unique(places.astype(np.str_))], dtype=np.intp), level)


def _middle(on: Ground, own: NDArray[np.intp]) -> int:
    """Of some cells the one nearest to the middle of their people."""
    lon, lat, people = on.cells.lon[own], on.cells.lat[own], on.cells.people[own]
    weight = people if people.sum() else np.ones(len(own))
    east = (lon - np.average(lon, weights=weight)) * np.cos(np.radians(lat))
    return int(own[np.argmin(east**2 + (lat - np.average(lat, weights=weight)) ** 2)])


def _spaced(asked: SitingQuestion, on: Ground, candidates: Candidates, stand: int) -> tuple[NDArray[np.bool_], NDArray[np.int32]]:
    """Candidates barred by what stays, and pairs that cannot both stand. What stands today may be as near to each other as it is."""
    sites, least = stand + len(candidates.cell), asked.conditions.apart_km
    barred, apart = np.zeros(sites, dtype=np.bool_), np.zeros((0, 2), dtype=np.int32)
    if least is None:
        return barred, apart
    lon, lat = on.cells.lon[candidates.cell], on.cells.lat[candidates.cell]
    near = too_near(_kilometres(lon, lat, lon, lat), least) + stand
    campus_lon, campus_lat = (np.array([getattr(campus, name) for campus in on.campuses], dtype=np.float64) for name in ("lon", "lat"))
    close = _kilometres(campus_lon, campus_lat, lon, lat) < least
    stays = np.array([not asked.conditions.move or campus.campus_id <= 0 for campus in on.campuses], dtype=np.bool_)
    barred[stand:] = close[stays].any(axis=0)
    must(refusal_to_keep_apart(Spacing(int((~barred[stand:]).sum()), max(asked.most_new or 1, 1), least)))
    movable = np.argwhere(close & ~stays[:, None]) + np.array([0, stand])
    return barred, np.concatenate([near, movable]).astype(np.int32)


def _kilometres(lon: NDArray[np.float64], lat: NDArray[np.float64], to_lon: NDArray[np.float64], to_lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """As the crow flies. Shape: first points by second."""
    return distances_metres(lat[:, None], lon[:, None], to_lat, to_lon) / METRES


def _ways_nearer_than_today(on: Ground, candidates: Candidates) -> Pairs:
    """Today's nearest campus of each cell, and the candidates that would be nearer than it: no other pair can matter."""
    today = _today(on)
    there = np.flatnonzero(np.isfinite(today))
    before = np.full(len(today), np.iinfo(np.int64).max)
    before[there] = milliseconds_of(today[there])
    cell, site, ms = _to_new(on, _snapped(on, candidates))
    nearer = ms < before[cell]
    return pairs_of_triples(
        np.concatenate([there, cell[nearer]]), np.concatenate([np.full(len(there), TODAY), site[nearer] + 1]),
        np.concatenate([before[there], ms[nearer]]), len(today), len(candidates.cell) + 1,
    )


def _every_way(on: Ground, candidates: Candidates) -> Pairs:
    """Every cell to every campus, each on its own, and to every candidate."""
    stand = len(on.campuses)
    there, new = _to_campuses(on), _to_new(on, _snapped(on, candidates))
    return pairs_of_triples(
        np.concatenate([there[0], new[0]]), np.concatenate([there[1], new[1] + stand]), np.concatenate([there[2], new[2]]), len(on.cells.code),
        stand + len(candidates.cell),
    )


def _snapped(on: Ground, candidates: Candidates) -> Snap:
    return snap(on.graph, on.cells.lon[candidates.cell], on.cells.lat[candidates.cell])


Ways = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]  # cell, site and milliseconds


def _to_campuses(on: Ground) -> Ways:
    """Every way there is to a campus, of its own service's people."""
    if not on.services:
        return _ways(on, on.doors) if on.campuses else (np.zeros(0, np.int64),) * 3
    cells, campuses = [len(one.cells.code) for one in on.services], [len(one.campuses) for one in on.services]
    return _one_after_the_other([_to_campuses(one) for one in on.services], cells, campuses)


def _to_new(on: Ground, new: Snap) -> Ways:
    """Every way there is to a new site, for each service."""
    if not on.services:
        return _ways(on, new)
    return _one_after_the_other([_ways(one, new) for one in on.services], [len(one.cells.code) for one in on.services], [0] * len(on.services))


def _one_after_the_other(ways: Sequence[Ways], cells: Sequence[int], sites: Sequence[int]) -> Ways:
    """Each numbered after the cells and the sites of those before."""
    cell_from, site_from = (np.concatenate([[0], np.cumsum(counts)[:-1]]) for counts in (cells, sites))
    return (
        np.concatenate([way[0] + start for way, start in zip(ways, cell_from, strict=True)]),
        np.concatenate([way[1] + start for way, start in zip(ways, site_from, strict=True)]), np.concatenate([way[2] for way in ways]),
    )


def _ways(on: Ground, doors: Snap) -> Ways:
    """Cell, site and milliseconds of every way there is."""
    found = reached_pairs(on.graph, on.homes, doors)
    site = np.repeat(np.arange(found.sites), np.diff(found.starts))
    return found.cell.astype(np.int64), site.astype(np.int64), found.milliseconds.astype(np.int64)


def _today(on: Ground) -> NDArray[np.float64]:
    """Seconds of every cell to its nearest campus of the service; nobody has any where there is none."""
    if on.services:
        return np.concatenate([_today(one) for one in on.services])
    if not on.campuses:
        return np.full(len(on.cells.code), np.inf)
    return nearest_from_cells(on.graph, on.homes, on.doors).seconds
