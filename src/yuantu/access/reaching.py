"""How many points can be reached from a place within some minutes of driving?

The rule of `minutes.minutes_between`, so that a count is the number of points whose minutes are at most the limit
(a billionth of a minute is allowed for rounding). The network is searched once from every node; points are laid out in
cells, and for each cell and node the least and the greatest way from the node to its points is kept. For one place that
decides most cells as a whole: all within, none within, or no way known. The points of the others are taken one by one.
The kernel `reach.c` and its twin in numpy do the same sums in the same order.

A point to which no way is known, and one without a position, is not far away: it is counted as unknown.
"""

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yuantu.access.matrix import straight_km_between
from yuantu.access.network import Network
from yuantu.engines.native import threads
from yuantu.engines.native.calling import REAL, SIZE, Kernel, Reads, Writes
from yuantu.engines.native.library import available
from yuantu.engines.sphere import on_earth, plain_degrees, unit_vectors
from yuantu.engines.tallies import Marks, Tally, count_marks, kept_marks
from yuantu.ontology.coordinates import EARTH_RADIUS_KM

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

CELL_DEGREES = 0.02
BLOCK_POINTS = 8192
BLOCK_PLACES = 256
SLACK_MINUTES = 1e-9

_REALS, _PLACES, _COUNTS = Reads(np.float64), Reads(np.int64), Reads(np.int32)
_COUNT_REACHED = Kernel(
    "count_reached",
    (
        *(SIZE,) * 4,
        *(REAL,) * 3,
        *(_REALS,) * 3,
        *(_PLACES,) * 3,
        *(_REALS,) * 4,
        _COUNTS,
        *(_PLACES,) * 2,
        *(_REALS,) * 3,
        Reads(np.uint64),
        *(Writes(np.int32),) * 2,
    ),
)


@dataclass(frozen=True, slots=True)
class _Ways:
    """Which nodes each thing may use, and how far they are: those of thing i lie from `start[i]` to `start[i + 1]`.

    `reach_km` is the radius in which it looks for nodes, negative when it is not connected.
    """

    start: Places
    node: Places
    km: Floats
    reach_km: Floats


@dataclass(frozen=True, slots=True)
class _Cells:
    """Cells of points: those of cell c are `first[c]` to `first[c + 1]`.

    Per cell and node that any of its points uses, from `start[c]` on: the least km, and the greatest, which is
    infinite when some point of the cell cannot use the node. `centre` (3, cells) and `extent_km` bound the cell.
    """

    first: Places
    start: Places
    node: Places
    least_km: Floats
    most_km: Floats
    centre: Floats
    extent_km: Floats


