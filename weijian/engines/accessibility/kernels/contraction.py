"""Kernels that make a network small and lose nothing: dead ends and the nodes along a road leave the search.

Dead ends are stripped as trees hanging from where they join; nodes with two neighbours become chains between junctions. What
is left, junctions joined by the quickest chain, is a tenth of a street network or less, and times on it are exact: a node of
a chain is as far as its nearer end plus the way along the chain, a node of a tree as far as its root plus the way out.
It holds for one-way streets alike: each link keeps its seconds in both directions, infinite where one may not go.

Nodes are renumbered: junctions first (neighbours on the ground close together), then the nodes of chains in the order of the
road, then those of trees, each before what hangs from it. `place` is a node's new number.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weijian.engines.accessibility.kernels.joining import grouped
from weijian.kernel.compiled import BOOLS, FLOAT, FLOATS, INT, INTS, compiled, part, record_type

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]


class Form(NamedTuple):
    """What hangs together with what; nothing of it changes with the seconds. J junctions, C chains, I nodes of chains, T of trees.

    Chain c runs from junction `chain_from` over the chain nodes `chain_start[c]:chain_start[c+1]` to `chain_to`; its links,
    one more than its nodes, start at `chain_start[c] + c`. `rising` says that a link leads from the lower node of its pair.
    """

    place: Ints  # of every node
    node: Ints  # of every place
    chain_from: Ints  # C
    chain_to: Ints  # C
    chain_start: Ints  # C + 1
    of_chain: Ints  # I
    link_pair: Ints  # I + C
    link_rising: Bools  # I + C
    tree_parent: Ints  # T: a place
    tree_pair: Ints  # T
    tree_rising: Bools  # T: from the parent
    tree_end: Ints  # T: the first tree node that no longer hangs from this one
    hang: Ints  # J + I + 1: the tree nodes that hang from each junction or chain node
    touch: Ints  # J + 1
    touched: Ints  # chains that end at each junction, a loop once


class Costs(NamedTuple):
    """Seconds in the direction of search, laid out as in `Form`."""

    from_cost: Floats  # I: from the chain's first junction
    to_cost: Floats  # I: from its last
    ahead: Floats  # I + C: along a link
    astern: Floats  # I + C: against it
    down: Floats  # T: from the parent
    up: Floats  # T: to the parent
    arc: Ints  # J + 1
    arc_head: Ints  # A
    arc_cost: Floats  # A
    width: float  # of a bucket of the queue


FORM = record_type(Form, *[INTS] * 7, BOOLS, *[INTS] * 2, BOOLS, *[INTS] * 4)
COSTS = record_type(Costs, *[FLOATS] * 6, INTS, INTS, FLOATS, FLOAT)


class Skeleton(NamedTuple):
    """Halfway: who is next to whom, what was stripped, and what is a junction."""

    starts: Ints
    beside: Ints
    pair: Ints
    parent: Ints  # -1: not stripped
    parent_pair: Ints
    junction: Bools


SKELETON = record_type(Skeleton, *[INTS] * 5, BOOLS)


@part
def neighbours(nodes: int, low: Any, high: Any) -> Any:
    """Who is next to whom, and by which pair."""
    pairs = len(low)
    starts, members = grouped(np.concatenate((low, high)), nodes)
    beside, pair = np.empty(2 * pairs, dtype=np.int32), np.empty(2 * pairs, dtype=np.int32)
    for i in range(2 * pairs):
        end = members[i]
        beside[i] = high[end] if end < pairs else low[end - pairs]
        pair[i] = end if end < pairs else end - pairs
    return starts, beside, pair


@part
def strip_dead_ends(starts: Any, beside: Any, pair: Any, degree: Any, parent: Any, parent_pair: Any) -> None:
    """Takes away nodes with one neighbour until there are none; of a tree by itself one node stays."""
    nodes = len(degree)
    stack, waiting = np.empty(nodes, dtype=np.int32), 0
    for node in range(nodes):
        if degree[node] == 1:
            stack[waiting] = node
            waiting += 1
    while waiting:
        waiting -= 1
        node = stack[waiting]
        if degree[node] != 1:
            continue
        degree[node] = 0
        for e in range(starts[node], starts[node + 1]):
            other = beside[e]
            if parent[other] < 0 and other != node and parent[node] < 0:
                parent[node], parent_pair[node] = other, pair[e]
                degree[other] -= 1
                if degree[other] == 1:
                    stack[waiting] = other
                    waiting += 1


@part
def onward(skeleton: Any, came: int, here: int) -> int:
    """The entry that leads out of a chain node, not back to where one came from."""
    for e in range(skeleton.starts[here], skeleton.starts[here + 1]):
        other = skeleton.beside[e]
        if other != came and skeleton.parent[other] < 0:
            return e
    return -1


@part
def walk(skeleton: Any, start: int, entry: int, seen: Any) -> int:
    """Along a chain from a junction to the next, marking what lies between; the junction reached."""
    came, here = start, skeleton.beside[entry]
    while not skeleton.junction[here]:
        seen[here] = True
        e = onward(skeleton, came, here)
        came, here = here, skeleton.beside[e]
    return int(here)


@compiled(INT, INTS, INTS)
def skeleton_of(nodes: int, low: Any, high: Any) -> Any:
    """Strips dead ends and finds the junctions; of a ring without one, one node is made it."""
    starts, beside, pair = neighbours(nodes, low, high)
    degree = (starts[1:] - starts[:-1]).astype(np.int32)
    parent, parent_pair = np.full(nodes, -1, dtype=np.int32), np.full(nodes, -1, dtype=np.int32)
    strip_dead_ends(starts, beside, pair, degree, parent, parent_pair)
    found = Skeleton(starts, beside, pair, parent, parent_pair, (parent < 0) & (degree != 2))
    seen = found.junction.copy()
    for node in range(nodes):
        if found.junction[node]:
            for e in range(starts[node], starts[node + 1]):
                if parent[beside[e]] < 0 and not seen[beside[e]]:
                    walk(found, node, e, seen)
    for node in range(nodes):
        if parent[node] < 0 and not seen[node]:
            found.junction[node] = True
            walk(found, node, onward(found, -1, node), seen)
    return found


@part
def lay_chain(skeleton: Any, start: int, entry: int, low: Any, chain_nodes: Any, link_pair: Any, link_rising: Any, laid: int, links: int) -> int:
    """Writes the nodes and links of one chain; returns how many nodes are laid now. A direct arc is a chain without nodes."""
    came, here, e = start, skeleton.beside[entry], entry
    while True:
        link_pair[links] = skeleton.pair[e]
        link_rising[links] = low[skeleton.pair[e]] == came
        links += 1
        if skeleton.junction[here]:
            return laid
        chain_nodes[laid] = here
        laid += 1
        e = onward(skeleton, came, here)
        came, here = here, skeleton.beside[e]


@part
def chain_ends(skeleton: Any, order: Any, rank: Any) -> Any:
    """Entry, first and last junction of every chain, each chain once."""
    seen = np.zeros(len(rank), dtype=np.bool_)
    entries = np.empty(len(skeleton.beside), dtype=np.int32)
    first, last, count = np.empty_like(entries), np.empty_like(entries), 0
    for j in range(len(order)):
        node = order[j]
        for e in range(skeleton.starts[node], skeleton.starts[node + 1]):
            other = skeleton.beside[e]
            if skeleton.parent[other] >= 0 or seen[other] or (skeleton.junction[other] and rank[other] < j):
                continue
            entries[count], first[count], last[count] = e, j, rank[walk(skeleton, node, e, seen)]
            count += 1
    return entries[:count], first[:count].copy(), last[:count].copy()


@compiled(SKELETON, INTS, INTS)
def chains(skeleton: Any, low: Any, order: Any) -> Any:
    """From the junctions in their order: the chains, their nodes and links; then the chains at each junction."""
    nodes = len(skeleton.parent)
    rank = np.full(nodes, -1, dtype=np.int32)
    for j in range(len(order)):
        rank[order[j]] = j
    entries, first, last = chain_ends(skeleton, order, rank)
    between = (skeleton.parent < 0).sum() - len(order)
    chain_nodes, starts = np.empty(between, dtype=np.int32), np.zeros(len(first) + 1, dtype=np.int32)
    of_chain = np.empty(between, dtype=np.int32)
    link_pair, link_rising = np.empty(between + len(first), dtype=np.int32), np.empty(between + len(first), dtype=np.bool_)
    for c in range(len(first)):
        laid = lay_chain(skeleton, order[first[c]], entries[c], low, chain_nodes, link_pair, link_rising, starts[c], starts[c] + c)
        of_chain[starts[c] : laid] = c
        starts[c + 1] = laid
    twice = np.concatenate((first, np.where(last == first, len(order), last).astype(np.int32)))
    touch, touched = grouped(twice, len(order) + 1)
    for i in range(len(touched)):
        touched[i] %= len(first)
    return first, last, starts, chain_nodes, of_chain, link_pair, link_rising, touch[:-1].copy(), touched


@compiled(SKELETON, INTS, INTS)
def trees(skeleton: Any, low: Any, roots: Any) -> Any:
    """The stripped nodes, root after root, each before what hangs from it."""
    nodes = len(skeleton.parent)
    first = np.zeros(nodes + 1, dtype=np.int32)
    children = np.flatnonzero(skeleton.parent >= 0).astype(np.int32)
    first, members = grouped(skeleton.parent[children], nodes)
    hang = np.zeros(len(roots) + 1, dtype=np.int32)
    order, parents, ends = np.empty(len(children), dtype=np.int32), np.empty(len(children), dtype=np.int32), np.empty(len(children), dtype=np.int32)
    stack, above, laid = np.empty(len(children), dtype=np.int32), np.empty(len(children), dtype=np.int32), 0
    for r in range(len(roots)):
        node, place, waiting = roots[r], r, 0
        while True:
            for m in range(first[node], first[node + 1]):
                stack[waiting], above[waiting] = children[members[m]], place
                waiting += 1
            if not waiting:
                break
            waiting -= 1
            node = stack[waiting]
            place = len(roots) + laid
            order[laid], parents[laid] = node, above[waiting]
            laid += 1
        hang[r + 1] = laid
    for t in range(len(order) - 1, -1, -1):
        ends[t] = t + 1
    for t in range(len(order) - 1, -1, -1):
        if parents[t] >= len(roots):
            ends[parents[t] - len(roots)] = max(ends[parents[t] - len(roots)], ends[t])
    pair = skeleton.parent_pair[order]
    return order, parents, pair, low[pair] == skeleton.parent[order], ends, hang


def contracted(lon: Floats, lat: Floats, low: Ints, high: Ints) -> Form:
    """The form of a network of joined pairs. Junctions near each other on the ground get numbers near each other."""
    found = skeleton_of(len(lon), low, high)
    junctions = np.flatnonzero(found.junction)
    order = junctions[np.argsort(_along_a_curve(lon[junctions], lat[junctions]), kind="stable")].astype(np.int32)
    first, last, starts, between, of_chain, link_pair, link_rising, touch, touched = chains(found, low, order)
    roots = np.concatenate([order, between])
    hanging, parents, tree_pair, tree_rising, ends, hang = trees(found, low, roots)
    node = np.concatenate([roots, hanging])
    place = np.empty(len(node), dtype=np.int32)
    place[node] = np.arange(len(node), dtype=np.int32)
    return Form(
        place, node, first, last, starts, of_chain, link_pair, link_rising, parents, tree_pair, tree_rising, ends, hang, touch,
        np.ascontiguousarray(touched[: touch[-1]]),
    )


def _along_a_curve(lon: Floats, lat: Floats) -> NDArray[np.uint32]:
    """Morton's order: the bits of both coordinates in turn."""
    return _spread_bits(_in_steps(lon)) | (_spread_bits(_in_steps(lat)) << np.uint32(1))


