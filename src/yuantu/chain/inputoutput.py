"""Which share of what a product goes into is the product, according to an input–output table (投入产出表)?

A table gives coefficients between industries: how much of the input industry is spent per unit of the output industry.
Products have codes of GB/T 4754; a coefficient of a broader code (38) holds for the narrower ones (3841). A product
that the table does not name has no coefficient, which is not the same as zero.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from yuantu.chain.gaps import Floats
from yuantu.chain.model import Chain, Node
from yuantu.errors import BadInput, Problem
from yuantu.evidence.grids import open_grid
from yuantu.ontology.industries import industries

COLUMNS = ("input", "output", "coefficient")
Coefficients = Mapping[tuple[str, str], float]


def read_coefficients(path: Path) -> Coefficients:
    """(input code, output code) → coefficient in [0, 1], from a CSV with COLUMNS. Raises BadInput with all mistakes."""
    grid = open_grid(path.parent, path.name)
    known, found, problems = industries(), {}, []
    for number, cells in grid.rows:
        codes = (cells.get("input", ""), cells.get("output", ""))
        for name, code in zip(COLUMNS, codes, strict=False):
            if code not in known:
                problems.append(Problem("table_code", {"code": code[:20]}, grid.place(number, name)))
        value = _share(cells.get("coefficient", ""))
        if value is None:
            words = cells.get("coefficient", "")[:40]
            problems.append(Problem("table_coefficient", {"value": words}, grid.place(number, "coefficient")))
        else:
            found[codes] = value
    if problems or grid.problems:
        raise BadInput([*grid.problems, *problems])
    return found


def coefficients_of(chain: Chain, table: Coefficients) -> Floats:
    """(nodes,): the largest coefficient of each node in what it goes into directly, NaN where the table is silent."""
    found = np.full(len(chain.nodes), np.nan)
    number = {node.id: place for place, node in enumerate(chain.nodes)}
    for edge in chain.edges_of("input"):
        start, end = chain.by_id[edge.start], chain.by_id[edge.end]
        values = [
            table[pair] for one in _codes(start) for two in _codes(end) if (pair := (one, two)) in table
        ]
        if values:
            found[number[start.id]] = np.fmax(found[number[start.id]], max(values))
    return found


def _codes(node: Node) -> list[str]:
    """The codes of a node and all that they lie in: 3841 lies in 384 and 38."""
    return list(dict.fromkeys(code[:length] for code in node.codes for length in range(len(code), 1, -1)))


def _share(words: str) -> float | None:
    try:
        value = float(words)
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None
