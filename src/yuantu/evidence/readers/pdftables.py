"""Which lines of a page stand in columns, and what do they say cell by cell?

A PDF has no tables, only words at places. Words of one line that stand wide apart are cells; rows of such lines that
follow one another are a table, its columns the stretches across the page that cells share. Which row holds the headings
is found as in a sheet (`tablefinding`). A cell is named by its page and box.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from yuantu.evidence.readers.blocks import Box, Locator, Position, Table
from yuantu.evidence.readers.tablefinding import tables_of
from yuantu.evidence.readers.workbook import Cell, Sheet

_ROW_GAP = 2.6  # sizes of letters between two rows of one table
_TITLE_GAP = 5.0  # and between a title and what is under it
_SAME_ROW = 0.6
_MOST_ABOVE = 4  # lines over a table that may be its title and its day
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters without a wide gap: its span in the text and its box on the page."""

    start: int
    end: int
    box: Box
    size: float


@dataclass(slots=True)
class PageSheet(Sheet):
    """A table of a page as a sheet; `places` says where its cells stand."""

    places: dict[Position, str] = field(default_factory=dict)

    def place(self, row: int, column: int) -> str:
        return self.places.get((row, column)) or next(iter(self.places.values()), "")

    def stretch(self, row: int, column: int, corner: str) -> str:
        return self.place(row, column)


def find_page_tables(page: int, words: Sequence[Word], text: str) -> tuple[Table, ...]:
    """The tables of a page, from top to bottom. `words` with their spans in `text`."""
    sheets = [_sheet(page, run, text) for run in _runs(_rows(words))]
    return tables_of(sheets)


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand on one line, from top to bottom and from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: ((one.box[1] + one.box[3]) / 2, one.box[0])):
        middle = (word.box[1] + word.box[3]) / 2
        if rows and abs(_middle(rows[-1]) - middle) <= _SAME_ROW * max(word.size, 1.0):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda one: one.box[0]) for row in rows]


def _middle(row: list[Word]) -> float:
    return (row[0].box[1] + row[0].box[3]) / 2


def _runs(rows: list[list[Word]]) -> Iterator[list[list[Word]]]:
    """Rows of several cells that follow one another, with the few lines over them."""
    run: list[list[Word]] = []
    above: list[list[Word]] = []
    for row in rows:
        before = run[-1] if run else above[-1] if above else None
        size = max(one.size for one in row)
        most = (_ROW_GAP if run else _TITLE_GAP) * size
        apart = before is not None and row[0].box[1] - max(one.box[3] for one in before) > most
        if apart or (run and len(row) == 1):
            if len(run) >= _LEAST_ROWS:
                yield [*above, *run]
            above, run = [], []
        if len(row) > 1:
            run.append(row)
        elif not run:
            above = [*above, row][-_MOST_ABOVE:]
    if len(run) >= _LEAST_ROWS:
        yield [*above, *run]


def _sheet(page: int, rows: list[list[Word]], text: str) -> Sheet:
    columns = _columns([word for row in rows if len(row) > 1 for word in row])
    sheet = PageSheet("")
    for number, row in enumerate(rows):
        for word in row:
            column = _column_of(word, columns) if len(row) > 1 else 0
            if (number, column) in sheet.cells:
                continue  # two words in one stretch: the table is not what it seems there
            sheet.cells[number, column] = Cell(text[word.start : word.end], word.start, word.end)
            sheet.places[number, column] = Locator("page", str(page), word.box).inside
    return sheet


def _columns(words: list[Word]) -> list[tuple[float, float]]:
    """Stretches across the page that overlap in no two columns."""
    stretches: list[tuple[float, float]] = []
    for left, right in sorted((word.box[0], word.box[2]) for word in words):
        if stretches and left < stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(right, stretches[-1][1]))
        else:
            stretches.append((left, right))
    return stretches


def _column_of(word: Word, columns: list[tuple[float, float]]) -> int:
    return next(index for index, (left, right) in enumerate(columns) if left <= word.box[0] <= right)
