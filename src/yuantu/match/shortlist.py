"""Which few candidates does a person see, in which of three lists, and in which order?

*Passed* (满足): best score first. *To verify* (待核实): fewest open questions first, then score. *Rejected*
(不满足): nearest miss first. Within a list equal candidates stay in the order of the catalogue, so the same
question always has the same answer.
"""

from dataclasses import dataclass

import numpy as np

from yuantu.match.catalogue import NO, UNKNOWN, YES, Catalogue, Floats
from yuantu.match.knockouts import Test, Verdict, eliminate
from yuantu.match.scoring import Criterion, Scores, score

TOP = 5
LISTS = ("passed", "to_verify", "rejected")


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Rows of the catalogue, at most `top` per list, with the totals and the working behind them."""

    passed: tuple[int, ...]
    to_verify: tuple[int, ...]
    rejected: tuple[int, ...]
    counts: dict[str, int]
    verdict: Verdict
    scores: Scores

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows of the three lists."""
        return (*self.passed, *self.to_verify, *self.rejected)


def draw_shortlist(
    catalogue: Catalogue, tests: tuple[Test, ...], criteria: tuple[Criterion, ...], top: int = TOP
) -> Shortlist:
    """Eliminate, score and put in order. `top` limits each list, never the counts."""
    verdict = eliminate(tests, catalogue)
    scores = score(criteria, catalogue)
    merit = -scores.middle()
    doubts = np.sum(
        [outcome.state == UNKNOWN for outcome in verdict.outcomes] or [np.zeros(len(catalogue))], axis=0
    )
    lists = {
        "passed": _ordered(verdict.state == YES, top, merit),
        "to_verify": _ordered(verdict.state == UNKNOWN, top, doubts.astype(float), merit),
        "rejected": _ordered(verdict.state == NO, top, verdict.nearness(), merit),
    }
    counts = {
        "candidates": len(catalogue),
        "passed": int(np.sum(verdict.state == YES)),
        "to_verify": int(np.sum(verdict.state == UNKNOWN)),
        "rejected": int(np.sum(verdict.state == NO)),
    }
    return Shortlist(lists["passed"], lists["to_verify"], lists["rejected"], counts, verdict, scores)


def _ordered(
    chosen: "np.ndarray[tuple[int], np.dtype[np.bool_]]", top: int, *keys: Floats
) -> tuple[int, ...]:
    rows = np.flatnonzero(chosen)
    if len(keys[0]) and len(rows):
        order = np.lexsort(tuple(np.round(key[rows], 12) for key in reversed(keys)))
        rows = rows[order]
    return tuple(int(row) for row in rows[:top])
