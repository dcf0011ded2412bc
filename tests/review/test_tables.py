"""Do the cells of a workbook, of a page and of a map come into the queue, and from there into the facts?"""

import json
from typing import Any

import pytest

from yuantu.errors import BadInput
from yuantu.workspace import evidence
from yuantu.workspace.documents import Received, add_document, difference_json, document_json

ROWS = [
    ("序号", "厂房名称", "所在区域", "建筑面积（亩）", "层高(米)", "租金（元/㎡·月）", "可交付时间"),
    (1, "一号厂房", "东镇", 15, 8, 18, "2024-09"),
    (2, "二号厂房", "小城市", "约30", 7.5, "面议", None),
    ("合计", None, None, 45, None, None, None),
]


def park(
    make,
    *,
    area: object = 15,
    rent: object = 18,
    day: str = "2024年6月30日",
    extra: tuple[tuple[object, ...], ...] = (),
) -> bytes:
    """A list of plants: a title and a day over the headings, a total under the rows."""

    def fill(book):
        sheet = book.add_worksheet("招商")
        sheet.merge_range("A1:G1", "某园标准厂房一览表")
        sheet.write("A2", f"截至{day}")
        rows = [list(row) for row in ROWS]
        rows[1][3], rows[1][5] = area, rent
        for number, row in enumerate([*rows[:3], *extra, rows[3]], start=2):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(number, column, value)

    return bytes(make.workbook(fill))


def take(desk, data: bytes, name: str = "厂房.xlsx", **about):
    return add_document(desk.workspace, data, Received(name, **about))


def cards(desk, document: str) -> dict[tuple[str, str], dict[str, Any]]:
    found = desk.reviewing.queue("all", document)["queue"]
    return {(one["claim"]["subject"], one["claim"]["property"]): one for one in found}


def test_every_cell_comes_with_its_place_and_its_row(desk, make) -> None:
    added = take(desk, park(make))
    found = cards(desk, added["document"]["id"])
    area = found["一号厂房", "area"]
    assert (area["claim"]["locator"], area["claim"]["quote"], area["claim"]["method"]) == (
        "招商!D4",
        "15",
        "sheet",
    )
    assert area["claim"]["value"] == pytest.approx(15 * 10000 / 15)
    row = area["row"]
    assert (row["title"], row["number"], row["cells"][row["at"]]["heading"]) == (
        "某园标准厂房一览表",
        4,
        "建筑面积（亩）",
    )
    assert [cell["text"] for cell in row["cells"]] == ["1", "一号厂房", "东镇", "15", "8", "18", "2024-09"]
    assert row["cells"][6]["place"] == "招商!G4"
    assert found["二号厂房", "area"]["claim"]["qualifier"] == "about"
    assert found["一号厂房", "rent"]["claim"]["valid_from"] == "2024-06-30"
    assert ("二号厂房", "rent") not in found, "面议 is no price"
    assert not [subject for subject, _ in found if subject == "合计"], "a total is no plant"
    assert {one["claim"]["quote"] for one in found.values() if one["claim"]["property"] == "kind"} == {
        "标准厂房"
    }
    assert {one["claim"]["property"] for one in found.values()} == {
        "name", "kind", "region", "area", "clear_height", "rent", "available_from",
    }  # fmt: skip
    assert added["offered"] == len(found) == 12, "the text of the sheet is not read once more"
    kinds = {one["kind"] for one in document_json(desk.workspace, added["document"]["id"])["blocks"]}
    assert "row" in kinds


def test_a_row_becomes_a_site_with_every_cell_as_its_source(desk, make) -> None:
    document = take(desk, park(make))["document"]["id"]
    first = cards(desk, document)["一号厂房", "area"]
    assert first["problems"][0]["code"] == "mapping_subject_unknown"
    done = desk.act(first["id"], "accept", new_entity={"kind": "site"})["item"]
    assert cards(desk, document)["一号厂房", "rent"]["entity"]["id"] == done["entity"]["id"]
    found = evidence.statement_json(desk.workspace.session, done["statements"][0])
    assert (found["locator"], found["words"]) == (f"doc:{document}!招商!D4", "15")
    name = desk.workspace.session.entity(done["entity"]["id"], None).ids("name")[0]
    assert evidence.statement_json(desk.workspace.session, name)["locator"] == f"doc:{document}!招商!B4"
    assert desk.reviewing.acceptance(found)["proposal"] == first["id"]


