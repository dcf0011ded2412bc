"""How does a proposal become a statement, and how is that taken back?

The journal of documents, proposals and decisions in the ledger file. Whatever is decided, the statements that are
held follow: after every act they are exactly those of the proposals that are accepted. Two proposals of one
document may rest on one statement (a figure that is printed twice); it is held as long as one of them is accepted.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from yuantu.errors import BadInput, NotFound, Problem
from yuantu.evidence.claims import Claim
from yuantu.facts.decisions import Action, Event, State, find_circle, fold, in_force, last_decision
from yuantu.facts.ledger import Ledger
from yuantu.facts.proposals import (
    DOCUMENT_COLUMNS,
    PROPOSAL_COLUMNS,
    REVIEW_COLUMNS,
    Card,
    Document,
    Proposal,
    document_from_row,
    document_row,
    proposal_from_row,
    proposal_row,
    propose,
)

DOCUMENTS = f"SELECT {', '.join(DOCUMENT_COLUMNS)} FROM document"
PROPOSALS = f"SELECT {', '.join(PROPOSAL_COLUMNS)} FROM proposal"
EVENTS = f"SELECT sequence, {', '.join(REVIEW_COLUMNS)} FROM review"
SOME = 500  # values bound to one query


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be decided about one proposal; `claims` are the statements that an accepted one makes."""

    proposal: str
    action: Action
    payload: dict[str, Any] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()


