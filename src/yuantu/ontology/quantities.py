"""Which interval do these words of a quantity allow?

`约1.24万亩`, `不少于 8 米`, `10至15亿元`, `200多家`, `20元/㎡·月`: qualifier, number, multiplier, unit. A
number without a unit is refused unless the column states one; nothing is guessed.
"""

import re
from math import floor, log10

from yuantu.errors import Refusal
from yuantu.ontology.numerals import is_number, plain_characters, read_number, tidy_float
from yuantu.ontology.units import MULTIPLIERS, Unit, find_unit, without_multiplier
from yuantu.ontology.values import Qualifier, Quantity
from yuantu.ontology.vocabulary import PREFIXES, SUFFIXES, word_at, word_before

_REACHED = re.compile(r"^(?:高达|达到|达|为|共计|共|计|总计|合计|人民币|rmb|cny|￥|¥)")
_SEPARATOR = re.compile(r"(?<=[^\-~至到—–])(?:--|-|~|至|到|—|–)(?=[^\-~至到—–])")
_NUMBER = re.compile(r"[+-]?(?:\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟点]+)"
                     r"(?:[十百千万亿萬億拾佰仟\d]*)(?P<more>[多余来几])?(?P<scale>[十百千万亿]+)?")  # fmt: skip
_DATE_LIKE = re.compile(
    r"\d{1,2}月\d{1,2}日?|\d{1,2}-[a-z]{3}(?:-\d{2,4})?|[a-z]{3}-\d{2}|\d{4}[-/]\d{1,2}[-/]\d{1,2}.*"
)
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?e[+-]?\d+\D*")
_FRACTION = re.compile(r"(\d+)/(\d+)")
_PERCENT_WORD = re.compile(r"^百分之(.+)$")
EXAMPLES: dict[str, str] = {
    "area": "㎡, 亩, 公顷, 平方公里", "money": "元, 万元, 亿元", "price": "元/㎡·月, 元/㎡, 万元/亩", "length": "m, km",
    "load": "吨/㎡, kg/㎡, kN/㎡", "power": "kVA, 千伏安", "count": "个, 家, 项", "ratio": "%, ‰", "speed": "km/h",
    "minutes": "min, h", "days": "天, 周", "number": "1",
}  # fmt: skip


def read_quantity(text: str, dimension: str, assumed_unit: str | None = None) -> Quantity:
    """The interval in canonical units that `text` allows; `assumed_unit` is the column's, used when the text has none.

    Raises `Refusal`: those of `read_number`, `unit_missing`, `unit_unknown`, `unit_other_dimension`,
    `ratio_points`, `quantity_negative`, `range_reversed`, `qualifier_twice`, `quantity_is_date`.
    """
    if _DATE_LIKE.fullmatch(plain_characters(text).lower().replace(" ", "")):
        raise Refusal("quantity_is_date", value=text)
    plain = _dense(text)
    if not plain or set(plain) == {"#"}:
        read_number(text)
    if _SCIENTIFIC.fullmatch(plain):
        read_number(re.sub(r"(e[+-]?\d+).*", r"\1", plain))
    if dimension == "ratio" and re.search(r"百分点|pp$", plain):
        raise Refusal("ratio_points", value=text)
    qualifier, body = _strip_qualifiers(plain, text)
    parts = _SEPARATOR.split(body)
    if len(parts) == 2 and qualifier is None:
        return _read_range(parts[0], parts[1], text, dimension, assumed_unit)
    if dimension == "ratio" and (fraction := _read_fraction(body)) is not None:
        return interval(fraction, qualifier or "exact", "ratio", 1.0)
    amount, spelling, more, step = _split(body, text, dimension)
    unit = _resolve(spelling, text, dimension, assumed_unit, scaled=_has_multiplier(body, spelling))
    _refuse_negative(amount, dimension, text)
    final: Qualifier = qualifier or ("more_than_stated" if more else "exact")
    return interval(amount, final, unit.canonical, unit.factor, step)


def interval(
    amount: float, qualifier: Qualifier, unit: str, factor: float = 1.0, step: float | None = None
) -> Quantity:
    """The bounds that the conventions of `values.Quantity` give to an amount stated with this qualifier."""
    stated = tidy_float(amount * factor)
    low: float | None = stated
    high: float | None = stated
    if qualifier == "about":
        low, high = sorted((tidy_float(stated * 0.9), tidy_float(stated * 1.1)))
    elif qualifier in ("over", "at_least"):
        high = None
    elif qualifier in ("under", "at_most"):
        low = None
    elif qualifier == "nearly":
        low, high = sorted((tidy_float(stated * 0.9), stated))
    elif qualifier == "more_than_stated":
        high = tidy_float((amount + (step if step is not None else last_step(amount))) * factor)
    return Quantity(low, high, unit, qualifier, stated)


def last_step(amount: float) -> float:
    """One unit of the last non-zero digit: 2300 → 100, 20 → 10, 1.5 → 0.1; 0 → 1."""
    if amount == 0:
        return 1.0
    digits = f"{abs(amount):.12g}"
    if "e" in digits:
        return 10.0 ** floor(log10(abs(amount)))
    whole, _point, decimals = digits.partition(".")
    if decimals:
        return 10.0 ** -len(decimals)
    return 10.0 ** (len(whole) - len(whole.rstrip("0")))


