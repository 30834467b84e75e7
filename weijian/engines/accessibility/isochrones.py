"""What lies within so many minutes of one site: nodes, pieces of road, and an area that can be drawn."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weijian.engines.accessibility.network import Contracted, Network
from weijian.engines.accessibility.snap import Snap
from weijian.engines.accessibility.travel import placed
from weijian.kernel.geo import EARTH_RADIUS_METRES

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

MOST_SAMPLES = 20_000_000


@dataclass(frozen=True, eq=False)
class Isochrone:
    """The nodes reached, in the order of the network, with their seconds, the site's walk included."""

    network: Network = field(repr=False)
    node: Ints
    seconds: Floats
    limit_seconds: float
    outward: bool

    def roads(self) -> Floats:
        """The reached pieces of road, those cut short by the limit too: lon, lat, lon, lat. Shape: pieces by 4.

        Towards a site a point counts when one gets from it to the site in time; outward when one gets there from the site.
        """
        ground, reached = self.network.ground, np.full(self.network.nodes, np.inf)
        reached[self.node] = self.seconds
        to_low, to_high = (self.network.up, self.network.down) if self.outward else (self.network.down, self.network.up)
        near = np.flatnonzero(np.isfinite(reached[ground.low]) | np.isfinite(reached[ground.high]))
        low, high = ground.low[near], ground.high[near]
        pieces = [self._cut(low, high, reached[low], to_low[near]), self._cut(high, low, reached[high], to_high[near])]
        return np.concatenate(pieces)

    def _cut(self, near: Ints, far: Ints, seconds: Floats, more: Floats) -> Floats:
        """Of each road the part that is reached from one of its ends."""
        left = self.limit_seconds - seconds
        part = np.where(more > 0, np.clip(np.divide(left, more, out=np.ones_like(left), where=more > 0), 0, 1), 1.0)
        kept = np.isfinite(seconds) & np.isfinite(more) & (left >= 0)
        lon, lat = self.network.lon, self.network.lat
        near, far, part = near[kept], far[kept], part[kept]
        return np.column_stack([lon[near], lat[near], lon[near] + part * (lon[far] - lon[near]), lat[near] + part * (lat[far] - lat[near])])

    def area(self, tolerance_metres: float = 100.0) -> Any:
        """A shapely MultiPolygon in degrees: the squares of `tolerance_metres` that reached roads touch, with those around
        them, its outline made plainer by no more than half a square.

        All reached roads lie inside; no point of it is more than four tolerances from one. What cannot be reached stays a hole.
        """
        import shapely

        nodes = np.column_stack([self.network.lon[self.node], self.network.lat[self.node]])
        pieces = np.concatenate([self.roads(), np.column_stack([nodes, nodes])])
        if not len(pieces):
            return shapely.MultiPolygon()
        scale = _metres_by_degree(pieces)
        outline = _squares(pieces * np.tile(scale, 2), tolerance_metres).simplify(tolerance_metres / 2)
        degrees = shapely.transform(outline, lambda xy: xy / scale)
        return degrees if degrees.geom_type == "MultiPolygon" else shapely.MultiPolygon([degrees])


def isochrone(network: Network, site: Snap, minutes: float, *, outward: bool = False) -> Isochrone:
    """From where one reaches the site (a Snap of one point) in so many minutes; `outward`: where one gets to from it."""
    ready = network.outward if outward else network.towards
    node, seconds = reached_nodes(ready, site, minutes * 60)
    order = np.argsort(node)
    return Isochrone(network, node[order], seconds[order], minutes * 60, outward)


def reached_nodes(ready: Contracted, site: Snap, limit_seconds: float) -> tuple[Ints, Floats]:
    """Nodes within the limit and their seconds, in no order: the search alone."""
    from weijian.engines.accessibility.kernels.spreading import reached_from

    places, walks = placed(ready, site)
    with ready.desk() as desk:
        count = reached_from(ready.form, ready.costs, desk, int(places[0]), float(walks[0]), float(limit_seconds), np.empty(0))
        return ready.form.node[desk.places[:count]], desk.seconds[:count].copy()


def _metres_by_degree(pieces: Floats) -> Floats:
    """East and north, at the middle of what is drawn."""
    degree = EARTH_RADIUS_METRES * np.pi / 180
    return np.array([degree * max(np.cos(np.radians(pieces[:, 1].mean())), 1e-3), degree])


def _squares(pieces: Floats, side: float) -> Any:
    """The squares that pieces touch and those around them, as one shape. Pieces are looked at every half square."""
    import shapely

    steps = np.ceil(np.hypot(*(pieces[:, 2:] - pieces[:, :2]).T) / (side / 2)).astype(np.int64) + 1
    if steps.sum() > MOST_SAMPLES:
        raise ValueError("the tolerance is too fine for roads of this length")
    piece = np.repeat(np.arange(len(pieces)), steps)
    along = (np.arange(len(piece)) - np.repeat(np.cumsum(steps) - steps, steps)) / np.maximum(steps[piece] - 1, 1)
    touched = np.floor((pieces[piece, :2] + along[:, None] * (pieces[piece, 2:] - pieces[piece, :2])) / side).astype(np.int64)
    least = touched.min(axis=0) - 1
    grid = np.zeros(tuple(touched.max(axis=0) - least + 3), dtype=np.bool_)
    column, row = (touched - least).T
    for east in (-1, 0, 1):
        for north in (-1, 0, 1):
            grid[column + east, row + north] = True
    return shapely.union_all(_strips(grid, least, side))


def _strips(grid: NDArray[np.bool_], least: NDArray[np.int64], side: float) -> Any:
    """Squares one above the other are one box."""
    import shapely

    edge = np.diff(np.pad(grid.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    column, begin = np.nonzero(edge == 1)
    end = np.nonzero(edge == -1)[1]
    west, south, north = (column + least[0]) * side, (begin + least[1]) * side, (end + least[1]) * side
    return shapely.box(west, south, west + side, north)
