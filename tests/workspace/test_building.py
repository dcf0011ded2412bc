"""Does building take in what a pack says, no more, no less, and nothing at all of one that is refused?"""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from yuantu.engines.columns import Columns
from yuantu.errors import BadInput, PackRefused, WorkspaceError
from yuantu.facts.ledger import RESTORE, RETRACT, Ledger
from yuantu.facts.snapshots import MODELS, READ_TOGETHER, current_snapshot
from yuantu.facts.views import View
from yuantu.workspace import answers, evidence
from yuantu.workspace.folder import DESCRIBED, Folder
from yuantu.workspace.packs import built_in_pack
from yuantu.workspace.workspace import Workspace

DAY = date(2026, 11, 22)


def content(workspace: Workspace) -> dict[str, Any]:
    """Everything that a reader or the next writer would find: ledger rows, and files byte by byte."""
    folder = workspace.folder
    with Ledger(folder.ledger) as ledger:
        rows: Any = (ledger.rows(), ledger.events(), ledger.source_rows())
    files = [*folder.snapshots.rglob("*"), *folder.packs.rglob("*"), *folder.samples.rglob("*")]
    return {"ledger": rows} | {
        str(path.relative_to(folder.root)): path.read_bytes() for path in files if path.is_file()
    }


def test_a_pack_becomes_entities_with_sources_under_its_own_name(workspace, small_pack):
    report = workspace.build([small_pack.write()], 0)
    session = workspace.session
    assert report.problems == ()
    assert (report.packs[0].id, report.packs[0].rows) == ("small", {"region": 2, "site": 3})
    assert report.packs[0].offered == report.packs[0].added == session.counts["statement"]
    assert session.counts["site"] == 3
    assert set(session.view.sources) == {"small/a", "small/c", "small/x"}
    opened = evidence.statement_json(session, session.entity("s-1", None).ids("area")[0])
    assert (opened["source"]["id"], opened["source"]["link"]) == ("small/a", "https://a.example/1")
    assert opened["locator"].startswith("small/sites.csv!")
    for site in ("s-2", "s-3"):
        opened = evidence.statement_json(session, session.entity(site, None).ids("name")[0])
        assert opened["source"]["source_class"] in ("C", "X")
        assert opened["source"]["link"] is None


def test_the_same_pack_twice_adds_nothing(workspace, small_pack):
    first = workspace.build([small_pack.write()], 0)
    before = content(workspace)
    again = workspace.build([small_pack.write()], 0)
    assert (again.packs[0].added, again.packs[0].retracted) == (0, 0)
    assert again.snapshot == first.snapshot
    assert content(workspace) == before


def test_a_changed_cell_retracts_the_old_statement_and_adds_the_new(workspace, small_pack):
    workspace.build([small_pack.write()], 0)
    old = workspace.session.entity("s-1", None).held["area"]
    small_pack.tables["sites"][0]["area"] = "9800㎡"
    report = workspace.build([small_pack.write()], 0)
    assert (report.packs[0].added, report.packs[0].retracted) == (1, 1)
    session = workspace.session
    held = session.entity("s-1", None).held["area"]
    assert (held.value.low, held.conflict) == (9800.0, False)
    assert session.statement(old.ids[0]).words == "9600㎡", "what was said stays readable"
    assert evidence.statement_json(session, old.ids[0])["words"] == "9600㎡"
    before = session.statement(held.ids[0]).known_at
    assert session.entity("s-1", None, old.statements[0].known_at).value("area").low == 9600.0
    small_pack.tables["sites"][0]["area"] = "9600㎡"
    back = workspace.build([small_pack.write()], 0)
    assert (back.packs[0].added, back.packs[0].retracted) == (1, 1)
    with Ledger(workspace.folder.ledger) as ledger:
        assert [event[2] for event in ledger.events()] == [RETRACT, RESTORE, RETRACT]
    assert workspace.session.entity("s-1", None, before).value("area").low == 9800.0


def test_a_heading_that_changes_its_unit_changes_the_value(workspace, small_pack):
    for row in small_pack.tables["sites"]:
        row["area_m2"] = "100"
        row.pop("area", None)
    workspace.build([small_pack.write()], 0)
    assert workspace.session.entity("s-1", None).value("area").low == 100.0
    for row in small_pack.tables["sites"]:
        row["area_mu"] = row.pop("area_m2")
    report = workspace.build([small_pack.write()], 0)
    assert (report.packs[0].added, report.packs[0].retracted) == (3, 3)
    assert workspace.session.entity("s-1", None).value("area").low == pytest.approx(66_666.67, abs=0.01)


