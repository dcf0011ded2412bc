"""What do the tests of the API share? The real pack with a little 示例 inventory, behind a client of the app."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from yuantu.api.app import create_app
from yuantu.workspace.packs import built_in_pack
from yuantu.workspace.workspace import Workspace

SAMPLES = 300


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Nobody may change it."""
    found = Workspace.create(tmp_path_factory.mktemp("api") / "workspace")
    found.build([built_in_pack()], SAMPLES)
    yield found
    found.session.close()


@pytest.fixture(scope="session")
def client(workspace: Workspace) -> Iterator[TestClient]:
    with TestClient(create_app(workspace), raise_server_exceptions=False) as found:
        yield found


@pytest.fixture
def empty(tmp_path: Path) -> TestClient:
    """A workspace that nothing has been built into."""
    return TestClient(create_app(Workspace.create(tmp_path / "empty")), raise_server_exceptions=False)
