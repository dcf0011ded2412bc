"""Is a snapshot named by its content, never half there, and free of what its audience may not see?"""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from yuantu.evidence.claims import Source
from yuantu.facts.snapshots import BulkFile, current_snapshot, cut_snapshot, make_current
from yuantu.facts.statements import statement_id

FIRST, SECOND, THIRD = (f"2026-01-0{day}T00:00:00.000Z" for day in (1, 2, 3))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_facts_have_the_same_name_in_every_workspace(new_facts, claim):
    said = [claim("area", 10_000.0), claim("stage", "ready", "2024"), claim("area", 9_000.0, source="p/blog")]
    one, other = new_facts("one"), new_facts("other")
    one.accept(*said, at=FIRST)
    other.accept(said[2], at=SECOND)
    other.accept(said[1], said[0], at=THIRD)
    assert one.cut(title="x") == other.cut(title="x")


def test_whatever_changes_gives_another_name(facts, claim):
    names = []

    def note(**description: str) -> None:
        names.append(facts.cut(**description))

    note()
    facts.accept(claim("area", 1.0))
    note()
    note(title="x")
    facts.accept(claim("area", 1.0, as_of="2024"))
    note()
    facts.ledger.retract(statement_id(claim("area", 1.0)), SECOND, "reviewer", "")
    note()
    facts.ledger.add((Source("p/official", "found to be a copy", "C"),), (), SECOND)
    note()
    assert len(set(names)) == len(names), "a reader of one name must not find the content of another"


def test_columnar_tables_are_part_of_the_name_but_not_when_they_became_known(tmp_path, facts, claim):
    facts.accept(claim("area", 1.0))
    table = BulkFile("site", "a" * 64, 10, "p/sites.csv", False, "p/official", "2024", FIRST)
    name = cut_snapshot(facts.snapshots, facts.ledger, [table], {})
    assert cut_snapshot(tmp_path / "b", facts.ledger, [replace(table, known_at=SECOND)], {}) == name
    assert cut_snapshot(tmp_path / "c", facts.ledger, [replace(table, digest="b" * 64)], {}) != name
    assert facts.cut() != name


def test_a_snapshot_never_changes(facts, claim):
    facts.accept(claim("area", 1.0))
    name = facts.cut()
    folder = facts.snapshots / name
    before, times = contents(folder), [path.stat().st_mtime_ns for path in sorted(folder.iterdir())]
    assert set(before) == {"statements.parquet", "sources.parquet", "snapshot.json", "models.json"}
    facts.accept(claim("area", 2.0), at=SECOND)
    facts.ledger.retract(statement_id(claim("area", 1.0)), SECOND, "reviewer", "")
    assert facts.cut() != name
    assert contents(folder) == before
    assert [path.stat().st_mtime_ns for path in sorted(folder.iterdir())] == times
    assert facts.view(name).entity("s-1").value("area").low == 1.0


def test_cutting_the_same_facts_again_writes_nothing(facts, claim):
    facts.accept(claim("area", 1.0))
    name = facts.cut()
    written = (facts.snapshots / name / "statements.parquet").stat()
    assert facts.cut() == name
    again = (facts.snapshots / name / "statements.parquet").stat()
    assert (again.st_ino, again.st_mtime_ns) == (written.st_ino, written.st_mtime_ns)


def test_a_cut_that_fails_leaves_the_old_name_and_no_half_folder(facts, claim, monkeypatch):
    facts.accept(claim("area", 1.0))
    name = facts.cut()
    facts.accept(claim("area", 2.0), at=SECOND)

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("yuantu.facts.snapshots._settle", fail)
    with pytest.raises(OSError, match="disk full"):
        facts.cut()
    assert current_snapshot(facts.snapshots) == name
    assert sorted(one.name for one in facts.snapshots.iterdir()) == ["CURRENT", name]


