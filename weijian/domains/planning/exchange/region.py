"""A region's folder into the house: divisions and population and institutions to the registry, roads to planning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from django.db import transaction

from weijian.domains.planning.actions import networks as actions
from weijian.domains.planning.actions.networks import Arrays
from weijian.domains.planning.models import RoadNetwork
from weijian.domains.registry.api import (
    Cell,
    Division,
    Headcount,
    Loaded,
    Site,
    load_cells,
    load_institutions,
    load_places,
    load_population,
)
from weijian.foundation.statistics import refresh_statistics
from weijian.interop.regions import refusals
from weijian.interop.regions.folder import Region, Table, numbers, read_region
from weijian.interop.roads.osm import read_roads
from weijian.interop.roads.tables import read_edges, read_nodes
from weijian.kernel.dates import parse_date
from weijian.kernel.places import OWN_REGION, fault_in_place_code, natural_code
from weijian.kernel.refusal import Refusal, must
from weijian.kernel.standing import Standing
from weijian.kernel.valuesets import INSTITUTION_KIND, OWNERSHIP

SHORT_CODE = 4  # a file's running number is no institution code
YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True)
class Choices:
    """What the person said beside the folder. `within` keeps only one division and what is below it."""

    name: str
    within: str = ""
    as_of: date = date.min
    year: int | None = None
    source: str = ""
    sites: tuple[str, ...] = ()


@dataclass
class Report:
    """What came of the load, to be told to the person."""

    files: dict[str, str]
    left_aside: dict[str, str]
    counts: dict[str, Loaded] = field(default_factory=dict)
    network: RoadNetwork | None = None
    notes: list[str] = field(default_factory=list)


@transaction.atomic
def load_region(folder: Path, choices: Choices, *, by: Standing, at: datetime) -> Report:
    """Read the whole folder, then load it in one transaction: a Refusal leaves nothing behind."""
    region = read_region(folder, choices.sites)
    report = Report(region.files, region.left_aside, notes=[f"{where} 是出错的公式，按没有数字处理。" for where in region.failed_formulas])
    divisions, root = _divisions(region, choices, report)
    report.counts["divisions"] = load_places(divisions, _boundaries(region, choices), from_on=choices.as_of, by=by, at=at)
    if counts := list(_headcounts(region, choices)):
        report.counts["population"] = load_population(counts, by=by, at=at)
    if cells := list(_cells(region)):
        report.counts["cells"] = load_cells(cells, source=choices.source or choices.name, fallback_code=root, by=by, at=at)
    if sites := [*_sites(region), *_sites_in_cells(region, report)]:
        report.counts["institutions"] = load_institutions(sites, from_on=choices.as_of, fallback_code=root, document=choices.source, by=by, at=at)
    refresh_statistics("registry")
    if roads := _roads(region):
        report.network = actions.load_network(choices.name, roads, as_of=choices.as_of, source=choices.source, by=by, at=at)
    return report


def _divisions(region: Region, choices: Choices, report: Report) -> tuple[list[Division], str]:
    """The divisions wanted, and the code of the outermost: what has no place of its own is put there."""
    found = [d for table in region.divisions for d in _rows_of_divisions(table)]
    if not found:
        report.notes.append(f"没有区划文件：以自设代码 {OWN_REGION} 建立“{choices.name}”。")
        return [Division(OWN_REGION, choices.name)], OWN_REGION
    kept = [d for d in found if d.code.startswith(choices.within)]
    if not kept:
        raise Refusal(refusals.NO_SUCH_PLACE, code=choices.within)
    above = {choices.within[:n] for n in (2, 4, 6, 9) if n < len(choices.within)}
    return kept + [d for d in found if d.code in above], choices.within or min((d.code for d in kept), key=lambda c: (len(c), c))


def _rows_of_divisions(table: Table) -> Iterator[Division]:
    blank = [""] * len(table["code"])
    for raw, name, urban, segment in zip(table["code"], table["name"], table.get("urban_rural", blank), table.get("segment", blank), strict=True):
        code = natural_code(raw)
        if why := fault_in_place_code(code):
            raise Refusal(refusals.CODE_WRONG, code=raw, why=why.sentence)
        yield Division(code, name, urban, segment)


def _boundaries(region: Region, choices: Choices) -> dict[str, dict[str, Any]]:
    return {natural_code(code): shape for code, shape in region.boundaries.items() if natural_code(code).startswith(choices.within)}


def _headcounts(region: Region, choices: Choices) -> Iterator[Headcount]:
    """Stated counts, and census totals with the strata their age shares give."""
    for table in region.population:
        strata = table.get("stratum", [""] * len(table["code"]))
        for code, year, source, people, stratum in zip(table["code"], table["year"], table["source"], table["people"], strata, strict=True):
            yield Headcount(natural_code(code), int(year), source, int(people), stratum or "all")
    shares = _age_shares(region)
    for file, table in _named(region, "census", region.census):
        year = choices.year or _year_of(file) or choices.as_of.year
        for code, people in zip(table["code"], numbers(table, "popu", file), strict=True):
            if np.isfinite(people) and natural_code(code).startswith(choices.within):
                yield from _strata(natural_code(code), year, int(people), shares.get(code, {}), file)


def _strata(code: str, year: int, people: int, shares: dict[str, float], file: str) -> Iterator[Headcount]:
    yield Headcount(code, year, "census", people, document=file)
    for stratum, share in shares.items():
        if np.isfinite(share):
            yield Headcount(code, year, "census", round(people * share), stratum, f"{file}（年龄占比 × 总人口）")


def _age_shares(region: Region) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for file, table in _named(region, "ages", region.ages):
        old, young = numbers(table, "ages_65p", file), numbers(table, "ages_0-14", file)
        found.update({code: {"65+": float(o), "0-14": float(y)} for code, o, y in zip(table["code"], old, young, strict=True)})
    return found


def _cells(region: Region) -> Iterator[Cell]:
    for file, table in _named(region, "cells", region.cells):
        elderly, children = numbers(table, "elderly", file), numbers(table, "children", file)
        places = table.get("place", [""] * len(table["id"]))
        rows = zip(table["id"], table["lon"], table["lat"], table["people"], places, elderly, children, strict=True)
        yield from (Cell(i, float(x), float(y), float(n), natural_code(p), _or_none(o), _or_none(c)) for i, x, y, n, p, o, c in rows)


def _sites(region: Region) -> Iterator[Site]:
    for table in region.institutions:
        for row in _as_rows(table):
            opened = parse_date(row["opened_on"]) if row.get("opened_on") else None
            must(opened if isinstance(opened, Refusal) else None)
            yield Site(
                row["id"] if len(row["id"]) > SHORT_CODE else f"SITE-{row['id']}", row["name"], float(row["lon"]), float(row["lat"]),
                _code(INSTITUTION_KIND, row.get("kind", "")), row.get("level", ""), row.get("grade", ""),
                _code(OWNERSHIP, row.get("ownership", "")) or "9", natural_code(row.get("place", "")),
                row.get("address", ""), opened if isinstance(opened, date) else None,
            )


def _sites_in_cells(region: Region, report: Report) -> Iterator[Site]:
    """A grid that only counts its health services stands them in its cells' middles, one institution a cell."""
    for file, table in _named(region, "cells", region.cells):
        counts = numbers(table, "healthcare", file)
        some = np.flatnonzero(np.nan_to_num(counts) > 0)
        if len(some):
            report.notes.append(f"{file} 只有卫生服务点的个数：在 {len(some)} 个格子的中心各立一处，共 {int(counts[some].sum())} 点。")
        for i in some:
            cell = table["id"][i]
            yield Site(f"CELL-{cell}", f"卫生服务点 {cell}（{int(counts[i])}处）", float(table["lon"][i]), float(table["lat"][i]))


