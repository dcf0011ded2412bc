"""Does a claim become the statement that it means, or stay with a reason?"""

import pytest

from yuantu.errors import Refusal
from yuantu.facts import namings
from yuantu.facts.mapping import Subject, World, figure_key, map_card, new_entity_id
from yuantu.facts.proposals import Document
from yuantu.facts.statements import Statement
from yuantu.facts.subjects import NameIndex, fold_name
from yuantu.facts.views import Entity, Held
from yuantu.ontology.formats import show_value
from yuantu.ontology.periods import read_period
from yuantu.ontology.schema import QUANTITIES, load_schema
from yuantu.ontology.values import Code, Quantity, Text

SCHEMA = load_schema()
PUBLISHED = read_period("2024-01")
DOCUMENT = Document("ab" * 32, "小城报", "text/plain", 9, PUBLISHED, "B", None, "2024-02-01T00:00:00.000Z")
WORLD = World(SCHEMA, {}, lambda words, kind: "p-9" if (words, kind) == ("东湖园区", "park") else None)
CITY = Subject("r-1", "region", "小城市")
PARK = Subject("p-1", "park", "东湖产业园")
PROJECT = Subject("j-1", "project", "海星项目")
COMPANY = Subject("c-1", "company", "海星公司")
NUMBER = {"value": 5.0, "unit": "CNY"}
YEAR = {"valid_from": "2023-01-01", "valid_to": "2023-12-31"}


def refused(code: str, *arguments) -> None:
    with pytest.raises(Refusal) as refusal:
        map_card(*arguments)
    assert refusal.value.problem.code == code


def test_a_property_of_its_own_is_one_statement(card) -> None:
    given = card("约3000亩", property="planned_area", kind="area", value=2e6, low=1.8e6, high=2.2e6, unit="m2",
                 qualifier="about")  # fmt: skip
    (found,) = map_card(given, PARK, DOCUMENT, WORLD, "rules")
    assert (found.entity, found.property) == ("p-1", "planned_area")
    assert found.value == Quantity(1.8e6, 2.2e6, "m2", "about", 2e6)
    assert (found.valid, found.source) == (PUBLISHED, "doc/abababababab")


def test_a_figure_becomes_an_indicator_with_all_that_makes_it_one(card) -> None:
    found = map_card(card("402亿元", property="gdp", **NUMBER, **YEAR), CITY, DOCUMENT, WORLD, "rules")
    parts = {one.property: one.value for one in found}
    assert found[0].property == "value"
    assert parts["name"] == Text("地区生产总值")
    assert parts["region"] == Code("region", "r-1")
    assert parts["period"] == read_period("2023")
    assert parts["basis"] == Code("basis", "actual")
    assert len({one.entity for one in found}) == 1
    assert found[0].entity.startswith("n-")


def test_a_figure_that_is_known_gets_another_value(card) -> None:
    key = figure_key("r-1", "地区生产总值", read_period("2023"), "actual")
    world = World(SCHEMA, {key: {"": "i-1"}}, WORLD.resolve)
    (found,) = map_card(card("402亿元", property="gdp", **NUMBER, **YEAR), CITY, DOCUMENT, world, "rules")
    assert (found.entity, found.property) == ("i-1", "value")
    aimed = map_card(card("402亿元", property="gdp_target", **NUMBER, **YEAR), CITY, DOCUMENT, world, "rules")
    assert aimed[0].entity != "i-1", "a target is another figure"
    narrow = map_card(
        card("402亿元", property="gdp", scope="其中", **NUMBER, **YEAR), CITY, DOCUMENT, world, "rules"
    )
    assert narrow[0].entity != "i-1", "and so is a part"


