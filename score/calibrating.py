"""How sure may the reader be of a claim of each make? `python -m score.facts --calibrate` prints the table."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from score.articles import Book
from score.pairing import pair_up
from yuantu.evidence.text.calibration import bin_of

CONTEXTS = ("modified", "clause", "sentence", "short_form", "previous", "heading", "topic", "none")
INHERITED = frozenset(
    {"previous", "heading", "topic", "none"}
)  # never surer than 0.78: no word beside them says so
READ_BEFORE = 0.25
PRIOR = (0.3, 0.55, 0.8, 1.0, 1.05)
HEADING = (
    "# cell\tshare right\tweight of cases\tmade by python -m score.facts --calibrate, on ../shared/cases and the own "
    "texts (a quarter each) and score/first_look.tsv (whole)"
)


def calibrate(books: Iterable[Book]) -> list[tuple[str, float, float]]:
    """Cells and rows of the reader's confidence table: the share right, and the weight of the cases behind it.

    A claim on a text that the rules have read counts a quarter of one on a text seen for the first time
    (`first_look.tsv`). Small cells are drawn towards their row (weight 3), rows towards all (weight 4); within a row
    the share never falls with a plainer property.
    """
    cells: dict[str, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for book in books:
        for pair in pair_up(book)[0]:
            if pair.claim is not None:
                _add(cells, pair.claim.method.removeprefix("rules:"), READ_BEFORE * pair.right, READ_BEFORE)
    for line in (Path(__file__).parent / "first_look.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        cell, right_words, all_words = line.split("\t")
        _add(cells, cell, float(right_words), float(all_words))
    base = sum(right for right, _ in cells.values()) / (sum(every for _, every in cells.values()) or 1.0)
    rows: dict[str, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for cell, (right, every) in cells.items():
        _add(rows, cell.split("/")[0], right, every)
    table = []
    for row in sorted({f"{context}{plain}" for context in CONTEXTS for plain in (0, 1)} | set(rows)):
        right, every = rows.get(row, (0.0, 0.0))
        share = (right + 4 * base * (0.3 if row.startswith("none") else 0.8)) / (every + 4)
        table.append((row, share, every))
        rising = 0.0
        for step in range(bin_of(1.0) + 1):
            right, every = cells.get(f"{row}/{step}", (0.0, 0.0))
            most = 0.78 if row[:-1] in INHERITED else 0.97
            rising = max(rising, min(most, (right + 3 * share * PRIOR[step]) / (every + 3)))
            table.append((f"{row}/{step}", rising, every))
    return table


def _add(table: dict[str, tuple[float, float]], key: str, right: float, every: float) -> None:
    table[key] = table[key][0] + right, table[key][1] + every
