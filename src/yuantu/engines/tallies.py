"""How many are there about each place, and of how many is that not known?

Whoever has no position is left out of no count in silence: a tally holds what is within for certain and, beside it,
of how many it is unknown. The true count lies between the first and the sum of both.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Marks = NDArray[np.uint64]
MOST_MARKS = 64


@dataclass(frozen=True, slots=True)
class Tally:
    """Points within reach of each of p places, int32.

    `within` (p,) and `by_mark` (p, marks) are those certainly within; `unknown` (p,) and `unknown_by_mark`
    (p, marks) those of which it is not known. All are 0 where `known` (p,) is False: the place itself has no position.
    """

    within: NDArray[np.int32]
    by_mark: NDArray[np.int32]
    unknown: NDArray[np.int32]
    unknown_by_mark: NDArray[np.int32]
    known: NDArray[np.bool_]

    def bounds(self, mark: int | None = None) -> tuple[Floats, Floats]:
        """Least and greatest count per place, float64, of all points or of those with a mark; NaN where not known."""
        within, unknown = (
            (self.within, self.unknown)
            if mark is None
            else (self.by_mark[:, mark], self.unknown_by_mark[:, mark])
        )
        low = np.where(self.known, within, np.nan)
        return low, low + unknown


def kept_marks(marks: Marks | None, count: int, mark_count: int) -> Marks:
    """The lowest `mark_count` bits of each point's marks; none if None. Raises ValueError for unfit ones."""
    if not 0 <= mark_count <= MOST_MARKS:
        raise ValueError(f"{mark_count} marks, at most {MOST_MARKS} can be counted")
    every = np.zeros(count, np.uint64) if marks is None else np.asarray(marks, dtype=np.uint64)
    if every.shape != (count,):
        raise ValueError(f"marks of shape {every.shape} for {count} points")
    return every & np.uint64(2**mark_count - 1)


def count_marks(marks: Marks, mark_count: int) -> NDArray[np.int32]:
    """How many of the points carry each mark, (marks,)."""
    counts = [np.count_nonzero(marks >> np.uint64(mark) & np.uint64(1)) for mark in range(mark_count)]
    return np.array(counts, dtype=np.int32)
