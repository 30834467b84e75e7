"""MCLP and MEXCLP: most people covered, or expected to find a free unit, within the limit."""

import numpy as np

from weijian.engines.siting import refusals as say
from weijian.engines.siting.ascent import ascend
from weijian.engines.siting.case import Case
from weijian.engines.siting.exchange import good_plan
from weijian.engines.siting.formulation import formulated
from weijian.engines.siting.found import Found, by_highs, rounded_up
from weijian.engines.siting.highs import minimum
from weijian.engines.siting.moves import Cover, Units
from weijian.engines.siting.pairs import Floats, Pairs
from weijian.engines.siting.plan import Method
from weijian.engines.siting.proof import AT_ROOT, SURE
from weijian.engines.siting.question import Effort, Model
from weijian.kernel.refusal import Refusal


def most_covered(case: Case, effort: Effort) -> Found:
    """Demand with the same candidates is made one; then exchange, and HiGHS where anybody is still left out."""
    if not case.sites_decide:
        return _under_conditions(case, effort)
    rows, weight, _ = case.rows.merged(case.weight)
    ground = Cover(rows, weight, case.question.busy if case.model is Model.MEXCLP else 0.0)
    units = good_plan(ground, case.allowed)
    usable = case.allowed.keeps(units)
    if usable and ground.cost(units) == 0:
        return Found(units, 0.0, 0.0, Method.COVERS_ALL)
    if len(rows.site) > effort.exact_pairs and usable:
        return _bounded(case, ground, units, effort)
    solved = by_highs(case, effort, units if usable else None, pairs=rows, weight=weight)
    return _better(case, ground, solved, units if usable else None, effort)


def _under_conditions(case: Case, effort: Effort) -> Found:
    """Capacities or least shares: HiGHS alone."""
    solved = by_highs(case, effort, None)
    if solved is None:
        raise Refusal(say.NO_PLAN_IN_TIME, seconds=effort.seconds)
    cost = Cover(case.rows, case.weight, case.question.busy if case.model is Model.MEXCLP else 0.0).cost(solved.units) if solved.shares is None else solved.cost
    bound = cost if solved.bound >= solved.cost else min(solved.bound, cost)
    return Found(solved.units, cost, max(0.0, bound), Method.HIGHS, solved.shares)


def _better(case: Case, ground: Cover, solved: Found | None, units: Units | None, effort: Effort) -> Found:
    best = [u for u in (solved.units if solved else None, units) if u is not None]
    if not best:
        raise Refusal(say.NO_PLAN_IN_TIME, seconds=effort.seconds)
    chosen = min(best, key=ground.cost)
    cost, whole = ground.cost(chosen), case.whole_people and case.model is Model.MCLP
    bound = cost if solved and solved.bound >= solved.cost else rounded_up(solved.bound, whole) if solved else 0.0
    return Found(chosen, cost, min(max(0.0, bound), cost), Method.HIGHS)


def _bounded(case: Case, ground: Cover, units: Units, effort: Effort) -> Found:
    """Too large for HiGHS to prove: the exchange's plan, and how much better any plan could be at most."""
    cost = ground.cost(units)
    if case.model is Model.MEXCLP:
        return Found(units, cost, min(cost, _linear_bound(case, ground.rows, ground.weight, effort)), Method.LINEAR)
    number = case.allowed.number if case.allowed.number is not None else int((~case.allowed.forbidden).sum())
    fixed = case.allowed.required.astype(np.int8) - case.allowed.forbidden.astype(np.int8)
    rows, half = ground.rows, np.full(ground.rows.demands, 0.5)
    bound = ascend(rows.start, rows.site, rows.ms, ground.weight, fixed, number, 1, half, cost, *AT_ROOT, effort.gap)[0]
    bound = rounded_up(bound - SURE * float(ground.weight.sum()), case.whole_people)
    return Found(units, cost, min(cost, max(0.0, bound)), Method.LAGRANGE)


def _linear_bound(case: Case, rows: Pairs, weight: Floats, effort: Effort) -> float:
    """From the linear relaxation, or, when that is stopped too, from all units reaching everybody."""
    asked = formulated(case, pairs=rows, weight=weight)
    asked.programme.whole[:] = False
    number = case.allowed.number if case.allowed.number is not None else int(case.allowed.room.sum())
    at_best = float(weight.sum()) * case.question.busy**number
    solved = minimum(asked.programme, seconds=effort.seconds, presolve=True)
    return max(at_best, float(weight.sum()) + solved.bound * asked.scale * (1 + 1e-7) if np.isfinite(solved.bound) else -np.inf)
