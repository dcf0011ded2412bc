"""Do two names say one thing in other words?

What the press, signs and translators do to names without making a slip: shorten what an office is, leave out the
place where it goes without saying, put it elsewhere, or say the same in English.
"""

import re

from yuantu.facts.identity.bilingual import says_the_same
from yuantu.facts.identity.known import stem_of
from yuantu.facts.identity.known_heads import is_owner_left_out, same_tail
from yuantu.facts.identity.parts import Name
from yuantu.facts.identity.shortened import is_shortened, shorten
from yuantu.facts.identity.verdicts import Verdict, same
from yuantu.ontology.regions import find_division


def reword(one: Name, other: Name) -> Verdict | None:
    """`same` when one name is the other in other words, else None. Symmetric."""
    if is_shortened(one, other):
        return same(0.9, "name_short_form")  # 第一人民医院 and 一院: the number is compared with the rest
    if one.marks != other.marks:
        return None
    if same_tail(one, other):
        return same(0.9, "name_short_form")
    if any(_is_town(*pair) or _is_station(*pair) for pair in ((one, other), (other, one))):
        return same(0.8, "name_short_form")
    if is_owner_left_out(one, other):
        return same(0.8, "name_place_left_out")
    if one.latin != other.latin:
        return same(0.85, "name_bilingual") if _translated(one, other) else None
    moved = _place_moved(one, other) or _place_moved(other, one)
    return same(0.8, "name_same_parts") if moved else None


def _is_town(one: Name, other: Name) -> bool:
    """Whether one name is a town or county and the other puts a place around it before its short name: 顺德北滘."""
    if one.kind != "place" or len(one.places) < 2:
        return False
    town = one.places[-1]
    around = {short_place(place) for place in one.places[:-1]}
    return other.key in {place + name for place in around for name in (town, short_place(town))}


def _is_station(one: Name, other: Name) -> bool:
    """Whether one name is a station and the other says it without that word: 深圳北."""
    return (
        one.key.endswith("站")
        and len(other.key) > 2
        and other.key[-1] in "东南西北"
        and shorten(one.key) == other.key + "站"
    )


def _place_moved(one: Name, other: Name) -> bool:
    """Whether a park or project has its place in front, and the other the same place further in."""
    if one.kind != other.kind or one.kind not in {"park", "project"} or len(one.places) != 1 or other.places:
        return False
    place = short_place(one.places[0])
    head, found, tail = other.key.partition(place)
    rest = one.key.removeprefix(place)
    return bool(found) and len(head) > 1 and len(rest) > 3 and head + tail == rest


def _translated(one: Name, other: Name) -> bool:
    """Whether the Chinese name says word by word what the English one says; neither with its legal form."""
    chinese, english = (stem_of(name.key) for name in ((other, one) if one.latin else (one, other)))
    return says_the_same(re.sub(r"[()\d-]", "", chinese), re.sub(r"\d", "", english))


def short_place(place: str) -> str:
    """A division or town without its rank: 小榄镇 as 小榄."""
    found = find_division(place) if place.isdigit() else None
    return found.short if found else place.removesuffix("街道").removesuffix("镇").removesuffix("乡")
