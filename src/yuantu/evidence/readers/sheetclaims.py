"""What does a park's own spreadsheet claim about its sites, cell by cell?

The tables that were found in a document are matched with a kind of the schema (`columnmatching`). Every cell becomes
a typed claim with its place (`file!sheet!cell`, a page and box, a feature), or a problem at that cell; rows of totals
are no entities. Columns that mean nothing to the kind are reported.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from yuantu.errors import Problem, Refusal, Severity
from yuantu.evidence.claims import Claim
from yuantu.evidence.headings import Heading
from yuantu.evidence.readers.blocks import DocumentReading, Table, TableCell, place_words
from yuantu.evidence.readers.columnmatching import match_columns, unknown_columns
from yuantu.evidence.readers.columnnames import fold
from yuantu.evidence.tables import ID, listed, read_parts
from yuantu.ontology.coordinates import read_coordinate
from yuantu.ontology.periods import read_period
from yuantu.ontology.regions import find_region
from yuantu.ontology.schema import Kind, Property
from yuantu.ontology.values import Code, Period, Text, Value

METHOD, GIVEN = "sheet", "given"
_TITLE_REACH = 400  # characters before the first cell in which a line over the table is looked for
_BESIDE = 2  # characters between two cells that stand side by side
_AS_OF = re.compile(
    r"(?:截[至止]|更新(?:时间|日期|于)|统计(?:时间|日期)|填报(?:时间|日期)|数据(?:时间|日期))\s*(?:到|于)?\s*[:：]?\s*"
    r"((?:19|20)\d{2}\s*(?:年|[-/.])\s*\d{1,2}\s*(?:月|[-/.])?(?:\s*\d{1,2}\s*日?)?)"
)
_BLANK = frozenset(
    {"-", "--", "—", "——", "/", "\\", "无", "暂无", "待定", "n/a", "na", "面议", "详谈", "另议"}
)


@dataclass(frozen=True, slots=True)
class CellClaim:
    """A claim with the cell that it was read from. `column` is the column's index, `row` as a person counts.

    `own_id`: the id that the row gives its thing. For a coordinate `cell` runs from the longitude to the latitude
    where the two stand side by side.
    """

    claim: Claim
    cell: TableCell
    table: Table
    row: int
    column: int
    own_id: str | None = None


@dataclass(slots=True)
class SheetClaims:
    """The claims of one document's tables; `cells` and `unread_cells` count the cells of data rows."""

    said: list[CellClaim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    entities: int = 0
    cells: int = 0
    unread_cells: int = 0

    @property
    def claims(self) -> list[Claim]:
        return [one.claim for one in self.said]

    @property
    def share_unread(self) -> float:
        return self.unread_cells / self.cells if self.cells else 0.0


def read_sheet_claims(
    document: DocumentReading, kind: Kind, *, given: Mapping[str, str] | None = None, datum: str = "WGS-84"
) -> SheetClaims:
    """Claims about entities of `kind` from every table of the document that has a column for it.

    `given` states properties that hold for every row where the table has no column for them (`{"kind": "plant"}`).
    The claims' source is the document's digest; an entity without an id of its own is named by digest, table and row.
    """
    found = SheetClaims()
    for number, table in enumerate(document.reading.tables, start=1):
        read_table_claims(document, table, number, kind, found, given=given or {}, datum=datum)
    if not found.entities:
        params = {"kind": kind.name}
        found.problems.append(Problem("sheet_no_table", params, document.name, "warning"))
    return found


def read_table_claims(  # noqa: PLR0913 — a table stands in a document, and has a number there
    document: DocumentReading,
    table: Table,
    number: int,
    kind: Kind,
    found: SheetClaims,
    *,
    given: Mapping[str, str],
    datum: str = "WGS-84",
) -> None:
    """Add what one table claims of entities of `kind` to `found`; `number` is its place among the tables."""
    _TableReader(document, table, number, kind, found).read(given, document.datum or datum)


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    entity: str
    cells: Mapping[int, TableCell]
    valid: Period | None
    own_id: str | None


class _TableReader:
    def __init__(
        self, document: DocumentReading, table: Table, number: int, kind: Kind, found: SheetClaims
    ) -> None:
        self._document, self._table, self._number, self._kind = document, table, number, kind
        self._found = found
        self._as_of = self._day()
        self._matching = match_columns(table, kind)
        self._undated: list[int] = []

    def read(self, given: Mapping[str, str], datum: str) -> None:
        """Claim what the rows say, if the table has the kind's name column or an id."""
        matching = self._matching
        problems = list(matching.problems)
        if matching.names_rows:
            problems += unknown_columns(self._table, matching, self._kind)
        for problem in problems:
            self._found.problems.append(problem.at(place_words(self._document.name, problem.place)))
        if not matching.names_rows:
            return
        missing = [one for one in self._kind.required if one not in matching.stated and one not in given]
        for name in missing:
            label = self._kind.property(name).label
            self._problem("table_missing_required", self._table.place, value=f"{name}（{label.zh}）")
        for row, cells in self._table.rows.items():
            if row not in self._table.totals:
                self._row(row, cells, given, datum)
        if self._undated:
            params = {"count": str(len(self._undated)), "rows": listed(self._undated)}
            self._problem("rows_undated", self._table.place, "warning", **params)

    def _row(self, number: int, cells: Mapping[int, TableCell], given: Mapping[str, str], datum: str) -> None:
        own_id = self._own_id(cells)
        entity = own_id or f"{self._document.sha256[:12]}-t{self._number}-r{number}"
        row = _Row(number, entity, cells, self._valid(cells), own_id)
        known = {each.column.index for each in self._matching.columns}
        self._found.cells += len(cells)
        self._found.unread_cells += sum(index not in known for index in cells)
        said: list[CellClaim] = []
        for read in self._matching.columns:
            cell = cells.get(read.column.index)
            if cell is not None and read.heading is not None and not read.axis:
                said += self._cell(row, read.heading, cell, read.column.index)
        said += self._coordinate(row, datum)
        stated = {one.claim.property for one in said}
        if "name" not in stated and "id" not in self._matching.common:
            self._problem("sheet_row_nameless", cells[min(cells)].place)
            return
        for name, words in given.items():
            if name not in stated:
                said += self._stated_for_all(row, self._kind.property(name), words)
        if row.valid is None:
            self._undated.append(number)
        self._found.entities += 1
        self._found.said += said

    def _stated_for_all(self, row: _Row, meaning: Property, words: str) -> Iterator[CellClaim]:
        """What holds for every row; it cites the row where no line before the table has the words."""
        column = next((one for one in self._matching.columns if one.column.index in row.cells), None)
        index = column.column.index if column else min(row.cells)
        own = row.cells[index]
        text = self._document.reading.text
        start = text.rfind(words, max(0, self._first_start() - _TITLE_REACH), self._first_start())
        span = (start, start + len(words)) if start >= 0 else (own.start, own.end)
        place = row.cells[min(row.cells)].place
        heading = Heading(meaning.name, meaning, None, None, None)
        for one in self._cell(row, heading, TableCell(words, place, *span), index):
            yield replace(one, claim=replace(one.claim, method=GIVEN))

    def _first_start(self) -> int:
        return min((cell.start for cells in self._table.rows.values() for cell in cells.values()), default=0)

    def _cell(self, row: _Row, heading: Heading, cell: TableCell, column: int) -> Iterator[CellClaim]:
        text = cell.text.strip()
        if fold(text) in _BLANK or text in _BLANK:
            return
        for words, value in read_parts(heading, text, heading.unit):
            if heading.property.type == "reference":
                yield self._claim(row, heading, words, _reference(heading, words), cell, column)
            elif isinstance(value, Problem):
                self._refused(value, cell, heading)
            else:
                yield self._claim(row, heading, words, value, cell, column)

    def _coordinate(self, row: _Row, datum: str) -> Iterator[CellClaim]:
        axes = {read.axis: read for read in self._matching.columns if read.axis}
        lon, lat = (
            row.cells.get(axes[axis].column.index) if axis in axes else None for axis in ("lon", "lat")
        )
        heading = axes["lon"].heading if "lon" in axes else None
        if lon is None or lat is None or heading is None:
            return
        own = self._common(row.cells, "datum")
        stated = own.text.strip() if own else datum
        try:
            value = read_coordinate(lon.text.strip(), lat.text.strip(), stated)
        except Refusal as refusal:
            self._refused(refusal.problem, lon, heading)
            return
        both = replace(lon, end=lat.end) if 0 <= lat.start - lon.end <= _BESIDE else lon
        words = f"{lon.text.strip()},{lat.text.strip()}"
        yield self._claim(row, heading, words, value, both, axes["lon"].column.index)

    def _claim(
        self, row: _Row, heading: Heading, words: str, value: Value, cell: TableCell, column: int
    ) -> CellClaim:
        claim = Claim(
            entity=row.entity,
            kind=self._kind.name,
            property=heading.property.name,
            words=words,
            value=value,
            source=self._document.sha256,
            locator=place_words(self._document.name, cell.place),
            valid=row.valid,
            method=METHOD,
        )
        return CellClaim(claim, cell, self._table, row.number, column, row.own_id)

    def _common(self, cells: Mapping[int, TableCell], name: str) -> TableCell | None:
        """The cell of a common column (`id`, `as_of`, `datum`)."""
        return next(
            (cells.get(one.column.index) for one in self._matching.columns if one.common == name), None
        )

    def _own_id(self, cells: Mapping[int, TableCell]) -> str | None:
        cell = self._common(cells, "id")
        return cell.text.strip() if cell is not None and ID.fullmatch(cell.text.strip()) else None

    def _valid(self, cells: Mapping[int, TableCell]) -> Period | None:
        cell = self._common(cells, "as_of")
        if cell is not None:
            try:
                return read_period(cell.text)
            except Refusal as refusal:
                place = place_words(self._document.name, cell.place)
                self._found.problems.append(refusal.problem.at(place))
        return self._as_of

    def _day(self) -> Period | None:
        """The day that a line over or under the table names, else the document's own."""
        for words in as_of_words(self._table):
            try:
                return read_period(re.sub(r"\s+", "", words))
            except Refusal:
                continue
        founded = self._document.basis in ("given", "head")
        return self._document.published if founded else None  # the day a file was saved dates nothing in it

    def _refused(self, problem: Problem, cell: TableCell, heading: Heading) -> None:
        params = {**problem.params, "column": heading.column}
        place = f"{place_words(self._document.name, cell.place)} ({heading.column})"
        self._found.problems.append(Problem(problem.code, params, place, problem.severity))

    def _problem(self, code: str, place: str, severity: Severity = "error", **params: str) -> None:
        where = place_words(self._document.name, place)
        self._found.problems.append(Problem(code, params, where, severity))


def as_of_words(table: Table) -> list[str]:
    """The days in the lines around a table that say as of when it holds, as they are written."""
    return [match[1] for line in (table.title, *table.notes) if (match := _AS_OF.search(line))]


def _reference(heading: Heading, words: str) -> Value:
    """A region by its code of GB/T 2260; anything else stays the name that was written, for identity to decide."""
    if heading.property.to == "region":
        division = find_region(words)
        if division is not None:
            return Code("gb2260", division.code)
    return Text(" ".join(words.split()))
