"""What does an amount measure: money, land, weight, length, a price?

The nearest figure names it (see `properties`); a level, a subsidy, or what the unit and the words beside it tell
comes in where no figure is plain.
"""

import re
from dataclasses import replace

from yuantu.evidence.text.mentions import QuantityMention
from yuantu.evidence.text.properties import Property, find_figure
from yuantu.evidence.text.sentences import Sentence

_BY_KIND: dict[str, tuple[str, tuple[str, ...]]] = {
    "money": ("amount", ("project", "site", "event", "company", "park", "region")),
    "area": ("area", ("project", "site", "park", "company", "region")),
    "capacity": ("capacity", ("project", "site", "company", "park")),
    "energy": ("energy", ("project", "site", "company", "region")),
    "power": ("capacity_of_power", ("project", "site", "company", "region")),
    "weight": ("weight", ("project", "site", "company", "region")),
    "volume": ("volume", ("project", "site", "park", "facility")),
    "length": ("length", ("facility", "project", "site", "park", "region")),
    "speed": ("design_speed", ("facility", "project", "site")),
    "price": ("price", ("park", "project", "site", "region")),
    "load": ("floor_load", ("project", "site", "park", "facility")),
}


_DIGIT = re.compile(r"[0-9一二两三四五六七八九]")
_CLIMBS = re.compile(r"(?:迈[进入向]|突破|跨[越入]|跻身|冲刺|达到)$")
_MONEY = frozenset({"money"})
_PER_MU = {  # a figure of money that is given per area
    "tax_revenue": "tax_per_mu", "output": "output_per_mu", "annual_output": "output_per_mu",
    "investment": "investment_intensity", "fixed_asset_investment": "investment_intensity",
    "total_investment": "investment_intensity", "industrial_value_added": "value_added_per_mu",
}  # fmt: skip
_SIDES = {"高": "height", "宽": "width", "深": "depth", "厚": "thickness", "长": "length"}
_SIDE_WORD = re.compile(r"高(?:速|铁|架|标|新|端|品|压)|深(?:圳|度|入|化)|长(?:江|沙|期|三)|厚|宽(?:带|敞)")
_SIDE_BEFORE = re.compile(r"([高宽深厚长])(?:度|达|约|近|超过?|为|仅|至|约为)*$")
_FAR = re.compile(r"(?:距离?|相距|离|到|至)[^，,。;；:：0-9]{1,18}$")
_PAYS = re.compile(
    r"(?:以内|以下|的标准|的比例|左右|/年|每年)*[,，]?的?(?:一次性|分期|予以|给予|进行|资金|财政|事后|定额|配套|专项|叠加)*"
    r"(?:补助|补贴|奖励|奖补|资助|扶持|贴息|支持|奖金|后补助)"
)
_PAYS_FAR = re.compile(r"补助|补贴|奖励|奖补|资助|贴息")
_LIFT = re.compile(r"(?:级|的)?(?:载?货梯|客梯|电梯|行车|吊车|天车|航吊|桥吊|起重机|升降机)")
_BASE_KIND = {"t": "weight", "m3": "volume", "Wh": "energy", "W": "power"}
_LAND = re.compile(r"的?(?:土地|热土|大地|沃土|版图|陆地)")
_STEP = re.compile(r"的?新?(?:台阶|大关|门槛|关口)")
_REACH = re.compile(r"(?:以|之|范围)?内|外|处|开外|范围")


def measured(text: str, sentence: Sentence, mention: QuantityMention) -> Property:
    """The property of a number that is neither a count nor a ratio, rank or duration."""
    kind = mention.kind
    found = _named(text, sentence, mention)
    level = _level(text, mention, found)
    if level is not None:
        return level
    if kind == "money" and found is not None and _STEP.match(text, mention.end):
        return replace(found, strength=max(found.strength, 0.7))  # GDP达4022.5亿元，跃上4000亿元台阶
    weak = found is None or found.strength < 0.6
    if kind == "money" and weak and (given := subsidy(text, sentence, mention)) is not None:
        return given
    if found is not None and found.strength >= 0.3:
        return _annual(text, found)
    if (
        kind == "money"
        and text.endswith("完成", sentence.start, mention.start)
        and "投资" in text[sentence.start : mention.start]
    ):
        return Property("investment_completed", ("region", "project", "event", "park"), 0.6, mention.start)
    shaped = _by_shape(text, sentence, mention)
    if shaped is not None:
        return shaped
    name, owners = _BY_KIND.get(kind, (kind, ("project", "park", "company", "region")))
    return Property(name, owners, 0.15, mention.start)


