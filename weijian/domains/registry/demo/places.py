"""Divisions: one county, sixteen townships and streets, some two hundred and twenty villages and communities, and their hamlets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shapely import MultiPoint, Point, Polygon, STRtree, unary_union, voronoi_polygons
from shapely.geometry import mapping

from weijian.domains.registry.demo.terrain import Terrain, lat_of, lon_of

Floats = NDArray[np.float64]

PROVINCE, PREFECTURE, COUNTY = "42", "4299", "429921"
RIVER_TOWN, CLOUD_TOWN = "429921101", "429921202"
RIVER_STREET, EAST_WILLOW = "429921101001", "429921101201"
CLOUD_RIDGE, FAR_HILL = "429921202201", "429921202202"
SINCE = date(2012, 1, 1)
HERMITAGE = "仙人洞组"  # the hamlet no car reaches
# code, name, east and north of the seat in km, communities, villages, radius in km, weight of people
TOWNSHIPS = (
    ("001", "青禾街道", -1.6, 0.3, 9, 0, 1.4, 2.6), ("002", "江东街道", 2.0, -0.2, 7, 1, 1.5, 2.2), ("101", "柳河镇", 0.4, 2.4, 4, 12, 3.2, 1.5),
    ("103", "石桥镇", 13.5, 1.5, 2, 16, 4.6, 1.0), ("104", "白沙镇", 6.5, -11.5, 2, 17, 4.8, 1.0), ("105", "双塘镇", -11.0, -7.5, 2, 17, 4.9, 1.0),
    ("106", "清泉镇", -7.2, 9.0, 2, 14, 4.2, 0.9), ("107", "长岗镇", 12.0, 13.5, 2, 15, 4.9, 0.9), ("108", "渡口镇", 4.2, -19.0, 1, 12, 4.2, 0.8),
    ("109", "杨家集镇", -20.5, -4.5, 1, 14, 4.8, 0.8), ("202", "云岭乡", -15.0, 15.5, 1, 11, 4.2, 0.8), ("210", "松坪乡", -21.5, 9.0, 1, 10, 4.2, 0.8),
    ("211", "茶园乡", -2.5, 18.5, 1, 12, 4.4, 0.8), ("212", "黄泥乡", 22.0, -5.5, 1, 13, 4.6, 0.8), ("213", "高庙乡", 21.5, 8.5, 1, 12, 4.4, 0.8),
    ("214", "南湖乡", -6.0, -17.5, 1, 12, 4.5, 0.8),
)
COMMUNITY_NAMES = (
    "河街", "文庙", "东门", "西门", "南门", "北门", "新华", "建设", "胜利",
    "滨江", "桃园", "和平", "望江", "解放", "青年", "光明", "花园", "锦绣", "翠竹", "安康",
)
FIRST = "东西南北上下大小新老前后黄白青红金银龙凤马牛羊石沙柳杨松梅桃李枣竹茶麻姜胡陈王张刘周吴徐彭罗谢曾"
SECOND = "湾冲坡岭坪坝塘桥沟店铺畈岗墩坳港洲庙台坊铺湖嘴垸河山田庄"
FIXED = {RIVER_STREET: "河街社区", EAST_WILLOW: "东柳村", CLOUD_RIDGE: "云岭村", FAR_HILL: "远山村"}


@dataclass(frozen=True)
class Division:
    """One division; `ends_on` only for those that are no more."""

    code: str
    name: str
    parent: str
    urban_rural: str = ""
    segment: str = ""
    x: float = 0.0
    y: float = 0.0
    boundary: dict[str, Any] | None = None
    from_on: date = SINCE
    ends_on: date | None = None

    @property
    def level(self) -> int:
        return {2: 1, 4: 2, 6: 3, 9: 4, 12: 5}[len(self.code)]


@dataclass(frozen=True, eq=False)
class Hamlets:
    """Clusters of houses, each in one village. `number` counts within the village from 1."""

    village: NDArray[np.int32]
    number: NDArray[np.int32]
    x: Floats
    y: Floats
    name: list[str]
    cut_off: int  # the one that no car reaches


@dataclass(frozen=True, eq=False)
class Places:
    """`divisions` are parents first; `villages` are those of the last level in use, in order; arrays go with `villages`."""

    divisions: tuple[Division, ...]
    villages: tuple[Division, ...]
    township: NDArray[np.int32]
    x: Floats
    y: Floats
    weight: Floats
    mountainous: NDArray[np.bool_]
    hamlets: Hamlets
    successions: tuple[tuple[str, str, date, str], ...] = field(default=())


def places(rng: np.random.Generator, land: Terrain) -> Places:
    townships = [_township(*row[:4]) for row in TOWNSHIPS]
    villages, weight, township = _villages(rng, land)
    x, y = np.array([v.x for v in villages]), np.array([v.y for v in villages])
    cells = _cells(land, x, y)
    villages = [_with_boundary(v, c) for v, c in zip(villages, cells, strict=True)]
    townships = [_with_boundary(t, unary_union([c for c, i in zip(cells, township, strict=True) if i == n])) for n, t in enumerate(townships)]
    county = Division(COUNTY, "青禾县", PREFECTURE, boundary=_geojson(unary_union(cells)))
    top = (Division(PROVINCE, "楚省", "", x=-20.0, y=-22.0), Division(PREFECTURE, "禾州市", PROVINCE, x=-10.0, y=-11.0), county)
    former, successions = _former(villages)
    return Places(
        (*top, *townships, *villages, *former), tuple(villages), np.array(township, dtype=np.int32), x, y, weight, land.mountainous(x, y),
        _hamlets(rng, land, villages, x, y), successions,
    )


def _township(code: str, name: str, x: float, y: float) -> Division:
    return Division(COUNTY + code, name, COUNTY, x=x, y=y)


def _villages(rng: np.random.Generator, land: Terrain) -> tuple[list[Division], Floats, list[int]]:
    found: list[Division] = []
    weights: list[float] = []
    township: list[int] = []
    names = _names(rng)
    for n, (code, _, x, y, communities, villages, radius, weight) in enumerate(TOWNSHIPS):
        spots = _spots(rng, land, x, y, communities, villages, radius)
        for i, (px, py) in enumerate(spots):
            number, segment = (i + 1, i + 1) if i < communities else (201 + i - communities, 101 + i - communities)
            full = f"{COUNTY}{code}{number:03d}"
            name = FIXED.get(full) or (f"{names[0].pop()}社区" if i < communities else f"{names[1].pop()}村")
            found.append(Division(full, name, COUNTY + code, _urban_rural(code, i, communities), f"{segment:03d}", round(px, 4), round(py, 4)))
            thin = 0.45 if land.mountainous(np.array(px), np.array(py)) else 1.0
            weights.append(weight * (1.0 if i < communities else 0.62) * rng.uniform(0.7, 1.3) * thin)
            township.append(n)
    return found, np.array(weights), township


def _names(rng: np.random.Generator) -> tuple[list[str], list[str]]:
    """Names to be taken from the end, none twice."""
    pairs = sorted({a + b for a in FIRST for b in SECOND} - {"东柳", "云岭", "远山"})
    communities = [c for c in COMMUNITY_NAMES if c != "河街"] + [f"{a}{b}" for a in "兴安永福嘉" for b in "隆宁昌泰和"]
    return list(reversed(communities)), [pairs[i] for i in rng.permutation(len(pairs))]


def _spots(rng: np.random.Generator, land: Terrain, x: float, y: float, communities: int, villages: int, radius: float) -> list[tuple[float, float]]:
    """Communities close together in the middle, villages spread around by a golden-angle spiral, none in the river."""
    turn = rng.uniform(0, 6.28)
    ring = 0.5 * np.sqrt(np.arange(communities) + 0.3)
    bend = turn + 2.4 * np.arange(communities)
    near = list(zip((x + ring * np.cos(bend)).tolist(), (y + ring * np.sin(bend)).tolist(), strict=True))
    spread = (np.arange(villages) + 1.3) / (villages + 0.8)
    away = 0.9 + radius * np.sqrt(spread) + rng.normal(0, 0.12, villages)
    angle = turn + 1.2 + 2.39996 * np.arange(villages) + rng.normal(0, 0.12, villages)
    far = list(zip((x + away * np.cos(angle)).tolist(), (y + away * np.sin(angle)).tolist(), strict=True))
    return [_off_the_river(land, px, py) for px, py in near + far]


def _off_the_river(land: Terrain, x: float, y: float) -> tuple[float, float]:
    river = float(land.river_x(np.array(y)))
    gap = x - river
    return (river + (0.45 if gap >= 0 else -0.45), y) if abs(gap) < 0.45 else (x, y)


def _urban_rural(code: str, index: int, communities: int) -> str:
    if code < "100":
        return "111" if index < communities - 1 else "112"
    if index < communities:
        return "210" if code >= "200" else "121"
    return "122" if code < "200" and index < communities + 2 else "220"


def _cells(land: Terrain, x: Floats, y: Floats) -> list[Any]:
    """The land nearest to each village, inside the county's border."""
    points = MultiPoint(np.column_stack([x, y]))
    rim = unary_union([Polygon(land.rim), points.convex_hull.buffer(0.8)])
    pieces = list(voronoi_polygons(points, extend_to=rim).geoms)
    tree = STRtree(pieces)
    found: list[Any] = []
    for px, py in zip(x, y, strict=True):
        holder = tree.query(Point(px, py), predicate="intersects")
        found.append(pieces[int(holder[0])].intersection(rim))
    return found


