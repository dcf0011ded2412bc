"""Is every point within the radius counted, at the date line, at the poles and on the boundary, and none besides?"""

from math import asin, cos, degrees, radians, sin, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuantu.atlas.neighbours import Neighbourhood
from yuantu.engines.native.library import available
from yuantu.ontology.coordinates import EARTH_RADIUS_KM

MARKS = 3
RADII = (0.0, 0.001, 0.05, 1.0, 30.0, 300.0, 5_000.0, 15_000.0, 20_015.2)
# One value per class, so that points fall together, and lie on the date line, the poles and the meridians.
lons = st.one_of(
    st.sampled_from((-180.0, 180.0, 0.0, 113.3, 113.31, 179.99, -179.99)), st.floats(-180.0, 180.0)
)
lats = st.one_of(st.sampled_from((-90.0, 90.0, 0.0, 22.6, 22.61, 89.99, -89.99)), st.floats(-90.0, 90.0))
points = st.lists(st.tuples(lons, lats), min_size=1, max_size=30)


def haversine_km(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    half_lat, half_lon = radians(lat_b - lat_a) / 2, radians(lon_b - lon_a) / 2
    root = sqrt(sin(half_lat) ** 2 + cos(radians(lat_a)) * cos(radians(lat_b)) * sin(half_lon) ** 2)
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, root))


def scattered(kind: str, count: int, source: np.random.Generator):
    """Points of many kinds: all over the world, in clusters, about the date line, about a pole, on a lattice."""
    if kind == "world":
        return source.uniform(-180, 180, count), np.degrees(np.arcsin(source.uniform(-1, 1, count)))
    if kind == "date line":
        return (source.normal(180, 1, count) + 180) % 360 - 180, source.normal(60, 1, count)
    if kind == "north pole":
        return source.uniform(-180, 180, count), 90 - np.abs(source.normal(0, 0.5, count))
    if kind == "south pole":
        return source.uniform(-180, 180, count), np.abs(source.normal(0, 0.05, count)) - 90
    if kind == "one metre":
        return source.normal(113.3, 1e-5, count), source.normal(22.6, 1e-5, count)
    lon, lat = source.normal(113.3, 0.5, count), source.normal(22.6, 0.4, count)
    return (np.round(lon, 1), np.round(lat, 1)) if kind == "lattice" else (lon, lat)


KINDS = ("world", "date line", "north pole", "south pole", "one metre", "lattice", "delta")


@pytest.mark.parametrize("kind", KINDS)
def test_the_kernel_counts_what_numpy_counts(kind):
    if not available():
        pytest.skip("no compiled kernels here")
    source = np.random.default_rng(5)
    lon, lat = scattered(kind, 4_000, source)
    about_lon, about_lat = scattered(kind, 80, source)
    about_lon[:5], about_lat[:5] = lon[:5], lat[:5]
    marks = source.integers(0, 2**9, len(lon)).astype(np.uint64)
    neighbourhood = Neighbourhood(lon, lat, marks, 9)
    for radius_km in RADII:
        counted = neighbourhood.count(about_lon, about_lat, radius_km)
        twin = neighbourhood.count_with_numpy(about_lon, about_lat, radius_km)
        assert counted.within.tolist() == twin[:, 0].tolist()
        assert counted.by_mark.tolist() == twin[:, 1:].tolist()
        for place in range(10):
            found = neighbourhood.find(float(about_lon[place]), float(about_lat[place]), radius_km)
            assert len(found) == counted.within[place]


@settings(deadline=None)
@given(points, points, st.one_of(st.sampled_from(RADII), st.floats(0.0, 20_000.0)))
def test_counts_are_those_of_the_haversine_formula(these, about, radius_km):
    (lon, lat), (about_lon, about_lat) = np.array(these).T, np.array(about).T
    neighbourhood = Neighbourhood(lon, lat)
    counted = neighbourhood.count(about_lon, about_lat, radius_km)
    for place, (here_lon, here_lat) in enumerate(about):
        distances = [haversine_km(here_lon, here_lat, *one) for one in these]
        # The formula itself loses digits towards the antipode: a centimetre there, nothing nearby.
        slack = 1e-5 if radius_km > 15_000 else 1e-8
        least = sum(one <= radius_km - slack for one in distances)
        most = sum(one <= radius_km + slack for one in distances)
        assert least <= counted.within[place] <= most
        assert len(neighbourhood.find(here_lon, here_lat, radius_km)) == counted.within[place]


