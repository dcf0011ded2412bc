"""Which number do these characters spell?

Arabic digits (full-width too, with thousands commas), Chinese and financial numerals, and mixtures with
a multiplier: `1,234.5`, `一百二十`, `壹佰万`, `1.24万`, `3亿2000万`. Vague numbers (十几, 数百, 两三) are no
numbers and are refused; quantities read some of them as intervals.
"""

import re
import unicodedata

from yuantu.errors import Refusal

DIGITS: dict[str, int] = {
    character: value
    for spelling in ("零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖", "零壹貳叄肆伍陸柒捌玖", "零一两")
    for value, character in enumerate(spelling)
}
STEPS: dict[str, int] = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
SCALES: dict[str, int] = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}

_ARABIC = re.compile(r"\d+(?:\.\d+)?")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d|,)")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?e[+-]?\d+", re.IGNORECASE)
_VAGUE = re.compile(r"[几幾数數]|(?:一二|二三|两三|三四|三五|四五|五六|六七|七八|八九)[十百千万亿]?$")


def plain_characters(text: str) -> str:
    """Full-width forms, ㎡-like squares and odd dashes in their plain form; outer blanks dropped."""
    return unicodedata.normalize("NFKC", text).strip().replace("−", "-").replace("－", "-")


def read_number(text: str) -> float:
    """The number that `text` spells.

    Raises `Refusal`: `number_missing`, `number_hidden` (####), `number_scientific`, `number_commas`,
    `number_vague` or `number_unreadable`.
    """
    plain = plain_characters(text).replace(" ", "")
    _refuse_mangled(plain, text)
    sign = -1.0 if plain.startswith("-") else 1.0
    body = plain.lstrip("+-") if plain[:1] in "+-" and plain[1:2] not in "+-" else plain
    if "," in body:
        body = _without_commas(body, text)
    if _VAGUE.search(body):
        raise Refusal("number_vague", value=text)
    value = _digit_string(body)
    if value is None:
        value = _compose(body)
    if value is None:
        raise Refusal("number_unreadable", value=text)
    return tidy_float(sign * value)


def is_number(text: str) -> bool:
    """Whether `read_number` reads it."""
    try:
        read_number(text)
    except Refusal:
        return False
    return True


def _refuse_mangled(plain: str, text: str) -> None:
    if not plain:
        raise Refusal("number_missing", value=text)
    if set(plain) == {"#"}:
        raise Refusal("number_hidden", value=text)
    if _SCIENTIFIC.fullmatch(plain):
        raise Refusal("number_scientific", value=text, digits=f"{float(plain):,.0f}")


def _without_commas(body: str, text: str) -> str:
    match = _COMMAS.match(body)
    if match is None or "," in body[match.end() :]:
        raise Refusal("number_commas", value=text)
    return body.replace(",", "")


def _digit_string(body: str) -> float | None:
    """`120`, `12.5`, `二〇二四`, `零点六`, `三点一四`: digits read one after the other."""
    if re.fullmatch(_ARABIC, body):
        return float(body)
    whole, point, decimals = body.partition("点")
    if point and decimals and all(character in DIGITS for character in decimals):
        base = _digit_string(whole) if len(whole) == 1 else _compose(whole)
        if base is None or base != int(base):
            return None
        return float(f"{base:.0f}." + "".join(str(DIGITS[character]) for character in decimals))
    if body and all(character in DIGITS for character in body) and (len(body) == 1 or len(body) >= 4):
        return float("".join(str(DIGITS[character]) for character in body))
    return None


def _compose(body: str) -> float | None:
    """Digits with 十百千 inside 万 inside 亿; an open last digit takes the next step down (一万二 = 12,000)."""
    total, smallest, position = 0.0, 10**17, 0
    while position < len(body):
        group = _read_group(body, position, open_step=smallest // 10 if total else 0)
        if group is None:
            return None
        amount, position = group
        scale = SCALES.get(body[position], 0) if position < len(body) else 1
        if scale == 0 or (scale >= smallest and scale != SCALES["亿"]):
            return None
        position += 1
        if scale == SCALES["万"] and body[position : position + 1] in ("亿", "億"):  # 万亿
            scale, position = scale * SCALES["亿"], position + 1
        if scale == SCALES["亿"] and total > 0 and smallest < scale:
            total, amount = 0.0, total + (amount or 0.0)
        elif amount is None:
            amount = 1.0 if scale > 1 and total == 0 else 0.0
        total += amount * scale
        smallest = scale
    return total if body else None


def _read_group(body: str, position: int, open_step: int) -> tuple[float | None, int] | None:
    """One group below 万 (二千零五十, 1.24, 百): its amount (None when empty) and where it ends.

    `open_step`: what a lone last digit counts for after a multiplier (一万二), 0 when nothing stands before.
    """
    section, pending, step_before, zero, start = 0.0, None, 10_000, False, position
    while position < len(body) and body[position] not in SCALES:
        number = _read_digits(body, position)
        if number is not None and pending is None:
            pending, position = number
            zero, pending = zero or pending == 0, pending or None
            continue
        step = STEPS.get(body[position], 0)
        if not 0 < step < step_before or (pending is None and step > 10 and position > start):
            return None
        section += (1.0 if pending is None else pending) * step
        pending, step_before, zero, position = None, step, False, position + 1
    if pending is None:
        return (section if position > start else None), position
    below = step_before // 10 if section else open_step
    is_open = position == len(body) and below >= 10 and not zero and pending < 10 and pending == int(pending)
    return section + pending * (below if is_open else 1), position


def _read_digits(body: str, position: int) -> tuple[float, int] | None:
    """Arabic digits, 三点五, or one Chinese digit: value and end."""
    arabic = _ARABIC.match(body, position)
    if arabic:
        return float(arabic.group()), arabic.end()
    decimal = _chinese_decimal(body, position)
    if decimal is not None:
        return decimal
    return (float(DIGITS[body[position]]), position + 1) if body[position] in DIGITS else None


def _chinese_decimal(body: str, position: int) -> tuple[float, int] | None:
    """`三点五` in front of a multiplier (三点五亿): value and end."""
    if body[position] not in DIGITS or body[position + 1 : position + 2] != "点":
        return None
    end = position + 2
    while end < len(body) and body[end] in DIGITS:
        end += 1
    if end == position + 2:
        return None
    decimals = "".join(str(DIGITS[character]) for character in body[position + 2 : end])
    return float(f"{DIGITS[body[position]]}.{decimals}"), end


def tidy_float(value: float) -> float:
    """Fifteen digits carry all that a person writes; the sixteenth is binary dust: 1.1 × 10⁴ is 11000."""
    return float(f"{value:.15g}")
