"""LSCP: the fewest sites that leave nobody beyond the limit."""

import numpy as np

from weijian.engines.siting import refusals as say
from weijian.engines.siting.case import Case
from weijian.engines.siting.covering import fewest
from weijian.engines.siting.found import Found, by_highs, rounded_up
from weijian.engines.siting.plan import Method
from weijian.engines.siting.question import Effort
from weijian.kernel.refusal import Refusal


def lscp(case: Case, effort: Effort) -> Found:
    """By reductions and set cover; by HiGHS on the whole programme where capacities, budget, distance or closings bind."""
    if case.sites_decide and not case.allowed.bound_together:
        cover = fewest(case.rows, case.allowed.required, seconds=effort.seconds)
        units = case.allowed.required.astype(np.int64)
        units[cover.sites] = 1
        return Found(units, float(units.sum()), float(cover.at_least), Method.HIGHS if cover.searched else Method.REDUCTIONS)
    found = by_highs(case, effort, None)
    if found is None:
        raise Refusal(say.NO_PLAN_IN_TIME, seconds=effort.seconds)
    cost = float(found.units.sum())
    return Found(found.units, cost, min(cost, rounded_up(found.bound, True)), Method.HIGHS, found.shares)
