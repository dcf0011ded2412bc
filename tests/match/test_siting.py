"""Does every field of a brief become a test, and does nothing that was asked vanish in silence?"""

from datetime import date

import numpy as np
import pytest

from yuantu.access.network import Network, Node, Road
from yuantu.atlas.places import Place, PlaceIndex
from yuantu.atlas.regions import Region, RegionTree
from yuantu.atlas.sites import SiteTable, Words
from yuantu.match.brief import Amount, Anchor, Brief, Choice, Deadline, Price, RegionWanted
from yuantu.match.candidates import DAYS_UNTIL, World
from yuantu.match.knockouts import MustKnow, Within
from yuantu.match.questions import Question
from yuantu.match.shortlist import Shortlist, draw_shortlist
from yuantu.match.siting import put
from yuantu.ontology.periods import read_period

DAY = date(2026, 11, 22)
BEFORE, AFTER = date(2024, 6, 29), date(2024, 7, 1)
REGIONS = RegionTree(
    {
        one.id: one
        for one in (
            Region("r-jm", "江门市", "Jiangmen", "city", None, code="440700"),
            Region("r-xh", "新会区", "Xinhui", "county", "r-jm", code="440705"),
            Region("r-yz", "崖门镇", "Yamen", "town", "r-xh"),
            Region("r-zs", "中山市", "Zhongshan", "city", None, code="442000"),
        )
    }
)
# Two towns on a slow old road; a bridge between them opens on 2024-06-30.
NODES = (Node("west", "西岸", 113.0, 22.5, "city"), Node("east", "东岸", 113.5, 22.5, "city"))
NETWORK = Network(
    NODES,
    (
        Road("old", "老路", "west", "east", 150.0, 80.0, read_period("2000"), True),
        Road("bridge", "大桥", "west", "east", 52.0, 100.0, read_period("2024-06-30"), True),
    ),
)
PLACES = PlaceIndex([Place("east", "road_node", "东岸", 113.5, 22.5, node="east")])
NOWHERE = float("nan")


def words(*cells: str) -> Words:
    members = tuple(sorted({cell for cell in cells if cell}))
    return Words(np.array([members.index(cell) if cell else -1 for cell in cells], dtype=np.int32), members)


def exact(*cells: float) -> tuple[np.ndarray, np.ndarray]:
    return np.array(cells, dtype=np.float64), np.array(cells, dtype=np.float64)


def world(day: date = DAY, **changed: object) -> World:
    """Three plants at the western town: one all known, one silent, one of unknown position."""
    unknown = NOWHERE
    columns: dict[str, object] = {
        "ids": ["known", "silent", "placeless"],
        "numbers": {
            "area": exact(12_000.0, unknown, 9600.0),
            "available_from": exact(float(date(2026, 12, 1).toordinal()), unknown, unknown),
            "rent": exact(20.0, unknown, 30.0),
            "floor_load": exact(2.0, unknown, 2.0),
            "power": exact(2000.0, unknown, 2000.0),
        },
        "flags": {"natural_gas": np.array([1, 0, -1], dtype=np.int8)},
        "words": {
            "kind": words("plant", "plant", "plant"),
            "stage": words("on_offer", "", "on_offer"),
            "region": words("r-yz", "r-jm", "r-zs"),
            "park": words("p-1", "", ""),
            "tenure": words("lease;purchase", "", "purchase"),
            "freight_lift": words("2吨", "", ""),
            "allowed_use": words("工业用地", "", "仓储"),
            "allowed_industries": words("", "", ""),
        },
        "lon": np.array([113.0, 113.0, unknown]),
        "lat": np.array([22.5, 22.5, unknown]),
        "sample": np.zeros(3, dtype=np.bool_),
    }
    for name, value in changed.items():
        columns[name] = {**columns[name], **value} if isinstance(value, dict) else value  # type: ignore[dict-item]
    return World(SiteTable(**columns), REGIONS, NETWORK, frozenset({"p-1", "p-2"}), day)  # type: ignore[arg-type]


def ask(where: World | None = None, **fields: object) -> tuple[Question, Shortlist]:
    fields.setdefault("kind", Choice("plant", "厂房"))
    brief = Brief("", DAY, **fields)  # type: ignore[arg-type]
    siting = put(brief, where or world(), PLACES)
    return siting, draw_shortlist(siting.candidates, siting.tests, siting.criteria, 99)


def verdicts(drawn: Shortlist, test: str) -> list[int]:
    return next(one.state.tolist() for one in drawn.verdict.outcomes if one.test.name == test)


def test_a_silent_brief_still_asks_what_everybody_must_know():
    _, drawn = ask()
    assert drawn.passed == (0,)
    assert {one.test.name for one in drawn.verdict.unknown(1)} == {
        "stage",
        "available_from",
        "floor_load",
        "power",
    }
    assert drawn.to_verify == (2, 1)


