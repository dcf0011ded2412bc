"""Which place names stand in the sentence, and which division does each mean?

Names come from GB/T 2260 and from a `Gazetteer` that a workspace may give. A short name that several
counties bear (南山) is settled by the other places of the sentence, else reported, never guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from yuantu.match.sentences.moments import OPENINGS, Opening
from yuantu.match.sentences.text import Draft
from yuantu.ontology.regions import Division, division_names, find_division, find_regions, is_within

ENGLISH_NAMES: dict[str, str] = {
    "jiangmen": "江门", "zhongshan": "中山", "shenzhen": "深圳", "zhuhai": "珠海", "guangzhou": "广州",
    "foshan": "佛山", "dongguan": "东莞", "huizhou": "惠州", "zhaoqing": "肇庆", "guangdong": "广东",
    "xinhui": "新会", "taishan": "台山",
    "kaiping": "开平", "heshan": "鹤山", "enping": "恩平", "pengjiang": "蓬江", "jianghai": "江海", "bao'an": "宝安",
    "bao’an": "宝安", "baoan": "宝安", "nanshan": "南山", "futian": "福田", "longgang": "龙岗", "longhua": "龙华",
    "qianhai": "前海", "yantian": "盐田", "nansha": "南沙", "hong kong": "香港", "macau": "澳门", "shunde": "顺德",
    "shenzhen airport": "深圳机场", "bao'an airport": "宝安机场", "yantian port": "盐田港", "shekou": "蛇口",
}  # fmt: skip
PLACES = frozenset(
    "深圳宝安国际机场 深圳宝安机场 深圳机场 宝安机场 广州白云机场 白云机场 珠海机场 香港机场 盐田港 蛇口港 "
    "南沙港 高栏港 大铲湾港 大铲湾 妈湾港 前海 "
    "深圳湾口岸 深圳湾 深圳北站 深圳站 广州南站 江门站 新会站 横琴 蛇口 科技园 松山湖 天河港 高新港 新会港 "
    "崖门港 港口 机场 高铁站".split()
)  # fmt: skip
LONGEST_NAME = 18
HOME_PROVINCES = frozenset({"440000", "810000", "820000"})


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names that a workspace knows. `regions`: name → (code or id, official name), towns and parks included;
    `places`: anchors; `industries`: spelling → name; `provinces`: where bare county names are at home.
    """

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
        if start and plain[start].isascii() and plain[start - 1].isascii() and plain[start - 1].isalnum():
            return None  # inside an English word
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
        return (
            word in self.names
            or word in PLACES
            or word in ENGLISH_NAMES
            or word in own.regions
            or word in own.places
        )

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


def _is_whole(plain: str, start: int, end: int) -> bool:
    """An English name must not be part of a longer word."""
    if not plain[start].isascii():
        return True
    before = plain[start - 1] if start else " "
    after = plain[end] if end < len(plain) else " "
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
