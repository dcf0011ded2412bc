"""Which candidates are best for each demand, without compiled code?

Tests and scores are those of `match.knockouts` and `match.scoring`, block by block, so that ten million rows need no
more memory than a block.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yuantu.match.catalogue import YES, Catalogue, Column, Flag, Floats, Interval, Label
from yuantu.match.kernels.demands import Demand, Demands
from yuantu.match.knockouts import eliminate
from yuantu.match.scoring import score

BLOCK = 1 << 16
DIGITS = 12


@dataclass(frozen=True, slots=True)
class Best:
    """Per demand the best rows of the catalogue, best first: `rows` (M, k) int64 and `scores` (M, k) float64.

    Where fewer than k pass, -1 and NaN fill the rest.
    """

    rows: NDArray[np.int64]
    scores: Floats


def find_plainly(catalogue: Catalogue, demands: Demands, most: int) -> Best:
    """The best rows of every demand."""
    rows = np.full((len(demands), most), -1, dtype=np.int64)
    scores = np.full((len(demands), most), np.nan)
    for place in range(len(demands)):
        found, values = _best_of(catalogue, demands.demand(place), most)
        rows[place, : len(found)], scores[place, : len(found)] = found, values
    return Best(rows, scores)


def _best_of(catalogue: Catalogue, demand: Demand, most: int) -> tuple[NDArray[np.int64], Floats]:
    rows, scores = np.empty(0, dtype=np.int64), np.empty(0)
    for start in range(0, len(catalogue), BLOCK):
        block = cut(catalogue, demand, start, min(start + BLOCK, len(catalogue)))
        passed = np.flatnonzero(eliminate(demand.tests, block).state == YES)
        middle = score(demand.criteria, block).middle()[passed]
        rows, scores = first_of(np.append(rows, passed + start), np.append(scores, middle), most)
    return rows, scores


def first_of(rows: NDArray[np.int64], scores: Floats, most: int) -> tuple[NDArray[np.int64], Floats]:
    """The first `most` by score to twelve digits, then by row."""
    order = np.lexsort((rows, -np.round(scores, DIGITS)))[:most]
    return rows[order], scores[order]


def cut(catalogue: Catalogue, demand: Demand, first: int, last: int) -> Catalogue:
    """A run of rows, with the columns that a demand names."""
    names = {test.column for test in demand.tests} | {criterion.column for criterion in demand.criteria}
    columns: dict[str, Column] = {}
    for name in names & catalogue.columns.keys():
        match catalogue.columns[name]:
            case Interval(low, high):
                columns[name] = Interval(low[first:last], high[first:last])
            case Flag(state):
                columns[name] = Flag(state[first:last])
            case Label(codes, members, groups):
                columns[name] = Label(codes[first:last], members, groups)
    return Catalogue(np.arange(first, last), columns)
