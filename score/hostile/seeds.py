"""Which small valid documents does the search start from?

Of every format a few, made by code, each with what its reader finds hardest: merged cells, tables in tables, blocks
of an article, a formula, a second sheet.
"""

import io
from collections.abc import Mapping
from functools import cache

import xlwt  # type: ignore[import-untyped]
from tests.made_documents import MAKERS, W

ARTICLE = (
    "江门日报讯（记者 甲）2023年1—6月，全市生产总值1850.23亿元，同比增长5.7%。其中，新会区492.1亿元，占26.6%。\n\n"
    "本报讯 6月20日，某某智造产业园一期动工，规划面积约1.24万亩（约8.3平方公里），已引进项目近200个，总投资超600亿元，"
    "其中亿元以上项目122个；二期将于2025年底前投产，年产电池15GWh，产值翻一番。\n"
    "——海星公司与江门市政府签约，投资壹佰万元，租金12至18元/㎡·月，较去年下降3.2个百分点。\n"
    "分别为12和35平方公里。排名第3，20强企业11家。上述园区距港口约20分钟车程。\n"
)
PAGE = (
    "<html><head><meta charset={charset}><title>园区</title><meta name=pubdate content=2024-06-20></head><body>"
    "<div class=nav><a href=/>首页</a></div><h1>园区</h1><p>某园区规划面积约1.24万亩，已引进项目近200个。<p>"
    "<table><caption>载体</caption><tr><th colspan=2>名称<th>面积(亩)<tr><td rowspan=2>甲<td>1<td>15<tr><td>2<td>30"
    "</table><ul><li>一<li>二&nbsp;&#20108;</ul><pre>  a\n b</pre><script>x<1</script><!-- x --></body></html>"
)
MAP = (
    '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4326"}},"features":['
    '{"type":"Feature","id":1,"properties":{"名称":"甲","面积(亩)":15},"geometry":{"type":"Point","coordinates":'
    '[113.08,22.5]}},{"type":"Feature","id":"b","properties":null,"geometry":{"type":"Polygon","coordinates":'
    "[[[113,22],[113.1,22],[113.1,22.1],[113,22]]]}}]}"
)
SHEET = (
    '<cols><col min="3" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" '
    't="inlineStr"><is><t>面积(亩)</t></is></c><c r="C1" t="b"><v>1</v></c></row><row r="2" hidden="1"><c r="A2" '
    't="str"><v>甲</v></c><c r="B2" s="1"><f>1+1</f><v>0.57</v></c><c r="C2" t="e"><v>#REF!</v></c></row>'
    '<row r="3"><c r="A3" s="2"><v>45444</v></c><c r="B3" t="d"><v>2024-06-01T00:00:00</v></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>'
)
STYLES = (
    '<numFmts><numFmt numFmtId="200" formatCode="0.0%"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="200"/><xf numFmtId="14"/></cellXfs>'
)
SLOW = frozenset({"pdf", "xls"})  # their readers are native and run in a process of their own
TEXTS = frozenset({"text", "txt", "gbk.txt", "csv", "html", "geojson"})


@cache
def seeds() -> Mapping[str, tuple[bytes, ...]]:
    """Format → its documents. `text` is for the reader of running text alone."""
    table = '载体表\n名称,面积(亩),租金\n甲,15,"12"\n乙,约30,面议\n合计,45,\n注：参考\n'
    lines = [line for line in ARTICLE.splitlines(keepends=True) if line.strip()]
    page = PAGE.format(charset="utf-8")
    return {
        "text": tuple(line.encode() for line in lines),
        "txt": (
            (lines[0] + lines[-1]).encode("utf-8-sig"), lines[1].encode("utf-16"), ("# 园区\n\n" + lines[2]).encode(),
        ),
        "gbk.txt": tuple(line.encode("gb18030") for line in lines),
        "csv": (table.encode(), table.encode("gb18030"), table.replace(",", "\t").encode()),
        "html": (page.encode(), PAGE.format(charset="gbk").encode("gbk"), f"<p>{lines[1]}".encode()),
        "geojson": (MAP.encode(), MAP.replace("Point", "MultiPoint").encode()),
        "docx": (_docx(), MAKERS.docx(MAKERS.paragraph(ARTICLE[:200]))),
        "xlsx": (_xlsx(), MAKERS.workbook(MAKERS.park_workbook)),
        "ods": (_ods(),),
        "pdf": (MAKERS.pdf([(72, 760, 18, "园区"), (72, 700, 11, "面积1.24万亩。")], None),),
        "xls": (_xls(),),
    }  # fmt: skip


def _docx() -> bytes:
    cells = "".join(f"<w:tc>{MAKERS.paragraph(words)}</w:tc>" for words in ("名称", "面积(亩)"))
    spanned = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr>{MAKERS.paragraph("甲")}</w:tc>'
    table = f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{spanned}</w:tr></w:tbl>"
    styles = '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    body = MAKERS.paragraph("园区", "Heading1") + MAKERS.paragraph("面积1.24万亩。") + table
    made: bytes = MAKERS.docx(
        body, styles=styles, footnotes=f"<w:footnotes {W}>{MAKERS.paragraph('注')}</w:footnotes>"
    )
    return made


def _xlsx() -> bytes:
    made: bytes = MAKERS.raw_xlsx(
        SHEET, strings="<si><t>名称</t></si><si><r><t>甲</t></r></si>", styles=STYLES
    )
    return made


def _ods() -> bytes:
    value = '<table:table-cell office:value-type="float" office:value="15"><text:p>15亩</text:p></table:table-cell>'
    merged = '<table:table-cell table:number-columns-spanned="2"><text:p>甲</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="2">{value}{value}</table:table-row>' * 12
    made: bytes = MAKERS.ods(f"<table:table-row>{merged}<table:covered-table-cell/></table:table-row>{rows}")
    return made


def _xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    sheet.write_merge(0, 0, 0, 1, "名称")
    sheet.write(1, 0, 15)
    sheet.write(1, 1, xlwt.Formula("A2*2"))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
