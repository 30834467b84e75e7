"""Where bounds are weak and numbers small, every set that could be better is tried; compiled like `kernels`."""

from typing import Any

import numpy as np

from weijian.engines.siting.kernels import INDICES, STARTS, WEIGHTS
from weijian.kernel.compiled import compiled

Array = Any
PAIRS, FOURS, BYTES, ONES = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333), np.uint64(0x0F0F0F0F0F0F0F0F), np.uint64(0x0101010101010101)


@compiled("int64(uint64)")
def _bits(word: Any) -> Any:
    """How many bits are set, counted in pairs, fours and bytes side by side."""
    word = word - ((word >> np.uint64(1)) & PAIRS)
    word = (word & FOURS) + ((word >> np.uint64(2)) & FOURS)
    word = (word + (word >> np.uint64(4))) & BYTES
    return np.int64((word * ONES) >> np.uint64(56))


@compiled("Tuple((int64, int64))(uint64[::1], uint64[:,::1], int64[::1])")
def _left_and_most(open_rows: Array, bits: Array, barred: Array) -> Any:
    """How many rows are left to cover, and the most that any site not barred would cover of them."""
    left, most = 0, 0
    for word in open_rows:
        left += _bits(word)
    for j in range(len(bits)):
        if barred[j] == 0:
            count = 0
            for w in range(len(open_rows)):
                count += _bits(open_rows[w] & bits[j, w])
            most = max(most, count)
    return left, most


@compiled("int64(uint64[::1], int64[::1])")
def _first_open(open_rows: Array, order: Array) -> int:
    """The first row in order that is left to cover."""
    for i in order:
        if open_rows[i >> 6] >> np.uint64(i & 63) & np.uint64(1):
            return int(i)
    return -1


@compiled(f"Tuple((int64, {STARTS}))({STARTS}, {INDICES}, uint64[:,::1], {STARTS}, int64, int64)")
def cover_within(start: Array, site: Array, bits: Array, order: Array, limit: int, nodes: int) -> Any:
    """A cover of at most `limit` sites: its size (-1: there is none; -2: the nodes ran out first) and its sites.

    Depth first: the first uncovered row in `order` must be covered by one of its sites; a site tried is barred from its siblings' branches. A branch is
    given up when even the most useful site, taken again and again, would leave a row. `bits` are the sites' rows.
    """
    rows, words = len(start) - 1, bits.shape[1]
    open_rows = np.zeros((limit + 1, words), np.uint64)
    for i in range(rows):
        open_rows[0, i >> 6] |= np.uint64(1) << np.uint64(i & 63)
    row, at, barred, chosen = np.zeros(limit + 1, np.int64), np.zeros(limit + 1, np.int64), np.zeros(len(bits), np.int64), np.zeros(limit, np.int64)
    depth, entering = 0, True
    while depth >= 0:
        if entering:
            nodes -= 1
            left, most = _left_and_most(open_rows[depth], bits, barred)
            if left == 0:
                return depth, chosen[:depth].copy()
            if nodes < 0:
                return -2, chosen[:0].copy()
            entering = False
            if most * (limit - depth) < left:
                depth -= 1
                continue
            row[depth] = _first_open(open_rows[depth], order)
            at[depth] = start[row[depth]]
        while at[depth] < start[row[depth] + 1] and not entering:
            j = site[at[depth]]
            at[depth] += 1
            if barred[j] == 0:
                barred[j], chosen[depth], entering = depth + 1, j, True
                for w in range(words):
                    open_rows[depth + 1, w] = open_rows[depth, w] & ~bits[j, w]
        if entering:
            depth += 1
        else:
            for again in range(start[row[depth]], start[row[depth] + 1]):
                if barred[site[again]] == depth + 1:
                    barred[site[again]] = 0
            depth -= 1
    return -1, chosen[:0].copy()


@compiled(f"Tuple((float64, {STARTS}))(float64[:,::1], {WEIGHTS}, int64, float64)")
def best_of_all(cost: Array, already: Array, number: int, known: float) -> Any:
    """The best `number` of the sites (rows of `cost`, one column per demand) beside what stands already: what they cost, and which they are.

    Nothing is returned (the known cost, no sites) unless it is below `known`. Sets are left out where even all later sites together would not help enough.
    """
    sites, demands = cost.shape
    later = np.empty((sites + 1, demands))
    later[sites] = np.inf
    for j in range(sites - 1, -1, -1):
        later[j] = np.minimum(later[j + 1], cost[j])
    now = np.empty((number + 1, demands))
    now[0] = already
    at, best, chosen = np.full(number + 1, -1, np.int64), known, np.zeros(0, np.int64)
    depth = 0
    at[0] = 0
    while depth >= 0:
        j = at[depth]
        if j > sites - (number - depth):
            depth -= 1
            continue
        at[depth] = j + 1
        total = 0.0
        for i in range(demands):
            now[depth + 1, i] = min(now[depth, i], cost[j, i])
            total += min(now[depth + 1, i], later[j + 1, i]) if depth + 1 < number else now[depth + 1, i]
        if total < best:
            if depth + 1 == number:
                best = total
                chosen = at[:number] - 1
            else:
                depth += 1
                at[depth] = j + 1
    return best, chosen
