"""Every model against trying every set of sites, on small instances of all kinds."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.engines.siting.slowly import best, objective, question
from weijian.engines.siting import covering, proof
from weijian.engines.siting.question import Model
from weijian.engines.siting.solve import plan
from weijian.kernel.refusal import Refusal

Instance = tuple[NDArray[np.float64], NDArray[np.float64], int]
HAVING_A_NUMBER = [Model.PMEDIAN, Model.MCLP, Model.PCENTER, Model.MEXCLP]


@st.composite
def instances(draw: st.DrawFn, *, everyone_reaches: bool = False) -> Instance:
    demands, sites = draw(st.integers(1, 12)), draw(st.integers(1, 7))
    times = st.sampled_from([0.0, 1.0, 450.0, 899.999, 900.0, 900.001, 1800.0]) | st.integers(1, 3000).map(float)
    time = times if everyone_reaches else times | st.just(np.inf)
    seconds = np.array(draw(st.lists(st.lists(time, min_size=sites, max_size=sites), min_size=demands, max_size=demands)))
    people = np.array(draw(st.lists(st.integers(0, 50).map(float) | st.floats(0.1, 9), min_size=demands, max_size=demands)))
    return seconds, people, draw(st.integers(1, min(sites, 4)))


@pytest.mark.parametrize("model", list(Model))
@settings(deadline=None, max_examples=150)
@given(instance=instances())
def test_the_plan_is_as_good_as_the_best_of_all_sets(model: Model, instance: Instance) -> None:
    seconds, people, number = instance
    if _nothing_to_find(seconds, people, model, number):
        with pytest.raises(Refusal):
            plan(question(seconds, people.tolist(), model, number))
        return
    found = plan(question(seconds, people.tolist(), model, number))
    assert found.proven
    assert found.objective == pytest.approx(best(seconds, people, model, number), rel=1e-7, abs=1e-6)


@pytest.mark.parametrize("model", list(Model))
@settings(deadline=None, max_examples=60)
@given(instance=instances())
def test_the_objective_is_that_of_the_sites_named(model: Model, instance: Instance) -> None:
    seconds, people, number = instance
    try:
        found = plan(question(seconds, people.tolist(), model, number))
    except Refusal:
        return
    assert found.objective == pytest.approx(objective(seconds, people, model, tuple(found.open.tolist())), rel=1e-9, abs=1e-6)
    if model is not Model.LSCP:
        assert len(found.open) == number


@pytest.mark.parametrize("model", HAVING_A_NUMBER)
@settings(deadline=None, max_examples=60)
@given(instance=instances(everyone_reaches=True), data=st.data())
def test_sites_kept_stand_in_the_plan_and_the_rest_is_the_best_beside_them(model: Model, instance: Instance, data: st.DataObject) -> None:
    seconds, people, number = instance
    kept = tuple(sorted(data.draw(st.sets(st.integers(0, seconds.shape[1] - 1), max_size=number))))
    required = np.isin(np.arange(seconds.shape[1]), kept)
    if not people.sum() or (model.by_limit and not (seconds[people > 0] <= 900).any()):
        return
    found = plan(question(seconds, people.tolist(), model, number, required=required))
    assert set(kept) <= set(found.open.tolist())
    assert found.objective == pytest.approx(best(seconds, people, model, number, kept=kept), rel=1e-7, abs=1e-6)


@pytest.mark.parametrize("model", HAVING_A_NUMBER)
@settings(deadline=None, max_examples=60)
@given(instance=instances(everyone_reaches=True))
def test_one_site_more_never_makes_a_plan_worse(model: Model, instance: Instance) -> None:
    seconds, people, number = instance
    if not people.sum() or number == seconds.shape[1] or (model.by_limit and not (seconds[people > 0] <= 900).any()):
        return
    asked = question(seconds, people.tolist(), model, number)
    fewer, more = plan(asked).objective, plan(replace(asked, number=number + 1)).objective
    assert (more >= fewer - 1e-6) if model.higher_is_better else (more <= fewer + 1e-6)


def _nothing_to_find(seconds: NDArray[np.float64], people: NDArray[np.float64], model: Model, number: int) -> bool:
    """Nobody there, nobody reached, or no set of so many sites reaches everybody."""
    reach = seconds <= 900 if model.by_limit else np.isfinite(seconds)
    if not people.sum() or not reach[people > 0].any():
        return True
    return model in (Model.PMEDIAN, Model.PCENTER) and not np.isfinite(best(seconds, people, model, number))


@pytest.mark.parametrize("model", [Model.PMEDIAN, Model.PCENTER, Model.LSCP])
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(instance=instances())
def test_without_trying_sets_one_by_one_the_searches_come_to_the_same(model: Model, instance: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    """Branch and bound for the p-median, HiGHS for covers: what larger questions are left to."""
    monkeypatch.setattr(proof, "FEW", 0)
    monkeypatch.setattr(covering, "TRIED", 0)
    seconds, people, number = instance
    if not _nothing_to_find(seconds, people, model, number):
        found = plan(question(seconds, people.tolist(), model, number))
        assert found.proven
        assert found.objective == pytest.approx(best(seconds, people, model, number), rel=1e-7, abs=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_on_times_without_a_map_branch_and_bound_and_trying_all_agree(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Times drawn at random leave the widest gap between plan and bound, so that much must be searched."""
    random = np.random.default_rng(seed)
    seconds, people = random.integers(60, 3000, (60, 18)).astype(float), random.integers(1, 100, 60).astype(float)
    medians, covers = question(seconds, people.tolist(), Model.PMEDIAN, 5), question(seconds, people.tolist(), Model.LSCP)
    tried = [plan(asked) for asked in (medians, covers)]
    monkeypatch.setattr(proof, "FEW", 0)
    monkeypatch.setattr(covering, "TRIED", 0)
    searched = [plan(asked) for asked in (medians, covers)]
    assert all(p.proven for p in (*tried, *searched))
    assert [p.objective for p in tried] == [p.objective for p in searched]
    assert tried[0].objective == best(seconds, people, Model.PMEDIAN, 5)
