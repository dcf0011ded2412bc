"""Is one name of an office, a school or a hospital what the press makes of the other?

江门市人力资源和社会保障局 is 江门人社局, 浙江师范大学 浙师大. Both names are brought to one short spelling by the words
of `lookups/shortened.txt`; their places lose their ranks, and a place may be one letter where that letter is not
shared by several provinces.
"""

import re
from functools import cache, lru_cache

from yuantu.facts.identity.parts import Name
from yuantu.facts.identity.places import Step, compare_chains, place_steps
from yuantu.facts.identity.spelling import LOOKUPS
from yuantu.ontology.regions import find_division

SHARED_LETTERS = frozenset("湖河山江广南北西东云")
SHORTEST = 3
_NUMERALS = "一二三四五六七八九十"
_LETTERS = {
    "上海": "沪", "重庆": "渝", "河北": "冀", "山西": "晋", "安徽": "皖", "福建": "闽", "江西": "赣", "山东": "鲁",
    "河南": "豫", "湖北": "鄂", "湖南": "湘", "广东": "粤", "广西": "桂", "海南": "琼",
}  # fmt: skip


@cache
def _shortenings() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all words and what each becomes; # stands for a number."""
    lines = (LOOKUPS / "shortened.txt").read_text(encoding="utf-8").splitlines()
    table: dict[str, str] = {}
    for full, short, *others in (line.split() for line in lines if line and not line.startswith("#")):
        for words in (full, *others):
            table.setdefault(words, short)
    longest = sorted(table, key=len, reverse=True)
    pattern = "|".join(re.escape(words).replace(r"\#", f"[{_NUMERALS}]") for words in longest)
    return re.compile(pattern), table


@lru_cache(maxsize=65536)
def shorten(text: str) -> str:
    """Folded words as the press would write them. Idempotent on what is short already."""
    pattern, table = _shortenings()

    def put(found: re.Match[str]) -> str:
        words = found.group()
        if words in table:
            return table[words]
        number = next(letter for letter in words if letter in _NUMERALS)
        return table.get(words.replace(number, "#", 1), words).replace("#", number)

    return pattern.sub(put, text)


def is_shortened(one: Name, other: Name) -> bool:
    """Whether two names, one of an office or institute at least, come to one short spelling. Symmetric."""
    offices = {one.kind, other.kind} - {"company", "place"} or (
        one.short and other.short and one.kind == "company"
    )
    if one.latin or other.latin or not offices:
        return False
    return compare_chains(one.places, other.places) != "apart" and bool(
        spellings(one.key) & spellings(other.key)
    )


@lru_cache(maxsize=65536)
def spellings(key: str) -> frozenset[str]:
    """Every short spelling of a folded name: with all its places, with the narrowest, with a letter for it."""
    plain = key.removeprefix("中华人民共和国").replace("(", "").replace(")", "")
    if plain.endswith("局") and plain.startswith("中国"):
        plain = "国家" + plain[2:]
    steps = place_steps(plain)
    if steps and steps[-1].end >= len(plain):
        steps.pop()
    places = [_short(step) for step in steps]
    rest = plain[steps[-1].end :] if steps else plain
    body = shorten(rest)
    found = {"".join(places) + body}
    if places:
        found.add(places[-1] + body)
        letters = {_LETTERS.get(places[-1], ""), places[-1][0]} - SHARED_LETTERS - {""}
        if len(body) >= SHORTEST - 1 and body != rest:
            found |= {letter + body for letter in letters}
    return frozenset(spelling for spelling in found if len(spelling) >= SHORTEST)


def _short(step: Step) -> str:
    division = find_division(step.place) if step.place.isdigit() else None
    return (
        division.short.removesuffix("自治区")
        if division
        else step.place.removesuffix("街道").removesuffix("镇").removesuffix("乡")
    )