def _in_steps(degrees: Floats) -> NDArray[np.uint32]:
    least, most = float(degrees.min()), float(degrees.max())
    return np.asarray((degrees - least) / ((most - least) or 1.0) * 65_535, dtype=np.uint32)


def _spread_bits(steps: NDArray[np.uint32]) -> NDArray[np.uint32]:
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        steps = (steps | (steps << np.uint32(shift))) & np.uint32(mask)
    return steps


@part
def along(form: Any, costs: Any, c: int) -> Any:
    """Fills what chain c costs from either end; returns the whole way both ways."""
    start, end = form.chain_start[c], form.chain_start[c + 1]
    links, there, back = start + c, 0.0, 0.0
    for i in range(start, end):
        there += costs.ahead[links + i - start]
        costs.from_cost[i] = there
    there += costs.ahead[links + end - start]
    for i in range(end - 1, start - 1, -1):
        back += costs.astern[links + i - start + 1]
        costs.to_cost[i] = back
    return there, back + costs.astern[links]


@part
def quickest_arcs(first: Any, last: Any, there: Any, back: Any, junctions: int) -> Any:
    """The junctions' arcs, the quickest chain of each pair; loops and closed ones left out."""
    count = len(first)
    tails, heads, cost = np.concatenate((first, last)), np.concatenate((last, first)), np.concatenate((there, back))
    starts, members = grouped(tails, junctions)
    seen_by, seen_as = np.full(junctions, -1, dtype=np.int32), np.empty(junctions, dtype=np.int32)
    arc, head, seconds, laid = np.zeros(junctions + 1, dtype=np.int32), np.empty(2 * count, dtype=np.int32), np.empty(2 * count), 0
    for j in range(junctions):
        for m in range(starts[j], starts[j + 1]):
            other, more = heads[members[m]], cost[members[m]]
            if other == j or more == np.inf:
                continue
            if seen_by[other] != j:
                seen_by[other], seen_as[other] = j, laid
                head[laid], seconds[laid] = other, more
                laid += 1
            seconds[seen_as[other]] = min(seconds[seen_as[other]], more)
        arc[j + 1] = laid
    return arc, head[:laid].copy(), seconds[:laid].copy()


