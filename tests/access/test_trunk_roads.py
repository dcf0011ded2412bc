"""Before and after the Link on the real trunk roads, against the road sanity table (±10 %)."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from yuantu.access.minutes import Route, minutes_between, minutes_from
from yuantu.access.network import Network
from yuantu.ontology.values import Coordinate

BEFORE = date(2024, 6, 29)
LINK_OPEN = date(2024, 7, 1)
ALL_OPEN = date(2026, 1, 1)  # 黄茅海 opened on 2024-12-11, 南中 in 2024-12

# origin, target, minutes and km before, minutes and km with every road open
SANITY = [
    ("jm", "ba", 111, 154, 83, 104),
    ("xh", "ba", 121, 165, 79, 108),
    ("zs", "ba", 88, 131, 52, 64),
    ("maan", "ba", 99, 132, 36, 43),
    ("i_szjc", "i_daao", 121, 165, 46, 68.2),
    ("i_gaolan", "i_doushan", 68, 100, 21, 31),
    ("zh", "ts", 100, 118, 99, 114),
    ("fsh", "ba", 117, 176, 103, 143),
    ("yhw", "ba", 140, 218, 99, 141),
]
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "travel-minutes.md"
ACROSS_THE_LINK = [(origin, target) for origin, target, *_ in SANITY if target in {"ba", "i_daao"}]


def known(route: Route) -> tuple[float, float]:
    assert route.minutes is not None
    assert route.km is not None
    return route.minutes, route.km


@pytest.mark.parametrize(("origin", "target", "minutes", "km", "_later", "_later_km"), SANITY)
def test_before_the_link(trunk_network: Network, origin, target, minutes, km, _later, _later_km):
    route = minutes_between(trunk_network, origin, target, BEFORE)
    assert known(route) == pytest.approx((minutes, km), rel=0.1)


@pytest.mark.parametrize(("origin", "target", "_before", "_before_km", "minutes", "km"), SANITY)
def test_with_every_road_open(trunk_network: Network, origin, target, _before, _before_km, minutes, km):
    route = minutes_between(trunk_network, origin, target, ALL_OPEN)
    assert known(route) == pytest.approx((minutes, km), rel=0.1)


@pytest.mark.parametrize(("origin", "target"), ACROSS_THE_LINK)
def test_the_link_alone_makes_the_difference_across_the_estuary(trunk_network: Network, origin, target):
    before, _ = known(minutes_between(trunk_network, origin, target, BEFORE))
    opened = minutes_between(trunk_network, origin, target, LINK_OPEN)
    after, _ = known(opened)
    assert after < 0.9 * before
    assert any("深中通道" in (leg.road or "") for leg in opened.legs)


def test_the_link_opens_on_its_day(trunk_network: Network):
    eve, day = (
        known(minutes_between(trunk_network, "maan", "ba", date(2024, 6, number)))[0] for number in (29, 30)
    )
    assert eve > 2 * day


def test_zhuhai_to_taishan_hardly_changes(trunk_network: Network):
    before, _ = known(minutes_between(trunk_network, "zh", "ts", BEFORE))
    linked, _ = known(minutes_between(trunk_network, "zh", "ts", LINK_OPEN))
    after, _ = known(minutes_between(trunk_network, "zh", "ts", ALL_OPEN))
    assert linked == pytest.approx(before, rel=0.01)
    assert after == pytest.approx(before, rel=0.03)


def test_minutes_never_grow_from_year_to_year(trunk_network: Network):
    days = [date(year, 7, 1) for year in range(1996, 2027)]
    for origin in ("ba", Coordinate(113.05, 22.45)):
        reached = [minutes_from(trunk_network, origin, day) for day in days]
        for earlier, later in pairwise(reached):
            assert all(later[node_id] <= minutes + 1e-9 for node_id, minutes in earlier.items())


def test_every_node_is_reached_before_the_link(trunk_network: Network):
    assert len(minutes_from(trunk_network, "jm", BEFORE)) == len(trunk_network.nodes)


@pytest.mark.parametrize("shore", [(113.62, 22.55), (113.64, 22.57), (113.59, 22.50)])
def test_nobody_drives_over_the_water_before_the_link(trunk_network: Network, shore):
    before, _ = known(minutes_between(trunk_network, Coordinate(*shore), "ba", BEFORE))
    after, _ = known(minutes_between(trunk_network, Coordinate(*shore), "ba", LINK_OPEN))
    assert before > 75
    assert after < 50


@pytest.mark.parametrize("node_id", ["jm", "xh", "zs", "maan", "fsh", "yhw"])
def test_a_point_at_a_node_takes_about_as_long_as_the_node(trunk_network: Network, node_id):
    node = trunk_network.node(node_id)
    assert node.lon is not None
    assert node.lat is not None
    for day in (BEFORE, LINK_OPEN):
        by_node, _ = known(minutes_between(trunk_network, node_id, "ba", day))
        by_point, _ = known(minutes_between(trunk_network, Coordinate(node.lon, node.lat), "ba", day))
        assert by_point <= by_node + 1e-9
        assert by_point == pytest.approx(by_node, rel=0.05)


def test_roads_presumed_open_are_named(trunk_network: Network):
    notes = {
        note.code: note.params["roads"] for note in minutes_between(trunk_network, "yhw", "ba", BEFORE).notes
    }
    assert notes["access_uncertain_roads"] == "银洲湖高速"
    assert notes["access_undated_roads"]


def test_the_documented_table_is_what_the_roads_give(trunk_network: Network):
    rows = re.findall(r"^\|.*`(\w+)`.*`(\w+)` \|(.*)\|.*\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [(origin, target) for origin, target, _ in rows] == [(pair[0], pair[1]) for pair in SANITY]
    for origin, target, cells in rows:
        printed = [tuple(map(float, cell.split(" / "))) for cell in cells.split("|")]
        routes = [
            minutes_between(trunk_network, origin, target, day) for day in (BEFORE, LINK_OPEN, ALL_OPEN)
        ]
        assert printed == [tuple(round(number, 1) for number in known(route)) for route in routes]
