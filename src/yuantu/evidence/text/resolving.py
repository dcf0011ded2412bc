"""On which days does a date fall that needs another date to be understood?

今年 and 上月 count from the day of publication, 同年 and 3个月后 from the date before them, a month without a year
from the year of its sentence or, failing that, from the day of publication.
"""

import re
from datetime import date, timedelta

from yuantu.evidence.text.calendars import (
    decade,
    last_day,
    month_of,
    narrowed,
    number_of,
    part_of,
    plan,
    shifted,
    years,
)
from yuantu.evidence.text.datewords import (
    COMPARED_BEFORE,
    CONTEXT_DAYS,
    CONTEXT_MONTHS,
    CONTEXT_YEARS,
    DAY_WORDS,
    FUTURE_AFTER,
    FUTURE_BEFORE,
    MONTH_WORDS,
    QUARTER_WORDS,
    YEAR_WORDS,
)
from yuantu.evidence.text.mentions import Basis
from yuantu.ontology.periods import FIRST_YEAR, LAST_YEAR, day_period, months_period
from yuantu.ontology.values import Period

_AHEAD = frozenset(("今后", "未来", "接下来", "此后", "往后"))
_CONTEXT_REACH = 240
Resolved = tuple[Period | None, Basis, float]
UNKNOWN: Resolved = (None, "unresolved", 0.3)


