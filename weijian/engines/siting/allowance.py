"""Which sites may still be opened, closed or exchanged under the conditions that speak of sites only."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from weijian.engines.siting.moves import Units
from weijian.engines.siting.pairs import Bools, Floats
from weijian.engines.siting.question import Conditions, Model, Question

CENT = 1e-9  # of the budget: sums of decimal costs are not exact in binary


@dataclass(frozen=True, eq=False)
class Allowance:
    """The question's conditions on sites, each filled in where the question left it open. `number` None: as many as the budget buys."""

    sites: int
    number: int | None
    exact_number: bool
    required: Bools
    forbidden: Bools
    room: Units  # the most units a site may hold
    cost: Floats | None
    budget: float
    apart: NDArray[np.int32]
    existing: Bools
    most_closed: int | None

    @cached_property
    def near(self) -> Bools:
        """Candidate by candidate: too near each other."""
        table = np.zeros((self.sites, self.sites), dtype=np.bool_)
        table[self.apart[:, 0], self.apart[:, 1]] = table[self.apart[:, 1], self.apart[:, 0]] = True
        return table

    @cached_property
    def bound_together(self) -> bool:
        """Does anything but the number and the sites' own standing bind?"""
        return self.cost is not None or len(self.apart) > 0 or self.most_closed is not None

    def may_open(self, units: Units) -> Bools:
        allowed = ~self.forbidden & (units < self.room)
        if self.number is not None and units.sum() >= self.number:
            return np.zeros(self.sites, dtype=np.bool_)
        if self.cost is not None:
            allowed &= self._spent(units) + self.cost <= self._purse
        if len(self.apart):
            allowed &= ~self.near[units > 0].any(axis=0)
        return np.asarray(allowed)

    def may_close(self, units: Units) -> Bools:
        """Of the open sites, in their order."""
        chosen = np.flatnonzero(units)
        allowed = ~self.required[chosen] | (units[chosen] > 1)
        if self.most_closed is not None and self._closed(units) >= self.most_closed:
            allowed &= ~self.existing[chosen]
        return np.asarray(allowed)

    def may_swap(self, units: Units) -> Bools:
        """Open sites by candidates."""
        chosen = np.flatnonzero(units)
        stays = ~self.required[chosen] | (units[chosen] > 1)
        table = stays[:, None] & (~self.forbidden & (units < self.room))[None, :]
        if self.cost is not None:
            table &= self._spent(units) - self.cost[chosen][:, None] + self.cost[None, :] <= self._purse
        if len(self.apart):
            near = self.near[chosen]
            table &= near.sum(axis=0)[None, :] - near <= 0
        if self.most_closed is not None:
            closed = self._closed(units) + self.existing[chosen].astype(int)[:, None] - (self.existing & (units == 0)).astype(int)[None, :]
            table &= closed <= self.most_closed
        return np.asarray(table)

    def keeps(self, units: Units) -> bool:
        """Does a plan keep to all of it (the number aside where a plan may have fewer)?"""
        chosen = np.flatnonzero(units)
        return bool(
            (self.number is None or units.sum() <= self.number)
            and units[self.required].all() and not units[self.forbidden].any() and (units <= self.room).all()
            and (self.cost is None or self._spent(units) <= self._purse)
            and not (len(self.apart) and self.near[np.ix_(chosen, chosen)].any())
            and (self.most_closed is None or self._closed(units) <= self.most_closed)
        )

    @property
    def _purse(self) -> float:
        return self.budget + CENT * max(1.0, abs(self.budget))

    def _spent(self, units: Units) -> float:
        return float(self.cost @ units) if self.cost is not None else 0.0

    def _closed(self, units: Units) -> int:
        return int((self.existing & (units == 0)).sum())


def allowance(question: Question) -> Allowance:
    c, m = question.conditions, question.pairs.sites
    none = np.zeros(m, dtype=np.bool_)
    priced = c.budget is not None and c.cost is not None
    return Allowance(
        sites=m, number=None if question.model is Model.LSCP else question.number, exact_number=not c.bends_number,
        required=none if c.required is None else c.required, forbidden=none if c.forbidden is None else c.forbidden,
        room=_room(question, c, m), cost=c.cost if priced else None, budget=np.inf if c.budget is None else c.budget,
        apart=np.zeros((0, 2), dtype=np.int32) if c.apart is None else c.apart,
        existing=none if c.existing is None else c.existing, most_closed=None if c.existing is None else c.most_closed,
    )


def _room(question: Question, conditions: Conditions, sites: int) -> Units:
    if question.model is not Model.MEXCLP:
        return np.ones(sites, dtype=np.int64)
    most = question.number if question.number is not None else np.iinfo(np.int32).max
    if conditions.capacity is None:
        return np.full(sites, most, dtype=np.int64)
    return np.minimum(np.floor(np.minimum(conditions.capacity, most)), most).astype(np.int64)
