import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weijian.engines.accessibility import refusals as say
from weijian.engines.accessibility.decay import (
    E2SFCA,
    THREE_STEP,
    Decay,
    epanechnikov,
    exponential,
    gaussian,
    gaussian_of,
    power,
    steps,
    within,
)
from weijian.engines.accessibility.equity import gains, gini, lorenz
from weijian.engines.accessibility.floating import Floating, floating_catchment
from weijian.engines.accessibility.kernels import weighing
from weijian.engines.accessibility.pairs import Pairs, pairs_of_table
from weijian.kernel.refusal import Refusal

DECAYS = [E2SFCA, THREE_STEP, within(30), gaussian(30), gaussian_of(60, 440), exponential(30, 0.1), epanechnikov(30), power(60, 1.5)]
LOADED = (weighing, [decay.table for decay in DECAYS])  # before hypothesis looks at the clock


def table(rows: list[tuple[int, int, float]], cells: int, sites: int) -> Pairs:
    cell, site, minutes = (np.array([r[i] for r in rows]) for i in range(3))
    return pairs_of_table(cells, sites, cell.astype(np.int32), site.astype(np.int32), minutes.astype(np.float64) * 60)


def slowly(rows: list[tuple[int, int, float]], people: list[float], capacity: list[float], decay: Decay, *, three: bool) -> list[float]:
    """Straight from the formulas of the papers, with dictionaries."""
    w = {(i, j): float(decay.of(np.array([t]))[0]) for i, j, t in rows}
    chosen = {i: sum(x for (k, _), x in w.items() if k == i) for i in range(len(people))}
    g = {(i, j): x / chosen[i] if three and chosen[i] else 1.0 for (i, j), x in w.items()}
    sought = [sum(people[i] * g[i, j] * x for (i, k), x in w.items() if k == j) for j in range(len(capacity))]
    ratio = [s / d if d > 0 else 0.0 for s, d in zip(capacity, sought, strict=True)]
    return [sum(ratio[j] * g[i, j] * x for (k, j), x in w.items() if k == i) for i in range(len(people))]


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[tuple[int, int, float]], list[float], list[float]]:
    cells, sites = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    minutes = st.one_of(st.sampled_from([0.0, 10.0, 20.0, 30.0, 60.0]), st.integers(0, 4000).map(lambda t: t / 60))
    pair = st.tuples(st.integers(0, cells - 1), st.integers(0, sites - 1))
    rows = [(i, j, draw(minutes)) for i, j in draw(st.lists(pair, unique=True, max_size=24))]
    numbers = st.integers(0, 500).map(float)
    return rows, draw(st.lists(numbers, min_size=cells, max_size=cells)), draw(st.lists(numbers, min_size=sites, max_size=sites))


def found(case: tuple[list[tuple[int, int, float]], list[float], list[float]], decay: Decay, *, three: bool = False) -> Floating:
    rows, people, capacity = case
    pairs = table(rows, len(people), len(capacity))
    return floating_catchment(pairs, np.array(people), np.array(capacity), decay, three_step=three)


@given(cases(), st.sampled_from(DECAYS), st.booleans())
def test_access_is_what_the_formulas_say(case: tuple[list[tuple[int, int, float]], list[float], list[float]], decay: Decay, three: bool) -> None:
    np.testing.assert_allclose(found(case, decay, three=three).access, slowly(*case, decay, three=three), rtol=1e-9, atol=1e-12)


@given(cases(), st.sampled_from(DECAYS), st.booleans())
def test_all_that_is_offered_where_people_are_falls_to_somebody(
    case: tuple[list[tuple[int, int, float]], list[float], list[float]], decay: Decay, three: bool,
) -> None:
    _, people, capacity = case
    result = found(case, decay, three=three)
    assert float(np.array(people) @ result.access) == pytest.approx(float(np.array(capacity)[~result.idle].sum()), rel=1e-9, abs=1e-9)


@given(cases(), st.sampled_from([0, 1, 2, 3]))
def test_more_capacity_gives_nobody_less(case: tuple[list[tuple[int, int, float]], list[float], list[float]], which: int) -> None:
    rows, people, capacity = case
    more = [c + 10.0 * (j == which % len(capacity)) for j, c in enumerate(capacity)]
    assert (found((rows, people, more), E2SFCA).access >= found(case, E2SFCA).access - 1e-12).all()


def test_the_two_physicians_of_luo_and_wang() -> None:
    """Luo & Wang 2003, figure 2: one physician and eight residents, one and five; who is in both catchments has 0.325."""
    a, b = range(8), [7, 8, 9, 10, 11]
    rows = [(i, 0, 15.0) for i in a] + [(i, 1, 15.0) for i in b]
    result = found((rows, [1.0] * 12, [1.0, 1.0]), within(30))
    np.testing.assert_allclose(result.ratio, [0.125, 0.2])
    np.testing.assert_allclose(result.access, [0.125] * 7 + [0.325] + [0.2] * 4)