@compiled(FORM, FLOATS, FLOATS, FLOAT)
def priced(form: Any, up: Any, down: Any, bucket_share: float) -> Any:
    """The form with seconds on it: `up` from the lower node of each pair to the higher in the direction of search."""
    ahead = np.where(form.link_rising, up[form.link_pair], down[form.link_pair])
    astern = np.where(form.link_rising, down[form.link_pair], up[form.link_pair])
    out = np.where(form.tree_rising, up[form.tree_pair], down[form.tree_pair])
    home = np.where(form.tree_rising, down[form.tree_pair], up[form.tree_pair])
    between, count, junctions = len(form.of_chain), len(form.chain_from), len(form.touch) - 1
    none, nothing = np.empty(0, dtype=np.int32), np.empty(0)
    rough = Costs(np.empty(between), np.empty(between), ahead, astern, out, home, none, none, nothing, 0.0)
    there, back = np.empty(count), np.empty(count)
    for c in range(count):
        there[c], back[c] = along(form, rough, c)
    arc, head, cost = quickest_arcs(form.chain_from, form.chain_to, there, back, junctions)
    width = max(cost.mean() * bucket_share, 1e-3) if len(cost) else 1.0
    return Costs(rough.from_cost, rough.to_cost, ahead, astern, out, home, arc, head, cost, width)
