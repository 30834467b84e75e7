"""The models as mixed-integer programmes for HiGHS: one column per candidate, then what the model and the conditions need.

Everything is a cost to be minimised, people left out for MCLP and MEXCLP. Costs are divided by `scale` so that the dearest is about a thousand.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weijian.engines.siting.case import Case
from weijian.engines.siting.highs import Programme
from weijian.engines.siting.moves import Units
from weijian.engines.siting.pairs import Floats, Indices, Pairs, Starts
from weijian.engines.siting.question import Model

ROUND = 1000.0


@dataclass(frozen=True, eq=False)
class Formulated:
    """`shares`: which columns say how much of a pair's people goes that way (None where the open sites say it all)."""

    programme: Programme
    scale: float
    shares: slice | None


def formulated(case: Case, *, pairs: Pairs | None = None, weight: Floats | None = None) -> Formulated:
    """The case as a programme; over merged rows where given (cover models without conditions on people)."""
    rows, people = pairs or case.rows, case.weight if weight is None else weight
    if case.model is Model.MEXCLP:
        return _expected(case, rows, people)
    if case.model is Model.PMEDIAN or case.capacity is not None:
        return _assigning(case, rows, people)
    return _covering(case, rows, people)


def _covering(case: Case, rows: Pairs, people: Floats) -> Formulated:
    """One column per demand for "left out"; an LSCP has none to leave out."""
    spare = case.model is Model.MCLP
    m, n = rows.sites, rows.demands if spare else 0
    scale = max(float(people.max()) / ROUND, 1e-9) if spare else 1.0
    costs = np.concatenate([np.zeros(m) if spare else np.ones(m), people[:n] / scale])
    programme = _programme(case, costs, np.ones(n))
    start, column = _with_own_column(rows, m) if spare else (rows.start, rows.site)
    programme.add_rows(start, column, np.ones(len(column)), 1.0, np.inf)
    _least_shares(case, programme, np.arange(rows.demands), m + np.arange(rows.demands), np.ones(rows.demands), left_out=True)
    return Formulated(programme, scale, None)


def _assigning(case: Case, rows: Pairs, people: Floats) -> Formulated:
    """One column per pair: the share of the demand that goes there; left out (MCLP) after them."""
    m, k, n = rows.sites, len(rows.site), rows.demands
    spare = n if case.model is Model.MCLP else 0
    weight = people[rows.demand]
    travel = weight * rows.ms if case.model is Model.PMEDIAN else np.zeros(k)
    by_site = case.model in (Model.LSCP, Model.PCENTER)  # what is counted is sites, as they are
    scale = 1.0 if by_site else max(float(travel.max(initial=0)), float(people.max()) if spare else 1.0) / ROUND
    site_cost = np.ones(m) if by_site else np.zeros(m)
    programme = _programme(case, np.concatenate([site_cost, travel / scale, people[:spare] / scale]), np.ones(k + spare))
    pair = m + np.arange(k)
    start, column = (rows.start, pair) if not spare else _own_column(rows.start, pair, m + k + np.arange(n))
    programme.add_rows(start, column, np.ones(len(column)), 1.0, 1.0)
    programme.add_rows(np.arange(0, 2 * k + 1, 2), np.stack([pair, rows.site], axis=1).ravel(), np.tile([1.0, -1.0], k), -np.inf, 0.0)
    if case.capacity is not None:
        _capacities(programme, rows, weight, case.capacity, m)
    within = np.flatnonzero(case.within) if rows is case.rows else np.arange(k)
    _least_shares(case, programme, rows.demand[within], m + within, np.ones(len(within)), left_out=False)
    _worst_off(case, programme, rows, people, scale)
    return Formulated(programme, scale, slice(m, m + k))


def _expected(case: Case, rows: Pairs, people: Floats) -> Formulated:
    """One column per demand and unit that may reach it; the first unit counts most, so that they fill in order."""
    m, n, busy = rows.sites, rows.demands, case.question.busy
    number = case.allowed.number if case.allowed.number is not None else int(case.allowed.room.sum())
    levels = min(number, _levels(busy))
    scale = float(people.max()) * (1 - busy) / ROUND
    worth = (1 - busy) * busy ** np.arange(levels)
    programme = _programme(case, np.concatenate([np.zeros(m), (-people[:, None] * worth / scale).ravel()]), np.ones(n * levels))
    length = np.diff(rows.start)
    start = np.concatenate([[0], np.cumsum(length + levels)])
    column, value = np.empty(start[-1], dtype=np.int64), np.ones(start[-1])
    at_site = np.arange(len(rows.site)) + levels * rows.demand
    own = np.setdiff1d(np.arange(start[-1]), at_site, assume_unique=True)
    column[at_site], column[own], value[own] = rows.site, m + np.arange(n * levels), -1.0
    programme.add_rows(start, column, value, 0.0, np.inf)
    _least_shares(case, programme, np.arange(n), m + levels * np.arange(n), np.ones(n), left_out=False)
    return Formulated(programme, scale, None)


