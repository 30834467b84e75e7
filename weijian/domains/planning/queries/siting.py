"""Where should the next one stand: candidates, the question put to the siting engine, and its answer told in places and people."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from weijian.domains.planning import refusals as say
from weijian.domains.planning.queries.opening import WHOEVER, Among
from weijian.domains.planning.queries.project_sites import NONE, Arrivals
from weijian.domains.planning.queries.service_map import TOWNSHIP_DIGITS, Ground, ground
from weijian.domains.planning.rules.siting import LEAST_SITES, MOST_CANDIDATES, SitingQuestion, refusal_to_site
from weijian.domains.registry.api import names_of_places
from weijian.engines.accessibility.pairs import milliseconds_of, reached_pairs
from weijian.engines.accessibility.snap import snap
from weijian.engines.accessibility.travel import nearest_from_cells
from weijian.engines.siting.change import Change, Standing, change, standing
from weijian.engines.siting.explain import Explanation, explain
from weijian.engines.siting.pairs import Pairs, pairs_of_triples
from weijian.engines.siting.plan import Plan, inputs_of
from weijian.engines.siting.question import Conditions, Effort, Model, Question
from weijian.engines.siting.solve import plan
from weijian.kernel.refusal import Refusal, must

MS_IN_MINUTE = 60_000
TODAY = 0  # the candidate that stands for every campus there is: all are kept, so only the nearest of each cell matters
ON_A_PAGE = Effort(visits=4_000_000, seconds=8.0, exact_pairs=400_000)  # what somebody waits for
ANSWERS_HELD = 8


@dataclass(frozen=True, eq=False)
class Candidates:
    """Where a new site could stand: cells of people, or each township's cell nearest to the middle of its people. `cell` numbers cells."""

    cell: NDArray[np.intp]
    by_township: bool


@dataclass(frozen=True, eq=False)
class Siting:
    """The engine's plan and its reasons, with what its numbers are about. Candidate 0 is what stands today, candidate k `candidates.cell[k - 1]`."""

    asked: SitingQuestion
    circle: str
    peak: bool
    within: str
    ground: Ground
    candidates: Candidates
    question: Question
    plan: Plan
    why: Explanation
    place_names: dict[str, str]
    among: Among = WHOEVER

    @property
    def new_sites(self) -> NDArray[np.intp]:
        return np.unique(self.plan.open[self.plan.open != TODAY]).astype(np.intp)

    def cell_of(self, candidate: int) -> int:
        return int(self.candidates.cell[candidate - 1])

    def name_of(self, candidate: int) -> str:
        """The nearest name a candidate has: its village's or township's, and its cell."""
        cells, cell = self.ground.cells, self.cell_of(candidate)
        place = self.place_names.get(cells.place[cell]) or self.place_names.get(cells.place[cell][:TOWNSHIP_DIGITS]) or ""
        return f"{place} {cells.code[cell]}".strip()

    @cached_property
    def before(self) -> Standing:
        return standing(self.question.pairs, np.arange(self.question.pairs.sites) == TODAY)

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
    def set_aside_people(self) -> float:
        return float(self.ground.cells.people.sum() - self.question.people.sum())


def siting(
    asked: SitingQuestion, *, circle: str = "any", peak: bool = False, within: str = "", arriving: Arrivals = NONE,
    among: Among = WHOEVER,
) -> Siting:
    """The answer of the engine for the people of a place; every campus that counts is kept, wherever it stands."""
    must(refusal_to_site(asked))
    on = ground(asked.map, circle=circle, peak=peak, within=within, arriving=arriving, needed=False, among=among)
    candidates = _candidates(on)
    if asked.number > len(candidates.cell):
        raise Refusal(say.SITES_OUT_OF_RANGE, least=LEAST_SITES, most=len(candidates.cell))
    question = _question(asked, on, candidates)
    found, why = _solved(_Keyed(inputs_of(question), question))
    names = names_of_places({*on.townships, *(on.cells.place[candidates.cell])})
    return Siting(asked, circle, peak, within, on, candidates, question, found, why, names, among)


def _candidates(on: Ground) -> Candidates:
    if len(on.cells.code) <= MOST_CANDIDATES:
        return Candidates(np.arange(len(on.cells.code), dtype=np.intp), False)
    towns = on.townships
    return Candidates(np.array([_middle(on, np.flatnonzero(towns == name)) for name in np.unique(towns)], dtype=np.intp), True)


def _middle(on: Ground, own: NDArray[np.intp]) -> int:
    """Of some cells the one nearest to the middle of their people."""
    lon, lat, people = on.cells.lon[own], on.cells.lat[own], on.cells.people[own]
    weight = people if people.sum() else np.ones(len(own))
    east = (lon - np.average(lon, weights=weight)) * np.cos(np.radians(lat))
    return int(own[np.argmin(east**2 + (lat - np.average(lat, weights=weight)) ** 2)])


def _question(asked: SitingQuestion, on: Ground, candidates: Candidates) -> Question:
    number = len(candidates.cell) + 1
    required = np.arange(number) == TODAY
    limit = round(asked.map.minutes * MS_IN_MINUTE)
    pairs, model = _pairs(on, candidates), Model(asked.model)
    return Question(model, pairs, _people(on, pairs, model), asked.number + 1, limit, conditions=Conditions(required=required, existing=required))


def _people(on: Ground, pairs: Pairs, model: Model) -> NDArray[np.float64]:
    """Whom no road leads to a campus today is set aside where everybody must be served: else an islet of ten would take every site."""
    if model.by_limit or not on.campuses:
        return on.cells.people
    return np.where(np.bincount(pairs.demand[pairs.site == TODAY], minlength=pairs.demands) > 0, on.cells.people, 0.0)


def _pairs(on: Ground, candidates: Candidates) -> Pairs:
    """Today's nearest campus of each cell, and the candidates that would be nearer than it: no other pair can matter."""
    today = _today(on)
    there = np.flatnonzero(np.isfinite(today))
    before = np.full(len(today), np.iinfo(np.int64).max)
    before[there] = milliseconds_of(today[there])
    found = reached_pairs(on.graph, on.homes, snap(on.graph, on.cells.lon[candidates.cell], on.cells.lat[candidates.cell]))
    site = np.repeat(np.arange(found.sites), np.diff(found.starts))
    nearer = found.milliseconds < before[found.cell]
    return pairs_of_triples(
        np.concatenate([there, found.cell[nearer]]), np.concatenate([np.full(len(there), TODAY), site[nearer] + 1]),
        np.concatenate([before[there], found.milliseconds[nearer]]), len(today), found.sites + 1,
    )


def _today(on: Ground) -> NDArray[np.float64]:
    """Seconds of every cell to its nearest campus; nobody has any where there is none."""
    if not on.campuses:
        return np.full(len(on.cells.code), np.inf)
    return nearest_from_cells(on.graph, on.homes, on.doors).seconds


@dataclass(frozen=True)
class _Keyed:
    """A question told apart by the digest of everything its answer depends on."""

    inputs: str
    question: Question = field(compare=False)


@lru_cache(maxsize=ANSWERS_HELD)
def _solved(keyed: _Keyed) -> tuple[Plan, Explanation]:
    """Solved once for the page and what its map fetches."""
    found = plan(keyed.question, ON_A_PAGE)
    return found, explain(keyed.question, found, effort=ON_A_PAGE)
