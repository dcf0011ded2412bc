"""How sure is the order, and what would change it?

SMAA-2 (Lahdelma & Salminen 2001): of all weights and values that are thought possible, the share that puts a candidate
first, second …; the mean of the weights that put it first (its central weights); and with these weights the share of
the possible values that put it first (its confidence factor). Beside it the candidates that cannot be told apart, who
is first without each criterion, and the smallest changes that flip the first place: docs/explanation/stability.md.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yuantu.errors import Refusal
from yuantu.match.acceptability import (
    MOST_RANKS,
    Ranks,
    count_ranks,
    keys_of,
    put_alike_together,
    score_draws,
)
from yuantu.match.catalogue import Catalogue, Floats
from yuantu.match.flips import LeftOut, ValueFlip, WeightFlip, leave_out_each, value_flips, weight_flips
from yuantu.match.scoring import Criterion, normalise
from yuantu.match.ties import half_width, interval_of_share, tie_bands, winning_shares
from yuantu.match.valuation import Valuation, value_candidates
from yuantu.match.value_draws import Keys
from yuantu.match.weight_sets import WeightSet, any_weights

DRAWS = 10_000
CONFIDENCE_DRAWS = 2_048
MOST_DRAWS = 1_000_000
RANKS = SHOWN = 5
# Who is first this often is shown even when the score under the stated weights does not put it among the shown.
OFTEN_FIRST = 0.05
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidate: its score, the shares of draws in which it has rank 1 … K, and in which it lies beyond.

    `first_low`, `first_high`: 95 % interval of the share of rank 1. `central_weights` and `confidence` are None for
    a candidate that was never first. `band` is its place among the bands of ties, 0 the best.
    """

    id: str
    score: float
    ranks: tuple[float, ...]
    beyond: float
    first_low: float
    first_high: float
    central_weights: dict[str, float] | None
    confidence: float | None
    band: int


