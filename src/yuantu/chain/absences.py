"""Where does a source say that something is not made?

Silence is no evidence: a product is *absent* from a region only where a statement says that nobody there makes it, or
that a list of its makers is complete and no maker of ours stands in the region. A statement about a region holds for
what lies in it, one about a product for its kinds; neither holds the other way round. One that is too old to be relied
on makes nothing absent any more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from yuantu.chain.gaps import Bools, Links
from yuantu.chain.model import Chain
from yuantu.facts.freshness import all_stale
from yuantu.facts.views import Entity
from yuantu.ontology.schema import Kind


@dataclass(frozen=True)
class Absences:
    """`said` (regions, nodes): where absence is said; `statements` by (region number, node number), own ones only."""

    said: Bools
    statements: Mapping[tuple[int, int], tuple[str, ...]]

    def behind(self, row: int, column: int, inside: Bools, links: Links) -> tuple[str, ...]:
        """The statements that make a node absent from a region: on it, or on what it is a part or a kind of."""
        found = {
            one: None
            for (region, node), ids in self.statements.items()
            if inside[row, region] and (node == column or links.broader[column, node])
            for one in ids
        }
        return tuple(found)


def read_absences(  # noqa: PLR0913, PLR0917 — a chain in its world on a day
    entities: Iterable[Entity], kind: Kind, chain: Chain, links: Links, regions: Mapping[str, int], inside: Bools,
    day: date,
) -> Absences:  # fmt: skip
    """What is said to be absent as of `day`; `regions` and `inside` are those of the world."""
    number = {node.id: place for place, node in enumerate(chain.nodes)}
    said = np.zeros((len(regions), len(number)), dtype=np.bool_)
    statements: dict[tuple[int, int], tuple[str, ...]] = {}
    for one in entities:
        row = regions.get(one.text("region"))
        if row is None or all_stale(one.held["region"], kind.property("region"), day):
            continue
        for held in one.held["product"].statements if "product" in one.held else ():
            node = chain.node(held.words)
            if node is not None:
                key = (row, number[node.id])
                ids = (held.id, *one.ids("region"), *one.ids("stance"))
                statements[key] = (*statements.get(key, ()), *ids)
                kinds = links.broader[:, key[1]].copy()
                kinds[key[1]] = True
                said |= np.outer(inside[:, row], kinds)
    return Absences(said, statements)
