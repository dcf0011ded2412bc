"""Which statement is a cell of a columnar table?

A registry of a million sites is kept as columns; nobody stores twenty-five rows per site. A cell has a statement
all the same: its id and locator follow from the table's digest, the row and the property, its words stand in the
table, and its value is read from them again when somebody asks.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yuantu.errors import Refusal
from yuantu.facts.snapshots import BulkFile
from yuantu.facts.statements import Statement
from yuantu.facts.views import Entity, Held
from yuantu.ontology.coordinates import read_coordinate
from yuantu.ontology.periods import period_of_days
from yuantu.ontology.reading import read_value
from yuantu.ontology.schema import Kind, Property
from yuantu.ontology.values import Period, Text, Value

IDENTIFIER = re.compile(r"b-([0-9a-f]{12})-(\d+)-([a-z_]+)")
SEVERAL = re.compile(r"[;；]")


@dataclass(frozen=True, slots=True)
class Cell:
    """The address that a bulk statement id spells out. `digest` is the first twelve digits of the table's."""

    digest: str
    row: int
    property: str


def find_cell(statement: str) -> Cell | None:
    """The cell that a statement id names, or None when it is the id of a ledger statement."""
    parts = IDENTIFIER.fullmatch(statement)
    return Cell(parts[1], int(parts[2]), parts[3]) if parts else None


def entity_of_row(bulk: BulkFile, cells: Mapping[str, Any], kind: Kind, as_of: date | None = None) -> Entity:
    """The entity that a row of a columnar table is, with one statement per known cell.

    On `as_of` only what holds: an observed property of a later row is not known yet (None: everything holds).
    """
    valid = period_of_days(cells.get("as_of_first"), cells.get("as_of_last"))
    later = as_of is not None and valid is not None and valid.first is not None and valid.first > as_of
    held: dict[str, Held] = {}
    for name, meaning in kind.properties.items():
        words = "" if later and meaning.span == "observed" else _words(cells, name, meaning)
        if words:
            parts = [part.strip() for part in SEVERAL.split(words)] if meaning.many else [words]
            values = [_value(meaning, part, cells) for part in parts if part]
            statements = tuple(_statement(bulk, cells, meaning, words, value, valid) for value in values)
            held[name] = Held(name, statements)
    return Entity(str(cells["id"]), bulk.kind, held, bulk.sample)


def _words(cells: Mapping[str, Any], name: str, meaning: Property) -> str:
    if meaning.type == "coordinate":
        known = cells.get("lon") is not None and cells.get("lat") is not None
        return f"{cells['lon']},{cells['lat']}" if known else ""
    found = cells.get(f"{name}_words", cells.get(name))
    return "" if found is None else str(found)


def _value(meaning: Property, words: str, cells: Mapping[str, Any]) -> Value:
    if meaning.type == "coordinate":
        return read_coordinate(str(cells["lon"]), str(cells["lat"]), "WGS-84")
    try:
        return read_value(meaning, words, meaning.unit)
    except Refusal:
        return Text(words)


def _statement(
    bulk: BulkFile,
    cells: Mapping[str, Any],
    meaning: Property,
    words: str,
    value: Value,
    valid: Period | None,
) -> Statement:
    row = int(cells["row"])
    return Statement(
        id=f"b-{bulk.digest[:12]}-{row}-{meaning.name}",
        entity=str(cells["id"]),
        kind=bulk.kind,
        property=meaning.name,
        words=words,
        value=value,
        valid=valid,
        known_at=bulk.known_at,
        source=f"{bulk.file.partition('/')[0]}/{cells['source']}",
        locator=f"{bulk.file}!{row + 1}:{meaning.name}",
        method="bulk",
        visibility="public",
    )
