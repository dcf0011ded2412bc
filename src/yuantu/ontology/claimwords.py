"""What are the properties, kinds and units of claims called in both languages?

Readers of text name what a number measures in words of their own (`gdp_growth_target`, `laboratories_built`).
`claims.yaml` has each word; here they are put together. What stands nowhere keeps its own name: it is no mistake, and
it is never dressed up.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

import yaml

from yuantu.ontology.schema import Kind, Label, Schema, load_schema

TABLE = Path(__file__).with_name("claims.yaml")
UNIT_ENDINGS = {"_days": "day", "_months": "month", "_years": "year", "_hours": "hour", "_minutes": "minute"}


@cache
def read_words() -> Mapping[str, Mapping[str, Label]]:
    """The table: section → word → label."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, dict[str, dict[str, str]]] = yaml.load(
        TABLE.read_text(encoding="utf-8"),
        loader,  # noqa: S506 — both are the safe ones
    )
    return {
        section: {str(word): Label(label["zh"], label["en"]) for word, label in words.items()}
        for section, words in found.items()
    }


def kind_label(kind: str) -> Label:
    """The name of a sort of value; its own name when there is none."""
    return read_words()["kinds"].get(kind, Label(kind, kind))


def thing_label(kind: str) -> Label:
    """The name of a kind of thing, of the schema or of a reader of texts."""
    kinds = load_schema().kinds
    return kinds[kind].label if kind in kinds else read_words()["subjects"].get(kind, Label(kind, kind))


def unit_label(unit: str) -> Label:
    """How a unit is written behind a number."""
    return read_words()["units"].get(unit, Label(unit, unit))


def property_label(claimed: str, kind: Kind | None = None) -> Label:
    """The name of what a claim measures; of a property of `kind` as the schema has it."""
    if kind is not None and claimed in kind.properties:
        return kind.properties[claimed].label
    return claimed_label(claimed) or Label(claimed.replace("_", " "), claimed.replace("_", " "))


@lru_cache(maxsize=8192)
def claimed_label(claimed: str) -> Label | None:
    """The name of what a reader of text says that a claim measures, or None when it is none of its words."""
    words = read_words()
    known = words["figures"].get(claimed) or words["things"].get(claimed) or words["others"].get(claimed)
    return known or counted_label(claimed) or _lasting(claimed) or _shaped(claimed)


def figure_label(claimed: str) -> Label | None:
    """The name of a figure: one of the list, or what is counted, with its grade and what was done with it."""
    words = read_words()
    return words["figures"].get(claimed) or words["things"].get(claimed) or counted_label(claimed)


def counted_label(claimed: str) -> Label | None:
    """What is counted, of which grade, and what was done with it: `national_laboratories_built`."""
    words = read_words()
    grades = sorted(words["grades"], key=len, reverse=True)
    grade = next((one for one in grades if claimed.startswith(f"{one}_")), "")
    counted = claimed.removeprefix(f"{grade}_") if grade else claimed
    prefix = words["grades"].get(grade, Label("", ""))
    front = f"{prefix.en} " if grade else ""
    thing = words["things"].get(counted)
    if thing is not None:
        return Label(f"{prefix.zh}{thing.zh}", f"{front}{thing.en}")
    for name, thing in words["things"].items():
        deed = (
            words["deeds"].get(counted.removeprefix(f"{name}_")) if counted.startswith(f"{name}_") else None
        )
        if deed:
            return Label(f"{deed.zh}{prefix.zh}{thing.zh}", f"{front}{thing.en} {deed.en}")
    return None


def lasting_stages(claimed: str) -> tuple[str, str] | None:
    """The milestones that a length of time lies between: `signed_to_groundbreaking_days`; "" for an unsaid start."""
    ending = next((one for one in UNIT_ENDINGS if claimed.endswith(one)), None)
    if ending is None:
        return None
    stages = read_words()["stages"]
    plain = claimed.removesuffix(ending)
    if plain.startswith("time_to_") and plain.removeprefix("time_to_") in stages:
        return "", plain.removeprefix("time_to_")
    for first in stages:
        last = plain.removeprefix(f"{first}_to_")
        if plain.startswith(f"{first}_to_") and last in stages:
            return first, last
    return None


def stage_label(stage: str) -> Label | None:
    """The name of a milestone."""
    return read_words()["stages"].get(stage)


def _lasting(claimed: str) -> Label | None:
    between = lasting_stages(claimed)
    if between is None:
        return stage_label(claimed)
    stages = read_words()["stages"]
    first, last = stages.get(between[0]), stages[between[1]]
    if first is None:
        return Label(f"到{last.zh}用时", f"time to {last.en}")
    return Label(f"{first.zh}到{last.zh}用时", f"time from {first.en} to {last.en}")


def _shaped(claimed: str) -> Label | None:
    shapes = read_words()["shapes"]
    for shape in sorted(shapes, key=len, reverse=True):
        inner = claimed.removesuffix(shape) if shape.startswith("_") else claimed.removeprefix(shape)
        if inner == claimed or not inner:
            continue
        within = claimed_label(inner)
        if within is not None:
            return Label(shapes[shape].zh.format(within.zh), shapes[shape].en.format(within.en))
    return None


def vocabulary(schema: Schema) -> dict[str, dict[str, dict[str, str]]]:
    """What things, sorts of values, units and bases are called, for a page that shows them."""
    words = read_words()
    things = {**words["subjects"], **{kind.name: kind.label for kind in schema.kinds.values()}}
    tables = {"things": things, "kinds": words["kinds"], "units": words["units"], "bases": words["bases"]}
    return {
        name: {word: {"zh": label.zh, "en": label.en} for word, label in table.items()}
        for name, table in tables.items()
    }
