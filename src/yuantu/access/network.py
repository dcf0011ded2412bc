"""Which roads are open on a day, and how long does a car need along them?

The network is a list of nodes and of dated, undirected roads. `Network.open_on(day)` masks the roads by
their opening date; `Graph.spread` runs Dijkstra's algorithm with a binary heap (Dijkstra 1959). The car
model is free flow, stated as such: see docs/explanation/travel-minutes.md.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any, Literal

from yuantu.errors import BadInput, NotFound, Problem
from yuantu.messages import sentence
from yuantu.ontology.values import Period

Opening = Literal["open", "closed", "uncertain", "undated"]


@dataclass(frozen=True, slots=True)
class Node:
    """A place or interchange of the network; degrees in WGS-84, None where the place is unknown."""

    id: str
    name: str
    lon: float | None
    lat: float | None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Road:
    """A stretch of road between two nodes, usable both ways from the day it opened.

    `opened` is the period in which it opened (one day, or a month or year when no more is known), None
    when nobody has stated it. `toll` is None when unknown.
    """

    id: str
    road: str
    start: str
    end: str
    length_km: float
    design_speed_kmh: float
    opened: Period | None = None
    toll: bool | None = None


@dataclass(frozen=True, slots=True)
class CarModel:
    """How fast a car is: shares of the design speed on roads, and the way from a point to the roads.

    A toll road or one built for at least `trunk_kmh` is driven at `trunk_share` of its design speed, any
    other at `street_share`. Off the network: straight line × `detour` at `access_kmh`. A point may use
    every node within `near_km`, or within `stretch` × its distance to the nearest node if that is more;
    a point farther than `far_km` from every node is not connected at all.
    """

    trunk_share: float = 0.88
    street_share: float = 0.62
    trunk_kmh: float = 80.0
    access_kmh: float = 40.0
    detour: float = 1.3
    near_km: float = 10.0
    stretch: float = 1.5
    far_km: float = 60.0

    def road_minutes(self, road: Road) -> float:
        trunk = road.toll is True or road.design_speed_kmh >= self.trunk_kmh
        share = self.trunk_share if trunk else self.street_share
        return road.length_km / (road.design_speed_kmh * share) * 60.0

    def access_minutes(self, straight_km: float) -> float:
        return straight_km * self.access_minutes_per_km

    @property
    def access_minutes_per_km(self) -> float:
        """Minutes per kilometre of straight line."""
        return self.detour / self.access_kmh * 60.0

    def radius_km(self, nearest_km: float) -> float:
        """How far a point looks for nodes, given its nearest one; negative when it is not connected."""
        return max(self.near_km, self.stretch * nearest_km) if nearest_km <= self.far_km else -1.0

    def words(self, language: str = "zh") -> str:
        """The model in one sentence; no result is shown without it."""
        params = {
            "trunk": f"{self.trunk_share:.0%}",
            "street": f"{self.street_share:.0%}",
            "trunk_kmh": f"{self.trunk_kmh:g}",
            "access_kmh": f"{self.access_kmh:g}",
            "detour": f"{self.detour:g}",
        }
        return sentence("access_model", language, params)


FREE_FLOW = CarModel()


def opening_on(opened: Period | None, day: date) -> Opening:
    """Is a road that opened within `opened` open on `day`? `uncertain` when the day falls inside."""
    if opened is None or (opened.first is None and opened.last is None):
        return "undated"
    if opened.last is not None and opened.last <= day:
        return "open"
    if opened.first is not None and opened.first > day:
        return "closed"
    # A road that opened on one of several days, the first of which is `day` itself, is uncertain too.
    return "uncertain"


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and dated roads under one car model. Raises BadInput for twins, loose ends and non-lengths.

    `left_out` says which rows could not be used (see `from_rows`).
    """

    nodes: tuple[Node, ...]
    roads: tuple[Road, ...]
    model: CarModel = FREE_FLOW
    left_out: tuple[Problem, ...] = ()
    by_id: Mapping[str, Node] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        problems = [*_twins(self.nodes), *_twins(self.roads)]
        known = {node.id: node for node in self.nodes}
        problems += [problem for road in self.roads if (problem := _road_problem(road, known))]
        if problems:
            raise BadInput(problems)
        object.__setattr__(self, "by_id", known)

    @classmethod
    def from_rows(
        cls,
        nodes: Iterable[Mapping[str, Any]],
        roads: Iterable[Mapping[str, Any]],
        model: CarModel = FREE_FLOW,
    ) -> "Network":
        """Build from rows whose keys are the fields of `Node` and `Road`; other keys are ignored.

        A road without length or speed, or with an end that is no node, is left out and reported in
        `left_out`: one bad row does not take the network away. Ids that occur twice raise BadInput.
        """
        kept_nodes = tuple(
            Node(
                row["id"], row.get("name") or row["id"], row.get("lon"), row.get("lat"), row.get("kind") or ""
            )
            for row in nodes
        )
        known = {node.id: node for node in kept_nodes}
        kept: list[Road] = []
        left_out: list[Problem] = []
        for row in roads:
            road = Road(*_cells(row, "id road start end length_km design_speed_kmh opened toll"))
            problem = _road_problem(road, known)
            if problem is None:
                kept.append(road)
            else:
                left_out.append(problem)
        return cls(kept_nodes, tuple(kept), model, tuple(left_out))

    def node(self, node_id: str) -> Node:
        if node_id not in self.by_id:
            raise NotFound(Problem("access_unknown_node", {"node": node_id}))
        return self.by_id[node_id]

    def open_on(self, day: date) -> "Graph":
        """The roads that a car can use on `day`. Uncertain and undated roads count as open, and are named."""
        ways: dict[str, list[tuple[str, float, Road]]] = {node.id: [] for node in self.nodes}
        states = {road.id: opening_on(road.opened, day) for road in self.roads}
        for road in self.roads:
            if states[road.id] == "closed":
                continue
            minutes = self.model.road_minutes(road)
            ways[road.start].append((road.end, minutes, road))
            ways[road.end].append((road.start, minutes, road))
        uncertain = frozenset(key for key, state in states.items() if state == "uncertain")
        undated = frozenset(key for key, state in states.items() if state == "undated")
        return Graph(day, ways, uncertain, undated)


