"""What a model's own search hands back, and HiGHS asked for it."""

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from weijian.engines.siting import kernels
from weijian.engines.siting import refusals as say
from weijian.engines.siting.case import Case
from weijian.engines.siting.formulation import Formulated, formulated, units_of
from weijian.engines.siting.highs import Ending, Solved, minimum
from weijian.engines.siting.moves import Units
from weijian.engines.siting.pairs import Floats, Pairs
from weijian.engines.siting.plan import Method
from weijian.engines.siting.question import Effort, Model
from weijian.kernel.refusal import Refusal

TRUSTED = 1e-6  # of an objective: as exact as HiGHS keeps its rows
CRUMB = 1e-7  # a share of a demand less than this is rounding


@dataclass(frozen=True, eq=False)
class Found:
    """Cost and bound as the search minimises them. `shares` is by the case's pairs, None when everybody goes to the nearest open site."""

    units: Units
    cost: float
    bound: float
    method: Method
    shares: Floats | None = None


def by_highs(case: Case, effort: Effort, start: Units | None, *, pairs: Pairs | None = None, weight: Floats | None = None) -> Found | None:
    """HiGHS on the whole programme; None when its limit stopped it with nothing. Refuses what it proves impossible."""
    asked = formulated(case, pairs=pairs, weight=weight)
    people = case.weight if weight is None else weight
    begin = None if start is None else _begin(case, asked, start, pairs or case.rows, people)
    solved = minimum(asked.programme, seconds=effort.seconds, gap=effort.gap, start=begin, presolve=asked.shares is not None)
    if solved.ending is Ending.INFEASIBLE:
        raise Refusal(say.CONDITIONS_CONFLICT)
    if solved.values is None:
        return None
    return _found(case, asked, solved, people)


def _found(case: Case, asked: Formulated, solved: Solved, people: Floats) -> Found:
    assert solved.values is not None
    left = float(people.sum()) if case.model is Model.MEXCLP else 0.0  # its columns count who is covered, with a minus
    cost, bound = left + solved.objective * asked.scale, left + solved.bound * asked.scale
    if solved.ending is Ending.OPTIMAL and abs(cost - bound) <= TRUSTED * max(abs(cost), asked.scale):
        bound = cost
    shares = _shares(case.rows, solved.values[asked.shares]) if asked.shares is not None and case.capacity is not None else None
    return Found(units_of(solved.values, case.rows.sites), cost, bound, Method.HIGHS, shares)


def _shares(rows: Pairs, values: Floats) -> Floats:
    """Rid of crumbs; what HiGHS left a hair short or over is made whole again."""
    kept = np.where(values > CRUMB, values, 0.0)
    total = np.bincount(rows.demand, kept, rows.demands)
    whole = np.where(np.abs(total - 1) < TRUSTED * 10, total, 1.0)
    return np.asarray(kept / whole[rows.demand])


def _begin(case: Case, asked: Formulated, units: Units, rows: Pairs, people: Floats) -> Floats:
    """A plan at hand as values of every column; HiGHS sets it aside if some condition is against it."""
    values = np.zeros(len(asked.programme.cost))
    values[: rows.sites] = units
    if case.model is Model.MEXCLP:
        levels = (len(values) - rows.sites) // rows.demands
        reached = kernels.covers(rows.start, rows.site, units)
        values[rows.sites :] = (np.arange(levels) < reached[:, None]).ravel()
        return values
    place, served = nearest_pairs(rows, units)
    if asked.shares is not None:
        values[asked.shares][place[served]] = 1
    if case.model is Model.MCLP:
        values[-rows.demands :] = ~served
    return values


def nearest_pairs(rows: Pairs, units: Units) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Of each demand the place among the pairs of its nearest open site, and whether it has one."""
    hit = np.flatnonzero(units[rows.site] > 0)
    demand, first = np.unique(rows.demand[hit], return_index=True)
    place, served = np.zeros(rows.demands, dtype=np.intp), np.zeros(rows.demands, dtype=np.bool_)
    place[demand], served[demand] = hit[first], True
    return place, served


def rounded_up(bound: float, whole: bool) -> float:
    """A bound on a whole number of people is a whole number."""
    return float(ceil(bound - TRUSTED)) if whole and np.isfinite(bound) else bound
