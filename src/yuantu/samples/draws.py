"""Which numbers does a seed give, on every machine the same?

Only the raw 64-bit words of PCG64 are used (NumPy promises that this stream never changes; it does not promise that
of its distributions), and everything after that is integer arithmetic and table look-up: no logarithm, no rounding
of floats that a compiler could do differently.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
SLOTS = 1 << 16


class Draws:
    """`rows` × `width` uniform numbers in 0 … 65,535, handed out one column at a time.

    The stream runs row by row, so that a table made in chunks equals the table made at once.
    """

    def __init__(self, bits: np.random.PCG64, rows: int, width: int) -> None:
        words = np.asarray(bits.random_raw(rows * width // 4), dtype="<u8")
        self._columns = words.view("<u2").reshape(rows, width)
        self._next = 0

    def take(self) -> Integers:
        """The next column."""
        column = self._columns[:, self._next].astype(np.int64)
        self._next += 1
        return column


def wheel(weights: Sequence[int]) -> Integers:
    """A table of 65,536 slots that answers a draw with a choice, in proportion to integer `weights`."""
    total = sum(weights)
    ends = [end * SLOTS // total for end in accumulate(weights)]
    return np.searchsorted(np.asarray(ends), np.arange(SLOTS), side="right").astype(np.int64)


def quantiles(points: Sequence[tuple[int, int]], steps: Sequence[tuple[int, int]]) -> Integers:
    """A table of 65,536 slots that answers a draw with a value of a distribution.

    `points`: (per mille, value), rising, from 0 to 1000; straight lines between. `steps`: (below, step), rising:
    values in the band that ends at `below` are rounded down to multiples of `step`, as people state them.
    """
    table = np.zeros(SLOTS, dtype=np.int64)
    for (start, low), (end, high) in pairwise(points):
        first, last = start * SLOTS // 1000, end * SLOTS // 1000
        table[first:last] = low + (high - low) * np.arange(last - first) // (last - first)
    floor = 0
    rounded = table.copy()
    for below, step in steps:
        band = (table >= floor) & (table < below)
        rounded[band] = table[band] // step * step
        floor = below
    return rounded


def pick(draw: Integers, choices: NDArray[np.int64]) -> Integers:
    """One of `choices` each, all equally likely; `choices` may be a row of choices per draw."""
    slots = draw * choices.shape[-1] // SLOTS
    picked: Integers = choices[slots] if choices.ndim == 1 else choices[np.arange(len(draw)), slots]
    return picked


def chance(draw: Integers, per_mille: int | Integers) -> NDArray[np.bool_]:
    """True in `per_mille` of 1000 draws."""
    return draw * 1000 < per_mille * SLOTS
