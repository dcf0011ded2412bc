"""Coordinates: datums there and back, and the usual accidents."""

from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.errors import Refusal
from yuantu.ontology.coordinates import DATUMS, from_wgs84, read_coordinate, to_wgs84

LONS = st.floats(min_value=74, max_value=135, allow_nan=False)
LATS = st.floats(min_value=4, max_value=53, allow_nan=False)
METRES_PER_DEGREE = 111_320.0


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    east = (one[0] - other[0]) * cos(radians(one[1])) * METRES_PER_DEGREE
    return hypot(east, (one[1] - other[1]) * METRES_PER_DEGREE)


@given(LONS, LATS, st.sampled_from(DATUMS))
def test_round_trip_below_a_centimetre(lon: float, lat: float, datum: str) -> None:
    there = from_wgs84(lon, lat, datum)
    assert metres(to_wgs84(*there, datum), (lon, lat)) < 0.01


@given(LONS, LATS)
def test_offsets_are_of_the_known_size(lon: float, lat: float) -> None:
    gcj, baidu = from_wgs84(lon, lat, "GCJ-02"), from_wgs84(lon, lat, "BD-09")
    assert 0 < metres(gcj, (lon, lat)) < 2_000
    assert 500 < metres(baidu, gcj) < 1_500


def test_published_point() -> None:
    """Tiananmen in WGS-84 and GCJ-02, as printed by the widely used implementations."""
    assert metres(from_wgs84(116.3912022, 39.9075000, "GCJ-02"), (116.3974457, 39.9089039)) < 1


def test_reads_in_a_datum() -> None:
    point = read_coordinate(" 113.083° ", "22.583N", "GCJ-02")
    assert point.datum == "GCJ-02"
    assert from_wgs84(point.lon, point.lat, "GCJ-02") == pytest.approx((113.083, 22.583), abs=1e-7)


def test_reads_degrees_minutes_seconds() -> None:
    point = read_coordinate("112°51′30″", "22°12'36\"N")
    assert (point.lon, point.lat) == pytest.approx((112.858333, 22.21), abs=1e-5)


@pytest.mark.parametrize(
    ("lon", "lat", "datum", "code"),
    [
        ("22.583", "113.083", "WGS-84", "coordinate_swapped"),
        ("2.35", "48.85", "WGS-84", "coordinate_outside"),
        ("113083", "22.583", "WGS-84", "coordinate_outside"),
        ("113.083", "", "WGS-84", "coordinate_half"),
        ("东经", "22.5", "WGS-84", "coordinate_unreadable"),
        ("112°71′", "22.5", "WGS-84", "coordinate_unreadable"),
        ("113.083", "22.583", "Beijing54", "datum_unknown"),
    ],
)
def test_refuses(lon: str, lat: str, datum: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_coordinate(lon, lat, datum)
    assert caught.value.problem.code == code
