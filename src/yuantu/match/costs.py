"""What would a candidate cost a year, item by item, and which items cannot be said?

Every item is an interval: what the facts allow, times what the user assumes and names as assumed. An item of which a
fact or an assumption is missing is listed as missing with the reason; it is never nought, and the total says that it is
without it. Taxes are those that the law sets for the whole country, cited with the day since which it reads so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from yuantu.match.catalogue import Catalogue

MONTHS, HOURS_PER_MINUTE, WAYS = 12.0, 1.0 / 60.0, 2.0
# 城镇土地使用税暂行条例 art. 4 (as revised on 2019-03-02): 0.6 yuan a square metre and year in the smallest class of
# places to 30 in the largest. Which class and rate hold is set by the province.
LAND_USE_TAX_CNY_M2 = (0.6, 30.0)
# 企业所得税法 art. 4 (as revised on 2018-12-29).
INCOME_TAX_RATE = 0.25
LAWS = {
    "land_use_tax": ("城镇土地使用税暂行条例 第四条", "2019-03-02"),
    "income_tax": ("中华人民共和国企业所得税法 第四条", "2018-12-29"),
}


@dataclass(frozen=True, slots=True)
class CostItem:
    """One item of a year, in yuan: `low` ≤ cost ≤ `high`. It rests on facts (`columns`) and on `assumed`."""

    name: str
    low: float
    high: float
    columns: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingItem:
    """An item that cannot be said: the `columns` that nobody has stated, the assumptions that were not given."""

    name: str
    columns: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearlyCost:
    """The items of one candidate, those that are missing, and the sum of the former."""

    items: tuple[CostItem, ...]
    missing: tuple[MissingItem, ...]

    @property
    def low(self) -> float:
        return float(sum(one.low for one in self.items))

    @property
    def high(self) -> float:
        return float(sum(one.high for one in self.items))


def annuity(rate: float, years: float) -> float:
    """The share of a price that equal yearly payments over `years` at interest `rate` come to; 1 / years without."""
    return 1 / years if rate == 0 else float(rate / -np.expm1(-years * np.log1p(rate)))


def yearly_cost(
    catalogue: Catalogue, row: int, assumed: Mapping[str, float], anchors: int, *, bought: bool
) -> YearlyCost:
    """The yearly cost of one candidate; `bought`: land is paid for and its tax is due, else rent."""
    books = _Books(catalogue, row, assumed)
    if bought:
        books.add("land", ("land_price",), ("area_m2", "land_years", "land_rate"), _land)
        books.add("land_use_tax", (), ("area_m2",), _land_use_tax)
    else:
        books.add("rent", ("rent",), ("area_m2",), _rent)
    books.add("labour", (), ("workers", "wage_cny_year"), _labour)
    books.add("energy", (), ("energy_kwh_year", "tariff_cny_kwh"), _energy)
    for place in range(anchors):
        name = f"minutes_{place}"
        books.add(f"logistics_{place}", (name,), ("trips_year", "truck_cny_hour"), _logistics)
    books.add("income_tax", (), ("profit_cny_year",), _income_tax)
    return YearlyCost(tuple(books.items), tuple(books.missing))


Span = tuple[float, float]
Compute = Callable[[Span, Mapping[str, float]], Span]


class _Books:
    """Collects items: each is computed when all that it rests on is there, else it is missing."""

    def __init__(self, catalogue: Catalogue, row: int, assumed: Mapping[str, float]) -> None:
        self._catalogue, self._row, self._assumed = catalogue, row, assumed
        self.items: list[CostItem] = []
        self.missing: list[MissingItem] = []

    def add(self, name: str, columns: tuple[str, ...], needed: tuple[str, ...], compute: Compute) -> None:
        spans = [self._span(column) for column in columns]
        silent = tuple(column for column, span in zip(columns, spans, strict=True) if span is None)
        open_ = tuple(one for one in needed if one not in self._assumed)
        known = next((span for span in spans if span is not None), (0.0, 0.0))
        if silent or open_:
            self.missing.append(MissingItem(name, silent, open_))
        else:
            self.items.append(CostItem(name, *compute(known, self._assumed), columns, needed))

    def _span(self, column: str) -> Span | None:
        number = self._catalogue.interval(column)
        low, high = float(number.low[self._row]), float(number.high[self._row])
        return None if np.isnan(low) else (max(low, 0.0), high)


def _rent(rent: Span, of: Mapping[str, float]) -> Span:
    return of["area_m2"] * MONTHS * rent[0], of["area_m2"] * MONTHS * rent[1]


def _labour(_: Span, of: Mapping[str, float]) -> Span:
    return (of["workers"] * of["wage_cny_year"],) * 2


def _energy(_: Span, of: Mapping[str, float]) -> Span:
    return (of["energy_kwh_year"] * of["tariff_cny_kwh"],) * 2


def _income_tax(_: Span, of: Mapping[str, float]) -> Span:
    return (INCOME_TAX_RATE * of["profit_cny_year"],) * 2


def _land(price: Span, of: Mapping[str, float]) -> Span:
    share = of["area_m2"] * annuity(of["land_rate"], of["land_years"])
    return share * price[0], share * price[1]


def _land_use_tax(_: Span, of: Mapping[str, float]) -> Span:
    return LAND_USE_TAX_CNY_M2[0] * of["area_m2"], LAND_USE_TAX_CNY_M2[1] * of["area_m2"]


def _logistics(minutes: Span, of: Mapping[str, float]) -> Span:
    hours = WAYS * HOURS_PER_MINUTE * of["trips_year"]
    return hours * of["truck_cny_hour"] * minutes[0], hours * of["truck_cny_hour"] * minutes[1]
