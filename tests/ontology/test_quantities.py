"""Quantities: what the words allow, and what is refused with which advice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.errors import Refusal
from yuantu.ontology.formats import show_value
from yuantu.ontology.numerals import read_number
from yuantu.ontology.quantities import last_step, read_quantity
from yuantu.ontology.units import MU_M2, UNITS, convert, find_unit
from yuantu.ontology.values import Quantity

READ = [
    ("1.24万亩", "area", None, 8266666.66666667, 8266666.66666667, "m2", "exact"),
    ("约10,000㎡", "area", None, 9000, 11000, "m2", "about"),
    ("1 公顷", "area", None, 10000, 10000, "m2", "exact"),
    ("3.3平方公里", "area", None, 3.3e6, 3.3e6, "m2", "exact"),
    ("5000", "area", "m2", 5000, 5000, "m2", "exact"),
    ("5000", "area", "亩", 5000 * MU_M2, 5000 * MU_M2, "m2", "exact"),
    ("3公顷", "area", "m2", 30000, 30000, "m2", "exact"),
    ("三千至五千平", "area", None, 3000, 5000, "m2", "range"),
    ("8000-1.2万平", "area", None, 8000, 12000, "m2", "range"),
    ("2300多亩", "area", None, 2300 * MU_M2, 2400 * MU_M2, "m2", "more_than_stated"),
    ("10至15亿元", "money", None, 1e9, 1.5e9, "CNY", "range"),
    ("50亿元至100亿元", "money", None, 5e9, 1e10, "CNY", "range"),
    ("130多亿", "money", None, 1.3e10, 1.4e10, "CNY", "more_than_stated"),
    ("约人民币20亿元", "money", None, 1.8e9, 2.2e9, "CNY", "about"),
    ("43675万美元", "money", None, 4.3675e8, 4.3675e8, "USD", "exact"),
    ("10亿", "money", "亿元", 1e9, 1e9, "CNY", "exact"),
    ("10", "money", "亿元", 1e9, 1e9, "CNY", "exact"),
    ("1 395.7亿元", "money", None, 1.3957e11, 1.3957e11, "CNY", "exact"),
    ("20元/㎡·月", "price", None, 20, 20, "CNY/m2/month", "exact"),
    ("25元/平/月", "price", None, 25, 25, "CNY/m2/month", "exact"),
    ("300元/㎡·年", "price", None, 25, 25, "CNY/m2/month", "exact"),
    ("60万元/亩", "price", None, 900, 900, "CNY/m2", "exact"),
    ("≥8m", "length", None, 8, None, "m", "at_least"),
    ("8米以上", "length", None, 8, None, "m", "at_least"),
    ("不超过 1.2 公里", "length", None, None, 1200, "m", "at_most"),
    ("1.5吨/㎡", "load", None, 1.5, 1.5, "t/m2", "exact"),
    ("750kg/m²", "load", None, 0.75, 0.75, "t/m2", "exact"),
    ("9.80665kN/㎡", "load", None, 1, 1, "t/m2", "exact"),
    ("1600千伏安", "power", None, 1600, 1600, "kVA", "exact"),
    ("1.6MVA", "power", None, 1600, 1600, "kVA", "exact"),
    ("500千瓦", "power", None, 500, 500, "kW", "exact"),
    ("近200个", "count", None, 180, 200, "1", "nearly"),
    ("超300家", "count", None, 300, None, "1", "over"),
    ("20几家", "count", None, 20, 30, "1", "more_than_stated"),
    ("57%", "ratio", None, 0.57, 0.57, "ratio", "exact"),
    ("百分之五十七", "ratio", None, 0.57, 0.57, "ratio", "exact"),
    ("三成", "ratio", None, 0.3, 0.3, "ratio", "exact"),
    ("1/6", "ratio", None, 1 / 6, 1 / 6, "ratio", "exact"),
    ("-8.92%", "ratio", None, -0.0892, -0.0892, "ratio", "exact"),
    ("不足12%", "ratio", None, None, 0.12, "ratio", "under"),
    ("1.49-2.5", "number", "1", 1.49, 2.5, "1", "range"),
    ("100", "number", "km/h", 100, 100, "km/h", "exact"),
]
REFUSED = [
    ("3.5", "area", None, "unit_missing"),
    ("约3.5", "area", None, "unit_missing"),
    ("3.5 甘", "area", None, "unit_unknown"),
    ("3.5吨", "area", None, "unit_other_dimension"),
    ("60万元", "price", None, "unit_other_dimension"),
    ("0.5个百分点", "ratio", None, "ratio_points"),
    ("0.5", "ratio", None, "unit_missing"),
    ("-5", "count", None, "quantity_negative"),
    ("-5", "area", "m2", "quantity_negative"),
    ("15-10米", "length", None, "range_reversed"),
    ("超8米以下", "length", None, "qualifier_twice"),
    ("1.2E+05", "area", "m2", "number_scientific"),
    ("####", "area", "m2", "number_hidden"),
    ("1月2日", "length", "m", "quantity_is_date"),
    ("2-Jan", "length", "m", "quantity_is_date"),
    ("2024-01-02 00:00:00", "number", "1", "quantity_is_date"),
    ("12,3", "count", None, "number_commas"),
    ("12 35", "count", None, "number_unreadable"),
    ("面议", "price", "CNY/m2/month", "number_unreadable"),
    ("十几", "count", None, None),
    ("", "area", "m2", "number_missing"),
]


@pytest.mark.parametrize("case", READ, ids=lambda case: case[0])
def test_reads(case: tuple[str, str, str | None, float | None, float | None, str, str]) -> None:
    text, dimension, assumed, low, high, unit, qualifier = case
    value = read_quantity(text, dimension, assumed)
    assert (value.unit, value.qualifier) == (unit, qualifier)
    assert value.low == (None if low is None else pytest.approx(low, rel=1e-9))
    assert value.high == (None if high is None else pytest.approx(high, rel=1e-9))


@pytest.mark.parametrize(("text", "dimension", "assumed", "code"), REFUSED)
def test_refuses(text: str, dimension: str, assumed: str | None, code: str | None) -> None:
    if code is None:  # 十几 is a vague number but a clear interval
        assert read_quantity(text, dimension, assumed) == Quantity(10, 20, "1", "more_than_stated", 10)
        return
    with pytest.raises(Refusal) as caught:
        read_quantity(text, dimension, assumed)
    assert caught.value.problem.code == code
    assert caught.value.problem.text("zh") != caught.value.problem.text("en")


AMOUNTS = st.floats(min_value=1e-3, max_value=1e9, allow_nan=False)


@given(AMOUNTS, st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(UNITS)))
def test_units_round_trip(amount: float, unit: str, other: str) -> None:
    if UNITS[unit].canonical != UNITS[other].canonical:
        with pytest.raises(ValueError, match="convert"):
            convert(amount, unit, other)
        return
    assert convert(convert(amount, unit, other), other, unit) == pytest.approx(amount, rel=1e-12)


@given(st.integers(min_value=1, max_value=10**7))
def test_mu_and_square_metres(mu: int) -> None:
    square = read_quantity(f"{mu}亩", "area").stated
    assert square is not None
    assert read_quantity(f"{square:.10f}㎡", "area").stated == pytest.approx(square, rel=1e-12)
    assert convert(square, "㎡", "亩") == pytest.approx(mu, rel=1e-12)
    assert mu * 10_000 == pytest.approx(square * 15, rel=1e-12)


@given(st.integers(min_value=1, max_value=99_999))
def test_wan_and_yi(number: int) -> None:
    assert read_number(f"{number}万") == number * 10**4
    assert read_number(f"{number / 100:.2f}亿") == pytest.approx(number * 10**6)
    assert read_quantity(f"{number}亿元", "money").stated == number * 10**8


DIGITS = "零一二三四五六七八九"


def spell(number: int) -> str:
    """An independent generator of Chinese numerals below 10¹²."""
    if number == 0:
        return "零"
    words, zero = "", False
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group, number = divmod(number, scale)
        if group == 0:
            zero = bool(words)
            continue
        if words and (zero or group < 1000):
            words += "零"
        zero, inner = False, ""
        for step, step_name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit, group = divmod(group, step)
            if digit:
                inner += DIGITS[digit] + step_name
            elif inner and group and not inner.endswith("零"):
                inner += "零"
        words += inner + name
    return words


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_chinese_numerals_round_trip(number: int) -> None:
    assert read_number(spell(number)) == number


@given(st.integers(min_value=1, max_value=10**9))
def test_financial_numerals(number: int) -> None:
    financial = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
    assert read_number(spell(number).translate(financial)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一万二", 12000),
        ("三百五", 350),
        ("一百零五", 105),
        ("十五", 15),
        ("３.５", 3.5),
        ("1,234.5", 1234.5),
        ("三点五亿", 3.5e8),
        ("3亿2000万", 3.2e8),
        ("二〇二四", 2024),
        ("两万五千", 25000),
        ("1.1万", 11000),
        ("一万亿", 1e12),
        ("百万", 1e6),
    ],
)
def test_numerals(text: str, number: float) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text", ["十几", "数百", "两三", "几", "一二", "千百", "一一", "万万", "1.2.3", "abc", "半"]
)
def test_no_numbers(text: str) -> None:
    with pytest.raises(Refusal):
        read_number(text)


@pytest.mark.parametrize(
    ("amount", "step"), [(2300, 100), (20, 10), (7, 1), (1.5, 0.1), (0, 1), (130, 10), (2e11, 1e11)]
)
def test_last_step(amount: float, step: float) -> None:
    assert last_step(amount) == pytest.approx(step)


@given(AMOUNTS, st.sampled_from(["", "约", "超", "近", "不少于", "不超过", "不足"]))
def test_intervals_hold_what_was_stated(amount: float, word: str) -> None:
    value = read_quantity(f"{word}{amount:.3f}米", "length")
    assert value.stated is not None
    assert value.low is None or value.low <= value.stated
    assert value.high is None or value.high >= value.stated


@pytest.mark.parametrize(
    ("text", "dimension", "zh", "en"),
    [
        ("近200个", "count", "近 200", "nearly 200"),
        ("10000平", "area", "10,000 ㎡（15 亩）", "10,000 m² (15 mu)"),
        ("20元/平/月", "price", "20 元/㎡·月", "20 CNY/m²·month"),
        ("60万元/亩", "price", "900 元/㎡（60 万元/亩）", "900 CNY/m²"),
        ("10至15亿元", "money", "10–15 亿元", "CNY 1–1.5 bn"),
        ("57%", "ratio", "57 %", "57 %"),
        ("≥8m", "length", "不少于 8 m", "at least 8 m"),
        ("200多家", "count", "200 多", "somewhat over 200"),
    ],
)
def test_shown(text: str, dimension: str, zh: str, en: str) -> None:
    value = read_quantity(text, dimension)
    assert (show_value(value), show_value(value, None, "en")) == (zh, en)


def test_unknown_unit_is_none() -> None:
    assert find_unit("光年") is None
    assert find_unit("元/kVA") is None
    assert find_unit("kW", "area") is None
