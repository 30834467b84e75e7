"""Why this plan: who gains and who loses, what each site is for, what stands in the way of a better plan, and what the next best one is.

Numbers only; a page makes sentences of them. What single steps away from the plan would change is exact where the open sites alone decide; under capacities
or conditions on people the question is asked again without the condition, or without the site.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weijian.engines.siting.allowance import Allowance
from weijian.engines.siting.case import Case, case
from weijian.engines.siting.change import Change, change, standing
from weijian.engines.siting.moves import Centre, Cover, Landscape, Median, Moves, Units
from weijian.engines.siting.pairs import MS, Bools, Indices
from weijian.engines.siting.plan import PROVEN_GAP, Plan, in_units_of, units_as_open
from weijian.engines.siting.question import Conditions, Effort, Model, Question
from weijian.engines.siting.solve import plan as solve
from weijian.kernel.refusal import Refusal


class Bind(StrEnum):
    """What a plan may run up against."""

    NUMBER = "number"
    BUDGET = "budget"
    DISTANCE = "distance"
    REQUIRED = "required"
    CLOSING = "closing"
    CAPACITY = "capacity"
    LEAST_SHARE = "least_share"


@dataclass(frozen=True)
class Binding:
    """A condition without which (number: with one more) the objective would be better by `worth`, in the model's unit. `out` and `into` are the step that
    would do it, None where it is more than one step; `full` are the open sites at their capacity."""

    kind: Bind
    worth: float
    out: int | None = None
    into: int | None = None
    full: tuple[int, ...] = ()


@dataclass(frozen=True)
class Contribution:
    """What an open site is for: people who go to it, those of them within the limit, those for whom no other open site is within the limit.

    `worth` is how much worse the objective would be if it were closed and nothing opened instead (for LSCP in people left beyond the limit; None when
    somebody would be left without any site, or where capacities decide).
    """

    site: int
    units: int
    people: float
    covered_people: float
    only_here_people: float
    worth: float | None


@dataclass(frozen=True, eq=False)
class NextBest:
    """The best plan that differs from this one by one exchange (or, where capacities or conditions on people decide, with one of its sites barred).

    `difference` is how much worse it is, 0 for a plan as good; for LSCP in people left beyond the limit.
    """

    open: Indices
    out: tuple[int, ...]
    into: tuple[int, ...]
    objective: float
    difference: float


@dataclass(frozen=True, eq=False)
class Explanation:
    """`change` is from what stood before (nothing, if the question names no existing sites) to the plan."""

    change: Change
    contributions: tuple[Contribution, ...]
    binds: tuple[Binding, ...]
    next_best: NextBest | None


def explain(question: Question, plan: Plan, *, before: Bools | None = None, place: NDArray[Any] | None = None, effort: Effort | None = None) -> Explanation:
    """`before` is what stands today (by default the question's existing sites), `place` names each demand's place (by default the conditions')."""
    ready, conditions = case(question), question.conditions
    units = np.bincount(plan.open, minlength=question.pairs.sites)
    moves = _landscape(ready).moves(units)
    today = before if before is not None else conditions.existing if conditions.existing is not None else np.zeros(len(units), dtype=np.bool_)
    places = place if place is not None else conditions.place
    told = Told(ready, plan, units, moves, effort or Effort())
    return Explanation(
        change=change(question.people, question.limit_ms, standing(question.pairs, today), standing(question.pairs, units > 0), place=places),
        contributions=tuple(_contributions(told)), binds=tuple(_bindings(told)),
        next_best=_next_exchange(told) if ready.sites_decide else _next_without(told),
    )


@dataclass(frozen=True, eq=False)
class Told:
    """What every part of an explanation looks at."""

    case: Case
    plan: Plan
    units: Units
    moves: Moves
    effort: Effort

    def objective(self, cost: float) -> float:
        if self.case.model is Model.LSCP:
            return self.plan.objective
        return in_units_of(self.case.model, cost, float(self.case.weight.sum()))

    def worse(self, cost: float) -> float:
        """By how much a cost is worse than the plan's own, in the model's unit."""
        return (cost - self.moves.cost) / (MS if self.case.model in (Model.PMEDIAN, Model.PCENTER) else 1)

    @cached_property
    def only_way(self) -> NDArray[np.intp]:
        """Of each demand the place among the open sites of the only one it reaches; -1 with another, and for the models that ask who is within a limit."""
        if self.case.model.by_limit:
            return np.full(self.case.rows.demands, -1, dtype=np.intp)
        ground = Median(self.case.rows, self.case.weight)
        _, second, owner = ground.nearest(self.units)
        return np.where(second >= ground.far, np.searchsorted(self.moves.open, owner), -1).astype(np.intp)

    @cached_property
    def sole(self) -> NDArray[np.intp]:
        """How many demands reach no other open site, by open site."""
        return np.bincount(self.only_way[self.only_way >= 0], minlength=len(self.moves.open))

    @cached_property
    def leaving_out(self) -> Bools:
        """Exchanges that leave somebody without any site: open sites by candidates. What such a person counts in the cost says nothing about travel."""
        rows = self.case.rows
        met = np.zeros((len(self.moves.open), rows.sites), dtype=np.int64)
        slot = self.only_way[rows.demand]
        np.add.at(met, (slot[slot >= 0], rows.site[slot >= 0]), 1)
        return np.asarray(met < self.sole[:, None])


def _landscape(ready: Case) -> Landscape:
    if ready.model is Model.PMEDIAN:
        return Median(ready.rows, ready.weight)
    if ready.model is Model.PCENTER:
        return Centre(ready.rows)
    return Cover(ready.rows, ready.weight, ready.question.busy if ready.model is Model.MEXCLP else 0.0)


def _contributions(told: Told) -> Iterator[Contribution]:
    people, goes, m = told.case.question.people, told.plan.assignment, len(told.units)
    weight = people[goes.demand] * goes.share
    near = goes.ms <= told.case.question.limit_ms
    going, covered, alone = np.bincount(goes.site, weight, m), np.bincount(goes.site, weight * near, m), _only_here(told)
    for slot, site in enumerate(told.moves.open):
        cut_off = told.sole[slot] > 0 or not told.case.sites_decide
        yield Contribution(
            int(site), int(told.units[site]), float(going[site]), float(covered[site]), float(alone[site]),
            None if cut_off else told.worse(float(told.moves.closed[slot])),
        )


def _only_here(told: Told) -> NDArray[np.float64]:
    """By candidate the people within the limit of that open site and of no other."""
    rows = told.case.rows
    reach = (told.units[rows.site] > 0) & told.case.within
    alone = np.bincount(rows.demand[reach], minlength=rows.demands) == 1
    counted = reach & alone[rows.demand]
    return np.asarray(np.bincount(rows.site[counted], told.case.weight[rows.demand[counted]], rows.sites), dtype=np.float64)


# what binds


def _bindings(told: Told) -> Iterator[Binding]:
    if told.case.sites_decide and told.case.model is not Model.LSCP:
        for kind, loosened in _loosened(told.case.allowed):
            step = _best_step(told, loosened)
            if step is not None and step[0] < told.moves.cost * (1 - PROVEN_GAP):
                yield Binding(kind, -told.worse(step[0]), step[1], step[2])
    for kind, without in _without(told.case.question.conditions):
        better = _asked_again(told, without)
        worth = None if better is None else abs(better.objective - told.plan.objective)
        if worth is not None and worth > PROVEN_GAP * abs(told.plan.objective):
            yield Binding(kind, worth, full=_full(told) if kind is Bind.CAPACITY else ())


def _loosened(allowed: Allowance) -> Iterator[tuple[Bind, Allowance]]:
    none = np.zeros(allowed.sites, dtype=np.bool_)
    if allowed.number is not None:
        yield Bind.NUMBER, replace(allowed, number=allowed.number + 1, room=np.maximum(allowed.room, 1))
    if allowed.cost is not None:
        yield Bind.BUDGET, replace(allowed, cost=None, budget=np.inf)
    if len(allowed.apart):
        yield Bind.DISTANCE, replace(allowed, apart=np.zeros((0, 2), dtype=np.int32))
    if allowed.required.any():
        yield Bind.REQUIRED, replace(allowed, required=none)
    if allowed.most_closed is not None:
        yield Bind.CLOSING, replace(allowed, most_closed=None)


def _best_step(told: Told, allowed: Allowance) -> tuple[float, int | None, int | None] | None:
    """The cost after the best addition or exchange an allowance permits, with the site that goes and the one that comes."""
    opened = np.where(allowed.may_open(told.units), told.moves.opened, np.inf)
    swapped = _swaps(told, allowed)
    best_open, best_swap = float(opened.min(initial=np.inf)), float(swapped.min(initial=np.inf))
    if best_open <= best_swap:
        return (best_open, None, int(opened.argmin())) if np.isfinite(best_open) else None
    out, into = np.unravel_index(int(swapped.argmin()), swapped.shape)
    return best_swap, int(told.moves.open[out]), int(into)


def _swaps(told: Told, allowed: Allowance) -> NDArray[np.float64]:
    """Costs after each exchange permitted that leaves nobody out; a site exchanged for itself is none."""
    table = np.where(allowed.may_swap(told.units) & ~told.leaving_out, told.moves.swapped, np.inf)
    table[np.arange(len(told.moves.open)), told.moves.open] = np.inf
    return table


def _without(conditions: Conditions) -> Iterator[tuple[Bind, Conditions]]:
    if conditions.capacity is not None:
        yield Bind.CAPACITY, replace(conditions, capacity=None)
    if conditions.least_share is not None:
        yield Bind.LEAST_SHARE, replace(conditions, least_share=None)


def _asked_again(told: Told, conditions: Conditions) -> Plan | None:
    try:
        return solve(replace(told.case.question, conditions=conditions), told.effort)
    except Refusal:
        return None


def _full(told: Told) -> tuple[int, ...]:
    """Open sites that serve all they can."""
    capacity, goes = told.case.question.conditions.capacity, told.plan.assignment
    if capacity is None or told.case.model is Model.MEXCLP:
        return ()
    load = np.bincount(goes.site, told.case.question.people[goes.demand] * goes.share, len(told.units))
    return tuple(int(j) for j in np.flatnonzero((told.units > 0) & (load >= capacity * (1 - 1e-6))))


# the next best


def _next_exchange(told: Told) -> NextBest | None:
    table = _swaps(told, told.case.allowed)
    if not np.isfinite(table.min(initial=np.inf)):
        return None
    slot, into = np.unravel_index(int(table.argmin()), table.shape)
    units, out, cost = told.units.copy(), int(told.moves.open[slot]), float(table.min())
    units[out] -= 1
    units[into] += 1
    return NextBest(units_as_open(units), (out,), (int(into),), told.objective(cost), told.worse(cost))


def _next_without(told: Told) -> NextBest | None:
    """The best of the plans that lack one of this plan's sites, each asked for anew."""
    found = [p for site in told.moves.open if (p := _barred(told, int(site))) is not None]
    if not found:
        return None
    higher = told.case.model.higher_is_better
    best = max(found, key=lambda p: p.objective) if higher else min(found, key=lambda p: p.objective)
    out, into = np.setdiff1d(told.plan.open, best.open), np.setdiff1d(best.open, told.plan.open)
    return NextBest(best.open, tuple(out.tolist()), tuple(into.tolist()), best.objective, abs(best.objective - told.plan.objective))


def _barred(told: Told, site: int) -> Plan | None:
    conditions = told.case.question.conditions
    if conditions.required is not None and conditions.required[site]:
        return None
    forbidden = told.case.allowed.forbidden.copy()
    forbidden[site] = True
    return _asked_again(told, replace(conditions, forbidden=forbidden))
