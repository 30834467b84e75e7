"""The service map over the wire: GeoJSON (RFC 7946, degrees WGS84, five decimals: about a metre)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import orjson
import shapely
from numpy.typing import NDArray

from weijian.domains.planning.queries.conditions import Condition
from weijian.domains.planning.queries.day_and_night import Compared
from weijian.domains.planning.queries.one_change import Effect
from weijian.domains.planning.queries.project_sites import PlannedPoint
from weijian.domains.planning.queries.roving import RovingSession
from weijian.domains.planning.queries.service_map import ServiceMap
from weijian.domains.registry.api import CampusPoint
from weijian.engines.accessibility.barriers import around
from weijian.engines.accessibility.coverage import Share

FIVE, TWENTY = 5, 20
UNPLACED = ""
SMALL_CELL = 5
TABLE_CLASS = "road"
# Roads drawn from a great network: what a person steers by. The rest is drawn when the network is small.
GREAT_NETWORK, MAIN_CLASSES = 60_000, ("motorway", "trunk", "primary", "secondary", "tertiary")


def cells_geojson(found: ServiceMap) -> dict[str, Any]:
    """Population cells with their minutes (None: unreachable) and how many people; fewer than five are not told apart."""
    rows = zip(found.cells.code, found.cells.lon, found.cells.lat, found.cells.people, found.minutes, found.nearest, strict=True)
    return collection(
        point(
            lon, lat, id=code, people=None if 0 < people < SMALL_CELL else round(float(people)), minutes=_minutes(m),
            nearest=found.campuses[n].name if n >= 0 else None,
        )
        for code, lon, lat, people, m, n in rows
    )


def campuses_geojson(campuses: Iterable[CampusPoint]) -> dict[str, Any]:
    """Institutions; one that is still a project says from when (`arrives_on`), and is told apart by `planned`."""
    return collection(
        point(c.lon, c.lat, id=c.institution_id, name=c.name, kind=c.kind, level=c.level, planned=isinstance(c, PlannedPoint), **_arrival(c)) for c in campuses
    )


def _arrival(campus: CampusPoint) -> dict[str, Any]:
    if not isinstance(campus, PlannedPoint) or campus.arrives_on is None:
        return {}
    return {"project": campus.project_id, "arrives_on": campus.arrives_on.isoformat()}


def roads_geojson(arrays: dict[str, NDArray[Any]]) -> dict[str, Any]:
    """One MultiLineString per road class; a two-way road is drawn once."""
    tail, head = arrays["from_node"], arrays["to_node"]
    classes = [str(c) for c in arrays["classes"]] if "classes" in arrays else [TABLE_CLASS]
    kind = arrays.get("road_class", np.zeros(len(tail), dtype=np.int16))
    low, high = np.minimum(tail, head), np.maximum(tail, head)
    _, once = np.unique(low.astype(np.int64) * len(arrays["lon"]) + high, return_index=True)
    drawn = [(i, c) for i, c in enumerate(classes) if len(once) <= GREAT_NETWORK or c in MAIN_CLASSES or classes == [TABLE_CLASS]]
    points = np.round(np.column_stack([arrays["lon"], arrays["lat"]]), FIVE)
    return collection(_lines(points, low[once], high[once], kind[once] == index, name) for index, name in drawn)


def _lines(points: NDArray[np.float64], tail: NDArray[Any], head: NDArray[Any], chosen: NDArray[np.bool_], name: str) -> dict[str, Any]:
    pairs = np.stack([points[tail[chosen]], points[head[chosen]]], axis=1)
    return {"type": "Feature", "properties": {"class": name}, "geometry": {"type": "MultiLineString", "coordinates": pairs.tolist()}}


def boundaries_geojson(places: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return collection(
        {"type": "Feature", "properties": {"code": p["code"], "name": p["name"], "level": p["level"]}, "geometry": p["boundary"]} for p in places
    )


def collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def point(lon: float, lat: float, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [round(float(lon), FIVE), round(float(lat), FIVE)]}}


def _minutes(value: float) -> float | None:
    return round(float(value), 1) if np.isfinite(value) else None


@dataclass(frozen=True)
class TownshipRow:
    """A township's line beside the map; `coverage` None means nobody lives there."""

    code: str
    name: str
    share: Share


def township_rows(found: ServiceMap) -> list[TownshipRow]:
    """Townships by how many people are not covered, most first."""
    rows = [TownshipRow(code, found.place_names.get(code) or UNPLACED, share) for code, share in found.coverage.by_place.items()]
    return sorted(rows, key=lambda r: (-r.share.uncovered_people, r.code))


