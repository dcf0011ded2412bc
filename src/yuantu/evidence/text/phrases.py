"""What do the words around a quantity make of it: a fall, a price per 亩, a level, a condition, a part?"""

import re

from yuantu.evidence.text.measures import PER_UNIT, Measure, price_per
from yuantu.evidence.text.mentions import Kind, Role
from yuantu.evidence.text.numbers import Number, read_words

_FALLS = (
    r"(?:降幅|跌幅|减幅|下降|减少|降低|回落|下滑|缩减|压减|萎缩|下跌|跌|缩小|缩|负增长|降|减|放缓|"
    r"收窄|倒退|挫|走低|(?<![不最降较])低(?=约|近|了|逾|超|$)|亏损扩大)"
)
_RISES = r"(?:增长|上升|提高|提升|增加|增|升|涨|上涨|扩大|加快|回升|反弹|高于|高出|拉动|快于|高)"
_VERB = re.compile(rf"(?P<fall>{_FALLS})|(?P<rise>{_RISES})")
_BETWEEN = re.compile(r"[^，。,;；:\n0-9至到占达比为]{0,4}(?:了|幅度?(?:为|达)?|约|近|超|超过|逾|率|为)?")
_BELOW = re.compile(
    r"(?<!不)(?:低于|慢于|落后于?|弱于|少于|小于)(?:全|[一-鿿]{2,4}平均|同期|去年|上年|上月|目标|预期|行业|序时)[^，。,;；0-9]{0,8}$"
)
_MINUEND = re.compile(r"[0-9A-Za-z%‰-]-")
_FIGURE_OF = re.compile(r"(?:率|为|达到?|高达|约|近|超过?|逾|在|分别|仅){0,3}")
_LEVEL_REACHED = re.compile(r"(?:至|到|为|占|达|比重?)(?:了)?(?:约|近|超过?|逾|不足)?$")
_RATE_WORDS = re.compile(
    r"(?:增长|下降|增速|增幅|降幅|提高|上升|减少|降低|增加|回落|下滑|涨幅|跌幅|涨|跌|升|同比|环比|"
    r"年均|按年|提升|扩大|压减|回升|增|降|缩减|放缓|快于)[^，。,;；、0-9占]{0,8}$"
)
_CAPACITY = re.compile(
    r"(?:产能|年产|日产|月产|产量|装机|规模|处理能力|吞吐|供应|储能|电池|配套|生产|日处理|年处理|"
    r"运力|库容)[^，。,;；0-9]{0,12}$"
)
_PER_PIECE = re.compile(
    r"(?:每|一)(亩|平方米|平米|㎡|平方公里|公顷|平方呎|方呎|平)(?!均)(?:(?:每)?(个月|月|天|日|"
    r"年))?[^，。,;；:\n0-9每]{0,12}$"
)
_PER_WEIGHT = re.compile(r"每(吨|公斤|千克|度|千瓦时|立方米)[^，。,;；:\n0-9每]{0,6}$")
_PER_HOUR = re.compile(r"(?:时速|车速)[^，。,;；:\n0-9]{0,8}$")
_CUBIC = re.compile(
    r"(?:库容|蓄水|土石?方|方量|水量|供水|混凝土|开挖|回填|疏浚|清淤|木材|砂石|填海|调水|引水)[^，。,;；:0-9]{0,8}$"
)
_MOVED = re.compile(r"(?:前移|上升|提升|跃升|前进|后退|下降|后移|下滑|进位|攀升|提高)了?$")
_AVERAGE_MU = re.compile(r"(?<![一-鿿]用)亩均[^，。,;；:\n0-9]{0,10}$")
_LEVEL = re.compile(
    r"级|元?(?:大平台|产业|产值|规模|集群|园区|企业|城市|GDP|大关|台阶|俱乐部|项目|工程|镇|村|县|"
    r"区|板块|赛道|市场|能级|征途|目标|时代|强|投资|跨越|门槛|航母|“|”)|(?=[一两百千万]?(?:亩|"
    r"亿))|良田|沃土|高标准|[茶果粮稻林园]"
)
_CONDITION = re.compile(
    r"(?:的)?[一-鿿]{0,6}?(?:项目|企业|高企|公司|工程|集群|园区|产业|镇街|强镇|楼宇|单位|大企业)"
)
_THRESHOLD = re.compile(r"以[上下]|级|以内")
_COUNT_SOON = re.compile(r"[^，。;；\n]{0,8}?[0-9一二两三四五六七八九十百]+[多余几]?[个家项宗户]")
_PART = re.compile(r"其中")
_MONEY_WORDS = re.compile(
    r"(?:资|资金|产值|收入|税收?|营收|利润|额|款|费|金|价|薪|成本|GDP|增加值|总值|补贴|奖励|补助|元|"
    r"融资|销售|出口|进口|预算|赔|罚|卖到?|花了?|要价|开价|报价|叫价|砸下?)[^，。,;；:\n0-9]{0,5}$"
)
_PEOPLE_WORDS = re.compile(
    r"(?:人口|人数|从业人员|就业|职工|员工|用户|户数|游客|旅客|客流|保有量|销量|产量|"
    r"吞吐量)(?:(?:[^，。,;；:\n0-9元]|(?:19|20)[0-9]{2}年){0,6}|[由从][^，。,;；:\n元]{4,16}(?:到|至)(?:(?:19|20)[0-9]{2}年)?的?)$"
)
_NOT_MONEY = re.compile(
    r"[级人次吨户件台辆个只头株棵份条用播阅粉千瓦级枚羽斤颗包箱片平立股]|消费者|网民|观众|产量|参数|"
    r"像素|光年|农民|群众|城市|国|以内|游客|活跃"
)
_MONEY_END = re.compile(
    r"[，。,;；:、!?”》)\s的投规目大项产以左多至到~—–-]|和|与|级|元|企业|资|增|融|美|港|$"
)
_SYMBOL = re.compile(r"(?:US\$|HK\$|A\$|S\$|NT\$|[$€£¥￥]|(?:RMB|CNY|USD|HKD|EUR) ?)$")
_LETTERS_NEXT = re.compile(r" ?[A-Za-z]")
_CURRENCY = {
    "US$": "USD",
    "$": "USD",
    "USD": "USD",
    "HK$": "HKD",
    "HKD": "HKD",
    "€": "EUR",
    "EUR": "EUR",
    "£": "GBP",
    "A$": "AUD",
    "S$": "SGD",
    "NT$": "TWD",
}
_INDEX_BEFORE = re.compile(
    r"(?:容积率|恩格尔系数|基尼系数|建筑系数)(?:[^，,。;；、\n0-9]{0,9}|[^，,。;；、\n0-9]{0,9}[0-9.]{1,5}(?:-|~|—|至|到|[且,，][^0-9，,。]{1,6}))$"
)
_RANGE_NEXT = re.compile(r"(?:-{1,2}|~|—{1,2}|–|至|到)[0-9]")
_ENUMERATED = re.compile(r"(?:^|[\n。;；])\s*$")
_SECONDS = re.compile(r"[零又]?([0-9]{1,2})秒")
_SMALLER = {  # the next smaller unit of time, how it follows, and how many make one
    "year": ("month", re.compile(r"[零又]?([0-9]{1,2}|[一二三四五六七八九十]{1,2})个月"), 12),
    "hour": ("minute", re.compile(r"[零又]?([0-9]{1,2}|[一二三四五六七八九十]{1,3})分钟?"), 60),
}
_RESPECTIVE = re.compile(r"分别|依次|各(?:为|有|达)")


