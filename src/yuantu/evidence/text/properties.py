"""What does this number measure: which figure, of which counted things, on which basis?

The nearest word of the lexicon in the same clause decides: before the number (总投资约135亿元), or right behind it
(9535平方公里的土地面积, 近200个优质制造业项目). `strength` says how plain the case is, from 0 (only the unit is known)
to 1 (the word stands right beside the number). Counts are named by thing and deed (projects_signed), shares and
growth by the figure that they are of (see `counted` and `ratios`).
"""

import re
from dataclasses import dataclass

from yuantu.evidence.text.claims import ClaimBasis
from yuantu.evidence.text.lexicon import Meaning, Token
from yuantu.evidence.text.mentions import QuantityMention
from yuantu.evidence.text.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Property:
    """A property, the kinds of subject that can have it (best first), and where its word stands (`place`)."""

    name: str
    owners: tuple[str, ...]
    strength: float
    place: int
    basis: ClaimBasis = "actual"
    scope: str | None = None
    kind: str | None = None

    def rank(self, kind: str) -> int:
        """How many kinds of subject are likelier; a site is named in notices of its own and comes before none."""
        return 0 if kind == "site" else [one for one in self.owners if one != "site"].index(kind)


_RESTATED = re.compile(r"^(?:\([^()]{2,16}\)|\))")
_FILLER = re.compile(
    r"(?:预计|计划|可|将|要|也|已|平均|就|共|合计|累计|分别|均|都|总额|为|是|有|达到?|高达|超过?|突破|近|约|逾|至|到|完成|实现|增加|扩大|提升|增至|增长|规模|额|的|了|共计|总计|不少于|不低于|超|由|从|上|元|人民币|仅|只|在|年|较|力争|"
    r"[:：(（]|\s)*"
)
_FIELD = re.compile(
    r"(?:\([^()]{1,12}\))?[:：|]?(?:[0-9年月日时\-—~至起到止自从]{8,40}[(（,，]?共?计?)?(?:约为?|为|共|≥|≤|不低于|不超过|不高于|不少于|\s)*"
)  # 出让年限:30年
_LONGEST_FIELD = 48
_TARGET = re.compile(
    r"目标|力争|争取(?=[到在]|实现|达)|奋力|冲刺|迈[进入向]|打造|要用|用[^，,]{1,8}时间|确保|翻番|将[达建实]|(?<![展长加升])到20[2-9]\d年"
)
_PLAN = re.compile(
    r"计划|规划|打算|准备(?=清退|引进|再?建|投|新|招|开|用|在|把|将|启|扩)|(?<!模)拟(?!人|真)|要完成|谋划"
)
_FORECAST = re.compile(
    r"预计|预期|达产后|投产后|建成后|有望|将(?=达|实现|新增|带动|形成|可|突破|超)|可(?=实现|达|新增|带动|形成|创造|提供)|全部达产"
)
_LEADING = frozenset(
    {"land_offered", "land_cleared", "prepared_area", "site_area", "planned_area", "available_area"}
)
_LEXICAL = frozenset({"total_investment", "investment_planned", "annual_investment_plan", "planned_area", "start_area",
                      "available_area", "prepared_area", "site_area", "land_area", "total_area", "floor_area", "jobs",
                      "design_speed", "fund_size", "land_quota", "registered_capital"})  # fmt: skip


def meaning_for(token: Token, kinds: frozenset[str]) -> Meaning | None:
    """The figure that a word can be for a number of one of these kinds."""
    for meaning in token.meanings:
        if meaning.sort == "figure" and (meaning.kinds & kinds):
            return meaning
    return None


