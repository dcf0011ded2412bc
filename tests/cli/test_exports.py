"""Does an exported file arrive whole or not at all, the same every time, marked and credited?"""

import csv
import io
import json

import pytest

from yuantu.cli.exporting import FORMATS
from yuantu.workspace import exports

DAY = ("--as-of", "2026-11-22")


def test_the_command_offers_the_forms_that_there_are():
    assert FORMATS == exports.FORMATS


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_facts_give_the_same_file(run, built, tmp_path, form):
    for name in ("a", "b"):
        run(
            "export",
            "site",
            "--format",
            form,
            "--with-samples",
            *DAY,
            "--workspace",
            built,
            "--out",
            tmp_path / name,
        )
    written = (tmp_path / "a").read_bytes()
    assert written == (tmp_path / "b").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"], "no working file is left"
    assert (
        run("export", "site", "--format", form, "--with-samples", *DAY, "--workspace", built).stdout
        == written.decode()
    )


def test_every_row_of_a_table_is_marked_and_credited(run, built):
    rows = list(
        csv.DictReader(
            io.StringIO(run("export", "site", "--with-samples", *DAY, "--workspace", built).stdout)
        )
    )
    samples = [row for row in rows if row["示例"] == "示例"]
    assert len(samples) == 300
    assert len(rows) - len(samples) == 68
    for row in rows:
        assert row["snapshot"].startswith("v-")
        assert row["as_of"] == "2026-11-22"
        assert row["licence"]
        assert "GeoNames" in row["attribution"]
    assert {row["licence"] for row in samples} == {"CC0-1.0"}
    assert "CC BY 4.0" in rows[0]["licence"]
    alone = run("export", "site", *DAY, "--workspace", built).stdout
    assert "x-20240630" not in alone


def test_geojson_and_json_name_whom_to_credit_and_mark_samples(run, built):
    for form, key in (("geojson", "features"), ("json", "site")):
        found = json.loads(
            run("export", "site", "--format", form, "--with-samples", *DAY, "--workspace", built).stdout
        )
        assert any("GeoNames" in line for line in found["attribution"])
        assert found["licences"]["jiangmen"]
        assert found["as_of"] == "2026-11-22"
        marks = [one["properties"]["示例"] if form == "geojson" else one["sample"] for one in found[key]]
        assert sum(marks) == 300


def test_a_file_that_is_there_is_kept_unless_it_may_be_replaced(run, built, tmp_path):
    out = tmp_path / "parks.csv"
    out.write_text("mine", encoding="utf-8")
    told = run("export", "park", "--workspace", built, "--out", out, code=2).stderr
    assert str(out) in told
    assert "--force" in told
    assert out.read_text(encoding="utf-8") == "mine"
    run("export", "park", "--workspace", built, "--out", out, "--force")
    assert out.read_text(encoding="utf-8").startswith("id,示例,")
    assert run("export", "park", "--workspace", built, "--out", tmp_path, "--force", code=2).stderr, (
        "a folder is no file"
    )


def test_an_export_that_fails_leaves_what_was_there(run, built, tmp_path, monkeypatch):
    def broken(*_, **__):
        yield "id,name\n"
        raise OSError(28, "No space left on device", "parks.csv")

    monkeypatch.setattr(exports, "export_lines", broken)
    out = tmp_path / "parks.csv"
    out.write_text("mine", encoding="utf-8")
    assert (
        "No space left" in run("export", "park", "--workspace", built, "--out", out, "--force", code=1).stderr
    )
    assert out.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [out]


def test_a_place_that_cannot_be_written_is_named(run, built, tmp_path):
    told = run(
        "export", "park", "--workspace", built, "--out", tmp_path / "nowhere" / "parks.csv", code=1
    ).stderr
    assert "nowhere" in told
    assert list(tmp_path.iterdir()) == []


def test_a_kind_that_there_is_no_table_of_names_those_that_there_are(run, built):
    told = run("export", "sites", "--workspace", built, code=2).stderr
    assert "sites" in told
    assert "road_node" in told