def test_a_whole_list_is_taken_over_in_one_act_and_given_back_in_one(desk, make) -> None:
    document = take(desk, park(make))["document"]["id"]
    assert desk.reviewing.bulk(0.9, document, "李")["accepted"] == []
    done = desk.reviewing.bulk(0.9, document, "李", new=True)
    assert (len(done["accepted"]), done["left"]) == (12, [])
    sites = {one.name: one for one in desk.workspace.session.entities("site", None)}
    assert set(sites) == {"一号厂房", "二号厂房"}
    assert (sites["一号厂房"].text("region"), sites["一号厂房"].text("kind")) == ("r-2", "plant")
    assert sites["一号厂房"].value("rent").unit == "CNY/m2/month"
    assert sites["一号厂房"].value("available_from").precision == "month"
    desk.reviewing.undo("李", batch=done["batch"])
    assert desk.workspace.session.entities("site", None) == []


def test_reading_again_adds_nothing_and_a_newer_sheet_differs_cell_by_cell(desk, make) -> None:
    data = park(make)
    first = take(desk, data)
    assert take(desk, data)["added"] == 0
    newer = take(
        desk, park(make, area=18, rent="面议", day="2024年9月30日", extra=((3, "三号厂房", "东镇", 9),))
    )
    found = newer["difference"]
    assert [
        (one["older"]["quote"], one["newer"]["quote"], one["newer"]["place"]) for one in found["changed"]
    ] == [("15", "18", "招商!D4")]
    assert [(one["subject"], one["property"]) for one in found["gone"]] == [("一号厂房", "rent")]
    assert {one["subject"] for one in found["new"]} == {"三号厂房"}
    assert len(found["kept"]) == first["offered"] - 2, "that the day moved on changes no cell"
    assert difference_json(desk.workspace, found["newer"], found["older"]) == found


def test_a_csv_of_an_old_office_is_read_too(desk) -> None:
    text = "某园可租仓库,,\n名称,面积(㎡),租金(元/㎡·月)\n甲仓,1200,12\n乙仓,800,15\n合计,2000,\n"
    added = take(desk, text.encode("gb18030"), "仓库.csv")
    found = cards(desk, added["document"]["id"])
    assert found["甲仓", "area"]["claim"]["locator"] == "B3"
    assert found["乙仓", "kind"]["claim"]["text"] == "仓库"
    assert {subject for subject, _ in found} == {"甲仓", "乙仓"}


def test_the_day_a_file_was_saved_dates_nothing_in_it(desk, make) -> None:
    def fill(book):
        book.set_properties({"created": __import__("datetime").datetime(2020, 1, 1)})
        book.add_worksheet("表").write_row(0, 0, ("名称", "面积(㎡)"))
        book.get_worksheet_by_name("表").write_row(1, 0, ("甲", 1200))

    added = take(desk, make.workbook(fill))
    assert added["document"]["published"] is None
    (area,) = [
        one for one in cards(desk, added["document"]["id"]).values() if one["claim"]["property"] == "area"
    ]
    assert area["claim"]["valid_from"] is None


def test_rows_of_one_name_are_left_to_a_person(desk) -> None:
    text = "名称,面积(㎡)\n一期,1200\n一期,800\n二期,700\n"
    added = take(desk, text.encode(), "a.csv")
    assert "sheet_name_again" in {one["code"] for one in added["problems"]}
    done = desk.reviewing.bulk(0.9, added["document"]["id"], "李", new=True)
    assert len(done["accepted"]) == 2
    assert {one["problems"][0]["code"] for one in done["left"]} == {"review_alarm"}


def test_a_name_like_a_known_one_is_not_added_by_itself(desk) -> None:
    text = "园区名称,规划面积(亩)\n东湖产业园,2800\n东湖产业园园,900\n西山新材料基地,900\n"
    added = take(desk, text.encode(), "园区.csv", published="2024")
    done = desk.reviewing.bulk(0.9, added["document"]["id"], "李", new=True)
    assert {one["problems"][0]["code"] for one in done["left"]} == {"mapping_subject_alike"}
    assert {one.name for one in desk.workspace.session.entities("park", None)} == {
        "东湖产业园",
        "西山新材料基地",
    }
    assert desk.held("p-1", "planned_area") == ["2800"], "a known name needs no new thing"


