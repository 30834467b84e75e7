"""From a question to a plan: the model's own search, and what it found put into the model's own units."""

from collections.abc import Callable

import numpy as np

from weijian.engines.siting.case import Case, case
from weijian.engines.siting.found import Found, nearest_pairs
from weijian.engines.siting.lscp import lscp
from weijian.engines.siting.mclp import most_covered
from weijian.engines.siting.pcenter import pcenter
from weijian.engines.siting.plan import ENGINE_VERSION, PROVEN_GAP, Assignment, Plan, gap_between, in_units_of, inputs_of, units_as_open
from weijian.engines.siting.pmedian import pmedian
from weijian.engines.siting.question import Effort, Model, Question

SEARCHES: dict[Model, Callable[[Case, Effort], Found]] = {
    Model.PMEDIAN: pmedian, Model.MCLP: most_covered, Model.MEXCLP: most_covered, Model.PCENTER: pcenter, Model.LSCP: lscp,
}


def plan(question: Question, effort: Effort | None = None) -> Plan:
    """The best plan the effort finds, with its bound. A Refusal where no plan can meet the conditions."""
    ready = case(question)
    return _plan(ready, SEARCHES[question.model](ready, effort or Effort()))


def _plan(case: Case, found: Found) -> Plan:
    question, whole = case.question, float(case.weight.sum())
    assignment = assigned(case, found)
    near = assignment.ms <= question.limit_ms
    objective, bound = (in_units_of(case.model, cost, whole) for cost in (found.cost, found.bound))
    gap = gap_between(objective, bound)
    return Plan(
        model=case.model, open=units_as_open(found.units), objective=objective, bound=bound, gap=gap, proven=gap <= PROVEN_GAP, method=found.method,
        people=float(question.people.sum()), covered_people=float(question.people[assignment.demand[near]] @ assignment.share[near]),
        uncoverable=case.uncoverable, uncoverable_people=float(question.people[case.uncoverable].sum()),
        without_people=int((question.people == 0).sum()), assignment=assignment, engine=ENGINE_VERSION, inputs=inputs_of(question),
    )


def assigned(case: Case, found: Found) -> Assignment:
    """Everybody to the nearest open site, or as the capacities allow."""
    rows = case.rows
    if found.shares is None:
        pair, served = nearest_pairs(rows, found.units)
        pair, share = pair[served], np.ones(int(served.sum()))
    else:
        pair = np.flatnonzero(found.shares > 0)
        share = found.shares[pair]
    return Assignment(case.kept[rows.demand[pair]], rows.site[pair], share, rows.ms[pair])
