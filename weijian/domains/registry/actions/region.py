"""Standing a region up from its own files: divisions, population, cells and institutions. Loading again changes nothing twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import numpy as np
from django.db import transaction
from shapely import STRtree
from shapely.geometry import Point, shape

from weijian.domains.registry.events import CellsLoaded, InstitutionsLoaded, PlacesLoaded, PopulationLoaded
from weijian.domains.registry.models import Campus, Institution, InstitutionStanding, Place, PopulationCell, PopulationDenominator
from weijian.foundation.happenings.trail import record
from weijian.kernel.places import Level, level_of, natural_parent
from weijian.kernel.standing import Standing

BATCH = 2_000
LEVELS = {Level.PROVINCE: 1, Level.PREFECTURE: 2, Level.COUNTY: 3, Level.TOWNSHIP: 4, Level.VILLAGE: 5}
UNNAMED = "（文件未提供名称）"
UNKNOWN_KIND = ""


@dataclass(frozen=True)
class Division:
    """One division of a region's file; `code` is trimmed to its level."""

    code: str
    name: str
    urban_rural: str = ""
    segment: str = ""
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True)
class Headcount:
    """People of a place in a year by one source; `stratum` is all, 65+ or 0-14."""

    code: str
    year: int
    source: str
    people: int
    stratum: str = "all"
    document: str = ""


@dataclass(frozen=True)
class Cell:
    code: str
    lon: float
    lat: float
    people: float
    place_code: str = ""
    elderly: float | None = None
    children: float | None = None


@dataclass(frozen=True)
class Site:
    """One institution of a region's file with its one campus."""

    code: str
    name: str
    lon: float
    lat: float
    kind: str = UNKNOWN_KIND
    level: str = ""
    grade: str = ""
    ownership: str = "9"
    place_code: str = ""
    address: str = ""
    opened_on: date | None = None


@dataclass(frozen=True)
class Loaded:
    """How many were new, and how many stood already."""

    added: int
    known: int
    unnamed: tuple[str, ...] = field(default=())


@transaction.atomic
def load_places(divisions: Sequence[Division], boundaries: Mapping[str, Mapping[str, Any]], *, from_on: date, by: Standing, at: datetime) -> Loaded:
    """Add the divisions that are not there yet, parents first; a parent no file names is shown by its code."""
    wanted = {d.code: d for d in divisions}
    unnamed = tuple(sorted({a for code in wanted for a in _ancestors(code)} - wanted.keys()))
    wanted.update({code: Division(code, f"{code}{UNNAMED}") for code in unnamed})
    known = dict(Place.objects.filter(ends_on__isnull=True).values_list("code", "pk"))
    fresh = sorted((d for d in wanted.values() if d.code not in known), key=lambda d: (len(d.code), d.code))
    for level in LEVELS.values():
        rows = [_place(d, known, boundaries.get(d.code), from_on) for d in fresh if LEVELS[level_of(d.code)] == level]
        known.update({p.code: p.pk for p in Place.objects.bulk_create(rows, batch_size=BATCH)})
    _set_boundaries(boundaries)
    record(PlacesLoaded(len(fresh), len(wanted) - len(fresh)), by=by, at=at)
    return Loaded(len(fresh), len(wanted) - len(fresh), tuple(c for c in unnamed if c in {d.code for d in fresh}))


def _ancestors(code: str) -> Iterable[str]:
    parent = natural_parent(code)
    while parent:
        yield parent
        parent = natural_parent(parent)


def _place(division: Division, known: Mapping[str, int], boundary: Mapping[str, Any] | None, from_on: date) -> Place:
    parent = natural_parent(division.code)
    lon, lat = division.lon, division.lat
    if boundary and lon is None:
        inside = shape(boundary).representative_point()
        lon, lat = inside.x, inside.y
    return Place(
        code=division.code, name=division.name, level=LEVELS[level_of(division.code)], parent_id=known[parent] if parent else None,
        urban_rural_code=division.urban_rural, record_segment=division.segment, lon=lon, lat=lat, boundary=boundary, from_on=from_on,
    )


def _set_boundaries(boundaries: Mapping[str, Mapping[str, Any]]) -> None:
    for place in Place.objects.filter(code__in=list(boundaries), ends_on__isnull=True, boundary__isnull=True):
        place.boundary = dict(boundaries[place.code])
        place.save(update_fields=["boundary"])


