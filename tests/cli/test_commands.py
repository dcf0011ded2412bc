"""Does every command do what it says, in both languages, with the promised JSON and exit codes?"""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click
import pytest
from fastapi.testclient import TestClient

from yuantu.api.app import create_app
from yuantu.cli.app import COMMANDS, app
from yuantu.version import VERSION
from yuantu.workspace import days
from yuantu.workspace.workspace import Workspace

TODAY = "2026-11-22"
HOUSE_CASE = "30天内能进场的1万平厂房，江门中山哪里有？层高8米、承重1.5吨、1600kVA，离宝安90分钟内"


def all_commands() -> list[list[str]]:
    context = click.Context(app)
    show = app.get_command(context, "show")
    assert isinstance(show, click.Group)
    return [[], *([name] for name in COMMANDS), *(["show", name] for name in show.list_commands(context))]


@pytest.mark.parametrize("words", all_commands(), ids=" ".join)
def test_every_command_has_help_with_a_sentence_for_every_option(run, words):
    result = run(*words, "--help")
    assert result.stdout.startswith("Usage: ")
    assert run(*words, "-h").stdout == result.stdout
    assert len([line for line in result.stdout.splitlines() if line.strip()]) > 3


def yuantu(*words: str | bytes, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    command = shutil.which("yuantu", path=str(Path(sys.executable).parent))
    assert command is not None, "pip install -e . makes the command"
    return subprocess.run(
        [command, *words], capture_output=True, check=False, env={**os.environ, **environment}, timeout=60
    )


def test_the_quick_version_is_that_of_the_full_command(run):
    quick = yuantu("--version")
    assert quick.returncode == 0
    assert quick.stdout.decode() == f"yuantu {VERSION}\n" == run("--version").stdout


# ── match and brief ──────────────────────────────────────────────────────────────────────────────


def test_a_match_has_the_promised_shape(ask, built):
    found = ask("match", HOUSE_CASE, "--workspace", built, "--today", TODAY, "--with-samples")
    assert {"brief", "passed", "to_verify", "rejected", "not_understood", "as_of", "counts"} <= set(found)
    assert found["as_of"] == TODAY
    assert (
        sum(found["counts"][name] for name in ("passed", "to_verify", "rejected"))
        == found["counts"]["candidates"]
    )
    for field in ("kind", "area_m2", "needed_by", "clear_height_m", "floor_load_t_m2", "power_kva"):
        assert found["brief"][field]["words"] in HOUSE_CASE
    for name in ("passed", "to_verify", "rejected"):
        assert len(found[name]) == min(5, found["counts"][name]) > 0
        for item in found[name]:
            assert {"id", "name", "region", "score", "reasons", "unknown", "failed"} <= set(item)
            assert (item["failed"] is not None) == (name == "rejected")
            assert bool(item["unknown"]) or name != "to_verify"
            for reason in item["reasons"]:
                assert {"criterion", "value", "contribution", "statements"} <= set(reason)
            if item["failed"]:
                assert {"test", "need", "have", "distance"} <= set(item["failed"])


def test_the_real_pack_passes_nothing_that_nobody_has_stated(ask, built):
    found = ask("match", HOUSE_CASE, "--workspace", built, "--today", TODAY, "--top", 100)
    assert found["passed"] == []
    assert not any(item["sample"] for name in ("to_verify", "rejected") for item in found[name])
    found = ask("match", "50万平厂房", "--workspace", built, "--today", TODAY, "--top", 100)
    near = [item["failed"] for item in found["rejected"] if item["failed"]["test"] == "area"]
    assert near
    assert all(one["distance"] < 0 and one["need"] + one["distance"] == one["have"] for one in near)


def test_the_link_makes_a_difference(ask, built):
    before, after = (
        ask("match", HOUSE_CASE, "--workspace", built, "--today", TODAY, "--top", 100, "--as-of", day)
        for day in ("2024-06-29", "2024-07-01")
    )
    assert (before["as_of"], after["as_of"]) == ("2024-06-29", "2024-07-01")
    rejected = [{item["id"] for item in one["rejected"]} for one in (before, after)]
    assert rejected[0] - rejected[1], "somebody is near enough only since the Link"
    minutes = [
        {
            item["id"]: reason["value"]
            for item in one["to_verify"]
            for reason in item["reasons"]
            if "minutes" in reason["criterion"]
        }
        for one in (before, after)
    ]
    assert any(minutes[1][site] < number for site, number in minutes[0].items() if site in minutes[1])


def test_both_doors_answer_alike(ask, built, monkeypatch):
    monkeypatch.setattr(days, "today", lambda: days.read_day(TODAY))
    client = TestClient(create_app(Workspace.open(built)))
    asked = ("match", HOUSE_CASE, "--workspace", built)
    typed = ask(*asked, "--with-samples")
    assert client.get("/api/match", params={"q": HOUSE_CASE, "samples": "1"}).json() == typed
    assert client.get("/api/match", params={"q": HOUSE_CASE}).json() == ask(*asked)
    statement = typed["to_verify"][0]["values"][0]["statements"][0]
    assert client.get(f"/api/statements/{statement}").json() == ask(
        "show", "statement", statement, "--workspace", built
    )
    for path, words in (
        ("/api/entities/r-440700", ("entity", "r-440700")), ("/api/regions", ("regions",)),
        ("/api/meta", ("workspace",)),
        ("/api/conflicts", ("conflicts",)), ("/api/minutes?from=宝安&to=江门", ("minutes", "宝安", "江门")),
    ):  # fmt: skip
        assert client.get(path).json() == ask("show", *words, "--workspace", built), path


def test_a_brief_needs_no_workspace(ask, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = ask("brief", HOUSE_CASE, "--today", TODAY)
    assert found["needed_by"] == {"days": 30, "date": "2026-12-22", "words": "30天内能进场", "span": [0, 7]}
    assert found["area_m2"]["min"] == 10_000
    assert {one["name"] for one in found["regions"]} == {"江门市", "中山市"}
    assert (found["anchors"][0]["place"], found["anchors"][0]["max_minutes"]) == ("宝安", 90)
    assert list(tmp_path.iterdir()) == []
    assert "1万平" in run("brief", HOUSE_CASE).stdout


@pytest.mark.parametrize("name", ["brief.toml", "brief.json"])
def test_a_brief_may_come_from_a_file(ask, built, tmp_path, name):
    text = {
        "brief.toml": 'kind = "plant"\narea_m2 = 10000\nregions = ["江门"]\n',
        "brief.json": '\ufeff{"kind": "plant", "area_m2": 10000, "regions": ["江门"]}',
    }
    (tmp_path / name).write_text(text[name], encoding="utf-8")
    found = ask("match", "--brief", tmp_path / name, "--workspace", built, "--today", TODAY)
    spoken = ask("match", "江门1万平厂房", "--workspace", built, "--today", TODAY)
    assert [one["id"] for one in found["to_verify"]] == [one["id"] for one in spoken["to_verify"]]


# ── language ─────────────────────────────────────────────────────────────────────────────────────


def test_answers_are_in_the_language_asked_for_wherever_it_is_asked(run, built):
    words = ("match", "厂房", "--workspace", built)
    english = run("--lang", "en", *words).stdout
    assert "To verify" in english
    assert run(*words, "--lang", "en").stdout == run(*words, "--lang=en").stdout == english
    assert run(*words, YUANTU_LANG="en_GB.UTF-8").stdout == english
    assert "待核实" in run(*words, YUANTU_LANG="fr").stdout
    assert run("--lang", "zh", *words, YUANTU_LANG="en").stdout == run(*words).stdout


# ── show ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_statement_says_where_it_comes_from(ask, run, built):
    entity = ask("show", "entity", "s-043", "--workspace", built)
    area = next(one for one in entity["properties"] if one["property"] == "area")["values"][0]
    found = ask("show", "statement", area["statements"][0], "--workspace", built)
    assert found["locator"].startswith("jiangmen/sites.csv!")
    assert found["words"] == area["words"]
    assert (found["value"]["stated"], found["unit"], found["qualifier"]) == (
        area["stated"],
        "m2",
        area["qualifier"],
    )
    assert {"citation", "source_class", "link", "class_label"} <= set(found["source"])
    assert {"valid_from", "valid_to", "known_at"} <= set(found)
    for language in ("zh", "en"):
        shown = run("--lang", language, "show", "statement", found["id"], "--workspace", built).stdout
        assert found["words"] in shown
        assert found["locator"] in shown
        assert found["source"]["citation"] in shown


def test_a_sample_is_shown_and_marked(ask, run, built):
    found = ask("show", "entity", "x-20240630-1", "--workspace", built)
    assert found["sample"] is True
    assert found["name"].startswith("示例")
    assert run("show", "entity", "x-20240630-1", "--workspace", built).stdout.startswith("[示例]")
    statement = found["properties"][0]["values"][0]["statements"][0]
    assert ask("show", "statement", statement, "--workspace", built)["sample"] is True


def test_everything_can_be_shown_as_of_a_day_and_taking_a_day_for_today(ask, run, built):
    for words in (("entity", "r-440700"), ("regions",), ("minutes", "宝安", "江门")):
        as_of = ask("show", *words, "--workspace", built, "--as-of", "2024-06-29")
        assert as_of == ask("show", *words, "--workspace", built, "--today", "2024-06-29")
        assert as_of["as_of"] == "2024-06-29"
        assert run("show", *words, "--workspace", built).stdout
    assert ask("show", "workspace", "--workspace", built, "--today", "2024-06-29")["today"] == "2024-06-29"
    assert "深中通道" in run("show", "workspace", "--workspace", built).stdout


def test_real_conflicts_are_shown_with_both_sides(run, built):
    for language, sides in (
        ("zh", ["222", "208", "25 个", "27 个", "超 130 亿元", "138 亿元"]),
        ("en", ["222", "208", "25", "27"]),
    ):
        shown = run("--lang", language, "show", "conflicts", "--workspace", built).stdout
        assert all(side in shown for side in sides)
        assert shown.count("≠") >= 5


# ── making and filling a workspace ───────────────────────────────────────────────────────────────


def test_init_twice_changes_nothing(ask, run, workspace):
    assert ask("init", "--workspace", workspace) == {"workspace": str(workspace), "made": True}
    settings = workspace / "yuantu.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    assert ask("init", "--workspace", workspace)["made"] is False
    assert settings.read_text(encoding="utf-8").endswith("# mine\n")
    assert "已经在了" in run("init", "--workspace", workspace).stdout


def test_a_build_counts_every_row_once(ask, run, pack, workspace):
    report = ask("build", pack.folder, "--samples", 40, "--workspace", workspace)
    small, samples = report["packs"]
    assert (small["rows"], small["offered"]) == ({"region": 2, "site": 3}, small["added"])
    assert (samples["rows"], samples["bulk_rows"]) == ({"site": 40}, 40)
    again = run("build", pack.folder, "--workspace", workspace).stdout
    assert "small：5 行" in again
    assert "新增 0" in again
    assert "40 行" in again
    assert report["snapshot"] in again, "the same pack read twice adds nothing"


def test_the_demo_answers_the_house_case(run, workspace):
    for language, words in (("zh", "待核实"), ("en", "To verify")):
        shown = run("--lang", language, "demo", "--no-serve", "--workspace", workspace).stdout
        assert words in shown
        assert "1600" in shown


def test_samples_are_a_pack_of_the_same_bytes_for_the_same_seed(run, tmp_path):
    for name in ("a", "b"):
        run("samples", 50, "--seed", 7, "--out", tmp_path / name)
    run("samples", 50, "--seed", 8, "--out", tmp_path / "c")
    read = {name: (tmp_path / name / "sites.csv").read_bytes() for name in ("a", "b", "c")}
    assert read["a"] == read["b"] != read["c"]
    assert "sample: true" in (tmp_path / "a" / "manifest.yaml").read_text(encoding="utf-8")
    assert str(tmp_path / "a") in run("samples", 5, "--out", tmp_path / "a", code=2).stderr


# ── serving ──────────────────────────────────────────────────────────────────────────────────────


def test_a_taken_port_names_a_free_one_and_the_command(run, built):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for words, command in (
            (("serve", "--workspace", built), f"yuantu serve --workspace {built} --port "),
            (("demo", "--workspace", built), "yuantu demo --port "),
        ):
            told = run(*words, "--port", port, code=2, MAKELEVEL=None).stderr
            offered = int(told.rsplit(command, 1)[1].split()[0])
            assert offered != port
            assert str(port) in told
            with socket.socket() as free:
                free.bind(("127.0.0.1", offered))
        assert "is taken" in run("--lang", "en", "serve", "--workspace", built, "--port", port, code=2).stderr
        assert (
            "make demo PORT="
            in run("demo", "--workspace", built, "--port", port, code=2, MAKELEVEL="1").stderr
        )


def test_a_host_that_cannot_be_served_on_is_not_called_a_taken_port(run, built):
    told = run("serve", "--workspace", built, "--host", "256.0.0.1", "--port", 8099, code=2).stderr
    assert "256.0.0.1:8099" in told
    assert "占用" not in told


def test_a_path_with_braces_and_blanks_can_be_served_elsewhere(run, built, tmp_path):
    odd = tmp_path / "a {b} c"
    odd.symlink_to(built)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        told = run("serve", "--workspace", odd, "--port", taken.getsockname()[1], code=2).stderr
    assert f"--workspace '{odd}' --port " in told


def served(port: int, path: str) -> Any:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, json.loads(response.read())


def test_the_server_answers_the_longest_sentence_that_it_allows(built):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = shutil.which("yuantu", path=str(Path(sys.executable).parent))
    assert command is not None
    words = [command, "serve", "--workspace", str(built), "--port", str(port)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as server:
        try:
            wait_until_open(server, port)
            status, found = served(port, "/api/meta")
            assert (status, found["version"]) == (200, VERSION)
            status, found = served(port, "/api/brief?q=" + quote("厂房。" + "噪" * 19_000))
            assert (status, found["kind"]["value"]) == (200, "plant")
        finally:
            server.terminate()


def wait_until_open(server: "subprocess.Popen[bytes]", port: int) -> None:
    for _ in range(400):
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        with suppress(subprocess.TimeoutExpired):
            pytest.fail(f"yuantu serve ended with code {server.wait(timeout=0.05)}")
    pytest.fail("yuantu serve did not answer")
