"""What does a newer version of a document say that the older one did not, and the other way round?

Compared by meaning, not by place: a figure that moved to another paragraph is kept. One that answers the same question
(the same thing, property and period; of a table the same cell) with another value has changed; the rest is gone or new.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from yuantu.facts.proposals import Proposal, meaning, question

Pair = tuple[Proposal, Proposal]


@dataclass(frozen=True, slots=True)
class Difference:
    """Proposals of two versions. `kept` and `changed`: pairs (older, newer)."""

    kept: tuple[Pair, ...]
    changed: tuple[Pair, ...]
    gone: tuple[Proposal, ...]
    new: tuple[Proposal, ...]


def compare(older: Sequence[Proposal], newer: Sequence[Proposal]) -> Difference:
    """Pair what says the same, one for one, in the order of the newer version; then what only one of each answers."""
    waiting: dict[tuple[object, ...], list[Proposal]] = {}
    for one in older:
        waiting.setdefault(meaning(one.card), []).append(one)
    kept, new = [], []
    for one in newer:
        twins = waiting.get(meaning(one.card))
        if twins:
            kept.append((twins.pop(0), one))
        else:
            new.append(one)
    left = {one.id for twins in waiting.values() for one in twins}
    gone = [one for one in older if one.id in left]
    changed = _changed(gone, new)
    old, fresh = {one.id for one, _ in changed}, {two.id for _, two in changed}
    return Difference(
        tuple(kept),
        tuple(changed),
        tuple(one for one in gone if one.id not in old),
        tuple(one for one in new if one.id not in fresh),
    )


def _changed(gone: Sequence[Proposal], new: Sequence[Proposal]) -> list[Pair]:
    """Pairs that answer one question, if each version answers it once: of several nobody knows which is which."""
    asked = Counter(question(one.card) for one in gone)
    answers = Counter(question(one.card) for one in new)
    before = {question(one.card): one for one in gone}
    return [
        (before[asks], one)
        for one in new
        if asked[asks := question(one.card)] == 1 and answers[asks] == 1 and one.card["subject"]
    ]
