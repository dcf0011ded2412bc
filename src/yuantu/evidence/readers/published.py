"""When was a document published, and how do we know?

The head of a text names the day (发布时间：2024-06-20, 新会报 2024-06-20), metadata of a page does (a `PubDate`), or
its lead is dated, so that the month can be inferred; else the date stays unknown and relative dates stay relative. A
file's own creation day (Word, PDF) counts as metadata, but behind a day that the head prints.
"""

import re
from collections.abc import Iterable

from yuantu.errors import Refusal
from yuantu.evidence.readers.blocks import Basis
from yuantu.ontology.periods import months_period, read_period
from yuantu.ontology.values import Period

HEAD_CHARACTERS = 800
OPENING_CHARACTERS = 600  # in which a dated lead is looked for
META_NAMES = frozenset({
    "pubdate", "publishdate", "publish_date", "publishtime", "publish-date", "publication_date", "date",
    "article:published_time", "og:published_time", "datepublished", "dc.date", "dc.date.issued", "dcterms.issued",
    "dcterms.date", "firstpublishedtime",
})  # fmt: skip
_DAY = r"(?P<day>(?:19|20)\d{2}\s*(?:年|[-/.])\s*\d{1,2}\s*(?:月|[-/.])\s*\d{1,2}\s*日?)"
_LABELLED = re.compile(
    rf"(?:(?:发布时间|发布日期|发表时间|发布于|发文日期|成文日期|印发日期|公布日期|更新时间|published|posted)"
    rf"[ \u3000]*(?:on)?[ \u3000]*[:：]?|(?:^|[\s|（(])(?:时间|日期|date)[ \u3000]*[:：])[ \u3000]*{_DAY}",
    re.IGNORECASE | re.MULTILINE,
)
_ALONE = re.compile(
    rf"^[\s（(【\[]*{_DAY}(?:\s*(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?|星期.|来源.{{0,40}}))?[\s）)】\]]*$",
    re.MULTILINE,
)
# a newspaper or an author with the day behind it, and nothing that makes the line a sentence
_BYLINE = re.compile(
    rf"^[\s#>*（(【\[]*(?=[^\d\s])[^\d\n。，,；;！!？?：:]{{2,30}}?[\s·|｜/　]+{_DAY}"
    r"(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?[\s）)】\]]*$",
    re.MULTILINE,
)
_FULL = re.compile(r"(?P<day>(?:19|20)\d{2}\s*(?:年|[-/.])\s*\d{1,2}\s*(?:月|[-/.])\s*\d{1,2}\s*日?)(?!\d)")
_LEAD = re.compile(
    rf"^[^\n。]{{0,40}}?(?:讯|电|报道|记者[^\n。，,]{{0,16}})[)）\s：:]*{_FULL.pattern}[，,、\s]",
    re.MULTILINE,
)
_YEAR = re.compile(
    r"(?P<ahead>(?:到|至|力争|预计|计划|规划|拟|将于|目标|展望)[^\d\n。]{0,4})?"
    r"(?P<year>(?:19|20)\d{2})\s*年(?P<until>[^\n。，,]{0,3}前)?"
)
_PDF_DAY = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def find_published(text: str, metadata: Period | None, *, strong: bool) -> tuple[Period | None, Basis]:
    """The day of publication and its basis. `strong` metadata was written to say just that, and wins over the head.

    Where neither head nor metadata says it, it may be inferred from the opening: see `infer_published`.
    """
    stated = read_head(text[:HEAD_CHARACTERS])
    if metadata is not None and (strong or stated is None):
        return metadata, "metadata"
    if stated is not None:
        return stated, "head"
    inferred = infer_published(text)
    return (inferred, "inferred") if inferred is not None else (None, "unknown")


def read_head(head: str) -> Period | None:
    """A day that the head of a text labels as its own, that stands alone on a line, or behind a name there."""
    for match in (_LABELLED.search(head), _ALONE.search(head), _BYLINE.search(head)):
        if match:
            day = read_day(re.sub(r"\s+", "", match["day"]))
            if day is not None:
                return day
    return None


def infer_published(text: str) -> Period | None:
    """The month of a dated lead (某报讯 2024年6月20日，…), if nothing in the text is later than that; else None.

    News is printed within days of the newest day that its lead names. A text that looks back (no dated lead), or that
    names a later day or year as past, says too little.
    """
    lead = next(
        (day for match in _LEAD.finditer(text[:OPENING_CHARACTERS]) if (day := _day_of(match)) is not None),
        None,
    )
    if lead is None or lead.first is None:
        return None
    days = [day for match in _FULL.finditer(text) if (day := _day_of(match)) is not None]
    if any(day.first is not None and day.first > lead.first for day in days):
        return None
    later = (match for match in _YEAR.finditer(text) if int(match["year"]) > lead.first.year)
    if any(not match["ahead"] and not match["until"] for match in later):
        return None
    return months_period(lead.first.year, lead.first.month, lead.first.month, "month")


def _day_of(match: re.Match[str]) -> Period | None:
    day = read_day(re.sub(r"\s+", "", match["day"]))
    return day if day is not None and day.precision == "day" else None


def read_day(words: str) -> Period | None:
    """The period of a metadata value (`2024-06-20T10:00:00+08:00`, `D:20240620…`), or None."""
    pdf = _PDF_DAY.match(words)
    plain = "-".join(pdf.groups()) if pdf else words.strip()
    day = re.match(r"(\d{4}-\d{2}-\d{2})[T ]", plain)
    try:
        return read_period(day[1] if day else plain[:40])
    except Refusal:
        return None


def first_day(values: Iterable[str]) -> Period | None:
    """The first of several metadata values that is a day."""
    return next((day for day in map(read_day, values) if day is not None), None)


def clean_title(line: str) -> str:
    """A first line as a title: without Markdown marks, at most 120 characters."""
    return line.lstrip("# ").strip()[:120]