@dataclass(frozen=True, slots=True)
class Stability:
    """The answer for `candidates` candidates. `half_width`: 95 % error of any share, at its widest.

    `standings` in the order of the score; `winning[i][j]` is the share of draws in which the i-th of them scores
    higher than the j-th; `bands` are their ids. `close` says that the first place cannot be called.
    """

    seed: int
    draws: int
    weight_set: WeightSet
    candidates: int
    half_width: float
    confidence_half_width: float
    standings: tuple[Standing, ...]
    winning: tuple[tuple[float, ...], ...]
    bands: tuple[tuple[str, ...], ...]
    close: bool
    without: tuple[LeftOut, ...]
    weight_flips: tuple[WeightFlip, ...]
    value_flips: tuple[ValueFlip, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        form: dict[str, Any] = asdict(self)
        form["weight_set"] = self.weight_set.to_json()
        return form


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the simulation is run: seed, number of draws, how many ranks are counted, how many candidates shown."""

    seed: int = 0
    draws: int = DRAWS
    ranks: int = RANKS
    shown: int = SHOWN

    def __post_init__(self) -> None:
        limits = {"draws": MOST_DRAWS, "ranks": MOST_RANKS, "shown": MOST_SHOWN}
        for name, most in limits.items():
            if not 1 <= getattr(self, name) <= most:
                raise Refusal("stability_number", name=name, value=getattr(self, name), most=most)


def assess_stability(
    criteria: Sequence[Criterion],
    catalogue: Catalogue,
    rows: Sequence[int] | None = None,
    weights: WeightSet | None = None,
    sampling: Sampling | None = None,
) -> Stability:
    """Stability of the order of the candidates in `rows` of the catalogue (all, if None): those that are ranked.

    `weights` are those thought possible (default: any); its names are those of the criteria, in their order. The
    criteria's own weights give the score, the flips and the candidates left out. The same input gives the same
    answer, and a candidate that comes or goes changes no other's score and no pair's winning share.
    """
    if not criteria:
        raise Refusal("weights_none")
    sampling = sampling or Sampling()
    chosen = np.arange(len(catalogue)) if rows is None else np.asarray(rows, dtype=np.intp)
    criteria = normalise(tuple(criteria))
    stated = np.array([one.weight for one in criteria])
    values = value_candidates(criteria, catalogue, chosen)
    possible = weights or any_weights(values.names)
    if possible.names != values.names:
        raise Refusal("weights_unknown", name=", ".join(possible.names), known=", ".join(values.names))
    trial = _Trial.run(values, possible, sampling)
    shown = _choose_shown(values.middle() @ stated, trial)
    few = values.rows(shown)
    few_scores = score_draws(few, trial.weights, trial.keys[shown])
    winning = winning_shares(few_scores)
    bands = tie_bands(winning, sampling.draws)
    standings = trial.standings(shown, stated, few_scores, bands)
    return Stability(
        seed=sampling.seed,
        draws=sampling.draws,
        weight_set=possible,
        candidates=len(values),
        half_width=half_width(sampling.draws),
        confidence_half_width=half_width(min(sampling.draws, CONFIDENCE_DRAWS)),
        standings=standings,
        winning=tuple(map(tuple, winning.tolist())),
        bands=tuple(tuple(standings[place].id for place in band) for band in bands),
        close=bool(bands) and len(bands[0]) > 1,
        without=leave_out_each(values, stated),
        weight_flips=weight_flips(values, stated),
        value_flips=value_flips(values, criteria, catalogue, chosen.tolist()),
    )


def _choose_shown(scores: Floats, trial: "_Trial") -> NDArray[np.intp]:
    """The best by score, and whoever else is often first, in the order of the score."""
    order = np.argsort(-np.round(scores, 12), kind="stable")
    often = trial.ranked.counts[order, 0] >= OFTEN_FIRST * trial.sampling.draws
    chosen = often | (np.arange(len(order)) < trial.sampling.shown)
    shown: NDArray[np.intp] = order[chosen][:MOST_SHOWN]
    return shown


@dataclass(frozen=True, slots=True)
class _Trial:
    """The simulation: weights (draws, m) and what was counted under them."""

    values: Valuation
    sampling: Sampling
    weights: Floats
    keys: Keys
    ranked: Ranks

    @classmethod
    def run(cls, values: Valuation, possible: WeightSet, sampling: Sampling) -> "_Trial":
        weights = put_alike_together(possible.draw(sampling.draws, sampling.seed))
        keys = keys_of(values, sampling.seed)
        return cls(values, sampling, weights, keys, count_ranks(values, weights, keys, sampling.ranks))

    def standings(
        self, rows: NDArray[np.intp], stated: Floats, scores: Floats, bands: list[list[int]]
    ) -> tuple[Standing, ...]:
        """What is said of each of a few candidates, given their scores (few, draws) and their bands."""
        band_of = {place: number for number, band in enumerate(bands) for place in band}
        return tuple(
            self.standing(row, stated, scores[place], band_of[place])
            for place, row in enumerate(rows.tolist())
        )

    def standing(self, row: int, stated: Floats, scores: Floats, band: int) -> Standing:
        """What is said of one candidate, given its scores in all draws."""
        draws, counts = self.sampling.draws, self.ranked.counts[row]
        shares = (counts / draws).tolist()
        low, high = interval_of_share(shares[0], draws)
        first = scores == self.ranked.best
        centre = self.weights[first].mean(axis=0) if first.any() else None
        return Standing(
            id=str(self.values.ids[row]),
            score=float(self.values.middle()[row] @ stated),
            ranks=tuple(shares),
            beyond=(draws - int(counts.sum())) / draws,
            first_low=low,
            first_high=high,
            central_weights=(
                None if centre is None else dict(zip(self.values.names, centre.tolist(), strict=True))
            ),
            confidence=None if centre is None else self.confidence(row, centre),
            band=band,
        )

    def confidence(self, row: int, centre: Floats) -> float:
        """Share of the possible values with which the candidate is first under its central weights."""
        worst, most = self.values.low @ centre, self.values.high @ centre
        # Whose best case lies below the best worst case is never first; a hair is left for rounding.
        able = np.flatnonzero((most >= worst.max() - 1e-9) | (np.arange(len(worst)) == row))
        draws = min(self.sampling.draws, CONFIDENCE_DRAWS)
        same = np.ascontiguousarray(np.broadcast_to(centre, (draws, len(centre))))
        counts = count_ranks(self.values.rows(able), same, self.keys[able], 1).counts
        return int(counts[int(np.flatnonzero(able == row)[0]), 0]) / draws
