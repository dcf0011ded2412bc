"""Which days do these words of a date mean?

A date keeps the precision it was written with: `2024-06` is a month, not its first day. What a person
could read in two ways is refused with the way to write it.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from yuantu.errors import Refusal
from yuantu.ontology.numerals import plain_characters, read_number
from yuantu.ontology.values import Period, Precision

FIRST_YEAR, LAST_YEAR = 1900, 2100
WHOLE: tuple[tuple[Precision, int], ...] = (("month", 1), ("quarter", 3), ("half", 6), ("year", 12))
_EXCEL_EPOCH = date(1899, 12, 30)
_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_PLANS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_Y = r"(?P<y>\d{4})"
_CLOCK = r"(?:[t ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?"
_DASH = r"(?:-|–|—|~|～|至|到)+"
_EN_MONTH = r"(?P<en>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"


def read_period(text: str) -> Period:
    """The days that `text` means, as a `Period` with the precision of the writing.

    Raises `Refusal`: `date_missing`, `date_serial` (an Excel day number), `date_two_digit_year`,
    `date_ambiguous`, `date_without_year`, `date_impossible`, `date_reversed` or `date_unreadable`.
    """
    plain = re.sub(r"\s+", " ", plain_characters(text).lower().replace("號", "日").replace("号", "日"))
    if not plain:
        raise Refusal("date_missing", value=text)
    _refuse_traps(plain, text)
    dense = plain.replace(" ", "")
    for pattern, build in _FORMS:
        match = pattern.fullmatch(dense) or pattern.fullmatch(plain)
        if match:
            return build(match, text)
    return _read_span(dense, text)


def day_period(day: date) -> Period:
    """One day."""
    return Period(day, day, "day")


def months_period(year: int, first: int, last: int, precision: Precision) -> Period:
    """All days from month `first` to month `last` of one year."""
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), precision)


def period_of_days(first: date | None, last: date | None) -> Period | None:
    """Days with the precision that they allow: a whole year is a year. None when no day is known."""
    if first is None and last is None:
        return None
    if first is None or last is None:
        return Period(first, last, "span")
    if first == last:
        return Period(first, last, "day")
    for precision, months in WHOLE:
        if (first.month - 1) % months == 0:
            whole = months_period(first.year, first.month, first.month + months - 1, precision)
            if (whole.first, whole.last) == (first, last):
                return whole
    return Period(first, last, "span")


def _refuse_traps(plain: str, text: str) -> None:
    if re.fullmatch(r"\d{5}(?:\.\d+)?", plain):
        day = _EXCEL_EPOCH + timedelta(days=int(float(plain)))
        raise Refusal("date_serial", value=text, day=day.isoformat())
    if re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}" + _CLOCK, plain):
        raise Refusal("date_ambiguous", value=text)
    if (
        re.fullmatch(r"['’]?\d{2}(?:年|[/.-])\d{1,2}(?:月|[/.-])?(?:\d{1,2}日?)?", plain)
        and plain.count("月") + len(re.findall(r"[/.-]", plain)) + plain.count("年") > 1
    ):
        raise Refusal("date_two_digit_year", value=text)
    if re.fullmatch(r"\d{2}年|(?:[a-z]{3}-\d{2})|(?:\d{1,2}-[a-z]{3}-\d{2})", plain):
        raise Refusal("date_two_digit_year", value=text)
    if re.fullmatch(r"\d{1,2}月(?:\d{1,2}日?)?|\d{1,2}[/.-]\d{1,2}|\d{1,2}-[a-z]{3}|" + _EN_MONTH, plain):
        raise Refusal("date_without_year", value=text)


def _year(match: re.Match[str], text: str, group: str = "y") -> int:
    year = int(match[group])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal("date_impossible", value=text, why=f"{FIRST_YEAR}–{LAST_YEAR}")
    return year


def _day(match: re.Match[str], text: str) -> Period:
    year = _year(match, text)
    month = _MONTHS[match["en"]] if "en" in match.groupdict() else int(match["m"])
    if not 1 <= month <= 12:
        raise Refusal("date_impossible", value=text, why="1–12")
    last = monthrange(year, month)[1]
    if not 1 <= int(match["d"]) <= last:
        raise Refusal("date_impossible", value=text, why=f"{year}-{month:02}: 1–{last}")
    return day_period(date(year, month, int(match["d"])))


def _month(match: re.Match[str], text: str) -> Period:
    month = _MONTHS[match["en"]] if "en" in match.groupdict() else int(match["m"])
    if not 1 <= month <= 12:
        raise Refusal("date_impossible", value=text, why="1–12")
    return months_period(_year(match, text), month, month, "month")


def _quarter(match: re.Match[str], text: str) -> Period:
    quarter = int(read_number(match["q"]))
    return months_period(_year(match, text), 3 * quarter - 2, 3 * quarter, "quarter")


def _half(match: re.Match[str], text: str) -> Period:
    first = match["h"] in ("1", "上")
    return months_period(_year(match, text), 1 if first else 7, 6 if first else 12, "half")


def _whole_year(match: re.Match[str], text: str) -> Period:
    return months_period(_year(match, text), 1, 12, "year")


def _edge_of_year(match: re.Match[str], text: str) -> Period:
    first, last = {"初": (1, 3), "中": (5, 8), "底": (10, 12), "末": (10, 12)}[match["edge"]]
    return months_period(_year(match, text), first, last, "span")


def _third_of_month(match: re.Match[str], text: str) -> Period:
    start = _month(match, text).first or date.min
    last = monthrange(start.year, start.month)[1]
    first, last = {"上": (1, 10), "中": (11, 20), "下": (21, last)}[match["third"]]
    return Period(start.replace(day=first), start.replace(day=last), "span")


def _months(match: re.Match[str], text: str) -> Period:
    first, last = int(match["m"]), int(match["m2"])
    if not 1 <= first <= last <= 12:
        raise Refusal("date_reversed", value=text)
    return months_period(_year(match, text), first, last, "span")


def _years(match: re.Match[str], text: str) -> Period:
    first, last = _year(match, text), _year(match, text, "y2")
    if first > last:
        raise Refusal("date_reversed", value=text)
    return Period(date(first, 1, 1), date(last, 12, 31), "span")


def _plan(match: re.Match[str], _text: str) -> Period:
    first = _PLANS[match["plan"]]
    return Period(date(first, 1, 1), date(first + 4, 12, 31), "span")


_Build = Callable[[re.Match[str], str], Period]
_FORMS: tuple[tuple[re.Pattern[str], _Build], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (_Y + r"(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})" + _CLOCK, _day),
        (_Y + r"年(?P<m>\d{1,2})月(?P<d>\d{1,2})日?", _day),
        (_Y + r"(?P<m>\d{2})(?P<d>\d{2})", _day),
        (r"(?P<d>\d{1,2}) ?" + _EN_MONTH + ",? ?" + _Y, _day),
        (_EN_MONTH + r" ?(?P<d>\d{1,2})(?:st|nd|rd|th)?, ?" + _Y, _day),
        (_Y + r"[-/.](?P<m>\d{1,2})", _month),
        (_Y + r"年(?P<m>\d{1,2})月份?", _month),
        (_Y + r"(?P<m>0[1-9]|1[0-2])", _month),
        (_EN_MONTH + ",? ?" + _Y, _month),
        (_Y + r"-?q(?P<q>[1-4])", _quarter),
        (r"q(?P<q>[1-4])[ -]?" + _Y, _quarter),
        (_Y + r"年第?(?P<q>[1-4一二三四])季度?", _quarter),
        (_Y + r"-?h(?P<h>[12])", _half),
        (_Y + r"年(?P<h>[上下])半年", _half),
        (_Y + r"年?度?", _whole_year),
        (_Y + r"年(?P<edge>[初中底末])", _edge_of_year),
        (_Y + r"年(?P<m>\d{1,2})月份?(?P<third>[上中下])旬", _third_of_month),
        (_Y + r"年(?P<m>\d{1,2})月?" + _DASH + r"(?P<m2>\d{1,2})月份?", _months),
        (_Y + r"年?" + _DASH + r"(?P<y2>\d{4})年?", _years),
        (r"[“\"']?(?P<plan>十[一二三四五]五)[”\"']?(?:时期|期间)?", _plan),
    )
)
_OPEN_END = re.compile(r"(?P<first>.{4,}?)(?:至今|到现在|/\.\.|起|以来)")
_BETWEEN = re.compile(r"(?P<first>\d{4}.*?)(?:/|至|到|—|–|~|--)(?P<last>\d{4}.*)")


def _read_span(dense: str, text: str) -> Period:
    """`2024-03/2024-06`, `2021年3月至2022年5月`, `2021年至今`: from the first day of one to the last of the other."""
    opened = _OPEN_END.fullmatch(dense)
    if opened:
        return Period(read_period(opened["first"]).first, None, "span")
    between = _BETWEEN.fullmatch(dense)
    if between is None:
        raise Refusal("date_unreadable", value=text)
    first, last = read_period(between["first"]).first, read_period(between["last"]).last
    if first is None or last is None or first > last:
        raise Refusal("date_reversed", value=text)
    return Period(first, last, "span")
