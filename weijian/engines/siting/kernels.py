"""The inner loops of the siting models, compiled when this module is first imported and kept on disk beside it.

Every kernel has its signature written out, so that importing the module compiles (or loads) all of them and nobody waits at a first question.
Rows are demand, nearest candidate first (see `pairs`); `far` is what a person costs whom nobody serves.
"""

from typing import Any

import numpy as np

from weijian.kernel.compiled import compiled

Array = Any  # numba's view of an array; the callers say what is in it

STARTS, INDICES, WEIGHTS, FLAGS, TABLE = "int64[::1]", "int32[::1]", "float64[::1]", "boolean[::1]", "float64[:,::1]"
ROWS = f"{STARTS}, {INDICES}, {INDICES}"


@compiled(f"void({STARTS}, {STARTS})")
def sort_rows(start: Array, key: Array) -> None:
    """Each row's keys in ascending order, in place; short rows by insertion."""
    for i in range(len(start) - 1):
        begin, end = start[i], start[i + 1]
        if end - begin > 40:
            key[begin:end].sort()
            continue
        for at in range(begin + 1, end):
            value, place = key[at], at
            while place > begin and key[place - 1] > value:
                key[place] = key[place - 1]
                place -= 1
            key[place] = value


@compiled(f"{FLAGS}({STARTS}, {STARTS}, int64)")
def first_of_each(demand: Array, site: Array, sites: int) -> Array:
    """Which pairs are the first with their demand and site; pairs of one demand stand together."""
    first, seen = np.ones(len(site), np.bool_), np.full(sites, -1, np.int64)
    for at in range(len(site)):
        first[at] = seen[site[at]] != demand[at]
        seen[site[at]] = demand[at]
    return first


@compiled(f"Tuple(({INDICES}, {STARTS}))({STARTS}, {INDICES})")
def merged_rows(start: Array, site: Array) -> Array:
    """Rows with equal content get one number: of each row its group, of each group its first row. Hashed, and compared where hashes meet."""
    rows = len(start) - 1
    size = 8
    while size < 2 * rows:
        size *= 2
    slot, group, first = np.full(size, -1, np.int64), np.empty(rows, np.int32), np.empty(rows, np.int64)
    groups = 0
    for i in range(rows):
        length = start[i + 1] - start[i]
        key = np.uint64(14695981039346656037)
        for at in range(start[i], start[i + 1]):
            key = (key ^ np.uint64(site[at])) * np.uint64(1099511628211)
        key ^= key >> np.uint64(29)
        at_slot = np.int64(key & np.uint64(size - 1))
        while True:
            known = slot[at_slot]
            if known < 0:
                slot[at_slot], first[groups], group[i] = groups, i, groups
                groups += 1
                break
            other = start[first[known]]
            same = start[first[known] + 1] - other == length
            step = 0
            while same and step < length:
                same = site[other + step] == site[start[i] + step]
                step += 1
            if same:
                group[i] = known
                break
            at_slot = (at_slot + 1) & (size - 1)
    return group, first[:groups].copy()


@compiled(f"Tuple(({STARTS}, {STARTS}, {INDICES}))({ROWS}, {FLAGS}, int64)")
def nearest_two(start: Array, site: Array, ms: Array, is_open: Array, far: int) -> Array:
    """Of each demand the time to the nearest and the second nearest open site (`far` when there is none) and the nearest one (-1)."""
    rows = len(start) - 1
    first, second, owner = np.full(rows, far, np.int64), np.full(rows, far, np.int64), np.full(rows, -1, np.int32)
    for i in range(rows):
        for at in range(start[i], start[i + 1]):
            if is_open[site[at]]:
                if owner[i] < 0:
                    first[i], owner[i] = ms[at], site[at]
                else:
                    second[i] = ms[at]
                    break
    return first, second, owner


