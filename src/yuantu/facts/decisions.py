"""What has become of a proposal, after everything that people decided about it?

Decisions are events that are only ever added; the state is folded from those that are in force. To undo is an event
as well: it takes earlier events out of force, and it can be undone itself. So the state never depends on anything
but the list, any decision can be taken back at any time, and taking it back leaves the state as if it had never
been made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol, TypeVar

from yuantu.facts.proposals import Card

Action = Literal["accept", "edit", "reject", "merge", "undo"]
Status = Literal["open", "accepted", "rejected", "merged"]
STATUSES: tuple[Status, ...] = ("open", "accepted", "rejected", "merged")
DECISIONS: tuple[Action, ...] = ("accept", "edit", "reject", "merge")


@dataclass(frozen=True, slots=True)
class Event:
    """One decision about one proposal. `number` is its place in the ledger; events of one `batch` were one act.

    `payload`: accept {edit, entity, statements}, edit {edit}, reject {reason}, merge {into}, undo {events}.
    """

    number: int
    proposal: str
    action: Action
    author: str
    at: str
    batch: str
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class State:
    """Where a proposal stands. `card` is the claim with the corrections that are in force; `into` what it repeats."""

    card: Card
    status: Status = "open"
    entity: str | None = None
    statements: tuple[str, ...] = ()
    into: str | None = None
    author: str | None = None
    at: str | None = None


class Undoable(Protocol):
    """An entry of a list in which entries are only added and one with the action `undo` takes `events` back."""

    @property
    def number(self) -> int: ...
    @property
    def action(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


Entry = TypeVar("Entry", bound=Undoable)


def in_force(events: Sequence[Entry]) -> list[Entry]:
    """The entries on one thing that no later entry has undone, undoing ones among them, oldest first."""
    undone: set[int] = set()
    kept = []
    for event in sorted(events, key=lambda one: one.number, reverse=True):
        if event.number in undone:
            continue
        kept.append(event)
        if event.action == "undo":
            undone.update(event.payload["events"])
    return kept[::-1]


def fold(card: Card, events: Sequence[Event]) -> State:
    """The state of a proposal whose claim was read as `card`."""
    state = State(card)
    for event in in_force(events):
        state = _decided(state, event)
    return state


def last_decision(events: Sequence[Event]) -> Event | None:
    """What undoing once would take back: the newest decision in force."""
    decisions = [event for event in in_force(events) if event.action != "undo"]
    return decisions[-1] if decisions else None


def _decided(state: State, event: Event) -> State:
    payload = event.payload
    after = replace(
        state, entity=None, statements=(), into=None, author=event.author, at=event.at,
        card={**state.card, **payload.get("edit", {})},
    )  # fmt: skip
    match event.action:
        case "accept":
            return replace(
                after,
                status="accepted",
                entity=payload["entity"],
                statements=tuple(payload["statements"]),
            )
        case "edit":
            return replace(after, status="open")
        case "reject":
            return replace(after, status="rejected")
        case "merge":
            return replace(after, status="merged", into=payload["into"])
        case "undo":
            return state


def find_circle(into: Mapping[str, str], start: Iterable[str]) -> list[str]:
    """A chain of merges that comes back to itself, from one of `start`; empty when there is none."""
    for first in start:
        chain = [first]
        while (following := into.get(chain[-1])) is not None:
            if following in chain:
                return [*chain, following]
            chain.append(following)
    return []
