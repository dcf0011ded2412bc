"""The traps of running text, one by one: each a sentence that a hasty reader gets wrong."""

import pytest

from yuantu.evidence.text.clean import clean_text
from yuantu.evidence.text.mentions import QuantityMention
from yuantu.evidence.text.quantities import find_quantities

MU = 10_000 / 15


def read(text: str) -> list[QuantityMention]:
    return find_quantities(clean_text(text))


def values(text: str) -> list[tuple[float | tuple[float | None, float | None], str, str]]:
    return [
        (round(one.value, 6) if one.value is not None else (one.low, one.high), one.unit, one.qualifier)
        for one in read(text)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("投资壹佰万元", [(1e6, "CNY", "exact")]),
        ("产值3.3×10⁴万元", [(3.3e8, "CNY", "exact")]),
        ("注册资本3亿2000万元", [(3.2e8, "CNY", "exact")]),
        ("占比百分之五点二", [(0.052, "ratio", "exact")]),
        ("完成三分之一", [(round(1 / 3, 6), "ratio", "exact")]),
        ("占全市的1/6", [(round(1 / 6, 6), "ratio", "exact")]),
        ("六成企业", [(0.6, "ratio", "exact")]),
        ("提高5.2个百分点", [(5.2, "pp", "exact")]),
        ("产值翻两番", [(4.0, "times", "exact")]),
        ("投资10至15亿元", [((1e9, 1.5e9), "CNY", "range")]),
        ("七八家企业", [((7.0, 8.0), "count", "range")]),
        ("面积分别为12和35平方公里", [(12e6, "m2", "exact"), (35e6, "m2", "exact")]),
        ("由519家增至705家", [(519.0, "count", "exact"), (705.0, "count", "exact")]),
        ("每亩投资500万元", [(7500.0, "CNY/m2", "exact")]),
        ("租金15元/㎡/月", [(15.0, "CNY/m2/month", "exact")]),
        ("年产能30万吨/年", [(3e5, "t", "exact")]),
        ("涉资200亿港元", [(2e10, "HKD", "exact")]),
        ("近年来落户的近30家", [(30.0, "count", "nearly")]),
        ("节约10%", [(0.1, "ratio", "exact")]),
        ("附近5家工厂", [(5.0, "count", "exact")]),
        ("其余5家企业", [(5.0, "count", "exact")]),
        ("投资达20亿元", [(2e9, "CNY", "exact")]),
        ("超过时间进度0.6个百分点", [(0.6, "pp", "exact")]),
        ("位列前三", [(3.0, "rank", "at_most")]),
        ("居全省第3位", [(3.0, "rank", "exact")]),
        ("唯一一家", [(1.0, "count", "exact")]),
        ("利润下降3.2%", [(-0.032, "ratio", "exact")]),
        ("降至3.2%", [(0.032, "ratio", "exact")]),
        ("产值增长-8.92%", [(-0.0892, "ratio", "exact")]),
        ("税收、产值分别下降3.2%、5.1%", [(-0.032, "ratio", "exact"), (-0.051, "ratio", "exact")]),
    ],
)
def test_value_unit_and_doubt(text: str, wanted: list[object]) -> None:
    assert values(text) == wanted


def test_a_threshold_is_a_condition_of_the_count() -> None:
    condition, count = read("亿元以上项目共122个")
    assert (condition.value, condition.qualifier, condition.role) == (1e8, "at_least", "condition")
    assert (count.value, count.unit, count.role) == (122, "count", "value")


def test_a_level_is_not_an_amount() -> None:
    (level,) = read("打造千亿级产业集群")
    assert (level.value, level.qualifier, level.role) == (1e11, "about", "level")
    area, money = read("“万亩千亿”大平台")
    assert area.value == pytest.approx(1e4 * MU)
    assert (money.value, money.unit) == (1e11, "CNY")


def test_what_follows_qizhong_is_a_part() -> None:
    whole, part = read("规划66平方公里，其中工业用地35平方公里")
    assert (whole.role, part.role) == ("value", "part")


def test_words_of_doubt_set_bounds() -> None:
    bounds: dict[str, object] = {
        one.qualifier: (one.low, one.high)
        for one in read("超100家、近200家、至少300家、不超过400家、500多家")
    }
    assert bounds["nearly"] == (180, 200)
    assert bounds["at_least"] == (300, None)
    assert bounds["at_most"] == (None, 400)
    assert read("超100家")[0].low == 100
    assert (read("500多家")[0].low, read("500多家")[0].high) == (500, 600)
    assert read("500多家")[0].quantity().qualifier == "more_than_stated"


def test_the_span_takes_the_words_of_doubt_along() -> None:
    text = "目前引进近200个項目，其中100億元以上的3個"
    clean = clean_text(text)
    assert [clean.quote(one.start, one.end) for one in find_quantities(clean)] == [
        "近200个",
        "100億元以上",
        "3個",
    ]


def test_dates_own_their_numbers_and_durations_do_not() -> None:
    assert read("2022年8月6日，1—10月，十四五期间") == []
    assert values("3个月后启用") == [(3.0, "month", "exact")]
    assert values("产值在5年内实现30倍的跃升") == [(5.0, "year", "exact"), (30.0, "times", "exact")]


def test_restatements_in_other_units_are_two_mentions() -> None:
    hectares, mu = read("超150公顷(2300多亩)")
    assert (hectares.value, hectares.qualifier) == (1.5e6, "over")
    assert mu.value == pytest.approx(2300 * MU)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("利润下降近6.6%", -0.066, -0.0594),
        ("利润下降超6.6%", None, -0.066),
        ("利润下降不足6.6%", -0.066, None),
        ("利润下降10多个百分点", -20, -10),
        ("同比-近6.6%", -0.066, -0.0594),
        ("利润增长近6.6%", 0.0594, 0.066),
    ],
)
def test_of_a_fall_the_words_bound_its_size(text: str, low: float | None, high: float | None) -> None:
    (found,) = find_quantities(clean_text(text))
    assert (found.low, found.high) == (low, high)