@compiled(f"Tuple(({WEIGHTS}, {WEIGHTS}, {TABLE}))({ROWS}, {WEIGHTS}, {INDICES}, int64, {STARTS}, {STARTS}, {INDICES})")
def median_moves(start: Array, site: Array, ms: Array, weight: Array, slot: Array, chosen: int, first: Array, second: Array, owner: Array) -> Array:
    """What opening each candidate saves, closing each open site costs, and what a swap (open by candidate) saves beyond the two together.

    M. Resende and R. Werneck, European Journal of Operational Research 180 (2007). `slot` numbers the open sites, -1 for the rest.
    """
    gain, loss, extra = np.zeros(len(slot)), np.zeros(chosen), np.zeros((chosen, len(slot)))
    for i in range(len(start) - 1):
        mine = int(slot[owner[i]]) if owner[i] >= 0 else -1
        if mine >= 0:
            loss[mine] += weight[i] * (second[i] - first[i])
        for at in range(start[i], start[i + 1]):
            if ms[at] >= second[i]:
                break
            j = site[at]
            if slot[j] >= 0:
                continue
            if ms[at] < first[i]:
                gain[j] += weight[i] * (first[i] - ms[at])
                if mine >= 0:
                    extra[mine, j] += weight[i] * (second[i] - first[i])
            elif mine >= 0:
                extra[mine, j] += weight[i] * (second[i] - ms[at])
    return gain, loss, extra


@compiled(f"{STARTS}({STARTS}, {INDICES}, {STARTS})")
def covers(start: Array, site: Array, units: Array) -> Array:
    """How many units reach each demand."""
    count = np.zeros(len(start) - 1, np.int64)
    for i in range(len(count)):
        for at in range(start[i], start[i + 1]):
            count[i] += units[site[at]]
    return count


@compiled(f"Tuple(({WEIGHTS}, {WEIGHTS}, {TABLE}))({STARTS}, {INDICES}, {WEIGHTS}, {INDICES}, int64, {STARTS}, {WEIGHTS})")
def cover_moves(start: Array, site: Array, weight: Array, slot: Array, chosen: int, count: Array, worth: Array) -> Array:
    """What one unit more at each candidate adds, one fewer at each open site loses, and what a move from one to the other gains beyond the two together.

    `worth[n]` is the share of its people a demand counts for when n units reach it.
    """
    gain, loss, extra = np.zeros(len(slot)), np.zeros(chosen), np.zeros((chosen, len(slot)))
    for i in range(len(start) - 1):
        n = count[i]
        up = weight[i] * (worth[n + 1] - worth[n])
        down = weight[i] * (worth[n] - worth[n - 1]) if n else 0.0
        if up == 0.0 and down == 0.0:
            continue
        for at in range(start[i], start[i + 1]):
            gain[site[at]] += up
            mine = slot[site[at]]
            if mine < 0:
                continue
            loss[mine] += down
            if down != up:
                for other in range(start[i], start[i + 1]):
                    extra[mine, site[other]] += down - up
    return gain, loss, extra


@compiled(f"Tuple(({WEIGHTS}, {WEIGHTS}, {TABLE}))({ROWS}, {INDICES}, int64, {STARTS}, {STARTS}, {INDICES}, int64)")
def centre_moves(start: Array, demand: Array, ms: Array, slot: Array, chosen: int, first: Array, second: Array, owner: Array, far: int) -> Array:
    """The longest way after opening each candidate, after closing each open site, after each swap. The pairs are columns here (`Pairs.by_site`)."""
    rows, sites = len(first), len(slot)
    opened, closed, swapped = np.empty(sites), np.zeros(chosen), np.zeros((chosen, sites))
    column = np.full(rows, far, np.int64)
    for j in range(sites + 1):
        if j < sites:
            for at in range(start[j], start[j + 1]):
                column[demand[at]] = ms[at]
        longest, longest_owner, next_longest = -1, -2, -1
        without = np.full(chosen, -1, np.int64)
        for i in range(rows):
            mine = int(slot[owner[i]]) if owner[i] >= 0 else -1
            now = min(column[i], first[i])
            if now > longest:
                if mine != longest_owner:
                    next_longest = longest
                longest, longest_owner = now, mine
            elif now > next_longest and mine != longest_owner:
                next_longest = now
            if mine >= 0:
                without[mine] = max(without[mine], min(column[i], second[i]))
        for k in range(chosen):
            others = next_longest if longest_owner == k else longest
            if j < sites:
                swapped[k, j] = max(others, without[k])
            else:
                closed[k] = max(others, without[k])
        if j < sites:
            opened[j] = longest
            for at in range(start[j], start[j + 1]):
                column[demand[at]] = far
    return opened, closed, swapped


