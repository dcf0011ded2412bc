"""Which lines does each page of a PDF hold? (Runs as a process of its own, see `confined`.)

Lines are taken character by character from PDFium, so that each has its exact box; a line ends where PDFium ends it.
"""

import ctypes
from collections.abc import Iterator
from typing import Any

from yuantu.errors import Refusal
from yuantu.evidence.readers import limits
from yuantu.evidence.readers.confined import serve_confined

_LINE_ENDS = "\r\n\x0b\x0c\u2028\u2029"
_MOST_LINE = 5_000
_CELL_GAP = 0.9  # sizes of a letter between two cells of a line; a blank between words is narrower


def find_pages(data: bytes) -> Iterator[Any]:
    """First what the file says of itself (`pages`, `title`, `created`), then each page's lines."""
    import pypdfium2 as pdfium  # type: ignore[import-untyped]  # noqa: PLC0415 (native, only in the child)

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = "document_encrypted" if "assword" in str(error) else "document_broken"
        raise Refusal(code, reason=str(error)[:120]) from error
    count = len(document)
    facts = document.get_metadata_dict(skip_empty=True)
    yield {
        "pages": count,
        "title": facts.get("Title", "")[:200],
        "created": facts.get("CreationDate", "")[:40],
    }
    for index in range(min(count, limits.MOST_PAGES)):
        try:
            page = document[index]
            lines = list(_lines(page))
            objects = (
                1 if lines else sum(1 for _ in zip(page.get_objects(max_depth=1), range(1), strict=False))
            )
        except pdfium.PdfiumError:
            lines, objects = [], 1
        yield {"page": index + 1, "lines": lines, "objects": objects}


def _lines(page: Any) -> Iterator[list[Any]]:
    """[words, left, top, right, bottom, size, cells] for each line that has words."""
    from pypdfium2 import raw  # noqa: PLC0415 (native, only in the child)

    text = page.get_textpage()
    height = page.get_height()
    edges = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = edges
    line = _Line(height)
    for index in range(min(text.count_chars(), limits.MOST_PAGE_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text, index)
        character = _character(code)
        if character in _LINE_ENDS or len(line.letters) >= _MOST_LINE:
            yield from line.finish()
            if character in _LINE_ENDS:
                continue
        boxed = raw.FPDFText_GetCharBox(text, index, *(ctypes.byref(edge) for edge in edges))
        if boxed and not character.isspace():
            size = raw.FPDFText_GetFontSize(text, index)
            line.widen(left.value, top.value, right.value, bottom.value, size)
        line.letters.append(character)
    yield from line.finish()


def _character(code: int) -> str:
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code == 0:
        return "\ufffd"
    return chr(code)


class _Line:
    """The line that is being gathered; PDF counts from the bottom of the page, a reader from the top."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._reset()

    def _reset(self) -> None:
        self.letters: list[str] = []
        self._boxes: list[tuple[float, float, float, float]] = []
        self._sizes: list[float] = []
        self._at: list[int] = []

    def widen(self, left: float, top: float, right: float, bottom: float, size: float) -> None:
        self._boxes.append((left, self._height - top, right, self._height - bottom))
        # letters are often set in size 1 and scaled: their own height says more then
        self._sizes.append(size if size > 2 else abs(top - bottom))
        self._at.append(len(self.letters))

    def finish(self) -> Iterator[list[Any]]:
        """The gathered line, if it has words; then a new one begins."""
        line = "".join(self.letters)
        words = line.strip()
        if words and self._boxes:
            lefts, tops, rights, bottoms = zip(*self._boxes, strict=True)
            size = sorted(self._sizes)[len(self._sizes) // 2]
            edges = [min(lefts), min(tops), max(rights), max(bottoms), size]
            blank = len(line) - len(line.lstrip())
            yield [words, *(round(edge, 1) for edge in edges), list(self._cells(size, blank))]
        self._reset()

    def _cells(self, size: float, blank: int) -> Iterator[list[Any]]:
        """[first letter, behind the last, left, top, right, bottom] of each run without a wide gap."""
        first = 0
        for index in range(1, len(self._at) + 1):
            ends = index == len(self._at)
            if not ends and self._boxes[index][0] - self._boxes[index - 1][2] < _CELL_GAP * size:
                continue
            lefts, tops, rights, bottoms = zip(*self._boxes[first:index], strict=True)
            box = (min(lefts), min(tops), max(rights), max(bottoms))
            yield [
                self._at[first] - blank,
                self._at[index - 1] + 1 - blank,
                *(round(edge, 1) for edge in box),
            ]
            first = index


if __name__ == "__main__":
    serve_confined(find_pages)
