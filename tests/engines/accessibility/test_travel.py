import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.accessibility.regions import Region, coordinates, network, points, regions, street
from tests.engines.accessibility.slowly import arcs, nearest_seconds, travel_seconds
from weijian.engines.accessibility import refusals as say
from weijian.engines.accessibility import travel
from weijian.engines.accessibility.travel import NOBODY, nearest_from_cells, nearest_site, nearest_sites, travel_matrix
from weijian.kernel.refusal import Refusal

CLOSE = 1e-6


@given(regions())
def test_the_nearest_site_is_as_near_as_the_slow_way_says(region: Region) -> None:
    slowly = [nearest_seconds(region.nodes, region.edges, cell, region.sites) for cell in region.cells]
    np.testing.assert_allclose(region.seconds(), slowly, atol=CLOSE, rtol=0)


@given(regions())
def test_the_site_named_is_the_one_so_near(region: Region) -> None:
    found = nearest_from_cells(*region.bound())
    for cell, site, seconds in zip(region.cells, found.site, found.seconds, strict=True):
        if site == NOBODY:
            assert seconds == np.inf
        else:
            assert travel_seconds(region.nodes, region.edges, cell, region.sites[site]) == pytest.approx(seconds, abs=CLOSE)


@given(regions())
def test_the_matrix_holds_every_pair(region: Region) -> None:
    slowly = [[travel_seconds(region.nodes, region.edges, cell, site) for site in region.sites] for cell in region.cells]
    np.testing.assert_allclose(travel_matrix(*region.bound()), slowly, atol=CLOSE, rtol=0)


@given(regions(), st.integers(1, 7))
def test_the_k_nearest_are_the_first_k_of_the_matrix(region: Region, k: int) -> None:
    found, matrix = nearest_sites(*region.bound(), k), travel_matrix(*region.bound())
    k = min(k, len(region.sites))
    np.testing.assert_allclose(found.seconds, np.sort(matrix, axis=1)[:, :k], atol=CLOSE, rtol=0)
    reached = np.isfinite(found.seconds)
    assert (found.site[~reached] == NOBODY).all()
    rows = np.nonzero(reached)[0]
    np.testing.assert_allclose(matrix[rows, found.site[reached]], found.seconds[reached], atol=CLOSE, rtol=0)
    assert all(len(set(row[row != NOBODY])) == (row != NOBODY).sum() for row in found.site)


@given(regions(), st.integers(1, 4), st.data())
def test_sites_that_do_not_qualify_are_as_if_they_were_not_there(region: Region, k: int, data: st.DataObject) -> None:
    fit = np.array(data.draw(st.lists(st.booleans(), min_size=len(region.sites), max_size=len(region.sites))))
    if not fit.any():
        with pytest.raises(Refusal) as refused:
            nearest_sites(*region.bound(), k, qualifying=fit)
        assert refused.value == Refusal(say.NONE_QUALIFIES)
        return
    found = nearest_sites(*region.bound(), k, qualifying=fit)
    fewer = dataclasses.replace(region, sites=tuple(site for site, good in zip(region.sites, fit, strict=True) if good))
    alone = nearest_sites(*fewer.bound(), k)
    np.testing.assert_array_equal(found.seconds[:, : alone.seconds.shape[1]], alone.seconds)
    assert not np.isfinite(found.seconds[:, alone.seconds.shape[1] :]).any()
    assert fit[found.site[found.site != NOBODY]].all()


@given(regions())
@settings(max_examples=40)
def test_searching_in_many_small_rounds_changes_nothing(region: Region) -> None:
    whole = travel_matrix(*region.bound())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(travel, "SITES_AT_ONCE", 1)
        patch.setattr(travel, "WORKERS", 2)
        parts = travel_matrix(*region.bound())
    np.testing.assert_array_equal(parts, whole)


@given(regions())
def test_one_nearest_of_k_is_the_nearest(region: Region) -> None:
    np.testing.assert_allclose(nearest_sites(*region.bound(), 1).seconds[:, 0], region.seconds(), atol=CLOSE, rtol=0)


@given(regions(), st.integers(0, 4000))
def test_beyond_the_limit_nothing_is_given_and_within_it_nothing_is_lost(region: Region, limit: int) -> None:
    # the walks are no round numbers: half a second either way decides no case
    whole, limited = travel_matrix(*region.bound()), travel_matrix(*region.bound(), limit_seconds=limit + 0.5)
    np.testing.assert_allclose(limited, np.where(whole <= limit + 0.5, whole, np.inf), atol=CLOSE, rtol=0)


@given(regions(), coordinates)
def test_one_more_site_never_makes_anyone_farther(region: Region, site: tuple[float, float]) -> None:
    assert (region.with_site(site).seconds() <= region.seconds() + CLOSE).all()


