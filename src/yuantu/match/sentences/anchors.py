"""Near which places must it be, and within how many minutes?

A time needs a place beside it (离宝安90分钟内, 1小时到盐田港); a headquarters, a customer or a full plant is a
place without a limit. A distance in kilometres is no travel time and is reported, place and all.
"""

import re

from yuantu.match.brief import Anchor
from yuantu.match.sentences.measures import Measure
from yuantu.match.sentences.places import ENGLISH_NAMES, Named, PlaceReader
from yuantu.match.sentences.text import Draft
from yuantu.match.sentences.words import FUNCTION_WORDS

_TRAVEL = (
    r"(?: |的|开车|驾车|行车|车行|车程|路程|行程|时间|货车|卡车|出发|过来|过去|单程|最多|控制|就|也"
    r"|必须|全程|大概|大约)"
)
_TO = (
    rf"(?P<lead>(?:距离|离|距|到达|赶到|到|至|去|往|从)) "
    rf"?(?P<place>[^\s,，。；;、!！?？离距到至找要\d]{{1,14}}?){_TRAVEL}*(?:在|为|要|不要|只要|只需|需|是)?$"
)
_JUST_BEFORE = rf"{_TRAVEL}*(?:周边|附近|周围|出发)?{_TRAVEL}*(?:在|为)?$"
_REACH = (
    rf"{_TRAVEL}*(?:以内|之内|内|圈)?{_TRAVEL}*(?:可以|可|能|就能|就)?(?:到达|到|至|抵达|直达|可达"
    rf"|开到|去)(?P<place>[^\s,，。；;、!！?？的内]{{0,12}})"
)
_ENGLISH_REACH = (
    r"(?: drive| driving| travel| truck| by car| by truck|'s drive|' drive)?(?: time)? (?:of"
    r"|from|to) (?:the )?(?P<place>[a-z][a-z'’]+(?: (?:airport|port|station|hong kong))?)"
)
_TIME_TAIL = r"(?: |的)?(?:车程|开车|驾车|路程|行程|时间|交通圈|圈)?(?:以内|之内|内|可达|能到|可到|到达|到)?"
_NEAR_SIGNS = (
    "总部",
    "母公司",
    "本部",
    "客户",
    "供应商",
    "老厂",
    "现有工厂",
    "研发中心",
    "headquarter",
    "hq",
    "customer",
)
_NEAR = (
    r"(?P<role>集团总部|公司总部|总部|母公司|本部|主要客户|客户|供应商|老厂|现有工厂|研发中心"
    r"|headquarters|headquartered|hq|customers?)(?: |就|都|主要|is|are)*(?:位于|设在|在|in|at) ?"
)
_HOME = "(?:我们公司|本公司|我公司|公司|企业|工厂|我们|我司)(?:就|都|目前|现在)?(?P<verb>是|在|位于)"
_FULL = (
    "的?(?:现有|老)?(?:厂房|基地|工厂|厂区|厂)(?:已经|已|都|也|早就|快)*(?:满|不够|饱和|紧张|没地方"
    "|没空间|放不下|装不下|租不到)了?"
)


def read_travel(draft: Draft, places: PlaceReader, measure: Measure) -> bool:
    """离宝安90分钟内, 1小时车程到盐田港: the place before or after a time. False when there is none."""
    hours = "h" in measure.spelling or "小时" in measure.spelling or "钟头" in measure.spelling
    amount = measure.low if measure.high is None else measure.high
    minutes = (amount + (0.5 if "个半" in measure.spelling else 0)) * (60 if hours else 1)
    tail = re.compile(_TIME_TAIL).match(draft.plain, measure.end)
    end = tail.end() if tail else measure.end
    found = _place_before(draft, places, measure) or _place_after(draft, places, measure)
    if found is None:
        return False
    start, end = min(found[0], measure.start), max(end, found[1])
    while start < end and draft.plain[start] == " ":
        start += 1
    lead = re.search("(?:货车|卡车|开车|驾车)(?:要|在)?$", draft.plain[max(0, start - 4) : start])
    if lead and draft.is_free(start - len(lead.group()), start):
        start -= len(lead.group())
    words = draft.text[start:end]
    mode = "truck" if re.search("货车|卡车|truck", draft.plain[start:end]) else "car"
    draft.take(start, end)
    for place in found[2]:
        draft.add("anchors", Anchor(place, round(minutes, 1), mode, words, (start, end)))
    return True


