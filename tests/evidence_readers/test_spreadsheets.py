"""Spreadsheets as parks send them."""

import io
from datetime import date, datetime

import pytest
import xlsxwriter  # type: ignore[import-untyped]
import xlwt  # type: ignore[import-untyped]
from tests.counted_work import count_calls

from yuantu.errors import BadInput
from yuantu.evidence.readers import limits
from yuantu.evidence.readers.reading import read_document
from yuantu.evidence.readers.sheetclaims import read_sheet_claims
from yuantu.ontology.schema import load_schema
from yuantu.ontology.values import Code

SITE = load_schema().kind("site")


def read(data, name):
    return read_document(data, name)  # untyped on purpose: tests look into values of every type


def claims_of(document, kind=SITE, given=None):
    return read_sheet_claims(document, kind, given=given)


def codes(document):
    return [problem.code for problem in document.reading.problems]


@pytest.fixture(scope="module")
def park(make):
    return read(make.workbook(make.park_workbook), "厂房.xlsx")


def test_the_heading_rows_are_found_and_joined(park):
    (table,) = park.reading.tables
    assert table.place == "招商载体!A3:J8"
    assert table.title == "某某产业园可招商载体一览表"
    assert [column.name for column in table.columns][3:6] == [
        "建筑参数/建筑面积（亩）", "建筑参数/层高(米)", "建筑参数/承重（吨/㎡）",
    ]  # fmt: skip
    assert list(table.rows) == [5, 6, 7, 8]
    assert table.totals == (8,)
    assert table.notes == (
        "截至2024年6月30日 单位：万元",
        "注：1. 以上面积以测绘报告为准。",
        "联系人：招商部",
    )


def test_a_merged_cell_says_the_same_in_every_row_and_names_its_origin(park):
    (table,) = park.reading.tables
    assert [table.rows[row][1].text for row in (5, 6, 7)] == ["新会区", "新会区", "蓬江区"]
    assert table.rows[6][1].place == "招商载体!B5"


def test_every_cell_re_slices_the_document(park):
    text = park.reading.text
    cells = [cell for table in park.reading.tables for row in table.rows.values() for cell in row.values()]
    assert len(cells) > 25
    for cell in cells:
        assert text[cell.start : cell.end] == cell.text
    for block in (*park.reading.blocks, *park.reading.tables[0].blocks()):
        assert text[block.start : block.end] == block.text


def test_a_sheet_becomes_claims_with_their_cells(park):
    found = claims_of(park, SITE, given={"kind": "plant"})
    values = {(claim.locator, claim.property): claim.value for claim in found.claims}
    assert found.entities == 3
    assert values["厂房.xlsx!招商载体!D5", "area"].stated == pytest.approx(10_000)
    assert values["厂房.xlsx!招商载体!D6", "area"].qualifier == "about"
    assert values["厂房.xlsx!招商载体!G5", "rent"].unit == "CNY/m2/month"
    assert values["厂房.xlsx!招商载体!H5", "total_investment"].stated == 12_000_000
    assert values["厂房.xlsx!招商载体!I5", "let_share"].stated == pytest.approx(0.57)
    assert values["厂房.xlsx!招商载体!J5", "available_from"].precision == "month"
    assert values["厂房.xlsx!招商载体!B5", "region"] == Code("gb2260", "440705")
    assert {claim.valid.first.isoformat() for claim in found.claims} == {"2024-06-30"}
    assert not any(claim.words == "52.5" for claim in found.claims)
    assert {claim.source for claim in found.claims} == {park.sha256}
    assert {claim.method for claim in found.claims if claim.property == "kind"} == {"given"}


def test_a_bad_cell_is_refused_at_its_cell(park):
    (problem,) = claims_of(park, SITE, given={"kind": "plant"}).problems
    assert problem.place.startswith("厂房.xlsx!招商载体!E6 (")
    assert "首层7.9" in problem.text("zh")
    assert "首层7.9" in problem.text("en")


def test_what_no_row_states_is_missing_once(park):
    found = claims_of(park, SITE)
    assert [p.params["value"] for p in found.problems if p.code == "table_missing_required"] == [
        "kind（类型）"
    ]


def test_a_second_reading_gives_the_same_claims(make, park):
    again = read(make.workbook(make.park_workbook), "厂房.xlsx")
    if again.sha256 == park.sha256:
        assert claims_of(again, SITE).claims == claims_of(park, SITE).claims
    assert [claim.words for claim in claims_of(again, SITE).claims] == [
        claim.words for claim in claims_of(park, SITE).claims
    ]


