"""Which rows of a large catalogue stand on the three lists of one demand?

A shortlist drawn from these rows alone is the one drawn from all: a row's verdict and score depend on no other row. So
a million candidates need only be put in words where somebody will see them.
"""

import numpy as np
from numpy.typing import NDArray

from yuantu.engines.native.calling import SIZE, Kernel, Reads, Writes
from yuantu.engines.native.library import available
from yuantu.engines.native.threads import ranges, run, thread_count
from yuantu.match.catalogue import Catalogue, Floats
from yuantu.match.kernels.binding import DEMANDS, MOST_KNOTS, TABLE, bind_demands, bind_table, judge_sets
from yuantu.match.kernels.demands import Demand, gather, in_slots
from yuantu.match.knockouts import Test, Within
from yuantu.match.scoring import Criterion

LIST_ROWS = Kernel(
    "list_rows",
    (TABLE, DEMANDS, Reads(np.float64), SIZE, SIZE, SIZE, Writes(np.float64), Writes(np.int64), Writes(np.int64),
     Writes(np.int64), Writes(np.int64)),
)  # fmt: skip
LISTS = 3
LARGE = 4096  # candidates: with more than these looking twice at a few is quicker than once at all
ALONE = 100_000  # candidates that one thread does before another has started
Part = tuple[Floats, NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def find_listed(
    catalogue: Catalogue, tests: tuple[Test, ...], criteria: tuple[Criterion, ...], top: int
) -> NDArray[np.int64]:
    """The rows, rising, of which the lists of `draw_shortlist` consist; all rows where looking first does not pay."""
    if len(catalogue) <= LARGE or not available() or any(len(one.knots) > MOST_KNOTS for one in criteria):
        return np.arange(len(catalogue))
    demand = Demand(tests, criteria)
    demands = gather([demand])
    packed = bind_table(catalogue, demands), bind_demands(demands, judge_sets(catalogue, demands))
    scales = [one.scale if isinstance(one, Within) else None for one in in_slots(demand)]
    units = np.array([np.nan if scale is None else scale for scale in scales], dtype=np.float64)
    threads = thread_count() if len(catalogue) > ALONE else 1

    def look(part: tuple[int, int]) -> Part:
        firsts, seconds = np.zeros((LISTS, top)), np.zeros((LISTS, top), dtype=np.int64)
        rows, found = np.zeros((LISTS, top), dtype=np.int64), np.zeros(LISTS, dtype=np.int64)
        LIST_ROWS(*packed, units, *part, top, firsts, seconds, rows, found, np.zeros(LISTS, dtype=np.int64))
        return firsts, seconds, rows, found

    return _merge(run(look, ranges(len(catalogue), threads)), top)


def _merge(parts: list[Part], top: int) -> NDArray[np.int64]:
    kept = []
    for one in range(LISTS):
        firsts, seconds, rows = (
            np.concatenate([part[column][one, : part[3][one]] for part in parts]) for column in range(3)
        )
        kept.append(rows[np.lexsort((rows, seconds, firsts))[:top]])
    return np.sort(np.concatenate(kept)).astype(np.int64)
