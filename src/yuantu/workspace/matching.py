"""How does a shortlist look when it leaves the house?

The lists of a match as one JSON object, the same at every door: each item with the values that were tested,
the reason of every part of its score with the statements behind it, what is unknown and whom to ask what, and
for a rejected one the first failed test and how far it is from passing.
"""

from datetime import date
from typing import Any

from yuantu.errors import Problem
from yuantu.match.brief import Brief
from yuantu.match.shortlist import TOP, draw_shortlist
from yuantu.match.siting import put
from yuantu.match.weights import Judged
from yuantu.workspace import values
from yuantu.workspace.relaxations import relaxations_json
from yuantu.workspace.session import Session
from yuantu.workspace.siteitems import SitePresenter


def match_json(
    session: Session, brief: Brief, day: date, *, samples: bool = False, top: int = TOP
) -> dict[str, Any]:
    """Answer a brief as of a day. `top` limits each list; the counts are totals."""
    world = session.world(day, samples=samples)
    siting = put(brief, world, session.places())
    drawn = draw_shortlist(siting.candidates, siting.tests, siting.criteria, top)
    presenter = SitePresenter(session, world, siting, drawn)
    return {
        "brief": brief.to_json(),
        "passed": [presenter.item(row) for row in drawn.passed],
        "to_verify": [presenter.item(row) for row in drawn.to_verify],
        "rejected": [presenter.item(row) for row in drawn.rejected],
        "not_understood": [*brief.not_understood, *siting.not_understood],
        "as_of": day.isoformat(),
        "counts": drawn.counts,
        "criteria": presenter.criteria_json(),
        "anchors": presenter.anchors(),
        "relaxations": relaxations_json(presenter),
        "weights": _weights(siting.judged),
        "notes": _notes(brief, session),
        "snapshot": session.name,
        "samples": samples,
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


def _notes(brief: Brief, session: Session) -> list[dict[str, str]]:
    """What the minutes in an answer rest on: no travel time is shown without it."""
    notes = []
    if brief.anchors:
        model = session.network().model
        notes.append(values.both(model.words("zh"), model.words("en")))
    if any(anchor.mode == "truck" for anchor in brief.anchors):
        truck = Problem("match_truck", severity="warning")
        notes.append(values.both(truck.text("zh"), truck.text("en")))
    return notes
