"""Reading for planning: which network holds on a day, who reaches what, in how long."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from weijian.domains.planning import refusals
from weijian.domains.planning.models import RoadNetwork
from weijian.domains.planning.queries.conditions import Condition, conditions_on, under
from weijian.domains.planning.queries.homes import homes
from weijian.domains.planning.queries.opening import WHOEVER, Among, Sifted, sift
from weijian.domains.planning.queries.project_sites import NONE, Arrivals, PlannedPoint
from weijian.domains.planning.rules.circle import MapQuestion, Qualifying, qualifies_for_circle, refusal_to_draw_map
from weijian.domains.registry.api import CampusPoint, PeoplePoints, basic_services_offered, campus_points, names_of_places
from weijian.domains.workforce.api import doctors_on_duty
from weijian.engines.accessibility.catchments import catchments
from weijian.engines.accessibility.coverage import Coverage, Share, Soundness, coverage, coverage_of_groups, soundness
from weijian.engines.accessibility.isochrones import isochrone
from weijian.engines.accessibility.network import Network, network_of_edges, network_of_roads
from weijian.engines.accessibility.snap import Snap, snap
from weijian.engines.accessibility.speeds import Speeds
from weijian.engines.accessibility.travel import Nearest, nearest_from_cells, nearest_sites
from weijian.foundation.files.arrays import kept
from weijian.foundation.parameters.queries import setting
from weijian.interop.roads.ways import MODES
from weijian.kernel.refusal import Refusal, must

NETWORKS = "networks"
NETWORKS_HELD = 4
NEAREST_SHOWN = 5
AS_IT_IS = 100  # per cent of the speeds in force
FINEST_METRES, METRES_A_MINUTE = 60.0, 5.0  # how finely an area is drawn: coarser the farther it reaches
FERRY = "ferry"  # the class of ferry lines
TOWNSHIP_DIGITS = 9

# Groups of institutions a circle may be drawn around: prefixes of WS 218 kinds.
CIRCLES: dict[str, tuple[str, ...]] = {
    "any": (), "primary": ("B", "C", "D600"), "hospital": ("A", "G"), "emergency": ("E",), "village": ("D600",),
}
JUDGED = ("any", "primary", "hospital", "village")  # an emergency station is judged by its vehicles, not by its clinic


@dataclass(frozen=True)
class ServiceMap:
    """One answer: cells with their minutes and nearest campus, shares of people, and what is odd about the network."""

    network: RoadNetwork
    question: MapQuestion
    cells: PeoplePoints
    campuses: list[CampusPoint]
    minutes: NDArray[np.float64]
    nearest: NDArray[np.int32]
    coverage: Coverage
    soundness: Soundness
    place_names: dict[str, str]
    left_out: list[CampusPoint]
    arrivals: Arrivals = NONE
    groups: Mapping[str, Share] = field(default_factory=dict)
    among: Among = WHOEVER
    sifted: Sifted = field(default_factory=Sifted)
    conditions: tuple[Condition, ...] = ()

    @cached_property
    def served(self) -> "list[tuple[CampusPoint, float, float, float]]":
        """Each institution with the people nearest to it, their mean minutes and the farthest cell's; the most people first."""
        found = catchments(Nearest(self.minutes * 60, self.nearest), self.cells.people, len(self.campuses))
        rows = zip(self.campuses, found.people, found.mean_seconds / 60, found.farthest_seconds / 60, strict=True)
        return sorted(((c, float(p), float(m), float(f)) for c, p, m, f in rows), key=lambda row: -row[1])


def networks() -> QuerySet[RoadNetwork]:
    return RoadNetwork.objects.order_by("-as_of_on", "-pk")


def network_on(on: date) -> RoadNetwork:
    """The road network in force on the day: the latest dated by then."""
    found = RoadNetwork.objects.filter(as_of_on__lte=on).order_by("-as_of_on", "-pk").first()
    if found is None:
        raise Refusal(refusals.NO_NETWORK, on=on.isoformat())
    return found


@dataclass(frozen=True, eq=False)
class Ground:
    """What every question about travel starts from: people, qualifying campuses, and both bound to the network of the day."""

    network: RoadNetwork
    graph: Network
    cells: PeoplePoints
    campuses: list[CampusPoint]
    homes: Snap
    doors: Snap
    left_out: list[CampusPoint]
    sifted: Sifted = field(default_factory=Sifted)
    services: "tuple[Ground, ...]" = ()  # several services asked for at once: the ground of each, whose cells and campuses these are one after the other

    @cached_property
    def townships(self) -> NDArray[np.object_]:
        return np.array([p[:TOWNSHIP_DIGITS] for p in self.cells.place], dtype=object)


