"""Which days are the first half, the third quarter, the end of a month or a plan of five years?"""

import re
from calendar import monthrange
from datetime import date

from yuantu.evidence.text.datewords import EDGE_OF_MONTH, PLANS
from yuantu.ontology.numerals import DIGITS
from yuantu.ontology.periods import FIRST_YEAR, LAST_YEAR, day_period, months_period
from yuantu.ontology.values import Period, Precision

_ZEROS = str.maketrans(dict.fromkeys("OoО０", "〇"))  # letters that are set for a zero


def number_of(spelled: str) -> int:
    """`8`, `十二`, `二十一`, `二〇二三`: the small whole numbers of dates."""
    if spelled.isascii():
        return int(spelled)
    spelled = spelled.translate(_ZEROS)
    tens, ten, ones = spelled.partition("十")
    if ten:
        return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
    return int("".join(str(DIGITS[one]) for one in spelled))


def last_day(anchor: date | Period | None) -> date | None:
    """The day that relative dates count from: the last one of the period of publication."""
    return anchor.last or anchor.first if isinstance(anchor, Period) else anchor


def month_of(day: date) -> Period:
    """The month that a day is in."""
    return months_period(day.year, day.month, day.month, "month")


def shifted(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month. Raises `ValueError` outside of time."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(years, month, min(day.day, monthrange(years, month)[1]))


def narrowed(month: date, third: str | None, day: str | None) -> Period:
    """A month, its 上旬, its last day (底, 末) or one of its days."""
    whole = month_of(month)
    if day:
        return day_period(month.replace(day=number_of(day)))
    last = monthrange(month.year, month.month)[1]
    if third in ("底", "末"):
        return day_period(month.replace(day=last))
    if third:
        start, stop = EDGE_OF_MONTH[third]
        return Period(month.replace(day=start), month.replace(day=min(stop, last)), "span")
    return whole


def years(first: int, last: int) -> Period | None:
    """Whole years from `first` to `last`; None when they are out of order or out of reach."""
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        return None
    return Period(date(first, 1, 1), date(last, 12, 31), "span")


def plan(found: re.Match[str]) -> Period:
    """A plan of five years, or its last one (十四五末)."""
    first = PLANS[found["plan"]]
    if found["planend"]:
        return months_period(first + 4, 1, 12, "year")
    return Period(date(first, 1, 1), date(first + 4, 12, 31), "span")


def decade(found: re.Match[str]) -> Period:
    """`上世纪90年代`; without a century, the twentieth."""
    tens = number_of(found["ten"]) if found["ten"].isascii() else DIGITS[found["ten"][0]] * 10
    century = 2000 if (found["cent"] or "").startswith(("本", "二十一", "21")) else 1900
    return Period(date(century + tens, 1, 1), date(century + tens + 9, 12, 31), "span")


def part_of(found: re.Match[str], tag: str, year: int) -> Period | None:
    """The part of `year` that the groups with this tag name; the whole year when they name none.

    Raises `ValueError` for days that do not exist.
    """
    group = found.groupdict()
    if group["dm" + tag]:
        month = number_of(group["dm" + tag])
        last = number_of(group["dn" + tag]) if group["dn" + tag] else month
        ends = date(year, month, number_of(group["da" + tag])), date(year, last, number_of(group["db" + tag]))
        return Period(*ends, "span") if ends[0] < ends[1] else None
    if group["ma" + tag]:
        return _months(year, number_of(group["ma" + tag]), number_of(group["mb" + tag]))
    if group["m" + tag]:
        return narrowed(date(year, number_of(group["m" + tag]), 1), group["third" + tag], group["d" + tag])
    if group["first" + tag]:
        count = number_of(group["first" + tag].replace("两", "二"))
        return _months(year, 1, count * 3 if group["firstq" + tag] else count)
    if group["q" + tag] or group["hq" + tag]:
        quarter = number_of(group["q" + tag] or group["qn" + tag] or "1")
        return months_period(year, 3 * quarter - 2, 3 * quarter, "quarter")
    if group["h" + tag]:
        first = group["h" + tag] == "上"
        return months_period(year, 1 if first else 7, 6 if first else 12, "half")
    return months_period(year, 1, 12, "year")


def _months(year: int, first: int, last: int) -> Period | None:
    return months_period(year, first, last, "span") if 1 <= first < last <= 12 else None


def precision_of(found: re.Match[str]) -> Precision:
    """The precision that an unresolved date was written with."""
    group = found.groupdict()
    named = {name.rstrip("2") for name, value in group.items() if value}
    if named & {"d", "dd", "drel", "md", "mthird", "third"}:
        return "day"
    if named & {"dm", "ma", "first", "span", "since"}:
        return "span"
    if named & {"m", "mrel"} or group["cu"] in ("个月", "半"):
        return "month"
    if named & {"q", "hq", "qrel"}:
        return "quarter"
    return "half" if "h" in named else "year"
