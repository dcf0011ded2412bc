"""What do many demands ask, as arrays that compiled code can read?

Demands share *slots*: a test slot is a kind of test on a column, a criterion slot a column. A demand asks some of
them, with bounds, sets, weights and knots of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from yuantu.match.catalogue import Floats
from yuantu.match.knockouts import MustHave, MustKnow, OneOf, Test, Within
from yuantu.match.scoring import Criterion

# As in engines/native/exact.h.
WITHIN, ONE_OF, MUST_HAVE, KNOWN_NUMBER, KNOWN_FLAG, KNOWN_LABEL, MUST_LACK = range(7)
KNOWN = {"number": KNOWN_NUMBER, "flag": KNOWN_FLAG, "label": KNOWN_LABEL}
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Demand:
    """Tests that must all say yes, and criteria whose weights sum to one (or none at all)."""

    tests: tuple[Test, ...]
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class TestSlot:
    """A kind of test on a column."""

    kind: int
    column: str


@dataclass(frozen=True, slots=True)
class Demands:
    """M demands over T test slots and C criterion slots, with at most K knots each.

    `asked` (M, T) uint8; `least`, `most` (M, T) float64, bounds of number tests, infinite where open; `choices[t]` the
    different sets that are asked for in slot t and `sets` (M, T) int32 which of them; `weights` (M, C) float64,
    `knot_counts` (M, C) int32 (0: the demand does not have this criterion), `at` and `value` (M, C, K) float64. The
    sums of a score are taken in the order of the slots.
    """

    tests: tuple[TestSlot, ...]
    asked: NDArray[np.uint8]
    least: Floats
    most: Floats
    choices: tuple[tuple[OneOf, ...], ...]
    sets: NDArray[np.int32]
    criteria: tuple[str, ...]
    weights: Floats
    knot_counts: NDArray[np.int32]
    at: Floats
    value: Floats

    def __post_init__(self) -> None:
        """Raises `ValueError` where shapes, weights or knots do not fit."""
        count, tests, criteria = len(self), len(self.tests), len(self.criteria)
        shapes = {(count, tests): (self.asked, self.least, self.most, self.sets)}
        for shape, arrays in (*shapes.items(), ((count, criteria), (self.weights, self.knot_counts))):
            if any(array.shape != shape for array in arrays) or len(self.choices) != tests:
                raise ValueError(f"arrays of {count} demands do not have the shape {shape}")
        if self.at.shape != (count, criteria, self.at.shape[-1]) or self.value.shape != self.at.shape:
            raise ValueError(f"knots must have the shape ({count}, {criteria}, K)")
        self._check_sets()
        self._check_curves()

    def __len__(self) -> int:
        return len(self.asked)

    def _check_sets(self) -> None:
        for slot, test in enumerate(self.tests):
            if test.kind == ONE_OF and len(self):
                wanted = self.sets[:, slot][self.asked[:, slot] != 0]
                if len(wanted) and not 0 <= wanted.min() <= wanted.max() < len(self.choices[slot]):
                    raise ValueError(f"a demand names a set of {test.column} that is not there")

    def _check_curves(self) -> None:
        has = self.knot_counts > 0
        weights = np.where(has, self.weights, 0.0)
        if not (np.isfinite(weights).all() and (weights >= 0).all()):
            raise ValueError("weights must be numbers that are not negative")
        if not (np.abs(weights.sum(axis=1)[has.any(axis=1)] - 1.0) <= 1e-9).all():
            raise ValueError("the weights of a demand must sum to one")
        if ((self.knot_counts == 1) | (self.knot_counts < 0) | (self.knot_counts > self.at.shape[2])).any():
            raise ValueError("a value function needs at least two knots")
        inside = np.arange(self.at.shape[2]) < self.knot_counts[:, :, None]
        rising = np.diff(self.at, axis=2)[inside[:, :, 1:]] > 0
        value = self.value[inside]
        if not (np.isfinite(self.at[inside]).all() and rising.all() and ((value >= 0) & (value <= 1)).all()):
            raise ValueError("knots must rise strictly, with values from 0 to 1")

    def demand(self, row: int) -> Demand:
        """One of them as tests and criteria, named by their columns, in the order of the slots."""
        tests = [self._test(row, slot) for slot in np.flatnonzero(self.asked[row]).tolist()]
        criteria = []
        for slot in np.flatnonzero(self.knot_counts[row]).tolist():
            count = self.knot_counts[row, slot]
            pairs = zip(
                self.at[row, slot, :count].tolist(), self.value[row, slot, :count].tolist(), strict=True
            )
            column = self.criteria[slot]
            criteria.append(Criterion(column, column, float(self.weights[row, slot]), tuple(pairs)))
        return Demand(tuple(tests), tuple(criteria))

    def _test(self, row: int, slot: int) -> Test:
        kind, column = self.tests[slot].kind, self.tests[slot].column
        if kind == WITHIN:
            return Within(column, column, float(self.least[row, slot]), float(self.most[row, slot]))
        if kind == ONE_OF:
            return self.choices[slot][int(self.sets[row, slot])]
        if kind in (MUST_HAVE, MUST_LACK):
            return MustHave(column, column, kind == MUST_HAVE)
        form = next(form for form, known in KNOWN.items() if known == kind)
        return MustKnow(column, column, form)  # type: ignore[arg-type]


def gather(demands: Sequence[Demand]) -> Demands:
    """The demands as arrays. Raises `ValueError` for weights that do not sum to one and for knots that do not rise."""
    tests = [_placed((_slot(test), test) for test in demand.tests) for demand in demands]
    test_slots, test_places = _share([[slot for slot, _ in one] for one in tests])
    columns, places = _share([[criterion.column for criterion in demand.criteria] for demand in demands])
    knots = max((len(one.knots) for demand in demands for one in demand.criteria), default=2)
    shape, curves = (len(demands), len(test_slots)), (len(demands), len(columns))
    asked, sets = np.zeros(shape, dtype=np.uint8), np.zeros(shape, dtype=np.int32)
    least, most = np.full(shape, -np.inf), np.full(shape, np.inf)
    choices: list[dict[OneOf, int]] = [{} for _ in test_slots]
    weights, counts = np.zeros(curves), np.zeros(curves, dtype=np.int32)
    at, value = np.zeros((*curves, knots)), np.zeros((*curves, knots))
    for row, demand in enumerate(demands):
        for slot, (_, test) in zip(test_places[row], tests[row], strict=True):
            asked[row, slot] = 1
            if isinstance(test, Within):
                least[row, slot] = -np.inf if test.low is None else test.low
                most[row, slot] = np.inf if test.high is None else test.high
            elif isinstance(test, OneOf):
                sets[row, slot] = choices[slot].setdefault(test, len(choices[slot]))
        for slot, criterion in zip(places[row], demand.criteria, strict=True):
            weights[row, slot], counts[row, slot] = criterion.weight, len(criterion.knots)
            at[row, slot, : len(criterion.knots)] = [number for number, _ in criterion.knots]
            value[row, slot, : len(criterion.knots)] = [one for _, one in criterion.knots]
    sets_asked = tuple(tuple(one) for one in choices)
    return Demands(
        tuple(test_slots), asked, least, most, sets_asked, sets, tuple(columns), weights, counts, at, value
    )  # fmt: skip


def in_slots(demand: Demand) -> list[Test]:
    """The tests of a demand in the order in which `gather` gives them slots."""
    return [test for _, test in _placed((_slot(test), test) for test in demand.tests)]


def _slot(test: Test) -> TestSlot:
    match test:
        case Within():
            return TestSlot(WITHIN, test.column)
        case OneOf():
            return TestSlot(ONE_OF, test.column)
        case MustHave():
            return TestSlot(MUST_HAVE if test.wanted else MUST_LACK, test.column)
        case MustKnow():
            return TestSlot(KNOWN[test.form], test.column)


def _placed(tests: Iterable[tuple[TestSlot, Test]]) -> list[tuple[TestSlot, Test]]:
    """Tests by kind and column, so that demands that ask the same in another order share slots."""
    return sorted(tests, key=lambda pair: (pair[0].kind, pair[0].column))


def _share(lists: Sequence[Sequence[Key]]) -> tuple[list[Key], list[list[int]]]:
    """Slots for the keys of many lists, and for each list the places of its keys, which keep their order."""
    slots: list[Key] = []
    found: dict[Key, list[int]] = {}
    places: list[list[int]] = []
    for keys in lists:
        last, mine = -1, []
        for key in keys:
            last = next((slot for slot in found.get(key, ()) if slot > last), len(slots))
            if last == len(slots):
                slots.append(key)
                found.setdefault(key, []).append(last)
            mine.append(last)
        places.append(mine)
    return slots, places