@transaction.atomic
def load_population(counts: Sequence[Headcount], *, by: Standing, at: datetime) -> Loaded:
    """Add denominators; one of the same place, year, source and stratum keeps its place and takes the new number."""
    places = _place_ids({c.code for c in counts})
    rows = [
        PopulationDenominator(place_id=places[c.code], year=c.year, source=c.source, stratum=c.stratum, people=c.people, document=c.document)
        for c in counts if c.code in places
    ]
    before = PopulationDenominator.objects.count()
    PopulationDenominator.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["place", "year", "source", "stratum"], update_fields=["people", "document"],
    )
    added = PopulationDenominator.objects.count() - before
    record(PopulationLoaded(added, len(rows) - added), by=by, at=at)
    return Loaded(added, len(rows) - added)


@transaction.atomic
def load_cells(cells: Sequence[Cell], *, source: str, fallback_code: str, by: Standing, at: datetime) -> Loaded:
    """Add population cells; one without a place is put where its point lies, or else under `fallback_code`."""
    codes = _codes_by_point([(c.lon, c.lat) for c in cells], [c.place_code for c in cells], fallback_code)
    places = _place_ids(set(codes))
    rows = [
        PopulationCell(code=c.code, place_id=places.get(code), lon=c.lon, lat=c.lat, people=c.people, elderly=c.elderly, children=c.children, source=source)
        for c, code in zip(cells, codes, strict=True)
    ]
    before = PopulationCell.objects.count()
    PopulationCell.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["code"], update_fields=["place", "lon", "lat", "people", "elderly", "children", "source"],
    )
    added = PopulationCell.objects.count() - before
    record(CellsLoaded(added, len(rows) - added), by=by, at=at)
    return Loaded(added, len(rows) - added)


@transaction.atomic
def load_institutions(sites: Sequence[Site], *, from_on: date, fallback_code: str, document: str = "", by: Standing, at: datetime) -> Loaded:
    """Add the institutions whose code is not there yet, each with its standing and main campus."""
    known = set(Institution.objects.filter(code__in=[s.code for s in sites]).values_list("code", flat=True))
    fresh = [s for s in sites if s.code not in known]
    codes = _codes_by_point([(s.lon, s.lat) for s in fresh], [s.place_code for s in fresh], fallback_code)
    places = _place_ids(set(codes))
    made = Institution.objects.bulk_create(
        [Institution(code=s.code, name=s.name, place_id=places[c], address=s.address, opened_on=s.opened_on) for s, c in zip(fresh, codes, strict=True)],
        batch_size=BATCH,
    )
    InstitutionStanding.objects.bulk_create([_standing(i, s, from_on, document) for i, s in zip(made, fresh, strict=True)], batch_size=BATCH)
    Campus.objects.bulk_create(
        [
            Campus(institution=i, name="本部", main=True, place_id=i.place_id, lon=s.lon, lat=s.lat, from_on=s.opened_on or from_on)
            for i, s in zip(made, fresh, strict=True)
        ],
        batch_size=BATCH,
    )
    record(InstitutionsLoaded(len(fresh), len(known)), by=by, at=at)
    return Loaded(len(fresh), len(known))


def _standing(institution: Institution, site: Site, from_on: date, document: str) -> InstitutionStanding:
    return InstitutionStanding(
        institution=institution, from_on=site.opened_on or from_on, status="operating", kind=site.kind, level=site.level, grade=site.grade,
        ownership=site.ownership, document=document,
    )


def _place_ids(codes: Iterable[str]) -> dict[str, int]:
    return dict(Place.objects.filter(code__in=list(codes), ends_on__isnull=True).values_list("code", "pk"))


def _codes_by_point(points: Sequence[tuple[float, float]], given: Sequence[str], fallback: str) -> list[str]:
    """The given place code, else the smallest place whose boundary holds the point, else `fallback`."""
    bounded = list(Place.objects.filter(ends_on__isnull=True, boundary__isnull=False).order_by("level", "code").values_list("code", "boundary"))
    if not bounded or all(given):
        return [code or fallback for code in given]
    tree = STRtree([shape(b) for _, b in bounded])
    point, polygon = tree.query([Point(p) for p in points], predicate="within")
    finest: dict[int, int] = {}
    for p, b in zip(np.asarray(point).tolist(), np.asarray(polygon).tolist(), strict=True):
        finest[p] = max(b, finest.get(p, -1))
    return [code or (bounded[finest[i]][0] if i in finest else fallback) for i, code in enumerate(given)]