def refuse_distance(draft: Draft, places: PlaceReader, measure: Measure) -> bool:
    """离深圳50公里以内: a distance is no travel time; its place must not become a region."""
    found = (
        _place_before(draft, places, measure) if measure.spelling in ("公里", "千米", "km", "米") else None
    )
    if found is None or measure.label == "height":
        return False
    draft.refuse(min(found[0], measure.start), measure.end)
    return True


def _place_before(draft: Draft, places: PlaceReader, measure: Measure) -> tuple[int, int, list[str]] | None:
    floor = max(0, measure.start - 26)
    window = _readable(draft, floor, measure.start)
    match = re.search(_TO, window)
    if match:
        named_places = [
            ENGLISH_NAMES.get(part, part) for part in re.split("和|与|及", match["place"]) if part
        ]
        if named_places and not any(part in FUNCTION_WORDS for part in named_places):
            return floor + match.start(), measure.end, named_places
    trimmed = re.search(_JUST_BEFORE, window)
    named = places.ending_at(floor + trimmed.start()) if trimmed else None
    if named is not None and draft.is_free(named.start, named.end):
        return named.start, measure.end, [named.name]
    return None


def _place_after(draft: Draft, places: PlaceReader, measure: Measure) -> tuple[int, int, list[str]] | None:
    plain = draft.plain
    match = re.compile(_REACH).match(plain, measure.end) or re.compile(_ENGLISH_REACH).match(
        plain, measure.end
    )
    if match is None or not match["place"]:
        return None
    named = places.name_at(match.start("place"))
    if named is not None:
        return measure.start, named.end, [named.name]
    return measure.start, match.end("place"), [draft.text[match.start("place") : match.end("place")]]


def _readable(draft: Draft, start: int, end: int) -> str:
    """Plain text with the characters that were read already as stops."""
    taken = draft.taken
    return "".join("," if taken[i] else draft.plain[i] for i in range(start, end))


def read_roles(draft: Draft, places: PlaceReader) -> None:
    """总部在深圳南山, 客户在东莞: a place to be near without a limit."""
    if not any(sign in draft.plain for sign in _NEAR_SIGNS):
        _read_homes(draft, places)
        return
    for match in re.finditer(_NEAR, draft.plain):
        named = places.name_at(match.end()) if match.end() < len(draft.plain) else None
        if named is not None and draft.is_free(match.start(), named.end):
            add_role(draft, match.start(), named)
    _read_homes(draft, places)


def _read_homes(draft: Draft, places: PlaceReader) -> None:
    """我们是深圳宝安的…, 公司在中山，…, 深圳厂房满了: where the company that asks is now."""
    for match in re.finditer(_HOME, draft.plain):
        named = places.name_at(match.end()) if match.end() < len(draft.plain) else None
        if named is None or not draft.is_free(match.start(), named.end):
            continue
        if match["verb"] == "是" or draft.plain[named.end : named.end + 1] in tuple(",，。;； "):
            add_role(draft, match.start(), named)
    for match in re.finditer(_FULL, draft.plain):
        named = places.ending_at(match.start())
        if named is not None and draft.is_free(named.start, match.end()):
            add_role(draft, named.start, named, match.end())


def add_role(draft: Draft, start: int, named: Named, end: int | None = None) -> None:
    """A place without a limit: the words from `start` to the end of the name, or to `end`."""
    span = (start, named.end if end is None else end)
    draft.add("anchors", Anchor(named.name, None, "car", draft.take(*span), span))
