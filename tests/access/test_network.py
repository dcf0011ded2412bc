"""Open roads, openings that are not certain, and shortest ways against theory and networkx."""

import random
from collections.abc import Callable
from datetime import date
from itertools import permutations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.access.minutes import minutes_from
from yuantu.access.network import FREE_FLOW, CarModel, Network, Node, Road, opening_on
from yuantu.errors import BadInput, NotFound
from yuantu.messages.catalogue import CATALOGUE
from yuantu.ontology.values import Period

DAY = date(2024, 6, 29)
YEAR_2024 = Period(date(2024, 1, 1), date(2024, 12, 31), "year")


def nodes(count: int) -> tuple[Node, ...]:
    return tuple(Node(str(place), f"节点{place}", None, None) for place in range(count))


def random_network(seed: int, count: int = 30, roads: int = 60) -> Network:
    dice = random.Random(seed)  # noqa: S311 - a seeded graph, no secret
    made = [
        Road(
            f"r{place}",
            "路",
            str(dice.randrange(count)),
            str(dice.randrange(count)),
            dice.uniform(0.5, 40.0),
            dice.choice([60.0, 80.0, 100.0, 120.0]),
            toll=dice.choice([True, False, None]),
        )
        for place in range(roads)
    ]
    return Network(nodes(count), tuple(made))


@st.composite
def small_networks(draw: st.DrawFn) -> Network:
    count = draw(st.integers(2, 7))
    ends = st.integers(0, count - 1).map(str)
    days = st.dates(date(2000, 1, 1), date(2030, 1, 1))
    opened = st.none() | st.tuples(days, days).map(lambda pair: Period(min(pair), max(pair), "span"))
    made = draw(
        st.lists(
            st.tuples(ends, ends, st.floats(0.1, 100), st.sampled_from([40.0, 60.0, 80.0, 120.0]), opened),
            max_size=12,
        )
    )
    return Network(nodes(count), tuple(Road(f"r{place}", "路", *parts) for place, parts in enumerate(made)))


@pytest.mark.parametrize(
    ("speed_kmh", "toll", "share"),
    [
        (100, True, 0.88),
        (60, True, 0.88),
        (80, False, 0.88),
        (80, None, 0.88),
        (60, False, 0.62),
        (60, None, 0.62),
    ],
)
def test_toll_and_fast_roads_run_at_88_percent_others_at_62(speed_kmh, toll, share):
    road = Road("r", "路", "a", "b", 50.0, speed_kmh, toll=toll)
    assert FREE_FLOW.road_minutes(road) == pytest.approx(50.0 / (speed_kmh * share) * 60.0)


@pytest.mark.parametrize(
    ("opened", "state"),
    [
        (None, "undated"),
        (Period(None, None, "span"), "undated"),
        (Period(date(2024, 6, 29), date(2024, 6, 29), "day"), "open"),
        (Period(date(2024, 6, 30), date(2024, 6, 30), "day"), "closed"),
        (Period(date(2023, 1, 1), date(2023, 12, 31), "year"), "open"),
        (YEAR_2024, "uncertain"),
        (Period(date(2024, 12, 1), date(2024, 12, 31), "month"), "closed"),
        (Period(date(2024, 6, 29), date(2024, 12, 31), "span"), "uncertain"),
        (Period(date(2024, 6, 1), date(2024, 6, 29), "span"), "open"),
        (Period(None, date(2024, 12, 31), "span"), "uncertain"),
        (Period(date(2010, 1, 1), None, "span"), "uncertain"),
    ],
)
def test_an_opening_is_open_closed_uncertain_or_undated(opened, state):
    assert opening_on(opened, DAY) == state


def test_uncertain_and_undated_roads_count_as_open_and_are_named():
    network = Network(
        nodes(4),
        (
            Road("dated", "甲路", "0", "1", 10, 60, Period(date(2020, 1, 1), date(2020, 1, 1), "day")),
            Road("year", "乙路", "1", "2", 10, 60, YEAR_2024),
            Road("never-dated", "丙路", "2", "3", 10, 60),
            Road("later", "丁路", "0", "3", 1, 60, Period(date(2024, 6, 30), date(2024, 6, 30), "day")),
        ),
    )
    graph = network.open_on(DAY)
    assert (sorted(graph.uncertain), sorted(graph.undated)) == (["year"], ["never-dated"])
    one_road = FREE_FLOW.road_minutes(network.roads[0])
    assert graph.spread({"0": 0.0}).minutes == pytest.approx({str(n): n * one_road for n in range(4)})
    assert network.open_on(date(2024, 6, 30)).spread({"0": 0.0}).minutes["3"] == pytest.approx(one_road / 10)


def test_minutes_in_a_grid_city_are_blocks_times_the_rate(grid_city: Callable[..., Network]):
    network = grid_city(6, 2.0, 60.0)
    per_block = 2.0 / (60.0 * 0.62) * 60.0
    reached = minutes_from(network, "1,2", DAY)
    assert len(reached) == 49
    for node_id, minutes in reached.items():
        column, row = map(int, node_id.split(","))
        assert minutes == pytest.approx((abs(column - 1) + abs(row - 2)) * per_block)