def test_several_tables_in_a_sheet(make):
    def fill(book):
        sheet = book.add_worksheet("表")
        for row, words in enumerate([("厂房名称", "面积(㎡)"), ("甲", 1200), ("乙", 800)]):
            sheet.write_row(row, 0, words)
            sheet.write_row(row, 4, [("地块名称", "面积(亩)"), ("丙", 30), ("丁", 45)][row])
        sheet.write("A6", "二、企业")
        for row, words in enumerate([("企业名称", "成立日期"), ("某某公司", "2020-05")], start=6):
            sheet.write_row(row, 0, words)

    document = read(make.workbook(fill), "a.xlsx")
    assert [table.place for table in document.reading.tables] == ["表!A1:B3", "表!E1:F3", "表!A7:B8"]
    assert document.reading.tables[2].title == "二、企业"
    claims = claims_of(document, SITE).claims
    assert [c.value.stated for c in claims if c.property == "area"] == pytest.approx(
        [1200, 800, 20_000, 30_000]
    )


def test_a_blank_row_does_not_end_a_table(make):
    rows = [("名称", "面积(㎡)", "租金(元/㎡·月)"), ("甲", 1200, 12), (None, None, None), ("乙", 800, 15)]
    data = make.workbook(lambda book: [book.add_worksheet("表")] and [
        book.get_worksheet_by_name("表").write_row(number, 0, row) for number, row in enumerate(rows)
    ])  # fmt: skip
    (table,) = read(data, "a.xlsx").reading.tables
    assert list(table.rows) == [2, 4]


def test_unmerged_two_row_headings_and_a_row_of_units(make):
    def fill(book):
        sheet = book.add_worksheet("表")
        for number, row in enumerate(
            [("名称", "面积", "租金"), ("", "（亩）", "（元/㎡·月）"), ("甲", 15, 12), ("乙", 8, 15)]
        ):
            sheet.write_row(number, 0, row)

    (table,) = read(make.workbook(fill), "a.xlsx").reading.tables
    assert [column.name for column in table.columns] == ["名称", "面积（亩）", "租金（元/㎡·月）"]


def test_a_wrong_unit_in_a_heading_refuses_the_column():
    rows = [("名称", "层高（亩）"), ("甲", 8)]
    data = "\n".join(",".join(map(str, row)) for row in rows).encode("gbk")
    found = claims_of(read(data, "a.csv"), SITE, given={"kind": "plant", "region": "新会区"})
    assert "sheet_unit_other" in [problem.code for problem in found.problems]
    assert "clear_height" not in {claim.property for claim in found.claims}


def test_formulas_hidden_sheets_and_errors_are_reported(make):
    def fill(book):
        sheet = book.add_worksheet("甲")
        sheet.write_row(0, 0, ["名称", "面积"])
        sheet.write_row(1, 0, ["一号", 5])
        sheet.write_formula("B3", "=B2*2", None, 10)
        sheet.write_formula("B4", "=B2*3", None, "")
        sheet.write_formula("B5", "=1/0", None, "#DIV/0!")
        sheet.set_column("C:C", None, None, {"hidden": True})
        sheet.write("C2", "内部")
        book.add_worksheet("乙").hide()
        book.get_worksheet_by_name("乙").write("A1", "秘密")

    document = read(make.workbook(fill), "a.xlsx")
    assert sorted(codes(document)) == [
        "cell_error", "formula_without_value", "sheet_hidden", "sheet_hidden_cells",
    ]  # fmt: skip
    places = {problem.code: problem.place for problem in document.reading.problems}
    assert places["formula_without_value"] == "a.xlsx!甲!B4"
    assert places["cell_error"] == "a.xlsx!甲!B5"
    assert "\t10" in document.reading.text or "10" in document.reading.text.split()


def test_a_formula_of_a_writer_that_does_not_reckon_has_no_value(make):
    cells = '<sheetData><row r="1"><c r="A1"><f>1+1</f></c><c r="B1" t="str"><f>""</f><v></v></c></row></sheetData>'
    (problem,) = read(make.raw_xlsx(cells), "a.xlsx").reading.problems
    assert (problem.code, problem.place) == ("formula_without_value", "a.xlsx!表!A1")


