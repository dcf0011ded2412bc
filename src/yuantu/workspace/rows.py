"""What does one brief of a batch become: at most so many rows per list, each with its score or what fails it?

The rows say the same of a candidate as the shortlist of `match` does, in the same order; a test holds them together.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from yuantu.match.brief import Brief
from yuantu.match.kernels.listed import find_listed
from yuantu.match.questions import Question
from yuantu.match.shortlist import LISTS, Shortlist, draw_shortlist
from yuantu.workspace.inventories import Inventory
from yuantu.workspace.items import rounded, shown_band

# Name → type of the column engine, in the order of a file. `statements` is left out unless it is asked for.
COLUMNS = {
    "line": "BIGINT", "brief": "VARCHAR", "list": "VARCHAR", "rank": "BIGINT", "candidate": "VARCHAR",
    "name": "VARCHAR", "sample": "BOOLEAN", "score": "DOUBLE", "low": "DOUBLE", "high": "DOUBLE", "open": "VARCHAR",
    "failed": "VARCHAR", "distance": "DOUBLE", "ratio": "DOUBLE", "statements": "VARCHAR",
}  # fmt: skip
Row = dict[str, Any]


def draw_rows(
    inventory: Inventory,
    brief: Brief,
    top: int,
    *,
    among: Iterable[int] | None = None,
    statements: bool = False,
) -> list[Row]:
    """The rows of one brief, without `line` and `brief`. `among`: only those candidates (rows of the inventory)."""
    question = inventory.put(brief)
    rows = None if among is None else np.array(sorted(set(among)), dtype=np.intp)
    candidates = question.candidates if rows is None else question.candidates.take(rows)
    listed = find_listed(candidates, question.tests, question.criteria, top)
    if len(listed) < len(candidates):  # the same lists, and the rest need not be put in words
        rows, candidates = listed if rows is None else rows[listed], candidates.take(listed)
    drawn = draw_shortlist(candidates, question.tests, question.criteria, top)
    own = {row: row if rows is None else int(rows[row]) for row in drawn.rows}
    names = inventory.names(own.values())
    behind = _behind(inventory, question, drawn, own) if statements else {}
    made = []
    for name in LISTS:
        for rank, row in enumerate(getattr(drawn, name), start=1):
            made.append(
                {"list": name, "rank": rank, "candidate": str(candidates.ids[row]), "name": names[own[row]],
                 "sample": inventory.is_sample(own[row]), **_measures(drawn, row)}
                | ({"statements": behind[row]} if statements else {})
            )  # fmt: skip
    return made


def _measures(drawn: Shortlist, row: int) -> Row:
    """Score or band, open tests, first failed test with its distance: what the shortlist says of that candidate."""
    low, high = shown_band(drawn.scores, row)
    failed = drawn.verdict.first_failed(row)
    distance = float(failed.distance[row]) if failed else np.nan
    ratio = float(failed.ratio[row]) if failed else np.nan
    return {
        "score": low if low == high else None, "low": low, "high": high,
        "open": ";".join(one.test.name for one in drawn.verdict.unknown(row)) or None,
        "failed": failed.test.name if failed else None,
        "distance": rounded(distance) if np.isfinite(distance) else None,
        "ratio": rounded(ratio) if np.isfinite(ratio) else None,
    }  # fmt: skip


def _behind(
    inventory: Inventory, question: Question, drawn: Shortlist, own: Mapping[int, int]
) -> dict[int, str]:
    """The statements behind the reasons of each row, each once, joined by `;`."""
    presenter = inventory.presenter(question, drawn, own.values())
    found = {}
    for row in own:
        ids = (one for criterion in question.criteria for one in presenter.behind(criterion.column, own[row]))
        found[row] = ";".join(dict.fromkeys(ids))
    return found
