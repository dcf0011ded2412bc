"""Which numbers does a text spell, before their units are known?

`1,234.5`, `1.24万`, `3亿2000万`, `3.3×10⁴`, `十几`, `七八`, `两三千`, `百分之五点二`, `三分之一`, `1/6`: each with
the bounds that its own words set (多 余 几 数 十几 七八). The value of plain numerals is the ontology's to read.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from yuantu.errors import Refusal
from yuantu.ontology.numerals import DIGITS, SCALES, STEPS, read_number, tidy_float
from yuantu.ontology.values import Qualifier

SIZES: dict[str, float] = {**STEPS, **SCALES}
_DIGIT = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_STEP = "十百千拾佰仟"
ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])(?:\.[0-9]{1,9}+)?|[0-9]{1,18}+(?:\.[0-9]{1,9}+)?)(?![0-9])"
WORDS = rf"(?:[数几]?[{_DIGIT}{_STEP}万亿]{{1,20}}+几?(?:点[{_DIGIT}]{{1,6}}+)?)"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = rf"""
    (?<![0-9])(?<![0-9]\.)
    (?P<arabic>{ARABIC})
    (?:[×xX]10(?:\^(?P<caret>[0-9]{{1,2}}+)|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}+)))?
    (?P<more>[多余几来](?=[百千万亿个]|[^一-鿿]|$|@))?
    (?P<scale>[百千万亿]{{0,3}}+)
    (?P<rest>(?<=[万亿千百])[0-9]{{1,4}}+(?:\.[0-9]+)?[千万百](?![百千万亿0-9]))?
    (?P<more2>[多余几]?)
    | (?P<words>{WORDS})(?P<wmore>[多余来]?)(?P<wscale>[十百千万亿]{{0,3}}+)(?P<wmore2>[多余]?)(?=~)
