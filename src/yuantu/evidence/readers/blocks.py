"""What did a reader find in a document, and where does it stand there?

One promise for every format: `reading.text[block.start : block.end] == block.text`. For plain text `reading.text` is
the decoded file itself (without a byte order mark, line ends as they are); for every other format it is the extracted
text, which the archive stores beside the bytes, and the locator says where in the original a block stands.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from yuantu.errors import Problem
from yuantu.evidence.grids import column_letters
from yuantu.ontology.values import Period

BlockKind = Literal["heading", "paragraph", "list-item", "caption", "byline", "sidebar", "table-cell", "footnote",
                    "running", "feature"]  # fmt: skip
UnreadKind = Literal["bytes", "boilerplate", "page", "picture", "hidden", "sheet", "cells", "column", "part",
                     "geometry", "rest"]  # fmt: skip
Basis = Literal["metadata", "head", "inferred", "given", "unknown"]
Box = tuple[float, float, float, float]
Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in the document as received.

    `place`: the number of a paragraph (from 1), an element path of a page, a page number, `sheet!C7` or a feature's
    id. `box` (PDF): left, top, right, bottom in points from the page's top left corner.
    """

    part: Literal["paragraph", "element", "page", "cell", "feature"]
    place: str
    box: Box | None = None

    def words(self, name: str) -> str:
        """The locator of a claim: `厂房.xlsx!招商!C7`, `报告.pdf#page=3&box=72,80,300,96`, `news.txt#paragraph=4`."""
        return place_words(name, self.inside)

    @property
    def inside(self) -> str:
        """The place without the document: `招商!C7`, `#page=3&box=72,80,300,96`, `#paragraph=4`."""
        if self.part == "cell":
            return self.place
        box = f"&box={','.join(f'{edge:.0f}' for edge in self.box)}" if self.box else ""
        return f"#{self.part}={self.place}{box}"


def place_words(name: str, inside: str) -> str:
    """A place with its document in front; only a cell is parted from it by a mark of its own."""
    return f"{name}{inside}" if inside.startswith("#") else f"{name}!{inside}"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text of one kind; `start` and `end` are code points in the reading's text."""

    text: str
    start: int
    end: int
    kind: BlockKind
    locator: Locator
    level: int = 0  # of a heading, from 1; 0 where the format does not say


@dataclass(frozen=True, slots=True)
class Unread:
    """What was not read, as a share (0–1) of the whole document, or of the part that `place` names."""

    kind: UnreadKind
    place: str
    share: float
    of: Literal["document", "part"] = "document"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell as a person sees it. A merged cell says the same everywhere: `place` is where it begins."""

    text: str
    place: str
    start: int
    end: int


def cell_place(sheet: str, row: int, column: int) -> str:
    """`招商!C7`, or `C7` in a file without sheets; `row` as a person counts, `column` from 0."""
    cell = f"{column_letters(column)}{row}"
    return f"{sheet}!{cell}" if sheet else cell


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the headings from top to bottom and their joined name; `index` counts from 0."""

    index: int
    headings: tuple[str, ...]
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a sheet or page. `rows`: row number as a person counts → cells by column index.

    `title` and `notes` are the lines around it; `totals` the numbers of rows that sum up others.
    """

    sheet: str
    place: str
    title: str
    columns: tuple[Column, ...]
    rows: Mapping[int, Mapping[int, TableCell]]
    notes: tuple[str, ...] = ()
    totals: tuple[int, ...] = ()

    def blocks(self) -> Iterator[Block]:
        """The body's cells as blocks, each merged cell once."""
        seen = set()
        for cells in self.rows.values():
            for cell in cells.values():
                if cell.start not in seen:
                    seen.add(cell.start)
                    yield Block(cell.text, cell.start, cell.end, "table-cell", Locator("cell", cell.place))


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reader found. `dated` is what the file says of its own publication (metadata), unchecked."""

    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    unread: tuple[Unread, ...] = ()
    problems: tuple[Problem, ...] = ()
    dated: Period | None = None
    title: str = ""
    features: tuple["Feature", ...] = ()


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature of a map: words by property, geometry type and, for a point, its position as written."""

    id: str
    properties: Mapping[str, str]
    geometry: str
    position: tuple[str, str] | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """A document's identity with its reading. `encoding` is "" for formats that are not text."""

    name: str
    sha256: str
    media_type: str
    size: int
    encoding: str
    reading: Reading
    published: Period | None = None
    basis: Basis = "unknown"
    datum: str = ""


@dataclass(slots=True)
class TextBuilder:
    """Lays extracted text out and hands back blocks with their offsets: a blank line between two blocks."""

    blocks: list[Block] = field(default_factory=list)
    length: int = 0
    _pieces: list[str] = field(default_factory=list)

    def add(self, text: str, kind: BlockKind, locator: Locator, level: int = 0) -> Block:
        """Append a block after a blank line."""
        start, end = self.put(text, "\n\n")
        block = Block(text, start, end, kind, locator, level)
        self.blocks.append(block)
        return block

    def note(self, text: str, start: int, end: int, kind: BlockKind, locator: Locator) -> None:
        """Make a block of words that were `put` before."""
        self.blocks.append(Block(text, start, end, kind, locator))

    def put(self, text: str, separator: str) -> tuple[int, int]:
        """Append text after `separator` (none at the very start); its span."""
        if self._pieces:
            self._pieces.append(separator)
            self.length += len(separator)
        start = self.length
        self._pieces.append(text)
        self.length += len(text)
        return start, self.length

    def between(self, start: int, end: int) -> str:
        """The words of a span near the end of what was written."""
        kept: list[str] = []
        left = self.length
        for piece in reversed(self._pieces):
            left -= len(piece)
            kept.append(piece)
            if left <= start:
                break
        return "".join(reversed(kept))[start - left : end - left]

    @property
    def text(self) -> str:
        return "".join(self._pieces)
