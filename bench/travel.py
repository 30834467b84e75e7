"""Travel at size, against peers: nearest, matrix and isochrone on Hong Kong and on Hong Kong tiled 5×5; floating catchments.

    python -m bench.travel                     all of it, tables, written into docs/why/performance.md
    python -m bench.travel one NAME NETWORK    one contender on one network, in this process
    python -m bench.travel catchment NAME SIZE

The tiled network has 1,090,500 nodes; its tiles are joined by 40 roads a side. Peers: see requirements-bench.in; scipy is ours already.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from bench.accessibility import FOLDER, PEERS_PYTHON
from bench.sidebyside import WORK, into_page, machine, run, say, table, there, version

NETWORKS = {"hongkong": "Hong Kong, 43,620 nodes", "tiled": "Hong Kong tiled 5×5, 1,090,500 nodes"}
LIMIT, SEED, SITES, CELLS, SAME = 900.0, 7, 100, 10_000, 1e-3
LARGE = "WEIJIAN_BENCH_LARGE" in os.environ  # also what takes a peer minutes, or 13 GB
SLOW = set() if LARGE else {("networkx", "tiled"), ("igraph", "tiled"), ("pandana", "tiled"), ("access", "large")}
NOT_RUN = "not run here: minutes, or 13 GB (WEIJIAN_BENCH_LARGE=1 runs it)"
COMPARED = ("nearest", "matrix", "isochrone")
Tasks = dict[str, Callable[[], Any]]


def network(name: str) -> dict[str, Any]:
    """Nodes, two-way edges, chosen sites and cells as arrays; made once."""
    import numpy as np

    kept = WORK / f"travel-{name}.npz"
    if not kept.exists():
        WORK.mkdir(parents=True, exist_ok=True)
        np.savez(kept, **(tiled(one_tile()) if name == "tiled" else one_tile()))
    with np.load(kept) as arrays:
        found = dict(arrays)
    chance = np.random.default_rng(SEED)
    nodes = len(found["lon"])
    return found | {"sites": chance.choice(nodes, SITES, replace=False), "cells": chance.choice(nodes, CELLS, replace=False), "nodes": nodes}


def one_tile() -> dict[str, Any]:
    import csv

    import numpy as np

    nodes, edges = (list(csv.DictReader((FOLDER / f"{part}.csv").open(encoding="utf-8"))) for part in ("nodes", "edges"))
    index = {node["id"]: i for i, node in enumerate(nodes)}
    tail, head = (np.array([index[e[end]] for e in edges]) for end in ("from", "to"))
    lon, lat = (np.array([float(n[part]) for n in nodes]) for part in ("lon", "lat"))
    real = tail != head
    return {"lon": lon, "lat": lat, "tail": tail[real], "head": head[real], "seconds": np.array([float(e["seconds"]) for e in edges])[real]}


def tiled(tile: dict[str, Any], side: int = 5) -> dict[str, Any]:
    import numpy as np

    chance, lon, lat, count = np.random.default_rng(1), tile["lon"], tile["lat"], len(tile["lon"])
    east, west, north, south = (np.argsort(key)[:400] for key in (-lon, lon, -lat, lat))
    parts: dict[str, list[Any]] = {key: [] for key in tile}
    for row in range(side):
        for column in range(side):
            first = (row * side + column) * count
            links = [(east, west, first + count)] * (column + 1 < side) + [(north, south, first + side * count)] * (row + 1 < side)
            parts["lon"].append(lon + column * np.ptp(lon))
            parts["lat"].append(lat + row * np.ptp(lat))
            parts["tail"] += [tile["tail"] + first, *(chance.choice(here, 40) + first for here, _, _ in links)]
            parts["head"] += [tile["head"] + first, *(chance.choice(there_, 40) + other for _, there_, other in links)]
            parts["seconds"] += [tile["seconds"], *(chance.uniform(30, 120, 40) for _ in links)]
    return {key: np.concatenate(values) for key, values in parts.items()}


# contenders: build, then the three tasks on the same sites and cells


def weijian(given: dict[str, Any]) -> Tasks:
    import numpy as np

    from weijian.engines.accessibility.isochrones import reached_nodes
    from weijian.engines.accessibility.kernels import pairing, spreading  # noqa: F401  # compiled at installation
    from weijian.engines.accessibility.network import network_of_edges
    from weijian.engines.accessibility.served import serve
    from weijian.engines.accessibility.snap import Snap
    from weijian.engines.accessibility.travel import nearest_site, travel_matrix

    def bound(nodes: Any) -> Snap:
        return Snap(nodes.astype(np.int32), np.zeros(len(nodes)), np.zeros(len(nodes)))

    ends = given["tail"].astype(np.int32), given["head"].astype(np.int32)
    on = network_of_edges(given["lon"], given["lat"], *ends, given["seconds"], np.zeros(len(ends[0]), dtype=np.bool_))
    sites, cells, everyone = bound(given["sites"]), bound(given["cells"]), bound(np.arange(given["nodes"]))
    ready = on.towards

    def served() -> Any:
        known.append(serve(on, everyone, sites))
        known[-1].if_opened(cells_at(0), limit_seconds=LIMIT)  # the first question also lists the cells of every place
        return known[-1].nearest.seconds

    def cells_at(i: int) -> Snap:
        return bound(given["cells"][i : i + 1])

    known: list[Any] = []
    return {
        "nearest": lambda: nearest_site(on, sites).seconds, "matrix": lambda: travel_matrix(on, cells, sites),
        "isochrone": lambda: reached_nodes(ready, bound(given["sites"][:1]), LIMIT), "all kept": served,
        "one site more": lambda: known[-1].if_opened(cells_at(1), limit_seconds=LIMIT).after,
        "one site less": lambda: known[-1].if_closed(3).after,
        "other speeds": lambda: serve(on.turned(seconds=given["seconds"] * 1.25), everyone, sites).near,
        "every node × 100": lambda: travel_matrix(on, everyone, sites),
    }


def scipy(given: dict[str, Any]) -> Tasks:
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import dijkstra

    tail, head, seconds = given["tail"], given["head"], given["seconds"]
    order = np.argsort(-np.concatenate([seconds, seconds]), kind="stable")  # of parallel edges the quickest is written last
    rows, columns, weights = (np.concatenate(pair)[order] for pair in ((tail, head), (head, tail), (seconds, seconds)))
    key = rows.astype(np.int64) * given["nodes"] + columns
    _, last = np.unique(key[::-1], return_index=True)
    quickest = len(key) - 1 - last
    graph = coo_array((weights[quickest], (rows[quickest], columns[quickest])), shape=(given["nodes"],) * 2).tocsr()
    sites, cells = given["sites"], given["cells"]
    return {
        "nearest": lambda: dijkstra(graph, indices=sites, min_only=True),
        "matrix": lambda: np.vstack([dijkstra(graph, indices=sites[i : i + 10])[:, cells] for i in range(0, SITES, 10)]).T,
        "isochrone": lambda: dijkstra(graph, indices=int(sites[0]), limit=LIMIT),
    }


def igraph(given: dict[str, Any]) -> Tasks:
    import igraph as ig
    import numpy as np

    nodes, sites = given["nodes"], given["sites"]
    doors = np.column_stack([np.full(SITES, nodes), sites])
    graph = ig.Graph(nodes + 1, np.vstack([np.column_stack([given["tail"], given["head"]]), doors]).tolist())
    weights = [*given["seconds"].tolist(), *[0.0] * SITES]
    plain = ig.Graph(nodes, np.column_stack([given["tail"], given["head"]]).tolist())
    return {
        "nearest": lambda: np.array(graph.distances(source=nodes, weights=weights)[0][:nodes]),
        "matrix": lambda: np.array(plain.distances(source=sites.tolist(), target=given["cells"].tolist(), weights=weights[:-SITES])).T,
    }


def pandana(given: dict[str, Any]) -> Tasks:
    import numpy as np
    import pandana as pdna
    import pandas as pd

    far = 100_000
    lon, lat = pd.Series(given["lon"]), pd.Series(given["lat"])
    ends = pd.Series(given["tail"]), pd.Series(given["head"])
    net = pdna.Network(lon, lat, *ends, pd.DataFrame({"seconds": given["seconds"]}), twoway=True)
    sites, cells = given["sites"], given["cells"]

    def nearest() -> Any:
        net.set_pois("sites", far, 1, lon.iloc[sites], lat.iloc[sites])
        return net.nearest_pois(far, "sites", num_pois=1)[1].to_numpy()

    def matrix() -> Any:
        pairs = np.repeat(cells, SITES), np.tile(sites, CELLS)
        return np.array(net.shortest_path_lengths(*pairs, "seconds")).reshape(CELLS, SITES)

    return {"nearest": nearest, "matrix": matrix, "isochrone": lambda: net.nodes_in_range([int(sites[0])], LIMIT)}


def networkx(given: dict[str, Any]) -> Tasks:
    import networkx as nx
    import numpy as np

    graph = nx.Graph()
    graph.add_nodes_from(range(given["nodes"]))
    for tail, head, seconds in zip(given["tail"].tolist(), given["head"].tolist(), given["seconds"].tolist(), strict=True):
        if not graph.has_edge(tail, head) or seconds < graph[tail][head]["weight"]:
            graph.add_edge(tail, head, weight=seconds)
    sites = set(given["sites"].tolist())

    def nearest() -> Any:
        found = nx.multi_source_dijkstra_path_length(graph, sites)
        return np.array([found.get(i, np.inf) for i in range(given["nodes"])])

    return {"nearest": nearest, "isochrone": lambda: nx.single_source_dijkstra_path_length(graph, int(given["sites"][0]), cutoff=LIMIT)}


CONTENDERS: dict[str, Callable[[dict[str, Any]], Tasks]] = {
    "weijian": weijian, "scipy": scipy, "igraph": igraph, "pandana": pandana, "networkx": networkx,
}


def one(name: str, on: str, *only: str) -> None:
    import numpy as np

    given = network(on)
    started = time.process_time()
    tasks = CONTENDERS[name](given)
    figures = {"build": time.process_time() - started}
    for task, work in tasks.items():
        if only and task not in only:
            continue
        quick = on == "hongkong" or task in ("isochrone", "one site more")
        figures[task], found = least(work, 7 if quick else 2)
        if task in ("nearest", "matrix"):
            np.save(WORK / f"travel-{on}-{task}-{name}.npy", found)
    say(**figures)


def least(work: Callable[[], Any], times: int) -> tuple[float, Any]:
    """CPU seconds of all threads, the least of several."""
    best, found = float("inf"), None
    for _ in range(times):
        found = None  # two answers are not held at once
        started = time.process_time()
        found = work()
        best = min(best, time.process_time() - started)
    return best, found


# floating catchments: points at random in a county 60 km across, a kilometre a minute


def catchment(name: str, size: str) -> None:
    import numpy as np

    cells, sites = {"small": (10_000, 100), "large": (100_000, 1_000)}[size]
    chance = np.random.default_rng(3)
    homes, doors = chance.normal(30, 9, (cells, 2)), chance.normal(30, 8, (sites, 2))
    people, beds = chance.integers(20, 400, cells).astype(float), chance.integers(5, 300, sites).astype(float)
    rows = [np.flatnonzero(far <= 30).astype(np.int32) for far in (np.hypot(*(homes - door).T) for door in doors)]
    times = [np.ceil(np.hypot(*(homes[row] - door).T) * 60_000).astype(np.int32) for row, door in zip(rows, doors, strict=True)]
    pairs = sum(map(len, rows))
    found, seconds = {"weijian": catchment_weijian, "access": catchment_access}[name](rows, times, people, beds)
    np.save(WORK / f"catchment-{size}-{name}.npy", found)
    say(ask=seconds, pairs=pairs)


def catchment_weijian(rows: list[Any], times: list[Any], people: Any, beds: Any) -> tuple[Any, float]:
    import numpy as np

    from weijian.engines.accessibility.decay import E2SFCA
    from weijian.engines.accessibility.floating import floating_catchment
    from weijian.engines.accessibility.kernels import weighing  # noqa: F401  # compiled at installation
    from weijian.engines.accessibility.pairs import Pairs

    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    pairs = Pairs(len(people), starts, np.concatenate(rows), np.concatenate(times))
    rows.clear()
    times.clear()
    seconds, found = least(lambda: floating_catchment(pairs, people, beds, E2SFCA).access, 3)
    return found, seconds


def catchment_access(rows: list[Any], times: list[Any], people: Any, beds: Any) -> tuple[Any, float]:
    import warnings

    import numpy as np
    import pandas as pd

    warnings.filterwarnings("ignore")
    from access import Access, weights

    demand, supply = pd.DataFrame({"id": np.arange(len(people)), "people": people}), pd.DataFrame({"id": np.arange(len(beds)), "beds": beds})
    site = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    costs = pd.DataFrame({"o": np.concatenate(rows), "d": site, "cost": np.concatenate(times) / 60_000})
    asked = Access(
        demand_df=demand, demand_index="id", demand_value="people", supply_df=supply, supply_index="id", supply_value="beds",
        cost_df=costs, cost_origin="o", cost_dest="d", cost_name="cost",
        neighbor_cost_df=costs.iloc[:10], neighbor_cost_origin="o", neighbor_cost_dest="d", neighbor_cost_name="cost",
    )
    seconds, _ = least(lambda: asked.enhanced_two_stage_fca(name="e", weight_fn=weights.step_fn({10: 1.0, 20: 0.68, 30: 0.22})), 1)
    return asked.access_df["e_beds"].fillna(0).to_numpy(), seconds


# the tables


def compared(on: str) -> Iterator[tuple[object, ...]]:
    ours: dict[str, float] = {}
    for name in CONTENDERS:
        python = sys.executable if name in ("weijian", "scipy") else PEERS_PYTHON
        if (name, on) in SLOW or not there(name, python):
            yield name, NOT_RUN if (name, on) in SLOW else "not installed", *[""] * 6
            continue
        done = run([python, "-m", "bench.travel", "one", name, on, *COMPARED])
        figures = json.loads(done.said.splitlines()[-1])
        ours = ours or figures
        asked = [against(figures.get(task), ours[task]) for task in COMPARED]
        apart = [agreement(f"travel-{on}-{task}", name) for task in ("nearest", "matrix") if task in figures]
        yield version(name, python), f"{figures['build']:.2f}", *asked, f"{done.peak_mib:,.0f}", *apart


def against(seconds: float | None, ours: float) -> str:
    return "" if seconds is None else f"{seconds:.4f}" if seconds == ours else f"{seconds:.4f} (×{seconds / ours:.1f})"


def agreement(kept: str, name: str) -> str:
    import numpy as np

    ours, theirs = np.load(WORK / f"{kept}-weijian.npy"), np.load(WORK / f"{kept}-{name}.npy")
    both = np.isfinite(ours) & np.isfinite(theirs)
    apart = float(np.abs(ours - theirs)[both].max())
    return "the same" if apart < SAME and (np.isfinite(ours) == np.isfinite(theirs)).all() else f"up to {apart:.3g} apart"


def ours_alone() -> Iterator[tuple[object, ...]]:
    for on, words in NETWORKS.items():
        names = ("all kept", "one site more", "one site less", "other speeds", "every node × 100")
        done = run([sys.executable, "-m", "bench.travel", "one", "weijian", on, *names])
        figures = json.loads(done.said.splitlines()[-1])
        yield words, *(f"{figures[task] * 1000:,.2f}" for task in names), f"{done.peak_mib:,.0f}"


def catchments() -> Iterator[tuple[object, ...]]:
    for size in ("small", "large"):
        for name in ("weijian", "access"):
            python = sys.executable if name == "weijian" else PEERS_PYTHON
            if (name, size) in SLOW or not there(name, python):
                yield size, name, "", NOT_RUN if (name, size) in SLOW else "not installed", "", ""
                continue
            done = run([python, "-m", "bench.travel", "catchment", name, size])
            figures = json.loads(done.said.splitlines()[-1])
            apart = same_shares(size, name)
            yield size, version(name, python), f"{figures['pairs']:,}", f"{figures['ask']:.2f}", f"{done.peak_mib:,.0f}", apart


def same_shares(size: str, name: str) -> str:
    import numpy as np

    ours, theirs = (np.load(WORK / f"catchment-{size}-{who}.npy") for who in ("weijian", name))
    apart = float((np.abs(ours - theirs) / np.maximum(np.abs(theirs), 1e-300))[theirs > 0].max())
    return "the same to 1e-9" if apart < 1e-9 else f"up to {apart:.2g} of the value apart"


def main() -> None:
    heads = ("build", "nearest of 100, all nodes", "10,000 × 100", "15-minute isochrone", "peak, MiB", "nearest against ours", "matrix against ours")
    parts = [f"{words}\n\n{table(('CPU seconds', *heads), compared(on))}" for on, words in NETWORKS.items()]
    more = ("kept, every node a cell", "one site more, 15 min", "one site less", "other speeds", "every node × 100", "peak, MiB")
    alone = table(("CPU milliseconds", *more), ours_alone())
    shares = table(("E2SFCA", "who", "pairs", "CPU seconds", "peak, MiB", "against"), catchments())
    note = (
        "Each row a process of its own; CPU seconds of all its threads, the least of several askings. "
        "Build counts loading the libraries (numba, kept code: a second)."
    )
    body = "\n\n".join(["## Travel at size", machine(), *parts, note, alone, shares, ""])
    print(body)
    into_page("travel", body)


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        one(*sys.argv[2:])
    elif sys.argv[1:2] == ["catchment"]:
        catchment(*sys.argv[2:])
    else:
        main()
