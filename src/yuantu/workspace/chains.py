"""What does a door say of industry chains?

Each function answers one question with one JSON object, the same at every door.
"""

from datetime import date
from typing import Any

import numpy as np

from yuantu.chain.gaps import STATES, WITHIN_MINUTES
from yuantu.chain.makers import Placement
from yuantu.chain.strength import measure_strength
from yuantu.errors import BadInput
from yuantu.workspace import chainparts as parts
from yuantu.workspace.chainacts import history, judge_placement, set_task, tasks
from yuantu.workspace.chainviews import known_node, library, view_chain
from yuantu.workspace.workspace import Workspace


def list_chains(workspace: Workspace) -> dict[str, Any]:
    """Every chain with its name, version and size, and what is wrong with files that cannot be used."""
    shelf = library(workspace)
    found, problems = [], []
    for name in shelf.names():
        try:
            found.append(parts.head(shelf.get(name)))
        except BadInput as refused:
            problems += [problem.to_json() for problem in refused.problems]
    return {"chains": found, "problems": problems}


def show_chain(workspace: Workspace, chain: str, day: date) -> dict[str, Any]:
    """One chain whole: segments, nodes with their makers as of a day, edges with what they rest on."""
    view = view_chain(workspace, chain, day)
    found = view.chain
    segments = [{"id": one.id, "stage": one.stage, "name": parts.both(one.name)} for one in found.segments]
    of_node: dict[str, list[Placement]] = {node.id: [] for node in found.nodes}
    for one in view.placements:
        of_node[one.node].append(one)
    nodes = [
        {
            "id": node.id, "name": parts.both(node.name), "synonyms": list(node.synonyms),
            "stage": found.stages[node.id], "segment": node.segment, "codes": list(node.codes),
            "note": parts.both(node.note) if node.note else None,
            "makers": [parts.maker(view, one) for one in of_node[node.id] if one.counts],
            "to_check": [parts.maker(view, one) for one in of_node[node.id] if one.state == "to_check"],
        }
        for node in found.nodes
    ]  # fmt: skip
    return parts.head(found) | {
        "as_of": day.isoformat(), "snapshot": view.session.name, "coverage": parts.coverage(view, None),
        "segments": segments,
        "nodes": nodes, "edges": [parts.edge(found, edge) for edge in found.edges],
    }  # fmt: skip


def find_chain_gaps(
    workspace: Workspace, chain: str, region: str, day: date, within_minutes: float = WITHIN_MINUTES
) -> dict[str, Any]:
    """Every node of a chain in one region: its state, who makes it, how much the region needs it."""
    view = view_chain(workspace, chain, day)
    where = view.region(region)
    gaps, importance = view.gaps(within_minutes)
    row = view.world.regions.index(where.id)
    coverage = parts.coverage(view, row)
    todo, strong = tasks(workspace, view.chain.id, day), measure_strength(gaps)
    items = [
        parts.gap(view, gaps, importance, row, column)
        | {"coverage": coverage, "task": todo.get((node.id, where.id))}
        | {"strength": parts.strength(strong, row, column)}
        for column, node in enumerate(view.chain.nodes)
    ]
    return {
        "chain": parts.head(view.chain), "region": parts.region(view, where.id), "as_of": day.isoformat(),
        "within_minutes": within_minutes, "snapshot": view.session.name, "coverage": coverage,
        "counts": {state: sum(item["state"] == state for item in items) for state in STATES}, "gaps": items,
        "chief": todo.get(("", where.id)), "model": parts.model(view),
    }  # fmt: skip


def compare_regions(
    workspace: Workspace, chain: str, day: date, within_minutes: float = WITHIN_MINUTES
) -> dict[str, Any]:
    """The states of every node in every region that a company is known in: one letter per node, and how many."""
    view = view_chain(workspace, chain, day)
    gaps, _ = view.gaps(within_minutes)
    known = view.world.located.sum(axis=0)
    rows = [
        parts.region(view, view.world.regions[row])
        | {
            "states": "".join(STATES[state][0] for state in gaps.state[row]),
            "counts": dict(
                zip(STATES, np.bincount(gaps.state[row], minlength=len(STATES)).tolist(), strict=True)
            ),
            "coverage": parts.coverage(view, row),
        }
        for row in np.flatnonzero(known).tolist()
    ]
    return {
        "chain": parts.head(view.chain), "as_of": day.isoformat(), "within_minutes": within_minutes,
        "snapshot": view.session.name, "nodes": [node.id for node in view.chain.nodes],
        "letters": {state[0]: state for state in STATES}, "regions": rows, "model": parts.model(view),
    }  # fmt: skip


def place_company(  # noqa: PLR0913 — what is judged, by whom, why
    workspace: Workspace, chain: str, node: str, company: str, state: str, *, author: str, reason: str = ""
) -> dict[str, Any]:
    """Judge whether a company makes a node. Raises NotFound for an unknown one, BadInput for another state."""
    product = known_node(library(workspace).get(chain), node)
    return judge_placement(workspace, (chain, product.id, company), state, author, reason)


def assign_task(  # noqa: PLR0913 — what is to be done, by whom, why
    workspace: Workspace, chain: str, node: str | None, region: str, fields: dict[str, Any], *, author: str,
    reason: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Say who does what by when for a node in a region; without a node, who answers for the whole chain there."""
    found = library(workspace).get(chain)
    product = known_node(found, node).id if node else ""
    where = workspace.session.regions().find(region)
    return set_task(workspace, (chain, product, where.id), author, reason, fields)


def list_tasks(workspace: Workspace, chain: str, day: date) -> dict[str, Any]:
    """All tasks of a chain, those that are due first, with their history."""
    regions = workspace.session.regions().regions
    found = library(workspace).get(chain)
    items = [
        {
            "node": node or None, "name": parts.both(found.by_id[node].name) if node in found.by_id else None,
            "region": region, "region_name": regions[region].name if region in regions else region, **task,
        }
        for (node, region), task in tasks(workspace, chain, day).items()
    ]  # fmt: skip
    items.sort(
        key=lambda one: (one["status"] == "done", one["due"] or "9999", one["node"] or "", one["region"])
    )
    return {"chain": parts.head(found), "as_of": day.isoformat(), "tasks": items}


def log_of(workspace: Workspace, chain: str) -> dict[str, Any]:
    """Everything that people decided about a chain, oldest first."""
    session = workspace.session
    acts = history(workspace, library(workspace).get(chain).id)
    for act in acts:
        company = session.known("company", session.canonical(act.get("company", "")))
        act["company_name"] = company.name if company else None
    return {"chain": chain, "acts": acts}