def _named(region: Region, kind: str, tables: tuple[Table, ...]) -> Iterator[tuple[str, Table]]:
    return zip((file for file, k in region.files.items() if k == kind), tables, strict=True)


def _as_rows(table: Table) -> Iterator[dict[str, Any]]:
    for i in range(len(table["id"])):
        yield {name: column[i] for name, column in table.items()}


def _code(values: Any, text: str) -> str:
    """The code of what the file says; "" when it says nothing, a Refusal when it says something unknown."""
    found = values.code_of(text) if text else ""
    if isinstance(found, Refusal):
        raise found
    return str(found)


def _or_none(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _year_of(file: str) -> int | None:
    found = YEAR.search(file)
    return int(found.group()) if found else None


def _roads(region: Region) -> Arrays | None:
    """The road graph, whichever of the two kinds of files the region brought; None when it brought none."""
    if region.osm:
        return _arrays_of_osm(region.osm)
    return _arrays_of_tables(region.nodes, region.edges) if region.nodes and region.edges else None


def _arrays_of_osm(path: Path) -> Arrays:
    """An OpenStreetMap file as arrays: directed segments with metres, class and the modes that may use them."""
    roads = read_roads(path)
    return {
        "lon": roads.lon, "lat": roads.lat, "from_node": roads.from_node, "to_node": roads.to_node, "metres": roads.metres,
        "road_class": roads.road_class, "modes": roads.modes, "classes": np.array(roads.classes),
    }


def _arrays_of_tables(nodes_path: Path, edges_path: Path) -> Arrays:
    """Node and edge tables as arrays; seconds are as given, whatever the mode."""
    nodes = read_nodes(nodes_path, name=nodes_path.name)
    edges = read_edges(edges_path, nodes, name=edges_path.name, nodes_name=nodes_path.name)
    return {
        "lon": nodes.lon, "lat": nodes.lat, "from_node": edges.from_node, "to_node": edges.to_node, "seconds": edges.seconds, "oneway": edges.oneway,
    }
