"""Which unit is this, of what dimension, and how much of the canonical unit is it?

The table holds the simple units; a multiplier in front (万亩, 亿元) and quotients (元/㎡·月, 吨/㎡, kN/m²)
are composed from it. Factors: 1 亩 = 10,000/15 m² (exact, metric 市亩); 1 t/m² = 9.80665 kN/m² (standard
gravity); a year of rent is 12 months and 365 days.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

MU_M2 = 10_000 / 15
DAYS_PER_MONTH = 365 / 12
KILONEWTONS_PER_TONNE = 9.80665


class Unit(NamedTuple):
    """`factor` canonical units make one of this unit; only equal `canonical` units convert into each other."""

    dimension: str
    canonical: str
    factor: float


_GROUPS: tuple[tuple[str, str, float, str], ...] = (
    (
        "area",
        "m2",
        1,
        "m2 平方米 平米 平方公尺 平方 平 方 sqm squaremetre squaremetres squaremeter squaremeters",
    ),
    ("area", "m2", MU_M2, "亩 市亩 畝 mu"),
    ("area", "m2", 1e4, "公顷 公頃 ha hectare hectares"),
    ("area", "m2", 1e6, "平方公里 平方千米 km2 squarekilometre squarekilometres"),
    ("area", "m2", 0.09290304, "平方英尺 sqft ft2 squarefeet squarefoot"),
    ("area", "m2", 4046.8564224, "英亩 acre acres"),
    ("money", "CNY", 1, "元 圆 块 块钱 元人民币 人民币 cny rmb yuan 元整"),
    ("money", "USD", 1, "美元 美金 usd us$"),
    ("money", "HKD", 1, "港元 港币 hkd hk$"),
    ("money", "EUR", 1, "欧元 eur"),
    ("money", "GBP", 1, "英镑 gbp"),
    ("money", "JPY", 1, "日元 jpy"),
    ("length", "m", 1, "m 米 公尺 metre metres meter meters"),
    ("length", "m", 1000, "km 公里 千米 kilometre kilometres kilometer kilometers"),
    ("length", "m", 0.01, "cm 厘米 公分"),
    ("length", "m", 0.001, "mm 毫米"),
    ("length", "m", 1852, "海里 nmi"),
    ("length", "m", 0.3048, "ft 英尺 feet foot"),
    ("load", "t/m2", 1 / KILONEWTONS_PER_TONNE, "kpa 千帕"),
    ("power", "kVA", 1, "kva 千伏安"),
    ("power", "kVA", 1000, "mva 兆伏安"),
    ("power", "kVA", 0.001, "va 伏安"),
    ("power", "kW", 1, "kw 千瓦"),
    ("power", "kW", 1000, "mw 兆瓦"),
    ("ratio", "ratio", 0.01, "% 个百分比 percent"),
    ("ratio", "ratio", 0.001, "‰"),
    ("ratio", "ratio", 1, "ratio 倍"),
    ("ratio", "ratio", 0.1, "成"),
    ("speed", "km/h", 1, "km/h kmh kph 公里/小时 千米/小时 公里/时"),
    ("minutes", "min", 1, "min 分钟 mins minute minutes"),
    ("minutes", "min", 60, "h 小时 钟头 个小时 hour hours hr hrs"),
    ("days", "d", 1, "d 天 日 day days 个工作日 工作日"),
    ("days", "d", 7, "周 星期 个星期 礼拜 week weeks"),
    ("mass", "t", 1, "t 吨 公吨 tonne tonnes"),
    ("mass", "t", 0.001, "kg 公斤 千克"),
    ("volume", "m3", 1, "m3 立方米 立方"),
    ("energy", "kWh", 1, "kwh 千瓦时 度"),
    ("energy", "kWh", 1000, "mwh 兆瓦时"),
    ("energy", "kWh", 1e6, "gwh 吉瓦时"),
    ("containers", "TEU", 1, "teu 标箱 标准箱"),
    ("points", "pp", 1, "pp 百分点 个百分点"),
    ("months", "month", 1, "month months"),
    ("years", "year", 1, "year years"),
    ("rank", "rank", 1, "rank"),
    (
        "count",
        "1",
        1,
        (
            "1 个 家 项 宗 条 名 人 户 台 套 座 栋 幢 间 处 号 件 辆 所 只 批 位 层 款 片 门 次 艘 "
            "股 环 种 类 组 支 对"
        ),
    ),
)
UNITS: dict[str, Unit] = {
    name: Unit(dimension, to, factor) for dimension, to, factor, names in _GROUPS for name in names.split()
}
MULTIPLIERS: dict[str, float] = {"百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8,
                                 "十亿": 1e9, "百亿": 1e10, "千亿": 1e11, "万亿": 1e12}  # fmt: skip
_MULTIPLIER = re.compile("|".join(sorted(MULTIPLIERS, key=len, reverse=True)))
_PERIODS: dict[str, float] = {"月": 1, "month": 1, "个月": 1, "mo": 1, "年": 1 / 12, "year": 1 / 12, "yr": 1 / 12,
                              "日": DAYS_PER_MONTH, "天": DAYS_PER_MONTH, "day": DAYS_PER_MONTH}  # fmt: skip
_TONNES: dict[str, float] = {"吨": 1, "t": 1, "公吨": 1, "tonne": 1, "tonnes": 1, "ton": 1, "tons": 1,
                             "kg": 1e-3, "公斤": 1e-3, "千克": 1e-3, "kn": 1 / KILONEWTONS_PER_TONNE,
                             "千牛": 1 / KILONEWTONS_PER_TONNE}  # fmt: skip
_SQUARE = frozenset(name for name, unit in UNITS.items() if unit.dimension == "area")
_LIFTED_BY_NAME = {"kw", "kva", "km"}


def tidy_unit(spelling: str) -> str:
    """One spelling for the many: NFKC (㎡ → m2), lower case, no blanks, every way to write “per” as `/`."""
    plain = unicodedata.normalize("NFKC", spelling).lower()
    plain = re.sub(r"[\s()]", "", plain).replace("^2", "2")
    return re.sub(r"(?:[/每·・•‧*×.]|per(?!cent))+", "/", plain).strip("/")


@lru_cache(maxsize=2048)
def find_unit(spelling: str, dimension: str | None = None) -> Unit | None:
    """The unit of that spelling, or None. With `dimension`, only a unit of that dimension."""
    name = tidy_unit(spelling)
    unit = UNITS.get(name) or _lifted(name) or _quotient(name)
    if dimension == "ratio" and name == "1":
        return Unit("ratio", "ratio", 1)
    if dimension == "number" and name == "1":
        return Unit("number", "1", 1)
    if unit is None or (dimension is not None and unit.dimension != dimension):
        return None
    return unit


def convert(value: float, unit: str, to: str) -> float:
    """`value` of `unit` in units of `to`. Raises `ValueError` when they do not measure the same thing."""
    source, target = find_unit(unit), find_unit(to)
    if source is None or target is None or source.canonical != target.canonical:
        raise ValueError(f"{unit} does not convert to {to}")
    return value * source.factor / target.factor


def without_multiplier(spelling: str) -> str:
    """`万元` → `元`: the unit meant when the number brings its own 万 or 亿."""
    name = tidy_unit(spelling)
    match = _MULTIPLIER.match(name)
    if match and name not in UNITS and find_unit(name[match.end() :]) is not None:
        return name[match.end() :]
    return name


def _lifted(name: str) -> Unit | None:
    """`万亩`, `亿元`, `万kw`: a multiplier in front of a unit of the table."""
    match = _MULTIPLIER.match(name)
    base = UNITS.get(name[match.end() :]) if match else None
    if match is None or base is None or base.dimension == "ratio":
        return None
    return base._replace(factor=base.factor * MULTIPLIERS[match.group()])


def _quotient(name: str) -> Unit | None:
    over, *under = name.split("/")
    if not under or len(under) > 2:
        return None
    if over in _TONNES and len(under) == 1 and under[0] in _SQUARE:
        return Unit("load", "t/m2", _TONNES[over] / UNITS[under[0]].factor)
    money = UNITS.get(over) or _lifted(over)
    if money is None or money.dimension != "money":
        return None
    squares = [word for word in under if word in _SQUARE]
    months = [word for word in under if word in _PERIODS]
    if len(squares) != 1 or len(squares) + len(months) != len(under):
        return None
    factor = money.factor / UNITS[squares[0]].factor
    if months:
        return Unit("price", f"{money.canonical}/m2/month", factor * _PERIODS[months[0]])
    return Unit("price", f"{money.canonical}/m2", factor)
