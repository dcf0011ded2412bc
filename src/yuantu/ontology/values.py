"""What may the value of a statement be?

Five shapes, all immutable. A number is never bare: it is a `Quantity`, an interval with a unit and the
qualifier it was written with. A point in time is never bare: it is a `Period` with its precision.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Qualifier = Literal[
    "exact", "about", "over", "more_than_stated", "nearly", "under", "at_least", "at_most", "range"
]
Precision = Literal["day", "month", "quarter", "half", "year", "span"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit, as the interval that its words allow.

    `low` / `high` are in canonical `unit`; None means that the words set no bound on that side.
    `stated` is the number as written (in `unit`), None for a range.

    Conventions for words (one place, documented in docs/reference/values.md):
    exact [s, s] · about 约/左右 [0.9 s, 1.1 s] · over 超/逾/突破 (s, –) · more_than_stated 多/余/来
    [s, s + one step of its last non-zero digit) · nearly 近/将近 [0.9 s, s) · under 不足/低于 (–, s)
    · at_least 不少于/以上/≥ [s, –) · at_most 不超过/以下/以内/≤ (–, s] · range [low, high].
    """

    low: float | None
    high: float | None
    unit: str
    qualifier: Qualifier = "exact"
    stated: float | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included; None means open or unknown on that side."""

    first: date | None
    last: date | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class Text:
    """Words that stand for themselves: a name, an address, a note."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A member of a closed list (`scheme` = list's name) or a reference (`scheme` = kind of the entity)."""

    scheme: str
    code: str


@dataclass(frozen=True, slots=True)
class Coordinate:
    """Degrees in WGS-84; `datum` is the one the source was written in."""

    lon: float
    lat: float
    datum: str = "WGS-84"


Value = Quantity | Period | Text | Code | Coordinate
