import csv
import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuantu.facts.identity.comparison import compare_names
from yuantu.facts.identity.known import Context, known_things
from yuantu.facts.identity.places import division_code
from yuantu.facts.identity.spelling import LOOKUPS
from yuantu.messages.catalogue import CATALOGUE

HERE = Path(__file__).parent
PACK = HERE.parents[1] / "packs" / "jiangmen"
FLOORS = {
    "pairs": 0.99, "pairs_second": 0.97, "pairs_third": 0.98, "pairs_fourth": 0.98, "pairs_fifth": 0.98,
    "pairs_sixth": 0.95, "pairs_seventh": 0.82,
}  # fmt: skip


def read(book: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (HERE / f"{book}.jsonl").read_text(encoding="utf-8").splitlines()]


NAMES = sorted({pair[side] for book in FLOORS for pair in read(book) for side in "ab"})
a_name = st.sampled_from(NAMES)
scribble = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "江门市新会区中山深圳(（）)有限公司集团股份科技电子分一二三十期第A-·—至项目产业园 LtdCo.,"
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=24,
)


@pytest.mark.parametrize("book", FLOORS)
def test_the_case_books_are_met(book: str) -> None:
    hits = surplus = missed = 0
    merged: list[Any] = []
    for pair in read(book):
        found = compare_names(pair["a"], pair["b"]).relation
        hits += found == pair["expect"] == "same"
        surplus += found == "same" != pair["expect"]
        missed += found != "same" == pair["expect"]
        if found == "same" and pair["expect"] == "related":
            merged.append(pair)
    assert 2 * hits / (2 * hits + surplus + missed) >= FLOORS[book]
    assert not merged, "a part was merged with its whole"


def test_the_case_book_is_large_and_has_no_pair_twice() -> None:
    keys = [tuple(sorted((pair["a"], pair["b"]))) for book in FLOORS for pair in read(book)]
    assert len(read("pairs")) >= 400
    assert len(keys) - len(set(keys)) <= 5, "few pairs stand in two books"


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("新会智造产业园", "新会智产业园", "same"),
        ("国科大", "中国科学院大学", "same"),
        ("深中通道", "深圳至中山跨江通道", "same"),
        ("海目星", "深圳市海目星激光智能装备股份有限公司", "same"),
        ("中创新航科技(江门)有限公司", "中创新航科技集团股份有限公司", "related"),
        ("海目星(江门)激光智能装备有限公司", "海目星", "related"),
        ("深圳科达", "科达利", "different"),
        ("深江经济合作区", "深中经济合作区", "different"),
        ("中创新航江门基地一期", "中创新航江门基地二期", "different"),
        ("招商银行江门分行", "招商银行中山分行", "different"),
        ("江门市华龙实业有限公司", "中山市华龙实业有限公司", "different"),
    ],
)
def test_the_traps(one: str, other: str, relation: str) -> None:
    assert compare_names(one, other).relation == relation


@given(a_name, a_name)
@settings(max_examples=400, deadline=None)
def test_the_order_of_two_names_does_not_matter(one: str, other: str) -> None:
    assert compare_names(one, other) == compare_names(other, one)


@given(scribble, scribble)
@settings(max_examples=400, deadline=None)
def test_anything_can_be_compared(one: str, other: str) -> None:
    verdict = compare_names(one, other)
    assert verdict == compare_names(other, one)
    assert 0 <= verdict.score <= 1
    assert (verdict.score >= 0.7) == (verdict.relation == "same")
    assert (verdict.score < 0.3) == (verdict.relation == "different")
    assert verdict.code in CATALOGUE
    assert verdict.reason("zh")
    assert verdict.reason("en")
    assert compare_names(one, one).relation == "same"


@given(a_name, st.sampled_from(["一期", "二期", "江门分公司"]))
@settings(max_examples=200, deadline=None)
def test_a_part_is_never_its_whole(name: str, part: str) -> None:
    if part[1:] not in name:
        assert compare_names(name, name + part).relation != "same"


