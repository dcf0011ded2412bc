"""Which number belongs to which name in a list: 甲、乙分别为12和35平方公里?

Paired by order when there are as many names as numbers; left apart, with little confidence, when there are not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from yuantu.evidence.text.entities import Name
from yuantu.evidence.text.mentions import QuantityMention
from yuantu.evidence.text.properties import meaning_for
from yuantu.evidence.text.sentences import Sentence

_EACH = re.compile(r"分别")
_SPLIT = re.compile(r"[、]|以?及|和(?!平)|与")
_TOWARDS = re.compile(r"[对向与从自同]")
_ANY = frozenset({"money", "area", "count", "capacity", "share", "weight", "length", "price"})


@dataclass(frozen=True, slots=True)
class Pairing:
    """What a list gives each of its numbers, by the number's start. `loose`: numbers that could not be paired.

    `echoes`: of a growth rate, the start of the number that it is the growth of (A 10个, B 20亿元, 同比分别增长 …).
    `others`: the other side of a number (对东盟、欧盟分别进出口 …).
    """

    subjects: dict[int, Name]
    properties: dict[int, tuple[str, tuple[str, ...]]]
    loose: frozenset[int]
    echoes: dict[int, int] = field(default_factory=dict)
    others: dict[int, Name] = field(default_factory=dict)


NOTHING = Pairing({}, {}, frozenset())


def find_pairs(text: str, sentence: Sentence, names: Sequence[Name]) -> Pairing:
    """The pairs of the first 分别 of a sentence."""
    each = _EACH.search(text, sentence.start, sentence.end)
    if each is None:
        return NOTHING
    numbers = _numbers(text, sentence, each.end())
    if len(numbers) < 2:
        return NOTHING
    start = _list_start(text, sentence, each.start())
    items = _items(text, start, each.start())
    echoes = _echoes(sentence, each.start(), numbers) if len(items) == 1 else {}
    if echoes:
        return Pairing({}, {}, frozenset(), echoes)
    if len(items) != len(numbers):
        return Pairing(
            {}, {}, frozenset(number.start for number in numbers) if len(items) > 1 else frozenset()
        )
    figures = [_figure(sentence, item) for item in items]
    if all(figures):
        return Pairing(
            {},
            {
                number.start: (figure[0] + "_growth" * (numbers[0].kind == "growth"), figure[1])
                for number, figure in zip(numbers, figures, strict=True)
                if figure
            },
            frozenset(),
        )
    named = [any(item[0] <= one.start and one.end <= item[1] for one in names) for item in items]
    if any(figures) and not any(named):
        return Pairing({}, {}, frozenset(number.start for number in numbers))
    owners = {number.start: _owner(text, item, names) for number, item in zip(numbers, items, strict=True)}
    if _TOWARDS.match(text, items[0][0]):
        return Pairing({}, {}, frozenset(), others=owners)
    return Pairing(owners, {}, frozenset())


def _echoes(sentence: Sentence, end: int, numbers: Sequence[QuantityMention]) -> dict[int, int]:
    """A 10个, B 20亿元, 同比分别增长…: each rate is of the number at its place before; of the last ones if alike."""
    before = [
        one
        for one in sentence.quantities_within(sentence.start, end)
        if _group(one) != "ratio" and one.role == "value"
    ]
    last = before[-len(numbers) :]
    alike = len(before) == len(numbers) or len({one.kind for one in last}) == 1
    if _group(numbers[0]) != "ratio" or len(last) != len(numbers) or not alike:
        return {}
    return {late.start: early.start for late, early in zip(numbers, last, strict=True)}


def _numbers(text: str, sentence: Sentence, start: int) -> list[QuantityMention]:
    """The run of numbers of one kind behind 分别, joined by 、, 和 or commas."""
    numbers: list[QuantityMention] = []
    for mention in sentence.quantities:
        if mention.start < start:
            continue
        if numbers and (
            _group(mention) != _group(numbers[0]) or len(text[numbers[-1].end : mention.start]) > 4
        ):
            break
        numbers.append(mention)
    return numbers


def _group(mention: QuantityMention) -> str:
    return "ratio" if mention.kind in ("share", "growth") else mention.kind


def _list_start(text: str, sentence: Sentence, end: int) -> int:
    """The start of the clause that lists the names: this one, or the one before when this one lists nothing."""
    clause = sentence.clause_of(end - 1)
    start = sentence.clauses[clause]
    while clause > 0 and not _SPLIT.search(text, start, end):
        clause -= 1
        start = sentence.clauses[clause]
    return start


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    items: list[tuple[int, int]] = []
    position = start
    for match in _SPLIT.finditer(text, start, end):
        items.append((position, match.start()))
        position = match.end()
    items.append((position, end))
    return [(first, last) for first, last in items if text[first:last].strip()]


def _figure(sentence: Sentence, item: tuple[int, int]) -> tuple[str, tuple[str, ...]] | None:
    for token in sentence.tokens:
        meaning = meaning_for(token, _ANY)
        if (
            meaning is not None
            and item[0] <= token.start
            and token.end <= item[1]
            and token.end - token.start >= (item[1] - item[0]) - 6
        ):
            return meaning.name, meaning.owners
    return None


def _owner(text: str, item: tuple[int, int], names: Sequence[Name]) -> Name:
    """The name inside an item of the list, or its words as they stand."""
    for name in names:
        if item[0] <= name.start and name.end <= item[1] and not name.short:
            return name
    words = re.sub(
        r"^(?:[对向与从自同]|其中|目前|\d{4}年)|(?:[两二三四五六七八九十]?个?(?:市|区|县|园|项目|园区|企业|镇|家企业))?(?:的?[一-鿿]{2,6}(?:面积|投资|产值|增加值|总投资))?(?:均|各)?$",
        "",
        text[slice(*item)],
    )
    return Name(item[0], item[1], words or text[slice(*item)], "unknown")
