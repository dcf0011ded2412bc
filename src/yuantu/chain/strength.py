"""Is a region strong or weak in a product that is made there?

The location quotient counts companies: the share of the region's known companies that make the product, over that share
among all known companies. With a handful of companies it means little, so it has the interval of the regional share
(Wilson 1927, see `specialisation`), and a word only where the interval lies on one side of 1.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from yuantu.chain.gaps import Floats, Gaps
from yuantu.chain.specialisation import share_interval

Word = Literal["strong", "weak", "unclear"]


@dataclass(frozen=True)
class Strength:
    """`quotient`, `low` and `high`, all (regions, nodes); NaN where nobody makes it, or no company is known."""

    quotient: Floats
    low: Floats
    high: Floats

    def word(self, row: int, column: int) -> Word | None:
        """`strong` (强链) above 1 throughout, `weak` (弱链) below 1 throughout; None where there is no quotient."""
        if np.isnan(self.quotient[row, column]):
            return None
        if self.low[row, column] > 1:
            return "strong"
        return "weak" if self.high[row, column] < 1 else "unclear"


def measure_strength(gaps: Gaps) -> Strength:
    """The strength of every region in every product."""
    counts = gaps.makers.astype(np.float64)
    totals = gaps.world.located.sum(axis=0).astype(np.float64)[:, None]
    low, high = share_interval(counts, totals)
    known, makers = len(gaps.world.companies), gaps.made.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        # Multiplied first: equal shares then give exactly 1.
        quotient = counts * known / (totals * makers)
        return Strength(quotient, low * known / makers, high * known / makers)
