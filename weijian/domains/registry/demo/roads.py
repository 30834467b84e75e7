"""The road graph: streets in the towns, roads between places that cross the river only on bridges, switchbacks in the mountain."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import Delaunay, cKDTree

from weijian.domains.registry.demo.places import TOWNSHIPS, Hamlets, Places
from weijian.domains.registry.demo.terrain import BRIDGES_Y, Terrain, lat_of, lon_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

CLASSES = ("trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "track", "path")
TRUNK, PRIMARY, SECONDARY, TERTIARY, UNCLASSIFIED, RESIDENTIAL, TRACK, PATH = range(len(CLASSES))
WALK, E_BIKE, CAR = 1, 2, 4  # the bits of interop.roads
ALL = WALK | E_BIKE | CAR
STEP_KM = 0.24  # between two nodes of a road
BANK_KM = 0.16  # from the middle of the river to a bridge's head
BLOCK_KM = 0.15


@dataclass(frozen=True, eq=False)
class Roads:
    """Directed segments, both ways given; what `planning.load_network` keeps."""

    lon: Floats
    lat: Floats
    from_node: Ints
    to_node: Ints
    metres: Floats
    road_class: NDArray[np.uint8]
    modes: NDArray[np.uint8]
    bridges: int

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        return {
            "lon": self.lon, "lat": self.lat, "from_node": self.from_node, "to_node": self.to_node, "metres": self.metres,
            "road_class": self.road_class, "modes": self.modes, "classes": np.array(CLASSES),
        }


class _Draft:
    """Nodes and segments gathered while the roads are laid out, in kilometres."""

    def __init__(self) -> None:
        self.x: list[Floats] = []
        self.y: list[Floats] = []
        self.segments: list[tuple[Ints, Ints, int, int]] = []
        self.nodes = 0

    def add_nodes(self, x: Floats, y: Floats) -> Ints:
        self.x.append(np.asarray(x, dtype=np.float64))
        self.y.append(np.asarray(y, dtype=np.float64))
        self.nodes += len(x)
        return np.arange(self.nodes - len(x), self.nodes, dtype=np.int32)

    def connect(self, tail: Ints, head: Ints, road_class: int, modes: int = ALL) -> None:
        self.segments.append((np.asarray(tail, dtype=np.int32), np.asarray(head, dtype=np.int32), road_class, modes))


def roads(rng: np.random.Generator, land: Terrain, where: Places) -> Roads:
    """About eleven thousand nodes, whatever the number of residents."""
    draft = _Draft()
    centres = np.array([row[2:4] for row in TOWNSHIPS], dtype=np.float64)
    heads = _bridge_heads(land)
    points = np.vstack([centres, np.column_stack([where.x, where.y]), heads])
    tail, head = _planar(points, land, len(heads))
    junctions = draft.add_nodes(points[:, 0], points[:, 1])
    kinds = _classes(points, tail, head, land)
    for a, b, kind in zip(tail.tolist(), head.tolist(), kinds.tolist(), strict=True):
        _lay(draft, rng, land, junctions[a], junctions[b], points[a], points[b], kind)
    for n in range(len(TOWNSHIPS)):
        _streets(draft, junctions[n], centres[n], 9 if n < 2 else 6, land)
    _lanes(draft, rng, land, where, junctions[len(TOWNSHIPS) : len(TOWNSHIPS) + len(where.x)])
    return _finished(draft, len(heads) // 2)


def _bridge_heads(land: Terrain) -> Floats:
    """West and east head of each bridge, in turn."""
    y = np.repeat(np.array(BRIDGES_Y), 2)
    x = land.river_x(y) + np.tile([-BANK_KM, BANK_KM], len(BRIDGES_Y))
    return np.column_stack([x, y])


def _planar(points: Floats, land: Terrain, heads: int) -> tuple[Ints, Ints]:
    """Edges of the Gabriel graph that stay on one bank, and the bridges. Such a graph never crosses itself."""
    triangles = Delaunay(points).simplices
    pairs = np.unique(np.sort(np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [0, 2]]]), axis=1), axis=0)
    half = np.hypot(*(points[pairs[:, 0]] - points[pairs[:, 1]]).T) / 2
    nearest, _ = cKDTree(points).query(points[pairs].mean(axis=1))
    gabriel = (nearest >= half - 1e-9) & ~_wet(land, points[pairs[:, 0]], points[pairs[:, 1]])
    first = len(points) - heads
    bridges = np.column_stack([np.arange(first, len(points), 2), np.arange(first + 1, len(points), 2)])
    kept = _joined(points, np.vstack([pairs[gabriel], bridges]), pairs, land)
    return kept[:, 0].astype(np.int32), kept[:, 1].astype(np.int32)


def _wet(land: Terrain, a: Floats, b: Floats) -> NDArray[np.bool_]:
    """Would the straight road touch the river?"""
    along = np.linspace(0, 1, 25)
    x = a[:, [0]] + (b[:, [0]] - a[:, [0]]) * along
    y = a[:, [1]] + (b[:, [1]] - a[:, [1]]) * along
    east = land.east_of_river(x, y)
    return np.asarray((east != east[:, [0]]).any(axis=1))


def _joined(points: Floats, edges: NDArray[np.integer], candidates: NDArray[np.integer], land: Terrain) -> NDArray[np.integer]:
    """The edges, and the shortest dry candidates that join the pieces left over."""
    dry = candidates[~_wet(land, points[candidates[:, 0]], points[candidates[:, 1]])]
    length = np.hypot(*(points[dry[:, 0]] - points[dry[:, 1]]).T)
    for a, b in dry[np.argsort(length)]:
        count, piece = connected_components(csr_array((np.ones(len(edges)), edges.T), shape=(len(points), len(points))), directed=False)
        if count == 1:
            break
        if piece[a] != piece[b]:
            edges = np.vstack([edges, [[a, b]]])
    return edges


def _classes(points: Floats, tail: Ints, head: Ints, land: Terrain) -> Ints:
    """A national road through the county, main roads from the seat to the towns, lesser ones from a town to its villages."""
    length = np.hypot(*(points[tail] - points[head]).T)
    climb = 1 + 1.5 * land.mountainous(points[tail, 0], points[tail, 1])
    graph = csr_array((length * climb, (tail, head)), shape=(len(points), len(points)))
    towns = len(TOWNSHIPS)
    _, before = dijkstra(graph, directed=False, indices=np.arange(towns), return_predecessors=True)
    edge = {frozenset(pair): i for i, pair in enumerate(zip(tail.tolist(), head.tolist(), strict=True))}
    kinds = np.full(len(tail), UNCLASSIFIED, dtype=np.int32)
    routes = [(towns_row, end, TERTIARY) for towns_row in range(2, towns) for end in range(towns, len(points)) if _near(points, towns_row, end)]
    routes += [(a, b, SECONDARY) for a in range(2, towns) for b in range(a) if np.hypot(*(points[a] - points[b])) < 14]
    routes += [(0, town, PRIMARY) for town in range(1, towns)]
    routes += [(0, 9, TRUNK), (0, 14, TRUNK)]
    for start, end, kind in routes:
        for i in _route(before[start], start, end, edge):
            kinds[i] = min(kinds[i], kind)
    return kinds


def _near(points: Floats, a: int, b: int) -> bool:
    return bool(np.hypot(*(points[a] - points[b])) < 4)


def _route(before: NDArray[np.integer], start: int, end: int, edge: dict[frozenset[int], int]) -> list[int]:
    found = []
    while end != start and before[end] >= 0:
        found.append(edge[frozenset((int(before[end]), int(end)))])
        end = int(before[end])
    return found


def _lay(
    draft: _Draft, rng: np.random.Generator, land: Terrain, a: int, b: int, start: Floats, end: Floats, kind: int, modes: int = ALL, step: float = STEP_KM,
) -> None:
    """A road between two nodes: gently winding on the plain, in zigzags where it is steep."""
    length = float(np.hypot(*(end - start)))
    pieces = max(1, round(length / step))
    along = np.linspace(0, 1, pieces + 1)[1:-1]
    x, y = start[0] + (end[0] - start[0]) * along, start[1] + (end[1] - start[1]) * along
    normal = np.array([-(end - start)[1], (end - start)[0]]) / max(length, 1e-9)
    steep = np.clip((land.metres(x, y) - 250) / 500, 0, 1)
    zigzag = np.where(np.arange(len(along)) % 2, 0.22, -0.22) * steep * min(1.0, length)
    winding = 0.05 * min(1.0, length) * np.sin(along * np.pi * max(1, pieces // 3) + rng.uniform(0, 6.28)) * np.sin(along * np.pi)
    nodes = draft.add_nodes(x + normal[0] * (zigzag + winding), y + normal[1] * (zigzag + winding))
    chain = np.concatenate([[a], nodes, [b]])
    draft.connect(chain[:-1], chain[1:], kind, modes)


def _streets(draft: _Draft, junction: int, centre: Floats, side: int, land: Terrain) -> None:
    """A grid of streets around a town's middle, on the middle's bank of the river."""
    offset = (np.arange(side) - (side - 1) / 2) * BLOCK_KM
    gx, gy = (grid.ravel() for grid in np.meshgrid(centre[0] + offset, centre[1] + offset))
    bank = land.east_of_river(gx, gy) == land.east_of_river(centre[[0]], centre[[1]])
    nodes = np.full(side * side, -1, dtype=np.int32)
    nodes[bank] = draft.add_nodes(gx[bank], gy[bank])
    square = nodes.reshape(side, side)
    for a, b in ((square[:, :-1], square[:, 1:]), (square[:-1], square[1:])):
        both = (a.ravel() >= 0) & (b.ravel() >= 0)
        draft.connect(a.ravel()[both], b.ravel()[both], RESIDENTIAL)
    nearest = int(np.argmin(np.where(bank, np.hypot(gx - centre[0], gy - centre[1]), np.inf)))
    draft.connect(np.array([junction]), nodes[[nearest]], RESIDENTIAL)


def _lanes(draft: _Draft, rng: np.random.Generator, land: Terrain, where: Places, villages: Ints) -> None:
    """A lane from each village's middle to each hamlet; to the one behind the cliff only a path, though it has a track of its own."""
    hamlets = where.hamlets
    ends = draft.add_nodes(hamlets.x, hamlets.y)
    for h, (v, x, y) in enumerate(zip(hamlets.village.tolist(), hamlets.x.tolist(), hamlets.y.tolist(), strict=True)):
        start, end = np.array([where.x[v], where.y[v]]), np.array([x, y])
        if h == hamlets.cut_off:
            _lay(draft, rng, land, villages[v], ends[h], start, end, PATH, WALK)
        else:
            kind = TRACK if where.mountainous[v] and hamlets.number[h] % 3 == 0 else RESIDENTIAL
            _lay(draft, rng, land, villages[v], ends[h], start, end, kind, step=0.3)
    _farm_track(draft, hamlets, int(ends[hamlets.cut_off]))


def _farm_track(draft: _Draft, hamlets: Hamlets, node: int) -> None:
    h = hamlets.cut_off
    track = draft.add_nodes(hamlets.x[h] + np.array([0.08, 0.15]), hamlets.y[h] + np.array([0.05, 0.12]))
    draft.connect(np.concatenate([[node], track[:1]]), track, TRACK)


def _finished(draft: _Draft, bridges: int) -> Roads:
    """Both directions of every segment, with its length on the ground."""
    x, y = np.concatenate(draft.x), np.concatenate(draft.y)
    tail = np.concatenate([s[0] for s in draft.segments])
    head = np.concatenate([s[1] for s in draft.segments])
    kind = np.concatenate([np.full(len(s[0]), s[2], dtype=np.uint8) for s in draft.segments])
    modes = np.concatenate([np.full(len(s[0]), s[3], dtype=np.uint8) for s in draft.segments])
    metres = np.round(np.hypot(x[tail] - x[head], y[tail] - y[head]) * 1000, 1)
    return Roads(
        lon_of(x), lat_of(y), np.concatenate([tail, head]), np.concatenate([head, tail]), np.tile(metres, 2), np.tile(kind, 2), np.tile(modes, 2), bridges,
    )
