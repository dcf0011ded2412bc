"""Which quantities does a text state, with which unit, bounds and role?

Numerals from left to right; dates own theirs. A numeral takes the unit behind it, or shares that of the next
one in a list or a range (12和35平方公里, 10至15亿元). What the words around it say becomes its bounds, its sign and
its role. One pass, every look around it bounded: time grows with the length alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from operator import attrgetter

from yuantu.evidence.text.bounds import Bound, bound_after, bound_before
from yuantu.evidence.text.clean import CleanText
from yuantu.evidence.text.dates import find_dates
from yuantu.evidence.text.measures import Measure, first_characters, measure_at
from yuantu.evidence.text.mentions import DateMention, QuantityMention
from yuantu.evidence.text.numbers import Number, find_numbers, number_pattern
from yuantu.evidence.text.phrases import (
    bare_index,
    bare_money,
    change_sign,
    compound_duration,
    half_duration,
    is_list_start,
    kind_in_context,
    level_end,
    role_of,
    unit_ahead,
)
from yuantu.evidence.text.rejections import is_floor, is_rejected
from yuantu.evidence.text.spans import Taken, apart
from yuantu.evidence.text.standings import find_standings
from yuantu.ontology.numerals import tidy_float
from yuantu.ontology.quantities import interval
from yuantu.ontology.values import Qualifier

_JOINTS = "、和与及至到~-—–,以或"
_NO_LIST_AFTER = frozenset("第+:/〔[")
_LIST = re.compile(r"(?:、|和|与|及|以及|或|,)(?:约|近|超过?|逾)?")
_RANGE = re.compile(r"(?:至|到|-{1,2}|~|—{1,2}|–)")
_AND_AT_MOST = re.compile(r"[,，]?(?:且|并且|但)|")
_SPELLED_RANGE = re.compile(r"[至到~—-][二两三四五六七八九十]")  # 三至五家
_LEVELS = frozenset(("money", "area", "weight", "power", "energy"))
_LOSS = re.compile(r"[润益额量流为损)(]-$")
_FROM_FAR = re.compile(r"[从由自][^，。,;；、0-9]{0,6}$")


@cache
def _pattern() -> re.Pattern[str]:
    return number_pattern("".join(sorted(set(first_characters() + _JOINTS + "分半级的产之多余人"))))


def find_quantities(clean: CleanText, dates: Sequence[DateMention] | None = None) -> list[QuantityMention]:
    """All quantities of the text in order of appearance, at clean offsets.

    `dates`: the result of `find_dates` on the same text, where it is at hand already.
    """
    text = clean.text
    found = find_dates(clean, None) if dates is None else dates
    standings = apart(find_standings(text))
    taken = Taken(
        [(one.start, one.end) for one in found if not one.lasting],
        [(one.start, one.end) for one in standings],
    )
    free = (number for number in find_numbers(text, _pattern()) if not taken.holds(number.start, number.end))
    quantities = _Reading(text).read(free)
    return sorted([*_outside(standings, found), *quantities], key=attrgetter("start", "end"))


def _outside(standings: Iterable[QuantityMention], dates: Sequence[DateMention]) -> Iterator[QuantityMention]:
    """Ranks and multiples outside dates: 第一季度 is no rank."""
    taken = Taken([(one.start, one.end) for one in dates], [])
    return (one for one in standings if one.kind in ("rank", "growth") or not taken.holds(one.start, one.end))


class _Reading:
    """The state of one pass: numerals that wait for the unit of a later one, and what was read last."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.waiting: list[Number] = []
        self.found: list[QuantityMention] = []
        self.last: tuple[Number, Measure, QuantityMention] | None = None
        self.sign_end, self.sign = -1, 1.0
        self.done = 0  # what is behind this belongs to the quantity read last

    def read(self, numbers: Iterable[Number]) -> list[QuantityMention]:
        for number in numbers:
            if number.start < self.done:
                continue
            self._drop_unless_next(number)
            measure = self._measure(number)
            if measure is not None:
                self._take(number, measure)
            elif self._may_share(number):
                self.waiting.append(number)
            else:
                self.waiting.clear()
        return self.found

    def _measure(self, number: Number) -> Measure | None:
        if number.form == "share":
            return Measure("share", "ratio", 1.0, number.end, "")
        measure = measure_at(self.text, number.end, number.value, number.scale, number.chinese)
        if measure is None:
            measure = bare_index(self.text, number) or bare_money(self.text, number)
        return measure

    def _drop_unless_next(self, number: Number) -> None:
        """Waiting numerals are dropped unless this one follows the last of them across one joint."""
        if not self.waiting:
            return
        between = self.text[self.waiting[-1].end : number.start]
        if not (_LIST.fullmatch(between) or _RANGE.fullmatch(between)):
            self.waiting.clear()

    def _may_share(self, number: Number) -> bool:
        joint = self.text[number.end : number.end + 1]
        if not joint or joint not in _JOINTS or number.form != "plain":
            return False
        if number.single and not _SPELLED_RANGE.match(self.text, number.end):
            return False
        before = self.text[number.start - 1 : number.start]
        if before in _NO_LIST_AFTER or (before.isascii() and before.isalpha()):
            return False
        return not (before == "-" and not self.waiting)

    def _take(self, number: Number, measure: Measure) -> None:
        text = self.text
        waiting, self.waiting = self.waiting, []
        if waiting and is_floor(text, waiting[-1].start, waiting[-1].end, number.start, measure):
            self.last = None
            return
        before = bound_before(text, number.start, number.form == "bare")
        after = bound_after(text, measure.end)
        if is_rejected(text, number, measure, before is not None or after is not None) and not waiting:
            self.last = None
            return
        if waiting and _RANGE.fullmatch(text[waiting[-1].end : number.start]):
            partner = waiting.pop()
            if (low := _low_end(partner, number)) is not None:
                self._share(waiting, number, measure)
                self._put_range(partner.start, low, number, measure)
                return
            waiting.append(partner)
        elif self._closes_range(number, measure):
            return
        self._share(waiting, number, measure)
        self._put(number, measure, before, after)

    def _closes_range(self, number: Number, measure: Measure) -> bool:
        """`50亿元至100亿元`: the quantity read last is the lower end, unless 从 makes it a starting point."""
        if self.last is None:
            return False
        first, unit, mention = self.last
        if unit.unit != measure.unit or not _RANGE.fullmatch(self.text[unit.end : number.start]):
            return False
        if _FROM_FAR.search(self.text, max(0, mention.start - 8), mention.start) or mention.value is None:
            return False
        low, high = tidy_float(first.value * unit.factor), tidy_float(number.high * measure.factor)
        if not low < high or number.wording != "exact" or self.found[-1] is not mention:
            return False
        self.found.pop()
        self._put_range(mention.start, first.value * unit.factor / measure.factor, number, measure)
        return True

    def _share(self, waiting: list[Number], number: Number, measure: Measure) -> None:
        """`12、35和40亿元`: a list shares multiplier and unit of its last member."""
        if not waiting or not is_list_start(self.text, waiting):
            return
        for one in waiting:
            lift = number.scale if one.scale == 1 else 1.0
            value = tidy_float(one.value * lift)
            lifted = one._replace(value=value, high=tidy_float(one.high * lift))
            if one.wording != "range" and one.form == "plain":
                self._put(
                    lifted, measure._replace(end=one.end), bound_before(self.text, one.start, False), None
                )

    def _put_range(self, start: int, low: float, number: Number, measure: Measure) -> None:
        after = bound_after(self.text, measure.end)
        end = after.place if after else measure.end
        sign = self._sign(start, end, measure)
        ends = sorted(
            (tidy_float(low * measure.factor * sign), tidy_float(number.high * measure.factor * sign))
        )
        kind = kind_in_context(self.text, start, measure)
        role = role_of(self.text, start, end, measure, "range")
        self._add(QuantityMention(start, end, kind, None, ends[0], ends[1], measure.unit, "range", role))
        self.last = None

    def _put(self, number: Number, measure: Measure, before: Bound | None, after: Bound | None) -> None:
        text = self.text
        measure = unit_ahead(text, number.start, measure)
        compound = compound_duration(text, measure)
        if compound is not None:
            size = {"year": 12, "hour": 60}.get(measure.unit, 1)
            total = number.value * size + compound[0]
            number = number._replace(value=total, high=total)
            measure = measure._replace(unit=compound[1], end=compound[2])
            self.done = measure.end
        extra, end = half_duration(text, measure)
        if extra or end != measure.end:
            after = bound_after(text, end)
        start = before.place if before else number.start
        stop = after.place if after else end
        wording: Qualifier = before.wording if before else after.wording if after else number.wording
        may_be_level = measure.kind in _LEVELS and wording == "exact"
        level = level_end(text, number, measure) if may_be_level else 0
        if level:
            after = bound_after(text, level)
            wording, stop = (after.wording, after.place) if after else ("about", max(stop, level))
        sign = self._sign(start, end, measure)
        if number.wording == "range" and before is None:
            self._add(self._spelled_range(number, measure, start, stop, sign))
            return
        role = "level" if level else role_of(text, start, stop, measure, wording)
        stated = tidy_float((number.value + extra) * sign)
        low, high = _bounds(stated, wording, measure, fallen=sign < 0 and text[start - 1 : start] != "-")
        kind = kind_in_context(text, start, measure)
        value = tidy_float(stated * measure.factor)
        start = start - 1 if sign < 0 and text[start - 1 : start] == "-" else start
        mention = QuantityMention(start, stop, kind, value, low, high, measure.unit, wording, role)
        self._add(mention)
        self.last = (number, measure._replace(end=end), mention) if wording == "exact" or before else None

    def _spelled_range(
        self, number: Number, measure: Measure, start: int, stop: int, sign: float
    ) -> QuantityMention:
        ends = sorted(
            (
                tidy_float(number.value * measure.factor * sign),
                tidy_float(number.high * measure.factor * sign),
            )
        )
        kind = kind_in_context(self.text, start, measure)
        return QuantityMention(start, stop, kind, None, ends[0], ends[1], measure.unit, "range", "value")

    def _sign(self, start: int, end: int, measure: Measure) -> float:
        """-1 after 下降, 减少 and a minus; a list goes on with the sign of its first member."""
        if measure.unit not in ("ratio", "pp", "celsius"):
            return (
                -1.0 if measure.kind == "money" and _LOSS.search(self.text, max(0, start - 3), start) else 1.0
            )
        sign = change_sign(self.text, start)
        if self.text[start - 1 : start] == "-" and sign < 0:
            return sign  # a minus is said of its own number alone
        if sign == 0.0:
            between = (
                self.text[self.sign_end : start] if 0 <= self.sign_end <= start <= self.sign_end + 4 else "-"
            )
            sign = self.sign if _LIST.fullmatch(between) else 1.0
        self.sign, self.sign_end = sign, end
        return sign

    def _add(self, mention: QuantityMention) -> None:
        before = self.found[-1] if self.found else None
        if before is not None and _are_ends(self.text, before, mention):
            self.found[-1] = replace(
                before, end=mention.end, value=None, low=before.value, high=mention.value, wording="range"
            )
            self.last = None
            return
        self.found.append(mention)


