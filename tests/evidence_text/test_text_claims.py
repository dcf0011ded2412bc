import json
from dataclasses import replace
from datetime import date

import pytest

from yuantu.evidence.text.claims import TextClaim
from yuantu.evidence.text.reading import merge_repeats, read_long, read_text
from yuantu.ontology.periods import read_period

PROMISED = [
    "start", "end", "quote", "article", "subject", "property", "kind", "value", "low", "high", "unit", "qualifier",
    "valid_from", "valid_to", "place", "confidence", "method",
]  # fmt: skip


@pytest.fixture
def claim():
    text = "2023年，江门市地区生产总值4022.5亿元。"
    return next(one for one in read_text(text).claims if one.unit == "CNY")


def test_a_claim_is_printed_with_the_promised_keys_in_their_order(claim):
    assert list(claim.to_json()) == PROMISED
    assert json.loads(json.dumps(claim.to_json()))["valid_from"] == "2023-01-01"


def test_a_plain_sentence_is_read_whole(claim):
    assert (claim.subject, claim.property, claim.value) == ("江门市", "gdp", 402_250_000_000)
    assert (claim.valid.first, claim.valid.last) == (date(2023, 1, 1), date(2023, 12, 31))
    assert claim.confidence >= 0.8


def test_a_card_says_how_the_claim_was_come_by(claim):
    card = claim.to_card()
    assert (card["context"], card["basis"], card["role"]) == ("clause", "actual", "value")


def test_repeats_merge_only_when_all_of_the_meaning_is_equal(claim):
    elsewhere = replace(claim, start=100, end=109)
    other = replace(claim, start=200, end=209, subject="中山市")
    merged = merge_repeats((claim, elsewhere, other))
    assert [len(one.spans) for one in merged] == [2, 1]


@pytest.mark.parametrize(
    ("text", "subject", "name", "value"),
    [
        ("总投资10亿元的海岳电池项目落户江门。", "海岳电池项目", "total_investment", 1e9),
        ("江门从深圳引进了甲电机等近200个制造业项目。", "江门市", "projects_introduced", 200),
        (
            "全市规模以上工业增加值增长7.2%。江门市工业持续向好。",
            "江门市",
            "industrial_value_added_growth",
            0.072,
        ),
        ("青山产业园规划面积5平方公里，启动区面积1.2平方公里。", "青山产业园", "start_area", 1.2e6),
        ("江海区研发投入占地区生产总值比例达5.22%。", "江海区", "rd_intensity", 0.0522),
        ("江门市开发强度不足12%。", "江门市", "development_intensity", 0.12),
        ("海岳电池项目从签约到开工仅用68天。", "海岳电池项目", "signed_to_groundbreaking_days", 68),
        ("四会市、高要区工业增加值分别增长9.1%和6.6%。", "高要区", "industrial_value_added_growth", 0.066),
    ],
)
def test_subject_and_property_of_a_number(text, subject, name, value):
    found = [claim for claim in read_text(text).claims if claim.value == pytest.approx(value)]
    assert [(claim.subject, claim.property) for claim in found] == [(subject, name)]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("江门市力争地区生产总值达到6000亿元。", "target"),
        ("海岳项目预计年产值50亿元。", "forecast"),
        ("江门市2023年地区生产总值4022.5亿元。", "actual"),
    ],
)
def test_aims_and_forecasts_are_no_results(text, basis):
    claim = next(one for one in read_text(text).claims if one.unit == "CNY")
    assert claim.basis == basis
    assert (claim.property in ("gdp", "annual_output")) == (basis == "actual")


def test_the_other_side_is_no_subject():
    claim = next(one for one in read_text("近年来江门从深圳引进了120个项目。").claims if one.unit == "count")
    assert (claim.subject, claim.counterparty) == ("江门市", "深圳市")


def test_uneven_lists_stay_apart():
    text = "甲区、乙区、丙区面积分别为12和35平方公里。"
    assert all(claim.confidence < 0.6 for claim in read_text(text).claims if claim.unit == "m2")


