"""Through which knots does a value function go?"""

import math
from collections.abc import Sequence
from itertools import pairwise

from yuantu.errors import BadInput, Problem

Knots = tuple[tuple[float, float], ...]


def line(worst: float, best: float) -> Knots:
    """The knots of a straight value function: 0 at `worst`, 1 at `best`, whichever is larger."""
    return tuple(sorted(((worst, 0.0), (best, 1.0))))


def read_knots(pairs: Sequence[Sequence[float]]) -> Knots:
    """Knots as somebody wrote them, (number, value) each.

    Raises BadInput (`match_knots`) unless there are at least two, finite, numbers strictly increasing, values
    within [0, 1], and at least two different values: a function that is flat everywhere tells nothing apart.
    """
    knots = tuple((float(number), float(value)) for number, value in pairs)
    numbers, values = [number for number, _ in knots], [value for _, value in knots]
    rising = all(one < other for one, other in pairwise(numbers))
    finite = all(math.isfinite(one) for one in (*numbers, *values))
    if not finite or not rising or len(set(values)) < 2 or not all(0 <= value <= 1 for value in values):
        written = ", ".join(f"[{number:g}, {value:g}]" for number, value in knots)
        raise BadInput(Problem("match_knots", {"value": f"[{written}]"}))
    return knots
