"""Where on the earth is this pair of numbers?

Stored in WGS-84. GCJ-02 (the offset of Chinese map services) and BD-09 (Baidu's second offset) are
undone by iterating the published forward formulas, which are the same in every open implementation
(Krasovsky ellipsoid, 2009); round trips close to well under a centimetre. CGCS2000 differs from WGS-84
by centimetres at most and is taken as equal.
"""

import re
from collections.abc import Callable
from math import atan2, cos, hypot, pi, sin, sqrt

from yuantu.errors import Refusal
from yuantu.ontology.numerals import plain_characters
from yuantu.ontology.values import Coordinate

# Mean radius R1 of the Earth (Moritz 2000, Geodetic Reference System 1980, Journal of Geodesy 74): every distance
# on the sphere is on this one. Against the ellipsoid a distance is off by up to half a per cent.
EARTH_RADIUS_KM = 6371.0088
DATUMS = ("WGS-84", "CGCS2000", "GCJ-02", "BD-09")
WEST, EAST, SOUTH, NORTH = 73.0, 136.0, 3.0, 54.0
_AXIS_M = 6378245.0
_ECCENTRICITY = 0.00669342162296594323
_BAIDU = pi * 3000.0 / 180.0
_DEGREES = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(?:°|度)?\s*[nesw北东]?", re.IGNORECASE)
_SEXAGESIMAL = re.compile(
    r"(\d{1,3})[°度](\d{1,2})['’′分](?:(\d{1,2}(?:\.\d+)?)(?:[\"”″秒]|''|′′)?)?[ne北东]?", re.IGNORECASE
)

Point = tuple[float, float]


def read_coordinate(lon_text: str, lat_text: str, datum: str = "WGS-84") -> Coordinate:
    """Longitude and latitude as written in `datum`, as a WGS-84 `Coordinate`.

    Raises `Refusal`: `coordinate_half` (one of the two is blank), `coordinate_unreadable`,
    `coordinate_swapped`, `coordinate_outside` (not in China), `datum_unknown`.
    """
    if bool(lon_text.strip()) != bool(lat_text.strip()):
        raise Refusal("coordinate_half", value=f"{lon_text},{lat_text}")
    lon, lat = _read_degrees(lon_text), _read_degrees(lat_text)
    if SOUTH <= lon <= NORTH and WEST <= lat <= EAST:
        raise Refusal("coordinate_swapped", lon=lon_text, lat=lat_text)
    if not (WEST <= lon <= EAST and SOUTH <= lat <= NORTH):
        raise Refusal("coordinate_outside", lon=lon_text, lat=lat_text)
    if datum not in DATUMS:
        raise Refusal("datum_unknown", value=datum, known=", ".join(DATUMS))
    wgs_lon, wgs_lat = to_wgs84(lon, lat, datum)
    return Coordinate(wgs_lon, wgs_lat, datum)


def to_wgs84(lon: float, lat: float, datum: str) -> Point:
    """Degrees in `datum` → degrees in WGS-84. Raises `KeyError` for an unknown datum."""
    forward = _FORWARD[datum]
    return (lon, lat) if forward is None else _invert(forward, (lon, lat))


def from_wgs84(lon: float, lat: float, datum: str) -> Point:
    """Degrees in WGS-84 → degrees in `datum`. Raises `KeyError` for an unknown datum."""
    forward = _FORWARD[datum]
    return (lon, lat) if forward is None else forward((lon, lat))


def _read_degrees(text: str) -> float:
    plain = plain_characters(text)
    degrees = _DEGREES.fullmatch(plain)
    if degrees:
        return float(degrees[1])
    parts = _SEXAGESIMAL.fullmatch(plain.replace(" ", ""))
    if parts is None or int(parts[2]) >= 60 or float(parts[3] or 0) >= 60:
        raise Refusal("coordinate_unreadable", value=text)
    return int(parts[1]) + int(parts[2]) / 60 + float(parts[3] or 0) / 3600


def _wgs84_to_gcj02(point: Point) -> Point:
    lon, lat = point
    x, y = lon - 105.0, lat - 35.0
    waves = 20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    north += (waves + 20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    north += (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    east += (waves + 20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    east += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    radians = lat / 180.0 * pi
    magic = 1.0 - _ECCENTRICITY * sin(radians) ** 2
    meridian = _AXIS_M * (1.0 - _ECCENTRICITY) / (magic * sqrt(magic))
    parallel = _AXIS_M / sqrt(magic) * cos(radians)
    return lon + east * 180.0 / (parallel * pi), lat + north * 180.0 / (meridian * pi)


def _wgs84_to_bd09(point: Point) -> Point:
    lon, lat = _wgs84_to_gcj02(point)
    radius = hypot(lon, lat) + 0.00002 * sin(lat * _BAIDU)
    angle = atan2(lat, lon) + 0.000003 * cos(lon * _BAIDU)
    return radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006


def _invert(forward: Callable[[Point], Point], target: Point) -> Point:
    """Fixed-point iteration: the offset varies slowly, so each round gains about three digits."""
    lon, lat = target
    for _round in range(30):
        there = forward((lon, lat))
        step = (there[0] - target[0], there[1] - target[1])
        lon, lat = lon - step[0], lat - step[1]
        if abs(step[0]) + abs(step[1]) < 1e-11:
            break
    return lon, lat


_FORWARD: dict[str, Callable[[Point], Point] | None] = {
    "WGS-84": None,
    "CGCS2000": None,
    "GCJ-02": _wgs84_to_gcj02,
    "BD-09": _wgs84_to_bd09,
}