def _with_boundary(division: Division, cell: Any) -> Division:
    return Division(**{**division.__dict__, "boundary": _geojson(cell)})


def _geojson(shape: Any) -> dict[str, Any]:
    def degrees(ring: Sequence[Sequence[float]]) -> list[list[float]]:
        xy = np.asarray(ring, dtype=np.float64)[:, :2]
        rounded: list[list[float]] = np.round(np.column_stack([lon_of(xy[:, 0]), lat_of(xy[:, 1])]), 5).tolist()
        return rounded

    found = mapping(shape)
    if found["type"] == "Polygon":
        return {"type": "Polygon", "coordinates": [degrees(r) for r in found["coordinates"]]}
    return {"type": "MultiPolygon", "coordinates": [[degrees(r) for r in polygon] for polygon in found["coordinates"]]}


def _former(villages: list[Division]) -> tuple[list[Division], tuple[tuple[str, str, date, str], ...]]:
    """Two villages that were merged away, and the township that became a town."""
    by_code = {v.code: v for v in villages}
    merged = (
        (f"{RIVER_TOWN}230", "小柳村", EAST_WILLOW, "130", date(2021, 6, 30), "青民发〔2021〕18号"),
        (f"{CLOUD_TOWN}230", "后山村", CLOUD_RIDGE, "130", date(2019, 10, 31), "青民发〔2019〕31号"),
    )
    gone = [
        Division(code, name, code[:9], "220", segment, by_code[heir].x + 0.6, by_code[heir].y - 0.4, ends_on=on) for code, name, heir, segment, on, _ in merged
    ]
    gone.append(Division(f"{COUNTY}205", "石桥乡", COUNTY, x=13.5, y=1.5, ends_on=date(2016, 12, 31)))
    successions = [(code, heir, on, document) for code, _, heir, _, on, document in merged]
    successions.append((f"{COUNTY}205", f"{COUNTY}103", date(2016, 12, 31), "楚民政函〔2016〕204号"))
    return gone, tuple(successions)


