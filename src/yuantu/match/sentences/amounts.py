"""Which field does a measured amount belong to: area, price, clear height, floor load, power?

The unit decides where it can, the word beside it where it must: 8米 is a clear height only beside 层高 or 净高.
What cannot be placed stays unread and is reported.
"""

import re

from yuantu.match.brief import Amount, Price, Span
from yuantu.match.sentences.measures import Measure, canonical_bounds
from yuantu.match.sentences.text import Draft
from yuantu.ontology.numerals import tidy_float

MONTHLY_BELOW = 200.0
_OTHER_AREA = "的?(?:员工|配套|独立)?(?:宿舍|办公楼|办公室|办公|食堂|空地|院子|露天|绿化)"


def put_measure(draft: Draft, measure: Measure) -> bool:
    """Place one amount; False when no field takes it."""
    start, end = measure.start, measure.end
    if not draft.is_free(measure.number_at, end):
        return False
    while start < measure.number_at and draft.taken[start]:
        start += 1
    if measure.label == "term":
        return False
    if measure.group == "area" and not measure.per and measure.label not in ("height", "load", "power"):
        return _put_area(draft, measure, start, end)
    if measure.group == "price":
        return _put_price(draft, measure, start, end)
    if measure.group == "length" and measure.label == "height":
        return _put_amount(
            draft, measure, "clear_height_m", canonical_bounds(measure, "length"), (start, end)
        )
    if measure.group == "load":
        per = "" if measure.spelling in ("kpa", "千帕") else "/m2"
        return _put_amount(
            draft, measure, "floor_load_t_m2", canonical_bounds(measure, "load", per), (start, end)
        )
    if measure.group == "mass" and measure.label == "load":
        return _put_bare_load(draft, measure, start, end)
    if measure.group == "power":
        return _put_power(draft, measure, start, end)
    return False


def _put_area(draft: Draft, measure: Measure, start: int, end: int) -> bool:
    if re.match(_OTHER_AREA, draft.plain[end : end + 8]) or re.search(
        _OTHER_AREA + "(?:面积)?$", draft.plain[max(0, start - 8) : start]
    ):
        return False
    return _put_amount(draft, measure, "area_m2", canonical_bounds(measure, "area"), (start, end))


def _put_bare_load(draft: Draft, measure: Measure, start: int, end: int) -> bool:
    """承重1.5吨: a load is always per square metre, and the words leave it out."""
    draft.assume("brief_load_per_area", value=draft.text[start:end])
    return _put_amount(
        draft, measure, "floor_load_t_m2", canonical_bounds(measure, "load", "/m2"), (start, end)
    )


def _put_power(draft: Draft, measure: Measure, start: int, end: int) -> bool:
    """Active power is a lower bound of apparent power: 500千瓦 asks for at least 500 kVA, whatever the "
    "power factor.
    """
    bounds = canonical_bounds(measure, "power")
    if bounds is not None and bounds[2] == "kW":
        draft.assume("brief_kw_as_kva", value=draft.text[start:end])
    return _put_amount(draft, measure, "power_kva", bounds, (start, end))


def _put_amount(
    draft: Draft, measure: Measure, name: str, bounds: tuple[float, float | None, str] | None, span: Span
) -> bool:
    if bounds is None:
        return False
    low, high, _unit = bounds
    words = draft.take(*span)
    if measure.bound == "range":
        amount = Amount(low, high, None, words, span)
    elif measure.bound == "most":
        amount = Amount(None, low, None, words, span)
    elif measure.bound == "about":
        amount = Amount(None if name == "area_m2" else tidy_float(low * 0.9), None, low, words, span)
    else:
        amount = Amount(low, None, None, words, span)
    draft.put(name, amount)
    return True


def _put_price(draft: Draft, measure: Measure, start: int, end: int) -> bool:
    if measure.bound == "plain" and not (measure.label or measure.per):
        return False  # 一块 is a piece of land, 100元 alone is no ceiling on anything
    square = next((part for part in measure.per if part in ("㎡", "亩")), None)
    period = next((part for part in measure.per if part in ("月", "年", "日")), None)
    low, high = measure.low, measure.high
    if square == "㎡" and period is None:
        period = _assumed_month(draft, measure, low, start, end)
    elif square is None and measure.label != "total":
        square, period = _assumed_square(draft, measure, low, period, start, end)
    unit, scale = _price_unit(square, period)
    words, span = draft.take(start, end), (start, end)
    draft.put(
        "price", _price(measure, low / scale, None if high is None else high / scale, unit, words, span)
    )
    return True


def _price(measure: Measure, low: float, high: float | None, unit: str, words: str, span: Span) -> Price:
    low = tidy_float(low)
    if high is not None:
        return Price(tidy_float(high), unit, low, None, words, span)
    if measure.bound == "least":
        return Price(None, unit, low, None, words, span)
    if measure.bound == "about":
        return Price(tidy_float(low * 1.1), unit, None, low, words, span)
    return Price(low, unit, None, None, words, span)


def _assumed_month(draft: Draft, measure: Measure, amount: float, start: int, end: int) -> str | None:
    """25元/平 of a rent is per month; 3000元/平 is a price. Said in `assumptions`."""
    tenure = draft.single.get("tenure")
    bought = tenure is not None and getattr(tenure, "value", "") == "purchase"
    if measure.label == "rent" or (amount < MONTHLY_BELOW and not bought):
        draft.assume("brief_rent_per_month", value=draft.text[start:end])
        return "月"
    return None


def _assumed_square(
    draft: Draft, measure: Measure, amount: float, period: str | None, start: int, end: int
) -> tuple[str | None, str | None]:
    """租金25块以内 is per square metre and month; 月租30万 is a total per month."""
    if amount < MONTHLY_BELOW and measure.label != "price":
        draft.assume("brief_rent_per_square_month", value=draft.text[start:end])
        return "㎡", period or "月"
    return None, period or ("月" if measure.label == "rent" else None)


def _price_unit(square: str | None, period: str | None) -> tuple[str, float]:
    """Name of the unit and how many yuan its money is: land and totals in 万元."""
    scale = 1.0 if square == "㎡" else 1e4
    name = ("元" if scale == 1.0 else "万元") + (f"/{square}" if square else "")
    return name + (f"{'·' if square else '/'}{period}" if period else ""), scale
