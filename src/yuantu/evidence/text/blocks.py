"""Of which blocks is a page made: headings, paragraphs, captions, bylines, side bars, notes?

Blocks are runs of lines. Nothing is moved: a block that starts or ends in the middle of a sentence is marked,
and the next block is proposed as its continuation with a score. Spans are offsets of the clean text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from yuantu.evidence.text.clean import CleanText

BlockKind = Literal["heading", "paragraph", "caption", "byline", "sidebar", "list", "note", "kicker", "rule"]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines. `level`: 1 and 2 for `#` and `##`, 3 for a heading without marks, 0 for anything else."""

    start: int
    end: int
    kind: BlockKind
    text: str
    level: int = 0
    starts_mid: bool = False
    ends_mid: bool = False

    @property
    def body(self) -> bool:
        """Whether sentences stand in it."""
        return self.kind in ("paragraph", "list", "sidebar")


@dataclass(frozen=True, slots=True)
class Join:
    """A proposal: block `second` goes on with the sentence of block `first`. `score` from 0 to 1."""

    first: int
    second: int
    score: float


_ENDS = "。！？!?；;”…"
_BULLET = re.compile(r"\s*(?:[●•·▪■◆★※▶►▸➤✅✔☑☆◎○□◇▍▎←-⯿☀-➿\U0001f300-\U0001faff][\ufe0f]?|[-*]\s)\s*")
_CAPTION = re.compile(r"(?:摄|供图|资料图\)?|资料图片\)?|效果图。?|图为[^\n]{2,80})$|^\(?(?:资料图|图为)")
_BYLINE = re.compile(
    r"^(?:\(?文[/、]图|图[/、]文|\(?文/|\(?图/|本报讯?记者|[一-鿿]{2,6}记者\s|记者[\s:：]|通讯员|来源[:：]|作者[:：]|编辑[:：]|责(?:任)?编"
    r"|[一-鿿]{2,8}(?:日报|晚报|网|社)[\s,]*\d{4}|发布(?:时间|日期)|时间[:：]|日期[:：]|字号|浏览)"
)
_NOTE = re.compile(r"^(?:注[:：]|备注|附注|说明[:：]|注释|\[\d+\]|[①②③④⑤⑥⑦⑧⑨])")
_SIDEBAR = re.compile(
    r"^[【\[]?(?:数读|数说|殊荣|链接|相关链接|延伸阅读|新闻链接|名词解释|背景|数据|小贴士|亮点|关注)[】\]]?$"
)
_MARKS = re.compile(r"^(#{1,6})\s*")
_RULE = re.compile(r"^[=\-—_*~·\s]{3,}$")
_CRIES = re.compile(r"(?![问答QA][:：])[^。;；]{4,44}[！!？?]")  # a first line that calls out is a headline
_GOES_ON = re.compile(
    r"^(?:集团|股份|有限公司|有限责任|[，、）)的了着过出级业展家们及和与等并]|[一-鿿]{1,6}[”’》)])"
)
_OPENS = re.compile(r"^(?:据|目前|其中|同时|此外|如今|今年|去年|近年|为|在|当前|接下来|一直以来|\d|[“《(●#])")


def find_blocks(clean: CleanText) -> tuple[Block, ...]:
    """The blocks in order of appearance; `rule` lines (=====) are kept as borders."""
    found: list[Block] = []
    aside = False
    place = raw_place = 0
    for first, last in _line_runs(clean.raw):
        start = _clean_offset(clean, first, place, raw_place)
        end = _clean_offset(clean, last, start, first)
        place, raw_place = end, last
        words = clean.text[start:end].strip()
        if not words:
            continue
        block = _block(start, end, words)
        if block.kind in ("heading", "kicker"):
            aside = bool(_SIDEBAR.match(_MARKS.sub("", words)))
        elif aside and block.kind in ("paragraph", "list"):
            block = replace(block, kind="sidebar")
        found.append(block)
    if found and found[0].kind == "paragraph" and _CRIES.fullmatch(found[0].text):
        found[0] = replace(found[0], kind="heading", level=3)
    return tuple(_mark_breaks(found))


def _clean_offset(clean: CleanText, raw: int, place: int, raw_place: int) -> int:
    """The first clean offset at or behind a raw one. Cleaning only shortens, so it lies close behind the last."""
    return bisect_left(clean.origin, raw, lo=place, hi=min(len(clean.text), place + raw - raw_place))


