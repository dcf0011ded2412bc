"""Headings as people write them."""

import pytest

from yuantu.evidence.readers.columnnames import (
    column_index,
    fold,
    is_unit_only,
    read_spellings,
    split_heading,
    stated_units,
)
from yuantu.ontology.schema import load_schema


@pytest.mark.parametrize(
    ("heading", "name", "unit"),
    [
        ("面积（平方米）", "面积", "平方米"),
        ("面积/亩", "面积", "亩"),
        ("面积：亩", "面积", "亩"),
        ("面积_亩", "面积", "亩"),
        ("总投资 万元", "总投资", "万元"),
        ("租金（元/㎡·月，含税）", "租金", "元/m2·月"),
        ("层高m", "层高", "m"),
        ("租金单价(元/平方米/月)", "租金单价", "元/平方米/月"),
        ("建筑面积㎡", "建筑面积", "m2"),
        ("电力容量(KVA)", "电力容量", "KVA"),
        ("可租面积\n(平方米)", "可租面积", "平方米"),
        ("总价（万元/宗）", "总价", "万元"),
        ("土地面积（亩）（约）", "土地面积", "亩"),
        ("面积单位：亩", "面积", "亩"),
        ("投资额（亿）", "投资额", "亿"),
        ("容积率", "容积率", ""),
        ("县（市、区）", "县", ""),
        ("租金/一层", "租金/一层", ""),
        ("出租率%", "出租率", "%"),
    ],
)
def test_a_heading_is_a_name_and_a_unit(heading, name, unit):
    assert split_heading(heading) == (name, unit)


@pytest.mark.parametrize(
    ("text", "unit"), [("（亩）", True), ("万元", True), ("元/㎡·月", True), ("甲", False), ("", False)]
)
def test_a_cell_that_is_only_a_unit(text, unit):
    assert is_unit_only(text) is unit


def test_a_line_states_units_for_the_whole_table():
    assert stated_units(("园区一览", "填表日期：2024年6月  单位：万元、亩")) == ("万元", "亩")


def test_every_further_spelling_belongs_to_a_property_and_to_one_only():
    schema = load_schema()
    for name, properties in read_spellings().items():
        kind = schema.kind(name)
        index = column_index(kind)
        for prop, words in properties.items():
            assert prop in kind.properties
            for word in words:
                assert index[fold(word)][0].name == prop, word
