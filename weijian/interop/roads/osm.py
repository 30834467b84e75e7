"""Roads from OpenStreetMap files (.osm, .osm.pbf, .osm.gz, .osm.bz2), read by `osmium`.

Ways with a `highway` class become directed segments between consecutive nodes, each with its length and the modes that
may use it; so do ferry lines, as class "ferry". A barrier on a node (a bollard, a locked gate) closes the segments that touch
it to the modes that do not get past. Not read: turn restrictions, conditional and lane tags, speed limits, timetables of ferries.
"""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from weijian.interop.roads import refusals as say
from weijian.interop.roads.ways import ALL, CLASSES, MODES, class_of, modes_each_way, modes_past
from weijian.kernel.geo import distances_metres
from weijian.kernel.refusal import Refusal

CUT_SHORT = ("eof", "no element found", "unclosed token", "truncated", "unexpected end")
WAYS_PER_WORD = 10_000  # how often progress is told


@dataclass(frozen=True, eq=False, slots=True)
class RoadNetwork:
    """Directed segments between nodes; `modes` is a bit mask (walk 1, e-bike 2, car 4), never 0.

    `road_class` indexes `classes`. `lost_segments` counts pieces whose end the file does not hold (cut at its border).
    """

    node_ids: NDArray[np.int64]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    from_node: NDArray[np.int32]
    to_node: NDArray[np.int32]
    metres: NDArray[np.float64]
    road_class: NDArray[np.int16]
    modes: NDArray[np.uint8]
    classes: tuple[str, ...]
    ways: int
    lost_segments: int

    def usable(self, mode: str, *, name: str = "OSM") -> NDArray[np.bool_]:
        """Which segments this mode may use; a Refusal, naming the file, when there are none."""
        mask = (self.modes & MODES[mode]) > 0
        if not mask.any():
            raise Refusal(say.OSM_WITHOUT_MODE, table=name, mode=mode)
        return mask


@dataclass
class _Ways:
    """Ways as read: their nodes end to end, and one entry per way for everything else."""

    refs: "array[int]" = field(default_factory=lambda: array("q"))
    lon: "array[float]" = field(default_factory=lambda: array("d"))
    lat: "array[float]" = field(default_factory=lambda: array("d"))
    lengths: "array[int]" = field(default_factory=lambda: array("q"))
    road_class: "array[int]" = field(default_factory=lambda: array("h"))
    along: "array[int]" = field(default_factory=lambda: array("B"))
    against: "array[int]" = field(default_factory=lambda: array("B"))
    past: dict[int, int] = field(default_factory=dict)  # nodes with a barrier: the modes that get past


def read_roads(source: bytes | Path, *, form: str = "", name: str = "", progress: Callable[[int], None] | None = None) -> RoadNetwork:
    """All roads of a file. `form` ("pbf", "osm", "osm.gz", ...) is needed for bytes only; `progress` is told the ways read."""
    table = name or (source.name if isinstance(source, Path) else "OSM")
    ways = _read_ways(source, form, table, progress)
    return _as_network(ways, table)


def _read_ways(source: bytes | Path, form: str, table: str, progress: Callable[[int], None] | None) -> _Ways:
    import osmium

    if isinstance(source, Path) and not source.is_file():
        raise Refusal(say.FILE_UNREADABLE, table=table)
    opened = str(source) if isinstance(source, Path) else osmium.io.FileBuffer(source, form)
    ways = _Ways()
    try:
        found = osmium.FileProcessor(opened, osmium.osm.NODE | osmium.osm.WAY).with_locations()
        count = 0
        for thing in found.with_filter(osmium.filter.KeyFilter("highway", "route", "barrier")):
            if isinstance(thing, osmium.osm.Node):
                _take_barrier(ways, thing)
                continue
            _take_way(ways, thing)
            if progress and count % WAYS_PER_WORD == 0:
                progress(count)
            count += 1
    except (RuntimeError, OSError) as error:
        _refuse(error, table)
    return ways


def _refuse(error: Exception, table: str) -> NoReturn:
    cut_short = any(sign in str(error).casefold() for sign in CUT_SHORT)
    raise Refusal(say.OSM_TRUNCATED if cut_short else say.OSM_UNREADABLE, table=table) from error


_CLASS_INDEX = {name: index for index, name in enumerate(CLASSES)}


def _take_barrier(ways: _Ways, node: Any) -> None:
    """Nodes come before the ways of their file."""
    if "barrier" in node.tags and (past := modes_past(node.tags.get)) != ALL:
        ways.past[node.id] = past


def _take_way(ways: _Ways, way: Any) -> None:
    along, against = modes_each_way(way.tags.get)
    if not along | against:
        return
    ways.road_class.append(_CLASS_INDEX[class_of(way.tags.get)])
    ways.along.append(along)
    ways.against.append(against)
    ways.lengths.append(len(way.nodes))
    for node in way.nodes:
        here = node.location
        known = here.valid()
        ways.refs.append(node.ref)
        ways.lon.append(here.lon if known else np.nan)
        ways.lat.append(here.lat if known else np.nan)


def _as_network(ways: _Ways, table: str) -> RoadNetwork:
    lon, lat = np.array(ways.lon), np.array(ways.lat)
    start, way_of = _segments(ways)
    sound = ~np.isnan(lon[start] + lon[start + 1]) if len(start) else np.zeros(0, dtype=np.bool_)
    lost, start, way_of = int((~sound).sum()), start[sound], way_of[sound]
    if not len(start):
        raise Refusal(say.OSM_WITHOUT_ROADS, table=table)
    used = np.concatenate([start, start + 1])
    node_ids, first, index = np.unique(np.array(ways.refs)[used], return_index=True, return_inverse=True)
    tail, head = index[: len(start)].astype(np.int32), index[len(start) :].astype(np.int32)
    lon, lat = lon[used[first]], lat[used[first]]
    metres = distances_metres(lat[tail], lon[tail], lat[head], lon[head])
    past = _past_both_ends(ways, start)
    along, against = np.array(ways.along)[way_of] & past, np.array(ways.against)[way_of] & past
    go, back = along > 0, against > 0
    road_class = np.array(ways.road_class)[way_of]
    return RoadNetwork(
        node_ids, lon, lat,
        np.concatenate([tail[go], head[back]]), np.concatenate([head[go], tail[back]]),
        np.concatenate([metres[go], metres[back]]), np.concatenate([road_class[go], road_class[back]]),
        np.concatenate([along[go], against[back]]), tuple(CLASSES), len(ways.lengths), lost,
    )


def _past_both_ends(ways: _Ways, start: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Of every segment, the modes that no barrier at either end stops."""
    refs = np.array(ways.refs)
    past = np.full(len(refs), ALL, dtype=np.uint8)
    if ways.past:
        nodes, modes = np.fromiter(ways.past, dtype=np.int64), np.fromiter(ways.past.values(), dtype=np.uint8)
        order = np.argsort(nodes)
        at = order[np.minimum(np.searchsorted(nodes, refs, sorter=order), len(nodes) - 1)]
        stopped = nodes[at] == refs
        past[stopped] = modes[at[stopped]]
    return np.asarray(past[start] & past[start + 1], dtype=np.uint8)


def _segments(ways: _Ways) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each segment starts in the row of nodes, and the way it belongs to: every node but a way's last starts one."""
    lengths = np.array(ways.lengths, dtype=np.int64)
    way_of = np.repeat(np.arange(len(lengths)), lengths)
    inner = np.ones(len(way_of), dtype=np.bool_)
    inner[np.cumsum(lengths)[lengths > 0] - 1] = False
    start = np.flatnonzero(inner)
    return start, way_of[start]
