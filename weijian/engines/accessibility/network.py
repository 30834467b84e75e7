"""A road network in memory: nodes on the sphere, joined pairs with seconds both ways, and its contracted form for searches."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from weijian.engines.accessibility import refusals as say
from weijian.engines.accessibility.speeds import Speeds
from weijian.kernel.refusal import Refusal

if TYPE_CHECKING:
    from weijian.engines.accessibility.kernels.contraction import Costs, Form
    from weijian.engines.accessibility.kernels.search import Desk

Floats = NDArray[np.float64]
Indices = NDArray[np.int32]
Bools = NDArray[np.bool_]

BUCKET_SHARE = 0.5  # width of a bucket of the queue, in mean arcs
LONGEST_SECONDS = 1e9


@dataclass(frozen=True, eq=False)
class Ground:
    """What of a network does not change with seasons and speeds: where nodes lie and which edges join which pairs of them.

    Pairs are unordered (`low` < `high`); several edges may join one pair. `pair` of a road back to its own start is -1.
    """

    lon: Floats
    lat: Floats
    low: Indices = field(repr=False)
    high: Indices = field(repr=False)
    pair: Indices = field(repr=False)  # of every edge
    rising: Bools = field(repr=False)  # the edge runs from its lower node to its higher
    both: Bools = field(repr=False)  # and back
    given: Indices | None = field(default=None, repr=False)  # which of the edges given these are, when some were left out

    @cached_property
    def form(self) -> "Form":
        from weijian.engines.accessibility.kernels.contraction import contracted

        return contracted(self.lon, self.lat, self.low, self.high)


@dataclass(frozen=True, eq=False)
class Contracted:
    """A network ready to be searched in one direction. Desks are lent to one search at a time and used again."""

    form: "Form"
    costs: "Costs"
    idle: "list[Desk]" = field(default_factory=list, repr=False)

    @contextmanager
    def desk(self) -> Iterator["Desk"]:
        from weijian.engines.accessibility.kernels.search import new_desk

        try:
            lent = self.idle.pop()
        except IndexError:
            lent = new_desk(self.form, self.costs)
        yield lent
        self.idle.append(lent)  # not after a failure: then it is not known to be clean


@dataclass(frozen=True, eq=False)
class Network:
    """`up` are the seconds from the lower node of each pair to the higher, `down` back; inf where one may not go.

    Seconds are float64, as given; of parallel edges the quickest counts; self-loops go; an edge of zero seconds is an edge.
    `edges` is how many were given; `origin` the index of each node in the arrays given, when some were left out.
    """

    ground: Ground
    seconds: Floats = field(repr=False)  # of every edge
    up: Floats = field(repr=False)
    down: Floats = field(repr=False)
    origin: Indices | None = field(default=None, repr=False)

    @property
    def lon(self) -> Floats:
        return self.ground.lon

    @property
    def lat(self) -> Floats:
        return self.ground.lat

    @property
    def nodes(self) -> int:
        return len(self.ground.lon)

    @property
    def edges(self) -> int:
        return len(self.seconds)

    @cached_property
    def towards(self) -> Contracted:
        """For searches that start at the sites: seconds are of travel to them."""
        return self._contracted(self.down, self.up)

    @cached_property
    def outward(self) -> Contracted:
        """For searches that start with the people, or drive out from a station."""
        return self._contracted(self.up, self.down)

    def _contracted(self, up: Floats, down: Floats) -> Contracted:
        from weijian.engines.accessibility.kernels.contraction import priced

        return Contracted(self.ground.form, priced(self.ground.form, up, down, BUCKET_SHARE))

    @cached_property
    def forward(self) -> Any:
        """`forward[u, v]`, a scipy.sparse.csr_array: seconds of the arc u → v, zero being an arc too."""
        low, high, open_up, open_down = self.ground.low, self.ground.high, np.isfinite(self.up), np.isfinite(self.down)
        tail, head = np.concatenate([low[open_up], high[open_down]]), np.concatenate([high[open_up], low[open_down]])
        return csr_array((np.concatenate([self.up[open_up], self.down[open_down]]), (tail, head)), shape=(self.nodes, self.nodes))

    @cached_property
    def backward(self) -> Any:
        """`backward[v, u]` holds the seconds of the arc u → v: SciPy's search over it finds the way from the people."""
        return self.forward.T.tocsr()

    @cached_property
    def component(self) -> Indices:
        """Which piece of the network each node lies in, one-way streets taken as open both ways."""
        _, labels = connected_components(self.forward, directed=True, connection="weak")
        return np.asarray(labels, dtype=np.int32)

    @cached_property
    def tree(self) -> Any:
        """The nodes as a scipy.spatial.cKDTree on the unit sphere (see `on_sphere`)."""
        return cKDTree(on_sphere(self.lon, self.lat), balanced_tree=False, compact_nodes=False)

    @cached_property
    def components(self) -> int:
        return int(self.component.max()) + 1

    @cached_property
    def largest_share(self) -> float:
        """Share of the nodes that lie in the largest piece."""
        return float(np.bincount(self.component).max() / self.nodes)

    def turned(self, *, seconds: Floats | None = None, shut: Bools | None = None) -> "Network":
        """The same roads on another day: other seconds, some edges shut (a season, a flood, a ferry that does not run).

        Shapes: edges as they were given, or those of them that were kept. Nothing is contracted anew: only seconds change.
        """
        given = self.ground.given
        picked = self.seconds if seconds is None else _of_edges(seconds, given, self.edges)
        closed = np.zeros(self.edges, dtype=np.bool_) if shut is None else _of_edges(shut, given, self.edges)
        _check_seconds(picked)
        up, down = _weighed(self.ground, picked, closed)
        return replace(self, seconds=picked, up=up, down=down)


