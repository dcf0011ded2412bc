"""Which tables does a sheet hold, where does each begin, and what are its columns called?

A sheet that people made has a title over its table, headings in two or three rows with merged cells, the unit in the
heading, several tables with blank rows between, a row of totals and footnotes. The heading row is not the first row but
the one that looks most like headings: short words, no numbers, many of them, known to the schema, numbers below.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yuantu.evidence.grids import column_letters
from yuantu.evidence.readers.blocks import Column, Table, TableCell
from yuantu.evidence.readers.columnnames import base_name, is_unit_only, known_names
from yuantu.evidence.readers.workbook import Sheet, Spread
from yuantu.ontology.schema import load_schema

MOST_HEADING_ROWS = 4
_SEARCHED_ROWS = 25
_LONGEST_HEADING = 40
_NUMBER = re.compile(r"[+\-≥≤<>约近超]*[\d.,]+(?:[-~—至][\d.,]+)?\s*[%‰\w㎡/·²]{0,8}")
_TOTAL = re.compile(
    r"(?:合\s*计|总\s*计|小\s*计|共\s*计|汇\s*总|total|sum|subtotal)(?:[\s:：（(].*)?", re.IGNORECASE
)
_NOTE = re.compile(
    r"[*※（(]*\s*(?:(?:备?注|说明|附注|填表|制表|审核|联系|单位|数据来源|资料来源|来源|更新|note|source)\w{0,3}\s*\d?\s*[:：.]|截[至止])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Area:
    """A stretch of rows and the columns in use there."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]


@dataclass(slots=True)
class _Open:
    """A table that may go on behind a blank row."""

    sheet: str
    place: str
    title: str
    columns: tuple[Column, ...]
    rows: dict[int, dict[int, TableCell]]
    notes: list[str]
    totals: list[int]

    def close(self) -> Table:
        notes, totals = tuple(self.notes), tuple(self.totals)
        return Table(self.sheet, self.place, self.title, self.columns, self.rows, notes, totals)


def find_tables(sheet: Sheet, known: frozenset[str]) -> tuple[Table, ...]:
    """The tables of a sheet from top to bottom, then from left to right. `known`: folded column names of the schema."""
    spread = Spread.of(sheet)
    tables: list[_Open] = []
    loose: list[str] = []
    for area in _areas(spread):
        head = _find_heading(spread, area, known)
        if head is not None:
            tables.append(_build(spread, area, head, loose))
            loose = []
        elif not (tables and not loose and _continue(tables[-1], spread, area)):
            lines = list(_lines(spread, area.rows, area.columns))
            if tables and all(_NOTE.match(line) for line in lines):
                tables[-1].notes += lines
            else:
                loose += lines
    if loose and tables:
        tables[-1].notes += loose
    return tuple(table.close() for table in tables)


def tables_of(sheets: Iterable[Sheet]) -> tuple[Table, ...]:
    """The tables of several sheets, headings known from the packaged schema."""
    known = known_names(load_schema())
    return tuple(table for sheet in sheets for table in find_tables(sheet, known))


def _areas(spread: Spread) -> Iterator[_Area]:
    """Stretches of rows without a blank one between, cut where a blank column runs through a whole stretch."""
    stretch: list[int] = []
    for row in sorted(spread.rows):
        if not any(spread.text(row, column) for column in spread.rows[row]):
            continue
        if stretch and row != stretch[-1] + 1:
            yield from _side_by_side(spread, stretch)
            stretch = []
        stretch.append(row)
    if stretch:
        yield from _side_by_side(spread, stretch)


def _side_by_side(spread: Spread, rows: list[int]) -> Iterator[_Area]:
    """Tables next to each other. A title over all of them does not hold them together."""
    used: set[int] = set()
    for row in rows:
        columns = [column for column in spread.rows[row] if spread.text(row, column)]
        if _distinct(spread, row, columns) > 1 or len(rows) == 1:
            used |= set(columns)
    if not used:
        used = {column for row in rows for column in spread.rows[row]}
    group: list[int] = []
    for column in sorted(used):
        if group and column > group[-1] + 1:
            yield _Area(tuple(rows), tuple(group))
            group = []
        group.append(column)
    yield _Area(tuple(rows), tuple(group))


