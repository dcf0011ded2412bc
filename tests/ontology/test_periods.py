"""Dates: days, months, quarters, spans; and the writings that could mean something else."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.errors import Refusal
from yuantu.ontology.formats import show_value
from yuantu.ontology.periods import read_period
from yuantu.ontology.values import Period

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


def days(first: str, last: str | None) -> tuple[date, date | None]:
    return date.fromisoformat(first), None if last is None else date.fromisoformat(last)


READ = [
    ("2024", "2024-01-01", "2024-12-31", "year"),
    ("2024年", "2024-01-01", "2024-12-31", "year"),
    ("2024-06", "2024-06-01", "2024-06-30", "month"),
    ("2024年2月", "2024-02-01", "2024-02-29", "month"),
    ("2024.6", "2024-06-01", "2024-06-30", "month"),
    ("202406", "2024-06-01", "2024-06-30", "month"),
    ("June 2024", "2024-06-01", "2024-06-30", "month"),
    ("2024-06-15", "2024-06-15", "2024-06-15", "day"),
    ("2024/6/30", "2024-06-30", "2024-06-30", "day"),
    ("２０２４年６月３０日", "2024-06-30", "2024-06-30", "day"),
    ("2024年6月30号", "2024-06-30", "2024-06-30", "day"),
    ("20240630", "2024-06-30", "2024-06-30", "day"),
    ("2024-06-30 00:00:00", "2024-06-30", "2024-06-30", "day"),
    ("2024-06-30T15:00:00+08:00", "2024-06-30", "2024-06-30", "day"),
    ("30 June 2024", "2024-06-30", "2024-06-30", "day"),
    ("2023Q1", "2023-01-01", "2023-03-31", "quarter"),
    ("2023年第四季度", "2023-10-01", "2023-12-31", "quarter"),
    ("2023年上半年", "2023-01-01", "2023-06-30", "half"),
    ("2023H2", "2023-07-01", "2023-12-31", "half"),
    ("2021-2024", "2021-01-01", "2024-12-31", "span"),
    ("2021年至2024年", "2021-01-01", "2024-12-31", "span"),
    ("2024年1—10月", "2024-01-01", "2024-10-31", "span"),
    ("2024-03/2024-06", "2024-03-01", "2024-06-30", "span"),
    ("2021年至今", "2021-01-01", None, "span"),
    ("“十四五”", "2021-01-01", "2025-12-31", "span"),
    ("2024年底", "2024-10-01", "2024-12-31", "span"),
    ("2024年6月下旬", "2024-06-21", "2024-06-30", "span"),
]
REFUSED = [
    ("", "date_missing"),
    ("45473", "date_serial"),
    ("1/2/2024", "date_ambiguous"),
    ("30/6/2024", "date_ambiguous"),
    ("24-06-30", "date_two_digit_year"),
    ("24年6月", "date_two_digit_year"),
    ("Jun-24", "date_two_digit_year"),
    ("6月30日", "date_without_year"),
    ("6-30", "date_without_year"),
    ("2-Jan", "date_without_year"),
    ("2024-02-30", "date_impossible"),
    ("2023-02-29", "date_impossible"),
    ("2024-13", "date_impossible"),
    ("1024", "date_impossible"),
    ("2024-2021", "date_reversed"),
    ("2024-06/2024-03", "date_reversed"),
    ("近期", "date_unreadable"),
    ("2024年6月30日左右", "date_unreadable"),
]


@pytest.mark.parametrize(("text", "first", "last", "precision"), READ)
def test_reads(text: str, first: str, last: str | None, precision: str) -> None:
    period = read_period(text)
    assert (period.first, period.last) == days(first, last)
    assert period.precision == precision


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_refuses(text: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_period(text)
    assert caught.value.problem.code == code
    assert caught.value.problem.text("en") != caught.value.problem.text("zh")


def test_serial_says_which_day() -> None:
    with pytest.raises(Refusal) as caught:
        read_period("45473")
    assert "2024-06-30" in caught.value.problem.text("zh")


@given(DAYS)
def test_days_round_trip(day: date) -> None:
    expected = Period(day, day, "day")
    for text in (
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
    ):
        assert read_period(text) == expected
    assert read_period(show_value(expected)) == expected
    assert read_period(show_value(expected, None, "en")) == expected


@given(DAYS, st.sampled_from(["month", "quarter", "half", "year"]))
def test_shown_periods_read_back(day: date, precision: str) -> None:
    text = {
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year}Q{(day.month + 2) // 3}",
        "half": f"{day.year}H{1 if day.month < 7 else 2}",
        "year": str(day.year),
    }[precision]
    period = read_period(text)
    assert period.precision == precision
    assert period.first is not None
    assert period.last is not None
    assert period.first <= day <= period.last
    assert read_period(show_value(period)) == period


@given(st.integers(min_value=20000, max_value=80000))
def test_serials_are_never_dates(serial: int) -> None:
    with pytest.raises(Refusal) as caught:
        read_period(str(serial))
    assert caught.value.problem.params["day"] == (date(1899, 12, 30) + timedelta(days=serial)).isoformat()


@given(st.text(max_size=20))
def test_anything_is_read_or_refused(text: str) -> None:
    try:
        period = read_period(text)
    except Refusal:
        return
    assert period.first is not None
    assert period.last is None or period.first <= period.last
