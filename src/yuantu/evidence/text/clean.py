"""What does this text say once its typesetting is taken away, and where does each character of it stand?

Readers match on the clean text and cite the raw one: half-width forms, simplified characters, no blanks
beside Chinese characters, no line breaks inside a sentence, no pinyin in brackets. Every clean character
maps back to one raw character, so a span found here re-slices the source exactly.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import overload

_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_KEPT_WIDE = "，"  # a full-width comma never groups thousands: it must not become the half-width one
_OTHERS = {"○": "〇", "◯": "〇", "—": "—", "―": "—", "─": "—", "－": "-", "−": "-", "‐": "-", "‑": "-", "〜": "~",
           "∼": "~", "～": "~", "﹣": "-", "﹪": "%", "٪": "%", "．": ".", "㎡": "㎡", "／": "/", "⁄": "/", "∕": "/",
           "「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”", "﹁": "“", "﹂": "”", "✕": "×", "╳": "×",
           "畝": "亩", "裏": "里", "纔": "才", "弍": "贰", "弐": "贰", "參": "叁", "叄": "叁", "呎": "呎"}  # fmt: skip
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿɑ"
_INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
_FINAL = (
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|er|an|en|in|un|ia|ua|"
    "uo|[aeiouv])"
)
_SYLLABLES = rf"(?:{_INITIAL}?{_FINAL}[1-5]?[ '·]?){{1,12}}"
_PINYIN = (
    rf"(?<=[㐀-鿿])\((?:[a-z ,'·1-5]{{0,60}}[{_TONED}][a-z{_TONED} ,'·1-5]{{0,60}}|(?!(?:ha|mu|a|e|"
    rf"me|an)\)){_SYLLABLES})\)"
)
_ODD = re.compile(rf"[ \n]+|\u200b+|,{{2,}}|{_PINYIN}")
_ENDS_SENTENCE = frozenset("。!?;:！？；：”…》】")
_BULLETS = frozenset("●•·▪■□◆◇★☆※*#-–—▲△►>【")
_NUMBER_END = re.compile(r"[0-9万亿千百多余.]")
_BEFORE_NUMBER = frozenset("约近超逾达为")
_ENUMERATOR = re.compile(
    r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:[、)]|\.(?![0-9]))|"
    r"[(第][一二三四五六七八九十0-9]{1,3}[)章节条]"
)
_THOUSANDS_LEFT = re.compile(r"(?<![0-9.,])(?<![0-9] )[0-9]{1,3}(?: [0-9]{3}){0,5}$")
_THOUSANDS_RIGHT = re.compile(r"[0-9]{3}(?![0-9])")
_SPACED_LEFT = re.compile(r"(?<![0-9.,])(?<![0-9.,] )[0-9](?: [0-9]){0,5}$")
_SPACED_RIGHT = re.compile(r"(?:[0-9] ){0,5}[0-9](?![0-9.,]) ?[年月日%家个项亿万亩元平公米吨人户宗台辆]")
_WRAPPED_LEFT = re.compile(
    r"[^\n0-9.,]([0-9]{1,6}(?:,[0-9]{3})*(?:\.[0-9]*)?|[0-9]{1,3}(?:,[0-9]{3})*,[0-9]{0,2})$"
)
_WRAPPED_RIGHT = re.compile(
    r"(?![0-9]{4}年)\.?[0-9]{1,6}(?:\.[0-9]{1,4})?(?=[多余几%‰个家项万亿元亩公平米吨户人年月日宗台辆套条架艘座栋所间处]|[GMk]?Wh?(?![a-z])|km)"
)
_OPEN_GROUP = re.compile(r",[0-9]{1,2}$")
_CUT_WORD = re.compile(r"[A-Z]\n(?:[A-Z]{1,4}(?![A-Za-z])|h(?![a-z]))")  # G↵DP, GW↵h
_LINE_WIDTH = 8  # a shorter line is a cell of a table or a label, whose number is whole


class _Folding(dict[int, str]):
    """A translation table, one character for one, that fills itself as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = character
        if character in _BREAKS:
            folded = "\n"
        elif character in _ZERO_WIDTH:
            folded = "\u200b"
        elif 0xFF01 <= code <= 0xFF5E and character not in _KEPT_WIDE:
            folded = chr(code - 0xFEE0)
        elif character != "\n" and (character.isspace() or code < 0x20):
            folded = " "
        self[code] = folded
        return folded


@cache
def _folding() -> _Folding:
    lines = (Path(__file__).parent / "simplified.txt").read_text(encoding="utf-8").splitlines()[1:]
    table = _Folding()
    for old, new in zip("".join(lines[::2]), "".join(lines[1::2]), strict=True):
        table[ord(old)] = new
    table.update((ord(old), new) for old, new in _OTHERS.items())
    return table


class Origin(Sequence[int]):
    """For each clean offset its raw offset, kept as the places where the two drift apart."""

    __slots__ = ("_clean", "_length", "_raw")

    def __init__(self, clean: Sequence[int], raw: Sequence[int], length: int) -> None:
        self._clean, self._raw, self._length = array("q", clean), array("q", raw), length

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            return [self[position] for position in range(*index.indices(self._length))]
        position = index + self._length if index < 0 else index
        if not 0 <= position < self._length:
            raise IndexError(index)
        piece = bisect_right(self._clean, position) - 1
        return self._raw[piece] + position - self._clean[piece]


