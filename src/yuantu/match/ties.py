"""Which candidates cannot be told apart (难分高下)?

The pairwise winning index p(i, j) is the share of draws in which i scores higher than j, a tie counting half (Leskinen
and others 2006). It depends on these two alone: no other candidate moves it. i is *clearly* before j when the lower
end of the 95 % interval of p(i, j) is at least 0.71, the bound from which Vargha & Delaney (2000) call such a
probability of superiority large; it means that i wins about five times for two that it loses.

A band starts with the first candidate that is in none yet and holds all that follow it and that it is not clearly
before. So nobody in a band is clearly beaten by the first of it, and bands do not run on through a chain of neighbours.
"""

from math import sqrt

import numpy as np

from yuantu.match.catalogue import Floats

CLEAR = 0.71
# The 97.5 % point of the normal distribution: intervals of 95 %.
NORMAL_95 = 1.959963984540054


def winning_shares(scores: Floats) -> Floats:
    """p(i, j), (n, n), from scores (n, draws): i higher than j, ties half; p(i, j) + p(j, i) = 1."""
    count = len(scores)
    shares = np.full((count, count), 0.5)
    for one in range(count):
        wins = (scores[one] > scores).mean(axis=1) + (scores[one] == scores).mean(axis=1) / 2
        shares[one] = wins
    return shares


def interval_of_share(share: float, draws: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share counted in independent draws; not a point even at 0 and 1."""
    square = NORMAL_95**2
    middle = share + square / (2 * draws)
    spread = NORMAL_95 * sqrt(share * (1 - share) / draws + square / (4 * draws**2))
    scale = 1 + square / draws
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def half_width(draws: int) -> float:
    """Half of the 95 % interval of a share, at its widest (a share of one half): 0.01 for 9,604 draws.

    Tervonen & Lahdelma (2007) choose the number of draws by it.
    """
    return NORMAL_95 / (2 * sqrt(draws))


def tie_bands(winning: Floats, draws: int) -> list[list[int]]:
    """Places 0 … n - 1, in their order, in bands within which the first is not clearly before the others."""
    bands: list[list[int]] = []
    left = list(range(len(winning)))
    while left:
        first = left[0]
        band = [
            one
            for one in left
            if one == first or interval_of_share(float(winning[first, one]), draws)[0] < CLEAR
        ]
        bands.append(band)
        left = [one for one in left if one not in band]
    return bands
