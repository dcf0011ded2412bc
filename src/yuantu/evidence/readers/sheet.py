"""What does a spreadsheet say, cell by cell and table by table?

xlsx and ods are read as streams of cells that exist, xls and xlsb by a library in its own process, CSV by the standard
reader. The document's text has a line per row with tabs between cells, each sheet under its name.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from yuantu.errors import Problem, Refusal
from yuantu.evidence.readers import limits
from yuantu.evidence.readers.archives import Archive
from yuantu.evidence.readers.blocks import Locator, Position, Reading, Table, TextBuilder, Unread
from yuantu.evidence.readers.ods import read_ods
from yuantu.evidence.readers.published import first_day
from yuantu.evidence.readers.received import Decoded
from yuantu.evidence.readers.relations import read_properties
from yuantu.evidence.readers.tablefinding import tables_of
from yuantu.evidence.readers.workbook import Sheet, bounded, lay_out
from yuantu.evidence.readers.xls import read_xls
from yuantu.evidence.readers.xlsx import RawSheet, read_xlsx
from yuantu.ontology.values import Period

_DELIMITERS = (",", "\t", ";", "|")
_SNIFFED_LINES = 20


def read_excel(data: bytes) -> Reading:
    """An xlsx or xlsm workbook. Raises `Refusal`."""
    archive = Archive(data)
    problems: list[Problem] = []
    created = read_properties(archive, "docProps/core.xml", "modified", "created")
    dated = first_day(created[name] for name in ("modified", "created") if name in created)
    return _read_sheets(read_xlsx(archive, problems), problems, dated=dated)


def read_open_document(data: bytes) -> Reading:
    """An ods spreadsheet. Raises `Refusal`."""
    archive = Archive(data)
    problems: list[Problem] = []
    created = read_properties(archive, "meta.xml", "date", "creation-date")
    dated = first_day(created[name] for name in ("date", "creation-date") if name in created)
    return _read_sheets(read_ods(archive, problems), problems, dated=dated)


def read_old_excel(data: bytes) -> Reading:
    """An xls or xlsb workbook. Raises `Refusal`."""
    problems: list[Problem] = []
    return _read_sheets(read_xls(data, problems), problems)


def read_delimited(decoded: Decoded, name: str) -> Reading:
    """A text of delimited values: one sheet without a name of its own, so that its cells are `厂房.csv!C7`."""
    raw = RawSheet(Sheet(""))
    problems: list[Problem] = list(decoded.problems())
    delimiter = find_delimiter(decoded.text) or find_delimiter(decoded.text, least=0.2) or ","
    left = limits.MOST_CELLS
    reader = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter)
    row = -1
    try:
        for row, record in enumerate(reader):
            words = [(column, text) for column, text in enumerate(record) if text.strip()]
            left -= len(words)
            if left < 0:
                raw.sheet.share = min(reader.line_num / max(decoded.text.count("\n") + 1, 1), 0.999)
                break
            for column, text in words:
                raw.words[row, column] = bounded(text.strip(), raw.sheet, row, column)
    except csv.Error as error:  # a quotation mark that is never closed makes a field without end
        raw.sheet.share = min(reader.line_num / max(decoded.text.count("\n") + 1, 1), 0.999)
        params = {"part": f"{name}!A{row + 2}", "reason": str(error)}
        problems.append(Problem("document_part_broken", params, severity="warning"))
    return _read_sheets([raw], problems, unread=list(decoded.unread))


def find_delimiter(text: str, least: float = 0.7) -> str:
    """The mark that stands equally often in most of the first lines (`least`, as a share), or "" if none does."""
    lines = [line for line in text[:50_000].splitlines() if line.strip()][:_SNIFFED_LINES]
    best, most = "", 0.0
    for mark in _DELIMITERS:
        try:
            widths = [len(record) for record in csv.reader(lines, delimiter=mark)]
        except csv.Error:
            continue
        wide = [width for width in widths if width > 1]
        if len(wide) < 2 or len(wide) < least * len(widths):
            continue
        common = max(set(wide), key=wide.count)
        score = wide.count(common) / len(widths) * common
        if wide.count(common) >= 0.85 * least * len(widths) and score > most:
            best, most = mark, score
    return best


def _read_sheets(
    sheets: Iterable[RawSheet],
    problems: list[Problem],
    *,
    dated: Period | None = None,
    unread: list[Unread] | None = None,
) -> Reading:
    text = TextBuilder()
    tables: list[Table] = []
    unread = unread or []
    count = 0
    for raw in sheets:
        count += 1
        found = _read_sheet(raw, text, unread)
        tables += found
        problems += raw.sheet.problems
    if not count:
        raise Refusal("document_empty")
    return Reading(
        text.text,
        tuple(text.blocks),
        tuple(tables),
        tuple(unread),
        tuple(limit_problems(problems)),
        dated=dated,
        title=next((table.title for table in tables if table.title), ""),
    )


def _read_sheet(raw: RawSheet, text: TextBuilder, unread: list[Unread]) -> tuple[Table, ...]:
    sheet = raw.sheet
    if not raw.words:
        return ()
    if sheet.name:
        text.add(sheet.name, "heading", Locator("cell", sheet.name), 1)
    lay_out(sheet, raw.words, text)
    if sheet.share < 1:
        unread.append(Unread("rest", sheet.name, 1 - sheet.share, "part"))
        params = {"value": sheet.name, "share": f"{(1 - sheet.share) * 100:.0f}"}
        sheet.problems.append(Problem("sheet_cut", params, severity="warning"))
    if sheet.hidden:
        sheet.problems.append(Problem("sheet_hidden", {"value": sheet.name}, severity="warning"))
    hidden = hidden_cells(sheet)
    if hidden:
        params = {"value": sheet.name, "count": str(len(hidden)), "first": sheet.place(*min(hidden))}
        sheet.problems.append(Problem("sheet_hidden_cells", params, severity="warning"))
    tables = tables_of([sheet])
    _add_loose(sheet, tables, text)
    return tables


def hidden_cells(sheet: Sheet) -> list[Position]:
    """The cells with words in hidden rows or columns: read, and reported as hidden."""
    return [
        (row, column)
        for row, column in sheet.cells
        if row in sheet.hidden_rows or column in sheet.hidden_columns
    ]


def _add_loose(sheet: Sheet, tables: tuple[Table, ...], text: TextBuilder) -> None:
    """Blocks for the cells outside the tables' bodies: titles, headings, notes."""
    inside = {cell.start for table in tables for cells in table.rows.values() for cell in cells.values()}
    for (row, column), cell in sheet.cells.items():
        if cell.start not in inside:
            locator = Locator("cell", sheet.place(row, column))
            text.note(cell.text, cell.start, cell.end, "table-cell", locator)


def limit_problems(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first few problems of a sort in full, then one that counts the rest."""
    counts: dict[str, int] = {}
    for problem in problems:
        counts[problem.code] = counts.get(problem.code, 0) + 1
        if counts[problem.code] <= limits.MOST_NAMED:
            yield problem
    for code, count in counts.items():
        if count > limits.MOST_NAMED:
            params = {"count": str(count - limits.MOST_NAMED), "code": code}
            yield Problem("document_more", params, severity="warning")
