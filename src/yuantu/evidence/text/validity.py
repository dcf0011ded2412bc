"""When and where does a number hold?

The nearest date before it in its sentence, or, for what is measured over a period, in its paragraph. Dates inside
names (十四五规划, 一季度集中开工活动), dates compared with (比上年) and lengths of time say nothing of that.
"""

import re
from collections.abc import Sequence

from yuantu.evidence.text.casting import Cast
from yuantu.evidence.text.entities import Name
from yuantu.evidence.text.mentions import DateMention, QuantityMention
from yuantu.evidence.text.sentences import Sentence
from yuantu.evidence.text.subjects import Subject
from yuantu.ontology.regions import find_region
from yuantu.ontology.values import Period

_PLAN_NAME = re.compile(r"[”\"]?(?:规划|纲要|名单|计划》|工作要点|行动方案)")
_FLOWS = re.compile(
    r"output|value_added|gdp|investment|revenue|growth|share|rank|_signed|_started|_introduced|_added|_completed|_trade|export|import|spending|tax|income|sales|profit|change|contribution|pull|schedule|_released|_listed"
)
_FIXED = frozenset(
    {"total_investment", "investment_planned", "planned_area", "industry_scale", "platform_area"}
)


def usable_dates(text: str, sentence: Sentence, names: Sequence[Name]) -> list[DateMention]:
    """The dates of a sentence that say when something holds."""
    return [
        date
        for date in sentence.dates
        if date.role == "when"
        and not _PLAN_NAME.match(text, date.end, date.end + 6)
        and "规划" not in date.expression
        and not any(
            name.kind in ("event", "project") and name.start < date.start and date.end <= name.end
            for name in names
        )
    ]


def valid_when(
    sentence: Sentence,
    mention: QuantityMention,
    property_name: str,
    dates: Sequence[DateMention],
    before: DateMention | None,
) -> Period | None:
    """The period of a number; None = not said. `before`: the last date of the paragraph before this sentence."""
    own = sentence.clause_of(mention.start)
    left = [date for date in dates if date.end <= mention.start]
    if left:
        nearest = left[-1]
        if (
            sentence.clause_of(nearest.start) == own
            or _flows(property_name)
            or own - sentence.clause_of(nearest.start) <= 2
        ):
            return nearest.period()
    right = [date for date in dates if date.start >= mention.end and sentence.clause_of(date.start) == own]
    if right and not left:
        return right[0].period()
    if before is not None and _flows(property_name):
        return before.period()
    return None


def _flows(name: str) -> bool:
    return bool(_FLOWS.search(name)) and name not in _FIXED


def place_of(
    text: str, sentence: Sentence, subject: Subject, names: Sequence[Name], cast: Cast
) -> str | None:
    """The division in which it holds: the subject itself, the one in its name, one said with 在, or the topic."""
    if subject.kind == "region" and subject.name is not None:
        return subject.name
    named = _place_in_name(subject.name or "")
    if named is not None:
        return named
    for name in names:
        if name.kind == "region" and re.search(
            r"(?:在|位于|落户|地处|于)$", text[max(sentence.start, name.start - 2) : name.start]
        ):
            return name.text
    return cast.region


def _place_in_name(name: str) -> str | None:
    bracket = re.search(r"[(（]([一-鿿]{2,5})[)）]", name)
    for words in (bracket[1] if bracket else "", name[:4], name[:3], name[:2]):
        division = find_region(words) if len(words) > 1 else None
        if division is not None and (
            division.level != "county" or words == division.name or words == (bracket[1] if bracket else "")
        ):
            return division.name
    return None
