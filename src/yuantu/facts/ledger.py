"""Where are statements kept, and how does one join them?

The append-only ledger of one workspace: sources, statements and events. Nothing is ever changed: a statement
that turns out wrong is retracted by an event with an author and a reason, stays readable, and can be restored
by another event; a source whose description is corrected gets a further row, and the last one counts.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

from yuantu.engines.ledger import LedgerStore
from yuantu.evidence.claims import Claim, Source
from yuantu.facts.identity.journal import TABLES as JUDGEMENT_TABLES
from yuantu.facts.proposals import TABLES as REVIEW_TABLES
from yuantu.facts.statements import COLUMNS, Statement, accept, from_row, to_row
from yuantu.ontology.values import Period

RETRACT, RESTORE = "retract", "restore"
SOURCE_COLUMNS = (
    "id",
    "citation",
    "source_class",
    "address",
    "dated_first",
    "dated_last",
    "precision",
    "note",
)
TABLES = f"""
CREATE TABLE IF NOT EXISTS source (sequence INTEGER PRIMARY KEY, {", ".join(SOURCE_COLUMNS)});
CREATE TABLE IF NOT EXISTS statement (
    {", ".join(f"{column} {'TEXT PRIMARY KEY' if column == 'id' else ''}" for column in COLUMNS)}
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS statement_entity ON statement (entity, property);
CREATE TABLE IF NOT EXISTS event (
    sequence INTEGER PRIMARY KEY, statement TEXT REFERENCES statement (id), at TEXT, action TEXT, author TEXT,
    reason TEXT
);
CREATE INDEX IF NOT EXISTS event_statement ON event (statement, sequence);
{JUDGEMENT_TABLES}{REVIEW_TABLES}"""


@dataclass(frozen=True, slots=True)
class Added:
    """How many rows were new, of how many that were offered."""

    statements: int
    offered: int
    sources: int


class Ledger:
    """The ledger file of a workspace. Safe to open in several processes at once."""

    def __init__(self, path: Path) -> None:
        self._store = LedgerStore(path, TABLES)

    @property
    def store(self) -> LedgerStore:
        """The rows themselves, for what is kept in the same file: documents, proposals, reviews."""
        return self._store

    def add(
        self,
        sources: Iterable[Source],
        claims: Iterable[Claim],
        known_at: str,
        author: str = "pack",
        reason: str = "stated again",
    ) -> Added:
        """Accept claims and their sources in one transaction; what is already known adds nothing.

        A claim that was retracted and is made again is restored, as an event of its own with `author` and `reason`.
        """
        rows = [to_row(accept(claim, known_at)) for claim in claims]
        described = [source_row(source) for source in sources]
        with self._store.transaction():
            known = set(self.source_rows())
            new_sources = self._store.append(
                "source", [(None, *row) for row in described if row not in known]
            )
            new_statements = self._store.append("statement", rows)
            offered = {row[0] for row in rows}
            returned = sorted(offered & self._retracted())
            self._store.append("event", [(None, one, known_at, RESTORE, author, reason) for one in returned])
        return Added(new_statements + len(returned), len(rows), new_sources)

    def keep_only(self, prefix: str, held: Iterable[str], at: str, author: str, reason: str) -> int:
        """Retract what sources whose id starts with `prefix` said before and do not say in `held`."""
        known = self._store.rows(
            "SELECT id FROM statement WHERE substr(source, 1, ?) = ?", [len(prefix), prefix]
        )
        gone = {one for (one,) in known} - set(held)
        with self._store.transaction():
            gone -= self._retracted()
            return self._store.append(
                "event", [(None, one, at, RETRACT, author, reason) for one in sorted(gone)]
            )

    def retract(self, statement: str, at: str, author: str, reason: str) -> bool:
        """Hold a statement no longer from `at` on; False if that was so already."""
        with self._store.transaction():
            if statement in self._retracted():
                return False
            return self._store.append("event", [(None, statement, at, RETRACT, author, reason)]) == 1

    def restore(self, statement: str, at: str, author: str, reason: str) -> bool:
        """Hold a retracted statement again from `at` on; False if it was held."""
        with self._store.transaction():
            if statement not in self._retracted():
                return False
            return self._store.append("event", [(None, statement, at, RESTORE, author, reason)]) == 1

    def _retracted(self) -> set[str]:
        latest = self._store.rows("SELECT statement, action, max(sequence) FROM event GROUP BY statement")
        return {statement for statement, action, _ in latest if action == RETRACT}

    def retraction(self, statement_id: str) -> tuple[str, str, str] | None:
        """When a statement was retracted, by whom and why; None while it is held."""
        found = self._store.rows(
            "SELECT action, at, author, reason FROM event WHERE statement = ? ORDER BY sequence DESC LIMIT 1",
            [statement_id],
        )
        return (found[0][1], found[0][2], found[0][3]) if found and found[0][0] == RETRACT else None

    def statement(self, statement_id: str) -> Statement | None:
        found = self._store.rows(f"SELECT {', '.join(COLUMNS)} FROM statement WHERE id = ?", [statement_id])
        return from_row(found[0]) if found else None

    def rows(self) -> list[tuple[Any, ...]]:
        """All statements as flat rows in the order of `COLUMNS`, by entity, property and id."""
        return self._store.rows(f"SELECT {', '.join(COLUMNS)} FROM statement ORDER BY entity, property, id")

    def entities(self) -> dict[str, set[str]]:
        """Ids of everything that a statement is about, by kind."""
        found: dict[str, set[str]] = {}
        for kind, entity in self._store.rows("SELECT DISTINCT kind, entity FROM statement"):
            found.setdefault(kind, set()).add(entity)
        return found

    def events(self) -> list[tuple[str, str, str, str, str]]:
        """All events (statement, at, action, author, reason), oldest first."""
        return [
            (statement, at, action, author, reason)
            for statement, at, action, author, reason in self._store.rows(
                "SELECT statement, at, action, author, reason FROM event ORDER BY sequence"
            )
        ]

    def source_rows(self) -> list[tuple[Any, ...]]:
        """Every source as it was described last, by id."""
        latest = "SELECT max(sequence) FROM source GROUP BY id"
        return self._store.rows(
            f"SELECT {', '.join(SOURCE_COLUMNS)} FROM source WHERE sequence IN ({latest}) ORDER BY id"
        )

    def alone(self) -> AbstractContextManager[None]:
        """Nobody else writes meanwhile: what is read inside is still the newest when it has been published."""
        return self._store.transaction()

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def source_row(source: Source) -> tuple[Any, ...]:
    """A source as a flat row in the order of `SOURCE_COLUMNS`."""
    dated = source.dated
    first = dated.first.isoformat() if dated and dated.first else None
    last = dated.last.isoformat() if dated and dated.last else None
    precision = dated.precision if dated else None
    return (
        source.id,
        source.citation,
        source.source_class,
        source.address,
        first,
        last,
        precision,
        source.note,
    )


def source_from_row(row: tuple[Any, ...]) -> Source:
    """The inverse of `source_row`."""
    first, last = (date.fromisoformat(text) if text else None for text in row[4:6])
    dated = Period(first, last, row[6]) if row[6] else None
    return Source(row[0], row[1], row[2], row[3], dated, row[7] or "")
