"""Nearest of 100 sites from every node of Hong Kong's road network, against peers; and the whole `weijian reach` command.

    python -m bench.accessibility            every contender, a table, written into docs/why/performance.md
    python -m bench.accessibility one NAME   one contender, in this process

Peers are no part of the product: `pip install networkx igraph pandana` where wanted, in this environment or in another whose
Python WEIJIAN_BENCH_PYTHON names. One that is not there is said to be not installed.
"""

import csv
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.sidebyside import SHARED, WORK, best, into_page, machine, run, say, table, there, version

FOLDER = SHARED / "data/geo/hongkong"
PORTO_ALEGRE = SHARED / "data/geo/porto-alegre"
PEERS_PYTHON = os.environ.get("WEIJIAN_BENCH_PYTHON", sys.executable)
SITES, SEED, TIMES, SAME_SECONDS = 100, 20261124, 3, 1e-3


@dataclass(frozen=True)
class Roads:
    """The network as plain Python: what every contender is given, read before the clock starts."""

    lon: list[float]
    lat: list[float]
    edges: list[tuple[int, int, float]]  # both ways
    sites: list[int]


@dataclass(frozen=True)
class Answered:
    build_seconds: float
    ask_seconds: float
    seconds: list[float]  # from each node to its nearest site


def roads() -> Roads:
    nodes = list(csv.DictReader((FOLDER / "nodes.csv").open(encoding="utf-8")))
    index = {node["id"]: i for i, node in enumerate(nodes)}
    edges = [(index[e["from"]], index[e["to"]], float(e["seconds"])) for e in csv.DictReader((FOLDER / "edges.csv").open(encoding="utf-8"))]
    sites = sorted(random.Random(SEED).sample(range(len(nodes)), SITES))
    return Roads([float(n["lon"]) for n in nodes], [float(n["lat"]) for n in nodes], edges, sites)


# contenders: each builds its network, then asks


def weijian(given: Roads) -> Answered:
    import numpy as np

    from weijian.engines.accessibility.network import network_of_edges
    from weijian.engines.accessibility.snap import snap
    from weijian.engines.accessibility.travel import nearest_site

    lon, lat, edges = np.array(given.lon), np.array(given.lat), np.array(given.edges)
    tail, head = edges[:, 0].astype(np.int32), edges[:, 1].astype(np.int32)
    start = time.perf_counter()
    network = network_of_edges(lon, lat, tail, head, edges[:, 2], np.zeros(len(edges), dtype=np.bool_))
    sites = snap(network, lon[given.sites], lat[given.sites])
    built = time.perf_counter()
    found = nearest_site(network, sites)
    return Answered(built - start, time.perf_counter() - built, found.seconds.tolist())


def networkx(given: Roads) -> Answered:
    import networkx as nx

    start = time.perf_counter()
    graph = nx.Graph()
    graph.add_nodes_from(range(len(given.lon)))
    for tail, head, seconds in given.edges:  # of parallel edges the quickest
        if not graph.has_edge(tail, head) or seconds < graph[tail][head]["weight"]:
            graph.add_edge(tail, head, weight=seconds)
    built = time.perf_counter()
    found = nx.multi_source_dijkstra_path_length(graph, set(given.sites))
    asked = time.perf_counter()
    return Answered(built - start, asked - built, [found.get(i, float("inf")) for i in range(len(given.lon))])


def igraph(given: Roads) -> Answered:
    """One more vertex joined to every site by an edge of no seconds: a single search."""
    import igraph as ig

    nodes = len(given.lon)
    start = time.perf_counter()
    graph = ig.Graph(nodes + 1, [(t, h) for t, h, _ in given.edges] + [(nodes, s) for s in given.sites])
    weights = [s for _, _, s in given.edges] + [0.0] * len(given.sites)
    built = time.perf_counter()
    found = graph.distances(source=nodes, weights=weights)[0][:nodes]
    return Answered(built - start, time.perf_counter() - built, found)


def pandana(given: Roads) -> Answered:
    """Contraction hierarchies; it counts in single precision and wants a farthest distance beforehand."""
    import pandana as pdna
    import pandas as pd

    farthest = 20_000
    lon, lat = pd.Series(given.lon), pd.Series(given.lat)
    tail, head, seconds = (pd.Series(column) for column in zip(*given.edges, strict=True))
    start = time.perf_counter()
    network = pdna.Network(lon, lat, tail, head, pd.DataFrame({"seconds": seconds}), twoway=True)
    network.set_pois("sites", farthest, 1, lon.iloc[given.sites], lat.iloc[given.sites])
    built = time.perf_counter()
    found = network.nearest_pois(farthest, "sites", num_pois=1)
    asked = time.perf_counter()
    return Answered(built - start, asked - built, found[1].reindex(range(len(given.lon))).tolist())


