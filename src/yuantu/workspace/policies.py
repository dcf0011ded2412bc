"""Which industry policies does a product fall under, here and in the other cities?

Per list the entries that cover the product, each with its validity and source, and what stands for it in the other
lists. A list without an entry is there with none: the product falls under nothing of it that is known.
"""

from datetime import date
from typing import Any

from yuantu.chain.library import links_of
from yuantu.chain.taxonomies import Entry, IndustryList, Lists, falls_under, load_lists
from yuantu.workspace import chainparts as parts
from yuantu.workspace.chainviews import known_node, library
from yuantu.workspace.workspace import Workspace

Json = dict[str, Any]


def find_policies(workspace: Workspace, chain: str, node: str, day: date) -> Json:
    """The entries of all lists that a product falls under as of a day. Raises NotFound."""
    found = library(workspace).get(chain)
    product = known_node(found, node)
    lists, links = load_lists(), links_of(found)
    place = found.nodes.index(product)
    return {
        "chain": parts.head(found), "node": product.id, "name": parts.both(product.name), "as_of": day.isoformat(),
        "lists": [
            _list(one)
            | {"entries": [_entry(two, lists, day) for two in one.entries if falls_under(two, found, place, links)]}
            for one in lists.lists
        ],
    }  # fmt: skip


def _list(one: IndustryList) -> Json:
    return {
        "id": one.id,
        "name": parts.both(one.name),
        "authority": parts.both(one.authority),
        "version": one.version,
    }


def _entry(one: Entry, lists: Lists, day: date) -> Json:
    return {
        "id": one.id, "name": parts.both(one.name), "category": parts.both(one.category),
        "valid_from": one.valid_from or None, "valid_to": one.valid_to or None, "in_force": one.holds(day),
        "confidence": one.confidence, "source": dict(one.source), "counterparts": _counterparts(one.id, lists, day),
    }  # fmt: skip


def _counterparts(entry: str, lists: Lists, day: date) -> list[Json]:
    """What stands for an entry in other lists, read in the direction of the entry."""
    names = {one.id: one.name for each in lists.lists for one in each.entries} | {
        one.id: one.name for one in lists.lists
    }
    turned = {"narrower": "broader", "broader": "narrower"}
    found = []
    for one in lists.relations:
        if entry in (one.start, one.end):
            other = one.end if one.start == entry else one.start
            scope = one.scope if one.start == entry else turned.get(one.scope, one.scope)
            found.append({
                "id": other, "name": parts.both(names[other]) if other in names else None, "relation": one.relation,
                "scope": scope or None, "basis": parts.both(one.basis), "in_force": one.holds(day),
            })  # fmt: skip
    return found