def _named(text: str, sentence: Sentence, mention: QuantityMention) -> Property | None:
    """The nearest figure; an area said of buildings just counted is that of their floors."""
    kinds = {mention.kind} | (
        {_BASE_KIND.get(mention.unit, "capacity")} if mention.kind == "capacity" else set()
    )
    found = find_figure(text, sentence, mention, frozenset(kinds))
    if found is not None and found.name == "total_area" and _of_buildings(text, sentence, found):
        return replace(found, name="floor_area")
    return found


def _level(text: str, mention: QuantityMention, found: Property | None) -> Property | None:
    """千亿级, 万亩, 迈向万亿: a size that is aimed at rather than measured."""
    level = mention.role == "level" or not _DIGIT.search(text, mention.start, mention.end)
    if not level or mention.role == "condition":
        return None
    if found is not None and _CLIMBS.search(text, max(0, mention.start - 4), mention.start):
        return replace(found, strength=max(found.strength, 0.5))
    if mention.kind in ("money", "area") and (found is None or found.strength < 0.85):
        name = "industry_scale" if mention.kind == "money" else "platform_area"
        return Property(
            name, ("park", "industry", "project", "company", "region"), 0.6, mention.end, "target"
        )
    return None


def _of_buildings(text: str, sentence: Sentence, found: Property) -> bool:
    """厂房15栋，面积约9万平方米: the area of buildings is that of their floors."""
    before = sentence.quantity_before(found.place)
    return before is not None and text[before.end - 1] in "栋幢间" and found.place - before.end <= 2


def subsidy(text: str, sentence: Sentence, mention: QuantityMention) -> Property | None:
    """给予最高2000万元奖励, 按投资额的8%给予补助: what a policy pays, as money or as a rate."""
    near = _PAYS.match(text, mention.end, min(sentence.end, mention.end + 14))
    capped = mention.qualifier == "at_most" and _PAYS_FAR.search(text, sentence.start, sentence.end)
    if not near and not capped:
        return None
    name = "subsidy_rate" if mention.unit == "ratio" else "subsidy"
    return Property(
        name, ("park", "region", "project", "site", "company"), 0.85 if near else 0.7, mention.start
    )


def _side(text: str, sentence: Sentence, mention: QuantityMention) -> str:
    """25m高, 埋深近260米, 距火车站28km: which way a length is measured; empty where no word says."""
    behind = _SIDES.get(text[mention.end : mention.end + 1], "")
    if behind and not _SIDE_WORD.match(text, mention.end):
        return behind
    before = text[max(sentence.start, mention.start - 22) : mention.start]
    found = _SIDE_BEFORE.search(before)
    if found is not None:
        return _SIDES[found[1]]
    return "distance" if _FAR.search(before) else ""


def _by_shape(text: str, sentence: Sentence, mention: QuantityMention) -> Property | None:
    """What the unit and the words beside it tell where no figure is named: 30万元/亩 of tax, 25m高, 3吨货梯."""
    kind = mention.kind
    if kind == "area" and _LAND.match(text, mention.end):
        return Property("land_area", ("region", "park", "site", "project"), 0.7, mention.start)
    if kind == "price" and mention.unit.endswith("/month"):
        return Property("rent", ("park", "region", "project", "site"), 0.7, mention.start)
    if kind == "price" and mention.unit.endswith("/m2"):
        flow = find_figure(text, sentence, mention, _MONEY)
        if flow is not None and flow.strength >= 0.6 and flow.name in _PER_MU:
            return replace(flow, name=_PER_MU[flow.name])
    if kind == "weight" and _LIFT.match(text, mention.end):
        return Property("lift_load", ("facility", "park", "project", "site"), 0.8, mention.start)
    if kind == "length" and (side := _side(text, sentence, mention)):
        return Property(side, _BY_KIND["length"][1], 0.75, mention.start)
    if kind == "length" and _REACH.match(text, mention.end):
        return Property("distance", ("park", "project", "facility", "region"), 0.7, mention.start)
    return None


def _annual(text: str, found: Property) -> Property:
    """年新增产值, 达产后年税收: a figure per year."""
    before = text[max(0, found.place - 5) : found.place]
    if (
        found.name.startswith("annual_")
        and text[found.place] == "年"
        and before[-1:] in "今去明前本当全"
        and before
    ):
        return Property(found.name.removeprefix("annual_"), found.owners, found.strength, found.place)
    if found.name in ("output", "revenue") and re.search(
        r"(?<![今去明前本当全近])年(?:新增|可|均|预计|实现|达)*$", before
    ):
        return Property("annual_" + found.name, found.owners, found.strength, found.place)
    if found.name == "output" and re.search(
        r"达产后[^，,。]{0,6}$", text[max(0, found.place - 12) : found.place]
    ):
        return Property("annual_output", found.owners, found.strength, found.place)
    return found
