"""Kernels of the floating catchments: sums over pairs, each weighted by its milliseconds."""

from typing import Any

from weijian.kernel.compiled import BOOLS, FLOATS, INT, INTS, LONGS, bare, compiled

BEYOND = -1.0  # no weight at all: the pair is outside every zone


@bare
def weight_of(milliseconds: int, lines: Any, weights: Any, table: Any, squared: bool) -> float:
    """By zone (a pair on a line belongs to the nearer) or, when a table of every millisecond is given, from that."""
    if len(table):
        weight = table[milliseconds] if milliseconds < len(table) else BEYOND
    else:
        zone = 0
        for line in lines:
            zone += milliseconds > line
        weight = weights[zone]
    if squared and weight > 0:
        return float(weight * weight)
    return float(weight)


@compiled(LONGS, INTS, INTS, FLOATS, LONGS, FLOATS, FLOATS, INT, FLOATS)
def sums_by_site(starts: Any, cell: Any, milliseconds: Any, people: Any, lines: Any, weights: Any, table: Any, squared: int, out: Any) -> None:
    """For each site the weighted people of its catchment."""
    for site in range(len(starts) - 1):
        total = 0.0
        for k in range(starts[site], starts[site + 1]):
            weight = weight_of(milliseconds[k], lines, weights, table, squared > 0)
            total += people[cell[k]] * max(weight, 0.0)
        out[site] = total


@compiled(LONGS, INTS, INTS, FLOATS, LONGS, FLOATS, FLOATS, INT, FLOATS, BOOLS)
def sums_by_cell(
    starts: Any, cell: Any, milliseconds: Any, ratio: Any, lines: Any, weights: Any, table: Any, squared: int, out: Any, reached: Any,
) -> None:
    """Adds to each cell the weighted ratios of the sites whose catchment it lies in, and marks it as reached by one."""
    for site in range(len(starts) - 1):
        for k in range(starts[site], starts[site + 1]):
            weight = weight_of(milliseconds[k], lines, weights, table, squared > 0)
            if weight >= 0:
                out[cell[k]] += ratio[site] * weight
                reached[cell[k]] = True