def propose_joins(blocks: Sequence[Block]) -> tuple[Join, ...]:
    """For each block that stops in the middle of a sentence, how well the next block of text goes on with it."""
    joins = []
    for first, block in enumerate(blocks[:-1]):
        if not block.ends_mid:
            continue
        second = next((at for at in range(first + 1, min(first + 3, len(blocks))) if blocks[at].body), None)
        if second is None:
            continue
        score = 0.35 + 0.4 * blocks[second].starts_mid - 0.15 * (second - first - 1)
        score += 0.1 * (block.kind == "paragraph") - 0.2 * bool(_OPENS.match(blocks[second].text))
        joins.append(Join(first, second, round(max(0.05, min(score, 0.95)), 2)))
    return tuple(joins)


def _line_runs(raw: str) -> Iterator[tuple[int, int]]:
    """Lines, with hard-wrapped ones put together: a line as wide as most that stops in the middle goes on."""
    widths = sorted(_width(line.strip()) for line in raw[:200_000].splitlines() if line.strip())
    usual = widths[int(len(widths) * 0.9)] if widths else 0
    full = sum(width >= 0.8 * usual for width in widths)
    wrapped = 24 <= usual <= 110 and len(widths) > 5 and full > len(widths) * 0.4
    wrapped = wrapped or (16 <= usual < 24 and len(widths) > 5 and _is_column(raw, full, len(widths)))
    start = -1
    position = 0
    for line in raw.splitlines(keepends=True):
        bare = line.strip()
        if start < 0 and bare:
            start = position
        position += len(line)
        goes_on = wrapped and bare and _width(bare) >= 0.8 * usual and bare[-1] not in _ENDS
        if start >= 0 and not goes_on:
            yield start, position
            start = -1
    if start >= 0:
        yield start, position


def _is_column(raw: str, full: int, lines: int) -> bool:
    """Whether short lines are those of a narrow column: most are full, and many break off in the middle."""
    stops = sum(raw.count(mark, 0, 200_000) for mark in "，,。、")
    return full > lines * 0.7 and stops * 2 > lines


def _width(line: str) -> int:
    """How wide a line prints: Chinese characters count double."""
    return len(line) + sum(character > "\u2e7f" for character in line)


def _block(start: int, end: int, words: str) -> Block:
    marks = _MARKS.match(words)
    bare = words[marks.end() :] if marks else words
    if _RULE.match(words):
        return Block(start, end, "rule", words)
    if len(bare) <= 40 and bare.endswith((":", "：")) and "，" not in bare and "。" not in bare:
        return Block(start, end, "kicker", bare, len(marks[1]) if marks else 3)
    if marks:
        return Block(start, end, "heading", bare, len(marks[1]))
    if len(bare) <= 90 and _CAPTION.search(bare) and bare.count("。") <= 1:
        return Block(start, end, "caption", bare)
    if len(bare) <= 70 and _BYLINE.match(bare) and "，" not in bare[6:] and not bare.endswith("。"):
        return Block(start, end, "byline", bare)
    if _NOTE.match(bare):
        return Block(start, end, "note", bare)
    if _BULLET.match(words):
        return Block(start, end, "list", bare)
    if len(bare) <= 45 and bare[-1] not in "。！？!?；;，,、…”" and bare.count("，") + bare.count(",") <= 2:
        return Block(start, end, "heading", bare, 3)
    if len(bare) <= 24 and bare.startswith("“") and bare[-1] == "”":
        return Block(start, end, "heading", bare, 3)
    return Block(start, end, "paragraph", bare)


def _runs_on(block: Block, before: Block, broken: bool) -> bool:
    """Whether a short block without an end is a piece of a sentence and no heading."""
    commas = "，" in block.text or "," in block.text
    return (broken and (before.body or commas)) or (commas and len(block.text) > 20 and before.body)


def _mark_breaks(blocks: Sequence[Block]) -> Iterator[Block]:
    """Which blocks stop or begin in the middle; a heading that the next block goes on with is no heading."""
    for at, block in enumerate(blocks):
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        broken = following is not None and following.body and bool(_GOES_ON.match(following.text))
        before = blocks[at - 1] if at else None
        if (
            block.kind == "heading"
            and block.level == 3
            and before is not None
            and _runs_on(block, before, broken)
        ):
            block = replace(block, kind="paragraph", level=0)  # noqa: PLW2901 — the block as now understood
        if block.kind in ("paragraph", "sidebar"):
            block = replace(  # noqa: PLW2901
                block,
                ends_mid=block.text[-1] not in _ENDS + ":：)）",
                starts_mid=bool(_GOES_ON.match(block.text)),
            )
        yield block
