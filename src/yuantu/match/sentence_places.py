"""Which regions are wanted or ruled out, and near which places must it be?

Names come from GB/T 2260 and from a `Gazetteer` that a workspace may give. A short name that several
counties bear (南山) is settled by the other places of the sentence, else reported, never guessed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from yuantu.match.brief import Anchor, RegionWanted
from yuantu.match.sentence_days import OPENINGS, Opening
from yuantu.match.sentence_measures import Measure
from yuantu.match.sentence_text import Draft
from yuantu.match.sentence_words import FUNCTION_WORDS
from yuantu.ontology.regions import Division, division_names, find_division, find_regions, is_within

ENGLISH_NAMES: dict[str, str] = {
    "jiangmen": "江门", "zhongshan": "中山", "shenzhen": "深圳", "zhuhai": "珠海", "guangzhou": "广州", "foshan": "佛山",
    "dongguan": "东莞", "huizhou": "惠州", "zhaoqing": "肇庆", "guangdong": "广东", "xinhui": "新会", "taishan": "台山",
    "kaiping": "开平", "heshan": "鹤山", "enping": "恩平", "pengjiang": "蓬江", "jianghai": "江海", "bao'an": "宝安",
    "bao’an": "宝安", "baoan": "宝安", "nanshan": "南山", "futian": "福田", "longgang": "龙岗", "longhua": "龙华",
    "qianhai": "前海", "yantian": "盐田", "nansha": "南沙", "hong kong": "香港", "macau": "澳门", "shunde": "顺德",
    "shenzhen airport": "深圳机场", "bao'an airport": "宝安机场", "yantian port": "盐田港", "shekou": "蛇口",
}  # fmt: skip
PLACES = frozenset(
    "深圳宝安国际机场 深圳宝安机场 深圳机场 宝安机场 广州白云机场 白云机场 珠海机场 香港机场 盐田港 蛇口港 南沙港 高栏港 大铲湾港 大铲湾 妈湾港 前海 "
    "深圳湾口岸 深圳湾 深圳北站 深圳站 广州南站 江门站 新会站 横琴 蛇口 科技园 松山湖 天河港 高新港 新会港 崖门港 港口 机场 高铁站".split()
)  # fmt: skip
# Short names that are everyday words: as regions they are read by their full name or behind their city only.
EVERYDAY_WORDS = frozenset(
    "港口 海港 通道 平安 和平 合作 公安 东方 新华 建设 平原 工农 前进 向阳 友好 胜利 新兴 清新 新建 高要 大厂 光明 方正 城区 郊区 矿区".split()
)
LONGEST_NAME = 18
HOME_PROVINCES = frozenset({"440000", "810000", "820000"})


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names that a workspace knows. `regions`: name → (code or id, official name), towns and parks included;
    `places`: anchors; `industries`: spelling → name; `provinces`: where bare county names are at home."""

    regions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    places: frozenset[str] = frozenset()
    industries: Mapping[str, str] = field(default_factory=dict)
    openings: tuple[Opening, ...] = OPENINGS
    provinces: frozenset[str] = HOME_PROVINCES


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in the text; `codes` are the regions it may mean (none for a place that is no region)."""

    start: int
    end: int
    name: str
    codes: tuple[str, ...]


_TRAVEL = r"(?: |的|开车|驾车|行车|车行|车程|路程|行程|时间|货车|卡车|出发|过来|过去|单程|最多|控制|就|也|必须|全程|大概|大约)"
_TO = (rf"(?P<lead>(?:距离|离|距|到达|赶到|到|至|去|往|从)) ?(?P<place>[^\s,，。；;、!！?？离距到至找要\d]{{1,14}}?){_TRAVEL}*(?:在|为|要|不要|只要|只需|需|是)?$")
_JUST_BEFORE = (rf"{_TRAVEL}*(?:周边|附近|周围|出发)?{_TRAVEL}*(?:在|为)?$")
_REACH = (rf"{_TRAVEL}*(?:以内|之内|内|圈)?{_TRAVEL}*(?:可以|可|能|就能|就)?(?:到达|到|至|抵达|直达|可达|开到|去)(?P<place>[^\s,，。；;、!！?？的内]{{0,12}})")
_ENGLISH_REACH = (r"(?: drive| driving| travel| truck| by car| by truck|'s drive|' drive)?(?: time)? (?:of|from|to) (?:the )?(?P<place>[a-z][a-z'’]+(?: (?:airport|port|station|hong kong))?)")
_TIME_TAIL = (r"(?: |的)?(?:车程|开车|驾车|路程|行程|时间|交通圈|圈)?(?:以内|之内|内|可达|能到|可到|到达|到)?")
_NEAR_SIGNS = ("总部", "母公司", "本部", "客户", "供应商", "老厂", "现有工厂", "研发中心", "headquarter", "hq", "customer")
_NEAR = (r"(?P<role>集团总部|公司总部|总部|母公司|本部|主要客户|客户|供应商|老厂|现有工厂|研发中心|headquarters|headquartered|hq|customers?)(?: |就|都|主要|is|are)*(?:位于|设在|在|in|at) ?")
_HOME = "(?:我们公司|本公司|我公司|公司|企业|工厂|我们|我司)(?:就|都|目前|现在)?(?P<verb>是|在|位于)"
_FULL = "的?(?:现有|老)?(?:厂房|基地|工厂|厂区|厂)(?:已经|已|都|也|早就|快)*(?:满|不够|饱和|紧张|没地方|没空间|放不下|装不下|租不到)了?"
_OWN = (r"(?:的)?(?:一家|某|本地)?(?P<between>[\u4e00-\u9fffa-z]{0,10}?)(?:企业|公司|制造商|厂商|厂家|集团|厂(?!房))")
_SEARCHING = "找 要 租 买 寻 需 求 或 和 厂房 仓库 地块 用地 土地 园区 去 到".split()
_NOT_BEFORE = re.compile(r"(?:不要考虑|不考虑|不要去|不要在|不想去|不想在|不要|不去|不在|不含|不包括|排除|除了|除去|除|避开|非|别去|别在|别|except|excluding|not in|not)(?:在|去|了)? ?$")
_NOT_AFTER = re.compile(r" ?(?:除外|之外|以外|不要|不考虑|不行|不去|就算了|外)")
_AND = re.compile(r" ?(?:、|和|与|及|以及|或者|或|,|/|and|or) ?")


class PlaceReader:
    """Finds and settles the names of one sentence."""

    def __init__(self, draft: Draft, gazetteer: Gazetteer) -> None:
        self.draft = draft
        self.gazetteer = gazetteer
        self.names = division_names()
        own = max((len(name) for name in (*gazetteer.regions, *gazetteer.places)), default=0)
        self.longest = max(LONGEST_NAME, own)
        self.context: set[str] = set(gazetteer.provinces)

    def name_at(self, start: int, stop: int | None = None, parts: int = 3) -> Named | None:
        """The longest known name that begins at `start`; 江门新会 and 广东省江门市新会区 are one name."""
        plain = self.draft.plain
        limit = min(len(plain), stop if stop is not None else len(plain))
        for length in range(min(self.longest, limit - start), 1, -1):
            word = plain[start : start + length]
            if not self._is_name(word) or not _is_whole(plain, start, start + length):
                continue
            codes = self._codes(word)
            found = Named(start, start + length, ENGLISH_NAMES.get(word, word), codes)
            return self._extend(found, limit, parts - 1) if codes and parts > 1 else found
        return None

    def _is_name(self, word: str) -> bool:
        own = self.gazetteer
        return word in self.names or word in PLACES or word in ENGLISH_NAMES or word in own.regions or word in own.places

    def _codes(self, word: str) -> tuple[str, ...]:
        own = self.gazetteer.regions.get(word)
        if own is not None:
            return (own[0],)
        if word in PLACES or word in self.gazetteer.places:
            return ()
        return tuple(division.code for division in find_regions(ENGLISH_NAMES.get(word, word)))

    def _extend(self, found: Named, limit: int, parts: int) -> Named:
        if found.end >= limit:
            return found
        after = self.name_at(found.end, limit, parts)
        if after is None or not after.codes:
            return found
        inside = tuple(code for code in after.codes if code not in found.codes
                       and any(is_within(code, outer) for outer in found.codes))  # fmt: skip
        return Named(found.start, after.end, found.name + after.name, inside) if inside else found

    def ending_at(self, end: int) -> Named | None:
        """The longest known name that ends at `end`."""
        for start in range(max(0, end - 14), end - 1):
            if (found := self.name_at(start, end)) and found.end == end:
                return found
        return None

    def settle(self, found: Named) -> Division | None:
        """The one division meant, or None: a higher level first, then the provinces the sentence is about."""
        known = [division for code in found.codes if (division := find_division(code)) is not None]
        higher = [division for division in known if division.level != "county"]
        if len(higher) == 1:
            return higher[0]
        full = [division for division in known if found.name.endswith(division.name)]
        if len(full) == 1 and len(known) == 1:
            return full[0]
        at_home = [division for division in known if division.province in self.context]
        return at_home[0] if len(at_home) == 1 else None

    # ── anchors ──────────────────────────────────────────────────────────────────────────────────

    def read_travel(self, measure: Measure) -> bool:
        """离宝安90分钟内, 1小时车程到盐田港: the place before or after a time. False when there is none."""
        draft = self.draft
        hours = "h" in measure.spelling or "小时" in measure.spelling or "钟头" in measure.spelling
        amount = measure.low if measure.high is None else measure.high
        minutes = (amount + (0.5 if "个半" in measure.spelling else 0)) * (60 if hours else 1)
        tail = re.compile(_TIME_TAIL).match(draft.plain, measure.end)
        end = tail.end() if tail else measure.end
        found = self._place_before(measure) or self._place_after(measure)
        if found is None:
            return False
        start, end, places = min(found[0], measure.start), max(end, found[1]), found[2]
        while start < end and draft.plain[start] == " ":
            start += 1
        lead = re.search("(?:货车|卡车|开车|驾车)(?:要|在)?$", draft.plain[max(0, start - 4) : start])
        if lead and draft.is_free(start - len(lead.group()), start):
            start -= len(lead.group())
        words = draft.text[start:end]
        mode = "truck" if re.search("货车|卡车|truck", draft.plain[start:end]) else "car"
        draft.take(start, end)
        for place in places:
            draft.add("anchors", Anchor(place, round(minutes, 1), mode, words, (start, end)))
        return True

    def refuse_distance(self, measure: Measure) -> bool:
        """离深圳50公里以内: a distance is no travel time; its place must not become a region."""
        found = self._place_before(measure) if measure.spelling in ("公里", "千米", "km", "米") else None
        if found is None or measure.label == "height":
            return False
        self.draft.refuse(min(found[0], measure.start), measure.end)
        return True

    def _place_before(self, measure: Measure) -> tuple[int, int, list[str]] | None:
        floor = max(0, measure.start - 26)
        window = self._readable(floor, measure.start)
        match = re.search(_TO, window)
        if match:
            places = [ENGLISH_NAMES.get(part, part) for part in re.split("和|与|及", match["place"]) if part]
            if places and not any(part in FUNCTION_WORDS for part in places):
                return floor + match.start(), measure.end, places
        trimmed = re.search(_JUST_BEFORE, window)
        named = self.ending_at(floor + trimmed.start()) if trimmed else None
        if named is not None and self.draft.is_free(named.start, named.end):
            return named.start, measure.end, [named.name]
        return None

    def _place_after(self, measure: Measure) -> tuple[int, int, list[str]] | None:
        plain = self.draft.plain
        match = re.compile(_REACH).match(plain, measure.end) or re.compile(_ENGLISH_REACH).match(plain, measure.end)
        if match is None or not match["place"]:
            return None
        named = self.name_at(match.start("place"))
        if named is not None:
            return measure.start, named.end, [named.name]
        return measure.start, match.end("place"), [self.draft.text[match.start("place") : match.end("place")]]

    def _readable(self, start: int, end: int) -> str:
        """Plain text with the characters that were read already as stops."""
        taken = self.draft.taken
        return "".join("," if taken[i] else self.draft.plain[i] for i in range(start, end))

    def read_roles(self) -> None:
        """总部在深圳南山, 客户在东莞: a place to be near without a limit."""
        draft = self.draft
        if not any(sign in draft.plain for sign in _NEAR_SIGNS):
            self._read_homes()
            return
        for match in re.finditer(_NEAR, draft.plain):
            named = self.name_at(match.end()) if match.end() < len(draft.plain) else None
            if named is not None and draft.is_free(match.start(), named.end):
                self._add_role(match.start(), named)
        self._read_homes()

    def _read_homes(self) -> None:
        """我们是深圳宝安的…, 公司在中山，…, 深圳厂房满了: where the company that asks is now."""
        draft = self.draft
        for match in re.finditer(_HOME, draft.plain):
            named = self.name_at(match.end()) if match.end() < len(draft.plain) else None
            if named is None or not draft.is_free(match.start(), named.end):
                continue
            if match["verb"] == "是" or draft.plain[named.end : named.end + 1] in tuple(",，。;； "):
                self._add_role(match.start(), named)
        for match in re.finditer(_FULL, draft.plain):
            named = self.ending_at(match.start())
            if named is not None and draft.is_free(named.start, match.end()):
                self._add_role(named.start, named, match.end())

    def _add_role(self, start: int, named: Named, end: int | None = None) -> None:
        span = (start, named.end if end is None else end)
        self.draft.add("anchors", Anchor(named.name, None, "car", self.draft.take(*span), span))

    # ── regions ──────────────────────────────────────────────────────────────────────────────────

    def read_regions(self) -> None:
        """All other names of the sentence: wanted, ruled out, or the home of the company that asks."""
        found = self._scan()
        for named in found:
            division = self._certain(named)
            if division is not None:
                self.context.add(division.province)
        negated_until = -1
        for named in found:
            joined = _AND.fullmatch(self.draft.plain, negated_until, named.start) if negated_until >= 0 else None
            before = _NOT_BEFORE.search(self.draft.plain[max(0, named.start - 10) : named.start])
            after = _NOT_AFTER.match(self.draft.plain, named.end)
            excluded = bool(before or joined or after)
            self._read_region(named, excluded, len(before.group()) if before else 0, after.end() if after else 0)
            negated_until = named.end if before or joined else -1

    def _certain(self, named: Named) -> Division | None:
        known = [division for code in named.codes if (division := find_division(code)) is not None]
        higher = [division for division in known if division.level != "county"]
        return higher[0] if len(higher) == 1 else None

    def _scan(self) -> list[Named]:
        plain, taken, found, position = self.draft.plain, self.draft.taken, [], 0
        while position < len(plain):
            if taken[position] or not plain[position].isalpha():
                position += 1
                continue
            named = self.name_at(position)
            if named is None or named.name in EVERYDAY_WORDS or not self.draft.is_free(named.start, named.end):
                position += 1
                continue
            found.append(named)
            position = named.end
        return found

    def _read_region(self, named: Named, excluded: bool, lead: int, tail: int) -> None:
        draft = self.draft
        if not excluded and self._is_home(named.end):
            return self._add_role(named.start, named)
        if not named.codes:
            return None
        code, name = named.codes[0], draft.text[named.start : named.end]
        known = self.gazetteer.regions.get(name)
        if known is not None:
            code, name = known
        else:
            division = self.settle(named)
            if division is None:
                self._report_unsettled(named)
                return None
            code, name = division.code, division.name
        start, end = named.start - lead, max(named.end, tail)
        words = draft.take(start, end)
        draft.add("excluded_regions" if excluded else "regions", RegionWanted(code, name, words, (start, end)))
        return None

    def _is_home(self, end: int) -> bool:
        """Whether the name that ends here is where the asking company is from: 深圳的激光企业."""
        window = self.draft.plain[end : end + 18]
        if not any(sign in window for sign in ("企业", "公司", "制造商", "厂商", "厂家", "集团", "厂")):
            return False
        own = re.match(_OWN, window)
        return own is not None and not any(word in own["between"] for word in _SEARCHING)

    def _report_unsettled(self, named: Named) -> None:
        """Leave the name over, and say why when several counties could be meant."""
        self.draft.refuse(named.start, named.end)
        if len(named.codes) > 1:
            known = "、".join(_full_name(code) for code in named.codes)
            self.draft.assume("brief_region_unsettled", value=named.name, known=known)


def _full_name(code: str) -> str:
    division = find_division(code)
    parent = find_division(division.parent) if division else None
    return (parent.name if parent else "") + (division.name if division else code)


def _is_whole(plain: str, start: int, end: int) -> bool:
    """An English name must not be part of a longer word."""
    if not plain[start].isascii():
        return True
    before = plain[start - 1] if start else " "
    after = plain[end] if end < len(plain) else " "
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
