"""Do two names mean the same thing, two things of one house, or strangers?

Spelling first, then what is known of short forms, then the parts that names are made of. A part is never merged with
its whole: whatever the letters say, a branch, a seat in brackets, a phase or a group keeps two names apart.
The order of the rules and their scores were settled on the case books in tests/identity.
"""

from yuantu.facts.identity.areas import compare_areas, compare_places
from yuantu.facts.identity.bodies import compare_bodies
from yuantu.facts.identity.companies import ONE_BODY, compare_companies
from yuantu.facts.identity.known import Context, find_known
from yuantu.facts.identity.names import parse_name
from yuantu.facts.identity.parts import Name
from yuantu.facts.identity.slips import hides_kind
from yuantu.facts.identity.spelling import sound
from yuantu.facts.identity.verdicts import Verdict, different, related, same
from yuantu.facts.identity.words import PROJECT_NOUNS, longest_end
from yuantu.ontology.regions import find_division

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
    one, other = sorted((parse_name(a), parse_name(b)), key=lambda name: (name.key, name.text))
    if one.key == other.key:
        return same(1.0, "name_same_spelling")
    if not one.key or not other.key:
        return different(0.0, "name_empty")
    if _letters(one) == _letters(other):
        return same(0.97, "name_same_spelling")
    if one.kind == other.kind != "place" and one.marks == other.marks and _unranked_alike(one, other):
        return same(0.9, "name_same_parts")
    known = find_known(one.key)
    if known is not None and other.key in known.names:
        return same(0.99, "name_known", source=known.source)
    verdict = _compare(one, other)
    if verdict.relation != "same" and context is not None and context.joins(one.key, other.key):
        return same(0.9, "name_alias") if verdict.code in YIELDING else verdict
    return verdict


def _letters(name: Name) -> str:
    key = name.key if name.kind == "company" else name.key.replace("与", "和").replace("及", "和")
    return "".join(letter for letter in key if letter not in " ()-,.")


def _unranked_alike(one: Name, other: Name) -> bool:
    forms = {one.form, other.form} - {""} if one.kind == "company" else {one.form, other.form}
    return _unranked(one) == _unranked(other) and (len(forms) < 2 or forms <= ONE_BODY)


def _unranked(name: Name) -> str:
    """An organisation's name with every place in its short form: 小榄镇 as 小榄."""
    places = "".join(_short_place(place) for place in name.places)
    parts = (places + name.body, "".join(name.seats), name.branch)
    return "|".join(parts) + ("集团" if name.group else "")


def _short_place(place: str) -> str:
    found = find_division(place) if place.isdigit() else None
    return found.short if found else place.removesuffix("街道").removesuffix("镇").removesuffix("乡")


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
        if sound(_short_place(place.places[-1])) == english.key.replace(" ", ""):
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
