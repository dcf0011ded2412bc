"""Of a hundred claims made like this one, how many are right in number, subject and property?

The table is measured, not thought out: claims on annotated texts are put into cells by how their subject was found
and how plain their property was; a cell's share of right claims, drawn towards the share of its row while it is small,
is the confidence (`score/facts.py --calibrate` writes the file and says from which cases).
"""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "lexicon" / "calibration.tsv"
_BINS = (0.35, 0.6, 0.8, 0.93)


def bin_of(strength: float) -> int:
    """The step of a strength: 0 = weakest."""
    return sum(strength >= border for border in _BINS)


def cell_of(context: str, subject_strength: float, property_strength: float) -> str:
    """The cell of a claim: where its subject stood, how well it stood there, how plain its property was."""
    return f"{context}{int(subject_strength >= 0.8)}/{bin_of(property_strength)}"


@cache
def _table() -> dict[str, float]:
    rows = (
        line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
    )
    return {row[0]: float(row[1]) for row in rows}


def confidence_of(context: str, subject_strength: float, property_strength: float) -> float:
    """The measured share of right claims of that cell; of its row where the cell was never met; else 0.2."""
    table = _table()
    cell = cell_of(context, subject_strength, property_strength)
    return table.get(cell, table.get(cell.split("/")[0], 0.2))
