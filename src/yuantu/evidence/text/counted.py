"""What is counted here, and what was done with it?

The thing stands behind the number (近200个优质制造业项目) or right before it (企业31家); the deed inside the phrase
(8个签约项目), behind it (63个项目集中开工) or before it (已引进…131个). Both together name the property.
"""

import re

from yuantu.evidence.text.lexicon import Meaning, Token
from yuantu.evidence.text.mentions import QuantityMention
from yuantu.evidence.text.properties import Property
from yuantu.evidence.text.sentences import Sentence

_STOPS = re.compile(r"[，,。；;：:！!？?“”\n]|——|[(（](?!市)")
_LEFT_GAP = re.compile(
    r"(?:数量|总数|数|存量|已|共|共有|共计|合计|累计|达到?|超过?|突破|近|约|逾|为|有|至|到|增至|增加到|由|从|分别|实际|新增|\d{4}年的?|等|的|了|岗位|个|仅|只|\(|:|：)*"
)
_BY_UNIT = {"人": "people", "家": "enterprises", "户": "households", "宗": "parcels", "岗": "jobs"}
_NOUN_UNITS = (
    ("车道", "lanes"),
    ("县(市)", "counties"),
    ("县(区)", "counties"),
    ("县(市、区)", "counties"),
    ("县市区", "counties"),
    ("县区", "counties"),
    ("区县", "counties"),
    ("县", "counties"),
    ("镇", "towns"),
    ("村", "villages"),
    ("国", "countries"),
    ("市", "cities"),
)
_ROAD_OWNERS: tuple[str, ...] = ("facility", "project")
_DEFAULT_OWNERS: tuple[str, ...] = ("region", "park", "event", "company", "project")
_RELATIVE = re.compile(
    r"(?:已|可|能|均|都)?(?:覆盖|涵盖|涉及|来自|面向|服务|位于|分布|落户|在|由|以|拥有|从事|具有|具备)"
)
_IN_TOTAL = re.compile(
    r"(?:总数|累计|总量|存量|总计|共有?|总户数|增至|增加到)[达到为至]{0,2}$"
)  # 新增23家、总数达61家
_MADE = frozenset(
    {"capacity", "output_quantity", "throughput", "container_throughput", "urban_jobs_added"}
)  # 年产10万辆汽车
_PEOPLE = frozenset(
    "jobs employees talent students population visitors teachers doctors pupils participants shareholders directors "
    "people households institutions trainings jobs_added talent_programmes urban_jobs_added".split()
)
_HOLDS_HOUSE = re.compile(
    r"enterprise|compan|household|entities|shops|innovators|giants|champions|subscribers|smes|homes"
)
_CLASSIFIERS = {
    "vehicles": "辆台部架种款万亿", "population": "人万亿口名", "ships": "艘条只", "equipment": "台套件部种类款万",
    "robots": "台套个种款万", "shares": "股万亿", "flights": "班架个次", "schools": "所座个家",
    "homes": "套间户个栋幢万", "roads": "条段", "bridges": "座条处个",
}  # fmt: skip
_COUNTS_THINGS = re.compile(r"项目|企业|生产线|产线")
_MORE_THAN = re.compile(
    r"(?:同比|比上?去?年|较上?去?年|环比)[^，,。0-9]{0,4}?(?:多|少)(?:签|了|约|引进|招引)*$"
)
_EARLIER = 12
_BEFORE = 40  # so far before a number what it counts may stand
_BEHIND = frozenset(
    "signed started introduced completed in_production listed added resumed transferred".split()
)


