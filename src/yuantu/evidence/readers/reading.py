"""How is any document read, whatever its format?

The bytes say which reader is right. `read_document` holds the whole reading; `stream_document` passes blocks on one at
a time, plain text of any size in bounded memory.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from yuantu.errors import BadInput, Problem, Refusal
from yuantu.evidence.readers import mediatypes
from yuantu.evidence.readers.blocks import Block, DocumentReading, Reading
from yuantu.evidence.readers.geojson import read_geojson
from yuantu.evidence.readers.plain import read_plain, stream_paragraphs
from yuantu.evidence.readers.published import find_published
from yuantu.evidence.readers.received import Decoded, Received, decode, load
from yuantu.ontology.values import Period

_STREAMED_BYTES = 16 << 20
# metadata of these says when the page was published, of others only when the file was made
_STRONG = frozenset({mediatypes.HTML})


def read_document(received: Received, name: str = "", *, published: Period | None = None) -> DocumentReading:
    """Read a file or its bytes. `published` is the day that the giver of the document names.

    Raises `BadInput` with the reason and what to do for what cannot be read at all; what could only be read in part
    is in `reading.unread` and `reading.problems`.
    """
    name = name or (received.name if isinstance(received, Path) else "document")
    try:
        data = load(received)
        media_type, decoded = find_type(data, name)
        reading, datum = _read(data, media_type, decoded, name)
    except Refusal as refusal:
        raise BadInput(refusal.problem.at(name)) from refusal
    misnamed = mediatypes.misnamed(name, media_type)
    reading = replace(reading, problems=(*((misnamed,) if misnamed else ()), *reading.problems))
    document = DocumentReading(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        size=len(data),
        encoding=decoded.encoding if decoded else "",
        reading=reading,
        datum=datum,
    )
    return _dated(document, published)


def read_pasted(data: bytes, *, published: Period | None = None) -> DocumentReading:
    """Read what came without a name, as plain text whatever it looks like. Raises `BadInput`."""
    try:
        decoded = decode(data)
    except Refusal as refusal:
        raise BadInput(refusal.problem) from refusal
    digest = hashlib.sha256(data).hexdigest()
    document = DocumentReading("-", digest, mediatypes.TEXT, len(data), decoded.encoding, read_plain(decoded))
    return _dated(document, published)


def _dated(document: DocumentReading, published: Period | None) -> DocumentReading:
    """The document with its day of publication, and its problems with their places in it."""
    reading = document.reading
    problems = list(reading.problems)
    day, basis = find_published(reading.text, reading.dated, strong=document.media_type in _STRONG)
    if published is not None:
        day, basis = published, "given"
    if basis == "inferred" and day is not None:
        problems.append(Problem("document_day_inferred", {"value": str(day.first)[:7]}, severity="warning"))
    placed = replace(reading, problems=tuple(_placed(problem, document.name) for problem in problems))
    return replace(document, reading=placed, published=day, basis=basis)


def stream_document(path: Path, name: str = "") -> Iterator[Block]:
    """The blocks of a file in order. A large plain text is streamed, everything else is read first."""
    if path.is_file() and path.stat().st_size > _STREAMED_BYTES:
        with path.open("rb") as file:
            head = file.read(1 << 16)
        if not mediatypes.find_media_type(head) and not head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(
            (b"<", b"{")
        ):
            try:
                yield from stream_paragraphs(path)
            except Refusal as refusal:
                raise BadInput(refusal.problem.at(name or path.name)) from refusal
            return
    yield from read_document(path, name).reading.blocks


def find_type(data: bytes, name: str) -> tuple[str, Decoded | None]:
    """The media type, and the decoded text of what is text. Raises `Refusal` for what has no reader."""
    media_type = mediatypes.find_media_type(data)
    decoded = None
    if not media_type:
        from yuantu.evidence.readers.html import declared_charset  # noqa: PLC0415 (lxml only for pages)

        head = data[:1024].lstrip().lower()
        decoded = decode(data, declared_charset(data) if b"<" in head[:64] else "")
        media_type = mediatypes.find_text_type(decoded.text, name)
    if media_type in mediatypes.UNREADABLE:
        raise Refusal(mediatypes.UNREADABLE[media_type], value=media_type, reason=media_type)
    return media_type, decoded


def _read(data: bytes, media_type: str, decoded: Decoded | None, name: str) -> tuple[Reading, str]:
    """The reading and the datum; readers are loaded when they are needed."""
    if decoded is not None:
        if media_type == mediatypes.JSON:
            return read_geojson(decoded)
        if media_type == mediatypes.HTML:
            from yuantu.evidence.readers.html import read_html  # noqa: PLC0415

            return read_html(decoded), ""
        if media_type == mediatypes.CSV:
            from yuantu.evidence.readers.sheet import read_delimited  # noqa: PLC0415

            return read_delimited(decoded, name), ""
        return read_plain(decoded), ""
    if media_type == mediatypes.PDF:
        from yuantu.evidence.readers.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(data), ""
    if media_type == mediatypes.DOCX:
        from yuantu.evidence.readers.docx import read_docx  # noqa: PLC0415

        return read_docx(data), ""
    from yuantu.evidence.readers import sheet  # noqa: PLC0415

    readers = {mediatypes.XLSX: sheet.read_excel, mediatypes.ODS: sheet.read_open_document}
    return readers.get(media_type, sheet.read_old_excel)(data), ""


def _placed(problem: Problem, name: str) -> Problem:
    """A problem's place inside the document, with the document in front."""
    return problem.at(f"{name}!{problem.place}" if problem.place else name)
