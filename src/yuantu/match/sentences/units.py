"""Which unit stands behind this number?

Simple units are looked up; prices (元/㎡·月, 块每平每月, 万/亩) and loads (吨/㎡) are composed of what they
are of and what they are per.
"""

from dataclasses import dataclass

from yuantu.ontology.vocabulary import word_at

_GROUPS: dict[str, str] = {
    "area": "平方公里|平方千米|平方米|平方英尺|平米|平方|公顷|市亩|亩|平|方|㎡|m2|m²|sqm|sq m|sq.m|sq. m|sq "
    "metres|sq meters|square metres|square meters"
    "|square metre|square meter|sq ft|sqft|square feet|hectares|hectare|ha|acres|acre|mu",
    "price": "元人民币|元|块钱|块|人民币|rmb|cny|yuan",
    "mass": "吨|t|公斤|千克|kg|kn|千牛|tonnes|tonne|tons|ton",
    "load": "kpa|千帕",
    "power": "千伏安|kva|mva|千瓦|kw|兆瓦|mw",
    "energy": "千瓦时|kwh|度电|度",
    "time": "半小时|个半小时|个小时|小时|个钟头|个钟|钟头|分钟|分|minutes|minute|mins|min|hours|hour|hrs|hr|h",
    "days": "个工作日|工作日|天|日|个星期|星期|个礼拜|周|个半月|个月|月|年半|年|working days|days|day|weeks"
    "|week|months|month|years|year",
    "length": "米|公尺|m|公里|千米|km|metres|metre|meters|meter",
}
UNIT_GROUPS: dict[str, str] = {word: group for group, words in _GROUPS.items() for word in words.split("|")}
_SQUARES = frozenset("平方米|平米|平方|平|方|㎡|m2|m²|亩|sqm|sq m|square metre|square meter|mu".split("|"))
_PER_WORDS: dict[str, str] = {
    **{word: "亩" if word in ("亩", "mu") else "㎡" for word in _SQUARES},
    "月": "月",
    "年": "年",
    "天": "日",
    "日": "日",
    "month": "月",
    "year": "年",
}
_PER_MARKS = {"/": 1, "每": 1, "一": 1, "·": 1, "per": 3, "a": 1}
# 月 alone is a duration only in 3月内, 分 only in 90分内: elsewhere they are a date and a part.
_ONLY_BEFORE = {"分": "内以之车", "日": "内以之", "月": "内以之"}
_NOT_BEFORE = {
    "平": "均行安",
    "方": "便案向式法面",
    "年": "底初中末产",
    "度": "假",
    "天": "然",
    "周": "边转",
    "米": "其",
}


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """`spelling` of the unit proper, its `group`, what it is `per` (㎡, 亩, 月 …) and where it ends."""

    group: str
    spelling: str
    per: tuple[str, ...]
    end: int


def unit_at(plain: str, position: int) -> FoundUnit | None:
    """The unit at `position`, a blank or hyphen before it allowed."""
    start = position + (plain[position : position + 1] in (" ", "-"))
    word = _whole_word(plain, start, UNIT_GROUPS)
    if not word:
        per, end = _read_per(plain, position)
        return FoundUnit("price", "元", per, end) if per else None  # 60万/亩: the money goes without saying
    group, end = UNIT_GROUPS[word], start + len(word)
    if group in ("price", "mass"):
        per, end = _read_per(plain, end)
        if group == "mass" and per == ("㎡",):
            return FoundUnit("load", word, per, end)
        return FoundUnit(
            group, word, per if group == "price" else (), end if group == "price" else start + len(word)
        )
    return FoundUnit(group, word, (), end)


def _read_per(plain: str, position: int) -> tuple[tuple[str, ...], int]:
    """/平/月, 每平方米每月, ·月, per m² per month: at most two."""
    per: list[str] = []
    while len(per) < 2:
        at = position + (plain[position : position + 1] == " ")
        mark = _PER_MARKS.get(plain[at : at + 1], 0) or (3 if plain.startswith("per", at) else 0)
        if not mark:
            break
        at += mark
        at += plain[at : at + 1] in (" ", "个")
        word = _whole_word(plain, at, _PER_WORDS)
        if not word:
            break
        per.append(_PER_WORDS[word])
        position = at + len(word)
    return tuple(per), position


def per_before(plain: str, end: int, floor: int) -> tuple[tuple[str, ...], int]:
    """每平每月 in front of a number: what it is per and where these words begin."""
    per: list[str] = []
    while len(per) < 2:
        stop = end - (plain[end - 1 : end] == "/")
        start = next((s for s in range(max(floor, stop - 5), stop) if _is_each(plain[s:stop])), None)
        if start is None:
            break
        per.insert(0, _PER_WORDS[plain[start:stop].lstrip("每一个")])
        end = start
    return tuple(per), end


def _is_each(words: str) -> bool:
    return words[:1] in "每一" and words.lstrip("每一个") in _PER_WORDS


def _whole_word(plain: str, start: int, words: dict[str, str]) -> str:
    word = word_at(plain, start, words)
    follower = plain[start + len(word) : start + len(word) + 1]
    if not word or (word[-1].isascii() and follower.isascii() and follower.isalnum()):
        return ""
    if word in _ONLY_BEFORE and words is UNIT_GROUPS and (not follower or follower not in _ONLY_BEFORE[word]):
        return ""
    if follower and follower in _NOT_BEFORE.get(word, ""):
        return ""
    return word
