import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from yuantu.cli.app import app
from yuantu.errors import NotFound, Refusal
from yuantu.workspace import identity
from yuantu.workspace.workspace import Workspace

PACK = """\
format: 1
id: twins
title: {zh: 两家, en: Twins}
languages: [zh, en]
datum: WGS-84
licence: CC0
attribution: [测试]
sample: false
sources: sources.csv
outlines: [440700]
tables:
  - {file: regions.csv, kind: region}
  - {file: companies.csv, kind: company}
expect: {company: {min: 1}}
"""
COMPANIES = """\
id,name,aliases,industry,source,as_of
c-1,江门市长优实业有限公司,,照明,S1,2023
c-2,长优实业,长优,五金,S1,2024
c-3,江门市长优实业有限公司新会分公司,,照明,S1,2023
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    pack = tmp_path / "pack"
    pack.mkdir()
    files = {
        "manifest.yaml": PACK, "companies.csv": COMPANIES,
        "sources.csv": "id,citation,address,source_class,dated,note\nS1,测试,,A,2023,\n",
        "regions.csv": "id,name,level,source,as_of\nr-1,江门市,city,S1,2023\n",
    }  # fmt: skip
    for name, text in files.items():
        (pack / name).write_text(text, encoding="utf-8")
    made = Workspace.create(tmp_path / "ws")
    made.build([pack], 0)
    return made


def companies(workspace: Workspace) -> dict[str, list[str]]:
    return {one.id: sorted(one.held["name"].ids) for one in workspace.session.entities("company", None)}


def test_merging_shows_one_company_with_both_sets_of_statements_and_undoing_restores_it(
    workspace: Workspace,
) -> None:
    before, version = companies(workspace), workspace.session.name
    entry = identity.merge(workspace, "c-2", "c-1", "Li", "one registration number")
    merged = workspace.session
    assert merged.name != version, "another data version"
    assert set(companies(workspace)) == {"c-1", "c-3"}
    assert companies(workspace)["c-1"] == sorted(before["c-1"] + before["c-2"])
    shown = merged.entity("c-2", None)
    assert shown is not None
    assert shown.id == "c-1"
    assert shown.held["name"].conflict, "both names stand side by side"
    assert {one.entity for one in shown.held["name"].statements} == {"c-1", "c-2"}, (
        "statements stay as they were"
    )
    identity.undo(workspace, entry.id, "Li", "wrong")
    assert companies(workspace) == before
    assert workspace.session.name == version


def test_building_again_keeps_what_was_judged(workspace: Workspace, tmp_path: Path) -> None:
    identity.merge(workspace, "c-1", "c-2", "Li", "")
    Workspace.open(workspace.folder.root).build([tmp_path / "pack"], 0)
    assert set(companies(workspace)) == {"c-1", "c-3"}


def test_only_known_things_of_one_kind_are_judged(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        identity.merge(workspace, "c-1", "c-99", "Li", "")
    with pytest.raises(Refusal) as refused:
        identity.merge(workspace, "c-1", "r-1", "Li", "")
    assert refused.value.problem.code == "identity_kinds"
    assert identity.log(workspace) == []


def test_candidates_are_proposed_until_somebody_has_judged_them(workspace: Workspace) -> None:
    found, problems = identity.candidates(workspace, "company")
    assert not problems
    assert (found[0]["one"], found[0]["other"], found[0]["relation"]) == ("c-1", "c-2", "same")
    assert set(companies(workspace)) == {"c-1", "c-2", "c-3"}, "nothing is merged in silence"
    identity.doubt(workspace, "c-1", "c-2", "Li", "no registration number")
    identity.split(workspace, "c-1", "c-3", "Li", "a branch")
    left = {(one["one"], one["other"]) for one in identity.candidates(workspace, "company")[0]}
    assert left == {("c-2", "c-3")}


def run(*arguments: str) -> Any:
    done = CliRunner().invoke(app, [*arguments, "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_the_command_line_says_same_and_why() -> None:
    answer = run("same", "中创新航科技(江门)有限公司", "中创新航科技集团股份有限公司")
    assert answer["relation"] == "related"
    assert "江门" in answer["reason"]["zh"]
    assert 0.3 <= answer["score"] < 0.7


def test_the_command_line_merges_splits_undoes_and_tells(workspace: Workspace) -> None:
    place = ["--workspace", str(workspace.folder.root)]
    assert run("same", "长优", "江门市长优实业有限公司", *place)["relation"] == "same"
    made = run("identity", "merge", "c-1", "c-2", "--author", "Li", "--reason", "one number", *place)[
        "judgements"
    ][0]
    assert made["stance"] == "positive"
    split = run("identity", "split", "c-1", "c-2", "--author", "Wang", "--reason", "two numbers", *place)[
        "judgements"
    ]
    assert [one["undoes"] for one in split] == [made["id"], ""]
    run("identity", "undo", split[1]["id"], "--author", "Wang", "--reason", "unsure", *place)
    told = run("identity", "log", *place)["judgements"]
    assert [(one["author"], one["stands"]) for one in told][:2] == [("Li", False), ("Wang", False)]
    assert len(told) == 4
    assert not any(one["stands"] for one in told)
