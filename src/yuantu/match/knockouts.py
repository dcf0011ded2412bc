"""Which candidates pass every knock-out, which fail, and of which is it not known?

Three-valued logic, exact under missing values: a test is *yes* when every value the facts allow satisfies it,
*no* when none does, else *unknown*. A candidate passes when all tests say yes; it is rejected when one says no;
otherwise it must be verified. Unknown never passes and never fails.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from yuantu.match.catalogue import NO, UNKNOWN, YES, Catalogue, Floats, Label, States


@dataclass(frozen=True, slots=True)
class Within:
    """A number must be at least `low` and at most `high` (None: no bound).

    `scale` is what the distance to passing is measured against when failures of different units are put in order
    (default: the bound).
    """

    name: str
    column: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    scale: float | None = None


@dataclass(frozen=True, slots=True)
class OneOf:
    """A label must be, or lie in, one of `allowed` (and in none of `excluded`)."""

    name: str
    column: str
    allowed: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MustHave:
    """A flag must be yes (or no, where that is `wanted`)."""

    name: str
    column: str
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class MustKnow:
    """Something must be stated before a candidate may pass; it never rejects."""

    name: str
    column: str
    form: Literal["number", "flag", "label"] = "number"


Test = Within | OneOf | MustHave | MustKnow


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict of one test on all candidates: `state` (n,).

    Where it says no, also the signed `distance` to passing in the test's unit and as a `ratio` of its bound (NaN
    where there is none).
    """

    test: Test
    state: States
    distance: Floats
    ratio: Floats


@dataclass(frozen=True, slots=True)
class Verdict:
    """All outcomes, and per candidate the combined `state` (n,)."""

    outcomes: tuple[Outcome, ...]
    state: States

    def first_failed(self, row: int) -> Outcome | None:
        """The first test, in the order of the brief, that says no to this candidate."""
        return next((one for one in self.outcomes if one.state[row] == NO), None)

    def unknown(self, row: int) -> list[Outcome]:
        return [one for one in self.outcomes if one.state[row] == UNKNOWN]

    def nearness(self) -> Floats:
        """How far each candidate is from passing, smaller is nearer, shape (n,).

        One per failed test plus its relative distance, so that one near miss comes before two, and a wrong kind
        after both.
        """
        total = np.zeros(len(self.state))
        for outcome in self.outcomes:
            gap = np.where(np.isnan(outcome.ratio), 10.0, np.minimum(np.abs(outcome.ratio), 10.0))
            total += np.where(outcome.state == NO, 1.0 + gap, 0.0)
        return total


def eliminate(tests: tuple[Test, ...], catalogue: Catalogue) -> Verdict:
    """Run every test over the whole catalogue."""
    outcomes = tuple(_run(test, catalogue) for test in tests)
    state = np.full(len(catalogue), YES, dtype=np.int8)
    for outcome in outcomes:
        state = np.minimum(state, outcome.state)
    return Verdict(outcomes, state)


def _run(test: Test, catalogue: Catalogue) -> Outcome:
    nothing = np.full(len(catalogue), np.nan)
    match test:
        case Within():
            return _within(test, catalogue)
        case OneOf():
            return Outcome(test, _one_of(test, catalogue), nothing, nothing)
        case MustHave():
            state = catalogue.flag(test.column).state
            return Outcome(test, state if test.wanted else -state, nothing, nothing)
        case MustKnow():
            state = np.where(_known(test, catalogue), YES, UNKNOWN).astype(np.int8)
            return Outcome(test, state, nothing, nothing)


def _within(test: Within, catalogue: Catalogue) -> Outcome:
    column = catalogue.interval(test.column)
    least = -np.inf if test.low is None else test.low
    most = np.inf if test.high is None else test.high
    # NaN compares false with everything, so an unknown number is neither inside nor outside.
    inside = (column.low >= least) & (column.high <= most)
    below, above = column.high < least, column.low > most
    state = np.where(inside, YES, np.where(below | above, NO, UNKNOWN)).astype(np.int8)
    with np.errstate(invalid="ignore"):  # infinity from infinity, where the bound is open: not used
        distance = np.where(below, column.high - least, np.where(above, column.low - most, np.nan))
    bound = np.where(below, least, most)
    scale = np.abs(bound) if test.scale is None else np.full(len(catalogue), test.scale)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(below | above, distance / np.where(scale == 0, np.nan, scale), np.nan)
    return Outcome(test, state, distance, ratio)


def _one_of(test: OneOf, catalogue: Catalogue) -> States:
    column = catalogue.label(test.column)
    if not column.groups:
        return np.zeros(len(catalogue), dtype=np.int8)
    verdicts = judge_members(test, column)
    return np.where(column.codes < 0, UNKNOWN, verdicts[np.maximum(column.codes, 0)]).astype(np.int8)


def judge_members(test: OneOf, column: Label) -> States:
    """What the test says of each member of a label, shape (members,)."""
    return np.array([_choice(test, alternatives) for alternatives in column.groups], dtype=np.int8)


def _choice(test: OneOf, alternatives: tuple[frozenset[str], ...]) -> np.int8:
    """Yes when every alternative satisfies the test, no when none does."""
    fits = {
        bool((not test.allowed or group & test.allowed) and not group & test.excluded)
        for group in alternatives
    }
    return UNKNOWN if len(fits) > 1 else YES if True in fits else NO


def _known(test: MustKnow, catalogue: Catalogue) -> NDArray[np.bool_]:
    match test.form:
        case "number":
            return catalogue.interval(test.column).known
        case "flag":
            return np.not_equal(catalogue.flag(test.column).state, UNKNOWN)
        case "label":
            return catalogue.label(test.column).codes >= 0
