"""Kernels that turn a list of edges into joined pairs of nodes, and put seconds on them."""

from typing import Any

import numpy as np

from weijian.kernel.compiled import BOOLS, FLOATS, INT, INTS, compiled, part

NO_PAIR = -1  # of a road that leads back to its own start


@part
def grouped(keys: Any, groups: int) -> Any:
    """Counting sort: where each group starts, and the members in order."""
    starts = np.zeros(groups + 1, dtype=np.int32)
    for key in keys:
        starts[key + 1] += 1
    for g in range(groups):
        starts[g + 1] += starts[g]
    place, members = starts[:-1].copy(), np.empty(len(keys), dtype=np.int32)
    for i in range(len(keys)):
        members[place[keys[i]]] = i
        place[keys[i]] += 1
    return starts, members


@compiled(INT, INTS, INTS)
def joined(nodes: int, from_node: Any, to_node: Any) -> Any:
    """Pairs of nodes that some edge joins: the lower node, the higher one, and the pair of every edge."""
    edges = len(from_node)
    low, high = np.minimum(from_node, to_node), np.maximum(from_node, to_node)
    starts, members = grouped(low, nodes)
    seen_by, seen_as = np.full(nodes, -1, dtype=np.int32), np.empty(nodes, dtype=np.int32)
    pair = np.full(edges, NO_PAIR, dtype=np.int32)
    pair_low, pair_high, count = np.empty(edges, dtype=np.int32), np.empty(edges, dtype=np.int32), 0
    for here in range(nodes):
        for edge in members[starts[here] : starts[here + 1]]:
            there = high[edge]
            if there == here:
                continue
            if seen_by[there] != here:
                seen_by[there], seen_as[there] = here, count
                pair_low[count], pair_high[count] = here, there
                count += 1
            pair[edge] = seen_as[there]
    return pair_low[:count].copy(), pair_high[:count].copy(), pair


@compiled(INT, INTS, BOOLS, BOOLS, BOOLS, FLOATS)
def weighed(pairs: int, pair: Any, rising: Any, both: Any, shut: Any, seconds: Any) -> Any:
    """Seconds from the lower node of each pair to the higher, and back; inf where no open edge runs so. The quickest counts."""
    up, down = np.full(pairs, np.inf), np.full(pairs, np.inf)
    for edge in range(len(pair)):
        p, s = pair[edge], seconds[edge]
        if p < 0 or shut[edge]:
            continue
        if rising[edge] or both[edge]:
            up[p] = min(up[p], s)
        if not rising[edge] or both[edge]:
            down[p] = min(down[p], s)
    return up, down
