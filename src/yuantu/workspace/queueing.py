"""How does a proposal look in the review queue?"""

from dataclasses import asdict, dataclass
from typing import Any

from yuantu.errors import Problem, Refusal, WorkspaceError
from yuantu.evidence.claims import Claim
from yuantu.facts import namings
from yuantu.facts.decisions import Event, State, in_force
from yuantu.facts.mapping import Subject, map_card
from yuantu.facts.proposals import Card, Document, Proposal
from yuantu.facts.quoting import sentence_around
from yuantu.facts.subjects import KIND_OF
from yuantu.ontology.claimwords import property_label
from yuantu.ontology.schema import Schema
from yuantu.workspace import days, evidence, values
from yuantu.workspace.naming import Names
from yuantu.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Preview:
    """What accepting a proposal would do: about whom, which statement first, or why not."""

    subject: Subject | None
    claim: Claim | None
    problems: tuple[Problem, ...]
    candidates: tuple[dict[str, Any], ...]
    suggested_kind: str | None
    figure: str | None = None  # what an indicator is called


def preview(state: State, document: Document, names: Names) -> Preview:
    """Map a proposal without deciding anything."""
    candidates = tuple(asdict(one) for one in names.candidates(state.card))
    kind = names.suggested_kind(state.card)
    try:
        subject = names.subject(state.card, state.entity)
    except Refusal as refusal:
        return Preview(None, None, refusal.problems, candidates, kind)
    try:
        claims = map_card(state.card, subject, document, names.world, str(state.card["method"]))
    except Refusal as refusal:
        return Preview(subject, None, refusal.problems, candidates, kind)
    meant = (
        namings.figure(state.card["property"], state.card["basis"]) if claims[0].kind == "indicator" else None
    )
    return Preview(subject, claims[0], (), candidates, kind, meant.name if meant else None)


def item_json(
    workspace: Workspace,
    found: tuple[Proposal, State, list[Event]],
    document: Document,
    text: str,
    drawn: Preview,
    names: Names,
) -> dict[str, Any]:
    """One item of the queue. Offsets are code points; `sentence.span` counts inside `sentence.text`."""
    proposal, state, events = found
    kept = {event.number for event in in_force(events)}
    return {
        "id": proposal.id, "document": document.id, "document_name": document.name, "status": state.status,
        "claim": {key: value for key, value in state.card.items() if key != "row"},
        "label": claim_label(state.card, names.schema), "edited": _edited(proposal, state),
        "sentence": sentence_json(proposal, text), "row": row_json(proposal, text),
        "entity": _subject_json(drawn.subject), "entity_candidates": list(drawn.candidates),
        "suggested_kind": drawn.suggested_kind, "becomes": _becomes(workspace, drawn),
        "problems": [one.to_json() for one in drawn.problems] if state.status == "open" else [],
        "alarms": state.card.get("alarms", []), "statements": list(state.statements), "into": state.into,
        "seen": events[-1].number if events else 0,
        "history": [_event_json(one, counts=one.number in kept) for one in events],
    }  # fmt: skip


def claim_label(card: Card, schema: Schema) -> dict[str, str]:
    """What a claim measures, in words; a property of its subject's kind as the schema calls it."""
    kind = schema.kinds.get(KIND_OF.get(card["subject_kind"] or "", card["subject_kind"]) or "")
    label = property_label(card["property"], kind)
    return values.both(label.zh, label.en)


def sentence_json(proposal: Proposal, text: str) -> dict[str, Any]:
    """The sentence that a proposal quotes."""
    found = sentence_around(text, proposal.card["start"], proposal.card["end"])
    return {"text": found.text, "start": found.start, "end": found.end, "span": list(found.span)}


def row_json(proposal: Proposal, text: str) -> dict[str, Any] | None:
    """The row of a table that a proposal stands in, cell by cell; `at` is the cell that is meant."""
    row = proposal.card.get("row")
    if row is None:
        return None
    cells = [
        {"heading": heading, "text": text[span[0] : span[1]] if span else "", "place": place}
        for heading, span, place in zip(row["columns"], row["spans"], row["places"], strict=True)
    ]
    return {key: row[key] for key in ("title", "sheet", "number", "at", "name_at")} | {"cells": cells}


def _becomes(workspace: Workspace, drawn: Preview) -> dict[str, Any] | None:
    """The statement that it would make, and what is held in its place already."""
    claim = drawn.claim
    if claim is None:
        return None
    try:
        session = workspace.session
    except WorkspaceError:
        session = None
    if session is None:
        return {"entity": claim.entity, "kind": claim.kind, "property": claim.property, "label": None,
                "text": values.text(claim.value, None), "held": None}  # fmt: skip
    meaning = session.schema.kind(claim.kind).property(claim.property)
    label = values.both(drawn.figure, drawn.figure) if drawn.figure else values.label(meaning)
    entity = session.entity(claim.entity, None)
    held = entity.held.get(claim.property) if entity else None
    return {
        "entity": claim.entity, "kind": claim.kind, "property": claim.property, "label": label,
        "text": evidence.shown(session, claim.value, meaning),
        "held": evidence.held_json(session, held, meaning, days.today()) if held else None,
    }  # fmt: skip


def _subject_json(subject: Subject | None) -> dict[str, Any] | None:
    return {"id": subject.id, "kind": subject.kind, "name": subject.name} if subject else None


def _edited(proposal: Proposal, state: State) -> list[str]:
    return sorted(key for key, value in state.card.items() if proposal.card.get(key) != value)


def _event_json(event: Event, *, counts: bool) -> dict[str, Any]:
    return {
        "event": event.number, "action": event.action, "author": event.author, "at": event.at,
        "batch": event.batch, "in_force": counts, "payload": dict(event.payload),
    }  # fmt: skip
