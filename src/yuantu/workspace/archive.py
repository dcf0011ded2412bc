"""Where do the bytes of a document lie, and what is its text?

`documents/<sha256>` holds the bytes as received; the text that spans count in is the decoded file of a plain text,
and stands in `documents/<sha256>.txt` for every other format. Neither is ever written twice.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from yuantu.errors import BadInput, NotFound, Problem, WorkspaceError
from yuantu.evidence.documents import DocumentArchive
from yuantu.evidence.readers.reading import read_document
from yuantu.evidence.readers.received import decode
from yuantu.ontology.values import Period

# A few bytes of a program can pass for some encoding; letters then come with control characters.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
MOSTLY = 0.9  # a document of which no more was read is not one


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept: the digest of the bytes, the text that was found in them, and what the file says of itself.

    `problems` name what of the file could not be read.
    """

    digest: str
    text: str
    media_type: str
    published: Period | None
    problems: tuple[Problem, ...]


def keep(root: Path, data: bytes, name: str, published: Period | None) -> Kept:
    """Keep a document's bytes and text in the workspace at `root`. Raises BadInput (at `name`) for what has no text."""
    document = read_document(data, name, published=published)
    if not document.reading.text.strip():
        raise BadInput(Problem("document_empty", {}, name))
    if CONTROL.search(document.reading.text) or any(one.share >= MOSTLY for one in document.reading.unread):
        raise BadInput(Problem("document_not_text", {}, name))
    DocumentArchive(root).keep(data, document)
    reading = document.reading
    return Kept(document.sha256, reading.text, document.media_type, document.published, reading.problems)


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
