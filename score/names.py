"""How well are names told apart? Precision, recall and F1 of `same` on labelled pairs, and parts merged with wholes."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from yuantu.facts.identity.comparison import compare_names

ROOT = Path(__file__).parents[1]
BOOKS = tuple(
    ROOT / "tests" / "identity" / name
    for name in (
        "pairs.jsonl",
        "pairs_second.jsonl",
        "pairs_third.jsonl",
        "pairs_fourth.jsonl",
        "pairs_fifth.jsonl",
        "pairs_sixth.jsonl",
        "pairs_seventh.jsonl",
    )
)


@dataclass
class NameScore:
    """Counts over one case book; `merged` are related pairs (a part and its whole) that were called the same."""

    cases: int = 0
    right: int = 0
    hits: int = 0
    surplus: int = 0
    missed: int = 0
    merged: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + self.surplus)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.hits + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(1, 2 * self.hits + self.surplus + self.missed)


def read_pairs(path: Path) -> list[dict[str, str]]:
    """Rows of a case book: a, b, expect (same, related, different), about."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def score_pairs(pairs: list[dict[str, str]]) -> NameScore:
    """Compare every pair and count."""
    score = NameScore()
    for pair in pairs:
        found, expected = compare_names(pair["a"], pair["b"]).relation, pair["expect"]
        score.cases += 1
        score.right += found == expected
        score.hits += found == expected == "same"
        score.surplus += found == "same" != expected
        score.missed += found != "same" == expected
        score.merged += found == "same" and expected == "related"
        if (found == "same") != (expected == "same"):
            score.wrong.append(f"{pair['a']} | {pair['b']}: {found}, expected {expected}")
    return score


def show_names(name: str, score: NameScore, verbose: bool) -> None:
    """Print one book's figures, and with `verbose` every miss."""
    print(
        f"{name}: {score.cases} pairs; same: P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}; "
        f"parts merged with wholes {score.merged}; three-way {score.right / max(1, score.cases):.3f}"
    )
    for line in score.wrong if verbose else ():
        print(f"    {line}")


def report(verbose: bool = False) -> None:
    """Print the figures of all books of names."""
    for path in BOOKS:
        show_names(f"names, {path.stem}", score_pairs(read_pairs(path)), verbose)


if __name__ == "__main__":
    report(verbose=True)
