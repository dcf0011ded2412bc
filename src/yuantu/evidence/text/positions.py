"""How well does a name stand, in its sentence, to be the subject of a number?"""

import re

from yuantu.evidence.text.entities import Name
from yuantu.evidence.text.mentions import QuantityMention
from yuantu.evidence.text.properties import Property
from yuantu.evidence.text.sentences import Sentence

_BEHIND_PREPOSITION = re.compile(
    r"(?:从|自|与|同|跟|(?<!总)和|向|对|较|比|距离?|占|由|被|将|把|给|赴|来自|毗邻|通往|抵达|直达|[到至]|承接|借鉴|相比|继|按照?|根据|依托|面向|连接|及|覆盖|辐射|以)$"
)
_PLACE_PREPOSITION = re.compile(
    r"(?:在|于|位于|落户|进驻|入驻|地处|坐落于?|落子|落地|(?:选址|地点|位置|地址)[:：]?(?:为|位于|在)?)$"
)
_OBJECT_OF = re.compile(
    r"(?:引进|建设|打造|建成|规划|谋划|推动|推进|加快|发展|支持|成为|形成|走进|踏进|拥有|发挥|聚焦|布局)了?$"
)
_OPENING = re.compile(
    r"(?:【[^】]{1,8}】|[“\"(（●•■◆\-—\s·]|上?年末|年底|期末|初步核算|目前|如今|据[^，,]{1,4}|其中|此外|同时|当前|近年来?|今年以来|去年|今年|截至[^，,]{0,10}|根据|随着|而|但|也|由|经|\d{4}年|\d+月|全年|以来|在|来自|预计|当中|到|走进|整个|整座|全部)*"
)
_COUNTS_LIST = re.compile(r"(?:等|这|共|在内的?)?(?:近|约|超|共)?$")
_FIGURE_GAP = re.compile(
    r"(?:规上|规模以上)?(?:工业)?(?:增加值|总?产值|投资)?(?:同比|实现|完成|合计|占)?(?:增长|下降|达到?)?"
)
_REPORTS = re.compile(
    r"(?:方面)?(?:的)?(?:消息|获悉|最新?统计|统计(?:数据|，|,|显示)|数据显示|公布的|发布的)"
)
_EXAMPLES = re.compile(r"(?:包括|例如|比如|诸如|涵盖|涉及)[^，,。;；]*$")
_CHOSEN = re.compile(r"(?:入选|列入|纳入|获评|荣获|获批|评为|认定为|入围|上榜)[“\"]?$")
_ROUTES = frozenset({"travel_time", "distance"})
_WIDE = frozenset({"全国", "全球", "世界"})
PREDICATE = re.compile(r"(?:成为|建成|打造成?|发展成|形成|列为|是|达到|培育(?:成|出)?)[^，,。]{0,6}$")


def weight_of(
    text: str, sentence: Sentence, mention: QuantityMention, wanted: Property, name: Name
) -> float | None:
    """The weight of a name as the subject of a number, about 0 to 4; None if it cannot be."""
    wide = name.text in _WIDE and (
        mention.kind == "rank" or is_place(text, sentence, name) or text[name.end : name.end + 1].isdigit()
    )
    if name.kind not in wanted.owners or wide:
        return None
    owner = 0.35 * wanted.rank(name.kind)
    if name.start >= mention.end:
        return _weight_behind(text, sentence, mention, name, owner)
    if not _can_own(text, sentence, mention, wanted, name) or _is_maker(text, sentence, wanted, name):
        return None
    if is_honour(text, sentence, name):
        return None
    placed = name.kind in ("park", "region", "institution") and is_place(text, sentence, name)
    if placed and wanted.owners[0] == "project":
        return None
    clauses = sentence.clause_of(mention.start) - sentence.clause_of(name.start)
    weight = 2.0 - owner - 0.25 * clauses + 0.15 * name.short
    weight += _beside(text, sentence, mention, wanted, name) + _behind_a_verb(text, sentence, mention, name)
    if name.kind == "company" and wanted.owners[0] == "project" and _SIGNS.match(text, name.end):
        weight += 1.5
    if clauses == 0 and text[name.end : name.end + 1] in ("、", "和"):
        weight -= 0.2
    if opens(text, sentence, name):
        return weight + 1.0
    closes = text[name.start - 1 : name.start] == "的" and text[name.end : name.end + 1] in ("，", ",")
    return weight + (1.3 if closes else 0.0)


_INVESTS = re.compile(
    r"(?:全资|独家|共同|负责)?(?:投资|出资|兴建|承建|建设|打造|开发|运营|牵头|设立|控股|实施)"
)


_SIGNS = re.compile(
    r"(?:现场|正式|成功|集中|就[^，,。]{2,20})?签(?:约|订|署|下)"
)  # 某区与某公司签约，总投资…


def _is_maker(text: str, sentence: Sentence, wanted: Property, name: Name) -> bool:
    """由X投资建设: X made what the sentence speaks of, and the number is of that."""
    if name.kind not in ("company", "institution") or wanted.owners[0] == "company":
        return False
    before = text[max(sentence.start, name.start - 1) : name.start]
    return before in ("由", "系") and _INVESTS.match(text, name.end) is not None


