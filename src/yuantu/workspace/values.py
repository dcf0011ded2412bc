"""How does a held value look when it leaves the house?

One JSON shape per value, shared by the command line, the API and the exports, with its words in Chinese and
English beside the numbers and the statement ids behind it.
"""

from datetime import date
from typing import Any

from yuantu.facts.freshness import fresh_until, is_stale
from yuantu.facts.statements import Statement
from yuantu.facts.views import Held
from yuantu.ontology.formats import show_value
from yuantu.ontology.schema import Property
from yuantu.ontology.values import Code, Coordinate, Period, Quantity, Text, Value

LANGUAGES = ("zh", "en")


def both(chinese: str, english: str) -> dict[str, str]:
    """One text in the languages of the house."""
    return {"zh": chinese, "en": english}


def label(meaning: Property) -> dict[str, str]:
    """The name of a property."""
    return both(meaning.label.zh, meaning.label.en)


def text(value: Value, meaning: Property | None) -> dict[str, str]:
    """A value with its unit, qualifier and precision."""
    return {language: show_value(value, meaning, language) for language in LANGUAGES}


def number(value: Value) -> dict[str, Any]:
    """The parts of a value that a program may want, all keys always there."""
    parts: dict[str, Any] = {
        "low": None,
        "high": None,
        "stated": None,
        "unit": None,
        "qualifier": None,
        "text": None,
    }
    match value:
        case Quantity():
            parts |= {
                "low": value.low, "high": value.high, "stated": value.stated, "unit": value.unit,
                "qualifier": value.qualifier,
            }  # fmt: skip
        case Period():
            parts |= {"low": iso(value.first), "high": iso(value.last), "qualifier": value.precision}
        case Text():
            parts |= {"text": value.text}
        case Code():
            parts |= {"text": value.code}
        case Coordinate():
            parts |= {"text": f"{value.lon:.6f},{value.lat:.6f}", "unit": value.datum}
    return parts


def held(found: Held, meaning: Property, day: date | None) -> dict[str, Any]:
    """Everything that is held of one property: each distinct value with its statements, the chosen first.

    A value is stale on `day` when none of its statements is fresh any more.
    """
    values = []
    for place, value in enumerate(found.values):
        behind = [one for one in found.statements if one.value == value]
        values.append(
            {
                **number(value),
                "text": text(value, meaning),
                "words": behind[0].words,
                "statements": [one.id for one in behind],
                "valid_from": valid_from(behind[0]),
                "fresh_until": iso(
                    max(filter(None, (fresh_until(one, meaning) for one in behind)), default=None)
                ),
                "stale": all(is_stale(one, meaning, day) for one in behind),
                "chosen": place == 0 or not meaning.is_single,
            }
        )
    state = "conflict" if found.conflict else "known"
    rule = (
        both("取日期最近者，同日取来源等级高者", "latest first, then the better source")
        if found.conflict
        else None
    )
    return {"property": meaning.name, "label": label(meaning), "state": state, "rule": rule, "values": values}


def valid_from(statement: Statement) -> str | None:
    """The first day on which the source says that it holds."""
    return iso(statement.valid.first) if statement.valid else None


def iso(day: Any) -> str | None:
    """A day as 2024-06-30."""
    return day.isoformat() if day else None
