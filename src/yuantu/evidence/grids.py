"""Which cells does a table file hold, and where do they stand?

CSV, YAML (a list of mappings) and GeoJSON (point features) all become the same thing: column names and rows of
text, each cell with a place a person can find (`parks.csv!H20`, `parks.yaml![3].area_m2`,
`parks.geojson!features[3].area_m2`). Nothing is typed here. What cannot be a table at all is refused as a whole.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yuantu.errors import PackRefused, Problem
from yuantu.evidence.decoding import TextFile, examine
from yuantu.evidence.yamlfiles import Plain, read_yaml

SEPARATOR = ";"
Row = tuple[int, dict[str, str]]


@dataclass(slots=True)
class Grid:
    """Rows of text under named columns. `problems` fills while `rows` is being read (once).

    A row is its number (spreadsheet row, or place in the list from 1) and its non-blank cells by column.
    """

    file: str
    columns: tuple[str, ...]
    rows: Iterable[Row]
    place: Callable[[int, str], str]
    digest: str
    problems: list[Problem] = field(default_factory=list)


def open_grid(folder: Path, name: str) -> Grid:
    """Open the table `folder/name` by its ending; PackRefused if it has no rows and columns to speak of."""
    file = examine(folder / name, name)
    ending = Path(name).suffix.lower()
    if ending == ".csv":
        return csv_grid(file, name)
    if ending in (".geojson", ".json"):
        return _geojson_grid(file, name)
    return _yaml_grid(file, name)


def csv_grid(file: TextFile, name: str) -> Grid:
    """A CSV table, streamed: the first record is the column names."""
    records = csv_records(file, name)
    columns = csv_columns(next(records, (0, []))[1], name)
    letters = {column: column_letters(index) for index, column in enumerate(columns) if column}

    def place(row: int, column: str) -> str:
        return f"{name}!{letters.get(column, '')}{row}"

    grid = Grid(name, tuple(column for column in columns if column), (), place, file.digest)
    grid.rows = _csv_rows(records, columns, grid)
    return grid


def csv_records(file: TextFile, name: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV file with their spreadsheet row; a record that never ends is refused."""
    with file.path.open(encoding=file.encoding, newline="") as stream:
        reader = csv.reader(stream, strict=True)
        try:
            yield from enumerate(reader, start=1)
        except csv.Error as error:
            params = {"line": str(reader.line_num), "reason": str(error)}
            raise PackRefused(Problem("table_broken_csv", params, name)) from error


def csv_columns(header: list[str], name: str) -> list[str]:
    """The column names of a header record, blank for a column without one; PackRefused if it is no header."""
    columns = [column.strip() for column in header]
    if not any(columns):
        raise PackRefused(Problem("table_empty", {}, name))
    if len(columns) == 1 and any(mark in columns[0] for mark in ";\t|"):
        raise PackRefused(Problem("table_delimiter", {"value": columns[0]}, name))
    for index, column in enumerate(columns):
        if column and column in columns[:index]:
            letters = f"{column_letters(columns.index(column))}, {column_letters(index)}"
            raise PackRefused(Problem("table_repeated_column", {"value": column, "columns": letters}, name))
    return columns


def ragged(name: str, row: int, fields: int, columns: int) -> Problem:
    """The problem of a record whose values cannot be matched with the columns."""
    params = {"row": str(row), "fields": str(fields), "columns": str(columns)}
    return Problem("row_ragged", params, f"{name}!A{row}")


def fitting(record: list[str], width: int) -> bool:
    """Whether a record has one field per column (further fields may only be blank)."""
    return len(record) >= width and not any(cell.strip() for cell in record[width:])


