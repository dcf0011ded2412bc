"""What was found in a text, before anyone knows whose it is?

A mention is a span of the clean text with the value that its words allow. Subject, property and period are
the business of attribution.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yuantu.ontology.values import Period, Precision, Qualifier, Quantity

Kind = Literal[
    "count", "money", "area", "share", "growth", "duration", "capacity", "length", "weight", "volume", "speed",
    "rank", "price", "power", "energy", "load", "temperature",
]  # fmt: skip
Bound = Literal["exact", "over", "nearly", "about", "at_least", "at_most", "range"]
Role = Literal["value", "condition", "level", "part", "ordinal", "change"]
DateRole = Literal["when", "compared"]
Basis = Literal["stated", "published", "context", "unresolved"]
BOUNDS: dict[Qualifier, Bound] = {
    "exact": "exact", "about": "about", "over": "over", "more_than_stated": "over", "nearly": "nearly",
    "under": "at_most", "at_least": "at_least", "at_most": "at_most", "range": "range",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """One number with its unit.

    `start`, `end`: clean offsets, words of doubt included (近200个, 10亿元以上). `value`: the number as stated, in
    `unit`; None for a range. `low`, `high`: the bounds that the words allow, None = none on that side.
    `wording`: the qualifier in the ontology's finer steps (多/余 differ from 超, 不足 from 不超过); `qualifier`: in
    the coarser steps of a claim. `role`: value · condition (亿元以上 of 亿元以上项目122个) · level (千亿级, 万亩) ·
    part (after 其中) · ordinal (ranks) · change (rose 3 places).
    """

    start: int
    end: int
    kind: Kind
    value: float | None
    low: float | None
    high: float | None
    unit: str
    wording: Qualifier
    role: Role = "value"

    @property
    def qualifier(self) -> Bound:
        return BOUNDS[self.wording]

    def quantity(self) -> Quantity:
        """The same as a value of the ontology, in this mention's unit."""
        return Quantity(self.low, self.high, self.unit, self.wording, self.value)


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date or period, to the precision it was written with.

    `first`, `last`: its days, both None while it cannot be resolved; `expression` keeps the words (clean).
    `relative`: the words need another date (今年, 5月). `basis`: stated in the words, counted from the day of
    publication, from an earlier date of the text (context), or unresolved. `confidence` is below 1 where the words
    leave room (近三年, a month without a year). `role` compared: 比上年 says against what, not when.
    `lasting`: the words also state a duration (3个月后).
    """

    start: int
    end: int
    first: date | None
    last: date | None
    precision: Precision
    relative: bool
    basis: Basis
    expression: str
    confidence: float = 1.0
    role: DateRole = "when"
    lasting: bool = False

    def period(self) -> Period | None:
        """The days as a value of the ontology; None while unresolved."""
        return (
            None
            if self.first is None and self.last is None
            else Period(self.first, self.last, self.precision)
        )
