"""When are two spellings the same letters?

Traditional characters become simplified ones, full-width signs half-width, brackets and dashes one kind each,
blanks and ornaments go. Two things soften the comparison of what is left: how a word sounds (pinyin without
tones) and which characters are taken for each other by a hurried typist or a scanner.

Tables: traditional characters from OpenCC (Apache-2.0), readings from pypinyin (MIT), both cut to what names use.
"""

import re
from functools import cache
from pathlib import Path

from yuantu.ontology.names import tidy_name

LOOKUPS = Path(__file__).parent / "lookups"
ALSO_SIMPLIFIED = {
    "裡": "里",
    "臺": "台",
    "佔": "占",
    "綫": "线",
    "羣": "群",
    "峯": "峰",
    "滙": "汇",
    "堃": "坤",
    "昇": "升",
    "徳": "德",
    "煇": "辉",
    "喆": "哲",
    "栢": "柏",
    "丶": "",
    "巿": "市",
}
SIGNS = {
    "[": "(", "]": ")", "【": "(", "】": ")", "〔": "(", "〕": ")", "〈": "(", "〉": ")", "《": "", "》": "",
    "「": "", "」": "", "—": "-", "–": "-", "―": "-", "‐": "-", "‑": "-", "−": "-", "~": "-", "～": "-", "〜": "-",
    "·": "", "・": "", "•": "", "‧": "", "∙": "", "“": "", "”": "", '"': "", "、": ",", "。": "", "’": "'", "‘": "'",
}  # fmt: skip
# The common reading is not the one these characters have in names.
READINGS = {
    "重庆": "chongqing",
    "厦": "xia",
    "莞": "guan",
    "长": "chang",
    "番": "pan",
    "行": "hang",
    "会": "hui",
}
_SPACE_IN_HAN = re.compile(r"(?<![a-z0-9&.,']) +| +(?![a-z0-9&(])")
_EDGE = re.compile(r"^[\s,;:.!?\-]+|[\s,;:!?\-]+$")


@cache
def _simplified() -> dict[int, str]:
    pairs = (LOOKUPS / "traditional.txt").read_text(encoding="utf-8").replace("\n", "")
    table = {ord(old): new for old, new in zip(pairs[::2], pairs[1::2], strict=True)}
    return table | {ord(old): new for old, new in ALSO_SIMPLIFIED.items()}


@cache
def _signs() -> dict[int, str]:
    return {ord(sign): plain for sign, plain in SIGNS.items()}


def simplify(text: str) -> str:
    """Traditional characters as simplified ones, one for one."""
    return text if text.isascii() else text.translate(_simplified())


def fold(text: str) -> str:
    """The spelling that names are compared by. Idempotent; may be empty when the text holds no letters."""
    plain = simplify(tidy_name(text)).lower().translate(_signs())
    plain = _SPACE_IN_HAN.sub("", plain.strip())
    return _EDGE.sub("", plain)


def is_latin(text: str) -> bool:
    """Whether a folded name is written in Latin letters."""
    return any("a" <= letter <= "z" for letter in text) and not any(is_han(letter) for letter in text)


def is_han(letter: str) -> bool:
    """Whether a character is Chinese."""
    return "\u3400" <= letter <= "\u9fff"


@cache
def _readings() -> dict[str, str]:
    lines = (LOOKUPS / "pinyin.txt").read_text(encoding="utf-8").splitlines()
    table = {
        letter: reading for reading, letters in (line.split(" ") for line in lines) for letter in letters
    }
    return table | {letter: reading for letter, reading in READINGS.items() if len(letter) == 1}


def sound(text: str) -> str:
    """How Chinese characters sound, without tones and blanks; letters that have no reading stay."""
    for words, reading in READINGS.items():
        if len(words) > 1:
            text = text.replace(words, reading)
    readings = _readings()
    return "".join(readings.get(letter, letter) for letter in text)


@cache
def _lookalikes() -> dict[str, str]:
    lines = (LOOKUPS / "lookalikes.txt").read_text(encoding="utf-8").splitlines()
    groups = [group for line in lines if not line.startswith("#") for group in line.split()]
    alike: dict[str, str] = {}
    for group in groups:
        for letter in group:
            alike[letter] = alike.get(letter, "") + group
    return alike


def mistaken(one: str, other: str) -> bool:
    """Whether two characters are easily taken for each other: they sound alike or look alike."""
    return (
        one == other
        or resembles(one, other)
        or (is_han(one) and is_han(other) and sound(one) == sound(other))
    )


def resembles(one: str, other: str) -> bool:
    """Whether two characters look alike to a scanner."""
    return other in _lookalikes().get(one, "")
