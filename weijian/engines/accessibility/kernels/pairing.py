"""Kernels over many cells and many sites: the matrix, the pairs within a limit, the k nearest."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weijian.engines.accessibility.kernels.contraction import COSTS, FORM
from weijian.engines.accessibility.kernels.joining import grouped
from weijian.engines.accessibility.kernels.search import DESK, QUEUE, first_of, heap_drop, put, seed, settle
from weijian.engines.accessibility.kernels.spreading import clear, root_of
from weijian.kernel.compiled import BOOLS, FLOAT, FLOATS, INT_TABLE, INTS, TABLE, bare, compiled, part, record_type

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

EXACT = 1e-3  # of a millisecond: sums of decimal seconds are not exact in binary
NO_BLOCK = -1
FARTHEST_MILLISECONDS = 2**31 - 1


class Anchors(NamedTuple):
    """Each cell as an offset from two junctions: `seconds` from junction to cell, infinite where there is no such way.

    `block` is the chain with all its trees, or the junction with its trees, in which the cell lies: to a site of the same
    block there may be a way that passes no junction. Junctions themselves lie in no block.
    """

    place: Ints
    one: Ints
    one_seconds: Floats
    other: Ints
    other_seconds: Floats
    block: Ints
    walk: Floats


class Nearby(NamedTuple):
    """The cells that hang on each junction, then those in each block."""

    start: Ints
    cell: Ints


ANCHORS = record_type(Anchors, *[INTS, INTS, FLOATS, INTS, FLOATS, INTS, FLOATS])
NEARBY = record_type(Nearby, INTS, INTS)


@bare
def block_of(form: Any, root: int, hanging: bool) -> int:
    """Chains are blocks 0 … C-1; the trees of junction j are block C + j."""
    junctions = len(form.touch) - 1
    if root >= junctions:
        return int(form.of_chain[root - junctions])
    return len(form.chain_from) + root if hanging else NO_BLOCK


@compiled(FORM, COSTS, INTS, FLOATS)
def anchored(form: Any, costs: Any, places: Any, walks: Any) -> Any:
    """Anchors of cells by their places."""
    cells, junctions, roots = len(places), len(form.touch) - 1, len(form.hang) - 1
    one, other, block = np.empty(cells, dtype=np.int32), np.empty(cells, dtype=np.int32), np.empty(cells, dtype=np.int32)
    one_seconds, other_seconds = np.empty(cells), np.empty(cells)
    for cell in range(cells):
        at, way = places[cell], 0.0
        while at >= roots:
            way += costs.down[at - roots]
            at = form.tree_parent[at - roots]
        block[cell] = block_of(form, at, at != places[cell])
        if at < junctions:
            one[cell], one_seconds[cell], other[cell], other_seconds[cell] = at, way, at, way
        else:
            i = at - junctions
            c = form.of_chain[i]
            one[cell], one_seconds[cell] = form.chain_from[c], way + costs.from_cost[i]
            other[cell], other_seconds[cell] = form.chain_to[c], way + costs.to_cost[i]
    return Anchors(places, one, one_seconds, other, other_seconds, block, walks)


@compiled(FORM, ANCHORS)
def hung(form: Any, anchors: Any) -> Any:
    """Which cells to look at when a junction, or a block, is reached."""
    cells, junctions = len(anchors.place), len(form.touch) - 1
    groups = 2 * junctions + len(form.chain_from)
    second = np.where(anchors.one == anchors.other, groups, anchors.other).astype(np.int32)
    third = np.where(anchors.block == NO_BLOCK, groups, anchors.block + junctions).astype(np.int32)
    start, member = grouped(np.concatenate((anchors.one, second, third)), groups + 1)
    for m in range(len(member)):
        member[m] %= cells
    return Nearby(start[:-1].copy(), member[: start[groups]].copy())


@bare
def direct(form: Any, costs: Any, near: Any, place: int) -> float:
    """Seconds to a cell from the first place above it that the site of this block has claimed."""
    roots, way = len(form.hang) - 1, 0.0
    while near[place] == np.inf and place >= roots:
        way += costs.down[place - roots]
        place = form.tree_parent[place - roots]
    return float(near[place] + way)


@bare
def seconds_to(form: Any, costs: Any, near: Any, anchors: Any, cell: int, block: int) -> float:
    """From the site searched for to a cell, both walks included."""
    seconds = min(near[anchors.one[cell]] + anchors.one_seconds[cell], near[anchors.other[cell]] + anchors.other_seconds[cell])
    if block != NO_BLOCK and anchors.block[cell] == block:
        seconds = min(seconds, direct(form, costs, near, anchors.place[cell]))
    return float(seconds + anchors.walk[cell])


@bare
def milliseconds(seconds: float) -> int:
    """Rounded up, a microsecond's grace aside: within a limit of whole milliseconds exactly when the seconds are."""
    return int(np.ceil(seconds * 1000 - EXACT))