def _hamlets(rng: np.random.Generator, land: Terrain, villages: list[Division], x: Floats, y: Floats) -> Hamlets:
    """Six to eleven clusters of houses around each village's middle; one of 远山村 lies behind the cliff."""
    count = rng.integers(6, 12, len(villages))
    village = np.repeat(np.arange(len(villages), dtype=np.int32), count)
    number = np.arange(len(village)) - np.repeat(np.cumsum(count) - count, count) + 1
    dense = np.array([v.urban_rural.startswith("1") for v in villages])[village]
    away = np.where(number == 1, 0.06, np.where(dense, rng.uniform(0.12, 0.42, len(village)), rng.uniform(0.25, 1.25, len(village))))
    angle = rng.uniform(0, 6.28) + number * 2.39996 + rng.normal(0, 0.3, len(village))
    hx, hy = x[village] + away * np.cos(angle), y[village] + away * np.sin(angle)
    wrong_bank = land.east_of_river(hx, hy) != land.east_of_river(x[village], y[village])
    hx = np.where(wrong_bank, x[village] * 0.85 + hx * 0.15, hx)
    hy = np.where(wrong_bank, y[village] * 0.85 + hy * 0.15, hy)
    far = next(i for i, v in enumerate(villages) if v.code == FAR_HILL)
    cut_off = int(np.flatnonzero(village == far)[-1])
    hx[cut_off], hy[cut_off] = x[far] - 1.9, y[far] + 1.5
    names = [f"{n}组" for n in number.tolist()]
    names[cut_off] = HERMITAGE
    return Hamlets(village, number.astype(np.int32), hx, hy, names, cut_off)
