"""How many-sided is what a region can do, and how rare is what an industry asks for?

The economic complexity index (ECI) of regions and its twin for industries (PCI) after Hidalgo and Hausmann (2009),
as the eigenvectors that Mealy, Farmer and Teytelboym (2019) describe: the direction in which regions with alike
industries lie together. A description of the table at hand; by itself no advice on what to court.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yuantu.errors import Refusal

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
SAME = 1e-9  # eigenvalues that differ by less cannot be told apart


@dataclass(frozen=True, slots=True)
class Complexity:
    """`regions` (r,) and `industries` (i,): mean 0 and standard deviation 1 (population) over those that have one.

    NaN for a region that is specialised in nothing and an industry in which no region is.
    """

    regions: Floats
    industries: Floats


def economic_complexity(specialised: Flags) -> Complexity:
    """ECI and PCI of a (regions, industries) table of yes and no.

    Signs are chosen so that diverse regions come out high. Raises `BadInput` when the table falls into parts that
    share no industry: the index then only says which part a region is in.
    """
    rows, columns = np.flatnonzero(specialised.any(axis=1)), np.flatnonzero(specialised.any(axis=0))
    present = specialised[np.ix_(rows, columns)].astype(np.float64)
    if len(rows) < 3 or len(columns) < 3:
        raise Refusal("complexity_small", regions=len(rows), industries=len(columns))
    diversity, ubiquity = present.sum(axis=1), present.sum(axis=0)
    # M̃ = D_r⁻¹ M D_i⁻¹ Mᵀ is similar to the symmetric W Wᵀ with W = D_r^-½ M D_i^-½, whose eigenvectors are the left
    # singular vectors of W: real, orthogonal and without the noise of an unsymmetric solver.
    scaled = present / np.sqrt(np.outer(diversity, ubiquity))
    left, strengths, right = np.linalg.svd(scaled, full_matrices=False)
    if strengths[1] > 1 - SAME:
        raise Refusal("complexity_parts")
    of_rows, of_columns = left[:, 1] / np.sqrt(diversity), right[1] / np.sqrt(ubiquity)
    sign = 1.0 if np.corrcoef(of_rows, diversity)[0, 1] >= 0 else -1.0
    regions, industries = np.full(len(specialised), np.nan), np.full(specialised.shape[1], np.nan)
    regions[rows], industries[columns] = _standardised(sign * of_rows), _standardised(sign * of_columns)
    return Complexity(regions, industries)


def _standardised(numbers: Floats) -> Floats:
    standardised: Floats = (numbers - numbers.mean()) / numbers.std()
    return standardised
