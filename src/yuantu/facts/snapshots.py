"""How do readers get the facts without waiting for a writer?

A snapshot is a folder of Parquet files that never changes, named by its content; `CURRENT` names the one that
readers should open. A writer cuts a new folder and then moves the name: whoever has the old one open reads on.
Each snapshot is cut for one audience, so a public reader never opens a file that holds a secret.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

from yuantu.engines.columns import Columns
from yuantu.facts.ledger import RETRACT, SOURCE_COLUMNS, Ledger
from yuantu.facts.statements import COLUMNS

AUDIENCES = ("public", "internal", "confidential")
NUMBERS = frozenset({"low", "high", "stated", "lon", "lat"})
KNOWN_UNTIL = "known_until"
# Regions, sites, places and roads are asked for together: a match needs them all. While they are few they also
# stand in MODELS; beyond that Parquet is faster to read than JSON.
READ_TOGETHER = ("facility", "park", "region", "road", "road_node", "site")
MODELS = "models.json"
MOST_IN_MODELS = 100_000


@dataclass(frozen=True, slots=True)
class BulkFile:
    """A columnar table that stands beside the ledger: a cell of it is a statement with a derived id."""

    kind: str
    digest: str
    rows: int
    file: str
    sample: bool
    source: str
    as_of: str
    known_at: str


def cut_snapshot(
    folder: Path,
    ledger: Ledger,
    bulk: Sequence[BulkFile],
    description: dict[str, Any],
    audience: str = "public",
    groups: Iterable[Sequence[str]] = (),
) -> str:
    """Cut what `audience` may see into `folder`/<name> and make it current; return the name.

    The name is a digest of statement ids with their events, sources, bulk digests and `description`, but not of the
    instants at which they became known: the same facts give the same name in every workspace, and cutting them
    twice writes nothing. `groups` are entities that were judged to be one; an audience learns of those it may see.
    """
    rows, sources = _visible(ledger, audience)
    description = description | {"audience": audience, "bulk": [asdict(one) for one in bulk]}
    if merged := _seen_groups(groups, rows):
        description["identity"] = merged
    name = _name(rows, sources, description)
    target = folder / name
    if not target.exists():
        working = folder / f".{name}-{uuid4().hex[:8]}"
        working.mkdir(parents=True)
        try:
            _write(working, rows, sources, description)
            _settle(working, target)
        finally:
            shutil.rmtree(working, ignore_errors=True)
    make_current(folder, name)
    return name


def current_snapshot(folder: Path) -> str | None:
    """The name that readers should open, or None before the first cut."""
    try:
        return (folder / "CURRENT").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None


def make_current(folder: Path, name: str) -> None:
    """Move the name in one step, so that no reader ever sees half of it."""
    note = folder / f".CURRENT-{uuid4().hex[:8]}"
    note.write_text(name + "\n", encoding="ascii")
    _flush(note)
    note.replace(folder / "CURRENT")
    _flush(folder)


def _visible(ledger: Ledger, audience: str) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Statement and source rows for an audience. A source that only hidden statements cite is hidden with them."""
    allowed = set(AUDIENCES[: AUDIENCES.index(audience) + 1])
    rows = _intervals(ledger)
    shown = [row for row in rows if row[COLUMNS.index("visibility")] in allowed]
    place = COLUMNS.index("source")
    hidden = {row[place] for row in rows} - {row[place] for row in shown}
    return shown, [row for row in ledger.source_rows() if row[0] not in hidden]


def _seen_groups(groups: Iterable[Sequence[str]], rows: Iterable[tuple[Any, ...]]) -> list[list[str]]:
    place = COLUMNS.index("entity")
    seen = {row[place] for row in rows}
    kept = [sorted(one for one in group if one in seen) for group in groups]
    return sorted(group for group in kept if len(group) > 1)


