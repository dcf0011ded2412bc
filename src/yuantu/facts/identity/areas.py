"""Are two names of parks, projects, ways, offices or places one thing?"""

from yuantu.facts.identity.bodies import is_subsequence
from yuantu.facts.identity.companies import tell_place
from yuantu.facts.identity.parts import Name
from yuantu.facts.identity.places import COUNTRY, Chain, compare_chains
from yuantu.facts.identity.slips import is_slip
from yuantu.facts.identity.spelling import sound
from yuantu.facts.identity.verdicts import Verdict, different, related, same
from yuantu.facts.identity.words import COUSINS, PARK_TYPES, THEMES, latin_trades, longest_end, trades

# A theme that ends like this is the name of a spot on the map, and seldom has two parks.
WATERS = frozenset("湖山江河岛湾海岭洲港浦")
# Kinds of parks that a word such as 产业园 behind them adds nothing to.
VALLEYS = frozenset({"谷", "云谷", "智谷", "创谷", "u谷", "智慧港", "企业港", "众创城"})


def compare_areas(one: Name, other: Name) -> Verdict:
    """The verdict on two parks, two projects, two ways or two offices. Symmetric."""
    relation = compare_chains(chain_of(one), chain_of(other))
    edit = is_slip(one, other)
    if (
        edit is not None
        and relation in {"equal", "open"}
        and (one.form == other.form or one.core != other.core)
    ):
        return same(0.8, "name_slip", detail=f"{edit.one or '·'}/{edit.other or '·'}")
    if not _same_theme(one, other):
        return _part_or_stranger(one, other)
    if relation == "apart":
        ends = (tell_place(chain_of(one)[-1]), tell_place(chain_of(other)[-1]))
        return different(0.2, "name_places_differ", one=ends[0], other=ends[1])
    if one.form == other.form or (one.latin != other.latin and _cousins(one, other)):
        return _same_type(one, other, relation)
    if (
        one.core
        and _cousins(one, other)
        and (one.kind == "way" or not is_generic(one))
        and relation != "inside"
    ):
        return same(0.72, "name_same_parts")
    if _longer_type(one, other):
        return same(0.75, "name_short_form")
    if relation in {"equal", "open"} and (one.core or not {one.form, other.form} - {""}):
        return related(0.5, "name_other_type", one=one.form or one.text, other=other.form or other.text)
    return different(0.25, "name_other_type", one=one.form or one.text, other=other.form or other.text)


def _longer_type(one: Name, other: Name) -> bool:
    """One spot on the map, once with more words for what kind of park it is: 洋浦(经济)开发区."""
    if one.core[-1:] not in WATERS or len(one.core) < 2 or one.latin or other.latin or one.kind == "way":
        return False
    shorter, longer = sorted((name.key.rpartition(name.core)[2] for name in (one, other)), key=len)
    return len(shorter) > 2 and longer.endswith(shorter[-2:]) and is_subsequence(shorter, longer)


def _same_type(one: Name, other: Name, relation: str) -> Verdict:
    """Theme and type agree: do the places leave room for two?"""
    generic = is_generic(one) or is_generic(other)
    if relation == "equal":
        seats = {frozenset(s for s in name.seats if not s.isdigit()) for name in (one, other)}
        towns = all(seats) and len(seats) > 1
        return different(0.25, "name_unlike") if towns else same(0.95, "name_same_parts")
    if relation == "open":
        placed = one if chain_of(one) else other
        if generic:
            return related(0.55, "name_place_unsure", place=tell_place(chain_of(placed)[-1]))
        return same(0.85, "name_place_left_out")
    if generic:
        return related(0.45, "name_place_within", brand=one.core or one.form)
    return same(0.75, "name_place_left_out")


def chain_of(name: Name) -> Chain:
    """Places in front and in brackets, the country left out."""
    seats = tuple(seat for seat in name.seats if seat.isdigit() and seat not in name.places)
    return tuple(place for place in (*name.places, *seats) if place != COUNTRY)


def _same_theme(one: Name, other: Name) -> bool:
    if one.latin == other.latin:
        return one.core == other.core
    chinese, english = (other, one) if one.latin else (one, other)
    if sound(chinese.core) == english.core or sound(chinese.core + chinese.form) == english.core:
        return True
    return (
        bool(english.core)
        and _in_english(chinese.core) is not None
        and english.core in (_in_english(chinese.core) or ())
    )


def _in_english(theme: str) -> tuple[str, ...] | None:
    """A theme made of one trade word, in the English words that mean it, without blanks."""
    found = tuple(word for word, meanings in latin_trades().items() if theme in meanings)
    return found or None


def _cousins(one: Name, other: Name) -> bool:
    return any({one.form, other.form} <= group for group in COUSINS)


def is_generic(name: Name) -> bool:
    """Whether the theme is made of words that any city may use: 智能家电产业园 is nobody's own name."""
    if name.kind == "way":
        return not name.core
    rest = name.core
    words = sorted((*trades(), *THEMES), key=len, reverse=True) if rest else ()
    while rest:
        word = next((word for word in words if rest.startswith(word)), "")
        if not word:
            return False
        rest = rest[len(word) :].lstrip("与和及")
    return True


def _part_or_stranger(one: Name, other: Name) -> Verdict:
    shorter, longer = sorted((one, other), key=lambda name: (len(name.key), name.key))
    theme = shorter.core
    if len(theme) >= 2 and not is_generic(shorter) and _ends_with_park(longer, shorter):
        return same(0.75, "name_short_form")
    if theme and shorter.form in VALLEYS and longer.core == theme + shorter.key.rpartition(theme)[2]:
        return same(0.75, "name_short_form")  # 天安云谷产业园 is 天安云谷
    if len(theme) >= 2 and not is_generic(shorter) and theme in longer.core:
        return related(0.5, "name_part_of", whole=shorter.text)
    if len(shorter.key) >= 4 and shorter.key in longer.key and (theme or shorter.places):
        return related(0.5, "name_part_of", whole=shorter.text)
    return different(0.05, "name_unlike")


def _ends_with_park(longer: Name, shorter: Name) -> bool:
    """Whether `longer` is a park's name followed by the whole of `shorter`: 凤山湖园区 behind 新会智造产业园."""
    outer = longer.key.removesuffix(shorter.key)
    return _one_kind(longer, shorter) and outer != longer.key and bool(longest_end(outer, PARK_TYPES))


def _one_kind(one: Name, other: Name) -> bool:
    """Whether both are parks with the same word for what kind of park they are."""
    return one.kind == other.kind == "park" and one.form == other.form


def compare_places(one: Name, other: Name) -> Verdict:
    """The verdict on two places."""
    if one.places and other.places:
        relation = compare_chains(one.places, other.places)
        if relation == "equal":
            return same(0.98, "name_same_place")
        if relation == "inside":
            return related(
                0.4, "name_place_within", brand=tell_place(min(one.places, other.places, key=len)[-1])
            )
        towns = {name.places[-1] for name in (one, other)}
        return different(0.1, "name_unlike") if not all(town.isdigit() for town in towns) else different(
            0.1, "name_places_differ", one=tell_place(one.places[-1]), other=tell_place(other.places[-1])
        )  # fmt: skip
    placed, bare = (one, other) if one.places else (other, one)
    if placed.places and not placed.places[-1].isdigit() and placed.places[-1] == bare.core:
        return same(0.85, "name_place_left_out")  # 新会区古井镇 is 古井镇
    if one.core and other.core and (edit := is_slip(one, other)):
        return same(0.75, "name_slip", detail=f"{edit.one or '·'}/{edit.other or '·'}")
    return different(0.05, "name_unlike")
