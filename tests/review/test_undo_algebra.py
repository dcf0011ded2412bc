"""Does the state of a proposal depend on its decisions alone, and does undoing leave nothing behind?"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from yuantu.errors import BadInput
from yuantu.evidence.claims import Claim
from yuantu.facts.decisions import Action, Event, find_circle, fold, in_force, last_decision
from yuantu.facts.ledger import RETRACT, Ledger
from yuantu.facts.proposals import Document
from yuantu.facts.review import Decision, Review
from yuantu.facts.statements import statement_id
from yuantu.ontology.values import Text

CARD = {"subject": "甲", "value": 1.0}
AT = "2024-01-01T00:00:00.000Z"
ACTIONS: list[Action] = ["accept", "edit", "reject", "merge", "undo"]


@contextmanager
def allowed(*codes: str) -> Iterator[None]:
    """The act may be refused, for one of these reasons only."""
    try:
        yield
    except BadInput as refusal:
        if refusal.problem.code not in codes:
            raise


def event(number: int, action: Action, **payload: Any) -> Event:
    return Event(number, "p-1", action, "李", AT, f"b-{number}", payload)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Decisions and undoing ones; an undoing one names any earlier events."""
    events: list[Event] = []
    for number in range(1, draw(st.integers(0, 12)) + 1):
        action = draw(st.sampled_from(ACTIONS if events else ACTIONS[:2]))
        payloads: dict[str, dict[str, Any]] = {
            "accept": {"edit": {"value": float(number)}, "entity": "e-1", "statements": [f"s-{number}"]},
            "edit": {"edit": {"subject": str(number)}},
            "reject": {"reason": "x"},
            "merge": {"into": "p-2"},
            "undo": {"events": draw(st.lists(st.integers(1, max(1, number - 1)), min_size=1, max_size=3))},
        }
        payload = payloads[action]
        events.append(event(number, action, **payload))
    return events


@given(histories())
def test_undoing_the_last_decision_gives_the_state_before_it(events: list[Event]) -> None:
    before = fold(CARD, events)
    decided = [*events, event(99, "accept", edit={"value": 9.0}, entity="e-9", statements=["s-9"])]
    undone = [*decided, event(100, "undo", events=[99])]
    assert fold(CARD, undone) == before
    assert fold(CARD, [*undone, event(101, "undo", events=[100])]) == fold(CARD, decided), (
        "undoing can be undone"
    )


@given(histories(), st.integers(1, 12))
def test_a_decision_that_was_undone_is_as_if_it_had_never_been_made(events: list[Event], number: int) -> None:
    if not any(one.number == number and one.action != "undo" for one in in_force(events)):
        return
    undone = [*events, event(99, "undo", events=[number])]
    without = [one for one in in_force(events) if one.number != number]
    assert fold(CARD, undone) == fold(CARD, without)


@given(histories())
def test_undoing_everything_leaves_the_claim_as_it_was_read(events: list[Event]) -> None:
    steps, number = list(events), 100
    while (last := last_decision(steps)) is not None:
        steps.append(event(number, "undo", events=[last.number]))
        number += 1
    state = fold(CARD, steps)
    assert (state.status, state.card, state.statements, state.into) == ("open", CARD, (), None)


@given(histories())
def test_the_order_in_which_events_are_given_does_not_matter(events: list[Event]) -> None:
    assert in_force(events[::-1]) == in_force(events)


def test_circles_are_found() -> None:
    assert find_circle({"a": "b", "b": "c", "c": "a"}, ["a"]) == ["a", "b", "c", "a"]
    assert find_circle({"a": "b", "b": "c"}, ["a", "b"]) == []


class Ledgers(RuleBasedStateMachine):
    """Random acts on a real ledger: held statements are always those of accepted proposals, and no others."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.ledger = Ledger(Path(self.folder.name) / "ledger.sqlite")
        self.review = Review(self.ledger)
        document = Document("ab" * 32, "文", "text/plain", 1, None, "B", None, AT)
        self.review.describe(document)
        cards = [
            {"start": n, "end": n + 1, "property": "x", "kind": "money", "value": 1.0, "low": None, "high": None,
             "unit": None, "confidence": 0.5, "subject": None}
            for n in range(4)
        ]  # fmt: skip
        assert self.review.propose(document, cards, AT) == (4, 4)
        assert self.review.propose(document, cards, AT) == (0, 4)
        self.ids = [one.id for one in self.review.proposals()]
        self.batches: list[str] = []
        self.source = document.source.id

    def claims(self, place: int) -> tuple[Claim, ...]:
        """One of its own, and one that it shares with its neighbour."""
        names = (f"own {place}", f"shared {place // 2}")
        return tuple(Claim("c-1", "company", "note", one, Text(one), self.source, "doc") for one in names)

    def decide(self, *decisions: Decision) -> None:
        self.batches.append(self.review.decide(decisions, "李", AT, {}))

    @rule(place=st.integers(0, 3))
    def accept(self, place: int) -> None:
        self.decide(self.acceptance(place))

    @rule()
    def accept_all(self) -> None:
        self.decide(*(self.acceptance(place) for place in range(4)))

    def acceptance(self, place: int) -> Decision:
        claims = self.claims(place)
        payload = {"edit": {}, "entity": "c-1", "statements": [statement_id(one) for one in claims]}
        return Decision(self.ids[place], "accept", payload, claims)

    @rule(place=st.integers(0, 3), action=st.sampled_from(["edit", "reject"]))
    def decline(self, place: int, action: Action) -> None:
        payload = {"edit": {"value": 2.0}} if action == "edit" else {"reason": ""}
        self.decide(Decision(self.ids[place], action, payload))

    @rule(place=st.integers(0, 3), into=st.integers(0, 3))
    def merge(self, place: int, into: int) -> None:
        with allowed("review_circle"):
            self.decide(Decision(self.ids[place], "merge", {"into": self.ids[into]}))

    @rule(place=st.integers(0, 3))
    def undo(self, place: int) -> None:
        with allowed("review_nothing_to_undo", "review_circle"):
            self.batches.append(self.review.undo(self.ids[place], "王", AT))

    @rule(data=st.data())
    def undo_batch(self, data: st.DataObject) -> None:
        if self.batches:
            batch = data.draw(st.sampled_from(self.batches))
            with allowed("review_nothing_to_undo", "review_circle"):
                self.batches.append(self.review.undo_batch(batch, "王", AT))

    @invariant()
    def what_is_held_is_what_is_accepted(self) -> None:
        latest = {one: action for one, _, action, _, _ in self.ledger.events()}
        held = {row[0] for row in self.ledger.rows() if latest.get(row[0]) != RETRACT}
        accepted = {one for _, state, _ in self.review.states() for one in state.statements}
        assert held == accepted

    @invariant()
    def merges_lead_somewhere(self) -> None:
        into = {one.id: state.into for one, state, _ in self.review.states() if state.into}
        assert find_circle(into, into) == []

    def teardown(self) -> None:
        self.ledger.close()
        self.folder.cleanup()


TestLedgers = Ledgers.TestCase