@pytest.mark.parametrize("seed", range(20))
def test_minutes_equal_those_of_networkx(seed):
    network = random_network(seed)
    peer: nx.MultiGraph[str] = nx.MultiGraph()
    peer.add_nodes_from(node.id for node in network.nodes)
    peer.add_weighted_edges_from(
        (road.start, road.end, FREE_FLOW.road_minutes(road)) for road in network.roads
    )
    for origin in ("0", "7", "29"):
        expected = nx.single_source_dijkstra_path_length(peer, origin)
        assert minutes_from(network, origin, DAY) == pytest.approx(expected, abs=1e-9)


@given(small_networks(), st.dates(date(1999, 1, 1), date(2031, 1, 1)))
def test_minutes_are_symmetric_and_obey_the_triangle_inequality(network, day):
    far = float("inf")
    table = {node.id: minutes_from(network, node.id, day) for node in network.nodes}
    for a, b in permutations(table, 2):
        assert table[a].get(b, far) == pytest.approx(table[b].get(a, far), abs=1e-9)
    for a, b, c in permutations(table, 3):
        assert table[a].get(c, far) <= table[a].get(b, far) + table[b].get(c, far) + 1e-9


@given(small_networks(), st.data())
def test_one_more_road_never_lengthens_a_trip(network, data):
    ends = st.sampled_from([node.id for node in network.nodes])
    road = Road("new", "新路", data.draw(ends), data.draw(ends), data.draw(st.floats(0.1, 100)), 60.0)
    before = minutes_from(network, "0", DAY)
    after = minutes_from(Network(network.nodes, (*network.roads, road)), "0", DAY)
    assert all(after[node_id] <= minutes + 1e-9 for node_id, minutes in before.items())


@given(small_networks(), st.tuples(*[st.dates(date(1999, 1, 1), date(2031, 1, 1))] * 2))
def test_a_later_day_never_lengthens_a_trip(network, days):
    before, after = (minutes_from(network, "0", day) for day in sorted(days))
    assert all(after[node_id] <= minutes + 1e-9 for node_id, minutes in before.items())


def test_steps_lead_from_seed_to_node_in_driving_order():
    network = Network(nodes(3), (Road("a", "甲", "1", "0", 1, 60), Road("b", "乙", "1", "2", 1, 60)))
    tree = network.open_on(DAY).spread({"0": 0.0})
    assert [(start, end, road.id) for start, end, road in tree.steps_to("2")] == [
        ("0", "1", "a"),
        ("1", "2", "b"),
    ]
    assert tree.steps_to("0") == []


def test_rows_that_cannot_be_used_are_left_out_and_reported():
    node_rows = [{"id": key, "name": key, "lon": 113.0, "lat": 22.5, "source": "x"} for key in "ab"]
    row = {"id": "ok", "road": "路", "start": "a", "end": "b", "length_km": 5.0, "design_speed_kmh": 60.0}
    network = Network.from_rows(
        node_rows,
        [
            row,
            row | {"id": "loose", "end": "nowhere"},
            row | {"id": "short", "length_km": None},
            row | {"id": "slow", "design_speed_kmh": float("nan")},
        ],
    )
    assert [road.id for road in network.roads] == ["ok"]
    assert [(problem.code, problem.params["road"]) for problem in network.left_out] == [
        ("access_loose_end", "loose"),
        ("access_no_measure", "short"),
        ("access_no_measure", "slow"),
    ]


def test_a_node_without_a_name_goes_by_its_id():
    network = Network.from_rows([{"id": "i_x", "name": None, "lon": None, "lat": None, "kind": None}], [])
    assert network.nodes == (Node("i_x", "i_x", None, None, ""),)


def test_twins_loose_ends_and_lengths_of_zero_refuse_the_network():
    good = Road("r", "路", "0", "1", 1, 60)
    bad = [good, good, Road("s", "路", "0", "9", 1, 60), Road("t", "路", "0", "1", 0, 60)]
    with pytest.raises(BadInput) as caught:
        Network((*nodes(2), Node("1", "又一个", 113.0, 22.0)), tuple(bad))
    assert [problem.code for problem in caught.value.problems] == [
        "access_twin",
        "access_twin",
        "access_loose_end",
        "access_no_measure",
    ]
    assert "“9”" in caught.value.problems[2].text("zh")


def test_an_unknown_node_is_not_found_with_its_id_in_the_sentence():
    with pytest.raises(NotFound, match="gz2"):
        minutes_from(Network(nodes(1), ()), "gz2", DAY)


def test_the_model_says_its_own_numbers():
    model = CarModel(trunk_share=0.75)
    assert "75%" in model.words("zh")
    assert "75%" in model.words("en")
    assert "自由流" in FREE_FLOW.words()
    assert "free flow" in FREE_FLOW.words("en")
    assert "access_model" in CATALOGUE