def counted(text: str, sentence: Sentence, mention: QuantityMention) -> Property:
    """The property of a count."""
    if mention.role == "condition":
        return Property("threshold_count", _DEFAULT_OWNERS, 0.5, mention.start)
    for unit, noun in _NOUN_UNITS:
        if text.endswith(unit, mention.start + 1, mention.end):
            holders = _ROAD_OWNERS if noun == "lanes" else _DEFAULT_OWNERS
            return Property(noun, holders, 0.85, mention.start)
    if text[mention.end - 1] == "期" and text[mention.start - 1 : mention.start] in ("分", "共"):
        return Property("phases", ("project", "site", "park"), 0.85, mention.start)
    thing, strength = _thing(text, sentence, mention)
    more = _MORE_THAN.search(text, max(sentence.start, mention.start - 14), mention.start)
    if more and thing is not None:
        deed = _deed(text, sentence, mention, thing[0]) if thing[1].sort == "thing" else ""
        return Property(thing[1].name + deed + "_increase", thing[1].owners, strength, mention.start)
    if thing is None:
        by_unit = _BY_UNIT.get(text[mention.end - 1])
        if by_unit is not None:
            return Property(
                by_unit + _deed(text, sentence, mention, None), _DEFAULT_OWNERS, 0.3, mention.start
            )
        stop = _STOPS.search(text, mention.end, sentence.end)
        words = text[mention.end : min(stop.start() if stop else sentence.end, mention.end + 14)]
        return Property("count", _DEFAULT_OWNERS, 0.12, mention.start, scope=words or None)
    token, meaning = thing
    if meaning.sort == "figure":
        return Property(meaning.name, meaning.owners, strength, token.start)
    grade = _grade(sentence, mention, token)
    name = grade + meaning.name + _deed(text, sentence, mention, token)
    scope = _over(text, mention, token)
    if scope and name == "projects":
        name = "projects_over_threshold"
    owners = tuple(dict.fromkeys((*meaning.owners, *_DEFAULT_OWNERS)))
    return Property(name, owners, strength, token.start, scope=scope)


def _thing(
    text: str, sentence: Sentence, mention: QuantityMention
) -> tuple[tuple[Token, Meaning] | None, float]:
    made = _figure_count(text, sentence, mention, 14)
    if made is not None and made[1].name in _MADE:
        near = mention.start - made[0].end <= 4
        if near or (made[0].word[-1] == "产" and not _COUNTS_THINGS.search(text, made[0].end, mention.start)):
            return made, 0.95
    right = _right(text, sentence, mention)
    left = _left(text, sentence, mention)
    if right is not None:
        gap = right[0].start - mention.end
        return right, max(0.5, 0.95 - 0.02 * gap)
    if left is not None:
        return left, 0.9
    population = _figure_count(text, sentence, mention)
    if population is not None:
        return population, 0.85
    before = _earlier(text, sentence, mention)
    return (before, 0.4) if before is not None else (None, 0.0)


def _takes(meaning: Meaning, words: str) -> bool:
    """Whether a thing is counted so: 三条新能源汽车产业链 counts no cars, 定员120人 no parcels."""
    if words[-1] in "人名" and meaning.sort == "thing" and meaning.name not in _PEOPLE:
        return False
    if words[-1] == "户" and meaning.sort == "thing" and not _HOLDS_HOUSE.search(meaning.name):
        return False
    allowed = _CLASSIFIERS.get(meaning.name)
    return allowed is None or any(one in words for one in allowed)


def _things(sentence: Sentence, start: int, end: int) -> list[tuple[Token, Meaning]]:
    tokens = sentence.things_within(start, end)
    return [(token, meaning) for token in tokens if (meaning := token.of("thing")) is not None]


def _following(
    text: str, sentence: Sentence, mention: QuantityMention
) -> tuple[int, list[tuple[Token, Meaning]]]:
    """How far the words behind a number belong to it, and the things among them that it can count."""
    stop = _STOPS.search(text, mention.end, sentence.end)
    limit = min(stop.start() if stop else sentence.end, mention.end + 26)
    for one in sentence.quantities_within(mention.end, sentence.end):
        if one.start >= limit:
            break
        if one.kind != "rank" and one.role != "level":
            limit = one.start
            break
    words = text[mention.start : mention.end]
    found = [one for one in _things(sentence, mention.end, limit) if _takes(one[1], words)]
    own = [
        one for one in found if not (0 <= limit - one[0].end <= 1 and text[one[0].start - 1] in "、，,和及与")
    ]
    return limit, own or found[:1]


def _right(text: str, sentence: Sentence, mention: QuantityMention) -> tuple[Token, Meaning] | None:
    if text[mention.end : mention.end + 1] in ("、", "和", "与", "及"):
        return None
    limit, found = _following(text, sentence, mention)
    gap_verb = re.search(r"[和与]|、(?=\d)", text[mention.end : limit])
    if gap_verb:
        found = [one for one in found if one[0].start < mention.end + gap_verb.start()] or found[:0]
    if not found:
        return None
    chosen = 0
    described = text.rfind("的", mention.end, limit)
    relative = _RELATIVE.match(text, mention.end, found[0][0].start)
    if relative and found[-1][0].start > described >= found[0][0].end:
        chosen = next(at for at, one in enumerate(found) if one[0].start > described)
    while chosen + 1 < len(found):
        joint = text[found[chosen][0].end : found[chosen + 1][0].start]
        listed = text[found[chosen][0].end : found[chosen][0].end + 1] == "、"
        if joint and not listed:
            break
        chosen += 1
    return found[chosen]