def _dense(text: str) -> str:
    plain = plain_characters(text).lower()
    plain = re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", "", plain)
    if re.search(r"\d\s+\d", plain):
        raise Refusal("number_unreadable", value=text)
    return re.sub(r"\s+", "", plain).replace("萬", "万").replace("億", "亿").replace("畝", "亩")


def _strip_qualifiers(plain: str, text: str) -> tuple[Qualifier | None, str]:
    body = _REACHED.sub("", plain)
    prefix = word_at(body, 0, PREFIXES)
    body = _REACHED.sub("", body[len(prefix) :])
    suffix = word_before(body, len(body), SUFFIXES)
    body = body[: len(body) - len(suffix)]
    found = [PREFIXES[prefix]] if prefix else []
    found += [SUFFIXES[suffix]] if suffix else []
    if len(set(found)) > 1:
        raise Refusal("qualifier_twice", value=text)
    return (found[0] if found else None), body


def _read_range(left: str, right: str, text: str, dimension: str, assumed: str | None) -> Quantity:
    """`10至15亿元`: the first number borrows multiplier and unit of the second when it brings none."""
    high, spelling, _more, _step = _split(right, text, dimension)
    low, left_spelling, _more, _step = _split(left, text, dimension)
    unit = _resolve(spelling, text, dimension, assumed, scaled=_has_multiplier(right, spelling))
    left_unit = unit
    if left_spelling:
        left_unit = _resolve(
            left_spelling, text, dimension, assumed, scaled=_has_multiplier(left, left_spelling)
        )
    elif (
        not re.search(r"[百千万亿]", left)
        and (scale := _trailing_scale(right, spelling)) > 1
        and low < high / scale
    ):
        low *= scale
    if left_unit.canonical != unit.canonical:
        raise Refusal(
            "unit_other_dimension", value=text, unit=left_spelling, units=EXAMPLES.get(dimension, "")
        )
    _refuse_negative(low, dimension, text)
    first, last = tidy_float(low * left_unit.factor), tidy_float(high * unit.factor)
    if first > last:
        raise Refusal("range_reversed", value=text)
    return Quantity(first, last, unit.canonical, "range", None)


def _split(body: str, text: str, dimension: str) -> tuple[float, str, bool, float]:
    """Number, unit spelling, whether 多/余/来/几 stood between, and the step that this word allows."""
    percent = _PERCENT_WORD.match(body)
    if percent:
        return read_number(percent[1]), "%", False, 0.0
    for start in range(len(body), -1, -1):
        rest = body[start:]
        if rest and find_unit(rest) is None:
            continue
        amount = _read_amount(body[:start])
        if amount is not None:
            return amount[0], rest, amount[1], amount[2]
    match = _NUMBER.match(body)
    if match is None or match.end() == len(body):
        return read_number(body.rstrip("多余来几")), "", False, 0.0
    raise Refusal("unit_unknown", value=text, unit=body[match.end() :], units=EXAMPLES.get(dimension, ""))


def _read_amount(words: str) -> tuple[float, bool, float] | None:
    """`20多万` → (200000, True, 100000); None when the words are no number."""
    if is_number(words):
        amount = read_number(words)
        return amount, False, last_step(amount)
    match = re.fullmatch(r"(.+?)[多余来几]([十百千万亿]*)", words)
    if match is None or not is_number(match[1]):
        return None
    scale = read_number("一" + match[2]) if match[2] else 1.0
    amount = read_number(match[1])
    return tidy_float(amount * scale), True, last_step(amount) * scale


def _has_multiplier(body: str, spelling: str) -> bool:
    return bool(re.search(r"[万亿]", body[: len(body) - len(spelling)]))


def _trailing_scale(body: str, spelling: str) -> float:
    words = re.search(r"[百千万亿]+$", body[: len(body) - len(spelling)])
    return MULTIPLIERS.get(words.group(), 1.0) if words else 1.0


def _resolve(spelling: str, text: str, dimension: str, assumed: str | None, *, scaled: bool) -> Unit:
    if not spelling:
        if assumed is None and dimension == "money" and re.search(r"亿[多余]?$", text.strip()):
            assumed = "CNY"
        if assumed is None and dimension in ("count", "number"):
            assumed = "1"
        if assumed is None:
            raise Refusal("unit_missing", value=text, units=EXAMPLES.get(dimension, ""))
        spelling = without_multiplier(assumed) if scaled else assumed
    unit = find_unit(spelling, dimension) if dimension != "number" else find_unit(spelling)
    if unit is None:
        code = "unit_other_dimension" if find_unit(spelling) else "unit_unknown"
        raise Refusal(code, value=text, unit=spelling, units=EXAMPLES.get(dimension, ""))
    return unit


def _refuse_negative(amount: float, dimension: str, text: str) -> None:
    if amount < 0 and dimension not in ("ratio", "number"):
        raise Refusal("quantity_negative", value=text)


def _read_fraction(body: str) -> float | None:
    match = _FRACTION.fullmatch(body)
    return int(match[1]) / int(match[2]) if match and int(match[2]) else None
