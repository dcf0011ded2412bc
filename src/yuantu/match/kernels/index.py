"""Which codes of a byte stand for the columns of a catalogue, so that most rows need not be read at all?

A code of a number is its place among quantiles of a sample: 255 of them for tests, 15 for criteria; 0 is unknown. Codes
rise with the numbers, and for every code the least and most number behind it are kept, so that bounds from codes
hold whatever the sample was. The index costs a byte per row, test and criterion (two for a test on intervals).
"""

import threading
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yuantu.engines.native.calling import SIZE, Kernel, Packed, Reads, ReadsSeveral, Record, Writes
from yuantu.engines.native.threads import ranges, run, thread_count
from yuantu.match.catalogue import Catalogue, Floats
from yuantu.match.kernels.binding import Pair, bind_table, cells_of
from yuantu.match.kernels.demands import KNOWN_NUMBER, WITHIN, Demands, TestSlot

CODE_NUMBERS = Kernel(
    "code_numbers", (Reads(np.float64), SIZE, Reads(np.float64), SIZE, Writes(np.uint8), Writes(np.float64))
)
INDEX = Record(
    "Index", soft=ReadsSeveral((np.uint8,)), bins=Reads(np.float64), test_low=ReadsSeveral((np.uint8,)),
    test_high=ReadsSeveral((np.uint8,)), hulls=Reads(np.float64),
)  # fmt: skip
Codes = NDArray[np.uint8]
PADDING = 256  # rows: whole registers, four at a time
SAMPLE = 8192
TEST_CODES, BINS = 256, 16
NOBODY = (np.inf, -np.inf)


@dataclass(frozen=True, slots=True)
class TestLane:
    """Codes of what a test reads, `high` the same array where one will do, and `hulls` (2, 256, 2): the least and
    most number behind each code of either.
    """

    low: Codes
    high: Codes
    hulls: Floats


@dataclass(frozen=True, slots=True)
class CriterionLane:
    """Codes 0..15 of a criterion's column and `bins` (16, 4): least and most `low`, least and most `high` behind each
    code; NaN for what is unknown, (inf, -inf) twice where there is nobody.
    """

    codes: Codes
    bins: Floats


@dataclass(slots=True)
class Index:
    """A catalogue and the codes of those columns that were asked for. The catalogue must not change."""

    catalogue: Catalogue
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
                tests = [self._test(slot) for slot in demands.tests]
                criteria = [self._criterion(column) for column in demands.criteria]
                codes = INDEX.pack(
                    soft=[lane.codes for lane in criteria], bins=np.array([lane.bins for lane in criteria]),
                    test_low=[lane.low for lane in tests], test_high=[lane.high for lane in tests],
                    hulls=np.array([lane.hulls for lane in tests]),
                )  # fmt: skip
                self._packed[key] = bind_table(self.catalogue, demands), codes
            return self._packed[key]

    def _test(self, slot: TestSlot) -> TestLane:
        low, high = cells_of(self.catalogue, slot, self._numbers)
        key = (slot.column, low.dtype.num)
        if key not in self._tests:
            numbers = slot.kind in (WITHIN, KNOWN_NUMBER)
            self._tests[key] = _number_lane(low, high) if numbers else _cell_lane(low, self.catalogue, slot)
        return self._tests[key]

    def _criterion(self, column: str) -> CriterionLane:
        low, high = cells_of(self.catalogue, TestSlot(WITHIN, column), self._numbers)
        if column not in self._criteria:
            self._criteria[column] = _exact_lane(low) if low is high else _interval_lane(low, high)
        return self._criteria[column]


def label_code(member: NDArray[Any], members: int) -> NDArray[Any]:
    """Codes 1..255 of the members of a label, several per code where there are more."""
    return member + 1 if members < TEST_CODES else 1 + member.astype(np.int64) * 255 // members