def test_what_was_asked_for_is_not_asked_twice():
    siting, _ = ask(
        power_kva=Amount(min=1600.0), needed_by=Deadline(30, date(2026, 12, 22)), area_m2=Amount(min=10_000.0)
    )
    columns = [test.column for test in siting.tests]
    assert len(columns) == len(set(columns))
    assert [test.column for test in siting.tests if isinstance(test, MustKnow)] == ["floor_load"]


def test_a_near_miss_in_area():
    _, drawn = ask(area_m2=Amount(min=10_000.0, words="1万平"))
    failed = drawn.verdict.first_failed(2)
    assert failed is not None
    assert (failed.test.name, failed.distance[2], failed.ratio[2]) == ("area", -400.0, -0.04)


def test_about_allows_ten_per_cent_to_either_side():
    _, drawn = ask(area_m2=Amount(about=10_000.0))
    assert verdicts(drawn, "area") == [-1, 0, 1]
    _, drawn = ask(area_m2=Amount(about=11_000.0))
    assert verdicts(drawn, "area") == [1, 0, -1]


def test_a_site_in_time_is_counted_from_the_day_asked_about():
    deadline = Deadline(30, date(2026, 12, 22))
    _, drawn = ask(needed_by=deadline)
    assert verdicts(drawn, "available_from") == [1, 0, 0]
    siting, drawn = ask(world(date(2026, 12, 20)), needed_by=deadline)
    assert verdicts(drawn, "available_from") == [1, 0, 0]
    assert siting.candidates.interval(DAYS_UNTIL).low[0] == -19.0
    _, drawn = ask(needed_by=Deadline(5, date(2026, 11, 27)))
    assert verdicts(drawn, "available_from") == [-1, 0, 0]


@pytest.mark.parametrize("stage", ["under_construction", "topped_out", "planned"])
def test_a_date_before_the_building_stands_is_a_plan_and_never_passes(stage):
    planned = world(words={"stage": words(stage, "", "on_offer")})
    _, drawn = ask(planned, needed_by=Deadline(30, date(2026, 12, 22)))
    assert verdicts(drawn, "available_from") == [0, 0, 0]
    _, drawn = ask(planned, needed_by=Deadline(5, date(2026, 11, 27)))
    assert verdicts(drawn, "available_from") == [-1, 0, 0], "not even the plan is in time"


@pytest.mark.parametrize("gone", ["let_or_sold", "not_on_offer"])
def test_what_is_gone_is_rejected_and_an_unknown_stage_is_asked(gone):
    _, drawn = ask(world(words={"stage": words(gone, "", "ready")}))
    assert verdicts(drawn, "stage") == [-1, 0, 1]


def test_a_stage_that_sources_dispute_is_asked_not_decided():
    _, drawn = ask(world(words={"stage": words("on_offer|let_or_sold", "planned|ready", "let_or_sold")}))
    assert verdicts(drawn, "stage") == [0, 1, -1]


def wanted(code: str, name: str) -> RegionWanted:
    return RegionWanted(code, name, name)


def test_regions_are_found_through_the_tree_by_code_id_or_name():
    for region in (wanted("440700", "江门市"), wanted("r-jm", "x"), wanted("", "江门市")):
        siting, drawn = ask(regions=(region,))
        assert verdicts(drawn, "region") == [1, 1, -1]
        assert siting.not_understood == ()


def test_several_regions_are_alternatives_and_excluded_ones_win():
    both = (wanted("440700", "江门市"), wanted("442000", "中山市"))
    _, drawn = ask(regions=both)
    assert verdicts(drawn, "region") == [1, 1, 1]
    _, drawn = ask(regions=both, excluded_regions=(wanted("440705", "新会区"),))
    assert verdicts(drawn, "region") == [-1, 1, 1]
    _, drawn = ask(excluded_regions=(wanted("442000", "中山市"),))
    assert verdicts(drawn, "region") == [1, 1, -1]


def test_a_park_may_be_asked_for_like_a_region():
    _, drawn = ask(regions=(wanted("p-1", "园"),))
    assert verdicts(drawn, "region") == [1, -1, -1]


def test_a_region_in_dispute_is_asked_and_an_unknown_one_too():
    where = world(words={"region": words("r-yz|r-zs", "", "r-yz|r-xh"), "park": words("", "p-1", "")})
    _, drawn = ask(where, regions=(wanted("440700", "江门市"),))
    assert verdicts(drawn, "region") == [0, 0, 1]


def test_a_region_that_the_workspace_does_not_know_is_said():
    siting, drawn = ask(regions=(wanted("110000", "北京市"),))
    assert siting.not_understood == ("北京市",)
    assert "region" not in {one.test.name for one in drawn.verdict.outcomes}


def anchor(place: str, minutes: float | None = 60.0) -> Anchor:
    return Anchor(place, minutes, "car", f"离{place}{minutes}分钟")


