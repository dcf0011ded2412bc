"""What does a sheet of cells look like, whatever program wrote it?

Every spreadsheet format, and every table of a page or a Word file, becomes a `Sheet`: the words of its cells by row
and column, and the ranges that are merged.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from yuantu.errors import Problem
from yuantu.evidence.readers import limits
from yuantu.evidence.readers.blocks import Position, TableCell, TextBuilder, cell_place


class Range(NamedTuple):
    """Rows and columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Cell(NamedTuple):
    """A cell's words and where they stand in the document's text."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Sheet:
    """The cells that hold something, by (row, column) from 0. `share` is how much of the sheet was read."""

    name: str
    cells: dict[Position, Cell] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    share: float = 1.0

    def place(self, row: int, column: int) -> str:
        return cell_place(self.name, row + 1, column)

    def stretch(self, row: int, column: int, corner: str) -> str:
        """The place of a table from its first cell to `corner` (`D8`)."""
        return f"{self.place(row, column)}:{corner}"

    def complain(self, code: str, row: int, column: int, **params: str) -> None:
        """Note a warning at a cell."""
        self.problems.append(Problem(code, params, self.place(row, column), "warning"))


@dataclass(slots=True)
class Spread:
    """A sheet whose merged cells say the same everywhere. `origin` maps a covered cell to where its words stand."""

    sheet: Sheet
    origin: dict[Position, Position] = field(default_factory=dict)
    rows: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet: Sheet) -> "Spread":
        """Spread the merged ranges inside the area in use; a bounded number of cells, the rest is reported."""
        spread = cls(sheet)
        last_row = max((row for row, _ in sheet.cells), default=-1)
        last_column = max((column for _, column in sheet.cells), default=-1)
        budget = limits.MOST_SPREAD_CELLS
        for area in sheet.merged:
            if (area.top, area.left) not in sheet.cells:
                continue
            bottom, right = min(area.bottom, last_row), min(area.right, max(last_column, area.left))
            budget -= (bottom - area.top + 1) * (right - area.left + 1)
            if budget < 0:
                sheet.complain("sheet_merged_too_much", area.top, area.left)
                break
            for row in range(area.top, bottom + 1):
                for column in range(area.left, right + 1):
                    spread.origin[row, column] = (area.top, area.left)
        for row, column in sorted({*sheet.cells, *spread.origin}):
            spread.rows.setdefault(row, []).append(column)
        return spread

    def cell(self, row: int, column: int) -> TableCell | None:
        """The cell as a person sees it, None if it is blank."""
        where = self.origin.get((row, column), (row, column))
        found = self.sheet.cells.get(where)
        if found is None or not found.text.strip():
            return None
        return TableCell(found.text, self.sheet.place(*where), found.start, found.end)

    def text(self, row: int, column: int) -> str:
        where = self.origin.get((row, column), (row, column))
        found = self.sheet.cells.get(where)
        return found.text.strip() if found else ""


def lay_out(sheet: Sheet, words: dict[Position, str], text: TextBuilder) -> None:
    """Write a sheet's words into the document's text, a line per row with tabs between, and keep the offsets."""
    row_before: int | None = None
    for (row, column), value in sorted(words.items()):
        separator = "\t" if row == row_before else ("\n\n" if row_before is None else "\n")
        start, end = text.put(value, separator)
        sheet.cells[row, column] = Cell(value, start, end)
        row_before = row


def bounded(value: str, sheet: Sheet, row: int, column: int) -> str:
    """A cell's words, cut at what Excel itself allows, with a warning."""
    if len(value) <= limits.MOST_CELL_CHARACTERS:
        return value
    params = {"count": str(len(value)), "most": str(limits.MOST_CELL_CHARACTERS)}
    sheet.complain("cell_too_long", row, column, **params)
    return value[: limits.MOST_CELL_CHARACTERS]