_FULL_STOP = re.compile(r"(?<=[一-鿿%)])\.(?=[一-鿿“(0-9\n]|$)")  # a point that ends a Chinese sentence


@dataclass(frozen=True, slots=True)
class CleanText:
    """`raw` as received, `text` to match on; `origin[i]` is the raw offset of the clean character `i`."""

    raw: str
    text: str
    origin: Sequence[int]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw code points from the first to the last character of a clean span; empty spans stay empty."""
        if start >= end:
            place = self.origin[start] if start < len(self.text) else len(self.raw)
            return place, place
        return self.origin[start], self.origin[end - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """The raw words of a clean span."""
        first, last = self.raw_span(start, end)
        return self.raw[first:last]


def clean_text(raw: str) -> CleanText:
    """Normalise `raw`; time and memory grow with its length alone."""
    folded = raw.translate(_folding())
    if not raw.isascii() and "，" in folded:
        folded = re.sub(
            r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))", lambda found: _thousands_comma(raw, found), folded
        )
    pieces: list[str] = []
    clean_starts, raw_starts = [0], [0]
    length, position = 0, 0
    for start, end, kept in _edits(folded):
        pieces.append(folded[position:start])
        length += start - position
        if kept:
            clean_starts.append(length)
            raw_starts.append(start)
            pieces.append(kept)
            length += 1
        clean_starts.append(length)
        raw_starts.append(end)
        position = end
    pieces.append(folded[position:])
    text = _FULL_STOP.sub("。", "".join(pieces))
    return CleanText(raw, text, Origin(clean_starts, raw_starts, len(text)))


def _thousands_comma(raw: str, found: re.Match[str]) -> str:
    """`１，２３４`: between full-width digits a full-width comma groups thousands."""
    return "," if "０" <= raw[found.start() - 1] <= "９" else "，"


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    """Runs to take away: start, end and the one character (or none) that stays in their place."""
    for found in _ODD.finditer(text):
        start, end = found.span()
        first = text[start]
        if first == ",":
            yield start, end, ","
        elif first not in " \n":
            yield start, end, ""
        else:
            kept = _blank(text, start, end)
            if end - start > 1 or kept != first:
                yield start, end, kept


def _blank(text: str, start: int, end: int) -> str:
    """What stays of a run of blanks and line breaks: nothing, a blank, or one line break."""
    if start == 0 or end == len(text):
        return ""
    before, after = text[start - 1], text[end]
    breaks = text.count("\n", start, end)
    if breaks == 0:
        return _inside_line(text, start, end, before, after)
    if breaks > 1:
        return "" if _inside_number(text, start, before, after) else "\n"
    if _is_plain(before) and _is_plain(after):
        if before.isdigit() and after.isdigit():
            return "" if _wraps_number(text, start, end) else "\n"
        cut = before.isdigit() or after.isdigit() or _CUT_WORD.match(text, start - 1) is not None
        return "" if cut else " "
    if before in _ENDS_SENTENCE or after in _BULLETS or _ENUMERATOR.match(text, end):
        return "\n"
    if before == "." or after == "." or before == ",":
        return "" if _wraps_number(text, start, end) or not before.isascii() else "\n"
    return ""


def _is_plain(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _inside_line(text: str, start: int, end: int, before: str, after: str) -> str:
    if not (_is_plain(before) and _is_plain(after)):
        return ""
    if before.isdigit() and after.isdigit():
        left = _THOUSANDS_LEFT.search(text, max(0, start - 24), start)
        grouped = end - start == 1 and left is not None and _THOUSANDS_RIGHT.match(text, end)
        return "" if grouped or _is_letter_spaced(text, start, end) else " "
    return "" if before.isdigit() else " "


def _is_letter_spaced(text: str, start: int, end: int) -> bool:
    """`2 0 2 3 年`, `1 2 家`: single digits with blanks between them up to a unit."""
    low = max(0, start - 13)
    alone = not text[max(0, start - 2) : start - 1].isdigit()
    return (
        end - start == 1
        and alone
        and _SPACED_LEFT.search(text, low, start) is not None
        and bool(_SPACED_RIGHT.match(text, end))
    )


def _inside_number(text: str, start: int, before: str, after: str) -> bool:
    """Across an empty line only the two halves of one quantity are joined; a lone page number is none."""
    if before in _BEFORE_NUMBER:
        return after.isdigit()
    if not _NUMBER_END.match(before) or not (after == "%" or "一" <= after <= "鿿"):
        return False
    line = max(text.rfind("\n", max(0, start - 40), start) + 1, start - 40, 0)
    return text[line:start].strip(" -—.0123456789") != ""


def _wraps_number(text: str, start: int, end: int) -> bool:
    """`总投资12↵5亿元`: digits that end a full line go on in the next when a unit follows there."""
    line = text.rfind("\n", max(0, start - 200), start) + 1
    wide = start - line >= _LINE_WIDTH or text[start - 1] in ".," or text[end] == "."
    wide = wide or _OPEN_GROUP.search(text, max(0, start - 3), start) is not None
    return bool(
        wide and _WRAPPED_LEFT.search(text, max(0, start - 24), start) and _WRAPPED_RIGHT.match(text, end)
    )
