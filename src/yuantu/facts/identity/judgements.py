"""Who judged that two entities are one, or are not, and what follows from that?

Statements are never rewritten: identity is a list of judgements beside them, each with an author, a time and a reason.
Judgements are only ever added; undoing one is an entry of its own, so that everything can be read back and undone.

    positive + positive = positive      A is B, B is C: A is C
    positive + negative = negative      A is B, B is not C: A is not C
    anything else       = nothing

A positive judgement that would join two entities of which a judgement says that they are two is refused, with the
chain that speaks against it; so is a negative one between entities that others hold together: undo those first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from yuantu.errors import Refusal

Stance = Literal["positive", "negative", "unsure"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One entry: a judgement on two entities (`undoes` empty), or the undoing of an earlier one (`undoes` its id)."""

    id: str
    one: str
    other: str
    stance: Stance
    author: str
    at: str
    reason: str
    undoes: str = ""


def combine(first: Stance | None, second: Stance | None) -> Stance | None:
    """What two judgements that share an entity say about the other two."""
    pair = {first, second}
    if pair == {"positive"}:
        return "positive"
    return "negative" if pair == {"positive", "negative"} else None


def standing(entries: Iterable[Judgement]) -> list[Judgement]:
    """Judgements that have not been undone, oldest first; of two on one pair the later counts."""
    listed = list(entries)
    undone = {entry.undoes for entry in listed if entry.undoes}
    latest: dict[tuple[str, str], Judgement] = {}
    for entry in listed:
        if not entry.undoes and entry.id not in undone:
            latest.pop(_pair(entry.one, entry.other), None)  # so that the later one also comes later
            latest[_pair(entry.one, entry.other)] = entry
    return list(latest.values())


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


@dataclass(frozen=True, slots=True)
class Canonicaliser:
    """A frozen reading of judgements: every entity that was merged → the id it is shown under.

    The canonical id of a group is its smallest, whatever the order of the judgements.
    """

    canonical_ids: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, groups: Iterable[Iterable[str]]) -> "Canonicaliser":
        """From groups of ids that are one."""
        sorted_groups = [tuple(sorted(group)) for group in groups]
        return cls(
            {member: group[0] for group in sorted_groups for member in group},
            {group[0]: group for group in sorted_groups},
        )

    def canonical(self, entity: str) -> str:
        return self.canonical_ids.get(entity, entity)

    def members(self, entity: str) -> tuple[str, ...]:
        """All ids of the entity, its canonical one first."""
        return self.groups.get(self.canonical(entity), (entity,))


class Judgements:
    """What a list of entries says. Immutable: adding gives a new entry, which the caller keeps."""

    def __init__(self, entries: Sequence[Judgement]) -> None:
        self.entries = tuple(entries)
        self.standing = tuple(standing(entries))
        self._links: dict[str, dict[str, Judgement]] = {}
        for entry in self.standing:
            if entry.stance == "positive":
                self._links.setdefault(entry.one, {})[entry.other] = entry
                self._links.setdefault(entry.other, {})[entry.one] = entry
        self._canonicaliser = self._canonicalise()

    def canonicaliser(self) -> Canonicaliser:
        return self._canonicaliser

    def stance(self, one: str, other: str) -> Stance | None:
        """What follows for two entities, directly or through a chain; None when nothing does."""
        if one == other or self._canonicaliser.canonical(one) == self._canonicaliser.canonical(other):
            return "positive"
        if self.barrier(one, other) is not None:
            return "negative"
        found = self.direct(one, other)
        return found.stance if found else None

    def barrier(self, one: str, other: str) -> Judgement | None:
        """The first negative judgement that keeps the groups of two entities apart."""
        mine, its = self._canonicaliser.canonical(one), self._canonicaliser.canonical(other)
        for entry in self.standing:
            ends = {self._canonicaliser.canonical(entry.one), self._canonicaliser.canonical(entry.other)}
            if entry.stance == "negative" and ends == {mine, its}:
                return entry
        return None

    def chain(self, one: str, other: str) -> list[Judgement]:
        """The shortest chain of positive judgements that joins two entities; empty when there is none."""
        came_by: dict[str, tuple[str, Judgement]] = {}
        edge, seen = [one], {one}
        while edge and other not in seen:
            nearest = edge.pop(0)
            for neighbour, entry in sorted(self._links.get(nearest, {}).items()):
                if neighbour not in seen:
                    seen.add(neighbour)
                    came_by[neighbour] = (nearest, entry)
                    edge.append(neighbour)
        path: list[Judgement] = []
        while other != one and other in came_by:
            other, entry = came_by[other]
            path.append(entry)
        return path[::-1]

    def direct(self, one: str, other: str) -> Judgement | None:
        """The judgement that stands on this very pair."""
        return next(
            (entry for entry in self.standing if _pair(entry.one, entry.other) == _pair(one, other)), None
        )

    def check(self, one: str, other: str, stance: Stance) -> None:
        """Raises Refusal when a judgement would contradict standing ones; it says which."""
        if one == other:
            raise Refusal("identity_itself", entity=one)
        if stance == "positive" and (against := self.barrier(one, other)) is not None:
            same_side = self._canonicaliser.canonical(against.one) == self._canonicaliser.canonical(one)
            end, far = (against.one, against.other) if same_side else (against.other, against.one)
            links = [*self.chain(one, end), against, *self.chain(far, other)]
            raise Refusal("identity_apart", one=one, other=other, against=tell(links))
        if stance == "negative" and (chain := self.chain(one, other)):
            raise Refusal("identity_joined", one=one, other=other, chain=tell(chain))
        found = self.direct(one, other)
        if stance == "unsure" and found is not None and found.stance != "unsure":
            raise Refusal("identity_judged", one=one, other=other, found=tell([found]))

    def _canonicalise(self) -> Canonicaliser:
        groups: list[set[str]] = []
        grouped: set[str] = set()
        for start in sorted(self._links):
            if start in grouped:
                continue
            group, edge = {start}, [start]
            while edge:
                new = set(self._links[edge.pop()]) - group
                group |= new
                edge.extend(new)
            groups.append(group)
            grouped |= group
        return Canonicaliser.of(groups)


def tell(entries: Iterable[Judgement]) -> str:
    """Judgements on one line: id, pair, author, day."""
    signs = {"positive": "=", "negative": "≠", "unsure": "?"}
    return "; ".join(
        f"{entry.id}: {entry.one} {signs[entry.stance]} {entry.other} ({entry.author}, {entry.at[:10]})"
        for entry in entries
    )