def test_another_writer_may_have_cut_the_same_content_first(facts, claim, monkeypatch):
    facts.accept(claim("area", 1.0))
    name = facts.cut()
    exists = Path.exists
    asked: list[Path] = []

    def not_yet(path: Path) -> bool:
        asked.append(path)
        return len(asked) > 1 and exists(path)

    monkeypatch.setattr(Path, "exists", not_yet)
    assert facts.cut() == name
    monkeypatch.undo()
    assert sorted(one.name for one in facts.snapshots.iterdir()) == ["CURRENT", name]


def test_there_is_no_current_snapshot_before_the_first(tmp_path):
    assert current_snapshot(tmp_path) is None


def test_current_is_one_whole_name_at_every_moment(tmp_path):
    names = {f"v-{letter * 12}" for letter in "abc"}
    seen: set[str | None] = set()
    done = threading.Event()
    make_current(tmp_path, "v-" + "a" * 12)

    def read() -> None:
        while not done.is_set():
            seen.add(current_snapshot(tmp_path))

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(200):
        for name in sorted(names):
            make_current(tmp_path, name)
    done.set()
    reader.join()
    assert seen <= names
    assert [one.name for one in tmp_path.iterdir()] == ["CURRENT"]


SECRETS = ("机密租金十八元", "confidential-locator", "心腹报价单", "内部口径")


@pytest.fixture
def mixed(facts, claim):
    facts.accept(
        claim("rent", 20.0, "2024", words="租金20元"),
        claim("rent", 18.0, "2025", words=SECRETS[0], locator=SECRETS[1], source="p/secret", visibility="confidential"),
        claim("stage", "ready", "2024", words=SECRETS[3], visibility="internal"),
    )  # fmt: skip
    facts.ledger.add((Source("p/secret", SECRETS[2], "A", "https://secret.example"),), (), FIRST)
    return facts


def all_bytes(folder: Path) -> bytes:
    """Every byte of the files, and every value that their columns hold (Parquet compresses its bytes)."""
    from yuantu.engines.columns import Columns, quote

    found = b"".join(path.read_bytes() for path in folder.iterdir())
    with Columns() as columns:
        for path in folder.glob("*.parquet"):
            found += repr(columns.rows(f"SELECT * FROM read_parquet({quote(path)})")).encode()
    return found


def test_a_public_snapshot_holds_no_byte_of_a_secret(mixed):
    public = all_bytes(mixed.snapshots / mixed.cut("public"))
    assert "租金20元".encode() in public
    for secret in (*SECRETS, "p/secret", "secret.example"):
        assert secret.encode() not in public
    assert b"18.0" not in public


def test_each_audience_sees_its_own_and_what_is_more_public(mixed):
    internal = all_bytes(mixed.snapshots / mixed.cut("internal"))
    assert SECRETS[3].encode() in internal
    assert SECRETS[0].encode() not in internal
    confidential = all_bytes(mixed.snapshots / mixed.cut("confidential"))
    assert all(secret.encode() in confidential for secret in (*SECRETS, "租金20元"))
    assert mixed.cut("public") != mixed.cut("internal") != mixed.cut("confidential")


def test_a_source_that_nobody_cites_yet_is_no_secret(facts, claim):
    facts.accept(claim("area", 1.0, visibility="confidential", source="p/blog"))
    sources = facts.view(facts.cut("public")).sources
    assert "p/blog" not in sources
    assert "p/article" in sources


def test_what_was_public_and_became_secret_is_held_in_public_no_longer(facts, claim):
    facts.accept(claim("area", 1.0))
    secret = claim("area", 1.0, visibility="confidential")
    facts.accept(secret, at=SECOND)
    facts.ledger.keep_only("p/", {statement_id(secret)}, SECOND, "build", "")
    assert facts.view(facts.cut("public")).entity("s-1") is None
    assert facts.view(facts.cut("confidential")).entity("s-1").value("area").low == 1.0