@pytest.mark.parametrize(
    ("code", "stored", "shown"),
    [
        ("0.00", 0.57000000000000006, "0.57"), ("0%", 0.57, "57%"), ('0.0"亩"', 12.5, "12.5亩"),
        ('0!.0,"万"', 12_000, "12000"), ('#,##0.0,"千元"', 12_000, "12000"), ("yyyy-mm-dd", 45444, "2024-06-01"),
        ('yyyy"年"m"月"', 45444, "2024-06"), ("yyyy", 45444, "2024"), ("h:mm", 0.5, "12:00"),
        ("#,##0.00", 1234567.5, "1234567.5"), ("[Red]0", 3, "3"), ("[$-804]yyyy年m月d日", 45444, "2024-06-01"),
        ("General", 1e-5, "0.00001"), ("General", 45444, "45444"), ("[$¥-804]#,##0", 12, "12"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_shown(make, code, stored, shown):
    def fill(book):
        book.add_worksheet("表").write_number(0, 0, stored, book.add_format({"num_format": code}))

    assert read(make.workbook(fill), "a.xlsx").reading.text.splitlines()[-1] == shown


def test_days_of_a_workbook_that_counts_from_1904():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"date_1904": True}) as book:
        form = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet("表").write_datetime(0, 0, datetime(2024, 6, 30), form)  # noqa: DTZ001 (a day)
    assert read(buffer.getvalue(), "a.xlsx").reading.text.endswith("2024-06-30")


def test_phonetic_readings_and_escapes_are_no_words(make):
    strings = "<si><r><t>园</t></r><r><t>区_x000D_</t></r><rPh sb='0' eb='1'><t>エン</t></rPh></si>"
    cell = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'
    assert read(make.raw_xlsx(cell, strings=strings), "a.xlsx").reading.text == "表\n\n园区"


def test_macros_are_reported_and_not_run(make):
    cell = '<sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>'
    data = make.raw_xlsx(cell, extra=[("xl/vbaProject.bin", b"x")])
    document = read(data, "a.xlsm")
    assert codes(document) == ["document_macros"]
    assert document.reading.text.endswith("7")


ODS_ROWS = """
<table:table-row><table:table-cell table:number-columns-spanned="3" office:value-type="string">
<text:p>可招商<text:s text:c="2"/>载体</text:p></table:table-cell>
<table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>
<table:table-row><table:table-cell><text:p>厂房名称</text:p></table:table-cell>
<table:table-cell><text:p>面积（亩）</text:p></table:table-cell>
<table:table-cell><text:p>可用日期</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="15"><text:p>15.00</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2024-06-01"><text:p>2024年6月</text:p>
</table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>
</table:table-row>
"""


def test_an_ods_sheet_is_read_like_any_other(make):
    document = read(make.ods(ODS_ROWS), "a.ods")
    (table,) = document.reading.tables
    assert table.title == "可招商 载体"
    assert table.place == "载体!A2:C3"
    found = claims_of(document, SITE, given={"kind": "plant", "region": "新会区"})
    values = {claim.property: claim.value for claim in found.claims}
    assert values["area"].stated == pytest.approx(10_000)
    assert values["available_from"].precision == "month"


def test_a_shown_multiple_does_not_become_a_unit(make):
    cell = (
        '<table:table-cell office:value-type="float" office:value="{}"><text:p>{}</text:p></table:table-cell>'
    )
    row = f"<table:table-row>{cell.format(12000, '1.2万')}{cell.format(15, '15.0亩')}</table:table-row>"
    assert read(make.ods(row), "a.ods").reading.text.splitlines()[-1] == "12000\t15亩"


@pytest.fixture(scope="module")
def old_workbook():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("厂房")
    sheet.write_merge(0, 0, 0, 2, "载体表")
    for column, words in enumerate(["名称", "面积（亩）", "可用日期"]):
        sheet.write(1, column, words)
    sheet.write(2, 0, "甲")
    sheet.write(2, 1, 15)
    sheet.write(2, 2, date(2024, 6, 30), xlwt.easyxf(num_format_str="YYYY-MM-DD"))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_an_old_workbook_is_read_and_its_bare_numbers_are_said(old_workbook):
    document = read(old_workbook, "a.xls")
    assert document.media_type == "application/vnd.ms-excel"
    assert codes(document) == ["sheet_bare_numbers"]
    (table,) = document.reading.tables
    assert table.title == "载体表"
    assert [cell.text for cell in table.rows[3].values()] == ["甲", "15", "2024-06-30"]


def test_a_csv_with_a_title_and_semicolons_is_read():
    data = (
        "某园区载体表\n名称;面积（㎡）;租金（元/㎡·月）\n甲;1,200;18\n乙;800;约20\n备注：以上为参考\n".encode(
            "gb18030"
        )
    )
    document = read(data, "a.csv")
    (table,) = document.reading.tables
    assert table.title == "某园区载体表"
    assert table.notes == ("备注：以上为参考",)
    claims = claims_of(document, SITE, given={"kind": "plant", "region": "新会区"}).claims
    assert [c.locator for c in claims if c.property == "area"] == ["a.csv!B3", "a.csv!B4"]
    assert [c.value.stated for c in claims if c.property == "area"] == [1200, 800]


def test_a_wrong_extension_is_read_by_content_and_reported(make):
    document = read(make.workbook(make.park_workbook), "厂房.csv")
    assert codes(document) == ["document_other_type"]
    assert document.reading.tables
    page = b"<html><body><table><tr><td>a</td><td>b</td></tr></table></body></html>"
    assert codes(read(page, "export.xls")) == ["document_other_type"]


def test_two_far_cells_take_no_memory_between_them(make):
    cells = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    cells += '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    cells += '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    data = make.raw_xlsx(cells)
    assert count_calls(lambda: read(data, "a.xlsx")) < 20_000
    document = read(data, "a.xlsx")
    assert "sheet_merged_too_much" in codes(document)


def test_a_million_rows_are_bounded_and_the_share_is_said(make):
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 1_000_001))
    document = read(make.raw_xlsx(f"<sheetData>{rows}</sheetData>"), "a.xlsx")
    (unread,) = document.reading.unread
    assert unread.share == pytest.approx(0.7, abs=0.05)
    assert "sheet_cut" in codes(document)
    assert document.reading.text.count("\n") == pytest.approx(limits.MOST_CELLS, abs=3)


