"""How much does a region need a product that it may be without?

A sum of parts on fixed bounds, each shown with what it counts; docs/reference/chain.md has the formula. Bounds belong
to the method and not to the chain or the region, so that a further node or region moves nobody else's figure.

    demand         makers in the region of what the product goes into: 1, ½, ¼ at one, two, three steps   0 … 4
    leaders        chain leaders among them                                                              0 … 2
    single_source  makers in the region or within the minutes asked for: none or one is the worst        3 … 1
    substitutes    other kinds of the same broader product that are made in the region                   2 … 0
    table          largest input coefficient of an input–output table, if one is given                   0 … 0.3

The last three say how hard it is to do without, so they count only where somebody in the region asks for the product.
"""

from dataclasses import dataclass

import numpy as np

from yuantu.chain.gaps import Floats, Gaps

# Part → bounds (the value is 0 at the first and 1 at the second) and weight.
BOUNDS: dict[str, tuple[float, float]] = {
    "demand": (0.0, 4.0), "leaders": (0.0, 2.0), "single_source": (3.0, 1.0), "substitutes": (2.0, 0.0),
    "table": (0.0, 0.3),
}  # fmt: skip
WEIGHTS = {"demand": 0.4, "leaders": 0.25, "single_source": 0.2, "substitutes": 0.15}
TABLE_WEIGHT = 0.2
WHERE_ASKED_FOR = frozenset({"single_source", "substitutes", "table"})


@dataclass(frozen=True)
class Importance:
    """Per part the `counts` and the `values` in [0, 1], both (regions, nodes), with its weight; `score` their sum."""

    counts: dict[str, Floats]
    values: dict[str, Floats]
    weights: dict[str, float]
    score: Floats


def weigh(gaps: Gaps, within_minutes: float, coefficients: Floats | None = None) -> Importance:
    """The importance of every node for every region.

    `coefficients` (nodes,): the largest input coefficient of each node in what it goes into, NaN where the table does
    not say; None without a table, and then the other parts share its weight.
    """
    world, links = gaps.world, gaps.links
    asks = _asks(gaps)
    located = world.located.T.astype(np.float64)
    supplied = (world.located | (world.away <= within_minutes)).T.astype(np.float64)
    made = gaps.made.astype(np.float64)
    counts = {
        "demand": located @ asks,
        "leaders": (located * world.leads) @ (asks > 0).astype(np.float64),
        "single_source": supplied @ made,
        "substitutes": (gaps.makers > 0).astype(np.float64) @ links.siblings.T.astype(np.float64),
    }
    weights = dict(WEIGHTS)
    if coefficients is not None:
        counts["table"] = np.broadcast_to(coefficients, gaps.makers.shape)
        weights = {name: weight * (1 - TABLE_WEIGHT) for name, weight in WEIGHTS.items()} | {
            "table": TABLE_WEIGHT
        }
    values = {name: _value(name, count, counts["demand"] > 0) for name, count in counts.items()}
    score: Floats = np.sum([weights[name] * value for name, value in values.items()], axis=0)
    return Importance(counts, values, weights, score)


def _asks(gaps: Gaps) -> Floats:
    """(companies, nodes): how strongly a company asks for a product, by the nearest of what it makes."""
    asks = np.zeros(gaps.made.shape)
    for product in np.flatnonzero(gaps.made.any(axis=0)):
        who = gaps.made[:, product]
        asks[who] = np.maximum(asks[who], gaps.links.demand[:, product])
    return asks


def _value(name: str, count: Floats, asked_for: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]") -> Floats:
    worst, best = BOUNDS[name]
    value = np.nan_to_num(np.clip((count - worst) / (best - worst), 0.0, 1.0), nan=0.0) + 0.0  # no minus zero
    return np.where(asked_for, value, 0.0) if name in WHERE_ASKED_FOR else value
