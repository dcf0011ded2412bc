"""The schema: what is packaged loads, and mistakes in a file are named."""

from pathlib import Path

import pytest

from yuantu.errors import BadInput, NotFound, Refusal
from yuantu.ontology.formats import show_value
from yuantu.ontology.reading import read_value
from yuantu.ontology.schema import load_schema
from yuantu.ontology.values import Code, Quantity, Text

GOOD = """
kind: shed
label: {zh: 棚, en: shed}
required: [name]
properties:
  name: {type: name, columns: {name, 名称}, label: {zh: 名称, en: name}}
  floor_area:
    type: area
    unit: m2
    columns: {area_m2: m2, area_mu: mu, 面积: null}
    label: {zh: 面积, en: floor area}
    source_from: area_source
  reach: {type: length, unit: km, columns: {reach_km: km, reach}, label: {zh: 距离, en: reach}}
  rent: {type: price, unit: CNY/m2/month, columns: {rent: CNY/m2/month}, label: {zh: 租金, en: rent}, span: observed}
  cost: {type: money, unit: CNY, columns: {cost: 万元}, label: {zh: 造价, en: cost}}
  doors: {type: count, unit: "1", columns: {doors}, label: {zh: 门, en: doors}, classifier: {zh: 扇, en: doors}}
  place: {type: coordinate, columns: {lon: lon, lat: lat}, label: {zh: 坐标, en: coordinate}}
  dry: {type: flag, columns: {dry}, label: {zh: 干燥, en: dry}}
  next: {type: reference, to: shed, columns: {next}, many: true, label: {zh: 下一个, en: next}}
  stage:
    type: stage
    columns: {stage}
    label: {zh: 阶段, en: stage}
    values:
      - {code: planned, zh: 规划, en: planned, words: [拟建]}
      - {code: built, zh: 建成, en: built, words: [已建成, 竣工]}
"""


def write(folder: Path, text: str, name: str = "shed.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_packaged_schema_loads() -> None:
    schema = load_schema()
    assert {"region", "park", "site", "company", "project"} <= set(schema.kinds)
    for kind in schema.kinds.values():
        assert kind.label.zh
        assert set(kind.required) <= set(kind.properties)
    assert schema.kind("site").columns["area_m2"][1] == "m2"


def test_loads_a_folder(tmp_path: Path) -> None:
    kind = load_schema(write(tmp_path, GOOD)).kind("shed")
    assert kind.required == ("name",)
    assert kind.columns["area_mu"] == (kind.property("floor_area"), "mu")
    assert kind.columns["面积"][1] is None
    assert kind.property("next").many


def test_unknown_kind_names_the_known(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        load_schema(write(tmp_path, GOOD)).kind("castle")
    assert "shed" in caught.value.problem.text("zh")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kind: shed", "kind: barn", "schema_kind_name"),
        ("unit: m2", "unit: kVA", "schema_unit"),
        ("area_mu: mu", "area_mu: parsec", "schema_unit"),
        ("type: flag", "type: flg", "schema_type"),
        ("span: observed", "span: sometimes", "schema_span"),
        ("many: true", "mnay: true", "schema_key"),
        ("to: shed", "to: castle", "schema_reference"),
        ("lon: lon", "lon: x", "schema_axis"),
        ("columns: {dry}", "columns: {stage}", "schema_column_twice"),
        ("required: [name]", "required: [nmae]", "schema_name"),
        ("label: {zh: 棚, en: shed}", "label: 棚", "schema_label"),
        ("properties:", "properties: [", "schema_unreadable"),
        ("kind: shed", "kind: shed\ncolour: red", "schema_key"),
        (
            "    values:\n      - {code: planned",
            "    note: x\n  other:\n      - {code: planned",
            "schema_incomplete",
        ),
    ],
)
def test_mistakes_are_named(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in GOOD
    with pytest.raises(BadInput) as caught:
        load_schema(write(tmp_path, GOOD.replace(old, new, 1)))
    assert code in {problem.code for problem in caught.value.problems}
    assert all("shed" in problem.place for problem in caught.value.problems)


def test_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        load_schema(tmp_path)
    assert caught.value.problem.code == "schema_empty"


@pytest.mark.parametrize(
    ("prop", "text", "unit", "value"),
    [
        ("floor_area", "3亩", "m2", Quantity(2000, 2000, "m2", "exact", 2000)),
        ("reach", "1500米", None, Quantity(1.5, 1.5, "km", "exact", 1.5)),
        ("reach", "2-3公里", None, Quantity(2, 3, "km", "range", None)),
        ("rent", "240元/㎡·年", None, Quantity(20, 20, "CNY/m2/month", "exact", 20)),
        ("cost", "3.5", "万元", Quantity(35000, 35000, "CNY", "exact", 35000)),
        ("cost", "3.5万", "万元", Quantity(35000, 35000, "CNY", "exact", 35000)),
        ("cost", "100万美元", "万元", Quantity(1e6, 1e6, "USD", "exact", 1e6)),
        ("dry", "有", None, Code("flag", "yes")),
        ("dry", "No", None, Code("flag", "no")),
        ("stage", "竣工", None, Code("stage", "built")),
        ("stage", "Planned", None, Code("stage", "planned")),
        ("next", "s-1", None, Code("shed", "s-1")),
        ("name", "  江门  大厦（一期） ", None, Text("江门大厦(一期)")),
    ],
)
def test_read_value(tmp_path: Path, prop: str, text: str, unit: str | None, value: object) -> None:
    assert read_value(load_schema(write(tmp_path, GOOD)).kind("shed").property(prop), text, unit) == value


@pytest.mark.parametrize(
    ("prop", "text", "code"),
    [
        ("rent", "60万元/亩", "unit_other_dimension"),
        ("dry", "也许", "flag_unknown"),
        ("stage", "倒塌", "category_unknown"),
        ("next", "s 1", "reference_unreadable"),
        ("name", "无", "name_placeholder"),
        ("name", "\ufffd\ufffd", "name_unreadable"),
    ],
)
def test_read_value_refuses(tmp_path: Path, prop: str, text: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_value(load_schema(write(tmp_path, GOOD)).kind("shed").property(prop), text)
    assert caught.value.problem.code == code
    assert caught.value.problem.text("zh")


def test_shown_with_its_property(tmp_path: Path) -> None:
    kind = load_schema(write(tmp_path, GOOD)).kind("shed")
    doors = kind.property("doors")
    assert show_value(read_value(doors, "近200个", None), doors) == "近 200 扇"
    assert show_value(Code("stage", "built"), kind.property("stage"), "en") == "built"
    assert show_value(Code("flag", "no"), kind.property("dry")) == "否"


def test_both_languages_of_a_message_take_the_same_parameters() -> None:
    from string import Formatter

    from yuantu.messages.catalogue import CATALOGUE

    for code, (chinese, english) in CATALOGUE.items():
        fields = [
            # a label goes in as a pair: {label} where Chinese is spoken, {label_en} where English is
            {name.removesuffix("_en") for _t, name, _s, _c in Formatter().parse(text) if name}
            for text in (chinese, english)
        ]
        assert fields[0] == fields[1], code
