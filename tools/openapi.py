"""How does schemas/openapi.json keep up with the API?

`python tools/openapi.py` writes the description that the API serves; a test fails while the two differ, so that
a change of the API is seen by whoever reads the change.
"""  # noqa: INP001 — a script, not a package

import json
import tempfile
from pathlib import Path

from yuantu.api.app import create_app
from yuantu.workspace.workspace import Workspace

SCHEMA = Path(__file__).parents[1] / "schemas" / "openapi.json"


def render() -> str:
    """The whole description; no workspace changes it."""
    with tempfile.TemporaryDirectory() as folder:
        document = create_app(Workspace.create(Path(folder) / "workspace")).openapi()
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    SCHEMA.parent.mkdir(exist_ok=True)
    SCHEMA.write_text(render(), encoding="utf-8")