def _levels(busy: float) -> int:
    """Units after which another one no longer counts in double precision."""
    return 1 if busy == 0 else max(1, int(np.ceil(np.log(1e-15) / np.log(busy))))


def _programme(case: Case, cost: Floats, high: Floats) -> Programme:
    """Columns, and the rows that speak of sites alone."""
    a, m = case.allowed, case.rows.sites
    programme = Programme(
        cost=cost, low=np.concatenate([a.required.astype(float), np.zeros(len(high))]),
        high=np.concatenate([np.where(a.forbidden, 0, a.room).astype(float), high]),
        whole=np.concatenate([np.ones(m, dtype=np.bool_), np.zeros(len(high), dtype=np.bool_)]),
    )
    every = np.arange(m)
    if a.number is not None:
        exact = a.exact_number and case.model is not Model.PCENTER
        programme.add_row(every, 1.0, a.number if exact else 0, a.number)
    if a.cost is not None:
        programme.add_row(every, a.cost, -np.inf, a.budget)
    for pair in a.apart:
        programme.add_row(pair, 1.0, -np.inf, 1.0)
    if a.most_closed is not None:
        programme.add_row(np.flatnonzero(a.existing), 1.0, a.existing.sum() - a.most_closed, np.inf)
    return programme


def _capacities(programme: Programme, rows: Pairs, weight: Floats, capacity: Floats, sites: int) -> None:
    order = np.argsort(rows.site, kind="stable")
    lengths = np.bincount(rows.site, minlength=sites)
    start, column = _own_column(np.concatenate([[0], np.cumsum(lengths)]), sites + order, np.arange(sites))
    value = np.empty(len(column))
    own = start[1:] - 1
    value[np.setdiff1d(np.arange(len(column)), own, assume_unique=True)], value[own] = weight[order], -capacity
    programme.add_rows(start, column, value, -np.inf, 0.0)


def _least_shares(case: Case, programme: Programme, row: NDArray[Any], column: NDArray[Any], value: Floats, *, left_out: bool) -> None:
    """Of each place's people at least the share within the limit. `column` says how much of demand `row` is within it, or left out of it."""
    c = case.question.conditions
    if c.least_share is None or c.place is None:
        return
    _, group = np.unique(c.place.astype(np.str_), return_inverse=True)
    mine, people = group[case.kept], np.bincount(group, case.question.people)
    for place, total in enumerate(people):
        here = mine[row] == place
        weight = case.weight[row[here]] * value[here]
        if left_out:
            unreachable = total - case.weight[mine == place].sum()
            programme.add_row(column[here], weight, -np.inf, (1 - c.least_share) * total - unreachable)
        else:
            programme.add_row(column[here], weight, c.least_share * total * (1 - 1e-12), np.inf)


def _worst_off(case: Case, programme: Programme, rows: Pairs, people: Floats, scale: float) -> None:
    """The mean of the farthest share as the least of t + excess over t, people-weighted (Ogryczak and Zawadzki 2002)."""
    wanted = case.question.conditions.worst_off
    if wanted is None:
        return
    n, total, before = rows.demands, float(people.sum()), len(programme.cost)
    programme.cost[rows.sites :] *= 1 - wanted.weight
    excess = wanted.weight * people / wanted.share / scale
    programme.cost = np.concatenate([programme.cost, [wanted.weight * total / scale], excess])
    programme.low = np.concatenate([programme.low, np.zeros(n + 1)])
    programme.high = np.concatenate([programme.high, np.full(n + 1, float(rows.ms.max()))])
    programme.whole = np.concatenate([programme.whole, np.zeros(n + 1, dtype=np.bool_)])
    length = np.diff(rows.start)
    start = np.concatenate([[0], np.cumsum(length + 2)])
    column, value = np.empty(start[-1], dtype=np.int64), np.ones(start[-1])
    at_pair = np.arange(len(rows.site)) + 2 * rows.demand
    column[at_pair], value[at_pair] = rows.sites + np.arange(len(rows.site)), -rows.ms
    column[start[1:] - 2], column[start[1:] - 1] = before, before + 1 + np.arange(n)
    programme.add_rows(start, column, value, 0.0, np.inf)


def _with_own_column(rows: Pairs, first: int) -> tuple[Starts, Indices]:
    return _own_column(rows.start, rows.site, first + np.arange(rows.demands))


def _own_column(start: NDArray[Any], column: NDArray[Any], own: NDArray[Any]) -> tuple[Any, Any]:
    """Each row with one more column at its end."""
    longer = start + np.arange(len(start))
    joined = np.empty(longer[-1], dtype=np.int64)
    joined[np.setdiff1d(np.arange(len(joined)), longer[1:] - 1, assume_unique=True)] = column
    joined[longer[1:] - 1] = own
    return longer, joined


def units_of(values: Floats, sites: int) -> Units:
    return np.rint(values[:sites]).astype(np.int64)
