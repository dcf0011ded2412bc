"""Would relatedness have foretold what regions took up, and better than looking at what was nearly there?

Two tables of the same regions and industries at two dates. A *candidate* is a pair in which the region was not
specialised at first; an *activation* one in which it was later (Albora et al. 2023 judge forecasts in this way).
Candidates are put in order by relatedness density and, beside it, by a plain baseline: the location quotient that
the region already had. Whoever reads one figure must see the other.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yuantu.chain.relatedness import proximity, relatedness_density
from yuantu.chain.specialisation import location_quotient, specialised
from yuantu.errors import Refusal

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Forecast:
    """How well an order of candidates separates those that were taken up.

    `auc`: probability that an activation stands above another candidate, ties counted half (0.5 is chance).
    `precision`: share of activations among the first `k`, where `k` is their true number.
    """

    auc: float
    precision: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both forecasts on the same candidates; `base_rate` is the precision of an order by lot."""

    candidates: int
    activations: int
    base_rate: float
    density: Forecast
    baseline: Forecast


def compare_with_baseline(before: Floats, after: Floats) -> Comparison:
    """Judge relatedness at the first date by what happened until the second; both are (regions, industries).

    Raises `BadInput` when nothing, or everything, was taken up: there is then nothing to tell apart.
    """
    if before.shape != after.shape:
        raise ValueError(f"two dates of one table are needed: {before.shape} and {after.shape}")
    quotient, had = location_quotient(before), specialised(before)
    density = relatedness_density(had, proximity(had))
    open_pairs = ~had & ~np.isnan(quotient) & ~np.isnan(density) & ~np.isnan(location_quotient(after))
    taken_up = specialised(after)[open_pairs]
    candidates, activations = len(taken_up), int(taken_up.sum())
    if activations in (0, candidates):
        raise Refusal("activations_none", candidates=candidates, activations=activations)
    return Comparison(
        candidates,
        activations,
        activations / candidates,
        judge_forecast(density[open_pairs], taken_up),
        judge_forecast(quotient[open_pairs], taken_up),
    )


def judge_forecast(merit: Floats, happened: Flags) -> Forecast:
    """AUC after Mann and Whitney (1947) and precision at the true number, ties shared out fairly; both (n,)."""
    values, place, sizes = np.unique(merit, return_inverse=True, return_counts=True)
    below = np.cumsum(sizes) - sizes
    ranks = below[place] + (sizes[place] + 1) / 2
    count = int(happened.sum())
    wins = float(ranks[happened].sum()) - count * (count + 1) / 2
    hits = np.bincount(place, weights=happened.astype(np.float64), minlength=len(values))
    above = np.cumsum(sizes[::-1])[::-1] - sizes
    taken = np.clip(count - above, 0, sizes)  # of each group of equals, how many are among the first
    return Forecast(wins / (count * (len(merit) - count)), float((hits * taken / sizes).sum()) / count)