@pytest.mark.parametrize("radius_km", [0.25, 1.0, 30.0, 111.0])
def test_the_boundary_is_within(radius_km):
    step = degrees(radius_km / EARTH_RADIUS_KM)
    lat = 22.6 + step * np.array([-1.0, 1.0, -1.0 - 1e-7, 1.0 + 1e-7])
    neighbourhood = Neighbourhood(np.full(4, 113.3), lat)
    assert neighbourhood.count([113.3], [22.6], radius_km).within.tolist() == [2]
    assert neighbourhood.find(113.3, 22.6, radius_km).tolist() == [0, 1]


def test_a_circle_crosses_the_date_line_and_a_pole():
    neighbourhood = Neighbourhood([179.9, -179.9, 180.0, -180.0, 170.0], [0.0, 0.0, 0.0, 0.0, 0.0])
    counted = neighbourhood.count([180.0, -180.0, 179.95], [0.0, 0.0, 0.0], 15.0)
    assert counted.within.tolist() == [4, 4, 3]
    polar = Neighbourhood([0.0, 90.0, 180.0, -90.0, 12.0], [89.9, 89.9, 89.9, 89.9, 90.0])
    assert polar.count([45.0, 7.0], [90.0, -90.0], 12.0).within.tolist() == [5, 0]
    assert polar.count([0.0], [89.95], 12.0).within.tolist() == [2]


def test_points_that_fall_together_are_all_counted():
    neighbourhood = Neighbourhood(np.full(1_000, 113.3), np.full(1_000, 22.6))
    assert neighbourhood.count([113.3, 113.3001], [22.6, 22.6], 0.0).within.tolist() == [1_000, 0]
    assert neighbourhood.count([113.31], [22.6], 5.0).within.tolist() == [1_000]


def test_classes_are_counted_in_the_same_pass():
    marks = np.array([0b01, 0b11, 0b10, 0b00, 0b111], np.uint64)
    neighbourhood = Neighbourhood([113.3] * 4 + [120.0], [22.6] * 5, marks, 2)
    counted = neighbourhood.count([113.3, 120.0], [22.6, 22.6], 30.0)
    assert counted.within.tolist() == [4, 1]
    assert counted.by_mark.tolist() == [[2, 2], [1, 1]]


def test_whoever_has_no_position_is_unknown_and_never_dropped():
    lon = np.ma.array([113.3, np.nan, 113.3, 200.0, 113.3], mask=[False, False, True, False, False])
    marks = np.array([1, 1, 1, 0, 0], np.uint64)
    neighbourhood = Neighbourhood(lon, np.full(5, 22.6), marks, 1)
    counted = neighbourhood.count([113.3, 100.0, np.nan], [22.6, 22.6, 22.6], 30.0)
    assert counted.within.tolist() == [2, 0, 0]
    assert counted.unknown.tolist() == [3, 3, 0]
    assert counted.unknown_by_mark.tolist() == [[2], [2], [0]]
    assert counted.known.tolist() == [True, True, False]
    low, high = counted.bounds()
    assert low.tolist()[:2] == [2.0, 0.0]
    assert high.tolist()[:2] == [5.0, 3.0]
    assert np.isnan(low[2])
    assert np.isnan(high[2])
    assert [one.tolist()[:2] for one in counted.bounds(0)] == [[1.0, 0.0], [3.0, 2.0]]


def test_nobody_and_nowhere():
    nobody = Neighbourhood([], [])
    assert nobody.count([113.3], [22.6], 30.0).within.tolist() == [0]
    assert Neighbourhood([113.3], [22.6]).count([], [], 30.0).within.tolist() == []
    assert Neighbourhood([np.nan], [22.6]).count([113.3], [22.6], 30.0).unknown.tolist() == [1]


def test_unfit_arrays_are_refused():
    for arguments in (([1.0], [1.0, 2.0]), ([[1.0]], [[1.0]]), ([1.0], [1.0], np.zeros(2, np.uint64), 1)):
        with pytest.raises(ValueError, match=r"length|marks"):
            Neighbourhood(*arguments)
    with pytest.raises(ValueError, match="at most 64"):
        Neighbourhood([1.0], [1.0], None, 65)
    for radius_km in (-1.0, float("nan")):
        with pytest.raises(ValueError, match="radius"):
            Neighbourhood([1.0], [1.0]).count([1.0], [1.0], radius_km)
