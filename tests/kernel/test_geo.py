"""Distances on the sphere and points that cannot be."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weijian.kernel.geo import (
    CHINA,
    EARTH_RADIUS_METRES,
    BoundingBox,
    bounding_box,
    box_around,
    distance_metres,
    distances_metres,
    fault_in_coordinates,
)

latitudes, longitudes = st.floats(-90, 90), st.floats(-180, 180)


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres() -> None:
    assert distance_metres(30, 105, 31, 105) == pytest.approx(math.pi * EARTH_RADIUS_METRES / 180)


def test_beijing_and_shanghai_are_a_thousand_and_sixty_seven_kilometres_apart() -> None:
    assert distance_metres(39.9042, 116.4074, 31.2304, 121.4737) == pytest.approx(1_067_000, rel=0.002)


def test_opposite_points_are_half_the_world_apart() -> None:
    assert distance_metres(10, 20, -10, -160) == pytest.approx(math.pi * EARTH_RADIUS_METRES)


@given(latitudes, longitudes, latitudes, longitudes)
def test_arrays_measure_what_single_points_measure(lat_1: float, lon_1: float, lat_2: float, lon_2: float) -> None:
    one = distance_metres(lat_1, lon_1, lat_2, lon_2)
    many = distances_metres([lat_1], [lon_1], [lat_2], [lon_2])
    assert many.shape == (1,)
    assert many[0] == pytest.approx(one, abs=1e-3)
    assert one == pytest.approx(distance_metres(lat_2, lon_2, lat_1, lon_1), abs=1e-3)


def test_a_matrix_of_distances_comes_by_broadcasting() -> None:
    lat, lon = np.array([30.0, 31.0]), np.array([105.0, 106.0])
    matrix = distances_metres(lat[:, None], lon[:, None], lat, lon)
    assert matrix.shape == (2, 2)
    assert np.allclose(np.diag(matrix), 0)
    assert np.isnan(distances_metres([np.nan], [0.0], [0.0], [0.0])[0])


@given(st.floats(-89, 89), st.floats(-170, 170), st.floats(1, 500_000), st.floats(0, 2 * math.pi), st.floats(0, 1))
def test_the_box_around_a_point_holds_all_that_is_near(lat: float, lon: float, metres: float, bearing: float, part: float) -> None:
    angle = metres * part * (1 - 1e-9) / EARTH_RADIUS_METRES
    phi = math.radians(lat)
    there = math.asin(math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(bearing))
    turn = math.atan2(math.sin(bearing) * math.sin(angle) * math.cos(phi), math.cos(angle) - math.sin(phi) * math.sin(there))
    east = lon + math.degrees(turn)
    if -180 <= east <= 180:
        box = box_around(lat, lon, metres)
        grown = BoundingBox(box.south - 1e-9, box.west - 1e-9, box.north + 1e-9, box.east + 1e-9)
        assert grown.covers(math.degrees(there), east)


def test_the_box_of_points_leaves_out_what_is_unknown() -> None:
    assert bounding_box([30, 31, np.nan], [105, 104, 0]) == BoundingBox(30, 104, 31, 105)
    with pytest.raises(ValueError):
        bounding_box([np.nan], [1])


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (31.35, 106.06, None),
        (106.06, 31.35, "KER-91"),
        (95.0, 200.0, "KER-90"),
        (float("nan"), 106.0, "KER-90"),
        (0.0, 0.0, "KER-92"),
        (-30.0, -51.2, "KER-92"),
    ],
)
def test_a_point_outside_is_told_why(latitude: float, longitude: float, code: str | None) -> None:
    fault = fault_in_coordinates(latitude, longitude)
    assert (fault.code if fault else None) == code


def test_a_point_anywhere_will_do_where_no_box_is_given() -> None:
    assert fault_in_coordinates(-30.0, -51.2, within=None) is None
    assert fault_in_coordinates(-91, 0, within=None) is not None
    assert fault_in_coordinates(31, 106, within=CHINA) is None