"""
_COUNTED_BY_NUMBER = frozenset(
    "总指系函参基份倍负整小分少奇偶复无多半常名级位计度岁人户次台辆套件个字代权股点读日天页行列层"
)
_BEFORE_ONE = frozenset("唯统单之同合划归")
_ADJACENT = re.compile(
    r"(?P<tens>[二三四五六七八九]?十)?(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?P<s"
    rf"cale>[{_STEP}万亿]{{0,3}})"
)
_LED = re.compile(r"[数几]([十百千万亿]{1,3})")
_BARE = re.compile(r"[百千万亿]{1,2}")
_KILO = frozenset("米瓦克伏升帕牛卡")
_FRACTION = re.compile(rf"分之(?:(?P<arabic>{ARABIC})|(?P<words>{WORDS}))")
_PIECES = re.compile(r"个亿(?![级万亿])")
_SLASH = re.compile(r"/([1-9][0-9]{0,2})(?![0-9/.%A-Za-z号期#年月])")
_AFTER_SHARE = re.compile(r"(?:占|的|约|近|超|过|足|达|为|少|长|有|到|至|仅|余|之|近|是|降)$")


class Number(NamedTuple):
    """A numeral at `start:end`; `low` = `high` = `value` unless it spells a range (七八).

    `scale`: the multiplier that was written (万 → 10,000), 1 when none was. `form`: plain · share (a fraction or
    百分之) · bare (千亿: a multiplier that stands alone). `single`: one Chinese digit, which often is no number.
    `chinese`: written in Chinese numerals.
    """

    start: int
    end: int
    value: float
    high: float
    wording: Qualifier
    scale: float
    form: str
    chinese: bool
    single: bool


def number_pattern(following: str) -> re.Pattern[str]:
    """Numerals; a Chinese one only where a character of `following` comes next, which drops most of 一 at once."""
    pattern = _NUMBER.replace("(?=~)", f"(?:(?=[{re.escape(following)}])|(?<=[万亿]))")
    return re.compile(pattern.replace("|@", f"|[{re.escape(following)}]"), re.VERBOSE)


def find_numbers(text: str, pattern: re.Pattern[str]) -> Iterator[Number]:
    """The numerals of `text` from left to right; one pass."""
    done = 0
    for found in pattern.finditer(text):
        if found.start() < done:
            continue
        number = _arabic(text, found) if found["arabic"] else _words(text, found)
        if number is not None:
            number = _share(text, number) or _in_pieces(text, number) or number
            done = number.end
            yield number


def _arabic(text: str, found: re.Match[str]) -> Number | None:
    start, end = found.span()
    digits = found["arabic"]
    value = float(digits.replace(",", ""))
    power = found["caret"] or (found["raised"] or "").translate(_SUPERSCRIPTS)
    if power:
        value = tidy_float(value * 10.0 ** int(power))
    words = found["scale"]
    wording: Qualifier = (
        "about"
        if found["more"] == "来"
        else "more_than_stated"
        if found["more"] or found["more2"]
        else "exact"
    )
    if found["rest"]:
        total = _plain_number(text[found.start("arabic") : found.end("rest")].replace(",", ""))
        return (
            None if total is None else Number(start, end, total, total, wording, 1e4, "plain", False, False)
        )
    if (words.endswith("千") and not found["more2"] and text[end : end + 1] in _KILO) or (
        words.endswith("百") and text.startswith("分", end)
    ):
        words, end = words[:-1], end - 1
    scale = _size(words) if words else 1.0
    value = tidy_float(value * scale)
    return Number(start, end, value, value, wording, scale, "plain", False, False)


def _words(text: str, found: re.Match[str]) -> Number | None:
    start, end = found.span()
    spelled = found["words"]
    if spelled[0] == "数" and text[start - 1 : start] in _COUNTED_BY_NUMBER:
        start, spelled = start + 1, spelled[1:]  # 指数百分之…: 数 belongs to the word before
    if (
        spelled.endswith("千")
        and end == found.end("words")
        and len(spelled) > 1
        and text[end : end + 1] in _KILO
    ):
        spelled, end = spelled[:-1], end - 1
    if spelled[0] == "一" and len(spelled) > 1 and text[start - 1 : start] in _BEFORE_ONE:
        start, spelled = start + 1, spelled[1:]  # 唯一一家
    if spelled.endswith("百") and len(spelled) > 1 and text.startswith("分点", end):
        spelled, end = spelled[:-1], end - 1
    reading = read_words(spelled)
    if reading is None:
        return None
    low, high, wording, form = reading
    scale = _size(found["wscale"]) if found["wscale"] else 1.0
    if found["wmore2"] or found["wmore"]:
        wording = "about" if found["wmore"] == "来" else "more_than_stated"
    low, high = tidy_float(low * scale), tidy_float(high * scale)
    written = scale if scale > 1 else _trailing_scale(spelled)
    single = len(spelled) == 1 and form == "plain" and scale == 1 and spelled != "十"
    return Number(start, end, low, high, wording, written, form, True, single)


@lru_cache(maxsize=8192)
def read_words(spelled: str) -> tuple[float, float, Qualifier, str] | None:
    """Low, high, wording and form of a Chinese numeral; None for what is no number (几, 亿万)."""
    led = _LED.fullmatch(spelled)
    if led:
        return _size(led[1]), _size(led[1]), "over", "plain"
    if spelled[0] in "数几":
        return None
    if spelled.endswith("几"):
        base = _plain_number(spelled[:-1]) if spelled.endswith("十几") else None
        return None if base is None else (base, base, "more_than_stated", "plain")
    if (few := re.fullmatch(r"(.*十)几([百千万亿]+)", spelled)) and (
        base := _plain_number(few[1])
    ) is not None:
        return base * _size(few[2]), base * _size(few[2]), "more_than_stated", "plain"
    if _BARE.fullmatch(spelled):
        return (
            None
            if spelled in ("亿万", "万万", "百百", "千千", "百千")
            else (_size(spelled), _size(spelled), "exact", "bare")
        )
    adjacent = _adjacent(spelled)
    if adjacent is not None:
        return *adjacent, "range", "plain"
    value = _plain_number(spelled)
    return None if value is None else (value, value, "exact", "plain")


def _adjacent(spelled: str) -> tuple[float, float] | None:
    """`七八`, `两三千`, `十五六`: neighbouring digits are the ends of a range."""
    found = _ADJACENT.fullmatch(spelled)
    if found is None:
        return None
    low, high = DIGITS[found["low"]], DIGITS[found["high"]]
    if high != low + 1 and (low, high) != (3, 5):
        return None
    tens = read_number(found["tens"]) if found["tens"] else 0.0
    scale = _size(found["scale"])
    if tens and found["scale"][:1] in tuple(_STEP):
        return None
    return (tens + low) * scale, (tens + high) * scale


def _plain_number(spelled: str) -> float | None:
    try:
        return read_number(spelled)
    except Refusal:
        return None


def _size(words: str) -> float:
    size = 1.0
    for word in words:
        size *= SIZES[word]
    return size


def _trailing_scale(spelled: str) -> float:
    tail = spelled[len(spelled.rstrip("万亿")) :]
    return _size(tail) if tail else 1.0


def _in_pieces(text: str, number: Number) -> Number | None:
    """`4个亿`, `1.2个亿`: the multiplier stands behind a classifier."""
    if number.scale != 1 or number.form != "plain" or not _PIECES.match(text, number.end):
        return None
    value, high = tidy_float(number.value * 1e8), tidy_float(number.high * 1e8)
    return number._replace(value=value, high=high, scale=1e8, end=number.end + 2, single=False)


def _share(text: str, number: Number) -> Number | None:
    """`三分之一`, `百分之五点二`, `1/6`: the numeral was the lower or the upper half of a fraction."""
    if text.startswith("分之", number.end):
        upper = _FRACTION.match(text, number.end)
        if upper is None or number.value == 0:
            return None
        reading = (
            (float(upper["arabic"].replace(",", "")),) if upper["arabic"] else read_words(upper["words"])
        )
        if reading is None:
            return None
        value = tidy_float(float(reading[0]) / number.value)
        return Number(number.start, upper.end(), value, value, "exact", 1.0, "share", True, False)
    if number.chinese or number.scale != 1 or not text.startswith("/", number.end) or number.value > 99:
        return None
    lower = _SLASH.match(text, number.end)
    if lower is None or not 0 < number.value < float(lower[1]) or not number.value.is_integer():
        return None
    window = text[max(0, number.start - 6) : number.start]
    if not _AFTER_SHARE.search(window) and not text.startswith(("以上", "左右"), lower.end()):
        return None
    value = number.value / float(lower[1])
    return Number(number.start, lower.end(), value, value, "exact", 1.0, "share", False, False)
