"""Which word of a list stands here, and which words bound a number?

Longest-match look-ups in plain dictionaries: they cost nothing to load, which a command that answers one
sentence feels, and their time does not depend on the number of words.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yuantu.ontology.values import Qualifier

PREFIXES: dict[str, "Qualifier"] = {}
SUFFIXES: dict[str, "Qualifier"] = {}


def _enter(table: "dict[str, Qualifier]", qualifier: "Qualifier", words: str) -> None:
    table.update(dict.fromkeys(words.split(), qualifier))


_enter(
    PREFIXES, "at_least", "不少于 不低于 不小于 不得少于 不得低于 至少 最少 最低 最小 起码 ≥ >= => ⩾ 大于等于"
)
_enter(PREFIXES, "at_least", "atleast nolessthan notlessthan minimum")
_enter(
    PREFIXES,
    "at_most",
    "不超过 不高于 不大于 不多于 不得超过 不得高于 至多 最多 最高 最大 ≤ <= =< ⩽ 小于等于",
)
_enter(PREFIXES, "at_most", "atmost upto nomorethan notmorethan maximum")
_enter(PREFIXES, "over", "超过 超 逾 突破 高于 大于 多于 > over morethan above exceeding")
_enter(PREFIXES, "under", "不足 不到 未满 低于 小于 少于 < under lessthan below")
_enter(
    PREFIXES,
    "about",
    "大约 大概 约为 约 近似 ~ ≈ about around approximately approx. approx roughly circa ca.",
)
_enter(PREFIXES, "nearly", "将近 接近 近 nearly almost closeto")
_enter(SUFFIXES, "at_least", "及以上 或以上 以上 起 + ormore andabove orabove")
_enter(SUFFIXES, "at_most", "及以下 或以下 以下 以内 之内 内 封顶 orless andbelow orbelow")
_enter(SUFFIXES, "about", "左右 上下 orso")
LONGEST = 14


def word_at(text: str, start: int, words: Mapping[str, object]) -> str:
    """The longest of `words` that begins at `start`, or ""."""
    for end in range(min(len(text), start + LONGEST), start, -1):
        if text[start:end] in words:
            return text[start:end]
    return ""


def word_before(text: str, end: int, words: Mapping[str, object], floor: int = 0) -> str:
    """The longest of `words` that ends at `end` and begins at `floor` or later, or ""."""
    for start in range(max(floor, end - LONGEST), end):
        if text[start:end] in words:
            return text[start:end]
    return ""
