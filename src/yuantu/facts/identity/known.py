"""Which names are known to mean the same thing?

Two kinds of knowledge. The files of `lookups/known` hold short forms, former and English names that no rule can derive,
each line with its basis; they are believed. A workspace adds the aliases of its packs: they are the words of the press,
so they join names but never a part of an organisation to the whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from yuantu.facts.identity.parts import Name
from yuantu.facts.identity.places import division_code
from yuantu.facts.identity.spelling import LOOKUPS, fold, is_latin
from yuantu.facts.identity.words import LATIN_FORMS, LEGAL_FORMS, longest_end
from yuantu.ontology.regions import is_within

_STATE = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Known:
    """One line of the lookup: every name of one thing, folded; `hq` is the code of its seat, or empty."""

    names: frozenset[str]
    hq: str
    source: str


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the two names: aliases of a workspace, as folded name → ids of what bears it."""

    aliases: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, groups: Iterable[tuple[str, Iterable[str]]]) -> "Context":
        """From (id, its names); a name that several things bear joins none of them."""
        aliases: dict[str, frozenset[str]] = {}
        for identifier, names in groups:
            for name in names:
                key = fold(name)
                aliases[key] = aliases.get(key, frozenset()) | {identifier}
        return cls(aliases)

    def joins(self, one: str, other: str) -> bool:
        """Whether both folded names are borne by one thing and by no other."""
        first, second = self.aliases.get(one, frozenset()), self.aliases.get(other, frozenset())
        return len(first) == 1 and first == second


@cache
def _lines() -> tuple[tuple[str, str, str], ...]:
    """Every line of the lookup as its names, its seat and its basis (its own, or that of the lines above it)."""
    found: list[tuple[str, str, str]] = []
    for path in sorted((LOOKUPS / "known").glob("*.txt")):
        basis = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                basis = line.partition("basis:")[2].strip() or basis
                continue
            names, _, own = line.partition(" ; ")
            names, _, seat = names.partition(" @")
            found.append((names, seat, own or basis))
    return tuple(found)


@cache
def _numbers() -> dict[str, int]:
    """Folded name → the line it stands in; then the names without their legal form, where only one line has them."""
    numbers: dict[str, int] = {}
    stems: dict[str, int] = {}
    for number, (names, _, _) in enumerate(_lines()):
        for key in fold(names).split("|"):
            numbers[key] = number
            stem = stem_of(key)
            stems[stem] = number if stems.get(stem, number) == number else -1
    return {stem: number for stem, number in stems.items() if number >= 0} | numbers


def stem_of(key: str) -> str:
    """A folded name without its legal form, its brackets around 集团 and the name of the state."""
    if is_latin(key):
        plain = " ".join(key.replace(",", " ").replace(".", " ").replace("-", " ").split()).removeprefix(
            "the "
        )
        ending = max((end for end in LATIN_FORMS if plain.endswith(" " + end)), key=len, default="")
        return plain[: -len(ending) - 1] if ending else plain
    plain = key.removeprefix(_STATE).replace("(集团)", "集团")
    ending = longest_end(plain, LEGAL_FORMS)
    return plain.removesuffix(ending) or key


@lru_cache(maxsize=4096)
def find_known(key: str) -> Known | None:
    """What the lookup says of a folded name."""
    number = _numbers().get(key)
    return None if number is None else _entry(number)


def known_exactly(key: str) -> Known | None:
    """What the lookup says of a folded name, with or without its legal form."""
    return find_known(key) or find_known(stem_of(key))


def known_at_home(name: Name) -> Known | None:
    """What the lookup says of a name; an office, an English name or a bare brand may have its seat in front.

    A phase of a thing is not the thing.
    """
    found = known_exactly(name.key)
    if found is not None or name.branch or name.seats or name.marks or not name.places:
        return found
    bare = name.press.removesuffix(" group") if name.latin else name.core
    press = name.kind == "company" and name.short and not name.trade and not name.group
    if name.latin or name.kind == "institute" or press:
        found = find_known(bare)
    home = found is not None and found.hq and all(_overlap(place, found.hq) for place in name.places)
    return found if home else None


def _overlap(place: str, hq: str) -> bool:
    return place.isdigit() and (is_within(hq, place) or is_within(place, hq))


def known_as(name: Name) -> Known | None:
    """What the lookup says of a name as written, or as the press would write it."""
    return (
        known_exactly(name.key) or find_known(name.press) or find_known(name.press.removesuffix(" holdings"))
    )


@cache
def _entry(number: int) -> Known:
    names, seat, basis = _lines()[number]
    return Known(frozenset(fold(name) for name in names.split("|")), division_code(seat), basis)


def known_things() -> Iterator[Known]:
    """Every line of the lookup."""
    return (_entry(number) for number in range(len(_lines())))