@bare
def fill_row(form: Any, costs: Any, near: Any, anchors: Any, block: int, limit: float, row: Any) -> None:
    one, one_seconds, other, other_seconds = anchors.one, anchors.one_seconds, anchors.other, anchors.other_seconds
    blocks, walk = anchors.block, anchors.walk
    for cell in range(len(row)):
        seconds = min(near[one[cell]] + one_seconds[cell], near[other[cell]] + other_seconds[cell])
        if blocks[cell] == block and block != NO_BLOCK:
            seconds = min(seconds, direct(form, costs, near, anchors.place[cell]))
        seconds += walk[cell]
        row[cell] = seconds if seconds <= limit else np.inf


@compiled(FORM, COSTS, DESK, ANCHORS, INTS, FLOATS, FLOAT, TABLE)
def rows_of_matrix(form: Any, costs: Any, desk: Any, anchors: Any, places: Any, walks: Any, limit: float, out: Any) -> None:
    """Fills a row of seconds to every cell for each site; inf beyond the limit."""
    nobody, nothing = np.empty(0, dtype=np.int32), np.empty(0)
    for s in range(len(places)):
        seed(form, costs, desk.queue, desk.near, nobody, nothing, limit, places[s], walks[s], 0)
        settled = settle(costs, desk.queue, desk.near, nobody, nothing, limit, desk.settled)
        root = root_of(form, places[s])
        fill_row(form, costs, desk.near, anchors, block_of(form, root, root != places[s]), limit, out[s])
        clear(form, desk, settled, 0, root)


@bare
def candidates(nearby: Any, junctions: int, desk: Any, settled: int, block: int, marked: Any, found: Any) -> int:
    """Writes the cells that hang on what was settled, each once; how many. Marks are left for `unmark`."""
    count = 0
    for s in range(settled + 1):
        if s == settled and block == NO_BLOCK:
            break
        group = desk.settled[s] if s < settled else junctions + block
        for m in range(nearby.start[group], nearby.start[group + 1]):
            cell = nearby.cell[m]
            if not marked[cell]:
                marked[cell] = True
                found[count] = cell
                count += 1
    return count


@part
def in_order(marked: Any, found: Any, count: int) -> None:
    """The candidates by number, their marks wiped: by sorting when few, by going through all when many."""
    if count * 8 < len(marked):
        found[:count].sort()
        for i in range(count):
            marked[found[i]] = False
        return
    laid = 0
    for cell in range(len(marked)):
        if marked[cell]:
            marked[cell] = False
            found[laid] = cell
            laid += 1


@bare
def emit(form: Any, costs: Any, near: Any, anchors: Any, block: int, limit: float, found: Any, count: int, cells: Any, times: Any, laid: int) -> int:
    """Writes the pairs of one site from `laid` on; where the next may go."""
    for i in range(count):
        seconds = seconds_to(form, costs, near, anchors, found[i], block)
        if seconds <= limit and seconds < np.inf:
            cells[laid], times[laid] = found[i], min(milliseconds(seconds), FARTHEST_MILLISECONDS)
            laid += 1
    return laid


@part
def roomier(kept: Any, used: int, room: int) -> Any:
    """The same in a longer array."""
    larger = np.empty(room, dtype=np.int32)
    larger[:used] = kept[:used]
    return larger


@compiled(FORM, COSTS, DESK, ANCHORS, NEARBY, INTS, FLOATS, FLOAT)
def rows_of_pairs(form: Any, costs: Any, desk: Any, anchors: Any, nearby: Any, places: Any, walks: Any, limit: float) -> Any:
    """The cells each site reaches within the limit, in order, with milliseconds: where each row ends, cells, times."""
    nobody, nothing, count = np.empty(0, dtype=np.int32), np.empty(0), len(anchors.place)
    marked, found = np.zeros(count, dtype=np.bool_), np.empty(count, dtype=np.int32)
    ends, laid = np.empty(len(places), dtype=np.int64), 0
    cells, times = np.empty(count, dtype=np.int32), np.empty(count, dtype=np.int32)
    for s in range(len(places)):
        seed(form, costs, desk.queue, desk.near, nobody, nothing, limit, places[s], walks[s], 0)
        settled = settle(costs, desk.queue, desk.near, nobody, nothing, limit, desk.settled)
        root = root_of(form, places[s])
        block = block_of(form, root, root != places[s])
        chosen = candidates(nearby, len(form.touch) - 1, desk, settled, block, marked, found)
        in_order(marked, found, chosen)
        if laid + chosen > len(cells):
            room = max(2 * len(cells), laid + chosen)
            cells, times = roomier(cells, laid, room), roomier(times, laid, room)
        laid = emit(form, costs, desk.near, anchors, block, limit, found, chosen, cells, times, laid)
        ends[s] = laid
        clear(form, desk, settled, 0, root)
    return ends, cells[:laid], times[:laid]


