"""How well does a candidate do, on bounds that no other candidate can move?

An additive value model. Each criterion has a piecewise-linear value function on *fixed* bounds that belong to
the brief, never to the candidates, so adding or removing a candidate cannot reorder the others (the failure of
min–max scaling known as rank reversal, Belton & Gear 1983). Weights sum to one. A missing or partly known
number gives a band from worst to best case; it is never imputed.
"""

from dataclasses import dataclass

import numpy as np

from yuantu.match.catalogue import Catalogue, Floats


@dataclass(frozen=True, slots=True)
class Criterion:
    """A column, its weight, and its value function: linear from 0 at `worst` to 1 at `best`, clipped."""

    name: str
    column: str
    weight: float
    worst: float
    best: float
    unit: str = ""

    def value(self, numbers: Floats) -> Floats:
        """Value in [0, 1] of each number, shape kept; NaN stays NaN, infinities take the end of the scale."""
        return np.clip((numbers - self.worst) / (self.best - self.worst), 0.0, 1.0)

    def number_at(self, value: float) -> float:
        """The number that has this value in [0, 1]; at 0 and 1 the bound itself."""
        return self.worst + value * (self.best - self.worst)


@dataclass(frozen=True, slots=True)
class Contribution:
    """Weight × value of one criterion: `low` and `high` (n,); equal where the number is known exactly."""

    criterion: Criterion
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """Contributions and their sums: `low` and `high` (n,), both in [0, 1]."""

    contributions: tuple[Contribution, ...]
    low: Floats
    high: Floats

    def middle(self) -> Floats:
        """The middle of each band: what the lists are ordered by."""
        return (self.low + self.high) / 2


def normalise(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    """The same criteria with weights that sum to one."""
    total = sum(criterion.weight for criterion in criteria)
    return tuple(
        Criterion(one.name, one.column, one.weight / total, one.worst, one.best, one.unit) for one in criteria
    )


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
    one, other = criterion.value(column.low), criterion.value(column.high)
    worst = np.where(column.known, np.minimum(one, other), 0.0)
    best = np.where(column.known, np.maximum(one, other), 1.0)
    return Contribution(criterion, criterion.weight * worst, criterion.weight * best)
