"""What became of a match, and does a higher score come off more often?

An outcome says of one candidate of one brief whether it came to an agreement. It keeps the score and rank that the
candidate had when it was proposed, since both change with the facts. Outcomes are acts with author and time; all of
them can be undone, and the last one on a pair holds.
"""

from pathlib import Path
from typing import Any

from yuantu.engines.columns import Columns, quote
from yuantu.errors import BadInput, NotFound, Problem
from yuantu.facts.acts import Act, ActLog, standing
from yuantu.match.calibration import calibrate
from yuantu.workspace.documents import instant
from yuantu.workspace.reviewing import read_author
from yuantu.workspace.workspace import Workspace

Json = dict[str, Any]
TOPIC = "match outcome"
AGREED, DECLINED, PENDING = "agreed", "declined", "pending"
RESULTS = (AGREED, DECLINED, PENDING)
BETWEEN = "\x1f"  # the parts of a subject; no id holds it
READERS = {".parquet": "read_parquet", ".csv": "read_csv", ".jsonl": "read_json", ".ndjson": "read_json"}
MEASURES = ("list", "rank", "score", "low", "high")


def record_outcome(
    workspace: Workspace, pair: tuple[str, str], result: str, rows: Path, author: str, reason: str = ""
) -> Json:
    """Keep what became of a (brief, candidate) `pair` of the batch whose file is `rows`.

    Raises NotFound for a pair that the file does not propose, BadInput for an unknown result or an unsigned act.
    """
    if result not in RESULTS:
        raise BadInput(
            Problem("option_choice", {"value": result[:40], "known": ", ".join(RESULTS)}, "result")
        )
    payload = {"result": result, **_proposed(rows, *pair)}
    act = Act(0, TOPIC, BETWEEN.join(pair), "set", read_author(author), instant(), reason, payload)
    with ActLog(workspace.folder.ledger) as log:
        return _told(log.add(act))


def undo_outcome(workspace: Workspace, number: int, author: str, reason: str = "") -> Json:
    """Take an outcome back. Raises NotFound, or Refusal when it does not stand."""
    with ActLog(workspace.folder.ledger) as log:
        act = log.undo(number, read_author(author), instant(), reason)
    return {"number": act.number, "undone": number, "author": act.author, "at": act.at}


def report_outcomes(workspace: Workspace) -> Json:
    """Every outcome that holds, and how well scores told which would come off.

    What is pending, and what had no single score, counts as neither; both are counted beside it.
    """
    with ActLog(workspace.folder.ledger) as log:
        held = [_told(acts[-1]) for acts in standing(log.acts(TOPIC)).values()]
    decided = [one for one in held if one["result"] != PENDING]
    scored = [one for one in decided if one["score"] is not None]
    found = calibrate([one["score"] for one in scored], [one["result"] == AGREED for one in scored])
    return {
        "outcomes": sorted(held, key=lambda one: -one["number"]),
        "counts": {result: sum(one["result"] == result for one in held) for result in RESULTS},
        "without_score": len(decided) - len(scored),
        "bands": [
            {
                "from": band.low, "to": band.high, "count": band.count, "agreed": band.came_off,
                "interval": [round(end, 4) for end in band.interval] if band.interval else None,
            }
            for band in found.bands
        ],
        "auc": None if found.auc is None else round(found.auc, 4),
    }  # fmt: skip


def _proposed(rows: Path, brief: str, candidate: str) -> Json:
    """The measures of a pair in a batch file."""
    reader = READERS.get(rows.suffix.lower())
    if reader is None or not rows.is_file():
        params = {"value": rows.name, "known": ", ".join(READERS)}
        raise BadInput(Problem("brief_choice", params, "--rows"))
    names = ", ".join(f'"{name}"' for name in MEASURES)
    with Columns() as columns:
        found = columns.rows(
            f"SELECT {names} FROM {reader}({quote(rows)}) WHERE brief::VARCHAR = ? AND candidate::VARCHAR = ?",
            [brief, candidate],
        )
    if not found:
        params = {"brief": brief[:80], "candidate": candidate[:80], "file": rows.name}
        raise NotFound(Problem("outcome_not_proposed", params))
    return dict(zip(MEASURES, found[0], strict=True))


def _told(act: Act) -> Json:
    brief, candidate = act.subject.split(BETWEEN)
    return {
        "number": act.number, "brief": brief, "candidate": candidate, **act.payload, "author": act.author,
        "at": act.at, "reason": act.reason,
    }  # fmt: skip
