"""Do candidates with a higher score come off more often?

A score is no probability: nothing promises that of candidates at 0.8 eight in ten come off. What it does promise is an
order, so the report counts how often each band of scores came off, with its interval, and how often a success stood
above a failure. With few outcomes the intervals are wide, and that is the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from yuantu.chain.activations import judge_forecast
from yuantu.match.ties import interval_of_share

BANDS = 5


@dataclass(frozen=True, slots=True)
class Band:
    """Candidates with a score from `low` to below `high` (1 included in the last): how many, how many came off."""

    low: float
    high: float
    count: int
    came_off: int
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """`auc`: probability that a success stood above a failure, ties half; None without both (0.5 is chance)."""

    count: int
    came_off: int
    bands: tuple[Band, ...]
    auc: float | None


def calibrate(scores: Sequence[float], came_off: Sequence[bool]) -> Calibration:
    """The report on known outcomes; both of length n, scores in [0, 1]. Intervals are Wilson's at 95 %."""
    merit, happened = np.array(scores, dtype=np.float64), np.array(came_off, dtype=np.bool_)
    if merit.shape != happened.shape or np.any(~((merit >= 0) & (merit <= 1))):
        raise ValueError("one score from 0 to 1 per outcome is needed")
    place = np.minimum((merit * BANDS).astype(int), BANDS - 1)
    bands = []
    for at in range(BANDS):
        count, successes = int((place == at).sum()), int(happened[place == at].sum())
        interval = interval_of_share(successes / count, count) if count else None
        bands.append(Band(at / BANDS, (at + 1) / BANDS, count, successes, interval))
    both = happened.any() and not happened.all()
    return Calibration(
        len(merit), int(happened.sum()), tuple(bands), judge_forecast(merit, happened).auc if both else None
    )