@pytest.mark.parametrize("table", ["companies", "parks", "projects", "facilities", "regions"])
def test_no_two_names_of_the_pack_are_taken_for_one(table: str) -> None:
    text = (PACK / f"{table}.csv").read_text(encoding="utf-8-sig")
    names = sorted({row["name"] for row in csv.DictReader(text.splitlines())})
    same = [pair for pair in combinations(names, 2) if compare_names(*pair).relation == "same"]
    assert not same


@pytest.mark.parametrize(
    "odd", ["", "（）", "园区一二期", "江门十几期", "A", "}", "第", "一期", "()有限公司", "分公司", "\ufeff"]
)
def test_odd_names_are_compared_too(odd: str) -> None:
    assert compare_names(odd, odd).relation == "same"
    assert compare_names(odd, "江门市长优实业有限公司").relation != "same"


def test_aliases_of_a_workspace_join_names_but_no_part_to_its_whole() -> None:
    context = Context.of([("c-1", ["得润电子", "江门得润"]), ("c-2", ["海星机械(江门)有限公司", "海星机械"])])
    assert compare_names("江门得润", "得润电子").relation == "related"
    assert compare_names("江门得润", "得润电子", context).relation == "same"
    assert compare_names("海星机械(江门)有限公司", "海星机械", context).relation == "related"


def test_an_alias_that_two_things_bear_joins_neither() -> None:
    context = Context.of([("c-1", ["永恒材料", "恒材"]), ("c-2", ["恒星材料厂", "恒材"])])
    assert compare_names("恒材", "永恒材料", context).relation != "same"


def test_every_well_known_name_has_a_source_and_belongs_to_one_thing() -> None:
    seen: dict[str, int] = {}
    for number, thing in enumerate(known_things()):
        assert thing.source
        assert thing.hq == "" or thing.hq.isdigit()
        for name in thing.names:
            assert seen.setdefault(name, number) == number, f"{name} stands in two lines"
    assert len(seen) > 10_000


def test_every_seat_of_a_well_known_thing_is_a_division_and_no_line_has_one_name_only() -> None:
    for path in sorted((LOOKUPS / "known").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            names, _, seat = line.partition(" ; ")[0].partition(" @")
            assert line.startswith("#") or ("|" in names and (not seat or division_code(seat))), line


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("广东恒铭精密制造有限公司(原江门市恒铭五金有限公司)", "江门市恒铭五金有限公司", "same"),
        ("滨海新区(天津)", "天津滨海新区", "same"),
        ("国家开发银行江苏省分行", "国开行江苏省分行", "same"),
        ("国家开发银行江苏省分行", "国开行浙江省分行", "different"),
        ("江门市人力资源和社会保障局", "江门人社局", "same"),
        ("江门市人力资源和社会保障局", "中山人社局", "different"),
        ("杭州市西湖区人民政府", "南昌市西湖区政府", "different"),
        ("浙江师范大学", "浙师大", "same"),
        ("哈尔滨工业大学(深圳)", "哈尔滨工业大学", "related"),
        ("湘西土家族苗族自治州", "湘西州", "same"),
        ("广东省佛山市顺德区北滘镇", "顺德北滘", "same"),
        ("G2京沪高速", "京沪高速公路", "same"),
        ("Jiangmen Central Hospital", "江门市中心医院", "same"),
        ("Haier", "海尔生物医疗", "related"),
        ("国家电投集团广西电力有限公司", "国家电投", "related"),
        ("廣東肇慶", "廣東肇慶一期", "related"),
        ("鸿图工业园", "宏图工业园", "different"),
        ("江门市鑫晟五金有限公司", "江门市鑫盛五金有限公司", "different"),
    ],
)
def test_what_the_press_does_to_names(one: str, other: str, relation: str) -> None:
    assert (compare_names(one, other).relation == "same") == (relation == "same")
