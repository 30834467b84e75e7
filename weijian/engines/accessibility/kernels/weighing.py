"""Kernels of the floating catchments: sums over pairs, each weighted by its milliseconds, a block of pairs at a time."""

from typing import Any

import numpy as np

from weijian.kernel.compiled import BOOLS, FLOATS, INT, INT_TABLE, INTS, LONGS, bare, compiled

BEYOND = -1.0  # no weight at all: the pair is outside every zone
BLOCK = 1024


@bare
def weigh(milliseconds: Any, begin: int, end: int, lines: Any, weights: Any, table: Any, squared: int, zone: Any, out: Any) -> None:
    """Weights of pairs `begin` to `end`: by zone (a pair on a line belongs to the nearer) or from a table of every millisecond."""
    count = end - begin
    if len(table):
        for i in range(count):
            out[i] = table[milliseconds[begin + i]] if milliseconds[begin + i] < len(table) else BEYOND
    else:
        for i in range(count):
            zone[i] = 0
        for line in lines:
            for i in range(count):
                zone[i] += milliseconds[begin + i] > line
        for i in range(count):
            out[i] = weights[zone[i]]
    if squared:
        for i in range(count):
            out[i] = out[i] * abs(out[i])


@compiled(LONGS, INTS, INTS, FLOATS, INTS, FLOATS, FLOATS, INT, FLOATS)
def sums_by_site(starts: Any, cell: Any, milliseconds: Any, people: Any, lines: Any, weights: Any, table: Any, squared: int, out: Any) -> None:
    """For each site the weighted people of its catchment."""
    weight, zone = np.empty(BLOCK), np.empty(BLOCK, dtype=np.int32)
    for site in range(len(starts) - 1):
        total = 0.0
        for begin in range(starts[site], starts[site + 1], BLOCK):
            end = min(begin + BLOCK, starts[site + 1])
            weigh(milliseconds, begin, end, lines, weights, table, squared, zone, weight)
            for i in range(end - begin):
                total += people[cell[begin + i]] * max(weight[i], 0.0)
        out[site] = total


@compiled(LONGS, INTS, INTS, FLOATS, INTS, FLOATS, FLOATS, INT, FLOATS, BOOLS)
def sums_by_cell(
    starts: Any, cell: Any, milliseconds: Any, ratio: Any, lines: Any, weights: Any, table: Any, squared: int, out: Any, reached: Any,
) -> None:
    """Adds to each cell the weighted ratios of the sites whose catchment it lies in, and marks it as reached by one."""
    weight, zone = np.empty(BLOCK), np.empty(BLOCK, dtype=np.int32)
    for site in range(len(starts) - 1):
        for begin in range(starts[site], starts[site + 1], BLOCK):
            end = min(begin + BLOCK, starts[site + 1])
            weigh(milliseconds, begin, end, lines, weights, table, squared, zone, weight)
            for i in range(end - begin):
                out[cell[begin + i]] += ratio[site] * max(weight[i], 0.0)
                reached[cell[begin + i]] |= weight[i] >= 0


@compiled(LONGS, INTS, INTS, INT, INT_TABLE, FLOATS)
def open_minutes(starts: Any, site: Any, milliseconds: Any, line: int, is_open: Any, lengths: Any) -> Any:
    """For each cell how long at least one site within the line is open. `is_open`: sites by stretches of the week."""
    out, seen = np.zeros(len(starts) - 1), np.empty(len(lengths), dtype=np.int32)
    for cell in range(len(out)):
        seen[:] = 0
        for k in range(starts[cell], starts[cell + 1]):
            if milliseconds[k] <= line:
                for stretch in range(len(lengths)):
                    seen[stretch] |= is_open[site[k], stretch]
        for stretch in range(len(lengths)):
            out[cell] += seen[stretch] * lengths[stretch]
    return out
