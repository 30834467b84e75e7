import bz2
import gzip
from pathlib import Path

import numpy as np
import osmium
import pytest

from weijian.interop.roads import refusals as say
from weijian.interop.roads.osm import RoadNetwork, read_roads
from weijian.interop.roads.ways import CAR, CLASSES, CLOSED, E_BIKE, PUSHED, WALK, modes_each_way
from weijian.kernel.refusal import Refusal, Wording

ALL, MODES_NAMED = WALK | E_BIKE | CAR, ("walk", "e-bike", "car")


def xml(*ways: str, nodes: int = 4) -> bytes:
    points = "".join(f'<node id="{i}" lat="30" lon="{114 + i / 100}" version="1"/>' for i in range(1, nodes + 1))
    return f'<?xml version="1.0"?><osm version="0.6">{points}{"".join(ways)}</osm>'.encode()


def way(number: int, *refs: int, **tags: str) -> str:
    inside = "".join(f'<nd ref="{r}"/>' for r in refs) + "".join(f'<tag k="{k.replace("__", ":")}" v="{v}"/>' for k, v in tags.items())
    return f'<way id="{number}" version="1">{inside}</way>'


def arcs(roads: RoadNetwork, mode: str) -> list[tuple[int, int]]:
    mask = roads.usable(mode)
    ids = roads.node_ids
    return sorted(zip(ids[roads.from_node[mask]].tolist(), ids[roads.to_node[mask]].tolist(), strict=True))


def test_a_street_becomes_segments_both_ways_with_metres_and_class() -> None:
    roads = read_roads(xml(way(1, 1, 2, 3, highway="residential")), form="osm")
    assert arcs(roads, "car") == [(1, 2), (2, 1), (2, 3), (3, 2)]
    np.testing.assert_allclose(roads.metres, 962.99, rtol=1e-4)
    assert {roads.classes[c] for c in roads.road_class} == {"residential"}
    assert (roads.node_ids.tolist(), roads.ways, roads.lost_segments) == ([1, 2, 3], 1, 0)


def test_roads_that_cross_share_their_node() -> None:
    roads = read_roads(xml(way(1, 1, 2, 3, highway="residential"), way(2, 4, 2, highway="footway")), form="osm")
    assert len(roads.node_ids) == 4
    assert (4, 2) in arcs(roads, "walk")
    assert (4, 2) not in arcs(roads, "car")


def test_a_one_way_street_binds_cars_and_not_walkers() -> None:
    roads = read_roads(xml(way(1, 1, 2, highway="primary", oneway="yes")), form="osm")
    assert arcs(roads, "car") == [(1, 2)]
    assert arcs(roads, "walk") == [(1, 2), (2, 1)]


def test_what_is_no_road_is_passed_over() -> None:
    roads = read_roads(xml(way(1, 1, 2, highway="service"), way(2, 2, 3, building="yes"), way(3, 3, 4, highway="proposed")), form="osm")
    assert roads.ways == 1


def test_a_road_that_leaves_the_file_is_cut_and_the_lost_pieces_counted() -> None:
    roads = read_roads(xml(way(1, 1, 2, 99, 3, highway="primary")), form="osm")
    assert (arcs(roads, "car"), roads.lost_segments) == ([(1, 2), (2, 1)], 2)


def test_progress_is_told() -> None:
    told: list[int] = []
    read_roads(xml(way(1, 1, 2, highway="primary")), form="osm", progress=told.append)
    assert told == [0]


@pytest.mark.parametrize(("name", "packed"), [("a.osm", lambda b: b), ("a.osm.gz", gzip.compress), ("a.osm.bz2", bz2.compress)])
def test_packed_files_are_read(tmp_path: Path, name: str, packed: object) -> None:
    assert callable(packed)
    file = tmp_path / name
    file.write_bytes(packed(xml(way(1, 1, 2, highway="primary"))))
    assert read_roads(file).ways == 1


