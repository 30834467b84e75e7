"""A plan is never called better than it is: bounds on the right side, gaps never negative, nothing proven that was only stopped."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.engines.siting.slowly import best, question
from weijian.engines.siting.covering import fewest
from weijian.engines.siting.pairs import pairs_of_matrix
from weijian.engines.siting.plan import Plan, gap_between, inputs_of
from weijian.engines.siting.question import Conditions, Effort, Model
from weijian.engines.siting.solve import plan
from weijian.kernel.refusal import Refusal

Matrix = NDArray[np.float64]
LITTLE = Effort(visits=0, exact_pairs=0)
HAVING_A_NUMBER = [Model.PMEDIAN, Model.MCLP, Model.PCENTER, Model.MEXCLP]


@st.composite
def regions(draw: st.DrawFn) -> tuple[Matrix, Matrix, int]:
    seconds = draw(st.lists(st.integers(1, 2000), min_size=12 * 7, max_size=12 * 7))
    people = draw(st.lists(st.integers(1, 40), min_size=12, max_size=12))
    return np.array(seconds, dtype=float).reshape(12, 7), np.array(people, dtype=float), draw(st.integers(1, 4))


def city(demands: int, sites: int, seed: int = 7) -> tuple[Matrix, Matrix]:
    """Places and candidates strewn over a square half an hour wide."""
    random = np.random.default_rng(seed)
    places, candidates = random.random((demands, 2)) * 1800, random.random((sites, 2)) * 1800
    return np.hypot(*(places[:, None] - candidates[None]).transpose(2, 0, 1)), random.integers(10, 500, demands).astype(float)


def is_honest(found: Plan) -> bool:
    right_side = found.bound >= found.objective if found.model.higher_is_better else found.bound <= found.objective
    return right_side and found.gap >= 0 and found.proven == (found.gap <= 1e-9)


@pytest.mark.parametrize("model", HAVING_A_NUMBER)
@settings(deadline=None, max_examples=60)
@given(region=regions())
def test_with_little_effort_the_optimum_lies_between_plan_and_bound(model: Model, region: tuple[Matrix, Matrix, int]) -> None:
    seconds, people, number = region
    try:
        found = plan(question(seconds, people.tolist(), model, number, limit=700), LITTLE)
    except Refusal:
        return
    optimum = best(seconds, people, model, number, limit=700)
    assert is_honest(found)
    low, high = sorted((found.objective, found.bound))
    assert low * (1 - 1e-9) - 1e-6 <= optimum <= high * (1 + 1e-9) + 1e-6


@pytest.mark.parametrize("model", HAVING_A_NUMBER)
def test_what_little_effort_finds_at_size_is_near_and_said_to_be_so(model: Model) -> None:
    seconds, people = city(800, 80)
    asked = question(seconds, people.tolist(), model, 8, limit=250)
    quick, full = plan(asked, LITTLE), plan(asked)
    assert is_honest(quick)
    assert is_honest(full)
    assert full.proven
    low, high = sorted((quick.objective, quick.bound))
    assert low * (1 - 1e-9) <= full.objective <= high * (1 + 1e-9)
    assert quick.gap < 0.1


@pytest.mark.parametrize(("model", "conditions"), [
    (Model.MCLP, {}), (Model.MEXCLP, {}), (Model.PMEDIAN, {"budget": 4.5, "cost": np.linspace(0.5, 1.5, 80)}),
])
def test_a_run_stopped_by_its_limit_proves_nothing(model: Model, conditions: dict[str, object]) -> None:
    seconds, people = city(800, 80)
    asked = question(seconds, people.tolist(), model, 8, limit=250, **conditions)
    stopped = plan(asked, Effort(seconds=1e-6))
    assert is_honest(stopped)
    assert not stopped.proven


def test_a_p_centre_stopped_on_the_way_gives_the_shortest_radius_not_ruled_out() -> None:
    seconds, people = city(400, 60)
    asked = question(seconds, people.tolist(), Model.PCENTER, 7)
    stopped, full = plan(asked, Effort(seconds=1e-9)), plan(asked)
    assert is_honest(stopped)
    assert full.proven
    assert stopped.bound <= full.objective <= stopped.objective


def test_with_a_gap_allowed_the_plan_is_that_near_at_least() -> None:
    seconds, people = city(800, 80)
    asked = question(seconds, people.tolist(), Model.PMEDIAN, 8)
    near, full = plan(asked, Effort(gap=0.02)), plan(asked)
    assert near.gap <= 0.02
    assert near.bound <= full.objective <= near.objective


def test_a_difference_from_nothing_is_a_whole_gap() -> None:
    assert (gap_between(0, 0), gap_between(0, 5), gap_between(10, 9), gap_between(9, 10)) == (0, 1, 0.1, pytest.approx(1 / 9))


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sets(st.integers(0, 7), min_size=1), min_size=1, max_size=14), st.sets(st.integers(0, 7), max_size=2))
def test_a_smallest_cover_is_smallest_and_covers(rows: list[set[int]], required: set[int]) -> None:
    pairs = pairs_of_matrix(np.array([[1.0 if j in row else np.inf for j in range(8)] for row in rows]))
    cover = fewest(pairs, np.isin(np.arange(8), list(required)), seconds=60)
    least = next(n for n in range(9) if any(all(row & (set(s) | required) for row in rows) for s in combinations(range(8), n) if required <= set(s)))
    assert (len(cover.sites), cover.at_least) == (least, least)
    assert all(row & set(cover.sites.tolist()) for row in rows)
    assert required <= set(cover.sites.tolist())


def test_a_cover_the_reductions_do_not_settle_is_settled_by_search() -> None:
    """Steiner triples of seven points: every two rows meet, every site is in three rows, and three sites are needed."""
    lines = [(0, 1, 2), (0, 3, 4), (0, 5, 6), (1, 3, 5), (1, 4, 6), (2, 3, 6), (2, 4, 5)]
    pairs = pairs_of_matrix(np.array([[1.0 if j in line else np.inf for j in range(7)] for line in lines]))
    cover = fewest(pairs, np.zeros(7, dtype=np.bool_), seconds=60)
    assert (len(cover.sites), cover.at_least, cover.searched) == (3, 3, True)


def test_the_same_question_has_the_same_digest_and_another_has_another() -> None:
    seconds, people = city(20, 5)
    asked = question(seconds, people.tolist(), Model.PMEDIAN, 2)
    again = question(seconds.copy(), people.tolist(), Model.PMEDIAN, 2)
    assert inputs_of(asked) == inputs_of(again) == plan(asked).inputs
    others = [
        replace(asked, number=3), replace(asked, model=Model.PCENTER), replace(asked, limit_ms=1), replace(asked, busy=0.4), replace(asked, people=people + 1),
        replace(asked, pairs=pairs_of_matrix(seconds + 1)), replace(asked, conditions=Conditions(required=np.zeros(5, dtype=np.bool_))),
        replace(asked, conditions=Conditions(place=np.array(["甲"] * 20))), replace(asked, conditions=Conditions(place=np.array(["乙"] * 20))),
    ]
    assert len({inputs_of(other) for other in [asked, *others]}) == len(others) + 1


def test_the_digest_does_not_depend_on_how_wide_numbers_are_kept() -> None:
    asked = question(np.array([[1.0, 2.0]]), [3], Model.PMEDIAN, 1)
    wide = replace(asked, pairs=replace(asked.pairs, site=asked.pairs.site.astype(np.int64), ms=asked.pairs.ms.astype(np.int64)))
    assert inputs_of(asked) == inputs_of(wide)


def test_the_same_question_has_the_same_plan() -> None:
    seconds, people = city(300, 40)
    for model in Model:
        asked = question(seconds, people.tolist(), model, 5, limit=400)
        assert plan(asked).open.tolist() == plan(asked).open.tolist()


def test_a_city_of_2000_places_and_200_candidates_is_planned_within_a_thousandth() -> None:
    seconds, people = city(2000, 200)
    found = plan(question(seconds, people.tolist(), Model.PMEDIAN, 20), Effort(gap=1e-3))
    assert is_honest(found)
    assert found.gap <= 1e-3
