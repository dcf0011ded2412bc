"""How does a person work through what documents claim?

The queue: each proposal with its sentence, what it would become, what is held of that already, and why not when it
cannot be mapped. The acts: accept, edit, reject, merge, accept in bulk, undo. After each act readers get a snapshot.
"""

from dataclasses import replace
from threading import RLock
from typing import Any

from yuantu.errors import BadInput, Problem, Refusal, WorkspaceError
from yuantu.evidence.claims import Claim
from yuantu.facts.cards import read_edit
from yuantu.facts.decisions import DECISIONS, STATUSES, Event, State
from yuantu.facts.ledger import Ledger
from yuantu.facts.mapping import Subject, map_card
from yuantu.facts.proposals import SOURCE_PREFIX, Card, Document, Proposal
from yuantu.facts.review import Decision, Review
from yuantu.facts.statements import statement_id
from yuantu.workspace import archive, evidence, queueing
from yuantu.workspace.documents import instant, names_of
from yuantu.workspace.naming import Names
from yuantu.workspace.publishing import publish
from yuantu.workspace.workspace import Workspace

LONGEST_AUTHOR = 80
LONGEST_REASON = 400
MOST_SHOWN = 200
ORDINARY_ROLES = (None, "value", "part")


class Reviewing:
    """The review of one workspace. Safe to use from several threads; every act opens the ledger for itself."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = RLock()
        self._names: tuple[str, Names] | None = None

    # ── looking ──────────────────────────────────────────────────────────────────────────────────

    def queue(
        self,
        status: str = "open",
        document: str | None = None,
        min_confidence: float = 0.0,
        limit: int = MOST_SHOWN,
        after: str | None = None,
    ) -> dict[str, Any]:
        """Proposals of a status (`all`: every one), in the order of the documents and their texts.

        `counts` are those of the document asked for, whatever the status; `total` is how many the filters leave.
        `after`: only what comes after that proposal, which may have left the queue itself. Raises NotFound.
        """
        if status not in (*STATUSES, "all"):
            known = ", ".join((*STATUSES, "all"))
            raise BadInput(Problem("option_choice", {"value": status[:40], "known": known}, "status"))
        with Ledger(self._workspace.folder.ledger) as ledger:
            review = Review(ledger)
            only = review.document(document).id if document else None
            states = review.states(only)
            counts = dict.fromkeys(STATUSES, 0)
            for _, state, _ in states:
                counts[state.status] += 1
            if after is not None:
                review.proposal(after)
                place = (
                    [one[0].id for one in states].index(after) + 1
                    if after in {one[0].id for one in states}
                    else 0
                )
                states = states[place:]
            found = [
                one
                for one in states
                if one[1].status == status or status == "all"
                if one[0].confidence >= min_confidence
            ]
            drawn = self._items(review, found[:limit])
            return {"queue": drawn, "total": len(found), "counts": counts}

    def item(self, proposal: str) -> dict[str, Any]:
        """One proposal as it stands in the queue. Raises NotFound."""
        with Ledger(self._workspace.folder.ledger) as ledger:
            return self._item(Review(ledger), proposal)

    def statement(self, statement_id: str) -> dict[str, Any]:
        """One statement with all that is known of it: see `evidence.statement_json`, `acceptance` and `retraction`."""
        found = evidence.statement_json(self._workspace.session, statement_id)
        return found | {"review": self.acceptance(found), "retracted": self.retraction(statement_id)}

    def retraction(self, statement_id: str) -> dict[str, Any] | None:
        """When a statement that is no longer held was retracted, by whom and why; None for one that is held."""
        with Ledger(self._workspace.folder.ledger) as ledger:
            found = ledger.retraction(statement_id)
        return dict(zip(("at", "author", "reason"), found, strict=True)) if found else None

    def acceptance(self, statement: dict[str, Any]) -> dict[str, Any] | None:
        """Who accepted a statement, when, and in which sentence it stands; None for one that no document made."""
        source = str(statement["source"]["id"])
        if not source.startswith(SOURCE_PREFIX):
            return None
        with Ledger(self._workspace.folder.ledger) as ledger:
            review = Review(ledger)
            document = review.document(source)
            found = [one for one in review.states(document.id) if statement["id"] in one[1].statements]
            # A figure that is printed twice has two places; the statement cites the one that was accepted first.
            found.sort(key=lambda one: document.locator(one[0].card) != statement["locator"])
            if not found:
                return None
            proposal, state, _ = found[0]
            text = archive.text_of(self._workspace.folder.root, document.digest)
            return {
                "proposal": proposal.id, "document": document.id, "document_name": document.name,
                "author": state.author, "at": state.at, "sentence": queueing.sentence_json(proposal, text),
            }  # fmt: skip

    # ── acting ───────────────────────────────────────────────────────────────────────────────────

    def act(self, proposal: str, action: str, author: str, request: dict[str, Any]) -> dict[str, Any]:
        """Accept, edit, reject or merge one proposal.

        `request` may have: `edit` (corrections), `entity` (id of the subject), `new_entity` ({kind, name}), `reason`
        (of a rejection), `into` (what it repeats), `seen` (newest event that the decision was made on). Returns the
        batch that undoes it and the item as it stands now. Raises BadInput, and then nothing has changed.
        """
        if action not in DECISIONS:
            known = ", ".join(DECISIONS)
            raise BadInput(Problem("option_choice", {"value": action[:40], "known": known}, "action"))
        who = read_author(author)
        with Ledger(self._workspace.folder.ledger) as ledger:
            review = Review(ledger)
            found = review.proposal(proposal)
            state = review.state(found)
            try:
                decision = self._decision(review, found, state, action, request)
            except Refusal as refusal:
                raise BadInput(refusal.problem.at(proposal)) from refusal
            seen = request.get("seen")
            batch = review.decide([decision], who, instant(), {} if seen is None else {proposal: seen})
            self._publish(ledger)
            return {"batch": batch, "item": self._item(review, proposal)}

    def bulk(
        self, min_confidence: float, document: str | None, author: str, *, new: bool = False
    ) -> dict[str, Any]:
        """Accept every open proposal that is sure enough and can be mapped, as one act.

        What carries an alarm, sets a condition or cannot be mapped is left to a person, each with its reason. `new`:
        rows of tables may also add things whose names nothing in the workspace is like.
        """
        who = read_author(author)
        with Ledger(self._workspace.folder.ledger) as ledger:
            review = Review(ledger)
            only = review.document(document).id if document else None
            decisions: list[Decision] = []
            left: list[dict[str, Any]] = []
            expected: dict[str, int] = {}
            for found, state, events in review.states(only):
                if state.status != "open" or found.confidence < min_confidence:
                    continue
                try:
                    _refuse_doubtful(state.card)
                    decisions.append(self._acceptance(review, found, state, {"new": new}))
                    expected[found.id] = events[-1].number if events else 0
                except Refusal as refusal:
                    left.append({"id": found.id, "problems": [refusal.problem.to_json()]})
            batch = review.decide(decisions, who, instant(), expected) if decisions else None
            if batch:
                self._publish(ledger)
        return {"batch": batch, "accepted": [one.proposal for one in decisions], "left": left}

    def undo(self, author: str, proposal: str | None = None, batch: str | None = None) -> dict[str, Any]:
        """Take back the newest decision about a proposal, or a whole batch. The answer's batch undoes the undoing."""
        who = read_author(author)
        if (proposal is None) == (batch is None):
            raise BadInput(Problem("review_undo_what"))
        with Ledger(self._workspace.folder.ledger) as ledger:
            review = Review(ledger)
            made = (
                review.undo(proposal, who, instant())
                if proposal is not None
                else review.undo_batch(str(batch), who, instant())
            )
            self._publish(ledger)
            return {"batch": made}

    # ── what an act does ─────────────────────────────────────────────────────────────────────────

    def _decision(
        self, review: Review, found: Proposal, state: State, action: str, request: dict[str, Any]
    ) -> Decision:
        if action == "accept":
            if state.status == "accepted":
                raise Refusal("review_accepted", author=state.author, at=state.at)
            return self._acceptance(review, found, state, request)
        if action == "edit":
            edit = read_edit(request.get("edit") or {})
            if not edit:
                raise Refusal("review_no_edit")
            return Decision(found.id, "edit", {"edit": edit})
        if action == "reject":
            return Decision(found.id, "reject", {"reason": str(request.get("reason") or "")[:LONGEST_REASON]})
        into = str(request.get("into") or "")
        if not into or into == found.id:
            raise Refusal("review_merge_what", id=found.id)
        target = review.state(review.proposal(into))
        if target.status in ("rejected", "merged"):
            raise Refusal("review_merge_status", id=into, status=target.status)
        return Decision(found.id, "merge", {"into": into})

    def _acceptance(self, review: Review, found: Proposal, state: State, request: dict[str, Any]) -> Decision:
        edit = read_edit(request.get("edit") or {})
        after = replace(state, card={**state.card, **edit})
        subject = self._subject(after.card, request)
        claims = self._map(review.document(found.document), found, after.card, subject)
        statements = list(dict.fromkeys(statement_id(one) for one in claims))
        payload = {"edit": edit, "entity": subject.id, "statements": statements}
        return Decision(found.id, "accept", payload, claims)

    def _subject(self, card: Card, request: dict[str, Any]) -> Subject:
        names, new = self.names(), request.get("new_entity")
        if new:
            return names.new_subject(
                str(new.get("kind")), str(new.get("name") or card["subject"] or ""), card
            )
        try:
            return names.subject(card, request.get("entity") or None)
        except Refusal as refusal:
            if not (request.get("new") and refusal.problem.code == "mapping_subject_unknown"):
                raise
            return names.new_of_row(card)

    def _map(self, document: Document, found: Proposal, card: Card, subject: Subject) -> tuple[Claim, ...]:
        edited = any(found.card.get(key) != value for key, value in card.items())
        method = f"{card['method']}+edit" if edited else str(card["method"])
        return map_card(card, subject, document, self.names().world, method)

    def names(self) -> Names:
        """The names of the newest snapshot, drawn up once for each."""
        with self._lock:
            try:
                snapshot = self._workspace.snapshot
            except WorkspaceError:  # nothing built yet; anything else is said by `names_of`
                snapshot = ""
            if self._names is None or self._names[0] != snapshot:
                self._names = (snapshot, names_of(self._workspace))
            return self._names[1]

    def _publish(self, ledger: Ledger) -> None:
        with self._lock:
            publish(self._workspace.folder, ledger)

    # ── items ────────────────────────────────────────────────────────────────────────────────────

    def _item(self, review: Review, proposal: str) -> dict[str, Any]:
        found = review.proposal(proposal)
        events = review.events([proposal]).get(proposal, [])
        return self._items(review, [(found, review.state(found), events)])[0]

    def _items(
        self, review: Review, found: list[tuple[Proposal, State, list[Event]]]
    ) -> list[dict[str, Any]]:
        names = self.names()
        documents: dict[str, tuple[Document, str]] = {}
        items = []
        for one, state, events in found:
            if one.document not in documents:
                document = review.document(one.document)
                text = archive.text_of(self._workspace.folder.root, document.digest)
                documents[one.document] = (document, text)
            document, text = documents[one.document]
            preview = queueing.preview(state, document, names)
            found_as = (one, state, events)
            items.append(queueing.item_json(self._workspace, found_as, document, text, preview, names))
        return items


def read_author(author: str) -> str:
    """The name of who decides. Raises BadInput for none, or one that cannot be written down."""
    name = " ".join(author.split())
    if not name or len(name) > LONGEST_AUTHOR or not name.isprintable():
        raise BadInput(Problem("review_author", {"value": name[:40], "limit": str(LONGEST_AUTHOR)}))
    return name


def _refuse_doubtful(card: Card) -> None:
    """What a person has to look at, however sure the reader was."""
    if card.get("alarms"):
        raise Refusal("review_alarm", value=card["quote"])
    if card["role"] not in ORDINARY_ROLES:
        raise Refusal("review_role", value=card["quote"], role=card["role"])
