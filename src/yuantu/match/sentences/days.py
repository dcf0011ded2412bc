"""By which day must it be ready?

A period is needed by its last day (明年一季度 → 31 March); 前 behind a month, quarter or year means before
it begins (2027年3月前 → 28 February), behind 底 or a day it includes that day (年底前 → 31 December).
"""

import re
from datetime import date, timedelta

from yuantu.match.brief import Deadline
from yuantu.match.sentences.measures import Measure
from yuantu.match.sentences.text import Draft

MOVE_IN = (
    r"(?: |就|要|能|可以|可|必须|需要|需|想|得|让我们|我们)*(?:进场|入驻|进驻|搬入|搬进|入场|交付"
    r"|交房|交地|使用|投用|启用|入伙|到位|用上|住进|搬迁|move in|ready|available)"
)
_AT_ONCE_SIGNS = frozenset("马立即随现")
AT_ONCE = (
    r"(?:马上|立即|立刻|即刻|即时|即租即用|随时)(?:就|要|能|可以|可)*(?:进场|入驻|搬入|入伙|使用|交付"
    r"|用)?|现房|现成的?|immediately|right away"
)
_WISHES = (
    r"尽快|尽早|越快越好|抓紧|紧急|急需|急求|急租|急寻|急找|很急|比较急|着急|急用|最好|优先考虑|优先"
    r"|尽量|preferably|ideally|urgently|urgent|asap|as soon as possible"
)
_MONTH_NAMES = "january february march april may june july august september october november december".split()
_SPRING_FESTIVALS = {
    year: date(year, month, day)
    for year, month, day in (
        (2025, 1, 29), (2026, 2, 17), (2027, 2, 6), (2028, 1, 26), (2029, 2, 13), (2030, 2, 3),
        (2031, 1, 23), (2032, 2, 11), (2033, 1, 31), (2034, 2, 19), (2035, 2, 8),
    )
}  # fmt: skip
_FEASTS = {"元旦": (1, 1), "五一": (5, 1), "国庆": (10, 1), "国庆节": (10, 1)}
_YEAR = r"(?P<year>今年|本年|明年|后年|(?<!\d)20\d{2}年)"
_EDGE = r"(?P<edge>底|末|初|中旬|上旬|下旬|中)?"
_BEFORE = r"(?P<before>之前|以前|前)?"
_LEAD = r"(?:最迟|最晚|必须|需要|需|要|赶在|在|于|到|by |before )*"
_DATES = tuple(
    _LEAD + pattern + _BEFORE
    for pattern in (
        r"(?<!\d)(?P<y>20\d{2})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)",
        _YEAR
        + r"?(?:的)?(?P<m>(?<!\d)\d{1,2}|十[一二]|[一二三四五六七八九十])月份?(?:(?P<d>\d{1,2})[日号]?)?"
        + _EDGE
        + r"(?![内以个])",
        _YEAR + r"?(?:的)?第?(?P<q>[一二三四1-4])季度" + r"(?P<edge>底|末|初)?",
        _YEAR + r"?(?P<h>[上下])半年",
        _YEAR + r"?(?P<feast>春节|过年|元旦|五一|国庆节|国庆)",
        _YEAR + r"(?P<edge>年?[底末初中])?",
        r"(?P<edge>年[底末])",
        r"(?P<month>本月|这个月|当月|下个?月)(?P<edge>底|末|初|中旬|上旬|下旬|内)?",
        r"(?P<week>本周|这周|这个星期|下周|下个?星期)(?P<edge>内|末)?",
        r"(?:the )?(?P<en>end of )?(?P<name>" + "|".join(_MONTH_NAMES) + r")(?: (?P<y>20\d{2}))?",
    )
)
_DATE_SIGNS = frozenset("年月季周节旦庆五星-")
_DATE_START = (r"20\d{2}|今年|本年|明年|后年|\d{1,2}月|[一二三四五六七八九十]月|第?[一二三四1-4]季度"
r"|[上下]半年|年[底末]|春节|过年|元旦|五一|国庆|"
                         r"本月|这个月|当月|下个?月|本周|这周|这个星期|下周|下个?星期|end of"
                         r"|" + "|".join(_MONTH_NAMES))  # fmt: skip