def _intervals(ledger: Ledger) -> list[tuple[Any, ...]]:
    """Statement rows with `known_until` behind: one row for each stretch in which it was held."""
    by_statement: dict[str, list[tuple[str, str]]] = {}
    for statement, at, action, _, _ in ledger.events():
        by_statement.setdefault(statement, []).append((at, action))
    place = COLUMNS.index("known_at")
    result = []
    for row in ledger.rows():
        since: str | None = row[place]
        for at, action in by_statement.get(row[0], ()):
            if action == RETRACT and since is not None:
                result.append((*row[:place], since, *row[place + 1 :], at))
                since = None
            elif action != RETRACT:
                since = at
        if since is not None:
            result.append((*row[:place], since, *row[place + 1 :], None))
    return result


def _name(
    rows: Iterable[tuple[Any, ...]], sources: Iterable[tuple[Any, ...]], description: dict[str, Any]
) -> str:
    digest = hashlib.sha256()
    for row in rows:
        digest.update(f"{row[0]}{'-' if row[-1] else '+'}".encode())
    digest.update(json.dumps(list(sources), ensure_ascii=False).encode())
    tables = [{key: value for key, value in one.items() if key != "known_at"} for one in description["bulk"]]
    digest.update(json.dumps(description | {"bulk": tables}, sort_keys=True, ensure_ascii=False).encode())
    return f"v-{digest.hexdigest()[:12]}"


def _write(
    folder: Path, rows: list[tuple[Any, ...]], sources: list[tuple[Any, ...]], description: dict[str, Any]
) -> None:
    with Columns() as columns:
        for name, header, content, order in (
            ("statements", (*COLUMNS, KNOWN_UNTIL), rows, "kind, entity, property, id, known_at"),
            ("sources", SOURCE_COLUMNS, sources, "id"),
        ):
            columns.register(name, _arrays(header, content))
            # A column without any value would otherwise get whatever type the engine guesses.
            chosen = ", ".join(f'CAST("{one}" AS {_column_type(one)}) AS "{one}"' for one in header)
            columns.copy_to_parquet(
                f"SELECT {chosen} FROM {name} ORDER BY {order}", folder / f"{name}.parquet"
            )
    text = json.dumps(description, ensure_ascii=False, sort_keys=True, indent=1)
    (folder / "snapshot.json").write_text(text, encoding="utf-8")
    if len(rows) <= MOST_IN_MODELS:
        (folder / MODELS).write_text(json.dumps(_models(rows, sources), ensure_ascii=False), encoding="utf-8")


def _models(rows: list[tuple[Any, ...]], sources: list[tuple[Any, ...]]) -> dict[str, Any]:
    """What read models are made of, once more as plain rows: a short command reads them without the engine."""
    names = ("kind", "entity", "property", "id", "known_at")
    places = [COLUMNS.index(name) for name in names]
    kind = COLUMNS.index("kind")
    held = [row[:-1] for row in rows if row[-1] is None and row[kind] in READ_TOGETHER]
    held.sort(key=lambda row: [row[place] for place in places])
    return {"statements": held, "sources": sorted(sources, key=lambda row: str(row[0]))}


def _column_type(name: str) -> str:
    return "DOUBLE" if name in NUMBERS else "VARCHAR"


def _arrays(header: Sequence[str], rows: list[tuple[Any, ...]]) -> dict[str, np.ndarray[Any, Any]]:
    turned = list(zip(*rows, strict=True)) or [()] * len(header)
    return {
        name: np.array([np.nan if cell is None else cell for cell in cells], dtype=np.float64)
        if name in NUMBERS
        else np.array(cells, dtype=object)
        for name, cells in zip(header, turned, strict=True)
    }


def _settle(working: Path, target: Path) -> None:
    """Give a finished folder its name; another writer may have cut the same content first.

    A folder that bears a snapshot's name is never written again, so it must be whole on the disk by then.
    """
    for path in (*working.iterdir(), working):
        _flush(path)
    try:
        working.rename(target)
    except OSError:
        if not target.exists():
            raise


def _flush(path: Path) -> None:
    """Wait until `path` is on the disk. Only POSIX can open a folder for it."""
    if path.is_dir() and os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
