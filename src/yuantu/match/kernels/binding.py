"""How do the columns of a catalogue and the demands on it reach compiled code?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from yuantu.engines.native.calling import SIZE, Packed, Reads, ReadsSeveral, Record
from yuantu.match.catalogue import NO, UNKNOWN, YES, Catalogue, Floats, Label, States
from yuantu.match.kernels.demands import (
    KNOWN_FLAG,
    KNOWN_LABEL,
    MUST_HAVE,
    MUST_LACK,
    ONE_OF,
    Demands,
    TestSlot,
)
from yuantu.match.knockouts import OneOf, judge_members

FEW = 4  # sets on a label that are judged one by one
MOST_KNOTS = 8  # as in engines/native/exact.h
CELLS = (np.float64, np.int32, np.int8)
TABLE = Record(
    "Table", rows=SIZE, tests=SIZE, kinds=Reads(np.int64), test_low=ReadsSeveral(CELLS), test_high=ReadsSeveral(CELLS),
    criteria=SIZE, low=ReadsSeveral((np.float64,)), high=ReadsSeveral((np.float64,)),
)  # fmt: skip
DEMANDS = Record(
    "Demands", count=SIZE, knots=SIZE, asked=Reads(np.uint8), least=Reads(np.float64), most=Reads(np.float64),
    sets=Reads(np.int32), verdicts=ReadsSeveral((np.int8,)), members=Reads(np.int64), weights=Reads(np.float64),
    at=Reads(np.float64), value=Reads(np.float64), knot_counts=Reads(np.int32),
)  # fmt: skip
Pair = tuple[NDArray[Any], NDArray[Any]]


def bind_table(catalogue: Catalogue, demands: Demands) -> Packed:
    """The columns that the slots read, copied where C cannot read them as they lie.

    A column that is not there is unknown throughout.
    """
    numbers: dict[str, Pair] = {}
    tests = [cells_of(catalogue, slot, numbers) for slot in demands.tests]
    criteria = [_numbers(catalogue, column, numbers) for column in demands.criteria]
    return TABLE.pack(
        rows=len(catalogue), tests=len(tests),
        kinds=np.array([slot.kind for slot in demands.tests], dtype=np.int64),
        test_low=[low for low, _ in tests], test_high=[high for _, high in tests],
        criteria=len(criteria), low=[low for low, _ in criteria], high=[high for _, high in criteria],
    )  # fmt: skip


def bind_demands(demands: Demands, verdicts: list[States]) -> Packed:
    """The demands, with what their sets say of the members of each label."""
    return DEMANDS.pack(
        count=len(demands), knots=demands.at.shape[2], asked=_one_piece(demands.asked),
        least=_one_piece(demands.least), most=_one_piece(demands.most), sets=_one_piece(demands.sets),
        verdicts=verdicts, members=np.array([one.shape[1] for one in verdicts], dtype=np.int64),
        weights=_one_piece(demands.weights), at=_one_piece(demands.at), value=_one_piece(demands.value),
        knot_counts=_one_piece(demands.knot_counts),
    )  # fmt: skip


def judge_sets(catalogue: Catalogue, demands: Demands) -> list[States]:
    """Per test slot one row per set that is asked for there, one column per member of the label."""
    return [_verdicts(catalogue, demands, slot) for slot in range(len(demands.tests))]


def cells_of(catalogue: Catalogue, slot: TestSlot, numbers: dict[str, Pair]) -> Pair:
    """The arrays that a test reads: low and high of numbers, else the same one twice."""
    if slot.kind in (ONE_OF, KNOWN_LABEL):
        codes = _one_piece(catalogue.label(slot.column).codes)
        return codes, codes
    if slot.kind in (MUST_HAVE, MUST_LACK, KNOWN_FLAG):
        states = _one_piece(catalogue.flag(slot.column).state)
        return states, states
    return _numbers(catalogue, slot.column, numbers)


def _numbers(catalogue: Catalogue, name: str, numbers: dict[str, Pair]) -> Pair:
    if name not in numbers:
        column = catalogue.interval(name)
        low = _one_piece(column.low)
        same = column.low.ctypes.data == column.high.ctypes.data and column.low.strides == column.high.strides
        numbers[name] = (low, low if same else _one_piece(column.high))
    return numbers[name]


def _one_piece(array: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(array)


def _verdicts(catalogue: Catalogue, demands: Demands, slot: int) -> States:
    test = demands.tests[slot]
    choices = demands.choices[slot]
    if test.kind != ONE_OF or not choices:
        return np.zeros((0, 0), dtype=np.int8)
    label = catalogue.label(test.column)
    if len(choices) < FEW:
        return np.array([judge_members(one, label) for one in choices], dtype=np.int8).reshape(
            len(choices), -1
        )
    return _judge_all(choices, label)


def _judge_all(choices: tuple[OneOf, ...], label: Label) -> States:
    """As `judge_members` for each of many sets, with the groups of the label looked through only once."""
    names: dict[str, int] = {}
    stated = [
        (names.setdefault(name, len(names)), place)
        for place, group in enumerate(group for alternatives in label.groups for group in alternatives)
        for name in group
    ]
    name_of, group_of = np.array(stated, dtype=np.int64).reshape(-1, 2).T
    sizes = np.array([len(alternatives) for alternatives in label.groups], dtype=np.int64)
    member_of = np.repeat(np.arange(len(sizes)), sizes)
    verdicts = np.empty((len(choices), len(sizes)), dtype=np.int8)
    for place, choice in enumerate(choices):
        allowed, excluded = (
            np.bincount(group_of, _flags(some, names)[name_of], len(member_of)) > 0
            for some in (choice.allowed, choice.excluded)
        )
        fits = ~excluded & (allowed if choice.allowed else True)
        fitting = np.bincount(member_of, fits, len(sizes))
        verdicts[place] = np.where(fitting == 0, NO, np.where(fitting == sizes, YES, UNKNOWN))
    return verdicts


def _flags(some: frozenset[str], names: dict[str, int]) -> Floats:
    flags = np.zeros(len(names))
    flags[[names[one] for one in some if one in names]] = 1.0
    return flags
