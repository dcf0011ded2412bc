"""How many minutes by car from one place to another, as of a day, and by which roads?

Free flow: no congestion, no signals, no border or toll queues. Batches of points: see `matrix`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yuantu.access.approach import Place, approach, check_place, direct_km
from yuantu.access.network import Graph, Network, Tree
from yuantu.errors import Problem


@dataclass(frozen=True, slots=True)
class Leg:
    """One part of a route. `road_id` is None off the network, `start` or `end` at a point that is no node."""

    road_id: str | None
    road: str | None
    start: str | None
    end: str | None
    km: float
    minutes: float


@dataclass(frozen=True, slots=True)
class Route:
    """The fastest way on `day`. `minutes` and `km` are None when no way is known; `notes` then say why.

    `notes` are problems of severity `warning`: what the answer rests on that is not certain.
    """

    day: date
    minutes: float | None
    km: float | None
    legs: tuple[Leg, ...]
    notes: tuple[Problem, ...] = ()

    @property
    def node_ids(self) -> tuple[str, ...]:
        """The nodes passed, in driving order."""
        ends = [node for leg in self.legs for node in (leg.start, leg.end) if node is not None]
        return tuple(node for place, node in enumerate(ends) if place == 0 or node != ends[place - 1])


def minutes_from(network: Network, origin: Place, day: date) -> dict[str, float]:
    """Minutes from `origin` to every node that it reaches on `day`; unreached nodes are absent.

    Raises NotFound for an unknown node id, Refusal for an impossible coordinate.
    """
    return spread_from(network, network.open_on(day), origin).minutes


def spread_from(network: Network, graph: Graph, origin: Place) -> Tree:
    """Search `graph` from `origin` outwards. Raises as `minutes_from` does."""
    check_place(network, origin)
    model = network.model
    return graph.spread({node: model.access_minutes(km) for node, km in approach(network, origin).items()})


@dataclass(frozen=True, slots=True)
class Reach:
    """Where one gets from `origin` on a day: the network searched once, for as many targets as are asked."""

    network: Network
    origin: Place
    graph: Graph
    tree: Tree

    def route_to(self, target: Place) -> Route:
        """The fastest route to `target`.

        Raises NotFound for an unknown node id, Refusal for an impossible coordinate.
        """
        network, model, day = self.network, self.network.model, self.graph.day
        check_place(network, target)
        totals = {
            node: self.tree.minutes[node] + model.access_minutes(km)
            for node, km in approach(network, target).items()
            if node in self.tree.minutes
        }
        exit_node = min(totals, key=lambda node: (totals[node], node), default=None)
        across = direct_km(network, self.origin, target)
        if across is not None and (exit_node is None or model.access_minutes(across) <= totals[exit_node]):
            return _route(day, [_access_leg(network, None, None, across)], self.graph)
        if exit_node is None:
            return Route(day, None, None, (), (_why_no_way(network, self.origin, target, day),))
        return _route(day, _legs(network, self.tree, self.origin, target, exit_node), self.graph)


def reach_from(network: Network, origin: Place, day: date) -> Reach:
    """Search outwards from `origin` as of `day`. Raises as `minutes_from` does."""
    graph = network.open_on(day)
    return Reach(network, origin, graph, spread_from(network, graph, origin))


def minutes_between(network: Network, origin: Place, target: Place, day: date) -> Route:
    """The fastest route from `origin` to `target` as of `day`.

    Raises NotFound for an unknown node id, Refusal for an impossible coordinate.
    """
    return reach_from(network, origin, day).route_to(target)


def _legs(network: Network, tree: Tree, origin: Place, target: Place, exit_node: str) -> list[Leg]:
    steps = tree.steps_to(exit_node)
    entry_node = steps[0][0] if steps else exit_node
    legs = [
        Leg(road.id, road.road, start, end, road.length_km, network.model.road_minutes(road))
        for start, end, road in steps
    ]
    if not isinstance(origin, str):
        legs.insert(0, _access_leg(network, None, entry_node, approach(network, origin)[entry_node]))
    if not isinstance(target, str):
        legs.append(_access_leg(network, exit_node, None, approach(network, target)[exit_node]))
    return legs


def _access_leg(network: Network, start: str | None, end: str | None, straight: float) -> Leg:
    model = network.model
    return Leg(None, None, start, end, straight * model.detour, model.access_minutes(straight))


def _route(day: date, legs: list[Leg], graph: Graph) -> Route:
    minutes, km = sum(leg.minutes for leg in legs), sum(leg.km for leg in legs)
    return Route(day, minutes, km, tuple(legs), tuple(_notes(legs, graph)))


def _notes(legs: list[Leg], graph: Graph) -> Iterable[Problem]:
    for code, doubtful in (
        ("access_uncertain_roads", graph.uncertain),
        ("access_undated_roads", graph.undated),
    ):
        names = [leg.road or leg.road_id or "" for leg in legs if leg.road_id in doubtful]
        if names:
            params = {"roads": "、".join(dict.fromkeys(names)), "day": graph.day.isoformat()}
            yield Problem(code, params, severity="warning")


def _why_no_way(network: Network, origin: Place, target: Place, day: date) -> Problem:
    for place in (origin, target):
        if not isinstance(place, str) and not approach(network, place):
            params = {"place": f"{place.lon:.4f},{place.lat:.4f}", "far_km": f"{network.model.far_km:g}"}
            return Problem("access_far_place", params, severity="warning")
    return Problem("access_no_way", {"day": day.isoformat()}, severity="warning")
