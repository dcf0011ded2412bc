"""Which paragraphs does a plain text have?

A line is a paragraph: whether lines belong together is for the reader of running text to propose. A Markdown heading
is a heading. Offsets are code points in the decoded file. Large files are streamed: memory does not grow with them.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from yuantu.evidence.decoding import CHUNK_BYTES
from yuantu.evidence.readers.blocks import Block, Locator, Reading
from yuantu.evidence.readers.limits import MOST_PARAGRAPH_CHARACTERS
from yuantu.evidence.readers.published import clean_title
from yuantu.evidence.readers.received import Decoded, decode

_HEADING = re.compile(r"(#{1,6})\s+\S")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
_GOOD_ENDS = ("。", "！", "？", "；", ";", ". ", "，", ",", " ")
_PROBE_BYTES = 4 << 20


def read_plain(decoded: Decoded) -> Reading:
    """All paragraphs of a decoded text, held in memory."""
    blocks = tuple(find_paragraphs((decoded.text,)))
    title = clean_title(blocks[0].text) if blocks else ""
    return Reading(decoded.text, blocks, unread=decoded.unread, problems=decoded.problems(), title=title)


def stream_paragraphs(path: Path) -> Iterator[Block]:
    """The paragraphs of a text file of any size, one at a time.

    The encoding is decided from the first megabytes; bytes that do not decode further on become U+FFFD. Raises
    `Refusal` (`document_not_text`).
    """
    return find_paragraphs(stream_text(path))


def stream_text(path: Path) -> Iterator[str]:
    """The decoded text in pieces, without the byte order mark."""
    encoding = stream_encoding(path)
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def stream_encoding(path: Path) -> str:
    """The codec of a text file, from its first megabytes up to a line end. Raises `Refusal`."""
    with path.open("rb") as file:
        head = file.read(_PROBE_BYTES)
    if (
        len(head) == _PROBE_BYTES
        and b"\n" in head
        and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    ):
        head = head[: head.rindex(b"\n") + 1]
    return decode(head).encoding


def find_paragraphs(pieces: Iterable[str]) -> Iterator[Block]:
    """Paragraphs with their offsets from text that arrives in pieces; a very long one comes in several blocks."""
    number = offset = 0
    for line, first in _lines(pieces):
        number += first
        stripped = line.strip(" \t\r\n\u3000\ufeff\f\v\x1a")
        if stripped:
            start = offset + line.index(stripped)
            heading = _HEADING.match(stripped) if first else None
            end = start + len(stripped)
            locator = Locator("paragraph", str(number))
            if heading:
                yield Block(stripped, start, end, "heading", locator, len(heading[1]))
            else:
                yield Block(stripped, start, end, "paragraph", locator)
        offset += len(line)


def _lines(pieces: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Lines with their ends, and whether a line begins here or goes on from the piece before."""
    held, first = "", True
    for piece in pieces:
        held += piece
        done = 0
        for match in _LINE.finditer(held):
            line = match.group()
            # the last line may go on in the next piece, and \r may be half of \r\n
            if match.end() == len(held):
                break
            yield line, first
            first, done = True, match.end()
        held = held[done:]
        while len(held) > MOST_PARAGRAPH_CHARACTERS:
            cut = _good_cut(held)
            yield held[:cut], first
            held, first = held[cut:], False
    while len(held) > MOST_PARAGRAPH_CHARACTERS:
        cut = _good_cut(held)
        yield held[:cut], first
        held, first = held[cut:], False
    if held:
        yield held, first


def _good_cut(text: str) -> int:
    """Where to cut a long line: after a sentence if there is one in the second half, else wherever."""
    half = MOST_PARAGRAPH_CHARACTERS // 2
    for mark in _GOOD_ENDS:
        found = text.rfind(mark, half, MOST_PARAGRAPH_CHARACTERS)
        if found >= 0:
            return found + len(mark)
    return MOST_PARAGRAPH_CHARACTERS
