"""Areas around a course, and the roads they touch."""

import numpy as np
import pytest

from weijian.engines.accessibility.barriers import around, edges_across
from weijian.engines.accessibility.network import network_of_edges
from weijian.kernel.geo import distances_metres

LAT = 31.2


@pytest.mark.parametrize("lat", [0.0, 31.2, 60.0, -45.0])
@pytest.mark.parametrize("metres", [10.0, 500.0, 5000.0])
def test_the_area_around_a_point_reaches_as_far_as_it_says(lat: float, metres: float) -> None:
    ring = np.array(around([(112.4, lat)], metres).exterior.coords)
    far = distances_metres(np.full(len(ring), lat), np.full(len(ring), 112.4), ring[:, 1], ring[:, 0])
    np.testing.assert_allclose(far, metres, rtol=0.01)


def test_the_roads_within_the_area_are_found_and_no_others() -> None:
    lon = np.array([112.40, 112.41, 112.42, 112.43])
    roads = network_of_edges(lon, np.full(4, LAT), np.array([0, 1, 2]), np.array([1, 2, 3]), np.array([60.0, 60.0, 60.0]), np.zeros(3, dtype=np.bool_))
    assert edges_across(roads, [around([(112.415, LAT)], 50)]).tolist() == [False, True, False]
    assert edges_across(roads, [around([(112.415, LAT + 0.01)], 50)]).tolist() == [False, False, False]
    assert edges_across(roads, [around([(112.405, LAT), (112.425, LAT)], 20)]).tolist() == [True, True, True]
