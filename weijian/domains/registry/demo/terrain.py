"""The lie of the land: a river from north to south through the county seat, a mountain in the north-west. Kilometres from the seat."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SEAT_LON, SEAT_LAT = 112.20, 31.20
KM_PER_DEGREE_LAT = 110.9
KM_PER_DEGREE_LON = 111.32 * float(np.cos(np.radians(SEAT_LAT)))
SUMMIT = (-19.0, 17.0)
SUMMIT_METRES, FOOTHILL_METRES, PLAIN_METRES = 1_150.0, 180.0, 42.0
MOUNTAIN_ABOVE_METRES = 300.0
BRIDGES_Y = (-19.0, -9.5, -1.2, 1.0, 8.5, 18.0)  # where a road crosses the river
RIM_POINTS = 96


@dataclass(frozen=True, eq=False)
class Terrain:
    """`rim` is the county's border (n by 2) and `river` its course (n by 2), both in kilometres east and north of the seat."""

    rim: Floats
    river: Floats
    bends: tuple[float, float, float]

    def river_x(self, y: Floats) -> Floats:
        """How far east of the seat the river runs at so many kilometres north."""
        a, b, c = self.bends
        return np.asarray(-0.32 * y + a * (np.sin(y / 5 + b) - np.sin(b)) + c * (np.sin(y / 2.1) * np.clip(np.abs(y) / 10, 0, 1)))

    def east_of_river(self, x: Floats, y: Floats) -> NDArray[np.bool_]:
        return np.asarray(x > self.river_x(y))

    def metres(self, x: Floats, y: Floats) -> Floats:
        """Height above the sea."""
        far = np.hypot((x - SUMMIT[0]) / 11.0, (y - SUMMIT[1]) / 9.0)
        ridges = 0.82 + 0.18 * np.sin(x * 1.1 + 0.6 * y) * np.cos(0.9 * y - 0.3 * x)
        rolling = FOOTHILL_METRES * 0.15 * (1 + np.sin(x / 3.7) * np.cos(y / 4.3))
        return np.asarray(PLAIN_METRES + rolling + SUMMIT_METRES * np.exp(-(far**2)) * ridges)

    def mountainous(self, x: Floats, y: Floats) -> NDArray[np.bool_]:
        return np.asarray(self.metres(x, y) > MOUNTAIN_ABOVE_METRES)


def terrain(rng: np.random.Generator) -> Terrain:
    angle = np.linspace(0, 2 * np.pi, RIM_POINTS, endpoint=False)
    wobble = sum(rng.uniform(0.4, 1.1) * np.sin(k * angle + rng.uniform(0, 6.28)) for k in range(2, 8))
    x, y = (29 + wobble) * np.cos(angle), (24 + wobble) * np.sin(angle)
    bends = (rng.uniform(1.5, 2.5), rng.uniform(0, 6.28), rng.uniform(0.2, 0.5))
    land = Terrain(np.column_stack([x, y + 1.5]), np.zeros((0, 2)), bends)
    course = np.linspace(-26, 29, 220)
    return Terrain(land.rim, np.column_stack([land.river_x(course), course]), bends)


def lon_of(x: Floats) -> Floats:
    return np.round(SEAT_LON + x / KM_PER_DEGREE_LON, 6)


def lat_of(y: Floats) -> Floats:
    return np.round(SEAT_LAT + y / KM_PER_DEGREE_LAT, 6)
