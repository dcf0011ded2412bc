"""What does a newer version of a document say that the older one did not, and the other way round?

Compared by meaning, not by place: a figure that moved to another paragraph is kept, one that changed is gone and new.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from yuantu.facts.proposals import Proposal, meaning


@dataclass(frozen=True, slots=True)
class Difference:
    """Proposals of two versions. `kept`: pairs (older, newer) that say the same."""

    kept: tuple[tuple[Proposal, Proposal], ...]
    gone: tuple[Proposal, ...]
    new: tuple[Proposal, ...]


def compare(older: Sequence[Proposal], newer: Sequence[Proposal]) -> Difference:
    """Pair what says the same, one for one, in the order of the newer version."""
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
    return Difference(tuple(kept), tuple(one for one in older if one.id in left), tuple(new))
