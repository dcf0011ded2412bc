"""Until when is an observation fresh, and what has to be confirmed again?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from yuantu.engines.columns import Columns
from yuantu.errors import BadInput
from yuantu.evidence.claims import Claim, Source
from yuantu.facts.freshness import all_stale, fresh_until, is_final, is_stale, stale
from yuantu.facts.ledger import Ledger
from yuantu.facts.snapshots import cut_snapshot
from yuantu.facts.statements import accept
from yuantu.facts.views import Held, View
from yuantu.ontology.periods import read_period
from yuantu.ontology.schema import load_schema
from yuantu.ontology.values import Code, Text
from yuantu.workspace.evidence import entity_json
from yuantu.workspace.freshness import stale_json
from yuantu.workspace.packs import built_in_pack
from yuantu.workspace.workspace import Workspace

SCHEMA = load_schema()
STAGE = SCHEMA.kind("site").property("stage")
AREA = SCHEMA.kind("site").property("area")
RENT = SCHEMA.kind("site").property("rent")
SHIPPED = Path(__file__).parents[2] / "src" / "yuantu" / "ontology" / "schema"
KNOWN = "2024-01-01T00:00:00.000Z"


def said(name: str, words: str, as_of: str, source: str = "a") -> Claim:
    return Claim("s-1", "site", name, words, Text(words), source, "x", read_period(as_of) if as_of else None)


def statement(as_of: str) -> Any:
    return accept(said("stage", "x", as_of), KNOWN)


def test_days_are_counted_from_the_last_day_of_the_source() -> None:
    assert STAGE.fresh_days == 60
    assert fresh_until(statement("2024-06-30"), STAGE) == date(2024, 8, 29)
    assert fresh_until(statement("2024-06"), STAGE) == date(2024, 8, 29)
    assert fresh_until(statement("2024"), STAGE) == date(2025, 3, 1)


def test_what_does_not_age_is_never_stale() -> None:
    assert fresh_until(statement("1990"), AREA) is None
    assert not is_stale(statement("1990"), AREA, date(2026, 1, 1))
    assert not is_stale(statement(""), AREA, date(2026, 1, 1))


def test_what_has_no_date_cannot_be_vouched_for() -> None:
    assert fresh_until(statement(""), STAGE) is None
    assert is_stale(statement(""), STAGE, date(2026, 1, 1))
    assert not is_stale(statement(""), STAGE, None), "nobody asked about a day"


def test_a_stage_after_which_nothing_comes_does_not_age() -> None:
    sold = replace(statement("1990"), value=Code("stage", "let_or_sold"))
    assert (is_final(sold, STAGE), fresh_until(sold, STAGE)) == (True, None)
    assert not is_stale(sold, STAGE, date(2026, 1, 1))
    assert is_stale(replace(sold, value=Code("stage", "on_offer")), STAGE, date(2026, 1, 1))
    built = SCHEMA.kind("project").property("stage")
    assert not is_stale(replace(sold, value=Code("stage", "in_production")), built, date(2026, 1, 1))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-400, 400))
def test_once_stale_stays_stale(day: date, later: int) -> None:
    one = statement(day.isoformat())
    asked = day + timedelta(days=later)
    assert is_stale(one, STAGE, asked) == (later > 60)
    assert not is_stale(one, STAGE, asked) or is_stale(one, STAGE, asked + timedelta(days=1))


def test_one_fresh_observation_is_enough() -> None:
    held = Held("stage", (statement("2024-06-30"), statement("2024")))
    assert not all_stale(held, STAGE, date(2025, 3, 1))
    assert all_stale(held, STAGE, date(2025, 3, 2))


@pytest.fixture
def view(tmp_path: Path) -> Iterator[View]:
    claims = [
        said("stage", "ready", "2024-06-30"), said("rent", "18", "2024-01"), said("name", "一号", "2024"),
        said("power", "1", ""), said("rent", "20", "2023-01"),
    ]  # fmt: skip
    with Ledger(tmp_path / "ledger.sqlite") as ledger, Columns() as columns:
        ledger.add([Source("a", "page", "A")], claims, KNOWN)
        name = cut_snapshot(tmp_path / "snapshots", ledger, (), {})
        yield View(tmp_path / "snapshots" / name, columns, SCHEMA)


def test_the_list_begins_with_the_longest_overdue(view: View) -> None:
    found = stale(view, date(2024, 8, 30))
    assert [(one.held.name, one.days_over) for one in found] == [("rent", 152), ("stage", 1), ("power", None)]
    assert found[0].held.statements[0].words == "18", (
        "what a newer observation replaced is not asked for again"
    )
    assert (found[0].observed_on, found[0].fresh_until) == (date(2024, 1, 31), date(2024, 3, 31))


def test_the_list_is_that_of_the_day_asked_about(view: View) -> None:
    assert [one.held.name for one in stale(view, date(2024, 2, 1))] == ["power"]
    assert [one.held.name for one in stale(view, date(2024, 8, 29))] == ["rent", "power"]


# ── schema ───────────────────────────────────────────────────────────────────────────────────────


def test_only_what_is_observed_ages_and_figures_do_not() -> None:
    ageing = {
        f"{kind.name}.{one.name}": one.fresh_days
        for kind in SCHEMA.kinds.values()
        for one in kind.properties.values()
        if one.fresh_days is not None
    }
    assert {"site.stage", "site.available_from", "site.rent", "site.let_share", "site.power"} <= ageing.keys()
    assert all(
        30 <= ageing[f"site.{name}"] <= 180
        for name in ("stage", "available_from", "rent", "let_share", "power")
    )
    assert not [name for name in ageing if name.startswith("indicator.")]


@pytest.mark.parametrize("days", [0, -1, 1.5, "30", True])
def test_a_period_of_freshness_is_whole_days(tmp_path: Path, days: object) -> None:
    text = (SHIPPED / "company.yaml").read_text(encoding="utf-8")
    content = yaml.safe_load(text)
    content["properties"]["site_place"]["fresh_days"] = days
    (tmp_path / "company.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with pytest.raises(BadInput) as refusal:
        load_schema(tmp_path)
    assert "schema_fresh" in {one.code for one in refusal.value.problems}


def test_what_holds_on_every_day_does_not_age(tmp_path: Path) -> None:
    content = yaml.safe_load((SHIPPED / "company.yaml").read_text(encoding="utf-8"))
    content["properties"]["name"]["fresh_days"] = 30
    (tmp_path / "company.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with pytest.raises(BadInput) as refusal:
        load_schema(tmp_path)
    assert "schema_fresh" in {one.code for one in refusal.value.problems}


# ── at the doors ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    found = Workspace.create(tmp_path_factory.mktemp("fresh") / "w")
    found.build([built_in_pack()], 20)
    return found


def test_values_say_until_when_they_are_fresh(workspace: Workspace) -> None:
    day = date(2026, 11, 22)
    session = workspace.session
    marked = {True: 0, False: 0}
    for site in session.entities("site", day):
        for one in entity_json(session, site.id, day)["properties"]:
            ages = session.schema.kind("site").property(one["property"]).fresh_days is not None
            for value in one["values"]:
                assert ages or (value["fresh_until"], value["stale"]) == (None, False)
                if value["fresh_until"]:
                    assert value["stale"] == (value["fresh_until"] < "2026-11-22")
                marked[value["stale"]] += ages
    assert all(marked.values())


def test_samples_do_not_age(workspace: Workspace) -> None:
    session = workspace.session
    sample = next(session.bulk_entities("site", None, samples=True))
    found = entity_json(session, sample.id, date(2100, 1, 1))
    assert found["sample"]
    assert not [one for one in found["properties"] for value in one["values"] if value["stale"]]


def test_everything_on_the_list_is_marked_where_it_stands(workspace: Workspace) -> None:
    found = stale_json(workspace.session, date(2026, 11, 22))
    assert found["counts"].keys() <= {"site", "park", "project", "company"}
    assert sum(found["counts"].values()) == len(found["items"]) > 50
    overdue = [one["days_over"] for one in found["items"] if one["days_over"] is not None]
    assert overdue == sorted(overdue, reverse=True)
    final = {"投产", "已租售", "运营"}
    assert not [one for one in found["items"] if one["property"] == "stage" and one["text"]["zh"] in final]
    undated = [one for one in found["items"] if one["days_over"] is None]
    assert all("没有注明日期" in one["reason"]["zh"] for one in undated)
    for one in found["items"][::25]:
        entity = entity_json(workspace.session, one["entity"], date(2026, 11, 22))
        (held,) = [prop for prop in entity["properties"] if prop["property"] == one["property"]]
        assert all(value["stale"] for value in held["values"])
        assert set(one["statements"]) == {name for value in held["values"] for name in value["statements"]}