@dataclass(frozen=True, slots=True)
class Tree:
    """Fastest minutes from the seeds to every node that they reach, and the road each was reached by."""

    minutes: dict[str, float]
    reached_by: dict[str, tuple[str, Road]]

    def steps_to(self, node_id: str) -> list[tuple[str, str, Road]]:
        """(from node, to node, road) from the seed to `node_id`, in driving order."""
        chain = [node_id]
        roads: list[Road] = []
        while chain[-1] in self.reached_by:
            before, road = self.reached_by[chain[-1]]
            chain.append(before)
            roads.append(road)
        pairs = pairwise(reversed(chain))
        return [(start, end, road) for (start, end), road in zip(pairs, reversed(roads), strict=True)]


@dataclass(frozen=True, slots=True)
class Graph:
    """The network as of `day`: per node its ways out as (other node, minutes, road)."""

    day: date
    ways: Mapping[str, Sequence[tuple[str, float, Road]]]
    uncertain: frozenset[str]
    undated: frozenset[str]

    def spread(self, seeds: Mapping[str, float]) -> Tree:
        """Fastest minutes to all nodes from `seeds` (node id → minutes already spent on reaching it).

        Unreached nodes are absent from the result. Of ways that are equally fast, the one found first in
        the order of (minutes, node id, road order) is kept, so that the same question has one answer.
        """
        minutes: dict[str, float] = dict(seeds)
        reached_by: dict[str, tuple[str, Road]] = {}
        done: set[str] = set()
        heap = [(spent, node_id) for node_id, spent in seeds.items()]
        heapq.heapify(heap)
        while heap:
            spent, node_id = heapq.heappop(heap)
            if node_id in done:
                continue
            done.add(node_id)
            for other, more, road in self.ways[node_id]:
                if spent + more < minutes.get(other, float("inf")):
                    minutes[other] = spent + more
                    reached_by[other] = (node_id, road)
                    heapq.heappush(heap, (spent + more, other))
        return Tree(minutes, reached_by)


def _cells(row: Mapping[str, Any], names: str) -> list[Any]:
    return [row.get(name) for name in names.split()]


def _twins(things: Sequence[Node] | Sequence[Road]) -> list[Problem]:
    seen: set[str] = set()
    problems: list[Problem] = []
    for thing in things:
        if thing.id in seen:
            problems.append(Problem("access_twin", {"id": thing.id}))
        seen.add(thing.id)
    return problems


def _road_problem(road: Road, known: Mapping[str, Node]) -> Problem | None:
    for end in (road.start, road.end):
        if end not in known:
            return Problem("access_loose_end", {"road": road.id, "node": str(end)})
    measures: dict[str, float | None] = {
        "length_km": road.length_km,
        "design_speed_kmh": road.design_speed_kmh,
    }
    for name, value in measures.items():
        # Written as a denial so that NaN is caught as well.
        if value is None or not 0.0 < value < float("inf"):
            return Problem("access_no_measure", {"road": road.id, "field": name, "value": str(value)})
    return None