# the k nearest


@bare
def insert(keys: Any, who: Any, seconds: float, site: int) -> None:
    """Into a short list in order of seconds, then of sites; a site stands there once, at its best."""
    k = len(keys)
    at = k - 1
    for i in range(k):
        if who[i] == site:
            at = i
            break
    if seconds > keys[at] or seconds == np.inf or (seconds == keys[at] and (who[at] == site or (who[at] >= 0 and who[at] < site))):
        return
    while at > 0 and (seconds < keys[at - 1] or (seconds == keys[at - 1] and site < who[at - 1])):
        keys[at], who[at] = keys[at - 1], who[at - 1]
        at -= 1
    keys[at], who[at] = seconds, site


@bare
def labelled(costs: Any, queue: Any, limit: float, junctions: int, keys: Any, who: Any, filled: Any) -> None:
    """Each junction's k nearest sites; entries are junction + junctions × site."""
    k = keys.shape[1]
    while first_of(queue):
        key, item = queue.heap_key[0], queue.heap_item[0]
        heap_drop(queue)
        here, site = item % junctions, item // junctions
        known = filled[here] >= k
        for i in range(filled[here]):
            known = known or who[here, i] == site
        if known:
            continue
        keys[here, filled[here]], who[here, filled[here]] = key, site
        filled[here] += 1
        for a in range(costs.arc[here], costs.arc[here + 1]):
            there, seconds = costs.arc_head[a], key + costs.arc_cost[a]
            if filled[there] < k and seconds <= limit:
                put(queue, seconds, there + junctions * site)


@bare
def own_block(form: Any, costs: Any, near: Any, anchors: Any, nearby: Any, place: int, site: int, seconds: Any, sites: Any) -> None:
    """Cells in the site's own block are reached without passing a junction; then the block is wiped."""
    junctions, roots, root = len(form.touch) - 1, len(form.hang) - 1, root_of(form, place)
    block = block_of(form, root, root != place)
    if block != NO_BLOCK:
        for m in range(nearby.start[junctions + block], nearby.start[junctions + block + 1]):
            cell = nearby.cell[m]
            insert(seconds[cell], sites[cell], direct(form, costs, near, anchors.place[cell]), site)
    near[root] = np.inf
    near[roots + form.hang[root] : roots + form.hang[root + 1]] = np.inf
    if root >= junctions:
        c = form.of_chain[root - junctions]
        near[junctions + form.chain_start[c] : junctions + form.chain_start[c + 1]] = np.inf


@bare
def merge(anchors: Any, keys: Any, who: Any, cell: int, seconds: Any, sites: Any) -> None:
    one, other = anchors.one[cell], anchors.other[cell]
    for i in range(len(seconds)):
        if who[one, i] >= 0:
            insert(seconds, sites, keys[one, i] + anchors.one_seconds[cell], who[one, i])
        if who[other, i] >= 0:  # of a chain that leads back to its own start both ways on count
            insert(seconds, sites, keys[other, i] + anchors.other_seconds[cell], who[other, i])


@compiled(FORM, COSTS, QUEUE, QUEUE, FLOATS, ANCHORS, NEARBY, INTS, FLOATS, BOOLS, FLOAT, TABLE, INT_TABLE)
def k_nearest(
    form: Any, costs: Any, queue: Any, scratch: Any, near: Any, anchors: Any, nearby: Any, places: Any, walks: Any, fit: Any, limit: float, seconds: Any,
    sites: Any,
) -> None:
    """Fills, for every cell, seconds and sites of the k nearest of those that are `fit`. `near` is inf and stays so."""
    junctions, k, nothing, nobody = len(form.touch) - 1, seconds.shape[1], np.empty(0), np.empty(0, dtype=np.int32)
    keys, who = np.full((junctions, k), np.inf), np.full((junctions, k), -1, dtype=np.int32)
    filled = np.zeros(junctions, dtype=np.int32)
    for s in range(len(places)):
        if not fit[s]:
            continue
        seed(form, costs, scratch, near, nobody, nothing, limit, places[s], walks[s], 0)
        while first_of(scratch):
            put(queue, scratch.heap_key[0], scratch.heap_item[0] + junctions * s)
            near[scratch.heap_item[0]] = np.inf
            heap_drop(scratch)
        own_block(form, costs, near, anchors, nearby, places[s], s, seconds, sites)
    labelled(costs, queue, limit, junctions, keys, who, filled)
    for cell in range(len(anchors.place)):
        merge(anchors, keys, who, cell, seconds[cell], sites[cell])
        for i in range(k):
            seconds[cell, i] += anchors.walk[cell]
            if seconds[cell, i] > limit or seconds[cell, i] == np.inf:
                seconds[cell, i], sites[cell, i] = np.inf, -1
