"""Which measured amounts stand in the sentence: number, unit, bounds, and the word that says what it measures?

Works outward from each number: to the right for a range, a unit and 以上 / 以内, to the left for 不少于 and a
label such as 层高. Each step looks at a bounded window, so the time is linear in the length of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from yuantu.errors import Refusal
from yuantu.match.sentences.units import FoundUnit, per_before, unit_at
from yuantu.match.sentences.words import labels
from yuantu.ontology.numerals import read_number, tidy_float
from yuantu.ontology.units import find_unit
from yuantu.ontology.vocabulary import PREFIXES, SUFFIXES, word_at, word_before

Bound = Literal["plain", "least", "most", "about", "range"]
WINDOW = 16
_NUMBER = re.compile(
    r"(?<![\d.a-z])\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,6})?(?: ?[十百千万亿]{1,2})?"
    r"|[一二两三四五六七八九十百千万亿零半][一二两三四五六七八九十百千万亿零点]{0,10}"
)
_JOINED = re.compile(r" ?(?:-|~|—|–|至|到|to) ?")
_KINDS: dict[str, Bound] = {
    "at_least": "least",
    "over": "least",
    "at_most": "most",
    "under": "most",
    "about": "about",
    "nearly": "about",
}
_AFTER: dict[str, Bound] = {word: _KINDS[qualifier] for word, qualifier in SUFFIXES.items()}
_BEFORE: dict[str, Bound] = {word: _KINDS[qualifier] for word, qualifier in PREFIXES.items()}


def _enter(table: dict[str, Bound], bound: Bound, words: str) -> None:
    table.update(dict.fromkeys(words.split("|"), bound))


_enter(_AFTER, "least", "or more|or above|and above|朝上|往上|打底")
_enter(_AFTER, "most", "or less|or below|打住|max")
_enter(_AFTER, "about", "or so|的样子")
_enter(
    _BEFORE,
    "least",
    "at least|no less than|not less than|minimum of|min|more than|不能低于|不要低于|不能少于|得有|保底",
)
_enter(
    _BEFORE,
    "most",
    "at most|up to|no more than|not more than|less than|within|below|max|不要超过|别超过|不能超过|不能高于"
    "|不要高于|控制在",
)
_enter(_BEFORE, "about", "差不多|估计")
LABELS = labels()
_ENGLISH_SCALES = {" million": 1_000_000, " thousand": 1000}
_LINKS = "要需得是为在达到有约:： "
_BESIDE = ("height", "load", "power", "area")


@dataclass(slots=True)
class Measure:
    """An amount in the text. `start`–`end` covers number, unit, bound words and label; `low`/`high` as written.

    `group` is what the unit can measure (area, price, load, power, time, days, length, mass; "" when there is
    only a 万), `per` what a price is per; `label` is what the words beside it say that it measures, or "".
    """

    start: int
    end: int
    number_at: int
    low: float
    high: float | None
    bound: Bound
    group: str
    spelling: str
    label: str
    per: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    low: float
    high: float | None
    scale: str
    more: bool
    unit: FoundUnit | None
    end: int


def find_measures(plain: str) -> Iterator[Measure]:
    """All numbers with a unit, from left to right; a number without a unit is passed over."""
    position = 0
    while (match := _NUMBER.search(plain, position)) is not None:
        measure = _read_measure(plain, match, position)
        position = match.end() if measure is None else max(measure.end, match.end())
        if measure is not None:
            yield measure


def canonical_bounds(
    measure: Measure, dimension: str, suffix: str = ""
) -> tuple[float, float | None, str] | None:
    """Both numbers in canonical units and the name of the unit; None when the unit is of another dimension."""
    unit = find_unit(measure.spelling.replace("m²", "m2") + suffix, dimension)
    if unit is None:
        return None
    high = None if measure.high is None else tidy_float(measure.high * unit.factor)
    return tidy_float(measure.low * unit.factor), high, unit.canonical


def _read_measure(plain: str, match: re.Match[str], floor: int) -> Measure | None:
    found = _read_number(plain, match.start(), match.end(), ranges=True)
    if found is None:
        return None
    group = found.unit.group if found.unit else ""
    if match.group() == "一" and group == "area" and _NUMBER.match(plain, found.end):
        return None  # 一平25块: the price per one square metre, not an area
    bound: Bound = "range" if found.high is not None else "least" if found.more else "plain"
    end = found.end
    after = word_at(plain, end + (plain[end : end + 1] == " "), _AFTER)
    if after:
        end += len(after) + (plain[end : end + 1] == " ")
        bound = _AFTER[after] if found.high is None else bound
    start, bound, label, per = _look_left(plain, match.start(), floor, bound)
    if not label:
        label, end = _label_after(plain, end)
    if not group and label not in ("rent", "total", "price") and not per:
        return None
    spelling = found.unit.spelling if found.unit else ""
    per = (*per, *(found.unit.per if found.unit else ()))
    return Measure(
        start, end, match.start(), found.low, found.high, bound, group or "price", spelling, label, per
    )


def _read_number(plain: str, start: int, end: int, *, ranges: bool) -> _Reading | None:
    """The number, the other end of its range, and the unit behind them. 500千瓦 is 500 of 千瓦, 5千平 5,000 of 平."""
    for stop in (end, end - 1) if plain[end - 1] in "千百" and end - start > 1 else (end,):
        low = _amount(plain[start:stop])
        if low is None:
            continue
        more = plain[stop : stop + 1] in ("多", "余", "来", "几")
        lift = word_at(plain, stop, _ENGLISH_SCALES)
        low, behind = low * _ENGLISH_SCALES.get(lift, 1), stop + len(lift)
        unit = unit_at(plain, behind + more)
        if ranges and (
            ranged := _read_range(plain, plain[start:stop], low, unit, unit.end if unit else behind)
        ):
            return ranged
        if unit is not None:
            return _Reading(low, None, _scale(plain[start:stop]), more, unit, unit.end)
    low = _amount(plain[start:end])
    return (
        None
        if low is None or not plain[start].isdigit()
        else _Reading(low, None, _scale(plain[start:end]), False, None, end)
    )


def _read_range(plain: str, words: str, low: float, unit: FoundUnit | None, end: int) -> _Reading | None:
    """8000-12000平, 1至2万平: the first number borrows the multiplier of the second when it brings none."""
    joined = _JOINED.match(plain, end)
    second = _NUMBER.match(plain, joined.end()) if joined else None
    if second is None:
        return None
    ranged = _read_number(plain, second.start(), second.end(), ranges=False)
    if ranged is None or ranged.unit is None or (unit is not None and unit.group != ranged.unit.group):
        return None
    if ranged.scale and not _scale(words):
        lifted = tidy_float(low * read_number("一" + ranged.scale))
        low = lifted if lifted <= ranged.low else low
    return (
        _Reading(low, ranged.low, ranged.scale, False, ranged.unit, ranged.end) if low <= ranged.low else None
    )


def _amount(words: str) -> float | None:
    if words == "半":
        return 0.5
    try:
        return read_number(words)
    except Refusal:
        return None


def _scale(words: str) -> str:
    match = re.search(r"[十百千]?[万亿]$|[千百]$", words)
    return match.group() if match and match.group() != words else ""


def _label_after(plain: str, end: int) -> tuple[str, int]:
    """8米层高, 1.5吨的承重: label and where it ends."""
    start = end + (plain[end : end + 1] in (" ", "的"))
    word = word_at(plain, start, LABELS)
    follower = plain[start + len(word) : start + len(word) + 1]
    if (
        not word
        or LABELS[word] not in _BESIDE
        or (word.isascii() and follower.isascii() and follower.isalpha())
    ):
        return "", end
    if word == "用地" or (word == "用电" and follower == "量"):
        return "", end
    return LABELS[word], start + len(word)


def _look_left(plain: str, start: int, floor: int, bound: Bound) -> tuple[int, Bound, str, tuple[str, ...]]:
    floor = max(floor, start - WINDOW)
    before = word_before(plain, start - (plain[start - 1 : start] == " "), _BEFORE, floor)
    if before:
        start -= len(before) + (plain[start - 1 : start] == " ")
        bound = _BEFORE[before] if bound == "plain" else bound
    per, start = per_before(plain, start, floor)
    if per and not before and (before := word_before(plain, start, _BEFORE, floor)):
        start -= len(before)
        bound = _BEFORE[before] if bound == "plain" else bound
    end = start
    for _link in range(5):
        word = word_before(plain, end, LABELS, floor)
        if word and not (word.isascii() and plain[max(0, end - len(word) - 1) : end - len(word)].isalpha()):
            return (
                end - len(word),
                ("about" if bound == "plain" and "约" in plain[end:start] else bound),
                LABELS[word],
                per,
            )
        if end <= floor or plain[end - 1] not in _LINKS:
            if plain[max(floor, end - 3) : end] != "of ":
                break
            end -= 2
        end -= 1
    return start, bound, "", per