@compiled(f"uint64[:,::1]({STARTS}, {INDICES}, int64)")
def bits_of(start: Array, site: Array, sites: int) -> Array:
    """Each row as a set of bits."""
    bits = np.zeros((len(start) - 1, (sites + 63) // 64), np.uint64)
    for i in range(len(start) - 1):
        for at in range(start[i], start[i + 1]):
            bits[i, site[at] >> 6] |= np.uint64(1) << np.uint64(site[at] & 63)
    return bits


@compiled(f"{FLAGS}(uint64[:,::1], {STARTS}, boolean)")
def dominated(bits: Array, order: Array, larger: bool) -> Array:
    """Which sets contain another one that stays (`larger`), or are contained in one. `order` puts those that may stay first; of equals the first stays."""
    gone, kept, keeping = np.zeros(len(bits), np.bool_), np.empty(len(bits), np.int64), 0
    for i in order:
        for k in range(keeping):
            other, inside = kept[k], True
            for word in range(bits.shape[1]):
                small, big = (bits[other, word], bits[i, word]) if larger else (bits[i, word], bits[other, word])
                if small & ~big:
                    inside = False
                    break
            if inside:
                gone[i] = True
                break
        if not gone[i]:
            kept[keeping] = i
            keeping += 1
    return gone


@compiled(f"{STARTS}({STARTS}, {INDICES}, {STARTS}, {INDICES})")
def greedy_cover(start: Array, site: Array, begin: Array, demand: Array) -> Array:
    """Sites that cover every row: the one with most uncovered rows each time, ties to the lowest; then those no longer needed are given up."""
    sites, rows = len(begin) - 1, len(start) - 1
    lacking, count, chosen, picked = np.diff(begin), np.zeros(rows, np.int64), np.empty(sites, np.int64), 0
    left = rows
    while left:
        best = np.argmax(lacking)
        chosen[picked] = best
        picked += 1
        for at in range(begin[best], begin[best + 1]):
            i = demand[at]
            count[i] += 1
            if count[i] == 1:
                left -= 1
                for other in range(start[i], start[i + 1]):
                    lacking[site[other]] -= 1
    kept = 0
    for k in range(picked):
        needed = False
        for at in range(begin[chosen[k]], begin[chosen[k] + 1]):
            needed = needed or count[demand[at]] == 1
        if needed:
            chosen[kept] = chosen[k]
            kept += 1
        else:
            for at in range(begin[chosen[k]], begin[chosen[k] + 1]):
                count[demand[at]] -= 1
    return chosen[:kept].copy()


@compiled(f"int64({STARTS}, {INDICES}, int64, {STARTS})")
def packed_apart(start: Array, site: Array, sites: int, order: Array) -> int:
    """So many rows, taken in order, have no site in common: no cover is smaller."""
    used, count = np.zeros(sites, np.bool_), 0
    for i in order:
        free = True
        for at in range(start[i], start[i + 1]):
            free = free and not used[site[at]]
        if free:
            count += 1
            for at in range(start[i], start[i + 1]):
                used[site[at]] = True
    return count


@compiled(f"{INDICES}({ROWS}, {STARTS}, {INDICES}, {INDICES}, {FLAGS}, {STARTS}, {INDICES}, {INDICES}, {INDICES})")
def restood(
    start: Array, site: Array, ms: Array, begin: Array, demand: Array, cost: Array, is_open: Array, time: Array, owner: Array, added: Array, closed: Array,
) -> Array:
    """Nearest sites and times brought up to date in place after some sites were added and others closed; the demand whose nearest changed, ascending."""
    touched = np.zeros(len(time), np.bool_)
    for j in closed:
        for at in range(begin[j], begin[j + 1]):
            i = demand[at]
            if owner[i] == j:
                owner[i], time[i], touched[i] = -1, -1, True
                for other in range(start[i], start[i + 1]):
                    if is_open[site[other]]:
                        owner[i], time[i] = site[other], ms[other]
                        break
    for j in added:
        for at in range(begin[j], begin[j + 1]):
            i = demand[at]
            if owner[i] < 0 or cost[at] < time[i] or (cost[at] == time[i] and j < owner[i]):
                owner[i], time[i], touched[i] = j, cost[at], True
    return np.flatnonzero(touched).astype(np.int32)
