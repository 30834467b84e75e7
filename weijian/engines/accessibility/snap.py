"""From a point on the ground to the nearest node of the network, and the walk between them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weijian.engines.accessibility.network import Network, on_sphere
from weijian.engines.accessibility.speeds import METRES_PER_SECOND, WALKING_KMH
from weijian.kernel.geo import distances_metres

Floats = NDArray[np.float64]
TIE = 1e-12  # chords on the unit sphere this close are one distance (6 micrometres on the ground)


@dataclass(frozen=True, eq=False)
class Snap:
    """Points bound to nodes: node index, great-circle metres to it, and the seconds that walk takes."""

    node: NDArray[np.int32]
    metres: Floats
    seconds: Floats

    def __len__(self) -> int:
        return len(self.node)

    def only(self, index: int) -> "Snap":
        """One of the points."""
        return Snap(self.node[index : index + 1], self.metres[index : index + 1], self.seconds[index : index + 1])


def snap(network: Network, lon: Floats, lat: Floats, *, walking_kmh: float = WALKING_KMH) -> Snap:
    """The nearest node of each point by great-circle distance; of equally near ones the first given. Nothing is too far."""
    points = on_sphere(lon, lat)
    node = _nearest(network, points) if len(points) else np.zeros(0, dtype=np.int32)
    metres = distances_metres(lat, lon, network.lat[node], network.lon[node])
    return Snap(node, metres, metres / (walking_kmh * METRES_PER_SECOND))


def swapped(network: Network, lon: Floats, lat: Floats, snapped: Snap, *, far_metres: float) -> NDArray[np.intp]:
    """Indices of points far from every road that would lie near one if their longitude and latitude were exchanged."""
    strange = np.flatnonzero((snapped.metres > far_metres) & (np.abs(lon) <= 90))
    exchanged = snap(network, lat[strange], lon[strange])
    return strange[exchanged.metres <= far_metres]


def _nearest(network: Network, points: Floats) -> NDArray[np.int32]:
    chords, nodes = network.tree.query(points, k=[1, 2])
    node = np.asarray(nodes[:, 0], dtype=np.int32)
    for tied in np.flatnonzero(chords[:, 1] <= chords[:, 0] + TIE):
        node[tied] = min(network.tree.query_ball_point(points[tied], chords[tied, 0] + TIE))
    return node
