"""Published instances with published optima."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from tests.engines.siting.slowly import question
from weijian.engines.siting.question import Model
from weijian.engines.siting.solve import plan

PMED1 = Path(__file__).with_name("pmed1.txt")


@pytest.fixture(scope="module")
def pmed1() -> NDArray[np.float64]:
    """Problem pmed1 of J. E. Beasley's OR-Library (European Journal of Operational Research 21 (1985) 270-273), 100 nodes, each of one person.

    Of an edge given twice the last length counts, as its description says.
    """
    head, *lines = PMED1.read_text().splitlines()
    nodes, edges, _ = map(int, head.split())
    length = {frozenset((a, b)): w for line in lines for a, b, w in [tuple(map(int, edge.split())) for edge in line.split(";")]}
    ends = np.array([sorted(edge) for edge in length]) - 1
    assert sum(line.count(";") + 1 for line in lines) == edges
    graph = csr_array((list(length.values()), (ends[:, 0], ends[:, 1])), shape=(nodes, nodes))
    found: NDArray[np.float64] = dijkstra(graph, directed=False)
    return found


def test_the_p_median_of_pmed1_is_the_published_one(pmed1: NDArray[np.float64]) -> None:
    found = plan(question(pmed1, [1] * 100, Model.PMEDIAN, 5))
    assert (found.objective, found.bound, found.proven) == (5819, 5819, True)


def test_the_p_centre_of_pmed1_is_the_published_one(pmed1: NDArray[np.float64]) -> None:
    """127: W. Pullan, Evolutionary Computation 16 (2008) 417-436, and others before."""
    found = plan(question(pmed1, [1] * 100, Model.PCENTER, 5))
    assert (found.objective, found.proven) == (127, True)


def test_as_many_sites_as_the_p_centre_has_cover_everybody_within_it(pmed1: NDArray[np.float64]) -> None:
    assert plan(question(pmed1, [1] * 100, Model.LSCP, limit=127)).objective == 5
    assert plan(question(pmed1, [1] * 100, Model.LSCP, limit=126)).objective == 6
    assert plan(question(pmed1, [1] * 100, Model.MCLP, 5, limit=127)).objective == 100
    assert plan(question(pmed1, [1] * 100, Model.MCLP, 5, limit=126)).objective < 100


def test_the_more_vehicles_are_busy_the_fewer_people_find_one(pmed1: NDArray[np.float64]) -> None:
    """With nobody ever busy the expected cover is the maximal cover (Daskin 1983)."""
    values = [plan(question(pmed1, [1] * 100, Model.MEXCLP, 5, limit=127, busy=busy)).objective for busy in (0.0, 0.2, 0.5, 0.8)]
    assert values[0] == 100
    assert values == sorted(values, reverse=True)