BROKEN: list[tuple[str, bytes, Wording]] = [
    ("a.osm", xml(way(1, 1, 2, highway="primary"))[:-30], say.OSM_TRUNCATED),
    ("a.osm", b"<html></html>", say.OSM_UNREADABLE),
    ("a.osm", b"", say.OSM_TRUNCATED),
    ("a.osm.pbf", b"id,lon,lat\n" * 100, say.OSM_UNREADABLE),
    ("a.osm.gz", b"not packed", say.OSM_UNREADABLE),
    ("a.csv", b"id,lon,lat\n", say.OSM_UNREADABLE),
    ("a.osm", xml(), say.OSM_WITHOUT_ROADS),
    ("a.osm", xml(way(1, 1, 2, building="yes")), say.OSM_WITHOUT_ROADS),
    ("a.osm", xml(way(1, 1, highway="primary")), say.OSM_WITHOUT_ROADS),
    ("a.osm", xml(way(1, 98, 99, highway="primary")), say.OSM_WITHOUT_ROADS),
]


@pytest.mark.parametrize(("name", "content", "wording"), BROKEN)
def test_a_file_that_cannot_serve_is_turned_down_by_name(tmp_path: Path, name: str, content: bytes, wording: Wording) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read_roads(tmp_path / name)
    assert refused.value == Refusal(wording, table=name)


def test_a_file_that_is_not_there_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        read_roads(tmp_path / "none.osm.pbf")
    assert refused.value.code == say.FILE_UNREADABLE.code


def test_a_mode_without_roads_is_a_refusal() -> None:
    roads = read_roads(xml(way(1, 1, 2, highway="steps")), form="osm")
    with pytest.raises(Refusal) as refused:
        roads.usable("car")
    assert refused.value.code == say.OSM_WITHOUT_MODE.code


WAYS: list[tuple[dict[str, str], int, int]] = [
    ({"highway": "residential"}, ALL, ALL),
    ({"highway": "footway"}, WALK, WALK),
    ({"highway": "footway", "bicycle": "yes"}, WALK | E_BIKE, WALK | E_BIKE),
    ({"highway": "cycleway"}, WALK | E_BIKE, WALK | E_BIKE),
    ({"highway": "cycleway", "foot": "no"}, E_BIKE, E_BIKE),
    ({"highway": "path", "bicycle": "dismount"}, WALK, WALK),
    ({"highway": "motorway"}, CAR, 0),
    ({"highway": "motorway", "oneway": "no"}, CAR, CAR),
    ({"highway": "motorway_link"}, CAR, CAR),
    ({"highway": "primary", "oneway": "yes"}, ALL, WALK),
    ({"highway": "primary", "oneway": "-1"}, WALK, ALL),
    ({"highway": "primary", "oneway": "no", "junction": "roundabout"}, ALL, ALL),
    ({"highway": "primary", "junction": "roundabout"}, ALL, WALK),
    ({"highway": "primary", "oneway": "yes", "oneway:bicycle": "no"}, ALL, WALK | E_BIKE),
    ({"highway": "primary", "oneway": "yes", "cycleway": "opposite_lane"}, ALL, WALK | E_BIKE),
    ({"highway": "footway", "oneway": "yes", "oneway:foot": "yes"}, WALK, 0),
    ({"highway": "service", "access": "private"}, 0, 0),
    ({"highway": "service", "access": "no", "foot": "yes"}, WALK, WALK),
    ({"highway": "service", "access": "private", "motor_vehicle": "yes"}, CAR, CAR),
    ({"highway": "service", "access": "destination"}, ALL, ALL),
    ({"highway": "footway", "access": "yes"}, WALK, WALK),
    ({"highway": "track", "motor_vehicle": "agricultural"}, WALK | E_BIKE, WALK | E_BIKE),
    ({"highway": "residential", "vehicle": "no"}, WALK, WALK),
    ({"highway": "residential", "vehicle": "no", "bicycle": "yes"}, WALK | E_BIKE, WALK | E_BIKE),
    ({"highway": "trunk", "foot": "no", "bicycle": "no"}, CAR, CAR),
    ({"highway": "construction"}, 0, 0),
    ({"highway": "service", "area": "yes"}, 0, 0),
    ({"highway": "pedestrian", "area": "yes"}, WALK, WALK),
    ({}, 0, 0),
]


@pytest.mark.parametrize(("tags", "along", "against"), WAYS)
def test_who_may_travel_on_a_way_and_in_which_direction(tags: dict[str, str], along: int, against: int) -> None:
    assert modes_each_way(tags.get) == (along, against)


