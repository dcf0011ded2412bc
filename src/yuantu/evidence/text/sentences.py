"""Where do sentences and clauses begin and end, and which words of the lexicon stand in them?"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from yuantu.evidence.text.blocks import Block
from yuantu.evidence.text.lexicon import Index, Token, word_index
from yuantu.evidence.text.mentions import DateMention, QuantityMention

_SENTENCE_END = re.compile(r"[。！？!?…\n]+[”’」』）)]*|[；;]")
_LONGEST = 600
_FIGURES_BEFORE, _FIGURES_BEHIND = 14, 4  # farther words say nothing of a number
_LONGEST_QUANTITY = 40
_start = attrgetter("start")
_CLAUSE_END = re.compile(r"[，,；;：:|]|——")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Offsets of the clean text, with what was found inside.

    `clauses`: starts of its clauses and its end. `figures`, `things`: those of its words that
    can name a figure or something that is counted.
    """

    start: int
    end: int
    block: int
    clauses: tuple[int, ...]
    tokens: tuple[Token, ...]
    quantities: tuple[QuantityMention, ...]
    dates: tuple[DateMention, ...]
    figures: tuple[Token, ...] = ()
    things: tuple[Token, ...] = ()

    def quantities_within(self, start: int, end: int) -> tuple[QuantityMention, ...]:
        """The quantities that start and end inside a span."""
        first = bisect_left(self.quantities, start, key=_start)
        last = bisect_left(self.quantities, end, lo=first, key=_start)
        while last > first and self.quantities[last - 1].end > end:
            last -= 1
        return self.quantities[first:last]

    def quantities_ending(self, start: int, end: int) -> tuple[QuantityMention, ...]:
        """The quantities that end behind `start` and not behind `end`."""
        first = bisect_left(self.quantities, start - _LONGEST_QUANTITY, key=_start)
        last = bisect_left(self.quantities, end, lo=first, key=_start)
        return tuple(one for one in self.quantities[first:last] if start < one.end <= end)

    def tokens_within(self, start: int, end: int) -> tuple[Token, ...]:
        """The words inside a span."""
        first = bisect_left(self.tokens, start, key=_start)
        last = bisect_left(self.tokens, end, lo=first, key=_start)
        while last > first and self.tokens[last - 1].end > end:
            last -= 1
        return self.tokens[first:last]

    def things_within(self, start: int, end: int) -> tuple[Token, ...]:
        """The words for counted things inside a span."""
        first = bisect_left(self.things, start, key=_start)
        last = bisect_left(self.things, end, lo=first, key=_start)
        while last > first and self.things[last - 1].end > end:
            last -= 1
        return self.things[first:last]

    def quantity_before(self, place: int) -> QuantityMention | None:
        """The last quantity that ends before an offset."""
        at = bisect_left(self.quantities, place, key=_start)
        while at and self.quantities[at - 1].end > place:
            at -= 1
        return self.quantities[at - 1] if at else None

    def figures_around(self, start: int, end: int) -> tuple[Token, ...]:
        """The words for figures nearest to a span: the last ones before it and the first ones behind it."""
        first = bisect_left(self.figures, start, key=_start)
        last = bisect_left(self.figures, end, lo=first, key=_start)
        return self.figures[max(0, first - _FIGURES_BEFORE) : last + _FIGURES_BEHIND]

    def clause_of(self, place: int) -> int:
        """The number of the clause that holds the offset."""
        at = bisect_right(self.clauses, place) - 1
        last = len(self.clauses) - 2
        return 0 if at < 0 else at if at < last else max(last, 0)

    def clause_span(self, number: int) -> tuple[int, int]:
        return self.clauses[number], self.clauses[number + 1]


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that the finders saw in a text, in order of appearance."""

    quantities: Sequence[QuantityMention]
    dates: Sequence[DateMention]

    def within(self, start: int, end: int) -> tuple[tuple[QuantityMention, ...], tuple[DateMention, ...]]:
        """The mentions that start in a span."""
        first = bisect_left(self.quantities, start, key=_start)
        last = bisect_left(self.quantities, end, lo=first, key=_start)
        since = bisect_left(self.dates, start, key=_start)
        until = bisect_left(self.dates, end, lo=since, key=_start)
        return tuple(self.quantities[first:last]), tuple(self.dates[since:until])


def split_sentences(
    text: str, block: Block, number: int, found: Found, own: Index | None
) -> Iterator[Sentence]:
    """The sentences of a block; its mentions and words are shared out among them."""
    start = block.start
    quantities, _ = found.within(block.start, block.end)
    for end in (*_ends(text, block.start, block.end, quantities), block.end):
        if end > start and len(text[start:end].strip()) > 1:
            inside, dates = found.within(start, end)
            tokens = _tokens(text, start, end, own)
            yield Sentence(
                start,
                end,
                number,
                _clauses(text, start, end, inside),
                tokens,
                inside,
                dates,
                tuple(token for token in tokens if token.of("figure") is not None),
                tuple(token for token in tokens if token.of("thing") is not None),
            )
        start = max(start, end)


def _ends(text: str, start: int, end: int, quantities: Sequence[QuantityMention]) -> Iterator[int]:
    """Sentence ends outside numbers; a sentence without an end is cut at a comma, so that none is ever long."""
    inside = _Inside(quantities)
    for match in _SENTENCE_END.finditer(text, start, end):
        if not inside.holds(match.end() - 1):
            yield from _cuts(text, start, match.end(), inside)
            start = match.end()
            yield start
    yield from _cuts(text, start, end, inside)


def _cuts(text: str, start: int, end: int, inside: "_Inside") -> Iterator[int]:
    while end - start > _LONGEST:
        comma = max(
            text.rfind("，", start + 1, start + _LONGEST), text.rfind(",", start + 1, start + _LONGEST)
        )
        cut = comma + 1 if comma > 0 else start + _LONGEST
        while inside.holds(cut - 1) and cut < end:
            cut += 1
        yield cut
        start = cut


class _Inside:
    """Whether an offset lies inside a number (before its last character); asked from left to right."""

    def __init__(self, quantities: Sequence[QuantityMention]) -> None:
        self._quantities, self._at = quantities, 0

    def holds(self, place: int) -> bool:
        quantities = self._quantities
        while self._at < len(quantities) and quantities[self._at].end - 1 <= place:
            self._at += 1
        return self._at < len(quantities) and quantities[self._at].start <= place


def _clauses(text: str, start: int, end: int, quantities: Sequence[QuantityMention]) -> tuple[int, ...]:
    """Commas inside brackets or between thousands begin no clause."""
    borders = [start]
    depth = 0
    position = start
    number = _Inside(quantities)
    for match in _CLAUSE_END.finditer(text, start, end):
        piece = text[position : match.start()]
        depth = max(0, depth + piece.count("(") + piece.count("（") - piece.count(")") - piece.count("）"))
        position = match.end()
        if depth == 0 and not number.holds(match.start()):
            borders.append(match.end())
    if borders[-1] != end:
        borders.append(end)
    return tuple(borders)


def _tokens(text: str, start: int, end: int, own: Index | None) -> tuple[Token, ...]:
    built_in = tuple(word_index().find(text, start, end))
    if own is None or not own.words:
        return built_in
    ours = tuple(own.find(text, start, end))
    if not ours:
        return built_in
    kept = [
        token
        for token in built_in
        if not any(one.start < token.end and token.start < one.end for one in ours)
    ]
    return tuple(sorted((*kept, *ours), key=lambda token: token.start))