def _in_passing(text: str, sentence: Sentence, name: Name) -> bool:
    """A word of a quoted phrase (“深圳总部+江门基地”), or a member of a list of examples (包括X、Y等)."""
    opened = text.rfind("“", max(sentence.start, name.start - 16), name.start)
    closed = text.find("”", name.end, min(sentence.end, name.end + 16))
    quoted = (
        opened >= 0
        and closed > 0
        and "”" not in text[opened : name.start]
        and "“" not in text[name.end : closed]
    )
    if quoted and closed - opened > len(name.text) + 4:
        return True
    start = sentence.clauses[sentence.clause_of(name.start)]
    led = _EXAMPLES.search(text[start : name.start])
    return led is not None and re.match(r"[^，,。;；]{0,30}等", text[name.end :][:32]) is not None


def _can_own(text: str, sentence: Sentence, mention: QuantityMention, wanted: Property, name: Name) -> bool:
    """Not for names behind a preposition, members of a counted list, keys in brackets, or the counted words."""
    if name.end > mention.start or text.startswith("】", name.end):
        return False
    if (
        name.kind == "region"
        and wanted.name in _ROUTES
        and text[name.end : name.end + 1] in ("到", "至", "往")
    ):
        return False
    if _REPORTS.match(text, name.end) or _in_passing(text, sentence, name):
        return False
    signs = name.kind == "company" and wanted.owners[0] == "project" and _SIGNS.match(text, name.end)
    if not signs and not stands_free(text, sentence, name):
        return False
    counted = mention.kind == "count" and name.start <= wanted.place < min(name.end, mention.start)
    return not counted and not _is_member(text, sentence, mention, name)


def _beside(text: str, sentence: Sentence, mention: QuantityMention, wanted: Property, name: Name) -> float:
    """Right before the number or its word."""
    gap = text[name.end : min(mention.start, wanted.place if wanted.place >= name.end else mention.start)]
    if name.kind == "industry" and _FIGURE_GAP.fullmatch(gap):
        return 1.9
    placed = name.kind != "event" and _PLACE_PREPOSITION.search(_before(text, sentence, name))
    return 1.2 if len(gap) <= 2 and not placed and not re.search(r"[，,、|]", gap) else 0.0


def _behind_a_verb(text: str, sentence: Sentence, mention: QuantityMention, name: Name) -> float:
    """在, 引进, 建设 before a name make it a place or an object; 推动X成为 makes it what the number is said of."""
    before = _before(text, sentence, name)
    if _PLACE_PREPOSITION.search(before):
        return 0.0 if name.kind == "event" else -0.7
    if not _OBJECT_OF.search(before):
        return 0.0
    if name.kind == "project" and text[name.end : name.end + 1] in ("，", ",", "。"):
        return 0.6  # 投资建设X项目，总投资…
    predicate = PREDICATE.search(text[max(sentence.start, mention.start - 10) : mention.start])
    return 1.3 if predicate and name.kind != "region" else -0.5


def _before(text: str, sentence: Sentence, name: Name) -> str:
    return text[max(sentence.start, name.start - 4) : name.start]


def _weight_behind(
    text: str, sentence: Sentence, mention: QuantityMention, name: Name, owner: float
) -> float | None:
    """14个大项目在高新区集中签约: a place behind the counted things, in the same clause; a name after 3个月后."""
    counts = mention.kind == "count" or text[mention.end : mention.end + 1] == "的"
    same = sentence.clause_of(name.start) == sentence.clause_of(mention.start)
    if mention.kind == "duration" and text[mention.end : mention.end + 1] == "后" and name.kind != "region":
        return 2.2 - owner if name.start - mention.end <= 4 else None
    if not counts or not same:
        return None
    if _PLACE_PREPOSITION.search(text[max(sentence.start, name.start - 3) : name.start]):
        return 1.3 - 0.5 * owner
    return None


def _is_member(text: str, sentence: Sentence, mention: QuantityMention, name: Name) -> bool:
    """甲、乙和丙三大园区, 甲、乙等24个基地: names of the list that is counted are no subject of the count."""
    if mention.kind != "count":
        return False
    gap = text[name.end : mention.start]
    before = text[max(sentence.start, name.start - 1) : name.start]
    after = text[name.end : name.end + 1]
    if _COUNTS_LIST.fullmatch(gap):
        return before in "、和及与" or gap.startswith(("等", "这"))
    if re.fullmatch(r"(?:[、()（）][^，,]*)?等[^，,、]{0,10}", gap):
        return True
    listed = after == "、" or (after == "和" and before == "、")
    return (
        listed
        and sentence.clause_of(name.start) == sentence.clause_of(mention.start)
        and bool(re.search(r"等[^，,]{0,8}$|[和及][^，,、]{2,24}$", gap))
    )


def stands_free(text: str, sentence: Sentence, name: Name) -> bool:
    """Whether no preposition stands before a name (从深圳), and it is no scope (全市 in the middle of a clause)."""
    before = _before(text, sentence, name)
    wide = name.short and text[name.start] == "全" and not opens(text, sentence, name)
    return not (_BEHIND_PREPOSITION.search(before) or wide) or (opens(text, sentence, name) and not wide)


def opens(text: str, sentence: Sentence, name: Name) -> bool:
    """Whether a name is the first thing of its clause, dates and adverbs aside."""
    start = sentence.clauses[sentence.clause_of(name.start)]
    return bool(_OPENING.fullmatch(text[start : name.start]))


def is_place(text: str, sentence: Sentence, name: Name) -> bool:
    """Whether a name says where: behind 在, 位于, 选址:."""
    return _PLACE_PREPOSITION.search(_before(text, sentence, name)) is not None


def is_honour(text: str, sentence: Sentence, name: Name) -> bool:
    """Whether a name is a list or a title that something got onto: 入选“双百工程”, 获评示范区."""
    return not name.short and _CHOSEN.search(_before(text, sentence, name)) is not None
