"""How well does a candidate do, on bounds that no other candidate can move?

An additive value model. Each criterion has a piecewise-linear value function through *fixed* knots that belong to
the brief, never to the candidates, so adding or removing a candidate cannot reorder the others (the failure of
min–max scaling known as rank reversal, Belton & Gear 1983). Weights sum to one. A missing or partly known
number gives a band from worst to best case; it is never imputed.
"""

import math
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from yuantu.match.catalogue import Catalogue, Floats
from yuantu.match.knots import Knots
from yuantu.match.weights import weigh_directly


@dataclass(frozen=True, slots=True)
class Criterion:
    """A column, its weight, and its value function: straight lines between `knots`, flat outside them.

    `knots` are (number, value) pairs, numbers strictly increasing, values from 0 (worst) to 1 (best); the values
    need not rise or fall throughout. `origin` says who set it: the catalogue (`default`) or the `brief`.
    """

    name: str
    column: str
    weight: float
    knots: Knots
    unit: str = ""
    origin: str = "default"

    @property
    def worst(self) -> float:
        """The number of the lowest value; of several the outermost on that side."""
        return self._outermost(min(value for _, value in self.knots))

    @property
    def best(self) -> float:
        """The number of the highest value; of several the outermost on that side."""
        return self._outermost(max(value for _, value in self.knots))

    def _outermost(self, wanted: float) -> float:
        numbers = [number for number, value in self.knots if value == wanted]
        return numbers[0] if wanted == self.knots[0][1] else numbers[-1]

    def value(self, numbers: Floats) -> Floats:
        """Value in [0, 1] of each number, shape kept; NaN stays NaN, infinities take the end of the scale."""
        at, values = (np.array(side) for side in zip(*self.knots, strict=True))
        found: Floats = np.interp(numbers, at, values)
        return found

    def band(self, low: Floats, high: Floats) -> tuple[Floats, Floats]:
        """Lowest and highest value that a number between `low` and `high` may have; 0 and 1 where they are NaN."""
        one, other = self.value(low), self.value(high)
        least, most = np.minimum(one, other), np.maximum(one, other)
        for number, value in self.knots[1:-1]:
            inside = (low < number) & (number < high)
            least = np.where(inside, np.minimum(least, value), least)
            most = np.where(inside, np.maximum(most, value), most)
        unknown = np.isnan(low)
        return np.where(unknown, 0.0, least), np.where(unknown, 1.0, most)

    def number_at(self, value: float, near: float) -> float | None:
        """The number nearest to `near` that has this value, ends of flat stretches included; None if none has."""
        found = []
        for (start, first), (end, last) in pairwise(self.knots):
            if min(first, last) <= value <= max(first, last):
                share = (value - first) / (last - first) if last != first else 0.0
                found.append(start + share * (end - start))
                found += [end] if last == first else []
        return min(found, key=lambda number: abs(number - near), default=None)


@dataclass(frozen=True, slots=True)
class Contribution:
    """Weight × value of one criterion: `low` and `high` (n,); equal where the number is known exactly."""

    criterion: Criterion
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """Contributions and their sums, added in the order of the criteria: `low` and `high` (n,), both in [0, 1]."""

    contributions: tuple[Contribution, ...]
    low: Floats
    high: Floats

    def middle(self) -> Floats:
        """The middle of each band: what the lists are ordered by."""
        return (self.low + self.high) / 2


def normalise(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    """The same criteria with weights that sum to one; no criterion at all stays none.

    Raises BadInput for a weight that is negative or no number, and when all are nought.
    """
    if criteria:
        weigh_directly({one.name: one.weight for one in criteria})  # refuses what makes no weights
    total = math.fsum(one.weight for one in criteria)
    return tuple(replace(one, weight=one.weight / total) for one in criteria)


def score(criteria: tuple[Criterion, ...], catalogue: Catalogue) -> Scores:
    """Score every candidate. With no criterion at all every score is 0."""
    contributions = tuple(_contribution(criterion, catalogue) for criterion in criteria)
    low, high = np.zeros(len(catalogue)), np.zeros(len(catalogue))
    for contribution in contributions:
        low = low + contribution.low
        high = high + contribution.high
    return Scores(contributions, low, high)


def _contribution(criterion: Criterion, catalogue: Catalogue) -> Contribution:
    column = catalogue.interval(criterion.column)
    low, high = criterion.band(column.low, column.high)
    return Contribution(criterion, criterion.weight * low, criterion.weight * high)
