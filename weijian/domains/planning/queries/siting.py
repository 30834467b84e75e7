"""Where should the next one stand: the question put to the siting engine, and its answer told in places and people."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from weijian.domains.planning import refusals as say
from weijian.domains.planning.queries.opening import WHOEVER, Among
from weijian.domains.planning.queries.project_sites import NONE, Arrivals
from weijian.domains.planning.queries.service_map import TOWNSHIP_DIGITS, Ground, ground
from weijian.domains.planning.queries.several_services import side_by_side
from weijian.domains.planning.queries.siting_candidates import TODAY, Candidates, Layout, layout_for
from weijian.domains.planning.rules.siting import (
    COVERING,
    LEAST_SITES,
    Placing,
    SitingQuestion,
    refusal_to_place,
    refusal_to_site,
)
from weijian.domains.registry.api import PeoplePoints, names_of_places
from weijian.engines.siting.change import Change, Standing, change, standing
from weijian.engines.siting.explain import Explanation, explain
from weijian.engines.siting.plan import Plan, inputs_of
from weijian.engines.siting.question import Conditions, Effort, Model, Question, WorstOff
from weijian.engines.siting.solve import plan
from weijian.kernel.refusal import Refusal, must

__all__ = ["TODAY", "Siting", "siting"]

MS_IN_MINUTE = 60_000
ON_A_PAGE = Effort(visits=4_000_000, seconds=8.0, exact_pairs=400_000)  # what somebody waits for
ONCE_MORE = Effort(visits=400_000, seconds=1.0, exact_pairs=400_000)  # a question asked again without one of its conditions, or without a site
ANSWERS_HELD = 8


@dataclass(frozen=True, eq=False)
class Siting:
    """The engine's plan and its reasons, with what its numbers are about. Which candidate is what, the layout says."""

    asked: SitingQuestion
    circle: str
    peak: bool
    within: str
    ground: Ground
    layout: Layout
    question: Question
    plan: Plan
    why: Explanation
    place_names: dict[str, str]
    among: Among = WHOEVER
    also: str = ""

    @property
    def candidates(self) -> Candidates:
        return self.layout.candidates

    @property
    def units(self) -> NDArray[np.int64]:
        """Units added by candidate; at one that stands, those beside its own."""
        added = np.bincount(self.plan.open, minlength=self.question.pairs.sites)
        added[: self.layout.stand] = np.maximum(added[: self.layout.stand] - 1, 0)
        return added.astype(np.int64)

    @property
    def new_sites(self) -> NDArray[np.intp]:
        return np.flatnonzero(self.units).astype(np.intp)

    @property
    def given_up(self) -> NDArray[np.intp]:
        """Sites that stand today and would not in the plan."""
        return np.setdiff1d(np.arange(self.layout.stand), self.plan.open).astype(np.intp)

    def spot_of(self, candidate: int) -> tuple[float, float]:
        """Longitude and latitude."""
        if candidate < self.layout.stand:
            campus = self.ground.campuses[candidate]
            return campus.lon, campus.lat
        cell = self.layout.cell_of(candidate)
        return float(self.ground.cells.lon[cell]), float(self.ground.cells.lat[cell])

    def name_of(self, candidate: int) -> str:
        """The nearest name a candidate has: the institution's that stands there, else its village's or township's, and its cell."""
        if candidate < self.layout.stand:
            return self.ground.campuses[candidate].name
        first = self.ground.services[0] if self.ground.services else self.ground  # a place is the same for every service
        return self._name(self.layout.cell_of(candidate), first.cells)

    def name_of_cell(self, cell: int) -> str:
        return self._name(cell, self.ground.cells)

    def _name(self, cell: int, cells: PeoplePoints) -> str:
        place = self.place_names.get(cells.place[cell]) or self.place_names.get(cells.place[cell][:TOWNSHIP_DIGITS]) or ""
        return f"{place} {cells.code[cell]}".strip()

    @cached_property
    def before(self) -> Standing:
        return standing(self.question.pairs, np.arange(self.question.pairs.sites) < self.layout.stand)

    @cached_property
    def after(self) -> Standing:
        return standing(self.question.pairs, self.plan.standing(self.question.pairs.sites))

    @cached_property
    def change(self) -> Change:
        """For all people of the place, those set aside too."""
        return change(self.ground.cells.people, self.question.limit_ms, self.before, self.after, place=self.ground.townships)

    @property
    def newly_covered(self) -> NDArray[np.intp]:
        """Cells inside the limit only with the plan."""
        limit = self.question.limit_ms
        return np.flatnonzero(self.after.covered(limit) & ~self.before.covered(limit))

    @property
    def uncoverable(self) -> NDArray[np.intp]:
        """Cells with people whom no candidate could serve, the most people first."""
        people = self.ground.cells.people
        cells = self.plan.uncoverable[people[self.plan.uncoverable] > 0]
        return cells[np.argsort(-people[cells], kind="stable")]

    @property
    def set_aside_people(self) -> float:
        return float(self.ground.cells.people.sum() - self.question.people.sum())