def _distinct(spread: Spread, row: int, columns: tuple[int, ...] | list[int]) -> int:
    """How many different cells with words a row has."""
    return len(
        {spread.origin.get((row, column), (row, column)) for column in columns if spread.text(row, column)}
    )


def _find_heading(spread: Spread, area: _Area, known: frozenset[str]) -> range | None:
    """The rows of the headings, or None if no row looks like one."""
    best, best_score = None, 0.0
    for index, row in enumerate(area.rows[:_SEARCHED_ROWS]):
        score = _heading_score(spread, area, index, known)
        if score > best_score:
            best, best_score = row, score
    if best is None:
        return None
    first = last = best
    while first - 1 in area.rows and _begins_above(spread, area, first):
        first -= 1
    while last - first + 1 < MOST_HEADING_ROWS and _goes_on(spread, area, last):
        last += 1
    return range(first, last + 1)


def _heading_score(spread: Spread, area: _Area, index: int, known: frozenset[str]) -> float:
    """How much a row looks like headings; 0 for one that cannot be."""
    row = area.rows[index]
    texts = [spread.text(row, column) for column in area.columns]
    filled = [text for text in texts if text]
    distinct = _distinct(spread, row, area.columns)
    hits = sum(base_name(text) in known for text in set(filled))
    if not filled or _TOTAL.fullmatch(filled[0]) or _NOTE.match(filled[0]):
        return 0.0
    if (distinct < 2 and not (hits and len(area.columns) == 1)) or index == len(area.rows) - 1:
        return 0.0
    wordy = sum(not _NUMBER.fullmatch(text) and len(text) <= _LONGEST_HEADING for text in filled) / len(
        filled
    )
    if wordy < 0.8:
        return 0.0
    below = [spread.text(area.rows[index + 1], column) for column in area.columns]
    numbers = sum(bool(_NUMBER.fullmatch(text)) for text in below if text)
    width = len(filled) / len(area.columns)
    return 3.0 * hits + 2.0 * width + wordy + (1.0 if numbers else 0.0) - 0.2 * index


def _goes_on(spread: Spread, area: _Area, row: int) -> bool:
    """Whether the row below belongs to the headings too."""
    below = row + 1
    if below not in area.rows or below == area.rows[-1]:
        return False
    pairs = [((row, column), (below, column)) for column in area.columns]
    held = sum(
        1 for up, down in pairs if up in spread.origin and spread.origin.get(down) == spread.origin[up]
    )
    own = [
        spread.text(*down)
        for up, down in pairs
        if spread.text(*down) and not (down in spread.origin and spread.origin.get(up) == spread.origin[down])
    ]
    if any(_NUMBER.fullmatch(text) or len(text) > _LONGEST_HEADING for text in own):
        return False
    if own and all(map(is_unit_only, own)):
        return True
    wide = {spread.origin[up] for up, _ in pairs if up in spread.origin and _spans_columns(spread, up)}
    if wide:
        under = [down for up, down in pairs if spread.origin.get(up) in wide]
        return held == len(pairs) - len(under) or (held > 0 and all(spread.text(*down) for down in under))
    if held:
        return bool(own) and held >= len(pairs) // 2
    gaps = sum(not spread.text(*up) and bool(spread.text(*down)) for up, down in pairs)
    kept = sum(bool(spread.text(*up)) and not spread.text(*down) for up, down in pairs)
    return gaps > 0 and kept > 0 and all(spread.text(*up) or spread.text(*down) for up, down in pairs)


def _begins_above(spread: Spread, area: _Area, row: int) -> bool:
    """Whether the row above is a heading row of which this one is only the lower part."""
    origins = [spread.origin.get((row, column)) for column in area.columns]
    if any(origin is not None and origin[0] < row for origin in origins):
        return True
    return _distinct(spread, row - 1, area.columns) > 1 and _goes_on(spread, area, row - 1)


