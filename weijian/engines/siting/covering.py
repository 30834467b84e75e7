"""The fewest sites that cover everything: reductions until none applies, a quick cover and a quick bound, HiGHS for what they leave open.

A demand whose candidates include all those of another is covered with it; a candidate whose demand is all another's is never needed; a demand with one
candidate left decides it (Toregas and ReVelle 1972). What HiGHS calls a cover is checked before it is believed; its bound is only ever a lower one.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from weijian.engines.siting import kernels
from weijian.engines.siting.highs import Programme, minimum
from weijian.engines.siting.pairs import Bools, Pairs

Sites = NDArray[np.intp]
COMPARABLE = 6_000  # rows or candidates compared with one another; beyond it dominance is left to HiGHS
SLACK = 1e-6


@dataclass(frozen=True, eq=False)
class Cover:
    """Sites that cover every row, and a number no cover goes below."""

    sites: Sites
    at_least: int
    searched: bool = False  # reductions alone did not settle it

    @property
    def proven(self) -> bool:
        return self.at_least >= len(self.sites)


@dataclass(frozen=True, eq=False)
class Reduced:
    """What is left of the rows once `taken` sites are settled."""

    rows: Pairs
    taken: Sites


def fewest(rows: Pairs, required: Bools, *, seconds: float, enough: int | None = None) -> Cover:
    """A smallest cover of rows none of which is empty; `required` sites are in it. With `enough` a cover that small, or a bound above it, will do."""
    reduced = _reduced(rows, required)
    quick = _quick(reduced)
    if quick.proven or (enough is not None and (len(quick.sites) <= enough or quick.at_least > enough)):
        return quick
    return _exactly(reduced, quick, seconds)


def _quick(reduced: Reduced) -> Cover:
    rows, taken = reduced.rows, reduced.taken
    if not rows.demands:
        return Cover(np.sort(taken), len(taken))
    begin, demand, _ = rows.by_site
    found = kernels.greedy_cover(rows.start, rows.site, begin, demand)
    order = np.argsort(np.diff(rows.start), kind="stable")
    apart = kernels.packed_apart(rows.start, rows.site, rows.sites, order)
    return Cover(np.sort(np.concatenate([taken, found])), len(taken) + int(apart))


def _exactly(reduced: Reduced, quick: Cover, seconds: float) -> Cover:
    rows, taken = reduced.rows, reduced.taken
    used = np.unique(rows.site)
    programme = Programme(np.ones(len(used)), np.zeros(len(used)), np.ones(len(used)), np.ones(len(used), dtype=np.bool_))
    programme.add_rows(rows.start, np.searchsorted(used, rows.site), np.ones(len(rows.site)), 1.0, np.inf)
    solved = minimum(programme, seconds=seconds, absolute_gap=1 - 1e-3, start=np.isin(used, quick.sites).astype(float), presolve=False)
    at_least = max(quick.at_least, len(taken) + ceil(solved.bound - SLACK)) if np.isfinite(solved.bound) else quick.at_least
    found = quick.sites
    if solved.values is not None:
        sites = np.concatenate([taken, used[solved.values > 0.5]])
        if len(sites) < len(found) and _covers(rows, sites):
            found = np.sort(sites)
    return Cover(found, min(at_least, len(found)), searched=True)


def _covers(rows: Pairs, sites: Sites) -> bool:
    is_open = np.zeros(rows.sites, dtype=np.int64)
    is_open[sites] = 1
    return bool((kernels.covers(rows.start, rows.site, is_open) > 0).all())


def _reduced(rows: Pairs, required: Bools) -> Reduced:
    taken = np.flatnonzero(required)
    rows, _, _ = rows.merged(np.ones(rows.demands))
    rows = _without(rows, taken)
    while True:
        before = (rows.demands, len(rows.site))
        rows = _fewer_sites(_fewer_rows(rows))
        decided = np.unique(rows.site[rows.start[:-1][np.diff(rows.start) == 1]])
        if len(decided):
            taken, rows = np.concatenate([taken, decided]), _without(rows, decided)
        if (rows.demands, len(rows.site)) == before:
            return Reduced(rows, taken)


def _without(rows: Pairs, sites: Sites) -> Pairs:
    """The rows these sites do not cover."""
    is_open = np.zeros(rows.sites, dtype=np.int64)
    is_open[sites] = 1
    return rows.rows(np.flatnonzero(kernels.covers(rows.start, rows.site, is_open) == 0))


def _fewer_rows(rows: Pairs) -> Pairs:
    if not 1 < rows.demands <= COMPARABLE:
        return rows
    order = np.argsort(np.diff(rows.start), kind="stable")
    gone = kernels.dominated(kernels.bits_of(rows.start, rows.site, rows.sites), order, True)
    return rows.rows(np.flatnonzero(~gone))


def _fewer_sites(rows: Pairs) -> Pairs:
    begin, demand, _ = rows.by_site
    if rows.sites > COMPARABLE:
        return rows
    order = np.argsort(-np.diff(begin), kind="stable")
    gone = kernels.dominated(kernels.bits_of(begin, demand, max(rows.demands, 1)), order, False)
    return rows.only(~gone[rows.site])
