"""Can a server, a builder and a reader work on one workspace at the same time?"""

import json
import re
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from typing import Any

import pytest

from yuantu.errors import WorkspaceError
from yuantu.facts.ledger import Ledger
from yuantu.facts.views import Entity
from yuantu.ontology.values import Quantity
from yuantu.workspace import evidence
from yuantu.workspace.building import cut
from yuantu.workspace.folder import Folder
from yuantu.workspace.workspace import Workspace

DAY = date(2026, 11, 22)
BUILDS = 4
BUILDER = """
import sys
from pathlib import Path
from yuantu.workspace.workspace import Workspace
workspace, sites, packs = Workspace.open(Path(sys.argv[1])), Path(sys.argv[2]), sys.argv[2:]
for number in range(int(sys.argv[3])):
    text = (sites / "sites.csv").read_text(encoding="utf-8")
    area = f"{1000 + number}㎡"
    lines = [line.split(",") for line in text.splitlines()]
    place = lines[0].index("area")
    for line in lines[1:]:
        line[place] = area
    (sites / "sites.csv").write_text("\\n".join(map(",".join, lines)) + "\\n", encoding="utf-8")
    report = workspace.build([sites], 0)
    assert report.packs[0].added > 0, "each build has something new to say"
    print(report.snapshot, flush=True)
"""
SERVE = "import sys; from yuantu.cli.main import run; sys.argv = ['yuantu', *sys.argv[1:]]; run()"


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()


@pytest.fixture
def serve(workspace: Workspace) -> Iterator[Callable[[str], Any]]:
    """The workspace served by a process of its own; the fixture asks it for a path."""
    port = free_port()
    arguments = (SERVE, "serve", "--workspace", workspace.folder.root, "--port", port)
    with running(*arguments) as server:
        assert server.stdout is not None
        ready = server.stdout.readline()  # the address is told once the workspace is open …
        assert str(port) in ready, server.stderr.read() if server.stderr else ""
        wait_for(port, server)

        def get(path: str) -> Any:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
                return json.load(answer)

        yield get


def wait_for(port: int, server: subprocess.Popen[str]) -> None:
    """… and the door opens right after: knock until it does."""
    for _ in range(600):
        with closing(socket.socket()) as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        with suppress(subprocess.TimeoutExpired):
            pytest.fail(f"the server ended with {server.wait(timeout=0.05)}")
    pytest.fail("the server never opened its door")


def low(site: Entity) -> float | None:
    area = site.value("area")
    return area.low if isinstance(area, Quantity) else None


def areas_served(get: Callable[[str], Any]) -> set[tuple[float, ...]]:
    """What one moment of the server holds of every site: a whole snapshot has one area for all of them."""
    found = []
    for site in ("s-1", "s-2", "s-3"):
        properties = get(f"/api/entities/{site}")["properties"]
        area = next(one for one in properties if one["property"] == "area")
        assert area["state"] == "known", "old or new, never both"
        found.append(area["values"][0]["low"])
    return {tuple(found)}


def test_a_server_a_builder_and_a_reader_work_on_one_workspace_at_once(
    workspace, small_pack, serve_after_build
):
    root, pack = workspace.folder.root, small_pack.folder
    served: list[str] = []
    read: set[float | None] = set()
    with running(BUILDER, root, pack, BUILDS) as builder:
        notebook = Workspace.open(root)
        assert builder.stdout is not None
        done = threading.Event()

        def ask_the_server() -> None:
            while not done.is_set():
                served.append(serve_after_build("/api/meta")["snapshot"])
                areas_served(serve_after_build)

        asking = threading.Thread(target=ask_the_server)
        asking.start()
        built: list[str] = []
        told = builder.stdout
        reading = threading.Thread(target=lambda: built.extend(told.read().split()))
        reading.start()
        while reading.is_alive():
            session = notebook.session
            areas = {low(one) for one in session.entities("site", DAY)}
            assert len(areas) == 1, "a snapshot is whole"
            assert not any(one.held["area"].conflict for one in session.entities("site", DAY))
            read |= areas
        reading.join()
        done.set()
        asking.join()
        errors = builder.stderr.read() if builder.stderr else ""
        builder.wait()
    assert (builder.returncode, errors) == (0, "")
    assert len(set(built)) == BUILDS
    assert served
    assert set(served) <= {*built, serve_after_build.first}
    assert read
    last = serve_after_build("/api/meta")
    assert last["snapshot"] == built[-1] == notebook.session.name, "everybody has moved to the newest"
    assert areas_served(serve_after_build) == {(1000.0 + BUILDS - 1,) * 3}


