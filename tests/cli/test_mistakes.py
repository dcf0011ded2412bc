"""What does a person read who mistyped a command, lost a workspace, or has a damaged one?"""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from yuantu.messages.catalogue import CATALOGUE
from yuantu.workspace.packs import built_in_pack

CHINESE = re.compile(r"[一-鿿]{2}")

MISTYPED = {
    ("nosuch",): "command_unknown",
    ("show", "nosuch"): "command_unknown",
    ("match", "厂房", "--nosuch"): "option_unknown",
    ("brief",): "option_missing",
    ("build",): "option_missing",
    ("brief", "厂房", "another"): "command_usage",
    ("--lang", "fr", "brief", "厂房"): "option_choice",
    ("brief", "厂房", "--today", "2024-13-01"): "option_date",
    ("brief", "厂房", "--today", "20241301"): "option_date",
    ("brief", "30天内厂房", "--today", "9999-12-31"): "option_date_range",
    ("match", "厂房", "--top", "0"): "value_too_small",
    ("match", "厂房", "--top", "10001"): "value_too_large",
    ("match", "厂房", "--top", "x"): "value_whole_number",
    ("serve", "--port", "65536"): "value_too_large",
    ("samples", "x", "--out", "y"): "value_whole_number",
    ("export", "site", "--format", "xls"): "option_choice",
    ("show", "entity", "s-1", "--known-at", "yesterday"): "option_instant",
    ("brief", ""): "brief_empty",
    ("brief", "   "): "brief_empty",
}


@pytest.mark.parametrize("words", MISTYPED, ids=" ".join)
def test_a_mistyped_command_is_explained_in_both_languages(run, words):
    code = MISTYPED[words]
    for language in ("zh", "en"):
        told = run(*words, code=2, YUANTU_LANG=language)
        assert told.stdout == ""
        assert bool(CHINESE.search(re.sub(r"[“\"'].*?[”\"']", "", told.stderr))) == (language == "zh"), (
            told.stderr
        )
    if not {"serve", "samples", "export"} & {*words}:  # they print no data, so they have no --json
        found = json.loads(run(*words, "--json", code=2).stdout)
        assert found["error"]["code"] == code
        assert set(found["error"]["message"]) == {"zh", "en"}


def test_what_is_wrong_with_an_option_names_the_option(run):
    assert run("match", "厂房", "--top", "0", code=2).stderr.startswith("--top: ")
    assert run("brief", "厂房", "--today", "x", code=2).stderr.startswith("--today: ")
    assert run("brief", code=2).stderr.startswith("SENTENCE: ")


def test_without_words_the_help_is_printed(run):
    for words in ((), ("show",)):
        assert "Usage:" in run(*words, code=2).output


def test_ids_and_places_that_nobody_has(run, ask, built):
    for words, code in (
        (("show", "entity", "nobody"), "entity_unknown"), (("show", "statement", "s-0"), "statement_unknown"),
        (("show", "minutes", "宝安", "月球"), "place_unknown"), (("show", "entity", "\x00"), "entity_unknown"),
    ):  # fmt: skip
        assert ask(*words, "--workspace", built, code=1)["error"]["code"] == code
        assert run(*words, "--workspace", built, code=1).stdout == ""


def test_an_error_is_one_object_on_stdout_and_words_on_stderr(run, built):
    told = run("match", "你好", "--workspace", built, "--json", code=2)
    assert set(json.loads(told.stdout)) == {"error"}
    assert "你好" in told.stderr


@pytest.mark.parametrize(
    "words", [("match", "厂房"), ("show", "regions"), ("export", "site"), ("serve",)], ids=" ".join
)
def test_a_workspace_that_is_missing_or_empty_says_what_to_run(run, workspace, words):
    assert f"yuantu init --workspace {workspace}" in run(*words, "--workspace", workspace, code=1).stderr
    assert not workspace.exists(), "asking makes nothing"
    run("init", "--workspace", workspace)
    assert "yuantu build" in run(*words, "--workspace", workspace, code=1).stderr


