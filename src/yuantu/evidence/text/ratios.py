"""Of what is this a share, a rise, a rank?"""

import re

from yuantu.evidence.text.amounts import subsidy
from yuantu.evidence.text.lexicon import Meaning, Token
from yuantu.evidence.text.mentions import QuantityMention
from yuantu.evidence.text.properties import Property, meaning_for
from yuantu.evidence.text.sentences import Sentence

_OWNERS = ("region", "park", "industry", "company", "project", "event", "site")
_ANY = frozenset(
    {"money", "area", "count", "share", "capacity", "energy", "weight", "length", "price", "power", "volume"}
)
_GROWS = re.compile(
    r"增长|削减|压减|缩减|降低|减排|增速|增幅|下降|同比|上升|减少|回落|提高|提升|环比|增加|攀升|下滑|年均|翻|跃升|递增"
)
_GROWS_BY = re.compile(r"(?:增长|增加|提高|提升|上升|增幅|增速|上涨)(?:了|达|近|约|超过?|逾|为|至少)*$")
_OF_GROWTH = re.compile(r"增速|增幅|涨幅|降幅|加快|放缓")  # points by which a growth rate changed
_COMPARES = re.compile(
    r"(?:低于|高于|快于|慢于|好于|优于|领先|落后)于?(?:全|[一-鿿]{0,4}平均|[一-鿿]{2,3}[省市])[^，,。]*$|高出"
)
_LEFT_OUT = re.compile(r"(?:扣除|剔除|不含|不考虑)[^，,。]{0,2}$")
_CONTEST = re.compile(
    r"(?:评价|考核|考评|评比|排名|排行榜?|榜单|测评|评估|百强[^，,。]{0,3})[^，,。]{0,3}中?[，,]?$"
)  # ranked as a whole
_SECTORS = re.compile(r"三次产业|三产|产业结构|产业比例|一二三产")
_SHARE_OF = re.compile(
    r"占(?:全?[省市国区县]|了|到|其|据)?(?P<whole>[^，,。；;占]{0,22}?)(?:的|比重|比例|达|超|近|约|为|比|份额)*$"
)
_GIVES = re.compile(r"对(?P<whole>[^，,。；;]{2,22}?)(?:的?贡献率?|的?拉动)(?:达到?|为|了)?$")
_SCOPE = re.compile(r"全[国省市区县球]|世界|大湾区|珠三角|长三角|国内|省内|市内|行业")


def _figures(sentence: Sentence, until: int) -> list[tuple[Token, Meaning]]:
    """Figures before an offset, the nearest first."""
    return [
        (token, meaning)
        for token in reversed(sentence.tokens)
        if token.end <= until and (meaning := meaning_for(token, _ANY)) is not None
    ]


def _is_whole_of_share(text: str, sentence: Sentence, token: Token, until: int) -> bool:
    """占预算的52.6%，同比增长18.6%: the whole of a share that is told already is not what grew."""
    if "占" not in text[max(sentence.start, token.start - 5) : token.start]:
        return False
    return any(one.unit == "ratio" for one in sentence.quantities_within(token.end, until))


def _in_closed_bracket(text: str, sentence: Sentence, token: Token, until: int) -> bool:
    """进出口8万亿元(其中出口4.9万亿元)，增长1.4%: what stands in brackets before is not what grew."""
    opened = text.rfind("(", max(sentence.start, token.start - 60), token.start)
    if opened < 0 or ")" in text[opened : token.start]:
        return False
    return ")" in text[token.end : until]


def _base(text: str, sentence: Sentence, until: int) -> tuple[str, tuple[str, ...], float]:
    """The figure or thing that a ratio is of: its name, its owners, how near."""
    clause = sentence.clause_of(until)
    last = next(
        (
            token
            for token in reversed(sentence.tokens)
            if token.end <= until and token.of("thing") is not None
        ),
        None,
    )
    for token, meaning in _figures(sentence, until):
        if _LEFT_OUT.search(text, max(sentence.start, token.start - 4), token.start):
            continue
        if _is_whole_of_share(text, sentence, token, until) or _in_closed_bracket(
            text, sentence, token, until
        ):
            continue
        distance = clause - sentence.clause_of(token.start)
        thing = last.of("thing") if last is not None and last.start > token.start else None
        if last is not None and thing is not None and distance > clause - sentence.clause_of(last.start):
            return thing.name, thing.owners, 0.6
        return meaning.name, meaning.owners, max(0.3, 0.92 - 0.17 * distance)
    for token in reversed(sentence.tokens):
        thing = token.of("thing")
        if thing is not None and token.end <= until:
            return thing.name, thing.owners, 0.5
    return "", _OWNERS, 0.2


