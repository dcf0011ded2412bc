"""Routes between nodes and points: legs add up, points reach the network, unknown stays unknown."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuantu.access.approach import approach, straight_km
from yuantu.access.minutes import minutes_between, minutes_from
from yuantu.access.network import CarModel, Network, Node, Road
from yuantu.errors import NotFound, Refusal
from yuantu.ontology.values import Coordinate, Period

DAY = date(2024, 6, 29)
ACCESS = 1.3 / 40.0 * 60.0  # minutes per km of straight line


def two_towns(**of_road: object) -> Network:
    """甲 and 乙, 50 km apart on a line of latitude, and one road between them."""
    west, east = Node("w", "甲", 113.0, 22.5, "city"), Node("e", "乙", 113.4866, 22.5, "city")
    road = Road("r", "甲乙高速", "w", "e", 55.0, 100.0, toll=True, **of_road)  # type: ignore[arg-type]
    return Network((west, east), (road,))


def test_straight_km_on_the_sphere():
    assert straight_km(113.0, 22.0, 113.0, 23.0) == pytest.approx(111.195, abs=1e-3)
    assert straight_km(113.0, 0.0, 114.0, 0.0) == pytest.approx(111.195, abs=1e-3)
    # The value that PostGIS gives on the ellipsoid for this pair is 41.158 km: within 0.2 %.
    assert straight_km(113.5, 22.5, 113.9, 22.5) == pytest.approx(41.158, rel=2e-3)


def test_a_node_goes_directly_and_a_point_drives_to_it():
    network = two_towns()
    road_minutes = 55.0 / 88.0 * 60.0
    by_node = minutes_between(network, "w", "e", DAY)
    assert by_node.minutes == pytest.approx(road_minutes)
    assert by_node.km == pytest.approx(55.0)
    assert [(leg.road_id, leg.road, leg.start, leg.end) for leg in by_node.legs] == [
        ("r", "甲乙高速", "w", "e")
    ]
    point = Coordinate(113.0, 22.55)
    straight = straight_km(113.0, 22.55, 113.0, 22.5)
    by_point = minutes_between(network, point, "e", DAY)
    assert by_point.minutes == pytest.approx(straight * ACCESS + road_minutes)
    assert by_point.km == pytest.approx(straight * 1.3 + 55.0)
    assert [leg.road_id for leg in by_point.legs] == [None, "r"]
    assert by_point.node_ids == ("w", "e")


def test_a_place_to_itself_takes_no_time():
    network = two_towns()
    same = minutes_between(network, "w", "w", DAY)
    assert (same.minutes, same.km, same.legs, same.notes) == (0.0, 0.0, (), ())
    point = Coordinate(113.02, 22.52)
    assert minutes_between(network, point, point, DAY).minutes == 0.0


def test_neighbours_far_from_any_node_drive_straight_to_each_other():
    here, there = Coordinate(113.0, 22.85), Coordinate(113.03, 22.85)
    route = minutes_between(two_towns(), here, there, DAY)
    assert route.minutes == pytest.approx(straight_km(113.0, 22.85, 113.03, 22.85) * ACCESS)
    assert route.node_ids == ()


def test_points_use_near_nodes_or_those_little_farther_than_the_nearest():
    network = two_towns()
    assert set(approach(network, Coordinate(113.02, 22.5))) == {"w"}
    # 21 km to one, 29 km to the other: both are asked.
    assert set(approach(network, Coordinate(113.205, 22.5))) == {"w", "e"}
    assert approach(network, Coordinate(116.4, 39.9)) == {}


def test_no_way_is_none_and_says_why():
    opened = Period(date(2025, 1, 1), date(2025, 1, 1), "day")
    closed = minutes_between(two_towns(opened=opened), "w", "e", DAY)
    assert (closed.minutes, closed.km) == (None, None)
    assert [note.code for note in closed.notes] == ["access_no_way"]
    far = minutes_between(two_towns(), "w", Coordinate(116.4, 39.9), DAY)
    assert far.minutes is None
    assert [note.code for note in far.notes] == ["access_far_place"]
    assert "116.4" in far.notes[0].text("en")


def test_roads_that_are_only_presumed_open_are_named_in_the_notes():
    undated = minutes_between(two_towns(), "w", "e", DAY).notes
    assert [note.code for note in undated] == ["access_undated_roads"]
    assert undated[0].severity == "warning"
    uncertain = minutes_between(
        two_towns(opened=Period(date(2024, 1, 1), date(2024, 12, 31), "year")), "w", "e", DAY
    ).notes
    assert [note.code for note in uncertain] == ["access_uncertain_roads"]
    assert "甲乙高速" in uncertain[0].text("zh")
    assert "2024-06-29" in uncertain[0].text("en")
    dated = two_towns(opened=Period(date(2020, 1, 1), date(2020, 1, 1), "day"))
    assert minutes_between(dated, "w", "e", DAY).notes == ()


@pytest.mark.parametrize(("lon", "lat"), [(float("nan"), 22.0), (113.0, float("nan")), (22.5, 113.0)])
def test_an_impossible_coordinate_is_refused(lon, lat):
    with pytest.raises(Refusal):
        minutes_between(two_towns(), "w", Coordinate(lon, lat), DAY)
    with pytest.raises(Refusal):
        minutes_from(two_towns(), Coordinate(lon, lat), DAY)


def test_an_unknown_target_is_not_found():
    with pytest.raises(NotFound, match="nowhere"):
        minutes_between(two_towns(), "w", "nowhere", DAY)


def test_a_node_without_coordinates_is_driven_through_but_not_to():
    network = Network(
        (Node("a", "甲", 113.0, 22.5), Node("x", "无名", None, None), Node("b", "乙", 113.3, 22.5)),
        (Road("1", "路", "a", "x", 20, 60), Road("2", "路", "x", "b", 20, 60)),
    )
    route = minutes_between(network, Coordinate(113.0, 22.5), Coordinate(113.3, 22.5), DAY)
    assert route.node_ids == ("a", "x", "b")


@settings(max_examples=60, deadline=None)
@given(*[st.floats(112.99, 113.14), st.floats(-0.01, 0.14)] * 2)
def test_legs_add_up_connect_and_turn_round(grid_city: Callable[..., Network], a, b, c, d):
    network = grid_city(5, 2.5, 60.0)
    here, there = Coordinate(a, b), Coordinate(c, d)
    out, back = minutes_between(network, here, there, DAY), minutes_between(network, there, here, DAY)
    assert out.minutes is not None
    assert out.km is not None
    assert out.minutes == pytest.approx(back.minutes, abs=1e-9)
    assert out.minutes == pytest.approx(sum(leg.minutes for leg in out.legs), abs=1e-9)
    assert out.km == pytest.approx(sum(leg.km for leg in out.legs), abs=1e-9)
    assert all(before.end == after.start for before, after in pairwise(out.legs))
    # No car of this model is faster than the straight line at the fastest speed of the city.
    assert out.minutes >= straight_km(a, b, c, d) / max(37.2, 40.0 / 1.3) * 60.0 * (1 - 1e-4)


def test_the_model_can_be_another():
    slow = Network(two_towns().nodes, two_towns().roads, CarModel(trunk_share=0.44))
    fast = minutes_between(two_towns(), "w", "e", DAY).minutes
    assert fast is not None
    assert minutes_between(slow, "w", "e", DAY).minutes == pytest.approx(2 * fast)
