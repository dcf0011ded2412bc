"""Where do the bytes of a document lie, and what is its text?

`documents/<sha256>` holds the bytes as received; the text that spans count in is the decoded file of a plain text,
and stands in `documents/<sha256>.txt` for every other format. Neither is ever written twice.
"""

import re
from dataclasses import replace
from pathlib import Path

from yuantu.errors import BadInput, NotFound, Problem, WorkspaceError
from yuantu.evidence.documents import DocumentArchive
from yuantu.evidence.readers.blocks import Basis, DocumentReading
from yuantu.evidence.readers.mediatypes import CSV, ODS, XLS, XLSX
from yuantu.evidence.readers.reading import read_document
from yuantu.evidence.readers.received import decode
from yuantu.ontology.values import Period

# A few bytes of a program can pass for some encoding; letters then come with control characters.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
SHEETS = frozenset({XLSX, ODS, XLS, CSV})
MOSTLY = 0.9  # a document of which no more was read is not one


def keep(root: Path, data: bytes, name: str, published: Period | None) -> DocumentReading:
    """Keep a document's bytes and text in the workspace at `root`; what was read of it.

    The day on which a sheet was saved is when its file was made, not when anything was published: it dates nothing.
    Raises BadInput (at `name`) for what has no text.
    """
    document = read_document(data, name, published=published)
    if not document.reading.text.strip():
        raise BadInput(Problem("document_empty", {}, name))
    if CONTROL.search(document.reading.text) or any(one.share >= MOSTLY for one in document.reading.unread):
        raise BadInput(Problem("document_not_text", {}, name))
    if document.media_type in SHEETS and document.basis == "metadata":
        document = replace(document, published=None, basis="unknown")
    DocumentArchive(root).keep(data, document)
    return document


def basis_of(root: Path, digest: str) -> Basis:
    """How it is known when a document was published."""
    try:
        return DocumentArchive(root).get(digest).basis
    except NotFound:
        return "unknown"


def text_of(root: Path, digest: str) -> str:
    """The text of a document. Raises WorkspaceError when somebody removed it."""
    archive = DocumentArchive(root)
    try:
        text = archive.text(digest)
        if text is not None:
            return text
        with archive.open(digest) as file:
            return decode(file.read()).text
    except (NotFound, OSError, UnicodeDecodeError) as error:
        raise WorkspaceError(Problem("document_lost", {"path": str(archive.folder / digest)})) from error
