"""Do the bad inputs that people really give end in a clear message, with the rest read and nothing half-written?"""

from pathlib import Path

import pytest

from yuantu.ontology.coordinates import from_wgs84
from yuantu.workspace.packs import built_in_pack

TODAY = ("--today", "2026-11-22")
PLACE = (113.083, 22.583)
BOTH = pytest.mark.parametrize("language", ["zh", "en"])


def held(ask, workspace, entity, name):
    """The values of a property of an entity, as JSON; none when it is unknown."""
    found = ask("show", "entity", entity, "--workspace", workspace)
    return next(one for one in found["properties"] if one["property"] == name)["values"]


def contents(folder: Path) -> dict[str, bytes]:
    files = (
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("ledger.sqlite-")
    )
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


# ── sentences ────────────────────────────────────────────────────────────────────────────────────


@BOTH
@pytest.mark.parametrize(
    "sentence", ["", "  \n ", "噪" * 3_500, "x9#!" * 2_500, "\x00\x01", "你好"], ids=ascii
)
def test_nothing_asked_is_no_shortlist(run, built, language, sentence):
    told = run("--lang", language, "match", sentence, "--workspace", built, code=2)
    assert told.stdout == ""
    assert len(told.stderr) < 500
    assert ("例如" if language == "zh" else "for example") in told.stderr


def test_what_was_not_understood_is_listed_beside_what_was(ask, run, built):
    found = ask("match", "江门1万平厂房，要有独角兽" + "噪" * 3_500, "--workspace", built, *TODAY)
    assert found["brief"]["area_m2"]["min"] == 10_000
    assert any("独角兽" in words for words in found["not_understood"])
    assert sum(words.count("噪") for words in found["not_understood"]) == 3_500
    assert "没有理解" in run("match", "江门1万平厂房，要有独角兽", "--workspace", built).stdout


@BOTH
def test_fields_that_cannot_both_hold_are_said(ask, run, built, language):
    sentence = "2万平以上，1万平以下的厂房"
    found = ask("brief", sentence)
    assert found["contradictions"]
    words = ("矛盾", "20,000", "10,000") if language == "zh" else ("Contradiction", "20,000", "10,000")
    for shown in (
        run("--lang", language, "brief", sentence).stdout,
        run("--lang", language, "match", sentence, "--workspace", built).stdout,
    ):
        assert all(word in shown for word in words), shown[:300]


@BOTH
def test_a_place_that_nobody_knows_is_said(ask, run, built, language):
    found = ask("match", "离火星基地60分钟内1万平厂房", "--workspace", built, *TODAY)
    assert any("火星" in words for words in found["not_understood"])
    assert found["counts"]["passed"] == 0
    told = run("--lang", language, "show", "minutes", "宝安", "火星基地", "--workspace", built, code=1).stderr
    assert "火星基地" in told


# ── spellings of a file ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "utf-8-sig", "utf-16"])
def test_a_table_in_another_encoding_is_read(ask, run, pack, workspace, encoding):
    pack.sites(encoding=encoding)
    run("build", pack.folder, "--workspace", workspace)
    assert held(ask, workspace, "s-1", "name")[0]["words"] == "1号厂房"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_every_file_of_a_pack_may_be_so(ask, run, pack, workspace, encoding):
    for name in ("regions.csv", "sites.csv", "sources.csv"):
        path = pack.folder / name
        path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    run("build", pack.folder, "--workspace", workspace)
    assert held(ask, workspace, "r-1", "name")[0]["words"] == "江门市"


# ── cells ────────────────────────────────────────────────────────────────────────────────────────

