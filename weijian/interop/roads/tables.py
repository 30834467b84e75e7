"""Nodes, edges, cells and sites from plain tables (CSV, heading first) into arrays.

UTF-8 (with or without its mark) or GB18030; columns in any order, others ignored; spaces around a value do not count.
A table is taken whole or refused with every fault by row and column (the first hundred, and how many there are).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weijian.interop.roads import refusals as say
from weijian.interop.roads.columns import FIRST_FAULTS, Column, Kind, Shape, Source, lines_of, read_table
from weijian.kernel.refusal import Fault, Refusal, Refusals

Texts = NDArray[np.object_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int32]


@dataclass(frozen=True, eq=False, slots=True)
class Nodes:
    """Junctions, degrees WGS84. `ids` are unique strings."""

    ids: Texts
    lon: Floats
    lat: Floats


@dataclass(frozen=True, eq=False, slots=True)
class Edges:
    """Roads between nodes, given as indices into `Nodes`; two-way unless `oneway`. Self-loops and zero seconds may occur."""

    from_node: Indices
    to_node: Indices
    seconds: Floats
    oneway: NDArray[np.bool_]
    road_class: Texts | None
    metres: Floats | None


@dataclass(frozen=True, eq=False, slots=True)
class Cells:
    """Where people live. `place` is what they are counted under, None when the table has no such column; `groups` are
    the people of each group asked for, cells by groups."""

    ids: Texts
    lon: Floats
    lat: Floats
    people: Floats
    place: Texts | None
    groups: Floats | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Sites:
    """Institutions people travel to."""

    ids: Texts
    lon: Floats
    lat: Floats
    name: Texts | None


ID = Column("id", Kind.ID)
LON = Column("lon", Kind.NUMBER, low=-180, high=180, beyond=say.LONGITUDE_RANGE)
LAT = Column("lat", Kind.NUMBER, low=-90, high=90, beyond=say.LATITUDE_RANGE)
EDGE_COLUMNS = (
    Column("from", Kind.NODE),
    Column("to", Kind.NODE),
    Column("seconds", Kind.NUMBER, low=0, beyond=say.SECONDS_NEGATIVE),
    Column("oneway", Kind.FLAG, required=False),
    Column("class", Kind.TEXT, required=False),
    Column("metres", Kind.NUMBER, required=False, low=0, beyond=say.METRES_NEGATIVE),
)
PEOPLE = Column("people", Kind.NUMBER, low=0, beyond=say.PEOPLE_NEGATIVE)
PLACE = Column("place", Kind.TEXT, required=False)
NAME = Column("name", Kind.TEXT, required=False, also=("name_zh",))


def read_nodes(source: Source, *, name: str = "nodes.csv") -> Nodes:
    """Columns id, lon, lat. `name` is what refusals call the table."""
    columns = read_table(source, Shape(name, (ID, LON, LAT)))
    return Nodes(columns["id"], columns["lon"], columns["lat"])


def read_edges(source: Source, nodes: Nodes, *, name: str = "edges.csv", nodes_name: str = "nodes.csv") -> Edges:
    """Columns from, to, seconds, and when present oneway, class, metres; `from` and `to` must be in `nodes`."""
    columns = read_table(source, Shape(name, EDGE_COLUMNS, nodes.ids, nodes_name))
    oneway = columns.get("oneway")
    if oneway is None:
        oneway = np.zeros(len(columns["seconds"]), dtype=np.bool_)
    return Edges(columns["from"], columns["to"], columns["seconds"], oneway, columns.get("class"), columns.get("metres"))


def read_cells(source: Source, *, name: str = "cells.csv", by: str = "place", groups: tuple[str, ...] = ()) -> Cells:
    """Columns id, lon, lat, people, those of the `groups` of people asked for, and `by`, which only "place" may lack."""
    under = Column(by.casefold(), Kind.TEXT, required=by != "place")
    counted = tuple(Column(group.casefold(), Kind.NUMBER, low=0, beyond=say.PEOPLE_NEGATIVE) for group in groups)
    columns = read_table(source, Shape(name, (ID, LON, LAT, PEOPLE, under, *counted)))
    of_groups = np.column_stack([columns[c.name] for c in counted]) if counted else None
    return Cells(columns["id"], columns["lon"], columns["lat"], columns["people"], columns.get(under.name), of_groups)


def read_sites(source: Source, *, name: str = "sites.csv") -> Sites:
    """Columns id, lon, lat, and when present name (or name_zh)."""
    columns = read_table(source, Shape(name, (ID, LON, LAT, NAME)))
    return Sites(columns["id"], columns["lon"], columns["lat"], columns.get("name"))


def refuse_swapped(source: Source, ids: list[str], *, name: str) -> None:
    """Turns a table down for the points whose longitude and latitude the network shows to be exchanged."""
    if ids:
        lines = lines_of(source, name, set(ids[:FIRST_FAULTS]))
        faults = [Fault(Refusal(say.COORDINATES_SWAPPED, id=i), lines[i], "lon、lat") for i in ids[:FIRST_FAULTS]]
        raise Refusals(say.TABLE_HAS_FAULTS, faults, total=len(ids), table=name)
