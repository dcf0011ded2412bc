"""Which briefs of a batch can a change of the data have touched, and what do the others keep?

Beside the file stand the answers it was made from and a digest of every candidate. When the data version changes, a
candidate whose digest is the same answers as before. So a brief keeps its rows when none of them is of a candidate that
changed or went, and otherwise is put to all candidates again; where only others changed or came, it is enough to put it
to these and to those of its rows together: whoever was not among its rows was beaten by them and still is, since
scores rest on fixed bounds. What all candidates share (roads, regions, places, the declaration) has one digest: when
it changes, everything is computed again.
"""

import json
import shutil
from collections.abc import Iterator
from itertools import islice
from typing import Any

from yuantu.match.brief import Brief
from yuantu.workspace.batch import BLOCK, Batch, block_path, read_blocks, read_manifest
from yuantu.workspace.brieffiles import Line
from yuantu.workspace.inventories import Inventory
from yuantu.workspace.rows import Row, draw_rows

DIGESTS = "candidates.json"
MAY_DIFFER = ("snapshot", "briefs")


class UpdatingBatch(Batch):
    """A batch that starts from the answers of an earlier one, if there are any that still hold."""

    def begin(self, *, force: bool) -> int:
        done = super().begin(force=force)
        self.state = self.out.with_name(f"{self.out.name}.state")
        self._before: dict[str, Any] | None = None
        self._place: dict[str, int] = {}
        inventory = self.inventory(self.day)
        self._digests = dict(zip(map(str, inventory.ids), inventory.digests(), strict=True))
        self._frame = inventory.frame(statements=self.options.statements)
        old = self._read_state()
        before: dict[str, str] = old["candidates"] if old else {}
        self._touched = frozenset(
            name for name, digest in before.items() if self._digests.get(name) != digest
        )
        self._changed = [
            row for row, name in enumerate(inventory.ids) if before.get(str(name)) != self._digests[str(name)]
        ]
        answers = read_blocks(self.state, old["blocks"]) if old else iter(())
        self._old: Iterator[dict[str, Any]] = islice(answers, done * BLOCK, None)
        return done

    def _read_state(self) -> dict[str, Any] | None:
        """What the earlier run left, when this one differs from it in data and briefs alone."""
        kept, mine = read_manifest(self.state), self.manifest()
        if kept is None or any(kept.get(key) != mine[key] for key in mine if key not in MAY_DIFFER):
            return None
        try:
            found = json.loads((self.state / DIGESTS).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found if found.get("frame") == self._frame else None

    def answer(self, line: Line) -> dict[str, Any]:
        self._before = next(self._old, None)
        before = self._before
        if before is not None and (before["line"], before["digest"]) != (line.number, line.digest):
            self._before = before = None
        settled = before is not None and before.get("day") == self.day.isoformat() and not self._changed
        if settled and before is not None and not self._rows_touched(before):
            return before
        return super().answer(line)

    def draw(self, brief: Brief, inventory: Inventory) -> list[Row]:
        before = self._before
        here = inventory is self.inventory(self.day)
        if not here or before is None or "rows" not in before or before["day"] != self.day.isoformat():
            return super().draw(brief, inventory)
        if self._rows_touched(before):
            return super().draw(brief, inventory)
        among = self.among(inventory)
        concerned = set(self._changed) if among is None else set(self._changed) & set(among)
        if not concerned:
            return list(before["rows"])
        places = self._places(inventory)
        concerned |= {places[row["candidate"]] for row in before["rows"]}
        return draw_rows(
            inventory, brief, self.options.top, among=concerned, statements=self.options.statements
        )

    def _rows_touched(self, before: dict[str, Any]) -> bool:
        return any(row["candidate"] in self._touched for row in before.get("rows", ()))

    def _places(self, inventory: Inventory) -> dict[str, int]:
        if not self._place:
            self._place = {str(name): row for row, name in enumerate(inventory.ids)}
        return self._place

    def close(self) -> None:
        """The answers become the state of the next run."""
        blocks = 0
        while block_path(self.folder, blocks).exists():
            blocks += 1
        state = {"frame": self._frame, "blocks": blocks, "candidates": self._digests}
        (self.folder / DIGESTS).write_text(json.dumps(state), encoding="utf-8")
        shutil.rmtree(self.state, ignore_errors=True)
        self.folder.replace(self.state)
