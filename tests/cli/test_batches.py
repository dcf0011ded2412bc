"""Do a batch, the reverse question and a table of one's own work from the command line, and is nonsense refused?"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
Ask = Callable[..., Any]


def test_a_batch_from_the_command_line(run: Run, ask: Ask, built: Path, tmp_path: Path) -> None:
    briefs, out = tmp_path / "b.jsonl", tmp_path / "o.csv"
    briefs.write_text('"1万平厂房，江门"\n"5000平厂房，中山"\n', encoding="utf-8")
    command = ["match", "--briefs", briefs, "--out", out, "--workspace", built]
    assert ask(*command)["answered"] == 2
    run(*command, code=2)  # an existing file is not replaced
    briefs.write_text('"1万平厂房，江门"\n{broken\n', encoding="utf-8")
    partly = ask(*command, "--force", code=2)
    assert (partly["answered"], partly["refused"]) == (1, 1)
    fits = ask("match", "--briefs", briefs, "--for", "江门市", "--workspace", built, code=2)
    assert fits["counts"]["briefs"] == 2
    assert [one["line"] for one in fits["problems"]] == [2]
    words = run("match", "--briefs", briefs, "--for", "江门市", "--workspace", built, code=2).stdout
    assert "第 2 行" in words


@pytest.mark.parametrize(
    "arguments",
    [
        ["1万平厂房", "--out", "x.csv"],
        ["1万平厂房", "--for", "江门市"],
        ["--briefs", "b.jsonl"],
        ["1万平厂房", "--briefs", "b.jsonl", "--out", "x.csv"],
        ["--briefs", "nowhere.jsonl", "--out", "x.csv"],
        ["--briefs", "nowhere.jsonl", "--out", "x.docx"],
        ["1万平厂房", "--catalogue", "sights"],
        ["1万平厂房", "--catalogue", "companies"],
        ["1万平厂房", "--candidates", "nowhere.csv"],
    ],
)
def test_options_of_a_match_that_make_no_sense_are_refused(
    run: Run, built: Path, arguments: list[str]
) -> None:
    assert run("match", *arguments, "--workspace", built, code=2).stderr.strip()


def test_a_table_of_ones_own_is_matched_without_a_workspace(run: Run, ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(
        """
catalogue: machines
kind:
  label: {zh: 设备, en: machine}
  properties:
    name: {type: name, columns: [名称], label: {zh: 名称, en: name}}
    price: {type: money, unit: CNY, columns: [售价], label: {zh: 售价, en: price}}
    built: {type: date, columns: [出厂], label: {zh: 出厂日期, en: built}}
    place: {type: place, columns: [所在地], label: {zh: 所在地, en: place}}
    industry: {type: text, columns: [行业], label: {zh: 行业, en: industry}}
id: 机号
trees: {place: regions, industry: gbt4754}
criteria:
  - {column: price, knots: [[100000, 1], [900000, 0]], weight: 1}
""",
        encoding="utf-8",
    )
    (tmp_path / "m.csv").write_text(
        "机号,名称,售价,出厂,所在地,行业\n"
        "a,甲,30万元,2024-03,江门市新会区,C3425\n"
        "b,乙,80万元,2020,中山市,3424\n"
        "c,丙,看着给,2025-01-05,江门市,C3425\n",
        encoding="utf-8",
    )
    (tmp_path / "b.toml").write_text(
        """
[[knockouts]]
column = "place"
one_of = ["江门"]
[[knockouts]]
column = "industry"
one_of = ["C34"]
[[knockouts]]
column = "built"
min = 2022-01-01
[[knockouts]]
column = "price"
max = 50
unit = "万元"
""",
        encoding="utf-8",
    )
    command = [
        "match",
        "--catalogue",
        "m.yaml",
        "--candidates",
        "m.csv",
        "--brief",
        "b.toml",
        "--workspace",
        "none",
    ]
    paths = [str(tmp_path / word) if word.startswith(("m.", "b.")) else word for word in command]
    answer = ask(*paths)
    assert [[item["id"] for item in answer[name]] for name in ("passed", "to_verify", "rejected")] == [
        ["a"],
        ["c"],
        ["b"],
    ]
    passed = answer["passed"][0]
    assert passed["score"] == 0.75
    assert passed["reasons"][0]["statements"] == ["m.csv!C2"]
    assert answer["rejected"][0]["failed"]["test"] == "place"
    assert any("m.csv!C4" in note["zh"] for note in answer["notes"]), "a cell that was not read is said"
    words = run(*paths).stdout
    assert "甲 0.75" in words
