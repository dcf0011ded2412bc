"""In which industries does a region do more than its share?

The location quotient (区位商) of an industry in a region is its share there over its share everywhere. As *revealed
comparative advantage* the same ratio measures exports (Balassa 1965). A handful of plants can swing it in a small
place, so it is never shown without its interval.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yuantu.errors import BadInput, Problem

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Activity:
    """How much of each industry each region has: `amounts` (regions, industries), ≥ 0, in one unit."""

    regions: tuple[str, ...]
    industries: tuple[str, ...]
    amounts: Floats


def gather(cells: Iterable[tuple[str, str, float]], *, complete: bool) -> Activity:
    """A table from (region, industry, amount), rows and columns in the order of their names.

    Cells of one region and industry add up. A pair that no cell names is zero only when the list is declared
    `complete` (a customs statistic is; a list of companies somebody happened to know is not). Raises `BadInput` for
    a negative or unknown amount, an empty table, and a missing pair in a list that is not complete.
    """
    sums: dict[tuple[str, str], float] = {}
    for region, industry, amount in cells:
        if not (math.isfinite(amount) and amount >= 0):
            params = {"region": region, "industry": industry, "value": f"{amount:g}"}
            raise BadInput(Problem("activity_amount", params))
        sums[region, industry] = sums.get((region, industry), 0.0) + amount
    if not sums:
        raise BadInput(Problem("activity_empty"))
    regions = tuple(sorted({region for region, _ in sums}))
    industries = tuple(sorted({industry for _, industry in sums}))
    amounts = np.zeros((len(regions), len(industries)))
    for row, region in enumerate(regions):
        for column, industry in enumerate(industries):
            amount = sums.get((region, industry), 0.0 if complete else math.nan)
            if math.isnan(amount):
                raise BadInput(Problem("activity_missing", {"region": region, "industry": industry}))
            amounts[row, column] = amount
    return Activity(regions, industries, amounts)


def location_quotient(amounts: Floats) -> Floats:
    """Share of the industry in the region over its share in all regions, shape of `amounts`.

    NaN where the region or the industry has nothing at all: a share of nothing is not known.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        # Multiplied first: whole numbers that are in proportion then give exactly 1, and 1 is the threshold.
        expected = np.outer(amounts.sum(axis=1), amounts.sum(axis=0))
        quotient: Floats = amounts * amounts.sum() / expected
    return quotient


def location_quotient_interval(counts: Floats, z: float = Z_95) -> tuple[Floats, Floats]:
    """Where the quotient lies given that `counts` are small numbers: low and high, shape of `counts`.

    The Wilson score interval of the local share (Wilson 1927; recommended for small numbers by Brown, Cai and
    DasGupta 2001) over the overall share, which is taken as known. It stays above zero for a region that has none
    yet, and never collapses to a point. `counts` are things that can be counted (plants, companies, persons); a sum
    of money has no such interval. NaN where the quotient is NaN.
    """
    low, high = share_interval(counts, counts.sum(axis=1, keepdims=True), z)
    with np.errstate(divide="ignore", invalid="ignore"):
        overall = counts.sum(axis=0) / counts.sum()
        return low / overall, high / overall


def share_interval(counts: Floats, totals: Floats, z: float = Z_95) -> tuple[Floats, Floats]:
    """The Wilson score interval of `counts` out of `totals` (Wilson 1927), low and high; NaN of a total of none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = counts / totals
        middle = (share + z * z / (2 * totals)) / (1 + z * z / totals)
        reach = (
            z * np.sqrt(share * (1 - share) / totals + z * z / (4 * totals * totals)) / (1 + z * z / totals)
        )
        low: Floats = np.maximum(middle - reach, 0.0)
        high: Floats = np.minimum(middle + reach, 1.0)
    return low, high


def specialised(amounts: Floats, threshold: float = 1.0) -> Flags:
    """Whether the quotient reaches the threshold, shape of `amounts`; where it is not known the answer is no."""
    with np.errstate(invalid="ignore"):
        flags: Flags = location_quotient(amounts) >= threshold
    return flags
