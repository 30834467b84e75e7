"""Travel times from people to sites: walk to the network, over it, and walk to the site's door.

Searches start at the sites on the reversed, contracted network (travel is from the people), each at its own walk, so that a
result is exactly the minimum over sites of walk + network + walk. Seconds are float64 and never rounded on the way.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from weijian.engines.accessibility import refusals as say
from weijian.engines.accessibility.network import Contracted, Network
from weijian.engines.accessibility.snap import Snap
from weijian.kernel.refusal import Refusal

Floats = NDArray[np.float64]
Indices = NDArray[np.int32]
Bools = NDArray[np.bool_]
Result = TypeVar("Result")

NOBODY = -1
LARGEST_MATRIX = 125_000_000  # pairs: 1 GB
FEW_CELLS = 4  # so many are searched from, each until enough sites are met; for more the sites are
FIRST_LOOK_SECONDS, FARTHER, LONGEST_LOOK_SECONDS = 600.0, 4.0, 6000.0  # how far first, how many times farther then; beyond the last everywhere
SITES_AT_ONCE = 16  # searches of one round: what a thread is given
WORKERS = os.cpu_count() or 1


@dataclass(frozen=True, eq=False)
class Nearest:
    """The quickest site: `seconds` (inf when none can be reached) and index of the `site` (-1)."""

    seconds: Floats
    site: Indices

    @property
    def minutes(self) -> Floats:
        return self.seconds / 60


def nearest_site(network: Network, sites: Snap, *, limit_seconds: float = np.inf) -> Nearest:
    """For every node of the network the quickest site, the site's walk included. Shapes: n. Refuses without sites."""
    from weijian.engines.accessibility.kernels.spreading import by_node

    ready = network.towards
    near, owner = nearest_places(ready, sites, limit_seconds)
    seconds, site = np.empty(network.nodes), np.empty(network.nodes, dtype=np.int32)
    by_node(ready.form, near, owner, float(limit_seconds), seconds, site)
    return Nearest(seconds, site)


def nearest_places(ready: Contracted, sites: Snap, limit_seconds: float = np.inf) -> tuple[Floats, Indices]:
    """Seconds and site of every place of the contracted form."""
    from weijian.engines.accessibility.kernels.search import new_queue
    from weijian.engines.accessibility.kernels.spreading import nearest_everywhere

    refuse_no_sites(sites)
    near, owner = np.full(len(ready.form.place), np.inf), np.full(len(ready.form.place), NOBODY, dtype=np.int32)
    places, walks = placed(ready, sites)
    nearest_everywhere(ready.form, ready.costs, new_queue(ready.costs, len(sites)), places, walks, float(limit_seconds), near, owner)
    return near, owner


def placed(ready: Contracted, points: Snap) -> tuple[Indices, Floats]:
    """Where points stand in the contracted form, and their walks."""
    return ready.form.place[points.node], np.require(points.seconds, np.float64, ["C", "W"])


def nearest_from_cells(network: Network, cells: Snap, sites: Snap) -> Nearest:
    """For every cell the quickest site, both walks included. Shapes: cells."""
    return from_cells(nearest_site(network, sites), cells)


def from_cells(times: Nearest, cells: Snap) -> Nearest:
    """What `nearest_site` found, seen from cells: their own walk added."""
    return Nearest(cells.seconds + times.seconds[cells.node], times.site[cells.node])


