"""Why a plan: who gains and loses, what each site is for, what binds, and the next best; against working it all out again."""

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.engines.siting.slowly import objective, question
from weijian.engines.siting.change import change, rearranged, standing
from weijian.engines.siting.explain import Bind, Explanation, explain
from weijian.engines.siting.pairs import pairs_of_matrix
from weijian.engines.siting.question import Model
from weijian.engines.siting.solve import plan
from weijian.kernel.refusal import Refusal

SITES = 6
HAVING_A_NUMBER = [Model.PMEDIAN, Model.MCLP, Model.PCENTER]
Region = tuple[NDArray[np.float64], NDArray[np.float64]]


@st.composite
def regions(draw: st.DrawFn) -> Region:
    seconds = draw(st.lists(st.integers(1, 1500), min_size=9 * SITES, max_size=9 * SITES))
    people = draw(st.lists(st.integers(1, 40), min_size=9, max_size=9))
    return np.array(seconds, dtype=float).reshape(9, SITES), np.array(people, dtype=float)


def explained(region: Region, model: Model, number: int | None, **conditions: Any) -> tuple[NDArray[np.int32], float, Explanation]:
    asked = question(region[0], region[1].tolist(), model, number, **conditions)
    found = plan(asked)
    return found.open, found.objective, explain(asked, found)


def usable(region: Region, model: Model) -> bool:
    return not model.by_limit or bool((region[0] <= 900).any())


def worse(model: Model, value: float, than: float) -> float:
    return than - value if model.higher_is_better else value - than


@pytest.mark.parametrize("model", HAVING_A_NUMBER)
@settings(deadline=None, max_examples=30)
@given(region=regions(), number=st.integers(2, 4))
def test_a_site_is_worth_what_closing_it_would_cost(model: Model, region: Region, number: int) -> None:
    if usable(region, model):
        opened, value, why = explained(region, model, number)
        for part in why.contributions:
            left = tuple(j for j in opened.tolist() if j != part.site)
            assert part.worth == pytest.approx(worse(model, objective(*region, model, left), value), abs=1e-6)
        assert sum(c.people for c in why.contributions) == pytest.approx(region[1][(region[0] <= (900 if model.by_limit else np.inf))[:, opened].any(1)].sum())


@pytest.mark.parametrize("model", HAVING_A_NUMBER)
@settings(deadline=None, max_examples=30)
@given(region=regions(), number=st.integers(1, 4))
def test_the_next_best_plan_is_the_best_of_all_single_exchanges(model: Model, region: Region, number: int) -> None:
    if usable(region, model):
        opened, value, why = explained(region, model, number)
        exchanges = [s for s in combinations(range(SITES), number) if len(set(s) - set(opened.tolist())) == 1]
        least = min(worse(model, objective(*region, model, s), value) for s in exchanges)
        assert why.next_best is not None
        assert why.next_best.difference == pytest.approx(least, abs=1e-6)
        assert objective(*region, model, tuple(why.next_best.open.tolist())) == pytest.approx(why.next_best.objective)


@pytest.mark.parametrize("model", [Model.PMEDIAN, Model.PCENTER])
@settings(deadline=None, max_examples=60)
@given(region=regions(), number=st.integers(2, 4), farthest=st.sampled_from([300, 700, 1100]), few=st.sampled_from([1.0, 0.01]))
def test_the_next_best_plan_leaves_nobody_out_however_few_they_are(model: Model, region: Region, number: int, farthest: int, few: float) -> None:
    """Against every set of sites that differs by one exchange; a village nobody of the set reaches makes the set none."""
    seconds = np.where(region[0] > farthest, np.inf, region[0])
    people = region[1] * np.where(np.arange(9) % 3 == 0, few, 100.0)
    asked = question(seconds, people.tolist(), model, number)
    try:
        found = plan(asked)
    except Refusal:
        return
    why = explain(asked, found)
    costs = [objective(seconds, people, model, s) for s in combinations(range(SITES), number) if len(set(s) - set(found.open.tolist())) == 1]
    least = min(costs)
    if np.isfinite(least):
        assert why.next_best is not None
        assert why.next_best.objective == pytest.approx(least)
        assert why.next_best.difference == pytest.approx(least - found.objective, abs=1e-6)
    else:
        assert why.next_best is None


@pytest.mark.parametrize("model", HAVING_A_NUMBER)
@settings(deadline=None, max_examples=30)
@given(region=regions(), number=st.integers(1, 4))
def test_the_number_binds_by_what_one_site_more_would_bring(model: Model, region: Region, number: int) -> None:
    if usable(region, model):
        opened, value, why = explained(region, model, number)
        more = max(-worse(model, objective(*region, model, (*opened.tolist(), j)), value) for j in range(SITES) if j not in opened)
        binding = [b for b in why.binds if b.kind is Bind.NUMBER]
        assert (sum(b.worth for b in binding)) == pytest.approx(more, abs=1e-6)


def small(model: Model, number: int | None, **conditions: Any) -> tuple[NDArray[np.int32], float, Explanation]:
    """Three villages of 100, 60 and 10 people; each has its own site at a minute, the next one over is at 20 and 30 minutes."""
    seconds = np.array([[60.0, 1200, 1800], [1200, 60, 1200], [1800, 1200, 60]])
    return explained((seconds, np.array([100.0, 60, 10])), model, number, **conditions)


