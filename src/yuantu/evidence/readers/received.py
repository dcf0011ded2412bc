"""What does this file of bytes say as text, and which bytes of it do not?

The lenient twin of `evidence.decoding`: packs refuse a broken byte, a document as received is read around it. The
order is the same (byte order mark, then the whole file as UTF-8, then as GB18030), with two additions: UTF-16 without a
mark is recognised by its zero bytes, and an encoding that a page declares is tried first. A byte that does not decode
becomes U+FFFD and is reported as unread.
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from yuantu.errors import Problem, Refusal
from yuantu.evidence.decoding import BYTE_ORDER_MARKS, PRIVATE_USE
from yuantu.evidence.readers.blocks import Unread
from yuantu.evidence.readers.limits import MOST_BROKEN_SHARE, MOST_BYTES, MOST_NAMED

Received = bytes | Path
REPLACED = "\ufffd"
_REPLACED_RUN = re.compile(f"{REPLACED}+")
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\r\f\x0b\x1a\x1b\x08") + b"\x7f"
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030",
            "big5": "big5hkscs", "utf8": "utf-8", "unicode": "utf-8"}  # fmt: skip
_DECLARABLE = frozenset({"utf-8", "gb18030", "big5hkscs", "utf-16", "euc-kr", "shift_jis", "euc_jp"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text without its byte order mark, the codec, and the spans of U+FFFD that stand for broken bytes."""

    text: str
    encoding: str
    broken: tuple[tuple[int, int], ...] = ()

    @property
    def unread(self) -> tuple[Unread, ...]:
        """The broken spans, the first few with their place; shares of all characters."""
        if not self.broken:
            return ()
        length = max(len(self.text), 1)
        named = [
            Unread("bytes", f"{start}–{end}", (end - start) / length)
            for start, end in self.broken[:MOST_NAMED]
        ]
        rest = sum(end - start for start, end in self.broken[MOST_NAMED:])
        return (*named, Unread("bytes", "…", rest / length)) if rest else tuple(named)

    def problems(self) -> tuple[Problem, ...]:
        """One warning that says how many bytes were not read and where the first stands."""
        if not self.broken:
            return ()
        first = self.broken[0][0]
        params = {
            "count": str(len(self.broken)),
            "line": str(self.text.count("\n", 0, first) + 1),
            "encoding": self.encoding.upper(),
        }
        return (Problem("document_bytes_unread", params, severity="warning"),)


def load(received: Received) -> bytes:
    """The bytes, if they are not too many. Raises `Refusal` (`document_missing`, `document_too_large`)."""
    if isinstance(received, bytes):
        size = len(received)
    else:
        try:
            size = received.stat().st_size
        except OSError as error:
            raise Refusal("document_missing", value=received.name, reason=error.strerror or "?") from error
    if size > MOST_BYTES:
        raise Refusal("document_too_large", size=size >> 20, most=MOST_BYTES >> 20)
    if isinstance(received, bytes):
        return received
    try:
        return received.read_bytes()
    except OSError as error:
        raise Refusal("document_missing", value=received.name, reason=error.strerror or "?") from error


def decode(data: bytes, declared: str = "") -> Decoded:
    """Decode a whole file. Raises `Refusal`: `document_empty`, or `document_not_text` in every known encoding."""
    if not data.strip():
        raise Refusal("document_empty")
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _replacing(data, encoding)
    wide = _utf16_without_mark(data)
    if wide:
        return _replacing(data, wide)
    if len(data.translate(None, _CONTROL)) < len(data) * (1 - MOST_BROKEN_SHARE):
        raise Refusal("document_not_text")
    for encoding in dict.fromkeys((*_declared(declared), "utf-8", "gb18030")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "gb18030" or not PRIVATE_USE.search(text):
            return Decoded(text, encoding)
    return _best(data)


def plain_spelling(charset: str) -> str:
    """The codec of a declared charset, or "" if it is none that documents may declare."""
    name = charset.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    return name if name in _DECLARABLE else ""


def _declared(charset: str) -> tuple[str, ...]:
    name = plain_spelling(charset)
    return (name,) if name else ()


def _best(data: bytes) -> Decoded:
    """Whichever of the two encodings breaks less; `Refusal` if both break too much."""
    tries = [_read_replacing(data, encoding) for encoding in ("utf-8", "gb18030")]
    best = min(tries, key=_badness)
    if _badness(best) > max(MOST_BROKEN_SHARE * len(data), 3):
        raise Refusal("document_not_text")
    return best


def _badness(decoded: Decoded) -> int:
    broken = sum(end - start for start, end in decoded.broken)
    return broken + sum(1 for _ in PRIVATE_USE.finditer(decoded.text))


def _replacing(data: bytes, encoding: str) -> Decoded:
    decoded = _read_replacing(data, encoding)
    if _badness(decoded) > max(MOST_BROKEN_SHARE * len(data), 3):
        raise Refusal("document_not_text")
    return decoded


def _read_replacing(data: bytes, encoding: str) -> Decoded:
    """Decode with U+FFFD; a U+FFFD that the file itself holds counts as broken too, since nobody can read it."""
    text = codecs.decode(data, encoding, "replace")
    return Decoded(text, encoding, tuple(match.span() for match in _REPLACED_RUN.finditer(text)))


def _utf16_without_mark(data: bytes) -> str:
    """`utf-16-le` or `-be` if one half of the byte pairs holds the zeros that ASCII line ends and digits leave."""
    head = data[:4096]
    if len(head) < 4 or 0 not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    few, many = sorted((even, odd))
    if few > len(head) // 200 or many < len(head) // 40:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"
