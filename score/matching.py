"""Which finding hits which fact, and how good is the whole?

A finding hits a fact when their spans overlap, the value is within 0.1 % (both ends of a range) and the unit is
equal; one finding to one fact. Findings without a fact count against precision.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

TOLERANCE = 1e-3
Value = float | tuple[float, float]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity, found or annotated, at `start:end` of its text."""

    start: int
    end: int
    value: Value
    unit: str
    qualifier: str
    words: str = ""


@dataclass(slots=True)
class Tally:
    """Counts over many texts; `wrong` holds a line for every miss, surplus and wrong qualifier."""

    hits: int = 0
    found: int = 0
    facts: int = 0
    qualifiers: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hits / self.facts if self.facts else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def qualifier_share(self) -> float:
        return self.qualifiers / self.hits if self.hits else 1.0

    def add(self, name: str, facts: Sequence[Figure], found: Sequence[Figure]) -> None:
        """Match one text's findings with its facts, in the order of the facts."""
        left = list(found)
        self.facts += len(facts)
        self.found += len(found)
        for fact in facts:
            candidates = [one for one in left if is_hit(fact, one)]
            if not candidates:
                self.wrong.append(f"missed   {name}: {fact.words} {fact.value} {fact.unit}")
                continue
            best = max(
                candidates, key=lambda one: (one.qualifier == fact.qualifier, -abs(one.start - fact.start))
            )
            left.remove(best)
            self.hits += 1
            if best.qualifier == fact.qualifier:
                self.qualifiers += 1
            else:
                self.wrong.append(f"doubt    {name}: {best.words} is {fact.qualifier}, read {best.qualifier}")
        self.wrong += [f"surplus  {name}: {one.words} {one.value} {one.unit}" for one in left]


def is_hit(fact: Figure, one: Figure) -> bool:
    """Whether spans overlap, units are equal and values agree."""
    overlap = fact.start < one.end and one.start < fact.end
    return overlap and fact.unit == one.unit and is_same_value(fact.value, one.value)


def is_same_value(wanted: Value, got: Value) -> bool:
    """Within 0.1 %; a range matches a range end by end and never a single number."""
    if isinstance(wanted, tuple) != isinstance(got, tuple):
        return False
    pairs = zip(_ends(wanted), _ends(got), strict=True)
    return all(abs(one - other) <= TOLERANCE * abs(one) for one, other in pairs)


def _ends(value: Value) -> tuple[float, ...]:
    return value if isinstance(value, tuple) else (value,)
