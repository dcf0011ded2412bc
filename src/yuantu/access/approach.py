"""How does a place get onto the road network?

A place is the id of a node (it is on the network already) or a coordinate, which drives to the nodes
around it. Which nodes those are depends on the map alone and not on the day: so an opened road can only
shorten a trip. The radius is kept small because a straight line does not see water: a wide one would
ferry cars across the estuary of the Pearl River.
"""

import math

from yuantu.access.network import Network, Node
from yuantu.errors import Refusal
from yuantu.ontology.coordinates import EARTH_RADIUS_KM
from yuantu.ontology.values import Coordinate

Place = str | Coordinate


def straight_km(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Great-circle distance in km between two points in degrees (haversine, mean radius of the Earth)."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half_lat, half_lon = (phi_b - phi_a) / 2.0, math.radians(lon_b - lon_a) / 2.0
    chord = math.sin(half_lat) ** 2 + math.cos(phi_a) * math.cos(phi_b) * math.sin(half_lon) ** 2
    return 2.0 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


def check_place(network: Network, place: Place) -> None:
    """Raise NotFound for an id that is no node, Refusal for a coordinate that is not on the Earth."""
    if isinstance(place, str):
        network.node(place)
    elif not (abs(place.lon) <= 180.0 and abs(place.lat) <= 90.0):
        raise Refusal("access_bad_coordinate", lon=place.lon, lat=place.lat)


def approach(network: Network, place: Place) -> dict[str, float]:
    """Straight-line km from `place` to each node that it may start from; empty when all are too far."""
    if isinstance(place, str):
        return {network.node(place).id: 0.0}
    distances = _distances(network, place)
    if not distances:
        return {}
    radius = network.model.radius_km(min(distances.values()))
    return {node_id: km for node_id, km in distances.items() if km <= radius}


def direct_km(network: Network, origin: Place, target: Place) -> float | None:
    """Straight-line km between two coordinates that are near enough to skip the network, else None.

    Near enough: each lies within the radius in which the other looks for nodes.
    """
    if isinstance(origin, str) or isinstance(target, str):
        return None
    km = straight_km(origin.lon, origin.lat, target.lon, target.lat)
    return km if km <= min(reach_km(network, origin), reach_km(network, target)) else None


def reach_km(network: Network, place: Coordinate) -> float:
    """The radius in which `place` looks for nodes; negative when it is not connected."""
    return network.model.radius_km(min(_distances(network, place).values(), default=math.inf))


def _distances(network: Network, place: Coordinate) -> dict[str, float]:
    placed = [(node, position) for node in network.nodes if (position := _position(node)) is not None]
    return {node.id: straight_km(place.lon, place.lat, *position) for node, position in placed}


def _position(node: Node) -> tuple[float, float] | None:
    return None if node.lon is None or node.lat is None else (node.lon, node.lat)
