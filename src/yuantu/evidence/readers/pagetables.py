"""Which tables of a page hold data, cell by cell?

A table that holds no other table and has at least two rows and two columns becomes a sheet; layout tables do not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from yuantu.evidence.readers import limits
from yuantu.evidence.readers.workbook import Cell, Range, Sheet

_MOST_SPAN = 1_000


@dataclass(slots=True)
class _Open:
    row: int = -1
    column: int = -1
    leaf: bool = True
    taken: set[tuple[int, int]] = field(default_factory=set)
    cells: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    cell: tuple[int, int] | None = None
    first: int = 0


class PageTables:
    """Follows the table tags of a page; a cell is a run of stretches."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._closed: list[_Open] = []
        self._budget = limits.MOST_CELLS

    def start(self, tag: str, attributes: Mapping[str, str], stretch: int) -> None:
        if tag == "table":
            if self._open:
                self._open[-1].leaf = False
            self._open.append(_Open())
        elif self._open and tag == "tr":
            table = self._open[-1]
            table.row, table.column = table.row + 1, -1
        elif self._open and tag in ("td", "th"):
            self._begin(self._open[-1], attributes, stretch)

    def end(self, tag: str, stretch: int) -> None:
        if not self._open:
            return
        table = self._open[-1]
        if tag == "table":
            self._closed.append(self._open.pop())
        elif tag in ("td", "th") and table.cell is not None:
            table.cells[table.cell] = (table.first, stretch)
            table.cell = None

    def sheets(self, text: str, spans: Mapping[int, tuple[int, int]]) -> list[Sheet]:
        """The data tables as sheets, their cells at the spans of the stretches that were kept."""
        sheets: list[Sheet] = []
        for table in self._closed:
            cells = {}
            for where, (first, last) in table.cells.items():
                kept = [spans[index] for index in range(first, last) if index in spans]
                if kept:
                    start, end = kept[0][0], kept[-1][1]
                    cells[where] = Cell(text[start:end], start, end)
            if table.leaf and len({row for row, _ in cells}) > 1 and len({column for _, column in cells}) > 1:
                sheets.append(Sheet(f"表{len(sheets) + 1}", cells=cells, merged=table.merged))
        return sheets

    def _begin(self, table: _Open, attributes: Mapping[str, str], stretch: int) -> None:
        table.row = max(table.row, 0)
        table.column += 1
        while (table.row, table.column) in table.taken:
            table.column += 1
        rows, columns = (_span(attributes.get(name)) for name in ("rowspan", "colspan"))
        self._budget -= rows * columns
        if self._budget < 0:
            rows = columns = 1
        if rows * columns > 1:
            table.merged.append(
                Range(table.row, table.column, table.row + rows - 1, table.column + columns - 1)
            )
            for row in range(table.row, table.row + rows):
                for column in range(table.column, table.column + columns):
                    table.taken.add((row, column))
        table.cell, table.first = (table.row, table.column), stretch
        table.column += columns - 1


def _span(text: str | None) -> int:
    plain = (text or "").strip()
    return (
        min(max(int(plain), 1), _MOST_SPAN) if plain.isascii() and plain.isdigit() and len(plain) < 6 else 1
    )
