"""Which single requirement, moved by how much, would admit how many more candidates?

放宽一项可行. A requirement is moved alone: a candidate counts for it when every other test says yes of it, and
beside it those of which another test cannot be decided (they would still have to be verified). Steps are exact: each
goes to the number of the next candidate, not to a round one, and what is known of that candidate only as an interval
must lie within the moved bound as a whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from yuantu.atlas.sites import ALSO, OR
from yuantu.match.catalogue import NO, UNKNOWN, YES, Catalogue, Floats, Label
from yuantu.match.knockouts import MustHave, MustKnow, OneOf, Outcome, Test, Verdict, Within

STEPS = 5
Side = Literal["low", "high", "allow", "permit", "drop"]
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Step:
    """Moved to `to` (a bound, or a member that is let in), `admits` candidates pass in all, and `verify` more
    would be left to verify. `rows` are those that pass, those that this step adds last.
    """

    to: float | str
    admits: int
    verify: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What moving one test does. `side` says how: its `low` or `high` bound to a number, a member `allow`ed or no
    longer excluded (`permit`), or the test given up (`drop`). Bounds are cumulative steps, nearest first; members are
    alternatives, the one that admits most first.
    """

    test: Test
    side: Side
    steps: tuple[Step, ...]

    @property
    def ratio(self) -> float:
        """How far the first step goes, relative to the bound; members and flags count as a whole."""
        if not isinstance(self.test, Within) or isinstance(self.steps[0].to, str):
            return 1.0
        bound = self.test.low if self.side == "low" else self.test.high
        scale = self.test.scale or abs(bound or 0.0)
        return abs(self.steps[0].to - (bound or 0.0)) / scale if scale else 1.0


def relax(verdict: Verdict, catalogue: Catalogue, steps: int = STEPS) -> tuple[Relaxation, ...]:
    """Every relaxation of one test that admits somebody or leaves somebody to verify.

    Those that admit come first, the smallest move before the larger.
    """
    count = len(verdict.state)
    failed, open_ = np.zeros(count, np.int32), np.zeros(count, np.int32)
    for outcome in verdict.outcomes:
        failed += outcome.state == NO
        open_ += outcome.state == UNKNOWN
    found = []
    for outcome in verdict.outcomes:
        if isinstance(outcome.test, MustKnow):
            continue  # asking is no relaxation
        here_no, here_open = outcome.state == NO, outcome.state == UNKNOWN
        # Every other test says yes; or none of them no, and one or more cannot be decided.
        others_fit = failed == here_no
        missed = np.flatnonzero(others_fit & (outcome.state != YES))
        certain = (open_ - here_open)[missed] == 0
        if len(missed):
            found += [
                one
                for one in _of_test(outcome, catalogue, missed, certain, steps)
                if one.steps and one.steps[-1].admits + one.steps[-1].verify
            ]
    return tuple(sorted(found, key=lambda one: (one.steps[0].admits == 0, one.ratio)))


def _of_test(
    outcome: Outcome, catalogue: Catalogue, missed: Rows, certain: NDArray[np.bool_], steps: int
) -> Iterator[Relaxation]:
    test = outcome.test
    match test:
        case Within():
            column = catalogue.interval(test.column)
            low, high = column.low[missed], column.high[missed]
            least = -np.inf if test.low is None else test.low
            most = np.inf if test.high is None else test.high
            # One bound is moved; the other must hold as it is.
            under = (low < least) & (high <= most) & np.isfinite(low)
            yield Relaxation(test, "low", _ladder(-low[under], missed[under], certain[under], steps, sign=-1))
            above = (high > most) & (low >= least) & np.isfinite(high)
            yield Relaxation(test, "high", _ladder(high[above], missed[above], certain[above], steps, sign=1))
        case OneOf():
            yield from _members(test, catalogue, missed, certain, steps)
        case MustHave():
            yield Relaxation(test, "drop", (_step("", missed, certain),))


def _ladder(
    needed: Floats, rows: Rows, certain: NDArray[np.bool_], steps: int, *, sign: int
) -> tuple[Step, ...]:
    """Steps outward, each to the number of the next candidate that it admits; at most `steps`.

    Where nobody is admitted the one step goes to the nearest candidate that would be left to verify.
    """
    # A set, since np.unique loads masked arrays, which costs a short command as much as the whole answer.
    reached = set((needed[certain] if certain.any() else needed).tolist())
    bounds = sorted(reached)[: steps if certain.any() else 1]
    order = np.argsort(needed, kind="stable")
    ladder = []
    for bound in bounds:
        within = order[needed[order] <= bound]
        ladder.append(_step(float(sign * bound), rows[within], certain[within]))
    return tuple(ladder)


def _members(
    test: OneOf, catalogue: Catalogue, missed: Rows, certain: NDArray[np.bool_], steps: int
) -> Iterator[Relaxation]:
    """Which one more member, allowed, or which one, no longer excluded, admits whom."""
    label = catalogue.label(test.column)
    codes = label.codes[missed]
    groups = {code: label.groups[code] for code in sorted(set(codes.tolist())) if code >= 0}
    # What holds a member that was asked for is no addition to it: it would swallow the question.
    wider = {
        name
        for alternatives in label.groups
        for group in alternatives
        if group & test.allowed
        for name in group
    }
    allow: dict[str, list[int]] = {}
    permit: dict[str, list[int]] = {}
    for code, alternatives in groups.items():
        barred = [group & test.excluded for group in alternatives]
        wanted = [not test.allowed or bool(group & test.allowed) for group in alternatives]
        if not any(barred):
            everywhere = frozenset.intersection(*(
                group for group, fits in zip(alternatives, wanted, strict=True) if not fits
            ))  # fmt: skip
            for member in everywhere - wider:
                allow.setdefault(member, []).append(code)
        elif all(wanted) and len(frozenset.union(*barred)) == 1:
            permit.setdefault(next(iter(frozenset.union(*barred))), []).append(code)
    for side, members in (("allow", allow), ("permit", permit)):
        drawn = _alternatives(_narrowest(members, label), codes, missed, certain)[:steps]
        if drawn:
            yield Relaxation(test, side, tuple(drawn))  # type: ignore[arg-type]


def _narrowest(members: dict[str, list[int]], label: Label) -> dict[str, list[int]]:
    """Of members that let in the same labels the one that lets in least elsewhere: a town before its city."""

    def breadth(member: str) -> tuple[int, bool, str]:
        lies_in = sum(any(member in group for group in alternatives) for alternatives in label.groups)
        own = {one for code in members[member] for one in label.members[code].replace(OR, ALSO).split(ALSO)}
        return lies_in, member not in own, member

    narrowest: dict[frozenset[int], str] = {}
    for member in sorted(members, key=breadth):
        narrowest.setdefault(frozenset(members[member]), member)
    return {member: list(chosen) for chosen, member in narrowest.items()}


def _alternatives(
    members: dict[str, list[int]], codes: NDArray[np.int32], missed: Rows, certain: NDArray[np.bool_]
) -> list[Step]:
    """One step per member, the one that admits most first."""
    drawn = []
    for member, chosen in members.items():
        within = np.isin(codes, chosen)
        drawn.append(_step(member, missed[within], certain[within]))
    return sorted(drawn, key=lambda one: (-one.admits, -one.verify, str(one.to)))


def _step(to: float | str, rows: Rows, certain: NDArray[np.bool_]) -> Step:
    admitted = rows[certain]
    return Step(to, len(admitted), len(rows) - len(admitted), tuple(int(row) for row in admitted))
