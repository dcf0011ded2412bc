"""Of the facts that a person marked in a text, how many does the reader get right?

A number is hit when a claim's span overlaps the marked words, the value is within 0.1 % and the unit is equal, one
claim to one fact. On hits, the subject must be the same thing and the property must mean the same
(`property_names.tsv`, `subject_names.tsv`). `--calibrate` measures the confidence table of the reader.
"""

import argparse
from collections.abc import Iterable
from dataclasses import dataclass

from score.articles import Book, own_books, shared_books
from score.calibrating import HEADING, calibrate
from score.pairing import Pair, pair_up


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of all marked facts; `sure`: claims with a confidence of 0.8 or more, `sure_right`: their share right."""

    texts: int
    facts: int
    hit: float
    subject: float
    property: float
    full: float
    sure: int
    sure_right: float

    def line(self, name: str) -> str:
        return (
            f"{name}: {self.facts} facts in {self.texts} texts, hit {self.hit:.3f}; subject {self.subject:.3f}, "
            f"property {self.property:.3f}, all three {self.full:.3f}; of {self.sure} with confidence 0.8 or more "
            f"{self.sure_right:.3f} right"
        )


def measure(books: Iterable[Book]) -> Score:
    """The figures of a set of books."""
    pairs: list[Pair] = []
    texts = 0
    for book in books:
        pairs.extend(pair_up(book)[0])
        texts += 1
    facts = len(pairs) or 1
    sure = [pair for pair in pairs if pair.claim is not None and pair.claim.confidence >= 0.8]
    return Score(
        texts, len(pairs), sum(pair.claim is not None for pair in pairs) / facts,
        sum(pair.subject_right for pair in pairs) / facts, sum(pair.property_right for pair in pairs) / facts,
        sum(pair.right for pair in pairs) / facts, len(sure), sum(pair.right for pair in sure) / (len(sure) or 1),
    )  # fmt: skip


def report(verbose: bool = False) -> None:
    """One line for each set of books, with every miss if asked."""
    for name, found in (
        ("articles, facts", list(shared_books())),
        ("own articles, facts", list(own_books())),
    ):
        if found:
            print(measure(found).line(name))
        for book in found if verbose else ():
            show_misses(book)


def show_misses(book: Book) -> None:
    """What is wrong in one book: S = subject, P = property."""
    pairs, spare = pair_up(book)
    for pair in pairs:
        claim, fact = pair.claim, pair.fact
        if claim is None:
            print(f"    {book.name}: missed {fact.quote} = {fact.value} {fact.unit}")
        elif not pair.right:
            marks = ("" if pair.subject_right else "S") + ("" if pair.property_right else "P")
            print(
                f"    {book.name} {marks}: {fact.quote} | {fact.subject} ≠ {claim.subject} | {fact.property} ≠ "
                f"{claim.property} | {claim.method} {claim.confidence:.2f}"
            )
    for claim in spare:
        print(f"    {book.name}: not marked {claim.quote} | {claim.subject} | {claim.property}")


def main() -> None:
    """`python -m score.facts [--verbose | --calibrate]`."""
    parser = argparse.ArgumentParser(prog="python -m score.facts")
    parser.add_argument("--verbose", action="store_true", help="every miss")
    parser.add_argument("--calibrate", action="store_true", help="print the confidence table instead")
    options = parser.parse_args()
    if not options.calibrate:
        report(options.verbose)
        return
    print(HEADING)
    for cell, share, weight in calibrate([*shared_books(), *own_books()]):
        print(f"{cell}\t{share:.3f}\t{weight:g}")


if __name__ == "__main__":
    main()
