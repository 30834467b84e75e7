"""Distances and boxes on the sphere, for points in WGS84 (degrees, latitude first).

Distances use the mean radius of the WGS84 ellipsoid, (2a + b) / 3 = 6,371,008.8 m; against the ellipsoid the error is
below 0.6 %. Straight lines only: travel is the accessibility engine's business.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weijian.kernel import refusals as say
from weijian.kernel.refusal import Refusal

EARTH_RADIUS_METRES = 6_371_008.8


@dataclass(frozen=True, slots=True)
class BoundingBox:
    """Degrees; never across the date line."""

    south: float
    west: float
    north: float
    east: float

    def covers(self, latitude: float, longitude: float) -> bool:
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


CHINA = BoundingBox(south=3.0, west=73.0, north=54.0, east=136.0)


def distance_metres(latitude_1: float, longitude_1: float, latitude_2: float, longitude_2: float) -> float:
    """Great-circle distance between two points, by the haversine formula."""
    phi_1, phi_2 = math.radians(latitude_1), math.radians(latitude_2)
    half_phi, half_lambda = (phi_2 - phi_1) / 2, math.radians(longitude_2 - longitude_1) / 2
    h = math.sin(half_phi) ** 2 + math.cos(phi_1) * math.cos(phi_2) * math.sin(half_lambda) ** 2
    return 2 * EARTH_RADIUS_METRES * math.asin(min(1.0, math.sqrt(h)))


def distances_metres(latitudes_1: ArrayLike, longitudes_1: ArrayLike, latitudes_2: ArrayLike, longitudes_2: ArrayLike) -> NDArray[np.float64]:
    """Great-circle distances of arrays that broadcast against each other; shape of the broadcast. NaN stays NaN.

    A matrix of n by m comes from `distances_metres(lat1[:, None], lon1[:, None], lat2, lon2)`.
    """
    phi_1, phi_2 = np.radians(latitudes_1), np.radians(latitudes_2)
    half_phi = (phi_2 - phi_1) / 2
    half_lambda = (np.radians(longitudes_2) - np.radians(longitudes_1)) / 2
    h = np.sin(half_phi) ** 2 + np.cos(phi_1) * np.cos(phi_2) * np.sin(half_lambda) ** 2
    return np.asarray(2 * EARTH_RADIUS_METRES * np.arcsin(np.minimum(1.0, np.sqrt(h))), dtype=np.float64)


def box_around(latitude: float, longitude: float, metres: float) -> BoundingBox:
    """The smallest box that holds every point within so many metres; clipped at the poles and at ±180°."""
    angle = metres / EARTH_RADIUS_METRES
    phi = math.radians(latitude)
    reach = math.degrees(angle)
    south, north = latitude - reach, latitude + reach
    if south <= -90 or north >= 90:
        return BoundingBox(max(south, -90.0), -180.0, min(north, 90.0), 180.0)
    width = math.degrees(math.asin(min(1.0, math.sin(min(angle, math.pi / 2)) / math.cos(phi))))
    return BoundingBox(south, max(longitude - width, -180.0), north, min(longitude + width, 180.0))


def bounding_box(latitudes: ArrayLike, longitudes: ArrayLike) -> BoundingBox:
    """The box around points; NaN ones are left out. ValueError when none is left."""
    lat, lon = np.asarray(latitudes, dtype=np.float64), np.asarray(longitudes, dtype=np.float64)
    real = ~(np.isnan(lat) | np.isnan(lon))
    if not real.any():
        raise ValueError("a box needs at least one point")
    lat, lon = lat[real], lon[real]
    return BoundingBox(float(lat.min()), float(lon.min()), float(lat.max()), float(lon.max()))


def fault_in_coordinates(latitude: float, longitude: float, *, within: BoundingBox | None = CHINA) -> Refusal | None:
    """What is wrong with a point: swapped, off the globe, or outside the given box (None: anywhere will do)."""
    if within is not None and not within.covers(latitude, longitude) and within.covers(longitude, latitude):
        return Refusal(say.COORDINATES_SWAPPED)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return Refusal(say.COORDINATES_RANGE)
    return None if within is None or within.covers(latitude, longitude) else Refusal(say.COORDINATES_OUTSIDE)
