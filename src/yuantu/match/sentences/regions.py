"""Which regions are wanted, which are ruled out, and which is only where the company comes from?"""

import re

from yuantu.match.brief import RegionWanted
from yuantu.match.sentences.anchors import add_role
from yuantu.match.sentences.places import Named, PlaceReader
from yuantu.match.sentences.text import Draft
from yuantu.ontology.regions import Division, find_division

# Short names that are everyday words: as regions they are read by their full name or behind their city only.
EVERYDAY_WORDS = frozenset(
    "港口 海港 通道 平安 和平 合作 公安 东方 新华 建设 平原 工农 前进 向阳 友好 胜利 新兴 清新 新建 高要 "
    "大厂 光明 方正 城区 郊区 矿区".split()
)
_OWN = r"(?:的)?(?:一家|某|本地)?(?P<between>[\u4e00-\u9fffa-z]{0,10}?)(?:企业|公司|制造商|厂商|厂家|集团|厂(?!房))"
_SEARCHING = "找 要 租 买 寻 需 求 或 和 厂房 仓库 地块 用地 土地 园区 去 到".split()
_NOT_BEFORE = re.compile(
    r"(?:不要考虑|不考虑|不要去|不要在|不想去|不想在|不要|不去|不在|不含|不包括|排除|除了|除去|除|避开|非"
    r"|别去|别在|别|except|excluding|not in|not)(?:在|去|了)? ?$"
)
_NOT_AFTER = re.compile(r" ?(?:除外|之外|以外|不要|不考虑|不行|不去|就算了|外)")
_AND = re.compile(r" ?(?:、|和|与|及|以及|或者|或|,|/|and|or) ?")


def read_regions(draft: Draft, places: PlaceReader) -> None:
    """All other names of the sentence: wanted, ruled out, or the home of the company that asks."""
    found = _scan(draft, places)
    for named in found:
        division = _certain(named)
        if division is not None:
            places.context.add(division.province)
    negated_until = -1
    for named in found:
        joined = _AND.fullmatch(draft.plain, negated_until, named.start) if negated_until >= 0 else None
        before = _NOT_BEFORE.search(draft.plain[max(0, named.start - 10) : named.start])
        after = _NOT_AFTER.match(draft.plain, named.end)
        excluded = bool(before or joined or after)
        _read_region(
            draft, places, named, excluded, len(before.group()) if before else 0, after.end() if after else 0
        )
        negated_until = named.end if before or joined else -1


def _certain(named: Named) -> Division | None:
    known = [division for code in named.codes if (division := find_division(code)) is not None]
    higher = [division for division in known if division.level != "county"]
    return higher[0] if len(higher) == 1 else None


def _scan(draft: Draft, places: PlaceReader) -> list[Named]:
    plain, taken, found, position = draft.plain, draft.taken, [], 0
    while position < len(plain):
        if taken[position] or not plain[position].isalpha():
            position += 1
            continue
        named = places.name_at(position)
        if named is None or named.name in EVERYDAY_WORDS or not draft.is_free(named.start, named.end):
            position += 1
            continue
        found.append(named)
        position = named.end
    return found


def _read_region(
    draft: Draft, places: PlaceReader, named: Named, excluded: bool, lead: int, tail: int
) -> None:
    if not excluded and _is_home(draft, named.end):
        return add_role(draft, named.start, named)
    if not named.codes:
        return None
    code, name = named.codes[0], draft.text[named.start : named.end]
    known = places.gazetteer.regions.get(name)
    if known is not None:
        code, name = known
    else:
        division = places.settle(named)
        if division is None:
            _report_unsettled(draft, named)
            return None
        code, name = division.code, division.name
    start, end = named.start - lead, max(named.end, tail)
    words = draft.take(start, end)
    draft.add("excluded_regions" if excluded else "regions", RegionWanted(code, name, words, (start, end)))
    return None


def _is_home(draft: Draft, end: int) -> bool:
    """Whether the name that ends here is where the asking company is from: 深圳的激光企业."""
    window = draft.plain[end : end + 18]
    if not any(sign in window for sign in ("企业", "公司", "制造商", "厂商", "厂家", "集团", "厂")):
        return False
    own = re.match(_OWN, window)
    return own is not None and not any(word in own["between"] for word in _SEARCHING)


def _report_unsettled(draft: Draft, named: Named) -> None:
    """Leave the name over, and say why when several counties could be meant."""
    draft.refuse(named.start, named.end)
    if len(named.codes) > 1:
        known = "、".join(_full_name(code) for code in named.codes)
        draft.assume("brief_region_unsettled", value=named.name, known=known)


def _full_name(code: str) -> str:
    division = find_division(code)
    parent = find_division(division.parent) if division else None
    return (parent.name if parent else "") + (division.name if division else code)
