"""Which plants, parcels and warehouses are there, as columns?

A `SiteTable` holds the sites of a view side by side with those of bulk tables, in one order (facts first, then
bulk tables by digest and row). Numbers and dates are intervals, flags are three-valued, words are codes into a
list; the evidence of a cell is looked up when it is asked for, so a million sites cost columns, not objects.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yuantu.engines.columns import Columns, quote
from yuantu.facts.views import Entity
from yuantu.ontology.schema import Kind, Property
from yuantu.ontology.values import Code, Coordinate, Period, Quantity, Text, Value

Floats = NDArray[np.float64]
NUMBER_TYPES = frozenset(
    {"area", "money", "price", "length", "load", "power", "count", "ratio", "number", "date", "period"}
)
WORD_TYPES = frozenset({"name", "text", "place", "company", "category", "stage", "reference"})
STATES = {"yes": 1, "no": -1}
PARTS = ("low", "high", "first", "last")
ALSO, OR = ";", "|"


@dataclass(frozen=True, slots=True)
class Words:
    """Codes (n,), int32, -1 where unknown, into `members`.

    Values that hold together are joined by `ALSO` in one member, values on which sources disagree by `OR`.
    """

    codes: NDArray[np.int32]
    members: tuple[str, ...]

    def at(self, row: int) -> str:
        code = int(self.codes[row])
        return self.members[code] if code >= 0 else ""


@dataclass(frozen=True, slots=True)
class SiteTable:
    """n sites as columns; dates are proleptic Gregorian ordinals (`date.toordinal`)."""

    ids: Sequence[str] | NDArray[Any]
    numbers: dict[str, tuple[Floats, Floats]]
    flags: dict[str, NDArray[np.int8]]
    words: dict[str, Words]
    lon: Floats
    lat: Floats
    sample: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


def table_of_entities(entities: Sequence[Entity], kind: Kind) -> SiteTable:
    """The sites of a view. A conflict is the interval that spans all its values: what holds is in there."""
    numbers: dict[str, tuple[Floats, Floats]] = {}
    flags: dict[str, NDArray[np.int8]] = {}
    words: dict[str, Words] = {}
    for name, meaning in kind.properties.items():
        held = [entity.held.get(name) for entity in entities]
        if meaning.type in NUMBER_TYPES:
            spans = [_span(one.values) if one else (np.nan, np.nan) for one in held]
            numbers[name] = _two_columns(spans)
        elif meaning.type == "flag":
            states = [{STATES.get(_word(value), 0) for value in one.values} if one else {0} for one in held]
            flags[name] = np.array([one.pop() if len(one) == 1 else 0 for one in states], dtype=np.int8)
        elif meaning.type in WORD_TYPES:
            between = ALSO if meaning.many else OR
            words[name] = _codes([between.join(map(_word, one.values)) if one else "" for one in held])
    points = [entity.value("coordinate") for entity in entities]
    return SiteTable(
        ids=[entity.id for entity in entities],
        numbers=numbers,
        flags=flags,
        words=words,
        lon=np.array(
            [one.lon if isinstance(one, Coordinate) else np.nan for one in points], dtype=np.float64
        ),
        lat=np.array(
            [one.lat if isinstance(one, Coordinate) else np.nan for one in points], dtype=np.float64
        ),
        sample=np.array([one.sample for one in entities], dtype=np.bool_),
    )


def table_of_bulk(
    columns: Columns, parquet: Path, kind: Kind, *, sample: bool, day: date | None = None
) -> SiteTable:
    """The sites of one columnar table, in row order, with what holds on `day` (None: everything)."""
    table = f"read_parquet({quote(parquet)})"
    present = {row[0] for row in columns.rows(f"DESCRIBE SELECT * FROM {table}")}
    numbers, flags, words = {}, {}, {}
    for name, meaning in kind.properties.items():
        source = _seen(table, name, present, day) if day and meaning.span == "observed" else table
        if f"{name}_low" in present or f"{name}_first" in present:
            numbers[name] = _bulk_numbers(columns, source, name, meaning)
        elif name in present and meaning.type == "flag":
            cells = columns.arrays(
                f"SELECT CASE {name} WHEN 'yes' THEN 1 WHEN 'no' THEN -1 ELSE 0 END::TINYINT AS s"
                f" FROM {source} ORDER BY row"
            )
            flags[name] = cells["s"].astype(np.int8)
        elif name in present and meaning.type in WORD_TYPES and name not in ("name", "aliases"):
            words[name] = _bulk_words(columns, source, name)
    where = columns.arrays(f"SELECT id, lon, lat FROM {table} ORDER BY row")
    count = len(where["id"])
    return SiteTable(
        ids=where["id"], numbers=numbers, flags=flags, words=words, lon=_filled(where["lon"]),
        lat=_filled(where["lat"]), sample=np.full(count, sample),
    )  # fmt: skip


def join(tables: Sequence[SiteTable]) -> SiteTable:
    """Several tables as one, in the order given; what a table does not have is unknown in its rows."""
    if len(tables) == 1:
        return tables[0]
    sizes = [len(table) for table in tables]
    numbers = {
        name: _join_numbers([table.numbers.get(name) for table in tables], sizes)
        for name in {name: None for table in tables for name in table.numbers}
    }
    flags = {
        name: np.concatenate(
            [
                table.flags.get(name, np.zeros(size, np.int8))
                for table, size in zip(tables, sizes, strict=True)
            ]
        )
        for name in {name: None for table in tables for name in table.flags}
    }
    words = {
        name: _join_words([table.words.get(name) for table in tables], sizes)
        for name in {name: None for table in tables for name in table.words}
    }
    return SiteTable(
        ids=np.concatenate([np.asarray(table.ids, dtype=object) for table in tables]),
        numbers=numbers,
        flags=flags,
        words=words,
        lon=np.concatenate([table.lon for table in tables]),
        lat=np.concatenate([table.lat for table in tables]),
        sample=np.concatenate([table.sample for table in tables]),
    )


def bounds(value: Value) -> tuple[float, float]:
    """Low and high of a number or date; infinite where the words leave it open, NaN when it is neither."""
    match value:
        case Quantity():
            return (_or(value.low, -np.inf), _or(value.high, np.inf))
        case Period():
            return (_ordinal(value.first, -np.inf), _ordinal(value.last, np.inf))
        case _:
            return (np.nan, np.nan)


def _span(values: Sequence[Value]) -> tuple[float, float]:
    pairs = [bounds(value) for value in values]
    return (min(low for low, _ in pairs), max(high for _, high in pairs))


def _or(number: float | None, otherwise: float) -> float:
    return otherwise if number is None else number


def _ordinal(day: date | None, otherwise: float) -> float:
    return otherwise if day is None else float(day.toordinal())


def _two_columns(spans: Sequence[tuple[float, float]]) -> tuple[Floats, Floats]:
    flat = np.array(spans, dtype=np.float64).reshape(len(spans), 2)
    return flat[:, 0].copy(), flat[:, 1].copy()


def _word(value: Value) -> str:
    return value.code if isinstance(value, Code) else value.text if isinstance(value, Text) else ""


def _codes(cells: Sequence[str]) -> Words:
    members = tuple(sorted({cell for cell in cells if cell}))
    place = {member: code for code, member in enumerate(members)}
    return Words(np.array([place.get(cell, -1) for cell in cells], dtype=np.int32), members)


def _seen(table: str, name: str, present: set[str], day: date) -> str:
    """The table with the columns of one property blank in rows that are dated after `day`."""
    ours = [one for one in (name, *(f"{name}_{part}" for part in PARTS)) if one in present]
    cells = [f"CASE WHEN coalesce(as_of_first <= DATE '{day}', TRUE) THEN {one} END AS {one}" for one in ours]
    return f"(SELECT {', '.join(['row', *cells])} FROM {table})"


def _bulk_numbers(columns: Columns, source: str, name: str, meaning: Property) -> tuple[Floats, Floats]:
    low, high = f"{name}_low", f"{name}_high"
    if meaning.type in ("date", "period"):
        low, high = (f"datediff('day', DATE '0001-01-01', {name}_{side}) + 1" for side in ("first", "last"))
    cells = columns.arrays(f"SELECT {low} AS low, {high} AS high FROM {source} ORDER BY row")
    return _filled(cells["low"]), _filled(cells["high"])


def _bulk_words(columns: Columns, source: str, name: str) -> Words:
    distinct = f"SELECT DISTINCT {name} FROM {source} WHERE {name} IS NOT NULL"
    members = tuple(row[0] for row in columns.rows(f"{distinct} ORDER BY 1"))
    cells = columns.arrays(
        f"WITH member AS (SELECT {name}, row_number() OVER (ORDER BY {name}) - 1 AS code FROM ({distinct}))"
        f" SELECT coalesce(member.code, -1)::INTEGER AS code FROM {source} AS s LEFT JOIN member USING ({name})"
        " ORDER BY s.row"
    )
    return Words(cells["code"].astype(np.int32), members)


def _filled(cells: Any) -> Floats:
    filled = np.ma.filled(cells.astype(np.float64), np.nan)
    return np.asarray(filled, dtype=np.float64)


def _join_numbers(
    parts: Sequence[tuple[Floats, Floats] | None], sizes: Sequence[int]
) -> tuple[Floats, Floats]:
    filled = [
        part or (np.full(size, np.nan), np.full(size, np.nan))
        for part, size in zip(parts, sizes, strict=True)
    ]
    return np.concatenate([low for low, _ in filled]), np.concatenate([high for _, high in filled])


def _join_words(parts: Sequence[Words | None], sizes: Sequence[int]) -> Words:
    members = tuple(sorted({member for part in parts if part for member in part.members}))
    place = {member: code for code, member in enumerate(members)}
    codes = []
    for part, size in zip(parts, sizes, strict=True):
        if part is None:
            codes.append(np.full(size, -1, dtype=np.int32))
            continue
        moved = np.array([*(place[member] for member in part.members), -1], dtype=np.int32)
        codes.append(moved[part.codes])
    return Words(np.concatenate(codes), members)
