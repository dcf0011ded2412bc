"""Which paragraphs and tables does a Word file (docx) hold?

The document part is read as a stream. Deleted and hidden words are no words, a text box is a side bar, footnotes come
at the end, pictures and comments are reported as unread. A table is read cell by cell, like a sheet.
"""

from dataclasses import dataclass, field

from yuantu.errors import Problem
from yuantu.evidence.readers import limits
from yuantu.evidence.readers.archives import Archive, Attributes, Enough
from yuantu.evidence.readers.blocks import BlockKind, Locator, Reading, TextBuilder, Unread
from yuantu.evidence.readers.published import clean_title, first_day
from yuantu.evidence.readers.relations import main_part, read_properties, read_relations
from yuantu.evidence.readers.tablefinding import tables_of
from yuantu.evidence.readers.workbook import Cell, Range, Sheet

_SKIPPED = frozenset(
    {"Fallback", "instrText", "delText", "moveFrom", "del", "pPrChange", "rPrChange", "sectPrChange"}
)
_OFF = ("0", "false", "off", "none")
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_MOST_COLUMNS = 1_000


def read_docx(data: bytes) -> Reading:
    """A docx or docm file. Raises `Refusal`."""
    archive = Archive(data)
    main = main_part(archive, "word/document.xml")
    parts = {
        relation.kind: relation.part for relation in read_relations(archive, main).values() if relation.part
    }
    styles = _Styles()
    if "styles" in parts:
        archive.walk(parts["styles"], styles)
    text = TextBuilder()
    content = _Content(text, styles.levels)
    walk = archive.walk(main, content)
    problems = [walk.problem] if walk.problem else []
    for kind in ("footnotes", "endnotes"):
        if kind in parts:
            notes = _Content(text, styles.levels, footnotes=True)
            archive.walk(parts[kind], notes)
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        problems.append(Problem("document_macros", {}, severity="warning"))
    unread = list(_unread(content, walk.share, "comments" in parts))
    title = next((block.text for block in text.blocks), "")
    dated = read_properties(archive, "docProps/core.xml", "modified", "created")
    return Reading(
        text.text,
        tuple(text.blocks),
        tables_of(content.sheets),
        tuple(unread),
        (*problems, *unread_problems(unread)),
        dated=first_day(dated[name] for name in ("created", "modified") if name in dated),
        title=clean_title(title),
    )


def unread_problems(unread: list[Unread]) -> list[Problem]:
    """One warning for each sort of thing that was not read."""
    counts: dict[str, int] = {}
    for each in unread:
        counts[each.kind] = counts.get(each.kind, 0) + 1
    codes = {"picture": "document_pictures", "rest": "document_cut", "hidden": "document_hidden_words"}
    return [
        Problem(codes[kind], {"count": str(count)}, severity="warning")
        for kind, count in counts.items()
        if kind in codes
    ]


def _unread(content: "_Content", share: float, comments: bool) -> list[Unread]:
    unread = [Unread("picture", place, 0.0) for place in content.pictures]
    if content.hidden:
        length = max(content.text.length + content.hidden, 1)
        unread.append(Unread("hidden", "", content.hidden / length))
    if comments:
        unread.append(Unread("part", "comments", 0.0))
    if share < 1:
        unread.append(Unread("rest", "", 1 - share))
    return unread


class _Styles:
    """Outline level of each paragraph style that is a heading, from 1."""

    def __init__(self) -> None:
        self.levels: dict[str, int] = {}
        self._style = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "style":
            self._style = attributes.get("styleId", "")
        elif tag == "outlineLvl" and attributes.get("val", "").isdecimal():
            self.levels.setdefault(self._style, int(attributes["val"][:3]) + 1)
        elif tag == "name":
            level = heading_level(attributes.get("val", ""))
            if level:
                self.levels[self._style] = level

    def end(self, tag: str) -> None:
        """A style's level is all in its starts."""

    def data(self, text: str) -> None:
        """Styles hold no text."""


def heading_level(style: str) -> int:
    """The level that a style's name states: `heading 2` → 2, `标题` and `Title` → 1, others → 0."""
    name = style.lower().replace(" ", "")
    for word in ("heading", "标题"):
        if name.startswith(word):
            rest = name.removeprefix(word)
            return int(rest) if rest in tuple("123456789") else (1 if not rest else 0)
    return 1 if name in ("title", "subtitle", "副标题") else 0


@dataclass(slots=True)
class _Paragraph:
    sidebar: bool
    pieces: list[str] = field(default_factory=list)
    level: int = 0
    listed: bool = False
    style: str = ""
    hidden: bool = False


@dataclass(slots=True)
class _Grid:
    """A table that is being read. `open` holds for each column the row where its vertical merge began."""

    sheet: Sheet
    row: int = -1
    column: int = -1
    width: int = 1
    merge: str = ""
    start: int | None = None
    end: int = 0
    open: dict[int, int] = field(default_factory=dict)
    spans: list[Range] = field(default_factory=list)


