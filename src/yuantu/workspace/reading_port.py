"""Who reads running text into claims, if anybody does?

The one place that knows where the reader of running text lives. An installation without it takes claims from files
and from people; everything behind the queue works the same.
"""

import importlib
from collections.abc import Iterable, Mapping
from typing import Any

from yuantu.facts.quoting import paragraphs
from yuantu.ontology.values import Period

READER = "yuantu.evidence.text.reading"
BLOCKS = "yuantu.evidence.text.blocks"
CLEAN = "yuantu.evidence.text.clean"
Names = Iterable[tuple[str, str, str]]  # spelling, kind, canonical name


def can_read() -> bool:
    """Whether this installation has a reader of running text."""
    return _module(READER) is not None


def read(text: str, published: Period | None, names: Names) -> list[dict[str, Any]] | None:
    """The claims of a text as cards, repeats merged; None when there is no reader."""
    reader = _module(READER)
    if reader is None:
        return None
    reading = reader.read_text(text, published, names)
    cards = [claim.to_card() for claim in reading.facts()]
    for alarm in getattr(reading, "alarms", ()):
        words = _alarm(alarm)
        places = {*getattr(alarm, "starts", ()), *getattr(alarm, "claims", ())}
        for card in cards:
            if card["start"] in places:
                card.setdefault("alarms", []).append(words)
    return cards


def blocks(text: str) -> list[dict[str, Any]]:
    """The blocks of a text with their kinds; its lines, each a paragraph, when there is no reader."""
    finder, cleaner = _module(BLOCKS), _module(CLEAN)
    if finder is None or cleaner is None:
        return [
            {"start": start, "end": end, "kind": "paragraph", "level": 0} for start, end in paragraphs(text)
        ]
    clean = cleaner.clean_text(text)
    found = []
    for block in finder.find_blocks(clean):
        start, end = clean.raw_span(block.start, block.end)
        found.append({"start": start, "end": end, "kind": block.kind, "level": block.level})
    return found


def _alarm(alarm: Any) -> dict[str, Any]:
    if hasattr(alarm, "to_json"):
        found: Mapping[str, Any] = alarm.to_json()
        return dict(found)
    return {"code": str(getattr(alarm, "code", alarm))}


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if missing.name is not None and name.startswith(missing.name):
            return None
        raise