def ground(
    question: MapQuestion, *, circle: str = "any", peak: bool = False, within: str = "", arriving: Arrivals = NONE, needed: bool = True,
    among: Among = WHOEVER,
) -> Ground:
    """Refuses without a network, without people, and (where they are `needed`) without campuses that count."""
    must(refusal_to_draw_map(question))
    network = network_on(question.on)
    graph = graph_for(network, question, peak, by_night=among.moment is not None and not among.moment.by_day)
    cells, at_home = homes(within, graph, (network.sha256, question.mode))
    if not len(cells.code):
        raise Refusal(refusals.NO_CELLS)
    qualified, left_out = parted(circle, question.on)
    sifted = sift([*qualified, *arriving.points], question.on, within, among)
    campuses = list(sifted.counted)
    if needed:
        must(_refusal_of_none(sifted, question.on, among))
    return Ground(network, graph, cells, campuses, at_home, _snap_campuses(graph, campuses), left_out, sifted)


def _refusal_of_none(sifted: Sifted, on: date, among: Among) -> Refusal | None:
    """Why nobody counts, where nobody does."""
    if sifted.counted:
        return None
    if among.moment is not None and (sifted.closed or sifted.unknown):
        return Refusal(refusals.NONE_OPEN, on=on.isoformat(), clock=among.moment.clock)
    return Refusal(refusals.NONE_ON_THIS_SIDE if sifted.outside else refusals.NO_SITES, on=on.isoformat())


def service_map(
    question: MapQuestion, *, circle: str = "any", peak: bool = False, within: str = "", arriving: Arrivals = NONE, among: Among = WHOEVER,
) -> ServiceMap:
    """Who lives where, which institutions serve them, and who cannot reach one in time. Service points that will be there by the day count, too."""
    on = ground(question, circle=circle, peak=peak, within=within, arriving=arriving, among=among)
    times, cells, townships = nearest_from_cells(on.graph, on.homes, on.doors), on.cells, on.townships
    found = coverage(cells.code, cells.people, times.seconds, question.minutes, townships)
    names = np.array([c.name for c in on.campuses], dtype=object)
    return ServiceMap(
        on.network, question, cells, on.campuses, times.seconds / 60, times.site, found,
        soundness(on.graph, cells.code, on.homes, names, on.doors), names_of_places(set(townships)), on.left_out,
        replace(arriving, points=tuple(one for one in on.campuses if isinstance(one, PlannedPoint))),
        _groups(cells, times.seconds, question.minutes), among, on.sifted,
        conditions_on(question.on, question.mode),
    )


def _groups(cells: PeoplePoints, seconds: NDArray[np.float64], minutes: float) -> Mapping[str, Share]:
    """Those of 65 and over, children under seven: each only where every cell says how many it has."""
    counted = {name: people for name, people in (("elderly", cells.elderly), ("children", cells.children)) if np.isfinite(people).all()}
    return coverage_of_groups(np.column_stack(list(counted.values())), seconds, minutes, list(counted)) if counted else {}


def campuses_that_qualify(circle: str, on: date) -> tuple[list[CampusPoint], list[CampusPoint]]:
    """Campuses of the circle's kinds that count on the day, and those left out: without a doctor in post, or without a basic service."""
    counted, left_out = parted(circle, on)
    return _some(counted, on), left_out


def parted(circle: str, on: date) -> tuple[list[CampusPoint], list[CampusPoint]]:
    """The same, and no refusal where none counts."""
    return split_by_doctor_and_service(on, CIRCLES[circle]) if circle in JUDGED else (campus_points(on, kinds=CIRCLES[circle]), [])


def split_by_doctor_and_service(on: date, kinds: tuple[str, ...]) -> tuple[list[CampusPoint], list[CampusPoint]]:
    """Campuses of these kinds that qualify on the day, and those in operation that do not."""
    doctors, services = doctors_on_duty(on), basic_services_offered(on)
    found = campus_points(on, kinds=kinds)
    stands = [qualifies_for_circle(Qualifying(True, _of(doctors, c), _of(services, c))) for c in found]
    return [c for c, good in zip(found, stands, strict=True) if good], [c for c, good in zip(found, stands, strict=True) if not good]


