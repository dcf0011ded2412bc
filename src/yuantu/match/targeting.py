"""Which companies elsewhere should one visit to fill a gap?

The question put in the engine's terms: candidates are the companies that make the product, or might, and are not in
the region; that at least two sources speak of them is a knock-out, the rest criteria on fixed knots, which stand in
catalogues/targets.yaml.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from yuantu.chain.makers import Placement
from yuantu.match.catalogue import Catalogue, Interval
from yuantu.match.declaration_files import load_declaration
from yuantu.match.knockouts import Within
from yuantu.match.prospects import Point
from yuantu.match.questions import default_criteria
from yuantu.match.scoring import Criterion, normalise
from yuantu.match.shortlist import Shortlist, draw_shortlist

LEAST_SOURCES, LEAST_REASONS = 2, 3
NARROWER = 0.9  # a maker of a narrower product may not make all that the broader name covers


@dataclass(frozen=True, slots=True)
class Prospect:
    """A candidate: why it is taken for a maker, minutes to its customers here (None: no way known), what ties it.

    `sources` are those that speak of it and can be looked up; `reasons` is how many reasons there are to visit it.
    """

    company: str
    placement: Placement
    minutes: float | None
    ties: tuple[Point, ...]
    signs: tuple[Point, ...]
    sources: tuple[str, ...]
    reasons: int


def criteria() -> tuple[Criterion, ...]:
    """The criteria of the catalogue of targets, weights summing to one."""
    return normalise(default_criteria(load_declaration("targets"), "", {}, {}))


def rank(prospects: Sequence[Prospect], node: str, top: int) -> Shortlist:
    """Passed: to visit, best first. Rejected: too few sources or reasons; nothing is recommended of them."""
    exact = [1.0 if one.placement.node == node else NARROWER for one in prospects]
    columns = {
        "fit": [one.placement.confidence * share for one, share in zip(prospects, exact, strict=True)],
        "minutes": [np.nan if one.minutes is None else one.minutes for one in prospects],
        "relations": [float(len(one.ties)) for one in prospects],
        "signs": [float(len(one.signs)) for one in prospects],
        "sources": [float(len(one.sources)) for one in prospects],
        "reasons": [float(one.reasons) for one in prospects],
    }
    known = {name: np.array(numbers, dtype=np.float64) for name, numbers in columns.items()}
    catalogue = Catalogue(
        [one.company for one in prospects],
        {name: Interval(numbers, numbers) for name, numbers in known.items()},
    )
    tests = (
        Within("sources", "sources", float(LEAST_SOURCES)),
        Within("reasons", "reasons", float(LEAST_REASONS)),
    )
    return draw_shortlist(catalogue, tests, criteria(), top)
