"""As of which day is the question asked?

通车前 is the day before the opening that it names (the Shenzhen-Zhongshan Link when it names none), 通车后 the day
after it: on the day itself a road is open for some hours only.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from yuantu.match.brief import Moment
from yuantu.match.sentences.text import Draft

_AS_OF_SIGNS = frozenset("前后按截以")
_AS_OF_TAIL = r"(?:的|路网|路况|情况|条件|口径|来算|计算|测算|来看|算|计|为准|当时|时|那时)*"
_AS_OF_DAY = (
    r"(?:按照|按|以|截至|截止|as of )(?P<y>20\d{2})[-年/.](?P<m>\d{1,2})[-月/.](?P<d>\d{1,2})日?"
    + _AS_OF_TAIL
)
_SIDE = (
    r"(?:按照|按|以|在|用)?(?:大桥|通道)?(?:还没有|还没|没有|没|尚未|未|正式)?(?:开通|通车|建成通车"
    r"|建成)(?:运营)?(?:之|以)?(?P<side>前|后)" + _AS_OF_TAIL
)
_ENGLISH_SIDE = (
    r"(?P<side>before|after) (?:the )?(?:shenzhen[-–—]zhongshan )?(?:link|bridge|opening)(?: "
    r"was opened| opened| opens| opening)?"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A road that changed the map on a day, with the names it goes by; the first of a list is 通车 itself."""

    names: tuple[str, ...]
    day: date


OPENINGS = (
    Opening(("深中通道", "深中大桥", "深中", "shenzhen-zhongshan link"), date(2024, 6, 30)),
    Opening(("黄茅海跨海通道", "黄茅海大桥", "黄茅海通道", "黄茅海"), date(2024, 12, 11)),
    Opening(("港珠澳大桥", "港珠澳"), date(2018, 10, 24)),
)


def read_as_of(draft: Draft, openings: Sequence[Opening]) -> None:
    """通车前 is the day before the opening, 通车后 the day after it; 按2024年6月29日 is that day."""
    if not (
        _AS_OF_SIGNS & set(draft.plain) or any(word in draft.plain for word in ("as of", "before", "after"))
    ):
        return
    for match in re.finditer(_AS_OF_DAY, draft.plain):
        day = _day_of(int(match["y"]), int(match["m"]), int(match["d"]))
        if day is not None:
            draft.put("as_of", Moment(day, draft.take(*match.span()), match.span()))
    for pattern in (_SIDE, _ENGLISH_SIDE):
        for match in re.finditer(pattern, draft.plain):
            start, opening = _opening_before(draft.plain, match.start(), openings)
            if opening is None or not draft.is_free(start, match.end()):
                continue
            step = -1 if match["side"] in ("前", "before") else 1
            span = (start, match.end())
            draft.put("as_of", Moment(opening.day + timedelta(days=step), draft.take(*span), span))


def _opening_before(plain: str, start: int, openings: Sequence[Opening]) -> tuple[int, Opening | None]:
    window = plain[max(0, start - 24) : start].rstrip(" ")
    for opening in openings:
        for name in opening.names:
            if window.endswith(name):
                return start - (len(plain[max(0, start - 24) : start]) - len(window)) - len(name), opening
    return start, openings[0] if openings else None


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
