"""Which words before and after a number bound it?

近 超 约 逾 不足 …以上 …左右, and the words that only look like them: 最近 附近 节约 签约 其余 通过.
"""

import re
from typing import NamedTuple

from yuantu.ontology.values import Qualifier

_AT_MOST = (
    "不超过 不高于 不大于 不多于 不得超过 不得高于 不得大于 不超 至多 最多 最多可 最多可达 最高 最高可 最高可达 "
    "最高不超过 ≤ 小于等于 小于或等于 未超过 没超过 不突破 未突破 控制在 限于"
)
_WORDS: tuple[tuple[Qualifier, str], ...] = (
    (
        "at_least",
        "不少于 不低于 不小于 不得少于 不得低于 不得小于 至少 最少 最低 起码 ≥ 大于等于 大于或等于 达到或超过",
    ),
    ("at_most", _AT_MOST),
    (
        "over",
        (
            "超过 超 超出 超越 逾 突破 首破 站上 跨过 跨越 迈过 迈上 越过 跨上 冲上 跃上 踏上 高于 大于 多于 "
            "不止 远超 已超 > 冲破 好几"
        ),
    ),
    ("under", "跌破 不足 不到 未满 不满 未达 不及 低于 小于 少于 <"),
    ("about", "大约 大概 约为 约 约合 约有 约占 大致 近似 差不多 合计约 ~ ≈ 约莫"),
    ("nearly", "将近 接近 近 逼近 直逼 迫近 快到 接近于"),
)
_BY_WORD: dict[str, Qualifier] = {word: qualifier for qualifier, words in _WORDS for word in words.split()}
_FILLER = r"(?:了|为|达|合|在|有|占|人民币|RMB|￥|¥|每(?:亩|平方米|平米|吨|年|月|户|人|㎡))"
_BEFORE = re.compile(
    "(" + "|".join(sorted(map(re.escape, _BY_WORD), key=len, reverse=True)) + rf")({_FILLER}{{0,2}})$"
)
_LAST = frozenset(word[-1] for word in _BY_WORD) | frozenset("了为达合在有占币B￥¥亩米吨年月户人㎡的")
_NOT_AFTER: dict[str, str] = {  # characters before the word that make another word of it: 最近, 节约, 高超
    "近": "最附临邻靠就相新贴走亲远逼将接切浅",
    "约": "节签合条预特制履违契集公简解续邀隐失爽赴大守盟规",
    "超": "高不未没入远已反赶",
    "限于": "仅",
    "约合": "签",
    "约有": "节签",
    "约为": "节",
    ">": "-",
    "~": "0123456789",
}
_AFTER_WORDING: dict[str, Qualifier] = {
    "at_least": "at_least",
    "at_most": "at_most",
    "about": "about",
    "over": "more_than_stated",
}
_FAR_BEFORE = re.compile(
    r"(不超过|不得超过|不低于|不高于|不少于|不得低于|不得高于|超过|约为|约占|约有|接近|将近|不足|不到)"
    r"(?:[^，。,;；:0-9]|(?:19|20)[0-9]{2}年){1,11}的$"
)
_CLIMBS = ("站上", "迈上", "跨上", "冲上", "跃上", "踏上")
_ABOVE = re.compile(r"(?<![以网线路陆海岗会市县车船水空台桌手天街面版榜地身纸岸山])上(?=[百千万亿])")
_PAST = re.compile(r"(?<![通经超不越跨度])过(?=[百千万亿半])|(?<![打爆突])破(?=[百千万亿]|[0-9.]+[百千万亿])")
_AFTER = re.compile(
    r"(?:\(不?含[^()]{0,12}\))?(?:(?P<at_least>及以上|或以上|以上|起(?=[，,。、;；)\s]|$))"
    r"|(?P<at_most>及以下|或以下|以下|以内|之内|(?<=[元%])封顶)"
    r"|(?P<about>左右|上下(?!游|功|级|联|班|层|同|一|水|行))"
    r"|(?P<over>有余|\+(?![0-9])|多(?=[，,。、;；)的时]|$)))"
)
_AFTER_FIRST = frozenset("及或以起之封左上有+多(")


class Bound(NamedTuple):
    """A wording and the end of the text that it takes: its start before a number, its end after one."""

    wording: Qualifier
    place: int


def bound_before(text: str, start: int, bare: bool) -> Bound | None:
    """The bounding word that ends where the number begins; `bare`: the number is a lone multiplier (千亿)."""
    if start == 0 or (text[start - 1] not in _LAST and text[start - 1] not in "上过破"):
        return None
    last = text[start - 1]
    window = text[max(0, start - 10) : start]
    if last == "上" and not window.endswith(_CLIMBS):
        return Bound("over", start - 1) if bare and _ABOVE.match(text, start - 1) else None
    if last in "过破" and not window.endswith(
        ("超过", "突破", "冲破", "跌破", "首破", "跨过", "迈过", "越过")
    ):
        return Bound("over", start - 1) if _PAST.match(text, start - 1) else None
    if last == "的":
        return _bound_far_before(text, start)
    found = _BEFORE.search(window)
    if found is None:
        return None
    word, begin = found[1], start - len(window) + found.start()
    previous = text[begin - 1 : begin]
    if previous and previous in _NOT_AFTER.get(word, ""):
        return None
    return Bound(_BY_WORD[word], begin)


def _bound_far_before(text: str, start: int) -> Bound | None:
    """`不超过设备投资额的10%`: the bound stands before what the share is of; the span begins with the number."""
    found = _FAR_BEFORE.search(text, max(0, start - 20), start)
    return Bound(_BY_WORD[found[1]], start) if found and text[start : start + 1].isdigit() else None


def bound_after(text: str, end: int) -> Bound | None:
    """The bounding word that follows the unit."""
    if text[end : end + 1] not in _AFTER_FIRST or end >= len(text):
        return None
    found = _AFTER.match(text, end)
    if found is None or found.lastgroup is None:
        return None
    return Bound(_AFTER_WORDING[found.lastgroup], found.end())
