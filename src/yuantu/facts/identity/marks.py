"""Which numbers, phases and compass points tell a thing from its sister?

一期 and 二期, A区 and B区, 第一 and 第二建筑公司, 江门站 and 江门东站 are different things however alike the rest is.
"""

import re

from yuantu.errors import Refusal
from yuantu.ontology.numerals import read_number

HAN_NUMBER = "一二三四五六七八九十"
ROMAN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
_UNITS = (
    "期工程|期|号地块|号楼|号线|号|标段|批次|批|栋|座|幢|厂区|分厂|车间|地块|片区|区|园区|工区|分区|组团|阶段|厂|线|"
    "大队|支队"
)
_PHASE = re.compile(
    rf"\(?(?:第)?(首|\d+|[{HAN_NUMBER}]+|(?<![a-z])[a-z](?![a-z])|(?<![a-z])[ivx]+)({_UNITS})\)?"
)
_ORDINAL = re.compile(rf"第([{HAN_NUMBER}]+|\d+)")
_TRAILING = re.compile(r"(?<=[\u3400-\u9fff])(i{1,3}|iv|v|[a-d])$")
_NUMBER = re.compile(r"(?<![a-z])([a-z]?\d+(?:\.\d+)?)")
_POINT = re.compile(
    r"(?<=[\u3400-\u9fff]{2})([东西南北中])(?:部)?(?=(?:厂区|片区|园区|区|站|线|段|厂|园|组团)$)"
)
_LATIN_PHASE = re.compile(r"\b(?:phase|no\.?|zone|block|plot|stage|building|line)\s*([ivx]+|\d+|[a-h])\b")


def take_marks(key: str) -> tuple[str, frozenset[str]]:
    """A folded name without its marks, and the marks: `2期`, `a区`, `第4`, `3`, `东`."""
    marks: set[str] = set()

    def note(found: re.Match[str]) -> str:
        number, unit = _number(found.group(1)), found.group(2)
        if found.start() == 0:
            return found.group()  # a numeral at the very start is part of the name
        marks.add(
            number
            + unit.replace("期工程", "期")
            .replace("批次", "批")
            .replace("号地块", "号")
            .replace("厂区", "厂")
            .replace("片区", "区")
        )
        return ""

    plain = _PHASE.sub(note, key)
    for found in _ORDINAL.finditer(plain):
        marks.add("第" + _number(found.group(1)))
    if roman := _TRAILING.search(plain):
        marks.add(
            _number(roman.group(1)) + "期" if roman.group(1) not in {"a", "b", "c", "d"} else roman.group(1)
        )
        plain = plain[: roman.start()]
    marks.update(found.group(1) for found in _NUMBER.finditer(plain))
    if point := _POINT.search(plain):
        marks.add(point.group(1))
    return (plain or key), frozenset(marks)


def take_latin_marks(key: str) -> tuple[str, frozenset[str]]:
    """The same for a name in Latin letters: `phase ii` is 2期."""
    marks: set[str] = set()
    for found in _LATIN_PHASE.finditer(key):
        unit = {"phase": "期", "zone": "区", "stage": "期"}.get(found.group().split()[0].rstrip("."), "号")
        marks.add(_number(found.group(1)) + unit)
    plain = " ".join(_LATIN_PHASE.sub(" ", key).split())
    marks.update(re.findall(r"(?<![a-z])\d+", plain))
    return plain, frozenset(marks)


def _number(words: str) -> str:
    if words == "首":
        return "1"
    if words in ROMAN:
        return ROMAN[words]
    if words[0] not in HAN_NUMBER and not words.isdigit():
        return words
    try:
        return f"{read_number(words):g}"
    except Refusal:
        return words  # 一二期 is no number, but it still tells one name from another