def change_sign(text: str, start: int) -> float:
    """-1 after a fall or a minus, +1 after a rise, 0 where no word says."""
    if text[start - 1 : start] == "-":
        return 0.0 if _MINUEND.match(text, max(0, start - 2)) else -1.0
    low = max(0, start - 14)
    window = text[low:start]
    if _BELOW.search(window):
        return -1.0
    last: re.Match[str] | None = None
    for found in _VERB.finditer(window):
        last = found
    if last is None:
        return 0.0
    if last.group().endswith("幅"):
        return -1.0 if _FIGURE_OF.fullmatch(window, last.end()) else 0.0
    if not _BETWEEN.fullmatch(window, last.end()):
        return 0.0
    if _LEVEL_REACHED.search(window, last.end()):
        return 1.0
    if last.group() == "收窄" and "降幅" in window:
        return 1.0
    return -1.0 if last["fall"] else 1.0


def kind_in_context(text: str, start: int, measure: Measure) -> Kind:
    """A ratio is growth after a verb of change and a share otherwise; a weight is a capacity after 年产."""
    low = max(0, start - 16)
    if measure.unit == "ratio":
        return "growth" if _RATE_WORDS.search(text, low, start) else "share"
    if measure.kind in ("weight", "energy", "power", "volume") and _CAPACITY.search(text, low, start):
        return "capacity"
    return measure.kind


