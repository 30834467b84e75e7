"""Travel times from people to sites: walk to the network, over it, and walk to the site's door.

Searches start at the sites on the reversed network (travel is from the people). Each site is a node of its own, joined
by an arc as long as its walk, so that a result is exactly the minimum over sites of walk + network + walk. Dijkstra's
algorithm as SciPy has it, in float64 seconds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from weijian.engines.accessibility import refusals as say
from weijian.engines.accessibility.network import Network
from weijian.engines.accessibility.snap import Snap
from weijian.kernel.refusal import Refusal

Floats = NDArray[np.float64]
Indices = NDArray[np.int32]

NOBODY = -1
LARGEST_MATRIX = 50_000_000  # pairs: 400 MB
CELLS_AT_ONCE = 16_000_000  # distances held by one round of searches: 128 MB


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
    _refuse_no_sites(sites)
    doors = np.arange(network.nodes, network.nodes + len(sites), dtype=np.int32)
    graph = _with_doors(network.backward, sites)
    seconds, _, source = dijkstra(graph, indices=doors, min_only=True, return_predecessors=True, limit=limit_seconds)
    seconds, source = seconds[: network.nodes], source[: network.nodes]
    return Nearest(seconds, np.where(np.isfinite(seconds), source - network.nodes, NOBODY).astype(np.int32))


def nearest_from_cells(network: Network, cells: Snap, sites: Snap) -> Nearest:
    """For every cell the quickest site, both walks included. Shapes: cells."""
    return from_cells(nearest_site(network, sites), cells)


def from_cells(times: Nearest, cells: Snap) -> Nearest:
    """What `nearest_site` found, seen from cells: their own walk added."""
    return Nearest(cells.seconds + times.seconds[cells.node], times.site[cells.node])


def nearest_sites(network: Network, cells: Snap, sites: Snap, k: int, *, limit_seconds: float = np.inf) -> Nearest:
    """The k quickest sites of every cell, quickest first, ties in the sites' order. Shapes: cells by min(k, sites).

    One point is one cell. Searches from whichever side has fewer nodes; meant for k of a few.
    """
    _refuse_no_sites(sites)
    if k < 1:
        raise ValueError("k must be at least 1")
    k = min(k, len(sites))
    best = Nearest(np.full((len(cells), k), np.inf), np.full((len(cells), k), NOBODY, dtype=np.int32))
    for rows, columns, seconds in _blocks(network, cells, sites, limit_seconds):
        labels = np.broadcast_to(columns.astype(np.int32), seconds.shape)
        merged = np.concatenate([best.seconds[rows], seconds], axis=1)
        owners = np.concatenate([best.site[rows], np.where(np.isfinite(seconds), labels, NOBODY)], axis=1)
        order = np.lexsort((np.where(owners < 0, len(sites), owners), merged), axis=1)[:, :k]
        best.seconds[rows], best.site[rows] = np.take_along_axis(merged, order, 1), np.take_along_axis(owners, order, 1)
    return best


def travel_matrix(network: Network, cells: Snap, sites: Snap, *, limit_seconds: float = np.inf, largest: int = LARGEST_MATRIX) -> Floats:
    """Seconds from every cell to every site, inf beyond `limit_seconds`. Shape: cells by sites. Refuses above `largest` pairs."""
    _refuse_no_sites(sites)
    pairs = len(cells) * len(sites)
    if pairs > largest:
        raise Refusal(say.MATRIX_TOO_LARGE, cells=len(cells), sites=len(sites), pairs=pairs, limit=largest)
    matrix = np.full((len(cells), len(sites)), np.inf)
    for rows, columns, seconds in _blocks(network, cells, sites, limit_seconds):
        matrix[np.ix_(rows, columns)] = seconds
    return matrix


def _blocks(network: Network, cells: Snap, sites: Snap, limit_seconds: float) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp], Floats]]:
    """Rows, columns and seconds of the whole matrix, a bounded piece at a time."""
    cell_nodes, site_nodes = np.unique(cells.node), np.unique(sites.node)
    from_sites = len(site_nodes) <= len(cell_nodes)
    graph, starts, ends = (network.backward, sites, cells) if from_sites else (network.forward, cells, sites)
    start_nodes = site_nodes if from_sites else cell_nodes
    everyone = np.arange(len(ends))
    for chunk in _chunks(start_nodes, max(1, CELLS_AT_ONCE // network.nodes)):
        found = dijkstra(graph, indices=chunk, limit=limit_seconds)[:, ends.node]
        here = np.flatnonzero(np.isin(starts.node, chunk))
        seconds = starts.seconds[here, None] + found[np.searchsorted(chunk, starts.node[here])] + ends.seconds
        seconds[seconds > limit_seconds] = np.inf
        yield (everyone, here, seconds.T) if from_sites else (here, everyone, seconds)


def _chunks(values: Indices, size: int) -> Iterator[Indices]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


def _with_doors(graph: Any, sites: Snap) -> Any:
    """The graph with one more node per site, whose only arc leads to the site's node and takes the site's walk."""
    nodes, doors = graph.shape[0], len(sites)
    last = graph.indptr[-1]
    return csr_array(
        (
            np.concatenate([graph.data, sites.seconds]),
            np.concatenate([graph.indices, sites.node.astype(graph.indices.dtype)]),
            np.concatenate([graph.indptr, np.arange(last + 1, last + doors + 1, dtype=graph.indptr.dtype)]),
        ),
        shape=(nodes + doors, nodes + doors),
    )


def _refuse_no_sites(sites: Snap) -> None:
    if not len(sites):
        raise Refusal(say.NO_SITES)
