"""How is a catalogue kept so that most rows need not be read at all?

As codes of a byte per row, test and criterion (two for a test on intervals), and four bytes for an order of the rows in
which those with like codes in the criteria first asked for lie together. Codes are made when a demand first asks for a
column.
"""

import threading
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from yuantu.engines.native.calling import SIZE, Packed, Reads, ReadsSeveral, Record
from yuantu.match.catalogue import Catalogue
from yuantu.match.kernels.binding import Pair, bind_table, cells_of
from yuantu.match.kernels.demands import WITHIN, Demands, TestSlot
from yuantu.match.kernels.lanes import (
    CriterionLane,
    Order,
    TestLane,
    blocks_of,
    code_criterion,
    code_tests,
    order_by,
    ordered_criterion,
    ordered_test,
)

INDEX = Record(
    "Index", soft=ReadsSeveral((np.uint8,)), bins=Reads(np.float64), test_low=ReadsSeveral((np.uint8,)),
    test_high=ReadsSeveral((np.uint8,)), hulls=Reads(np.float64), order=Reads(np.int32),
    blocks=SIZE, zones=ReadsSeveral((np.uint8,)),
)  # fmt: skip


@dataclass(slots=True)
class Index:
    """A catalogue and the codes of those columns that were asked for. The catalogue must not change."""

    catalogue: Catalogue
    _order: Order | None = field(default=None, repr=False)
    _tests: dict[tuple[str, int], TestLane] = field(default_factory=dict, repr=False)
    _criteria: dict[str, CriterionLane] = field(default_factory=dict, repr=False)
    _numbers: dict[str, Pair] = field(default_factory=dict, repr=False)
    _packed: dict[Any, tuple[Packed, Packed]] = field(default_factory=dict, repr=False)
    _lock: Any = field(default_factory=threading.Lock, repr=False)

    def __len__(self) -> int:
        return len(self.catalogue)

    def packed(self, demands: Demands) -> tuple[Packed, Packed]:
        """The columns that the slots of the demands read and their codes, made on first use."""
        key = (demands.tests, demands.criteria)
        with self._lock:
            if key not in self._packed:
                order = self._code_criteria(demands.criteria)
                self._packed[key] = bind_table(self.catalogue, demands), self._pack(demands, order)
            return self._packed[key]

    def _pack(self, demands: Demands, order: Order) -> Packed:
        tests = [self._test(slot, order) for slot in demands.tests]
        criteria = [self._criteria[column] for column in demands.criteria]
        return INDEX.pack(
            soft=[lane.codes for lane in criteria], bins=np.array([lane.bins for lane in criteria]),
            test_low=[lane.low for lane in tests], test_high=[lane.high for lane in tests],
            hulls=np.array([lane.hulls for lane in tests]), order=order,
            blocks=blocks_of(len(order)), zones=[lane.zones for lane in criteria],
        )  # fmt: skip

    def _test(self, slot: TestSlot, order: Order) -> TestLane:
        low, high = cells_of(self.catalogue, slot, self._numbers)
        key = (slot.column, low.dtype.num)
        if key not in self._tests:
            self._tests[key] = ordered_test(code_tests(low, high, slot, self.catalogue), order)
        return self._tests[key]

    def _code_criteria(self, columns: tuple[str, ...]) -> Order:
        """Code the columns that are not coded yet; the first of them settle the order of the rows."""
        missing = [column for column in dict.fromkeys(columns) if column not in self._criteria]
        cells = [cells_of(self.catalogue, TestSlot(WITHIN, column), self._numbers) for column in missing]
        lanes = [code_criterion(*one) for one in cells]
        if self._order is None:
            self._order = order_by(lanes, len(self))
        for column, lane in zip(missing, lanes, strict=True):
            self._criteria[column] = ordered_criterion(lane, self._order)
        return self._order
