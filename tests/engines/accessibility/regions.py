"""Small regions for tests: made by hypothesis, or by hand on a short street."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.engines.accessibility.slowly import Edge, Point
from weijian.engines.accessibility.kernels import pairing, spreading
from weijian.engines.accessibility.network import Network, network_of_edges
from weijian.engines.accessibility.snap import Snap, snap
from weijian.engines.accessibility.travel import nearest_from_cells

LOADED = (pairing, spreading)  # before hypothesis looks at the clock


@dataclass(frozen=True)
class Region:
    nodes: tuple[Point, ...]
    edges: tuple[Edge, ...]
    cells: tuple[Point, ...]
    sites: tuple[Point, ...]

    def network(self) -> Network:
        return network(self.nodes, self.edges)

    def bound(self) -> tuple[Network, Snap, Snap]:
        found = self.network()
        return found, points(found, self.cells), points(found, self.sites)

    def seconds(self) -> NDArray[np.float64]:
        return nearest_from_cells(*self.bound()).seconds

    def with_site(self, site: Point) -> "Region":
        return replace(self, sites=(*self.sites, site))


def network(nodes: Sequence[Point], edges: Sequence[Edge]) -> Network:
    lon, lat = np.array(nodes).T
    tail, head = (np.array([e[i] for e in edges], dtype=np.int32) for i in (0, 1))
    return network_of_edges(lon, lat, tail, head, np.array([e[2] for e in edges], dtype=np.float64), np.array([e[3] for e in edges], dtype=np.bool_))


def points(on: Network, places: Sequence[Point]) -> Snap:
    lon, lat = np.array(places, dtype=np.float64).reshape(-1, 2).T
    return snap(on, lon, lat)


coordinates = st.tuples(st.integers(0, 400), st.integers(0, 400)).map(lambda p: (114 + p[0] / 10_000, 30 + p[1] / 10_000))


@st.composite
def regions(draw: st.DrawFn) -> Region:
    """Up to 12 nodes; parallel, looping, one-way and zero-second edges; islands."""
    nodes = draw(st.lists(coordinates, min_size=1, max_size=12, unique=True))
    ends = st.integers(0, len(nodes) - 1)
    edge = st.tuples(ends, ends, st.integers(0, 9000).map(lambda t: t / 10), st.booleans())
    edges = draw(st.lists(edge, max_size=40))
    places = st.lists(coordinates, min_size=1, max_size=6)
    return Region(tuple(nodes), tuple(edges), tuple(draw(places)), tuple(draw(places)))


def street(count: int, *, seconds: float = 60.0, oneway: bool = False) -> Region:
    """Nodes a kilometre or so apart along a parallel, joined in order; a cell on each, the site on the last."""
    nodes = tuple((114 + i / 100, 30.0) for i in range(count))
    edges = tuple((i, i + 1, seconds, oneway) for i in range(count - 1))
    return Region(nodes, edges, nodes, nodes[-1:])
