"""How much does each criterion count, and do the judgements behind the weights agree with each other?

Weights are positive or zero and sum to one. Three ways to state them: plain numbers; swings (100 for the criterion
whose step from worst to best matters most, the others beside it: von Winterfeldt & Edwards 1986); or a matrix of
pairwise comparisons (the analytic hierarchy process, Saaty 1980), used to ask for weights only, never to score: new
candidates would then reorder old ones (Belton & Gear 1983).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from yuantu.errors import Problem, Refusal
from yuantu.match.catalogue import Floats

# Mean consistency index of random reciprocal matrices of order 1, 2, 3 …: Saaty (1980), The Analytic Hierarchy
# Process, McGraw-Hill, p. 21.
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
CONSISTENT_RATIO = 0.10
LARGEST_SWING = 100.0
# Reciprocals are written with few digits (0.33 for 1/3), so a product may be a little off one.
RECIPROCAL_SLACK = 0.02


@dataclass(frozen=True, slots=True)
class Judged:
    """Weights (m,) from a matrix of comparisons, with how consistent it is.

    `eigenvalue` is the principal one, at least m; `index` = (eigenvalue − m) / (m − 1); `ratio` = index / random
    index, 0 for m < 3. `warnings` holds a problem when the ratio is above 0.10 (Saaty 1980).
    """

    names: tuple[str, ...]
    weights: Floats
    eigenvalue: float
    index: float
    ratio: float
    warnings: tuple[Problem, ...] = ()


def weigh_directly(numbers: Mapping[str, float]) -> dict[str, float]:
    """Numbers of any size, one per criterion, in proportion, as weights that sum to one.

    Refuses no criterion at all, a number that is negative or not finite, and all zero.
    """
    if not numbers:
        raise Refusal("weights_none")
    for name, number in numbers.items():
        if not 0.0 <= number < float("inf"):
            raise Refusal("weights_number", name=name, value=number)
    largest = max(numbers.values())
    if largest == 0.0:
        raise Refusal("weights_all_zero", names=", ".join(numbers))
    # Numbers of extreme size would overflow their sum.
    shares = {name: number / largest for name, number in numbers.items()}
    total = sum(shares.values())
    return {name: share / total for name, share in shares.items()}


def weigh_by_swings(swings: Mapping[str, float]) -> dict[str, float]:
    """Weights from swings: the step from worst to best that matters most is 100, the others are in proportion.

    Refuses as `weigh_directly`, and swings of which none is 100 or one is above.
    """
    weights = weigh_directly(swings)
    largest = max(swings, key=lambda name: swings[name])
    if swings[largest] != LARGEST_SWING:
        raise Refusal("weights_swing", name=largest, value=f"{swings[largest]:g}")
    return weights


def weigh_by_pairs(names: Sequence[str], matrix: Sequence[Sequence[float]]) -> Judged:
    """Weights from pairwise comparisons: `matrix[i][j]` says how many times as important i is as j.

    The weights are the principal right eigenvector, scaled to sum to one (Saaty 1980). Refuses a matrix that is
    not square of the order of `names` or larger than the table of random indices, entries that are not positive,
    and pairs that are not reciprocal. An inconsistent matrix is used, with a warning.
    """
    pairs = _check_pairs(names, matrix)
    order = len(pairs)
    eigenvalue, vector = _principal(pairs)
    index = max(0.0, (eigenvalue - order) / (order - 1)) if order > 2 else 0.0
    ratio = index / RANDOM_INDEX[order - 1] if order > 2 else 0.0
    warnings: tuple[Problem, ...] = ()
    if ratio > CONSISTENT_RATIO:
        first, second, stated, implied = _worst_pair(names, pairs, vector)
        params = {
            "ratio": f"{ratio:.2f}",
            "first": first,
            "second": second,
            "stated": stated,
            "implied": implied,
        }
        warnings = (Problem("weights_inconsistent", params, severity="warning"),)
    return Judged(tuple(names), vector, eigenvalue, index, ratio, warnings)


def _check_pairs(names: Sequence[str], matrix: Sequence[Sequence[float]]) -> Floats:
    order = len(names)
    if order == 0:
        raise Refusal("weights_none")
    if order > len(RANDOM_INDEX):
        raise Refusal("weights_too_many", count=order, most=len(RANDOM_INDEX))
    if len(matrix) != order or any(len(row) != order for row in matrix):
        shape = f"{len(matrix)} × {'/'.join(sorted({str(len(row)) for row in matrix}))}"
        raise Refusal("weights_shape", shape=shape, order=order)
    pairs = np.array(matrix, dtype=np.float64)
    for i, j in np.ndindex(order, order):
        here = {"first": names[i], "second": names[j]}
        if not 0.0 < pairs[i, j] < np.inf:
            raise Refusal("weights_pair", value=f"{pairs[i, j]:g}", **here)
        if abs(pairs[i, j] * pairs[j, i] - 1.0) > RECIPROCAL_SLACK:
            raise Refusal("weights_reciprocal", value=f"{pairs[i, j]:g}", back=f"{pairs[j, i]:g}", **here)
    # What was rounded on one side is made exactly reciprocal again.
    made: Floats = np.sqrt(pairs / pairs.T)
    return made


def _principal(pairs: Floats) -> tuple[float, Floats]:
    """Perron's eigenvalue and eigenvector: real, positive and unique for a positive matrix."""
    values, vectors = np.linalg.eig(pairs)
    largest = int(np.argmax(values.real))
    vector = np.abs(vectors[:, largest].real)
    return float(values[largest].real), vector / vector.sum()


def _worst_pair(names: Sequence[str], pairs: Floats, weights: Floats) -> tuple[str, str, str, str]:
    """The comparison farthest from what all others imply: names, what was stated, what the weights imply."""
    implied = weights[:, None] / weights[None, :]
    at = int(np.argmax(np.abs(np.log(pairs / implied))))
    i, j = divmod(at, len(names))
    return names[i], names[j], f"{pairs[i, j]:.3g}", f"{implied[i, j]:.3g}"
