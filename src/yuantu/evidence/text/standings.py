"""Which ranks, multiples and shares does a text state without a unit: 全省第一, 前三, 最大, 翻两番, 9.7:47.3:43?"""

import re
from collections.abc import Iterator

from yuantu.evidence.text.bounds import bound_after, bound_before
from yuantu.evidence.text.mentions import QuantityMention
from yuantu.evidence.text.numbers import ARABIC, read_words
from yuantu.ontology.numerals import tidy_float
from yuantu.ontology.quantities import interval
from yuantu.ontology.values import Qualifier

_N = r"(?:[0-9]{1,4}|[一二三四五六七八九十百两]{1,4})"
_SCOPE = (
    r"(?:全[国省市区县球州镇]|世界|亚洲|亚太|国内|省内|市内|区内|同类|行业|全行业|同行业|大湾区|湾区|"
    r"珠三角|长三角|珠西|粤西|粤东|华南|华东|中国|广东|"
    r"(?:(?![年月日续第在为列居全有一二三四五六七八九十])[一-鿿]){1,3}[省市区县镇]|各[市区县]|历史|同期)"
)
_STANDS = (
    r"(?:排名|排行|位列|位居|名列|列|居|排在|排|位于|跃居|跃升至?|升至|升到|保持|稳居|荣登|荣获|获|"
    r"勇夺|夺得|占据|均列|均居|上升到|上升至|前移至)"
)
_RANK = re.compile(rf"""
    (?P<place>第(?P<n>{_N})(?:位|名(?!称))(?!技|志))
    |(?P<stood>{_STANDS}[一-鿿]{{0,8}}?第(?P<n2>{_N})(?![0-9一-鿿]*(?:季度|产业|批|届|次|期|章|条|号|步|线|方阵|梯队)))(?:位|名)?
    |(?P<scoped>(?P<scope>{_SCOPE})(?:的)?(?:第(?P<n3>{_N})(?![个家届批次季期章条款号步线方梯书时产要责阶位名座大一二三四五六七八九十0-9])|(?P<top>之首|首位|榜首|之最)))
    |(?P<thing>(?:全[国省市区县球]|继[^，。;；,]{{1,16}}后|国内|省内|世界|成为[一-鿿]{{0,8}})[一-鿿]{{0,6}}?第(?P<n4>{_N})(?:座|大(?![会道])|个|家)(?!百年|五年|国家))
    |(?P<head>{_STANDS}[一-鿿]{{0,6}}?(?:首位|榜首|之首|第一))
    |(?P<front>(?:(?:{_STANDS}|跻身|进入|迈入|挺进|闯入)[一-鿿]{{0,8}}?|{_SCOPE}(?:的)?)前(?P<n5>{_N})(?:位|名|强)?(?![0-9]|季|个?月|年|期|两|半|天|日|后|往|来|列))
    |(?P<most>{_SCOPE}[^，。,;；:\n0-9]{{0,16}}?(?:规模|面积|投资额?|总量|产值|产能|体量|数量|单体|容量|跨度|吨位|园区|项目)?最[大多高长强](?![限程力约幅可只仅低]|[一-鿿]{{0,6}}[0-9达为]))
""", re.VERBOSE)  # fmt: skip
_MOST_RECENT = re.compile(
    r"(?:近年来|近[一二三四五六七八九十两0-9]{1,2}年来?|迄今|历年|有史|"
    r"以来)[^，。,;；:\n0-9]{0,12}?最[大多高](?![限程力约可只仅]|[一-鿿]{0,6}[0-9达为])"
)
_DOUBLED = re.compile(
    r"翻(?:了)?(?:(?P<n>[一二两三四五六0-9]{1,2})番|(?P<plain>番|倍))|"
    r"(?P<half>(?:(?<=[占超近过约达])|(?<=[占超近过约达]全[省市国区县]))(?:一半|半数)|"
    r"(?:一半|半数)(?=以上|左右|以下)|(?<=[近过超])半(?=[，。,；;的数)]|$)|(?P<fold>(?<=增长)一倍))"
)
_PARTS = re.compile(
    r"(?<![0-9:.])([0-9]{1,2}(?:\.[0-9]{1,3})?)(?::[0-9]{1,2}(?:\.[0-9]{1,3})?){2}(?![0-9:]|\.[0-9])"
)
_ARABIC = re.compile(ARABIC)


