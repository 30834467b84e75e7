"""Kernels from one or all sites to every place: the nearest site everywhere, and what one search reaches or improves."""

from typing import Any

import numpy as np

from weijian.engines.accessibility.kernels.contraction import COSTS, FORM
from weijian.engines.accessibility.kernels.joining import grouped
from weijian.engines.accessibility.kernels.search import DESK, QUEUE, offer, seed, settle
from weijian.kernel.compiled import FLOAT, FLOATS, INT, INTS, bare, compiled

NOBODY = -1


@bare
def better(near: Any, owner: Any, place: int, seconds: float, site: int) -> None:
    if seconds < near[place]:
        near[place], owner[place] = seconds, site


@bare
def unfold(form: Any, costs: Any, near: Any, owner: Any) -> None:
    """From the junctions onto chains, and from both into the trees."""
    junctions, roots = len(form.touch) - 1, len(form.hang) - 1
    for c in range(len(form.chain_from)):
        first, last = form.chain_from[c], form.chain_to[c]
        one, other = near[first], near[last]
        for i in range(form.chain_start[c], form.chain_start[c + 1]):
            better(near, owner, junctions + i, one + costs.from_cost[i], owner[first])
            better(near, owner, junctions + i, other + costs.to_cost[i], owner[last])
    for t in range(len(form.tree_parent)):
        parent = form.tree_parent[t]
        better(near, owner, roots + t, near[parent] + costs.down[t], owner[parent])


@compiled(FORM, COSTS, QUEUE, INTS, FLOATS, FLOAT, FLOATS, INTS)
def nearest_everywhere(form: Any, costs: Any, queue: Any, places: Any, walks: Any, limit: float, near: Any, owner: Any) -> None:
    """Fills seconds and site of every place. `near` and `owner` may hold what is already known: it is improved upon."""
    nobody = np.empty(0)
    for site in range(len(places)):
        if places[site] >= 0:
            seed(form, costs, queue, near, owner, nobody, limit, places[site], walks[site], site)
    settle(costs, queue, near, owner, nobody, limit, np.empty(len(form.touch), dtype=np.int32))
    unfold(form, costs, near, owner)


@compiled(FORM, FLOATS, INTS, FLOAT, FLOATS, INTS)
def by_node(form: Any, near: Any, owner: Any, limit: float, seconds: Any, site: Any) -> None:
    """From places back to nodes; beyond the limit nobody."""
    for node in range(len(seconds)):
        place = form.place[node]
        if near[place] <= limit and near[place] < np.inf:
            seconds[node], site[node] = near[place], owner[place]
        else:
            seconds[node], site[node] = np.inf, NOBODY


# one search, and only what it touches


@bare
def note(desk: Any, base: Any, limit: float, place: int, seconds: float, count: int) -> int:
    """Writes a place down when it is reached, and nearer than before."""
    if seconds > limit or seconds == np.inf or (len(base) > 0 and seconds >= base[place]):
        return count
    desk.places[count], desk.seconds[count] = place, seconds
    return count + 1


@bare
def into_trees(form: Any, costs: Any, desk: Any, base: Any, limit: float, root: int, own: bool, count: int) -> int:
    """What hangs from a root. In the site's own tree all of it is looked at; elsewhere no farther than it is worth."""
    roots = len(form.hang) - 1
    t, end = form.hang[root], form.hang[root + 1]
    while t < end:
        seconds = desk.near[form.tree_parent[t]] + costs.down[t]
        if own:
            seconds = min(seconds, desk.near[roots + t])
        before = count
        count = note(desk, base, limit, roots + t, seconds, count)
        if own or count > before:
            desk.near[roots + t] = seconds
            t += 1
        else:
            t = form.tree_end[t]
    return count


@bare
def onto_chain(form: Any, costs: Any, desk: Any, base: Any, limit: float, c: int, own_root: int, count: int) -> int:
    """The nodes of one chain, from both its ends, and what hangs from them."""
    junctions, near = len(form.touch) - 1, desk.near
    one, other = near[form.chain_from[c]], near[form.chain_to[c]]
    for i in range(form.chain_start[c], form.chain_start[c + 1]):
        place = junctions + i
        seconds = min(near[place], min(one + costs.from_cost[i], other + costs.to_cost[i]))
        before = count
        count = note(desk, base, limit, place, seconds, count)
        if count > before or place == own_root:
            near[place] = seconds
            count = into_trees(form, costs, desk, base, limit, place, place == own_root, count)
    return count


@bare
def root_of(form: Any, place: int) -> int:
    """The junction or chain node from which a place hangs; a place outside trees is its own root."""
    roots = len(form.hang) - 1
    while place >= roots:
        place = form.tree_parent[place - roots]
    return place