def _of(counted: dict[int, int] | None, campus: CampusPoint) -> int | None:
    return None if counted is None else counted.get(campus.institution_id, 0)


def _some(campuses: list[CampusPoint], on: date) -> list[CampusPoint]:
    if not campuses:
        raise Refusal(refusals.NO_SITES, on=on.isoformat())
    return campuses


def what_reaches(lon: float, lat: float, on: Ground) -> list[tuple[CampusPoint, float]]:
    """The campuses nearest to a point, each with its minutes; unreachable ones are left out."""
    here = snap(on.graph, np.array([lon]), np.array([lat]))
    times = nearest_sites(on.graph, here, on.doors, min(NEAREST_SHOWN, len(on.campuses)))
    return [(on.campuses[site], float(seconds) / 60) for site, seconds in zip(times.site[0], times.seconds[0], strict=True) if np.isfinite(seconds)]


def area_reaching(lon: float, lat: float, on: Ground, minutes: float) -> Any:
    """From where one comes to this point in so many minutes: a shapely MultiPolygon in degrees."""
    here = snap(on.graph, np.array([lon]), np.array([lat]))
    return isochrone(on.graph, here, minutes).area(max(FINEST_METRES, minutes * METRES_A_MINUTE))


def graph_of(network: RoadNetwork, mode: str, peak: bool, on: date) -> Network:
    """The network as one mode travels it on a day, with the speeds in force then. A few are kept in memory."""
    return _under(network.sha256, speeds(mode, on), peak, AS_IT_IS, conditions_on(on, mode))


def graph_for(network: RoadNetwork, question: MapQuestion, peak: bool, *, by_night: bool = False) -> Network:
    """The same for a question, at its speeds and with the roads as they are that day; by night cars go at the night's factor of them."""
    at_night = by_night and question.mode == "car"
    percent = question.pace_percent * (float(setting("planning.night_factor", on=question.on).value) if at_night else 1)
    shut = conditions_on(question.on, question.mode) if question.roads_as_they_are else ()
    return _under(network.sha256, speeds(question.mode, question.on), peak, percent, shut)


def speeds(mode: str, on: date) -> Speeds:
    """Speeds of a mode by the parameters in force on the day."""
    factor, ferry = (float(setting(f"planning.{name}", on=on).value) for name in ("peak_factor", "ferry_kmh"))
    if mode == "car":
        table = setting("planning.car_kmh", on=on)
        kmh = {**{k: float(v) for k, v in table.value.items()}, FERRY: ferry}
        return Speeds(mode, kmh.get("unclassified", 30.0), _Frozen(kmh), factor, table.source)
    found = setting({"walk": "planning.walk_kmh", "e-bike": "planning.e_bike_kmh"}[mode], on=on)
    return Speeds(mode, float(found.value), _Frozen({FERRY: ferry}), 1.0, found.source)


class _Frozen(dict[str, float]):
    """A mapping that can be part of a cache key; nobody writes to it."""

    def __hash__(self) -> int:  # type: ignore[override]  # dict has none
        return hash(tuple(sorted(self.items())))


@lru_cache(maxsize=NETWORKS_HELD)
def _under(sha256: str, pace: Speeds, peak: bool, pace_percent: float, conditions: tuple[Condition, ...]) -> Network:
    return under(_graph(sha256, pace, peak, pace_percent), conditions)


@lru_cache(maxsize=NETWORKS_HELD)
def _graph(sha256: str, pace: Speeds, peak: bool, pace_percent: float) -> Network:
    arrays, faster = kept(NETWORKS, sha256), pace_percent / AS_IT_IS
    if "seconds" in arrays:
        return network_of_edges(arrays["lon"], arrays["lat"], arrays["from_node"], arrays["to_node"], arrays["seconds"] / faster, arrays["oneway"])
    return network_of_roads(
        arrays["lon"], arrays["lat"], arrays["from_node"], arrays["to_node"], arrays["metres"], arrays["road_class"], [str(c) for c in arrays["classes"]],
        pace.faster(faster), usable=(arrays["modes"] & MODES[pace.mode]) > 0, peak=peak,
    )


def _snap_campuses(graph: Network, campuses: list[CampusPoint]) -> Snap:
    return snap(graph, np.array([c.lon for c in campuses]), np.array([c.lat for c in campuses]))


def road_arrays(network: RoadNetwork) -> dict[str, NDArray[Any]]:
    return kept(NETWORKS, network.sha256)


