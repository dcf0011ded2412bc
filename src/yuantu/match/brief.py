"""What does somebody look for?

A `Brief` is the typed form of a need: knock-outs, places to be near and the day on which it is asked.
Every field remembers the words it was read from and where they stand (`text[span[0]:span[1]] == words`),
so that it can be shown back for correction. A field that was not stated is None or empty, never a default.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from yuantu.errors import Problem
from yuantu.match.terms import NO_TERMS, Terms
from yuantu.ontology.units import find_unit

Span = tuple[int, int]
KINDS = ("plant", "parcel", "warehouse")
TENURES = ("lease", "purchase")
MODES = ("car", "truck")


@dataclass(frozen=True, slots=True)
class Choice:
    """One member of a list (a kind, an infrastructure, a tenure) or an industry in its own words."""

    value: str
    words: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A range in the unit of the field's name. A bare number is a `min`.

    约 and 左右 set `about`: alone for an area, which may be too large as well; beside `min`, ten per cent
    below, for a height, a load or a power.
    """

    min: float | None = None
    max: float | None = None
    about: float | None = None
    words: str = ""
    span: Span | None = None

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Lower and upper bound; `about` allows ten per cent to either side, as everywhere."""
        if self.about is not None and self.min is None:
            return round(self.about * 0.9, 9), round(self.about * 1.1, 9)
        return self.min, self.max


@dataclass(frozen=True, slots=True)
class Price:
    """A price ceiling in `unit` (元/㎡·月, 元/㎡·年, 元/㎡, 万元/亩, 万元 …).

    With 左右 the words are kept as `about` and `max` lies ten per cent above.
    """

    max: float | None
    unit: str
    min: float | None = None
    about: float | None = None
    words: str = ""
    span: Span | None = None

    @property
    def ceiling(self) -> tuple[float | None, str]:
        """The ceiling in canonical units (`CNY/m2/month`, `CNY/m2`, `CNY`), the unit beside it."""
        unit = find_unit(self.unit)
        if unit is None or self.max is None:
            return self.max, self.unit
        return round(self.max * unit.factor, 9), unit.canonical


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which one must be able to move in, and how many days that is from `today`."""

    days: int
    date: date
    words: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class RegionWanted:
    """A region asked for or excluded: GB/T 2260 `code` (or the id a workspace gave it) and official name."""

    code: str
    name: str
    words: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place to be near; `max_minutes` None means that only the place was named (a headquarters)."""

    place: str
    max_minutes: float | None
    mode: str = "car"
    words: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """The day whose roads, offers and facts are asked for."""

    value: date
    words: str = ""
    span: Span | None = None


Stated = Choice | Amount | Price | Deadline | RegionWanted | Anchor | Moment
AMOUNTS = ("area_m2", "clear_height_m", "floor_load_t_m2", "power_kva")
SINGLE = ("kind", "area_m2", "needed_by", "price", "clear_height_m", "floor_load_t_m2", "power_kva", "industry",
          "tenure", "as_of")  # fmt: skip
SEVERAL = ("regions", "excluded_regions", "anchors", "infrastructure", "processes", "not_required")


@dataclass(frozen=True, slots=True)
class Brief:
    """See docs/reference/brief.md. `assumptions` say in words what the reader added; `contradictions`
    name fields that cannot both hold; `not_understood` are the words that no field took; `terms` name columns.
    """

    text: str
    today: date
    kind: Choice | None = None
    area_m2: Amount | None = None
    needed_by: Deadline | None = None
    price: Price | None = None
    clear_height_m: Amount | None = None
    floor_load_t_m2: Amount | None = None
    power_kva: Amount | None = None
    regions: tuple[RegionWanted, ...] = ()
    excluded_regions: tuple[RegionWanted, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    industry: Choice | None = None
    processes: tuple[Choice, ...] = ()
    infrastructure: tuple[Choice, ...] = ()
    not_required: tuple[Choice, ...] = ()
    tenure: Choice | None = None
    as_of: Moment | None = None
    terms: Terms = NO_TERMS
    not_understood: tuple[str, ...] = ()
    contradictions: tuple[Problem, ...] = ()
    assumptions: tuple[Problem, ...] = ()

    def stated(self) -> Iterator[tuple[str, Stated]]:
        """Every stated field with its name, in the order of the form."""
        for name in SINGLE:
            item = getattr(self, name)
            if item is not None:
                yield name, item
        for name in SEVERAL:
            for item in getattr(self, name):
                yield name, item

    def as_words(self) -> "Brief":
        """The same need where its words count as a whole: what was read out of them as if of a site is dropped."""
        return Brief(self.text, self.today, anchors=self.anchors, as_of=self.as_of, terms=self.terms)

    @property
    def is_empty(self) -> bool:
        terms = self.terms
        return next(self.stated(), None) is None and not (terms.knockouts or terms.criteria or terms.wanted)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, as printed by `yuantu brief --json`; every key is always there."""
        form: dict[str, Any] = {"text": self.text, "today": self.today.isoformat()}
        for name in Brief.__slots__[2:]:
            value = getattr(self, name)
            if name in SINGLE:
                form[name] = None if value is None else _item_json(value)
            elif name in SEVERAL:
                form[name] = [_item_json(item) for item in value]
            elif name == "terms":
                form |= value.to_json()
            elif name == "not_understood":
                form[name] = list(value)
            else:
                form[name] = [_problem_json(problem) for problem in value]
        return form


def find_contradictions(brief: Brief) -> tuple[Problem, ...]:
    """What cannot hold at once: crossed bounds, a region wanted and excluded, a need that is also waived."""
    found: list[Problem] = []
    for name in (*AMOUNTS, "price"):
        amount: Amount | Price | None = getattr(brief, name)
        if (
            amount is not None
            and amount.min is not None
            and amount.max is not None
            and amount.min > amount.max
        ):
            params = {"field": name, "min": f"{amount.min:,.6g}", "max": f"{amount.max:,.6g}"}
            found.append(Problem("brief_bounds_crossed", params))
    excluded = {region.code for region in brief.excluded_regions}
    found += [Problem("brief_region_both", {"value": r.name}) for r in brief.regions if r.code in excluded]
    waived = {choice.value for choice in brief.not_required}
    wanted = [*brief.infrastructure, *(choice for choice in (brief.kind, brief.tenure) if choice is not None)]
    found += [
        Problem("brief_need_waived", {"value": c.words or c.value}) for c in wanted if c.value in waived
    ]
    if brief.needed_by is not None and brief.needed_by.date < brief.today:
        params = {"value": brief.needed_by.date.isoformat(), "today": brief.today.isoformat()}
        found.append(Problem("brief_day_past", params))
    return tuple(found)


def _item_json(item: Stated) -> dict[str, Any]:
    form: dict[str, Any] = {}
    for name in type(item).__slots__:
        value = getattr(item, name)
        if isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, float) and value == int(value):
            value = int(value)
        form[name] = list(value) if isinstance(value, tuple) else value
    return form


def _problem_json(problem: Problem) -> dict[str, Any]:
    message = {"zh": problem.text("zh"), "en": problem.text("en")}
    return {"code": problem.code, "params": problem.params, "message": message}
