"""When was a document published, and how do we know?

The head of a text names the day (发布时间：2024-06-20), metadata of a page does (a `PubDate`), or nothing does; then
the date stays unknown and relative dates stay relative. A file's own creation day (Word, PDF) counts as metadata, but
behind a day that the head prints.
"""

import re
from collections.abc import Iterable

from yuantu.errors import Refusal
from yuantu.evidence.readers.blocks import Basis
from yuantu.ontology.periods import read_period
from yuantu.ontology.values import Period

HEAD_CHARACTERS = 800
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
_PDF_DAY = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def find_published(head: str, metadata: Period | None, *, strong: bool) -> tuple[Period | None, Basis]:
    """The day of publication and its basis. `strong` metadata was written to say just that, and wins over the head."""
    stated = read_head(head[:HEAD_CHARACTERS])
    if metadata is not None and (strong or stated is None):
        return metadata, "metadata"
    return (stated, "head") if stated is not None else (None, "unknown")


def read_head(head: str) -> Period | None:
    """A day that the head of a text labels as its own, or that stands alone on a line."""
    for match in (_LABELLED.search(head), _ALONE.search(head)):
        if match:
            day = read_day(re.sub(r"\s+", "", match["day"]))
            if day is not None:
                return day
    return None


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
