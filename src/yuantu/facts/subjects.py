"""Which things of the workspace may the words of a text mean?

A name or alias that is written the same names its thing. Anything else is only a candidate, scored as names are
compared everywhere (`identity.comparison`): a person chooses.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from yuantu.facts.identity.comparison import compare_names
from yuantu.facts.identity.verdicts import Relation, Verdict, same
from yuantu.facts.views import Entity
from yuantu.ontology.names import tidy_name

DIVISION = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:省|市|区|县|镇|街道)$")
NOT_LETTERS = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
LEAST_SCORE = 0.4
MOST_CANDIDATES = 5
MOST_COMPARED = 60
KIND_OF = {
    "institution": "company",
    "batch": "project",
}  # what readers of text call it → kind of the ontology


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant. `score` 1: written the same; else how sure one can be that its likest name means it.

    `relation`: whether the names mean one thing (`same`), or things of one house (`related`).
    """

    id: str
    kind: str
    name: str
    score: float
    relation: Relation = "same"
    reason: dict[str, str] | None = None


class NameIndex:
    """The names of the things that claims can be about."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._things: dict[str, tuple[str, str]] = {}
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._names: list[tuple[str, str]] = []
        self._pairs: dict[str, list[int]] | None = None
        for entity in entities:
            self._things[entity.id] = (entity.kind, entity.name)
            for name in dict.fromkeys(_names(entity)):
                folded = fold_name(name)
                if entity.id not in self._exact[folded]:
                    self._exact[folded].append(entity.id)
                self._names.append((entity.id, name))

    def thing(self, entity: str) -> Candidate | None:
        """What has that id."""
        found = self._things.get(entity)
        return Candidate(entity, *found, 1.0) if found else None

    def named(self, words: str, kind: str | None = None) -> list[Candidate]:
        """Everything whose name or alias is written like that, of a kind when that leaves something."""
        found = [Candidate(one, *self._things[one], 1.0) for one in self._exact.get(fold_name(words), ())]
        wanted = KIND_OF.get(kind or "", kind)
        return [one for one in found if one.kind == wanted] or found

    def candidates(self, words: str, kind: str | None = None) -> list[Candidate]:
        """What may be meant, likeliest first; of equal ones those of the kind that the text suggests."""
        found = {one.id: (one, same(1.0, "name_same_spelling")) for one in self.named(words)}
        for entity, name in self._neighbours(words):
            verdict = _compare(words, name)
            score = min(verdict.score, 0.99)
            if score >= LEAST_SCORE and (entity not in found or found[entity][0].score < score):
                one = Candidate(entity, *self._things[entity], score, verdict.relation)
                found[entity] = (one, verdict)
        wanted = KIND_OF.get(kind or "", kind)
        ranked = sorted(found.values(), key=lambda one: (-one[0].score, one[0].kind != wanted, one[0].id))
        return [
            Candidate(one.id, one.kind, one.name, one.score, one.relation,
                      {language: verdict.reason(language) for language in ("zh", "en")})
            for one, verdict in ranked[:MOST_CANDIDATES]
        ]  # fmt: skip

    def _neighbours(self, words: str) -> list[tuple[str, str]]:
        """Ids and names that share most pairs of neighbouring characters with the words: worth comparing, no more."""
        if self._pairs is None:
            self._pairs = defaultdict(list)
            for place, (_, name) in enumerate(self._names):
                for pair in _pairs_of(name):
                    self._pairs[pair].append(place)
        shared = Counter(place for pair in _pairs_of(words) for place in self._pairs.get(pair, ()))
        ranked = sorted(
            shared, key=lambda place: (-shared[place] / len(_pairs_of(self._names[place][1])), place)
        )
        return [self._names[place] for place in ranked[:MOST_COMPARED]]


@lru_cache(maxsize=65536)
def _pairs_of(name: str) -> frozenset[str]:
    plain = fold_name(name)
    return frozenset(plain[place : place + 2] for place in range(len(plain) - 1)) or frozenset({plain})


@lru_cache(maxsize=65536)
def _compare(words: str, name: str) -> Verdict:
    return compare_names(words, name)


def fold_name(words: str) -> str:
    """A name as it is compared: tidy, one case, without blanks and marks."""
    return NOT_LETTERS.sub("", tidy_name(words).lower())


def _names(entity: Entity) -> list[str]:
    """Name and aliases; a division also without the word for its rank (江门市, 江门)."""
    aliases = entity.held["aliases"].values if "aliases" in entity.held else ()
    names = [entity.name, *(getattr(value, "text", "") for value in aliases)]
    if entity.kind == "region":
        names += [DIVISION.sub("", name) for name in names]
    return [name for name in names if fold_name(name)]
