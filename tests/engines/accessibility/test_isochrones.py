import dataclasses

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.accessibility.regions import Region, points, regions, street
from tests.engines.accessibility.slowly import bound, seconds_from, travel_seconds
from weijian.engines.accessibility.barriers import edges_across
from weijian.engines.accessibility.isochrones import Isochrone, isochrone
from weijian.engines.accessibility.travel import nearest_site

CLOSE = 1e-6


def from_first_site(region: Region, minutes: float, *, outward: bool = False) -> Isochrone:
    on = region.network()
    return isochrone(on, points(on, region.sites[:1]), minutes, outward=outward)


@given(regions(), st.integers(1, 60))
def test_the_nodes_reached_are_those_the_slow_way_finds(region: Region, minutes: int) -> None:
    line = minutes + 0.01  # the walks are no round numbers
    slowly = [travel_seconds(region.nodes, region.edges, node, region.sites[0]) for node in region.nodes]
    found = from_first_site(region, line)
    assert found.node.tolist() == [i for i, s in enumerate(slowly) if s <= line * 60]
    np.testing.assert_allclose(found.seconds, [s for s in slowly if s <= line * 60], atol=CLOSE, rtol=0)


@given(regions(), st.integers(1, 60))
@settings(max_examples=50)
def test_outward_it_is_where_one_gets_to_from_the_site(region: Region, minutes: int) -> None:
    node, walk = bound(region.sites[0], region.nodes)
    slowly = {i: walk + s for i, s in seconds_from(node, region.edges).items() if walk + s <= minutes * 60 + 0.6}
    assert set(from_first_site(region, minutes + 0.01, outward=True).node.tolist()) == set(slowly)


@given(regions(), st.integers(1, 30))
@settings(max_examples=30, deadline=None)
def test_all_reached_roads_lie_in_the_area_and_nothing_of_it_far_from_one(region: Region, minutes: int) -> None:
    found = from_first_site(region, minutes)
    area, roads = found.area(50), shapely.linestrings(found.roads().reshape(-1, 2, 2))
    if not len(found.node):
        assert area.is_empty
        return
    assert area.is_valid
    reach = shapely.union_all([*roads, *shapely.points(found.network.lon[found.node], found.network.lat[found.node])])
    assert area.buffer(1e-9).covers(reach)
    metre = 1 / 111_195 / np.cos(np.radians(30))  # degrees of longitude, the longer of the two
    assert reach.buffer(200 * metre).covers(area)


def test_a_road_is_reached_only_as_far_as_the_minutes_last() -> None:
    found = from_first_site(street(3, seconds=120), 3)  # the last node, one road of two minutes, half the next
    lon = np.sort(found.roads()[:, [0, 2]].ravel())
    assert lon[0] == pytest.approx(114.005)
    assert lon[-1] == pytest.approx(114.02)


def test_on_a_one_way_road_only_those_before_the_site_reach_it() -> None:
    region = street(3, oneway=True)
    assert from_first_site(region, 5).node.tolist() == [0, 1, 2]
    assert from_first_site(region, 5, outward=True).node.tolist() == [2]


def test_a_river_without_a_bridge_cuts_the_road_and_a_bridge_keeps_it() -> None:
    region = street(4)
    on, _, sites = region.bound()
    river = shapely.LineString([(114.015, 29.9), (114.015, 30.1)])
    shut = edges_across(on, [river])
    assert shut.tolist() == [False, True, False]
    assert nearest_site(on.turned(shut=shut), sites).seconds.tolist() == [np.inf, np.inf, 60, 0]
    assert not edges_across(on, [river], bridges=np.array([False, True, False])).any()
    assert edges_across(on, [shapely.box(114.025, 29.9, 114.026, 30.1)]).tolist() == [False, False, True]


def test_a_season_turns_the_network_and_the_next_turns_it_back() -> None:
    on, _, sites = street(4).bound()
    winter = on.turned(seconds=on.seconds * 2)
    assert nearest_site(winter, sites).seconds.tolist() == [360, 240, 120, 0]
    assert nearest_site(winter.turned(seconds=on.seconds), sites).seconds.tolist() == [180, 120, 60, 0]
    with pytest.raises(ValueError, match="one value for each edge"):
        on.turned(seconds=np.ones(7))


@given(regions(), st.data())
def test_a_network_turned_is_the_network_built_so(region: Region, data: st.DataObject) -> None:
    shut = np.array(data.draw(st.lists(st.booleans(), min_size=len(region.edges), max_size=len(region.edges))), dtype=np.bool_)
    left = dataclasses.replace(region, edges=tuple(edge for edge, closed in zip(region.edges, shut, strict=True) if not closed))
    on, _, sites = region.bound()
    if not len(left.edges) or not len(region.edges):
        return
    np.testing.assert_allclose(nearest_site(on.turned(shut=shut), sites).seconds, nearest_site(left.network(), sites).seconds, atol=CLOSE, rtol=0)
