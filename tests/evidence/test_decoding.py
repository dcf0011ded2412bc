import codecs
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.errors import PackRefused
from yuantu.evidence import decoding
from yuantu.evidence.decoding import examine

TEXT = "编号,名称\np-1,江门高新区\np-2,翠亨新区（马鞍岛）120㎡\n"


def write(folder: Path, data: bytes) -> Path:
    path = folder / "parks.csv"
    path.write_bytes(data)
    return path


def refusal(path: Path) -> tuple[str, dict[str, str]]:
    with pytest.raises(PackRefused) as caught:
        examine(path, "parks.csv")
    assert caught.value.problem.place == "parks.csv"
    assert caught.value.problem.text("zh")
    return caught.value.problem.code, caught.value.problem.params


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("gbk"), "gb18030"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (b"id,name\n", "utf-8"),
    ],
)
def test_the_encoding_is_found_and_the_mark_is_no_text(tmp_path, data, encoding):
    file = examine(write(tmp_path, data), "parks.csv")
    assert file.encoding == encoding
    assert file.text() == (TEXT if len(data) > 10 else "id,name\n")
    assert file.digest == hashlib.sha256(data).hexdigest()


def test_a_workbook_under_a_csv_name_is_not_text(tmp_path):
    assert refusal(write(tmp_path, b"PK\x03\x04\x14\x00\x06\x00binary\xff\xfe"))[0] == "file_not_text"


def test_a_null_byte_in_a_text_is_not_text(tmp_path):
    assert refusal(write(tmp_path, b"id,name\n1,a\x00b\n"))[0] == "file_not_text"


def test_one_broken_byte_in_utf8_is_no_other_encoding(tmp_path):
    data = TEXT.encode().replace("翠亨".encode(), "翠".encode() + b"\xff")
    code, params = refusal(write(tmp_path, data))
    assert code == "file_undecodable"
    assert params == {"encoding": "UTF-8", "line": "3"}


def test_neither_utf8_nor_gb18030_is_refused_with_its_line(tmp_path):
    code, params = refusal(write(tmp_path, b"id,name\n1,caf\xe9,x\n"))
    assert code == "file_undecodable"
    assert params["line"] == "2"


def test_private_use_characters_are_no_gb18030_text(tmp_path):
    assert refusal(write(tmp_path, b"id\n\xaa\xa1\xaa\xa2\n"))[0] == "file_not_text"


def test_a_missing_file_says_so(tmp_path):
    assert refusal(tmp_path / "parks.csv")[0] == "table_unreadable"


def test_characters_may_be_cut_by_a_chunk(tmp_path, monkeypatch):
    monkeypatch.setattr(decoding, "CHUNK_BYTES", 5)
    for encoding in ("utf-8", "gb18030", "utf-16"):
        file = examine(write(tmp_path, TEXT.encode(encoding)), "parks.csv")
        assert file.text() == TEXT


@pytest.mark.parametrize(
    ("text", "plain", "lines"),
    [
        ("a,b\n1,2\n", True, 2),
        ("a,b\r\n1,2\r\n", True, 2),
        ("a,b\n1,2", True, 2),
        ('a,b\n"1",2\n', False, 2),
        ("a,b\n\n1,2\n", False, 3),
        ("a,b\r\n\r\n1,2\r\n", False, 3),
        ("a,b\r1,2\r", False, 1),
        ("a,b\r\n1,2\n", False, 2),
        ("\na,b\n", False, 2),
        ("", True, 0),
    ],
)
def test_plain_lines_are_told_from_odd_ones(tmp_path, monkeypatch, text, plain, lines):
    path = write(tmp_path, text.encode())
    for size in (1, 2, 1 << 20):
        monkeypatch.setattr(decoding, "CHUNK_BYTES", size)
        file = examine(path, "parks.csv")
        assert (file.plain, file.lines) == (plain, lines)


@given(st.text(st.characters(codec="gb2312", exclude_categories=["Cc"]), max_size=50))
def test_gbk_text_survives(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("gbk") / "t.csv"
    words = "名称,江门市\n" + text
    path.write_bytes(words.encode("gb18030"))
    file = examine(path, "t.csv")
    # A few pairs of GBK bytes are valid UTF-8 by chance; with the Chinese header in front, none is left.
    assert file.text() == words
