"""Who followed a chain leader (链主) to a place, and who of those that make what it needs is still outside?

What the leader needs is walked up the chain from what it makes, at most three steps. Who came before the leader did not
follow it; where one of the two days is not known, that is not decided.
"""

from datetime import date
from typing import Any

import numpy as np

from yuantu.chain.model import fold
from yuantu.errors import NotFound, Problem
from yuantu.facts.views import Entity
from yuantu.match.prospects import Place, Projects, first_day
from yuantu.workspace import chainparts as parts
from yuantu.workspace.chainviews import ChainView, view_chain
from yuantu.workspace.workspace import Workspace

Json = dict[str, Any]


def find_followers(workspace: Workspace, chain: str, leader: str, region: str | None, day: date) -> Json:
    """Makers of what a leader needs, in a region and elsewhere, as of a day. Raises NotFound.

    `leader` is an id or a name; without a region, the city that the leader is in.
    """
    view = view_chain(workspace, chain, day)
    head = _company(view, leader)
    where = view.region(region).id if region else _city(view, head)
    gaps, _ = view.gaps(0.0)
    rows, tree = view.rows, view.session.regions()
    here = view.world.located[:, view.world.regions.index(where)]
    projects = Projects.of(view.session.entities("project", day))

    def since(company: Entity) -> tuple[date, tuple[str, ...]] | None:
        """The first day of its projects here."""
        days = [
            first_day(one) for one in projects.by(company) if where in tree.chain(one.text("region") or None)
        ]
        return min(filter(None, days), default=None)

    start = since(head)
    inputs = []
    for column, steps in _needs(view, gaps.made[rows[head.id]]):
        makers = [view.companies[one] for one in np.array(list(rows))[gaps.made[:, column]] if one != head.id]
        came = [_with_day(view, one, since(one), start) for one in makers if here[rows[one.id]]]
        outside = [parts.company(view, one.id) for one in makers if not here[rows[one.id]]]
        node = view.chain.nodes[column]
        inputs.append(
            {"node": node.id, "name": parts.both(node.name), "steps": steps, "came": came, "outside": outside}
        )
    return {
        "chain": parts.head(view.chain), "leader": parts.company(view, head.id), "region": parts.region(view, where),
        "as_of": day.isoformat(), "since": _day(start),
        "coverage": parts.coverage(view, view.world.regions.index(where)),
        "counts": {
            "inputs": len(inputs), "came": sum(bool(one["came"]) for one in inputs),
            "outside": sum(bool(one["outside"]) and not one["came"] for one in inputs),
            "unknown": sum(not one["outside"] and not one["came"] for one in inputs),
        },
        "inputs": inputs,
    }  # fmt: skip


def _needs(view: ChainView, made: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> list[tuple[int, int]]:
    """Node number and steps up from the nearest thing that is made, nearest first, in the order of the file."""
    demand = view.links.demand[:, made]
    strongest = demand.max(axis=1) if demand.shape[1] else np.zeros(len(view.chain.nodes))
    found = [(column, round(1 - np.log2(value))) for column, value in enumerate(strongest) if value > 0]
    return sorted(found, key=lambda one: one[1])


def _company(view: ChainView, words: str) -> Entity:
    """The company of that id, name or other name. Raises NotFound."""
    if words in view.companies:
        return view.companies[words]
    wanted = fold(words)
    for one in view.companies.values():
        aliases = one.held["aliases"].values if "aliases" in one.held else ()
        if wanted in {fold(one.name), *(fold(getattr(value, "text", "")) for value in aliases)}:
            return one
    raise NotFound(Problem("entity_unknown", {"id": words[:80]}))


def _city(view: ChainView, company: Entity) -> str:
    home = int(view.world.home[view.rows[company.id]])
    place = Place("", view.session.regions(), (), ())
    city = place.city(view.world.regions[home]) if home >= 0 else None
    if city is None:
        raise NotFound(Problem("region_unknown", {"value": company.name[:40]}))
    return city


def _with_day(view: ChainView, company: Entity, day: Any, start: Any) -> Json:
    """A company that is here, and whether it came after the leader; None where a day is not known."""
    after = None if day is None or start is None else day[0] > start[0]
    return parts.company(view, company.id) | {"since": _day(day), "after": after}


def _day(found: tuple[date, tuple[str, ...]] | None) -> Json | None:
    return None if found is None else {"day": found[0].isoformat(), "statements": list(found[1])}
