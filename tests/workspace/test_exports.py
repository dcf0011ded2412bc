"""Do facts leave as open data with their statements, marked, and the same bytes every time?"""

import csv
import io
import json
from datetime import date

import pytest

from yuantu.errors import BadInput
from yuantu.workspace import evidence
from yuantu.workspace.exports import FORMATS, export_lines
from yuantu.workspace.packs import built_in_pack
from yuantu.workspace.workspace import Workspace

DAY = date(2026, 11, 22)


def text(session, kind, form, *, samples=False, day=DAY):
    return "".join(export_lines(session, kind, form, day, samples=samples))


def rows(session, kind, **options):
    return list(csv.DictReader(io.StringIO(text(session, kind, "csv", **options))))


def test_two_workspaces_with_the_same_facts_export_the_same_bytes(session, tmp_path):
    other = Workspace.create(tmp_path / "other")
    other.build([built_in_pack()], 120)
    assert other.session.name == session.name
    for kind in ("site", "park", "road"):
        for form in FORMATS:
            assert text(session, kind, form, samples=True) == text(other.session, kind, form, samples=True)


@pytest.mark.parametrize(
    "kind", ["site", "park", "region", "project", "indicator", "taxonomy", "crosswalk", "road_node"]
)
def test_every_entity_is_one_row_in_every_form(session, kind):
    ids = [one.id for one in session.entities(kind, DAY)]
    assert [row["id"] for row in rows(session, kind)] == ids
    assert [one["id"] for one in json.loads(text(session, kind, "geojson"))["features"]] == ids
    assert [one["id"] for one in json.loads(text(session, kind, "json"))[kind]] == ids


def test_every_word_has_its_statements_beside_it_and_they_open(session):
    found = rows(session, "site")
    seen = 0
    for row in found[:8]:
        for name in session.schema.kind("site").properties:
            assert bool(row[name]) == bool(row[f"{name}_statements"])
            for one in filter(None, row[f"{name}_statements"].split(";")):
                assert evidence.statement_json(session, one)["words"] in row[name]
                seen += 1
        assert set(row["sources"].split(";")) <= set(session.view.sources)
    assert seen > 40


def test_samples_leave_only_when_asked_for_and_each_says_what_it_is(session):
    alone, beside = rows(session, "site"), rows(session, "site", samples=True)
    assert not any(row["示例"] for row in alone)
    assert beside[: len(alone)] == alone
    samples = beside[len(alone) :]
    assert len(samples) == 120
    assert all(row["示例"] == "示例" and row["name"].startswith("示例") for row in samples)
    features = json.loads(text(session, "site", "geojson", samples=True))["features"]
    assert [one["properties"]["示例"] for one in features] == [bool(row["示例"]) for row in beside]
    described = json.loads(text(session, "site", "json", samples=True))["site"]
    assert [one["sample"] for one in described] == [bool(row["示例"]) for row in beside]


@pytest.mark.parametrize("form", ["geojson", "json"])
def test_a_file_names_its_version_day_licence_and_whom_to_credit(session, form):
    found = json.loads(text(session, "park", form))
    assert (found["snapshot"], found["as_of"]) == (session.name, "2026-11-22")
    assert found["attribution"]
    assert found["licences"]["jiangmen"]


def test_geojson_is_wgs84_points_or_null(session):
    for feature in json.loads(text(session, "site", "geojson"))["features"]:
        geometry = feature["geometry"]
        if geometry is not None:
            lon, lat = geometry["coordinates"]
            assert 100 < lon < 120
            assert 20 < lat < 26


def test_what_was_not_observed_yet_is_blank_on_an_earlier_day(session):
    later = {row["id"]: row for row in rows(session, "site")}
    earlier = {row["id"]: row for row in rows(session, "site", day=date(2015, 1, 1))}
    assert later.keys() == earlier.keys()
    assert sum(bool(row["stage"]) for row in later.values()) > sum(
        bool(row["stage"]) for row in earlier.values()
    )
    assert all(earlier[one]["name"] == row["name"] for one, row in later.items())


def test_a_kind_that_there_is_no_table_of_is_refused_with_those_that_there_are(session):
    with pytest.raises(BadInput) as caught:
        export_lines(session, "castle", "csv", DAY, samples=False)
    assert caught.value.problem.code == "export_kind"
    assert "site" in caught.value.problem.params["known"]
