"""Which cells does an Excel workbook (xlsx, xlsm) hold?

Read as a stream with bounds, without running anything: the value of a formula is the one that was saved with it, and a
formula saved without a value is reported. A library would give bare numbers and allocate the whole area between two
far cells; here the number format decides what a number means (see `cellformats`) and only cells that exist are kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from yuantu.errors import Problem
from yuantu.evidence.readers import limits
from yuantu.evidence.readers.archives import Archive, Attributes, Enough, Handler
from yuantu.evidence.readers.blocks import Position
from yuantu.evidence.readers.cellformats import BUILT_IN, Format, read_format, show_number
from yuantu.evidence.readers.relations import main_part, read_relations
from yuantu.evidence.readers.workbook import Range, Sheet, bounded

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_GENERAL = Format("number")
_TRUE = ("1", "true", "on")
_LAST_COLUMN = 16_384


@dataclass(slots=True)
class RawSheet:
    """A sheet with its words still without a place in the document's text."""

    sheet: Sheet
    words: dict[Position, str] = field(default_factory=dict)


@dataclass(slots=True)
class Budget:
    """How many more cells of a workbook are kept."""

    cells: int = limits.MOST_CELLS

    def spend(self) -> None:
        if self.cells <= 0:
            raise Enough
        self.cells -= 1


def read_xlsx(archive: Archive, problems: list[Problem]) -> Iterator[RawSheet]:
    """The sheets in the order of their tabs, hidden ones too; `problems` of the workbook as a whole are added."""
    main = main_part(archive, "xl/workbook.xml")
    book = _Workbook()
    archive.walk(main, book)
    relations = read_relations(archive, main)
    parts = {relation.kind: relation.part for relation in relations.values() if relation.part}
    strings, styles = _Strings(), _Styles()
    readers: tuple[tuple[str, Handler], ...] = (("sharedStrings", strings), ("styles", styles))
    for kind, reader in readers:
        if kind in parts:
            walk = archive.walk(parts[kind], reader)
            if walk.problem:
                problems.append(walk.problem)
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        problems.append(Problem("document_macros", {}, severity="warning"))
    budget = Budget()
    for name, state, relation_id in book.sheets:
        relation = relations.get(relation_id)
        if relation is None or relation.kind != "worksheet" or not relation.part:
            problems.append(Problem("sheet_unreadable", {"value": name}, severity="warning"))
            continue
        raw = RawSheet(Sheet(name, hidden=state != "visible"))
        cells = _Cells(raw, strings.found, styles, budget, since_1904=book.since_1904)
        walk = archive.walk(relation.part, cells)
        raw.sheet.share = walk.share
        if walk.problem:
            problems.append(walk.problem.at(name))
        yield raw


class _Workbook:
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.since_1904 = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            name = attributes.get("name", "")[:64]
            self.sheets.append((name, attributes.get("state", "visible"), attributes.get("id", "")))
        elif tag == "workbookPr":
            self.since_1904 = attributes.get("date1904") in _TRUE

    def end(self, tag: str) -> None:
        """A sheet's entry is all in its start."""

    def data(self, text: str) -> None:
        """A workbook's index holds no text."""


