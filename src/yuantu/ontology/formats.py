"""How is a value shown to a person, in Chinese or in English?"""

from yuantu.ontology.schema import Label, Property
from yuantu.ontology.units import MU_M2
from yuantu.ontology.values import Code, Coordinate, Period, Qualifier, Quantity, Text, Value

_FRAMES: dict[Qualifier, tuple[str, str]] = {
    "exact": ("{}", "{}"),
    "about": ("约 {}", "about {}"),
    "over": ("超 {}", "over {}"),
    "more_than_stated": ("{}多", "somewhat over {}"),
    "nearly": ("近 {}", "nearly {}"),
    "under": ("不足 {}", "under {}"),
    "at_least": ("不少于 {}", "at least {}"),
    "at_most": ("不超过 {}", "at most {}"),
    "range": ("{}", "{}"),
}
_UNITS: dict[str, tuple[str, str]] = {
    "m2": ("㎡", "m²"), "t/m2": ("吨/㎡", "t/m²"), "min": ("分钟", "min"), "d": ("天", "days"), "t": ("吨", "t"),
    "m3": ("m³", "m³"), "month": ("个月", "months"), "year": ("年", "years"), "pp": ("个百分点", "percentage points"),
    "CNY/m2/month": ("元/㎡·月", "CNY/m²·month"),
    "CNY/m2": ("元/㎡", "CNY/m²"),
}  # fmt: skip
_CURRENCIES = {"CNY": "元", "USD": "美元", "HKD": "港元", "EUR": "欧元", "GBP": "英镑", "JPY": "日元"}
_FLAGS = {"yes": ("是", "yes"), "no": ("否", "no")}
_MONTHS = "January February March April May June July August September October November December".split()


def show_value(value: Value, prop: Property | None = None, language: str = "zh") -> str:
    """The value with its unit, qualifier and precision: `近 200 个`, `10,000 ㎡（15 亩）`, `2024年6月`."""
    if isinstance(value, Quantity):
        return _show_quantity(value, prop, language)
    if isinstance(value, Period):
        return show_period(value, language)
    if isinstance(value, Text):
        return value.text
    if isinstance(value, Code):
        return _show_code(value, prop, language)
    return _show_coordinate(value)


def show_number(number: float, decimals: int = 2) -> str:
    """Thousands commas, at most `decimals` decimals, no trailing zeros; small numbers keep three digits."""
    if number != 0 and abs(number) < 10**-decimals:
        return f"{number:.3g}"
    text = f"{number:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def show_period(period: Period, language: str = "zh") -> str:
    """The period in the precision it was written with: `2024年6月`, `Q1 2024`, `2021—2024年`."""
    first, last = period.first, period.last
    if first is None or last is None or period.precision == "span":
        until = "至今" if language == "zh" else "until now"
        left = "…" if first is None else _show_day(first.year, first.month, first.day, language)
        right = until if last is None else _show_day(last.year, last.month, last.day, language)
        if first and last and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return f"{first.year}—{last.year}年" if language == "zh" else f"{first.year}–{last.year}"
        return f"{left}—{right}" if language == "zh" else f"{left} – {right}"
    if period.precision == "day":
        return _show_day(first.year, first.month, first.day, language)
    if period.precision == "month":
        return (
            f"{first.year}年{first.month}月"
            if language == "zh"
            else f"{_MONTHS[first.month - 1]} {first.year}"
        )
    if period.precision == "quarter":
        quarter = (first.month + 2) // 3
        return (
            f"{first.year}年第{'一二三四'[quarter - 1]}季度"
            if language == "zh"
            else f"Q{quarter} {first.year}"
        )
    if period.precision == "half":
        half = 0 if first.month == 1 else 1
        return (
            f"{first.year}年{'上下'[half]}半年"
            if language == "zh"
            else f"{('first', 'second')[half]} half of {first.year}"
        )
    return f"{first.year}年" if language == "zh" else str(first.year)