def nodes_counted_simply(file: Path) -> tuple[int, int]:
    """Nodes of ways with a class of road, and of those among them that no tag closes to anyone, counted without our reader."""
    any_way: set[int] = set()
    open_ways: set[int] = set()
    for way in osmium.FileProcessor(str(file), osmium.osm.WAY):
        if way.tags.get("highway") in CLASSES and way.tags.get("area") != "yes":
            refs = {node.ref for node in way.nodes}
            any_way |= refs
            if not {way.tags.get(key) for key in ("access", "foot", "bicycle", "vehicle", "motor_vehicle", "motorcar")} & (CLOSED | PUSHED):
                open_ways |= refs
    return len(any_way), len(open_ways)


def test_the_roads_of_a_real_city_are_read(shared: Path) -> None:
    roads = read_roads(shared / "data/geo/porto-alegre/poa_osm.pbf")
    on_any_way, on_open_ways = nodes_counted_simply(shared / "data/geo/porto-alegre/poa_osm.pbf")
    assert roads.ways > 14_000
    assert roads.lost_segments == 0
    assert on_open_ways <= len(roads.node_ids) < on_any_way  # closed to all: behind private gates, mostly
    assert len(roads.node_ids) > on_any_way * 0.95
    assert roads.usable("walk").sum() > roads.usable("car").sum() > 50_000
    assert roads.metres.max() < 5_000
    assert ((roads.lat > -30.3) & (roads.lat < -29.9)).all()


@pytest.mark.parametrize("length", [10, 5_000, 400_000])
def test_a_real_file_cut_short_is_noticed(shared: Path, tmp_path: Path, length: int) -> None:
    cut = tmp_path / "cut.osm.pbf"
    cut.write_bytes((shared / "data/geo/porto-alegre/poa_osm.pbf").read_bytes()[:length])
    with pytest.raises(Refusal) as refused:
        read_roads(cut)
    assert refused.value.code == say.OSM_TRUNCATED.code


def with_node_tags(node: int, *ways: str, **tags: str) -> bytes:
    said = "".join(f'<tag k="{k}" v="{v}"/>' for k, v in tags.items())
    bare = xml(*ways).decode()
    at = f'<node id="{node}" lat="30" lon="{114 + node / 100}" version="1"'
    return bare.replace(f"{at}/>", f"{at}>{said}</node>").encode()


@pytest.mark.parametrize(("tags", "passed"), [
    ({"barrier": "bollard"}, {"walk": True, "e-bike": True, "car": False}), ({"barrier": "stile"}, {"walk": True, "e-bike": False, "car": False}),
    ({"barrier": "gate"}, {"walk": True, "e-bike": True, "car": True}), ({"barrier": "gate", "access": "private"}, dict.fromkeys(MODES_NAMED, False)),
    ({"barrier": "lift_gate", "motor_vehicle": "no"}, {"walk": True, "e-bike": True, "car": False}),
    ({"barrier": "bollard", "motor_vehicle": "yes"}, {"walk": True, "e-bike": True, "car": True}),
    ({"barrier": "fence"}, dict.fromkeys(MODES_NAMED, False)), ({"highway": "traffic_signals"}, dict.fromkeys(MODES_NAMED, True)),
])
def test_a_barrier_on_a_node_stops_those_who_do_not_get_past(tags: dict[str, str], passed: dict[str, bool]) -> None:
    roads = read_roads(with_node_tags(2, way(1, 1, 2, 3, highway="residential"), way(2, 3, 4, highway="residential"), **tags), form="osm")
    assert {mode: (1, 2) in arcs(roads, mode) and (2, 3) in arcs(roads, mode) for mode in MODES_NAMED} == passed
    assert all((3, 4) in arcs(roads, mode) for mode in MODES_NAMED)


def test_a_ferry_is_a_way_across_at_its_own_class() -> None:
    roads = read_roads(xml(way(1, 1, 2, highway="residential"), way(2, 2, 3, route="ferry"), way(3, 3, 4, route="ferry", motor_vehicle="no")), form="osm")
    assert (2, 3) in arcs(roads, "car")
    assert (3, 4) not in arcs(roads, "car")
    assert (3, 4) in arcs(roads, "walk")
    assert {roads.classes[c] for c in roads.road_class} == {"residential", "ferry"}


def test_a_bus_route_is_no_road() -> None:
    roads = read_roads(xml(way(1, 1, 2, highway="residential"), way(2, 2, 3, route="bus")), form="osm")
    assert roads.ways == 1
