"""Which candidates are best for each demand?

One demand is answered straight from the columns, many from an index, and without compiled code by numpy: the answer
is the same.
"""

from typing import Any

import numpy as np

from yuantu.engines.native.calling import SIZE, Kernel, Packed, ReadsSeveral, Record, Writes
from yuantu.engines.native.library import available
from yuantu.engines.native.threads import ranges, run, thread_count
from yuantu.match.catalogue import Catalogue, States
from yuantu.match.kernels.binding import DEMANDS, MOST_KNOTS, TABLE, bind_demands, bind_table, judge_sets
from yuantu.match.kernels.demands import Demands
from yuantu.match.kernels.index import INDEX, Index
from yuantu.match.kernels.lanes import BLOCK, TEST_CODES, label_code
from yuantu.match.kernels.plain import Best, find_plainly, first_of

SETS = Record("Sets", tables=ReadsSeveral((np.uint8,)))
OUTPUT = (SIZE, SIZE, SIZE, SIZE, SIZE, Writes(np.int64), Writes(np.float64), Writes(np.int64))
BEST_OF_CODES = Kernel("best_of_codes", (TABLE, DEMANDS, INDEX, SETS, *OUTPUT))
BEST_OF_COLUMNS = Kernel("best_of_columns", (TABLE, DEMANDS, *OUTPUT))
INDEX_FROM = 16  # demands: from here on making an index costs less than it saves
ALONE = 200_000  # rows x demands that one thread does before another has started
TILE = 256  # demands that share a pass over the index


def find_best(candidates: Catalogue | Index, demands: Demands, most: int) -> Best:
    """The `most` best rows of every demand; an `Index` answers many demands on one catalogue faster."""
    catalogue = candidates.catalogue if isinstance(candidates, Index) else candidates
    if not available() or demands.at.shape[2] > MOST_KNOTS:
        return find_plainly(catalogue, demands, most)
    verdicts = judge_sets(catalogue, demands)
    asked = bind_demands(demands, verdicts)
    if not isinstance(candidates, Index):
        if len(demands) < INDEX_FROM:
            return _in_parts(
                BEST_OF_COLUMNS, (bind_table(catalogue, demands), asked), len(catalogue), len(demands), most
            )
        candidates = Index(catalogue)
    table, index = candidates.packed(demands)
    sets = SETS.pack(tables=[_set_tables(one) for one in verdicts])
    return _in_parts(BEST_OF_CODES, (table, asked, index, sets), len(catalogue), len(demands), most)


def _set_tables(verdicts: States) -> "np.ndarray[Any, np.dtype[np.uint8]]":
    """Which codes hold a member that passes, (sets, 32): see lanes_in_set in engines/native/lanes.h."""
    sets, members = verdicts.shape
    passing = np.zeros((sets, TEST_CODES), dtype=np.uint8)
    one, member = np.nonzero(verdicts == 1)
    passing[one, label_code(member, max(members, 1))] = 1
    halves = passing.reshape(sets, 2, 8, 16)  # [half, bit, low four bits of the code]
    bits = (1 << np.arange(8)).astype(np.uint8)[:, None]
    tables: np.ndarray[Any, np.dtype[np.uint8]] = np.bitwise_or.reduce(halves * bits, axis=2).reshape(
        sets, 32
    )
    return np.ascontiguousarray(tables)


def _in_parts(kernel: Kernel, packed: tuple[Packed, ...], rows: int, demands: int, most: int) -> Best:
    """Run a kernel on parts of the demands, or, where these are few, of the rows."""
    threads = thread_count() if rows * demands > ALONE else 1
    over_rows = threads > 1 and demands < 2 * threads
    count = -(-demands // TILE) if demands > threads * TILE else threads
    row_parts = ranges(rows, threads, BLOCK) if over_rows else [(0, rows)]
    parts = [
        (*span, *rows_part) for span in ranges(demands, 1 if over_rows else count) for rows_part in row_parts
    ]
    found = run(lambda part: _part(kernel, packed, part, most), parts)
    if over_rows:
        return _merge(found, most)
    rows_found = [one.rows for one in found] or [np.empty((0, most), dtype=np.int64)]
    return Best(
        np.concatenate(rows_found), np.concatenate([one.scores for one in found] or [np.empty((0, most))])
    )


def _part(kernel: Kernel, packed: tuple[Packed, ...], part: tuple[int, int, int, int], most: int) -> Best:
    count = part[1] - part[0]
    rows, scores = np.full((count, most), -1, dtype=np.int64), np.full((count, most), np.nan)
    kernel(*packed, *part, most, rows, scores, np.zeros(count, dtype=np.int64))
    return Best(rows, scores)


def _merge(parts: list[Best], most: int) -> Best:
    """The best of several parts of the rows, per demand."""
    rows, scores = (
        np.concatenate([getattr(one, name) for one in parts], axis=1) for name in ("rows", "scores")
    )
    best = Best(rows[:, :most].copy(), scores[:, :most].copy())
    for demand in range(len(rows)):
        there = rows[demand] >= 0
        found, values = first_of(rows[demand][there], scores[demand][there], most)
        best.rows[demand], best.scores[demand] = -1, np.nan
        best.rows[demand, : len(found)], best.scores[demand, : len(found)] = found, values
    return best
