"""Are two names of organisations one legal person, two of one house, or strangers?

A part never counts for the whole: a branch, a seat in brackets, a member of a group and a name under another
district's registry are at most related to what they belong to, however alike the words are.
"""

from yuantu.facts.identity.bodies import Bodies, compare_bodies
from yuantu.facts.identity.known import find_known, known_as, stem_of
from yuantu.facts.identity.parts import Name
from yuantu.facts.identity.places import COUNTRY, Chain, compare_chains, place_of
from yuantu.facts.identity.verdicts import Verdict, different, related, same
from yuantu.facts.identity.words import WEAK, trades
from yuantu.ontology.regions import find_division, is_within

ONE_BODY = frozenset({"ltd", "jsc", "corp"})
ROADS = ("路", "街", "大道", "巷")
WATERS = frozenset("湖江河海湾山岛")
BUILDINGS = ("大厦", "大楼", "广场", "体育馆", "博物馆", "图书馆", "大剧院", "体育中心", "会展中心")
SCORES = {"equal": 0.95, "short": 0.85, "slip": 0.8, "weak": 0.75}
CODES = {
    "equal": "name_same_parts",
    "short": "name_short_form",
    "slip": "name_slip",
    "weak": "name_same_parts",
}


def compare_companies(one: Name, other: Name) -> Verdict:
    """The verdict on two organisations. Symmetric."""
    if (verdict := _known_branch(one, other)) is not None:
        return verdict
    if _press_with_place(one, other) or _press_with_place(other, one):
        return same(0.8, "name_short_form")
    bodies = compare_bodies(one, other)
    if bodies.likeness == "none":
        return different(0.05, "name_unlike")
    if (mine := known_as(one)) and (its := known_as(other)) and mine != its:
        return related(0.3, "name_same_brand", brand=min(one.core, other.core, key=len))
    return (
        _parts(one, other)
        or _forms(one, other, bodies)
        or _places(one, other, bodies)
        or _bodies(one, other, bodies)
    )


def _known_branch(one: Name, other: Name) -> Verdict | None:
    """The same part of one thing that both call by a known name: 交行江门分行."""
    known = known_as(one)
    alike = one.branch == other.branch and one.seats == other.seats and not one.places and not other.places
    if _digits(one.branch) and alike and known is not None and known == known_as(other):
        return same(0.9, "name_known", source=known.source)
    return None


def _press_with_place(press: Name, full: Name) -> bool:
    """四川路桥 for 四川路桥建设集团股份有限公司, 江苏交控 for 江苏交通控股有限公司: the place, then the first words or
    letters of what it does; of listed firms, groups and holdings only.
    """
    if (
        not press.short
        or press.latin
        or full.latin
        or press.seats
        or full.seats
        or press.branch
        or full.branch
    ):
        return False
    holding = full.form == "jsc" or full.group or "控股" in full.trade or "投资" in full.trade
    words = (full.core, *full.trade)
    place = tell_place(full.places[-1]) if full.places else full.core
    if not full.places:  # made of trade words only, so that the place was taken for the name
        words = full.trade if place_of(place) else ()
    rest = press.key.removeprefix(place)
    if not holding or not words or not 1 < len(rest) < len(press.key):
        return False
    begins = "".join(words).startswith(rest) and set(words[1:]) <= trades().keys()
    letters = iter(word[0] for word in words)
    return begins or (len(rest) < 4 and rest[0] == words[0][0] and all(letter in letters for letter in rest))


def sits(name: Name) -> Chain:
    """Where a name says that the organisation is: in front or, when nothing stands there, in brackets."""
    seats = tuple(seat for seat in name.seats if seat.isdigit())
    return name.places or seats


def _parts(one: Name, other: Name) -> Verdict | None:
    """A branch or a seat in brackets that only one of them has, or that differs."""
    if one.branch != other.branch:
        if one.branch and other.branch and _digits(one.branch) != _digits(other.branch):
            return different(
                0.2, "name_seats_differ", one=tell_place(one.branch), other=tell_place(other.branch)
            )
        return related(0.5, "name_branch", part=tell_place(one.branch or other.branch))
    mine, its = (frozenset(name.seats) - {name.places[-1] if name.places else ""} for name in (one, other))
    if mine == its:
        return None
    if mine and its:
        tell = (tell_place("".join(sorted(mine))), tell_place("".join(sorted(its))))
        return different(0.2, "name_seats_differ", one=tell[0], other=tell[1])
    seated, plain = (one, other) if mine else (other, one)
    one_register = {one.form, other.form} != {"jsc", "ltd"}
    if one_register and plain.places and not seated.places and plain.places[-1] in seated.seats:
        return None  # 江门珠江啤酒 is 珠江啤酒(江门)
    return related(0.5, "name_seat", seat=tell_place("".join(sorted(mine or its))))


def _digits(branch: str) -> str:
    return branch[:6] if branch[:6].isdigit() else ""


def tell_place(place: str) -> str:
    """A place code, alone or in front of a word, as a person would say it."""
    found = find_division(place[:6]) if place[:6].isdigit() else None
    if found is not None:
        return found.short + place[6:]
    return place.replace(COUNTRY, "中国")