class Surroundings:
    """Points on a road network on a day, laid out once, to be counted from many places."""

    def __init__(
        self,
        network: Network,
        day: date,
        lon: ArrayLike,
        lat: ArrayLike,
        marks: Marks | None = None,
        mark_count: int = 0,
    ) -> None:
        """Lay out points in degrees WGS-84, (n,). Raises ValueError for arrays that do not fit together.

        `marks` (n,) holds a bit per class of a point; the lowest `mark_count` bits (at most 64) are counted apart.
        """
        lon_deg, lat_deg = plain_degrees(lon), plain_degrees(lat)
        if lon_deg.shape != lat_deg.shape or lon_deg.ndim != 1:
            raise ValueError(f"lon {lon_deg.shape} and lat {lat_deg.shape} must be of one length")
        every = kept_marks(marks, len(lon_deg), mark_count)
        known = on_earth(lon_deg, lat_deg)
        self.model, self.mark_count = network.model, mark_count
        placed = [node for node in network.nodes if node.lon is not None and node.lat is not None]
        self._nodes = unit_vectors(
            *np.array([(node.lon, node.lat) for node in placed], float).reshape(-1, 2).T
        )
        graph = network.open_on(day)
        trees = [graph.spread({node.id: 0.0}).minutes for node in placed]
        self._between = np.array([[tree.get(node.id, math.inf) for node in placed] for tree in trees])
        self._lost = self._totals(every[~known], int((~known).sum()))
        cell = np.floor(np.stack([lat_deg[known], lon_deg[known]]) / CELL_DEGREES).astype(np.int64)
        order = np.lexsort(cell)
        self._points = unit_vectors(lon_deg[known][order], lat_deg[known][order])
        self._marks = every[known][order]
        self._ways = self._find_ways(self._points)
        self._cells = _cells(cell[:, order], self._points, self._ways, len(placed))
        # As the kernel reads them: row by row, and whole cells summed up.
        self._rows, self._centres = (
            np.ascontiguousarray(one.T) for one in (self._points, self._cells.centre)
        )
        self._cell_totals = _total_cells(self._cells.first, self._marks, mark_count)

    def count(self, lon: ArrayLike, lat: ArrayLike, minutes: float) -> Tally:
        """Count the points within `minutes` of each place (p,), degrees WGS-84.

        A place that is not on the Earth or too far from every node is not `known`. Raises ValueError as above.
        """
        if not minutes >= 0.0:
            raise ValueError(f"{minutes} minutes")
        lon_deg, lat_deg = plain_degrees(lon), plain_degrees(lat)
        if lon_deg.shape != lat_deg.shape or lon_deg.ndim != 1:
            raise ValueError(f"lon {lon_deg.shape} and lat {lat_deg.shape} must be of one length")
        within = np.zeros((len(lon_deg), 1 + self.mark_count), np.int32)
        unknown = np.zeros_like(within)
        places = np.flatnonzero(on_earth(lon_deg, lat_deg))
        vectors = unit_vectors(lon_deg[places], lat_deg[places])
        ways = self._find_ways(vectors)
        connected = ways.reach_km >= 0.0
        # Sites of one park stand at one point: each point is asked once.
        twins = [np.flatnonzero(connected)[group] for group in _twins(vectors[:, connected])]
        ones = np.array([group[0] for group in twins], dtype=np.intp)
        count = self._count_compiled if available() else self.count_with_numpy
        parts = threads.ranges(len(ones), -(-len(ones) // BLOCK_PLACES))
        counts = threads.run(
            lambda part: count(vectors, ways, ones[slice(*part)], minutes + SLACK_MINUTES), parts
        )
        rows = [row for inside, without in counts for row in zip(inside, without, strict=True)]
        for group, (inside, without) in zip(twins, rows, strict=True):
            within[places[group]] = inside
            unknown[places[group]] = self._lost + without
        known = np.zeros(len(lon_deg), bool)
        known[places[connected]] = True
        return Tally(within[:, 0], within[:, 1:], unknown[:, 0], unknown[:, 1:], known)

    def _totals(self, marks: Marks, count: int) -> NDArray[np.int32]:
        return np.array([count, *count_marks(marks, self.mark_count)], np.int32)

    def _find_ways(self, vectors: Floats) -> _Ways:
        model = self.model
        nodes, distances, reaches, counts = [], [], [], []
        for first in range(0, vectors.shape[1], BLOCK_POINTS):
            km = straight_km_between(self._nodes, vectors[:, first : first + BLOCK_POINTS]).T
            nearest = km.min(axis=1, initial=math.inf)
            reach = np.maximum(model.near_km, model.stretch * np.minimum(nearest, 1e9))
            reach[~(nearest <= model.far_km)] = -1.0
            used = km <= reach[:, None]
            nodes.append(np.nonzero(used)[1])
            distances.append(km[used])
            reaches.append(reach)
            counts.append(used.sum(axis=1))
        start = np.concatenate([[0], *counts]).cumsum()
        none = np.empty(0)
        return _Ways(
            start, np.concatenate([none, *nodes]).astype(np.intp), np.concatenate([none, *distances]),
            np.concatenate([none, *reaches]),
        )  # fmt: skip

    def _to_nodes(self, ways: _Ways, one: int) -> Floats:
        """Minutes from a place to every node, (nodes,)."""
        own = slice(ways.start[one], ways.start[one + 1])
        there = ways.km[own, None] * self.model.access_minutes_per_km
        to_nodes: Floats = (there + self._between[ways.node[own]]).min(axis=0)
        return to_nodes

    def _count_compiled(
        self, vectors: Floats, ways: _Ways, ones: Places, minutes: float
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        cells, points = self._cells, self._ways
        within, unknown = np.zeros((2, len(ones), 1 + self.mark_count), np.int32)
        to_nodes = np.array([self._to_nodes(ways, int(one)) for one in ones])
        _COUNT_REACHED(
            len(ones), len(self._between), len(cells.extent_km), self.mark_count,
            minutes, EARTH_RADIUS_KM, self.model.access_minutes_per_km,
            np.ascontiguousarray(vectors[:, ones].T), to_nodes, ways.reach_km[ones],
            cells.first, cells.start, cells.node, cells.least_km, cells.most_km, self._centres, cells.extent_km,
            self._cell_totals, points.start, points.node, points.km, points.reach_km, self._rows, self._marks,
            within, unknown,
        )  # fmt: skip
        return within, unknown

    def count_with_numpy(
        self, vectors: Floats, ways: _Ways, ones: Places, minutes: float
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The twin of the kernel: within and unknown, (ones, 1 + marks), of those places of `vectors` (3, n)."""
        within, unknown = np.zeros((2, len(ones), 1 + self.mark_count), np.int32)
        for row, one in enumerate(ones.tolist()):
            inside, without = self._count_from(vectors[:, one], ways, one, minutes)
            within[row] = self._totals(self._marks[inside], len(inside))
            unknown[row] = self._totals(self._marks[without], len(without))
        return within, unknown

    def _count_from(self, place: Floats, ways: _Ways, one: int, minutes: float) -> tuple[Places, Places]:
        """Points within the minutes of a place, and points of which it is not known: places in the layout."""
        per_km, to_nodes, cells = self.model.access_minutes_per_km, self._to_nodes(ways, one), self._cells
        least = _least(to_nodes[cells.node] + cells.least_km * per_km, cells.start)
        most = _least(to_nodes[cells.node] + cells.most_km * per_km, cells.start)
        direct_km = min(float(ways.reach_km[one]), minutes / per_km)
        apart = straight_km_between(place[:, None], cells.centre)[0] - cells.extent_km > direct_km
        inside, outside = most <= minutes, (least > minutes) & np.isfinite(most) & apart
        nowhere = np.isinf(least) & apart
        open_points = _members(cells.first, np.flatnonzero(~(inside | outside | nowhere)))
        by_road = self._minutes_to(open_points, to_nodes, per_km)
        across = straight_km_between(place[:, None], self._points[:, open_points])[0]
        near = across <= np.minimum(float(ways.reach_km[one]), self._ways.reach_km[open_points])
        found = np.where(near, np.minimum(by_road, across * per_km), by_road)
        return (
            np.concatenate([_members(cells.first, np.flatnonzero(inside)), open_points[found <= minutes]]),
            np.concatenate([_members(cells.first, np.flatnonzero(nowhere)), open_points[np.isinf(found)]]),
        )

    def _minutes_to(self, points: Places, to_nodes: Floats, per_km: float) -> Floats:
        ways = self._ways
        each = _members(ways.start, points)
        sizes = ways.start[points + 1] - ways.start[points]
        start = np.concatenate([[0], sizes.cumsum()])
        return _least(to_nodes[ways.node[each]] + ways.km[each] * per_km, start)


def _cells(cell: NDArray[np.int64], points: Floats, ways: _Ways, node_count: int) -> _Cells:
    """Cells of points that are sorted by `cell` (2, n)."""
    count = points.shape[1]
    fresh = np.flatnonzero((np.diff(cell, axis=1, prepend=cell[:, :1] - 1) != 0).any(axis=0))
    first = np.append(fresh, count)
    number = np.repeat(np.arange(len(fresh)), np.diff(first))
    keys = np.repeat(number, np.diff(ways.start)) * node_count + ways.node
    order = np.argsort(keys, kind="stable")
    pairs, at, uses = np.unique(keys[order], return_index=True, return_counts=True)
    of_cell, node = np.divmod(pairs, max(1, node_count))
    least = np.minimum.reduceat(ways.km[order], at) if len(at) else np.empty(0)
    most = np.maximum.reduceat(ways.km[order], at) if len(at) else np.empty(0)
    most[uses < np.diff(first)[of_cell]] = math.inf
    start = np.searchsorted(of_cell, np.arange(len(fresh) + 1))
    centre = points[:, fresh]
    from_centre = EARTH_RADIUS_KM * 2.0 * np.arcsin(
        np.minimum(1.0, np.sqrt(((points - centre[:, number]) ** 2).sum(axis=0)) / 2.0)
    )  # fmt: skip
    extent = np.maximum.reduceat(from_centre, fresh) if count else np.empty(0)
    return _Cells(first, start, node.astype(np.intp), least, most, centre, extent + 1e-6)


def _total_cells(first: Places, marks: Marks, mark_count: int) -> NDArray[np.int32]:
    """Points and points with each mark of every cell, (cells, 1 + marks)."""
    totals = np.empty((len(first) - 1, 1 + mark_count), np.int32)
    totals[:, 0] = np.diff(first)
    for mark in range(mark_count):
        before = np.zeros(len(marks) + 1, np.int64)
        np.cumsum(marks >> np.uint64(mark) & np.uint64(1), out=before[1:])
        totals[:, 1 + mark] = np.diff(before[first])
    return totals


def _least(values: Floats, start: Places) -> Floats:
    """The least of each stretch from start[i] to start[i + 1]; infinite where it is empty."""
    found = np.full(len(start) - 1, math.inf)
    full = np.flatnonzero(np.diff(start))
    if len(full):
        found[full] = np.minimum.reduceat(values, start[full])
    return found


def _members(first: Places, chosen: Places) -> Places:
    """All places from first[c] to first[c + 1] of the chosen c, one after another."""
    sizes = first[chosen + 1] - first[chosen]
    ends = sizes.cumsum()
    total = int(ends[-1]) if len(ends) else 0
    places: Places = np.arange(total) + np.repeat(first[chosen] - (ends - sizes), sizes)
    return places


def _twins(vectors: Floats) -> list[Places]:
    """Places of equal vectors (3, n), together."""
    if not vectors.shape[1]:
        return []
    _, group = np.unique(vectors, axis=1, return_inverse=True)
    order = np.argsort(group, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(group[order])) + 1)
