"""What is each candidate worth on each criterion, as far as is known?

The values in [0, 1] before any weight is applied, as bands: what stability is computed from. They come from value
functions on fixed bounds, so no candidate moves another's values.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yuantu.match.catalogue import Catalogue, Floats
from yuantu.match.scoring import Criterion


@dataclass(frozen=True, slots=True)
class Valuation:
    """Values of the candidates `ids` (n) on the criteria `names` (m): `low` and `high` (n, m), in [0, 1], low ≤ high.

    Equal where the number is known exactly, 0 and 1 where nothing is known. Raises ValueError for other shapes.
    """

    ids: Sequence[str] | NDArray[Any]
    names: tuple[str, ...]
    low: Floats
    high: Floats

    def __post_init__(self) -> None:
        shape = (len(self.ids), len(self.names))
        if self.low.shape != shape or self.high.shape != shape:
            raise ValueError(f"values of shape {self.low.shape} and {self.high.shape}, not {shape}")
        # A denial, so that NaN is caught as well.
        if not bool(((self.low >= 0.0) & (self.low <= self.high) & (self.high <= 1.0)).all()):
            raise ValueError("values must lie in [0, 1], low ≤ high")

    def __len__(self) -> int:
        return len(self.ids)

    def middle(self) -> Floats:
        """The middle of each band (n, m): where the lists are ordered by."""
        return (self.low + self.high) / 2

    def rows(self, chosen: NDArray[np.intp]) -> "Valuation":
        """The chosen candidates alone, in the order of `chosen`."""
        ids = [self.ids[row] for row in chosen.tolist()]
        return Valuation(ids, self.names, self.low[chosen], self.high[chosen])


def value_candidates(
    criteria: Sequence[Criterion], catalogue: Catalogue, rows: NDArray[np.intp] | None = None
) -> Valuation:
    """Values of the candidates in `rows` (all, if None) on every criterion, whatever its weight."""
    chosen = np.arange(len(catalogue)) if rows is None else rows
    low, high = np.empty((2, len(chosen), len(criteria)))
    for place, one in enumerate(criteria):
        column = catalogue.interval(one.column)
        low[:, place], high[:, place] = one.band(column.low[chosen], column.high[chosen])
    ids = [catalogue.ids[row] for row in chosen.tolist()]
    return Valuation(ids, tuple(one.name for one in criteria), low, high)
