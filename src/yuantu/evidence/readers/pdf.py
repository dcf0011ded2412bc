"""What does the text layer of a PDF say, on which page and in which box?

PDFium reads the pages in a process of its own (see `confined`). Lines that stand close, in one size and one column, are
one block; its text keeps the line breaks of the page. A page without text (a scan) is reported as unread with its
number, and so are characters for which the file does not say which letter they are.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from yuantu.errors import Problem, Refusal
from yuantu.evidence.readers import limits
from yuantu.evidence.readers.blocks import BlockKind, Box, Locator, Reading, TextBuilder, Unread
from yuantu.evidence.readers.confined import Stopped, run_confined
from yuantu.evidence.readers.pdftables import Word, find_page_tables
from yuantu.evidence.readers.published import clean_title, read_day
from yuantu.ontology.values import Period

_CHILD = "yuantu.evidence.readers.pdfpages"
_UNMAPPED = ("\ufffd", "\ufffe", "\uffff")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: words, box (left, top, right, bottom from the top left corner) and size of its letters.

    `cells`: its runs of letters without a wide gap, each with its span in `words` and its box.
    """

    words: str
    box: Box
    size: float
    cells: tuple[tuple[int, int, Box], ...] = ()


@dataclass(frozen=True, slots=True)
class _Paragraph:
    page: int
    lines: tuple[Line, ...]

    @property
    def words(self) -> str:
        return "\n".join(line.words for line in self.lines)

    @property
    def box(self) -> Box:
        lefts, tops, rights, bottoms = zip(*(line.box for line in self.lines), strict=True)
        return (min(lefts), min(tops), max(rights), max(bottoms))

    @property
    def size(self) -> float:
        return median(line.size for line in self.lines)


def read_pdf(data: bytes) -> Reading:
    """A PDF file. Raises `Refusal` (`document_encrypted`, `document_broken`)."""
    problems: list[Problem] = []
    pages: list[list[_Paragraph]] = []
    unread: list[Unread] = []
    facts: dict[str, Any] = {"pages": 0}
    try:
        for value in run_confined(_CHILD, data):
            if "pages" in value:
                facts = value
            else:
                pages.append(_read_page(value, facts["pages"], unread))
    except Stopped as stopped:
        if not facts["pages"]:
            raise stopped.refusal() from stopped
    if not facts["pages"]:
        raise Refusal("document_empty")
    if len(pages) < facts["pages"]:
        unread.append(Unread("rest", f"{len(pages) + 1}–{facts['pages']}", 1 - len(pages) / facts["pages"]))
        problems.append(Problem("document_cut", {"count": "1"}, severity="warning"))
    problems += _page_problems(unread)
    return _lay_out(pages, unread, problems, facts)


def _read_page(value: dict[str, Any], pages: int, unread: list[Unread]) -> list[_Paragraph]:
    number = value["page"]
    lines = [
        Line(
            words, (left, top, right, bottom), size, tuple((one[0], one[1], tuple(one[2:])) for one in cells)
        )
        for words, left, top, right, bottom, size, cells in value["lines"]
    ]
    characters = sum(len(line.words) for line in lines)
    unmapped = sum(line.words.count(mark) for line in lines for mark in _UNMAPPED)
    if not characters or unmapped > 0.5 * characters:
        # a blank sheet holds nothing that could be read
        if value["objects"] or characters:
            unread.append(Unread("page", str(number), 1 / pages))
        return []
    if unmapped:
        unread.append(Unread("bytes", str(number), unmapped / characters, "part"))
    return join_lines(number, lines)


def join_lines(page: int, lines: list[Line]) -> list[_Paragraph]:
    """Lines in the order of the file, joined where they continue one another; never reordered."""
    paragraphs: list[_Paragraph] = []
    held: list[Line] = []
    for line in lines:
        if held and not _continues(held[-1], line, held[0]):
            paragraphs.append(_Paragraph(page, tuple(held)))
            held = []
        held.append(line)
    if held:
        paragraphs.append(_Paragraph(page, tuple(held)))
    return paragraphs


