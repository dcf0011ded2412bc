"""Damaged documents of every format: no crash, no span that fails to re-slice.

YUANTU_MUTATIONS=100000 makes the search as long as wanted. How long it takes is for `python -m score.hostile` to say,
which is guided by the lines that a document reaches.
"""

import io
import os
import zipfile

import pytest
import xlwt  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yuantu.errors import BadInput
from yuantu.evidence.readers.reading import read_document
from yuantu.evidence.readers.sheetclaims import read_sheet_claims
from yuantu.ontology.schema import load_schema

EXAMPLES = int(os.environ.get("YUANTU_MUTATIONS", "0"))
SITE = load_schema().kind("site")
PAGE = "<html><head><meta charset=gbk><title>园区</title></head><body><div class=nav><a>首页</a></div><h1>园区</h1><p>"
PAGE += "某园区规划面积约1.24万亩，已引进项目近200个，总投资超600亿元。" * 3
PAGE += "</p><table><tr><th colspan=2>名称<th>面积(亩)<tr><td rowspan=2>甲<td>1<td>15<tr><td>2<td>30</table></body>"
MAP = '{"type":"FeatureCollection","features":[{"type":"Feature","id":1,"properties":{"名称":"甲","面积":15},'
MAP += '"geometry":{"type":"Point","coordinates":[113.08,22.5]}}]}'
SHEET = (
    '<cols><col min="3" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>'
    '<c r="B1" t="inlineStr"><is><t>面积(亩)</t></is></c></row><row r="2" hidden="1"><c r="A2" t="str"><v>甲</v></c>'
    '<c r="B2" s="1"><f>1+1</f><v>0.57</v></c><c r="C2" t="e"><v>#REF!</v></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>'
)
STYLES = '<numFmts><numFmt numFmtId="200" formatCode="0.0%"/></numFmts>'
STYLES += '<cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs>'


def old_workbook():
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    sheet.write(0, 0, "name")
    sheet.write(1, 0, 15)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def seeds(make):
    """A small valid document per format."""
    cell = '<table:table-cell office:value-type="float" office:value="15"><text:p>15亩</text:p></table:table-cell>'
    table = (
        f"<w:tbl><w:tr><w:tc>{make.paragraph('名称')}</w:tc><w:tc>{make.paragraph('面积(亩)')}</w:tc></w:tr>"
    )
    table += f"<w:tr><w:tc>{make.paragraph('甲')}</w:tc><w:tc>{make.paragraph('15')}</w:tc></w:tr></w:tbl>"
    return {
        "txt": "# 园区\n\n面积1.24万亩，项目200个。\r\n发布时间：2024-06-20".encode("gb18030"),
        "csv": '载体表\n名称,面积(亩),租金\n甲,15,"12"\n乙,约30,面议\n合计,45,\n注：参考\n'.encode(),
        "html": PAGE.encode("gbk"),
        "geojson": MAP.encode(),
        "docx": make.docx(make.paragraph("园区", "Heading1") + make.paragraph("面积1.24万亩。") + table),
        "xlsx": make.raw_xlsx(SHEET, strings="<si><t>名称</t></si>", styles=STYLES),
        "park.xlsx": make.workbook(make.park_workbook),
        "ods": make.ods(f'<table:table-row table:number-rows-repeated="2">{cell}{cell}</table:table-row>'),
        "pdf": make.pdf([(72, 760, 18, "园区"), (72, 700, 11, "面积1.24万亩。")], None),
        "xls": old_workbook(),
    }


@st.composite
def changes(draw):
    """A list of edits, each as where (0–1), what and with which bytes."""
    edit = st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.sampled_from(["flip", "cut", "insert", "drop", "repeat", "zero", "end"]),
        st.binary(min_size=1, max_size=6)
        | st.sampled_from([b"<", b">", b"&", b'"', b"\xff\xff\xff\xff", b"999999999"]),
        st.integers(1, 400),
    )
    return draw(st.lists(edit, min_size=1, max_size=6))


def change(data, edits):
    out = bytearray(data)
    for where, what, extra, length in edits:
        at = int(where * len(out))
        if what == "flip" and out:
            out[at] ^= extra[0] or 1
        elif what == "cut":
            del out[at : at + length]
        elif what == "insert":
            out[at:at] = extra
        elif what == "drop":
            out[at : at + len(extra)] = extra
        elif what == "repeat":
            out[at:at] = bytes(out[at : at + length]) * 3
        elif what == "zero":
            out[at : at + length] = bytes(min(length, len(out) - at))
        else:
            del out[max(at, 1) :]
    return bytes(out)


def change_part(data, edits, pick):
    """Change what a part of an archive says, and pack it again without fault."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        names = source.namelist()
        chosen = names[pick % len(names)]
        for name in names:
            content = source.read(name)
            target.writestr(name, change(content, edits) if name == chosen else content)
    return buffer.getvalue()


def read_and_check(data, name):
    try:
        document = read_document(data, name)
    except BadInput as refused:
        for problem in refused.problems:
            assert problem.text("zh") != problem.text("en")
    else:
        check(document)


def check(document):
    reading = document.reading
    for block in reading.blocks:
        assert reading.text[block.start : block.end] == block.text
    for table in reading.tables:
        for row in table.rows.values():
            for cell in row.values():
                assert reading.text[cell.start : cell.end] == cell.text
    for unread in reading.unread:
        assert 0 <= unread.share <= 1
    claims = read_sheet_claims(document, SITE)
    for problem in (*reading.problems, *claims.problems):
        assert problem.text("zh")
        assert problem.text("en")
    reading.text.encode()


def few(count):
    return settings(
        max_examples=EXAMPLES or count,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )


@pytest.mark.parametrize(
    "format", ["txt", "csv", "html", "geojson", "docx", "xlsx", "park.xlsx", "ods", "pdf", "xls"]
)
def test_a_seed_is_read_whole(seeds, format):
    document = read_document(seeds[format], f"a.{format}")
    check(document)
    assert document.reading.blocks


@pytest.mark.parametrize("format", ["txt", "csv", "html", "geojson"])
def test_damaged_texts(seeds, format):
    @few(150)
    @given(changes())
    def search(edits):
        read_and_check(change(seeds[format], edits), f"a.{format}")

    search()


@pytest.mark.parametrize("format", ["docx", "xlsx", "park.xlsx", "ods"])
def test_damaged_archives(seeds, format):
    @few(60)
    @given(changes())
    def search(edits):
        read_and_check(change(seeds[format], edits), f"a.{format}")

    search()


@pytest.mark.parametrize("format", ["docx", "xlsx", "park.xlsx", "ods"])
def test_archives_with_damaged_parts(seeds, format):
    @few(120)
    @given(changes(), st.integers(0, 30))
    def search(edits, pick):
        read_and_check(change_part(seeds[format], edits, pick), f"a.{format}")

    search()


@pytest.mark.parametrize("format", ["pdf", "xls"])
def test_damaged_files_of_native_readers(seeds, format):
    @few(12)
    @given(changes())
    def search(edits):
        read_and_check(change(seeds[format], edits), f"a.{format}")

    search()


@few(150)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.csv", "a.html", "a.xlsx", "a", ""]))
def test_any_bytes(data, name):
    read_and_check(data, name)


@few(100)
@given(st.text(max_size=300), st.sampled_from(["a.txt", "a.csv", "a.html", "a.geojson"]))
def test_any_text(text, name):
    read_and_check(text.encode("utf-8", "surrogatepass"), name)
    read_and_check(b"<html>" + text.encode("utf-8", "surrogatepass"), name)
