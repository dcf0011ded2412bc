"""In which encoding is a file written, and is it text at all?

Strict: a byte order mark decides; without one the whole file must be UTF-8, or else the whole file must be
GB18030 (which covers GBK and GB2312, what a Chinese Excel writes). Nothing is guessed from a part of a file and
nothing is replaced: what does not decode is refused with its line. One streamed pass, so size does not matter;
the same pass takes the digest and notes whether the lines are plain enough for the column engine.
"""

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from yuantu.errors import PackRefused, Problem

CHUNK_BYTES = 1 << 20
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL_BYTES = bytes(code for code in range(32) if code not in b"\t\n\r") + b"\x7f"
# GB18030 gives every byte pair some character; real text never uses the private-use ones.
PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file that was found to be text. `plain`: no quotes, no blank lines, one kind of line end.

    `encoding` is a Python codec name, `digest` the SHA-256 of the bytes as received, `lines` a count of lines (the
    last one may lack its end).
    """

    path: Path
    encoding: str
    digest: str
    lines: int
    plain: bool

    def chunks(self) -> Iterator[str]:
        """The text in pieces, without the byte order mark."""
        decoder = codecs.getincrementaldecoder(self.encoding)("strict")
        with self.path.open("rb") as file:
            for chunk in _chunks(file):
                yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)

    def text(self) -> str:
        """The whole text; for files that are known to be small."""
        return "".join(self.chunks())


class _Lines:
    """What the lines look like, from UTF-8 bytes that arrive in pieces."""

    def __init__(self) -> None:
        self.newlines = self.returns = self.pairs = 0
        self.odd = False
        self._tail = b"\n"

    def see(self, data: bytes) -> None:
        if not data:
            return
        seam = self._tail[-1:] + data
        self.newlines += data.count(b"\n")
        self.returns += data.count(b"\r")
        self.pairs += seam.count(b"\r\n")
        stretch = self._tail + data
        self.odd = self.odd or b'"' in data or b"\n\n" in stretch or b"\n\r" in stretch
        self._tail = stretch[-2:]

    @property
    def count(self) -> int:
        return self.newlines + (self._tail[-1:] != b"\n")

    @property
    def plain(self) -> bool:
        one_kind = self.returns == 0 or self.returns == self.pairs == self.newlines
        return one_kind and not self.odd


def examine(path: Path, place: str) -> TextFile:
    """Find the encoding of the file at `path`; PackRefused (at `place`) if it is missing or not text."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise PackRefused(Problem("table_unreadable", {"reason": error.strerror or "?"}, place)) from error
    for mark, encoding in BYTE_ORDER_MARKS:
        if start.startswith(mark):
            return _examine_as(path, encoding, place)
    try:
        return _examine_as(path, "utf-8", place)
    except UnicodeDecodeError as error:
        if _mostly_utf8(path):
            raise PackRefused(_undecodable(path, error.start, "UTF-8", place)) from error
    return _examine_as(path, "gb18030", place)


def _examine_as(path: Path, encoding: str, place: str) -> TextFile:
    """Decode the whole file once. A failure of plain `utf-8` is raised as it is, to try the next encoding."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    digest = hashlib.sha256()
    lines = _Lines()
    consumed = 0
    with path.open("rb") as file:
        for chunk in chain(_chunks(file), (b"",)):
            digest.update(chunk)
            if encoding != "utf-16":
                _refuse_binary(chunk, "", place)
            pending = len(decoder.getstate()[0])
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                error.start += consumed - pending
                if encoding == "utf-8":
                    raise
                raise PackRefused(_undecodable(path, error.start, encoding.upper(), place)) from error
            consumed += len(chunk)
            data = chunk if encoding == "utf-8" else text.encode()
            _refuse_binary(
                data if encoding == "utf-16" else b"", text if encoding == "gb18030" else "", place
            )
            lines.see(data)
    return TextFile(path, encoding, digest.hexdigest(), lines.count, lines.plain)


def _refuse_binary(data: bytes, text: str, place: str) -> None:
    if len(data.translate(None, CONTROL_BYTES)) != len(data) or PRIVATE_USE.search(text):
        raise PackRefused(Problem("file_not_text", {}, place))


def _mostly_utf8(path: Path) -> bool:
    """Whether a file that failed as UTF-8 is one with a few broken bytes, rather than another encoding."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    broken = wide = 0
    with path.open("rb") as file:
        for chunk in _chunks(file):
            text = decoder.decode(chunk)
            replaced = text.count("\ufffd")
            broken += replaced
            wide += len(text) - replaced - len(text.encode("ascii", "ignore"))
    return wide > broken


def _undecodable(path: Path, offset: int, encoding: str, place: str) -> Problem:
    line = 1
    with path.open("rb") as file:
        remaining = offset
        while remaining > 0 and (chunk := file.read(min(CHUNK_BYTES, remaining))):
            line += chunk.count(b"\n")
            remaining -= len(chunk)
    return Problem("file_undecodable", {"encoding": encoding, "line": str(line)}, place)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK_BYTES):
        yield chunk