def _left(text: str, sentence: Sentence, mention: QuantityMention) -> tuple[Token, Meaning] | None:
    for token, meaning in reversed(_things(sentence, mention.start - _BEFORE, mention.start)):
        if token.end <= mention.start and _takes(meaning, text[mention.start : mention.end]):
            return (token, meaning) if _LEFT_GAP.fullmatch(text[token.end : mention.start]) else None
    return None


def _figure_count(
    text: str, sentence: Sentence, mention: QuantityMention, reach: int = 8
) -> tuple[Token, Meaning] | None:
    """常住人口480.9万人, 产销量12万台: figures that are counts."""
    for token in reversed(sentence.figures_around(mention.start, mention.start)):
        meaning = token.of("figure")
        if meaning is None or "count" not in meaning.kinds or token.end > mention.start:
            continue
        near = mention.start - token.end <= reach and not _STOPS.search(text, token.end, mention.start)
        return (token, meaning) if near else None
    return None


def _earlier(text: str, sentence: Sentence, mention: QuantityMention) -> tuple[Token, Meaning] | None:
    """The thing of an earlier clause (高新技术企业…存量从519家)."""
    words = text[mention.start : mention.end]
    before = sentence.things_within(sentence.start, mention.start)[-_EARLIER:]
    for token in reversed(before):
        meaning = token.of("thing")
        if meaning is not None and _takes(meaning, words):
            return token, meaning
    return None


def _grade(sentence: Sentence, mention: QuantityMention, thing: Token) -> str:
    low, high = min(mention.end, thing.start - 8), max(thing.end, mention.start)
    for token in sentence.tokens_within(low, high):
        meaning = token.of("grade")
        if meaning is not None and token.end <= thing.start:
            return meaning.name + "_"
    return ""


def _deed(text: str, sentence: Sentence, mention: QuantityMention, thing: Token | None) -> str:
    """`_signed`, `_introduced` …: inside the phrase first, then right behind it, then before it in the clause."""
    first, last = mention.start, max(mention.end, thing.end if thing is not None else 0)
    if thing is not None and thing.end <= mention.start:
        first = thing.start
    start, end = sentence.clause_span(sentence.clause_of(mention.start))
    inside = behind = before = ""
    for token in sentence.tokens_within(start, end):
        meaning = token.of("deed")
        if meaning is None:
            continue
        if first <= token.start and token.end <= last:
            inside = (
                meaning.name if thing is not None and thing.end <= mention.start else inside or meaning.name
            )
        elif token.start >= last:
            if (
                not behind
                and meaning.name in _BEHIND
                and token.start - last <= 14
                and not re.search(r"[，,的和]|为", text[last : token.start])
            ):
                behind = meaning.name
        elif token.end <= first and not _blocked(sentence, token.end, first):
            before = meaning.name if not (meaning.name == "built" and before) else before
    deed = inside or behind or before
    if (
        deed == "added"
        and not inside
        and _IN_TOTAL.search(text, max(start, mention.start - 6), mention.start)
    ):
        deed = ""
    if deed in ("built", "promoted") and thing is not None and thing.start >= mention.end and not inside:
        deed = "" if sentence.clause_of(mention.start) and deed == "promoted" else deed
    return "" if deed in ("", "-") else "_" + deed


def _blocked(sentence: Sentence, start: int, end: int) -> bool:
    """Money in between ends what a verb is good for; another count does not (引进17个国家131个企业)."""
    return any(
        one.kind == "money" and one.role != "condition" and start <= one.start < end
        for one in sentence.quantities_within(start, end)
    )


def _over(text: str, mention: QuantityMention, thing: Token) -> str | None:
    """投资额均在100亿元以上, 亿元以上项目: the condition that narrows the count."""
    before = re.search(
        r"((?:超过?)?(?:[一二三五十百千]|\d+(?:\.\d+)?)*[百千万]*亿元(?:以上|及以上)?)(?:的|工业|产业)?$",
        text[max(0, thing.start - 14) : thing.start],
    )
    if before and re.search(r"^超|以上$", before[1]):
        return before[1]
    behind = re.match(
        r"[^，,。]{0,3}(?:总?投资额?|产值)均?((?:在|超过?|不低于|达到?)[^，,。]{2,10}(?:以上|亿元))",
        text[thing.end : thing.end + 22],
    )
    return behind[1] if behind and thing.start >= mention.end else None
