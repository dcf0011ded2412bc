"""Which unit or classifier begins here, and how much of the canonical unit is it?

The factors are the ontology's. This module only says how units are spelt in running text, where a wrong word
is near (项 or 项目, 家 or 家用电器, 平 or 平台), and how a price or a rate is put together.
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from yuantu.evidence.text.mentions import Kind
from yuantu.ontology.units import UNITS, find_unit


class Measure(NamedTuple):
    """A unit that ends at `end`; `factor` canonical `unit`s make one. `word`: as spelt, without its rate."""

    kind: Kind
    unit: str
    factor: float
    end: int
    word: str


class _Spelling(NamedTuple):
    word: str
    kind: Kind
    unit: str
    factor: float
    large: bool
    unless: re.Pattern[str] | None


_KINDS: dict[str, Kind] = {
    "area": "area", "money": "money", "length": "length", "load": "load", "power": "power", "speed": "speed",
    "mass": "weight", "volume": "volume", "energy": "energy",
}  # fmt: skip
_CANONICAL: dict[str, tuple[str, float]] = {"kW": ("W", 1e3), "kWh": ("Wh", 1e3), "kVA": ("VA", 1e3)}
_LEFT_OUT = frozenset({"公分", "公尺"})  # 公分 and 公尺 are rarer than their parts in running text
_PER_AREA = re.compile(
    r"(?:/|每|·|一)(平方公里|平方千米|平方米|平方|平米|公顷|平方呎|方呎|㎡|m2|m²|亩|"
    r"平)(?![台方均])(?:(?:/|每|·|•|\.|\*|)(个月|月|天|日|年))?"
)
_PER_TIME_AREA = re.compile(r"(?:/|每)(月|天|日|年)(?:/|每|·|•|\.)(平方米|平方|平米|㎡|m2|m²|亩|平)")
_PER_THING = re.compile(
    r"(?:/|每)(吨|千克|公斤|千瓦时|千瓦|kWh|kwh|度|立方米|人·?[天日月年次]?|户|套|台|辆|股|个|次|箱|"
    r"公里|瓦|W|年|月|天|日|小时|时|季|晚|位|株|头|间|kg|t|km|N?m[³3]|立方|方)"
)
_PER_TIME = re.compile(r"/(?:年|月|日|天|小时|时|a(?![a-z])|d(?![a-z])|h(?![a-z])|周|季|次)")
PER_UNIT: dict[str, tuple[str, float]] = {  # what a price may be per, and how many of it that is
    **dict.fromkeys(("吨", "t"), ("t", 1.0)),
    **dict.fromkeys(("千克", "公斤", "kg"), ("t", 1e-3)),
    **dict.fromkeys(("千瓦时", "度", "kwh"), ("kWh", 1.0)),
    **dict.fromkeys(("瓦", "w"), ("W", 1.0)),
    **dict.fromkeys(("公里", "km"), ("km", 1.0)),
    **dict.fromkeys(("立方米", "m³", "m3", "nm³", "nm3", "立方", "方"), ("m3", 1.0)),
    "千瓦": ("kW", 1.0),
}
_LATIN = re.compile(r"(?:kN|kg|km|[a-zA-Zμ]{1,4})[²³23]?(?:/(?:kWh|m[²³23]|[a-z]{1,2}))?(?![A-Za-z0-9])")
_LATIN_ONE = frozenset("mthg")
_LATIN_MORE: dict[str, tuple[Kind, str, float]] = {
    "w": ("power", "W", 1.0),
    **dict.fromkeys(("gw", "gwp"), ("power", "W", 1e9)),
    "mwp": ("power", "W", 1e6),
    "kwp": ("power", "W", 1e3),
    "wh": ("energy", "Wh", 1.0),
    "twh": ("energy", "Wh", 1e12),
    "nm": ("length", "m", 1e-9),
    **dict.fromkeys(("μm", "um"), ("length", "m", 1e-6)),
    "h": ("duration", "hour", 1.0),
    "min": ("duration", "minute", 1.0),
    "teu": ("count", "count", 1.0),
    **dict.fromkeys(("pp", "pct"), ("growth", "pp", 1.0)),
    "bp": ("growth", "pp", 0.01),
    "g": ("weight", "t", 1e-6),
    "m3": ("volume", "m3", 1.0),
    "rmb": ("money", "CNY", 1.0),
}


def measure_at(text: str, position: int, value: float, scale: float, chinese: bool) -> Measure | None:
    """The unit that begins at `position`, after a number of that value and multiplier; None when none does."""
    following = text[position : position + 1]
    spellings = _table().get(following)
    if spellings is None:
        return _latin(text, position) if following.isascii() else None
    large = scale >= 1e4 or value >= (11 if chinese else 10)
    for one in spellings:
        if text.startswith(one.word, position) and (large or not one.large):
            end = position + len(one.word)
            if one.unless is None or one.unless.match(text, end) is None:
                return _with_rate(text, Measure(one.kind, one.unit, one.factor, end, one.word))
    return _latin(text, position) if following.isascii() else None


def first_characters() -> str:
    """The characters that a unit may begin with."""
    return "".join(_table())


@cache
def _table() -> dict[str, tuple[_Spelling, ...]]:
    """The spellings by their first character, longest first."""
    known: dict[tuple[str, str], _Spelling] = {}
    for word, one in UNITS.items():
        kind = _KINDS.get(one.dimension)
        if kind is not None and not word.isascii() and word not in _LEFT_OUT:
            unit, lift = _CANONICAL.get(one.canonical, (one.canonical, 1.0))
            known[word, kind] = _Spelling(word, kind, unit, one.factor * lift, False, None)
    for line in (Path(__file__).parent / "measures.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        kind_name, unit, factor, words, large, guards = line.split("\t")
        unless = re.compile("|".join(guards.split())) if guards else None
        for word in words.split():
            known[word, kind_name] = _Spelling(
                word, cast(Kind, kind_name), unit, float(factor), bool(large), unless
            )
    table: dict[str, list[_Spelling]] = {}
    for spelling in sorted(known.values(), key=lambda one: -len(one.word)):
        table.setdefault(spelling.word[0], []).append(spelling)
    return {first: tuple(group) for first, group in table.items()}


def _latin(text: str, position: int) -> Measure | None:
    """`GWh`, `㎡`, `km/h`, `t`: letters; one letter alone only in its proper case (5G and 5M are names)."""
    found = _LATIN.match(text, position)
    if found is None:
        return None
    spelled = found.group()
    if len(spelled) == 1 and spelled not in _LATIN_ONE:
        return None
    known = _latin_unit(spelled)
    if known is None and spelled.endswith(
        ("/a", "/h", "/d", "/y")
    ):  # 1.26t/a: the unit alone, its rate apart
        spelled = spelled.partition("/")[0]
        known = _latin_unit(spelled) if len(spelled) > 1 or spelled in _LATIN_ONE else None
    if known is None:
        return None
    return _with_rate(text, Measure(*known, position + len(spelled), spelled))


@lru_cache(maxsize=512)
def _latin_unit(spelled: str) -> tuple[Kind, str, float] | None:
    more = _LATIN_MORE.get(spelled.replace("³", "3").lower())
    if more is not None:
        return more
    one = find_unit(spelled.replace("²", "2").replace("³", "3"))
    if one is None or one.dimension not in _KINDS:
        return None
    unit, lift = _CANONICAL.get(one.canonical, (one.canonical, 1.0))
    return _KINDS[one.dimension], unit, one.factor * lift


def _with_rate(text: str, measure: Measure) -> Measure:
    """`元/㎡·月`, `元/吨`, `吨/年`, `吨/㎡`: what the unit is counted per."""
    following = text[measure.end : measure.end + 1]
    if following not in "/每·一" or not following:
        return measure
    if measure.kind == "money":
        return _price(text, measure)
    if measure.kind == "weight" and (area := _PER_AREA.match(text, measure.end)):
        load = find_unit(f"t/{area[1]}")
        if load is not None:
            return measure._replace(
                kind="load", unit="t/m2", factor=measure.factor * load.factor, end=area.end()
            )
    time = _PER_TIME.match(text, measure.end)
    return measure._replace(end=time.end()) if time else measure


def _price(text: str, measure: Measure) -> Measure:
    area = _PER_AREA.match(text, measure.end)
    if area is not None:
        square, period = area[1], area[2]
    elif turned := _PER_TIME_AREA.match(text, measure.end):
        area, square, period = turned, turned[2], turned[1]
    else:
        thing = _PER_THING.match(text, measure.end)
        if thing is None:
            return measure
        unit = PER_UNIT.get(thing[1].lower())
        if unit is None:
            return measure._replace(end=thing.end())
        return measure._replace(
            kind="price", unit=f"{measure.unit}/{unit[0]}", factor=measure.factor / unit[1], end=thing.end()
        )
    return measure._replace(end=area.end(), **price_per(measure, square, period))


def price_per(measure: Measure, square: str, period: str | None) -> dict[str, Any]:
    """Kind, unit and factor of money per area (and month): 500万元 per 亩 is 7,500 CNY/m2."""
    spelled = f"元/{square.replace('平方呎', '方呎').replace('方呎', '平方英尺')}" + (
        f"/{period}" if period else ""
    )
    per = find_unit(spelled)
    if per is None:
        return {}
    return {
        "kind": "price",
        "unit": per.canonical.replace("CNY", measure.unit),
        "factor": measure.factor * per.factor,
    }
