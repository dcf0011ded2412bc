"""Which spans of a text belong to something else already?"""

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from yuantu.evidence.text.mentions import QuantityMention


def apart(mentions: Iterable[QuantityMention]) -> list[QuantityMention]:
    """In order, and where two overlap the first one only."""
    kept: list[QuantityMention] = []
    for one in sorted(mentions, key=attrgetter("start", "end")):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


class Taken:
    """Spans whose digits belong to something else."""

    def __init__(self, dates: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
        spans = sorted(dates + others)
        self._starts = [start for start, _end in spans]
        ends: list[int] = []
        for _start, end in spans:
            ends.append(max(end, ends[-1]) if ends else end)
        self._ends = ends

    def holds(self, start: int, end: int) -> bool:
        place = bisect_right(self._starts, start) - 1
        if place >= 0 and self._ends[place] > start:
            return True
        return place + 1 < len(self._starts) and self._starts[place + 1] < end