def network_of_edges(lon: Floats, lat: Floats, from_node: Indices, to_node: Indices, seconds: Floats, oneway: Bools | None = None) -> Network:
    """From edges with their seconds. Shapes: nodes n, edges m; an edge runs both ways unless `oneway` (None: all directed)."""
    both = np.zeros(len(from_node), dtype=np.bool_) if oneway is None else ~np.asarray(oneway, dtype=np.bool_)
    return _joined(lon, lat, from_node, to_node, seconds, both)


def network_of_roads(
    lon: Floats, lat: Floats, from_node: Indices, to_node: Indices, metres: Floats, road_class: NDArray[np.integer], classes: Sequence[str],
    speeds: Speeds, *, usable: Bools | None = None, peak: bool = False,
) -> Network:
    """From directed road segments and the speeds of one mode; only `usable` segments and the nodes they touch are kept."""
    given = None if usable is None else np.flatnonzero(usable).astype(np.int32)
    if given is not None:
        from_node, to_node, metres, road_class = from_node[given], to_node[given], metres[given], road_class[given]
    touched = np.zeros(len(lon), dtype=np.bool_)
    touched[from_node] = touched[to_node] = True
    origin, index = np.flatnonzero(touched).astype(np.int32), np.cumsum(touched, dtype=np.int32) - 1
    seconds = speeds.seconds(metres, road_class, classes, peak=peak)
    found = _joined(lon[origin], lat[origin], index[from_node], index[to_node], seconds, np.zeros(len(seconds), dtype=np.bool_), given)
    return replace(found, origin=origin)


def on_sphere(lon: Floats, lat: Floats) -> Floats:
    """Degrees to points on the unit sphere; shape n by 3. Chord and arc order points alike, at the poles and the date line too."""
    phi, lam = np.radians(lat), np.radians(lon)
    return np.column_stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])


def _joined(lon: Floats, lat: Floats, from_node: Indices, to_node: Indices, seconds: Floats, both: Bools, given: Indices | None = None) -> Network:
    from weijian.engines.accessibility.kernels.joining import joined

    _check(lon, lat, from_node, to_node, seconds)
    if len(both) != len(from_node):
        raise ValueError("oneway needs a value for each edge")
    tail, head = _own(from_node, np.int32), _own(to_node, np.int32)
    low, high, pair = joined(len(lon), tail, head)
    ground = Ground(_own(lon, np.float64), _own(lat, np.float64), low, high, pair, tail < head, both, given)
    own = _own(seconds, np.float64)
    return Network(ground, own, *_weighed(ground, own, np.zeros(len(own), dtype=np.bool_)))


def _weighed(ground: Ground, seconds: Floats, shut: Bools) -> tuple[Floats, Floats]:
    from weijian.engines.accessibility.kernels.joining import weighed

    up, down = weighed(len(ground.low), ground.pair, ground.rising, ground.both, shut, seconds)
    return up, down


def _own(values: NDArray[Any], kind: Any) -> NDArray[Any]:
    """As kernels want it: in one piece, of the kind, and writable."""
    return np.require(values, dtype=kind, requirements=["C", "W"])


def _of_edges(values: NDArray[Any], given: Indices | None, edges: int) -> NDArray[Any]:
    picked = values if given is None or len(values) == edges else values[given]
    if len(picked) != edges:
        raise ValueError("there must be one value for each edge that was given")
    return np.require(picked, requirements=["C", "W"])


def _check(lon: Floats, lat: Floats, from_node: Indices, to_node: Indices, seconds: Floats) -> None:
    """A Refusal without nodes or when they are not in degrees; ValueError for what a reader must have caught before."""
    if not len(lon):
        raise Refusal(say.NO_NODES)
    elsewhere = np.flatnonzero(~((np.abs(lon) <= 180) & (np.abs(lat) <= 90)))
    if len(elsewhere):
        raise Refusal(say.NOT_DEGREES, x=float(lon[elsewhere[0]]), y=float(lat[elsewhere[0]]))
    if not len(from_node) == len(to_node) == len(seconds):
        raise ValueError("edges need a from, a to and seconds each")
    if not len(seconds):
        return
    _check_seconds(seconds)
    if min(from_node.min(), to_node.min()) < 0 or max(from_node.max(), to_node.max()) >= len(lon):
        raise ValueError("an edge ends at a node that is not there")


def _check_seconds(seconds: Floats) -> None:
    if not len(seconds):
        return
    if not np.isfinite(seconds).all() or seconds.min() < 0:
        raise ValueError("seconds must be finite and not negative")
    if seconds.max() > LONGEST_SECONDS:
        raise Refusal(say.ROAD_WITHOUT_END, seconds=float(seconds.max()), limit=int(LONGEST_SECONDS))
