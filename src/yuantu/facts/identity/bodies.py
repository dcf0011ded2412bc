"""How alike are two organisations' names once place, form and branch are put aside?"""

from dataclasses import dataclass
from typing import Literal

from yuantu.facts.identity.known import find_known, known_as
from yuantu.facts.identity.parts import Name
from yuantu.facts.identity.places import place_steps
from yuantu.facts.identity.slips import is_slip
from yuantu.facts.identity.spelling import sound
from yuantu.facts.identity.words import WEAK, latin_trades, trades
from yuantu.ontology.regions import division_names, find_division

NO_BRAND = frozenset({"中国"})
Likeness = Literal["equal", "short", "slip", "weak", "brand", "none"]


@dataclass(frozen=True, slots=True)
class Bodies:
    """equal: the same letters (or sound, across scripts); short: one is the press's short form of the other;
    slip: one slip of the pen; weak: only words such as 科技 differ; brand: the same name in another trade.
    """

    likeness: Likeness
    detail: str = ""


def compare_bodies(one: Name, other: Name) -> Bodies:
    """How alike core and trade of two organisations are. Symmetric."""
    if one.latin != other.latin:
        return _across(one, other)
    if one.core == other.core and one.latin and _trades_agree(one, other):
        return Bodies("equal")
    if one.core != other.core and (one.core in NO_BRAND or other.core in NO_BRAND):
        return Bodies("none")
    if one.body == other.body or one.core + "".join(one.trade) == other.core + "".join(other.trade):
        return Bodies("equal")
    edit = is_slip(one, other)
    if edit is not None:
        return Bodies("slip", f"{edit.one or '·'}/{edit.other or '·'}")
    shorter, longer = sorted((one, other), key=lambda name: (len(name.body), name.key))
    if one.core == other.core:
        return Bodies("none" if one.core in NO_BRAND or _is_place(one.core) else _same_core(shorter, longer))
    if longer.body.startswith(shorter.body) and shorter.short:
        return Bodies(_beginning(shorter, longer))
    if (
        shorter.short
        and not shorter.latin
        and (_listed_as(shorter, longer) or _abbreviates(shorter.body, longer))
    ):
        return Bodies("short")
    return Bodies("brand") if _share_brand(one, other) else Bodies("none")


def _beginning(shorter: Name, longer: Name) -> Likeness:
    """A press name that the other's core and trade begin with: its short form, or only its brand."""
    listed = longer.form == "jsc" and bool(longer.places) and not longer.latin and len(shorter.body) >= 3
    tail = longer.body[len(shorter.body) :]
    if tail.startswith("集团") or place_steps(tail):
        return "brand"  # 国家电投集团广西电力 is a member of 国家电投
    if listed and tail in trades():
        return "short"  # 纳芯微 of 纳芯|微电子
    enough = len(shorter.body) >= (8 if longer.latin else 4) or listed
    if longer.core.startswith(shorter.body) and enough:
        return "short"
    return "brand" if len(shorter.body) >= 3 else "none"


def _same_core(shorter: Name, longer: Name) -> Likeness:
    """The same core in front of different trade words."""
    some, more = list(shorter.trade), list(longer.trade)
    left = _without(more, some)
    if left is not None and all(word in WEAK for word in left):
        return "short" if shorter.short else "weak"
    if not shorter.short:
        return "brand"
    if not some:
        return "short"
    return "short" if not shorter.latin and is_subsequence("".join(some), "".join(more)) else "brand"


def _without(more: list[str], some: list[str]) -> list[str] | None:
    """`more` without the words of `some`, or None when it lacks one."""
    left = list(more)
    for word in some:
        if word not in left:
            return None
        left.remove(word)
    return left


def is_subsequence(some: str, more: str) -> bool:
    """Whether the letters of `some` stand in `more` in their order."""
    letters = iter(more)
    return all(letter in letters for letter in some)


def _listed_as(shorter: Name, longer: Name) -> bool:
    """The name on the exchange: the first two letters and 股份 (美达股份), or the end of the full name (普天科技,
    国盾量子 of 科大国盾量子|技术).
    """
    if longer.form != "jsc":
        return False
    if shorter.key.endswith("股份") and len(shorter.body) >= 2:
        return longer.body.startswith(shorter.body)
    if len(shorter.body) > 3 and shorter.body in longer.body:
        tail = longer.body.partition(shorter.body)[2]
        return tail in {"", *WEAK} and (bool(shorter.trade) or bool(tail)) and len(shorter.core) > 1
    return False


def _abbreviates(short: str, longer: Name) -> bool:
    """天赐材料 for 天赐|高新材料: the core (two letters at least) and then letters of the rest in their order."""
    core = longer.core[: max(2, min(3, len(longer.core)))]
    if len(short) < 4 or not short.startswith(core):
        return False
    return is_subsequence(short[len(core) :], longer.body[len(core) :])


def _share_brand(one: Name, other: Name) -> bool:
    """The same three letters in front, or one core at the head of the other."""
    if one.latin:
        return min(len(one.core), len(other.core)) >= 4 and (
            one.core.startswith(other.core) or other.core.startswith(one.core)
        )
    shorter, longer = sorted((one.core, other.core), key=len)
    if longer.startswith(shorter) and len(shorter) >= 2 and (one.group or other.group or find_known(shorter)):
        return True
    return one.body[:3] == other.body[:3] and min(len(one.body), len(other.body)) >= 3


def _is_place(core: str) -> bool:
    """Whether a core is nothing but a city or province: then the trade is all that tells two firms apart."""
    codes = division_names().get(core, ())
    return any(found is not None and found.level != "county" for found in map(find_division, codes))


def _trades_agree(one: Name, other: Name) -> bool:
    """Industry and industrial, electric and electrical mean the same trade."""
    meanings = latin_trades()
    return len(one.trade) == len(other.trade) and all(
        first == second or meanings[first] & meanings[second]
        for first, second in zip(one.trade, other.trade, strict=True)
    )


def _across(one: Name, other: Name) -> Bodies:
    """A Chinese and an English name: the cores sound the same and the trades mean the same."""
    chinese, english = (other, one) if one.latin else (one, other)
    known = known_as(chinese)
    if known is not None and known == known_as(english):
        return Bodies("equal")
    brand = find_known(chinese.core)
    if brand is not None and brand == find_known(english.core):
        bare = bool(chinese.trade) != bool(english.trade)
        return Bodies("brand") if bare else _trades_across(chinese, english)  # Haier is not 海尔生物
    places = "".join(found.short for place in chinese.places if (found := find_division(place)))
    if english.core not in {sound(chinese.core), sound(places + chinese.core)}:
        whole = sound(chinese.body) == english.core + "".join(english.trade)
        return Bodies("equal") if whole else Bodies("none")
    return _trades_across(chinese, english)


def _trades_across(chinese: Name, english: Name) -> Bodies:
    """How alike the trades are of a Chinese and an English name with one core."""
    meanings = latin_trades()
    spoken = "".join(chinese.trade)
    understood = [
        any(word in spoken or spoken.endswith(word) for word in meanings[trade]) for trade in english.trade
    ]
    if all(understood) and (english.trade or not chinese.trade):
        return Bodies("equal")
    if not chinese.trade or not english.trade:
        return Bodies("short")
    return Bodies("equal" if sum(understood) * 2 >= len(understood) else "brand")
