"""`weijian reach`: who lives within so many minutes of a site, and who does not."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

import click

from weijian.cli.answers import TABLE, tell

if TYPE_CHECKING:
    from rich.table import Table

    from weijian.engines.accessibility.catchments import Catchments
    from weijian.engines.accessibility.coverage import Coverage, Distant, Share, Soundness
    from weijian.engines.accessibility.network import Network
    from weijian.engines.accessibility.snap import Snap
    from weijian.interop.roads.tables import Cells, Sites

MODES = ("walk", "e-bike", "car")
MODE_WORDS = {"walk": "步行", "e-bike": "电动自行车", "car": "小汽车"}
PATIENCE_SECONDS = 1.0  # a stage shorter than this shows no progress


@click.command()
@click.option("--nodes", type=TABLE, help="Junctions: id,lon,lat (WGS84 degrees).")
@click.option("--edges", type=TABLE, help="Roads between them: from,to,seconds[,oneway]; both ways unless oneway is 1.")
@click.option("--roads", type=TABLE, help="OpenStreetMap file (.osm, .osm.pbf) in place of --nodes and --edges.")
@click.option("--cells", type=TABLE, required=True, help="Where people live: id,lon,lat,people[,place].")
@click.option("--sites", type=TABLE, required=True, help="Where they go: id,lon,lat[,name].")
@click.option("--minutes", type=click.FloatRange(min=0), default=15.0, show_default=True, help="A cell this far or nearer is covered.")
@click.option("--mode", type=click.Choice(MODES), default="walk", show_default=True,
              help="With --roads it chooses roads and speeds; with --edges the seconds are taken as given and it is only a label.")
@click.option("--peak", is_flag=True, help="Cars at peak speed (with --roads only).")
@click.option("--k", type=click.IntRange(1, 50), default=1, show_default=True, help="Also count who has at least 2 … k sites in time.")
@click.option("--group", "groups", multiple=True, help="A column of the cells with the people of a group (such as aged65); may be given several times.")
@click.option("--by", default="place", show_default=True, help="The column of the cells to count by.")
@click.option("--catchments", is_flag=True, help="Also say whom each site is nearest to: people, mean and longest minutes.")
@click.option("--areas", type=click.Path(dir_okay=False, path_type=Path),
              help="Write where each site is reached from in time (isochrones) to this file, as GeoJSON polygons.")
@click.option("--first", type=click.IntRange(min=0), default=20, show_default=True, help="How many cells and sites to name in each list.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object; a refusal too is then JSON on standard output.")
def reach(as_json: bool, **asked: Any) -> None:
    """Count the people within so many minutes of the nearest site, in all and by place.

    Cells and sites are bound to the nearest node by great-circle distance; time is network time plus both walks at
    5 km/h; travel is from the people to the site. Cells that can reach nothing are counted and named.
    """
    question = _question(asked)
    tell(lambda: _answer(question), partial(_as_json, question=question), partial(_print_tables, question=question), as_json=as_json)


@dataclass(frozen=True)
class Question:
    nodes: Path | None
    edges: Path | None
    roads: Path | None
    cells: Path
    sites: Path
    minutes: float
    mode: str
    peak: bool
    first: int
    k: int
    groups: tuple[str, ...]
    by: str
    catchments: bool = False
    areas: Path | None = None


@dataclass(frozen=True)
class Answer:
    coverage: "Coverage"
    by_count: "Sequence[Share]"
    by_group: "Mapping[str, Share]"
    soundness: "Soundness"
    cells: "Snap"
    sites: "Snap"
    site_ids: Iterable[str]
    speeds_source: str
    catchments: "Catchments | None" = None


def _question(asked: dict[str, Any]) -> Question:
    question = Question(**asked)
    tables = (question.nodes, question.edges)
    if question.roads and any(tables):
        raise click.UsageError("--roads stands in place of --nodes and --edges: give one or the other.")
    if not question.roads and not all(tables):
        raise click.UsageError("give --nodes and --edges, or --roads.")
    if question.peak and not question.roads:
        raise click.UsageError("--peak needs --roads: the seconds of --edges are taken as given.")
    if question.minutes != question.minutes:
        raise click.BadParameter("not a number", param_hint="--minutes")
    if question.areas is not None and not question.areas.absolute().parent.is_dir():
        raise click.BadParameter("there is no such folder to write into", param_hint="--areas")
    return question


def _answer(question: Question) -> Answer:
    from weijian.interop.roads.tables import read_cells, read_sites

    with Stages() as stage:
        stage("读取人口点和机构")
        cells = read_cells(question.cells, name=question.cells.name, by=question.by, groups=question.groups)
        sites = read_sites(question.sites, name=question.sites.name)
        stage("读取路网")
        network, speeds_source = _network_of_file(question) if question.roads else _network_of_tables(question)
        stage("计算通行时间")
        return _measure(network, cells, sites, question, speeds_source)


def _network_of_tables(question: Question) -> tuple["Network", str]:
    from weijian.engines.accessibility.network import network_of_edges
    from weijian.interop.roads.tables import read_edges, read_nodes

    assert question.nodes
    assert question.edges
    nodes = read_nodes(question.nodes, name=question.nodes.name)
    edges = read_edges(question.edges, nodes, name=question.edges.name, nodes_name=question.nodes.name)
    return network_of_edges(nodes.lon, nodes.lat, edges.from_node, edges.to_node, edges.seconds, edges.oneway), ""


def _network_of_file(question: Question) -> tuple["Network", str]:
    from weijian.engines.accessibility.network import network_of_roads
    from weijian.engines.accessibility.speeds import DEFAULTS
    from weijian.interop.roads.osm import read_roads

    assert question.roads
    roads, speeds = read_roads(question.roads), DEFAULTS[question.mode]
    network = network_of_roads(
        roads.lon, roads.lat, roads.from_node, roads.to_node, roads.metres, roads.road_class, roads.classes,
        speeds, usable=roads.usable(question.mode, name=question.roads.name), peak=question.peak,
    )
    return network, speeds.source


def _measure(network: "Network", cells: "Cells", sites: "Sites", question: Question, speeds_source: str) -> Answer:
    from weijian.engines.accessibility.catchments import catchments
    from weijian.engines.accessibility.coverage import coverage, coverage_by_count, coverage_of_groups, soundness
    from weijian.engines.accessibility.travel import nearest_from_cells, nearest_sites

    from_cells, to_sites = _bound(network, cells, question.cells), _bound(network, sites, question.sites)
    found = nearest_from_cells(network, from_cells, to_sites)
    _write_areas(network, to_sites, sites, question)
    several = nearest_sites(network, from_cells, to_sites, question.k) if question.k > 1 else None
    return Answer(
        coverage(cells.ids, cells.people, found.seconds, question.minutes, cells.place),
        () if several is None else coverage_by_count(cells.people, several.seconds, question.minutes),
        {} if cells.groups is None else coverage_of_groups(cells.groups, found.seconds, question.minutes, question.groups),
        soundness(network, cells.ids, from_cells, sites.ids, to_sites),
        from_cells, to_sites, sites.ids, speeds_source,
        catchments(found, cells.people, len(sites.ids)) if question.catchments else None,
    )


def _write_areas(network: "Network", doors: "Snap", sites: "Sites", question: Question) -> None:
    """A FeatureCollection of MultiPolygons, one a site, in the order of the table."""
    if question.areas is None:
        return
    import orjson
    import shapely

    from weijian.engines.accessibility.isochrones import isochrone

    areas = [isochrone(network, doors.only(i), question.minutes).area() for i in range(len(sites.ids))]
    names = sites.ids if sites.name is None else sites.name
    features = [
        {"type": "Feature", "geometry": orjson.loads(shapely.to_geojson(area)), "properties": {"id": str(i), "name": str(name), "minutes": question.minutes}}
        for area, i, name in zip(areas, sites.ids, names, strict=True)
    ]
    question.areas.write_bytes(orjson.dumps({"type": "FeatureCollection", "features": features}))


def _bound(network: "Network", points: "Cells | Sites", table: Path) -> "Snap":
    """The points on the network; a Refusal when some have longitude and latitude exchanged."""
    from weijian.engines.accessibility.coverage import FAR_METRES
    from weijian.engines.accessibility.snap import snap, swapped
    from weijian.interop.roads.tables import refuse_swapped

    bound = snap(network, points.lon, points.lat)
    exchanged = swapped(network, points.lon, points.lat, bound, far_metres=FAR_METRES)
    refuse_swapped(table, [str(i) for i in points.ids[exchanged]], name=table.name)
    return bound


# as JSON


def _as_json(answer: Answer, question: Question) -> dict[str, object]:
    result, network, first = answer.coverage, answer.soundness, question.first
    return {
        **_share_json(result.overall),
        "uncovered": result.uncovered[:first],
        "by_place": {place: _share_of_some(s) for place, s in result.by_place.items()},
        **({"by_group": {group: _share_of_some(s) for group, s in answer.by_group.items()}} if question.groups else {}),
        **({"at_least": [{"sites": n, **_share_of_some(s)} for n, s in enumerate(answer.by_count, 1)]} if question.k > 1 else {}),
        **({"catchments": _catchments_json(answer.catchments, answer.site_ids)} if answer.catchments else {}),
        "uncovered_cells": result.overall.uncovered_cells,
        "uncovered_people": _plain(result.overall.uncovered_people),
        "unreachable": {
            "cells": result.overall.unreachable_cells, "people": _plain(result.overall.unreachable_people), "ids": result.unreachable[:first],
        },
        "network": {"nodes": network.nodes, "edges": network.edges, "components": network.components, "largest_share": network.largest_share},
        "snap": _snap_json(answer, first),
        "minutes": _plain(question.minutes),
        "mode": question.mode,
        "peak": question.peak,
        "speeds": answer.speeds_source or None,
    }


def _catchments_json(found: "Catchments", site_ids: Iterable[str]) -> list[dict[str, object]]:
    """By site, in the order of the table; minutes are None where nobody is nearest to it."""
    rows = zip(site_ids, found.people, found.mean_seconds, found.farthest_seconds, found.cells, strict=True)
    return [
        {
            "id": str(i), "people": _plain(float(people)), "cells": int(cells), "mean_minutes": float(mean) / 60 if people > 0 else None,
            "farthest_minutes": float(farthest) / 60 if cells else None,
        }
        for i, people, mean, farthest, cells in rows
    ]


def _share_json(share: "Share") -> dict[str, object]:
    return {
        "people": _plain(share.people), "covered_people": _plain(share.covered_people),
        "coverage": share.coverage, "mean_minutes": share.mean_minutes,
    }


def _share_of_some(share: "Share") -> dict[str, object]:
    return {**_share_json(share), "uncovered_people": _plain(share.uncovered_people)}


def _snap_json(answer: Answer, first: int) -> dict[str, object]:
    import numpy as np

    cells, sites, sound = answer.cells.metres, answer.sites.metres, answer.soundness
    return {
        "cells": {
            "median_m": float(np.median(cells)), "max_m": float(cells.max()),
            "far_cells": len(sound.far_cells), "far": _distant_json(sound.far_cells[:first]),
        },
        "sites": {
            "max_m": float(sites.max()), "far_sites": len(sound.far_sites), "far": _distant_json(sound.far_sites[:first]),
            "each": [{"id": i, "metres": float(m)} for i, m in zip(answer.site_ids, sites, strict=True)],
        },
    }


def _distant_json(points: "Iterable[Distant]") -> list[dict[str, object]]:
    return [{"id": point.id, "metres": point.metres} for point in points]


def _plain(number: float) -> int | float:
    """3.0 is written 3."""
    return int(number) if number == int(number) else number


# for people


def _print_tables(answer: Answer, question: Question) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{MODE_WORDS[question.mode]}{question.minutes:g}分钟可达{'（高峰）' if question.peak else ''}")
    for heading in ("地区", "人口", "可达人口", "可达比例", "平均分钟", "未覆盖人口"):
        table.add_column(heading, justify="left" if heading == "地区" else "right")
    for place, share in answer.coverage.by_place.items():
        table.add_row(place or "（未注明）", *_row(share))
    table.add_row("合计", *_row(answer.coverage.overall), style="bold")
    for group, share in answer.by_group.items():
        table.add_row(f"其中：{group}", *_row(share))
    for sites, share in enumerate(answer.by_count[1:], 2):
        table.add_row(f"至少{sites}家可达", *_row(share))
    console = Console()
    console.print(table)
    if answer.catchments:
        console.print(_catchments_table(answer.catchments, answer.site_ids, question.first))
    for line in _notes(answer, question.first):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _catchments_table(found: "Catchments", site_ids: Iterable[str], first: int) -> "Table":
    from rich.table import Table

    table = Table(title="各机构最近的人口")
    for heading in ("机构", "人口", "平均分钟", "最远分钟"):
        table.add_column(heading, justify="left" if heading == "机构" else "right")
    rows = sorted(_catchments_json(found, site_ids), key=lambda row: -float(str(row["people"])))
    for row in rows[:first]:
        minutes = ("—" if row[name] is None else f"{row[name]:.1f}" for name in ("mean_minutes", "farthest_minutes"))
        table.add_row(str(row["id"]), f"{row['people']:,.0f}", *minutes)
    return table


def _row(share: "Share") -> tuple[str, ...]:
    return (
        f"{share.people:,.0f}", f"{share.covered_people:,.0f}",
        "—" if share.coverage is None else f"{share.coverage:.1%}",
        "—" if share.mean_minutes is None else f"{share.mean_minutes:.1f}",
        f"{share.uncovered_people:,.0f}",
    )


def _notes(answer: Answer, first: int) -> Iterable[str]:
    result, sound = answer.coverage, answer.soundness
    yield "平均分钟按人口加权，只计能到达的人口。" + (f"车速：{answer.speeds_source}。" if answer.speeds_source else "通行时间按所给路网。")
    yield f"路网：{sound.nodes:,}个节点，{sound.components:,}片互不连通的部分，最大一片占{sound.largest_share:.1%}。"
    yield f"人口点到路网最远{answer.cells.metres.max():,.0f}米，机构到路网最远{answer.sites.metres.max():,.0f}米。"
    if result.uncovered:
        yield f"未覆盖{len(result.uncovered):,}处，人口最多的：{'、'.join(result.uncovered[:first])}"
    if result.unreachable:
        yield f"其中没有路可到任何机构{len(result.unreachable):,}处：{'、'.join(result.unreachable[:first])}"
    for what, points in (("人口点", sound.far_cells), ("机构", sound.far_sites)):
        if points:
            yield f"离路网超过5公里的{what}{len(points):,}处：" + "、".join(f"{p.id}（{p.metres / 1000:,.1f}公里）" for p in points[:first])


class Stages:
    """Says on a terminal's standard error which stage runs, once it has taken long enough to wonder."""

    def __init__(self) -> None:
        self._seen = sys.stderr.isatty()
        self._timer: Timer | None = None
        self._status: Any = None

    def __enter__(self) -> "Stages":
        return self

    def __call__(self, words: str) -> None:
        self._stop()
        if self._seen:
            self._timer = Timer(PATIENCE_SECONDS, self._show, [words])
            self._timer.daemon = True
            self._timer.start()

    def _show(self, words: str) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        self._status = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=Console(stderr=True), transient=True)
        self._status.add_task(words, total=None)
        self._status.start()

    def _stop(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer.join()
            self._timer = None
        if self._status:
            self._status.stop()
            self._status = None

    def __exit__(self, *_: object) -> None:
        self._stop()
