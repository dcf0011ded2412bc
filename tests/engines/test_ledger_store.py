"""Does the ledger file keep what was committed, and let everybody read and write in turn?"""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from yuantu.engines.ledger import LedgerStore
from yuantu.errors import WorkspaceError

TABLES = "CREATE TABLE IF NOT EXISTS line (id TEXT PRIMARY KEY, words TEXT) WITHOUT ROWID;"

HALFWAY = """
import sys
from pathlib import Path
from yuantu.engines.ledger import LedgerStore
store = LedgerStore(Path(sys.argv[1]), sys.argv[2])
with store.transaction():
    store.append("line", [(f"kept-{n}", "x") for n in range(500)])
with store.transaction():
    # Large enough to spill from memory into the write-ahead log before the commit.
    store.append("line", [(f"lost-{n}", "y" * 2000) for n in range(5000)])
    print("halfway", flush=True)
    sys.stdin.read()
"""

WRITER = """
import sys
from pathlib import Path
from yuantu.engines.ledger import LedgerStore
store = LedgerStore(Path(sys.argv[1]), sys.argv[2])
name = sys.argv[3]
for batch in range(60):
    with store.transaction():
        for n in range(5):
            store.append("line", [(f"{name}-{batch}-{n}", name)])
store.close()
"""


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_kill_in_mid_transaction_keeps_what_was_committed_and_nothing_else(tmp_path):
    path = tmp_path / "ledger.sqlite"
    with start(HALFWAY, path, TABLES) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "halfway\n"
        reader = LedgerStore(path, TABLES)
        assert reader.rows("SELECT count(*) FROM line") == [(500,)], "a reader waits for no writer"
        os.kill(writer.pid, signal.SIGKILL)
        writer.communicate()
    assert writer.returncode == -signal.SIGKILL
    reader.close()
    store = LedgerStore(path, TABLES)
    assert store.rows("SELECT substr(id, 1, 4), count(*) FROM line GROUP BY 1") == [("kept", 500)]
    assert store.rows("PRAGMA integrity_check") == [("ok",)]
    with store.transaction():
        assert store.append("line", [("next", "z")]) == 1, "the dead writer holds no lock"
    store.close()


def test_two_processes_write_at_once_and_none_fails(tmp_path):
    path = tmp_path / "ledger.sqlite"
    LedgerStore(path, TABLES).close()
    writers = [start(WRITER, path, TABLES, name) for name in ("a", "b")]
    for writer in writers:
        _, errors = writer.communicate(timeout=50)
        assert (writer.returncode, errors) == (0, "")
    store = LedgerStore(path, TABLES)
    assert store.rows("SELECT words, count(*) FROM line GROUP BY words") == [("a", 300), ("b", 300)]
    store.close()


def test_a_store_is_write_ahead_with_full_synchronisation(tmp_path):
    store = LedgerStore(tmp_path / "ledger.sqlite", TABLES)
    assert store.rows("PRAGMA journal_mode") == [("wal",)]
    assert store.rows("PRAGMA synchronous") == [(2,)]
    store.close()


def test_who_began_first_may_write_and_nobody_else_meanwhile(tmp_path, monkeypatch):
    """Else two writers that both read first and then write would undo each other."""
    first = LedgerStore(tmp_path / "ledger.sqlite", TABLES)
    monkeypatch.setattr("yuantu.engines.ledger.BUSY_SECONDS", 0.05)
    second = LedgerStore(tmp_path / "ledger.sqlite", TABLES)
    with first.transaction():
        assert first.rows("SELECT * FROM line") == []
        with pytest.raises(WorkspaceError):
            add(second, "b")
        first.append("line", [("a", "x")])
    add(second, "b")
    assert [row[0] for row in first.rows("SELECT id FROM line ORDER BY id")] == ["a", "b"]
    first.close()
    second.close()


def add(store: LedgerStore, name: str) -> None:
    with store.transaction():
        store.append("line", [(name, "x")])


def add_and_fail(store: LedgerStore) -> None:
    with store.transaction():
        assert store.append("line", [("a", "x")]) == 1
        raise ZeroDivisionError


def test_an_exception_leaves_the_file_as_it_was(tmp_path):
    store = LedgerStore(tmp_path / "ledger.sqlite", TABLES)
    with pytest.raises(ZeroDivisionError):
        add_and_fail(store)
    assert store.rows("SELECT * FROM line") == []
    with store.transaction():
        store.append("line", [("a", "x")])
    store.close()
    other = sqlite3.connect(tmp_path / "ledger.sqlite")
    assert other.execute("SELECT * FROM line").fetchall() == [("a", "x")]
    other.close()


def test_a_key_that_is_there_already_is_counted_as_not_new_and_keeps_its_row(tmp_path):
    store = LedgerStore(tmp_path / "ledger.sqlite", TABLES)
    with store.transaction():
        assert store.append("line", [("a", "first"), ("b", "first")]) == 2
        assert store.append("line", [("a", "second"), ("c", "second")]) == 1
        assert store.append("line", []) == 0
    assert store.rows("SELECT * FROM line ORDER BY id") == [("a", "first"), ("b", "first"), ("c", "second")]
    store.close()


def test_a_path_with_spaces_quotes_and_chinese_is_a_path(tmp_path):
    folder: Path = tmp_path / 'it\'s 园图 "w"'
    folder.mkdir()
    store = LedgerStore(folder / "ledger.sqlite", TABLES)
    with store.transaction():
        store.append("line", [("a", "x")])
    store.close()
    assert (folder / "ledger.sqlite").stat().st_size > 0
