"""Which numbers with a unit are no quantities: names, ids, idioms, ordinals, times of day?"""

import re

from yuantu.evidence.text.measures import Measure
from yuantu.evidence.text.numbers import Number
from yuantu.evidence.text.phrases import level_end

_CURRENCY_BEFORE = re.compile(
    r"(?:RMB|CNY|USD|US|HKD|HK|EUR|JPY|GBP|GDP|CPI|PPI|PMI|IPO|R&D|EVA|FDI|达|LED|AI|IT)$"
)
_NAMED_YEARS = re.compile(r"(?:的)?(?:行动|规划|计划|纲要|攻坚|大计|之约|之痒)")
_ONE_MEANT = re.compile(
    r"(?:唯一|仅有?|只有|仅此|共有?|现有|新增|用了?|历时|用时|为期|不到|不足|超过?|近|约|至少|时间|"
    r"满|缩短)(?:的)?$"
)
_ONE_YEAR_AFTER = re.compile(r"(?:多|半|以?内|之内|左右|以上|时间|后|以后|之后|就|便|即)")
_PLACES = re.compile(
    r"(?:七台河|五家渠|三台县|五台山|四平市|三门峡|三元[里区桥锂材正前]|三家[店村子]|五家[岗坡]|三户|"
    r"八家户|百家[争讲]|六家庄|三大件|两院院士|五大洲|四大洋|五大连池)"
)
_QUOTED = re.compile(r"[“\"《〈][^“”《》〈〉，,。;；:了\n]*$")
_CLOSING = re.compile(r"[^“”《》，,。;；!！?\n]{0,14}[”\"》〉]")
_PARTY = re.compile(
    r"大(?=以来|报告|精神|代表|召开|后|、|，|,|之|胜利|作出|提出|确|党章|的|”|》|和|及|要求|部署|"
    r"闭幕|开幕|时|会)"
)
_BEFORE_NOW = frozenset("目此提以之日年先事当跟面眼")  # 目前三家 counts three, 前三名 does not
_ORDINAL_BEFORE = frozenset("第每届")
_IDLE_YEAR_BEFORE = frozenset("的这那新第每某上下同前")
_LABEL = re.compile(
    r"(?:附件|附录|图|表|编号|代码|邮编|证号|文号|批号|型号|账号|条码|房号|QQ|微信|电话|热线|传真|"
    r"手机|专线|No\.|NO\.|№|#)[:：]?$"
)
_HUNDRED_YEARS = re.compile(r"(?:两个)?一百年|百年|千年|万年")
_CATEGORY = re.compile(r"[一二三四五六]类(?:工业|居住|用地|医疗|土地|企业名单)")
_RATED = re.compile(r"[0-9](?:[kKMGT]?Wh?|[kM]VA|t|m[²2³3]?)/$")
_LAYOUT = re.compile(
    r"[一二两三四五六七八九多][心轴带核环廊翼极园区城港湾链网点脉屏圈走主副][、，,]?$"
)  # 一心两轴四片区
_SESSION_BEFORE = re.compile(r"[大届会协]$")
_SESSION = re.compile(r"(?:全体)?(?:会议|全会)")
_FLOORS = re.compile(r"[F层]?(?:-{1,2}|—{1,2}|–|~|至|到)")
_STOREYS = re.compile(r"(?:层数|层高|共|为)[^，。;；]{0,3}$")
_INCLUDED = re.compile(r"\(不?含$")
_PARTS_OF_ADDRESS = frozenset("栋幢座层楼")


def is_rejected(text: str, number: Number, measure: Measure, bounded: bool) -> bool:
    """Whether the span is a name, an id, an idiom or an ordinal. `bounded`: 超, 近, 以上 … stand with it."""
    before = text[number.start - 1 : number.start]
    if (
        before == "前"
        and measure.word in ("名", "位", "强")
        and text[number.start - 2 : number.start - 1] not in _BEFORE_NOW
    ):
        return True
    if before in _ORDINAL_BEFORE or _is_labelled(text, number, measure, before):
        return True
    if not number.chinese and _is_part_of_id(text, number):
        return True
    if number.form == "bare":
        return _is_loose_multiplier(text, number, measure, bounded)
    if number.chinese and _is_word(text, number, measure, bounded):
        return True
    return measure.kind == "count" and _is_quoted_name(text, number, measure)