def unit_ahead(text: str, start: int, measure: Measure) -> Measure:
    """`每亩投资强度500万元`, `亩均税收30万元`, `时速100公里`, `前移4位`: the rest of the unit stands in front."""
    low = max(0, start - 18)
    if measure.unit == "m" and measure.factor == 1000 and _PER_HOUR.search(text, low, start):
        return measure._replace(kind="speed", unit="km/h", factor=1.0)
    if measure.word == "方" and _CUBIC.search(text, low, start):
        return measure._replace(kind="volume", unit="m3", factor=1.0)
    if measure.word == "位" and _MOVED.search(text, low, start):
        return measure._replace(kind="rank", unit="rank")
    if measure.kind != "money":
        return measure
    thing = _PER_WEIGHT.search(text, low, start)
    if thing is not None and measure.unit == "CNY":
        unit, size = PER_UNIT[thing[1]]
        return measure._replace(kind="price", unit=f"CNY/{unit}", factor=1 / size)
    per = _PER_PIECE.search(text, low, start)
    if per is not None:
        return measure._replace(**price_per(measure, per[1], per[2]))
    if _AVERAGE_MU.search(text, low, start):
        return measure._replace(**price_per(measure, "亩", None))
    return measure


def half_duration(text: str, measure: Measure) -> tuple[float, int]:
    """`两年半`, `3个半月` is read by its unit: what is added to the number, and where the words end."""
    if measure.kind == "duration" and measure.unit == "year" and text.startswith("半", measure.end):
        return 0.5, measure.end + 1
    if measure.word.startswith("个半"):
        return 0.5, measure.end
    if measure.word == "成" and text.startswith("半", measure.end):
        return 0.5, measure.end + 1
    return 0.0, measure.end


def compound_duration(text: str, measure: Measure) -> tuple[float, str, int] | None:
    """`3年零4个月`, `1小时20分钟`: how much the smaller unit adds, in that unit, how it is called and where it ends."""
    if measure.unit == "minute" and measure.factor == 1 and (seconds := _SECONDS.match(text, measure.end)):
        return float(seconds[1]) / 60, "minute", seconds.end()
    if measure.kind != "duration" or measure.unit not in _SMALLER or measure.factor != 1:
        return None
    unit, pattern, size = _SMALLER[measure.unit]
    found = pattern.match(text, measure.end)
    if found is None:
        return None
    spelled = found[1]
    more = float(spelled) if spelled.isdigit() else (read_words(spelled) or (0.0,))[0]
    return (more, unit, found.end()) if 0 < more < size else None


