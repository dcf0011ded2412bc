"""Does every number that leaves the house open its source, and is what must not be linked never linked?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from yuantu.errors import NotFound
from yuantu.ontology.values import Coordinate
from yuantu.workspace import answers, evidence, maps

DAY = date(2026, 11, 22)
BEFORE, AFTER, ALL_OPEN = date(2024, 6, 29), date(2024, 7, 1), date(2026, 1, 1)
# origin, target, minutes and km before the Link, minutes and km with every road open (road sanity table)
MINUTES = [
    ("jm", "ba", (111, 154), (83, 104)),
    ("zs", "ba", (88, 131), (52, 64)),
    ("maan", "ba", (99, 132), (36, 43)),
    ("i_szjc", "i_daao", (121, 165), (46, 68.2)),
    ("zh", "ts", (100, 118), (99, 114)),
]


def statement_ids(answer: Any) -> Iterator[str]:
    """Every statement id anywhere in an answer."""
    if isinstance(answer, dict):
        for key, value in answer.items():
            if key in ("statements", "conflicts") and isinstance(value, list):
                yield from (one for one in value if isinstance(one, str))
            yield from statement_ids(value)
    elif isinstance(answer, list):
        for one in answer:
            yield from statement_ids(one)


def assert_all_open(session: Any, answer: Any, least: int) -> None:
    ids = sorted(set(statement_ids(answer)))
    assert len(ids) >= least
    for one in ids:
        opened = evidence.statement_json(session, one)
        assert opened["id"] == one
        assert opened["words"]
        assert opened["locator"]
        assert opened["source"]["citation"]
        assert opened["source"]["source_class"] is not None, one


@pytest.mark.parametrize("samples", [False, True])
def test_every_statement_behind_a_match_opens(session, ask, samples):
    answer = ask("30天内能进场的1万平厂房，江门或中山，离宝安90分钟内，25元以内", samples=samples, top=3)
    assert_all_open(session, answer, 40)


def test_every_number_of_a_match_has_a_statement_behind_it(ask):
    answer = ask("30天内能进场的1万平厂房，江门或中山，离宝安90分钟内", samples=True, top=999)
    for name in ("passed", "to_verify", "rejected"):
        for item in answer[name]:
            assert all(value["statements"] for value in item["values"])
            assert all(one["statements"] for one in item["reasons"] if one["value"] is not None)
            failed = item["failed"]
            assert failed is None or failed["statements"] or failed["test"] == "region", failed


@pytest.mark.parametrize(
    "kind", ["park", "site", "region", "road", "facility", "project", "indicator", "company"]
)
def test_every_value_of_an_entity_opens(session, kind):
    for entity in session.entities(kind, DAY)[:6]:
        described = evidence.entity_json(session, entity.id, DAY)
        known = [one for one in described["properties"] if one["state"] != "unknown"]
        assert all(value["statements"] for one in known for value in one["values"])
        assert_all_open(session, described, len(known) and 1)


def test_a_sample_and_each_of_its_values_open_and_are_marked(session, ask):
    answer = ask("厂房", samples=True, top=999)
    sample = next(
        item for name in ("passed", "to_verify", "rejected") for item in answer[name] if item["sample"]
    )
    described = evidence.entity_json(session, sample["id"], DAY)
    assert described["sample"]
    assert_all_open(session, described, 5)
    for one in set(statement_ids(described)):
        opened = evidence.statement_json(session, one)
        assert opened["sample"]
        assert opened["source"]["source_class"] == "示例"
        assert opened["source"]["link"] is None


def test_every_road_of_a_trip_opens(session):
    answer = answers.minutes_json(session, "江门", "宝安", DAY)
    assert all(leg["statements"] for leg in answer["path"] if leg["road_id"])
    assert_all_open(session, answer, 5)


def test_copies_and_excerpts_are_cited_and_never_linked(session):
    by_class: dict[str, list[Any]] = {}
    for source in session.view.sources.values():
        by_class.setdefault(source.source_class, []).append(source)
    assert {"A", "B", "C", "X"} <= set(by_class)
    assert any(source.address for source in (*by_class["C"], *by_class["X"])), (
        "there is something to keep back"
    )
    for source in session.view.sources.values():
        shown = evidence.source_json(source, source.id)
        assert shown["citation"]
        if source.source_class in ("C", "X", "G", "示例"):
            assert shown["link"] is None
            assert not source.address or source.address not in str(shown), source.id
        elif source.address and source.address.startswith("http"):
            assert shown["link"] == source.address


def test_a_source_that_is_not_there_is_still_named():
    shown = evidence.source_json(None, "p/gone")
    assert (shown["id"], shown["citation"], shown["link"]) == ("p/gone", "p/gone", None)


def test_a_statement_says_words_value_unit_source_place_and_dates(session):
    area = session.entity("s-001", None).held["area"]
    opened = evidence.statement_json(session, area.ids[0])
    assert opened["words"] == "31610.2平方米"
    assert (opened["value"]["low"], opened["value"]["high"], opened["unit"]) == (31610.2, 31610.2, "m2")
    assert opened["locator"].startswith("jiangmen/sites.csv!")
    assert (opened["valid_from"], opened["valid_to"], opened["valid_precision"]) == (
        "2025-06-07",
        "2025-06-07",
        "day",
    )
    assert opened["text"]["zh"].startswith("31,610.2 ㎡")
    assert (opened["kind"], opened["property"], opened["label"]["zh"]) == ("site", "area", "面积")


def test_what_disagrees_is_named_from_both_sides(session):
    conflicts = evidence.conflicts_json(session, DAY)
    assert conflicts
    for conflict in conflicts:
        assert conflict["rule"]
        assert len(conflict["values"]) > 1
        assert [value["chosen"] for value in conflict["values"]].count(True) == 1
        one, other = (value["statements"][0] for value in conflict["values"][:2])
        assert other in evidence.statement_json(session, one)["conflicts"]
        assert one in evidence.statement_json(session, other)["conflicts"]


@pytest.mark.parametrize(
    "identifier", ["s-0000000000000000", "b-000000000000-1-area", "x", "", "'; DROP TABLE"]
)
def test_an_id_that_nobody_has_is_not_found(session, identifier):
    with pytest.raises(NotFound):
        evidence.statement_json(session, identifier)
    with pytest.raises(NotFound):
        evidence.entity_json(session, identifier, DAY)


@pytest.mark.parametrize("row", [0, 10**9, 10**30])
def test_a_cell_beyond_the_table_is_not_found(session, row):
    digest = session.bulk_files[0].digest[:12]
    with pytest.raises(NotFound):
        evidence.statement_json(session, f"b-{digest}-{row}-area")


def test_what_nobody_stated_is_listed_as_unknown(session):
    described = evidence.entity_json(session, "s-001", DAY)
    states = {one["property"]: one["state"] for one in described["properties"]}
    assert states["area"] == "known"
    assert states["rent"] == "unknown"
    assert next(one for one in described["properties"] if one["property"] == "rent")["values"] == []


@pytest.mark.parametrize(("origin", "target", "before", "later"), MINUTES)
def test_minutes_are_those_of_the_road_sanity_table(session, origin, target, before, later):
    ends = [session.network().by_id[one] for one in (origin, target)]
    names = [end.name for end in ends]
    from yuantu.access.minutes import minutes_between

    for day, expected in ((BEFORE, before), (ALL_OPEN, later)):
        route = minutes_between(session.network(), ends[0].id, ends[1].id, day)
        assert (route.minutes, route.km) == pytest.approx(expected, rel=0.1), names


def test_the_way_over_the_link_is_there_on_the_day_after_and_not_before(session):
    before, after = (answers.minutes_json(session, "江门", "宝安", day) for day in (BEFORE, AFTER))
    link = "e-002"
    assert link not in {leg["road_id"] for leg in before["path"]}
    assert link in {leg["road_id"] for leg in after["path"]}
    assert before["minutes"] > after["minutes"] * 1.2
    for answer in (before, after):
        assert answer["minutes"] == pytest.approx(sum(leg["minutes"] for leg in answer["path"]), abs=0.1)
        assert answer["km"] == pytest.approx(sum(leg["km"] for leg in answer["path"]), abs=0.1)
        assert answer["model"]["zh"]
        assert answer["model"]["en"]


def test_a_place_that_nobody_knows_has_no_minutes(session):
    with pytest.raises(NotFound):
        answers.minutes_json(session, "蓬莱", "宝安", DAY)


def test_regions_count_everything_once_on_the_way_up(session):
    regions = {one["id"]: one for one in answers.regions_json(session, DAY)["regions"]}
    tree = session.regions()
    roots = [one for one in regions.values() if one["parent"] not in regions]
    for name, kind in (("park", "park"), ("plant", "site"), ("parcel", "site")):
        things = [one for one in session.entities(kind, DAY) if name == "park" or one.text("kind") == name]
        known = [one for one in things if one.text("region") in tree.regions]
        assert sum(root["counts"][name] for root in roots) == len(known) > 0


def test_the_map_says_which_roads_are_open_on_the_day(session):
    before, after = (maps.map_json(session, day, samples=False) for day in (BEFORE, AFTER))
    opened = [
        {one["properties"]["id"]: one["properties"]["open"] for one in layers["roads"]["features"]}
        for layers in (before, after)
    ]
    assert opened[0].keys() == opened[1].keys()
    newly = {road for road in opened[0] if opened[1][road] and not opened[0][road]}
    assert {"e-001", "e-002"} <= newly
    assert not any(opened[0][road] and not opened[1][road] for road in opened[0]), "no road closes"
    links = [one["properties"]["id"] for one in after["roads"]["features"] if one["properties"]["link"]]
    assert "e-002" in links


@pytest.mark.parametrize("samples", [False, True])
def test_every_site_with_a_position_is_on_the_map_once(session, samples):
    layers = maps.map_json(session, DAY, samples=samples)
    found = [one["properties"] for one in layers["sites"]["features"]]
    assert len({one["id"] for one in found}) == len(found)
    placed = [one for one in session.entities("site", DAY) if isinstance(one.value("coordinate"), Coordinate)]
    assert len([one for one in found if not one["sample"]]) == len(placed)
    assert any(one["sample"] for one in found) == samples
    assert all(one["name"].startswith("示例") for one in found if one["sample"])


def test_sites_that_a_page_cannot_draw_are_counted_and_none_is_lost(session, monkeypatch):
    monkeypatch.setattr(maps, "MOST_POINTS", 80)
    whole = maps.map_json(session, DAY, samples=False)
    some = maps.map_json(session, DAY, samples=True)
    assert some["sites"] == whole["sites"]
    assert sum(one["properties"]["count"] for one in some["cells"]["features"]) == 120
    assert all(one["properties"]["sample"] for one in some["cells"]["features"])
    monkeypatch.setattr(maps, "MOST_POINTS", 10)
    none = maps.map_json(session, DAY, samples=True)
    counted = dict.fromkeys((True, False), 0)
    for one in none["cells"]["features"]:
        counted[one["properties"]["sample"]] += one["properties"]["count"]
    assert none["sites"]["features"] == []
    assert counted == {True: 120, False: len(whole["sites"]["features"])}
