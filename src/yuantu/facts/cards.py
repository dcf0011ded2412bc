"""Is this JSON object a claim that somebody can review, and which corrections may a reviewer make?

The keys are those that `yuantu read --json` prints. A card must quote its document exactly: a claim whose words do
not stand where it says is refused, because nobody could check it.
"""

import json
import math
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from yuantu.errors import Problem, Refusal
from yuantu.facts.proposals import Card

WORDS = ("subject", "property", "kind", "unit", "qualifier", "place", "subject_kind", "scope", "counterparty",
         "basis", "role", "context")  # fmt: skip
NUMBERS = ("value", "low", "high")
DAYS = ("valid_from", "valid_to")
LISTS = ("spans", "derived_from", "alarms")
PLACES = ("locator", "entity")  # where in the original it stands; the id that a row gives its thing
QUALIFIERS = frozenset(
    {"exact", "over", "nearly", "about", "at_least", "at_most", "range", "under", "more_than_stated"}
)
EDITABLE = frozenset({*WORDS, *NUMBERS, *DAYS, "text"})
LONGEST_WORDS = 400
LONGEST_QUOTE = 2000
UNSURE = 0.5  # of a claim that does not say how sure it is


def read_card(found: Any, text: str) -> Card:
    """A claim of `text` with every key that there is, unknown ones None. Raises Refusal."""
    if not isinstance(found, Mapping):
        raise Refusal("card_no_object", value=_shown(found))
    start, end = (_offset(found.get(key), key, len(text)) for key in ("start", "end"))
    if start >= end or end - start > LONGEST_QUOTE:
        raise Refusal("card_span", start=start, end=end, length=len(text))
    quote = found.get("quote", text[start:end])
    if quote != text[start:end]:
        raise Refusal("card_quote", value=_shown(quote), there=text[start:end][:40])
    card: dict[str, Any] = {"start": start, "end": end, "quote": quote}
    card["article"] = found.get("article") if isinstance(found.get("article"), int) else None
    card["method"] = _words("method", found.get("method")) or "claims"
    confidence = _number("confidence", found.get("confidence"))
    card["confidence"] = UNSURE if confidence is None else min(1.0, max(0.0, confidence))
    card |= {key: _words(key, found.get(key)) for key in WORDS}
    card |= {key: _number(key, found.get(key)) for key in NUMBERS}
    card |= {key: _day(key, found.get(key)) for key in DAYS}
    card |= {key: list(found[key]) for key in LISTS if isinstance(found.get(key), list | tuple)}
    card |= {key: words for key in PLACES if (words := _words(key, found.get(key)))}
    if found.get("text") is not None:
        card["text"] = _words("text", found["text"], LONGEST_QUOTE)
    if found.get("row") is not None:
        card["row"] = read_row(found["row"], len(text))
    if not card["property"]:
        raise Refusal("card_missing", key="property")
    _check_qualifier(card["qualifier"])
    return card


def read_row(found: Any, length: int) -> dict[str, Any]:
    """The row of a table that a claim stands in. Raises Refusal when its cells do not lie in the text."""
    row = dict(found) if isinstance(found, Mapping) else {}
    columns, spans, places = (row.get(key) for key in ("columns", "spans", "places"))
    if not (isinstance(columns, list) and isinstance(spans, list) and isinstance(places, list)):
        raise Refusal("card_row", value=_shown(found))
    if not len(columns) == len(spans) == len(places):
        raise Refusal("card_row", value=_shown(columns))
    inside = all(
        one is None
        or (isinstance(one, list) and len(one) == 2 and all(isinstance(at, int) for at in one)
            and 0 <= one[0] <= one[1] <= length)
        for one in spans
    )  # fmt: skip
    at, name_at = (row.get(key) for key in ("at", "name_at"))
    if not inside or not all(one is None or one in range(len(columns)) for one in (at, name_at)):
        raise Refusal("card_row", value=_shown(spans))
    return {
        "title": str(row.get("title") or ""), "sheet": str(row.get("sheet") or ""), "number": row.get("number"),
        "columns": [str(one) for one in columns], "spans": spans,
        "places": [None if one is None else str(one) for one in places], "at": at, "name_at": name_at,
    }  # fmt: skip


def read_cards(lines: Iterable[str], text: str, place: str) -> tuple[list[Card], list[Problem]]:
    """The cards of JSON lines, and each line that is none with its place; blank lines are passed over."""
    cards: list[Card] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            cards.append(read_card(_parse(line), text))
        except Refusal as refusal:
            problems.append(refusal.problem.at(f"{place}!{number}"))
    return cards, problems


def read_edit(found: Any) -> dict[str, Any]:
    """Corrections of a card. `text` is a value in words, read by the property it is for. Raises Refusal."""
    if not isinstance(found, Mapping):
        raise Refusal("card_no_object", value=_shown(found))
    edit: dict[str, Any] = {}
    for key, value in found.items():
        if key not in EDITABLE:
            raise Refusal("card_key", value=_shown(key), known=", ".join(sorted(EDITABLE)))
        read = _number if key in NUMBERS else _day if key in DAYS else _words
        edit[key] = read(key, value)
    if "property" in edit and not edit["property"]:
        raise Refusal("card_missing", key="property")
    _check_qualifier(edit.get("qualifier"))
    if "value" in edit and not {"low", "high"} & edit.keys():
        edit |= {"low": None, "high": None}  # the bounds were those of another number
    return edit


def _parse(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise Refusal("card_no_object", value=_shown(line.strip())) from None


def _offset(value: Any, key: str, length: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= length:
        raise Refusal("card_offset", key=key, value=_shown(value), length=length)
    return value


def _words(key: str, value: Any, longest: int = LONGEST_WORDS) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > longest or not _is_writable(value):
        raise Refusal("card_words", key=key, value=_shown(value))
    return value


def _is_writable(value: str) -> bool:
    return "\0" not in value and not any("\ud800" <= character <= "\udfff" for character in value)


def _number(key: str, value: Any) -> float | None:
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise Refusal("card_number", key=key, value=_shown(value))
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise Refusal("card_number", key=key, value=_shown(value))
    return number


def _day(key: str, value: Any) -> str | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise Refusal("card_day", key=key, value=_shown(value)) from None


def _shown(value: Any) -> str:
    """The beginning of a value, as it can be said back: without halves of characters."""
    return str(value)[:40].encode(errors="replace").decode()


def _check_qualifier(value: str | None) -> None:
    if value is not None and value not in QUALIFIERS:
        raise Refusal("card_qualifier", value=_shown(value), known=", ".join(sorted(QUALIFIERS)))
