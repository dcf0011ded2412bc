"""What is one statement, and why does reading it twice not make two?

In the document `source`, at `locator`, `entity` has `property` given as `words`, which means `value`, and this
is said to hold during `valid`; we have known it since `known_at`. Immutable; the id is made from what is said
and by whom, not from where on the page or when it was read, so re-reading a document adds nothing. The value is
part of what is said: the words `100` under a heading that changed from m² to 亩 are another statement.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from yuantu.evidence.claims import Claim
from yuantu.ontology.values import Code, Coordinate, Period, Quantity, Text, Value

COLUMNS = (
    "id", "entity", "kind", "property", "words",
    "value_type", "text", "scheme", "low", "high", "stated", "unit", "qualifier",
    "date_first", "date_last", "precision", "lon", "lat",
    "valid_first", "valid_last", "valid_precision",
    "known_at", "source", "locator", "method", "visibility",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim that was accepted. `known_at` is an ISO instant in UTC, the ledger's own time."""

    id: str
    entity: str
    kind: str
    property: str
    words: str
    value: Value
    valid: Period | None
    known_at: str
    source: str
    locator: str
    method: str
    visibility: str


def statement_id(claim: Claim) -> str:
    """`s-` and 16 hex digits over entity, kind, property, words, value, source, valid time and visibility."""
    valid = f"{claim.valid.first}/{claim.valid.last}" if claim.valid else ""
    value = "/".join(f"{name}={_spell(part)}" for name, part in _flat_value(claim.value).items())
    said = (
        claim.entity,
        claim.kind,
        claim.property,
        claim.words,
        value,
        claim.source,
        valid,
        claim.visibility,
    )
    digest = hashlib.sha256("\x1f".join(said).encode()).hexdigest()
    return f"s-{digest[:16]}"


def accept(claim: Claim, known_at: str) -> Statement:
    """The statement that a claim becomes when it is accepted at `known_at`."""
    return Statement(
        id=statement_id(claim),
        entity=claim.entity,
        kind=claim.kind,
        property=claim.property,
        words=claim.words,
        value=claim.value,
        valid=claim.valid,
        known_at=known_at,
        source=claim.source,
        locator=claim.locator,
        method=claim.method,
        visibility=claim.visibility,
    )


def to_row(statement: Statement) -> tuple[Any, ...]:
    """The statement as a flat row in the order of `COLUMNS`; dates as ISO text."""
    flat = dict.fromkeys(COLUMNS)
    flat |= {
        "id": statement.id, "entity": statement.entity, "kind": statement.kind,
        "property": statement.property, "words": statement.words, "known_at": statement.known_at,
        "source": statement.source, "locator": statement.locator, "method": statement.method,
        "visibility": statement.visibility,
    }  # fmt: skip
    flat |= _flat_value(statement.value)
    if statement.valid is not None:
        flat |= {
            "valid_first": _iso(statement.valid.first),
            "valid_last": _iso(statement.valid.last),
            "valid_precision": statement.valid.precision,
        }
    return tuple(flat[column] for column in COLUMNS)


def from_row(row: tuple[Any, ...]) -> Statement:
    """The inverse of `to_row`. Read by position: a question opens thousands of rows."""
    (
        identifier, entity, kind, name, words, value_type, text, scheme, low, high, stated, unit, qualifier,
        date_first, date_last, precision, lon, lat, valid_first, valid_last, valid_precision,
        known_at, source, locator, method, visibility,
    ) = row  # fmt: skip
    value: Value
    match value_type:
        case "quantity":
            value = Quantity(low, high, unit, qualifier, stated)
        case "text":
            value = Text(text)
        case "code":
            value = Code(scheme, text)
        case "coordinate":
            value = Coordinate(lon, lat, scheme)
        case _:
            value = Period(_day(date_first), _day(date_last), precision)
    valid = _valid(valid_first, valid_last, valid_precision) if valid_precision else None
    return Statement(
        identifier, entity, kind, name, words, value, valid, known_at, source, locator, method, visibility
    )


def _spell(part: Any) -> str:
    """Equal numbers have one spelling: 10 is 10.0, and -0.0 is 0.0."""
    return repr(part + 0.0) if isinstance(part, int | float) else str(part)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=4096)
def _valid(first: str | None, last: str | None, precision: Any) -> Period:
    """Statements of one source share their valid time."""
    return Period(_day(first), _day(last), precision)


def _flat_value(value: Value) -> dict[str, Any]:
    match value:
        case Quantity():
            return {
                "value_type": "quantity", "low": value.low, "high": value.high, "stated": value.stated,
                "unit": value.unit, "qualifier": value.qualifier,
            }  # fmt: skip
        case Period():
            return {
                "value_type": "period", "date_first": _iso(value.first), "date_last": _iso(value.last),
                "precision": value.precision,
            }  # fmt: skip
        case Text():
            return {"value_type": "text", "text": value.text}
        case Code():
            return {"value_type": "code", "text": value.code, "scheme": value.scheme}
        case Coordinate():
            return {"value_type": "coordinate", "lon": value.lon, "lat": value.lat, "scheme": value.datum}
