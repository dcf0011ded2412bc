"""How long does the house case take: building the workspace, the command line, the API?"""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from bench.rows import Row, time_calls, time_commands
from bench.startup import SENTENCE, command
from yuantu.api.app import create_app
from yuantu.workspace.packs import built_in_pack
from yuantu.workspace.workspace import Workspace

BUILD_SECONDS, COMMAND_SECONDS, API_SECONDS = 3.0, 0.300, 0.050


def house_rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        started = time.perf_counter()
        workspace = Workspace.create(root)
        workspace.build([built_in_pack()])
        seconds = time.perf_counter() - started
        statements = workspace.session.counts["statement"]
        yield _row("build the workspace from the pack", statements, seconds, seconds, BUILD_SECONDS)
        ours, median = time_commands([command(), "match", SENTENCE, "--workspace", str(root), "--json"])
        yield _row("house case, command line", 68, ours, median, COMMAND_SECONDS)
        ours, median = time_calls(_ask(workspace), 30)
        yield _row("house case, API, warm", 68, ours, median, API_SECONDS)


def _ask(workspace: Workspace) -> Any:
    client = TestClient(create_app(workspace))

    def ask() -> None:
        answer = client.get("/api/match", params={"q": SENTENCE})
        assert answer.status_code == 200, answer.text

    return ask


def _row(operation: str, n: int, ours: float, median: float, most: float) -> Row:
    return Row(operation, "no peer", n, 1, ours, median, None, None, None, f"≤ {most:g} s", ours <= most)
