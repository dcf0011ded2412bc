"""Is the committed description of the API the one that is served?"""

import importlib.util
import json
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

ROOT = Path(__file__).parents[2]


def tool() -> Any:
    spec = importlib.util.spec_from_file_location("openapi", ROOT / "tools" / "openapi.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_committed_description_is_current(client: TestClient) -> None:
    module = tool()
    assert module.SCHEMA.read_text(encoding="utf-8") == module.render(), "run: python tools/openapi.py"
    assert client.get("/api/openapi.json").json() == json.loads(module.render())


def test_every_route_says_what_it_is_for(client: TestClient) -> None:
    for path, methods in client.get("/api/openapi.json").json()["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (method, path)
            assert operation["tags"], (method, path)


def test_no_documentation_page_loads_scripts_from_elsewhere(client: TestClient) -> None:
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404
