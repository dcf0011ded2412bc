"""Archives that mean harm: bombs, paths, entities, passwords, archives in archives."""

import io
import zipfile
import zlib

import pytest

from yuantu.errors import BadInput
from yuantu.evidence.readers import confined
from yuantu.evidence.readers.archives import Archive
from yuantu.evidence.readers.reading import read_document

MESSAGE = "refused in both languages"


def refusal(data, name="a.docx"):
    with pytest.raises(BadInput) as refused:
        read_document(data, name)
    problem = refused.value.problem
    assert problem.text("zh") != problem.text("en"), MESSAGE
    return problem.code


def test_a_bomb_of_one_large_part_is_refused(make):
    assert refusal(make.docx("<w:p/>" * 5_000_000)) == "archive_bomb"


def test_a_bomb_of_many_parts_is_refused(make):
    assert (
        refusal(make.zipped({f"word/{n}": "" for n in range(12_000)} | {"word/document.xml": "<a/>"}))
        == "archive_bomb"
    )


def test_a_bomb_of_shared_strings_is_refused(make):
    assert (
        refusal(make.raw_xlsx("<sheetData/>", strings="<si><t>园</t></si>" * 3_000_000), "a.xlsx")
        == "archive_bomb"
    )


def test_a_part_that_lies_about_its_size_is_counted_as_it_unpacks(make):
    data = make.docx("<w:p/>" * 5_000_000)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lying = data.replace(size.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    assert lying != data
    document = read_document(lying, "a.docx")  # the library stops where the part says that it ends
    assert document.reading.unread[-1].kind == "rest"
    assert not document.reading.text


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "word/../../x", "c:\\x", "word\\..\\x"])
def test_paths_that_leave_the_archive_are_refused(make, name):
    assert refusal(make.zipped({"word/document.xml": "<a/>", name: "x"})) == "archive_path"


def test_relations_cannot_leave_the_archive(make):
    archive = Archive(make.docx(""))
    assert archive.resolve("word/document.xml", "../../../etc/passwd") == ""
    assert archive.resolve("word/document.xml", "/word/document.xml") == "word/document.xml"


def test_a_name_twice_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", "<b/>")
    assert refusal(buffer.getvalue()) == "archive_twice"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY x "aaaa"><!ENTITY y "&x;&x;&x;">]>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x"> %x;]>',
    ],
)
def test_entities_are_refused(make, doctype):
    parts = {"word/document.xml": f'{doctype}<a xmlns:w="urn:w"><w:p><w:t>&y;</w:t></w:p></a>'}
    assert refusal(make.zipped(parts)) == "xml_entity"


def test_deep_xml_is_refused(make):
    assert refusal(make.docx("<w:p>" * 100_000)) == "document_too_deep"


def test_an_archive_of_archives_is_not_opened(make):
    inner = make.zipped({"a.txt": "x"})
    assert refusal(make.zipped({"a.zip": inner}), "a.zip") == "document_archive"
    embedded = make.docx(make.paragraph("正文"), header="<a/>")
    assert read_document(embedded, "a.docx").reading.text == "正文"


def test_an_encrypted_part_is_refused(make):
    data = bytearray(make.docx(make.paragraph("正文")))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refusal(bytes(data)) == "document_encrypted"


def test_an_encrypted_office_file_is_refused():
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 600
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 600
    )
    assert refusal(head, "a.xlsx") == "document_encrypted"


@pytest.mark.parametrize(
    ("stream", "code"),
    [("WordDocument", "document_word97"), ("Workbook", "document_broken"), ("x", "document_unknown")],
)
def test_other_compound_files_are_told_apart(stream, code):
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + stream.encode("utf-16-le") + b"\0" * 600
    assert refusal(head, "a.doc") == code


@pytest.mark.parametrize(
    ("parts", "code"),
    [({"ppt/presentation.xml": "<a/>"}, "document_slides"),
     ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}, "document_opentext")],
)  # fmt: skip
def test_formats_without_a_reader_say_what_to_do(make, parts, code):
    assert refusal(make.zipped(parts)) == code


def pdf_of(content):
    stream = zlib.compress(content, 9)
    body = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj "
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F<</Type/Font/Subtype/Type1"
        b"/BaseFont/Helvetica>>>>>>/Contents 4 0 R>>endobj 4 0 obj<</Filter/FlateDecode/Length "
    )
    return (
        body
        + str(len(stream)).encode()
        + b">>stream\n"
        + stream
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>"
    )


def test_a_pdf_that_unpacks_to_a_million_words_ends_in_time():
    data = pdf_of(b"BT /F 1 Tf " + b"(ab) Tj " * 3_000_000 + b"ET")
    document = read_document(data, "a.pdf")
    assert document.reading.unread or len(document.reading.text) > 100_000


def test_a_child_that_hangs_is_stopped(tmp_path, monkeypatch):
    (tmp_path / "sleeper.py").write_text("import sys, time\nprint('[1]', flush=True)\ntime.sleep(60)\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    values: list[object] = []
    with pytest.raises(confined.Stopped, match="time"):
        values.extend(confined.run_confined("sleeper", b"", seconds=0.5))


def test_a_pdf_that_takes_too_long_is_refused(make, monkeypatch):
    monkeypatch.setattr("yuantu.evidence.readers.limits.CHILD_SECONDS", 0.01)
    assert refusal(make.pdf([(72, 700, 11, "有字")]), "a.pdf") == "document_stopped"


def test_a_child_that_dies_says_why(tmp_path, monkeypatch):
    (tmp_path / "dier.py").write_text("import os\nos.abort()\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(confined.Stopped, match="crash"):
        list(confined.run_confined("dier", b""))