def _room(count: int) -> Codes:
    """Zeros for `count` rows and the padding behind them, on the boundary of a cache line."""
    padded = -(-max(count, 1) // PADDING) * PADDING
    buffer = np.zeros(padded + 64, dtype=np.uint8)
    start = -buffer.ctypes.data % 64
    return buffer[start : start + padded]


def _cell_lane(cells: NDArray[Any], catalogue: Catalogue, slot: TestSlot) -> TestLane:
    codes = _room(len(cells))
    if cells.dtype == np.int8:
        codes[: len(cells)] = cells.view(np.uint8)
    else:
        members = len(catalogue.label(slot.column).groups)
        for start in range(0, len(cells), 1 << 16):
            part = cells[start : start + (1 << 16)]
            codes[start : start + len(part)] = np.where(part < 0, 0, label_code(part, max(members, 1)))
    return TestLane(codes, codes, np.zeros((2, TEST_CODES, 2)))


def _number_lane(low: Floats, high: Floats) -> TestLane:
    low_codes, low_hull = _coded(low, TEST_CODES, TEST_CODES - 1)
    high_codes, high_hull = (low_codes, low_hull) if high is low else _coded(high, TEST_CODES, TEST_CODES - 1)
    return TestLane(low_codes, high_codes, np.array([low_hull, high_hull]))


def _exact_lane(numbers: Floats) -> CriterionLane:
    codes, hull = _coded(numbers, BINS, BINS - 1)
    bins = np.concatenate((hull, hull), axis=1)
    bins[0] = np.nan if len(numbers) and codes[: len(numbers)].min() == 0 else (*NOBODY, *NOBODY)
    return CriterionLane(codes, bins)


def _coded(numbers: Floats, size: int, most: int) -> tuple[Codes, Floats]:
    """Codes 0..`most` of the numbers, and (size, 2) the least and most number behind each."""
    edges = _quantiles(numbers, most - 1)
    filled = np.full(size - 1, np.inf)
    filled[: len(edges)] = edges
    codes = _room(len(numbers))
    found: list[Floats] = run(
        lambda part: _code_part(numbers, filled, size, codes, *part), _parts(len(numbers))
    )
    hull = np.full((size, 2), NOBODY)
    if found:
        least, most_number = min(one[0] for one in found), max(one[1] for one in found)
        bounds = np.concatenate(([least], np.clip(edges, least, most_number), [most_number]))
        hull[1 : len(edges) + 2] = np.stack((bounds[:-1], bounds[1:]), axis=1)
    return codes, hull


def _code_part(numbers: Floats, edges: Floats, size: int, codes: Codes, first: int, last: int) -> Floats:
    ends = np.empty(2)
    CODE_NUMBERS(numbers[first:last], last - first, edges, size, codes[first:last], ends)
    return ends


def _parts(count: int) -> list[tuple[int, int]]:
    return ranges(count, thread_count() if count > SAMPLE * 4 else 1, PADDING)


def _quantiles(numbers: Floats, most: int) -> Floats:
    """At most `most` different numbers that cut an even sample into equal shares."""
    sample = numbers[:: max(1, len(numbers) // SAMPLE)]
    sample = np.sort(sample[np.isfinite(sample)])
    if not len(sample):
        return sample
    return np.unique(sample[(np.arange(1, most + 1) * len(sample)) // (most + 1)])


def _interval_lane(low: Floats, high: Floats) -> CriterionLane:
    """Exact numbers and true intervals in bins of their own, by their share; intervals by their middle."""
    apart = low < high
    share = float(np.count_nonzero(apart)) / max(1.0, float(np.count_nonzero(~np.isnan(low))))
    intervals = min(13, max(1, round(15 * share))) if share else 0
    exact_codes, _ = _coded(low, BINS, BINS - 1 - intervals)
    codes = exact_codes
    if intervals:
        middle_codes, _ = _coded(_middles(low, high), BINS, intervals)
        codes[: len(low)] = np.where(
            apart, BINS - 1 - intervals + middle_codes[: len(low)], exact_codes[: len(low)]
        )
    bins = np.full((BINS, 4), NOBODY * 2)
    for code in range(1, BINS):
        mine = codes[: len(low)] == code
        if mine.any():
            bins[code] = (low[mine].min(), low[mine].max(), high[mine].min(), high[mine].max())
    if (codes[: len(low)] == 0).any():
        bins[0] = np.nan
    return CriterionLane(codes, bins)


def _middles(low: Floats, high: Floats) -> Floats:
    """Middles of intervals; of one that is open on a side its other end, of one open on both nought."""
    least, most = np.where(np.isinf(low), high, low), np.where(np.isinf(high), low, high)
    return np.where(np.isinf(least) | np.isinf(most), 0.0, least / 2 + most / 2)
