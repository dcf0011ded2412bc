"""Which things of the workspace may the words of a text mean?

A name or alias that is written the same names its thing. Anything else is only a candidate, scored by the pairs of
neighbouring characters that two names share once legal forms, brackets and blanks are gone: a person chooses.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from yuantu.facts.views import Entity
from yuantu.ontology.names import company_core, tidy_name

DIVISION = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:省|市|区|县|镇|街道)$")
NOT_LETTERS = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
LEAST_SCORE = 0.4
MOST_CANDIDATES = 5
KIND_OF = {
    "institution": "company",
    "batch": "project",
}  # what readers of text call it → kind of the ontology


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant. `score` 1: written the same; else the likeness of its most similar name."""

    id: str
    kind: str
    name: str
    score: float


class NameIndex:
    """The names of the things that claims can be about."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._things: dict[str, tuple[str, str]] = {}
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._pairs: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for entity in entities:
            self._things[entity.id] = (entity.kind, entity.name)
            for name in dict.fromkeys(_names(entity)):
                folded = fold_name(name)
                if entity.id not in self._exact[folded]:
                    self._exact[folded].append(entity.id)
                pairs = _pairs(_core(name))
                for pair in pairs:
                    self._pairs[pair].append((entity.id, len(pairs)))

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
        found = {one.id: one for one in self.named(words)}
        pairs = _pairs(_core(words))
        shared: Counter[tuple[str, int]] = Counter(one for pair in pairs for one in self._pairs.get(pair, ()))
        for (entity, size), common in shared.items():
            score = round(2 * common / (size + len(pairs)), 3)
            if score >= LEAST_SCORE and (entity not in found or found[entity].score < score):
                found[entity] = Candidate(entity, *self._things[entity], min(score, 0.99))
        wanted = KIND_OF.get(kind or "", kind)
        ranked = sorted(found.values(), key=lambda one: (-one.score, one.kind != wanted, one.id))
        return ranked[:MOST_CANDIDATES]


def fold_name(words: str) -> str:
    """A name as it is compared: tidy, one case, without blanks and marks."""
    return NOT_LETTERS.sub("", tidy_name(words).lower())


def _core(words: str) -> str:
    return NOT_LETTERS.sub("", company_core(words).lower())


def _names(entity: Entity) -> list[str]:
    """Name and aliases; a division also without the word for its rank (江门市, 江门)."""
    aliases = entity.held["aliases"].values if "aliases" in entity.held else ()
    names = [entity.name, *(getattr(value, "text", "") for value in aliases)]
    if entity.kind == "region":
        names += [DIVISION.sub("", name) for name in names]
    return [name for name in names if fold_name(name)]


def _pairs(words: str) -> set[str]:
    return {words[place : place + 2] for place in range(len(words) - 1)} or {words}
