"""Which day, or which instant, does a person name at a door?

One spelling for the command line and the API, so that both understand the same and refuse the same.
"""

import re
from datetime import UTC, date, datetime, time

from yuantu.errors import Refusal

FIRST_YEAR, LAST_YEAR = (
    1900,
    2200,
)  # no fact lies beyond them, and a day count from them stays in the calendar
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_day(words: str) -> date:
    """The day that `words` write as 2024-06-30. Raises Refusal."""
    try:
        day = date.fromisoformat(words) if DAY.fullmatch(words) else None
    except ValueError:
        day = None
    if day is None:
        raise Refusal("option_date", value=words[:40])
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refusal("option_date_range", value=words, first=FIRST_YEAR, last=LAST_YEAR)
    return day


def read_instant(words: str) -> str:
    """An instant as the ledger writes it (UTC, milliseconds, Z); a day alone means its end. Raises Refusal.

    A time without a zone is taken as UTC.
    """
    try:
        if DAY.fullmatch(words):
            instant = datetime.combine(date.fromisoformat(words), time.max, UTC)
        else:
            instant = datetime.fromisoformat(words)
            instant = instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise Refusal("option_instant", value=words[:40]) from None
    return instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def today() -> date:
    """The day on which a question is asked when it names none: today where the program runs."""
    return datetime.now().astimezone().date()