@pytest.mark.parametrize(
    ("claimed", "name", "basis"),
    [
        ("gdp", "地区生产总值", "actual"),
        ("gdp_growth", "地区生产总值增速", "actual"),
        ("gdp_growth_target", "地区生产总值增速", "target"),
        ("annual_output_expected", "年产值", "forecast"),
        ("projects_signed", "签约项目", "actual"),
        ("provincial_engineering_centres", "省级工程技术研究中心", "actual"),
        ("provincial_municipal_engineering_centres_built", "建设省市级工程技术研究中心", "actual"),
        ("high_tech_enterprises", "高新技术企业", "actual"),
        ("gdp_rank", "地区生产总值排名", "actual"),
        ("share_of_industrial_value_added", "规上工业增加值占比", "actual"),
        ("exports_change", "出口总额变动", "actual"),
    ],
)
def test_names_of_figures(claimed, name, basis) -> None:
    assert namings.figure(claimed, None) == namings.Figure(name, basis)


@pytest.mark.parametrize(
    "claimed", ["", "x", "_growth", "_rank", "share_of_whole", "projects_", "projects_flown", "amount"]
)
def test_names_that_mean_nothing_here(claimed) -> None:
    assert namings.figure(claimed, None) is None


def test_every_name_of_the_table_is_one_of_the_schema() -> None:
    table = namings.read_table()
    for kind, names in table["direct"].items():
        assert set(names.values()) <= set(SCHEMA.kind(kind).properties), kind
    for kind, codes in table["stages"].items():
        stage = SCHEMA.kind(kind).property("stage")
        assert all(stage.category(code) for code in codes.values()), kind


def test_a_flow_needs_a_period_and_a_stock_has_that_of_publication(card) -> None:
    refused("mapping_no_period", card("402亿元", property="gdp", **NUMBER), CITY, DOCUMENT, WORLD, "x")
    stock = card("200多家", property="enterprises", kind="count", value=200.0, unit="count")
    parts = {one.property: one.value for one in map_card(stock, CITY, DOCUMENT, WORLD, "x")}
    assert parts["period"] == PUBLISHED
    assert parts["value"] == Quantity(200.0, 200.0, "1", "exact", 200.0)


def test_what_is_said_of_the_future_holds_since_it_was_said(card) -> None:
    given = card(
        "10亿元", property="total_investment", valid_from="2030-01-01", valid_to="2030-12-31", **NUMBER
    )
    (found,) = map_card(given, PROJECT, DOCUMENT, WORLD, "x")
    assert found.valid == PUBLISHED
    past = card("10亿元", property="total_investment", **NUMBER, **YEAR)
    assert map_card(past, PROJECT, DOCUMENT, WORLD, "x")[0].valid == read_period("2023")


def test_a_date_is_the_value_itself(card) -> None:
    (found,) = map_card(card("2023年", property="signed", kind="date", **YEAR), PROJECT, DOCUMENT, WORLD, "x")
    assert (found.property, found.value, found.valid) == ("signed_on", read_period("2023"), PUBLISHED)
    refused("mapping_no_day", card("2023年", property="signed", kind="date"), PROJECT, DOCUMENT, WORLD, "x")


def test_words_are_read_by_their_property(card) -> None:
    staged = {**card("落户", property="stage", kind="event"), "text": "在建"}
    (found,) = map_card(staged, PROJECT, DOCUMENT, WORLD, "x")
    assert found.value == Code("stage", "under_construction")
    referred = {**card("落户", property="park", kind="event"), "text": "东湖园区"}
    assert map_card(referred, PROJECT, DOCUMENT, WORLD, "x")[0].value == Code("park", "p-9")
    refused("mapping_reference", {**referred, "text": "西湖园区"}, PROJECT, DOCUMENT, WORLD, "x")
    refused("mapping_coordinate", card("落户", property="coordinate"), PARK, DOCUMENT, WORLD, "x")
    refused("category_unknown", {**staged, "text": "飞行"}, PROJECT, DOCUMENT, WORLD, "x")


def test_a_foreign_currency_stays_what_it_is(card) -> None:
    given = card("10亿元", property="total_investment", value=1e9, unit="USD")
    assert map_card(given, PROJECT, DOCUMENT, WORLD, "x")[0].value == Quantity(1e9, 1e9, "USD", "exact", 1e9)


