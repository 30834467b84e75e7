"""Floating catchments: how much of what is offered falls to each person, rivals counted.

Two-step (Luo & Wang 2003), enhanced (Luo & Qi 2009) and any other decay, three-step (Wan, Zou & Sternberg 2012).
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from weijian.engines.accessibility import refusals as say
from weijian.engines.accessibility.decay import Decay
from weijian.engines.accessibility.pairs import Pairs
from weijian.engines.accessibility.travel import WORKERS
from weijian.kernel.refusal import Refusal

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Longs = NDArray[np.int64]

Result = TypeVar("Result")

PARTS = 8  # sums are added up in as many parts whatever the machine, so that they are the same everywhere


@dataclass(frozen=True, eq=False)
class Floating:
    """`access`: capacity per person, by cell. `ratio`: capacity per weighted person of its catchment, by site; 0 and `idle`
    when nobody lives there. `reached`: some site, of any capacity, has the cell in its catchment."""

    access: Floats
    ratio: Floats
    reached: Bools
    idle: Bools


def floating_catchment(pairs: Pairs, people: Floats, capacity: Floats, decay: Decay, *, three_step: bool = False) -> Floating:
    """Shapes: people by cell, capacity by site. Refuses people or capacities that are negative or no numbers.

    Two steps: R = S / Σ P·w over the site's catchment, A = Σ R·w over the cell's. Three steps weigh both by how a cell's
    people choose between the sites they reach, G = w / Σ w. Pairs searched with a shorter limit than the decay's miss some.
    """
    _refuse_uncounted(people, capacity)
    if len(people) != pairs.cells or len(capacity) != pairs.sites:
        raise ValueError("there must be people for each cell and a capacity for each site")
    if not three_step:
        return _two_steps(pairs, people, capacity, decay, squared=False)
    choice, reached = _by_cell(pairs, np.ones(pairs.sites), decay, squared=False)
    chosen = choice > 0
    among = np.divide(1.0, choice, out=np.zeros_like(choice), where=chosen)
    found = _two_steps(pairs, people * among, capacity, decay, squared=True)
    return Floating(found.access * among, found.ratio, reached, found.idle)


def _two_steps(pairs: Pairs, people: Floats, capacity: Floats, decay: Decay, *, squared: bool) -> Floating:
    sought = _by_site(pairs, people, decay, squared=squared)
    idle = sought <= 0
    ratio = np.divide(capacity, sought, out=np.zeros(pairs.sites), where=~idle)
    access, reached = _by_cell(pairs, ratio, decay, squared=squared)
    return Floating(access, ratio, reached, idle)


def _by_site(pairs: Pairs, people: Floats, decay: Decay, *, squared: bool) -> Floats:
    from weijian.engines.accessibility.kernels.weighing import sums_by_site

    out = np.zeros(pairs.sites)
    own = np.require(people, np.float64, ["C", "W"])

    def add(part: slice) -> None:
        starts = pairs.starts[part.start : part.stop + 1]
        sums_by_site(starts, pairs.cell, pairs.milliseconds, own, decay.lines, decay.by_zone, decay.table, int(squared), out[part])

    _in_parts(add, pairs.starts)
    return out


def _by_cell(pairs: Pairs, ratio: Floats, decay: Decay, *, squared: bool) -> tuple[Floats, Bools]:
    from weijian.engines.accessibility.kernels.weighing import sums_by_cell

    def add(part: slice) -> tuple[Floats, Bools]:
        out, reached = np.zeros(pairs.cells), np.zeros(pairs.cells, dtype=np.bool_)
        starts = pairs.starts[part.start : part.stop + 1]
        sums_by_cell(
            starts, pairs.cell, pairs.milliseconds, ratio[part], decay.lines, decay.by_zone, decay.table, int(squared), out, reached,
        )
        return out, reached

    parts = _in_parts(add, pairs.starts)
    access, reached = np.zeros(pairs.cells), np.zeros(pairs.cells, dtype=np.bool_)
    for out, some in parts:
        access += out
        reached |= some
    return access, reached


def _in_parts(work: Callable[[slice], Result], starts: Longs) -> list[Result]:
    """The work on slices of the sites with about as many pairs each, on all processors, results in order."""
    sites = len(starts) - 1
    cuts = np.searchsorted(starts, np.linspace(0, starts[-1], PARTS + 1)[1:-1])
    ends = [0, *np.unique(np.clip(cuts, 1, max(sites - 1, 1))).tolist(), sites]
    slices = [slice(a, b) for a, b in pairwise(ends) if a < b]
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(work, slices))


def _refuse_uncounted(people: Floats, capacity: Floats) -> None:
    for values, wording, name in ((people, say.PEOPLE_NOT_COUNTED, "cells"), (capacity, say.CAPACITY_NOT_COUNTED, "sites")):
        wrong = np.flatnonzero(~(np.isfinite(values) & (values >= 0)))
        if len(wrong):
            raise Refusal(wording, **{name: len(wrong), "first": f"{values[wrong[0]]:g}"})
