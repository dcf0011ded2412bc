"""Which stretches of a page are its content?

After the idea of jusText: a stretch that is long and has few links is good, one that is mostly links is bad, a short
one follows its neighbours; a heading is kept when good text follows it. Nothing is compared across pages.
"""

import re
from dataclasses import dataclass, replace

LONG_CHARACTERS = 40
SHORT_CHARACTERS = 12
MOST_LINKED = 0.4
_SENTENCE_MARKS = "。！？；，：.!?"
_FAR = 3
_BYLINE = re.compile(
    r"[\s【\[（(]*(?:来源|文章来源|信息来源|稿源|作者|记者|本报记者|通讯员|文/|文字|发布时间|发布日期|发布机构|时间|日期|编辑|责任编辑|"
    r"(?:19|20)\d{2}[年/.-]\d{1,2}[月/.-]\d{1,2})"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between two block tags. `linked` and `bold`: shares of the words inside links and bold tags."""

    words: str
    path: str
    tags: tuple[str, ...]
    linked: float
    bold: float
    aside: bool


def keep_content(stretches: list[Stretch]) -> frozenset[int]:
    """The indexes of the stretches that are content, in any order."""
    if _misjudged(stretches):
        stretches = [replace(stretch, aside=False) for stretch in stretches]
    marks = [_mark(stretch) for stretch in stretches]
    marks = _follow_neighbours(marks)
    kept = {index for index, mark in enumerate(marks) if mark == "good"}
    for index, stretch in enumerate(stretches):
        if index not in kept and not stretch.aside and _is_heading(stretch):
            following = marks[index + 1 : index + 1 + _FAR]
            if "good" in following:
                kept.add(index)
    if not kept:  # a page of short lines: all that is not plainly navigation
        kept = {
            index for index, stretch in enumerate(stretches) if not stretch.aside and stretch.linked <= 0.5
        }
    return frozenset(kept)


def _misjudged(stretches: list[Stretch]) -> bool:
    """Whether the names of the tags around them would throw away most of the long, unlinked stretches."""
    long = [
        stretch for stretch in stretches if len(stretch.words) >= LONG_CHARACTERS and stretch.linked < 0.1
    ]
    lost = sum(len(stretch.words) for stretch in long if stretch.aside)
    return lost > 300 and lost > 0.75 * sum(len(stretch.words) for stretch in long)


def _mark(stretch: Stretch) -> str:
    length = len(stretch.words)
    if stretch.aside or stretch.linked > MOST_LINKED:
        return "bad"
    if {"td", "th", "caption", "figcaption", "article"} & set(stretch.tags):
        return "good" if length > 1 or stretch.words.isdigit() else "short"
    if length >= LONG_CHARACTERS:
        return "good"
    marked = any(mark in stretch.words for mark in _SENTENCE_MARKS)
    if length >= SHORT_CHARACTERS and marked and stretch.linked < 0.1:
        return "near"
    return "short"


def _follow_neighbours(marks: list[str]) -> list[str]:
    """Short stretches become what stands around them; nearly long ones are good unless bad ones surround them."""
    found = list(marks)
    before = _nearest(marks)
    after = _nearest(marks[::-1])[::-1]
    for index, mark in enumerate(marks):
        if mark in ("good", "bad"):
            continue
        around = {before[index], after[index]}
        keep = (
            around == {"good"}
            or ("good" in around and mark == "near")
            or (mark == "near" and "bad" not in around)
        )
        found[index] = "good" if keep else "bad"
    return found


def _nearest(marks: list[str]) -> list[str]:
    """For each stretch, the nearest sure mark before it (bad at the edge of the page)."""
    nearest, last = [], "bad"
    for mark in marks:
        nearest.append(last)
        if mark in ("good", "bad"):
            last = mark
    return nearest


def _is_heading(stretch: Stretch) -> bool:
    """A heading, a line all in bold, or a line that says who wrote what comes and when."""
    tagged = any(tag in ("h1", "h2", "h3", "h4", "h5", "h6") for tag in stretch.tags)
    return tagged or stretch.bold > 0.95 or is_byline(stretch.words)


def is_byline(words: str) -> bool:
    """Whether a short line names source, author or day of an article."""
    return len(words) <= 120 and bool(_BYLINE.match(words))
