"""Which facts have to be confirmed again?"""

from datetime import date
from typing import Any

from yuantu.facts.freshness import Stale, stale
from yuantu.ontology.schema import Property
from yuantu.workspace import evidence, values
from yuantu.workspace.session import Session


def stale_json(session: Session, day: date) -> dict[str, Any]:
    """What no observation keeps fresh on `day`, the longest overdue first, and how much of it there is by kind."""
    with session.reading():
        found = stale(session.view, day)
    counts: dict[str, int] = {}
    for one in found:
        counts[one.entity.kind] = counts.get(one.entity.kind, 0) + 1
    items = [_item(session, one) for one in found]
    return {"as_of": day.isoformat(), "counts": counts, "items": items}


def _why(one: Stale, meaning: Property) -> dict[str, str]:
    """Why it has to be confirmed. Without a date nobody knows how old it is: then the days are null."""
    if one.days_over is None:
        return values.both("没有注明日期，不知道有多旧", "undated: nobody knows how old it is")
    days, fresh = one.days_over, meaning.fresh_days
    return values.both(f"保鲜 {fresh} 天，已过 {days} 天", f"fresh for {fresh} days, {days} days over")


def _item(session: Session, one: Stale) -> dict[str, Any]:
    meaning = session.schema.kind(one.entity.kind).property(one.held.name)
    words = [evidence.shown(session, value, meaning) for value in one.held.values]
    return {
        "entity": one.entity.id, "name": one.entity.name, "kind": one.entity.kind, "property": meaning.name,
        "label": values.label(meaning),
        "text": {language: "、".join(word[language] for word in words) for language in values.LANGUAGES},
        "observed_on": values.iso(one.observed_on), "fresh_until": values.iso(one.fresh_until),
        "fresh_days": meaning.fresh_days, "days_over": one.days_over, "statements": list(one.held.ids),
        "reason": _why(one, meaning),
    }  # fmt: skip