def test_a_workspace_teaches_names():
    text = "海目星现有员工2300人。"
    taught = read_text(text, gazetteer=[("海目星", "company", "海目星激光科技集团股份有限公司")])
    assert taught.claims[0].subject == "海目星激光科技集团股份有限公司"


def test_a_long_text_in_pieces_gives_the_claims_of_the_whole():
    paragraph = "青山产业园引进企业30家，总投资21.5亿元。2023年，江门市地区生产总值4022.5亿元。\n\n"
    text = paragraph * 4000
    pieces = (text[at : at + 65_536] for at in range(0, len(text), 65_536))
    claims = list(read_long(pieces, read_period("2024-01")))
    assert len(claims) == 4 * 4000
    assert all(text[claim.start : claim.end] == claim.quote for claim in claims)


def test_blocks_without_a_claim_are_reported_as_unread():
    text = "青山产业园引进企业30家，发展态势良好。\n\n这一段没有数字，也没有日期，只介绍当地的风土人情。\n"
    reading = read_text(text)
    assert [text[first:last].startswith("这一段") for first, last in reading.unread] == [True]
    assert 0 < reading.unread_share < 1


@pytest.mark.parametrize(
    "text", ["", "\n\n", "世界500强企业", "相隔千里之遥", "（）、，。", "“" * 50, "的" * 5000]
)
def test_nothing_comes_of_nothing(text):
    assert not [claim for claim in read_text(text).claims if claim.unit is not None]


def test_claims_are_immutable(claim):
    assert isinstance(claim, TextClaim)
    with pytest.raises(AttributeError):
        setattr(claim, "subject", "别处")  # noqa: B010 — mypy knows that it cannot be assigned


def read_one(text: str, quote: str) -> TextClaim:
    return next(one for one in read_text(text).claims if one.quote == quote and one.unit is not None)


def test_a_row_of_a_table_is_about_the_cell_that_names_it():
    table = "项目名称 | 建设单位 | 概况\n甲山配件项目 | 乙水机械有限公司 | 总投资8亿元，用地90亩\n"
    assert read_one(table, "8亿元").subject == read_one(table, "90亩").subject == "甲山配件项目"


def test_labels_and_values_in_lines_are_about_the_thing_named_first():
    table = "项目名称 | 丙谷改扩建工程 |\n建设地点 | 某县 |\n概况 | 总投资8亿元 |\n"
    assert read_one(table, "8亿元").subject == "丙谷改扩建工程"


def test_a_park_without_a_name_keeps_its_word_and_little_confidence():
    claim = read_one("园区现有企业86家。", "86家")
    assert (claim.subject, claim.property) == ("园区", "enterprises")
    assert claim.confidence <= 0.5


def test_the_whole_city_that_nobody_named_is_no_project():
    text = "海风储能项目总投资8亿元。全市新能源装机容量90万千瓦。"
    assert read_one(text, "8亿元").subject == "海风储能项目"
    assert read_one(text, "90万千瓦").subject is None


def test_the_same_figure_in_another_unit_has_the_same_property():
    text = "出让面积：53000平方米（约合79.5亩），容积率1.8。"
    assert {one.property for one in read_text(text).claims if one.unit == "m2"} == {"plot_area"}


def test_a_rate_is_of_the_figure_told_last_where_its_sentence_has_none():
    text = "全县实现社会消费品零售总额82亿元。按经营地分，城镇下降6.1%。"
    assert read_one(text, "6.1%").property == "retail_sales_growth"


def test_what_stands_in_brackets_is_not_what_grew():
    text = "进出口总额8亿元（其中出口5亿元），同比增长1.4%。"
    assert read_one(text, "1.4%").property == "foreign_trade_growth"


def test_a_loss_written_with_a_minus_stays_negative():
    assert read_one("公司全年净亏损-3亿元。", "-3亿元").value == -300_000_000