class Served:
    def __init__(self, get: Callable[[str], Any]) -> None:
        self.get = get
        self.first: str = get("/api/meta")["snapshot"]

    def __call__(self, path: str) -> Any:
        return self.get(path)


@pytest.fixture
def serve_after_build(workspace, small_pack, request) -> Served:
    for row in small_pack.tables["sites"]:
        row["area"] = "999㎡"
    workspace.build([small_pack.write()], 0)
    return Served(request.getfixturevalue("serve"))


def test_two_builders_at_once_lose_nothing(workspace, small_pack, tmp_path):
    packs = []
    for name in ("one", "two"):
        pack = type(small_pack)(tmp_path / name, small_pack.manifest.replace("id: small", f"id: {name}"))
        for table in ("regions", "sites"):
            for row in pack.tables[table]:
                row["id"] = f"{name}-{row['id']}"
                row.pop("parent", None)
                if "region" in row:
                    row["region"] = f"{name}-{row['region']}"
        for row in pack.tables["sites"]:
            row["area"] = "1㎡"
        packs.append(pack.write())
    with (
        running(BUILDER, workspace.folder.root, packs[0], 3) as one,
        running(BUILDER, workspace.folder.root, packs[1], 3) as two,
    ):
        results = [(process.communicate(timeout=60)[1], process.returncode) for process in (one, two)]
    assert results == [("", 0), ("", 0)]
    session = workspace.session
    assert {one.id for one in session.entities("site", None)} == {
        f"{name}-s-{n}" for name in ("one", "two") for n in (1, 2, 3)
    }
    assert {one["id"] for one in session.description["packs"]} == {"one", "two"}
    with Ledger(workspace.folder.ledger) as ledger:
        current = {row[0] for row in ledger.rows()} - {event[0] for event in ledger.events()}
    shown = {
        name for site in session.entities("site", None) for held in site.held.values() for name in held.ids
    }
    assert shown <= current


def test_while_a_snapshot_is_cut_nobody_writes(workspace, small_pack, monkeypatch):
    """Else a cut without the newest statements could become current after one that has them."""
    monkeypatch.setattr("yuantu.engines.ledger.BUSY_SECONDS", 0.05)
    blocked = []

    def cut_slowly(folder: Folder, ledger: Ledger) -> str:
        with Ledger(folder.ledger) as other, pytest.raises(WorkspaceError):
            other.add((), (), "2026-01-01T00:00:00.000Z")
        blocked.append(folder)
        return cut(folder, ledger)

    monkeypatch.setattr("yuantu.workspace.building.cut", cut_slowly)
    workspace.build([small_pack.write()], 0)
    assert len(blocked) == 1
    assert workspace.session.counts["site"] == 3


def test_an_answer_under_way_keeps_the_snapshot_that_it_began_with(workspace, small_pack):
    workspace.build([small_pack.write()], 0)
    begun = workspace.session
    old = begun.entity("s-1", DAY).held["area"].ids[0]
    small_pack.tables["sites"][0]["area"] = "9800㎡"
    workspace.build([small_pack.write()], 0)
    assert workspace.session is not begun
    assert begun.entity("s-1", DAY).value("area").low == 9600.0
    assert evidence.statement_json(begun, old)["words"] == "9600㎡"
    assert workspace.session.entity("s-1", DAY).value("area").low == 9800.0


def test_threads_share_one_session(jiangmen):
    session, answers, errors = jiangmen.session, [], []

    def work(day: date) -> None:
        try:
            world = session.world(day, samples=True)
            rows = [session.entity(str(one), day).name for one in world.sites.ids[-3:]]
            answers.append((len(world.sites), tuple(rows)))
        except Exception as error:  # noqa: BLE001 — whatever goes wrong in a thread must reach the test
            errors.append(error)

    days = [DAY, date(2024, 6, 29), date(2020, 1, 1), DAY, date(2024, 6, 29), DAY]
    threads = [threading.Thread(target=work, args=(day,)) for day in days]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(set(answers)) == 1
    assert len(answers) == len(days)


def test_a_current_name_that_is_nonsense_is_said_and_not_followed(workspace, small_pack):
    workspace.build([small_pack.write()], 0)
    name = workspace.session.name
    assert re.fullmatch("v-[0-9a-f]{12}", name)
    for nonsense in ("", "../../etc", "v-000000000000", "\x00", "园图"):
        (workspace.folder.snapshots / "CURRENT").write_text(nonsense, encoding="utf-8")
        with pytest.raises(WorkspaceError):
            _ = Workspace.open(workspace.folder.root).session
    workspace.build([small_pack.folder], 0)
    assert Workspace.open(workspace.folder.root).session.name == name