class Review:
    """The review journal of an open ledger. Acts are transactions of the ledger: all of one or nothing."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._store = ledger.store

    # ── documents ────────────────────────────────────────────────────────────────────────────────

    def describe(self, document: Document) -> bool:
        """Note a document; False when exactly this is known of it already (the time it came aside)."""
        with self._store.transaction():
            known = self._latest("digest = ?", [document.digest])
            if known and document_row(known[0])[:-1] == document_row(document)[:-1]:
                return False
            self._store.append("document", [(None, *document_row(document))])
            # Readers of facts learn of a document with the first statement that cites it, not before.
            if any(row[0] == document.source.id for row in self._ledger.source_rows()):
                self._ledger.add([document.source], [], document.received_at)
            return True

    def documents(self) -> list[Document]:
        """Every document as it was described last, in the order in which they came."""
        return self._latest("1", [])

    def document(self, name: str) -> Document:
        """The document of that id or digest. Raises NotFound."""
        short = name.removeprefix("doc/").lower()
        found = [one for one in self.documents() if len(short) >= 6 and one.digest.startswith(short)]
        if len(found) != 1:
            raise NotFound(Problem("document_unlisted", {"id": name[:80]}))
        return found[0]

    def versions(self, document: Document) -> list[Document]:
        """Documents that came under the same name or address, oldest first."""
        address = document.address
        return [
            one
            for one in self.documents()
            if one.name == document.name or (address is not None and one.address == address)
        ]

    def _latest(self, where: str, params: list[Any]) -> list[Document]:
        newest = f"SELECT max(sequence) FROM document WHERE {where} GROUP BY digest"
        first = "SELECT min(sequence) FROM document AS older WHERE older.digest = document.digest"
        rows = self._store.rows(f"{DOCUMENTS} WHERE sequence IN ({newest}) ORDER BY ({first})", params)
        return [document_from_row(row) for row in rows]

    # ── proposals ────────────────────────────────────────────────────────────────────────────────

    def propose(self, document: Document, cards: Iterable[Card], read_at: str) -> tuple[int, int]:
        """Add what a reading claims: how many proposals were new, of how many that were offered."""
        proposals = propose(document, cards, read_at)
        with self._store.transaction():
            return self._store.append("proposal", [proposal_row(one) for one in proposals]), len(proposals)

    def proposals(self, document: str | None = None) -> list[Proposal]:
        """All proposals, or those of one document, in the order of the text."""
        where, params = ("WHERE document = ?", [document]) if document else ("", [])
        rows = self._store.rows(f"{PROPOSALS} {where} ORDER BY document, first, last, id", params)
        return [proposal_from_row(row) for row in rows]

    def proposal(self, proposal: str) -> Proposal:
        """The proposal of that id. Raises NotFound."""
        rows = self._store.rows(f"{PROPOSALS} WHERE id = ?", [proposal])
        if not rows:
            raise NotFound(Problem("proposal_unknown", {"id": proposal[:80]}))
        return proposal_from_row(rows[0])

    # ── decisions ────────────────────────────────────────────────────────────────────────────────

    def events(self, proposals: Iterable[str] | None = None) -> dict[str, list[Event]]:
        """What was decided, by proposal, oldest first."""
        if proposals is None:
            rows = self._store.rows(f"{EVENTS} ORDER BY sequence")
        else:
            rows = self._several(f"{EVENTS} WHERE proposal", proposals)
        found: dict[str, list[Event]] = {}
        for number, proposal, action, author, at, batch, payload in sorted(rows, key=lambda row: int(row[0])):
            event = Event(number, proposal, action, author, at, batch, json.loads(payload))
            found.setdefault(proposal, []).append(event)
        return found

    def states(self, document: str | None = None) -> list[tuple[Proposal, State, list[Event]]]:
        """Every proposal (of one document) with where it stands and its history."""
        proposals = self.proposals(document)
        events = self.events([one.id for one in proposals] if document else None)
        return [(one, fold(one.card, events.get(one.id, ())), events.get(one.id, [])) for one in proposals]

    def state(self, proposal: Proposal) -> State:
        return fold(proposal.card, self.events([proposal.id]).get(proposal.id, ()))

    def decide(self, decisions: Sequence[Decision], author: str, at: str, expected: dict[str, int]) -> str:
        """Decide in one act; return the batch that undoes it as a whole.

        `expected`: number of the newest event of each proposal (0: none) that the decision was made on. Raises
        BadInput when somebody else decided meanwhile, and for merges that lead in a circle.
        """
        batch = new_batch(at, author)
        with self._store.transaction():
            events = self.events([one.proposal for one in decisions])
            for one in decisions:
                self._refuse_late(events.get(one.proposal, []), expected.get(one.proposal))
            rows = [
                (None, one.proposal, one.action, author, at, batch, _spell(one.payload)) for one in decisions
            ]
            claims = {claim: None for one in decisions for claim in one.claims}
            self._append(rows, author, at, batch, list(claims))
        return batch

    def undo(self, proposal: str, author: str, at: str) -> str:
        """Take back the newest decision about a proposal that is in force. Raises BadInput when there is none."""
        self.proposal(proposal)
        with self._store.transaction():
            last = last_decision(self.events([proposal]).get(proposal, []))
            if last is None:
                raise BadInput(Problem("review_nothing_to_undo", {"id": proposal}))
            return self._take_back({proposal: [last.number]}, author, at)

    def undo_batch(self, batch: str, author: str, at: str) -> str:
        """Take back everything that was decided in one act, an undoing one too. Raises NotFound, BadInput."""
        with self._store.transaction():
            rows = self._store.rows("SELECT DISTINCT proposal FROM review WHERE batch = ?", [batch])
            if not rows:
                raise NotFound(Problem("batch_unknown", {"id": batch[:80]}))
            targets: dict[str, list[int]] = {}
            for proposal, events in self.events([one for (one,) in rows]).items():
                numbers = [one.number for one in in_force(events) if one.batch == batch]
                if numbers:
                    targets[proposal] = numbers
            if not targets:
                raise BadInput(Problem("review_nothing_to_undo", {"id": batch}))
            return self._take_back(targets, author, at)

    def _take_back(self, targets: dict[str, list[int]], author: str, at: str) -> str:
        batch = new_batch(at, author)
        rows = [
            (None, proposal, "undo", author, at, batch, _spell({"events": numbers}))
            for proposal, numbers in targets.items()
        ]
        self._append(rows, author, at, batch, [])
        return batch

    def _append(
        self, rows: list[tuple[Any, ...]], author: str, at: str, batch: str, claims: list[Claim]
    ) -> None:
        """Add events and let the statements follow."""
        touched = [row[1] for row in rows]
        documents = {one for (one,) in self._several("SELECT document FROM proposal WHERE id", touched)}
        before = self._held(documents)
        self._store.append("review", rows)
        self._refuse_circle(touched)
        after = self._held(documents)
        reason = f"review {batch}"
        sources = [self.document(one).source for one in sorted(documents)] if claims else []
        self._ledger.add(sources, claims, at, author, reason)
        for statement in sorted(after - before):
            self._ledger.restore(statement, at, author, reason)
        for statement in sorted(before - after):
            self._ledger.retract(statement, at, author, reason)

    def _held(self, documents: Iterable[str]) -> set[str]:
        """Statements that accepted proposals of these documents rest on."""
        return {
            statement
            for document in documents
            for _, state, _ in self.states(document)
            for statement in state.statements
        }

    def _refuse_late(self, events: list[Event], expected: int | None) -> None:
        newest = events[-1] if events else None
        if expected is not None and newest is not None and newest.number != expected:
            params = {"id": newest.proposal, "author": newest.author, "at": newest.at}
            raise BadInput(Problem("review_late", params))

    def _refuse_circle(self, touched: list[str]) -> None:
        merges = self._store.rows("SELECT DISTINCT proposal FROM review WHERE action = 'merge'")
        into: dict[str, str] = {}
        for proposal, events in self.events([one for (one,) in merges]).items():
            state = fold({}, events)
            if state.into:
                into[proposal] = state.into
        circle = find_circle(into, touched)
        if circle:
            raise BadInput(Problem("review_circle", {"ids": " → ".join(circle)}))

    def _several(self, sql: str, keys: Iterable[str]) -> list[tuple[Any, ...]]:
        """The rows of a query that ends where `IN (…)` goes."""
        wanted = list(dict.fromkeys(keys))
        found: list[tuple[Any, ...]] = []
        for start in range(0, len(wanted), SOME):
            part = wanted[start : start + SOME]
            found += self._store.rows(f"{sql} IN ({', '.join('?' * len(part))})", part)
        return found


def new_batch(at: str, author: str) -> str:
    """A name for one act that no other act has."""
    return f"b-{hashlib.sha256(f'{at} {author} {uuid4().hex}'.encode()).hexdigest()[:12]}"


def _spell(payload: dict[str, Any]) -> str:
    return json.dumps(payload, ensure_ascii=False, sort_keys=True)