def read_dates(draft: Draft) -> None:
    """Dates by which it is needed: 年底前, 明年一季度, 2027年3月前, 6月底前, 春节前, by March 2027."""
    if not (_DATE_SIGNS & set(draft.plain) or any(name in draft.plain for name in ("end of", *_MONTH_NAMES))):
        return
    dates, position = re.compile(_DATE_START), 0
    while (hint := dates.search(draft.plain, position)) is not None:
        position = hint.end()
        start = max(0, hint.start() - 5)
        found = [
            match
            for pattern in _DATES
            for match in (_first(pattern, draft.plain, start, hint.start()),)
            if match
        ]
        best = max(found, key=lambda match: (match.end(), -match.start()), default=None)
        if best is None or not draft.is_free(*best.span()):
            continue
        day = _resolve(best, draft.today)
        if day is not None:
            end = _with_move_in(draft.plain, best.end())
            _put_deadline(draft, day, best.start(), end)
            position = end


def read_durations(draft: Draft, measure: Measure) -> bool:
    """30天内, 三个月内, 半年内, 2 weeks: how long from today. False when the words are a term or a length of work."""
    tail = re.match("之后|以后|后", draft.plain[measure.end : measure.end + 2])
    end = _with_move_in(draft.plain, measure.end + tail.end() if tail else measure.end)
    ahead = re.search(
        r"(?:within|in|最迟|最晚|赶在|在) ?$", draft.plain[max(0, measure.start - 8) : measure.start]
    )
    if (
        measure.bound == "least"
        or draft.plain[measure.start - 1 : measure.start] == "租"
        or not (measure.bound == "most" or ahead or end > measure.end)
    ):
        return False
    start = measure.start - len(ahead.group()) if ahead else measure.start
    day = _after(draft.today, measure.low if measure.high is None else measure.high, measure.spelling)
    if day is None or not draft.is_free(start, end):
        return False
    if re.search("工作日|working", measure.spelling):
        draft.assume("brief_workdays", value=draft.text[start:end])
    _put_deadline(draft, day, start, end)
    return True


def read_at_once(draft: Draft) -> None:
    """马上, 立即, 现房: ready today. 尽快 and 急 name no day and stay with what was not understood."""
    if not (_AT_ONCE_SIGNS & set(draft.plain) or "right away" in draft.plain or "immediately" in draft.plain):
        return
    for match in re.finditer(AT_ONCE, draft.plain):
        if draft.is_free(*match.span()):
            _put_deadline(draft, draft.today, *match.span())
            draft.assume("brief_at_once", value=draft.text[match.start() : match.end()])


def refuse_wishes(draft: Draft) -> None:
    """尽快, 急需, 最好: a wish that no test can hold is reported in whole words."""
    for match in re.finditer(_WISHES, draft.plain):
        if draft.is_free(*match.span()):
            draft.refuse(*match.span())


def _put_deadline(draft: Draft, day: date, start: int, end: int) -> None:
    draft.put("needed_by", Deadline((day - draft.today).days, day, draft.take(start, end), (start, end)))


def _with_move_in(plain: str, end: int) -> int:
    match = re.compile(MOVE_IN).match(plain, end)
    return match.end() if match else end


def _first(source: str, plain: str, start: int, hint: int) -> re.Match[str] | None:
    pattern = re.compile(source)  # compiled when a date is met: most sentences have none
    for at in range(start, hint + 1):
        match = pattern.match(plain, at, hint + 40)
        if match and match.end() > hint:
            return match
    return None