def level_end(text: str, number: Number, measure: Measure) -> int:
    """Where a level ends (千亿级, 5万吨级, 万亩千亿, 千亿产值), 0 when it is a plain amount (千亿元)."""
    if number.form == "bare" and measure.end == number.end:
        return measure.end  # 迈入万亿
    found = _LEVEL.match(text, measure.end)
    if found is None or (number.form != "bare" and found.group() != "级"):
        return 0
    return measure.end + 1 if found.group() == "级" else measure.end


def bare_index(text: str, number: Number) -> Measure | None:
    """`容积率不低于1.5`, `容积率1.0-2.5`: ratios that have a name instead of a unit."""
    if number.chinese or number.scale != 1 or number.value >= 100 or _RANGE_NEXT.match(text, number.end):
        return None
    if _INDEX_BEFORE.search(text, max(0, number.start - 24), number.start) is None:
        return None
    return Measure("share", "ratio", 1.0, number.end, "")


def bare_money(text: str, number: Number) -> Measure | None:
    """`130多亿`, `迈入万亿GDP`, `注册资本5000万`: money whose 元 was left out."""
    symbol = _SYMBOL.search(text, max(0, number.start - 4), number.start)
    if symbol is not None and not _LETTERS_NEXT.match(text, number.end):
        return Measure("money", _CURRENCY.get(symbol.group().strip(), "CNY"), 1.0, number.end, "元")
    if number.scale < 1e4 or number.wording == "range":
        return None
    window = max(0, number.start - 30)
    people = _PEOPLE_WORDS.search(text, window, number.start)
    if number.scale >= 1e8 or number.value >= 1e8:
        if people or _NOT_MONEY.match(text, number.end):
            if text.startswith("级", number.end):
                return Measure("money", "CNY", 1.0, number.end, "元")
            return Measure("count", "count", 1.0, number.end, "人口") if people else None
        if number.form == "bare" or _MONEY_END.match(text, number.end):
            return Measure("money", "CNY", 1.0, number.end, "元")
        return (
            Measure("money", "CNY", 1.0, number.end, "元")
            if _MONEY_WORDS.search(text, window, number.start)
            else None
        )
    if people and number.form == "bare" and not _NOT_MONEY.match(text, number.end):
        return Measure("count", "count", 1.0, number.end, "人口")
    if number.form == "bare" or text[number.end : number.end + 1] in tuple("、和与及至到~-—–"):
        return None
    if people:
        return Measure("count", "count", 1.0, number.end, "人口")
    return (
        Measure("money", "CNY", 1.0, number.end, "元")
        if _MONEY_WORDS.search(text, window, number.start)
        else None
    )


def is_list_start(text: str, waiting: list[Number]) -> bool:
    """Whether waiting numerals are members of a list; `1、3个项目` is an enumerator before a quantity."""
    first = waiting[0]
    if any(text[one.end] == "," for one in waiting) and len(waiting) < 2:
        return bool(_RESPECTIVE.search(text, max(0, first.start - 16), first.start))
    small = first.value < 30 and first.value == int(first.value) and first.scale == 1
    if len(waiting) == 1 and small and text[first.end] == "、":
        return first.start > 2 and _ENUMERATED.search(text, first.start - 2, first.start) is None
    return True


def role_of(text: str, start: int, end: int, measure: Measure, wording: str) -> Role:
    """Condition (亿元以上项目), level (千亿级), part (after 其中 in the same sentence) or plain value."""
    if measure.unit == "rank":
        return "change"
    if measure.kind in ("money", "area", "count") and wording in (
        "at_least",
        "at_most",
        "over",
        "range",
        "under",
    ):
        threshold = _THRESHOLD.search(text, max(start, end - 3), end) is not None or wording == "range"
        found = _CONDITION.match(text, end)
        if found and (threshold or _COUNT_SOON.match(text, found.end())):
            return "condition"
    low = max(0, start - 60)
    sentence = max(text.rfind(mark, low, start) for mark in "。;；\n")
    return "part" if _PART.search(text, max(low, sentence), start) else "value"