_HALF = re.compile(
    r"(?<![上下前后一多过大两个])半(?P<unit>个?小时|个?钟头|个月|天|年(?=内|多|时间|左右|以上|后|就|"
    r"，|。|的时间))"
)
_HALF_UNITS = {"时": "hour", "头": "hour", "月": "month", "天": "day", "年": "year"}


def find_standings(text: str) -> Iterator[QuantityMention]:
    """Ranks (unit rank, 1 = best; 前三 is at most 3), multiples (unit times) and shares of a whole (a:b:c)."""
    for found in _RANK.finditer(text):
        value = _rank(found)
        if value:
            front = found["n5"] is not None
            low = 1.0 if front else value
            yield QuantityMention(
                found.start(),
                found.end(),
                "rank",
                value,
                low,
                value,
                "rank",
                "at_most" if front else "exact",
                "ordinal",
            )
    for found in _MOST_RECENT.finditer(text):
        yield QuantityMention(found.start(), found.end(), "rank", 1.0, 1.0, 1.0, "rank", "exact", "ordinal")
    for found in _DOUBLED.finditer(text):
        yield _multiple(text, found)
    for found in _HALF.finditer(text):
        yield _half(text, found)
    for found in _PARTS.finditer(text):
        yield from _parts(text, found)


def _rank(found: re.Match[str]) -> float:
    if found["top"] or found["head"] or found["most"]:
        return 1.0
    spelled = next((found[name] for name in ("n", "n2", "n3", "n4", "n5") if found[name]), "")
    if spelled.isdigit():
        return float(spelled)
    reading = read_words(spelled) if spelled else None
    return reading[0] if reading is not None and reading[2] == "exact" else 0.0


def _multiple(text: str, found: re.Match[str]) -> QuantityMention:
    start, end = found.span()
    if found["half"]:
        after = bound_after(text, end)
        if after is not None:
            bounds = interval(0.5, after.wording, "ratio")
            return QuantityMention(
                start, after.place, "share", 0.5, bounds.low, bounds.high, "ratio", after.wording
            )
        before = text[start - 1]
        wording = {"超": "over", "近": "nearly", "过": "over", "约": "about"}.get(before, "exact")
        low = None if wording == "nearly" else 0.5
        high = None if wording == "over" else 0.5
        return QuantityMention(start, end, "share", 0.5, low, high, "ratio", wording)  # type: ignore[arg-type]
    times = 1
    if found["n"]:
        reading = read_words(found["n"]) if not found["n"].isdigit() else (float(found["n"]),)
        times = int(reading[0]) if reading is not None else 1
    value = float(2 ** min(times, 20))
    return QuantityMention(start, end, "growth", value, value, value, "times", "exact")


def _half(text: str, found: re.Match[str]) -> QuantityMention:
    """`半小时`, `不到半年`."""
    before, after = bound_before(text, found.start(), False), bound_after(text, found.end())
    start, end = before.place if before else found.start(), after.place if after else found.end()
    wording: Qualifier = before.wording if before else after.wording if after else "exact"
    bounds = interval(0.5, wording, _HALF_UNITS[found["unit"][-1]])
    return QuantityMention(start, end, "duration", 0.5, bounds.low, bounds.high, bounds.unit, wording)


def _parts(text: str, found: re.Match[str]) -> Iterator[QuantityMention]:
    """`9.7:47.3:43`: three parts of a hundred; anything that does not sum to it is a score or a time."""
    parts = [(one.start(), one.end(), float(one.group())) for one in _ARABIC.finditer(text, *found.span())]
    if not 99 <= sum(value for _start, _end, value in parts) <= 101:
        return
    for start, end, value in parts:
        share = tidy_float(value / 100)
        yield QuantityMention(start, end, "share", share, share, share, "ratio", "exact", "part")
