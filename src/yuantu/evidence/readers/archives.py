"""What do the parts of an office file say, without trusting the archive they come in?

Word and spreadsheet files are zip archives of XML. Nothing is ever unpacked to disk. Refused: names that leave the
archive, encryption, methods other than deflate, and archives that unpack to far more than they are. XML is read as a
stream; a part that declares entities is refused, one that breaks off or is too large gives what came before, with the
share that was read.
"""

import codecs
import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol
from xml.parsers import expat

from yuantu.errors import Problem, Refusal
from yuantu.evidence.readers import limits

# what the zip library raises for damaged archives
BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError,
    IndexError, OverflowError,
)  # fmt: skip
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_STEP_BYTES = 1 << 16
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# extensions of the formats that repeat an attribute under its own name
_SHADOWS = ("calcext", "x14ac", "loext", "calc/")
Attributes = Mapping[str, str]


class Handler(Protocol):
    """What a reader does with the stream of an XML part; names come without namespace."""

    def start(self, tag: str, attributes: Attributes) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...


class Enough(Exception):
    """Raised by a handler that has reached its bound: the rest of the part stays unread."""


class _PartBroken(Exception):
    """The zip library cannot go on with a part."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a part was read: `share` 0–1, and why not further."""

    share: float = 1.0
    problem: Problem | None = None


class Archive:
    """The parts of a zip file that is held in memory. Raises `Refusal` for what must not be read."""

    def __init__(self, data: bytes) -> None:
        self._size = max(len(data), 1)
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except BROKEN_ZIP as error:
            raise Refusal("document_broken", reason=_reason(error)) from error
        if len(parts) > limits.MOST_PARTS:
            raise Refusal("archive_bomb", size=f"{len(parts)} × 0", most=limits.MOST_PARTS)
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for part in parts:
            self._admit(part)

    def _admit(self, part: zipfile.ZipInfo) -> None:
        name = part.filename
        if not name or name.startswith(("/", "~")) or "\\" in name or ":" in name or ".." in name.split("/"):
            raise Refusal("archive_path", value=name[:80])
        if part.flag_bits & _ENCRYPTED:
            raise Refusal("document_encrypted")
        if name.lower() in self._parts:
            raise Refusal("archive_twice", value=name[:80])
        self._parts[name.lower()] = part

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(part.filename for part in self._parts.values() if not part.filename.endswith("/"))

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def resolve(self, base: str, target: str) -> str:
        """The part that `target` of a relationship in `base` names; "" if there is none."""
        path = target if target.startswith("/") else posixpath.join(posixpath.dirname(base), target)
        name = posixpath.normpath(path).lstrip("/")
        return name if name in self else ""

    def read(self, name: str, most: int = 1 << 20) -> bytes:
        """A small part, at most `most` bytes of it. Raises `Refusal` (`document_broken`, `archive_bomb`)."""
        data = b""
        try:
            for step in self._steps(name):
                data += step
                if len(data) >= most:
                    break
        except _PartBroken as broken:
            raise Refusal("document_broken", reason=str(broken)) from broken
        return data[:most]

    def walk(self, name: str, handler: Handler) -> Walk:
        """Send the XML part through `handler`. Raises `Refusal` for a bomb, not for a part that breaks off."""
        steps, done = self._steps(name), 0
        try:
            first = next(steps, b"")
        except _PartBroken as broken:
            return Walk(0.0, _part_broken(name, str(broken)))
        parser = _parser(handler, "utf-16" if first.startswith(_UTF16) else "utf-8")
        try:
            for step in chain((first,), steps):
                done += len(step)
                parser.Parse(step, False)
            parser.Parse(b"", True)
        except Enough:
            return Walk(self._share(parser.CurrentByteIndex, name), None)
        except expat.ExpatError as error:
            return Walk(self._share(parser.ErrorByteIndex, name), _part_broken(name, str(error)))
        except _PartBroken as broken:
            return Walk(self._share(done, name), _part_broken(name, str(broken)))
        return Walk()

    def _steps(self, name: str) -> Iterator[bytes]:
        """The unpacked bytes of a part, counted as they come."""
        part = self._parts.get(name.lower())
        if part is not None:
            self._bound(self._unpacked + part.file_size)  # what is declared; what comes is counted too
        if part is None or part.compress_type not in _METHODS:
            raise _PartBroken(name if part is None else f"compression {part.compress_type}")
        try:
            file = self._zip.open(part)
        except BROKEN_ZIP as error:
            raise _PartBroken(_reason(error)) from error
        with file:
            while True:
                try:
                    step = file.read(_STEP_BYTES)
                except BROKEN_ZIP as error:
                    raise _PartBroken(_reason(error)) from error
                if not step:
                    return
                self._count(len(step))
                yield step

    def _share(self, done: int, name: str) -> float:
        part = self._parts.get(name.lower())
        return min(max(done, 0) / max(part.file_size, 1), 1.0) if part else 0.0

    def _count(self, size: int) -> None:
        """Count what was really unpacked, whatever the archive declares."""
        self._unpacked += size
        self._bound(self._unpacked)

    def _bound(self, unpacked: int) -> None:
        allowed = max(limits.FREE_UNPACKED_BYTES, self._size * limits.MOST_RATIO)
        most = min(allowed, limits.MOST_UNPACKED_BYTES)
        if unpacked > most:
            raise Refusal("archive_bomb", size=f"{unpacked >> 20} MB", most=f"{most >> 20} MB")


@dataclass(slots=True)
class Gate:
    """Stands between the parser and a handler: bounds on elements and depth, names without namespace."""

    handler: Handler
    elements: int = 0
    depth: int = 0
    names: dict[str, str] = field(default_factory=dict)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        if self.depth > limits.MOST_DEPTH:
            raise Refusal("document_too_deep", most=limits.MOST_DEPTH)
        if self.elements > limits.MOST_ELEMENTS:
            raise Enough
        self.handler.start(self._local(tag), self._attributes(attributes))

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.handler.end(self._local(tag))

    def _attributes(self, attributes: dict[str, str]) -> dict[str, str]:
        if not any(" " in key for key in attributes):
            return attributes
        plain: dict[str, str] = {}
        for key, value in attributes.items():
            if " " not in key:
                plain[key] = value
            elif not any(shadow in key for shadow in _SHADOWS):
                plain.setdefault(self._local(key), value)
        return plain

    def _local(self, name: str) -> str:
        local = self.names.get(name)
        if local is None:
            local = name.rpartition(" ")[2]
            if len(self.names) < 10_000:
                self.names[name] = local
        return local


def _parser(handler: Handler, encoding: str) -> expat.XMLParserType:
    """A parser that takes the encoding from the bytes: office files know two, a declaration may say anything."""
    gate = Gate(handler)
    parser = expat.ParserCreate(encoding, " ")
    parser.buffer_text = True
    parser.StartElementHandler = gate.start
    parser.EndElementHandler = gate.end
    parser.CharacterDataHandler = handler.data
    parser.EntityDeclHandler = _refuse_entity
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    return parser


def _refuse_entity(name: str, *_: object) -> None:
    raise Refusal("xml_entity", value=name[:40])


def _part_broken(name: str, reason: str) -> Problem:
    return Problem("document_part_broken", {"part": name[:80], "reason": reason}, severity="warning")


def _reason(error: BaseException) -> str:
    """A library's reason, kept short and on one line."""
    return " ".join(str(error).split())[:120] or type(error).__name__
