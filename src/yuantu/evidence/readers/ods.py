"""Which cells does an OpenDocument spreadsheet hold?

A stream of rows and cells, each of which may be repeated: a repeated blank costs nothing, a repeated value counts
against the bound. Words are what the file says that it shows, dates and shares come from the typed value.
"""

import math
import re
from collections.abc import Iterator

from yuantu.errors import Problem
from yuantu.evidence.readers import limits
from yuantu.evidence.readers.archives import Archive, Attributes
from yuantu.evidence.readers.cellformats import plain_number
from yuantu.evidence.readers.workbook import Range, Sheet, bounded
from yuantu.evidence.readers.xlsx import Budget, RawSheet

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_SHOWN = re.compile(r"([+-]?\d[\d,]{0,30}(?:\.\d{0,20})?)([^\d]{0,12})")
_SKIPPED = frozenset({"annotation", "shapes", "tracked-changes", "desc", "title", "ruby-text"})


def read_ods(archive: Archive, problems: list[Problem]) -> Iterator[RawSheet]:
    """The sheets in the order of their tabs; `problems` of the file as a whole are added."""
    reader = _Content()
    walk = archive.walk("content.xml", reader)
    if walk.problem:
        problems.append(walk.problem)
    if any(name.startswith(("Basic/", "Scripts/")) for name in archive.names):
        problems.append(Problem("document_macros", {}, severity="warning"))
    if walk.share < 1 and reader.sheets:
        reader.sheets[-1].sheet.share = walk.share
    yield from reader.sheets


class _Content:
    def __init__(self) -> None:
        self.sheets: list[RawSheet] = []
        self._budget = Budget()
        self._repeats = Budget(limits.MOST_REPEATED_CELLS)
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._row = self._column = 0
        self._row_repeat = self._cell_repeat = 1
        self._row_hidden = False
        self._row_words: list[tuple[int, str]] = []
        self._cell: Attributes | None = None
        self._paragraphs: list[list[str]] = []
        self._in_paragraph = 0
        self._skipping = 0
        self._nested = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._skipping or (tag in _SKIPPED and self._cell is not None):
            self._skipping += 1
            return
        if self._cell is not None:
            self._start_in_cell(tag, attributes)
        elif tag == "style":
            self._style = attributes.get("name", "")
        elif tag == "table-properties" and attributes.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif tag == "table":
            name = attributes.get("name", "")[:64]
            hidden = attributes.get("style-name", "") in self._hidden_styles
            self.sheets.append(RawSheet(Sheet(name, hidden=hidden)))
            self._row = 0
        elif not self.sheets:
            return
        elif tag == "table-row":
            self._row_repeat = _count(attributes.get("number-rows-repeated"), _LAST_ROW)
            self._column, self._row_words = 0, []
            self._row_hidden = attributes.get("visibility") in ("collapse", "filter")
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell = attributes
            self._cell_repeat = _count(attributes.get("number-columns-repeated"), _LAST_COLUMN)
            self._paragraphs, self._in_paragraph, self._nested = [], 0, 0

    def _start_in_cell(self, tag: str, attributes: Attributes) -> None:
        if tag in ("table-cell", "table-row", "table"):
            self._nested += 1
        elif tag == "p":
            self._in_paragraph += 1
            self._paragraphs.append([])
        elif self._in_paragraph and self._paragraphs:
            space = {"s": " " * min(_count(attributes.get("c"), 1000), 1000), "tab": "\t", "line-break": "\n"}
            self._paragraphs[-1].append(space.get(tag, ""))

    def end(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif self._cell is not None:
            if tag == "p":
                self._in_paragraph -= 1
            elif tag in ("table-cell", "covered-table-cell", "table-row", "table"):
                if self._nested:
                    self._nested -= 1
                else:
                    self._end_cell(self._cell, covered=tag.startswith("covered"))
                    self._cell = None
        elif tag == "table-row" and self.sheets:
            self._end_row()

    def data(self, text: str) -> None:
        if self._cell is not None and self._in_paragraph and not self._skipping and self._paragraphs:
            self._paragraphs[-1].append(text)

    def _end_cell(self, attributes: Attributes, *, covered: bool) -> None:
        sheet = self.sheets[-1].sheet
        shown = "\n".join("".join(pieces) for pieces in self._paragraphs).strip()
        text = "" if covered else _words(attributes, shown)
        if text.startswith(("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "Err:")):
            sheet.complain("cell_error", self._row, self._column, value=text[:40])
            text = ""
        elif not text and attributes.get("formula") and not covered:
            sheet.complain("formula_without_value", self._row, self._column)
        if text:
            for index in range(min(self._cell_repeat, _LAST_COLUMN - self._column)):
                (self._repeats if index else self._budget).spend()
                self._row_words.append((self._column + index, bounded(text, sheet, self._row, self._column)))
        rows = _count(attributes.get("number-rows-spanned"), _LAST_ROW)
        columns = _count(attributes.get("number-columns-spanned"), _LAST_COLUMN)
        if rows * columns > 1:
            sheet.merged.append(
                Range(self._row, self._column, self._row + rows - 1, self._column + columns - 1)
            )
        self._column += self._cell_repeat

    def _end_row(self) -> None:
        if self._row_words:
            for repeat in range(min(self._row_repeat, _LAST_ROW - self._row)):
                if self._row_hidden:
                    self.sheets[-1].sheet.hidden_rows.add(self._row + repeat)
                for column, text in self._row_words:
                    if repeat:
                        self._repeats.spend()
                    self.sheets[-1].words[self._row + repeat, column] = text
        self._row += self._row_repeat


def _words(attributes: Attributes, shown: str) -> str:
    """What a cell says: the typed value where the shown words may have lost digits, else the shown words."""
    kind, value = attributes.get("value-type", ""), attributes.get("value", "")
    if kind == "date":
        day = attributes.get("date-value", "")[:10]
        coarse = sum(mark in shown for mark in "年月日") and "日" not in shown
        return shown if coarse or not day else day
    if kind == "boolean":
        return {"true": "是", "false": "否"}.get(attributes.get("boolean-value", ""), shown)
    if kind in ("float", "percentage", "currency") and value:
        try:
            number = float(value)
        except ValueError:
            return shown
        if not math.isfinite(number * 100):
            return shown
        if kind == "percentage":
            return f"{plain_number(number * 100)}%"
        return plain_number(number) + _unit_shown(shown, number)
    return shown


def _unit_shown(shown: str, number: float) -> str:
    """The unit behind a shown number, unless the number is shown in other steps than it is kept in (12000 as 1.2万)."""
    match = _SHOWN.fullmatch(shown)
    if match is None:
        return ""
    apart = abs(float(match[1].replace(",", "")) - number)
    return match[2].strip() if apart <= 0.01 * abs(number) + 0.5 else ""


def _count(text: str | None, most: int) -> int:
    return (
        min(int(text), most)
        if text and text.isascii() and text.isdigit() and len(text) < 10 and int(text)
        else 1
    )
