"""Roads that something lies across: a river without a bridge, a border, a flood, a closed district."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weijian.engines.accessibility.network import Network
from weijian.kernel.geo import EARTH_RADIUS_METRES

METRES_PER_DEGREE = EARTH_RADIUS_METRES * np.pi / 180  # of latitude
NARROWEST = 0.01  # at the poles a degree of longitude is no width


def edges_across(network: Network, barriers: Sequence[Any], *, bridges: NDArray[np.bool_] | None = None) -> NDArray[np.bool_]:
    """Which edges cross or touch one of the barriers (shapely lines or areas, in degrees): `network.turned(shut=…)` closes them.

    Edges are taken as straight; `bridges` (shape: edges) are those that go over or under, and stay open.
    """
    import shapely

    ground = network.ground
    across = np.zeros(len(ground.low), dtype=np.bool_)
    for barrier in barriers:
        shapely.prepare(barrier)
        near = _within_box(network, shapely.bounds(barrier))
        ends = [np.column_stack([network.lon[side[near]], network.lat[side[near]]]) for side in (ground.low, ground.high)]
        across[near] |= shapely.intersects(shapely.linestrings(np.stack(ends, axis=1)), barrier)
    shut = across[ground.pair] & (ground.pair >= 0) if len(across) else np.zeros(network.edges, dtype=np.bool_)
    return np.asarray(shut if bridges is None else shut & ~bridges, dtype=np.bool_)


def around(course: Sequence[tuple[float, float]], metres: float) -> Any:
    """The area within so many metres of a point or a line of points (longitude and latitude, degrees): a shapely area in degrees.

    Metres are taken on a plane at the course's middle latitude, right to a few parts in a thousand over a county.
    """
    import shapely

    points = np.asarray(course, dtype=np.float64)
    narrow = max(float(np.cos(np.radians(points[:, 1].mean()))), NARROWEST)
    plane = points * [narrow, 1.0]
    line = shapely.Point(plane[0]) if len(plane) == 1 else shapely.LineString(plane)
    return shapely.transform(line.buffer(metres / METRES_PER_DEGREE), lambda xy: xy / [narrow, 1.0])


def _within_box(network: Network, box: NDArray[np.float64]) -> NDArray[np.intp]:
    """The pairs whose own box meets it."""
    near = np.ones(len(network.ground.low), dtype=np.bool_)
    for degrees, least, most in ((network.lon, box[0], box[2]), (network.lat, box[1], box[3])):
        one, other = degrees[network.ground.low], degrees[network.ground.high]
        near &= (np.maximum(one, other) >= least) & (np.minimum(one, other) <= most)
    return np.flatnonzero(near)
