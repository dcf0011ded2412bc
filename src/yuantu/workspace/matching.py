"""How does a shortlist look when it leaves the house?

The lists of a match as one JSON object, the same at every door: each item with the values that were tested,
the reason of every part of its score with the statements behind it, what is unknown and whom to ask what, and
for a rejected one the first failed test and how far it is from passing.
"""

from collections.abc import Sequence
from typing import Any

from yuantu.match.brief import Brief
from yuantu.match.shortlist import TOP, draw_shortlist
from yuantu.match.weights import Judged
from yuantu.workspace import answers, values
from yuantu.workspace.inventories import Inventory
from yuantu.workspace.notes import none_json, notes_json
from yuantu.workspace.relaxations import relaxations_json
from yuantu.workspace.steadiness import stability_json
from yuantu.workspace.suppositions import what_if_json


def match_json(
    inventory: Inventory, brief: Brief, *, top: int = TOP, what_if: Sequence[str] = ()
) -> dict[str, Any]:
    """Answer a brief over an inventory. `top` limits each list; the counts are totals.

    `what_if`: changes as `match.supposing` reads them; what they would do stands beside the answer.
    """
    question = inventory.put(brief)
    drawn = draw_shortlist(question.candidates, question.tests, question.criteria, top)
    presenter = inventory.presenter(question, drawn, drawn.rows)
    return {
        "brief": brief.to_json(),
        "passed": [presenter.item(row) for row in drawn.passed],
        "to_verify": [presenter.item(row) for row in drawn.to_verify],
        "rejected": [presenter.item(row) for row in drawn.rejected],
        "not_understood": [*brief.not_understood, *question.not_understood],
        "as_of": inventory.day.isoformat(),
        "counts": drawn.counts,
        "criteria": presenter.criteria_json(),
        "stability": stability_json(inventory, question, presenter),
        "none": none_json(presenter),
        "relaxations": relaxations_json(presenter),
        "what_if": what_if_json(inventory, question, what_if, top) if what_if else None,
        "weights": _weights(question.judged),
        "anchors": [answers.place_json(one) if one else None for one in question.anchors],
        "notes": notes_json(brief, inventory),
        "catalogue": inventory.declaration.name,
        "snapshot": inventory.version,
        "samples": inventory.samples,
    }


def _weights(judged: Judged | None) -> dict[str, Any] | None:
    """How consistent the comparisons in pairs are that the weights come from; None when there were none."""
    if judged is None:
        return None
    return {
        "consistency_ratio": round(judged.ratio, 6), "consistency_index": round(judged.index, 6),
        "eigenvalue": round(judged.eigenvalue, 6),
        "warnings": [values.both(one.text("zh"), one.text("en")) for one in judged.warnings],
    }  # fmt: skip
