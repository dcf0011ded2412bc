"""How many minutes from one place to each of very many points?

The same rule as `minutes.minutes_between`, over arrays: the network is searched once, then every point
takes the best of the nodes within its radius. Works in blocks that stay in the processor's cache.
"""

import math
from datetime import date

import numpy as np
import numpy.typing as npt

from yuantu.access.approach import Place, reach_km
from yuantu.access.minutes import spread_from
from yuantu.access.network import CarModel, Network
from yuantu.engines.sphere import on_earth, plain_degrees, unit_vectors
from yuantu.ontology.coordinates import EARTH_RADIUS_KM

Floats = npt.NDArray[np.float64]

BLOCK_POINTS = 1024


def minutes_to_points(
    network: Network, origin: Place, lon: npt.ArrayLike, lat: npt.ArrayLike, day: date
) -> Floats:
    """Minutes from `origin` to each point, as of `day`: float64 of the shape of `lon` (one dimension).

    `lon`, `lat` in degrees WGS-84. NaN, masked or impossible coordinates give NaN, and so does a point to
    which no way is known. Equals `minutes_between` to 1e-9 minutes. Raises as `minutes_from` does, and
    ValueError when the arrays differ in shape.
    """
    lon_deg, lat_deg = plain_degrees(lon), plain_degrees(lat)
    if lon_deg.shape != lat_deg.shape or lon_deg.ndim != 1:
        raise ValueError(f"lon and lat must be of one length, got {lon_deg.shape} and {lat_deg.shape}")
    nodes, node_minutes = _reached(network, origin, day)
    start: Floats | None = None
    start_reach = -1.0
    if not isinstance(origin, str):
        start = unit_vectors(np.array([origin.lon]), np.array([origin.lat]))
        start_reach = reach_km(network, origin)
    out = np.full(lon_deg.shape, np.nan)
    # Unknown places drop out here.
    known = np.flatnonzero(on_earth(lon_deg, lat_deg))
    for block in np.array_split(known, max(1, math.ceil(len(known) / BLOCK_POINTS))):
        points = unit_vectors(lon_deg[block], lat_deg[block])
        out[block] = _block_minutes(network.model, nodes, node_minutes, points, start, start_reach)
    return out


def _reached(network: Network, origin: Place, day: date) -> tuple[Floats, Floats]:
    """Unit vectors (3, nodes) of all placed nodes and minutes (nodes,) to each, inf where unreached."""
    minutes = spread_from(network, network.open_on(day), origin).minutes
    placed = [node for node in network.nodes if node.lon is not None and node.lat is not None]
    lon = np.array([node.lon for node in placed], dtype=np.float64)
    lat = np.array([node.lat for node in placed], dtype=np.float64)
    return unit_vectors(lon, lat), np.array([minutes.get(node.id, math.inf) for node in placed])


def _block_minutes(
    model: CarModel,
    nodes: Floats,
    node_minutes: Floats,
    points: Floats,
    start: Floats | None,
    start_reach: float,
) -> Floats:
    km = straight_km_between(nodes, points)
    nearest = km.min(axis=0, initial=math.inf)
    reach = np.where(
        nearest <= model.far_km, np.maximum(model.near_km, model.stretch * np.minimum(nearest, 1e9)), -1.0
    )
    total = km * model.access_minutes_per_km
    total += node_minutes[:, None]
    total[km > reach] = math.inf
    best: Floats = total.min(axis=0, initial=math.inf)
    if start is not None:
        across = straight_km_between(start, points)[0]
        near = across <= np.minimum(start_reach, reach)
        best = np.where(near, np.minimum(best, across * model.access_minutes_per_km), best)
    return np.where(np.isfinite(best), best, np.nan)


def straight_km_between(nodes: Floats, points: Floats) -> Floats:
    """Great-circle km (nodes, points) from the chord between unit vectors.

    2·asin(c/2) as its series up to c⁵: below 200 km the rest is under a micrometre, and it costs a
    tenth of the arcsine.
    """
    squared = np.zeros((nodes.shape[1], points.shape[1]))
    for node_axis, point_axis in zip(nodes, points, strict=True):
        step = np.subtract.outer(node_axis, point_axis)
        step *= step
        squared += step
    chord = np.sqrt(squared)
    series = squared * (9.0 / 80.0)
    series += 1.0
    series *= squared
    series *= 1.0 / 24.0
    series += 1.0
    series *= chord
    series *= EARTH_RADIUS_KM
    return series
