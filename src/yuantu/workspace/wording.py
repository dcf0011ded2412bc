"""In which words are a test, what it needs, what fails it and what must be asked told to a person?"""

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from yuantu.match.declarations import Meaning
from yuantu.match.knockouts import MustHave, MustKnow, OneOf, Test, Within
from yuantu.match.scoring import Criterion
from yuantu.ontology.formats import show_number, show_value
from yuantu.ontology.values import Quantity
from yuantu.workspace import values

Both = dict[str, str]
MemberWords = Callable[[str, str, str], str]  # column, member, language


def need(test: Test, columns: Mapping[str, Meaning], member: MemberWords) -> Both:
    """What a test asks for; empty where there is nothing to add to its name."""
    match test:
        case Within(low=low, high=high, unit=unit):
            return {language: limits(low, high, unit, language) for language in values.LANGUAGES}
        case OneOf(allowed=allowed, excluded=excluded, column=column) if column in columns:
            return {
                language: _members(column, allowed or excluded, language, member, excluded=not allowed)
                for language in values.LANGUAGES
            }
        case MustHave(wanted=wanted):
            return values.both("有", "yes") if wanted else values.both("没有", "no")
        case MustKnow() | OneOf():
            return values.both("", "")


def _members(
    column: str, names: frozenset[str], language: str, member: MemberWords, *, excluded: bool
) -> str:
    joined = "、".join(member(column, name, language) for name in sorted(names))
    return joined if not excluded else f"不是{joined}" if language == "zh" else f"not {joined}"


def limits(low: float | None, high: float | None, unit: str, language: str) -> str:
    """Bounds in words: ≥ 10,000 ㎡, within 30 days, until 2026-12-31."""
    if unit == "d":
        days = show_number(high or 0.0, 0)
        return f"{days} 天内" if language == "zh" else f"within {days} days"
    if low is not None and high is not None and unit != "date":
        return show_value(Quantity(low, high, unit, "range"), None, language)
    if low is not None and high is not None:
        return f"{number(low, unit, language)} – {number(high, unit, language)}"
    bound, sign = (low, "≥") if low is not None else (high, "≤")
    return f"{sign} {number(bound or 0.0, unit, language)}"


def degree(low: float, high: float, unit: str) -> Both:
    """A degree of likeness or a distance as it was computed."""
    if math.isnan(low):
        return values.both("未知", "unknown")
    decimals = 1 if unit else 2
    ends = dict.fromkeys(show_number(end, decimals) for end in (low, high))
    words = "–".join(ends) + (f" {unit}" if unit else "")
    return values.both(words, words)


def number(amount: float, unit: str, language: str) -> str:
    """A number with its unit; a day of the unit `date` is an ordinal."""
    if unit == "date":
        return date.fromordinal(int(amount)).isoformat()
    return show_value(Quantity(amount, amount, unit, "exact", amount), None, language).strip()


def tally(low: int, high: int) -> Both:
    """How many are near: for certain, and with those of which it is not known where they are."""
    if low == high:
        return values.both(f"{low:,}", f"{low:,}")
    unknown = high - low
    return values.both(
        f"{low:,} 至 {high:,}（{unknown:,} 个位置不明）",
        f"{low:,} to {high:,} ({unknown:,} of unknown place)",
    )


def question(test: Test, label: Both, wanted: Both, *, days: bool, near: bool) -> Both:
    """What to ask about a candidate on which a test cannot be decided."""
    if isinstance(test, MustHave):
        return values.both(f"有没有{label['zh']}？", f"Is there {label['en']}?")
    if days:
        asked = values.both("哪天可以进场？", "From which day can one move in?")
    elif test.column.startswith("minutes_"):
        asked = values.both("准确位置在哪里？", "Where exactly is it?")
    elif near:
        asked = values.both(
            f"{label['zh']}：位置不明的在哪里？", f"{label['en']}: where are those of unknown place?"
        )
    else:
        asked = values.both(f"{label['zh']}是多少？", f"What is the {label['en']}?")
    if not wanted["zh"]:
        return asked
    return values.both(
        f"{asked['zh'][:-1]}（需 {wanted['zh']}）？", f"{asked['en'][:-1]} (needed: {wanted['en']})?"
    )


def failure(label: Both, have: Both, found: Mapping[str, Any]) -> Both:
    """Why a candidate fails: by how much, where there is a distance, else what it has and what was needed."""
    distance, ratio = found["distance"], found["ratio"]
    if distance is None:
        wanted = found["need"]
        more = [f"（需 {wanted['zh']}）", f" (needed: {wanted['en']})"] if wanted["zh"] else ["", ""]
        return values.both(f"{label['zh']}：{have['zh']}{more[0]}", f"{label['en']}: {have['en']}{more[1]}")
    unit = "d" if found["unit"] == "date" else found["unit"]
    percent = "" if ratio is None or unit == "d" else f" · {show_number(abs(ratio) * 100, 1)} %"
    chinese = ("差 " if distance < 0 else "超出 ") + number(abs(distance), unit, "zh") + percent
    english = number(abs(distance), unit, "en") + (" short" if distance < 0 else " over") + percent
    return values.both(f"{label['zh']} {have['zh']}，{chinese}", f"{label['en']} {have['en']}, {english}")


def curve(criterion: Criterion) -> Both:
    """The value function in words: 20 分钟 → 1，150 分钟 → 0."""
    unit = "date" if criterion.unit == "date" else criterion.unit
    return {
        language: ("，" if language == "zh" else ", ").join(
            f"{number(at, unit, language)} → {show_number(value)}" for at, value in criterion.knots
        )
        for language in values.LANGUAGES
    }