def test_a_pair_exactly_on_a_line_belongs_to_the_nearer_zone() -> None:
    rows = [(0, 0, 10.0), (1, 0, 10.001), (2, 0, 30.0), (3, 0, 30.001)]
    assert found((rows, [1.0] * 4, [1.0]), E2SFCA).access.tolist() == pytest.approx([1 / 1.9, 0.68 / 1.9, 0.22 / 1.9, 0])
    assert E2SFCA.of(np.array([10, 10.001, 30, 30.001])).tolist() == [1, 0.68, 0.22, 0]


def test_nobody_near_a_site_leaves_it_idle_and_said_so() -> None:
    result = found(([(0, 0, 5.0)], [0.0, 9.0], [3.0, 4.0]), E2SFCA)
    assert result.idle.tolist() == [True, True]
    assert result.access.tolist() == [0, 0]
    assert result.reached.tolist() == [True, False]


def test_published_curves_have_their_published_values() -> None:
    assert gaussian(30).of(np.array([0.0, 15.0, 30.0, 31.0])).tolist() == pytest.approx([1, (np.exp(-0.125) - np.exp(-0.5)) / (1 - np.exp(-0.5)), 0, 0])
    assert epanechnikov(30).of(np.array([0.0, 15.0])).tolist() == pytest.approx([0.75, 0.5625])
    assert gaussian_of(60, 440).of(np.array([10.0])).tolist() == pytest.approx([np.exp(-100 / 440)])
    assert power(60, 2).of(np.array([0.0, 2.0])).tolist() == pytest.approx([1, 0.25])
    assert exponential(60, 0.05).of(np.array([20.0])).tolist() == pytest.approx([np.exp(-1)])


@pytest.mark.parametrize(("minutes", "weights"), [((), ()), ((10, 5), (1, 1)), ((10,), (1, 0.5)), ((10,), (1.5,)), ((0, 10), (1, 1)), ((10,), (float("nan"),))])
def test_zones_that_make_no_sense_are_refused(minutes: tuple[float, ...], weights: tuple[float, ...]) -> None:
    with pytest.raises(Refusal) as refused:
        steps(minutes, weights)
    assert refused.value == Refusal(say.ZONES_UNSOUND)


@pytest.mark.parametrize(("people", "capacity", "code"), [([-1.0], [1.0], "ACC-06"), ([np.nan], [1.0], "ACC-06"), ([1.0], [-2.0], "ACC-07")])
def test_negative_people_and_capacities_are_refused(people: list[float], capacity: list[float], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        found(([(0, 0, 1.0)], people, capacity), E2SFCA)
    assert refused.value.code == code


def test_gini_of_equal_shares_is_nothing_and_of_one_having_all_nearly_everything() -> None:
    assert gini(np.array([2.0, 2.0]), np.array([5.0, 1.0])) == pytest.approx(0)
    assert gini(np.array([0.0, 0.0, 0.0, 1.0]), np.ones(4)) == pytest.approx(0.75)
    assert gini(np.array([1.0, 2.0, 3.0, 4.0]), np.ones(4)) == pytest.approx(0.25)
    assert gini(np.array([0.0]), np.array([4.0])) is None
    assert gini(np.array([3.0]), np.array([0.0])) is None


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=8))
def test_gini_is_half_the_mean_difference_between_two_people_over_the_mean(pairs: list[tuple[int, int]]) -> None:
    access, people = (np.array([p[i] for p in pairs], dtype=np.float64) for i in (0, 1))
    everyone = np.repeat(access, people.astype(int))
    if everyone.sum() == 0:
        assert gini(access, people) is None
        return
    apart = np.abs(everyone[:, None] - everyone).mean()
    assert gini(access, people) == pytest.approx(apart / 2 / everyone.mean(), abs=1e-9)
    curve = lorenz(access, people)
    assert curve is not None
    assert (np.diff(curve.access) >= 0).all()
    assert (curve.access <= curve.people + 1e-9).all()


def test_who_gains_most_comes_first() -> None:
    found = gains(np.array([1.0, 1.0, 2.0]), np.array([1.5, 1.0, 5.0]), np.array([10.0, 10.0, 5.0]), np.array(["甲乡", "甲乡", "乙乡"], dtype=object))
    assert list(found) == ["乙乡", "甲乡"]
    assert (found["甲乡"].before, found["甲乡"].after, found["甲乡"].gaining_people, found["甲乡"].losing_people) == (1.0, 1.25, 10, 0)
