"""Which statements would an accepted claim make?

A claim names its subject and property in the words of a text; a statement needs an entity, a property of the
ontology and a typed value. What has a property of its own becomes one statement; any other figure becomes the value
of an indicator, which is found when the workspace has it, else made. What cannot be mapped is refused with the
reason, and stays in the queue.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from yuantu.errors import Refusal
from yuantu.evidence.claims import Claim
from yuantu.facts import namings
from yuantu.facts.proposals import Card, Document
from yuantu.facts.unmapped import unmapped
from yuantu.ontology.claimwords import unit_label
from yuantu.ontology.coordinates import read_coordinate
from yuantu.ontology.periods import period_of_days
from yuantu.ontology.quantities import interval
from yuantu.ontology.reading import read_value, to_unit
from yuantu.ontology.schema import Kind, Property, Schema
from yuantu.ontology.units import Unit, find_unit
from yuantu.ontology.values import Code, Coordinate, Period, Qualifier, Quantity, Text, Value

NEW_KINDS = (
    "company",
    "facility",
    "park",
    "project",
    "site",
)  # what a reviewer may add; regions are a given tree
OWNERS = {"region": "region", "park": "park"}  # kinds that an indicator refers to
UNITS = {"count": "1", "": "1", "day": "d", "minute": "min", "hour": "h"}
TIME = frozenset({"days", "months", "years", "minutes"})
_POSITION = re.compile(r"([^,]+),(.+?) +([A-Z0-9-]+)")
FigureKey = tuple[str, str, date | None, date | None, str]
Resolve = Callable[[str, str], str | None]


@dataclass(frozen=True, slots=True)
class Subject:
    """The entity that a claim is about. `new`: nothing is held of it yet. `region`: where a new one lies."""

    id: str
    kind: str
    name: str
    new: bool = False
    region: str | None = None


@dataclass(frozen=True, slots=True)
class World:
    """What the workspace has that claims are mapped onto.

    `figures`: indicators it knows (see `figure_key`) with the scope of each. `resolve(words, kind)`: the id of the one
    entity of that name, for properties that refer to another entity.
    """

    schema: Schema
    figures: Mapping[FigureKey, Mapping[str, str]]
    resolve: Resolve


def new_entity_id(kind: str, name: str) -> str:
    """The id of an entity that a reviewer adds: the same name of the same kind is the same entity."""
    return _hashed(kind, name)


def figure_key(owner: str, name: str, period: Period | None, basis: str) -> FigureKey:
    """By what an indicator is found: whose, which, when, on which basis."""
    return (owner, name, period.first if period else None, period.last if period else None, basis or "actual")


def map_card(
    card: Card, subject: Subject, document: Document, world: World, method: str
) -> tuple[Claim, ...]:
    """The claims that accepting a card makes, the one of its value first. Raises Refusal with the reason."""
    kind = world.schema.kind(subject.kind)
    name = namings.direct_property(kind, card["property"])
    say = _Speaker(card, document, method)
    claims = (
        _direct(card, subject, kind.property(name), world, say)
        if name
        else _figure(card, subject, world, say)
    )
    return (*claims, *_introduction(subject, say, world.schema))


class _Speaker:
    """Makes claims that cite one place of one document."""

    def __init__(self, card: Card, document: Document, method: str) -> None:
        self._card = card
        self._document = document
        self._method = method
        self.stated = period_of_days(_day(card["valid_from"]), _day(card["valid_to"]))
        self.published = document.published

    def say(self, entity: str, kind: str, name: str, value: Value, valid: Period | None) -> Claim:
        source, locator = self._document.source.id, self._document.locator(self._card)
        return Claim(
            entity, kind, name, str(self._card["quote"]), value, source, locator, valid, self._method
        )

    def say_name(self, subject: Subject) -> Claim:
        """That the subject is called so, where its name stands."""
        source, locator = self._document.source.id, self._document.naming_locator(self._card)
        name, valid = Text(subject.name), self.published
        return Claim(
            subject.id, subject.kind, "name", subject.name, name, source, locator, valid, self._method
        )

    @property
    def as_of(self) -> Period | None:
        """Since when it holds: the period it is stated for, but not later than it was published."""
        stated, published = self.stated, self.published
        if stated is None or stated.first is None:
            return published
        late = published is not None and published.last is not None and stated.first > published.last
        return published if late else stated


def _direct(
    card: Card, subject: Subject, meaning: Property, world: World, say: _Speaker
) -> tuple[Claim, ...]:
    if meaning.type in ("date", "period") and card.get("text") is None:
        if say.stated is None:
            raise Refusal("mapping_no_day", value=card["quote"])
        return (say.say(subject.id, subject.kind, meaning.name, say.stated, say.published),)
    code = namings.stage_code(world.schema.kind(subject.kind), card["property"])
    if code is not None and card.get("text") is None:
        value: Value = Code(meaning.name, code)
    else:
        value = _value(card, meaning, world)
    return (say.say(subject.id, subject.kind, meaning.name, value, say.as_of),)


def _figure(card: Card, subject: Subject, world: World, say: _Speaker) -> tuple[Claim, ...]:
    meant = namings.figure(card["property"], card["basis"])
    if meant is None:
        raise unmapped(card, world.schema.kind(subject.kind))
    if card["kind"] == "rank" and not card["scope"]:
        raise Refusal("mapping_rank_scope", value=card["quote"])
    stock = namings.is_stock(card["kind"], card["property"])
    period = say.stated or (say.published if stock else None)
    if period is None:
        raise Refusal("mapping_no_period", value=meant.name)
    kind = world.schema.kind("indicator")
    value = _value(card, kind.property("value"), world)
    scope = card["scope"] or ""
    known = world.figures.get(figure_key(subject.id, meant.name, period, meant.basis), {})
    found = known.get(scope) or ("" if scope else next(iter(known.values()), ""))
    valid = say.published or say.as_of
    if found:
        return (say.say(found, "indicator", "value", value, valid),)
    entity = _hashed(
        "indicator", subject.id, meant.name, str(period.first), str(period.last), meant.basis, scope
    )
    parts: dict[str, Value] = {
        "value": value, "name": Text(meant.name), "subject": Text(subject.name), "period": period,
        "basis": Code("basis", meant.basis),
    }  # fmt: skip
    if subject.kind in OWNERS:
        parts[OWNERS[subject.kind]] = Code(subject.kind, subject.id)
    if scope:
        parts["scope"] = Text(scope)
    return tuple(say.say(entity, "indicator", name, part, valid) for name, part in parts.items())


def _introduction(subject: Subject, say: _Speaker, schema: Schema) -> tuple[Claim, ...]:
    """What makes a new entity known: its name, and its region when the text says which."""
    if not subject.new:
        return ()
    valid = say.published
    claims = [say.say_name(subject)]
    if subject.region and "region" in schema.kind(subject.kind).properties:
        region = Code("region", subject.region)
        claims.append(say.say(subject.id, subject.kind, "region", region, valid))
    return tuple(claims)


def _value(card: Card, meaning: Property, world: World) -> Value:
    written: str | None = card.get("text")
    if meaning.type == "reference":
        words = written or str(card["quote"])
        target = world.resolve(words, meaning.to or "")
        if target is None:
            label = world.schema.kind(meaning.to or "").label
            raise Refusal("mapping_reference", value=words, kind=label.zh, kind_en=label.en)
        return Code(meaning.to or "", target)
    if meaning.type == "coordinate":
        return _coordinate(written, str(card["quote"]))
    if written is not None or not meaning.is_quantity:
        return read_value(meaning, written or str(card["quote"]), meaning.unit)
    return _quantity(card, meaning)


def _coordinate(written: str | None, quote: str) -> Coordinate:
    """`113.08,22.58 GCJ-02`. Raises Refusal for anything else."""
    found = _POSITION.fullmatch(written or "")
    if found is None:
        raise Refusal("mapping_coordinate", value=written or quote)
    return read_coordinate(found[1], found[2], found[3])


def _quantity(card: Card, meaning: Property) -> Quantity:
    """The number of a card in the unit of the property. Raises Refusal when it measures something else."""
    stated, low, high = card["value"], card["low"], card["high"]
    if stated is None and low is None and high is None:
        raise Refusal("mapping_no_number", value=card["quote"])
    spelling = UNITS.get(card["unit"] or "", card["unit"] or "")
    dimension = None if meaning.type == "number" else meaning.type
    unit = find_unit(spelling, dimension)
    if unit is None or not _measures(unit, meaning):
        raise _other_unit(card, meaning)
    qualifier = cast(Qualifier, card["qualifier"] or ("exact" if stated is not None else "range"))
    if low is None and high is None:
        quantity = interval(stated, qualifier, unit.canonical, unit.factor)
    else:
        bounds: list[Any] = [one if one is None else one * unit.factor for one in (low, high, stated)]
        quantity = Quantity(bounds[0], bounds[1], unit.canonical, qualifier, bounds[2])
    if meaning.unit is None or meaning.type == "money":
        return quantity  # a foreign currency stays what it is
    try:
        return to_unit(quantity, meaning.unit)
    except ValueError:
        raise _other_unit(card, meaning) from None


def _measures(unit: Unit, meaning: Property) -> bool:
    """Whether a unit measures a property without a dimension of its own: a length of time is no money."""
    columns = [found for name in meaning.columns.values() if name and (found := find_unit(name))]
    if meaning.type != "number" or not columns:
        return True
    dimensions = {one.dimension for one in columns}
    return unit.dimension in (TIME if dimensions & TIME else dimensions)


def _other_unit(card: Card, meaning: Property) -> Refusal:
    label, unit = meaning.label, unit_label(card["unit"] or "")
    said = {"unit": unit.zh or "个", "unit_en": unit.en or "count", "label": label.zh, "label_en": label.en}
    return Refusal("mapping_unit", value=card["quote"], **said)


def known_property(kind: Kind, card: Card) -> str | None:
    """The property of the ontology that a card is about, for showing what is held of it already."""
    return namings.direct_property(kind, card["property"])


def _hashed(*parts: str) -> str:
    return f"n-{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:12]}"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