def test_a_folder_or_file_that_is_somebody_elses_is_left_alone(run, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("dear", encoding="utf-8")
    for command in (("init",), ("build", built_in_pack())):
        assert str(mine) in run(*command, "--workspace", mine, code=1).stderr
        assert str(mine / "letter.txt") in run(*command, "--workspace", mine / "letter.txt", code=1).stderr
    assert [path.name for path in mine.iterdir()] == ["letter.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(run, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    told = run("init", "--workspace", closed / "w", code=1).stderr
    assert str(closed) in told


def test_a_system_that_refuses_is_quoted(run, workspace, monkeypatch):
    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    told = run("init", "--workspace", workspace, code=1).stderr
    assert str(workspace) in told
    assert "Permission denied" in told


def test_a_bug_is_a_sentence_unless_somebody_wants_to_see_where(run, monkeypatch):
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("yuantu.match.sentences.parsing.parse_sentence", fail)
    assert "YUANTU_TRACE=1" in run("brief", "厂房", code=1).stderr
    monkeypatch.setenv("YUANTU_TRACE", "1")
    with pytest.raises(AssertionError):
        run("brief", "厂房", code=1)


# ── a brief in a file ────────────────────────────────────────────────────────────────────────────

FILES = {
    "list.json": (b"[1]", "brief_no_object"),
    "deep.json": (b"[" * 100_000, "brief_no_object"),
    "half.json": (b'{"kind":', "json_broken"),
    "latin.json": (b"\xff", "file_not_utf8"),
    "half.toml": (b"kind = ", "brief_toml"),
    "castle.toml": (b'kind = "castle"', "brief_choice"),
    "strange.toml": (b"nosuch = 1", "brief_key_unknown"),
    "empty.toml": (b"", "brief_empty"),
    "words.toml": ("没有等号".encode(), "brief_toml"),
    "gbk.toml": ('kind = "厂房"'.encode("gbk"), "file_not_utf8"),
    "surrogate.json": (b'{"kind": "plant", "text": "\\ud800"}', "text_broken"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_brief_file_that_is_wrong_is_named_with_what_is_wrong(ask, run, built, tmp_path, name):
    content, code = FILES[name]
    path = tmp_path / name
    path.write_bytes(content)
    assert ask("match", "--brief", path, "--workspace", built, code=2)["error"]["code"] == code
    if code != "brief_empty":
        assert str(path) in run("match", "--brief", path, "--workspace", built, code=2).stderr


def test_a_brief_file_that_is_not_there(run, built, tmp_path):
    assert (
        "nothing.toml"
        in run("match", "--brief", tmp_path / "nothing.toml", "--workspace", built, code=2).stderr
    )
    told = run("match", "厂房", "--brief", tmp_path / "nothing.toml", "--workspace", built, code=2).stderr
    assert "--brief" in told


# ── a damaged workspace ──────────────────────────────────────────────────────────────────────────


@pytest.fixture
def damaged(built, tmp_path):
    """A copy of the built workspace that a test may damage."""
    return Path(shutil.copytree(built, tmp_path / "damaged"))


def snapshot(workspace: Path) -> Path:
    return workspace / "snapshots" / (workspace / "snapshots" / "CURRENT").read_text(encoding="ascii").strip()


@pytest.mark.parametrize("name", ["v-000000000000\n", "", "../..\n", "\u00ff"])
def test_a_data_version_that_is_gone_is_made_again_from_the_ledger(ask, damaged, name):
    before = snapshot(damaged).name
    (damaged / "snapshots" / "CURRENT").write_bytes(name.encode("latin-1"))
    assert ask("match", "厂房", "--workspace", damaged, code=1)["error"]["code"] == "snapshot_missing"
    assert ask("build", built_in_pack(), "--workspace", damaged)["snapshot"] == before
    assert ask("match", "厂房", "--workspace", damaged)["snapshot"] == before


@pytest.mark.parametrize("name", ["snapshot.json", "statements.parquet", "sources.parquet"])
@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"garbage" * 40, None])
def test_a_damaged_data_version_names_the_file_and_the_way_out(run, damaged, name, content):
    (snapshot(damaged) / "models.json").unlink()  # without the plain rows, the columns are read
    path = snapshot(damaged) / name
    path.unlink() if content is None else path.write_bytes(content)
    told = run("match", "厂房", "--workspace", damaged, code=1).stderr
    assert snapshot(damaged).name in told
    assert "yuantu build" in told


@pytest.mark.parametrize("content", [b"", b"{", b"garbage" * 40])
def test_damaged_plain_rows_name_the_file_and_the_way_out(run, damaged, content):
    (snapshot(damaged) / "models.json").write_bytes(content)
    told = run("match", "厂房", "--workspace", damaged, code=1).stderr
    assert snapshot(damaged).name in told
    assert "yuantu build" in told


def test_following_the_advice_mends_a_damaged_data_version(run, ask, damaged):
    shutil.rmtree(snapshot(damaged))
    for path in (damaged / "bulk").glob("*.parquet"):
        path.unlink()
    run("build", built_in_pack(), "--workspace", damaged)
    assert ask("match", "厂房", "--with-samples", "--workspace", damaged)["counts"]["candidates"] == 368


def test_a_missing_table_of_samples_is_said_and_the_facts_still_answer(run, ask, damaged):
    for path in (damaged / "bulk").glob("*.parquet"):
        path.unlink()
    assert ask("match", "厂房", "--workspace", damaged)["counts"]["candidates"] == 68
    assert "yuantu build" in run("match", "厂房", "--with-samples", "--workspace", damaged, code=1).stderr


def test_a_damaged_ledger_stops_writers_and_not_readers(run, ask, damaged):
    ledger = damaged / "ledger.sqlite"
    for content in (b"no database at all", ledger.read_bytes()[:100] + b"x" * 50_000):
        for beside in ("ledger.sqlite-wal", "ledger.sqlite-shm"):
            (damaged / beside).unlink(missing_ok=True)
        ledger.write_bytes(content)
        told = run("build", built_in_pack(), "--workspace", damaged, code=1).stderr
        assert "ledger.sqlite" in told
        assert ledger.read_bytes() == content, "what may still be saved is not touched"
        assert ask("match", "厂房", "--workspace", damaged)["counts"]["candidates"] == 68


def test_a_ledger_that_somebody_else_holds_is_said(run, damaged, monkeypatch):
    monkeypatch.setattr("yuantu.engines.ledger.BUSY_SECONDS", 0.05)
    holder = sqlite3.connect(damaged / "ledger.sqlite", isolation_level=None)
    try:
        holder.execute("BEGIN EXCLUSIVE")
        assert "ledger.sqlite" in run("build", built_in_pack(), "--workspace", damaged, code=1).stderr
    finally:
        holder.close()


@pytest.mark.parametrize("content", ["{", "[]", "{}"])
def test_a_damaged_note_about_a_pack_names_its_file(run, damaged, content):
    note = damaged / "packs" / "jiangmen.json"
    note.write_text(content, encoding="utf-8")
    assert str(note) in run("build", built_in_pack(), "--workspace", damaged, code=1).stderr
    note.unlink()
    run("build", built_in_pack(), "--workspace", damaged)


def test_broken_settings_name_their_line(run, damaged):
    (damaged / "yuantu.toml").write_text("format = 1\n[map\n", encoding="utf-8")
    told = run("show", "workspace", "--workspace", damaged, code=1).stderr
    assert "yuantu.toml" in told
    assert "line 2" in told
    run("match", "厂房", "--workspace", damaged)


# ── a real terminal ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("words", "environment"), [
    ((b"brief", b"\xff\xfe\x81" + "厂房".encode(), b"--json"), {}),
    ((b"brief", "㎡厂房".encode()), {"PYTHONIOENCODING": "latin-1"}),
    ((b"match", "厂房".encode(), b"--workspace", b"/nowhere/\xff", b"--json"), {}),
])  # fmt: skip
def test_bytes_that_are_no_text_and_terminals_without_chinese(words, environment):
    command = shutil.which("yuantu", path=str(Path(sys.executable).parent))
    assert command is not None
    done = subprocess.run(
        [command.encode(), *words],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
        timeout=60,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode(errors="replace")
    assert done.returncode in (0, 1)
    if b"--json" in words:
        json.loads(done.stdout)


def test_every_code_of_these_tests_is_in_the_catalogue():
    assert {*MISTYPED.values(), *(code for _, code in FILES.values())} <= set(CATALOGUE)