class _Strings:
    """The shared strings; the readings of Japanese text (`rPh`) are no part of it."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._in_text = False
        self._phonetic = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "t":
            self._in_text = not self._phonetic

    def end(self, tag: str) -> None:
        if tag == "si":
            self.found.append(_unescaped("".join(self._pieces)))
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "t":
            self._in_text = False

    def data(self, text: str) -> None:
        if self._in_text:
            self._pieces.append(text)


class _Styles:
    """The number format of each cell style, by its number."""

    def __init__(self) -> None:
        self._codes: dict[int, str] = {}
        self._formats: list[int] = []
        self._in_cells = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "numFmt":
            self._codes[_whole(attributes.get("numFmtId"), -1)] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._in_cells = True
        elif tag == "xf" and self._in_cells:
            self._formats.append(_whole(attributes.get("numFmtId"), 0))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_cells = False

    def data(self, text: str) -> None:
        """Styles hold no text."""

    def format(self, style: str | None) -> Format:
        number = _whole(style, 0)
        if not 0 <= number < len(self._formats):
            return _GENERAL
        identifier = self._formats[number]
        code = self._codes.get(identifier) or BUILT_IN.get(identifier, "")
        return read_format(code) if code else _GENERAL


class _Cells:
    """One sheet's cells, merged ranges, hidden rows and columns."""

    def __init__(
        self, raw: RawSheet, strings: list[str], styles: _Styles, budget: Budget, *, since_1904: bool
    ) -> None:
        self._raw, self._strings, self._styles, self._budget = raw, strings, styles, budget
        self._since_1904 = since_1904
        self._row = self._column = -1
        self._type: str = "n"
        self._style: str | None = None
        self._formula = False
        self._phonetic = False
        self._hideable = 4 * _LAST_COLUMN
        self._value: list[str] = []
        self._text: list[str] = []
        self._into: list[str] | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self._begin(attributes)
        elif tag == "v":
            self._into = self._value
        elif tag == "t":
            self._into = None if self._phonetic else self._text
        elif tag == "f":
            self._formula = True
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "row":
            self._row = _whole(attributes.get("r"), self._row + 2) - 1
            self._column = -1
            if attributes.get("hidden") in _TRUE:
                self._raw.sheet.hidden_rows.add(self._row)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            self._hide(_whole(attributes.get("min"), 1), _whole(attributes.get("max"), 1))

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._into = None
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "c":
            self._finish()

    def data(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def _begin(self, attributes: Attributes) -> None:
        where = read_reference(attributes.get("r", ""))
        self._row, self._column = where or (max(self._row, 0), self._column + 1)
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s")
        self._formula = False
        self._value, self._text = [], []

    def _finish(self) -> None:
        sheet = self._raw.sheet
        value = "".join(self._value)
        if self._formula and not value and self._type != "str":
            sheet.complain("formula_without_value", self._row, self._column)
            return
        text = self._shown(value)
        if not text.strip():
            return
        if self._type == "e":
            sheet.complain("cell_error", self._row, self._column, value=text[:40])
            return
        self._budget.spend()
        self._raw.words[self._row, self._column] = bounded(text, sheet, self._row, self._column)

    def _shown(self, value: str) -> str:
        if self._type == "s":
            index = _whole(value, -1)
            return self._strings[index] if 0 <= index < len(self._strings) else ""
        if self._type == "inlineStr":
            return _unescaped("".join(self._text))
        if self._type == "b":
            return {"1": "是", "0": "否"}.get(value.strip(), value)
        if self._type == "d":
            return value[:10]
        if self._type in ("str", "e"):
            return _unescaped(value)
        return (
            show_number(value, self._styles.format(self._style), since_1904=self._since_1904) if value else ""
        )

    def _hide(self, first: int, last: int) -> None:
        columns = range(max(first, 1) - 1, min(last, _LAST_COLUMN))
        self._hideable -= len(columns)
        if self._hideable > 0:
            self._raw.sheet.hidden_columns.update(columns)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, stop = read_reference(first), read_reference(last or first)
        if start and stop and start != stop:
            self._raw.sheet.merged.append(Range(*start, *stop))


def read_reference(reference: str) -> Position | None:
    """`C7` as (6, 2), or None if it is no cell of a sheet."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row - 1, column - 1) if 1 <= row <= 1_048_576 and column <= _LAST_COLUMN else None


def _whole(text: str | None, default: int) -> int:
    if text is not None and text.strip().isdigit() and text.isascii() and len(text) < 12:
        return int(text)
    return default


def _unescaped(text: str) -> str:
    """Line ends and other characters that XML forbids are written `_x000D_`."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: _character(int(match[1], 16)), text)


def _character(code: int) -> str:
    return chr(code) if code >= 32 and not 0xD800 <= code <= 0xDFFF else ("\n" if code == 10 else "")