def _after(today: date, amount: float, spelling: str) -> date | None:
    half = 0.5 if "半" in spelling else 0.0
    count = amount + half
    if re.search("月|month", spelling):
        months = int(count)
        return _add_months(today, months, round((count - months) * 30))
    if re.search("年|year", spelling):
        return _add_months(today, round(count * 12), 0)
    weeks = re.search("周|星期|礼拜|week", spelling)
    days = count * 7 if weeks else count * 7 / 5 if re.search("工作日|working", spelling) else count
    return today + timedelta(days=round(days)) if days <= 36_500 else None


def _add_months(day: date, months: int, days: int) -> date | None:
    if months > 1200:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = _month_end(year, month + 1)
    return last.replace(day=min(day.day, last.day)) + timedelta(days=days)


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _safe_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _resolve(match: re.Match[str], today: date) -> date | None:
    """The last day that the words allow; None when there is no such day."""
    found = {key: value for key, value in match.groupdict().items() if value}
    before, edge = "before" in found, found.get("edge", "")
    if "week" in found:
        sunday = today + timedelta(days=6 - today.weekday())
        return sunday + timedelta(days=7) if found["week"].startswith("下") else sunday
    if "feast" in found:
        return _resolve_feast(found, today, before)
    period = _period(found, today)
    if period is None:
        return None
    first, last = period
    if edge:
        return _edge_day(first, last, edge)
    return first - timedelta(days=1) if before and first != last else last


def _edge_day(first: date, last: date, edge: str) -> date:
    if (last - first).days > 31:
        return {"初": first.replace(day=31), "中": first.replace(month=6, day=30)}.get(edge[-1], last)
    return {"初": first.replace(day=10), "上旬": first.replace(day=10), "中旬": first.replace(day=20)}.get(
        edge, last
    )


def _period(found: dict[str, str], today: date) -> tuple[date, date] | None:
    year = _year(found.get("year") or found.get("y"), today)
    if "month" in found:
        ahead = _add_months(today.replace(day=1), 1 if found["month"].startswith("下") else 0, 0)
        return None if ahead is None else (ahead, _month_end(ahead.year, ahead.month))
    if "q" in found:
        quarter = int(found["q"]) if found["q"].isdigit() else "一二三四".index(found["q"]) + 1
        return _coming(year, 3 * quarter - 2, 3 * quarter, today)
    if "h" in found:
        return _coming(year, 1, 6, today) if found["h"] == "上" else _coming(year, 7, 12, today)
    if "m" in found or "name" in found:
        month = _MONTH_NAMES.index(found["name"]) + 1 if "name" in found else _month_number(found["m"])
        if not 1 <= month <= 12:
            return None
        period = _coming(year, month, month, today)
        if "d" not in found:
            return period
        day = _safe_day(period[0].year, month, int(found["d"]))
        if day is not None and year is None and day < today:
            day = _safe_day(day.year + 1, month, day.day)
        return None if day is None else (day, day)
    return _coming(year or today.year, 1, 12, today)


def _month_number(words: str) -> int:
    if words.isdigit():
        return int(words)
    return (
        10 + (0 if words == "十" else "一二".index(words[1]) + 1)
        if words.startswith("十")
        else "一二三四五六七八九".index(words) + 1
    )


def _year(words: str | None, today: date) -> int | None:
    if not words:
        return None
    relative = {"今年": 0, "本年": 0, "明年": 1, "后年": 2}
    return today.year + relative[words] if words in relative else int(words[:4])


def _coming(year: int | None, first: int, last: int, today: date) -> tuple[date, date]:
    """Months of `year`; without a year the next time that they are not yet over."""
    chosen = year if year is not None else today.year + (1 if last < today.month else 0)
    return date(chosen, first, 1), _month_end(chosen, last)


def _resolve_feast(found: dict[str, str], today: date, before: bool) -> date | None:
    year = _year(found.get("year"), today)
    years = [year] if year is not None else [today.year, today.year + 1]
    for candidate in years:
        if found["feast"] in _FEASTS:
            day: date | None = date(candidate, *_FEASTS[found["feast"]])
        else:
            day = _SPRING_FESTIVALS.get(candidate)
        if day is not None and (day > today or year is not None):
            return day - timedelta(days=1) if before else day
    return None
