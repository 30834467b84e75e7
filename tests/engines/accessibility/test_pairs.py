import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.accessibility.regions import Region, regions, street
from tests.engines.accessibility.slowly import travel_seconds
from weijian.engines.accessibility import refusals as say
from weijian.engines.accessibility import travel
from weijian.engines.accessibility.pairs import Pairs, milliseconds_of, pairs_of_table, reached_pairs, two_nearest
from weijian.kernel.refusal import Refusal


def as_table(pairs: Pairs) -> np.ndarray:
    table = np.full((pairs.sites, pairs.cells), -1)
    for site in range(pairs.sites):
        row = slice(pairs.starts[site], pairs.starts[site + 1])
        assert (np.diff(pairs.cell[row]) > 0).all()
        table[site, pairs.cell[row]] = pairs.milliseconds[row]
    return table


def slowly(region: Region, limit: float) -> np.ndarray:
    seconds = np.array([[travel_seconds(region.nodes, region.edges, cell, site) for cell in region.cells] for site in region.sites])
    return np.where(seconds <= limit, milliseconds_of(np.where(seconds <= limit, seconds, 0)), -1)


@given(regions(), st.integers(0, 4000))
def test_the_pairs_are_those_the_slow_way_finds_within_the_limit(region: Region, limit: int) -> None:
    found, expected = as_table(reached_pairs(*region.bound(), limit_seconds=limit + 0.5)), slowly(region, limit + 0.5)
    assert ((found >= 0) == (expected >= 0)).all()
    assert np.abs(found - expected).max() <= 1


@given(regions(), st.integers(0, 4000))
@settings(max_examples=50)
def test_seen_from_the_cells_they_are_the_same_pairs(region: Region, limit: int) -> None:
    pairs = reached_pairs(*region.bound(), limit_seconds=limit + 0.5)
    np.testing.assert_array_equal(as_table(pairs.by_cell), as_table(pairs).T)


@given(regions(), st.integers(0, 60))
@settings(max_examples=50)
def test_a_shorter_limit_afterwards_is_the_same_as_one_beforehand(region: Region, minutes: int) -> None:
    whole = reached_pairs(*region.bound()).within(minutes + 0.25)
    np.testing.assert_array_equal(as_table(whole), as_table(reached_pairs(*region.bound(), limit_seconds=(minutes + 0.25) * 60)))


@given(regions())
@settings(max_examples=30)
def test_pairs_searched_in_many_small_rounds_are_the_same(region: Region) -> None:
    whole = reached_pairs(*region.bound())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(travel, "SITES_AT_ONCE", 1)
        patch.setattr(travel, "WORKERS", 2)
        parts = reached_pairs(*region.bound())
    np.testing.assert_array_equal(as_table(parts), as_table(whole))


def test_a_pair_exactly_on_the_line_is_within_it_and_a_little_beyond_is_not() -> None:
    assert milliseconds_of(np.array([900.0, 900.0000005, 900.0004, 899.9996])).tolist() == [900_000, 900_000, 900_001, 900_000]


def test_a_plain_table_in_any_order_makes_the_same_pairs() -> None:
    pairs = pairs_of_table(3, 2, np.array([2, 0, 1]), np.array([1, 1, 0]), np.array([5.0, 7.5, 1e9]), limit_seconds=100)
    assert as_table(pairs).tolist() == [[-1, -1, -1], [7500, -1, 5000]]


def test_more_pairs_than_memory_holds_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        reached_pairs(*street(5).bound(), limit_seconds=600, most=3)
    assert refused.value == Refusal(say.PAIRS_TOO_MANY, minutes=10, limit=3)


def test_many_sites_on_one_road_each_reach_their_own_neighbours() -> None:
    long = street(60)
    pairs = reached_pairs(*dataclasses.replace(long, sites=long.nodes).bound(), limit_seconds=120.5)
    assert np.diff(pairs.starts).tolist() == [3, 4, *[5] * 56, 4, 3]


@given(regions(), st.integers(0, 4000))
def test_driven_outward_the_pairs_take_what_the_way_from_the_site_takes(region: Region, limit: int) -> None:
    found = as_table(reached_pairs(*region.bound(), limit_seconds=limit + 0.5, outward=True))
    seconds = np.array([[travel_seconds(region.nodes, region.edges, site, cell) for cell in region.cells] for site in region.sites])
    assert ((found >= 0) == (seconds <= limit + 0.5)).all()
    assert np.abs(found[found >= 0] - milliseconds_of(seconds[found >= 0])).max(initial=0) <= 1


def test_a_one_way_street_is_driven_the_way_it_runs() -> None:
    """Nodes in a row, one way towards the last, where the site is: everybody gets there, nothing comes from there."""
    oneway = street(3, oneway=True)
    assert len(reached_pairs(*oneway.bound(), limit_seconds=600)) == 3
    assert len(reached_pairs(*oneway.bound(), limit_seconds=600, outward=True)) == 1


@given(regions())
def test_the_two_nearest_are_the_least_and_the_next_of_a_plain_table(region: Region) -> None:
    pairs = reached_pairs(*region.bound())
    found, table = two_nearest(pairs), np.where(as_table(pairs) >= 0, as_table(pairs) / 1000, np.inf)
    for cell in range(pairs.cells):
        ways = sorted((seconds, site) for site, seconds in enumerate(table[:, cell]) if np.isfinite(seconds))
        told = [(found.first_seconds[cell], found.site[cell]), (found.second_seconds[cell], None)]
        assert told[0] == (ways[0] if ways else (np.inf, -1))
        assert told[1][0] == (ways[1][0] if len(ways) > 1 else np.inf)