CONTENDERS: dict[str, Callable[[Roads], Answered]] = {"weijian": weijian, "igraph": igraph, "networkx": networkx, "pandana": pandana}


def one(name: str) -> None:
    answered = CONTENDERS[name](roads())
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / f"nearest-{name}.json").write_text(json.dumps(answered.seconds))
    say(build=answered.build_seconds, ask=answered.ask_seconds)


# the table


def compared() -> Iterator[tuple[object, ...]]:
    for name in CONTENDERS:
        python = sys.executable if name == "weijian" else PEERS_PYTHON
        if name != "weijian" and not there(name, python):
            yield name, "not installed", "", "", ""
            continue
        runs = [run([python, "-m", "bench.accessibility", "one", name]) for _ in range(TIMES)]
        figures = [json.loads(r.said.splitlines()[-1]) for r in runs]
        build, ask = (min(f[part] for f in figures) for part in ("build", "ask"))
        yield version(name, python), f"{build * 1000:,.0f}", f"{ask * 1000:,.1f}", f"{max(r.peak_mib for r in runs):,.0f}", agreement(name)


def agreement(name: str) -> str:
    ours, theirs = (json.loads((WORK / f"nearest-{n}.json").read_text()) for n in ("weijian", name))
    apart = max(abs(a - b) for a, b in zip(ours, theirs, strict=True) if a != b) if ours != theirs else 0.0
    return "the same" if apart < SAME_SECONDS else f"up to {apart:.3g} s apart"


def commands() -> Iterator[tuple[object, ...]]:
    """The whole command, from files to JSON, as a person would type it."""
    WORK.mkdir(parents=True, exist_ok=True)
    program, cells = [sys.executable, "-m", "weijian.cli", "reach", "--json"], WORK / "cells.csv"
    write_cells(FOLDER / "nodes.csv", cells, "")
    island = [f"--{part}={FOLDER / part}.csv" for part in ("nodes", "edges", "sites")]
    done = best(TIMES, lambda: run([*program, *island, f"--cells={cells}"]))
    yield "Hong Kong: 43,620 nodes as tables, each a cell of one person, 18 A&E hospitals", f"{done.seconds:.2f}", f"{done.peak_mib:,.0f}"
    write_cells(PORTO_ALEGRE / "poa_hexgrid.csv", cells, "population")
    for mode in ("walk", "e-bike", "car"):
        words = [f"--roads={PORTO_ALEGRE / 'poa_osm.pbf'}", f"--cells={cells}", f"--sites={PORTO_ALEGRE / 'poa_points_of_interest.csv'}", f"--mode={mode}"]
        done = best(TIMES, lambda words=words: run([*program, *words]))
        yield f"Porto Alegre: OpenStreetMap file, 1,227 hexagons, 15 points of interest, {mode}", f"{done.seconds:.2f}", f"{done.peak_mib:,.0f}"


def write_cells(source: Path, target: Path, people: str) -> None:
    rows = csv.DictReader(source.open(encoding="utf-8"))
    lines = [f"{r['id']},{r['lon']},{r['lat']},{r[people] if people else 1}" for r in rows]
    target.write_text("\n".join(["id,lon,lat,people", *lines, ""]))


def main() -> None:
    peers = table(("nearest of 100 sites, all 43,620 nodes", "build, ms", "ask, ms", "peak, MiB", "answer against ours"), compared())
    whole = table(("`weijian reach`, files to JSON", "seconds", "peak, MiB"), commands())
    note = "Best of three, each run a process of its own; peers build from the same lists. Build is the network with the sites bound to it, ask the one query."
    body = f"## Accessibility\n\n{machine()}\n\n{peers}\n\n{note}\n\n{whole}\n"
    print(body)
    if any(there(name, PEERS_PYTHON) for name in CONTENDERS if name != "weijian"):
        into_page("accessibility", body)
    else:
        print("No peer is installed: docs/why/performance.md keeps the table it has.")


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        one(sys.argv[2])
    else:
        main()