def test_a_person_says_what_the_rows_are_and_what_holds_for_all(desk) -> None:
    text = "名称,面积(亩)\n甲地,30\n"
    added = take(desk, text.encode(), "地.csv", kind="site", given={"kind": "地块", "region": "东镇"})
    desk.reviewing.bulk(0.9, added["document"]["id"], "李", new=True)
    (site,) = desk.workspace.session.entities("site", None)
    assert (site.text("kind"), site.text("region")) == ("parcel", "r-2")
    for about, code in (
        ({"kind": "road"}, "option_choice"), ({"given": {"kind": "x"}}, "given_without_kind"),
        ({"kind": "site", "given": {"colour": "x"}}, "option_choice"),
    ):  # fmt: skip
        with pytest.raises(BadInput) as refusal:
            take(desk, text.encode(), "地2.csv", **about)
        assert refusal.value.problem.code == code


def test_a_row_names_its_thing_by_id(desk) -> None:
    text = "编号,园区名称,规划面积(亩)\np-1,东湖园（新名）,2800\n"
    added = take(desk, text.encode(), "园区.csv")
    found = cards(desk, added["document"]["id"])
    assert found["东湖园（新名）", "planned_area"]["entity"]["id"] == "p-1"


def test_a_table_of_which_nobody_can_say_what_its_rows_are_is_read_as_text(desk) -> None:
    added = take(desk, "指标,数值\n小城市2023年地区生产总值,402亿元\n".encode(), "表.csv")
    assert all(
        "row" not in one or one["row"] is None
        for one in desk.reviewing.queue("all", added["document"]["id"])["queue"]
    )


def test_positions_of_a_map_keep_their_datum(desk) -> None:
    feature = {"type": "Feature", "id": "f-7", "geometry": {"type": "Point", "coordinates": [113.08, 22.58]},
               "properties": {"名称": "甲厂房", "面积": "1200㎡", "类型": "厂房"}}  # fmt: skip
    document = {"type": "FeatureCollection", "features": [feature],
                "crs": {"type": "name", "properties": {"name": "GCJ-02"}}}  # fmt: skip
    added = take(desk, json.dumps(document, ensure_ascii=False).encode(), "厂房.geojson")
    found = cards(desk, added["document"]["id"])
    area = found["甲厂房", "area"]
    assert (area["claim"]["locator"], area["claim"]["value"]) == ("#feature=f-7", 1200.0)
    desk.reviewing.bulk(0.9, added["document"]["id"], "李", new=True)
    (site,) = desk.workspace.session.entities("site", None)
    position = site.value("coordinate")
    assert position.datum == "GCJ-02"
    assert position.lon == pytest.approx(113.08 - 0.005, abs=0.003), "stored in WGS-84"
    statement = evidence.statement_json(desk.workspace.session, site.ids("coordinate")[0])
    assert statement["locator"] == f"doc:{added['document']['id']}#feature=f-7"


def test_a_table_of_a_pdf_comes_with_page_and_box(desk, make) -> None:
    rows = (
        ("厂房名称", "面积(㎡)", "租金(元/㎡·月)"),
        ("一号厂房", "1200", "18"),
        ("二号厂房", "约3000", "16"),
    )
    page = [(72, 780, 14, "某园标准厂房一览表")]
    for number, row in enumerate(rows):
        page += [
            (left, 730 - 18 * number, 11, words) for left, words in zip((72, 200, 340), row, strict=True)
        ]
    page.append((72, 600, 11, "2023年，小城市地区生产总值402亿元。"))
    added = take(desk, make.pdf(page), "厂房.pdf")
    found = cards(desk, added["document"]["id"])
    area = found["二号厂房", "area"]
    assert area["claim"]["locator"].startswith("#page=1&box=200,")
    assert [cell["text"] for cell in area["row"]["cells"]] == ["二号厂房", "约3000", "16"]
    gdp = found["小城市", "gdp"]
    assert (gdp["row"], gdp["claim"]["locator"].split(",")[0]) == (None, "#page=1&box=72")
    assert sum(one["row"] is not None for one in found.values()) == 8, (
        "six cells, and what the title says of both"
    )
    desk.reviewing.bulk(0.9, added["document"]["id"], "李", new=True)
    (site, _) = desk.workspace.session.entities("site", None)
    stated = evidence.statement_json(desk.workspace.session, site.ids("area")[0])
    assert stated["locator"].startswith(f"doc:{added['document']['id']}#page=1&box=")
