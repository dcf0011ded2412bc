"""Which candidates does a table file hold, read by the declaration of its catalogue?

CSV, GeoJSON, YAML, Parquet, xlsx and ods. Strict by the cell: what cannot be read is unknown and reported with its
place, the rest goes on. There is no ledger behind such a file, so the place of a cell stands for its statement.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yuantu.engines.columns import Columns, quote
from yuantu.errors import BadInput, Problem
from yuantu.evidence.grids import Grid, column_letters, open_grid
from yuantu.evidence.headings import Heading, Headings, read_headings
from yuantu.evidence.readers.blocks import Table, cell_place
from yuantu.evidence.readers.reading import read_document
from yuantu.evidence.tables import read_parts
from yuantu.facts.statements import Statement
from yuantu.facts.views import Entity, Held
from yuantu.match.declarations import Declaration
from yuantu.ontology.coordinates import read_coordinate
from yuantu.ontology.periods import read_period
from yuantu.ontology.values import Period, Value

GRIDS = (".csv", ".geojson", ".json", ".yaml", ".yml")
SHEETS = (".xlsx", ".xlsm", ".ods", ".xls")


@dataclass(frozen=True, slots=True)
class CandidateFile:
    """The candidates of one file in its order, what was wrong with it, and the digest of its bytes."""

    name: str
    entities: tuple[Entity, ...]
    problems: tuple[Problem, ...]
    digest: str


def read_candidates(path: Path, declaration: Declaration) -> CandidateFile:
    """All candidates of a file. Raises BadInput when it has no table, no ids, or no candidate at all."""
    ending = path.suffix.lower()
    if not path.is_file():
        raise BadInput(Problem("file_refused", {"path": str(path), "reason": "not a file"}))
    if ending in GRIDS:
        grid = open_grid(path.parent, path.name)
    elif ending == ".parquet":
        grid = _parquet_grid(path)
    elif ending in SHEETS:
        grid = _sheet_grid(path)
    else:
        known = ", ".join((*GRIDS, ".parquet", *SHEETS))
        raise BadInput(Problem("brief_choice", {"value": ending or path.name, "known": known}, str(path)))
    problems: list[Problem] = []
    entities = tuple(_entities(grid, declaration, problems))
    problems += grid.problems
    if not entities:
        raise BadInput([Problem("match_no_candidates", {}, path.name), *problems])
    return CandidateFile(path.name, entities, tuple(problems), grid.digest)


def _entities(grid: Grid, declaration: Declaration, problems: list[Problem]) -> Iterator[Entity]:
    # A file of candidates is its own source; the column of ids has the name that the declaration gives it.
    names = {declaration.id_column: "id"}
    columns = [names.get(column, column) for column in grid.columns]
    headings = read_headings(
        declaration.kind, [*columns, *(["source"] if "source" not in columns else [])], grid.file
    )
    problems += headings.problems
    first: dict[str, int] = {}
    for number, cells in grid.rows:
        identity = cells.get(declaration.id_column) or cells.get("id")
        if identity is None:
            problems.append(Problem("row_without_id", {}, grid.place(number, declaration.id_column)))
        elif identity in first:
            params = {"value": identity, "first": grid.place(first[identity], declaration.id_column)}
            problems.append(Problem("row_repeated_id", params, grid.place(number, declaration.id_column)))
        else:
            first[identity] = number
            row = _Row(grid, number, cells, identity, declaration.kind.name)
            held = dict(row.held(headings.properties, problems))
            yield Entity(identity, declaration.kind.name, held | row.position(headings, problems))


@dataclass(frozen=True, slots=True)
class _Row:
    grid: Grid
    number: int
    cells: dict[str, str]
    entity: str
    kind: str

    def held(self, headings: tuple[Heading, ...], problems: list[Problem]) -> Iterator[tuple[str, Held]]:
        for heading in headings:
            text = self.cells.get(heading.column)
            if text is None:
                continue
            unit = self.cells.get(heading.unit_column, heading.unit) if heading.unit_column else heading.unit
            place = self.grid.place(self.number, heading.column)
            statements = []
            for words, value in read_parts(heading, text, unit):
                if isinstance(value, Problem):
                    problems.append(value.at(f"{place} ({heading.column})"))
                    continue
                statements.append(self._said(heading.property.name, words, value, place))
            if statements:
                yield heading.property.name, Held(heading.property.name, tuple(statements))

    def position(self, headings: Headings, problems: list[Problem]) -> dict[str, Held]:
        """The coordinate of the row; nothing where one of its two cells is blank or cannot be read."""
        if headings.coordinate is None:
            return {}
        lon, lat = headings.coordinate
        words = [self.cells.get(axis.column) for axis in (lon, lat)]
        if words[0] is None or words[1] is None:
            return {}
        place = self.grid.place(self.number, lon.column)
        datum = self.cells.get(headings.datum or "", "WGS-84")
        try:
            value = read_coordinate(words[0], words[1], datum)
        except BadInput as refused:
            problems.append(refused.problem.at(place))
            return {}
        name = lon.property.name
        return {name: Held(name, (self._said(name, f"{words[0]},{words[1]}", value, place),))}

    def _said(self, name: str, words: str, value: Value, place: str) -> Statement:
        return Statement(
            id=place, entity=self.entity, kind=self.kind, property=name, words=words, value=value,
            valid=self._valid(), known_at="", source=self.grid.file, locator=place, method="table",
            visibility="public",
        )  # fmt: skip

    def _valid(self) -> Period | None:
        words = self.cells.get("as_of") or self.cells.get("截至日期")
        try:
            return read_period(words) if words else None
        except BadInput:
            return None


def _parquet_grid(path: Path) -> Grid:
    """A Parquet table as text cells; NULL is blank."""
    source = f"read_parquet({quote(path)})"
    with Columns() as columns:
        names = [str(row[0]) for row in columns.rows(f"DESCRIBE SELECT * FROM {source}")]
        rows = columns.rows(f"SELECT COLUMNS(*)::VARCHAR FROM {source}")
    letters = {name: column_letters(at) for at, name in enumerate(names)}
    cells = (
        (number, {name: str(cell).strip() for name, cell in zip(names, row, strict=True) if cell is not None})
        for number, row in enumerate(rows, start=1)
    )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Grid(
        path.name, tuple(names), cells, lambda row, name: f"{path.name}!{letters.get(name, '')}{row}", digest
    )


def _sheet_grid(path: Path) -> Grid:
    """The first table of a workbook."""
    document = read_document(path)
    tables = document.reading.tables
    if not tables:
        raise BadInput(Problem("table_empty", {}, path.name))
    table: Table = tables[0]
    names = [column.name for column in table.columns]
    index = {column.name: column.index for column in table.columns}
    rows = (
        (
            number,
            {
                column.name: cells[column.index].text.strip()
                for column in table.columns
                if column.index in cells and cells[column.index].text.strip()
            },
        )
        for number, cells in table.rows.items()
        if number not in table.totals
    )
    return Grid(
        path.name, tuple(names), rows,
        lambda row, name: f"{path.name}!{cell_place(table.sheet, row, index.get(name, 0))}", document.sha256,
    )  # fmt: skip