@bare
def clear(form: Any, desk: Any, settled: int, reached: int, root: int) -> None:
    """Leaves the desk as it was found."""
    junctions, roots, near = len(form.touch) - 1, len(form.hang) - 1, desk.near
    for s in range(settled):
        near[desk.settled[s]] = np.inf
    for r in range(reached):
        near[desk.places[r]] = np.inf
    near[root] = np.inf
    near[roots + form.hang[root] : roots + form.hang[root + 1]] = np.inf
    if root >= junctions:
        c = form.of_chain[root - junctions]
        near[junctions + form.chain_start[c] : junctions + form.chain_start[c + 1]] = np.inf


@compiled(FORM, COSTS, DESK, INT, FLOAT, FLOAT, FLOATS)
def reached_from(form: Any, costs: Any, desk: Any, place: int, walk: float, limit: float, base: Any) -> int:
    """Every place one site reaches within the limit, written on the desk; how many. With `base` (seconds of every place)
    only the places it makes nearer."""
    junctions, nobody = len(form.touch) - 1, np.empty(0, dtype=np.int32)
    seed(form, costs, desk.queue, desk.near, nobody, base, limit, place, walk, 0)
    settled = settle(costs, desk.queue, desk.near, nobody, base, limit, desk.settled)
    root, count = root_of(form, place), 0
    own = form.of_chain[root - junctions] if root >= junctions else -1
    for s in range(settled):
        junction = desk.settled[s]
        count = note(desk, base, limit, junction, desk.near[junction], count)
        count = into_trees(form, costs, desk, base, limit, junction, junction == root, count)
        for k in range(form.touch[junction], form.touch[junction + 1]):
            c = form.touched[k]
            other = form.chain_to[c] if form.chain_from[c] == junction else form.chain_from[c]
            if c != own and (junction <= other or desk.near[other] == np.inf):
                count = onto_chain(form, costs, desk, base, limit, c, root, count)
    if own >= 0:
        count = onto_chain(form, costs, desk, base, limit, own, root, count)
    elif desk.near[root] == np.inf:
        count = into_trees(form, costs, desk, base, limit, root, True, count)
    clear(form, desk, settled, count, root)
    return count


@compiled(FORM, COSTS, COSTS, QUEUE, INTS, FLOATS, INT, FLOAT, FLOATS, INTS)
def without_site(form: Any, costs: Any, reverse: Any, queue: Any, places: Any, walks: Any, gone: int, limit: float, near: Any, owner: Any) -> int:
    """Takes one site away: the places it served are given to whoever is next nearest; how many they were.

    `reverse` are the costs of the other direction: its arcs lead from a junction to those it was reached from.
    """
    nobody, lost = np.empty(0), 0
    for place in range(len(near)):
        if owner[place] == gone:
            near[place], owner[place] = np.inf, NOBODY
            lost += 1
    for site in range(len(places)):
        if places[site] >= 0 and site != gone:
            seed(form, costs, queue, near, owner, nobody, limit, places[site], walks[site], site)
    for here in range(len(form.touch) - 1):
        if near[here] < np.inf and owner[here] != NOBODY:
            continue
        for a in range(reverse.arc[here], reverse.arc[here + 1]):
            there = reverse.arc_head[a]
            if owner[there] != NOBODY:
                offer(queue, near, owner, nobody, limit, here, near[there] + reverse.arc_cost[a], owner[there])
    settle(costs, queue, near, owner, nobody, limit, np.empty(len(form.touch), dtype=np.int32))
    unfold(form, costs, near, owner)
    return lost


@compiled(INTS, INTS, FLOATS, FLOATS, INTS, FLOATS, INT)
def cells_at(start: Any, member: Any, walks: Any, base: Any, places: Any, seconds: Any, count: int) -> Any:
    """The cells at so many places, their seconds before and after, walks included. `member` are cells by place."""
    total = 0
    for p in range(count):
        total += start[places[p] + 1] - start[places[p]]
    cells, before, after, laid = np.empty(total, dtype=np.int32), np.empty(total), np.empty(total), 0
    for p in range(count):
        for m in range(start[places[p]], start[places[p] + 1]):
            cell = member[m]
            cells[laid], before[laid], after[laid] = cell, base[places[p]] + walks[cell], seconds[p] + walks[cell]
            laid += 1
    return cells, before, after


@compiled(INTS, INT)
def by_place(places: Any, count: int) -> Any:
    """Where the cells of each place start, and the cells."""
    return grouped(places, count)
