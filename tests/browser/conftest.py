"""Which workspace and which server do the tests of the page use?"""

import contextlib
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
Serve = Callable[[Path], AbstractContextManager[str]]
Run = Callable[..., None]


@pytest.fixture(scope="session")
def browser_context_args(base_url: str) -> dict[str, Any]:
    return {
        "base_url": base_url, "viewport": {"width": 1440, "height": 900}, "locale": "zh-CN",
        "reduced_motion": "reduce",
    }  # fmt: skip


def yuantu_command() -> str:
    found = shutil.which("yuantu", path=str(Path(sys.executable).parent)) or shutil.which("yuantu")
    if found is None:
        pytest.fail(
            "the command yuantu is not installed beside this Python; run pip install -e .", pytrace=False
        )
    return found


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace built from the pack of the house, as a user builds it."""
    page = ROOT / "src" / "yuantu" / "api" / "page" / "index.html"
    if not page.is_file():
        pytest.fail(f"the page is not built ({page}); run npm ci && npm run build in web/", pytrace=False)
    folder = tmp_path_factory.mktemp("page") / "workspace"
    built = subprocess.run(
        [yuantu_command(), "build", str(ROOT / "packs" / "jiangmen"), "--workspace", str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_open(server: "subprocess.Popen[bytes]", port: int) -> None:
    """Returns when the port answers; fails when the server ends or takes too long."""
    for _ in range(START_SECONDS * 20):
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = server.wait(timeout=0.05)
            pytest.fail(f"yuantu serve ended with code {code}", pytrace=False)
    pytest.fail(f"yuantu serve did not answer on port {port} within {START_SECONDS} s", pytrace=False)


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    port = free_port()
    command = [yuantu_command(), "serve", "--workspace", str(folder), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_until_open(server, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Serve a workspace for as long as a block runs; its address."""
    return serving


@pytest.fixture(scope="session")
def run() -> Run:
    """Run the command with these words; it must succeed."""

    def call(*words: str) -> None:
        done = subprocess.run([yuantu_command(), *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    return call


@pytest.fixture(scope="session")
def base_url(workspace: Path) -> Iterator[str]:
    """The address of a server over the workspace, for the whole session."""
    with serving(workspace) as found:
        yield found