def test_what_measures_something_else_is_refused(card) -> None:
    area = card("约3000亩", property="planned_area", value=5.0, unit="CNY")
    refused("mapping_unit", area, PARK, DOCUMENT, WORLD, "x")
    refused("mapping_unit", {**area, "unit": "parsec"}, PARK, DOCUMENT, WORLD, "x")
    refused("mapping_no_number", {**area, "value": None}, PARK, DOCUMENT, WORLD, "x")
    refused("mapping_property", {**area, "property": "mood"}, PARK, DOCUMENT, WORLD, "x")


def test_a_new_thing_brings_its_name_and_place(card) -> None:
    new = Subject(
        new_entity_id("project", fold_name("海星 项目")), "project", "海星项目", new=True, region="r-2"
    )
    found = map_card(card("10亿元", property="total_investment", **NUMBER), new, DOCUMENT, WORLD, "x")
    assert [(one.property, one.value) for one in found[1:]] == [
        ("name", Text("海星项目")), ("region", Code("region", "r-2")),
    ]  # fmt: skip
    assert new.id == new_entity_id("project", fold_name("海星项目"))


def test_every_direct_number_has_a_unit_to_be_given_in() -> None:
    for kind, names in namings.read_table()["direct"].items():
        for name in set(names.values()):
            meaning = SCHEMA.kind(kind).property(name)
            assert meaning.type not in QUANTITIES or meaning.unit, (kind, name)


def test_a_milestone_brings_a_thing_to_a_stage(card) -> None:
    built = card("落户", property="milestone_topped_out", kind="event", **YEAR)
    (found,) = map_card(built, PROJECT, DOCUMENT, WORLD, "x")
    assert (found.property, found.value, found.valid) == (
        "stage",
        Code("stage", "topped_out"),
        read_period("2023"),
    )
    refused("mapping_owner", built, CITY, DOCUMENT, WORLD, "x")


def test_days_and_lengths_of_time_between_milestones(card) -> None:
    begun = card("2023年", property="groundbreaking_on", kind="date", **YEAR)
    assert map_card(begun, PROJECT, DOCUMENT, WORLD, "x")[0].property == "groundbreaking_on"
    opened = card("2023年", property="opened_on", kind="date", **YEAR)
    assert map_card(opened, PARK, DOCUMENT, WORLD, "x")[0].property == "opened_on"
    assert map_card(opened, PROJECT, DOCUMENT, WORLD, "x")[0].property == "production_on"
    refused("mapping_owner", opened, CITY, DOCUMENT, WORLD, "x")
    length = {"kind": "duration", "value": 50.0, "unit": "day"}
    between = card("5.5%", property="signed_to_groundbreaking_days", **length)
    (found,) = map_card(between, PROJECT, DOCUMENT, WORLD, "x")
    assert (found.property, found.value) == (
        "signed_to_groundbreaking",
        Quantity(50.0, 50.0, "d", "exact", 50.0),
    )
    months = card(
        "5.5%", property="groundbreaking_to_production_months", kind="duration", value=6.0, unit="month"
    )
    assert map_card(months, PROJECT, DOCUMENT, WORLD, "x")[0].value == Quantity(
        6.0, 6.0, "month", "exact", 6.0
    )
    money = card("5.5%", property="signed_to_groundbreaking_days", kind="duration", value=5.0, unit="CNY")
    refused("mapping_unit", money, PROJECT, DOCUMENT, WORLD, "x")
    refused(
        "mapping_no_start",
        card("5.5%", property="time_to_topped_out_days", **length),
        PROJECT,
        DOCUMENT,
        WORLD,
        "x",
    )


def test_a_rank_needs_its_scope_and_holds_as_of_publication(card) -> None:
    first = {"property": "total_area_rank", "kind": "rank", "value": 1.0, "unit": "rank"}
    refused("mapping_rank_scope", card("402亿元", **first), CITY, DOCUMENT, WORLD, "x")
    found = map_card(card("402亿元", scope="全省", **first), CITY, DOCUMENT, WORLD, "x")
    parts = {one.property: one.value for one in found}
    assert (parts["name"], parts["scope"], parts["period"]) == (Text("总面积排名"), Text("全省"), PUBLISHED)
    assert parts["value"] == Quantity(1.0, 1.0, "rank", "exact", 1.0)
    assert (show_value(parts["value"]), show_value(parts["value"], language="en")) == ("第 1 位", "rank 1")


