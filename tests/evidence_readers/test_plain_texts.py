"""Plain text as received: encodings, offsets, streaming."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.errors import BadInput
from yuantu.evidence.readers.plain import find_paragraphs, stream_paragraphs
from yuantu.evidence.readers.reading import read_document, stream_document


def read(data, name=""):
    return read_document(data, name)  # untyped on purpose: tests look into values of every type


TEXT = "# 园区近况\n\n发布时间：2024-06-20\n某园区规划面积约1.24万亩，已引进项目近200个。\r\n第二段。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_encoding_gives_the_same_text_and_offsets(encoding):
    document = read(TEXT.encode(encoding), "a.txt")
    assert document.reading.text == TEXT
    assert [block.kind for block in document.reading.blocks] == ["heading", *["paragraph"] * 3]
    for block in document.reading.blocks:
        assert TEXT[block.start : block.end] == block.text
    assert not document.reading.unread
    assert document.media_type == "text/plain"


def test_the_head_dates_the_text():
    document = read(TEXT.encode(), "a.txt")
    assert (document.published.first.isoformat(), document.basis) == ("2024-06-20", "head")


@pytest.mark.parametrize(
    ("text", "day", "basis"),
    [
        ("一个标题\n\n某某编辑部 2024-06-20\n\n正文。", "2024-06-20", "head"),
        ("记者 李四 通讯员 王五 2023年2月17日\n", "2023-02-17", "head"),
        ("某报 2024年6月20日 10:30\n", "2024-06-20", "head"),
        ("某报讯（记者 张三）2024年6月20日，某项目动工。到2027年建成。", "2024-06-01", "inferred"),
        ("本报讯 2024年6月20日，某项目动工。力争2030年前达产。", "2024-06-01", "inferred"),
        ("本报讯 2017年8月6日，一家企业落户。2022年投产。", None, "unknown"),
        ("本报讯 2017年8月6日，一家企业落户。2017年12月1日投产。", None, "unknown"),
        ("2017年8月6日，一家企业落户。", None, "unknown"),
        ("某项目2024-06-20动工", None, "unknown"),
        ("建筑面积 3500平方米，2024年6月20日\n", None, "unknown"),
    ],
)  # fmt: skip
def test_how_the_day_of_publication_is_known(text, day, basis):
    document = read(text.encode(), "a.txt")
    published = document.published
    assert (published.first.isoformat() if published else None, document.basis) == (day, basis)
    codes = [problem.code for problem in document.reading.problems]
    assert ("document_day_inferred" in codes) == (basis == "inferred")


def test_without_a_day_the_date_is_unknown():
    document = read("去年，某园区引进项目12个。".encode(), "a.txt")
    assert (document.published, document.basis) == (None, "unknown")


@pytest.mark.parametrize(("encoding", "broken"), [("utf-8", b"\xe5\xad"), ("gb18030", b"\xff")])
def test_a_broken_byte_is_read_around_and_reported(encoding, broken):
    data = ("园区面积十二公顷。\n" * 50).encode(encoding)
    cut = data.index("面".encode(encoding))
    document = read(data[:cut] + broken + data[cut:], "a.txt")
    assert "\ufffd" in document.reading.text
    assert document.reading.text.count("园区") >= 49
    assert document.reading.unread
    assert 0 < sum(each.share for each in document.reading.unread) < 0.01
    assert [problem.code for problem in document.reading.problems] == ["document_bytes_unread"]


def test_a_text_cut_inside_a_character_is_read():
    document = read(("园区面积十二公顷。" * 30).encode()[:-1], "a.txt")
    assert document.reading.text.endswith("\ufffd")
    assert document.reading.unread[0].kind == "bytes"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document_empty"),
        (b" \n\r\n", "document_empty"),
        (bytes(range(256)) * 10, "document_not_text"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "document_picture"),
        (b"\x1f\x8b\x08" + b"\0" * 50, "document_archive"),
        (b"Rar!\x1a\x07\x01\x00", "document_archive"),
        (b"<?xml version='1.0'?><a>1</a>", "document_unknown"),
        (b'{"type": "Topology"}', "document_no_features"),
    ],
)
def test_what_cannot_be_read_is_refused_with_words(data, code):
    with pytest.raises(BadInput) as refused:
        read(data, "a.txt")
    assert refused.value.problem.code == code
    for language in ("zh", "en"):
        assert refused.value.problem.text(language).startswith("a.txt: ")


def test_a_missing_file_is_refused_with_words(tmp_path):
    with pytest.raises(BadInput, match=r"gone\.txt"):
        read(tmp_path / "gone.txt")


@given(st.lists(st.text(alphabet="园区\r\n a1。\u3000", max_size=30), max_size=20))
def test_paragraphs_do_not_depend_on_where_pieces_end(pieces):
    whole = "".join(pieces)
    together, apart = list(find_paragraphs([whole])), list(find_paragraphs(pieces))
    assert together == apart
    for block in together:
        assert whole[block.start : block.end] == block.text
    shown = "".join(block.text for block in together)
    assert "".join(shown.split()) == "".join(whole.split())


def test_a_long_line_comes_in_pieces_that_end_after_sentences():
    text = "面积十二公顷。" * 20_000
    blocks = list(find_paragraphs([text]))
    assert "".join(block.text for block in blocks) == text
    assert all(block.text.endswith("。") for block in blocks)
    assert {block.locator.place for block in blocks} == {"1"}


def test_a_large_text_is_streamed_in_bounded_memory(tmp_path):
    path = tmp_path / "large.txt"
    line = "某园区规划面积约1.24万亩，已引进项目近200个，总投资超600亿元。\n".encode("gbk")
    with path.open("wb") as file:
        for _ in range(64):
            file.write(line * 10_000)
    assert path.stat().st_size > 30_000_000
    list(stream_paragraphs(path.with_name("large.txt")).__next__().text)
    tracemalloc.start()
    count = sum(1 for _ in stream_document(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 640_000
    assert peak < 30_000_000


def test_a_stream_gives_the_same_blocks_as_a_reading(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("gbk"))
    assert tuple(stream_document(path)) == read(path).reading.blocks
    assert tuple(stream_paragraphs(path)) == read(path).reading.blocks
