"""Which candidates and demands do the figures of matching rest on?

Made up by seed: 25 columns, mostly independent, rows in random order. A demand has seven tests (six numbers, and that
its industry is admitted) and eight criteria on fixed knots. *Tight* keeps about 1 % of the rows, *loose* about 90 %;
the demands of a batch differ in bounds, industries, weights and knots and keep 1–2 %. A candidate admits a set of 40
industries: one of 200 sets, as uses of land come in classes. With `missing` that share of every column is unknown: what
is unknown never passes a test, and counts as half of its weight.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yuantu.match.catalogue import Catalogue, Column, Flag, Floats, Interval, Label
from yuantu.match.kernels.demands import ONE_OF, WITHIN, Demands, TestSlot
from yuantu.match.knockouts import OneOf

SEED = 20261122
INDUSTRIES, PROFILES = 40, 200
ADMITTED = "industries"
NUMBERS = (
    "area_m2", "rent", "land_price", "clear_height_m", "floor_load_t_m2", "power_kva", "minutes_customer",
    "minutes_port", "minutes_airport", "days_until", "water_price", "labour_cost", "firms_near",
)  # fmt: skip
LABELS = {ADMITTED: PROFILES, "region": 60, "kind": 3, "stage": 6}
FLAGS = ("crane", "lift", "gas", "sewage", "dormitory", "canteen", "fire_class_c", "five_g")
AT_LEAST = ("area_m2", "clear_height_m", "floor_load_t_m2", "power_kva")
AT_MOST = ("rent", "minutes_customer")
TESTED = (*AT_LEAST, *AT_MOST)
CRITERIA = (
    "rent", "minutes_customer", "minutes_port", "minutes_airport", "days_until", "water_price", "labour_cost",
    "firms_near",
)  # fmt: skip
RISING = ("firms_near",)  # more is better; of all others less is


@dataclass(frozen=True, slots=True)
class Market:
    """A catalogue; per number column a sorted sample (what share of rows a bound keeps); `masks`, per candidate the
    industries that it admits, one bit each, none where they are unknown: for peers, who know no sets.
    """

    catalogue: Catalogue
    sample: dict[str, Floats]
    profiles: NDArray[np.int64]

    def numbers(self, name: str) -> Floats:
        return self.catalogue.interval(name).low

    def masks(self) -> NDArray[np.int64]:
        codes = self.catalogue.label(ADMITTED).codes
        return np.where(codes < 0, 0, self.profiles[codes])


def draw_market(rows: int, missing: float = 0.0) -> Market:
    """The 25 columns, about 190 bytes a row."""
    rng = np.random.default_rng([SEED, rows, int(100 * missing)])
    columns: dict[str, Column] = {}
    sample = {}
    for place, name in enumerate(NUMBERS):
        numbers = rng.random(rows)
        if place % 2:
            numbers *= 100.0
        else:
            np.exp(rng.standard_normal(rows) * 0.6, out=numbers)
        sample[name] = np.sort(numbers[:100_000])
        if missing:
            numbers[rng.random(rows, dtype=np.float32) < missing] = np.nan
        columns[name] = Interval(numbers, numbers)
    # The first industry is admitted nearly everywhere, the others by a third to two thirds.
    shares = np.concatenate(([0.985], np.linspace(0.3, 0.7, INDUSTRIES - 1)))
    admitted = rng.random((PROFILES, INDUSTRIES)) < shares
    for name, members in LABELS.items():
        codes = rng.integers(0, members, rows, dtype=np.int32)
        if missing:
            codes[rng.random(rows, dtype=np.float32) < missing] = -1
        words = tuple(f"{name} {code}" for code in range(members))
        groups = tuple((frozenset({word}),) for word in words)
        if name == ADMITTED:
            groups = tuple((frozenset(map(str, np.flatnonzero(one).tolist())),) for one in admitted)
        columns[name] = Label(codes, words, groups)
    for name in FLAGS:
        columns[name] = Flag(rng.integers(-1, 2, rows, dtype=np.int8))
    return Market(Catalogue(np.arange(rows), columns), sample, admitted @ (1 << np.arange(INDUSTRIES)))


def bytes_of(catalogue: Catalogue) -> int:
    """Bytes of all columns, exact numbers counted once."""
    arrays = {
        id(array): array.nbytes
        for column in catalogue.columns.values()
        for array in (getattr(column, name, None) for name in ("low", "high", "codes", "state"))
        if array is not None
    }
    return sum(arrays.values())


def draw_demands(market: Market, count: int, passing: tuple[float, float], industries: range) -> Demands:
    """`count` demands; each number test keeps a share of the rows between the two of `passing`."""
    rng = np.random.default_rng([SEED, count, len(industries)])
    least, most = np.full((count, 7), -np.inf), np.full((count, 7), np.inf)
    for slot, name in enumerate(TESTED):
        share = rng.uniform(*passing, count)
        kept = market.sample[name]
        if name in AT_LEAST:
            least[:, slot] = kept[((1 - share) * (len(kept) - 1)).astype(int)]
        else:
            most[:, slot] = kept[(share * (len(kept) - 1)).astype(int)]
    choices = tuple(OneOf(ADMITTED, ADMITTED, frozenset({str(one)})) for one in industries)
    sets = np.zeros((count, 7), dtype=np.int32)
    sets[:, 6] = rng.integers(0, len(industries), count)
    weights = rng.dirichlet(np.ones(8), count)
    at, value = np.empty((count, 8, 2)), np.empty((count, 8, 2))
    for slot, name in enumerate(CRITERIA):
        kept = market.sample[name]
        for side, bounds in enumerate(((0.02, 0.3), (0.6, 0.98))):
            at[:, slot, side] = kept[(rng.uniform(*bounds, count) * (len(kept) - 1)).astype(int)]
        value[:, slot] = (0.0, 1.0) if name in RISING else (1.0, 0.0)
    return Demands(
        (*(TestSlot(WITHIN, name) for name in TESTED), TestSlot(ONE_OF, ADMITTED)),
        np.ones((count, 7), dtype=np.uint8), least, most, (*((),) * 6, choices), sets,
        CRITERIA, weights / weights.sum(axis=1, keepdims=True), np.full((count, 8), 2, dtype=np.int32), at, value,
    )  # fmt: skip


def industry_of(demands: Demands, row: int) -> int:
    """The industry that a demand asks for."""
    (industry,) = demands.choices[6][int(demands.sets[row, 6])].allowed
    return int(industry)


def tight(market: Market) -> Demands:
    return draw_demands(market, 1, (0.52, 0.52), range(20, 21))


def loose(market: Market) -> Demands:
    return draw_demands(market, 1, (0.985, 0.985), range(1))


def many(market: Market, count: int) -> Demands:
    return draw_demands(market, count, (0.45, 0.65), range(1, INDUSTRIES))