def _bounds(
    stated: float, wording: Qualifier, measure: Measure, *, fallen: bool
) -> tuple[float | None, float | None]:
    """What the words allow. Of a fall they speak of its size: 下降超6.6% is -6.6 % or less, not or more."""
    if not fallen:
        bounds = interval(stated, wording, measure.unit, measure.factor)
        return bounds.low, bounds.high
    size = interval(-stated, wording, measure.unit, measure.factor)
    return None if size.high is None else -size.high, None if size.low is None else -size.low


def _are_ends(text: str, low: QuantityMention, high: QuantityMention) -> bool:
    """不低于1.8且不高于3.0: a lower and an upper bound side by side are the ends of one range."""
    if low.wording != "at_least" or high.wording != "at_most" or low.unit != high.unit:
        return False
    if low.value is None or high.value is None or not low.value < high.value:
        return False
    return _AND_AT_MOST.fullmatch(text, low.end, high.start) is not None


def _low_end(low: Number, high: Number) -> float | None:
    """The lower end of `10至15亿元` in the measure of the upper one; None when the two make no range."""
    if low.wording != "exact" or high.wording not in ("exact", "more_than_stated"):
        return None
    lift = high.scale if low.scale == 1 and low.value < high.value / high.scale else 1.0
    value = tidy_float(low.value * lift)
    return value if value < high.high else None
