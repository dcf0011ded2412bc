"""How do a few candidates stand side by side?

The same items as in a shortlist, and for every test and criterion one line across: what each has, whether it passes,
what it adds to the score.
"""

from collections.abc import Sequence
from typing import Any

from yuantu.errors import BadInput, Problem
from yuantu.match.brief import Brief
from yuantu.match.catalogue import NO, YES
from yuantu.match.knockouts import Outcome
from yuantu.match.shortlist import draw_shortlist
from yuantu.workspace import answers
from yuantu.workspace.costing import costs_json
from yuantu.workspace.inventories import Inventory
from yuantu.workspace.items import Presenter, score_parts
from yuantu.workspace.notes import notes_json
from yuantu.workspace.suppositions import find_row

FEWEST, MOST = 2, 8
STATES = {int(YES): "yes", int(NO): "no"}


def compare_json(inventory: Inventory, brief: Brief, wanted: Sequence[str]) -> dict[str, Any]:
    """Compare candidates, named by id or name, by what a brief asks. Raises BadInput for too few or too many."""
    if not FEWEST <= len(wanted) <= MOST:
        params = {"count": str(len(wanted)), "fewest": str(FEWEST), "most": str(MOST)}
        raise BadInput(Problem("compare_count", params))
    rows = [find_row(inventory, words) for words in wanted]
    twice = next((words for at, words in enumerate(wanted) if rows[at] in rows[:at]), None)
    if twice is not None:
        raise BadInput(Problem("compare_twice", {"value": twice[:40]}))
    question = inventory.put(brief)
    drawn = draw_shortlist(question.candidates, question.tests, question.criteria, 0)
    presenter = inventory.presenter(question, drawn, rows)
    parts = {row: score_parts(drawn.scores, row) for row in rows}
    return {
        "brief": brief.to_json(),
        "candidates": [
            presenter.item(row) | {"state": _state(int(drawn.verdict.state[row]))} for row in rows
        ],
        "tests": [_test(one, rows, presenter) for one in drawn.verdict.outcomes],
        "criteria": [
            one | {"candidates": [_part(parts[row][at]) for row in rows]}
            for at, one in enumerate(presenter.criteria_json())
        ],
        "costs": costs_json(brief, question, presenter, rows)
        if inventory.declaration.name == "sites"
        else None,
        "not_understood": [*brief.not_understood, *question.not_understood],
        "anchors": [answers.place_json(one) if one else None for one in question.anchors],
        "notes": notes_json(brief, inventory),
        "as_of": inventory.day.isoformat(),
        "catalogue": inventory.declaration.name,
        "snapshot": inventory.version,
        "samples": inventory.samples,
    }


def _test(outcome: Outcome, rows: Sequence[int], presenter: Presenter) -> dict[str, Any]:
    """One test across all candidates."""
    test = outcome.test
    return {
        "test": test.name, "label": presenter.label(test.column, test.name), "need": presenter.need(outcome),
        "candidates": [
            {
                "state": _state(int(outcome.state[row])), "text": presenter.words(test.column, row),
                "statements": presenter.behind(test.column, row),
            }
            for row in rows
        ],
    }  # fmt: skip


def _state(state: int) -> str:
    return STATES.get(state, "unknown")


def _part(part: list[float]) -> dict[str, Any]:
    return {"contribution": part[0] if part[0] == part[1] else None, "band": part}
