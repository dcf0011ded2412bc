"""Where are judgements on identity kept?

In the ledger file of the workspace, beside the statements and never in them: one table, rows only ever added.
A judgement is checked and written in one transaction, so that two people cannot contradict each other unseen.
"""

import hashlib
from pathlib import Path
from typing import Self

from yuantu.engines.ledger import LedgerStore
from yuantu.errors import NotFound, Problem, Refusal
from yuantu.facts.identity.judgements import Canonicaliser, Judgement, Judgements, Stance

TABLES = """
CREATE TABLE IF NOT EXISTS judgement (
    sequence INTEGER PRIMARY KEY, id TEXT UNIQUE, one TEXT, other TEXT, stance TEXT, author TEXT, at TEXT, reason TEXT,
    undoes TEXT
);
"""


class Journal:
    """The judgements of one ledger file. Safe to open in several processes at once."""

    def __init__(self, path: Path) -> None:
        self._store = LedgerStore(path, TABLES)

    def entries(self, until: str | None = None) -> list[Judgement]:
        """All entries, oldest first; with `until` those known at that instant."""
        rows = self._store.rows(
            "SELECT id, one, other, stance, author, at, reason, undoes FROM judgement ORDER BY sequence"
        )
        return [Judgement(*row) for row in rows if until is None or row[5] <= until]

    def judgements(self, until: str | None = None) -> Judgements:
        return Judgements(self.entries(until))

    def canonicaliser(self, until: str | None = None) -> Canonicaliser:
        return self.judgements(until).canonicaliser()

    def judge(self, one: str, other: str, stance: Stance, author: str, at: str, reason: str) -> Judgement:
        """Add a judgement; raises Refusal when it contradicts standing ones. The same again adds nothing."""
        with self._store.transaction():
            known = self.judgements()
            known.check(one, other, stance)
            for entry in known.standing:
                if {entry.one, entry.other} == {one, other} and entry.stance == stance:
                    return entry
            return self._append(one, other, stance, author, at, reason, "")

    def undo(self, identifier: str, author: str, at: str, reason: str) -> Judgement:
        """Take a standing judgement back; raises NotFound for an unknown id, Refusal when it does not stand."""
        with self._store.transaction():
            known = self.judgements()
            found = next(
                (entry for entry in known.entries if entry.id == identifier and not entry.undoes), None
            )
            if found is None:
                raise NotFound(Problem("identity_unknown", {"id": identifier}))
            if found not in known.standing:
                raise Refusal("identity_not_standing", id=identifier)
            return self._append(found.one, found.other, found.stance, author, at, reason, identifier)

    def split(self, one: str, other: str, author: str, at: str, reason: str) -> list[Judgement]:
        """Undo what joins this very pair and judge that the two are two, in one step; returns what was written.

        Raises Refusal when a chain of other judgements still joins them: which of those is wrong is not ours to say.
        """
        with self._store.transaction():
            known, written = self.judgements(), []
            direct = known.direct(one, other)
            if direct is not None and direct.stance == "positive":
                back = (direct.one, direct.other, direct.stance, author, at, reason, direct.id)
                written.append(self._append(*back))
            self.judgements().check(one, other, "negative")
            if direct is None or direct.stance != "negative":
                written.append(self._append(one, other, "negative", author, at, reason, ""))
            return written

    def _append(  # noqa: PLR0913, PLR0917 — a row of the table
        self, one: str, other: str, stance: Stance, author: str, at: str, reason: str, undoes: str
    ) -> Judgement:
        number = self._store.rows("SELECT coalesce(max(sequence), 0) + 1 FROM judgement")[0][0]
        digest = hashlib.sha256("\x1f".join((str(number), one, other, stance, author, at, undoes)).encode())
        entry = Judgement(f"i-{digest.hexdigest()[:8]}", one, other, stance, author, at, reason, undoes)
        self._store.append("judgement", [(number, entry.id, one, other, stance, author, at, reason, undoes)])
        return entry

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