def nearest_sites(network: Network, cells: Snap, sites: Snap, k: int, *, limit_seconds: float = np.inf, qualifying: Bools | None = None) -> Nearest:
    """The k quickest sites of every cell, quickest first, ties in the sites' order. Shapes: cells by min(k, sites).

    `qualifying` (shape: sites) leaves out those that do not count now: shut, without the service, without a doctor. One
    point is one cell. Refuses when none qualifies.
    """
    from weijian.engines.accessibility.kernels.pairing import anchored, hung, k_nearest
    from weijian.engines.accessibility.kernels.search import new_queue

    refuse_no_sites(sites)
    fit = np.ones(len(sites), dtype=np.bool_) if qualifying is None else np.require(qualifying, np.bool_, ["C", "W"])
    if k < 1:
        raise ValueError("k must be at least 1")
    if len(fit) != len(sites):
        raise ValueError("qualifying needs a value for each site")
    if not fit.any():
        raise Refusal(say.NONE_QUALIFIES)
    k, ready = min(k, len(sites)), network.towards
    if len(cells) <= FEW_CELLS:
        return _nearest_of_few(network, cells, sites, k, limit_seconds, fit)
    best = Nearest(np.full((len(cells), k), np.inf), np.full((len(cells), k), NOBODY, dtype=np.int32))
    form, costs, anchors = ready.form, ready.costs, anchored(ready.form, ready.costs, *placed(ready, cells))
    queues = new_queue(costs, len(sites), k), new_queue(costs, 1)
    with ready.desk() as desk:
        k_nearest(form, costs, *queues, desk.near, anchors, hung(form, anchors), *placed(ready, sites), fit, float(limit_seconds), best.seconds, best.site)
    return best


def _nearest_of_few(network: Network, cells: Snap, sites: Snap, k: int, limit_seconds: float, fit: Bools) -> Nearest:
    """Looked for from the cells, farther and farther, until each has met k sites or there are no farther ones."""
    look, wanted = min(FIRST_LOOK_SECONDS, limit_seconds), min(k, int(fit.sum()))
    while True:
        seconds = np.where(fit, _rows(network.outward, cells, sites, look), np.inf)
        if look >= limit_seconds or (np.isfinite(seconds).sum(axis=1) >= wanted).all():
            break
        look = limit_seconds if look > LONGEST_LOOK_SECONDS else min(look * FARTHER, limit_seconds)
    order = np.argsort(seconds, axis=1, kind="stable")[:, :k]
    found = np.take_along_axis(seconds, order, axis=1)
    return Nearest(found, np.where(np.isfinite(found), order, NOBODY).astype(np.int32))


def travel_matrix(network: Network, cells: Snap, sites: Snap, *, limit_seconds: float = np.inf, largest: int = LARGEST_MATRIX) -> Floats:
    """Seconds from every cell to every site, inf beyond `limit_seconds`. Shape: cells by sites. Refuses above `largest` pairs.

    Searches start from whichever side has fewer points, as many at a time as there are processors.
    """
    refuse_no_sites(sites)
    pairs = len(cells) * len(sites)
    if pairs > largest:
        raise Refusal(say.MATRIX_TOO_LARGE, cells=len(cells), sites=len(sites), pairs=pairs, limit=largest)
    if len(sites) <= len(cells):
        return _rows(network.towards, sites, cells, limit_seconds).T
    return _rows(network.outward, cells, sites, limit_seconds)


def _rows(ready: Contracted, starts: Snap, ends: Snap, limit_seconds: float) -> Floats:
    from weijian.engines.accessibility.kernels.pairing import anchored, rows_of_matrix

    anchors = anchored(ready.form, ready.costs, *placed(ready, ends))
    places, walks = placed(ready, starts)
    matrix = np.empty((len(starts), len(ends)))

    def fill(rows: slice) -> None:
        with ready.desk() as desk:
            rows_of_matrix(ready.form, ready.costs, desk, anchors, places[rows], walks[rows], float(limit_seconds), matrix[rows])

    for _ in side_by_side(fill, len(starts)):
        pass
    return matrix


def side_by_side(work: Callable[[slice], Result], count: int) -> Iterator[Result]:
    """The work on every slice of a few, in order, on all processors: kernels run without the GIL."""
    slices = [slice(start, min(start + SITES_AT_ONCE, count)) for start in range(0, count, SITES_AT_ONCE)]
    if len(slices) <= 1 or WORKERS == 1:
        yield from map(work, slices)
        return
    with ThreadPoolExecutor(WORKERS) as pool:
        yield from pool.map(work, slices)


def refuse_no_sites(sites: Snap) -> None:
    if not len(sites):
        raise Refusal(say.NO_SITES)

