"""How do the parts of a chain look when they leave the house: nodes, edges, makers, gaps, coverage?"""

from typing import Any

import numpy as np

from yuantu.chain.gaps import PRESENT, STATES, Gaps
from yuantu.chain.importance import BOUNDS, Importance
from yuantu.chain.makers import Placement
from yuantu.chain.model import STAGES, Chain, Edge, Words
from yuantu.chain.strength import Strength
from yuantu.workspace import values
from yuantu.workspace.chainviews import ChainView

Json = dict[str, Any]


def head(chain: Chain) -> Json:
    """A chain in a few words."""
    sizes = {stage: sum(one == stage for one in chain.stages.values()) for stage in STAGES}
    return {
        "id": chain.id, "name": both(chain.name), "version": chain.version, "basis": chain.basis,
        "counts": {"nodes": len(chain.nodes), "edges": len(chain.edges), **sizes},
    }  # fmt: skip


def both(name: Words) -> dict[str, str]:
    """A name in the languages of the house."""
    return values.both(name.zh, name.en)


def edge(chain: Chain, one: Edge) -> Json:
    """An edge with what it rests on; one without a basis of its own rests on that of the chain."""
    basis = chain.bases.get(one.basis)
    rests_on = (
        both(basis.words) | {"id": basis.id, "source": basis.source, "address": basis.address}
        if basis
        else values.both(chain.basis, chain.basis) | {"id": "", "source": "", "address": ""}
    )
    return {"from": one.start, "to": one.end, "kind": one.kind, "returns": one.returns, "basis": rests_on}


def region(view: ChainView, identifier: str) -> Json:
    """A region as it was understood."""
    found = view.session.regions().regions[identifier]
    names = values.both(found.name, found.name_en or found.name)
    return {"id": found.id, "name": names, "code": found.code, "level": found.level}


def company(view: ChainView, identifier: str) -> Json:
    """A company with the region that it is counted in."""
    entity = view.companies[identifier]
    home = int(view.world.home[view.rows[identifier]])
    where = region(view, view.world.regions[home]) if home >= 0 else None
    return {
        "company": identifier, "company_name": entity.name, "sample": entity.sample,
        "role": entity.text("role") or None, "region": where and where["id"], "region_name": where and where["name"],
    }  # fmt: skip


def maker(view: ChainView, one: Placement) -> Json:
    """A company on a node, with the words that put it there."""
    return company(view, one.company) | {
        "node": one.node, "state": one.state, "rule": one.rule, "confidence": one.confidence, "words": one.words,
        "span": list(one.span), "statements": [one.statement] if one.statement else [],
    }  # fmt: skip


def placements_behind(view: ChainView, identifier: str, column: int) -> list[Placement]:
    """Why a company counts as a maker of a node: its own placement, else those on narrower nodes."""
    nodes = view.chain.nodes
    own = view.best.get((identifier, nodes[column].id))
    if own:
        return [own]
    narrower = np.flatnonzero(view.links.broader[:, column])
    return [found for place in narrower if (found := view.best.get((identifier, nodes[place].id)))]


def gap(view: ChainView, gaps: Gaps, importance: Importance, row: int, column: int) -> Json:
    """One node in one region. `nearest` is a maker elsewhere, None where the region has makers or no way is known.

    `absence` are statements that nobody makes it there; where somebody does all the same, they are in dispute with it.
    """
    node, ids = view.chain.nodes[column], list(view.companies)
    inside = np.flatnonzero(view.world.located[:, row] & gaps.made[:, column])
    makers = [maker(view, placements_behind(view, ids[one], column)[0]) for one in inside]
    near = int(gaps.nearest[row, column]) if gaps.state[row, column] != PRESENT else -1
    behind = placements_behind(view, ids[near], column) if near >= 0 else []
    absence = view.absences.behind(row, column, view.world.inside, view.links)
    statements = [one for found in makers for one in found["statements"]] + [one.statement for one in behind]
    return {
        "node": node.id, "name": both(node.name), "segment": node.segment, "stage": view.chain.stages[node.id],
        "state": STATES[gaps.state[row, column]], "makers": makers,
        "nearest": _nearest(view, ids[near], float(gaps.minutes[row, column])) if near >= 0 else None,
        "importance": round(float(importance.score[row, column]), 4),
        "importance_parts": _parts(importance, row, column),
        "absence": list(absence), "statements": [one for one in dict.fromkeys([*statements, *absence]) if one],
    }  # fmt: skip


def strength(found: Strength, row: int, column: int) -> Json | None:
    """The location quotient with its interval and the word for it; None where nobody makes the product."""
    word = found.word(row, column)
    if word is None:
        return None
    numbers = {"quotient": found.quotient, "low": found.low, "high": found.high}
    return {"word": word} | {name: round(float(array[row, column]), 4) for name, array in numbers.items()}


def _nearest(view: ChainView, identifier: str, minutes: float) -> Json:
    return company(view, identifier) | {"minutes": round(minutes, 1)}


def _parts(importance: Importance, row: int, column: int) -> list[Json]:
    """Each part of an importance; the count is None where a table does not say."""
    found = []
    for name, array in importance.values.items():
        count, value = float(importance.counts[name][row, column]), float(array[row, column])
        weight = importance.weights[name]
        found.append({
            "part": name, "count": None if np.isnan(count) else round(count, 4), "bounds": list(BOUNDS[name]),
            "value": round(value, 4), "weight": round(weight, 4), "contribution": round(weight * value, 4),
        })  # fmt: skip
    return found


def coverage(view: ChainView, row: int | None) -> Json:
    """Of how many known companies how many are placed: in one region (its row), or everywhere (None)."""
    inside = np.ones(len(view.rows), dtype=np.bool_) if row is None else view.world.located[:, row]
    states = {
        state: {
            view.rows[one.company]
            for one in view.placements
            if one.counts == state and one.state != "rejected"
        }
        for state in (True, False)
    }
    placed = sum(bool(inside[one]) for one in states[True])
    to_check = sum(bool(inside[one]) for one in states[False] - states[True])
    in_chain = sum(bool(inside[view.rows[one]]) for one in view.in_chain)
    known = int(inside.sum())
    return {
        "known": known, "placed": placed, "to_check": to_check, "in_chain": in_chain,
        "text": _coverage_words(known, placed, to_check, in_chain),
    }  # fmt: skip


def _coverage_words(known: int, placed: int, to_check: int, in_chain: int) -> dict[str, str]:
    """What is none is left out, but for the placed."""
    chinese = [f"已知企业{known}家，其中{placed}家已在本链定位"]
    english = [f"of {known} known companies {placed} are placed on this chain"]
    if to_check:
        chinese.append(f"{to_check}家待核实")
        english.append(f"{to_check} are to be checked")
    if in_chain:
        chinese.append(f"{in_chain}家只知属于本链")
        english.append(f"of {in_chain} only the industry is known")
    return values.both("，".join(chinese), ", ".join(english))


def model(view: ChainView) -> dict[str, str]:
    """What the minutes of an answer rest on."""
    found = view.session.network().model
    return values.both(found.words("zh"), found.words("en"))