def test_a_source_that_is_found_to_be_a_copy_is_linked_no_longer(workspace, small_pack):
    first = workspace.build([small_pack.write()], 0)
    small_pack.tables["sources"][0]["source_class"] = "C"
    second = workspace.build([small_pack.write()], 0)
    assert second.snapshot != first.snapshot
    session = workspace.session
    opened = evidence.statement_json(session, session.entity("s-1", None).ids("area")[0])
    assert (opened["source"]["source_class"], opened["source"]["link"]) == ("C", None)


def test_a_row_that_is_gone_is_gone_from_the_view(workspace, small_pack):
    workspace.build([small_pack.write()], 0)
    gone = small_pack.tables["sites"].pop()
    report = workspace.build([small_pack.write()], 0)
    assert report.packs[0].retracted == 4, "kind, name, region and rent"
    assert workspace.session.entity(gone["id"], None) is None
    assert workspace.session.counts["site"] == 2


def test_one_bad_cell_is_refused_and_the_rest_is_read(workspace, small_pack):
    small_pack.tables["sites"][0]["area"] = "约3.5"
    report = workspace.build([small_pack.write()], 0)
    (problem,) = report.problems
    assert problem.place.startswith("sites.csv!E2")
    assert "3.5" in problem.text("zh")
    site = workspace.session.entity("s-1", None)
    assert "area" not in site.held
    assert site.name == "一号厂房"


def test_a_site_whose_kind_was_refused_breaks_no_answer(workspace, small_pack):
    small_pack.tables["sites"][0]["kind"] = "城堡"
    workspace.build([small_pack.write()], 0)
    regions = answers.regions_json(workspace.session, DAY)["regions"]
    assert {one["id"]: one["counts"]["plant"] for one in regions} == {"r-1": 2, "r-2": 1}
    assert answers.meta_json(workspace.session, {}, DAY)["counts"]["plant"] == 2


BROKEN = {
    "no manifest": lambda pack: (pack.folder / "manifest.yaml").unlink(),
    "no table": lambda pack: (pack.folder / "sites.csv").unlink(),
    "not text": lambda pack: (pack.folder / "sites.csv").write_bytes(b"\xff\xfe\x00\x01\x81\x00"),
    "no id": lambda pack: (pack.folder / "sites.csv").write_text("name,source\nx,a\n", encoding="utf-8"),
    "two columns of one name": lambda pack: (pack.folder / "sites.csv").write_text(
        "id,name,name,source\ns-9,x,y,a\n", encoding="utf-8"
    ),
    "not yaml": lambda pack: (pack.folder / "manifest.yaml").write_text("tables: [", encoding="utf-8"),
}


@pytest.mark.parametrize("how", sorted(BROKEN))
def test_a_refused_pack_changes_nothing(workspace, small_pack, how):
    workspace.build([small_pack.write()], 0)
    before, name = content(workspace), workspace.session.name
    small_pack.tables["sites"][0]["area"] = "1㎡"
    BROKEN[how](small_pack) if small_pack.write() else None
    with pytest.raises(PackRefused) as caught:
        workspace.build([small_pack.folder], 0)
    assert all(problem.text("zh") and problem.text("en") for problem in caught.value.problems)
    assert content(workspace) == before
    assert current_snapshot(workspace.folder.snapshots) == name


def test_a_good_pack_beside_a_refused_one_is_not_taken_in_either(workspace, small_pack, tmp_path):
    small_pack.write()
    with pytest.raises(PackRefused):
        workspace.build([small_pack.folder, tmp_path / "nothing"], 0)
    with pytest.raises(WorkspaceError):
        _ = workspace.session


def test_two_packs_of_one_name_are_refused_together(workspace, small_pack):
    folder = small_pack.write()
    with pytest.raises(PackRefused) as caught:
        workspace.build([folder, folder], 0)
    assert caught.value.problem.code == "pack_twice"


