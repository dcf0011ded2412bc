from datetime import date

import pytest

from yuantu.errors import PackRefused
from yuantu.evidence.manifests import Expectation, read_manifest

FULL = """\
format: 1
id: tiny
title: {zh: 小包, en: tiny}
languages: [zh, en]
datum: GCJ-02
licence: CC0-1.0
attribution: [甲, 乙]
sample: false
sources: sources.csv
outlines: [440700, 442000]
events:
  - {id: link, date: 2024-06-30, label: {zh: 通车, en: opens}, road: e-1}
house_case: {zh: 一句, en: a sentence}
tables:
  - {file: parks.csv, kind: park}
  - {file: big.csv, kind: site, store: columnar}
expect: {park: {min: 60, max: 90}, site: {min: 1}}
"""


@pytest.fixture
def folder(tmp_path):
    for name in ("sources.csv", "parks.csv", "big.csv"):
        (tmp_path / name).write_text("id\n")
    return tmp_path


def read(folder, text):
    (folder / "manifest.yaml").write_text(text, encoding="utf-8")
    return read_manifest(folder)


def codes(folder, text):
    with pytest.raises(PackRefused) as caught:
        read(folder, text)
    assert all(problem.text("zh") and problem.text("en") for problem in caught.value.problems)
    return {
        (problem.code, problem.place.removeprefix("manifest.yaml: ")) for problem in caught.value.problems
    }


def test_every_promise_is_read(folder):
    manifest, problems = read(folder, FULL)
    assert problems == []
    assert (manifest.id, manifest.title.en, manifest.datum, manifest.sample) == (
        "tiny",
        "tiny",
        "GCJ-02",
        False,
    )
    assert manifest.outlines == ("440700", "442000")
    assert manifest.attribution == ("甲", "乙")
    assert manifest.events[0].day == date(2024, 6, 30)
    assert manifest.events[0].road == "e-1"
    assert [(table.file, table.columnar) for table in manifest.tables] == [
        ("parks.csv", False),
        ("big.csv", True),
    ]
    assert manifest.expect == {"park": Expectation(60, 90), "site": Expectation(1, None)}


def test_an_unknown_entry_is_reported_and_the_rest_read(folder):
    manifest, problems = read(folder, FULL + "lisence: MIT\n")
    assert manifest.id == "tiny"
    assert [(problem.code, problem.severity) for problem in problems] == [("manifest_unknown_key", "warning")]


def test_all_errors_come_at_once(folder):
    text = FULL.replace("GCJ-02", "WGS84").replace("2024-06-30", "30.6.2024").replace("min: 60", "min: sixty")
    assert codes(folder, text.replace("id: tiny\n", "", 1)) == {
        ("manifest_missing", "id"),
        ("manifest_choice", "datum"),
        ("manifest_day", "events[1].date"),
        ("manifest_count", "expect.park.min"),
    }


@pytest.mark.parametrize(
    "name",
    ["../secret.csv", "/etc/passwd", "a/../../secret.csv", "..\\secret.csv", "C:parks.csv", "~/parks.csv"],
)
def test_a_pack_cannot_read_outside_its_folder(folder, name):
    (folder.parent / "secret.csv").write_text("id\n")
    assert ("manifest_file_outside", "tables[1].file") in codes(folder, FULL.replace("parks.csv", name))


def test_a_link_that_leads_outside_is_outside(folder):
    (folder.parent / "secret.csv").write_text("id\n")
    (folder / "linked.csv").symlink_to(folder.parent / "secret.csv")
    assert codes(folder, FULL.replace("parks.csv", "linked.csv")) == {
        ("manifest_file_outside", "tables[1].file")
    }


def test_missing_files_and_strange_endings_are_named(folder):
    (folder / "notes.txt").write_text("")
    text = FULL.replace("parks.csv", "notes.txt").replace("big.csv", "absent.csv")
    assert codes(folder, text) == {
        ("manifest_table_ending", "tables[1].file"),
        ("manifest_file_missing", "tables[2].file"),
    }


def test_one_file_is_not_read_twice(folder):
    assert codes(folder, FULL.replace("big.csv", "parks.csv")) == {("manifest_table_twice", "tables")}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- a\n- b\n", "manifest_no_mapping"),
        ("a: [1\n", "yaml_broken"),
        ("a: 1\na: 2\n", "yaml_repeated_key"),
        ("a: &x 1\nb: *x\n", "yaml_alias"),
        ("? [a]\n: 1\n", "yaml_key"),
        ("", "manifest_no_mapping"),
        ("a: " + "[" * 5000, "yaml_broken"),
    ],
)
def test_a_manifest_that_is_none_says_why(folder, text, code):
    assert {found for found, _ in codes(folder, text)} == {code}


def test_a_folder_without_manifest_is_no_pack(tmp_path):
    with pytest.raises(PackRefused) as caught:
        read_manifest(tmp_path)
    assert caught.value.problem.code == "pack_without_manifest"
