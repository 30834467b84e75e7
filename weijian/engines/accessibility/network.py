"""A road network in memory: nodes on the sphere, arcs with seconds, in both directions of search."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from weijian.engines.accessibility import refusals as say
from weijian.engines.accessibility.speeds import Speeds
from weijian.kernel.refusal import Refusal

Floats = NDArray[np.float64]
Indices = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Network:
    """`backward[v, u]` holds the seconds of the arc u → v: a search from a site over it finds the way from the people.

    Seconds are float64, as given; of parallel arcs the quickest stays; self-loops go; an arc of zero seconds is an arc
    (an explicit zero, which csgraph honours). `edges` is how many were given; `origin` the index of each node in the
    arrays given, when some were left out.
    """

    lon: Floats
    lat: Floats
    backward: Any = field(repr=False)  # scipy.sparse.csr_array, n by n
    edges: int
    origin: Indices | None = field(default=None, repr=False)

    @property
    def nodes(self) -> int:
        return len(self.lon)

    @cached_property
    def forward(self) -> Any:
        """`forward[u, v]`: for searches that start with the people, or drive out from a station."""
        return self.backward.T.tocsr()

    @cached_property
    def component(self) -> Indices:
        """Which piece of the network each node lies in, one-way streets taken as open both ways."""
        _, labels = connected_components(self.backward, directed=True, connection="weak")
        return np.asarray(labels, dtype=np.int32)

    @cached_property
    def tree(self) -> Any:
        """The nodes as a scipy.spatial.cKDTree on the unit sphere (see `on_sphere`)."""
        return cKDTree(on_sphere(self.lon, self.lat), balanced_tree=False, compact_nodes=False)

    @property
    def components(self) -> int:
        return int(self.component.max()) + 1

    @property
    def largest_share(self) -> float:
        """Share of the nodes that lie in the largest piece."""
        return float(np.bincount(self.component).max() / self.nodes)


def network_of_edges(lon: Floats, lat: Floats, from_node: Indices, to_node: Indices, seconds: Floats, oneway: NDArray[np.bool_] | None = None) -> Network:
    """From edges with their seconds. Shapes: nodes n, edges m; an edge runs both ways unless `oneway` (None: all directed)."""
    _check(len(lon), from_node, to_node, seconds)
    tail, head, weight = from_node, to_node, seconds
    if oneway is not None:
        both = ~oneway
        tail, head = np.concatenate([from_node, to_node[both]]), np.concatenate([to_node, from_node[both]])
        weight = np.concatenate([seconds, seconds[both]])
    backward = _quickest(len(lon), head, tail, weight)
    return Network(np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64), backward, len(from_node))


def network_of_roads(
    lon: Floats, lat: Floats, from_node: Indices, to_node: Indices, metres: Floats, road_class: NDArray[np.integer], classes: Sequence[str],
    speeds: Speeds, *, usable: NDArray[np.bool_] | None = None, peak: bool = False,
) -> Network:
    """From directed road segments and the speeds of one mode; only `usable` segments and the nodes they touch are kept."""
    if usable is not None:
        from_node, to_node, metres, road_class = from_node[usable], to_node[usable], metres[usable], road_class[usable]
    origin, index = np.unique(np.concatenate([from_node, to_node]), return_inverse=True)
    tail, head = index[: len(from_node)].astype(np.int32), index[len(from_node) :].astype(np.int32)
    seconds = speeds.seconds(metres, road_class, classes, peak=peak)
    _check(len(origin), tail, head, seconds)
    return Network(lon[origin], lat[origin], _quickest(len(origin), head, tail, seconds), len(seconds), origin.astype(np.int32))


def on_sphere(lon: Floats, lat: Floats) -> Floats:
    """Degrees to points on the unit sphere; shape n by 3. Chord and arc order points alike, at the poles and the date line too."""
    phi, lam = np.radians(lat), np.radians(lon)
    return np.column_stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])


def _check(nodes: int, from_node: Indices, to_node: Indices, seconds: Floats) -> None:
    """A Refusal without nodes; ValueError for what a reader must have caught before."""
    if not nodes:
        raise Refusal(say.NO_NODES)
    if not len(from_node) == len(to_node) == len(seconds):
        raise ValueError("edges need a from, a to and seconds each")
    if not len(seconds):
        return
    if not np.isfinite(seconds).all() or seconds.min() < 0:
        raise ValueError("seconds must be finite and not negative")
    if min(from_node.min(), to_node.min()) < 0 or max(from_node.max(), to_node.max()) >= nodes:
        raise ValueError("an edge ends at a node that is not there")


def _quickest(nodes: int, row: Indices, column: Indices, seconds: Floats) -> Any:
    """CSR of the arcs, the quickest of each pair of nodes. Built by hand: scipy's own constructors add duplicates up."""
    real = row != column
    row, column, seconds = row[real], column[real], seconds[real]
    order = np.lexsort((seconds, row.astype(np.int64) * nodes + column))
    row, column, seconds = row[order], column[order], seconds[order]
    first = np.ones(len(row), dtype=np.bool_)
    first[1:] = (row[1:] != row[:-1]) | (column[1:] != column[:-1])
    starts = np.zeros(nodes + 1, dtype=np.int32)
    np.cumsum(np.bincount(row[first], minlength=nodes), out=starts[1:])
    return csr_array((seconds[first].astype(np.float64), column[first].astype(np.int32), starts), shape=(nodes, nodes))
