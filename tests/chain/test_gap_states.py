"""Are states, makers, the nearest maker and importance what a plain reading of their definitions gives?"""

import math
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from yuantu.chain.gaps import STATES, Gaps, Links, World, find_gaps
from yuantu.chain.importance import BOUNDS, TABLE_WEIGHT, WEIGHTS, weigh
from yuantu.chain.model import Chain, Edge, Node, Segment, Words
from yuantu.chain.strength import measure_strength

NODES, REGIONS, COMPANIES, WITHIN = 5, 4, 6, 60.0
PAIRS = st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1))


def chain(inputs: list[tuple[int, int]], kinds: list[tuple[int, int]]) -> Chain:
    nodes = tuple(Node(str(one), Words(str(one), str(one)), "s") for one in range(NODES))
    edges = [Edge(str(a), str(b), "input") for a, b in inputs] + [
        Edge(str(a), str(b), "kind_of") for a, b in kinds
    ]
    return Chain(
        "c", Words("c", "c"), "1", "drawn", (Segment("s", "midstream", Words("s", "s")),), nodes, tuple(edges)
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Regions 1 and 2 lie in region 0, region 3 stands alone; companies are anywhere or nowhere."""
    inside = np.eye(REGIONS, dtype=np.bool_)
    inside[1, 0] = inside[2, 0] = True
    numbers = st.one_of(st.just(math.nan), st.integers(1, 120).map(float))
    minutes = np.array(draw(st.lists(numbers, min_size=REGIONS**2, max_size=REGIONS**2))).reshape(
        REGIONS, REGIONS
    )
    home = np.array(draw(st.lists(st.integers(-1, REGIONS - 1), min_size=COMPANIES, max_size=COMPANIES)))
    leads = np.array(draw(st.lists(st.booleans(), min_size=COMPANIES, max_size=COMPANIES)))
    return World(
        [f"r{one}" for one in range(REGIONS)],
        inside,
        minutes,
        [f"c{one}" for one in range(COMPANIES)],
        home,
        leads,
    )


@st.composite
def drawn_gaps(draw: st.DrawFn) -> Gaps:
    made = st.lists(st.booleans(), min_size=COMPANIES * NODES, max_size=COMPANIES * NODES)
    said = st.lists(st.booleans(), min_size=REGIONS * NODES, max_size=REGIONS * NODES)
    links = Links(chain(draw(st.lists(PAIRS, max_size=8)), draw(st.lists(PAIRS, max_size=4))))
    direct = np.array(draw(made)).reshape(COMPANIES, NODES) & (np.arange(COMPANIES) % 2 == 0)[:, None]
    return find_gaps(draw(worlds()), links, direct, np.array(draw(said)).reshape(REGIONS, NODES), WITHIN)


@given(drawn_gaps())
def test_states_are_those_of_a_plain_reading(gaps: Gaps) -> None:
    world = gaps.world
    for region in range(REGIONS):
        for node in range(NODES):
            here = [
                c
                for c in range(COMPANIES)
                if gaps.made[c, node] and world.home[c] >= 0 and world.inside[world.home[c], region]
            ]
            ways = {
                c: float(world.minutes[world.home[c], region])
                for c in range(COMPANIES)
                if gaps.made[c, node] and world.home[c] >= 0 and c not in here
                if not math.isnan(world.minutes[world.home[c], region])
            }
            state = STATES[gaps.state[region, node]]
            assert gaps.makers[region, node] == len(here)
            assert (state == "present") == bool(here)
            least = min(ways.values(), default=math.inf)
            assert (state == "reachable") == (not here and least <= WITHIN)
            near = int(gaps.nearest[region, node])
            assert (near < 0) == (not ways)
            assert near < 0 or ways[near] == least == gaps.minutes[region, node]


@given(drawn_gaps())
def test_whoever_makes_the_narrow_makes_the_broad_and_nothing_else_is_added(gaps: Gaps) -> None:
    for narrow in range(NODES):
        for broad in np.flatnonzero(gaps.links.broader[narrow]):
            assert not (gaps.made[:, narrow] & ~gaps.made[:, broad]).any()


@given(drawn_gaps(), st.floats(0, 200))
def test_more_minutes_never_reach_less(gaps: Gaps, within: float) -> None:
    absent = np.zeros((REGIONS, NODES), dtype=np.bool_)
    less, more = (find_gaps(gaps.world, gaps.links, gaps.made, absent, one) for one in (within, within + 30))
    assert not ((less.state == STATES.index("reachable")) & (more.state == STATES.index("no_data"))).any()


@given(drawn_gaps())
def test_nothing_is_absent_that_nobody_said(gaps: Gaps) -> None:
    silent = find_gaps(gaps.world, gaps.links, gaps.made, np.zeros((REGIONS, NODES), dtype=np.bool_), WITHIN)
    assert not (silent.state == STATES.index("absent")).any()


@given(drawn_gaps(), st.one_of(st.none(), st.floats(0, 1)))
def test_importance_stays_on_its_scale_and_needs_somebody_who_asks(
    gaps: Gaps, coefficient: float | None
) -> None:
    table = None if coefficient is None else np.full(NODES, coefficient)
    found = weigh(gaps, WITHIN, table)
    assert set(found.values) <= set(BOUNDS)
    assert math.isclose(sum(found.weights.values()), 1.0)
    assert (found.score >= 0).all()
    assert (found.score <= 1 + 1e-12).all()
    assert (found.score[found.counts["demand"] == 0] == 0).all()
    assert coefficient is None or found.weights["demand"] == WEIGHTS["demand"] * (1 - TABLE_WEIGHT)


@given(drawn_gaps())
def test_a_further_region_moves_nobody_elses_figures(gaps: Gaps) -> None:
    """The bounds belong to the method: a region that is left out changes nothing for the others."""
    world = gaps.world
    alone = replace(
        world, regions=world.regions[:3], inside=world.inside[:3, :3], minutes=world.minutes[:3, :3],
        home=np.where(world.home == 3, -1, world.home),
    )  # fmt: skip
    with_it = replace(world, home=np.where(world.home == 3, -1, world.home))
    absent = np.zeros((REGIONS, NODES), dtype=np.bool_)
    fewer = weigh(find_gaps(alone, gaps.links, gaps.made, absent[:3], WITHIN), WITHIN)
    more = weigh(find_gaps(with_it, gaps.links, gaps.made, absent, WITHIN), WITHIN)
    assert np.array_equal(fewer.score, more.score[:3])


@given(drawn_gaps())
def test_the_quotient_lies_in_its_interval(gaps: Gaps) -> None:
    found = measure_strength(gaps)
    known = ~np.isnan(found.quotient)
    assert (found.low[known] <= found.quotient[known] + 1e-9).all()
    assert (found.quotient[known] <= found.high[known] + 1e-9).all()