def _continues(above: Line, line: Line, first: Line) -> bool:
    height = max(above.size, line.size, 1.0)
    gap = line.box[1] - above.box[3]
    beside = line.box[0] < above.box[2] and above.box[0] < line.box[2]
    same_size = abs(above.size - line.size) <= 0.1 * height
    # a first line is indented against the lines under it; so is the first line of the next paragraph
    indented = line.box[0] - min(above.box[0], line.box[0]) > 1.2 * height and line is not first
    return -0.6 * height < gap < 1.1 * height and beside and same_size and not indented


def _lay_out(
    pages: list[list[_Paragraph]], unread: list[Unread], problems: list[Problem], facts: dict[str, Any]
) -> Reading:
    paragraphs = [paragraph for page in pages for paragraph in page]
    running = _running(pages)
    sizes = Counter[float]()
    for paragraph in paragraphs:
        if _without_digits(paragraph.words) not in running:
            sizes[round(paragraph.size, 1)] += len(paragraph.words)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    text = TextBuilder()
    words: dict[int, list[Word]] = {}
    for paragraph in paragraphs:
        kind, level = _kind(paragraph, body, running)
        block = text.add(paragraph.words, kind, Locator("page", str(paragraph.page), paragraph.box), level)
        words.setdefault(paragraph.page, []).extend(_words(paragraph, block.start))
    tables = [table for page, found in words.items() for table in find_page_tables(page, found, text.text)]
    title = str(facts.get("title", "")) or next((b.text for b in text.blocks if b.kind == "heading"), "")
    return Reading(
        text.text,
        tuple(text.blocks),
        tuple(tables),
        unread=tuple(unread),
        problems=tuple(problems),
        dated=_day(facts),
        title=clean_title(title.replace("\n", " ")),
    )


def _words(paragraph: _Paragraph, start: int) -> Iterator[Word]:
    """The cells of a paragraph's lines, at their spans in the text that begins at `start`."""
    for line in paragraph.lines:
        for first, last, box in line.cells:
            yield Word(start + first, start + last, box, line.size)
        start += len(line.words) + 1


def _kind(paragraph: _Paragraph, body: float, running: frozenset[str]) -> tuple[BlockKind, int]:
    if _without_digits(paragraph.words) in running:
        return "running", 0
    if paragraph.size > 1.15 * body and len(paragraph.words) <= 80:
        return "heading", 1 if paragraph.size > 1.5 * body else 2
    return "paragraph", 0


def _running(pages: list[list[_Paragraph]]) -> frozenset[str]:
    """First and last lines that come back on three pages or more, page numbers among them."""
    seen = Counter[str]()
    for page in pages:
        edges = {_without_digits(paragraph.words) for paragraph in (*page[:1], *page[-1:])}
        seen.update(words for words in edges if len(words) <= 60)
    return frozenset(words for words, count in seen.items() if count >= 3)


def _without_digits(words: str) -> str:
    return "".join("0" if character.isdigit() else character for character in words)


def _page_problems(unread: list[Unread]) -> list[Problem]:
    scans = [each.place for each in unread if each.kind == "page"]
    problems = []
    if scans:
        shown = ", ".join(scans[: limits.MOST_NAMED]) + (" …" if len(scans) > limits.MOST_NAMED else "")
        problems.append(
            Problem("pdf_no_text", {"count": str(len(scans)), "pages": shown}, severity="warning")
        )
    unmapped = [each.place for each in unread if each.kind == "bytes"]
    if unmapped:
        params = {"pages": ", ".join(unmapped[: limits.MOST_NAMED])}
        problems.append(Problem("pdf_unmapped", params, severity="warning"))
    return problems


def _day(facts: dict[str, Any]) -> Period | None:
    return read_day(str(facts.get("created", "")))