def test_the_budget_binds_where_money_would_do_more() -> None:
    opened, _, why = small(Model.MCLP, None, cost=np.array([5.0, 4, 1]), budget=5.0)
    assert opened.tolist() == [0]
    assert [(b.kind, b.worth, b.into) for b in why.binds] == [(Bind.BUDGET, 60, 1)]


def test_a_site_that_must_stand_binds_where_another_would_do_more() -> None:
    _, _, why = small(Model.MCLP, 1, required=np.array([False, False, True]))
    assert (Bind.REQUIRED, 90, 2, 0) in [(b.kind, b.worth, b.out, b.into) for b in why.binds]


def test_the_least_distance_binds_where_both_sites_would_do_more() -> None:
    opened, _, why = small(Model.MCLP, 2, apart=np.array([[0, 1]], dtype=np.int32))
    assert opened.tolist() == [0, 2]
    assert (Bind.DISTANCE, 50, 2, 1) in [(b.kind, b.worth, b.out, b.into) for b in why.binds]


def test_closing_few_binds_where_moving_one_more_would_help() -> None:
    _, value, why = small(Model.MCLP, 1, existing=np.array([False, False, True]), most_closed=0)
    assert value == 10
    assert (Bind.CLOSING, 90) in [(b.kind, b.worth) for b in why.binds]


def test_capacity_binds_with_the_sites_that_are_full_and_what_it_costs() -> None:
    _, value, why = small(Model.PMEDIAN, 3, capacity=np.array([90.0, 200, 200]))
    assert value == pytest.approx(90 * 60 + 10 * 1200 + 70 * 60)
    [binding] = [b for b in why.binds if b.kind is Bind.CAPACITY]
    assert binding.full == (0,)
    assert binding.worth == pytest.approx(10 * 1140)


def test_a_least_share_binds_by_what_it_costs_everybody_together() -> None:
    _, value, why = small(Model.MCLP, 1, least_share=1.0, place=np.array(["甲", "甲", "乙"]), limit=1200)
    assert value == 170
    assert why.binds == ()
    _, value, why = small(Model.MCLP, 2, least_share=0.05, place=np.array(["甲", "甲", "乙"]), limit=100)
    assert value == 110
    assert [(b.kind, b.worth) for b in why.binds if b.kind is Bind.LEAST_SHARE] == [(Bind.LEAST_SHARE, 50)]


def test_who_gains_and_who_loses_is_told_by_person_and_by_place() -> None:
    opened, _, why = small(Model.MCLP, 1, existing=np.array([False, False, True]), place=np.array(["河西乡", "河西乡", "城关镇"]))
    assert opened.tolist() == [0]
    seen = why.change
    assert (seen.gainers.tolist(), seen.losers.tolist()) == ([0], [2])
    assert seen.demand.tolist() == [0, 2]  # the middle village has as far as before
    assert seen.saved_ms.tolist() == [1_740_000, -1_740_000]
    assert (seen.nearer_people, seen.farther_people, seen.newly_covered_people, seen.no_longer_covered_people, seen.covered_people) == (100, 10, 100, 10, 100)
    west = next(p for p in seen.places if p.place == "河西乡")
    assert (west.people, west.covered_before, west.covered_after, west.nearer_people, west.farther_people) == (160, 0, 100, 100, 0)
    assert (west.mean_seconds_before, west.mean_seconds_after) == ((100 * 1800 + 60 * 1200) / 160, (100 * 60 + 60 * 1200) / 160)


def test_an_lscp_counts_in_people_who_would_be_left_out() -> None:
    opened, value, why = small(Model.LSCP, None)
    assert (opened.tolist(), value) == ([0, 1, 2], 3)
    assert [c.worth for c in why.contributions] == [100, 60, 10]
    assert why.next_best is None


@settings(deadline=None, max_examples=60)
@given(region=regions(), data=st.data())
def test_a_scenario_is_the_same_as_starting_anew(region: Region, data: st.DataObject) -> None:
    seconds, people = region
    seconds = np.where(seconds > data.draw(st.sampled_from([400, 900, 2000])), np.inf, seconds)
    pairs = pairs_of_matrix(seconds)
    is_open = np.array(data.draw(st.lists(st.booleans(), min_size=SITES, max_size=SITES)))
    flips = data.draw(st.sets(st.integers(0, SITES - 1)))
    add, close = tuple(j for j in flips if not is_open[j]), tuple(j for j in flips if is_open[j])
    before = standing(pairs, is_open)
    after, touched = rearranged(pairs, before, add=add, close=close)
    anew = standing(pairs, is_open ^ np.isin(np.arange(SITES), list(flips)))
    assert (after.is_open.tolist(), after.site.tolist(), after.ms.tolist()) == (anew.is_open.tolist(), anew.site.tolist(), anew.ms.tolist())
    quick = change(people, 900_000, before, after, touched=touched, covered_before=float(people[before.covered(900_000)].sum()))
    slow = change(people, 900_000, before, anew)
    assert quick.demand.tolist() == slow.demand.tolist()
    assert (quick.covered_people, quick.nearer_people, quick.farther_people) == (slow.covered_people, slow.nearer_people, slow.farther_people)
    assert slow.covered_people == float(people[anew.covered(900_000)].sum())


def test_a_site_cannot_be_opened_twice() -> None:
    pairs = pairs_of_matrix(np.array([[1.0, 2.0]]))
    with pytest.raises(ValueError, match="open already"):
        rearranged(pairs, standing(pairs, np.array([True, False])), add=(0,))
