"""What do people decide about a chain: who is a maker, who answers for it, who does what by when?

Every act has an author, a time and, where somebody gives one, a reason; all of it can be undone, and the history stays.
A task is for one product of a chain in one region; one for the chain as a whole names its chief (链长).
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from yuantu.chain.makers import State
from yuantu.errors import BadInput, NotFound, Problem
from yuantu.facts.acts import Act, ActLog, standing
from yuantu.workspace.days import read_day
from yuantu.workspace.documents import instant
from yuantu.workspace.reviewing import LONGEST_REASON, read_author
from yuantu.workspace.workspace import Workspace

Json = dict[str, Any]
PLACEMENT, TASK = "chain placement", "chain task"
JUDGED: tuple[State, ...] = ("confirmed", "to_check", "rejected")
FIELDS = ("owner", "next_step", "due", "status")
STATUSES = ("open", "done")
LONGEST = 200
BETWEEN = "\x1f"  # the parts of a subject; no id holds it


# ── placements ───────────────────────────────────────────────────────────────────────────────────


def judged_placements(workspace: Workspace, chain: str) -> dict[tuple[str, str], State]:
    """(company, node) → what people judged of it and still stands, for one chain."""
    session = workspace.session
    with ActLog(workspace.folder.ledger) as log:
        held = standing(log.acts(PLACEMENT))
    found: dict[tuple[str, str], State] = {}
    for subject, acts in held.items():
        of_chain, node, company = subject.split(BETWEEN)
        if of_chain == chain:
            found[session.canonical(company), node] = acts[-1].payload["state"]
    return found


def judge_placement(
    workspace: Workspace, subject: tuple[str, str, str], state: str, author: str, reason: str
) -> Json:
    """Judge whether a company makes a node: `subject` is (chain, node, company). Raises NotFound or BadInput."""
    chain, node, company = subject
    if state not in JUDGED:
        raise BadInput(Problem("option_choice", {"value": state[:40], "known": ", ".join(JUDGED)}, "state"))
    entity = workspace.session.known("company", workspace.session.canonical(company))
    if entity is None:
        raise NotFound(Problem("entity_unknown", {"id": company[:80]}))
    return _write(
        workspace, PLACEMENT, BETWEEN.join((chain, node, entity.id)), author, reason, {"state": state}
    )


# ── tasks ────────────────────────────────────────────────────────────────────────────────────────


def set_task(
    workspace: Workspace, subject: tuple[str, str, str], author: str, reason: str, fields: Json
) -> Json:
    """Say who does what by when: `subject` is (chain, node or nothing, region), `fields` some of FIELDS.

    What is not named stays as it was. Raises BadInput for a task that says nothing, or a field of no use.
    """
    given = {name: _field(name, fields[name]) for name in FIELDS if fields.get(name) is not None}
    if not given:
        raise BadInput(Problem("task_empty", {"known": ", ".join(FIELDS)}))
    return _write(workspace, TASK, BETWEEN.join(subject), author, reason, given)


def tasks(workspace: Workspace, chain: str, day: date) -> dict[tuple[str, str], Json]:
    """(node or nothing, region) → the task as it stands, for one chain; `overdue` as of a day."""
    with ActLog(workspace.folder.ledger) as log:
        acts = log.acts(TASK)
    held = standing(acts)
    found = {}
    for subject, some in held.items():
        of_chain, node, region = subject.split(BETWEEN)
        if of_chain == chain:
            history = [one for one in acts if one.subject == subject]
            found[node, region] = _task(some, history, day)
    return found


def history(workspace: Workspace, chain: str) -> list[Json]:
    """Every act on a chain, oldest first, and whether it stands."""
    with ActLog(workspace.folder.ledger) as log:
        acts = sorted((*log.acts(PLACEMENT), *log.acts(TASK)), key=lambda one: one.number)
    mine = [one for one in acts if one.subject.split(BETWEEN)[0] == chain]
    return told(mine, {one.number for some in standing(mine).values() for one in some})


def undo(workspace: Workspace, number: int, author: str, reason: str) -> Json:
    """Take an act back. Raises NotFound, or Refusal when it does not stand."""
    with ActLog(workspace.folder.ledger) as log:
        return _act(log.undo(number, read_author(author), instant(), _reason(reason)))


def told(acts: Iterable[Act], stand: set[int]) -> list[Json]:
    """Acts for a person to read."""
    return [_act(one) | {"stands": one.number in stand} for one in acts]


def _task(stand: list[Act], acts: list[Act], day: date) -> Json:
    state: Json = {"owner": None, "next_step": None, "due": None, "status": "open"}
    for act in stand:
        state |= act.payload
    late = state["due"] is not None and state["status"] == "open" and date.fromisoformat(state["due"]) < day
    last = stand[-1]
    return state | {
        "overdue": late, "author": last.author, "at": last.at,
        "history": told(acts, {one.number for one in stand}),
    }  # fmt: skip


def _write(workspace: Workspace, topic: str, subject: str, author: str, reason: str, payload: Json) -> Json:
    act = Act(0, topic, subject, "set", read_author(author), instant(), _reason(reason), payload)
    with ActLog(workspace.folder.ledger) as log:
        return _act(log.add(act))


def _act(act: Act) -> Json:
    chain, node, last = act.subject.split(BETWEEN)
    return {
        "number": act.number, "chain": chain, "node": node or None,
        ("company" if act.topic == PLACEMENT else "region"): last, "action": act.action, "author": act.author,
        "at": act.at, "reason": act.reason, **act.payload,
    }  # fmt: skip


def _field(name: str, value: Any) -> str:
    words = " ".join(str(value).split())
    if name == "due":
        return read_day(words).isoformat()
    if name == "status" and words not in STATUSES:
        raise BadInput(Problem("option_choice", {"value": words[:40], "known": ", ".join(STATUSES)}, name))
    if not words or len(words) > LONGEST:
        raise BadInput(Problem("task_field", {"value": words[:40], "limit": str(LONGEST)}, name))
    return words


def _reason(words: str) -> str:
    if len(words) > LONGEST_REASON:
        raise BadInput(Problem("task_field", {"value": words[:40], "limit": str(LONGEST_REASON)}, "reason"))
    return " ".join(words.split())
