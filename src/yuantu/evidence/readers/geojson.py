"""Which features does a GeoJSON map hold, and in which datum?

A feature's words become a line each (`面积: 1200`), so that a claim can point at them; its id is the feature's own or
its place in the file. Geometry other than points is kept by name and reported as unread.
"""

import json
from dataclasses import replace
from typing import Any

from yuantu.errors import Problem, Refusal
from yuantu.evidence.manifests import DATUMS
from yuantu.evidence.readers import limits
from yuantu.evidence.readers.blocks import (
    Column,
    Feature,
    Locator,
    Reading,
    Table,
    TableCell,
    TextBuilder,
    Unread,
)
from yuantu.evidence.readers.received import Decoded

_CRS_DATUMS = {"4326": "WGS-84", "crs84": "WGS-84", "4490": "CGCS2000", "gcj02": "GCJ-02", "bd09": "BD-09",
               "gcj-02": "GCJ-02", "bd-09": "BD-09", "cgcs2000": "CGCS2000", "wgs84": "WGS-84"}  # fmt: skip

_PARTED = ": "


def read_geojson(decoded: Decoded) -> tuple[Reading, str]:
    """The features and the datum that the file names ("" if it names none). Raises `Refusal` (`json_broken`)."""
    document = _load(decoded.text)
    features = document.get("features") if document.get("type") == "FeatureCollection" else [document]
    if not isinstance(features, list) or document.get("type") not in ("FeatureCollection", "Feature"):
        raise Refusal("document_no_features")
    problems = list(decoded.problems())
    unread = list(decoded.unread)
    datum, problem = _datum(document)
    problems += [problem] if problem else []
    text = TextBuilder()
    found = []
    for number, item in enumerate(features[: limits.MOST_CELLS], start=1):
        feature = _feature(item, number, text)
        if feature is None:
            problems.append(Problem("document_no_feature", {}, f"features[{number}]", "warning"))
            unread.append(Unread("part", f"features[{number}]", 1 / len(features)))
            continue
        found.append(feature)
        if feature.position is None and feature.geometry:
            unread.append(Unread("geometry", feature.id, 0.0))
    if len(features) > limits.MOST_CELLS:
        unread.append(
            Unread("rest", f"features[{limits.MOST_CELLS + 1}]", 1 - limits.MOST_CELLS / len(features))
        )
        problems.append(Problem("document_cut", {"count": "1"}, severity="warning"))
    shapes = sorted({feature.geometry for feature in found if feature.position is None and feature.geometry})
    if shapes:
        problems.append(Problem("document_shapes", {"value": ", ".join(shapes)[:80]}, severity="warning"))
    title = str(document.get("name", ""))[:120]
    tables = (_table(found, title),) if found else ()
    reading = Reading(
        text.text, tuple(text.blocks), tables, tuple(unread), tuple(problems), None, title, tuple(found)
    )
    return reading, datum


def _table(features: list[Feature], title: str) -> Table:
    """The features as rows: a column for each property, longitude and latitude of points behind them."""
    names = list(dict.fromkeys(key for feature in features for key in _lines(feature)))
    columns = tuple(Column(index, (name,), name, f"#property={name}") for index, name in enumerate(names))
    index_of = {name: index for index, name in enumerate(names)}
    rows = {}
    for number, feature in enumerate(features, start=1):
        place = Locator("feature", feature.id).inside
        cells, start = {}, feature.start
        for key, value in _lines(feature).items():
            begins = start + len(key) + len(_PARTED)
            cells[index_of[key]] = TableCell(value, place, begins, begins + len(value))
            start = begins + len(value) + 1
        if cells:
            rows[number] = cells
    return Table("", "#features", title, columns, rows)


def _lines(feature: Feature) -> dict[str, str]:
    """What stands in the lines of a feature: its properties, and where it is unless they say so themselves."""
    lines = dict(feature.properties)
    if feature.position and not {"lon", "lat", "经度", "纬度"} & {key.lower() for key in lines}:
        lines |= dict(zip(("lon", "lat"), feature.position, strict=True))
    return lines


def _load(text: str) -> dict[str, Any]:
    try:
        # numbers stay the text that was written
        document = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise Refusal("json_broken", line=error.lineno, reason=error.msg) from error
    except RecursionError as error:
        raise Refusal("document_too_deep", most=limits.MOST_DEPTH) from error
    if not isinstance(document, dict):
        raise Refusal("document_no_features")
    return document


def _feature(item: Any, number: int, text: TextBuilder) -> Feature | None:
    if not isinstance(item, dict) or not isinstance(item.get("properties") or {}, dict):
        return None
    properties = {str(key): _words(value) for key, value in (item.get("properties") or {}).items()}
    properties = {key: value for key, value in properties.items() if value.strip()}
    name = item.get("id") if item.get("id") is not None else properties.get("id")
    identifier = _words(name) if name is not None else f"features[{number}]"
    geometry = item.get("geometry")
    shape = str(geometry.get("type", ""))[:40] if isinstance(geometry, dict) else ""
    position = _position(geometry) if isinstance(geometry, dict) and shape == "Point" else None
    feature = Feature(identifier, properties, shape, position, 0, 0)
    lines = [f"{key}{_PARTED}{value}" for key, value in _lines(feature).items()]
    block = text.add("\n".join(lines) or identifier, "feature", Locator("feature", identifier))
    return replace(feature, start=block.start, end=block.end)


def _position(geometry: dict[str, Any]) -> tuple[str, str] | None:
    pair = geometry.get("coordinates")
    if isinstance(pair, list) and len(pair) >= 2 and all(isinstance(axis, str) for axis in pair[:2]):
        return pair[0], pair[1]
    return None


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return words[: limits.MOST_CELL_CHARACTERS]


def _datum(document: dict[str, Any]) -> tuple[str, Problem | None]:
    """The datum that a `crs` member names; RFC 7946 knows none but WGS-84, older files do."""
    crs = document.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    if not name:
        return "", None
    for mark, datum in _CRS_DATUMS.items():
        if mark in name.lower():
            return datum, None
    params = {"value": name[:60], "known": " ".join(DATUMS)}
    return "", Problem("datum_unknown", params, severity="warning")
