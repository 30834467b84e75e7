import numpy as np
import pytest
from hypothesis import given

from tests.engines.accessibility.regions import Region, regions, street
from weijian.engines.accessibility import refusals as say
from weijian.engines.accessibility.catchments import catchments, day_and_night
from weijian.engines.accessibility.coverage import coverage_by_count, coverage_of_groups
from weijian.engines.accessibility.kernels import weighing
from weijian.engines.accessibility.pairs import pairs_of_table, reached_pairs
from weijian.engines.accessibility.roving import Hours, time_coverage
from weijian.engines.accessibility.travel import NOBODY, nearest_from_cells
from weijian.kernel.refusal import Refusal

LOADED = weighing  # before hypothesis looks at the clock


@given(regions())
def test_everybody_is_in_one_catchment_or_reaches_nothing(region: Region) -> None:
    nearest, people = nearest_from_cells(*region.bound()), np.arange(1.0, len(region.cells) + 1)
    found = catchments(nearest, people, len(region.sites))
    assert found.people.sum() + found.unreached_people == pytest.approx(people.sum())
    assert found.cells.sum() == (nearest.site != NOBODY).sum()
    assert (np.isnan(found.mean_seconds) | (found.mean_seconds <= found.farthest_seconds + 1e-9)).all()


def test_by_night_fewer_are_inside_the_line() -> None:
    people = np.array([10.0, 20.0, 30.0, 40.0])
    found = day_and_night(people, np.array([60.0, 900.0, 901.0, np.inf]), np.array([60.0, 2000.0, 900.0, np.inf]), 15)
    assert (found.both, found.only_day, found.only_night, found.neither) == (10, 20, 30, 40)


def test_groups_and_counts_of_sites_fare_each_by_themselves() -> None:
    groups = coverage_of_groups(np.array([[5.0, 1.0], [5.0, 3.0]]), np.array([60.0, np.inf]), 15, ["aged", "children"])
    assert (groups["aged"].coverage, groups["children"].coverage, groups["children"].unreachable_people) == (0.5, 0.25, 3)
    one, two = coverage_by_count(np.array([1.0, 1.0]), np.array([[60.0, 120.0], [60.0, np.inf]]), 15)
    assert (one.coverage, two.coverage) == (1.0, 0.5)
    with pytest.raises(Refusal) as refused:
        coverage_of_groups(np.array([[1.0, -1.0]]), np.array([60.0]), 15, ["aged", "children"])
    assert refused.value == Refusal(say.PEOPLE_NOT_COUNTED, cells=1, first="-1")


def test_two_clinics_open_together_count_once_and_apart_twice() -> None:
    pairs = pairs_of_table(3, 2, np.array([0, 0, 1], dtype=np.int32), np.array([0, 1, 1], dtype=np.int32), np.array([600.0, 600.0, 901.0]))
    hours = Hours(np.array([0, 1, 1], dtype=np.int32), np.array([480.0, 540.0, 2000.0]), np.array([600.0, 660.0, 2060.0]))
    found = time_coverage(pairs, hours, np.array([10.0, 20.0, 30.0]), 15)
    assert found.minutes.tolist() == [240, 0, 0]
    assert found.never_people == 50
    assert found.people_share == pytest.approx(10 * 240 / 10_080 / 60)
    assert hours.open_at(550, 2).tolist() == [True, True]
    assert hours.open_at(600, 2).tolist() == [False, True]


def test_always_open_is_plain_coverage() -> None:
    region = street(5)
    on, cells, sites = region.bound()
    pairs = reached_pairs(on, cells, sites, limit_seconds=3600)
    found = time_coverage(pairs, Hours(np.array([0], dtype=np.int32), np.array([0.0]), np.array([10_080.0])), np.ones(5), 2)
    assert found.share.tolist() == [0, 0, 1, 1, 1]


@pytest.mark.parametrize(("opens", "shuts"), [(600.0, 600.0), (-1.0, 5.0), (0.0, 10_081.0), (float("nan"), 5.0)])
def test_hours_that_cannot_be_are_refused(opens: float, shuts: float) -> None:
    with pytest.raises(Refusal) as refused:
        Hours(np.array([0], dtype=np.int32), np.array([opens]), np.array([shuts]))
    assert refused.value == Refusal(say.HOURS_UNSOUND, row=1)