BAD_CELLS = {
    "an Excel day number": ("s-9,plant,九号厂房,r-1,800㎡,45473,113.1,22.6,a,2024-06", "F", "2024-06-30"),
    "a day that Excel turned": ("s-9,plant,九号厂房,r-1,800㎡,6/7/24,113.1,22.6,a,2024-06", "F", "6/7/24"),
    "columns too narrow": ("s-9,plant,九号厂房,r-1,########,2024-06-30,113.1,22.6,a,2024-06", "E", "####"),
    "a range that became a day": ("s-9,plant,九号厂房,r-1,2024-01-02,2024,113.1,22.6,a,2024-06", "E", "2024-01-02"),
    "no unit": ("s-9,plant,九号厂房,r-1,800,2024-06-30,113.1,22.6,a,2024-06", "E", "800"),
    "coordinates swapped": ("s-9,plant,九号厂房,r-1,800㎡,2024-06-30,22.6,113.1,a,2024-06", "G", "22.6"),
    "a region that is not there": ("s-9,plant,九号厂房,r-9,800㎡,2024-06-30,113.1,22.6,a,2024-06", "D", "r-9"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_CELLS)
def test_one_bad_cell_is_refused_with_its_place_and_the_rest_is_read(ask, run, pack, workspace, case):
    row, column, quoted = BAD_CELLS[case]
    pack.sites(row)
    for language in ("zh", "en"):
        told = run("--lang", language, "build", pack.folder, "--workspace", workspace).stderr
        assert f"sites.csv!{column}5" in told, told
        assert quoted in told
    report = ask("build", pack.folder, "--workspace", workspace)
    places = [one["place"].split()[0] for one in report["problems"] if one["severity"] == "error"]
    assert places == [f"sites.csv!{column}5"]
    assert held(ask, workspace, "s-9", "name"), "the other cells of the row are read"
    assert held(ask, workspace, "s-3", "area"), "and so are the other rows"
    run("build", pack.folder, "--strict", "--workspace", workspace, code=2)


def test_a_region_with_a_bad_position_does_not_stop_the_samples(run, pack, workspace):
    path = pack.folder / "regions.csv"
    path.write_text(path.read_text(encoding="utf-8") + "r-3,东镇,town,r-1,abc,inf,a,2024\n", encoding="utf-8")
    told = run("build", pack.folder, "--workspace", workspace)
    assert "regions.csv!" in told.stderr
    assert "abc" in told.stderr


def test_one_bad_row_in_a_thousand_loses_one_row(ask, run, pack, workspace):
    pack.sites("s-1001,plant,千零一号厂房,r-1", count=1000)
    told = run("build", pack.folder, "--workspace", workspace)
    assert "sites.csv!" in told.stderr
    assert "1002" in told.stderr
    assert len(told.stderr.splitlines()) == 1
    assert ask("show", "workspace", "--workspace", workspace)["counts"]["site"] == 1000
    assert held(ask, workspace, "s-1000", "area")[0]["stated"] == 9_600


def test_coordinates_on_the_chinese_grid_are_converted(ask, run, pack, workspace):
    pack.manifest("datum: WGS-84", "datum: GCJ-02")
    lon, lat = from_wgs84(*PLACE, "GCJ-02")
    assert abs(lon - PLACE[0]) > 0.002, "some hundred metres away"
    pack.sites(f"s-9,plant,九号厂房,r-1,800㎡,2024-06-30,{lon:.7f},{lat:.7f},a,2024-06")
    run("build", pack.folder, "--workspace", workspace)
    found = ask("show", "entity", "s-9", "--workspace", workspace)
    assert abs(found["lon"] - PLACE[0]) < 1e-6
    assert abs(found["lat"] - PLACE[1]) < 1e-6
    statement = held(ask, workspace, "s-9", "coordinate")[0]["statements"][0]
    said = ask("show", "statement", statement, "--workspace", workspace)
    assert f"{lon:.7f}" in said["words"], "the words stay those of the source"


# ── packs that are refused as a whole ────────────────────────────────────────────────────────────


def spoil_manifest(old, new):
    return lambda pack: pack.manifest(old, new)


REFUSED = {
    "no manifest": (lambda pack: (pack.folder / "manifest.yaml").unlink(), "manifest.yaml"),
    "broken YAML": (lambda pack: pack.write("manifest.yaml", "a: [1\n"), "manifest.yaml"),
    "empty manifest": (lambda pack: pack.write("manifest.yaml", ""), "manifest.yaml"),
    "manifest without tables": (spoil_manifest("tables:", "tabels:"), "tables"),
    "manifest without an id": (spoil_manifest("id: small\n", ""), "id"),
    "another format": (spoil_manifest("format: 1", "format: 99"), "99"),
    "unknown datum": (spoil_manifest("datum: WGS-84", "datum: MARS-20"), "MARS-20"),
    "unknown kind": (spoil_manifest("kind: site}", "kind: castle}"), "castle"),
    "missing table": (lambda pack: (pack.folder / "sites.csv").unlink(), "sites.csv"),
    "a table outside": (spoil_manifest("file: sites.csv", "file: ../sites.csv"), "../sites.csv"),
    "missing sources": (lambda pack: (pack.folder / "sources.csv").unlink(), "sources.csv"),
    "no id column": (lambda pack: pack.write("sites.csv", "name,kind\n一号厂房,plant\n"), "id"),
    "empty table": (lambda pack: pack.write("sites.csv", ""), "sites.csv"),
    "bytes": (lambda pack: (pack.folder / "sites.csv").write_bytes(b"\x00\xff\xfe\x80" * 2000), "sites.csv"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_pack_that_is_refused_changes_nothing(ask, run, pack, workspace, case):
    run("build", pack.folder, "--workspace", workspace)
    before, answer = contents(workspace), ask("match", "厂房", "--workspace", workspace, *TODAY)
    spoil, named = REFUSED[case]
    spoil(pack)
    for language in ("zh", "en"):
        told = run("--lang", language, "build", pack.folder, "--workspace", workspace, code=2)
        assert named in told.stderr
        assert told.stdout == ""
    assert contents(workspace) == before
    assert ask("match", "厂房", "--workspace", workspace, *TODAY) == answer


def test_a_good_pack_is_not_kept_beside_a_refused_one(run, pack, workspace):
    pack.write("manifest.yaml", "")
    told = run("build", built_in_pack(), pack.folder, "--workspace", workspace, code=2)
    assert "manifest.yaml" in told.stderr
    assert "yuantu build" in run("match", "厂房", "--workspace", workspace, code=1).stderr, "nothing was kept"


def test_one_pack_twice_in_one_command_is_refused(ask, pack, workspace):
    assert (
        ask("build", pack.folder, pack.folder, "--workspace", workspace, code=2)["error"]["code"]
        == "pack_twice"
    )
    ask("build", pack.folder, "--workspace", workspace)


def test_a_manifest_with_strange_keys_is_read_and_the_keys_are_named(run, pack, workspace):
    pack.manifest("licence: CC0", "licence: CC0\ncolour: blue")
    assert "colour" in run("build", pack.folder, "--workspace", workspace).stderr


@pytest.mark.parametrize("words", ["/nowhere/at/all", "."], ids=["missing", "other"])
def test_a_folder_that_is_no_pack_is_named(run, workspace, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    told = run("build", words, "--workspace", workspace, code=2).stderr
    assert "manifest.yaml" in told
