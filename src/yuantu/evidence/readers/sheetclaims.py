"""What does a park's own spreadsheet claim about its sites, cell by cell?

The tables that were found in a document are matched with a kind of the schema: headings by name, units from the cell,
the heading, or a line such as 单位：万元 over the table. Every cell becomes a typed claim with its `file!sheet!cell`,
or a problem at that cell; rows of totals are no entities. Columns that mean nothing to the kind are reported.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from yuantu.errors import Problem, Refusal, Severity
from yuantu.evidence.claims import Claim
from yuantu.evidence.headings import COMMON, Heading
from yuantu.evidence.readers.blocks import Column, DocumentReading, Table, TableCell
from yuantu.evidence.readers.columnnames import base_name, column_index, fold, split_heading, stated_units
from yuantu.evidence.tables import ID, listed, read_parts
from yuantu.ontology.coordinates import read_coordinate
from yuantu.ontology.periods import read_period
from yuantu.ontology.regions import find_region
from yuantu.ontology.schema import Kind, Property
from yuantu.ontology.units import find_unit
from yuantu.ontology.values import Code, Period, Text, Value

METHOD = "sheet"
_AS_OF = re.compile(
    r"(?:截[至止]|更新(?:时间|日期|于)|统计(?:时间|日期)|填报(?:时间|日期)|数据(?:时间|日期))\s*(?:到|于)?\s*[:：]?\s*"
    r"((?:19|20)\d{2}\s*(?:年|[-/.])\s*\d{1,2}\s*(?:月|[-/.])?(?:\s*\d{1,2}\s*日?)?)"
)
_BLANK = frozenset(
    {"-", "--", "—", "——", "/", "\\", "无", "暂无", "待定", "n/a", "na", "面议", "详谈", "另议"}
)
_PER_BUILDING = "/"


@dataclass(slots=True)
class SheetClaims:
    """The claims of one document's tables; `cells` and `unread_cells` count the cells of data rows."""

    claims: list[Claim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    entities: int = 0
    cells: int = 0
    unread_cells: int = 0

    @property
    def share_unread(self) -> float:
        return self.unread_cells / self.cells if self.cells else 0.0


@dataclass(frozen=True, slots=True)
class _Read:
    """A column that states a property, or one of the common columns (`id`, `as_of`, `datum`)."""

    column: Column
    heading: Heading | None
    common: str = ""
    axis: str = ""


def read_sheet_claims(
    document: DocumentReading, kind: Kind, *, given: Mapping[str, str] | None = None, datum: str = "WGS-84"
) -> SheetClaims:
    """Claims about entities of `kind` from every table of the document that has a column for it.

    `given` states properties that hold for every row where the table has no column for them (`{"kind": "plant"}`).
    The claims' source is the document's digest; an entity without an id of its own is named by digest, table and row.
    """
    found = SheetClaims()
    index = column_index(kind)
    for number, table in enumerate(document.reading.tables, start=1):
        reader = _TableReader(document, table, number, kind, index, found)
        reader.read(given or {}, document.datum or datum)
    if not found.entities:
        params = {"kind": kind.name}
        found.problems.append(Problem("sheet_no_table", params, document.name, "warning"))
    return found


class _TableReader:
    def __init__(
        self,
        document: DocumentReading,
        table: Table,
        number: int,
        kind: Kind,
        index: Mapping[str, tuple[Property, str | None]],
        found: SheetClaims,
    ) -> None:
        self._document, self._table, self._number, self._kind, self._index = (
            document,
            table,
            number,
            kind,
            index,
        )
        self._found = found
        self._as_of = self._day()
        self._columns: list[_Read] = []
        self._undated: list[int] = []

    def read(self, given: Mapping[str, str], datum: str) -> None:
        """Claim what the rows say, if the table has the kind's name column or an id."""
        self._columns = list(self._match())
        stated = {read.heading.property.name for read in self._columns if read.heading}
        common = {read.common for read in self._columns}
        if "name" not in stated and "id" not in common:
            return
        self._report_columns()
        missing = [name for name in self._kind.required if name not in stated and name not in given]
        for name in missing:
            label = self._kind.property(name).label
            self._problem("table_missing_required", self._table.place, value=f"{name}（{label.zh}）")
        for row, cells in self._table.rows.items():
            if row not in self._table.totals:
                self._row(row, cells, given, datum)
        if self._undated:
            params = {"count": str(len(self._undated)), "rows": listed(self._undated)}
            self._problem("rows_undated", self._table.place, "warning", **params)

    def _match(self) -> Iterator[_Read]:
        units = stated_units((self._table.title, *self._table.notes))
        taken: dict[str, Column] = {}
        for column in self._table.columns:
            read = self._meaning(column, units)
            if read is None:
                continue
            key = read.common or (read.heading.property.name + read.axis if read.heading else "")
            if key in taken:
                columns = f"{taken[key].name}, {column.name}"
                self._problem(
                    "sheet_column_again", column.place, "warning", value=column.name, columns=columns
                )
                continue
            taken[key] = column
            yield read

    def _meaning(self, column: Column, units: tuple[str, ...]) -> _Read | None:
        for words in (column.name, column.name.replace(_PER_BUILDING, ""), *reversed(column.headings)):
            name, unit = split_heading(words)
            common = COMMON.get(name) or COMMON.get(fold(name))
            if common in ("id", "as_of", "datum") and base_name(words) not in self._index:
                return _Read(column, None, common)
            known = self._index.get(fold(words)) or self._index.get(fold(name))
            if known is None:
                continue
            prop, assumed = known
            if prop.type == "coordinate":
                return _Read(column, Heading(column.name, prop, None, None, None), axis=assumed or "")
            unit = unit or split_heading(column.name).unit
            if (
                unit
                and prop.is_quantity
                and find_unit(unit, None if prop.type == "number" else prop.type) is None
            ):
                self._problem(
                    "sheet_unit_other", column.place, value=column.name, unit=unit, type=prop.label.zh
                )
                return None
            if not unit and assumed is None and prop.is_quantity:
                unit = next((each for each in units if find_unit(each, prop.type)), "")
            return _Read(
                column, Heading(column.name, prop, unit or assumed or _counted(prop.type), None, None)
            )
        return None

    def _report_columns(self) -> None:
        read = {each.column.index for each in self._columns}
        for column in self._table.columns:
            if column.index not in read and fold(column.name) not in ("序号", "no", "序"):
                params = {"value": column.name, "kind": self._kind.name}
                self._problem("table_unknown_column", column.place, "warning", **params)

    def _row(self, row: int, cells: Mapping[int, TableCell], given: Mapping[str, str], datum: str) -> None:
        entity = self._entity(row, cells)
        valid = self._valid(cells)
        claims: list[Claim] = []
        known = {each.column.index for each in self._columns}
        self._found.cells += len(cells)
        self._found.unread_cells += sum(index not in known for index in cells)
        for read in self._columns:
            cell = cells.get(read.column.index)
            if cell is not None and read.heading is not None and not read.axis:
                claims += self._cell(entity, read.heading, cell, valid)
        claims += self._coordinate(entity, cells, valid, datum)
        stated = {claim.property for claim in claims}
        if "name" not in stated and "id" not in {read.common for read in self._columns}:
            place = self._table.cell_place(row, self._table.columns[0].index)
            self._problem("sheet_row_nameless", place)
            return
        for name, words in given.items():
            if name not in stated:
                heading = Heading(name, self._kind.property(name), None, None, None)
                place = self._table.cell_place(row, self._table.columns[0].index)
                stated_for_all = self._cell(entity, heading, TableCell(words, place, 0, 0), valid)
                claims += [replace(claim, method="given") for claim in stated_for_all]
        if valid is None:
            self._undated.append(row)
        self._found.entities += 1
        self._found.claims += claims

    def _cell(self, entity: str, heading: Heading, cell: TableCell, valid: Period | None) -> Iterator[Claim]:
        text = cell.text.strip()
        if fold(text) in _BLANK or text in _BLANK:
            return
        for words, value in read_parts(heading, text, heading.unit):
            if heading.property.type == "reference":
                yield self._claim(entity, heading, words, _reference(heading, words), cell, valid)
            elif isinstance(value, Problem):
                self._refused(value, cell, heading)
            else:
                yield self._claim(entity, heading, words, value, cell, valid)

    def _coordinate(
        self, entity: str, cells: Mapping[int, TableCell], valid: Period | None, datum: str
    ) -> Iterator[Claim]:
        axes = {read.axis: read for read in self._columns if read.axis}
        pair = [cells.get(axes[axis].column.index) if axis in axes else None for axis in ("lon", "lat")]
        lon, lat = pair
        heading = axes["lon"].heading if "lon" in axes else None
        if lon is None or lat is None or heading is None:
            return
        own = next((cells.get(read.column.index) for read in self._columns if read.common == "datum"), None)
        try:
            value = read_coordinate(lon.text.strip(), lat.text.strip(), own.text.strip() if own else datum)
        except Refusal as refusal:
            self._refused(refusal.problem, lon, heading)
            return
        yield self._claim(entity, heading, f"{lon.text},{lat.text}", value, lon, valid)

    def _claim(
        self, entity: str, heading: Heading, words: str, value: Value, cell: TableCell, valid: Period | None
    ) -> Claim:
        return Claim(
            entity=entity,
            kind=self._kind.name,
            property=heading.property.name,
            words=words,
            value=value,
            source=self._document.sha256,
            locator=f"{self._document.name}!{cell.place}",
            valid=valid,
            method=METHOD,
        )

    def _entity(self, row: int, cells: Mapping[int, TableCell]) -> str:
        for read in self._columns:
            cell = cells.get(read.column.index) if read.common == "id" else None
            if cell is not None and ID.fullmatch(cell.text.strip()):
                return cell.text.strip()
        return f"{self._document.sha256[:12]}-t{self._number}-r{row}"

    def _valid(self, cells: Mapping[int, TableCell]) -> Period | None:
        for read in self._columns:
            cell = cells.get(read.column.index) if read.common == "as_of" else None
            if cell is not None:
                try:
                    return read_period(cell.text)
                except Refusal as refusal:
                    self._found.problems.append(refusal.problem.at(f"{self._document.name}!{cell.place}"))
        return self._as_of

    def _day(self) -> Period | None:
        """The day that a line over or under the table names, else the document's own."""
        for line in (self._table.title, *self._table.notes):
            match = _AS_OF.search(line)
            if match:
                try:
                    return read_period(re.sub(r"\s+", "", match[1]))
                except Refusal:
                    continue
        founded = self._document.basis in ("given", "head")
        return self._document.published if founded else None  # the day a file was saved dates nothing in it

    def _refused(self, problem: Problem, cell: TableCell, heading: Heading) -> None:
        params = {**problem.params, "column": heading.column}
        place = f"{self._document.name}!{cell.place} ({heading.column})"
        self._found.problems.append(Problem(problem.code, params, place, problem.severity))

    def _problem(self, code: str, place: str, severity: Severity = "error", **params: str) -> None:
        self._found.problems.append(Problem(code, params, f"{self._document.name}!{place}", severity))


def _counted(kind: str) -> str | None:
    """A count needs no unit."""
    return "1" if kind in ("count", "number") else None


def _reference(heading: Heading, words: str) -> Value:
    """A region by its code of GB/T 2260; anything else stays the name that was written, for identity to decide."""
    if heading.property.to == "region":
        division = find_region(words)
        if division is not None:
            return Code("gb2260", division.code)
    return Text(" ".join(words.split()))
