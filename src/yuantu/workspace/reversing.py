"""Which of the known briefs fit what I have?

The same question from the other side: a park or a site asks which needs it could meet. Every brief is put to these
candidates alone; fixed bounds make that the same answer as among all others.
"""

from collections.abc import Callable
from typing import Any

from yuantu.match.shortlist import LISTS
from yuantu.workspace.batch import Batch
from yuantu.workspace.brieffiles import Line, read_lines
from yuantu.workspace.rows import Row

SHOWN_CHARACTERS = 200
# Best first: by the middle of the score, by how little is open, by how little is missing.
ORDER: dict[str, Callable[[Row], tuple[Any, ...]]] = {
    "passed": lambda row: (-(row["low"] + row["high"]), row["line"]),
    "to_verify": lambda row: (row["open"].count(";"), -(row["low"] + row["high"]), row["line"]),
    "rejected": lambda row: (row["ratio"] is None, abs(row["ratio"] or 0.0), row["line"]),
}


def fits_json(batch: Batch, wanted: tuple[str, ...], top: int) -> dict[str, Any]:
    """The briefs by the best of these candidates for each: `top` per list, best first; counts are totals."""
    found: dict[str, list[Row]] = {name: [] for name in LISTS}
    counts = {"briefs": 0, **dict.fromkeys(LISTS, 0), "refused": 0}
    problems: list[dict[str, Any]] = []
    for line in read_lines(batch.briefs):
        counts["briefs"] += 1
        answer = batch.answer(line)
        head = {"line": line.number, "brief": line.id}
        if "problems" in answer:
            counts["refused"] += 1
            problems.append(head | {"problems": answer["problems"]})
            continue
        best = answer["rows"][0]
        counts[best["list"]] += 1
        kept = found[best["list"]]
        kept.append(head | {"text": _text(line)} | best)
        if len(kept) > 2 * top:
            kept[:] = sorted(kept, key=ORDER[best["list"]])[:top]
    return {
        "for": list(wanted),
        "candidates": len(batch.among(batch.inventory(batch.day)) or ()),
        "counts": counts,
        **{name: sorted(found[name], key=ORDER[name])[:top] for name in LISTS},
        "problems": problems,
        "as_of": batch.day.isoformat(),
        "snapshot": batch.version,
    }


def _text(line: Line) -> str:
    words = line.content if isinstance(line.content, str) else line.content.get("text") or ""
    return str(words)[:SHOWN_CHARACTERS]
