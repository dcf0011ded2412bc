"""What does this text claim?

`read_text` reads a text as a whole; `read_long` reads one of any length in pieces, in bounded memory. Both cite
code points of the text as received.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from yuantu.evidence.text.alarms import Alarm
from yuantu.evidence.text.articles import Article, find_articles
from yuantu.evidence.text.attribution import Knowledge, read_article
from yuantu.evidence.text.blocks import Block, Join, find_blocks, propose_joins
from yuantu.evidence.text.checks import find_alarms
from yuantu.evidence.text.claims import TextClaim
from yuantu.evidence.text.clean import CleanText, clean_text
from yuantu.evidence.text.dates import find_dates
from yuantu.evidence.text.lexicon import index_of
from yuantu.evidence.text.quantities import find_quantities
from yuantu.evidence.text.sentences import Found
from yuantu.evidence.text.taggers import NameTagger
from yuantu.ontology.values import Period

Gazetteer = Iterable[tuple[str, str, str]]
_PIECE = 120_000


@dataclass(frozen=True, slots=True)
class TextReading:
    """Everything that was understood of a text.

    `claims`: every occurrence, in order. `unread`: spans (code points) of body text that no claim came from.
    `joins`: proposals only, nothing was moved. `published`: what relative dates were counted from; None = they
    stay unresolved.
    """

    name: str
    claims: tuple[TextClaim, ...]
    articles: tuple[Article, ...]
    blocks: tuple[Block, ...]
    joins: tuple[Join, ...]
    alarms: tuple[Alarm, ...]
    unread: tuple[tuple[int, int], ...]
    unread_share: float
    published: Period | date | None

    def facts(self) -> tuple[TextClaim, ...]:
        """The claims with repeats merged: one per meaning, with the spans of all its occurrences."""
        return merge_repeats(self.claims)


def read_text(
    text: str,
    published: Period | date | None = None,
    gazetteer: Gazetteer | None = None,
    name: str = "",
    tagger: NameTagger | None = None,
) -> TextReading:
    """Read a text. `gazetteer`: (spelling, kind, canonical name) of things that the workspace knows."""
    return _read(text, published, _knowledge(gazetteer, tagger), name)


def read_long(
    pieces: Iterable[str],
    published: Period | date | None = None,
    gazetteer: Gazetteer | None = None,
    tagger: NameTagger | None = None,
) -> Iterator[TextClaim]:
    """The claims of a text that comes in pieces (lines of a file), in memory bounded by the longest paragraph."""
    knowledge = _knowledge(gazetteer, tagger)
    offset = article = 0
    for part in _paragraph_runs(pieces):
        reading = _read(part, published, knowledge, "")
        for claim in reading.claims:
            yield _shifted(claim, offset, article)
        offset += len(part)
        article += max(0, len(reading.articles) - 1)


def _knowledge(gazetteer: Gazetteer | None, tagger: NameTagger | None) -> Knowledge:
    return Knowledge(index_of(gazetteer) if gazetteer is not None else None, tagger)


def _read(text: str, published: Period | date | None, knowledge: Knowledge, name: str) -> TextReading:
    clean = clean_text(text)
    dates = find_dates(clean, published)
    found = Found(find_quantities(clean, dates), dates)
    blocks = find_blocks(clean)
    articles = find_articles(blocks)
    claims = tuple(claim for one in articles for claim in read_article(clean, blocks, one, found, knowledge))
    unread = tuple(_unread(clean, blocks, claims))
    share = sum(last - first for first, last in unread) / max(1, len(text))
    alarms = find_alarms(claims, clean)
    return TextReading(
        name, claims, articles, blocks, propose_joins(blocks), alarms, unread, round(share, 4), published
    )


def _shifted(claim: TextClaim, offset: int, article: int) -> TextClaim:
    if not offset and not article:
        return claim
    return replace(
        claim, start=claim.start + offset, end=claim.end + offset, article=claim.article + article,
        derived_from=tuple(start + offset for start in claim.derived_from),
    )  # fmt: skip


def _paragraph_runs(pieces: Iterable[str]) -> Iterator[str]:
    """Runs of whole paragraphs of about `_PIECE` characters; a line without an end is cut at ten times that."""
    held = ""
    for piece in pieces:
        held += piece
        while len(held) >= _PIECE:
            cut = max(held.rfind("\n\n", 0, _PIECE * 2), held.rfind("。\n", _PIECE // 2, _PIECE * 2))
            cut = cut + 2 if cut > 0 else _sentence_cut(held)
            if cut <= 0:
                break
            yield held[:cut]
            held = held[cut:]
    if held:
        yield held


def _sentence_cut(held: str) -> int:
    if len(held) < _PIECE * 2:
        return 0
    return max(held.rfind("。", 0, _PIECE * 2), held.rfind("\n", 0, _PIECE * 2), _PIECE * 2 - 1) + 1


def merge_repeats(claims: Sequence[TextClaim]) -> tuple[TextClaim, ...]:
    """One claim per (subject, property, period, value): the surest occurrence, with all spans."""
    groups: dict[tuple[object, ...], list[TextClaim]] = defaultdict(list)
    for claim in claims:
        valid = claim.valid
        when = (valid.first, valid.last) if valid is not None else None
        groups[
            (claim.subject, claim.property, claim.unit, claim.value, claim.low, claim.high, claim.kind, when)
        ].append(claim)
    merged = []
    for group in groups.values():
        best = max(group, key=lambda claim: claim.confidence)
        merged.append(replace(best, spans=tuple((claim.start, claim.end) for claim in group)))
    return tuple(sorted(merged, key=lambda claim: claim.start))


def _unread(
    clean: CleanText, blocks: Sequence[Block], claims: Sequence[TextClaim]
) -> Iterator[tuple[int, int]]:
    """Blocks of body text without any claim."""
    at = 0
    for block in blocks:
        if not block.body:
            continue
        start, end = clean.raw_span(block.start, block.end)
        while at < len(claims) and claims[at].end <= start:
            at += 1
        if at == len(claims) or claims[at].start >= end:
            yield start, end
