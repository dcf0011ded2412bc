"""Whatever is written, the reader answers fast, keeps its spans and drops nothing in silence."""

import json
import random
import sys
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yuantu.errors import BadInput
from yuantu.match.sentences.parsing import parse_sentence
from yuantu.match.sentences.places import Gazetteer
from yuantu.match.sentences.text import fold
from yuantu.match.sentences.words import FUNCTION_WORDS, TRADE_TAILS, lexicon

TODAY = date(2026, 11, 22)
PIECES = (
    "30天内 1万平 厂房 江门 或 中山 不要 珠海 层高8米 "
    "承重 1.5吨 ㎡ 25元/平/月 离 宝安 90分钟 内 ， 。 以上 不超过 租 买 天然气 "
    "双回路 做 激光设备 的 企业 年底前 通车前 ２万㎡ 廠房 500千瓦 plant Jiangmen x 外星人 - ～ 每平 每月 20 块 总部在 "
    "深圳南山 50亩 地"
).split()
SENTENCES = st.one_of(
    st.text(max_size=60), st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)
)


@settings(max_examples=300, deadline=None)
@given(SENTENCES)
def test_spans_slice_the_sentence(text: str) -> None:
    if not text.strip():
        return
    brief = parse_sentence(text, TODAY)
    for name, item in brief.stated():
        assert item.span is not None, name
        assert text[item.span[0] : item.span[1]] == item.words
    assert all(words and words in text for words in brief.not_understood)
    json.dumps(brief.to_json())


@settings(max_examples=200, deadline=None)
@given(SENTENCES)
@example("0天内不超过0天")
def test_every_character_of_meaning_is_accounted_for(text: str) -> None:
    """Outside fields, leftovers and function words there is nothing but stops and blanks."""
    if not text.strip():
        return
    brief = parse_sentence(text, TODAY)
    marks = [" "] * len(text)
    for _name, item in brief.stated():
        assert item.span is not None
        marks[item.span[0] : item.span[1]] = "x" * (item.span[1] - item.span[0])
    rest = "".join("\n" if mark == "x" else character for mark, character in zip(marks, text, strict=True))
    for words in sorted(brief.not_understood, key=len, reverse=True):
        rest = rest.replace(words, "\n", 1)
    swallowed = {character for word in (*FUNCTION_WORDS, *TRADE_TAILS) for character in word}
    said_twice = json.dumps(brief.to_json() | {"text": ""}, ensure_ascii=False)
    swallowed |= set(fold(said_twice))
    swallowed |= {
        c for word, (_field, value) in lexicon().items() if f'"{value}"' in said_twice for c in word
    }
    foreign = [c for c in fold(rest) if "\u4e00" <= c <= "\u9fff" and c not in swallowed]
    taken_twice = len(brief.contradictions)  # a second value of a field is shown there, with its words
    assert not foreign or taken_twice, foreign


@given(st.integers(min_value=1, max_value=99), st.sampled_from(["", "0", "00"]))
def test_areas_of_any_size(number: int, zeros: str) -> None:
    brief = parse_sentence(f"{number}{zeros}万平厂房", TODAY)
    assert brief.area_m2 is not None
    assert brief.area_m2.min == int(f"{number}{zeros}") * 10_000


@given(st.integers(min_value=1, max_value=400))
def test_days_from_today(days: int) -> None:
    brief = parse_sentence(f"{days}天内进场", TODAY)
    assert brief.needed_by is not None
    assert (brief.needed_by.date - TODAY).days == brief.needed_by.days == days


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "　"])
def test_nothing_asked_is_said_with_a_hint(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_sentence(text, TODAY)
    assert caught.value.problem.code == "brief_empty"
    assert "厂房" in caught.value.problem.text("zh")


def test_too_much_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        parse_sentence("长" * 100_001, TODAY)
    assert caught.value.problem.code == "brief_too_long"


def noise(kind: str, size: int) -> str:
    dice = random.Random(7)  # noqa: S311 - noise, not secrets
    if kind == "han":
        return "".join(chr(dice.randrange(0x4E00, 0x9FFF)) for _ in range(size))
    if kind == "ascii":
        return "".join(chr(dice.randrange(33, 127)) for _ in range(size))
    return (kind * size)[:size]


@pytest.mark.parametrize(
    "kind",
    ["han", "ascii", "1", "1-", "1月", "离", "不超过", "1万平", "江门中山", "90分钟", "做", "每平", " "],
)
def test_noise_costs_work_in_proportion(kind: str) -> None:
    """Eight times the noise takes about eight times the calls, those into C included."""
    small, large = noise(kind, 2_000) + "。x", noise(kind, 16_000) + "。x"
    parse_sentence(small, TODAY)
    once, more = calls_of(small), calls_of(large)
    assert more <= 10 * max(once, 500), "quadratic would be 64 times"


def calls_of(text: str) -> int:
    """Calls that reading the sentence makes, those into C included: no other job on the machine changes them."""
    count = 0

    def tally(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tally)
    try:
        assert parse_sentence(text, TODAY).not_understood
    finally:
        sys.setprofile(None)
    return count


def test_noise_is_listed_not_dropped() -> None:
    text = noise("han", 3_400)
    brief = parse_sentence(text, TODAY)
    assert sum(map(len, brief.not_understood)) > 0.97 * len(text) - 50


def test_second_values_are_reported_and_the_first_kept() -> None:
    brief = parse_sentence("1万平厂房，3万平厂房", TODAY)
    assert brief.area_m2 is not None
    assert brief.area_m2.min == 10_000
    assert [problem.code for problem in brief.contradictions] == ["brief_two_values"]


def test_assumptions_are_said() -> None:
    codes = [p.code for p in parse_sentence("承重2吨，500千瓦，租金20块以内", TODAY).assumptions]
    assert codes == ["brief_load_per_area", "brief_kw_as_kva", "brief_rent_per_square_month"]


def test_ambiguous_county_is_left_over_and_explained() -> None:
    brief = parse_sentence("鼓楼区的厂房", TODAY)
    assert brief.regions == ()
    assert brief.not_understood == ("鼓楼区",)
    assert "徐州市鼓楼区" in brief.assumptions[0].text("zh")


def test_sentence_settles_what_a_name_alone_does_not() -> None:
    brief = parse_sentence("深圳龙华区或中山的厂房", TODAY)
    assert [region.code for region in brief.regions] == ["440309", "442000"]


def test_gazetteer_adds_names() -> None:
    known = Gazetteer(
        regions={"址山镇": ("r-zhishan", "址山镇"), "翠山湖": ("p-csh", "翠山湖科技产业园")},
        places=frozenset({"珠西物流中心"}),
        industries={"硅能源": "硅能源"},
    )
    brief = parse_sentence("址山镇或翠山湖，离珠西物流中心20分钟内，做硅能源的", TODAY, known)
    assert [region.code for region in brief.regions] == ["r-zhishan", "p-csh"]
    assert brief.anchors[0].place == "珠西物流中心"
    assert brief.industry is not None
    assert brief.industry.value == "硅能源"
    assert brief.not_understood == ()


def test_heavy_libraries_stay_away() -> None:
    import subprocess
    import sys

    code = (
        "import sys, datetime; from yuantu.match.sentences.parsing import parse_sentence;"
        "parse_sentence('1万平厂房，离宝安90分钟内', datetime.date(2026, 11, 22));"
        "print([m for m in ('numpy', 'duckdb', 'yaml', 'fastapi', 'pydantic', 'click') if m in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