def siting(
    asked: SitingQuestion, *, circle: str = "any", peak: bool = False, within: str = "", arriving: Arrivals = NONE,
    among: Among = WHOEVER, also: str = "", also_arriving: Arrivals = NONE,
) -> Siting:
    """The answer of the engine for the people of a place; every qualifying campus is kept, wherever it stands, unless some may be moved.

    `also`: a second circle that every new site serves too; then everybody counts once for each.
    """
    must(refusal_to_site(asked))
    on = ground(asked.map, circle=circle, peak=peak, within=within, arriving=arriving, needed=False, among=among)
    if also and also != circle:
        other = ground(asked.map, circle=also, peak=peak, within=within, arriving=also_arriving, needed=False, among=among)
        on = side_by_side([on, other], [circle, also])
    _must_fit(asked, on)
    layout = layout_for(asked, on)
    if asked.most_new is not None and asked.most_new > len(layout.candidates.cell):
        raise Refusal(say.SITES_OUT_OF_RANGE, least=LEAST_SITES, most=len(layout.candidates.cell))
    question = _question(asked, on, layout)
    _must_hold(asked, question, layout)
    found, why = _solved(_Keyed(inputs_of(question), question))
    names = names_of_places({*on.townships, *(on.cells.place[layout.candidates.cell])})
    return Siting(asked, circle, peak, within, on, layout, question, found, why, names, among, also if on.services else "")


def _must_fit(asked: SitingQuestion, on: Ground) -> None:
    standing_here = sum(campus.campus_id > 0 for campus in on.campuses)
    if asked.conditions.move > standing_here:
        raise Refusal(say.CONDITION_RANGE, condition="可搬迁的现有机构", least=0, most=standing_here)


def _must_hold(asked: SitingQuestion, question: Question, layout: Layout) -> None:
    """Capacity is enough, or how many have nowhere to go is said."""
    capacity = asked.conditions.capacity
    if capacity is None:
        return
    sites = layout.stand + (len(layout.candidates.cell) if asked.most_new is None else asked.most_new)
    must(refusal_to_place(Placing(round(float(question.people[_servable(question)].sum())), sites, capacity, asked.model != COVERING)))


def _servable(question: Question) -> NDArray[np.bool_]:
    return (question.pairs.within(question.limit_ms) if question.model.by_limit else question.pairs).reached


def _question(asked: SitingQuestion, on: Ground, layout: Layout) -> Question:
    model, limit = Model(asked.model), round(asked.map.minutes * MS_IN_MINUTE)
    number = None if asked.most_new is None else asked.most_new + layout.stand
    return Question(
        model, layout.pairs, _people(on, layout, model), number, limit, asked.conditions.busy_percent / 100, conditions=_conditions(asked, layout),
    )


def _conditions(asked: SitingQuestion, layout: Layout) -> Conditions:
    """A budget that only buys new sites is their number; where some may be moved, moving costs as much."""
    held, sites = asked.conditions, layout.pairs.sites
    new = np.arange(sites) >= layout.stand
    priced = held.move > 0 and held.budget_wan is not None and held.cost_wan
    return Conditions(
        required=layout.kept, forbidden=layout.barred if layout.barred.any() else None, existing=~new, most_closed=held.move or None,
        cost=np.where(new, float(held.cost_wan or 0), 0.0) if priced else None, budget=held.budget_wan if priced else None,
        capacity=None if held.capacity is None else np.full(sites, float(held.capacity)), apart=layout.apart if len(layout.apart) else None,
        worst_off=WorstOff(held.worst_percent / 100, held.equity_percent / 100) if held.equity_percent else None,
    )


def _people(on: Ground, layout: Layout, model: Model) -> NDArray[np.float64]:
    """Whom no road leads to a campus today is set aside where everybody must be served: else an islet of ten would take every site."""
    if model.by_limit or not on.campuses:
        return on.cells.people
    stands = layout.pairs.site < layout.stand
    return np.where(np.bincount(layout.pairs.demand[stands], minlength=layout.pairs.demands) > 0, on.cells.people, 0.0)


@dataclass(frozen=True)
class _Keyed:
    """A question told apart by the digest of everything its answer depends on."""

    inputs: str
    question: Question = field(compare=False)


@lru_cache(maxsize=ANSWERS_HELD)
def _solved(keyed: _Keyed) -> tuple[Plan, Explanation]:
    """Solved once for the page and what its map fetches."""
    found = plan(keyed.question, ON_A_PAGE)
    return found, explain(keyed.question, found, effort=ONCE_MORE)
