"""Minutes to very many points: the same numbers as one by one, and unknown stays unknown."""

import math
import subprocess
import sys
from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from yuantu.access.matrix import BLOCK_POINTS, minutes_to_points
from yuantu.access.minutes import minutes_between
from yuantu.access.network import Network, Node
from yuantu.ontology.values import Coordinate

DAY = date(2024, 7, 1)


def one_by_one(network, origin, lon, lat, day=DAY):
    routes = [minutes_between(network, origin, Coordinate(x, y), day) for x, y in zip(lon, lat, strict=True)]
    return np.array([math.nan if route.minutes is None else route.minutes for route in routes])


@pytest.mark.parametrize("origin", ["2,3", Coordinate(113.031, 0.047)])
def test_batch_equals_single_in_the_grid_city(grid_city: Callable[..., Network], origin):
    network = grid_city(5, 2.5, 60.0)
    rng = np.random.default_rng(7)
    # Inside the city, around it, and too far away from it.
    lon = np.concatenate([rng.uniform(112.9, 113.2, 150), rng.uniform(111.5, 114.5, 150)])
    lat = np.concatenate([rng.uniform(-0.1, 0.2, 150), rng.uniform(-1.5, 1.5, 150)])
    batch = minutes_to_points(network, origin, lon, lat, DAY)
    np.testing.assert_allclose(batch, one_by_one(network, origin, lon, lat), rtol=0, atol=1e-9)
    assert 0 < np.isnan(batch).sum() < len(batch)


@pytest.mark.parametrize("day", [date(2024, 6, 29), date(2024, 7, 1)])
@pytest.mark.parametrize("as_point", [False, True])
def test_batch_equals_single_on_the_trunk_roads(trunk_network: Network, day, as_point):
    rng = np.random.default_rng(11)
    lon, lat = rng.uniform(111.8, 114.8, 200), rng.uniform(21.6, 23.3, 200)
    node = trunk_network.node("ba")
    assert node.lon is not None
    assert node.lat is not None
    origin = Coordinate(node.lon, node.lat) if as_point else "ba"
    batch = minutes_to_points(trunk_network, origin, lon, lat, day)
    expected = one_by_one(trunk_network, origin, lon, lat, day)
    np.testing.assert_allclose(batch, expected, rtol=0, atol=1e-9)


def test_unknown_coordinates_give_nan_and_never_zero(grid_city: Callable[..., Network]):
    network = grid_city(2, 2.0, 60.0)
    lon = np.array([113.0, np.nan, 113.0, np.inf, 400.0, 113.0])
    lat = np.array([0.0, 0.0, np.nan, 0.0, 0.0, -95.0])
    minutes = minutes_to_points(network, "0,0", lon, lat, DAY)
    assert minutes[0] == 0.0
    assert np.isnan(minutes[1:]).all()


def test_masked_coordinates_are_unknown_whatever_lies_under_the_mask(grid_city: Callable[..., Network]):
    network = grid_city(2, 2.0, 60.0)
    lon = np.ma.masked_array([113.0, 113.0], mask=[False, True])
    minutes = minutes_to_points(network, "0,0", lon, np.zeros(2), DAY)
    assert minutes[0] == 0.0
    assert np.isnan(minutes[1])


def test_the_result_does_not_depend_on_the_blocks(grid_city: Callable[..., Network]):
    network = grid_city(3, 2.0, 60.0)
    rng = np.random.default_rng(3)
    count = 2 * BLOCK_POINTS + 1
    lon, lat = rng.uniform(112.95, 113.1, count), rng.uniform(-0.05, 0.1, count)
    whole = minutes_to_points(network, "1,1", lon, lat, DAY)
    halves = [
        minutes_to_points(network, "1,1", lon[part], lat[part], DAY)
        for part in (slice(700), slice(700, None))
    ]
    np.testing.assert_array_equal(whole, np.concatenate(halves))
    assert whole.dtype == np.float64


def test_nothing_in_nothing_out_and_shapes_must_agree(grid_city: Callable[..., Network]):
    network = grid_city(2, 2.0, 60.0)
    assert minutes_to_points(network, "0,0", [], [], DAY).shape == (0,)
    with pytest.raises(ValueError, match="one length"):
        minutes_to_points(network, "0,0", [113.0], [22.0, 23.0], DAY)
    nowhere = Network((Node("a", "甲", None, None),), ())
    assert np.isnan(minutes_to_points(nowhere, "a", [113.0], [22.0], DAY)).all()


def test_routes_need_no_numpy():
    code = "import sys, yuantu.access.minutes; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
