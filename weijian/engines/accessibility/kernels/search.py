"""Kernels of the search: Dijkstra's algorithm between junctions, with buckets, and the ways on and off chains and trees.

Seconds are float64 and added along the way, as in any plain Dijkstra: nothing is rounded while searching. The queue holds
what comes soon in a ring of buckets, what comes now in a small heap, what comes late in a list; so the order is exactly that
of a heap, for any seconds at all.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weijian.engines.accessibility.kernels.contraction import Costs, Form
from weijian.kernel.compiled import FLOAT, FLOATS, INTS, LONGS, bare, record_type

SLOTS = 2048  # buckets of the ring
NOTHING = -1
FREE, FRESH, NOW, SOON, LATE, LATE_FIRST, LATE_BUCKET, HEAP = range(8)  # what `Queue.state` counts


class Queue(NamedTuple):
    """Entries are kept in one pool and linked; `state` says where each list begins and how long it is."""

    first: NDArray[np.int32]  # SLOTS
    key: NDArray[np.float64]
    item: NDArray[np.int64]
    after: NDArray[np.int32]
    heap_key: NDArray[np.float64]
    heap_item: NDArray[np.int64]
    state: NDArray[np.int64]
    width: float


class Desk(NamedTuple):
    """What one search writes on. At rest `near` is inf everywhere and the queue is empty."""

    near: NDArray[np.float64]  # of every place
    settled: NDArray[np.int32]
    places: NDArray[np.int32]
    seconds: NDArray[np.float64]
    queue: Queue


QUEUE = record_type(Queue, INTS, FLOATS, LONGS, INTS, FLOATS, LONGS, LONGS, FLOAT)
DESK = record_type(Desk, FLOATS, INTS, INTS, FLOATS, QUEUE)


def new_queue(costs: Costs, seeds: int, labels: int = 1) -> Queue:
    """Room for every entry a search can make: one for each arc and seed and label. What is not used is never touched."""
    room = labels * (len(costs.arc_cost) + 1) + 2 * seeds + 2
    state = np.zeros(8, dtype=np.int64)
    state[FREE] = state[LATE_FIRST] = NOTHING
    return Queue(
        np.full(SLOTS, NOTHING, dtype=np.int32), np.empty(room), np.empty(room, dtype=np.int64), np.empty(room, dtype=np.int32),
        np.empty(room), np.empty(room, dtype=np.int64), state, costs.width,
    )


def new_desk(form: Form, costs: Costs) -> Desk:
    nodes = len(form.place)
    return Desk(
        np.full(nodes, np.inf), np.empty(len(form.touch), dtype=np.int32), np.empty(nodes, dtype=np.int32), np.empty(nodes), new_queue(costs, 1),
    )


@bare
def heap_put(queue: Any, key: float, item: int) -> None:
    i = queue.state[HEAP]
    queue.state[HEAP] = i + 1
    while i > 0:
        above = (i - 1) >> 1
        if queue.heap_key[above] < key or (queue.heap_key[above] == key and queue.heap_item[above] <= item):
            break
        queue.heap_key[i], queue.heap_item[i] = queue.heap_key[above], queue.heap_item[above]
        i = above
    queue.heap_key[i], queue.heap_item[i] = key, item


@bare
def sooner(queue: Any, one: int, other: int) -> bool:
    """By key, then by item."""
    a, b = queue.heap_key[one], queue.heap_key[other]
    return bool(a < b or (a == b and queue.heap_item[one] < queue.heap_item[other]))


@bare
def heap_drop(queue: Any) -> None:
    """Takes the first away."""
    last = queue.state[HEAP] - 1
    queue.state[HEAP] = last
    key, item, i = queue.heap_key[last], queue.heap_item[last], 0
    while True:
        child = 2 * i + 1
        if child >= last:
            break
        right = child + 1
        if right < last and sooner(queue, right, child):
            child = right
        if key < queue.heap_key[child] or (key == queue.heap_key[child] and item <= queue.heap_item[child]):
            break
        queue.heap_key[i], queue.heap_item[i] = queue.heap_key[child], queue.heap_item[child]
        i = child
    queue.heap_key[i], queue.heap_item[i] = key, item


@bare
def pooled(queue: Any, key: float, item: int, after: int) -> int:
    """An entry in the pool."""
    entry = queue.state[FREE]
    if entry == NOTHING:
        entry = queue.state[FRESH]
        queue.state[FRESH] = entry + 1
    else:
        queue.state[FREE] = queue.after[entry]
    queue.key[entry], queue.item[entry], queue.after[entry] = key, item, after
    return int(entry)


@bare
def put(queue: Any, key: float, item: int) -> None:
    """Into the heap, the ring or the list of late ones, by how far off it is."""
    bucket = int(key / queue.width)
    ahead = bucket - queue.state[NOW]
    if ahead <= 0:
        heap_put(queue, key, item)
    elif ahead < SLOTS:
        slot = bucket & (SLOTS - 1)
        queue.first[slot] = pooled(queue, key, item, queue.first[slot])
        queue.state[SOON] += 1
    else:
        if queue.state[LATE] == 0 or bucket < queue.state[LATE_BUCKET]:
            queue.state[LATE_BUCKET] = bucket
        queue.state[LATE_FIRST] = pooled(queue, key, item, queue.state[LATE_FIRST])
        queue.state[LATE] += 1


@bare
def drain(queue: Any, entry: int) -> int:
    """Puts a linked list into the heap, or wherever else it now belongs; how many there were."""
    count = 0
    while entry != NOTHING:
        after, key, item = queue.after[entry], queue.key[entry], queue.item[entry]
        queue.after[entry] = queue.state[FREE]
        queue.state[FREE] = entry
        put(queue, key, item)
        count, entry = count + 1, after
    return count


@bare
def advance(queue: Any) -> None:
    """On to the next bucket that holds anything; its entries go to the heap."""
    state = queue.state
    bucket = state[NOW] + 1
    if state[SOON]:
        while queue.first[bucket & (SLOTS - 1)] == NOTHING:
            bucket += 1
    if state[LATE] and (state[SOON] == 0 or state[LATE_BUCKET] <= bucket):
        bucket = state[LATE_BUCKET]
        state[NOW] = bucket
        entry, state[LATE_FIRST], state[LATE] = state[LATE_FIRST], NOTHING, 0
        drain(queue, entry)
    state[NOW] = bucket
    slot = bucket & (SLOTS - 1)
    entry, queue.first[slot] = queue.first[slot], NOTHING
    state[SOON] -= drain(queue, entry)


@bare
def first_of(queue: Any) -> bool:
    """Whether there is a first entry: it is then at the top of the heap."""
    while queue.state[HEAP] == 0:
        if queue.state[SOON] == 0 and queue.state[LATE] == 0:
            queue.state[NOW] = 0
            return False
        advance(queue)
    return True


@bare
def settle(costs: Any, queue: Any, near: Any, owner: Any, base: Any, limit: float, settled: Any) -> int:
    """Runs the search to its end; junctions in the order they are settled, and how many.

    `owner` is carried along unless it is empty. With `base`, one search goes no farther than it improves on it.
    """
    count, owned, based = 0, len(owner) > 0, len(base) > 0
    while first_of(queue):
        key, here = queue.heap_key[0], queue.heap_item[0]
        heap_drop(queue)
        if key != near[here]:
            continue
        settled[count] = here
        count += 1
        for a in range(costs.arc[here], costs.arc[here + 1]):
            there, seconds = costs.arc_head[a], key + costs.arc_cost[a]
            if seconds < near[there] and seconds <= limit and not (based and seconds >= base[there]):
                near[there] = seconds
                if owned:
                    owner[there] = owner[here]
                put(queue, seconds, there)
    return count


@bare
def offer(queue: Any, near: Any, owner: Any, base: Any, limit: float, junction: int, seconds: float, site: int) -> None:
    if seconds < near[junction] and seconds <= limit and not (len(base) > 0 and seconds >= base[junction]):
        near[junction] = seconds
        if len(owner):
            owner[junction] = site
        put(queue, seconds, junction)


@bare
def claim(near: Any, owner: Any, place: int, seconds: float, site: int) -> bool:
    """Marks a place on the way out of a tree or along a chain; False when another site is nearer there, and so beyond it."""
    if seconds > near[place]:
        return False
    if seconds < near[place]:
        near[place] = seconds
        if len(owner):
            owner[place] = site
    return True


@bare
def seed(form: Any, costs: Any, queue: Any, near: Any, owner: Any, base: Any, limit: float, place: int, seconds: float, site: int) -> None:
    """Starts a search at a place: out of its tree, along its chain both ways, to the junctions. Infinite links end it."""
    junctions, roots = len(form.touch) - 1, len(form.hang) - 1
    while place >= roots:
        if not claim(near, owner, place, seconds, site):
            return
        seconds += costs.up[place - roots]
        place = form.tree_parent[place - roots]
    if place < junctions:
        offer(queue, near, owner, base, limit, place, seconds, site)
        return
    if not claim(near, owner, place, seconds, site):
        return
    at, c = place - junctions, form.of_chain[place - junctions]
    start, end = form.chain_start[c], form.chain_start[c + 1]
    back, ahead, i = seconds, seconds, at
    while i >= start:
        back += costs.astern[i + c]
        i -= 1
        if i < start:
            offer(queue, near, owner, base, limit, form.chain_from[c], back, site)
        elif not claim(near, owner, junctions + i, back, site):
            break
    i = at
    while i < end:
        ahead += costs.ahead[i + 1 + c]
        i += 1
        if i == end:
            offer(queue, near, owner, base, limit, form.chain_to[c], ahead, site)
        elif not claim(near, owner, junctions + i, ahead, site):
            break
