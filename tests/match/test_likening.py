"""Nearness by degree: words, tags, branches, kilometres; and what must not move when a candidate comes or goes."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.errors import BadInput
from yuantu.match.brief_documents import brief_from_json
from yuantu.match.declaration_files import load_declaration, read_declaration
from yuantu.match.similarity import likeness
from yuantu.workspace.matching import match_json
from yuantu.workspace.tables import file_inventory

DAY = date(2026, 11, 22)
ACHIEVEMENTS = """\
id,名称,成果简介,标签,应用行业,成熟度,合作方式,意向价格,所在地
a-1,锂电池极片涂布面密度在线检测,用激光与机器视觉在线测量极片涂布厚度,机器视觉;涂布;在线检测,3841,7,许可;合作开发,80万元,江门市
a-2,动力电池包热失控预警,基于气体传感的热失控早期预警,热失控;传感器,3841;3612,6,转让,120万元,广州市
a-3,柑橘采后保鲜涂膜,可食性涂膜保鲜,保鲜;涂膜,1373,8,转让,20万元,江门市
a-4,金属薄板焊缝跟踪,焊缝视觉跟踪与自适应控制,激光焊接;机器视觉,3421,,许可,,佛山市
"""
NEED = {
    "text": "寻求锂电池极片涂布均匀性的在线视觉检测",
    "wanted": {"tags": ["机器视觉", "在线检测"], "field": ["3841"]},
    "knockouts": [{"column": "maturity", "min": 5}],
}
SUPPLIERS = """\
id,名称,工艺能力,行业,案例数,交期天数,经度,纬度
s-1,江海压铸厂,压铸;数控加工,3670,6,20,113.11,22.55
s-2,小榄精密五金,冲压;数控加工;阳极氧化,3351,,15,113.24,22.67
s-3,远方铸造,压铸,3391,30,45,110.0,25.0
s-4,古镇灯具配件,注塑,3872,2,10,,
"""


def ask(tmp_path: Path, catalogue: str, table: str, need: dict[str, Any]) -> dict[str, Any]:
    path = tmp_path / f"{catalogue}.csv"
    path.write_text(table, encoding="utf-8")
    inventory = file_inventory(load_declaration(catalogue), path, DAY)
    return match_json(inventory, brief_from_json(need, DAY).as_words())


def reasons(item: dict[str, Any]) -> dict[str, Any]:
    return {one["criterion"]: one for one in item["reasons"]}


# ── words ────────────────────────────────────────────────────────────────────────────────────────

TEXTS = st.lists(st.text("电池涂布检测焊接视觉模具abc ", max_size=12), min_size=1, max_size=6)


def test_the_same_words_are_alike_and_foreign_ones_are_not() -> None:
    found = likeness("极片涂布检测", ["极片涂布检测", "涂布检测", "柑橘保鲜", ""])
    assert found[0] == pytest.approx(1.0)
    assert found[0] > found[1] > 0.3
    assert found[2] == 0
    assert np.isnan(found[3])


def test_what_every_notice_says_counts_for_nothing() -> None:
    assert np.isnan(likeness("寻求一种技术", ["提高产品质量的技术"])[0])
    assert likeness("极片涂布检测", ["一种用于极片涂布检测的系统"])[0] > 0.6


def test_widths_and_case_do_not_matter() -> None:
    assert likeness("ＰＣＢ钻针", ["pcb钻针"])[0] == pytest.approx(1.0)


@given(st.text("电池涂布检测焊接视觉", min_size=2, max_size=12), TEXTS, TEXTS)
def test_further_texts_change_no_likeness(asked: str, texts: list[str], further: list[str]) -> None:
    alone = likeness(asked, texts)
    assert np.array_equal(likeness(asked, texts + further)[: len(texts)], alone, equal_nan=True)


# ── achievements ─────────────────────────────────────────────────────────────────────────────────


def test_a_need_finds_the_achievement_that_answers_it(tmp_path: Path) -> None:
    answer = ask(tmp_path, "achievements", ACHIEVEMENTS, NEED)
    assert [one["id"] for one in answer["passed"]] == ["a-1", "a-2"]
    best = reasons(answer["passed"][0])
    assert best["tag_share"]["value"] == 1
    assert best["field_nearness"]["value"] == 1
    assert best["word_likeness"]["statements"] == ["achievements.csv!C2"]
    assert answer["none"] is None


def test_who_does_not_say_how_mature_it_is_must_be_asked(tmp_path: Path) -> None:
    (one,) = ask(tmp_path, "achievements", ACHIEVEMENTS, NEED)["to_verify"]
    assert one["id"] == "a-4"
    assert one["band"][0] < one["band"][1]


def test_a_common_trunk_is_no_nearness(tmp_path: Path) -> None:
    """Fruit and batteries are both manufactured: that says nothing."""
    (one,) = ask(tmp_path, "achievements", ACHIEVEMENTS, NEED)["rejected"]
    assert one["id"] == "a-3"
    assert one["failed"]["test"] == "nearness"


def test_no_match_is_said_with_its_reason(tmp_path: Path) -> None:
    need = {"text": "船用低速柴油机曲轴锻造", "wanted": {"tags": ["曲轴"], "field": ["3734"]}}
    answer = ask(tmp_path, "achievements", ACHIEVEMENTS, need)
    assert answer["passed"] == answer["to_verify"] == []
    assert answer["none"]["zh"].startswith("暂无匹配：4 个候选")
    assert "相关程度" in answer["none"]["zh"]
    assert answer["none"]["en"].startswith("no match")
    assert answer["relaxations"] == []


def test_another_achievement_reorders_nobody(tmp_path: Path) -> None:
    alone = ask(tmp_path, "achievements", ACHIEVEMENTS, NEED)
    further = "a-9,极片涂布在线视觉检测仪,锂电池极片涂布在线视觉检测,机器视觉;在线检测,3841,9,许可,,江门市\n"
    more = ask(tmp_path, "achievements", ACHIEVEMENTS + further, NEED)
    scores = {one["id"]: one["score"] for one in more["passed"]}
    assert scores["a-9"] > scores["a-1"]
    assert {one["id"]: one["score"] for one in alone["passed"]}.items() <= scores.items()


def test_words_alone_or_tags_alone_are_enough(tmp_path: Path) -> None:
    by_words = ask(tmp_path, "achievements", ACHIEVEMENTS, {"text": "焊缝视觉跟踪"})
    assert [one["id"] for one in by_words["passed"]] == ["a-4"]
    assert {one["criterion"] for one in by_words["criteria"]} == {"word_likeness", "maturity"}
    by_tags = ask(tmp_path, "achievements", ACHIEVEMENTS, {"wanted": {"tags": ["热失控"]}})
    assert [one["id"] for one in by_tags["passed"]] == ["a-2"]


# ── suppliers ────────────────────────────────────────────────────────────────────────────────────


def test_suppliers_by_process_distance_and_references(tmp_path: Path) -> None:
    need = {"wanted": {"processes": ["压铸", "数控加工"]}, "anchors": [{"place": "113.08,22.58"}]}
    answer = ask(tmp_path, "suppliers", SUPPLIERS, need)
    found = {one["id"]: reasons(one) for one in answer["passed"]}
    assert next(iter(found)) == "s-1"
    assert found["s-1"]["distance"]["value"] == pytest.approx(4.5, abs=0.5)
    assert found["s-1"]["process_share"]["value"] == 1
    assert found["s-2"]["process_share"]["value"] == 0.5
    assert found["s-2"]["references"]["contribution"] is None  # nobody has counted them: a band
    assert found["s-3"]["distance"]["contribution"] == 0
    assert [one["id"] for one in answer["rejected"]] == ["s-4"]
    assert answer["not_understood"] == []


def test_a_place_that_no_table_knows_is_handed_back(tmp_path: Path) -> None:
    need = {"wanted": {"processes": ["压铸"]}, "anchors": [{"place": "宝安", "words": "离宝安近"}]}
    answer = ask(tmp_path, "suppliers", SUPPLIERS, need)
    assert answer["not_understood"] == ["离宝安近"]
    assert "distance" not in {one["criterion"] for one in answer["criteria"]}


# ── mistakes ─────────────────────────────────────────────────────────────────────────────────────


def test_wanted_members_of_no_column_are_refused_with_near_names(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="tag"):
        ask(tmp_path, "achievements", ACHIEVEMENTS, {"wanted": {"tag": ["机器视觉"]}})
    with pytest.raises(BadInput):
        ask(tmp_path, "achievements", ACHIEVEMENTS, {"wanted": {"maturity": ["7"]}})


def test_a_declaration_names_a_way_of_likeness_that_there_is() -> None:
    text = (
        "catalogue: things\nlabel: {zh: 物, en: things}\n"
        "kind: {label: {zh: 物, en: thing}, properties: {name: {type: name, columns: [name], "
        "label: {zh: 名, en: name}}}}\n"
        "computed: {near: {form: number, likeness: smell, over: [name], label: {zh: 近, en: near}}}\n"
    )
    with pytest.raises(BadInput, match="smell"):
        read_declaration(text, "things.yaml")
    with pytest.raises(BadInput, match="colour"):
        read_declaration(
            text.replace("smell", "text").replace("over: [name]", "over: [colour]"), "things.yaml"
        )
