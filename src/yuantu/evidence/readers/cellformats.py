"""What does a person see in a cell that holds a bare number?

A spreadsheet keeps 0.57 and shows 57%, keeps 45444 and shows 2024年6月. The number format decides what was meant: a
share, a day, a month, an amount with its unit in quotation marks. The shown meaning is read, not the bare number.
"""

import math
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

Shape = Literal["number", "percent", "permille", "day", "month", "year", "clock"]

# ECMA-376 part 1, 18.8.30: the formats that files name by number only (with the East Asian ones).
BUILT_IN: Mapping[int, str] = {
    9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"',
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss",
    36: 'yyyy"年"m"月"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: "h:mm", 56: "h:mm:ss", 57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}  # fmt: skip
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_BRACKET = re.compile(r"\[[^\]]*\]")
_SCALED = re.compile(r"[0#?],+(?![0#?,])|[0#?](?:\\.|!.)[0#?]")
_LAST_SERIAL = 2_958_465  # 9999-12-31


class Format(NamedTuple):
    """How a number is shown; `suffix` is a unit that the format writes behind it."""

    shape: Shape
    suffix: str = ""


@lru_cache(maxsize=1024)
def read_format(code: str) -> Format:
    """The meaning of a number format code."""
    positive = code[:256].split(";", maxsplit=1)[0]
    if _BRACKET.fullmatch(positive) and "h" in positive.lower():
        return Format("clock")
    bare = _BRACKET.sub("", positive)
    symbols = _LITERAL.sub("", bare).lower()
    if symbols in ("general", "@", ""):
        return Format("number", _suffix(bare) if symbols == "general" else "")
    if "%" in symbols:
        return Format("percent")
    if "‰" in bare:
        return Format("permille")
    if re.search(r"[ymdhs]", symbols) and not re.search(
        r"[0#?]", symbols.replace(".0", "").replace(".00", "")
    ):
        return Format(_date_shape(symbols))
    return Format("number", "" if _SCALED.search(bare) else _suffix(bare))


def _date_shape(symbols: str) -> Shape:
    plain = symbols.replace("am/pm", "").replace("a/p", "")
    if "d" in plain:
        return "day"
    if "y" in plain:
        return "month" if "m" in plain else "year"
    return "clock" if re.search(r"[hs]", plain) else "month"


def _suffix(code: str) -> str:
    """The literal words after the last digit of a format, such as 亩 in `0.00"亩"`."""
    tail = re.split(r"[0#?]|general", code, flags=re.IGNORECASE)[-1]
    return "".join(quoted or escaped for quoted, escaped in _LITERAL.findall(tail)).strip()


def show_number(raw: str, form: Format, *, since_1904: bool = False) -> str:
    """The words of a number as stored (`0.57000000000000006`) under its format (`57%`)."""
    try:
        value = float(raw)
    except ValueError:
        return raw.strip()
    if not math.isfinite(value * 1000):
        return raw.strip()
    if form.shape == "percent":
        return f"{plain_number(value * 100)}%"
    if form.shape == "permille":
        return f"{plain_number(value * 1000)}‰"
    if form.shape == "number":
        return plain_number(value) + form.suffix
    return _show_moment(value, form.shape, since_1904=since_1904) or plain_number(value)


def plain_number(value: float) -> str:
    """The shortest decimal of at most 15 digits, as spreadsheets keep them; never in powers of ten below 10²¹."""
    tidy = float(f"{value:.15g}")
    if tidy == int(tidy) and abs(tidy) < 1e21:
        return str(int(tidy))
    text = repr(tidy)
    return f"{tidy:.15f}".rstrip("0") if "e-" in text and abs(tidy) >= 1e-9 else text


def _show_moment(serial: float, shape: Shape, *, since_1904: bool) -> str:
    if since_1904:
        serial += 1462
    if not 0 <= serial <= _LAST_SERIAL + 1:
        return ""
    # Excel counts a 29 February 1900 that never was, so days before March are one off.
    epoch = datetime(1899, 12, 30) if serial >= 60 else datetime(1899, 12, 31)  # noqa: DTZ001 (days, no zone)
    try:
        moment = epoch + timedelta(seconds=round(serial * 86_400))
    except OverflowError:
        return ""
    return show_moment(moment, "clock" if shape == "clock" or serial < 1 else shape)


def show_moment(moment: datetime, shape: Shape) -> str:
    """A moment in no more detail than its cell shows; the hour of a day says nothing of plants and is left out."""
    forms: Mapping[str, str] = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y", "clock": "%H:%M"}
    return moment.strftime(forms[shape])