def test_minutes_are_those_of_the_day_and_unknown_where_the_position_is():
    _, before = ask(world(BEFORE), anchors=(anchor("东岸"),))
    siting, after = ask(world(AFTER), anchors=(anchor("东岸"),))
    assert verdicts(before, "minutes_0") == [-1, -1, 0]
    assert verdicts(after, "minutes_0") == [1, 1, 0]
    minutes = siting.candidates.interval("minutes_0").low
    assert minutes[0] == pytest.approx(52 / 88 * 60, abs=0.5)
    assert np.isnan(minutes[2])
    assert 2 not in (*after.passed, *after.rejected)


def test_a_place_that_nobody_knows_is_said_and_tests_nothing():
    siting, drawn = ask(anchors=(anchor("蓬莱"), anchor("东岸")))
    assert siting.not_understood == ("离蓬莱60.0分钟",)
    assert siting.anchors[0] is None
    assert {one.test.name for one in drawn.verdict.outcomes} >= {"minutes_1"}
    assert "minutes_0" not in {one.test.name for one in drawn.verdict.outcomes}


def test_a_place_without_minutes_scores_and_does_not_knock_out():
    siting, drawn = ask(anchors=(anchor("东岸", None),))
    assert "minutes_0" not in {one.test.name for one in drawn.verdict.outcomes}
    assert "minutes_0" in {one.name for one in siting.criteria}


@pytest.mark.parametrize(
    ("unit", "most", "column"),
    [("元/㎡·月", 25.0, "rent"), ("万元/亩", 60.0, "land_price"), ("万元", 5000.0, "total_price")],
)
def test_a_price_is_tested_in_its_own_column(unit, most, column):
    siting, _ = ask(price=Price(most, unit, words="价"))
    tests = [test for test in siting.tests if isinstance(test, Within) and test.column == column]
    assert len(tests) == 1
    assert tests[0].high == pytest.approx({"rent": 25.0, "land_price": 900.0, "total_price": 5e7}[column])


def test_a_price_in_a_unit_that_no_column_has_is_said():
    siting, _ = ask(price=Price(5.0, "元/件", words="每件不超过5元"))
    assert siting.not_understood == ("每件不超过5元",)


def test_a_many_valued_tenure_offers_each_of_them():
    _, drawn = ask(tenure=Choice("lease", "租"))
    assert verdicts(drawn, "tenure") == [1, 0, -1]


def test_infrastructure_is_yes_no_or_asked():
    _, drawn = ask(infrastructure=(Choice("natural_gas", "天然气"), Choice("cleanroom", "无尘车间")))
    assert verdicts(drawn, "natural_gas") == [1, 0, -1]
    assert verdicts(drawn, "cleanroom") == [0, 0, 0], "nobody states it: ask"


def test_a_lift_that_is_described_is_there_and_one_that_is_not_is_unknown():
    _, drawn = ask(infrastructure=(Choice("freight_elevator", "货梯"),))
    assert verdicts(drawn, "freight_elevator") == [1, 0, 0]


def test_a_process_is_asked_of_everybody_for_no_source_states_it():
    _, drawn = ask(processes=(Choice("电镀", "电镀"),))
    assert verdicts(drawn, "电镀") == [0, 0, 0]
    assert drawn.passed == ()


def test_a_general_use_admits_an_industry_and_another_use_leaves_it_open():
    _, drawn = ask(industry=Choice("激光装备", "激光"))
    assert verdicts(drawn, "industry") == [1, 0, 0]


def test_industries_that_a_notice_names_bind_more_than_a_general_use():
    where = world(words={"allowed_industries": words("轻质建筑材料制造", "激光装备;电子信息", "")})
    _, drawn = ask(where, industry=Choice("激光装备", "激光"))
    assert verdicts(drawn, "industry") == [0, 1, 0]


def test_a_parcel_is_scored_by_its_land_price_and_needs_no_floor_load():
    siting, _ = ask(kind=Choice("parcel", "地块"))
    assert "land_price" in {one.name for one in siting.criteria}
    assert "rent" not in {one.name for one in siting.criteria}
    assert [test.column for test in siting.tests if isinstance(test, MustKnow)] == [DAYS_UNTIL]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"anchors": (anchor("东岸"), anchor("东岸"))},
        {"area_m2": Amount(min=10_000.0), "anchors": (anchor("东岸"),)},
        {"kind": Choice("parcel", "地")},
        {"kind": None},
    ],
)
def test_weights_sum_to_one_and_two_anchors_share_theirs(fields):
    siting, _ = ask(**fields)
    assert sum(one.weight for one in siting.criteria) == pytest.approx(1.0)
    minutes = [one.weight for one in siting.criteria if one.name.startswith("minutes")]
    assert len(set(minutes)) <= 1


def test_bounds_of_value_functions_belong_to_the_brief_and_not_to_the_candidates():
    one, _ = ask(area_m2=Amount(min=10_000.0))
    other, _ = ask(world(numbers={"rent": exact(1.0, 500.0, 9.0)}), area_m2=Amount(min=10_000.0))
    assert one.criteria == other.criteria
