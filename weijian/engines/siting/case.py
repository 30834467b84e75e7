"""A question made ready: demand nobody could serve split off, demand without people left out, what cannot be met refused in words."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weijian.engines.siting import refusals as say
from weijian.engines.siting.allowance import Allowance, allowance
from weijian.engines.siting.pairs import Bools, Floats, Pairs
from weijian.engines.siting.question import Model, Question
from weijian.kernel.refusal import Refusal, Wording, must

NAMED_PLACES = 10


@dataclass(frozen=True, eq=False)
class Case:
    """`rows` and `weight` are of the demand `kept`, pairs beyond the model's limit or to forbidden candidates gone; `uncoverable` is demand with none left."""

    question: Question
    allowed: Allowance
    rows: Pairs
    weight: Floats
    kept: NDArray[np.intp]
    uncoverable: NDArray[np.intp]

    @property
    def model(self) -> Model:
        return self.question.model

    @property
    def whole_people(self) -> bool:
        return bool(np.all(self.weight == np.rint(self.weight)))

    @property
    def capacity(self) -> Floats | None:
        """People a site can serve; a MEXCLP's capacity is units and stands in the allowance."""
        return None if self.model is Model.MEXCLP else self.question.conditions.capacity

    @cached_property
    def sites_decide(self) -> bool:
        """Do the open sites alone decide whether and how well the plan serves?"""
        return self.capacity is None and not self.question.conditions.about_people

    @property
    def within(self) -> Bools:
        """Which of the rows' pairs are within the question's limit."""
        return np.asarray(self.rows.ms <= self.question.limit_ms)


def case(question: Question) -> Case:
    """Refuses what no plan could meet and can be seen without solving."""
    allowed = allowance(question)
    for refusal in (_of_input(question), _of_number(question, allowed), _of_kept(allowed), _of_budget(allowed), _of_model(question)):
        must(refusal)
    rows = question.pairs.within(question.limit_ms) if question.model.by_limit else question.pairs
    rows = rows.only(~allowed.forbidden[rows.site]) if allowed.forbidden.any() else rows
    reached = rows.reached
    kept, uncoverable = np.flatnonzero(reached & (question.people > 0)), np.flatnonzero(~reached)
    if not len(kept):
        raise Refusal(say.NOBODY_COVERED)
    ready = Case(question, allowed, rows.rows(kept), question.people[kept], kept, uncoverable)
    for refusal in (_of_left_out(ready), _of_capacity(ready), _of_places(ready)):
        must(refusal)
    return ready


def _of_input(question: Question) -> Refusal | None:
    if not question.pairs.sites:
        return Refusal(say.NO_CANDIDATES)
    if not question.people.sum():
        return Refusal(say.NO_PEOPLE)
    if question.model is Model.MEXCLP and not 0 <= question.busy < 1:
        return Refusal(say.BUSY_RANGE, busy=question.busy)
    return None


def _of_number(question: Question, allowed: Allowance) -> Refusal | None:
    number = question.number
    if number is None:
        return Refusal(say.NUMBER_MISSING) if question.model is not Model.LSCP and allowed.cost is None else None
    if number < 1:
        return Refusal(say.NUMBER_TOO_SMALL, number=number)
    candidates = int(allowed.room[~allowed.forbidden].sum())
    if allowed.number is not None and number > candidates:
        return Refusal(say.FEWER_CANDIDATES, number=number, candidates=candidates)
    return None


def _of_kept(allowed: Allowance) -> Refusal | None:
    kept, both = int(allowed.required.sum()), int((allowed.required & allowed.forbidden).sum())
    if both:
        return Refusal(say.KEPT_AND_FORBIDDEN, count=both)
    if allowed.number is not None and kept > allowed.number:
        return Refusal(say.KEPT_EXCEED_NUMBER, kept=kept, number=allowed.number)
    near = [pair for pair in allowed.apart if allowed.required[pair].all()]
    if near:
        return Refusal(say.KEPT_TOO_NEAR, first=int(near[0][0]) + 1, second=int(near[0][1]) + 1)
    if allowed.most_closed is not None and allowed.number is not None and allowed.existing.sum() - allowed.most_closed > allowed.number:
        return Refusal(say.CLOSING_TOO_FEW, existing=int(allowed.existing.sum()), closable=allowed.most_closed, number=allowed.number)
    return None


def _of_budget(allowed: Allowance) -> Refusal | None:
    if allowed.cost is None:
        return None
    kept = float(allowed.cost[allowed.required].sum())
    if kept > allowed.budget:
        return Refusal(say.KEPT_EXCEED_BUDGET, cost=kept, budget=allowed.budget)
    cheapest = float(allowed.cost[~allowed.forbidden].min(initial=np.inf))
    return Refusal(say.BUDGET_BUYS_NOTHING, budget=allowed.budget, cheapest=cheapest) if cheapest > allowed.budget else None


def _of_model(question: Question) -> Refusal | None:
    c, model = question.conditions, question.model
    barred = {
        "兼顾最远人群": c.worst_off is not None and model is not Model.PMEDIAN,
        "各地最低覆盖": c.least_share is not None and model in (Model.PCENTER, Model.LSCP),
        "最小间距": c.apart is not None and model is Model.MEXCLP,
        "最多撤并数": c.most_closed is not None and model is Model.MEXCLP,
    }
    named = [condition for condition, applies in barred.items() if applies]
    return Refusal(say.NOT_FOR_MODEL, condition="、".join(named), model=model.value) if named else None


def _of_left_out(ready: Case) -> Refusal | None:
    people = ready.question.people[ready.uncoverable]
    if ready.question.all_served and people.any():
        return Refusal(say.UNCOVERABLE_LEFT, count=int((people > 0).sum()), people=float(people.sum()))
    return None


def _of_capacity(ready: Case) -> Refusal | None:
    """Only where everybody must be served can there be too little of it."""
    if ready.capacity is None or ready.model is Model.MCLP:
        return None
    usable = np.sort(ready.capacity[~ready.allowed.forbidden])[::-1]
    number = len(usable) if ready.allowed.number is None else ready.allowed.number
    most, people = float(usable[:number].sum()), float(ready.weight.sum())
    return Refusal(say.CAPACITY_TOO_SMALL, number=number, capacity=most, people=people) if most < people else None


def _of_places(ready: Case) -> Refusal | None:
    """Places where even all candidates together would not reach the least share."""
    c, question = ready.question.conditions, ready.question
    if c.least_share is None or c.place is None:
        return None
    names, group = np.unique(c.place.astype(np.str_), return_inverse=True)
    could = np.zeros(question.pairs.demands)
    could[ready.kept[np.unique(ready.rows.demand[ready.within])]] = 1
    people, reachable = np.bincount(group, question.people), np.bincount(group, question.people * could)
    short = reachable < c.least_share * people * (1 - 1e-12)
    return _named(say.PLACES_OUT_OF_REACH, names[short], share=c.least_share) if short.any() else None


def _named(wording: Wording, names: NDArray[Any], **facts: object) -> Refusal:
    listed = "、".join(names[:NAMED_PLACES]) + ("……" if len(names) > NAMED_PLACES else "")
    return Refusal(wording, count=len(names), places=listed, **facts)
