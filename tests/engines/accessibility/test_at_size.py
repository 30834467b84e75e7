"""Real networks, every node: the contracted search against SciPy's Dijkstra in float64."""

import csv
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse.csgraph import dijkstra

from weijian.engines.accessibility.isochrones import isochrone
from weijian.engines.accessibility.network import Network, network_of_edges, network_of_roads
from weijian.engines.accessibility.pairs import reached_pairs
from weijian.engines.accessibility.served import serve
from weijian.engines.accessibility.snap import Snap
from weijian.engines.accessibility.speeds import DEFAULTS
from weijian.engines.accessibility.travel import nearest_site, nearest_sites, travel_matrix
from weijian.interop.roads.osm import read_roads

MILLISECOND = 1e-3
EXACT = 1e-6


def hong_kong(shared: Path) -> Network:
    folder = shared / "data/geo/hongkong"
    nodes, rows = (list(csv.DictReader((folder / f"{name}.csv").read_text("utf-8").splitlines())) for name in ("nodes", "edges"))
    index = {node["id"]: i for i, node in enumerate(nodes)}
    lon, lat = (np.array([float(n[part]) for n in nodes]) for part in ("lon", "lat"))
    tail, head = (np.array([index[r[end]] for r in rows], dtype=np.int32) for end in ("from", "to"))
    return network_of_edges(lon, lat, tail, head, np.array([float(r["seconds"]) for r in rows]), np.zeros(len(rows), dtype=np.bool_))


def porto_alegre(shared: Path) -> Network:
    name = "poa_osm.pbf"
    roads = read_roads(shared / "data/geo/porto-alegre" / name)
    return network_of_roads(
        roads.lon, roads.lat, roads.from_node, roads.to_node, roads.metres, roads.road_class, roads.classes, DEFAULTS["car"],
        usable=roads.usable("car", name=name),
    )


def auckland(shared: Path) -> Network:
    """One-way throughout: each arc a row of its own."""
    with zipfile.ZipFile(shared / "data/geo/jemss-auckland/travel/roads/roads.zip") as roads:
        nodes, arcs = (np.loadtxt(numbered(roads.read(f"{name}.csv").decode()), delimiter=",", usecols=range(4)) for name in ("nodes", "arcs"))
        seconds = np.loadtxt(numbered(roads.read("arcs.csv").decode()), delimiter=",", usecols=4) * 86_400
    return network_of_edges(nodes[:, 1], nodes[:, 2], arcs[:, 1].astype(np.int32) - 1, arcs[:, 2].astype(np.int32) - 1, seconds)


def numbered(table: str) -> list[str]:
    return [line for line in table.splitlines() if re.match(r"\d+\.\d", line)]


def some(network: Network, count: int, seed: int) -> Snap:
    """Points on nodes, some a walk away from theirs."""
    chance = np.random.default_rng(seed)
    node, walks = chance.choice(network.nodes, count).astype(np.int32), chance.choice([0.0, 12.5, 333.3], count)
    return Snap(node, walks * 5 / 3.6, walks)


def plainly(network: Network, cells: Snap, sites: Snap) -> np.ndarray:
    """SciPy's matrix, cells by sites."""
    return (dijkstra(network.backward, indices=sites.node)[:, cells.node] + sites.seconds[:, None] + cells.seconds).T


@pytest.mark.parametrize("region", [hong_kong, porto_alegre, auckland])
def test_every_node_is_as_far_as_scipy_says(shared: Path, region: object) -> None:
    network = region(shared)  # type: ignore[operator]
    sites = some(network, 25, 1)
    expected = (dijkstra(network.backward, indices=sites.node) + sites.seconds[:, None]).min(axis=0)
    np.testing.assert_allclose(nearest_site(network, sites).seconds, expected, atol=EXACT, rtol=0)


@pytest.mark.parametrize("region", [hong_kong, porto_alegre, auckland])
def test_matrix_pairs_and_k_nearest_are_as_scipy_says(shared: Path, region: object) -> None:
    network = region(shared)  # type: ignore[operator]
    cells, sites = some(network, 2000, 2), some(network, 40, 3)
    expected = plainly(network, cells, sites)
    np.testing.assert_allclose(travel_matrix(network, cells, sites), expected, atol=EXACT, rtol=0)
    np.testing.assert_allclose(nearest_sites(network, cells, sites, 5).seconds, np.sort(expected, axis=1)[:, :5], atol=EXACT, rtol=0)
    pairs = reached_pairs(network, cells, sites, limit_seconds=900)
    site = np.repeat(np.arange(len(sites)), np.diff(pairs.starts))
    assert (np.abs(pairs.milliseconds / 1000 - expected[pairs.cell, site]) <= MILLISECOND).all()
    assert len(pairs) == (expected <= 900 + EXACT).sum()


def test_searching_outward_from_few_cells_to_many_sites_is_the_same_matrix(shared: Path) -> None:
    network = porto_alegre(shared)
    cells, sites = some(network, 7, 4), some(network, 300, 5)
    np.testing.assert_allclose(travel_matrix(network, cells, sites), plainly(network, cells, sites), atol=EXACT, rtol=0)


def test_many_askers_at_once_get_what_each_would_get_alone(shared: Path) -> None:
    network = porto_alegre(shared)
    sites, cells = some(network, 24, 6), some(network, 500, 7)
    each = [Snap(sites.node[i : i + 1], sites.metres[i : i + 1], sites.seconds[i : i + 1]) for i in range(len(sites))]
    alone = [isochrone(network, site, 8) for site in each]
    now = serve(network, cells, each[0])
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda site: isochrone(network, site, 8), each * 3))
        opened = list(pool.map(now.if_opened, each * 3))
    for found, expected in zip(together, alone * 3, strict=True):
        np.testing.assert_array_equal(found.node, expected.node)
        np.testing.assert_array_equal(found.seconds, expected.seconds)
    for change, again in zip(opened, opened[len(each) :], strict=False):
        np.testing.assert_array_equal(change.after, again.after)


def test_a_site_opened_and_closed_on_a_real_network_changes_what_scipy_says(shared: Path) -> None:
    network = hong_kong(shared)
    everyone = Snap(np.arange(network.nodes, dtype=np.int32), np.zeros(network.nodes), np.zeros(network.nodes))
    sites = some(network, 12, 8)
    walked = dijkstra(network.backward, indices=sites.node) + sites.seconds[:, None]
    now = serve(network, everyone, Snap(sites.node[:11], sites.metres[:11], sites.seconds[:11]))
    last = Snap(sites.node[11:], sites.metres[11:], sites.seconds[11:])
    np.testing.assert_allclose(now.opened(last).nearest.seconds, walked.min(axis=0), atol=EXACT, rtol=0)
    np.testing.assert_allclose(now.closed(4).nearest.seconds, np.delete(walked[:11], 4, axis=0).min(axis=0), atol=EXACT, rtol=0)
    slower = serve(network.turned(seconds=network.seconds * 2), everyone, Snap(sites.node, sites.metres, sites.seconds))
    expected = (dijkstra(network.backward * 2, indices=sites.node) + sites.seconds[:, None]).min(axis=0)
    np.testing.assert_allclose(slower.nearest.seconds, expected, atol=EXACT, rtol=0)