def test_shares_of_flows_need_a_period_and_those_of_land_do_not(card) -> None:
    share = {"kind": "share", "value": 0.57, "unit": "ratio", "scope": "全市"}
    flow = card("5.5%", property="share_of_industrial_value_added", **share)
    refused("mapping_no_period", flow, CITY, DOCUMENT, WORLD, "x")
    dated = {one.property: one.value for one in map_card({**flow, **YEAR}, CITY, DOCUMENT, WORLD, "x")}
    assert (dated["name"], dated["scope"]) == (Text("规上工业增加值占比"), Text("全市"))
    land = map_card(card("5.5%", property="share_of_land_area", **share), CITY, DOCUMENT, WORLD, "x")
    assert {one.property: one.value for one in land}["period"] == PUBLISHED


@pytest.mark.parametrize(
    ("claimed", "kind", "code"),
    [
        ("amount", "money", "mapping_bare"), ("date", "date", "mapping_bare_date"),
        ("threshold_investment", "money", "mapping_condition"), ("gdp_multiple_target", "growth", "mapping_multiple"),
        ("duration_target", "duration", "mapping_span"), ("interval_after", "duration", "mapping_span"),
        ("time_to_production_months", "duration", "mapping_no_start"), ("milestone_held", "event", "mapping_owner"),
        ("indicators_rank", "rank", "mapping_property"), ("mood", "count", "mapping_property"),
    ],
)  # fmt: skip
def test_what_has_no_place_says_why_in_words_of_people(card, claimed, kind, code) -> None:
    with pytest.raises(Refusal) as refusal:
        map_card(card("402亿元", property=claimed, kind=kind), CITY, DOCUMENT, WORLD, "x")
    problem = refusal.value.problem
    assert problem.code == code
    for language in ("zh", "en"):
        assert "402亿元" in problem.text(language)
        assert "_" not in problem.text(language), "no name of a program's"


# ── names ────────────────────────────────────────────────────────────────────────────────────────


def thing(identifier: str, kind: str, name: str, *aliases: str) -> Entity:
    def held(prop: str, words: str) -> Statement:
        known = "2024-01-01T00:00:00.000Z"
        return Statement(
            f"s-{words}", identifier, kind, prop, words, Text(words), None, known, "a", "", "", "public"
        )

    parts = {"name": Held("name", (held("name", name),))}
    if aliases:
        parts["aliases"] = Held("aliases", tuple(held("aliases", one) for one in aliases))
    return Entity(identifier, kind, parts)


INDEX = NameIndex(
    [
        thing("r-1", "region", "江门市"),
        thing("p-1", "park", "新会智造产业园", "凤山湖园区"),
        thing("r-2", "region", "大型集聚区"),
        thing("p-2", "park", "大型集聚区"),
        thing("c-1", "company", "深圳科达新能源有限公司"),
        thing("c-2", "company", "深圳科达新能源集团有限公司"),
    ]
)


def ids(found) -> list[str]:
    return [one.id for one in found]


def test_only_what_is_written_the_same_is_the_same() -> None:
    assert ids(INDEX.named("江门")) == ["r-1"], "a division without its rank"
    assert ids(INDEX.named("凤山湖 园区")) == ["p-1"]
    assert ids(INDEX.named("大型集聚区")) == ["r-2", "p-2"]
    assert ids(INDEX.named("大型集聚区", "park")) == ["p-2"]
    assert INDEX.named("深圳科达新能源") == [], "a company without its legal form is only a candidate"


def test_what_is_alike_is_a_candidate() -> None:
    found = INDEX.candidates("新会智产业园", "park")
    assert ids(found)[0] == "p-1"
    assert 0.5 < found[0].score < 1
    assert {"c-1", "c-2"} <= set(ids(INDEX.candidates("深圳科达新能源")))
    assert all(one.score < 1 for one in INDEX.candidates("深圳科达新能源"))
    assert INDEX.candidates("无此物") == []