def is_floor(text: str, start: int, end: int, second: int, measure: Measure) -> bool:
    """2-6层 names storeys from the second to the sixth; after 层数 it is a number of them."""
    if measure.word != "层" or not _FLOORS.fullmatch(text, end, second):
        return False
    return _STOREYS.search(text, max(0, start - 6), start) is None


def _is_labelled(text: str, number: Number, measure: Measure, before: str) -> bool:
    """附件2, 88号3栋, 二期, (含10亿元): a label, an address, a phase, a repetition."""
    start = number.start
    if measure.kind == "count" and _LABEL.search(text, max(0, start - 6), start):
        return True
    if measure.word == "期" and before not in ("分", "共"):
        return True
    if before == "号" and measure.word in _PARTS_OF_ADDRESS:
        return True
    return _INCLUDED.search(text, max(0, start - 3), start) is not None


def _is_part_of_id(text: str, number: Number) -> bool:
    """G104, EC6, GB/T4754-2017, 0750-3271234, 20+8, 15:30, 〔2025〕."""
    start, end = number.start, number.end
    before, far = text[start - 1 : start], text[start - 2 : start - 1]
    if before.isascii() and before.isalpha():
        return not _CURRENCY_BEFORE.search(text, max(0, start - 4), start)
    if before == "/" and _RATED.search(text, max(0, start - 6), start):
        return False
    if before in "+:/" and before and far.isalnum():
        return not ("一" <= far <= "鿿" and before != "+")
    if before == "-" and far.isascii() and far.isalnum():
        return True
    if before in "〔[" and before and text[end : end + 1] in "〕]":
        return True
    after, next_one = text[end : end + 1], text[end + 1 : end + 2]
    return after in "+:" and after != "" and next_one.isdigit()


def _is_loose_multiplier(text: str, number: Number, measure: Measure, bounded: bool) -> bool:
    """A lone 百 千 万 亿 is a number only beside a bounding word, or as a size of money or land (千亿元, 万亩)."""
    if bounded or number.wording != "exact":
        return bool(_HUNDRED_YEARS.match(text, number.start))
    if measure.kind == "money":
        return number.value < 1e6 or (number.value == 1e8 and not level_end(text, number, measure))
    return measure.kind not in ("area", "weight") or not level_end(text, number, measure)


def _is_word(text: str, number: Number, measure: Measure, bounded: bool) -> bool:
    """Chinese numerals inside words: 三元锂电池, 一批, 二十大, 百年, 四平市."""
    start, word = number.start, measure.word
    if _PLACES.match(text, start) or _CATEGORY.match(text, start) or text.startswith("一百年", start):
        return True
    if number.single and _LAYOUT.search(text, max(0, start - 4), start):
        return True
    if number.single and (word in ("元", "平", "方", "块", "股", "度") or measure.unit == "Wh"):
        return True
    if (
        word == "次"
        and _SESSION_BEFORE.search(text, max(0, start - 1), start)
        and _SESSION.match(text, measure.end)
    ):
        return True
    if word == "大" and 15 <= number.value <= 21:
        return bool(_PARTY.match(text, number.end)) or text[start - 2 : start] == "党的"
    if measure.kind == "duration" and measure.unit == "year" and _NAMED_YEARS.match(text, measure.end):
        return True
    if text[start] == "一" and number.single:
        return _is_idle_one(text, number, measure, bounded)
    return False


def _is_idle_one(text: str, number: Number, measure: Measure, bounded: bool) -> bool:
    """一批, 一个, 一年: an article rather than a number, unless the words around it count."""
    if measure.kind in ("share", "growth"):
        return False
    if bounded or _ONE_MEANT.search(text, max(0, number.start - 5), number.start):
        return text[number.start - 2 : number.start] in ("统一", "不一")
    if measure.word.startswith("个半"):
        return False
    if measure.kind == "duration":
        if measure.unit in ("hour", "minute"):
            return text[number.start - 1 : number.start] in ("这", "那", "第", "某")
        if text[number.start - 1 : number.start] in _IDLE_YEAR_BEFORE:
            return True
        return not _ONE_YEAR_AFTER.match(text, measure.end)
    return True


def _is_quoted_name(text: str, number: Number, measure: Measure) -> bool:
    """“六大工程”, “一心两轴四片区”, “制造业22条”, 《十条措施》: a short quotation without punctuation is a title."""
    if not _CLOSING.match(text, number.end):
        return False
    if text[measure.end : measure.end + 1] in ("”", "》") and measure.word == "条":
        return True
    reach = 10 if number.chinese else 0
    return bool(_QUOTED.search(text, max(0, number.start - reach - 1), number.start))