def area_geojson(area: Any, minutes: float) -> dict[str, Any]:
    """An isochrone as one MultiPolygon."""
    shape = orjson.loads(shapely.to_geojson(shapely.set_precision(area, 10.0**-FIVE)))
    return collection([{"type": "Feature", "geometry": shape, "properties": {"minutes": minutes}}])


def conditions_geojson(found: Iterable[Condition]) -> dict[str, Any]:
    """Roads shut or slow, as areas around their courses."""
    return collection(_area(one) for one in found)


def _area(one: Condition) -> dict[str, Any]:
    shape = around(one.course, one.metres).exterior.coords
    ring = [[round(lon, FIVE), round(lat, FIVE)] for lon, lat in shape]
    said = {"id": one.pk, "name": one.words, "shut": not one.percent}
    return {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}, "properties": said}


def roving_geojson(found: Iterable[RovingSession]) -> dict[str, Any]:
    """Roving clinics with their day and hours."""
    return collection(
        point(one.lon, one.lat, id=one.pk, name=f"{one.team} {one.session_on:%m-%d} {one.starts_at:%H:%M}–{one.ends_at:%H:%M}", state=one.state)
        for one in found
    )


def coverage_json(found: ServiceMap) -> dict[str, Any]:
    """The whole answer for a program: totals, by township, what was left out and why."""
    return {
        "network": {"name": found.network.name, "as_of": found.network.as_of_on.isoformat(), "nodes": found.soundness.nodes, "edges": found.soundness.edges,
                    "components": found.soundness.components, "largest_share": found.soundness.largest_share},
        "planned": [{"project": c.project_id, "name": c.name, **_arrival(c)} for c in found.arrivals.points],
        "planned_left_out": [{"project": c.project_id, "name": c.name, "why": why.sentence} for c, why in found.arrivals.left_out],
        "left_out": _named(found.left_out), **_sifted(found),
        "mode": found.question.mode, "minutes": found.question.minutes, "on": found.question.on.isoformat(),
        "conditions": [one.words for one in found.conditions], "roads_as_they_are": found.question.roads_as_they_are,
        "pace_percent": found.question.pace_percent, "institutions": len(found.campuses),
        **asdict(found.coverage.overall),
        "groups": {name: asdict(share) for name, share in found.groups.items()},
        "by_place": {r.code: {"name": r.name, **asdict(r.share)} for r in township_rows(found)},
        "catchments": [
            {"id": c.institution_id, "name": c.name, "people": people, "mean_minutes": mean if people else None, "farthest_minutes": far}
            for c, people, mean, far in found.served[:TWENTY]
        ],
        "uncovered_first": list(found.coverage.uncovered[:TWENTY]), "unreachable_first": list(found.coverage.unreachable[:TWENTY]),
        "far_sites": [asdict(d) for d in found.soundness.far_sites], "far_cells": [asdict(d) for d in found.soundness.far_cells[:TWENTY]],
    }


def _named(campuses: Iterable[CampusPoint]) -> list[dict[str, Any]]:
    return [{"id": c.institution_id, "name": c.name} for c in campuses]


def _sifted(found: ServiceMap) -> dict[str, Any]:
    """At which hour, who is shut then, whose hours nobody registered and of these who was left out; how many stand beyond the boundary."""
    moment, sifted = found.among.moment, found.sifted
    return {
        "when": moment.asked if moment else None, "at": moment.clock if moment else None, "neighbours": found.among.neighbours,
        "closed": _named(sifted.closed), "hours_unknown": _named(sifted.unknown), "hours_unknown_left_out": _named(sifted.unknown_left_out),
        "beyond_the_boundary": len(sifted.outside),
    }


def compared_json(beside: Compared) -> dict[str, Any]:
    """The same by day and by night; people whom counting the neighbours moves into the circle (None: no place was chosen)."""
    told = {name: {**asdict(one), "coverage": one.coverage} for name, one in (("by_day", beside.day), ("by_night", beside.night))}
    return {**told, "neighbours_move_people": beside.moved_people}


def effect_json(effect: Effect) -> dict[str, Any]:
    return {**asdict(effect), "difference": effect.difference}


def nearest_json(lon: float, lat: float, found: Iterable[tuple[CampusPoint, float]]) -> dict[str, Any]:
    nearest = [{"name": campus.name, "id": campus.institution_id, "minutes": round(minutes, 1), **_arrival(campus)} for campus, minutes in found]
    return {"lon": lon, "lat": lat, "nearest": nearest}
