"""The archive of documents as received."""

import json
from datetime import UTC, datetime

import pytest

from yuantu.errors import NotFound
from yuantu.evidence.documents import DocumentArchive
from yuantu.evidence.readers.reading import read_document
from yuantu.ontology.periods import read_period

TEXT = "发布时间：2024-06-20\r\n某园区面积12公顷。".encode("gbk")
DAY = datetime(2024, 7, 1, tzinfo=UTC)


def test_a_document_is_kept_as_it_was_received(tmp_path):
    archive = DocumentArchive(tmp_path)
    document = archive.keep(TEXT, read_document(TEXT, "a.txt"), fetched_at=DAY)
    assert (tmp_path / "documents" / document.sha256).read_bytes() == TEXT
    assert archive.get(document.sha256) == document
    assert (document.name, document.size, document.media_type) == ("a.txt", len(TEXT), "text/plain")
    assert (document.published, document.basis) == (read_period("2024-06-20"), "head")
    assert archive.intact(document.sha256)
    assert archive.text(document.sha256) is None
    assert list(archive) == [document]


def test_keeping_again_changes_nothing(tmp_path):
    archive = DocumentArchive(tmp_path)
    reading = read_document(TEXT, "a.txt")
    first = archive.keep(TEXT, reading, fetched_at=DAY)
    before = {path.name: path.stat().st_mtime_ns for path in archive.folder.iterdir()}
    assert archive.keep(TEXT, reading) == first
    assert {path.name: path.stat().st_mtime_ns for path in archive.folder.iterdir()} == before


def test_what_is_newly_known_is_added(tmp_path):
    archive = DocumentArchive(tmp_path)
    archive.keep(TEXT, read_document(TEXT, "a.txt"), fetched_at=DAY)
    given = archive.keep(TEXT, read_document(TEXT, "b.txt", published=read_period("2023-02")))
    assert given.names == ("a.txt", "b.txt")
    assert (given.published, given.basis) == (read_period("2023-02"), "given")
    assert given.fetched_at == DAY
    again = archive.keep(TEXT, read_document(TEXT, "a.txt"))
    assert (again.published, again.basis) == (read_period("2023-02"), "given")


def test_the_extracted_text_is_kept_beside_the_bytes(tmp_path, make):
    archive = DocumentArchive(tmp_path)
    page = "<p>第一行<br>第二行，某园区面积12公顷，引进项目三十个，总投资超过六十亿元，新建项目占一半。</p>".encode()
    for name, data in (("a.xlsx", make.workbook(make.park_workbook)), ("a.html", page)):
        reading = read_document(data, name)
        document = archive.keep(data, reading)
        assert archive.text(document.sha256) == reading.reading.text


def test_bytes_of_another_document_are_not_kept(tmp_path):
    archive = DocumentArchive(tmp_path)
    with pytest.raises(ValueError, match="other bytes"):
        archive.keep(b"x", read_document(TEXT, "a.txt"))
    assert list(archive.folder.iterdir()) == []


def test_a_file_is_kept_from_its_path(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT)
    archive = DocumentArchive(tmp_path)
    document = archive.keep(path, read_document(path))
    with archive.open(document.sha256) as file:
        assert file.read() == TEXT


def test_a_damaged_document_is_noticed_and_mended(tmp_path):
    archive = DocumentArchive(tmp_path)
    document = archive.keep(TEXT, read_document(TEXT, "a.txt"))
    (archive.folder / document.sha256).write_bytes(b"x")
    assert not archive.intact(document.sha256)
    archive.keep(TEXT, read_document(TEXT, "a.txt"))
    assert archive.intact(document.sha256)


@pytest.mark.parametrize("digest", ["0" * 64, "../../etc/passwd", "", "A" * 64])
def test_an_unknown_document_is_not_found(tmp_path, digest):
    archive = DocumentArchive(tmp_path)
    assert digest not in archive
    with pytest.raises(NotFound):
        archive.get(digest)
    with pytest.raises(NotFound):
        archive.open(digest)


def test_a_record_is_plain_json(tmp_path):
    archive = DocumentArchive(tmp_path)
    document = archive.keep(TEXT, read_document(TEXT, "a.txt"), fetched_at=DAY)
    record = json.loads((archive.folder / f"{document.sha256}.json").read_text(encoding="utf-8"))
    assert record["published"] == {"first": "2024-06-20", "last": "2024-06-20", "precision": "day"}
    assert record["fetched_at"] == "2024-07-01T00:00:00+00:00"
