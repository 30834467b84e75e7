"""The same answers, slowly and obviously: a heap, a dictionary, haversine over every node."""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

Edge = tuple[int, int, float, bool]  # from, to, seconds, oneway
Point = tuple[float, float]  # longitude, latitude
A_HAIR = 6e-6  # metres


def arcs(edges: Iterable[Edge]) -> Mapping[int, list[tuple[int, float]]]:
    out: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for tail, head, seconds, oneway in edges:
        out[tail].append((head, seconds))
        if not oneway:
            out[head].append((tail, seconds))
    return out


def seconds_from(node: int, edges: Iterable[Edge]) -> dict[int, float]:
    """Dijkstra's algorithm from one node, the way the people travel."""
    out, settled, heap = arcs(edges), {}, [(0.0, node)]
    while heap:
        seconds, here = heapq.heappop(heap)
        if here in settled:
            continue
        settled[here] = seconds
        for there, more in out[here]:
            heapq.heappush(heap, (seconds + more, there))
    return settled


def metres_between(one: Point, other: Point) -> float:
    (lon_1, lat_1), (lon_2, lat_2) = one, other
    phi_1, phi_2 = math.radians(lat_1), math.radians(lat_2)
    h = math.sin((phi_2 - phi_1) / 2) ** 2 + math.cos(phi_1) * math.cos(phi_2) * math.sin(math.radians(lon_2 - lon_1) / 2) ** 2
    return 2 * 6_371_008.8 * math.asin(math.sqrt(min(1.0, h)))


def bound(point: Point, nodes: Sequence[Point]) -> tuple[int, float]:
    """Nearest node (of those within a hair of each other the first) and the seconds of the walk to it at 5 km/h."""
    metres = [metres_between(point, node) for node in nodes]
    least = min(metres)
    node = next(i for i, far in enumerate(metres) if far <= least + A_HAIR)
    return node, metres[node] / (5 / 3.6)


def travel_seconds(nodes: Sequence[Point], edges: Sequence[Edge], cell: Point, site: Point) -> float:
    start, walk_in = bound(cell, nodes)
    end, walk_out = bound(site, nodes)
    return walk_in + seconds_from(start, edges).get(end, math.inf) + walk_out


def nearest_seconds(nodes: Sequence[Point], edges: Sequence[Edge], cell: Point, sites: Sequence[Point]) -> float:
    return min(travel_seconds(nodes, edges, cell, site) for site in sites)
