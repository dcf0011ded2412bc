"""Which industries go together, and how close does a region stand to one that it does not have?

Two industries are near when regions that are specialised in one tend to be specialised in the other: the smaller of
the two conditional probabilities (Hidalgo, Klinger, Barabási and Hausmann 2007). The relatedness density of an
industry in a region is the share of that nearness that the region already has. How to measure it is not agreed on
(Li and Neffke 2024), and it can do worse than plain autocorrelation (Tacchella et al. 2023): `activations` compares
the two on the data at hand, and the figures of both are shown side by side.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def proximity(specialised: Flags) -> Floats:
    """Nearness of industries: (industries, industries), symmetric, in [0, 1], 1 on the diagonal.

    `specialised` is (regions, industries). An industry in which no region is specialised is near to nothing, not
    even to itself: its row is 0.
    """
    present = specialised.astype(np.float64)
    together = present.T @ present
    ubiquity = np.diag(together)
    larger = np.maximum.outer(ubiquity, ubiquity)
    return np.divide(together, larger, out=np.zeros_like(together), where=larger > 0)


def relatedness_density(specialised: Flags, nearness: Floats) -> Floats:
    """Share of an industry's nearness that a region already has: (regions, industries), in [0, 1].

    The industry itself does not count, so a region gains nothing from being specialised in it already. NaN where an
    industry is near to no other.
    """
    others = nearness - np.diag(np.diag(nearness))
    whole = others.sum(axis=0)
    present = specialised.astype(np.float64) @ others
    density: Floats = np.divide(present, whole, out=np.full_like(present, np.nan), where=whole > 0)
    return density
