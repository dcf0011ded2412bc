"""What is the smallest change that puts another candidate first?

All in closed form, on the middle of each band, as the lists are ordered. One weight changes while the others keep
their proportions; or one value changes, of the first candidate or of the runner-up, and is given back as a number in
its unit through the value function. At the stated number the two are equal; beyond it the other one is first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from yuantu.match.catalogue import Catalogue, Floats
from yuantu.match.scoring import Criterion
from yuantu.match.valuation import Valuation


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Who is first when `criterion` does not count (several when they tie), and whether that is a change."""

    criterion: str
    first: tuple[str, ...]
    changes: bool


@dataclass(frozen=True, slots=True)
class WeightFlip:
    """`first` comes first as soon as the weight of `criterion` goes beyond `to`, the others in proportion."""

    criterion: str
    weight: float
    to: float
    first: str


@dataclass(frozen=True, slots=True)
class ValueFlip:
    """`first` comes first as soon as the `criterion` of `candidate` goes beyond `to`, in `unit`.

    `number` is what is known of it now, None when it is not one number; then `possible` says whether `to` lies within
    what is known. `value` and `to_value` are the same on the scale of 0 to 1.
    """

    candidate: str
    criterion: str
    number: float | None
    to: float
    unit: str
    possible: bool
    value: float
    to_value: float
    first: str


def first_places(scores: Floats) -> list[int]:
    """Places of the greatest score; scores equal to twelve digits tie, as in the lists."""
    if len(scores) == 0:
        return []
    rounded = np.round(scores, 12)
    return np.flatnonzero(rounded == rounded.max()).tolist()


def leave_out_each(values: Valuation, weights: Floats) -> tuple[LeftOut, ...]:
    """Who is first without each criterion in turn, the other weights (m,) in proportion. Nobody without any weight."""
    middle = values.middle()
    now = set(first_places(middle @ weights))
    found = []
    for place, name in enumerate(values.names):
        rest = np.where(np.arange(len(weights)) == place, 0.0, weights)
        first = first_places(middle @ (rest / rest.sum())) if rest.sum() > 0 else []
        ids = tuple(str(values.ids[row]) for row in first)
        found.append(LeftOut(name, ids, bool(first) and set(first) != now))
    return tuple(found)


def weight_flips(values: Valuation, weights: Floats) -> tuple[WeightFlip, ...]:
    """For each criterion the nearest weight, up or down, at which another candidate draws level; nearest first.

    Nothing where the first place is shared. With t the weight of criterion k, and the others scaled by
    (1 - t)/(1 - w), a score is t·v + (1 - t)·r, r being the score without k: two lines in t cross once.
    """
    middle = values.middle()
    first = first_places(middle @ weights)
    if len(first) != 1:
        return ()
    (top,) = first
    found = []
    for place, (name, weight) in enumerate(zip(values.names, weights.tolist(), strict=True)):
        if weight >= 1.0:
            continue
        rest = np.where(np.arange(len(weights)) == place, 0.0, weights) / (1.0 - weight)
        others = middle @ rest
        lead_at_one = middle[top, place] - middle[:, place]
        lead_at_nought = others[top] - others
        with np.errstate(divide="ignore", invalid="ignore"):
            level = lead_at_nought / (lead_at_nought - lead_at_one)
        level[~((level >= 0.0) & (level <= 1.0))] = np.nan
        if np.isnan(level).all():
            continue
        nearest = int(np.nanargmin(np.abs(level - weight)))
        found.append(WeightFlip(name, weight, float(level[nearest]), str(values.ids[nearest])))
    return tuple(sorted(found, key=lambda flip: abs(flip.to - flip.weight)))


def value_flips(
    values: Valuation, criteria: Sequence[Criterion], catalogue: Catalogue, rows: Sequence[int]
) -> tuple[ValueFlip, ...]:
    """For each criterion the number of the first candidate, and of the runner-up, at which they are level.

    `rows` are the candidates' rows of the catalogue. Ordered by the change of value, smallest first; nothing where
    the first place is shared, or where even the end of the scale does not change it.
    """
    weights = np.array([one.weight for one in criteria])
    middle = values.middle()
    scores = middle @ weights
    if len(first_places(scores)) != 1 or len(values) < 2:
        return ()
    top, second = np.argsort(-np.round(scores, 12), kind="stable")[:2].tolist()
    gap = float(scores[top] - scores[second])
    found = []
    for place, criterion in enumerate(criteria):
        if criterion.weight <= 0.0:
            continue
        step = gap / criterion.weight
        for who, change in ((top, -step), (second, step)):
            column = catalogue.interval(criterion.column)
            known = float(column.low[rows[who]]), float(column.high[rows[who]])
            now = float(middle[who, place])
            ids = str(values.ids[who]), str(values.ids[second])
            flip = _value_flip(ids, criterion, known, now, now + change)
            found += [flip] if flip else []
    return tuple(sorted(found, key=lambda flip: abs(flip.to_value - flip.value)))


def _value_flip(
    ids: tuple[str, str], criterion: Criterion, known: tuple[float, float], value: float, to_value: float
) -> ValueFlip | None:
    """The flip at `to_value`, None where no number has that value. Of several numbers the one nearest to what is
    known; to the middle of the scale when nothing is.
    """
    low, high = known
    ends = [number for number, _ in criterion.knots]
    first, last = (
        float(np.clip(np.nan_to_num(one, nan=end), ends[0], ends[-1]))
        for one, end in ((low, ends[0]), (high, ends[-1]))
    )
    number = low if low == high and np.isfinite(low) else None
    to = criterion.number_at(to_value, (first + last) / 2 if number is None else number)
    if to is None:
        return None
    possible = number is None and (np.isnan(low) or low <= to <= high)
    candidate, other = ids
    return ValueFlip(
        candidate, criterion.name, number, to, criterion.unit, bool(possible), value, to_value, other
    )
