import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from tests.engines.accessibility.regions import network, points, street
from weijian.engines.accessibility import refusals as say
from weijian.engines.accessibility.network import Network, network_of_edges, network_of_roads
from weijian.engines.accessibility.pairs import pairs_of_table
from weijian.engines.accessibility.snap import Snap
from weijian.engines.accessibility.speeds import CAR, DEFAULTS, WALK, Speeds
from weijian.engines.accessibility.travel import nearest_site, nearest_sites
from weijian.kernel.refusal import Refusal

TWO = ((114.0, 30.0), (114.01, 30.0))
METRES, CLASSES = np.array([1000.0, 1000.0]), ("primary", "lane")


def seconds_to_the_last(on: Network) -> list[float]:
    return nearest_site(on, points(on, [(on.lon[-1], on.lat[-1])])).seconds.tolist()


def test_of_parallel_roads_the_quickest_is_taken_and_none_are_added_up() -> None:
    assert seconds_to_the_last(network(TWO, [(0, 1, 90.0, False), (0, 1, 60.0, False), (1, 0, 75.0, True)]))[0] == 60


def test_parallel_roads_each_keep_their_direction() -> None:
    on = network(TWO, [(0, 1, 90.0, True), (1, 0, 60.0, True)])
    assert on.forward[0, 1] == 90
    assert on.forward[1, 0] == 60
    assert on.backward[1, 0] == 90


def test_a_road_of_no_seconds_is_a_road() -> None:
    on = network((*TWO, (114.02, 30.0)), [(0, 1, 0.0, True), (1, 2, 0.0, False)])
    assert seconds_to_the_last(on) == [0, 0, 0]
    assert on.components == 1


def test_scipy_still_takes_an_explicit_zero_for_an_arc() -> None:
    zero = csr_array((np.array([0.0]), np.array([1], dtype=np.int32), np.array([0, 1, 1], dtype=np.int32)), shape=(2, 2))
    assert dijkstra(zero, indices=0).tolist() == [0, 0]


def test_a_road_back_to_its_own_start_changes_nothing() -> None:
    assert seconds_to_the_last(network(TWO, [(0, 0, 5.0, False), (0, 1, 60.0, False)])) == [60, 0]


def test_the_pieces_of_a_network_are_counted() -> None:
    on = network((*TWO, (115.0, 31.0)), [(0, 1, 60.0, True)])
    assert on.components == 2
    assert on.largest_share == pytest.approx(2 / 3)
    assert on.component[0] == on.component[1] != on.component[2]


def test_edges_are_counted_as_given() -> None:
    assert street(4).network().edges == 3


def test_a_network_needs_a_node() -> None:
    nothing, none = np.zeros(0), np.zeros(0, dtype=np.int32)
    with pytest.raises(Refusal) as refused:
        network_of_edges(nothing, nothing, none, none, nothing)
    assert refused.value == Refusal(say.NO_NODES)


@pytest.mark.parametrize(("edge", "why"), [((0, 2, 1.0), "not there"), ((-1, 1, 1.0), "not there"), ((0, 1, -1.0), "negative"), ((0, 1, np.nan), "finite")])
def test_what_a_reader_should_have_caught_is_an_error(edge: tuple[int, int, float], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        network(TWO, [(*edge, False)])


def roads(speeds: Speeds, *, peak: bool = False, usable: list[bool] | None = None) -> Network:
    lon, lat = np.array([114.0, 114.01, 114.02]), np.full(3, 30.0)
    tail, head = np.array([0, 1], dtype=np.int32), np.array([1, 2], dtype=np.int32)
    mask = None if usable is None else np.array(usable)
    return network_of_roads(lon, lat, tail, head, METRES, np.array([0, 1]), CLASSES, speeds, usable=mask, peak=peak)


def test_roads_take_the_seconds_of_their_class() -> None:
    np.testing.assert_allclose(seconds_to_the_last(roads(CAR)), [60 + 120, 120, 0])


def test_at_peak_cars_are_slower_by_the_factor_and_walkers_are_not() -> None:
    np.testing.assert_allclose(seconds_to_the_last(roads(CAR, peak=True)), [180 / 0.8, 120 / 0.8, 0])
    np.testing.assert_allclose(seconds_to_the_last(roads(WALK, peak=True)), [1440, 720, 0])


def test_speeds_are_parameters_and_say_where_they_come_from() -> None:
    surveyed = Speeds("car", 36.0, {"lane": 18.0}, source="青禾县交通局2026年实测")
    np.testing.assert_allclose(seconds_to_the_last(roads(surveyed)), [300, 200, 0])
    assert all(default.source for default in DEFAULTS.values())


def test_a_speed_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="above zero"):
        Speeds("walk", 0.0)


def test_nodes_no_usable_road_touches_are_left_out_and_the_others_know_their_origin() -> None:
    on = roads(WALK, usable=[False, True])
    assert on.nodes == 2
    assert on.origin is not None
    assert on.origin.tolist() == [1, 2]
    assert on.lon.tolist() == [114.01, 114.02]


def test_a_network_in_metres_is_refused_with_a_coordinate() -> None:
    with pytest.raises(Refusal) as refused:
        network(((114.0, 30.0), (500_000.0, 3_320_000.0)), [(0, 1, 60.0, False)])
    assert refused.value == Refusal(say.NOT_DEGREES, x=500_000.0, y=3_320_000.0)
    assert "500000" in refused.value.sentence


def test_a_road_that_takes_half_a_century_is_refused_rather_than_taken_for_a_closed_one() -> None:
    with pytest.raises(Refusal) as refused:
        network(TWO, [(0, 1, 1.5e9, False)])
    assert refused.value.code == "ACC-05"


def test_a_ring_without_a_junction_and_roads_that_end_nowhere_are_searched_all_the_same() -> None:
    nodes = tuple((114 + i / 100, 30.0) for i in range(6))
    ring = [(0, 1, 10.0, True), (1, 2, 10.0, True), (2, 3, 10.0, True), (3, 0, 10.0, True)]
    on = network(nodes, [*ring, (4, 2, 5.0, False)])
    assert nearest_site(on, points(on, [nodes[4]])).seconds.tolist() == [25, 15, 5, 35, 0, np.inf]


def test_very_long_and_very_short_roads_stand_in_one_network() -> None:
    edges = [(0, 1, 1e-9, False), (1, 2, 5e8, False), (2, 3, 0.0, False), (0, 3, 6e8, False)]
    on = network(((114.0, 30.0), (114.01, 30.0), (114.02, 30.0), (114.03, 30.0)), edges)
    np.testing.assert_allclose(seconds_to_the_last(on), [5e8 + 1e-9, 5e8, 0, 0], rtol=1e-12)


def test_what_does_not_fit_the_network_is_an_error_before_any_kernel_sees_it() -> None:
    on = network(TWO, [(0, 1, 60.0, False)])
    sites = points(on, [TWO[0]])
    with pytest.raises(ValueError, match="each site"):
        nearest_sites(on, sites, sites, 1, qualifying=np.ones(3, dtype=np.bool_))
    with pytest.raises(ValueError, match="oneway"):
        network_of_edges(on.lon, on.lat, np.array([0], dtype=np.int32), np.array([1], dtype=np.int32), np.array([1.0]), np.zeros(2, dtype=np.bool_))
    with pytest.raises(ValueError, match="not there"):
        pairs_of_table(1, 1, np.array([1], dtype=np.int32), np.array([0], dtype=np.int32), np.array([1.0]))
    with pytest.raises(IndexError):
        nearest_site(on, Snap(np.array([7], dtype=np.int32), np.zeros(1), np.zeros(1)))
