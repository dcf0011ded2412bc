"""Why can a claim not become a statement, in words of the person who reviews it?

A claim whose property has no place in the ontology stays in the queue. The reason names what was understood and what is
missing, with the labels of the ontology and not with the names that programs use.
"""

from yuantu.errors import Refusal
from yuantu.facts.proposals import Card
from yuantu.ontology.claimwords import lasting_stages, property_label, stage_label
from yuantu.ontology.schema import Kind

# of these nothing but the unit, or less, was understood
BARE = frozenset({
    "amount", "area", "count", "share", "growth", "rank", "price", "energy", "power", "weight", "volume", "load",
    "speed", "temperature", "length", "capacity", "value",
})  # fmt: skip
DAYS = frozenset({"date", "statement_date"})
SPANS = frozenset({"duration", "horizon", "interval_after"})


def unmapped(card: Card, kind: Kind) -> Refusal:
    """The refusal of a claim about a thing of `kind` that is neither a property of it nor an indicator."""
    claimed, quote = str(card["property"]), str(card["quote"])
    said = {"value": quote, "kind": kind.label.zh, "kind_en": kind.label.en, **_label(claimed)}
    plain = claimed.removesuffix("_target").removesuffix("_planned").removesuffix("_expected")
    between = lasting_stages(plain)
    if claimed.startswith("threshold_") or card["role"] == "condition":
        return Refusal("mapping_condition", **said)
    if plain in DAYS or (card["kind"] == "date" and stage_label(plain.removesuffix("_on")) is None):
        return Refusal("mapping_bare_date", **said)
    if plain.endswith("_multiple"):
        return Refusal("mapping_multiple", **said)
    if between is not None:
        return Refusal("mapping_no_start" if not between[0] else "mapping_owner", **said)
    if plain in SPANS:
        return Refusal("mapping_span", **said)
    if claimed.startswith("milestone_") or stage_label(plain.removesuffix("_on")) is not None:
        return Refusal("mapping_owner", **said)
    if plain in BARE:
        return Refusal("mapping_bare", **said)
    return Refusal("mapping_property", **said)


def _label(claimed: str) -> dict[str, str]:
    label = property_label(claimed)
    return {"label": label.zh, "label_en": label.en}