def ratio(text: str, sentence: Sentence, mention: QuantityMention) -> Property:
    """The property of a percentage, a multiple or a number of percentage points."""
    start, _ = sentence.clause_span(sentence.clause_of(mention.start))
    before = text[start : mention.start]
    part = _structure(text, sentence, mention) if mention.role == "part" else None
    if part is not None:
        return part
    own = _own_rate(text, sentence, mention)
    if own is not None:
        return own
    given = _GIVES.search(before)
    if given and mention.unit == "ratio":
        name, _, strength = _inside(sentence, start + given.start("whole"), start + given.end("whole"))
        return Property(
            "share_of_" + (name or "whole"),
            _OWNERS,
            strength,
            mention.start,
            scope=given["whole"],
            kind="share",
        )
    paid = subsidy(text, sentence, mention) if mention.unit == "ratio" else None
    if paid is not None:
        return paid
    if mention.unit == "pp":
        return _points(text, sentence, mention, before)
    if mention.unit == "times":
        name, owners, strength = _base(text, sentence, mention.end)
        grows = _GROWS_BY.search(text, max(0, mention.start - 8), mention.start)
        tail = "_growth" if grows else "_multiple"  # 增长1.3倍 is growth of 130 %, 翻番 a multiple
        return Property((name or "value") + tail, owners, strength, mention.start, kind="growth")
    shared = _SHARE_OF.search(before)
    if shared and "占" in before[-26:]:
        return _share(text, sentence, mention, start, shared)
    if _GROWS.search(before) or mention.kind == "growth":
        name, owners, strength = _base(text, sentence, mention.start)
        return Property((name or "value") + "_growth", owners, strength, mention.start, kind="growth")
    return _share_behind(text, sentence, mention)


def _own_rate(text: str, sentence: Sentence, mention: QuantityMention) -> Property | None:
    """Rates with a name of their own (贡献率高达96.8%, 开发强度不足12%)."""
    for token in reversed(sentence.tokens):
        if token.end > mention.start:
            continue
        gap = text[token.end : mention.start]
        if len(gap) > 8 or re.search(r"[，,。；;]", gap):
            return None
        for meaning in token.meanings:
            if (
                meaning.sort == "figure"
                and "share" in meaning.kinds
                and not (meaning.name == "progress" and mention.unit == "pp")
            ):
                grows = _GROWS.search(gap)
                if meaning.name == "contribution_rate" and text[token.start : token.end] == "贡献":
                    return None
                name = meaning.name + ("_change" if mention.unit == "pp" else "_growth" if grows else "")
                return Property(name, meaning.owners, 0.95, token.start, kind="share")
        if token.of("figure") is not None:
            return None
    return None


def _structure(text: str, sentence: Sentence, mention: QuantityMention) -> Property | None:
    """三次产业结构为12.0:47.5:40.5: the shares of the three sectors, in their order."""
    row = [one for one in sentence.quantities if one.role == "part" and one.unit == "ratio"]
    if mention not in row:
        return None
    at = row.index(mention)
    while at and text[row[at - 1].end : row[at].start] == ":":
        at -= 1
    place = row.index(mention) - at
    colons = ":" in (text[mention.end : mention.end + 1], text[mention.start - 1 : mention.start])
    if (
        not colons
        or place > 2
        or not _SECTORS.search(text, max(sentence.start, row[at].start - 40), row[at].start)
    ):
        return None
    return Property(
        ("primary", "secondary", "tertiary")[place] + "_industry_share", ("region",), 0.95, mention.start
    )


def _inside(sentence: Sentence, start: int, end: int) -> tuple[str, tuple[str, ...], float]:
    """The figure (or thing) inside a span of words."""
    best: tuple[str, tuple[str, ...], float] = ("", _OWNERS, 0.45)
    for token in sentence.tokens:
        if start <= token.start and token.end <= end + 1:
            meaning = meaning_for(token, _ANY)
            thing = token.of("thing")
            if meaning is not None:
                best = (meaning.name, meaning.owners, 0.9)
            elif thing is not None and best[2] < 0.9:
                best = (thing.name, thing.owners, 0.7)
    return best


