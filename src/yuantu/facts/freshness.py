"""Until when may one rely on what was observed, and what has to be confirmed again?

A rent of last year is still the last rent that is known; it is shown, and marked. How long an observation stays
fresh is a property's `fresh_days` in the schema, counted from the last day that its source is dated to: one dated
2025 may be as late as 31 December. What nobody dated cannot be vouched for: it is stale on every day. A stage after
which nothing comes does not age.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from yuantu.facts.statements import Statement
from yuantu.facts.views import Entity, Held, View
from yuantu.ontology.schema import Property
from yuantu.ontology.values import Code


@dataclass(frozen=True, slots=True)
class Stale:
    """A property of an entity that no statement keeps fresh. `days_over` is None when nothing is dated."""

    entity: Entity
    held: Held
    observed_on: date | None
    fresh_until: date | None
    days_over: int | None


def fresh_until(statement: Statement, meaning: Property) -> date | None:
    """The last day on which an observation is fresh; None when it does not age, or has no date."""
    if meaning.fresh_days is None or is_final(statement, meaning):
        return None
    if statement.valid is None or statement.valid.last is None:
        return None
    try:
        return statement.valid.last + timedelta(days=meaning.fresh_days)
    except OverflowError:
        return date.max


def is_final(statement: Statement, meaning: Property) -> bool:
    """Whether nothing comes after the value: a project in production, a parcel sold."""
    category = meaning.category(statement.value.code) if isinstance(statement.value, Code) else None
    return category is not None and category.final


def is_stale(statement: Statement, meaning: Property, as_of: date | None) -> bool:
    """Whether a statement is too old on `as_of` (None: it is not asked for a day, and nothing is stale)."""
    if meaning.fresh_days is None or as_of is None or is_final(statement, meaning):
        return False
    until = fresh_until(statement, meaning)
    return until is None or until < as_of


def all_stale(held: Held, meaning: Property, as_of: date | None) -> bool:
    """Whether nothing that is held of a property is fresh: one fresh observation is enough."""
    return all(is_stale(one, meaning, as_of) for one in held.statements)


def stale(view: View, as_of: date) -> list[Stale]:
    """What has to be confirmed again on `as_of`: the longest overdue first, then what has no date.

    Cells of columnar tables are left out: such a table is confirmed by being replaced as a whole.
    """
    found = []
    for kind in view.schema.kinds.values():
        ageing = {name: one for name, one in kind.properties.items() if one.fresh_days is not None}
        if not ageing:
            continue
        for entity in view.entities(kind.name, as_of):
            for name in ageing.keys() & entity.held.keys():
                held = entity.held[name]
                if not entity.sample and all_stale(held, ageing[name], as_of):
                    found.append(_overdue(entity, held, ageing[name], as_of))
    return sorted(found, key=_order)


def _overdue(entity: Entity, held: Held, meaning: Property, as_of: date) -> Stale:
    dated = [(until, one) for one in held.statements if (until := fresh_until(one, meaning)) is not None]
    if not dated:
        return Stale(entity, held, None, None, None)
    until, newest = max(dated, key=lambda pair: pair[0])
    observed = newest.valid.last if newest.valid else None
    return Stale(entity, held, observed, until, (as_of - until).days)


def _order(one: Stale) -> tuple[bool, int, str, str]:
    return (one.days_over is None, -(one.days_over or 0), one.entity.id, one.held.name)
