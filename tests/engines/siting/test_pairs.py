"""Times in the form the models take them."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from weijian.engines.siting.pairs import Pairs, milliseconds, pairs_of_columns, pairs_of_matrix, pairs_of_triples

SECONDS = np.array([[3.0, np.inf, 1.0], [np.inf, np.inf, np.inf], [2.0, 2.0, np.nan]])


def as_lists(pairs: Pairs) -> list[list[tuple[int, int]]]:
    return [list(zip(pairs.site[a:b].tolist(), pairs.ms[a:b].tolist(), strict=True)) for a, b in itertools.pairwise(pairs.start)]


def test_each_row_is_nearest_first_and_ties_by_candidate() -> None:
    assert as_lists(pairs_of_matrix(SECONDS)) == [[(2, 1000), (0, 3000)], [], [(0, 2000), (1, 2000)]]
    assert pairs_of_matrix(SECONDS).reached.tolist() == [True, False, True]


@settings(deadline=None)
@given(st.integers(0, 9), st.integers(1, 5), st.data())
def test_triples_in_any_order_and_a_matrix_say_the_same(demands: int, sites: int, data: st.DataObject) -> None:
    values = data.draw(st.lists(st.sampled_from([0.5, 1, 2, 1e6, np.inf]), min_size=demands * sites, max_size=demands * sites))
    seconds = np.array(values).reshape(demands, sites)
    demand, site = np.nonzero(np.isfinite(seconds))
    order = data.draw(st.permutations(range(len(demand))))
    ms = (seconds[demand, site] * 1000).astype(np.int64)
    triples = pairs_of_triples(demand[list(order)], site[list(order)], ms[list(order)], demands, sites)
    assert as_lists(triples) == as_lists(pairs_of_matrix(seconds))
    assert as_lists(pairs_of_columns(*triples.by_site, demands)) == as_lists(triples)
    assert _columns(triples) == [[(int(i), round(seconds[i, j] * 1000)) for i in np.flatnonzero(np.isfinite(seconds[:, j]))] for j in range(sites)]


def test_long_rows_of_columns_are_sorted_too() -> None:
    seconds = np.random.default_rng(3).integers(1, 99, (3, 70)).astype(float)
    pairs = pairs_of_matrix(seconds)
    assert as_lists(pairs_of_columns(*pairs.by_site, 3)) == as_lists(pairs)


def test_a_time_is_not_rounded_onto_a_line_it_is_beyond() -> None:
    seconds = np.array([899.9996, 900.0, 900.0000000001, 900.0004, 900.0006])
    ms, line = milliseconds(seconds, 900)
    assert (ms.tolist(), line) == ([900_000, 900_000, 900_000, 900_001, 900_001], 900_000)
    ms, line = milliseconds(seconds, 900.0004)
    assert (ms <= line).tolist() == [True, True, True, True, False]


def test_of_a_pair_given_twice_the_quicker_way_counts() -> None:
    assert as_lists(pairs_of_triples(np.array([0, 0, 0]), np.array([1, 0, 1]), np.array([9, 5, 4]), 1, 2)) == [[(1, 4), (0, 5)]]


def test_numbers_too_large_to_sort_as_one_are_sorted_all_the_same() -> None:
    demand, site, ms = np.array([2**20, 0, 2**20]), np.array([5, 2**18, 2**18]), np.array([2**30, 7, 2**29])
    pairs = pairs_of_triples(demand, site, ms, 2**20 + 1, 2**18 + 1)
    assert as_lists(pairs.rows(np.array([2**20, 0]))) == [[(2**18, 2**29), (5, 2**30)], [(2**18, 7)]]


@pytest.mark.parametrize("triple", [(1, 0, 5), (0, 2, 5), (0, 0, -1), (-1, 0, 5), (0, 0, 2**31)])
def test_a_pair_of_something_that_is_not_there_is_an_error(triple: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="not there"):
        pairs_of_triples(*(np.array([v]) for v in triple), 1, 2)


@pytest.mark.parametrize("seconds", [-1.0, 3e6])
def test_a_time_no_journey_takes_is_an_error(seconds: float) -> None:
    with pytest.raises(ValueError, match="24 days"):
        pairs_of_matrix(np.array([[seconds]]))


@settings(deadline=None)
@given(st.lists(st.sets(st.integers(0, 4)), min_size=1, max_size=30))
def test_demand_with_the_same_candidates_is_made_one_and_keeps_its_people(rows: list[set[int]]) -> None:
    seconds = np.array([[float(i + 1) if j in row else np.inf for j in range(5)] for i, row in enumerate(rows)])
    merged, weight, group = pairs_of_matrix(seconds).merged(np.arange(1.0, len(rows) + 1))
    assert merged.demands == len({frozenset(r) for r in rows})
    assert [{s for s, _ in as_lists(merged)[g]} for g in group] == rows
    assert weight.tolist() == [sum(i + 1.0 for i, g in enumerate(group) if g == k) for k in range(merged.demands)]


def _columns(pairs: Pairs) -> list[list[tuple[int, int]]]:
    start, demand, ms = pairs.by_site
    return [list(zip(demand[a:b].tolist(), ms[a:b].tolist(), strict=True)) for a, b in itertools.pairwise(start)]


def test_rows_are_taken_in_the_order_asked_for() -> None:
    taken: NDArray[np.intp] = np.array([2, 0])
    assert as_lists(pairs_of_matrix(SECONDS).rows(taken)) == [[(0, 2000), (1, 2000)], [(2, 1000), (0, 3000)]]