def _forms(one: Name, other: Name, bodies: Bodies) -> Verdict | None:
    """A group beside a member of it, or two kinds of incorporation that are never the same person."""
    if one.group != other.group and not (one.latin or other.latin):
        short, long = sorted((one, other), key=lambda name: len(name.key))
        if short.key.endswith("控股") and stem_of(long.key).removesuffix("集团") == short.key:
            return same(0.9, "name_short_form")
    if one.group != other.group:
        group, single = (one, other) if one.group else (other, one)
        home = not single.places or compare_chains(sits(single), sits(group)) == "equal"
        press = single.short and home and not single.latin
        if not press or (single.trade and bodies.likeness not in {"equal", "short"}):
            return related(0.5, "name_group_member", group=group.text)
        if len(single.body) > len(group.body):
            return related(0.5, "name_group_member", group=group.text)
    if one.form and other.form and one.form != other.form and not {one.form, other.form} <= ONE_BODY:
        return related(0.45, "name_forms_differ")
    return None


def _places(one: Name, other: Name, bodies: Bodies) -> Verdict | None:
    """Names that two registries have given to two persons."""
    relation = compare_chains(sits(one), sits(other))
    brand = min(one.core, other.core, key=len)
    if relation == "apart":
        if len(brand) >= 3 and not one.latin:
            return related(0.35, "name_brand_elsewhere", brand=brand)
        return different(
            0.25, "name_places_differ", one=tell_place(sits(one)[-1]), other=tell_place(sits(other)[-1])
        )
    if (
        relation == "inside"
        and one.short
        and other.short
        and one.body == other.body
        and one.body.endswith(ROADS)
    ):
        return None  # a road of that name is in the city once
    if relation == "inside":
        return related(0.45, "name_place_within", brand=brand)
    if relation == "open":
        placed, bare = (one, other) if _home(one) else (other, one)
        if not _home(placed):
            return None
        return _half_placed(placed, bare, bodies)
    return None


def _home(name: Name) -> Chain:
    return tuple(place for place in sits(name) if place != COUNTRY)


def _half_placed(placed: Name, bare: Name, bodies: Bodies) -> Verdict | None:
    """Only one of them names a place: is it where the house is at home, or where a daughter was founded?"""
    unsure = related(0.55, "name_place_unsure", place=tell_place(_home(placed)[-1]))
    known = known_as(bare) or find_known(bare.core)
    whole = bodies.likeness == "equal" and bool(bare.trade) and placed.ranked
    if known is not None and not (whole and known != known_as(bare)):
        if known == find_known(placed.key):
            return None
        at_home = (
            known == known_as(bare)
            and bool(known.hq)
            and any(_overlap(place, known.hq) for place in _home(placed))
        )
        two = {placed.form, bare.form} == {"jsc", "ltd"}
        return None if at_home and bodies.likeness != "brand" and not two else unsure
    if placed.short and bare.short and len(bare.body) > 3 and bare.body.endswith(BUILDINGS):
        return None  # a building has one place
    if placed.short and bare.short and placed.body == bare.body and bare.body[-1:] in WATERS:
        return None  # so has a lake
    division = find_division(_home(placed)[-1])
    province = division is not None and division.level == "province"
    firm = placed.ranked or placed.form == "jsc"
    if not placed.short and bare.short:  # the press leaves the place away
        return None if firm or placed.group or bare.trade or (province and len(bare.core) >= 4) else unsure
    return None if firm or (province and placed.short) else unsure


def _overlap(place: str, hq: str) -> bool:
    return place.isdigit() and (is_within(hq, place) or is_within(place, hq))


def _bodies(one: Name, other: Name, bodies: Bodies) -> Verdict:
    shorter, longer = sorted((one, other), key=lambda name: (len(name.body), name.key))
    if bodies.likeness == "brand":
        return related(0.4, "name_same_brand", brand=min(one.core, other.core, key=len))
    if bodies.likeness == "weak" and not (one.form == other.form == "jsc"):
        return related(0.55, "name_same_brand", brand=one.core)
    if (
        bodies.likeness == "short"
        and not shorter.trade
        and shorter.core == longer.core
        and not _house(longer, shorter)
    ):
        return related(0.55, "name_same_brand", brand=one.core)
    if bodies.likeness == "slip":
        return same(SCORES["slip"], "name_slip", detail=bodies.detail)
    if one.latin != other.latin:
        return same(0.85, "name_bilingual")
    return same(SCORES[bodies.likeness], CODES[bodies.likeness])


def _house(longer: Name, shorter: Name) -> bool:
    """Whether a bare brand may stand for the full name: the listed firm, the group, or the firm of that place."""
    if find_known(shorter.key) is not None:
        return longer.group and not longer.places and all(word in WEAK for word in longer.trade)
    if longer.form == "jsc" or longer.group or longer.ranked or shorter.places:
        return True
    return all(word in WEAK for word in longer.trade) or len(longer.core) >= 4