def _show_day(year: int, month: int, day: int, language: str) -> str:
    return f"{year}年{month}月{day}日" if language == "zh" else f"{day} {_MONTHS[month - 1]} {year}"


def _show_quantity(value: Quantity, prop: Property | None, language: str) -> str:
    chinese = language == "zh"
    if value.qualifier == "range" or value.stated is None:
        amount = _show_interval(value, prop, language)
    else:
        amount = _with_unit(value.stated, value.stated, value.unit, prop, language)
    frame = _FRAMES[value.qualifier][0 if chinese else 1]
    if value.qualifier == "more_than_stated" and chinese:
        number, _blank, unit = amount.partition(" ")
        return f"{amount}多" if "（" in amount else f"{number} 多{unit}"
    return frame.format(amount)


def _show_interval(value: Quantity, prop: Property | None, language: str) -> str:
    chinese = language == "zh"
    if value.low is not None and value.high is not None:
        return _with_unit(value.low, value.high, value.unit, prop, language)
    bound, qualifier = (value.low, "at_least") if value.low is not None else (value.high, "at_most")
    if bound is None:
        return "不详" if chinese else "not stated"
    words = _with_unit(bound, bound, value.unit, prop, language)
    return _FRAMES["at_least" if qualifier == "at_least" else "at_most"][0 if chinese else 1].format(words)


def _with_unit(low: float, high: float, unit: str, prop: Property | None, language: str) -> str:
    chinese = language == "zh"
    if unit == "ratio":
        if prop is not None and prop.unit == "1":
            return _pair(low, high)
        return f"{_pair(low * 100, high * 100)} %"
    if unit == "m2":
        return _show_area(low, high, chinese)
    if unit in _CURRENCIES:
        return _show_money(low, high, unit, chinese)
    if unit == "1":
        return f"{_pair(low, high)}{_classifier(prop, language)}"
    if unit == "CNY/m2" and chinese:
        return f"{_pair(low, high)} 元/㎡（{_pair(low * MU_M2 / 1e4, high * MU_M2 / 1e4)} 万元/亩）"
    if unit == "rank":
        return f"第 {_pair(low, high)} 位" if chinese else f"rank {_pair(low, high)}"
    names = _UNITS.get(unit)
    return f"{_pair(low, high)} {names[0 if chinese else 1] if names else unit}"


def _classifier(prop: Property | None, language: str) -> str:
    if prop is None or prop.type != "count":
        return ""
    label = prop.classifier or Label("个", "")
    word = label.text(language)
    return f" {word}" if word else ""


def _pair(low: float, high: float) -> str:
    return show_number(low) if low == high else f"{show_number(low)}–{show_number(high)}"


def _show_area(low: float, high: float, chinese: bool) -> str:
    mu = _pair(round(low / MU_M2, 2), round(high / MU_M2, 2))
    if low >= 1e6:
        kilometres = _pair(low / 1e6, high / 1e6)
        return f"{kilometres} 平方公里（{mu} 亩）" if chinese else f"{kilometres} km² ({mu} mu)"
    square = _pair(low, high)
    return f"{square} ㎡（{mu} 亩）" if chinese else f"{square} m² ({mu} mu)"


def _show_money(low: float, high: float, unit: str, chinese: bool) -> str:
    size = abs(high)
    steps = ((1e8, "亿"), (1e4, "万"), (1, "")) if chinese else ((1e9, " bn"), (1e6, " m"), (1, ""))
    scale, word = next(step for step in steps if size >= step[0] or step[0] == 1)
    amount = _pair(low / scale, high / scale)
    return f"{amount} {word}{_CURRENCIES[unit]}" if chinese else f"{unit} {amount}{word}"


def _show_code(value: Code, prop: Property | None, language: str) -> str:
    if value.scheme == "flag" and value.code in _FLAGS:
        return _FLAGS[value.code][0 if language == "zh" else 1]
    category = prop.category(value.code) if prop is not None else None
    return category.label.text(language) if category is not None else value.code


def _show_coordinate(value: Coordinate) -> str:
    return f"{value.lon:.5f}, {value.lat:.5f}"