@given(regions(), st.data())
def test_reversing_a_one_way_street_changes_only_those_whose_way_used_it(region: Region, data: st.DataObject) -> None:
    one_way = [i for i, edge in enumerate(region.edges) if edge[3]]
    if not one_way:
        return
    turned = data.draw(st.sampled_from(one_way))
    tail, head, seconds, _ = region.edges[turned]
    without = dataclasses.replace(region, edges=region.edges[:turned] + region.edges[turned + 1 :])
    reverse = dataclasses.replace(region, edges=(*without.edges, (head, tail, seconds, True)))
    before, closed, after = region.seconds(), without.seconds(), reverse.seconds()
    did_not_use_it = before >= closed - CLOSE
    assert (after[did_not_use_it] <= before[did_not_use_it] + CLOSE).all()
    assert (after <= closed + CLOSE).all()


@given(regions())
@settings(max_examples=40)
def test_two_way_networks_are_as_far_there_as_back(region: Region) -> None:
    both = dataclasses.replace(region, edges=tuple((t, h, s, False) for t, h, s, _ in region.edges))
    back = dataclasses.replace(both, cells=both.sites, sites=both.cells)
    np.testing.assert_allclose(travel_matrix(*both.bound()), travel_matrix(*back.bound()).T, atol=CLOSE, rtol=0)


def test_travel_is_from_the_people_to_the_site_along_one_way_streets() -> None:
    region = street(4, oneway=True)
    np.testing.assert_allclose(region.seconds(), [180, 120, 60, 0], atol=CLOSE)
    against = dataclasses.replace(region, sites=region.nodes[:1])
    np.testing.assert_array_equal(against.seconds()[1:], np.inf)
    assert against.seconds()[0] == 0


def test_a_site_a_long_walk_from_its_node_loses_to_one_a_little_farther_down_the_road() -> None:
    region = street(3)
    far_door, next_door = (114.01, 30.004), (114.02, 30.0)  # 445 m from the middle node; on the last node
    found = nearest_from_cells(*dataclasses.replace(region, cells=region.nodes[:1], sites=(far_door, next_door)).bound())
    assert found.site.tolist() == [1]
    assert found.seconds[0] == pytest.approx(120)


def test_of_two_sites_at_one_node_the_shorter_walk_wins() -> None:
    region = dataclasses.replace(street(3), sites=((114.02, 30.003), (114.02, 30.001)))
    found = nearest_from_cells(*region.bound())
    assert found.site.tolist() == [1, 1, 1]
    assert found.seconds[2] == pytest.approx(111.195 / (5 / 3.6), rel=1e-4)


def test_a_cell_and_a_site_at_one_node_are_both_walks_apart() -> None:
    region = Region(((114.0, 30.0),), (), ((114.0, 30.001),), ((114.0, 29.999),))
    assert region.seconds()[0] == pytest.approx(2 * 111.195 / (5 / 3.6), rel=1e-4)


def test_an_island_reaches_nothing_and_is_still_there() -> None:
    region = street(3)
    apart = dataclasses.replace(region, nodes=(*region.nodes, (115.0, 31.0)), cells=(*region.cells, (115.0, 31.0)))
    found = nearest_from_cells(*apart.bound())
    assert found.seconds[3] == np.inf
    assert found.site[3] == NOBODY


def test_every_node_gets_its_time() -> None:
    region = street(4)
    on, _, sites = region.bound()
    assert nearest_site(on, sites).minutes.tolist() == [3, 2, 1, 0]
    assert nearest_site(on, sites, limit_seconds=90).site.tolist() == [NOBODY, NOBODY, 0, 0]


def test_a_point_may_ask_for_its_three_nearest() -> None:
    region = dataclasses.replace(street(5), sites=street(5).nodes)
    on, _, sites = region.bound()
    found = nearest_sites(on, points(on, [(114.01, 30.0)]), sites, 3)
    assert found.site.tolist() == [[1, 0, 2]]
    assert found.minutes.tolist() == [[0, 1, 1]]


def test_without_sites_there_is_no_answer_but_a_refusal() -> None:
    on, cells, _ = street(3).bound()
    nothing = points(on, [])
    for ask in (lambda: nearest_site(on, nothing), lambda: travel_matrix(on, cells, nothing), lambda: nearest_sites(on, cells, nothing, 2)):
        with pytest.raises(Refusal) as refused:
            ask()
        assert refused.value == Refusal(say.NO_SITES)


def test_a_table_too_large_to_hold_is_refused_with_its_size() -> None:
    on, cells, sites = street(3).bound()
    with pytest.raises(Refusal) as refused:
        travel_matrix(on, cells, sites, largest=2)
    assert "3处人口点×1家机构" in refused.value.sentence


def test_k_must_be_one_or_more() -> None:
    with pytest.raises(ValueError, match="k must"):
        nearest_sites(*street(3).bound(), 0)


def test_without_cells_there_are_no_times() -> None:
    on, _, sites = street(3).bound()
    assert len(nearest_from_cells(on, points(on, []), sites).seconds) == 0


def test_the_slow_way_knows_one_way_streets() -> None:
    assert dict(arcs([(0, 1, 5.0, True), (1, 2, 3.0, False)])) == {0: [(1, 5.0)], 1: [(2, 3.0)], 2: [(1, 3.0)]}


def test_a_network_may_have_nodes_and_no_roads() -> None:
    on = network(((114.0, 30.0), (114.1, 30.0)), ())
    assert nearest_site(on, points(on, [(114.0, 30.0)])).seconds.tolist() == [0, np.inf]
