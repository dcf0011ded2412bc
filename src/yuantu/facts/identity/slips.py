"""Do two names differ by a slip of the pen, or by a letter that matters?

One character wrong, missing, doubled or swapped is a slip when what is left could hardly be another name:
新会智产业园 for 新会智造产业园. It is none where one character is all that tells two things apart: 电器 and 电气
are two trades, 长优 and 长虹 two firms, 东区 and 西区 two places.
"""

from dataclasses import dataclass

from yuantu.facts.identity.parts import Name
from yuantu.facts.identity.spelling import is_han, mistaken, resembles
from yuantu.facts.identity.words import WEAK

MATTERS = frozenset("东西南北中上下左右前后内外新旧老大小高低一二三四五六七八九十百千万")
# Characters that founders choose: two of them that sound alike make two names.
LUCKY = frozenset(
    "鸿宏恒衡鑫盛胜晟华桦隆龙富福兴欣嘉佳瑞锐利力立达裕誉宇诚成益亿永伟威维明铭德丰峰锋宝源元远缘泰天腾同通祥翔顺旺茂荣融和合康健安信鼎"
)
SHORTEST = 5
LONG = 9  # so much else agrees that two characters that look alike are one badly read


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: `one` at `position` of the first text became `other` in the second; empty for a missing character."""

    position: int
    one: str
    other: str

    @property
    def letters(self) -> str:
        return self.one + self.other

    @property
    def swapped(self) -> bool:
        return len(self.one) == 2 and self.one == self.other[::-1]


def single_edit(first: str, second: str) -> Edit | None:
    """The one edit (change, loss, gain, swap of neighbours) between two texts, or None when it takes more or none."""
    if first == second or abs(len(first) - len(second)) > 1:
        return None
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    end = 0
    most = min(len(first), len(second)) - start
    while end < most and first[-1 - end] == second[-1 - end]:
        end += 1
    one, other = first[start : len(first) - end], second[start : len(second) - end]
    if len(one) <= 1 and len(other) <= 1:
        return Edit(start, one, other)
    return Edit(start, one, other) if len(one) == 2 and one == other[::-1] else None


def is_slip(one: Name, other: Name) -> Edit | None:
    """The slip between two names of the same kind, or None when they differ otherwise."""
    first, second = one.core + "".join(one.trade), other.core + "".join(other.trade)
    edit = single_edit(one.key, other.key) or single_edit(_plain(one), _plain(other))
    if edit is None or min(len(one.key), len(other.key)) < SHORTEST or MATTERS & set(edit.letters):
        return None
    if any(letter.isdigit() for letter in edit.letters):
        return None
    if one.latin:
        return edit if min(len(one.core), len(other.core)) >= 6 and edit.letters.isalpha() else None
    if one.core == other.core:
        return edit if first == second or not _both_mean(one, other) else None
    if edit.one and edit.other and not edit.swapped:
        return edit if _changed(one, other, edit) else None
    return edit if _lost(one, other, edit) else None


def hides_kind(one: Name, other: Name) -> Edit | None:
    """The slip that broke the word which shows what kind of thing a name is: 松山湖科技产园."""
    edit = single_edit(one.key, other.key)
    press = next((name for name in (one, other) if name.kind == "company"), None)
    if edit is None or MATTERS & set(edit.letters) or min(len(one.key), len(other.key)) < SHORTEST:
        return None
    if edit.one and edit.other and not edit.swapped and mistaken(edit.one, edit.other):
        return edit
    if abs(len(one.key) - len(other.key)) == 1 and edit.position >= min(len(one.key), len(other.key)):
        return None  # the last letter of a name is the kind of thing: 实验站 is no slip for 实验
    bare = press is not None and press.short and not press.group and not press.branch
    return (
        edit
        if bare
        and min(len(one.key), len(other.key)) > SHORTEST + 1
        and "project" not in {one.kind, other.kind}
        else None
    )


def _plain(name: Name) -> str:
    """The name without what ways of writing places add."""
    return "".join(name.places) + "".join(name.seats) + name.body + name.form


def _both_mean(one: Name, other: Name) -> bool:
    """Whether the differing parts are real words on both sides: then the difference is meant."""
    return (bool(one.trade) and bool(other.trade)) or one.form != other.form or one.places != other.places


def _changed(one: Name, other: Name, edit: Edit) -> bool:
    """One character for another: taken for each other, or in a long trade that it turns into nonsense."""
    shorter = min((one, other), key=lambda name: len(name.core))
    if mistaken(edit.one, edit.other):
        # Two characters of a name that sound alike are two names; that they look alike is a scanner's slip.
        if _in_trade(one, other) or one.body == other.body:
            return True
        if one.kind == "company" and not resembles(edit.one, edit.other):
            return min(_first_difference(one.body, other.body), len(shorter.core)) > 2
        clear = len(shorter.core) > 2 or min(len(one.key), len(other.key)) >= LONG
        if one.kind == "park" and len(shorter.core) == 2 and edit.one in LUCKY and edit.other in LUCKY:
            return False  # 鸿图工业园 and 宏图工业园 are two
        return clear or (one.kind != "company" and one.places == other.places)
    return _in_trade(one, other) and (len("".join(shorter.trade)) >= 4 or shorter.trade[-1] in WEAK)


def _first_difference(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (first, second) in pairs if first != second), min(len(one), len(other)))


def _in_trade(one: Name, other: Name) -> bool:
    """Whether one name's trade words are whole and the other's are broken behind the same start."""
    shorter, longer = sorted((one, other), key=lambda name: len(name.core))
    return (
        bool(shorter.trade) and len(longer.core) > len(shorter.core) and longer.core.startswith(shorter.core)
    )


def _lost(one: Name, other: Name, edit: Edit) -> bool:
    """A character too few or too many, or two swapped."""
    shorter, longer = sorted((one, other), key=lambda name: len(name.core))
    if edit.swapped and one.kind != "company":
        return len(one.key) > SHORTEST
    if edit.swapped:
        return len(longer.body) >= 4 and len(shorter.core) != 2
    lost = edit.letters
    if _in_trade(one, other) or (one.key + other.key).count(lost * 2):
        return True
    if one.kind == "park" and one.form != other.form:
        return (
            longer.core.startswith(shorter.core) and len(shorter.core) > 1
        )  # the slip is in the kind of park
    if one.kind in {"park", "project", "institute"} and is_han(lost):
        return len(shorter.core) == 1 or len(shorter.core) >= 3
    return len(shorter.core) >= 3