def _share(
    text: str, sentence: Sentence, mention: QuantityMention, start: int, shared: re.Match[str]
) -> Property:
    """占年度投资计划的17.2% is a share of that plan; 陆地面积占大湾区的1/6 a share of the land there."""
    whole = shared["whole"]
    name, _, strength = _inside(sentence, start + shared.start(), start + shared.end("whole"))
    if not name:
        name, _, strength = _base(text, sentence, start + shared.start())
        strength = min(strength, 0.85)
    return Property(
        "share_of_" + (name or "whole"), _OWNERS, strength, mention.start, scope=whole or None, kind="share"
    )


def _points(text: str, sentence: Sentence, mention: QuantityMention, before: str) -> Property:
    if "进度" in before:
        return Property("ahead_of_schedule", _OWNERS, 0.9, mention.start, kind="growth")
    name, owners, strength = _base(text, sentence, mention.start)
    if re.search(r"拉动", before):
        return Property("pull_on_" + (name or "growth"), _OWNERS, strength, mention.start, kind="growth")
    clause_start = sentence.clauses[sentence.clause_of(mention.start)]
    own_figure = any(token.start >= clause_start for token, _ in _figures(sentence, mention.start))
    if re.search(r"占比|比重|份额", before) or (not own_figure and _shares_before(text, sentence, mention)):
        return Property("share_change", _OWNERS, 0.85, mention.start, kind="growth")
    if _OF_GROWTH.search(before[-24:]):
        tail = "_growth_gap" if _COMPARES.search(before[-16:]) else "_growth_change"
        return Property((name or "value") + tail, owners, strength, mention.start, kind="growth")
    if _COMPARES.search(before[-16:]):
        grown = any(one.kind == "growth" and one.end <= mention.start for one in sentence.quantities)
        tail = "_growth_gap" if grown else "_gap"
        return Property((name or "value") + tail, owners, strength, mention.start, kind="growth")
    return Property((name or "value") + "_change", owners, strength, mention.start, kind="growth")


def _shares_before(text: str, sentence: Sentence, mention: QuantityMention) -> bool:
    """占…的38.5%，提高1.6个百分点: points of the share just named."""
    before = sentence.quantity_before(mention.start)
    if before is None or before.unit != "ratio":
        return False
    return "占" in text[sentence.clauses[sentence.clause_of(before.start)] : before.start]


def _share_behind(text: str, sentence: Sentence, mention: QuantityMention) -> Property:
    """超过85%的高企: a share of what stands behind; else of the nearest figure."""
    if text.startswith("的", mention.end):
        for token in sentence.tokens:
            thing = token.of("thing")
            if thing is not None and mention.end <= token.start <= mention.end + 10:
                return Property("share_of_" + thing.name, _OWNERS, 0.75, token.start, kind="share")
    name, owners, strength = _base(text, sentence, mention.start)
    return Property(
        "share_of_" + (name or "whole"), owners or _OWNERS, min(strength, 0.6), mention.start, kind="share"
    )


def ranked(text: str, sentence: Sentence, mention: QuantityMention) -> Property:
    """投资额最大, 位列全省第一: which figure or thing is ranked, and among whom."""
    scope = _SCOPE.search(text, max(sentence.start, mention.start - 10), mention.end)
    name, owners, strength = _inside(sentence, mention.start, mention.end)
    if not name:
        name, owners, strength = _base(text, sentence, mention.start)
        strength = min(strength, 0.7)
    if re.search(
        r"(?:多项|各项|主要|重点|核心|\d项)[^，,]{0,4}指标(?:均|都|也)?$",
        text[max(sentence.start, mention.start - 12) : mention.start],
    ):
        name, strength = "indicators", 0.5
    if _CONTEST.search(text, max(sentence.start, mention.start - 16), mention.start):
        name, owners, strength = "", _OWNERS, 0.75
    if name.startswith("fortune_500"):
        name, owners = "", _OWNERS
    owners = owners if "project" in owners else (*owners, "project", "company")
    return Property(
        (name + "_rank") if name else "rank",
        owners,
        strength,
        mention.start,
        scope=scope[0] if scope else None,
    )