def test_repeated_cells_of_an_ods_file_are_bounded(make):
    row = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
    row += 'table:number-columns-repeated="16384"><text:p>甲</text:p></table:table-cell></table:table-row>'
    document = read(make.ods(row), "a.ods")
    assert document.reading.unread[0].share > 0
    assert len(document.reading.text) < 3 * limits.MOST_CELLS


def test_a_huge_cell_is_cut_and_said(make):
    cell = f'<sheetData><row r="1"><c r="A1" t="str"><v>{"园" * 50_000}</v></c></row></sheetData>'
    document = read(make.raw_xlsx(cell), "a.xlsx")
    assert codes(document) == ["cell_too_long"]
    assert document.reading.problems[0].place == "a.xlsx!表!A1"
    assert document.reading.text.count("园") == limits.MOST_CELL_CHARACTERS


def test_a_chart_sheet_is_said_to_be_unread(make):
    def fill(book):
        book.add_worksheet("表").write("A1", "甲")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=表!$A$1:$A$1"})
        book.add_chartsheet("图").set_chart(chart)

    assert "sheet_unreadable" in codes(read(make.workbook(fill), "a.xlsx"))


def test_a_truncated_workbook_is_refused(make):
    data = make.workbook(make.park_workbook)
    with pytest.raises(BadInput) as refused:
        read(data[: len(data) // 2], "a.xlsx")
    assert refused.value.problem.code == "document_broken"


@pytest.mark.parametrize(
    "row",
    [
        lambda n: f'<row r="{2 * n}"><c r="A{2 * n}"><v>{n}</v></c><c r="B{2 * n}"><v>1</v></c></row>',
        lambda n: f'<row r="{2 * n}"><c r="A{2 * n}" t="str"><v>名称</v></c></row>',
        lambda n: f'<row r="{n}" hidden="1"><c r="A{n}" t="str"><v>名称</v></c></row>',
    ],
    ids=["numbers", "headings", "hidden"],
)
def test_many_small_areas_take_linear_work(make, row):
    head = '<row r="1"><c r="A1" t="str"><v>名称</v></c><c r="B1" t="str"><v>面积</v></c></row>'

    def calls(count):
        columns = "<cols>" + '<col min="1" max="16384" hidden="1"/>' * count + "</cols>"
        rows = "".join(map(row, range(2, count)))
        data = make.raw_xlsx(f"{columns}<sheetData>{head}{rows}</sheetData>")
        return count_calls(lambda: read(data, "a.xlsx"))

    calls(10)
    assert calls(3_000) < 3.5 * calls(1_000)
