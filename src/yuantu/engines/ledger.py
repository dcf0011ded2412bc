"""How is a ledger kept so that nothing is lost and everybody can read?

One SQLite file in write-ahead mode with full synchronisation: readers never wait for the writer, a committed
row survives a kill, and a second writer waits for its turn instead of failing. Rows are only ever added.
"""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from yuantu.errors import Problem, WorkspaceError

BUSY_SECONDS = 30.0


class LedgerStore:
    """An append-only store over one SQLite file; `tables` is the DDL that makes it (idempotent)."""

    def __init__(self, path: Path, tables: str) -> None:
        self._path = path
        self._depth = 0
        with self._words():
            self._connection = sqlite3.connect(
                path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._write_ahead()
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.executescript(tables)

    def _write_ahead(self) -> None:
        """Switch to write-ahead mode; two who do so on a new file at once are told so without being made to wait."""
        last = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > last:
                    raise
                time.sleep(0.01)
            else:
                return

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: an exception inside leaves the file as it was. One inside another is a part of it."""
        if self._depth:
            yield
            return
        with self._words():
            self._connection.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        finally:
            self._depth = 0
        with self._words():
            self._connection.execute("COMMIT")

    def append(self, table: str, rows: Iterable[Sequence[Any]]) -> int:
        """Add rows whose key is new, in table column order; return how many were new."""
        before = self._connection.total_changes
        materialised = list(rows)
        if materialised:
            marks = ", ".join("?" * len(materialised[0]))
            with self._words():
                self._connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", materialised)
        return self._connection.total_changes - before

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._words():
            return self._connection.execute(sql, list(params)).fetchall()

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _words(self) -> Iterator[None]:
        """A file that is damaged, locked or may not be written is a WorkspaceError; a wrong row stays SQLite's own."""
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.OperationalError as error:
            raise WorkspaceError(Problem("ledger_refused", self._params(error))) from error
        except sqlite3.DatabaseError as error:
            raise WorkspaceError(Problem("ledger_broken", self._params(error))) from error

    def _params(self, error: Exception) -> dict[str, str]:
        return {"path": str(self._path), "reason": str(error)}