def _csv_rows(records: Iterator[tuple[int, list[str]]], columns: list[str], grid: Grid) -> Iterator[Row]:
    for number, record in records:
        if not any(cell.strip() for cell in record):
            continue
        if not fitting(record, len(columns)):
            grid.problems.append(ragged(grid.file, number, len(record), len(columns)))
            continue
        cells = {}
        for index, column in enumerate(columns):
            if cell := record[index].strip():
                if column:
                    cells[column] = cell
                else:
                    place = f"{grid.file}!{column_letters(index)}{number}"
                    grid.problems.append(Problem("cell_without_column", {"value": cell}, place))
        yield number, cells


def column_letters(index: int) -> str:
    """The spreadsheet letters of a column: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _yaml_grid(file: TextFile, name: str) -> Grid:
    document = read_yaml(file.text(), name)
    if not isinstance(document, list):
        raise PackRefused(Problem("table_no_list" if document else "table_empty", {}, name))

    def place(row: int, column: str) -> str:
        return f"{name}![{row}].{column}" if column else f"{name}![{row}]"

    return _mapping_grid(name, list(document), place, file.digest)


def _geojson_grid(file: TextFile, name: str) -> Grid:
    document = _read_json(file.text(), name)
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise PackRefused(Problem("table_no_features", {}, name))

    def place(row: int, column: str) -> str:
        return f"{name}!features[{row}].{column}" if column else f"{name}!features[{row}]"

    problems: list[Problem] = []
    items = [_feature(feature, place(row, ""), problems) for row, feature in enumerate(features, start=1)]
    grid = _mapping_grid(name, items, place, file.digest)
    grid.problems[:0] = problems
    return grid


def _read_json(text: str, name: str) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            repeated = next(key for key, _ in pairs if [other for other, _ in pairs].count(key) > 1)
            raise PackRefused(Problem("json_repeated_key", {"key": repeated}, name))
        return found

    try:
        # Numbers stay the text that was written: 9600.0 and 9600 are different words.
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=unique)
    except (json.JSONDecodeError, RecursionError) as error:
        params = {
            "line": str(getattr(error, "lineno", "?")),
            "reason": getattr(error, "msg", "nested too deeply"),
        }
        raise PackRefused(Problem("json_broken", params, name)) from error


def _feature(feature: Any, place: str, problems: list[Problem]) -> Plain:
    """A GeoJSON feature as a flat mapping: properties, `id`, and `lon`, `lat` of a point."""
    if not isinstance(feature, dict) or not isinstance(feature.get("properties") or {}, dict):
        return "no feature"
    cells = {key: _plain(value) for key, value in (feature.get("properties") or {}).items()}
    if "id" not in cells and feature.get("id") is not None:
        cells["id"] = _plain(feature["id"])
    geometry = feature.get("geometry")
    if isinstance(geometry, dict):
        position = geometry.get("coordinates")
        if geometry.get("type") == "Point" and isinstance(position, list) and len(position) >= 2:
            cells |= {"lon": _plain(position[0]), "lat": _plain(position[1])}
        else:
            problems.append(Problem("geometry_no_point", {"value": str(geometry.get("type"))}, place))
    return cells


def _plain(value: Any) -> Plain:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return str(value)


def _mapping_grid(name: str, items: list[Plain], place: Callable[[int, str], str], digest: str) -> Grid:
    columns = dict.fromkeys(key.strip() for item in items if isinstance(item, dict) for key in item)
    grid = Grid(name, tuple(columns), (), place, digest)
    grid.rows = _mapping_rows(items, grid)
    return grid


def _mapping_rows(items: list[Plain], grid: Grid) -> Iterator[Row]:
    for number, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            grid.problems.append(Problem("row_no_mapping", {}, grid.place(number, "")))
            continue
        cells: dict[str, str] = {}
        for key, value in item.items():
            text = _joined(value)
            if text is None:
                grid.problems.append(Problem("cell_nested", {"column": key}, grid.place(number, key)))
            elif text.strip():
                cells[key.strip()] = text.strip()
        if cells:
            yield number, cells


def _joined(value: Plain) -> str | None:
    """A scalar or a list of scalars as one cell; None for anything deeper."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return SEPARATOR.join(item for item in value if isinstance(item, str))
    return None
