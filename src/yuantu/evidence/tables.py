"""What does a table claim, cell by cell?

Strict: every cell becomes a typed claim, is blank (unknown: no claim), or is refused with its place, value and fix
while the rest goes on. A row is refused as a whole only if nobody could say whom it is about or who says it: no
usable id, an id that an earlier row has, no known source, or fields that do not match the columns.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from yuantu.errors import Problem, Refusal
from yuantu.evidence.claims import Claim
from yuantu.evidence.grids import Grid
from yuantu.evidence.headings import Heading, Headings, read_headings
from yuantu.ontology.coordinates import read_coordinate
from yuantu.ontology.periods import read_period
from yuantu.ontology.reading import read_value
from yuantu.ontology.schema import Kind
from yuantu.ontology.values import Period, Value

SEVERAL = re.compile(r"[;；]")
ID = re.compile(r"[^\s;,，；]{1,80}")
Cells = dict[str, str]


@dataclass(slots=True)
class TableReading:
    """What one table gave: its claims in the order of rows and columns, and everything that was wrong.

    `ids`: id → row where it stands. `blank`: entity, required property and problem where a row leaves it blank;
    whether that matters is decided when all tables are read, since another table may state it.
    """

    file: str
    kind: str
    claims: list[Claim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    blank: list[tuple[str, str, Problem]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.ids)


def read_table(grid: Grid, kind: Kind, datum: str, sources: Collection[str]) -> TableReading:
    """Read all rows of `grid` as claims about entities of `kind`; PackRefused if its columns make no sense.

    `datum` holds for coordinates whose row names none; `sources` are the known source ids.
    """
    headings = read_headings(kind, grid.columns, grid.file)
    reader = _RowReader(grid, kind, headings, datum, sources)
    for number, cells in grid.rows:
        reader.read(number, cells)
    reading = reader.reading
    reading.problems[:0] = headings.problems
    reading.problems.extend(grid.problems)
    if not reading.ids and not reading.problems:
        reading.problems.append(Problem("table_without_rows", {}, grid.file, "warning"))
    if reader.undated:
        params = {"count": str(len(reader.undated)), "rows": listed(reader.undated)}
        reading.problems.append(Problem("rows_undated", params, grid.file, "warning"))
    return reading


def read_parts(heading: Heading, text: str, unit: str | None) -> Iterator[tuple[str, Value | Problem]]:
    """The values that a cell states, each with its words: one, or several where the property may have many.

    A part that is refused comes as its problem.
    """
    parts = SEVERAL.split(text) if heading.property.many else [text]
    for part in parts:
        words = part.strip()
        if words:
            try:
                yield words, read_value(heading.property, words, unit)
            except Refusal as refusal:
                yield words, refusal.problem


def listed(rows: list[int], most: int = 8) -> str:
    """The first few row numbers of a list, for a message."""
    shown = ", ".join(str(row) for row in rows[:most])
    return f"{shown} …" if len(rows) > most else shown


class _Row(NamedTuple):
    """A row whose entity and source are known."""

    number: int
    cells: Cells
    entity: str
    source: str
    valid: Period | None


class _RowReader:
    def __init__(
        self, grid: Grid, kind: Kind, headings: Headings, datum: str, sources: Collection[str]
    ) -> None:
        self._grid, self._kind, self._headings = grid, kind, headings
        self._datum, self._sources = datum, sources
        self._first: dict[str, Cells] = {}
        self.reading = TableReading(grid.file, kind.name)
        self.undated: list[int] = []

    def read(self, number: int, cells: Cells) -> None:
        """Claim what the row says, or say why it cannot be read."""
        entity = self._entity(number, cells)
        source = self._source(number, cells, self._headings.source) if entity is not None else None
        if entity is None or source is None or self._is_repeated(entity, number, cells):
            return
        self.reading.ids[entity] = number
        self._first[entity] = cells
        row = _Row(number, cells, entity, source, self._as_of(number, cells))
        claims = [claim for heading in self._headings.properties for claim in self._cell(row, heading)]
        claims += self._coordinate(row)
        self.reading.claims += claims
        stated = {claim.property for claim in claims}
        for name in self._kind.required:
            column = self._column_of(name)
            if name not in stated and column not in cells:  # a refused cell was reported already
                problem = Problem("required_blank", {"value": name, "entity": entity})
                self.reading.blank.append((entity, name, self._located(problem, number, column)))

    def _cell(self, row: _Row, heading: Heading) -> list[Claim]:
        text = row.cells.get(heading.column)
        source = self._own_source(row, heading) if text is not None else None
        if text is None or source is None:
            return []
        unit = row.cells.get(heading.unit_column, heading.unit) if heading.unit_column else heading.unit
        claims = []
        for words, value in read_parts(heading, text, unit):
            if isinstance(value, Problem):
                self._problem(value, row.number, heading.column)
            else:
                claims.append(self._claim(row, heading, words, value, source))
        return claims

    def _coordinate(self, row: _Row) -> list[Claim]:
        pair = self._headings.coordinate
        if pair is None or not (pair[0].column in row.cells or pair[1].column in row.cells):
            return []
        source = self._own_source(row, pair[0])
        if source is None:
            return []
        lon, lat = (row.cells.get(heading.column, "") for heading in pair)
        datum = row.cells.get(self._headings.datum or "", self._datum)
        try:
            value = read_coordinate(lon, lat, datum)
        except Refusal as refusal:
            self._problem(refusal.problem, row.number, pair[0].column)
            return []
        return [self._claim(row, pair[0], f"{lon},{lat}", value, source)]

    def _claim(self, row: _Row, heading: Heading, words: str, value: Value, source: str) -> Claim:
        return Claim(
            entity=row.entity,
            kind=self._kind.name,
            property=heading.property.name,
            words=words,
            value=value,
            source=source,
            locator=self._grid.place(row.number, heading.column),
            valid=row.valid,
        )

    def _entity(self, number: int, cells: Cells) -> str | None:
        column = self._headings.id
        entity = cells.get(column)
        if entity is None:
            self._complain("row_without_id", number, column)
            return None
        if not ID.fullmatch(entity):
            self._complain("row_bad_id", number, column, value=entity)
            return None
        return entity

    def _is_repeated(self, entity: str, number: int, cells: Cells) -> bool:
        """Whether an earlier row has the id: two rows of one id may be two things, so only the first is kept."""
        first = self.reading.ids.get(entity)
        if first is None:
            return False
        column = self._headings.id
        params = {"value": entity, "first": self._grid.place(first, column)}
        problem = Problem("row_repeated_id", params)
        if cells == self._first[entity]:
            problem = Problem("row_repeated", params, severity="warning")
        self._problem(problem, number, column)
        return True

    def _source(self, number: int, cells: Cells, column: str) -> str | None:
        source = cells.get(column)
        if source is None:
            self._complain("row_without_source", number, column)
        elif source not in self._sources:
            self._complain("source_unknown", number, column, value=source)
        else:
            return source
        return None

    def _own_source(self, row: _Row, heading: Heading) -> str | None:
        if heading.source_column and heading.source_column in row.cells:
            return self._source(row.number, row.cells, heading.source_column)
        return row.source

    def _as_of(self, number: int, cells: Cells) -> Period | None:
        column = self._headings.as_of
        if column is None or column not in cells:
            self.undated.append(number)
            return None
        try:
            return read_period(cells[column])
        except Refusal as refusal:
            self._problem(refusal.problem, number, column)
            return None

    def _column_of(self, name: str) -> str:
        columns = [heading.column for heading in self._headings.properties if heading.property.name == name]
        return columns[0] if columns else ""

    def _complain(self, code: str, number: int, column: str, **params: str) -> None:
        self._problem(Problem(code, params), number, column)

    def _problem(self, problem: Problem, number: int, column: str) -> None:
        self.reading.problems.append(self._located(problem, number, column))

    def _located(self, problem: Problem, number: int, column: str) -> Problem:
        return located(problem, self._grid.place(number, column), number, column)


def located(problem: Problem, place: str, number: int, column: str) -> Problem:
    """The problem with its place, row and column: `parks.csv!H20 (area_m2)`."""
    shown = f"{place} ({column})" if column else place
    params = {**problem.params, "row": str(number), "column": column}
    return Problem(problem.code, params, shown, problem.severity)
