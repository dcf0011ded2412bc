"""Which claim hits which marked fact?"""

from dataclasses import dataclass

from score.articles import Book, Fact
from score.meanings import same_property, same_subject
from yuantu.evidence.text.claims import TextClaim
from yuantu.evidence.text.reading import read_text
from yuantu.ontology.periods import read_period


@dataclass(frozen=True, slots=True)
class Pair:
    """A fact and the claim that hits it, if any, and what of it is right."""

    fact: Fact
    claim: TextClaim | None
    subject_right: bool
    property_right: bool

    @property
    def right(self) -> bool:
        return self.claim is not None and self.subject_right and self.property_right


def pair_up(book: Book) -> tuple[list[Pair], list[TextClaim]]:
    """Facts with a number and the claims that hit them; the claims that hit none."""
    reading = read_text(book.text, read_period(book.published) if book.published else None)
    free = [claim for claim in reading.claims if claim.unit is not None]
    pairs = []
    for fact in sorted((fact for fact in book.facts if fact.unit is not None), key=lambda fact: fact.start):
        claim = next((claim for claim in free if _hits(fact, claim)), None)
        if claim is None:
            pairs.append(Pair(fact, None, False, False))
            continue
        free.remove(claim)
        pairs.append(
            Pair(
                fact,
                claim,
                same_subject(fact.subject, claim.subject),
                same_property(fact.property, claim.property),
            )
        )
    return pairs, free


def _hits(fact: Fact, claim: TextClaim) -> bool:
    if claim.unit != fact.unit or claim.end <= fact.start or claim.start >= fact.end:
        return False
    wanted = fact.value
    if isinstance(wanted, list):
        return claim.value is None and _near(claim.low, wanted[0]) and _near(claim.high, wanted[1])
    return _near(claim.value, wanted)


def _near(found: float | None, wanted: float | None) -> bool:
    return found is not None and wanted is not None and abs(found - wanted) <= 1e-3 * abs(wanted) + 1e-12
