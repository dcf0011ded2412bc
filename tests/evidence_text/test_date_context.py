"""On which days do dates fall that need another date, and what stays open without one?"""

from datetime import date

import pytest

from yuantu.evidence.text.clean import clean_text
from yuantu.evidence.text.dates import find_dates
from yuantu.evidence.text.mentions import DateMention
from yuantu.ontology.periods import read_period
from yuantu.ontology.values import Period


def read(text: str, anchor: str | None = "2024-06") -> list[DateMention]:
    return find_dates(clean_text(text), read_period(anchor) if anchor else None)


def test_without_an_anchor_relative_dates_keep_their_words() -> None:
    for text in ("去年12月", "今年", "5月", "今后5年", "一季度", "3个月后", "本月底", "同年", "21日"):
        (one,) = read(text, None)
        assert (one.first, one.last, one.basis, one.relative) == (None, None, "unresolved", True)
        assert one.expression == text
        assert one.period() is None


def test_stated_dates_need_no_anchor() -> None:
    (one,) = read("2022年8月6日", None)
    assert (one.period(), one.relative) == (Period(date(2022, 8, 6), date(2022, 8, 6), "day"), False)


def test_the_anchor_may_be_a_day_or_a_period() -> None:
    by_day = find_dates(clean_text("去年底"), date(2024, 6, 20))[0]
    by_month = find_dates(clean_text("去年底"), read_period("2024-06"))[0]
    assert by_day.first == by_month.first == date(2023, 1, 1)


def test_a_month_without_a_year_looks_back_unless_the_words_look_ahead() -> None:
    assert read("10月签约")[0].first == date(2023, 10, 1)
    assert read("预计10月投产")[0].first == date(2024, 10, 1)
    assert read("将于3月底前建成")[0].last == date(2025, 3, 31)
    assert read("5月签约")[0].first == date(2024, 5, 1)


def test_the_year_of_a_sentence_holds_to_its_end() -> None:
    _, carried = read("2021年3月签约，5月动工")
    assert (carried.first, carried.basis) == (date(2021, 5, 1), "context")
    _, fresh = read("2021年3月签约。5月动工")
    assert (fresh.first, fresh.basis) == (date(2024, 5, 1), "published")


def test_chains_count_from_the_date_before() -> None:
    assert read("去年8月签约；3个月后启用", "2023-02")[1].first == date(2022, 11, 1)
    assert read("1994年2月成立，同年5月投产")[1].first == date(1994, 5, 1)
    assert read("2021年11月签约，次年3月动工")[1].first == date(2022, 3, 1)


def test_vague_spans_are_unsure_and_comparisons_say_so() -> None:
    assert read("近三年")[0].confidence < 0.5
    assert read("比上年增长5%")[0].role == "compared"
    assert read("去年同期")[0].role == "compared"
    assert read("去年增长5%")[0].role == "when"


def test_days_that_do_not_exist_are_no_dates() -> None:
    assert read("2023年2月30日") == []
    assert read("13月") == []


@pytest.mark.parametrize(
    "text", ["第二天", "15:30", "3个月", "5年内", "2025号", "十四届五次全会", "1.24万亩", "每年", "年产能"]
)
def test_what_is_no_date(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text", ["9999年后", "200年前", "公元1年", "0年", "今后200年", "近99年", "99999年前", "1900年前三季度"]
)
def test_the_edge_of_time_does_not_break(text: str) -> None:
    for anchor in (None, "1900-01", "2100-12"):
        read(text, anchor)


def test_a_year_after_full_production_is_no_year_after_next() -> None:
    assert read("项目达产后年产值50亿元，投产后年均税收3亿元。") == []
    assert read("项目后年建成")[0].first == date(2026, 1, 1)


def test_hours_between_two_days_do_not_part_them() -> None:
    (one,) = read("2024年5月8日9时至2024年5月20日16时")
    assert (one.first, one.last) == (date(2024, 5, 8), date(2024, 5, 20))
