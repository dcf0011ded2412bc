"""What can one do with a workspace?

The one object that a door holds. Server, command line and notebook may each have one open on the same folder:
writers take turns at the ledger, readers read immutable snapshots and move to a newer one when it is there.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from threading import RLock
from typing import Any, Self

from yuantu.errors import Problem, WorkspaceError
from yuantu.facts.snapshots import current_snapshot
from yuantu.workspace.folder import Folder
from yuantu.workspace.session import Session

SNAPSHOT_NAME = re.compile(r"v-[0-9a-f]{12}")


class Workspace:
    """A workspace folder. `session` is the newest snapshot, opened once and again when there is a newer one."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self._session: Session | None = None
        self._lock = RLock()

    @classmethod
    def create(cls, root: Path) -> Self:
        """Make an empty workspace, or open the one that is there."""
        return cls(Folder.create(root))

    @classmethod
    def open(cls, root: Path) -> Self:
        """Open an existing workspace; raises WorkspaceError when there is none."""
        return cls(Folder.open(root))

    def build(self, packs: Sequence[Path], sample_rows: int | None = None) -> Any:
        """Read packs in; see `building.build`."""
        from yuantu.workspace.building import build  # noqa: PLC0415 — only a writer needs the readers of packs

        return build(self.folder, packs, sample_rows)

    @property
    def snapshot(self) -> str:
        """The name of the newest snapshot. Raises WorkspaceError when there is none."""
        path = {"path": str(self.folder.root)}
        try:
            name = current_snapshot(self.folder.snapshots)
        except UnicodeDecodeError:
            name = "?"
        if name is None:
            raise WorkspaceError(Problem("workspace_empty", path))
        if not (SNAPSHOT_NAME.fullmatch(name) and (self.folder.snapshots / name).is_dir()):
            raise WorkspaceError(Problem("snapshot_missing", path | {"name": name[:40]}))
        return name

    @property
    def session(self) -> Session:
        """The newest snapshot. Raises WorkspaceError while nothing has been built."""
        name = self.snapshot
        with self._lock:
            if self._session is None or self._session.name != name:
                # An answer under way keeps the older session until it is done; it is not closed under it.
                self._session = Session(self.folder.snapshots, name, self.folder.bulk)
            return self._session

    def settings(self) -> dict[str, Any]:
        return self.folder.settings()