def _spans_columns(spread: Spread, where: tuple[int, int]) -> bool:
    row, column = where
    origin = spread.origin[where]
    return spread.origin.get((row, column + 1)) == origin or spread.origin.get((row, column - 1)) == origin


def _build(spread: Spread, area: _Area, head: range, loose: list[str]) -> _Open:
    columns = tuple(_columns(spread, area, head))
    above = tuple(row for row in area.rows if row < head.start)
    lines = [*loose, *_lines(spread, above, _all_columns(spread, above))]
    title = next((line for line in lines if not _NOTE.match(line)), "")
    rows, notes, totals = _body(spread, area, head.stop, {column.index for column in columns})
    last = max(rows, default=head.stop)
    corner = f"{column_letters(area.columns[-1])}{last}"
    place = spread.sheet.stretch(head.start, area.columns[0], corner)
    notes = [line for line in lines if line != title] + notes
    return _Open(spread.sheet.name, place, title, columns, rows, notes, totals)


def _columns(spread: Spread, area: _Area, head: range) -> Iterator[Column]:
    parents: dict[int, str] = {}
    for column in area.columns:
        words: list[str] = []
        for row in head:
            text = " ".join(spread.text(row, column).split())
            origin = (row, column) in spread.origin
            if not text and not origin and row < head.stop - 1 and column > area.columns[0]:
                text = parents.get(row, "") if spread.text(head.stop - 1, column) else ""
            parents[row] = text
            if text and (not words or words[-1] != text):
                words.append(text)
        if words:
            yield Column(column, tuple(words), _joined(words), spread.sheet.place(head.stop - 1, column))


def _joined(words: list[str]) -> str:
    name = words[0]
    for word in words[1:]:
        name += word if is_unit_only(word) else f"/{word}"
    return name


def _body(
    spread: Spread, area: _Area, first: int, named: set[int]
) -> tuple[dict[int, dict[int, TableCell]], list[str], list[int]]:
    """The rows of data, the lines that are notes, and which rows are totals."""
    rows: dict[int, dict[int, TableCell]] = {}
    notes: list[str] = []
    totals: list[int] = []
    for row in area.rows:
        if row < first:
            continue
        cells = {column: cell for column in area.columns if (cell := spread.cell(row, column)) is not None}
        if not cells:
            continue
        words = [" ".join(cell.text.split()) for cell in cells.values()]
        if _NOTE.match(words[0]) or (
            _distinct(spread, row, area.columns) == 1 and _aside(cells, named, rows)
        ):
            notes.append(words[0])
            continue
        rows[row + 1] = cells
        if any(_TOTAL.fullmatch(word) for word in words[:3]):
            totals.append(row + 1)
    return rows, notes, totals


def _aside(cells: dict[int, TableCell], named: set[int], rows: dict[int, dict[int, TableCell]]) -> bool:
    """Whether a row of one cell is a line of text: wide or long, in a table of several columns."""
    if len(named) < 3:
        return False
    text = next(iter(cells.values())).text
    return len(cells) > 1 or len(text) > _LONGEST_HEADING or (min(cells) == min(named) and not rows)


def _continue(table: _Open, spread: Spread, area: _Area) -> bool:
    """Add rows that stand behind a blank row to the table, if they are as wide as it and under its columns."""
    named = {column.index for column in table.columns}
    if not set(area.columns) <= named or len(area.columns) < max(2, len(named) // 2):
        return False
    rows, notes, totals = _body(spread, area, 0, named)
    table.rows.update(rows)
    table.notes += notes
    table.totals += totals
    return True


def _all_columns(spread: Spread, rows: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({column for row in rows for column in spread.rows[row]}))


def _lines(spread: Spread, rows: tuple[int, ...], columns: tuple[int, ...]) -> Iterator[str]:
    """Rows as lines of text, a merged cell once."""
    for row in rows:
        words: dict[tuple[int, int], str] = {}
        for column in columns:
            if text := spread.text(row, column):
                words[spread.origin.get((row, column), (row, column))] = " ".join(text.split())
        if words:
            yield " ".join(words.values())
