"""Which annotated articles are there to score the reader on?

Two case books: `../shared/cases/facts.jsonl`, where it is beside the repository, with offsets that leave out white
space; and the project's own texts, one a line with its facts in the order of their words.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
OWN = ROOT / "tests" / "evidence_text" / "cases" / "articles" / "facts.jsonl"
PUBLISHED = {"000_33af14330ab52c92.txt": "2023-02", "004_f46cb10acc22a3bf.txt": "2024-06"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A marked fact: where its words stand in the text (code points) and what they mean."""

    source: str
    start: int
    end: int
    quote: str
    subject: str
    kind: str
    property: str
    value: Any
    unit: str | None
    qualifier: str
    period: str | None


@dataclass(frozen=True, slots=True)
class Book:
    """A text with its marked facts; `published` as a period in words."""

    name: str
    text: str
    published: str | None
    facts: tuple[Fact, ...]


def shared_books() -> Iterator[Book]:
    """The annotated texts outside the repository; nothing when they are not there."""
    path = SHARED / "cases" / "facts.jsonl"
    if not path.exists():
        return
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["source"]].append(row)
    for source, facts in rows.items():
        folder = SHARED / ("seeds" if source in PUBLISHED else "cases/text")
        text = (folder / source).read_text(encoding="utf-8")
        solid = [at for at, character in enumerate(text) if not character.isspace()]
        published = PUBLISHED.get(source) or facts[0].get("pub_date")
        yield Book(
            source,
            text,
            published,
            tuple(_fact(row, solid[row["norm_start"]], solid[row["norm_end"] - 1] + 1) for row in facts),
        )


def own_books() -> Iterator[Book]:
    """The project's own texts."""
    for line in OWN.read_text(encoding="utf-8").splitlines():
        book = json.loads(line)
        yield Book(book["name"], book["text"], book["published"], tuple(_own_facts(book)))


def _own_facts(book: dict[str, Any]) -> Iterator[Fact]:
    at = 0
    for row in book["facts"]:
        found = book["text"].find(row["quote"], at)
        if found < 0:
            raise ValueError(f"{book['name']}: “{row['quote']}” does not stand in the text after {at}")
        at = found + 1
        yield _fact(row, found, found + len(row["quote"]), book["name"])


def _fact(row: dict[str, Any], start: int, end: int, source: str = "") -> Fact:
    """A row of either book: the shared one says predicate and period_or_date, ours property and period."""
    return Fact(
        source=row.get("source", source),
        start=start,
        end=end,
        quote=row["quote"],
        subject=row["subject"],
        kind=row["kind"],
        property=row.get("predicate") or row["property"],
        value=row.get("value"),
        unit=row.get("unit"),
        qualifier=row.get("qualifier", "exact"),
        period=row.get("period_or_date") or row.get("period"),
    )
