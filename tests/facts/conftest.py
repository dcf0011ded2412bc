"""What do the tests of facts share? Claims made by hand, and the walk from claims to a view."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from yuantu.engines.columns import Columns
from yuantu.evidence.claims import Claim, Source
from yuantu.facts.ledger import Ledger
from yuantu.facts.snapshots import cut_snapshot
from yuantu.facts.views import View
from yuantu.ontology.periods import read_period
from yuantu.ontology.schema import load_schema
from yuantu.ontology.values import Code, Quantity, Text, Value

SOURCES = (
    Source("p/official", "official page", "A", "https://a.example/1"),
    Source("p/article", "article", "S"),
    Source("p/blog", "blog", "B", "https://b.example/2"),
    Source("p/copy", "copy", "C", "https://c.example/3"),
)


def say(
    property: str,
    value: Value | float | str,
    as_of: str = "",
    *,
    entity: str = "s-1",
    kind: str = "site",
    source: str = "p/official",
    words: str | None = None,
    locator: str = "p/sites.csv!A2",
    visibility: str = "public",
) -> Claim:
    """One claim; a float is an exact number of canonical unit, a string a code or text."""
    meaning = load_schema().kind(kind).property(property)
    if isinstance(value, float):
        value = Quantity(value, value, meaning.unit or "", "exact", value)
    elif isinstance(value, str):
        coded = meaning.type in ("stage", "category", "flag", "reference")
        value = Code(meaning.to or meaning.name, value) if coded else Text(value)
    valid = read_period(as_of) if as_of else None
    return Claim(
        entity, kind, property, words or repr(value), value, source, locator, valid, visibility=visibility
    )


class Facts:
    """A ledger in a folder, cut and viewed on request."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger = Ledger(folder / "ledger.sqlite")
        self.snapshots = folder / "snapshots"
        self.columns = Columns()

    def accept(self, *claims: Claim, at: str = "2026-01-01T00:00:00.000Z") -> Any:
        return self.ledger.add(SOURCES, claims, at)

    def cut(self, audience: str = "public", **description: Any) -> str:
        return cut_snapshot(self.snapshots, self.ledger, (), description, audience)

    def view(self, name: str | None = None, audience: str = "public") -> View:
        return View(self.snapshots / (name or self.cut(audience)), self.columns, load_schema())

    def close(self) -> None:
        self.ledger.close()
        self.columns.close()


@pytest.fixture
def facts(tmp_path: Path) -> Iterator[Facts]:
    found = Facts(tmp_path)
    yield found
    found.close()


@pytest.fixture
def new_facts(tmp_path: Path) -> Iterator[Callable[[str], Facts]]:
    """Several workspaces in one test."""
    made: list[Facts] = []

    def make(name: str) -> Facts:
        (tmp_path / name).mkdir()
        made.append(Facts(tmp_path / name))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def claim() -> Callable[..., Claim]:
    return say


def held_words(view: View, property: str, as_of: str = "", known_at: str | None = None) -> Sequence[str]:
    """The words of what holds, the chosen first; empty when it is unknown."""
    day = date.fromisoformat(as_of) if as_of else None
    entity = view.entity("s-1", day, known_at)
    held = entity.held.get(property) if entity else None
    return [one.words for one in held.statements] if held else []


@pytest.fixture
def words_of() -> Callable[..., Sequence[str]]:
    return held_words