class _Content:
    def __init__(self, text: TextBuilder, levels: dict[str, int], *, footnotes: bool = False) -> None:
        self.text, self._levels, self._footnotes = text, levels, footnotes
        self.sheets: list[Sheet] = []
        self.pictures: list[str] = []
        self.hidden = 0
        self._number = 0
        self._cells = limits.MOST_CELLS
        self._skipping = 0
        self._boxes = 0
        self._in_text = False
        self._vanished = False
        self._paragraphs: list[_Paragraph] = []
        self._grids: list[_Grid] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._skipping or tag in _SKIPPED:
            self._skipping += 1
        elif tag == "p":
            self._number += 1
            self._paragraphs.append(_Paragraph(self._boxes > 0))
        elif tag == "t":
            self._in_text = True
        elif tag == "txbxContent":
            self._boxes += 1
        elif tag in ("pic", "imagedata", "OLEObject"):
            self.pictures.append(str(self._number))
        elif tag in ("tbl", "tr", "tc", "gridSpan", "vMerge"):
            self._start_table(tag, attributes)
        elif self._paragraphs:
            self._mark(tag, attributes)

    def _mark(self, tag: str, attributes: Attributes) -> None:
        """What an element inside a paragraph says of the paragraph or of its words."""
        paragraph = self._paragraphs[-1]
        value = attributes.get("val", "")
        if tag in _SPACES:
            paragraph.pieces.append(_SPACES[tag])
        elif tag == "pStyle":
            paragraph.style = value
            paragraph.level = self._levels.get(value, 0) or heading_level(value)
        elif tag == "outlineLvl" and value.isdecimal() and int(value[:3]) < 9:
            paragraph.level = int(value[:3]) + 1
        elif tag == "numPr":
            paragraph.listed = True
        elif tag == "r":
            self._vanished = False
        elif tag == "vanish":
            self._vanished = value not in _OFF

    def end(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif tag == "t":
            self._in_text = False
        elif tag == "r":
            self._vanished = False
        elif tag == "txbxContent":
            self._boxes = max(0, self._boxes - 1)
        elif tag == "p" and self._paragraphs:
            self._end_paragraph(self._paragraphs.pop())
        elif tag in ("tbl", "tc") and self._grids:
            self._end_table(tag)

    def data(self, text: str) -> None:
        if not self._in_text or self._skipping or not self._paragraphs:
            return
        if self._vanished:
            self.hidden += len(text)
        else:
            self._paragraphs[-1].pieces.append(text)

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        words = "".join(paragraph.pieces).strip()
        if not words:
            return
        grid = self._grids[-1] if self._grids and not paragraph.sidebar else None
        locator = Locator("paragraph", str(self._number))
        if grid is not None and grid.row >= 0:
            locator = Locator("cell", grid.sheet.place(grid.row, max(grid.column, 0)))
        block = self.text.add(words, self._kind(paragraph, grid), locator, paragraph.level)
        if grid is not None:
            grid.start = block.start if grid.start is None else grid.start
            grid.end = block.end

    def _kind(self, paragraph: _Paragraph, grid: _Grid | None) -> BlockKind:
        if self._footnotes:
            return "footnote"
        if paragraph.sidebar:
            return "sidebar"
        if grid is not None:
            return "table-cell"
        if paragraph.level:
            return "heading"
        if paragraph.style.lower() in ("caption", "题注"):
            return "caption"
        return "list-item" if paragraph.listed else "paragraph"

    def _start_table(self, tag: str, attributes: Attributes) -> None:
        if tag == "tbl":
            self.sheets.append(Sheet(f"表{len(self.sheets) + 1}"))
            self._grids.append(_Grid(self.sheets[-1]))
        elif not self._grids:
            return
        else:
            grid = self._grids[-1]
            value = attributes.get("val", "")
            if tag == "tr":
                grid.row, grid.column, grid.width = grid.row + 1, -1, 1
            elif tag == "tc":
                grid.column += grid.width
                grid.width, grid.merge, grid.start = 1, "", None
            elif tag == "gridSpan" and value.isdecimal():
                grid.width = min(max(int(value[:5]), 1), _MOST_COLUMNS)
            elif tag == "vMerge":
                grid.merge = value or "continue"

    def _end_table(self, tag: str) -> None:
        grid = self._grids[-1]
        if tag == "tbl":
            self._grids.pop()
            grid.sheet.merged = _joined_ranges(grid.spans)
            return
        top = grid.open.get(grid.column, grid.row) if grid.merge == "continue" else grid.row
        grid.open[grid.column] = top
        if grid.width > 1 or top != grid.row:
            grid.spans.append(Range(top, grid.column, grid.row, grid.column + grid.width - 1))
        if grid.start is not None and grid.merge != "continue":
            self._cells -= 1
            if self._cells < 0:
                raise Enough
            words = self.text.between(grid.start, grid.end)
            grid.sheet.cells[grid.row, grid.column] = Cell(words, grid.start, grid.end)


def _joined_ranges(spans: list[Range]) -> list[Range]:
    """Of the ranges that grew row by row from one corner, the largest."""
    largest = {(span.top, span.left): span for span in sorted(spans)}
    return list(largest.values())
