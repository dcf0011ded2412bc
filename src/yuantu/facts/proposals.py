"""Which documents were received, and what did each of them claim when it was read?

A proposal is a claim as it was read: immutable, with an id made from the document, the span, the property and the
value, so that reading the document again proposes nothing new. What people decided about it is kept apart
(`decisions`). A document is described by rows of which the last one counts; its bytes lie in the archive.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yuantu.evidence.claims import Source, SourceClass
from yuantu.ontology.values import Period, Precision

DOCUMENT_COLUMNS = (
    "digest", "name", "media_type", "size", "published_first", "published_last", "precision", "source_class",
    "address", "received_at",
)  # fmt: skip
PROPOSAL_COLUMNS = ("id", "document", "first", "last", "confidence", "card", "read_at")
REVIEW_COLUMNS = ("proposal", "action", "author", "at", "batch", "payload")
TABLES = f"""
CREATE TABLE IF NOT EXISTS document (sequence INTEGER PRIMARY KEY, {", ".join(DOCUMENT_COLUMNS)});
CREATE TABLE IF NOT EXISTS proposal (
    id TEXT PRIMARY KEY, {", ".join(PROPOSAL_COLUMNS[1:])}
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS proposal_document ON proposal (document, first);
CREATE TABLE IF NOT EXISTS review (sequence INTEGER PRIMARY KEY, {", ".join(REVIEW_COLUMNS)});
CREATE INDEX IF NOT EXISTS review_proposal ON review (proposal, sequence);
CREATE INDEX IF NOT EXISTS review_batch ON review (batch, sequence);
"""
SOURCE_PREFIX = "doc/"
SHORT = 12  # digits of a digest that name a document
IDENTIFYING = ("start", "end", "property", "kind", "value", "low", "high", "unit")
MEANING = ("subject", "property", "kind", "value", "low", "high", "unit")
DAYS = ("valid_from", "valid_to")

Card = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Document:
    """A document as received. `digest`: SHA-256 of its bytes; `size`: in bytes; `received_at`: an instant in UTC."""

    digest: str
    name: str
    media_type: str
    size: int
    published: Period | None
    source_class: SourceClass
    address: str | None
    received_at: str

    @property
    def id(self) -> str:
        """The first digits of the digest: how people and addresses name it."""
        return self.digest[:SHORT]

    @property
    def source(self) -> Source:
        """What its statements cite."""
        return Source(SOURCE_PREFIX + self.id, self.name, self.source_class, self.address, self.published)

    def locator(self, card: Card) -> str:
        """Where a claim stands: a cell by its place in the original, else code points of the text."""
        if card.get("row") and card.get("locator"):
            return _place_words(f"doc:{self.id}", card["locator"])
        return f"doc:{self.id}!{card['start']}-{card['end']}"

    def naming_locator(self, card: Card) -> str:
        """Where the name of what a claim is about stands: in a table the cell of the name."""
        row = card.get("row")
        place = row["places"][row["name_at"]] if row and row["name_at"] is not None else None
        return _place_words(f"doc:{self.id}", place) if place else self.locator(card)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as it was read; `card` has the keys of `cards`, `document` is the id of its document."""

    id: str
    document: str
    card: Card
    read_at: str

    @property
    def confidence(self) -> float:
        return float(self.card["confidence"])


def propose(document: Document, cards: Iterable[Card], read_at: str) -> list[Proposal]:
    """The proposals of one reading, in order. Claims that differ only in their subject get ids of their own."""
    seen: dict[str, int] = {}
    proposals = []
    for card in cards:
        said = json.dumps([document.digest, *(_spell(card[key]) for key in IDENTIFYING)], ensure_ascii=False)
        nth = seen[said] = seen.get(said, 0) + 1
        digest = hashlib.sha256((said if nth == 1 else f"{said}#{nth}").encode()).hexdigest()
        proposals.append(Proposal(f"p-{digest[:16]}", document.id, card, read_at))
    return proposals


def meaning(card: Card) -> tuple[Any, ...]:
    """What is said, wherever it stands: equal for the same fact in another version of a document.

    A cell says the same in a sheet of another day: that the day moved on is no change of the cell.
    """
    said = tuple(_spell(card[key]) for key in MEANING)
    return (*said, *((None, None) if card.get("row") else (card[key] for key in DAYS)), card.get("text"))


def question(card: Card) -> tuple[Any, ...]:
    """What a claim answers: of two versions of a document, claims that answer one question can be compared."""
    asked = (card["subject"], card["property"], card["kind"], card["role"], card["scope"])
    return (*asked, *((None, None) if card.get("row") else (card[key] for key in DAYS)))


def document_row(document: Document) -> tuple[Any, ...]:
    """A document as a flat row in the order of `DOCUMENT_COLUMNS`."""
    published = document.published
    first = published.first.isoformat() if published and published.first else None
    last = published.last.isoformat() if published and published.last else None
    return (
        document.digest, document.name, document.media_type, document.size, first, last,
        published.precision if published else None, document.source_class, document.address, document.received_at,
    )  # fmt: skip


def document_from_row(row: tuple[Any, ...]) -> Document:
    """The inverse of `document_row`."""
    digest, name, media_type, size, first, last, precision, source_class, address, received_at = row
    published = _period(first, last, precision)
    return Document(digest, name, media_type, size, published, source_class, address, received_at)


def proposal_row(proposal: Proposal) -> tuple[Any, ...]:
    """A proposal as a flat row in the order of `PROPOSAL_COLUMNS`."""
    card = proposal.card
    words = json.dumps(dict(card), ensure_ascii=False, sort_keys=True)
    return (
        proposal.id, proposal.document, card["start"], card["end"], proposal.confidence, words, proposal.read_at,
    )  # fmt: skip


def proposal_from_row(row: tuple[Any, ...]) -> Proposal:
    """The inverse of `proposal_row`."""
    return Proposal(row[0], row[1], json.loads(row[5]), row[6])


def _period(first: str | None, last: str | None, precision: Precision | None) -> Period | None:
    if precision is None:
        return None
    begin, end = (date.fromisoformat(text) if text else None for text in (first, last))
    return Period(begin, end, precision)


def _spell(part: Any) -> Any:
    """Equal numbers have one spelling: 10 is 10.0."""
    return part + 0.0 if isinstance(part, int | float) and not isinstance(part, bool) else part


def _place_words(document: str, place: str) -> str:
    # A shortlist opens the ledger and reads no document: the readers are loaded by the first that has a place.
    from yuantu.evidence.readers.blocks import place_words  # noqa: PLC0415

    return place_words(document, place)
