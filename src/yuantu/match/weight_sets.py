"""Which weights might somebody have, who has said no more than this?

Four ways to say it: nothing (every weight vector alike), about these weights, this order of importance, and bounds on
single weights besides any of them. Drawn with Philox, keyed by the seed alone: the candidates have no part in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from yuantu.errors import Refusal
from yuantu.match.catalogue import Floats

# Around stated weights: a weight of 0.25 then has a standard deviation of 0.06.
CONCENTRATION = 50.0
# A share of draws this small within the bounds would take too long, and says that the bounds hardly leave anything.
LEAST_SHARE = 1e-3
_KINDS = {"uniform": 0, "around": 1, "ordinal": 2}


@dataclass(frozen=True, slots=True)
class WeightSet:
    """Weight vectors over `names` that are thought possible, and how they are spread. Use the makers below.

    uniform: all vectors of the simplex alike. around: Dirichlet with mean `stated` and `concentration` κ, so that a
    weight w has variance w(1 − w)/(κ + 1). ordinal: all vectors alike in which the weights fall in the `order` of
    importance (names, most important first; those not named are free). `least` and `most` bound single weights.
    """

    names: tuple[str, ...]
    kind: Literal["uniform", "around", "ordinal"] = "uniform"
    stated: tuple[float, ...] = ()
    concentration: float = CONCENTRATION
    order: tuple[str, ...] = ()
    least: tuple[float, ...] = ()
    most: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if not self.names:
            raise Refusal("weights_none")
        if len(set(self.order)) < len(self.order) or set(self.order) - set(self.names):
            raise Refusal("weights_order", order=" > ".join(self.order), names=", ".join(self.names))
        if self.kind == "around" and not 0.0 < self.concentration < np.inf:
            raise Refusal("weights_concentration", value=self.concentration)
        for name, low, high in zip(self.names, self.least, self.most, strict=False):
            if not 0.0 <= low <= high <= 1.0:
                raise Refusal("weights_bounds", name=name, low=f"{low:g}", high=f"{high:g}")

    def draw(self, count: int, seed: int) -> Floats:
        """`count` weight vectors, (count, criteria), each summing to one. Refuses bounds that leave too little."""
        # The seed and what is drawn make the key; the stream is the same for any `count` as far as it goes.
        source = np.random.Generator(
            np.random.Philox(key=np.array([seed % 2**64, _KINDS[self.kind]], np.uint64))
        )
        if not self.least:
            return self._draw_free(source, count)
        kept: list[Floats] = []
        have = tried = 0
        while have < count:
            fresh = self._draw_free(source, count)
            inside = ((fresh >= self.least) & (fresh <= self.most)).all(axis=1)
            kept.append(fresh[inside])
            have, tried = have + len(kept[-1]), tried + count
            if have < LEAST_SHARE * tried:
                raise Refusal("weights_bounds_empty", share=f"{have / tried:.2g}")
        return np.concatenate(kept)[:count]

    def _draw_free(self, source: np.random.Generator, count: int) -> Floats:
        width = len(self.names)
        if self.kind == "around":
            return _dirichlet(source, count, np.array(self.stated) * self.concentration)
        weights = _spacings(source, count, width)
        if self.order:
            # Any order of importance is as likely as any other, so sorting within the named places keeps the spread.
            places = [self.names.index(name) for name in self.order]
            weights[:, places] = -np.sort(-weights[:, places], axis=1)
        return weights

    def to_json(self) -> dict[str, object]:
        """Plain JSON values; what does not apply is left out."""
        form: dict[str, object] = {"kind": self.kind}
        if self.kind == "around":
            form |= {
                "weights": dict(zip(self.names, self.stated, strict=True)),
                "concentration": self.concentration,
            }
        if self.order:
            form["order"] = list(self.order)
        if self.least:
            bounds = zip(self.names, self.least, self.most, strict=True)
            form["bounds"] = {name: [low, high] for name, low, high in bounds}
        return form


Bounds = dict[str, tuple[float, float]]


def any_weights(names: Sequence[str], bounds: Bounds | None = None) -> WeightSet:
    """Every weight vector alike: nothing is known of what counts (uniform on the simplex)."""
    least, most = _bounds(names, bounds)
    return WeightSet(tuple(names), "uniform", least=least, most=most)


def weights_around(
    weights: dict[str, float], concentration: float = CONCENTRATION, bounds: Bounds | None = None
) -> WeightSet:
    """About these weights, which sum to one: Dirichlet with this mean. A weight of zero stays zero."""
    total = sum(weights.values())
    if not (abs(total - 1.0) < 1e-6 and all(one >= 0.0 for one in weights.values())):
        raise Refusal("weights_sum", total=f"{total:g}")
    stated = tuple(one / total for one in weights.values())
    least, most = _bounds(tuple(weights), bounds)
    return WeightSet(tuple(weights), "around", stated, concentration, least=least, most=most)


def weights_in_order(names: Sequence[str], order: Sequence[str], bounds: Bounds | None = None) -> WeightSet:
    """The criteria of `order` count less and less, most important first; nothing else is known."""
    least, most = _bounds(names, bounds)
    return WeightSet(tuple(names), "ordinal", order=tuple(order), least=least, most=most)


def _bounds(names: Sequence[str], bounds: Bounds | None) -> tuple[tuple[float, ...], tuple[float, ...]]:
    if not bounds:
        return (), ()
    unknown = set(bounds) - set(names)
    if unknown:
        raise Refusal("weights_unknown", name=", ".join(sorted(unknown)), known=", ".join(names))
    pairs = [bounds.get(name, (0.0, 1.0)) for name in names]
    return tuple(low for low, _ in pairs), tuple(high for _, high in pairs)


def _spacings(source: np.random.Generator, count: int, width: int) -> Floats:
    """Uniform on the simplex: gaps between sorted uniform numbers (Devroye 1986, ch. V.2)."""
    ends = np.zeros((count, width + 1))
    ends[:, -1] = 1.0
    # The raw words of the generator are the same in every version of numpy, its `random` need not be.
    words: NDArray[np.uint64] = source.bit_generator.random_raw(count * (width - 1))
    ends[:, 1:-1] = np.sort((words >> np.uint64(11)).reshape(count, width - 1) * 2.0**-53, axis=1)
    gaps: Floats = np.diff(ends, axis=1)
    return gaps


def _dirichlet(source: np.random.Generator, count: int, alpha: Floats) -> Floats:
    """Gamma variates in proportion; places with alpha 0 stay 0."""
    drawn: Floats = source.standard_gamma(alpha, size=(count, len(alpha)))
    total = drawn.sum(axis=1, keepdims=True)
    # So small an alpha that every variate underflows: all on the largest.
    drawn[total[:, 0] == 0.0, int(np.argmax(alpha))] = 1.0
    weights: Floats = drawn / drawn.sum(axis=1, keepdims=True)
    return weights
