"""How does a person say that two things of a workspace are one?

Candidates are proposed with a score and a reason; nothing is merged until somebody says so. Judgements go into the
ledger file and are read by views; statements stay as they were made.
"""

import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from yuantu.errors import NotFound, Problem, Refusal
from yuantu.facts.identity.blocking import Candidate, find_candidates
from yuantu.facts.identity.journal import Journal
from yuantu.facts.identity.judgements import Judgement, Stance
from yuantu.facts.identity.known import Context
from yuantu.facts.ledger import Ledger
from yuantu.facts.views import Entity
from yuantu.workspace.building import cut
from yuantu.workspace.workspace import Workspace

KINDS = ("company", "park", "project", "facility", "road")
SCORE_LEAST = 0.3


def alias_context(workspace: Workspace) -> Context:
    """What the packs of a workspace say about other names of companies, parks and projects."""
    entities = [one for kind in KINDS for one in workspace.session.entities(kind, None)]
    return Context.of((one.id, _names(one)) for one in entities)


def candidates(
    workspace: Workspace, kind: str, least: float = SCORE_LEAST, *, judged: bool = False
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Pairs of one kind that may be one thing, surest first, and what was too much to compare.

    Pairs that somebody has judged, directly or through a chain, are left out unless `judged`.
    """
    entities = {one.id: one for one in workspace.session.entities(kind, None)}
    named = [(one.id, name) for one in entities.values() for name in _names(one)]
    found, oversized = find_candidates(named, least=least)
    with Journal(workspace.folder.ledger) as journal:
        known = journal.judgements()
    open_pairs = [one for one in found if judged or known.stance(one.one, one.other) is None]
    problems = [
        Problem("identity_oversized", {"key": key, "count": str(count)}, severity="warning")
        for key, count in sorted(oversized.items())
    ]
    return [_candidate(one, entities) for one in open_pairs], problems


def _candidate(one: Candidate, entities: dict[str, Entity]) -> dict[str, Any]:
    return {
        "one": one.one, "other": one.other, "names": list(one.names),
        "shown_as": [entities[one.one].name, entities[one.other].name], **one.verdict.to_json(),
    }  # fmt: skip


def merge(workspace: Workspace, one: str, other: str, author: str, reason: str) -> Judgement:
    """Judge that two entities are one. Raises NotFound, or Refusal when kinds or judgements speak against it."""
    return _judge(workspace, one, other, "positive", author, reason)


def doubt(workspace: Workspace, one: str, other: str, author: str, reason: str) -> Judgement:
    """Note that somebody looked at a pair and could not decide: it is not proposed again."""
    return _judge(workspace, one, other, "unsure", author, reason)


def split(workspace: Workspace, one: str, other: str, author: str, reason: str) -> list[Judgement]:
    """Judge that two entities are two; what joined this very pair is undone in the same step."""
    _kinds(workspace, one, other)
    with Journal(workspace.folder.ledger) as journal:
        written = journal.split(one, other, author, _now(), reason)
    _publish(workspace)
    return written


def undo(workspace: Workspace, judgement: str, author: str, reason: str) -> Judgement:
    """Take a judgement back. Raises NotFound, or Refusal when it does not stand."""
    with Journal(workspace.folder.ledger) as journal:
        entry = journal.undo(judgement, author, _now(), reason)
    _publish(workspace)
    return entry


def log(workspace: Workspace) -> list[dict[str, Any]]:
    """Every entry, oldest first, and whether it stands."""
    with Journal(workspace.folder.ledger) as journal:
        known = journal.judgements()
    return [{**asdict(entry), "stands": entry in known.standing} for entry in known.entries]


def default_author() -> str:
    """Who judges when nobody is named."""
    return os.environ.get("YUANTU_AUTHOR") or os.environ.get("USER") or os.environ.get("USERNAME") or "?"


def _judge(workspace: Workspace, one: str, other: str, stance: Stance, author: str, reason: str) -> Judgement:
    _kinds(workspace, one, other)
    with Journal(workspace.folder.ledger) as journal:
        entry = journal.judge(one, other, stance, author, _now(), reason)
    _publish(workspace)
    return entry


def _publish(workspace: Workspace) -> None:
    """Cut a snapshot that shows what was judged: readers see merges in one step, under a new data version."""
    with Ledger(workspace.folder.ledger) as ledger, ledger.alone():
        cut(workspace.folder, ledger)


def _kinds(workspace: Workspace, one: str, other: str) -> None:
    """Both are known, and of one kind."""
    found = []
    for identifier in (one, other):
        entity = workspace.session.entity(identifier, None)
        if entity is None:
            raise NotFound(Problem("entity_unknown", {"id": identifier}))
        found.append(entity.kind)
    if found[0] != found[1]:
        raise Refusal("identity_kinds", one=one, other=other, one_kind=found[0], other_kind=found[1])


def _names(entity: Entity) -> Iterator[str]:
    for name in ("name", "aliases"):
        held = entity.held.get(name)
        if held is not None:
            yield from (text for value in held.values if (text := getattr(value, "text", "")))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
