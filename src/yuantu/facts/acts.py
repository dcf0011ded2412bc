"""What have people decided beside the facts, and what of it stands?

Acts on a *subject* of a *topic* (a company on a product, a task for a gap), kept in the ledger file of the workspace:
rows only ever added, each with author, time and reason. Undoing is an act too, and can be undone; what stands is
folded from the acts in force, as decisions of the review are.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from yuantu.engines.ledger import LedgerStore
from yuantu.errors import NotFound, Problem, Refusal
from yuantu.facts.decisions import in_force

UNDO = "undo"
TABLES = """
CREATE TABLE IF NOT EXISTS act (
    sequence INTEGER PRIMARY KEY, topic TEXT, subject TEXT, action TEXT, author TEXT, at TEXT, reason TEXT, payload TEXT
);
CREATE INDEX IF NOT EXISTS act_subject ON act (topic, subject, sequence);
"""


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `number` is its place in the ledger; the payload of an undoing names the `events` that it takes back."""

    number: int
    topic: str
    subject: str
    action: str
    author: str
    at: str
    reason: str
    payload: Mapping[str, Any] = field(default_factory=dict)


class ActLog:
    """The acts of one ledger file. Safe to open in several processes at once."""

    def __init__(self, path: Path) -> None:
        self._store = LedgerStore(path, TABLES)

    def acts(self, topic: str, subject: str | None = None) -> list[Act]:
        """All acts of a topic, or of one subject of it, oldest first."""
        where, params = ("topic = ? AND subject = ?", [topic, subject]) if subject else ("topic = ?", [topic])
        rows = self._store.rows(
            "SELECT sequence, topic, subject, action, author, at, reason, payload FROM act"
            f" WHERE {where} ORDER BY sequence",
            params,
        )
        return [replace(Act(*row[:-1]), payload=json.loads(row[-1])) for row in rows]

    def add(self, act: Act) -> Act:
        """Write an act; its number is given here. Returns it as it was written."""
        with self._store.transaction():
            return self._append(act)

    def undo(self, number: int, author: str, at: str, reason: str) -> Act:
        """Take an act back. Raises NotFound for an unknown number, Refusal for an act that does not stand."""
        with self._store.transaction():
            rows = self._store.rows("SELECT topic, subject FROM act WHERE sequence = ?", [number])
            if not rows:
                raise NotFound(Problem("act_unknown", {"number": str(number)}))
            topic, subject = rows[0]
            if number not in {one.number for one in in_force(self.acts(topic, subject))}:
                raise Refusal("act_not_standing", number=number)
            return self._append(Act(0, topic, subject, UNDO, author, at, reason, {"events": [number]}))

    def _append(self, act: Act) -> Act:
        number = int(self._store.rows("SELECT coalesce(max(sequence), 0) + 1 FROM act")[0][0])
        payload = json.dumps(dict(act.payload), ensure_ascii=False, sort_keys=True)
        row = (number, act.topic, act.subject, act.action, act.author, act.at, act.reason, payload)
        self._store.append("act", [row])
        return replace(act, number=number)

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def standing(acts: list[Act]) -> dict[str, list[Act]]:
    """Subject → its acts in force that are no undoing, oldest first; subjects without any are left out."""
    of_subject: dict[str, list[Act]] = {}
    for act in acts:
        of_subject.setdefault(act.subject, []).append(act)
    held = {
        subject: [one for one in in_force(some) if one.action != UNDO] for subject, some in of_subject.items()
    }
    return {subject: some for subject, some in held.items() if some}
