"""Which property does each column of a table state, and which kind of thing are its rows?

Headings are matched by name alone (see `columnnames`); a unit stands in the heading or in a line over the table. A
second column of one meaning, a unit that measures something else and columns that mean nothing are reported.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yuantu.errors import Problem
from yuantu.evidence.headings import COMMON, Heading
from yuantu.evidence.readers.blocks import Column, Table
from yuantu.evidence.readers.columnnames import base_name, column_index, fold, split_heading, stated_units
from yuantu.ontology.schema import Kind, Property, Schema
from yuantu.ontology.units import find_unit

ROW_KINDS = ("site", "project", "company", "park", "facility")  # of what people keep lists
_PER_BUILDING = "/"
_NUMBERING = ("序号", "no", "序")
_LEAST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Matched:
    """A column that states a property, or one of the common columns (`id`, `as_of`, `datum`)."""

    column: Column
    heading: Heading | None
    common: str = ""
    axis: str = ""


@dataclass(slots=True)
class Matching:
    """The columns of a table that mean something to a kind, and what is wrong with the others."""

    columns: list[Matched] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def stated(self) -> set[str]:
        return {one.heading.property.name for one in self.columns if one.heading}

    @property
    def common(self) -> set[str]:
        return {one.common for one in self.columns if one.common}

    @property
    def names_rows(self) -> bool:
        """Whether anybody could say what a row is about."""
        return "name" in self.stated or "id" in self.common

    def find(self, name: str) -> Matched | None:
        """The column that states a property."""
        return next((one for one in self.columns if one.heading and one.heading.property.name == name), None)


def match_columns(table: Table, kind: Kind) -> Matching:
    """What the columns of `table` say of things of `kind`. Places of problems are inside the document."""
    index = column_index(kind)
    units = stated_units((table.title, *table.notes))
    found = Matching()
    taken: dict[str, Column] = {}
    for column in table.columns:
        one = _meaning(column, index, units, found.problems)
        if one is None:
            continue
        key = one.common or (one.heading.property.name + one.axis if one.heading else "")
        if key in taken:
            columns = f"{taken[key].name}, {column.name}"
            params = {"value": column.name, "columns": columns}
            found.problems.append(Problem("sheet_column_again", params, column.place, "warning"))
            continue
        taken[key] = column
        found.columns.append(one)
    return found


def unknown_columns(table: Table, matching: Matching, kind: Kind) -> list[Problem]:
    """The columns that say nothing of the kind, each with its place; running numbers are none."""
    known = {one.column.index for one in matching.columns}
    return [
        Problem("table_unknown_column", {"value": column.name, "kind": kind.name}, column.place, "warning")
        for column in table.columns
        if column.index not in known and fold(column.name) not in _NUMBERING
    ]


def choose_kind(table: Table, schema: Schema, kinds: Sequence[str] = ROW_KINDS) -> Kind | None:
    """The kind that knows most of the columns, one that is named in the heading of the names before others.

    None when no kind finds a name and another property: then nobody says what the rows are.
    """
    best, most = None, (0.0, 0)
    for place, name in enumerate(kinds):
        kind = schema.kind(name)
        found = match_columns(table, kind)
        named = found.find("name")
        if not found.names_rows or len(found.stated) < _LEAST_COLUMNS:
            continue
        told = bool(named and kind.label.zh in named.column.name)
        score = (len(found.columns) + 1.5 * told, -place)
        if score > most:
            best, most = kind, score
    return best


def _meaning(
    column: Column,
    index: Mapping[str, tuple[Property, str | None]],
    units: tuple[str, ...],
    problems: list[Problem],
) -> Matched | None:
    for words in (column.name, column.name.replace(_PER_BUILDING, ""), *reversed(column.headings)):
        name, unit = split_heading(words)
        common = COMMON.get(name) or COMMON.get(fold(name))
        if common in ("id", "as_of", "datum") and base_name(words) not in index:
            return Matched(column, None, common)
        known = index.get(fold(words)) or index.get(fold(name))
        if known is None:
            continue
        prop, assumed = known
        if prop.type == "coordinate":
            return Matched(column, Heading(column.name, prop, None, None, None), axis=assumed or "")
        unit = unit or split_heading(column.name).unit
        if unit and prop.is_quantity and not _measures(unit, prop):
            params = {"value": column.name, "unit": unit, "type": prop.label.zh}
            problems.append(Problem("sheet_unit_other", params, column.place))
            return None
        if not unit and assumed is None and prop.is_quantity:
            unit = next((each for each in units if find_unit(each, prop.type)), "")
        return Matched(column, Heading(column.name, prop, unit or assumed or _counted(prop.type), None, None))
    return None


def _measures(unit: str, prop: Property) -> bool:
    return find_unit(unit, None if prop.type == "number" else prop.type) is not None


def _counted(kind: str) -> str | None:
    """A count needs no unit."""
    return "1" if kind in ("count", "number") else None
