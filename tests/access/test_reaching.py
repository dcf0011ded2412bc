"""Are the points within some minutes those whose minutes are within, and are those without a way unknown?"""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from yuantu.access.matrix import minutes_to_points
from yuantu.access.network import Network, Node
from yuantu.access.reaching import Surroundings
from yuantu.engines.native.library import available
from yuantu.ontology.values import Coordinate

DAY = date(2024, 7, 1)
MINUTES = (0.0, 3.0, 17.5, 60.0, 240.0)


def one_by_one(network, lon, lat, place, day=DAY):
    return minutes_to_points(network, Coordinate(*place), lon, lat, day)


@pytest.fixture(params=["kernel", "numpy"], autouse=True)
def one_of_both(request, monkeypatch):
    """Every test counts with the kernel and again with its twin."""
    if request.param == "kernel" and not available():
        pytest.skip("no compiled kernels here")
    monkeypatch.setattr("yuantu.access.reaching.available", lambda: request.param == "kernel")


def check(network, lon, lat, about_lon, about_lat, day=DAY) -> set[int]:
    marks = np.arange(len(lon)).astype(np.uint64) % 4
    surroundings = Surroundings(network, day, lon, lat, marks, 2)
    seen = set()
    for limit in MINUTES:
        tally = surroundings.count(about_lon, about_lat, limit)
        for place, where in enumerate(zip(about_lon, about_lat, strict=True)):
            minutes = one_by_one(network, lon, lat, where, day)
            if not tally.known[place]:
                assert np.isnan(minutes).all()
                continue
            inside, unknown = minutes <= limit + 1e-9, np.isnan(minutes)
            assert tally.within[place] == inside.sum()
            assert tally.unknown[place] == unknown.sum()
            for mark in range(2):
                carries = marks >> np.uint64(mark) & np.uint64(1) == 1
                assert tally.by_mark[place, mark] == (inside & carries).sum()
                assert tally.unknown_by_mark[place, mark] == (unknown & carries).sum()
            seen.add(int(tally.within[place]))
    return seen


def test_counts_equal_minutes_in_the_grid_city(grid_city: Callable[..., Network]):
    network = grid_city(5, 2.5, 60.0)
    source = np.random.default_rng(3)
    lon = np.concatenate(
        [source.uniform(112.9, 113.2, 200), source.uniform(111.5, 114.5, 100), [np.nan, 113.0]]
    )
    lat = np.concatenate([source.uniform(-0.1, 0.2, 200), source.uniform(-1.5, 1.5, 100), [0.0, 95.0]])
    seen = check(network, lon, lat, [113.03, 113.0, 112.4, 113.06], [0.05, 0.0, 0.5, 0.12])
    assert len(seen) > 8


@pytest.mark.parametrize("day", [date(2024, 6, 29), DAY])
def test_counts_equal_minutes_on_the_trunk_roads(trunk_network: Network, day):
    source = np.random.default_rng(4)
    # Clusters, so that whole cells are decided at once.
    towns = source.uniform([112.6, 22.2], [114.2, 23.0], (12, 2))[source.integers(0, 12, 3_000)]
    lon, lat = (towns + source.normal(0.0, 0.02, towns.shape)).T
    seen = check(
        trunk_network, lon, lat, source.uniform(112.6, 114.2, 12), source.uniform(22.2, 23.0, 12), day
    )
    assert len(seen) > 15


def test_a_bridge_that_opens_brings_more_within_reach(trunk_network: Network):
    lon, lat = np.random.default_rng(5).uniform([113.2, 22.3], [113.6, 22.7], (500, 2)).T
    before, after = (
        Surroundings(trunk_network, day, lon, lat).count([113.88], [22.55], 60.0).within[0]
        for day in (date(2024, 6, 29), date(2024, 7, 1))
    )
    assert after > before


def test_what_no_road_leads_to_is_unknown_and_not_far(grid_city: Callable[..., Network]):
    city = grid_city(2, 2.0, 60.0)
    island = Network((*city.nodes, Node("island", "岛", 115.0, 0.0)), city.roads)
    surroundings = Surroundings(island, DAY, [113.0, 115.0, 130.0, np.nan], [0.0, 0.0, 0.0, 0.0])
    tally = surroundings.count([113.0, 115.0, 130.0, np.nan, 115.0], [0.0] * 5, 90.0)
    assert tally.known.tolist() == [True, True, False, False, True]
    assert tally.within.tolist() == [1, 1, 0, 0, 1]
    assert tally.unknown.tolist() == [3, 3, 0, 0, 3]
    assert tally.bounds()[1].tolist()[:2] == [4.0, 4.0]
    nobody = Surroundings(island, DAY, [], []).count([113.0], [0.0], 10.0)
    assert (nobody.within.tolist(), nobody.unknown.tolist()) == ([0], [0])


def test_unfit_arrays_and_minutes_are_refused(grid_city: Callable[..., Network]):
    network = grid_city(2, 2.0, 60.0)
    with pytest.raises(ValueError, match="length"):
        Surroundings(network, DAY, [1.0], [1.0, 2.0])
    surroundings = Surroundings(network, DAY, [113.0], [0.0])
    with pytest.raises(ValueError, match="length"):
        surroundings.count([1.0], [], 5.0)
    with pytest.raises(ValueError, match="minutes"):
        surroundings.count([113.0], [0.0], -1.0)
