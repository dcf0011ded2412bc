"""Which articles stand on this page, and which of them are about land, parks and industry?

A new article begins at a first-level heading, at a kicker (江门江海：) or at a headline with a byline once the
current one has some body. An article whose words are of sport, leisure or advertising is kept and marked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yuantu.evidence.text.blocks import Block
from yuantu.evidence.text.lexicon import topic_words

_BODY = 150


@dataclass(frozen=True, slots=True)
class Article:
    """Blocks `first` to `last` (included). `title`: its first headings. `topic`: share of trade among topic words.

    `on_topic` is False when other words (sport, advertising) outweigh those of trade: such an article yields no
    claim on parks, land or projects.
    """

    index: int
    first: int
    last: int
    start: int
    end: int
    title: str
    topic: float
    on_topic: bool


def find_articles(blocks: Sequence[Block]) -> tuple[Article, ...]:
    """The articles of a page in order; every block belongs to exactly one."""
    if not blocks:
        return ()
    borders = [0]
    body = 0
    for at, block in enumerate(blocks):
        if at and body > _BODY and _begins_article(blocks, at):
            start = _back_to_kicker(blocks, at, borders[-1])
            borders.append(start)
            body = 0
        if block.body:
            body += len(block.text)
    borders.append(len(blocks))
    return tuple(
        _article(blocks, index, borders[index], borders[index + 1] - 1) for index in range(len(borders) - 1)
    )


def _begins_article(blocks: Sequence[Block], at: int) -> bool:
    block = blocks[at]
    following = blocks[at + 1 : at + 4]
    if block.kind == "rule":
        return len(following) > 1 and following[0].kind in ("heading", "kicker")
    if block.kind == "kicker":
        return bool(following) and following[0].kind == "heading" and len(block.text) <= 30
    if block.kind != "heading":
        return False
    if block.level == 1:
        return True
    return block.level == 3 and bool(following) and following[0].kind == "byline" and len(block.text) >= 8


def _back_to_kicker(blocks: Sequence[Block], at: int, border: int) -> int:
    """A kicker or a one-line lead right before the headline belongs to it."""
    while at - 1 > border and blocks[at - 1].kind in ("kicker", "rule"):
        at -= 1
    return at


def _article(blocks: Sequence[Block], index: int, first: int, last: int) -> Article:
    part = blocks[first : last + 1]
    title: list[str] = []
    for block in part:
        if block.kind in ("heading", "kicker") and len(title) < 3:
            title.append(block.text)
        elif block.body:
            break
    words = "".join(block.text for block in part)
    topic, enough = topic_share(words)
    return Article(
        index, first, last, part[0].start, part[-1].end, " ".join(title), topic, topic >= 0.5 or not enough
    )


def topic_share(words: str) -> tuple[float, bool]:
    """Trade words as a share of all topic words, and whether there are enough of the others to judge by."""
    trade, other = topic_words()
    ours = sum(len(re.findall(re.escape(word), words)) for word in trade)
    theirs = sum(words.count(word) for word in other)
    total = ours + 2 * theirs
    return (round(ours / total, 3) if total else 1.0), theirs >= 3
