"""Does one document keep what the readers promise?

It is read, or refused with a sentence in both languages. Every span slices the text it was read from; every claim
quotes the characters that it cites.
"""

import resource
import time
from dataclasses import dataclass
from typing import Any

from yuantu.errors import BadInput
from yuantu.evidence.readers.blocks import DocumentReading
from yuantu.evidence.readers.reading import read_document
from yuantu.evidence.readers.sheetclaims import read_sheet_claims
from yuantu.evidence.text.reading import read_text
from yuantu.ontology.schema import load_schema

SITE = load_schema().kind("site")
BYTES_PER_SECOND = 100_000
SETTLED_BYTES = 4_000  # of smaller files the fixed costs are most of the time


class Broken(Exception):
    """A promise that was not kept."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one document: `refused` or read, or `failure` as words; CPU seconds, child included."""

    refused: bool
    failure: str
    seconds: float

    def rate(self, size: int) -> float:
        """CPU seconds per 100 kB, of files that are large enough to tell."""
        return self.seconds * BYTES_PER_SECOND / max(size, SETTLED_BYTES)


def try_document(data: bytes, form: str) -> Trial:
    """Read `data` as a document of `form` and hold the reader to its promises. Never raises."""
    started = _cpu()
    refused, failure = False, ""
    try:
        _try(data, form)
    except BadInput as error:
        refused, failure = True, _unspoken(error)
    except Exception as error:  # noqa: BLE001 — anything else is what the search is after
        failure = f"{type(error).__name__}: {error}"[:200]
    seconds = _cpu() - started
    if not failure and seconds > max(1.0, len(data) / BYTES_PER_SECOND):
        failure = f"{seconds:.1f} s for {len(data)} bytes"
    return Trial(refused, failure, seconds)


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _unspoken(error: BadInput) -> str:
    for problem in error.problems:
        if not problem.text("zh") or problem.text("zh") == problem.text("en"):
            return f"no sentence for {problem.code}"
    return ""


def _try(data: bytes, form: str) -> None:
    if form == "text":
        check_claims(data.decode("utf-8", "replace"))
        return
    document = read_document(data, f"a.{form}")
    check_document(document)
    if form in {"txt", "gbk.txt", "docx", "html"}:
        check_claims(document.reading.text)


def check_document(document: DocumentReading) -> None:
    """Raise `Broken` when a span of the reading or a claim of its tables does not re-slice."""
    reading = document.reading
    text = reading.text
    spans: list[Any] = [*reading.blocks]
    spans += [cell for table in reading.tables for row in table.rows.values() for cell in row.values()]
    for span in spans:
        if text[span.start : span.end] != span.text:
            raise Broken(f"{span.start}–{span.end} is not {span.text[:40]!r}")
    claims = read_sheet_claims(document, SITE)
    for problem in (*reading.problems, *claims.problems):
        if not problem.text("zh") or not problem.text("en"):
            raise Broken(f"no sentence for {problem.code}")
    if not all(0 <= unread.share <= 1 for unread in reading.unread):
        raise Broken("a share beyond all")
    text.encode()


def check_claims(text: str) -> None:
    """Raise `Broken` when a claim of running text does not quote what it cites, or its bounds are crossed."""
    reading = read_text(text)
    for claim in reading.claims:
        if not 0 <= claim.start < claim.end <= len(text) or text[claim.start : claim.end] != claim.quote:
            raise Broken(f"{claim.start}–{claim.end} is not {claim.quote[:40]!r}")
        if claim.low is not None and claim.high is not None and claim.low > claim.high:
            raise Broken(f"{claim.low} above {claim.high} in {claim.quote[:40]!r}")
    if not all(0 <= start <= end <= len(text) for start, end in reading.unread):
        raise Broken("an unread span outside of the text")
