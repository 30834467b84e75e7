import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.engines.accessibility.regions import Region, network, points, regions, street
from weijian.engines.accessibility.coverage import Coverage, Distant, coverage, covered, seconds_of_share, soundness
from weijian.engines.accessibility.travel import nearest_from_cells

INF = np.inf


def texts(*words: str) -> NDArray[np.object_]:
    return np.array(words, dtype=np.object_)


def ids(count: int) -> NDArray[np.object_]:
    return np.array([f"c{i:03}" for i in range(count)], dtype=np.object_)


def of(people: list[float], minutes_away: list[float], minutes: float = 15, place: NDArray[np.object_] | None = None) -> Coverage:
    return coverage(ids(len(people)), np.array(people, dtype=np.float64), np.array(minutes_away) * 60, minutes, place)


def test_people_within_the_minutes_are_counted() -> None:
    share = of([100, 50, 50], [10, 14, 20]).overall
    assert (share.people, share.covered_people, share.coverage, share.uncovered_people, share.uncovered_cells) == (200, 150, 0.75, 50, 1)


def test_the_line_itself_is_within() -> None:
    assert covered(np.array([900.0, 900.0000001, 900.001]), 15).tolist() == [True, True, False]


def test_tenths_of_seconds_that_sum_to_the_line_are_within_it() -> None:
    tenths = float(np.add.accumulate(np.full(9000, 0.1))[-1])
    assert tenths != 900
    assert covered(np.array([tenths]), 15).all()


def test_the_mean_is_weighted_by_people_over_those_who_can_arrive() -> None:
    assert of([300, 100, 1000], [10, 20, INF]).overall.mean_minutes == pytest.approx(12.5)


def test_cells_that_reach_nothing_are_uncovered_counted_and_named() -> None:
    result = of([5, 7, 9], [1, INF, INF])
    assert result.unreachable == result.uncovered == ("c002", "c001")
    assert (result.overall.unreachable_cells, result.overall.unreachable_people) == (2, 16)


def test_when_nobody_can_arrive_there_is_no_mean() -> None:
    share = of([5, 7], [INF, INF]).overall
    assert (share.coverage, share.mean_minutes, share.unreachable_people) == (0, None, 12)


def test_cells_without_people_have_no_coverage_and_are_not_lost() -> None:
    result = of([0, 0], [1, 30])
    assert (result.overall.coverage, result.overall.mean_minutes, result.overall.cells) == (None, None, 2)
    assert result.uncovered == ("c001",)


def test_the_uncovered_are_named_by_people_then_by_id() -> None:
    result = coverage(texts("b", "a", "c", "d"), np.array([5.0, 5, 9, 0]), np.full(4, 9999.0), 15)
    assert result.uncovered == ("c", "a", "b", "d")


def test_each_place_has_its_own_numbers() -> None:
    result = of([100, 50, 50, 0], [10, 14, 20, 1], place=texts("城关镇", "河西乡", "河西乡", ""))
    assert list(result.by_place) == ["", "城关镇", "河西乡"]
    assert result.by_place["城关镇"].coverage == 1
    assert result.by_place["河西乡"].mean_minutes == pytest.approx(17)
    assert result.by_place["河西乡"].uncovered_people == 50
    assert result.by_place[""].coverage is None


@given(st.lists(st.tuples(st.integers(0, 500), st.one_of(st.floats(0, 5000), st.just(INF)), st.sampled_from("甲乙丙")), min_size=1, max_size=40))
def test_places_add_up_to_the_whole(cells: list[tuple[int, float, str]]) -> None:
    result = of([c[0] for c in cells], [c[1] / 60 for c in cells], place=texts(*(c[2] for c in cells)))
    for name in ("people", "covered_people", "uncovered_people", "unreachable_people", "cells", "uncovered_cells", "unreachable_cells"):
        assert sum(getattr(s, name) for s in result.by_place.values()) == getattr(result.overall, name)
    assert result.overall.covered_people + result.overall.uncovered_people == result.overall.people


@given(regions(), st.integers(0, 60))
def test_doubling_all_times_never_raises_coverage(region: Region, minutes: int) -> None:
    once = region.seconds()
    people = np.arange(1.0, len(once) + 1)
    names = ids(len(once))
    assert coverage(names, people, once * 2, minutes).overall.covered_people <= coverage(names, people, once, minutes).overall.covered_people


def test_a_site_in_the_sea_is_named_and_still_counts() -> None:
    region = street(3)
    on = region.network()
    cells, sites = points(on, region.cells), points(on, [(114.02, 29.0), (114.02, 30.0)])
    sound = soundness(on, ids(3), cells, texts("海上", "岸上"), sites)
    assert [(d.id, round(d.metres, -2)) for d in sound.far_sites] == [("海上", 111_200)]
    assert sound.far_cells == ()
    only_the_far_one = points(on, [(114.02, 29.0)])
    assert nearest_from_cells(on, cells, only_the_far_one).minutes[2] == pytest.approx(111_195 / 5000 * 60, rel=1e-4)


def test_how_far_is_far_is_a_parameter_and_the_farthest_come_first() -> None:
    on = network([(114.0, 30.0)], [])
    cells = points(on, [(114.0, 30.001), (114.0, 30.002), (114.0, 30.0)])
    sound = soundness(on, texts("a", "b", "c"), cells, texts("s"), points(on, [(114.0, 30.0)]), far=50)
    assert [d.id for d in sound.far_cells] == ["b", "a"]
    assert isinstance(sound.far_cells[0], Distant)
    assert (sound.nodes, sound.edges, sound.components, sound.largest_share) == (1, 0, 1, 1.0)


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from([0.0, 60.0, 90.0, INF])), min_size=1), st.sampled_from([0.1, 0.5, 0.9, 1.0]))
def test_the_seconds_of_a_share_are_those_of_the_person_who_stands_there_in_line(cells: list[tuple[int, float]], share: float) -> None:
    """Everybody in line by her own seconds; the share is full at the person whose place in line is the first at or beyond it."""
    line = sorted(seconds for people, seconds in cells for _person in range(people))
    place = next((i for i in range(len(line)) if i + 1 >= share * len(line) - 1e-9), None)
    expected = None if place is None or line[place] == INF else line[place]
    people, seconds = (np.array(column, dtype=np.float64) for column in zip(*cells, strict=True))
    assert seconds_of_share(people, seconds, share) == expected


def test_nobody_has_no_median() -> None:
    assert seconds_of_share(np.array([0.0]), np.array([60.0]), 0.5) is None
    assert seconds_of_share(np.array([1.0, 1.0]), np.array([60.0, INF]), 0.5) == 60
    assert seconds_of_share(np.array([1.0, 2.0]), np.array([60.0, INF]), 0.5) is None
