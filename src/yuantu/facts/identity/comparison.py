"""Do two names mean the same thing, two things of one house, or strangers?

Spelling first, then what is known of short forms, then the parts that names are made of. A part is never merged with
its whole: whatever the letters say, a branch, a seat in brackets, a phase or a group keeps two names apart.
The order of the rules and their scores were settled on the case books in tests/identity.
"""

from functools import lru_cache

from yuantu.facts.identity.alternatives import spread
from yuantu.facts.identity.areas import compare_areas, compare_places
from yuantu.facts.identity.bodies import compare_bodies
from yuantu.facts.identity.companies import ONE_BODY, compare_companies
from yuantu.facts.identity.known import Context, known_at_home
from yuantu.facts.identity.names import parse_name
from yuantu.facts.identity.parts import Name
from yuantu.facts.identity.slips import hides_kind
from yuantu.facts.identity.spelling import sound
from yuantu.facts.identity.verdicts import Verdict, different, related, same
from yuantu.facts.identity.wordings import reword, short_place
from yuantu.facts.identity.words import PROJECT_NOUNS, longest_end

# Told by a workspace that both names are one thing, these doubts give way; what keeps a part from its whole does not.
YIELDING = frozenset({
    "name_unlike", "name_same_brand", "name_place_unsure", "name_place_within", "name_other_type", "name_part_of",
    "name_kinds_differ", "name_brand_elsewhere", "name_group_member",
})  # fmt: skip


def compare_names(a: str, b: str, context: Context | None = None) -> Verdict:
    """Whether two names, as people wrote them, mean the same thing. Symmetric and reflexive.

    `context` adds the aliases of a workspace. Names that hold no letters are different from everything but
    themselves.
    """
    return max(
        (_compare_spelt(first, second, context) for first in spread(a) for second in spread(b)),
        key=lambda verdict: (verdict.score, verdict.code),
    )


def _compare_spelt(a: str, b: str, context: Context | None) -> Verdict:
    """The verdict on two names that give no other name of theirs."""
    one, other = sorted((parse_name(a), parse_name(b)), key=lambda name: (name.key, name.text))
    if one.key == other.key:
        return same(1.0, "name_same_spelling")
    if not one.key or not other.key:
        return different(0.0, "name_empty")
    if _letters(one) == _letters(other):
        return same(0.97, "name_same_spelling")
    if one.kind == other.kind != "place" and one.marks == other.marks and _unranked_alike(one, other):
        return same(0.9, "name_same_parts")
    mine, its = known_at_home(one), known_at_home(other)
    if mine is not None and mine is its:
        return same(0.99, "name_known", source=mine.source)
    if (mine is None or its is None) and (verdict := reword(one, other)) is not None:
        return verdict
    verdict = _compare(one, other)
    if mine is not None and its is not None and verdict.relation == "same":
        return related(0.3, "name_same_brand", brand=min(one.text, other.text, key=len))
    if verdict.relation != "same" and context is not None and context.joins(one.key, other.key):
        return same(0.9, "name_alias") if verdict.code in YIELDING else verdict
    return verdict


@lru_cache(maxsize=65536)
def _letters(name: Name) -> str:
    key = name.key if name.kind == "company" else name.key.replace("与", "和").replace("及", "和")
    return "".join(letter for letter in key if letter not in " ()-,.")


def _unranked_alike(one: Name, other: Name) -> bool:
    forms = {one.form, other.form} - {""} if one.kind == "company" else {one.form, other.form}
    return bool(_unranked(one) & _unranked(other)) and (len(forms) < 2 or forms <= ONE_BODY)


@lru_cache(maxsize=65536)
def _unranked(name: Name) -> frozenset[str]:
    """An organisation's name with every place in its short form: 小榄镇 as 小榄; between city and town the district
    may be left out.
    """
    chains = [name.places]
    if len(name.places) > 2 and not name.places[-1].isdigit():
        chains += [(name.places[-3], name.places[-1]), (name.places[0], name.places[-1])]
    rest = "|".join((name.body, "".join(name.seats), name.branch)) + ("集团" if name.group else "")
    return frozenset("".join(short_place(place) for place in chain) + rest for chain in chains)


def _compare(one: Name, other: Name) -> Verdict:
    if one.marks != other.marks:
        return _marks(one, other)
    if one.kind == other.kind == "company":
        return compare_companies(one, other)
    if one.kind == other.kind == "place":
        return compare_places(one, other)
    if one.kind == other.kind:
        return compare_areas(one, other)
    return _kinds(one, other)


def _marks(one: Name, other: Name) -> Verdict:
    """Different phases or numbers; or one name with a number and one without."""
    first, second = (", ".join(sorted(name.marks)) for name in (one, other))
    if one.marks and other.marks:
        return different(0.1, "name_marks_differ", one=first, other=second)
    numbered, whole = (one, other) if one.marks else (other, one)
    alike = (
        numbered.core == whole.core
        or whole.key in numbered.key
        or compare_bodies(one, other).likeness != "none"
    )
    if alike:
        return related(0.5, "name_mark_of", mark=first or second)
    return different(0.05, "name_unlike")


def _kinds(one: Name, other: Name) -> Verdict:
    """Two kinds of things: a project and its building may share a name, a company and its park do not."""
    kinds = {one.kind: one, other.kind: other}
    if edit := hides_kind(one, other):
        return same(0.7, "name_slip", detail=f"{edit.one or '·'}/{edit.other or '·'}")
    if one.latin != other.latin and sound(one.key).replace(" ", "") == sound(other.key).replace(" ", ""):
        return same(0.8, "name_bilingual")
    if "project" in kinds:
        project = kinds.pop("project")
        thing = next(iter(kinds.values()))
        stem = project.key.removesuffix("建设项目").removesuffix("项目").removesuffix("工程")
        if stem == thing.key and (
            longest_end(stem, PROJECT_NOUNS) or thing.marks or thing.kind in {"park", "way"}
        ):
            return same(0.75, "name_same_parts")
    place = kinds.get("place")
    if one.latin != other.latin and place is not None and not place.latin and place.places:
        english = one if one.latin else other
        if sound(short_place(place.places[-1])) == english.key.replace(" ", ""):
            return same(0.75, "name_bilingual")  # heshan may be 鹤山 or 合山: it is what it is compared with
    if place is not None and any(
        name.key + rank == place.key for name in (one, other) for rank in ("镇", "街道", "乡")
    ):
        return same(0.75, "name_same_place")  # 黄圃 is 黄圃镇
    shorter, longer = sorted((one, other), key=lambda name: (len(name.key), name.key))
    brand = shorter.core or shorter.key
    if len(brand) >= 2 and (brand in longer.key or shorter.key in longer.key):
        return related(0.4, "name_kinds_related", brand=brand)
    if len(longer.core) >= 2 and longer.core in shorter.key:
        return related(0.4, "name_kinds_related", brand=longer.core)
    return different(0.05, "name_kinds_differ")
