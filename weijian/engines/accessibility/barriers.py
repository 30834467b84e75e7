"""Roads that something lies across: a river without a bridge, a border, a flood, a closed district."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weijian.engines.accessibility.network import Network


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


def _within_box(network: Network, box: NDArray[np.float64]) -> NDArray[np.intp]:
    """The pairs whose own box meets it."""
    near = np.ones(len(network.ground.low), dtype=np.bool_)
    for degrees, least, most in ((network.lon, box[0], box[2]), (network.lat, box[1], box[3])):
        one, other = degrees[network.ground.low], degrees[network.ground.high]
        near &= (np.maximum(one, other) >= least) & (np.minimum(one, other) <= most)
    return np.flatnonzero(near)
