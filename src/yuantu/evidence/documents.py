"""Which documents were received, and are they still exactly what was received?

The archive keeps a document's bytes under their own SHA-256, beside a record of when and under which name it came, and
the text that was extracted from it. Nothing is ever overwritten with other bytes; keeping a document again changes
nothing but what is newly known of it.

    documents/<sha256>        the bytes
    documents/<sha256>.json   the record
    documents/<sha256>.txt    the extracted text, for formats that are not plain text
"""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO, get_args

from yuantu.errors import NotFound, Problem, WorkspaceError
from yuantu.evidence.readers.blocks import Basis, DocumentReading
from yuantu.evidence.readers.received import Received
from yuantu.ontology.values import Period

FOLDER = "documents"
PLAIN_TEXT = "text/plain"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CHUNK_BYTES = 1 << 20
_KNOWN_FROM: tuple[Basis, ...] = ("unknown", "inferred", "head", "metadata", "given")


@dataclass(frozen=True, slots=True)
class Document:
    """A document as received. `media_type` is by content, `names` are all names it came under, the first one first.

    `published` with its `basis`: given by a person, metadata, head of the text, inferred, or unknown (None). `datum`
    is that of a map, or "".
    """

    sha256: str
    media_type: str
    size: int
    fetched_at: datetime
    names: tuple[str, ...]
    published: Period | None = None
    basis: Basis = "unknown"
    datum: str = ""

    @property
    def name(self) -> str:
        return self.names[0]


class DocumentArchive:
    """The documents of one workspace folder. Safe to use from several processes at once."""

    def __init__(self, workspace: Path) -> None:
        self.folder = workspace / FOLDER

    def keep(
        self, received: Received, reading: DocumentReading, *, fetched_at: datetime | None = None
    ) -> Document:
        """Keep the bytes, the record and the extracted text; return what is known of the document now.

        Raises `ValueError` if the reading is of other bytes, `WorkspaceError` if the folder cannot be written.
        """
        document = Document(
            sha256=reading.sha256,
            media_type=reading.media_type,
            size=reading.size,
            fetched_at=fetched_at or datetime.now(UTC),
            names=(reading.name,),
            published=reading.published,
            basis=reading.basis,
            datum=reading.datum,
        )
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._keep_bytes(received, reading.sha256)
            if reading.media_type != PLAIN_TEXT:
                self._write(self.folder / f"{reading.sha256}.txt", reading.reading.text.encode())
            document = self._merged(document)
            record = json.dumps(_to_json(document), ensure_ascii=False, indent=1, sort_keys=True).encode()
            self._write(self._record(document.sha256), record)
        except OSError as error:
            params = {"path": str(self.folder), "reason": error.strerror or str(error)}
            raise WorkspaceError(Problem("archive_unwritable", params)) from error
        return document

    def get(self, sha256: str) -> Document:
        """The record of a document. Raises `NotFound` (`document_unknown`)."""
        try:
            return _from_json(json.loads(self._record(sha256).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise NotFound(Problem("document_unknown", {"value": sha256[:80]})) from error

    def open(self, sha256: str) -> BinaryIO:
        """The bytes as received. Raises `NotFound`."""
        try:
            return self._file(sha256).open("rb")
        except OSError as error:
            raise NotFound(Problem("document_unknown", {"value": sha256[:80]})) from error

    def text(self, sha256: str) -> str | None:
        """The extracted text, None for a plain text, whose bytes are its text. Raises `NotFound`."""
        self.get(sha256)
        path = self._file(sha256).with_suffix(".txt")
        # through bytes: a carriage return in a cell is a character that offsets count
        return path.read_bytes().decode() if path.is_file() else None

    def intact(self, sha256: str) -> bool:
        """Whether the bytes are still those that the name promises. Raises `NotFound`."""
        with self.open(sha256) as file:
            return _digest(file) == sha256

    def __contains__(self, sha256: str) -> bool:
        return bool(_DIGEST.fullmatch(sha256)) and self._record(sha256).is_file()

    def __iter__(self) -> Iterator[Document]:
        """All documents, by digest."""
        for record in sorted(self.folder.glob("*.json")):
            if _DIGEST.fullmatch(record.stem):
                with suppress(NotFound):
                    yield self.get(record.stem)

    def _file(self, sha256: str) -> Path:
        if not _DIGEST.fullmatch(sha256):
            raise NotFound(Problem("document_unknown", {"value": sha256[:80]}))
        return self.folder / sha256

    def _record(self, sha256: str) -> Path:
        return self._file(sha256).with_suffix(".json")

    def _merged(self, document: Document) -> Document:
        """What was known before and what is known now: the first fetch, all names, the better-founded day."""
        if document.sha256 not in self:
            return document
        before = self.get(document.sha256)
        better = _KNOWN_FROM.index(document.basis) >= _KNOWN_FROM.index(before.basis)
        return replace(
            document,
            fetched_at=before.fetched_at,
            names=tuple(dict.fromkeys((*before.names, *document.names))),
            published=document.published if better else before.published,
            basis=document.basis if better else before.basis,
            datum=document.datum or before.datum,
        )

    def _keep_bytes(self, received: Received, sha256: str) -> None:
        target = self._file(sha256)
        if target.is_file() and self.intact(sha256):
            return
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as file:
            try:
                digest = hashlib.sha256()
                for chunk in _chunks(received):
                    digest.update(chunk)
                    file.write(chunk)
                _check(digest.hexdigest(), sha256)
                self._settle(file, target)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise

    def _write(self, path: Path, data: bytes) -> None:
        """Write a small file so that a reader sees the old or the new one, never half of it."""
        if path.is_file() and path.read_bytes() == data:
            return
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as file:
            try:
                file.write(data)
                self._settle(file, path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise

    @staticmethod
    def _settle(file: Any, target: Path) -> None:
        file.flush()
        os.fsync(file.fileno())
        file.close()
        Path(file.name).replace(target)


def _check(digest: str, expected: str) -> None:
    if digest != expected:
        raise ValueError("the reading is of other bytes than these")


def _chunks(received: Received) -> Iterator[bytes]:
    if isinstance(received, bytes):
        yield received
        return
    with received.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            yield chunk


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()


def _to_json(document: Document) -> dict[str, object]:
    period = document.published
    return {
        **asdict(document),
        "fetched_at": document.fetched_at.isoformat(timespec="seconds"),
        "published": None
        if period is None
        else {
            "first": period.first.isoformat() if period.first else None,
            "last": period.last.isoformat() if period.last else None,
            "precision": period.precision,
        },
    }


def _from_json(record: dict[str, Any]) -> Document:
    published = record.get("published")
    basis = record.get("basis", "unknown")
    return Document(
        sha256=record["sha256"],
        media_type=record["media_type"],
        size=record["size"],
        fetched_at=datetime.fromisoformat(record["fetched_at"]),
        names=tuple(record["names"]),
        published=None
        if published is None
        else Period(_day(published["first"]), _day(published["last"]), published["precision"]),
        basis=basis if basis in get_args(Basis) else "unknown",
        datum=record.get("datum", ""),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
