"""What does a document claim, in its text and in its tables?

The one place where the readers of running text and of tables meet: a stretch that a table was read from is not read as
text once more.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from yuantu.errors import Problem
from yuantu.evidence.readers.blocks import Block, DocumentReading
from yuantu.evidence.readers.tablecards import read_table_cards
from yuantu.evidence.text.blocks import find_blocks
from yuantu.evidence.text.clean import clean_text
from yuantu.evidence.text.reading import read_text
from yuantu.ontology.schema import Schema

Names = Iterable[tuple[str, str, str]]  # spelling, kind, canonical name


def read(
    document: DocumentReading,
    names: Names,
    schema: Schema,
    kind: str | None = None,
    given: Mapping[str, str] | None = None,
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The claims of a document as cards in the order of the text, repeats merged, and what was wrong in its tables.

    `kind` and `given` say what the rows of its tables are, and what holds for all of them.
    """
    tables = read_table_cards(document, schema, kind=kind, given=given)
    told = [card for card in _text_cards(document, names) if not _inside(card, tables.spans)]
    cards = sorted([*told, *tables.cards], key=lambda card: (card["start"], card["end"]))
    return cards, tables.problems


def blocks(text: str) -> list[dict[str, Any]]:
    """The blocks of a text with their kinds; the line of a sheet, its cells with tabs between, is a `row`."""
    clean = clean_text(text)
    found = []
    for block in find_blocks(clean):
        start, end = clean.raw_span(block.start, block.end)
        row = "\t" in text[start:end]
        kind, level = ("row", 0) if row else (block.kind, block.level)
        found.append({"start": start, "end": end, "kind": kind, "level": level})
    return found


def _text_cards(document: DocumentReading, names: Names) -> list[dict[str, Any]]:
    reading = read_text(document.reading.text, document.published, names)
    cards: list[dict[str, Any]] = [claim.to_card() for claim in reading.facts()]
    for alarm in reading.alarms:
        for card in cards:
            if card["start"] in alarm.claims:
                card.setdefault("alarms", []).append(alarm.to_json())
    placed = _Places(document.reading.blocks)
    for card in cards:
        if place := placed.find(card["start"]):
            card["locator"] = place
    return cards


class _Places:
    """Where in the original a stretch of the extracted text stands."""

    def __init__(self, found: Iterable[Block]) -> None:
        self._blocks = sorted(found, key=lambda one: one.start)
        self._starts = [one.start for one in self._blocks]

    def find(self, start: int) -> str | None:
        at = bisect_right(self._starts, start) - 1
        block = self._blocks[at] if at >= 0 else None
        return block.locator.inside if block is not None and start < block.end else None


def _inside(card: Mapping[str, Any], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= card["start"] < end for start, end in spans)