def test_a_second_pack_takes_nothing_from_the_first(workspace, small_pack, tmp_path):
    workspace.build([small_pack.write()], 0)
    other = type(small_pack)(tmp_path / "other", small_pack.manifest.replace("id: small", "id: other"))
    other.tables["sites"] = [other.tables["sites"][0] | {"area": "9000㎡"}]
    report = workspace.build([other.write()], 0)
    assert report.packs[0].retracted == 0
    held = workspace.session.entity("s-1", None).held["area"]
    assert held.conflict, "both packs are heard"
    assert {one.source for one in held.statements} == {"small/a", "other/a"}
    titles = workspace.session.description["packs"]
    assert [one["id"] for one in titles] == ["other", "small"]


def samples_of(workspace: Workspace) -> list[int]:
    return [bulk.rows for bulk in workspace.session.bulk_files if bulk.sample]


def test_samples_are_laid_once_replaced_on_request_and_taken_away_on_request(workspace):
    pack = built_in_pack()
    workspace.build([pack], 30)
    assert samples_of(workspace) == [30]
    workspace.build([pack])
    assert samples_of(workspace) == [30], "what is there already stays"
    workspace.build([pack], 20)
    assert samples_of(workspace) == [20], "another number takes their place"
    assert answers.meta_json(workspace.session, {}, DAY)["samples"] == {"available": True, "count": 20}
    counts = workspace.session.counts
    workspace.build([pack], 0)
    assert samples_of(workspace) == []
    assert not workspace.folder.samples.exists()
    assert workspace.session.counts == counts, "samples were counted among no facts"


def test_a_city_that_no_market_is_known_of_is_built_without_samples(workspace, small_pack):
    workspace.build([small_pack.write()])
    assert samples_of(workspace) == []
    with pytest.raises(BadInput):
        workspace.build([small_pack.write()], 10)


def test_a_new_city_needs_no_code(workspace, small_pack):
    workspace.build([small_pack.write()])
    meta = answers.meta_json(workspace.session, workspace.settings(), DAY)
    assert meta["title"] == {"zh": "小城", "en": "Small town"}
    assert meta["counts"]["plant"] == 3
    assert meta["approval"]["number"] is None


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(WorkspaceError):
        Workspace.create(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(WorkspaceError):
        Workspace.create(tmp_path / "letter.txt")
    with pytest.raises(WorkspaceError):
        Workspace.open(tmp_path / "nowhere")


def test_creating_a_workspace_again_opens_it(workspace, small_pack):
    workspace.build([small_pack.write()], 0)
    before = content(workspace)
    again = Workspace.create(workspace.folder.root)
    assert content(again) == before
    assert again.session.name == workspace.session.name


def test_an_empty_workspace_says_what_to_do(workspace):
    with pytest.raises(WorkspaceError) as caught:
        _ = workspace.session
    assert "yuantu build" in caught.value.problem.text("en")


def test_settings_that_are_no_toml_are_refused_with_their_file(workspace):
    workspace.folder.settings_file.write_text("[map\n", encoding="utf-8")
    with pytest.raises(WorkspaceError) as caught:
        workspace.settings()
    assert "yuantu.toml" in caught.value.problem.place


def test_a_half_written_description_is_never_read(tmp_path: Path):
    folder = Folder.create(tmp_path / "w")
    description = dict.fromkeys(DESCRIBED, "")
    folder.describe("one", description | {"id": "one"})
    seen = []
    replace = Path.replace

    def look(working: Path, target: Path) -> Path:
        seen.append(([one["id"] for one in folder.descriptions()], working.exists()))
        return replace(working, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", look)
        folder.describe("one", description | {"id": "two"})
    assert seen == [(["one"], True)]
    assert [one["id"] for one in folder.descriptions()] == ["two"]
    assert [one.name for one in folder.packs.iterdir()] == ["one.json"]


def test_the_plain_rows_of_a_snapshot_say_what_its_columns_say(jiangmen: Workspace, tmp_path: Path) -> None:
    session = jiangmen.session
    assert (session.folder / MODELS).is_file()
    bare = tmp_path / session.name
    shutil.copytree(session.folder, bare, ignore=shutil.ignore_patterns(MODELS))
    plain = View(session.folder, session.columns, session.schema)
    with Columns() as columns:
        by_columns = View(bare, columns, session.schema)
        assert by_columns.sources == plain.sources
        for kind in READ_TOGETHER:
            for day in (None, date(2024, 6, 29)):
                assert by_columns.entities(kind, day) == plain.entities(kind, day)