def find_figure(
    text: str, sentence: Sentence, mention: QuantityMention, kinds: frozenset[str]
) -> Property | None:
    """The figure whose word stands nearest: right behind, before in the clause, or in the clause before."""
    clause_start, clause_end = sentence.clause_span(sentence.clause_of(mention.start))
    best: Property | None = None
    for token in sentence.figures_around(mention.start, mention.end):
        meaning = meaning_for(token, kinds)
        if meaning is None:
            continue
        strength = _nearness(text, sentence, mention, token, (clause_start, clause_end))
        if strength > (best.strength if best else 0.0):
            best = Property(meaning.name, meaning.owners, strength, token.start)
    return _led(sentence, best, kinds) if best is not None and best.place < mention.start else best


def _led(sentence: Sentence, best: Property, kinds: frozenset[str]) -> Property:
    """出让工业用地, 收储土地: a figure right before another says what was done with it and decides."""
    for token in sentence.figures_around(best.place, best.place):
        meaning = meaning_for(token, kinds)
        if meaning is not None and 0 <= best.place - token.end <= 1 and meaning.name in _LEADING:
            return Property(meaning.name, meaning.owners, best.strength, token.start)
    return best


def _nearness(
    text: str, sentence: Sentence, mention: QuantityMention, token: Token, clause: tuple[int, int]
) -> float:
    if mention.start <= token.start and token.end <= mention.end:
        return 0.95
    if token.start >= mention.end:
        gap = _RESTATED.sub("", text[mention.end : token.start])
        if token.end > clause[1] or len(gap) > 8 or re.search(r"[，,、和与及]", gap):
            return 0.0
        return (0.9 if gap in ("的", "") else 0.62 if gap.startswith("的") else 0.4) - 0.01 * len(gap)
    if token.end > mention.start:
        return 0.0
    gap = text[token.end : mention.start]
    if len(gap) <= _LONGEST_FIELD and _FIELD.fullmatch(gap):
        return 1.0
    between = sentence.quantities_within(token.end, mention.start)
    if token.start < clause[0]:
        same = any(one.kind == mention.kind for one in between[-9:])
        distance = sentence.clause_of(mention.start) - sentence.clause_of(token.start)
        return max(0.05, 0.42 - 0.1 * distance - 0.2 * same)
    if _FILLER.fullmatch(gap):
        return 1.0
    if between:
        listed = len(gap) < 12 * (len(between) + 1) and all(one.kind == mention.kind for one in between[-9:])
        return 0.8 if listed and ("分别" in gap or re.search(r"[、和至到]", gap)) else 0.34
    return max(0.45, 0.9 - 0.02 * len(gap))


def basis_of(text: str, sentence: Sentence, mention: QuantityMention, name: str) -> ClaimBasis:
    """Whether the number is meant as achieved, planned, expected or aimed at."""
    start, end = sentence.clause_span(sentence.clause_of(mention.start))
    before = text[max(start, mention.start - 24) : mention.start]
    whole = text[start:end]
    if _FORECAST.search(before) and not re.search(r"目标|力争", before):
        return "forecast"
    if (
        "目标" in text[sentence.start : mention.start]
        or _TARGET.search(before)
        or (mention.role == "level" and re.search(r"打造|建成|成为|培育|加快|迈", whole))
    ):
        return "target"
    if _PLAN.search(before[-14:]) and not name.startswith(
        ("planned", "annual_investment_plan", "investment_planned")
    ):
        return "plan"
    if start > sentence.start and sentence.clause_of(mention.start):
        earlier = text[max(sentence.start, start - 26) : start]
        if re.search(r"达产后|投产后|建成后|全部达产", earlier):
            return "forecast"
        if re.search(r"力争|目标|到20[2-9]\d年[,，]$", earlier):
            return "target"
    return "actual"


def with_basis(name: str, basis: ClaimBasis) -> str:
    """`annual_output` aimed at is `annual_output_target`; what is always a plan keeps its name."""
    if (
        basis == "actual"
        or (basis == "plan" and name.startswith("share_of"))
        or name in _LEXICAL
        or name.startswith("threshold")
        or name.endswith(("_period", "_term", "_planned", "_target", "_plan", "_to_start", "_expected"))
    ):
        return name
    return name + {"target": "_target", "plan": "_planned", "forecast": "_expected"}[basis]
