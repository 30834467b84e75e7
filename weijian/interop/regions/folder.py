"""What a folder holds: every file is recognised by its columns, read whole, or left aside with the reason.

Recognised: divisions (code, name), census (CODE, POPU), age shares (CODE, AGES_65P), population (code, year, source, people), cells (id, lon, lat,
people), institutions (id, name, lon, lat), nodes and edges or one OpenStreetMap file, boundaries (GeoJSON with codes).
"""

import csv
import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from weijian.interop.regions import refusals, shapes
from weijian.interop.roads import refusals as roads
from weijian.interop.roads.columns import NUMBER, Shape, read_table
from weijian.kernel.refusal import Fault, Refusal, Refusals

# What a spreadsheet leaves where a formula failed: an absent number, told to the person, not a wrong one.
FAILED_FORMULA = re.compile(r"#(DIV/0!|N/A|VALUE!|REF!|NAME\?|NUM!|NULL!)")
Table = dict[str, NDArray[Any]]
OSM_ENDINGS = (".pbf", ".osm", ".osm.gz", ".osm.bz2")
# In this order: the first whose required columns are all there. Edges and nodes are read by interop.roads.
SHAPES: tuple[tuple[str, Shape], ...] = (
    ("census", shapes.CENSUS),
    ("ages", shapes.AGES),
    ("population", shapes.POPULATION),
    ("cells", shapes.CELLS),
    ("institutions", shapes.INSTITUTIONS),
    ("divisions", shapes.DIVISIONS),
)


@dataclass(frozen=True)
class Region:
    """The tables of one region; `files` says what each file was taken for, `left_aside` why one was not."""

    divisions: tuple[Table, ...] = ()
    census: tuple[Table, ...] = ()
    ages: tuple[Table, ...] = ()
    population: tuple[Table, ...] = ()
    cells: tuple[Table, ...] = ()
    institutions: tuple[Table, ...] = ()
    boundaries: dict[str, dict[str, Any]] = field(default_factory=dict)
    osm: Path | None = None
    nodes: Path | None = None
    edges: Path | None = None
    files: dict[str, str] = field(default_factory=dict)
    left_aside: dict[str, str] = field(default_factory=dict)
    failed_formulas: tuple[str, ...] = ()


def read_region(folder: Path, sites: Collection[str] = ()) -> Region:
    """Every table of the folder; a Refusal names the file, row and column of anything wrong in a recognised one.

    `sites` names files of bare points (id, lon, lat) that the person says are institutions.
    """
    if not folder.is_dir():
        raise Refusal(refusals.NO_FOLDER, folder=folder.name or str(folder))
    if missing := [name for name in sites if not (folder / name).is_file()]:
        raise Refusal(refusals.NO_SUCH_SITES, file=missing[0])
    region = Region()
    for path in sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith(".")):
        region = _with_points(region, path) if path.name in sites else _with(region, path)
    if not region.files:
        raise Refusal(refusals.NOTHING_RECOGNISED, folder=folder.name)
    if region.osm and region.edges:
        raise Refusal(refusals.ROADS_TWICE, osm=region.osm.name)
    if region.edges and not region.nodes:
        raise Refusal(refusals.EDGES_WITHOUT_NODES, edges=region.edges.name)
    return region


def _with(region: Region, path: Path) -> Region:
    name = path.name.lower()
    if name.endswith(OSM_ENDINGS):
        return _taken(region, path, "roads", osm=path)
    if name.endswith(".geojson"):
        return _taken(region, path, "boundaries", boundaries={**region.boundaries, **_boundaries(path)})
    if name.endswith(".csv"):
        return _with_table(region, path)
    return replace(region, left_aside={**region.left_aside, path.name: "ending"})


def _with_points(region: Region, path: Path) -> Region:
    table = read_table(path, replace(shapes.POINTS, name=path.name))
    table.setdefault("name", table["id"])
    return _taken(region, path, "institutions", institutions=(*region.institutions, table))


def _with_table(region: Region, path: Path) -> Region:
    headings = _headings(path)
    if {"from", "to", "seconds"} <= headings:
        return _taken(region, path, "edges", edges=path)
    if headings == {"id", "lon", "lat"} and "node" in path.stem.lower():
        return _taken(region, path, "nodes", nodes=path)
    if headings & shapes.HOUSEHOLD_TABLE:
        return replace(region, left_aside={**region.left_aside, path.name: "households"})
    for kind, shape in SHAPES:
        if all({c.name.casefold(), *(a.casefold() for a in c.also)} & headings for c in shape.columns if c.required):
            table = read_table(path, replace(shape, name=path.name))
            region = replace(region, failed_formulas=(*region.failed_formulas, *_failed_formulas(table, path.name)))
            return _taken(region, path, kind, **{kind: (*getattr(region, kind), table)})
    points = {"id", "lon", "lat"} <= headings
    return replace(region, left_aside={**region.left_aside, path.name: "points" if points else "columns"})


def _failed_formulas(table: Table, file: str) -> list[str]:
    return [
        f"{file} 第{row}行 {name}"
        for name, column in table.items() if column.dtype.kind not in "fiu"
        for row, text in enumerate(column, start=2) if isinstance(text, str) and FAILED_FORMULA.fullmatch(text)
    ]


def _taken(region: Region, path: Path, kind: str, **changes: Any) -> Region:
    return replace(region, files={**region.files, path.name: kind}, **changes)


def _headings(path: Path) -> set[str]:
    with path.open("rb") as file:
        first = file.readline(65_536)
    text = first.removeprefix(b"\xef\xbb\xbf")
    line = next((text.decode(e) for e in ("utf-8", "gb18030") if _decodes(text, e)), "")
    return {h.strip().casefold() for h in next(csv.reader([line]), [])}


def _decodes(text: bytes, encoding: str) -> bool:
    try:
        text.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _boundaries(path: Path) -> dict[str, dict[str, Any]]:
    """Polygons by division code, degrees WGS84."""
    try:
        features = orjson.loads(path.read_bytes())["features"]
        found = {str(f["properties"]["code"]): f["geometry"] for f in features if f.get("geometry") and f["properties"].get("code")}
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
        raise Refusal(refusals.BOUNDARIES_BROKEN, file=path.name) from None
    far = [v for g in found.values() for v in _numbers(g.get("coordinates", ())) if abs(v) > 180]
    if far:
        raise Refusal(refusals.OUTSIDE_EARTH, file=path.name, value=round(far[0], 1))
    return found


def _numbers(coordinates: Any) -> list[float]:
    return [float(v) for v in _flat(coordinates)]


def _flat(thing: Any) -> Any:
    if isinstance(thing, list | tuple):
        for item in thing:
            yield from _flat(item)
    else:
        yield thing


def numbers(table: Table, name: str, file: str) -> NDArray[np.float64]:
    """An optional column as numbers, NaN where it is empty or absent; a Refusal names the first cell that is no number."""
    texts = table.get(name)
    if texts is None:
        return np.full(len(next(iter(table.values()))), np.nan)
    for row, text in enumerate(texts, start=2):
        if text and not NUMBER.fullmatch(text) and not FAILED_FORMULA.fullmatch(text):
            raise Refusals(roads.TABLE_HAS_FAULTS, [Fault(Refusal(roads.NUMBER_UNREADABLE, value=text), row, name)], table=file)
    return np.fromiter((float(t) if t and not t.startswith("#") else np.nan for t in texts), np.float64, len(texts))
