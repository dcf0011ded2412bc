"""Which places does a name begin with, and does one of them lie in the other?

A place is the GB/T 2260 code of a division, `CN` for the whole country, or the words themselves for a town that
the table does not know. A chain of places goes from the widest to the narrowest: 广东江门新会 → (440000, 440700,
440705).
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from yuantu.facts.identity.spelling import sound
from yuantu.facts.identity.words import PLACE_RANKS
from yuantu.ontology.regions import (
    Division,
    division_names,
    divisions,
    find_division,
    find_regions,
    is_within,
)

Chain = tuple[str, ...]
Relation = Literal["equal", "inside", "open", "apart"]
COUNTRY = "CN"
LONGEST_NAME = 11
LATIN_PLACES = {
    "hong kong": "810000", "hongkong": "810000", "macau": "820000", "macao": "820000", "taiwan": "710000",
    "inner mongolia": "150000", "tibet": "540000", "shaanxi": "610000", "china": COUNTRY, "prc": COUNTRY,
    "canton": "440100",
}  # fmt: skip
# How a place is written in the name of a road or zone between two, where that is not its first character.
LETTERS = {
    "北京": "京",
    "上海": "沪",
    "天津": "津",
    "重庆": "渝",
    "香港": "港",
    "澳门": "澳",
    "广东": "粤",
    "台湾": "台",
    "南京": "宁",
    "宁波": "甬",
}
OUTSIDE = {
    "中国": "中",
    "欧盟": "欧",
    "新加坡": "新",
    "德国": "德",
    "韩国": "韩",
    "日本": "日",
    "以色列": "以",
    "葡萄牙": "葡",
}
# What stands behind the letters of a place in a name that only begins like it: 中山大学, 南京路, 白沙街道.
NO_PLACE = ("区", "县", "市", "省", "镇", "乡", "村", "街道", "路", "大学", "大道", "大桥")
_OLD_RANKS = frozenset("州县旗区市")
_TOWN = re.compile(r"[\u3400-\u9fff]{2,3}?(?:镇|街道|乡)")
_RANKS = ("特别行政区", "自治区", "自治州", "自治县", "地区", "市", "省", "区", "县", "盟", "旗")
_LATIN_RANKS = re.compile(r"\b(?:city|province|district|county|town|prefecture|sar)\b|[,.]")


@dataclass(frozen=True, slots=True)
class Step:
    """One place at the head of a name: `end` is where the name goes on, `ranked` whether 市, 区 … was written."""

    place: str
    end: int
    ranked: bool


def place_steps(text: str) -> list[Step]:
    """The places that folded `text` begins with, widest first."""
    steps: list[Step] = []
    start = 0
    while start < len(text):
        found = _take_one(text[start:], steps[-1].place if steps else None)
        if found is None:
            break
        place, length, ranked = found
        start += length
        if text[start : start + 1] == "-" and start + 1 < len(text):
            start += 1
        steps.append(Step(place, start, ranked))
    return steps


def take_places(text: str) -> tuple[Chain, str, bool]:
    """The places at the head of folded `text`, what follows, and whether the narrowest was written with its rank."""
    steps = place_steps(text)
    if not steps:
        return (), text, False
    return tuple(step.place for step in steps), text[steps[-1].end :], steps[-1].ranked


def _take_one(text: str, within: str | None) -> tuple[str, int, bool] | None:
    if text.startswith("中国") and within is None and len(text) > 2:
        return COUNTRY, 2, False
    outer = None if within == COUNTRY else within
    if text[:2] not in _heads():
        town = _TOWN.match(text) if outer else None
        return (town.group(), town.end(), True) if town and len(text) > town.end() else None
    for length in range(min(LONGEST_NAME, len(text)), 1, -1):
        found = _division(text[:length], outer)
        if found is None:
            if outer is None and length < len(text) and _shared(text[:length]):
                return text[:length], length, True  # several districts of that name: the words themselves
            continue
        ranked = found.name == text[:length]
        if not ranked and text[length:].startswith(NO_PLACE):
            continue  # 中山大学 or 南京路 begin with the letters of a place, not with the place
        return found.code, length, ranked
    town = _TOWN.match(text) if outer else None
    return (town.group(), town.end(), True) if town and len(text) > town.end() else None


@cache
def _heads() -> frozenset[str]:
    """The first two characters of every division: most names begin otherwise, and are done with at once."""
    return frozenset(name[:2] for name in division_names())


def _shared(words: str) -> bool:
    return words.endswith(("区", "县")) and words in division_names()


def _division(name: str, within: str | None) -> Division | None:
    """The division that `name` stands for at the start of a longer name; a short county name must be the only one."""
    if within is not None and not within.isdigit():
        return None
    return _chosen(name, within) if name in division_names() else _self_governed(name, within)


def _self_governed(name: str, within: str | None) -> Division | None:
    """湘西州 for 湘西土家族苗族自治州: the peoples and 自治 left out; or a county under the rank it had, 望城县."""
    stem, rank = name[:-1], name[-1:]
    if rank not in _OLD_RANKS or stem not in division_names():
        return None
    found = _chosen(stem, within)
    if found is None or found.name.endswith("自治" + rank):
        return found
    return found if found.level == "county" and rank in {"县", "市"} and len(stem) > 1 else None


def division_code(name: str) -> str:
    """The code of the division that a name stands for by itself; empty when it stands for none or for several."""
    found = _division(name, None) if name else None
    return found.code if found else ""


@cache
def _chosen(name: str, within: str | None) -> Division | None:
    found = [one for code in division_names().get(name, ()) if (one := find_division(code)) is not None]
    if within is not None:
        found = [one for one in found if one.code != within and is_within(one.code, within)]
    for level in ("province", "city", "county"):
        of_level = [one for one in found if one.level == level]
        exact = [one for one in of_level if one.name == name]
        if len(exact) == 1:
            return exact[0]
        if len(of_level) == 1:
            return of_level[0]
        cities = [one for one in of_level if one.name.endswith("市")]
        if len(cities) == 1:
            return cities[0]  # 鹤山 is the city rather than a district of the same name
        if of_level:
            return None
    return None


def compare_chains(one: Chain, other: Chain) -> Relation:
    """`open` when one of them names no place (or only the country): then nothing speaks against it."""
    one, other = (tuple(place for place in chain if place != COUNTRY) for chain in (one, other))
    if not one or not other:
        return "equal" if one == other else "open"
    if one[-1] == other[-1]:
        return "equal"
    return "inside" if _contains(one, other) or _contains(other, one) else "apart"


def _contains(outer: Chain, inner: Chain) -> bool:
    """Whether `inner` lies in the narrowest place of `outer`."""
    if outer[-1] in inner:
        return True
    codes = [place for place in inner if place.isdigit()]
    if codes and not outer[-1].isdigit() and (found := find_division(codes[-1])):
        return found.name == outer[-1]  # 南山区 may be the one of 深圳
    return outer[-1].isdigit() and bool(codes) and is_within(codes[-1], outer[-1])


def place_of(text: str) -> Chain:
    """The places that folded `text` consists of entirely; empty when there is more in it, or when it is ambiguous."""
    chain, rest, _ = take_places(text)
    if rest:
        return _whole(rest, chain)
    return chain


def _whole(rest: str, chain: Chain) -> Chain:
    """The rest of a name whose end is a town, or a division that take_places found ambiguous."""
    within = next((place for place in reversed(chain) if place.isdigit()), None)
    found = find_regions(rest, within) if not rest.isdigit() else ()
    if len(found) == 1:
        return (*chain, found[0].code)
    if found:
        return (*chain, rest)
    rank = next((rank for rank in PLACE_RANKS if rest.endswith(rank)), "")
    if chain and len(rank) < len(rest) <= 5 and rank in {"镇", "街道", "乡", "村", "街道办事处"}:
        return (*chain, rest.replace("街道办事处", "街道"))
    return ()


@cache
def _latin_names() -> dict[str, tuple[Division, ...]]:
    names: dict[str, tuple[Division, ...]] = {}
    for one in divisions():
        stem = next((one.name.removesuffix(rank) for rank in _RANKS if one.name.endswith(rank)), one.name)
        for spelt in {sound(one.short), sound(stem)}:
            names[spelt] = (*names.get(spelt, ()), one)
    return names


def latin_place(words: str, within: Chain = ()) -> str | None:
    """The place that an English name means (jiangmen, hong kong); counties only when one is left."""
    plain = " ".join(_LATIN_RANKS.sub(" ", words).split())
    if plain in LATIN_PLACES:
        return LATIN_PLACES[plain]
    found = list(_latin_names().get(plain.replace(" ", "").replace("'", ""), ()))
    codes = [place for place in within if place.isdigit()]
    if codes and (inside := [one for one in found if is_within(one.code, codes[-1])]):
        found = inside
    if re.search(r"\b(district|county)\b", words):
        found = [one for one in found if one.level == "county"] or found
    for level in ("province", "city", "county"):
        of_level = [one for one in found if one.level == level]
        cities = [one for one in of_level if one.name.endswith("市")]
        if of_level:
            best = of_level if len(of_level) == 1 else cities
            return best[0].code if len(best) == 1 else None
    return None


def latin_chain(text: str) -> Chain:
    """The places that an English text consists of, in any order: xinhui district, jiangmen."""
    pieces = [piece.strip() for piece in re.split(r",", text) if piece.strip()]
    chain: Chain = ()
    for piece in reversed(pieces):
        place = latin_place(piece, chain)
        if place is None:
            return ()
        chain = (*chain, place)
    return chain


def join_pairs(text: str) -> str:
    """Places with a dash or 至 between them as one word: 深圳至中山 → 深中, 香港-珠海-澳门 → 港珠澳."""
    pieces = re.split(r"[-至到经]" if "经" in text.partition("至")[0] and "至" in text else r"[-至到]", text)
    if len(pieces) < 2:
        return text
    starts = [_end_of_place(piece) for piece in pieces[:-1]]
    ends = [_start_of_place(piece) for piece in pieces[1:]]
    inner = all(
        piece in (start, end) for piece, start, end in zip(pieces[1:-1], starts[1:], ends[:-1], strict=True)
    )
    if not (all(starts) and all(ends) and inner):
        return text
    head, tail = pieces[0].removesuffix(starts[0]), pieces[-1].removeprefix(ends[-1])
    return head + "".join(_letter(_stem(place)) for place in (*starts, ends[-1])) + tail


def _end_of_place(piece: str) -> str:
    """The longest place that `piece` ends with, or an empty string."""
    return next(
        (piece[-n:] for n in range(min(LONGEST_NAME, len(piece)), 1, -1) if _names_one(piece[-n:])), ""
    )


def _start_of_place(piece: str) -> str:
    return next((piece[:n] for n in range(min(LONGEST_NAME, len(piece)), 1, -1) if _names_one(piece[:n])), "")


def _names_one(word: str) -> bool:
    return word in OUTSIDE or _division(word, None) is not None


def _stem(place: str) -> str:
    found = _division(place, None)
    return found.short if found and place not in OUTSIDE else place


def letter_of(code: str) -> str:
    """The one character that stands for a division in such a word."""
    found = find_division(code)
    return _letter(found.short) if found else ""


def _letter(name: str) -> str:
    return OUTSIDE.get(name) or LETTERS.get(name[:2]) or name[0]
