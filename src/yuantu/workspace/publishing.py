"""How do readers get what was decided, without a folder for every keystroke of a reviewer?

Each act cuts a snapshot. One that the next act supersedes is removed after a while, unless it was cut by a build:
those stay, because links and exports name them.
"""

import json
import shutil
import time

from yuantu.facts.ledger import Ledger
from yuantu.facts.snapshots import current_snapshot
from yuantu.workspace.building import cut
from yuantu.workspace.folder import Folder

PASSING = (
    ".passing.json"  # snapshots that were cut between two acts, with the second in which they were superseded
)
KEPT_SECONDS = 3600.0


def publish(folder: Folder, ledger: Ledger) -> str:
    """Cut a snapshot of what is held now, and clear away those that nobody reads any more."""
    with ledger.alone():
        before = current_snapshot(folder.snapshots)
        known = {path.name for path in folder.snapshots.glob("v-*")}
        name = cut(folder, ledger)
        _forget(folder, before, name, made=name not in known)
    return name


def _forget(folder: Folder, before: str | None, name: str, *, made: bool) -> None:
    note = folder.snapshots / PASSING
    passing: dict[str, float] = json.loads(note.read_text(encoding="utf-8")) if note.is_file() else {}
    now = time.time()
    if before in passing and before != name:
        passing[before] = now
    if made or name in passing:
        passing[name] = 0.0  # not superseded yet
    for old, since in list(passing.items()):
        if since and now - since > KEPT_SECONDS:
            shutil.rmtree(folder.snapshots / old, ignore_errors=True)
            del passing[old]
    note.write_text(json.dumps(passing, sort_keys=True), encoding="utf-8")