class Calendar:
    """Resolves one date after the other; remembers the last year and the last day that were named."""

    def __init__(self, text: str, anchor: date | Period | None) -> None:
        self.text = text
        self.now = last_day(anchor)
        self.day_known = isinstance(anchor, date) or (anchor is not None and anchor.precision == "day")
        self.year: tuple[int, int] | None = None  # year, where it was named
        self.recent: tuple[Period, int] | None = None

    def resolve(self, found: re.Match[str]) -> Resolved | None:
        """The days of one match, how they were reached and how sure that is; None when it is no date.

        A date that compares (比上年) leaves no trace in what is remembered.
        """
        try:
            resolved = self._resolve(found)
        except ValueError:  # 31 April and the like
            return None
        if resolved is not None:
            self._remember(found, resolved[0])
        return resolved

    def is_compared(self, start: int, end: int) -> bool:
        """Whether the words say against what, not when: 比上年, 去年同期."""
        compared = COMPARED_BEFORE.search(self.text, max(0, start - 3), start) is not None
        return compared or self.text.startswith("同期", end)

    def _resolve(self, found: re.Match[str]) -> Resolved | None:
        group = found.lastgroup
        if found["ya"]:
            span = years(number_of(found["ya"]), number_of(found["yb"]))
            return (span, "stated", 1.0) if span is not None else None
        if found["iy"]:
            return self._numeric(found)
        if found["dec"]:
            return decade(found), "stated", 0.9
        if found["plan"]:
            return plan(found), "stated", 0.95
        if found["span"] or found["since"]:
            return self._span(found)
        if found["way"]:
            return self._after(found)
        if found["mrel"]:
            return self._relative_month(found)
        if found["drel"] or found["qrel"]:
            return self._relative_day(found) if found["drel"] else self._relative_quarter(found)
        if found["dd"]:
            return self._day_alone(found)
        return self._year_and_part(found) if group else None

    # ── the year ─────────────────────────────────────────────────────────────────────────────────

    def _year_and_part(self, found: re.Match[str]) -> Resolved | None:
        if found["y"]:
            year: int | None = number_of(found["y"])
            if not FIRST_YEAR <= (year or 0) <= LAST_YEAR:
                return None
            basis: Basis = "stated"
        elif found["rel"]:
            year, basis = self._year_of(found["rel"], found.start())
        else:
            return self._part_alone(found)
        if year is None:
            return UNKNOWN
        period = part_of(found, "", year)
        return (period, basis, 1.0 if basis == "stated" else 0.9) if period is not None else None

    def _year_of(self, word: str, place: int) -> tuple[int | None, Basis]:
        if word in CONTEXT_YEARS:
            if self.year is None or place - self.year[1] > _CONTEXT_REACH:
                return None, "unresolved"
            return self.year[0] + CONTEXT_YEARS[word], "context"
        if self.now is None:
            return None, "unresolved"
        return self.now.year + YEAR_WORDS[word], "published"

    def _part_alone(self, found: re.Match[str]) -> Resolved | None:
        """`5月`, `一季度`, `年底`: the year of the same sentence, else the nearest that fits the day of publication."""
        year, basis, confidence = self._year_before(found)
        if year is None and self.now is not None:
            sample = part_of(found, "2", self.now.year)
            if sample is None or sample.first is None or sample.last is None:
                return None
            year = self._nearest_year(found, self.now, sample.first, sample.last)
            basis, confidence = "published", 0.8
        if year is None:
            return UNKNOWN if part_of(found, "2", 2000) is not None else None
        period = part_of(found, "2", year)
        return (period, basis, confidence) if period is not None else None

    def _year_before(self, found: re.Match[str]) -> tuple[int | None, Basis, float]:
        if self.year is None or found.start() - self.year[1] > _CONTEXT_REACH:
            return None, "unresolved", 0.3
        between = self.text[self.year[1] : found.start()]
        if any(mark in between for mark in "。！？!?\n"):
            return None, "unresolved", 0.3
        return self.year[0], "context", 0.85

    def _nearest_year(self, found: re.Match[str], now: date, first: date, last: date) -> int:
        """The year in which the part from `first` to `last` (as if of this year) was meant."""
        if found["edge2"] or found["h2"]:
            return now.year
        if self._looks_ahead(found.start(), found.end()):
            return now.year if last.month >= now.month else now.year + 1
        whole = found["ma2"] or found["first2"] or found["h2"]
        started = last.month <= now.month if whole else first.month <= now.month
        if self.day_known and first == last and first > now:
            started = False
        return now.year if started else now.year - 1

    def _looks_ahead(self, start: int, end: int) -> bool:
        low = max(0, start - 14)
        clause = max(self.text.rfind(mark, low, start) for mark in "，。,;；\n") + 1
        return bool(
            FUTURE_BEFORE.search(self.text, max(low, clause), start) or FUTURE_AFTER.match(self.text, end)
        )

    # ── other shapes ─────────────────────────────────────────────────────────────────────────────

    def _numeric(self, found: re.Match[str]) -> Resolved:
        year = int(found["iy"])
        if found["id"]:
            return day_period(date(year, int(found["im"]), int(found["id"]))), "stated", 1.0
        return months_period(year, int(found["in"]), int(found["in"]), "month"), "stated", 1.0

    def _span(self, found: re.Match[str]) -> Resolved:
        if self.now is None:
            return UNKNOWN
        count = number_of((found["n"] or found["since"]).replace("两", "二"))
        word, unit = found["span"] or "近", found["nu"] or "年"
        if not 0 < count <= 200:
            return UNKNOWN
        if unit != "年":
            return _month_span(self.now, word, count * (3 if unit == "个季度" else 1))
        if word in _AHEAD:
            return years(self.now.year + 1, self.now.year + count), "published", 0.7
        return years(self.now.year - count, self.now.year - 1), "published", 0.4

    def _after(self, found: re.Match[str]) -> Resolved | None:
        """`3个月后`, `两年前`: counted from the date before it, else from the day of publication."""
        count = 0 if found["cn"] == "半" else number_of(found["cn"].replace("两", "二"))
        later = "后" in found["way"]
        base = self._before(found.start()) if later else None
        basis: Basis = "context" if base is not None else "published"
        start = base.last if base is not None and base.last is not None else self.now
        if start is None or count > 200:
            return UNKNOWN
        steps = count if later else -count
        unit = found["cu"]
        if unit == "年" and found["cn"] != "半":
            fine = base is not None and base.precision in ("day", "month")
            moved = shifted(start, 12 * steps)
            return (month_of(moved) if fine else months_period(moved.year, 1, 12, "year")), basis, 0.6
        if unit in ("个月", "年"):
            steps = (6 if later else -6) if found["cn"] == "半" else steps
            return month_of(shifted(start, steps)), basis, 0.6
        exact = base.precision == "day" if base is not None else self.day_known
        days = steps * (7 if unit in ("周", "个星期") else 1)
        return (day_period(start + timedelta(days=days)), basis, 0.6) if exact else UNKNOWN

    def _before(self, place: int) -> Period | None:
        if self.recent is None or place - self.recent[1] > _CONTEXT_REACH:
            return None
        return self.recent[0] if self.recent[0].precision in ("day", "month", "year") else None

    def _relative_month(self, found: re.Match[str]) -> Resolved:
        word = found["mrel"].replace("月份", "月")
        if word in CONTEXT_MONTHS:
            base = self._before(found.start())
            base = base if base is not None and base.precision in ("day", "month") else None
            start = base.last if base is not None else self.now if word == "当月" else None
            basis: Basis = "context" if base is not None else "published"
            steps = CONTEXT_MONTHS[word]
        else:
            start, basis, steps = self.now, "published", MONTH_WORDS[word]
        if start is None:
            return UNKNOWN
        return narrowed(shifted(start, steps), found["mthird"], found["md"]), basis, 0.9

    def _relative_day(self, found: re.Match[str]) -> Resolved:
        word = found["drel"]
        if word in CONTEXT_DAYS:
            base = self._before(found.start())
            if base is None or base.first is None or base.precision != "day":
                return UNKNOWN
            return day_period(base.first + timedelta(days=CONTEXT_DAYS[word])), "context", 0.8
        if self.now is None or not self.day_known:
            return UNKNOWN
        return day_period(self.now + timedelta(days=DAY_WORDS[word])), "published", 0.8

    def _relative_quarter(self, found: re.Match[str]) -> Resolved:
        if self.now is None:
            return UNKNOWN
        moved = shifted(self.now, 3 * QUARTER_WORDS[found["qrel"]])
        quarter = (moved.month + 2) // 3
        return months_period(moved.year, 3 * quarter - 2, 3 * quarter, "quarter"), "published", 0.8

    def _day_alone(self, found: re.Match[str]) -> Resolved | None:
        """`21日`: in the month named before it in the sentence, else in that of publication."""
        day = number_of(found["dd"])
        basis: Basis
        base = self._before(found.start())
        between = self.text[self.recent[1] : found.start()] if self.recent is not None else ""
        if (
            base is not None
            and base.first is not None
            and base.precision in ("day", "month")
            and "。" not in between
        ):
            start, basis = base.first, "context"
        elif self.now is not None:
            start, basis = self.now, "published"
            if self.day_known and day > start.day and not self._looks_ahead(found.start(), found.end()):
                start = shifted(start, -1)
        else:
            return UNKNOWN
        last = start.replace(day=day)
        if not found["dfrom"]:
            return day_period(last), basis, 0.8
        return Period(start.replace(day=number_of(found["dfrom"])), last, "span"), basis, 0.8

    def _remember(self, found: re.Match[str], period: Period | None) -> None:
        if period is None or period.first is None or self.is_compared(*found.span()):
            return
        if found["dec"] or found["plan"] or found["span"] or found["since"]:
            return
        if period.last is not None and period.first.year == period.last.year:
            self.year = (period.first.year, found.end())
        self.recent = (period, found.end())


def _month_span(now: date, word: str, months: int) -> Resolved:
    ahead = word in _AHEAD
    first, last = shifted(now, 1 if ahead else -months), shifted(now, months if ahead else -1)
    return Period(month_of(first).first, month_of(last).last, "span"), "published", 0.4
