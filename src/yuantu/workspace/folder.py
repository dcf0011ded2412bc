"""Where in a workspace does everything lie, and which settings does it have?

yuantu.toml    settings, written by a person
ledger.sqlite  the append-only ledger
bulk/          columnar tables, named by their content
snapshots/     what readers open; CURRENT names the newest
packs/         one description per pack that was built in
samples/       示例 inventory, kept apart from facts
documents/     documents as received, named by their content, and their text
chains/        industry chains of one's own, beside those that come with Yuantu
"""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from yuantu.errors import Problem, WorkspaceError

SETTINGS_FILE = "yuantu.toml"
DESCRIBED = {"id", "title", "licence", "sample", "digest", "outlines", "events", "attribution", "bulk"}
TEMPLATE = """\
# A Yuantu workspace. Everything below may be edited; a restart of `yuantu serve` reads it again.
format = 1

[map]
# The review number of the base map (审图号). Empty: the page says that it is for internal use.
approval_number = ""
"""


@dataclass(frozen=True, slots=True)
class Folder:
    """The layout of one workspace folder."""

    root: Path

    @classmethod
    def create(cls, root: Path) -> Self:
        """Make an empty workspace; opening one that is there already changes nothing."""
        folder = cls(root)
        if root.exists() and not root.is_dir():
            raise WorkspaceError(Problem("workspace_is_file", {"path": str(root)}))
        if not folder.settings_file.exists():
            if root.exists() and any(root.iterdir()):
                raise WorkspaceError(Problem("workspace_not_empty", {"path": str(root)}))
            root.mkdir(parents=True, exist_ok=True)
            folder.settings_file.write_text(TEMPLATE, encoding="utf-8")
        for part in (folder.bulk, folder.snapshots, folder.packs):
            part.mkdir(exist_ok=True)
        return folder

    @classmethod
    def open(cls, root: Path) -> Self:
        """The workspace at `root`; raises WorkspaceError when there is none."""
        folder = cls(root)
        if not folder.settings_file.is_file():
            raise WorkspaceError(Problem("workspace_missing", {"path": str(root)}))
        return folder

    @property
    def settings_file(self) -> Path:
        return self.root / SETTINGS_FILE

    @property
    def ledger(self) -> Path:
        return self.root / "ledger.sqlite"

    @property
    def bulk(self) -> Path:
        return self.root / "bulk"

    @property
    def snapshots(self) -> Path:
        return self.root / "snapshots"

    @property
    def packs(self) -> Path:
        return self.root / "packs"

    @property
    def samples(self) -> Path:
        return self.root / "samples"

    @property
    def documents(self) -> Path:
        return self.root / "documents"

    @property
    def chains(self) -> Path:
        return self.root / "chains"

    def settings(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.settings_file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise WorkspaceError(
                Problem("workspace_settings", {"reason": str(error)}, str(self.settings_file))
            ) from error

    def descriptions(self) -> list[dict[str, Any]]:
        """What is known of each pack that was built in, by pack id."""
        return [_read_description(path) for path in sorted(self.packs.glob("*.json"))]

    def describe(self, pack: str, description: dict[str, Any]) -> None:
        """Write a pack's description in one step."""
        working = self.packs / f".{pack}-{uuid4().hex[:8]}"  # no .json: a reader must not find half of it
        working.write_text(
            json.dumps(description, ensure_ascii=False, sort_keys=True, indent=1), encoding="utf-8"
        )
        working.replace(self.packs / f"{pack}.json")

    def forget(self, pack: str) -> None:
        """Leave a pack out of the snapshots that are cut from now on."""
        (self.packs / f"{pack}.json").unlink(missing_ok=True)


def _read_description(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        found = None
    if not (isinstance(found, dict) and found.keys() >= DESCRIBED):
        raise WorkspaceError(Problem("description_broken", {"path": str(path)}))
    return found
