"""Which code of a byte stands for each cell of a column?

A code of a number is its place among quantiles of a sample: 255 of them for tests, 15 for criteria; 0 is unknown. Codes
rise with the numbers, and for every code the least and most number behind it are kept, so that bounds from codes hold
whatever the sample was. True intervals have codes of their own, by their middles. A flag's code is its state, a
label's its member, several members to a code where there are more than 255.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yuantu.engines.native.calling import SIZE, Kernel, Reads, ReadsSeveral, Record, Writes
from yuantu.engines.native.threads import ranges, run, thread_count
from yuantu.match.catalogue import Catalogue, Floats
from yuantu.match.kernels.demands import TestSlot

CODE_NUMBERS = Kernel(
    "code_numbers", (Reads(np.float64), SIZE, Reads(np.float64), SIZE, Writes(np.uint8), Writes(np.float64))
)
CODE_LISTS = Record("CodeLists", codes=ReadsSeveral((np.uint8,)))
ORDER_ROWS = Kernel("order_rows", (CODE_LISTS, SIZE, SIZE, Writes(np.int32)))
TAKE_CODES = Kernel("take_codes", (Reads(np.uint8), Reads(np.int32), SIZE, Writes(np.uint8)))
FIND_ZONES = Kernel("find_zones", (Reads(np.uint8), SIZE, SIZE, SIZE, Writes(np.uint8)))
Codes = NDArray[np.uint8]
Order = NDArray[np.int32]
PADDING = 256  # rows: whole registers, four at a time
BLOCK = 2048  # rows that may be left out at once, as in engines/native/filtering.c
SAMPLE = 8192
TEST_CODES, BINS = 256, 16
KEYED = 16  # columns that take part in the order of rows
NOBODY = (np.inf, -np.inf)
NO_ZONES = np.zeros((3, 0), dtype=np.uint8)


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
    code; NaN for what is unknown, (inf, -inf) twice where there is nobody. `zones` (3, blocks): least and
    greatest known code of a block, and 0 if something is unknown there.
    """

    codes: Codes
    bins: Floats
    zones: Codes


def code_tests(low: NDArray[Any], high: NDArray[Any], slot: TestSlot, catalogue: Catalogue) -> TestLane:
    """The codes of what a test reads, in the order of the catalogue."""
    return _number_lane(low, high) if low.dtype == np.float64 else _cell_lane(low, catalogue, slot)


def code_criterion(low: Floats, high: Floats) -> CriterionLane:
    """The codes of a criterion's column, in the order of the catalogue."""
    return _exact_lane(low) if low is high else _interval_lane(low, high)


def order_by(lanes: list[CriterionLane], count: int) -> Order:
    """Rows in an order that brings like codes together: `order[place]` is a row, shape (count,)."""
    order = np.arange(count, dtype=np.int32)
    if lanes:
        keyed = lanes[:KEYED]
        ORDER_ROWS(CODE_LISTS.pack(codes=[lane.codes for lane in keyed]), len(keyed), count, order)
    return order


def blocks_of(count: int) -> int:
    """Blocks of an index, padded to whole registers."""
    return -(-max(count, 1) // (BLOCK * 64)) * 64


def ordered_test(lane: TestLane, order: Order) -> TestLane:
    """The same codes in the order of an index."""
    low = _taken(lane.low, order)
    return replace(lane, low=low, high=low if lane.high is lane.low else _taken(lane.high, order))


def ordered_criterion(lane: CriterionLane, order: Order) -> CriterionLane:
    """The same codes in the order of an index, with what there is in each block."""
    codes = _taken(lane.codes, order)
    zones = np.zeros((3, blocks_of(len(order))), dtype=np.uint8)
    FIND_ZONES(codes, len(order), BLOCK, zones.shape[1], zones)
    return replace(lane, codes=codes, zones=zones)


def _taken(codes: Codes, order: Order) -> Codes:
    taken = _room(len(order))
    run(lambda part: _take_part(codes, order, taken, *part), _parts(len(order)))
    return taken


def _take_part(codes: Codes, order: Order, taken: Codes, first: int, last: int) -> None:
    TAKE_CODES(codes, order[first:last], last - first, taken[first:last])


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
    return CriterionLane(codes, bins, NO_ZONES)


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
    return CriterionLane(codes, bins, NO_ZONES)


def _middles(low: Floats, high: Floats) -> Floats:
    """Middles of intervals; of one that is open on a side its other end, of one open on both nought."""
    least, most = np.where(np.isinf(low), high, low), np.where(np.isinf(high), low, high)
    return np.where(np.isinf(least) | np.isinf(most), 0.0, least / 2 + most / 2)
