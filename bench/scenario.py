"""What one more site changes, on a city of a million nodes: the whole page, over HTTP, through the served product.

    python -m bench scenario[=cells of people]

Hong Kong's roads tiled 5×5 (1,090,500 nodes), cells of people at random nodes and a hundred institutions are loaded as any region's own files
are; then somebody clicks on the map. There is no peer that answers in a browser: the house asks for 100 ms, the page included.
"""

import csv
import http.client
import re
import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bench.pages import SESSION, answer, served
from bench.sidebyside import into_page, machine, run, table
from bench.travel import network

CELLS, SITES, CLICKS, SEED = 20_000, 100, 25, 11
OFFICER, MAP = "planner", "/planning/map/"
ASKED = "mode=walk&minutes=15&circle=any"


def main(cells: int = CELLS) -> None:
    given = network("tiled")
    with tempfile.TemporaryDirectory() as folder:
        files, data = Path(folder) / "files", Path(folder) / "data"
        spots = _files(files, given, cells)
        settings = {"DJANGO_SETTINGS_MODULE": "weijian.project.settings", "WEIJIAN_DATA": str(data)}
        weijian = [sys.executable, "-m", "weijian.cli"]
        run([*weijian, "migrate", "--data", str(data)])
        loaded = run([*weijian, "region", "load", str(files), "--data", str(data), "--as-of", "2026-01-01", "--year", "2020", "--source", "bench"])
        run([*weijian, "account", "open", OFFICER, "--data", str(data), "--name", "规划", "--role", "nurse"])
        run([*weijian, "lake", "refresh", "--data", str(data)])
        key = run([sys.executable, "-c", SESSION, OFFICER], **settings).said.split()[1]
        with served(data) as port:
            rows = list(_asked(port, key, spots))
    size = f"{given['nodes']:,} nodes, {cells:,} cells of people, {SITES} institutions, on foot"
    words = f"{size}; loaded in {loaded.seconds:.0f} s with {loaded.peak_mib:,.0f} MiB.\n\n"
    body = f"## What one site changes, in the browser\n\n{machine()}\n\n{words}{table(('page', 'first, ms', 'then, median ms', 'slowest, ms'), rows)}\n"
    print(body)
    if cells == CELLS:
        into_page("scenario", body)


def _asked(port: int, key: str, spots: Sequence[tuple[float, float]]) -> Iterator[tuple[object, ...]]:
    yield _told("service map", [_ok(port, f"{MAP}?{ASKED}", key)[0] for _ in range(4)])
    clicked = [_ok(port, f"{MAP}here/?{ASKED}&lon={lon}&lat={lat}", key) for lon, lat in spots]
    yield _told("a click: what is near, and what one more site here would change", [ms for ms, _page in clicked])
    near = [found[1].decode() for _ms, page in clicked if (found := re.search(rb"close=(\d+)", page))]
    yield _told("what one institution less would change", [_ok(port, f"{MAP}one-less/?{ASKED}&close={campus}", key)[0] for campus in near])


def _told(title: str, times: Sequence[float]) -> tuple[object, ...]:
    return title, f"{times[0]:.0f}", f"{statistics.median(times[1:]):.0f}", f"{max(times[1:]):.0f}"


def _ok(port: int, path: str, key: str) -> tuple[float, bytes]:
    """Milliseconds, and the page."""
    status, milliseconds, page = answer(port, path, "", key)
    if status != http.client.OK:
        sys.exit(f"{path} answered {status}")
    return milliseconds, page


def _files(folder: Path, given: dict[str, object], cells: int) -> list[tuple[float, float]]:
    """The region's files; returns where the clicks will be."""
    import numpy as np

    folder.mkdir()
    lon, lat, chance = np.asarray(given["lon"]), np.asarray(given["lat"]), np.random.default_rng(SEED)
    homes, sites, clicks = (chance.choice(len(lon), n, replace=False) for n in (cells, SITES, CLICKS))
    people = chance.integers(50, 1000, cells)
    _sheet(folder / "nodes.csv", ("id", "lon", "lat"), zip(range(len(lon)), lon.round(7), lat.round(7), strict=True))
    _sheet(folder / "edges.csv", ("from", "to", "seconds"), zip(*(np.asarray(given[name]).tolist() for name in ("tail", "head", "seconds")), strict=True))
    _sheet(folder / "cells.csv", ("id", "lon", "lat", "people"), zip((f"c{i}" for i in range(cells)), lon[homes], lat[homes], people, strict=True))
    _sheet(folder / "institutions.csv", ("机构代码", "机构名称", "lon", "lat"), ((f"X{i:08}", f"机构{i}", lon[s], lat[s]) for i, s in enumerate(sites)))
    return [(float(lon[c]), float(lat[c])) for c in clicks]


def _sheet(path: Path, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        writer.writerows(rows)
