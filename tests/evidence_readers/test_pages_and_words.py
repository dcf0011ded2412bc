"""Web pages, Word files, PDFs and maps."""

import pytest
from tests.counted_work import count_calls

from yuantu.errors import BadInput
from yuantu.evidence.readers.reading import read_document
from yuantu.evidence.readers.sheetclaims import read_sheet_claims
from yuantu.ontology.schema import load_schema


def read(data, name):
    return read_document(data, name)  # untyped on purpose: tests look into values of every type


def claims_of(document, kind, given):
    return read_sheet_claims(document, kind, given=given)


LONG = "某园区规划面积约1.24万亩，已引进项目近200个，总投资超600亿元，其中亿元以上项目122个，涉及新材料和装备制造。"
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>园区动态 - 某市政府</title>
<meta name="PubDate" content="2024-06-20 10:15"><script>var a = "<p>不是正文</p>";</script>
<style>p {{ color: red }}</style></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li><li><a>招商引资</a></li></ul></div>
<div id="main"><h1>第一篇：园区提质</h1><p class="source">来源：某报 记者 张三</p>
<p>{LONG}</p><p>开通在即。</p><p>{LONG.replace("某", "另一")}</p>
<figure><img src="a.jpg"><figcaption>园区一角（李四 摄）</figcaption></figure>
<div class="related"><a>相关阅读：某地招商大会圆满举行，现场签约项目一百个，总投资额创下历史新高纪录</a></div>
<h2>第二篇：通桥之后</h2><p><strong>一、交通先行</strong></p><p>{LONG}<br>{LONG}</p>
<table><tr><th>厂房名称</th><th>面积(㎡)</th></tr><tr><td>甲</td><td>1200</td></tr><tr><td>乙</td><td>约800</td></tr></table>
<p style="display:none">{LONG}</p></div>
<div class="footer"><p>版权所有：某市政府　备案号：粤ICP备00000000号　网站标识码0000000000　联系我们　网站地图</p></div>
</body></html>"""


@pytest.fixture(scope="module")
def news():
    return read(PAGE.encode("gbk").replace(b"utf-8", b"gb2312"), "news.html")


def test_a_page_keeps_its_articles_and_drops_its_navigation(news):
    text = news.reading.text
    assert "第一篇：园区提质" in text
    assert "第二篇：通桥之后" in text
    assert text.count("某园区规划面积") == 3
    assert "开通在即。" in text
    for dropped in ("首页", "招商引资", "版权所有", "相关阅读", "不是正文", "color"):
        assert dropped not in text
    assert [unread.kind for unread in news.reading.unread] == ["boilerplate", "picture"]
    assert 0 < news.reading.unread[0].share < 0.4


def test_a_page_knows_its_headings_captions_and_day(news):
    kinds = {block.text: (block.kind, block.level) for block in news.reading.blocks}
    assert kinds["第一篇：园区提质"] == ("heading", 1)
    assert kinds["第二篇：通桥之后"] == ("heading", 2)
    assert kinds["一、交通先行"][0] == "heading"
    assert kinds["来源：某报 记者 张三"][0] == "byline"
    assert kinds["园区一角（李四 摄）"][0] == "caption"
    assert (news.published.first.isoformat(), news.basis) == ("2024-06-20", "metadata")
    assert news.reading.title == "第一篇：园区提质"


def test_blocks_of_a_page_re_slice_and_name_their_element(news):
    for block in news.reading.blocks:
        assert news.reading.text[block.start : block.end] == block.text
    first = next(block for block in news.reading.blocks if block.text == LONG)
    assert first.locator.words("news.html") == "news.html#element=/html/body/div[2]/p[2]"


def test_a_table_of_a_page_becomes_claims(news):
    found = claims_of(news, load_schema().kind("site"), given={"kind": "plant", "region": "新会区"})
    assert [c.locator for c in found.claims if c.property == "area"] == [
        "news.html!表1!B2",
        "news.html!表1!B3",
    ]


def test_a_fragment_without_long_paragraphs_is_kept():
    document = read("<p>面积12公顷</p><p>项目3个</p>".encode(), "a.html")
    assert document.reading.text == "面积12公顷\n\n项目3个"


@pytest.mark.parametrize(
    "page",
    [
        lambda n: "<div>" * 900 + LONG + "<p>x" * n,
        lambda n: "<b>" * 900 + LONG + "<p>x" * n,
        lambda n: "<a " + " ".join(f"a{i}=1" for i in range(n)) + ">" + LONG,
        lambda n: "<!--" * n,
        lambda n: "<table>" + "<td rowspan=1000 colspan=1000>x" * n,
        lambda n: "</p>" * n + LONG,
        lambda n: "<a <" * n,
        lambda n: "&amp" * n,
        lambda n: "<p>" + LONG * n,
        lambda n: "<p>短" * n,
        lambda n: "<div class=a>" * 900 + "<p>短" * n,
    ],
    ids=[
        "div",
        "bold",
        "attributes",
        "comments",
        "spans",
        "ends",
        "tags",
        "entities",
        "long",
        "short",
        "deep",
    ],
)
def test_hostile_pages_take_linear_work(page):
    def calls(count):
        data = ("<html>" + page(count)).encode()
        return count_calls(lambda: read(data, "a.html"))

    calls(10)
    assert calls(3_000) < 3.5 * calls(1_000)


def test_a_page_nested_too_deeply_is_refused():
    with pytest.raises(BadInput) as refused:
        read(b"<html>" + b"<div>" * 200_000, "a.html")
    assert refused.value.problem.code == "document_too_deep"


def test_entities_of_a_page_are_not_expanded():
    bomb = "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><html><p>&b;" + LONG
    assert len(read(bomb.encode(), "a.html").reading.text) < len(bomb)


@pytest.mark.parametrize("name", ["content has-sidebar", "article-header", "nav"])
def test_names_of_tags_do_not_throw_the_article_away(name):
    page = f'<html><body><div class="{name}"><h1>园区</h1><p>{LONG}</p><p>{LONG * 6}</p></div></body></html>'
    assert read(page.encode(), "a.html").reading.text.startswith("园区\n\n" + LONG)


@pytest.mark.parametrize("line", ["交付日期\n2024-06-30", "截止日期：2024-06-30", "可用时间 2024-06-30"])
def test_other_days_in_the_head_do_not_date_a_text(line):
    assert read(f"园区公告\n{line} 之前".encode(), "a.txt").basis == "unknown"


# ── Word ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_word_file_gives_paragraphs_headings_and_tables(make):
    cell = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = [
        [("", "区域"), ("", "厂房名称"), ("", "面积（㎡）")],
        [('<w:vMerge w:val="restart"/>', "新会区"), ("", "甲"), ("", "1200")],
        [("<w:vMerge/>", ""), ("", "乙"), ("", "约800")],
    ]
    table = "".join("<w:tr>" + "".join(cell.format(*each) for each in row) + "</w:tr>" for row in rows)
    body = (
        make.paragraph("园区简介", "a1")
        + make.paragraph("二级", "Heading2")
        + "<w:p><w:r><w:t>规划面积</w:t><w:br/><w:t>1.24</w:t></w:r>"
        "<w:del><w:r><w:delText>3.3</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>秘密</w:t></w:r><w:r><w:t>万亩</w:t></w:r></w:p>"
        f"<w:tbl>{table}</w:tbl>"
        "<w:p><w:r><mc:AlternateContent xmlns:mc='urn:mc'><mc:Choice><w:txbxContent>"
        + make.paragraph("边栏")
        + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
        + make.paragraph("边栏")
        + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        "<w:p><w:r><w:drawing><pic:pic xmlns:pic='urn:pic'/></w:drawing></w:r></w:p>"
    )
    styles = (
        '<w:styles xmlns:w="urn:w"><w:style w:styleId="a1"><w:name w:val="heading 1"/></w:style></w:styles>'
    )
    notes = (
        f'<w:footnotes xmlns:w="urn:w"><w:footnote>{make.paragraph("据测绘报告")}</w:footnote></w:footnotes>'
    )
    document = read(make.docx(body, styles=styles, footnotes=notes), "报告.docx")
    kinds = [(block.kind, block.level, block.text) for block in document.reading.blocks]
    assert kinds[:3] == [
        ("heading", 1, "园区简介"), ("heading", 2, "二级"), ("paragraph", 0, "规划面积\n1.24万亩"),
    ]  # fmt: skip
    assert [text for kind, _, text in kinds if kind == "sidebar"] == ["边栏"]
    assert kinds[-1] == ("footnote", 0, "据测绘报告")
    assert {unread.kind for unread in document.reading.unread} == {"picture", "hidden"}
    (found,) = document.reading.tables
    assert found.rows[3][0].text == "新会区"
    claims = claims_of(document, load_schema().kind("site"), given={"kind": "plant"}).claims
    assert [c.locator for c in claims if c.property == "region"] == ["报告.docx!表1!A2", "报告.docx!表1!A2"]
    for block in document.reading.blocks:
        assert document.reading.text[block.start : block.end] == block.text


def test_a_word_file_that_breaks_off_gives_what_came_before(make):
    data = make.docx(make.paragraph("前面的话") + "<w:p><w:r><w:t>后")
    whole = read(data, "a.docx")
    assert whole.reading.blocks[0].text == "前面的话"
    assert "document_part_broken" in [problem.code for problem in whole.reading.problems]
    assert whole.reading.unread[-1].kind == "rest"


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_pdf_gives_blocks_with_page_and_box(make):
    lines = [(72, 760, 18, "园区提质增效"), (72, 720, 11, "规划面积约1.24万亩，已引进项"), (72, 704, 11, "目近200个。"),
             (72, 660, 11, "第二段。")]  # fmt: skip
    document = read(make.pdf(lines, [(300, 400, 11, "第二页")], info="/CreationDate(D:20240620)"), "a.pdf")
    blocks = document.reading.blocks
    assert [block.text for block in blocks] == [
        "园区提质增效", "规划面积约1.24万亩，已引进项\n目近200个。", "第二段。", "第二页",
    ]  # fmt: skip
    assert [block.kind for block in blocks][:2] == ["heading", "paragraph"]
    assert [block.locator.place for block in blocks] == ["1", "1", "1", "2"]
    left, top, right, bottom = blocks[1].locator.box
    assert 70 < left < 76
    assert 842 - 735 < top < bottom < 842 - 695
    assert 200 < right < 300
    for block in blocks:
        assert document.reading.text[block.start : block.end] == block.text
    assert (document.published.first.isoformat(), document.basis) == ("2024-06-20", "metadata")


def test_a_scanned_page_is_reported_with_its_number(make):
    document = read(make.pdf([(72, 700, 11, "有字")], None, None, []), "a.pdf")
    assert [(each.kind, each.place, each.share) for each in document.reading.unread] == [
        ("page", "2", 0.25), ("page", "3", 0.25),
    ]  # fmt: skip
    (problem,) = document.reading.problems
    assert problem.code == "pdf_no_text"
    assert "2, 3" in problem.text("zh")


def test_page_numbers_and_running_heads_are_running(make):
    pages = [
        [(72, 800, 9, "某园区规划"), (72, 600, 11, f"第{n}段正文内容。"), (290, 30, 9, f"— {n} —")]
        for n in range(1, 5)
    ]
    blocks = read(make.pdf(*pages), "a.pdf").reading.blocks
    assert [block.kind for block in blocks] == ["running", "paragraph", "running"] * 4


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.7\n" + b"\0" * 1000])
def test_a_broken_pdf_is_refused(data):
    with pytest.raises(BadInput) as refused:
        read(data, "a.pdf")
    assert refused.value.problem.code == "document_broken"


# ── maps ─────────────────────────────────────────────────────────────────────────────────────────

MAP = """{"type": "FeatureCollection", "name": "载体",
"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}},
"features": [{"type": "Feature", "id": "s-1", "properties": {"name": "甲", "面积": 9600.0, "空": null},
"geometry": {"type": "Point", "coordinates": [113.080, 22.5]}},
{"type": "Feature", "properties": {"name": "乙"}, "geometry": {"type": "Polygon", "coordinates": []}}, 7]}"""


def test_a_map_gives_features_with_ids_words_and_datum():
    document = read(MAP.encode(), "a.geojson")
    first, second = document.reading.features
    assert (first.id, first.position, first.properties) == (
        "s-1",
        ("113.080", "22.5"),
        {"name": "甲", "面积": "9600.0"},
    )
    assert (second.id, second.position, second.geometry) == ("features[2]", None, "Polygon")
    assert document.datum == "CGCS2000"
    assert [problem.code for problem in document.reading.problems] == [
        "document_no_feature",
        "document_shapes",
    ]
    assert document.reading.text[first.start : first.end] == "name: 甲\n面积: 9600.0\nlon: 113.080\nlat: 22.5"
    assert document.reading.blocks[0].locator.words("a.geojson") == "a.geojson#feature=s-1"


@pytest.mark.parametrize(
    ("data", "code"),
    [('{"type": "FeatureCollection", "features": [', "json_broken"), ('{"type":' + "[" * 200_000, "document_too_deep"),
     ('{"type": "FeatureCollection"}', "document_no_features")],
)  # fmt: skip
def test_a_broken_map_is_refused(data, code):
    with pytest.raises(BadInput) as refused:
        read(data.encode(), "a.geojson")
    assert refused.value.problem.code == code


ROWS = [
    ("厂房名称", "所在区域", "建筑面积(㎡)", "租金(元/㎡·月)"),
    ("一号厂房", "新会区", "1200", "18"),
    ("二号厂房", "江海区", "约3000", "16.5"),
    ("三号厂房", "", "800", "15"),
    ("合计", "", "5000", ""),
]


def printed(rows, columns=(72, 180, 300, 420), top=730):
    return [
        (left, top - 18 * number, 11, words)
        for number, row in enumerate(rows)
        for left, words in zip(columns, row, strict=True)
        if words
    ]


def test_rows_of_a_pdf_are_cells_with_page_and_box(make):
    page = [(72, 780, 16, "某园厂房一览表"), (72, 760, 10, "截至2024年6月30日"), *printed(ROWS)]
    page.append((72, 600, 11, "以上面积以测绘报告为准，联系人招商部，电话另行告知。"))
    document = read(make.pdf([(72, 700, 11, "第一页只有文字，没有表格。")], page), "a.pdf")
    (table,) = document.reading.tables
    assert (table.title, table.notes) == ("某园厂房一览表", ("截至2024年6月30日",))
    assert [column.name for column in table.columns] == list(ROWS[0])
    assert [[cell.text for cell in row.values()] for row in table.rows.values()] == [
        [words for words in row if words] for row in ROWS[1:]
    ]
    for row in table.rows.values():
        for cell in row.values():
            assert document.reading.text[cell.start : cell.end] == cell.text
    area = table.rows[5][2]
    assert area.place.startswith("#page=2&box=300,")
    claims = claims_of(document, load_schema().kind("site"), given={"kind": "plant"})
    assert claims.entities == 3, "the total is no plant"
    found = {(one.claim.words, one.claim.property): one.claim for one in claims.said}
    assert found["约3000", "area"].value.qualifier == "about"
    assert found["18", "rent"].locator.startswith("a.pdf#page=2&box=421,")
    assert found["18", "rent"].valid.first.isoformat() == "2024-06-30"
    assert ("15", "region") not in found, "a blank cell stays blank"


@pytest.mark.parametrize(
    "page",
    [
        [(72, 700, 11, "园区道路全长五公里，宽二十四米。"), (72, 680, 11, "另建污水处理厂一座。")],
        [(72, 700, 11, "左栏第一行"), (320, 700, 11, "右栏第一行"), (72, 620, 11, "隔得很远的一行")],
        [],
    ],
)
def test_what_stands_in_no_columns_is_no_table(make, page):
    assert read(make.pdf(page or [(72, 700, 11, "字")]), "a.pdf").reading.tables == ()
