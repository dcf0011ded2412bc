"""How many points lie within some kilometres of a place, and which?

Distance is the great circle on the mean sphere (haversine, 6371.0088 km), the boundary counts as within. It is decided
on chords: with unit vectors p and q, |p - q| = 2 sin(d / 2R). In double precision a chord is good to some 4e-16, a few
nanometres on the Earth, so the limit is taken 1e-15 longer and a point at the very distance is never lost to rounding.

Points lie in rows of latitude and buckets of longitude, finer where they are dense. For a place at latitude a, a point
of latitude b is within exactly when sin²(Δλ/2) ≤ (h - sin²((b - a)/2)) / (cos a · cos b), h being the haversine of the
radius. The bounds of the right side over a row give the longitudes that are covered for certain and those that may be.
Only buckets that reach out of the former are looked at point by point. Both bounds are moved by a billionth against
rounding, which costs a few tests and no answer.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yuantu.engines.native import threads
from yuantu.engines.native.calling import REAL, SIZE, Kernel, Reads, Writes
from yuantu.engines.native.library import available
from yuantu.engines.sphere import on_earth, plain_degrees, unit_vectors
from yuantu.engines.tallies import Marks, Tally, count_marks, kept_marks
from yuantu.ontology.coordinates import EARTH_RADIUS_KM

Floats = NDArray[np.float64]

CHORD_SLACK = 1e-15
POINTS_PER_BUCKET = 16
# Thin rows cost a look at each, thick ones more points to measure. Both are least, on the machines tried, when a square
# as high as a row holds this many points where points are usual; the answer is the same for any height.
POINTS_PER_SQUARE = 300
LEAST_ROW_DEGREES, MOST_ROW_DEGREES = 0.001, 5.0
SAMPLE_CELL_DEGREES = 0.25
SAMPLED_POINTS = 10_000
BLOCK_PLACES = 1024

_READS = Reads(np.float64)
_PLAN = Kernel(
    "plan_buckets",
    (
        *(SIZE,) * 3,
        *(REAL,) * 2,
        *(_READS,) * 2,
        Writes(np.int32),
        *(Writes(np.float64),) * 2,
        Writes(np.int64),
    ),
)
_FILL = Kernel(
    "fill_buckets",
    (
        *(SIZE,) * 2,
        _READS,
        Reads(np.int32),
        *(_READS,) * 2,
        Reads(np.int64),
        Writes(np.int64),
        Writes(np.int32),
    ),
)
_COUNT = Kernel(
    "count_within",
    (
        *(SIZE,) * 5,
        *(REAL,) * 4,
        *(_READS,) * 3,
        Reads(np.uint64),
        *(_READS,) * 2,
        *(Reads(np.int64),) * 2,
        Reads(np.int32),
        *(_READS,) * 3,
        Reads(np.int64),
        Writes(np.int32),
    ),
)


@dataclass(frozen=True, slots=True)
class _Grid:
    """What the kernel reads of the points, in the order of their buckets."""

    rows: int
    south: float
    height: float
    x: Floats
    y: Floats
    z: Floats
    bytes_of_marks: Marks
    from_lon: Floats
    scale: Floats
    first_bucket: NDArray[np.int64]
    start: NDArray[np.int64]
    marked_before: NDArray[np.int32]


class Neighbourhood:
    """Points on the Earth, laid out once, to be counted about many places and for several radii."""

    def __init__(
        self, lon: ArrayLike, lat: ArrayLike, marks: Marks | None = None, mark_count: int = 0
    ) -> None:
        """Lay out points in degrees WGS-84, (n,); NaN, masked or impossible ones are unplaced: in
        no count, and in each as unknown.

        `marks` (n,) holds a bit per class that a point belongs to (a node of a chain, say); the lowest `mark_count`
        bits (at most 64) are counted apart. Raises ValueError for arrays of different length.
        """
        lon_deg, lat_deg = plain_degrees(lon), plain_degrees(lat)
        if lon_deg.shape != lat_deg.shape or lon_deg.ndim != 1:
            raise ValueError(f"lon {lon_deg.shape} and lat {lat_deg.shape} must be of one length")
        every = kept_marks(marks, len(lon_deg), mark_count)
        known = on_earth(lon_deg, lat_deg)
        self.mark_count = mark_count
        self.placed = np.flatnonzero(known)
        self.unplaced = len(known) - len(self.placed)
        self.unplaced_by_mark = count_marks(every[~known], mark_count)
        self.lon, self.lat, self.marks = lon_deg[self.placed], lat_deg[self.placed], every[self.placed]
        self._grid: _Grid | None = None
        self._by_lat: tuple[NDArray[np.intp], Floats] | None = None

    def count(self, lon: ArrayLike, lat: ArrayLike, radius_km: float) -> Tally:
        """Count the points within `radius_km` of each place (p,), degrees WGS-84. Raises ValueError as above."""
        if not radius_km >= 0.0:
            raise ValueError(f"a radius of {radius_km} km")
        lon_deg, lat_deg = plain_degrees(lon), plain_degrees(lat)
        if lon_deg.shape != lat_deg.shape or lon_deg.ndim != 1:
            raise ValueError(f"lon {lon_deg.shape} and lat {lat_deg.shape} must be of one length")
        known = on_earth(lon_deg, lat_deg)
        counts = np.zeros((len(known), 1 + self.mark_count), np.int32)
        places = np.flatnonzero(known)
        if len(places) and len(self.placed):
            count = self._count_compiled if available() else self.count_with_numpy
            counts[places] = count(lon_deg[places], lat_deg[places], radius_km)
        unplaced = np.array([self.unplaced, *self.unplaced_by_mark], np.int32)
        unknown = np.where(known[:, None], unplaced, np.int32(0))
        return Tally(counts[:, 0], counts[:, 1:], unknown[:, 0], unknown[:, 1:], known)

    def find(self, lon: float, lat: float, radius_km: float) -> NDArray[np.intp]:
        """Which points are counted about one place: their positions in the arrays given, rising."""
        lower, upper = (float(lat + side * _degrees_of_km(radius_km)) for side in (-1, 1))
        near = np.flatnonzero((self.lat >= lower) & (self.lat <= upper))
        inside = _chords_squared(self.lon[near], self.lat[near], lon, lat) <= _limit(radius_km)
        found: NDArray[np.intp] = self.placed[near[inside]]
        return found

    def count_with_numpy(self, lon: Floats, lat: Floats, radius_km: float) -> NDArray[np.int32]:
        """The twin of the kernel, (p, 1 + marks): all points of a belt of latitude are tested for each place."""
        if self._by_lat is None:
            order = np.argsort(self.lat, kind="stable")
            self._by_lat = order, self.lat[order]
        order, sorted_lat = self._by_lat
        reach = _degrees_of_km(radius_km)
        first, last = (
            np.searchsorted(sorted_lat, lat - reach),
            np.searchsorted(sorted_lat, lat + reach, "right"),
        )
        limit, vectors = _limit(radius_km), unit_vectors(self.lon[order], self.lat[order])
        places = unit_vectors(lon, lat)
        counts = np.zeros((len(lon), 1 + self.mark_count), np.int32)
        for place in range(len(lon)):
            belt = slice(first[place], last[place])
            step = vectors[:, belt] - places[:, place, None]
            inside = np.flatnonzero(step[0] * step[0] + step[1] * step[1] + step[2] * step[2] <= limit)
            counts[place, 0] = len(inside)
            if self.mark_count:
                counts[place, 1:] = count_marks(self.marks[order[belt][inside]], self.mark_count)
        return counts

    def _count_compiled(self, lon: Floats, lat: Floats, radius_km: float) -> NDArray[np.int32]:
        if self._grid is None:
            self._grid = _lay_out(self.lon, self.lat, self.marks, self.mark_count)
        grid = self._grid
        # Neighbours one after another find their points in the cache.
        visit = np.lexsort((lon, np.floor(lat / grid.height)))
        places = np.ascontiguousarray(unit_vectors(lon, lat).T)
        counts = np.zeros((len(lon), 1 + self.mark_count), np.int32)
        limit = _limit(radius_km)

        def count(part: tuple[int, int]) -> None:
            _COUNT(
                *part, grid.rows, len(grid.x), self.mark_count, grid.south, grid.height, limit / 4.0, limit,
                grid.x, grid.y, grid.z, grid.bytes_of_marks, grid.from_lon, grid.scale, grid.first_bucket, grid.start,
                grid.marked_before, lon, lat, places, visit, counts,
            )  # fmt: skip

        threads.run(count, threads.ranges(len(lon), 4 * threads.thread_count(), BLOCK_PLACES))
        return counts


def _lay_out(lon: Floats, lat: Floats, marks: Marks, mark_count: int) -> _Grid:
    count, south, height = len(lon), float(lat.min()), _choose_height(lon, lat)
    rows = int((float(lat.max()) - south) / height) + 1
    row_of, order = np.empty(count, np.int32), np.empty(count, np.int32)
    from_lon, scale, first_bucket = np.empty(rows), np.empty(rows), np.empty(rows + 1, np.int64)
    _PLAN(count, rows, POINTS_PER_BUCKET, south, height, lon, lat, row_of, from_lon, scale, first_bucket)
    buckets = int(first_bucket[-1])
    start = np.empty(buckets + 1, np.int64)
    _FILL(count, buckets, lon, row_of, from_lon, scale, first_bucket, start, order)
    x, y, z = unit_vectors(lon[order], lat[order])
    marked = marks[order]
    marked_before = np.zeros((buckets + 1, mark_count), np.int32)
    bytes_of_marks = np.zeros((-(-mark_count // 8), count), np.uint64)
    for mark in range(mark_count):
        carries = marked >> np.uint64(mark) & np.uint64(1)
        bytes_of_marks[mark // 8] |= carries << np.uint64(8 * (mark % 8))
        before = np.zeros(count + 1, np.int32)
        np.cumsum(carries, out=before[1:])
        marked_before[:, mark] = before[start]
    return _Grid(
        rows, south, height, x, y, z, bytes_of_marks, from_lon, scale, first_bucket, start, marked_before
    )


def _choose_height(lon: Floats, lat: Floats) -> float:
    """Degrees of latitude of a row, from how dense the surroundings of a point usually are."""
    sample = slice(None, None, -(-len(lon) // SAMPLED_POINTS))
    cells = np.floor(np.stack([lon[sample], lat[sample]]) / SAMPLE_CELL_DEGREES)
    _, counts = np.unique(cells[0] * 1_000 + cells[1], return_counts=True)
    usual = float((counts**2).sum() / counts.sum()) * len(lon) / counts.sum() / SAMPLE_CELL_DEGREES**2
    return float(np.clip(np.sqrt(POINTS_PER_SQUARE / usual), LEAST_ROW_DEGREES, MOST_ROW_DEGREES))


def _chords_squared(lon: Floats, lat: Floats, to_lon: float, to_lat: float) -> Floats:
    step = unit_vectors(lon, lat) - unit_vectors(np.array([to_lon]), np.array([to_lat]))
    squared: Floats = step[0] * step[0] + step[1] * step[1] + step[2] * step[2]
    return squared


def _limit(radius_km: float) -> float:
    """The square of the chord of the radius, with its slack; half round the Earth is everywhere."""
    angle = min(radius_km / EARTH_RADIUS_KM, np.pi)
    return float((2.0 * np.sin(angle / 2.0) + CHORD_SLACK) ** 2)


def _degrees_of_km(radius_km: float) -> float:
    """The radius in degrees of latitude, a little longer, so that no rounding leaves a point out of the belt."""
    return float(np.degrees(radius_km / EARTH_RADIUS_KM)) * (1.0 + 1e-9) + 1e-9
