"""What of a chain is made in a region, what can be had within an hour, what is missing, and of what nobody knows?

Computed for all regions and nodes at once, as arrays (regions, nodes). A node of a region is

    present     a company in the region is placed on it, or on a narrower node
    reachable   none there, but a maker is known within so many minutes by road
    absent      a source says that nobody makes it there, or that a list is complete on which no maker stands
    no_data     none of these: nobody has looked, and that is not the same as nobody making it

*Absent* is never concluded from an empty list: only a statement makes it (docs/decisions/019-chain-gap-states.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from yuantu.chain.graph import Graph
from yuantu.chain.model import Chain

State = Literal["present", "absent", "no_data", "reachable"]
STATES: tuple[State, ...] = ("present", "reachable", "absent", "no_data")
PRESENT, REACHABLE, ABSENT, NO_DATA = range(4)
WITHIN_MINUTES = 60.0
DECAY = 0.5  # of demand, per further step down the chain
MOST_STEPS = 3

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


class Links:
    """The two graphs of a chain, as matrices over its nodes (n, n)."""

    def __init__(self, chain: Chain) -> None:
        number = {node.id: place for place, node in enumerate(chain.nodes)}
        inputs, kinds = (
            Graph.of(len(number), [number[one.start] for one in edges], [number[one.end] for one in edges])
            for edges in (chain.edges_of("input"), chain.edges_of("kind_of"))
        )
        self.inputs, self.kinds = inputs, kinds
        self._alternatives = [(number[one.start], number[one.end]) for one in chain.edges if one.replaces]
        self.broader: Bools = kinds.closures()  # row: the narrower, column: the broader

    @cached_property
    def demand(self) -> Floats:
        """How strongly a maker of the column's product asks for the row's: 1, ½, ¼ at one, two, three steps, else 0."""
        count = len(self.inputs)
        steps = np.array([self.inputs.distances(node) for node in range(count)]).reshape(count, count)
        return np.where((steps > 0) & (steps <= MOST_STEPS), DECAY ** (steps - 1.0), 0.0)

    @cached_property
    def siblings(self) -> Bools:
        """Whether two nodes are alternatives under one node: either may do where the broader one is asked for."""
        direct = np.zeros_like(self.broader)
        for narrow, broad in self._alternatives:
            direct[narrow, broad] = True
        found: Bools = (direct.astype(np.float32) @ direct.T.astype(np.float32)) > 0
        np.fill_diagonal(found, val=False)
        return found


@dataclass(frozen=True)
class World:
    """What a chain is looked at in, on one day.

    `inside` (regions, regions): the row's region lies in the column's or is it. `minutes` (regions, regions): by road
    from the row's to the column's, NaN where unknown. `home` (companies,): number of the region, -1 where unknown.
    `leads` (companies,): whether the company is a chain leader.
    """

    regions: Sequence[str]
    inside: Bools
    minutes: Floats
    companies: Sequence[str]
    home: NDArray[np.int64]
    leads: Bools

    @cached_property
    def located(self) -> Bools:
        """(companies, regions): whether the company is in the region."""
        found = np.zeros((len(self.home), len(self.regions)), dtype=np.bool_)
        known = self.home >= 0
        found[known] = self.inside[self.home[known]]
        return found

    @cached_property
    def away(self) -> Floats:
        """(companies, regions): minutes from the company to the region, infinite where unknown or inside it."""
        found = np.full((len(self.home), len(self.regions)), np.inf)
        known = self.home >= 0
        found[known] = np.nan_to_num(self.minutes[self.home[known]], nan=np.inf)
        return np.where(self.located, np.inf, found)


@dataclass(frozen=True)
class Gaps:
    """Arrays (regions, nodes): `state` as place in STATES, `makers` in the region, `nearest` the number of the nearest
    company elsewhere that makes it (-1: none with a known way) and its `minutes`. `made` (companies, nodes): who
    makes what, lifted to broader nodes.
    """

    world: World
    links: Links
    made: Bools
    state: NDArray[np.int8]
    makers: NDArray[np.int64]
    nearest: NDArray[np.int64]
    minutes: Floats


def lift(direct: Bools, links: Links) -> Bools:
    """(companies, nodes): a maker of a narrower product makes the broader one too, never the other way round."""
    # In floats, which numpy multiplies many times faster than integers; counts below 2²⁴ are exact in them.
    lifted: Bools = direct | ((direct.astype(np.float32) @ links.broader.astype(np.float32)) > 0)
    return lifted


def find_gaps(world: World, links: Links, direct: Bools, absent: Bools, within_minutes: float) -> Gaps:
    """The state of every node in every region.

    `direct` (companies, nodes): who counts as a maker of what; `absent` (regions, nodes): where a source says so.
    """
    made = lift(direct, links)
    makers = (world.located.T.astype(np.float64) @ made.astype(np.float64)).astype(np.int64)
    nearest = np.full(makers.shape, -1, dtype=np.int64)
    minutes = np.full(makers.shape, np.nan)
    for node in np.flatnonzero(made.any(axis=0)):
        who = np.flatnonzero(made[:, node])
        away = world.away[who]
        first = away.argmin(axis=0)
        least = away[first, np.arange(len(first))]
        known = np.isfinite(least)
        nearest[known, node] = who[first[known]]
        minutes[known, node] = least[known]
    state = np.where(
        makers > 0, PRESENT, np.where(minutes <= within_minutes, REACHABLE, np.where(absent, ABSENT, NO_DATA))
    )
    return Gaps(world, links, made, state.astype(np.int8), makers, nearest, minutes)
