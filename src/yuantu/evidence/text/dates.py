"""Which dates and periods does a text name, and on which days do they fall?

Relative dates count from the day of publication (`anchor`), never from today; without one they stay
unresolved, with their words. A month without a year is the last such month unless the words look ahead
(预计, 将, 计划). 同年 and 3个月后 count from the date before them.
"""

import re
from datetime import date

from yuantu.evidence.text.calendars import precision_of
from yuantu.evidence.text.clean import CleanText
from yuantu.evidence.text.datewords import DATE
from yuantu.evidence.text.mentions import DateMention
from yuantu.evidence.text.resolving import Calendar
from yuantu.ontology.values import Period

_JOINT = re.compile(
    r"(?:[上下]午)?(?:[0-9]{1,2}(?:[时点](?:[0-9]{1,2}分)?|:[0-9]{2}(?::[0-9]{2})?))?起?"
    r"(?:-{1,2}|—{1,2}|–|~|至|到)"
)
_RUNS = re.compile(
    r"(?:投用|成立|建成|运营|投产|落户|入驻|开园|创办|建设|实施|运行|设立|组建|开业|启用|通车)$"
)


def find_dates(clean: CleanText, anchor: date | Period | None) -> list[DateMention]:
    """All dates and periods in order of appearance, at clean offsets.

    `anchor`: when the text was published, a day or a period (2023-02); None leaves relative dates unresolved.
    """
    calendar = Calendar(clean.text, anchor)
    mentions = (_mention(calendar, found) for found in DATE.finditer(clean.text))
    return _joined(clean.text, [one for one in mentions if one is not None])


def _mention(calendar: Calendar, found: re.Match[str]) -> DateMention | None:
    resolved = calendar.resolve(found)
    if resolved is None:
        return None
    period, basis, confidence = resolved
    first, last = (period.first, period.last) if period is not None else (None, None)
    return DateMention(
        found.start(),
        found.end(),
        first,
        last,
        period.precision if period is not None else precision_of(found),
        basis != "stated",
        basis,
        found.group(),
        confidence,
        "compared" if calendar.is_compared(*found.span()) else "when",
        "后" in (found["way"] or "") or _lasts(calendar.text, found),
    )


def _lasts(text: str, found: re.Match[str]) -> bool:
    """投用5年来 says how long it has run as well."""
    return bool(found["since"]) and _RUNS.search(text, max(0, found.start() - 4), found.start()) is not None


def _joined(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """`2022年1月至2023年5月`: two dates with a dash between them are one span."""
    joined: list[DateMention] = []
    for one in mentions:
        before = joined[-1] if joined else None
        if before is None or not _spans(text, before, one):
            joined.append(one)
            continue
        joined[-1] = DateMention(
            before.start, one.end, before.first, one.last, "span", before.relative or one.relative, one.basis,
            text[before.start : one.end], min(before.confidence, one.confidence), before.role,
        )  # fmt: skip
    return joined


def _spans(text: str, first: DateMention, last: DateMention) -> bool:
    if (
        first.first is None
        or last.last is None
        or first.lasting
        or last.lasting
        or not 0 < last.start - first.end <= 12
    ):
        return False
    return first.first < last.last and _JOINT.fullmatch(text, first.end, last.start) is not None
