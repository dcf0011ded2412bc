"""What does the matching engine see of its candidates?

Columns of equal length, one entry per candidate. An `Interval` column holds what is known of a number: its low
and high bound, both NaN when nothing is known, infinite on a side that the words leave open. A `Flag` column
holds yes, no or unknown. A `Label` column holds members of a closed set or nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
States = NDArray[np.int8]
YES, UNKNOWN, NO = np.int8(1), np.int8(0), np.int8(-1)


@dataclass(frozen=True, slots=True)
class Interval:
    """What is known of a number: `low` ≤ number ≤ `high`, shape (n,), float64, NaN where unknown."""

    low: Floats
    high: Floats

    @property
    def known(self) -> NDArray[np.bool_]:
        return ~np.isnan(self.low)

    def take(self, rows: NDArray[np.intp]) -> "Interval":
        return Interval(self.low[rows], self.high[rows])


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes (1), no (-1) or unknown (0) per candidate, shape (n,), int8."""

    state: States

    def take(self, rows: NDArray[np.intp]) -> "Flag":
        return Flag(self.state[rows])


@dataclass(frozen=True, slots=True)
class Label:
    """Zero or more members of a set per candidate.

    `members[code]` are the words; `codes` is (n,), int32, -1 where unknown; `groups` names, per code, all that it
    counts as (itself and what it lies in): once, or once per alternative where the sources disagree.
    """

    codes: NDArray[np.int32]
    members: tuple[str, ...]
    groups: tuple[tuple[frozenset[str], ...], ...]

    def take(self, rows: NDArray[np.intp]) -> "Label":
        return Label(self.codes[rows], self.members, self.groups)


Column = Interval | Flag | Label


def interval(pairs: Sequence[tuple[float | None, float | None] | None]) -> Interval:
    """A column from (low, high) pairs; None is unknown, None on one side is open on that side."""
    low = np.full(len(pairs), np.nan)
    high = np.full(len(pairs), np.nan)
    for at, pair in enumerate(pairs):
        if pair is not None:
            low[at] = -np.inf if pair[0] is None else pair[0]
            high[at] = np.inf if pair[1] is None else pair[1]
    return Interval(low, high)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Candidates as columns. `statements(row, column)` names the evidence of one cell, when it is asked for."""

    ids: Sequence[str] | NDArray[Any]
    columns: dict[str, Column]
    statements: Callable[[int, str], tuple[str, ...]] = field(default=lambda row, column: ())

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: NDArray[np.intp]) -> "Catalogue":
        """The candidates of those rows alone, in that order."""
        columns = {name: column.take(rows) for name, column in self.columns.items()}
        return Catalogue([self.ids[int(row)] for row in rows], columns)

    def interval(self, name: str) -> Interval:
        """The named number column; a column that no candidate has is unknown throughout."""
        column = self.columns.get(name)
        if isinstance(column, Interval):
            return column
        nothing = np.full(len(self), np.nan)
        return Interval(nothing, nothing)

    def flag(self, name: str) -> Flag:
        column = self.columns.get(name)
        return column if isinstance(column, Flag) else Flag(np.zeros(len(self), dtype=np.int8))

    def label(self, name: str) -> Label:
        column = self.columns.get(name)
        if isinstance(column, Label):
            return column
        return Label(np.full(len(self), -1, dtype=np.int32), (), ())
