import numpy as np
import pytest
from hypothesis import given

from tests.engines.accessibility.regions import Region, network, points, regions
from tests.engines.accessibility.slowly import bound


@given(regions())
def test_a_point_goes_to_its_nearest_node_on_the_sphere(region: Region) -> None:
    on = region.network()
    found = points(on, region.cells)
    for cell, node, seconds in zip(region.cells, found.node, found.seconds, strict=True):
        slow_node, slow_seconds = bound(cell, region.nodes)
        assert seconds == pytest.approx(slow_seconds, abs=1e-6)
        assert bound(cell, [region.nodes[node]])[1] == pytest.approx(bound(cell, [region.nodes[slow_node]])[1], abs=1e-6)


def test_of_nodes_on_one_spot_the_first_is_taken() -> None:
    spot = (114.0, 30.0)
    on = network([(114.1, 30.0), *[spot] * 30], [])
    assert points(on, [spot, (114.001, 30.0)]).node.tolist() == [1, 1]


def test_a_degree_of_longitude_is_short_in_the_north() -> None:
    on = network([(10.0, 70.0), (11.0, 70.3)], [])  # 0.9 degrees of longitude at 70°N are shorter than 0.35 of latitude
    assert points(on, [(10.9, 70.0)]).node.tolist() == [1]
    assert points(on, [(10.4, 70.0)]).node.tolist() == [0]


def test_the_date_line_is_no_wall() -> None:
    on = network([(-179.99, 0.0), (179.0, 0.0)], [])
    found = points(on, [(179.99, 0.0)])
    assert found.node.tolist() == [0]
    assert found.metres[0] == pytest.approx(2224, abs=1)


def test_the_walk_is_at_five_kilometres_an_hour() -> None:
    on = network([(114.0, 30.0)], [])
    found = points(on, [(114.0, 30.0), (114.0, 30.045)])
    assert found.metres[0] == found.seconds[0] == 0
    assert found.seconds[1] / 3600 == pytest.approx(found.metres[1] / 5000)


def test_nothing_is_too_far_to_be_bound() -> None:
    on = network([(114.0, 30.0)], [])
    assert points(on, [(-66.0, -30.0)]).metres[0] == pytest.approx(np.pi * 6_371_008.8)


def test_identical_answers_for_a_great_many_points() -> None:
    random = np.random.default_rng(1)
    nodes, cells = random.uniform((113, 29), (115, 31), (500, 2)), random.uniform((113, 29), (115, 31), (300, 2))
    found = points(network([tuple(n) for n in nodes], []), [tuple(c) for c in cells])
    for cell, node in zip(cells, found.node, strict=True):
        assert node == bound(tuple(cell), [tuple(n) for n in nodes])[0]
