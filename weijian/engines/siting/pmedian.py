"""The p-median: everybody to the nearest site, all travel together as little as can be."""

import numpy as np

from weijian.engines.siting import refusals as say
from weijian.engines.siting.case import Case
from weijian.engines.siting.covering import fewest
from weijian.engines.siting.equity import travel_cost
from weijian.engines.siting.exchange import exchanged, filled, good_plan
from weijian.engines.siting.found import Found, by_highs
from weijian.engines.siting.moves import Median, Units
from weijian.engines.siting.plan import PROVEN_GAP, Method
from weijian.engines.siting.proof import proof
from weijian.engines.siting.question import Effort
from weijian.kernel.refusal import Refusal


def pmedian(case: Case, effort: Effort) -> Found:
    """By exchange and Lagrangian branch and bound where number, required and forbidden sites are all; else by HiGHS, helped by these."""
    ground = Median(case.rows, case.weight)
    units = good_plan(ground, case.allowed)
    if case.sites_decide and not case.allowed.bound_together:
        return _plain(case, ground, _reaching_all(case, ground, units, effort), effort)
    relaxed = proof(ground, case.allowed, units, Effort(nodes=0), whole=False) if case.allowed.number is not None else None
    begin = units if case.sites_decide and _all_reached(ground, units) and case.allowed.keeps(units) else None
    solved = _solved(case, effort, begin) if _small_enough(case, effort) or begin is None else None
    if solved is None and begin is None:
        raise Refusal(say.NO_PLAN_IN_TIME, seconds=effort.seconds)
    return _better(case, ground, solved, begin, 0.0 if relaxed is None or case.question.conditions.worst_off else _floor(relaxed.bound, ground, units))


def _plain(case: Case, ground: Median, units: Units, effort: Effort) -> Found:
    shown = proof(ground, case.allowed, units, effort, whole=case.whole_people)
    return Found(shown.units, shown.cost, shown.bound, Method.BRANCH if effort.nodes and not effort.gap else Method.LAGRANGE)


def _floor(bound: float, ground: Median, units: Units) -> float:
    """The relaxation's bound, unless it was cut off at the cost of a plan that leaves somebody out or breaks a condition."""
    return min(bound, ground.cost(units)) if _all_reached(ground, units) else 0.0


def _solved(case: Case, effort: Effort, begin: Units | None) -> Found | None:
    found = by_highs(case, effort, begin)
    if found is None:
        return None
    cost = travel_cost(case, found.units, found.shares)
    return Found(found.units, cost, min(found.bound, cost) if found.bound < found.cost else cost, found.method, found.shares)


def _better(case: Case, ground: Median, solved: Found | None, begin: Units | None, floor: float) -> Found:
    """Of what HiGHS and the exchange found the better plan, with the higher of their bounds."""
    if solved is None:
        assert begin is not None
        return Found(begin, ground.cost(begin), min(floor, ground.cost(begin)), Method.LAGRANGE)
    bound = max(solved.bound, floor)
    if begin is not None and ground.cost(begin) < solved.cost * (1 - PROVEN_GAP):
        return Found(begin, ground.cost(begin), min(bound, ground.cost(begin)), Method.HIGHS)
    return Found(solved.units, solved.cost, min(bound, solved.cost), Method.HIGHS, solved.shares)


def _small_enough(case: Case, effort: Effort) -> bool:
    return len(case.rows.site) <= effort.exact_pairs


def _all_reached(ground: Median, units: Units) -> bool:
    return bool(np.all(ground.nearest(units)[2] >= 0))


def _reaching_all(case: Case, ground: Median, units: Units, effort: Effort) -> Units:
    """The plan if it leaves nobody out, else one made from a smallest set of sites that reaches everybody; a Refusal when that is more than the number."""
    if _all_reached(ground, units):
        return units
    number = case.allowed.number
    assert number is not None
    cover = fewest(case.rows, case.allowed.required, seconds=effort.seconds, enough=number)
    if cover.at_least > number:
        raise Refusal(say.NOT_ALL_REACHED, number=number, needed=cover.at_least)
    if len(cover.sites) > number:
        raise Refusal(say.NO_PLAN_IN_TIME, seconds=effort.seconds)
    reaching = case.allowed.required.astype(np.int64)
    reaching[cover.sites] = 1
    return exchanged(ground, case.allowed, filled(ground, case.allowed, reaching))
