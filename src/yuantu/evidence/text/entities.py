"""Which names stand in this sentence: places, parks, projects, companies, meetings, offices?

A name is what stands before a telling ending (产业园, 项目, 有限公司, 大会 …) back to the nearest word that cannot
belong to it, or a division of GB/T 2260, or a name that the workspace knows. An ending without a name before
it (园区, 该项目, 全市) is a short form: it means one that the article has named already.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from yuantu.evidence.text.claims import SubjectKind
from yuantu.evidence.text.lexicon import WIDE_PLACES, Token
from yuantu.evidence.text.mentions import QuantityMention
from yuantu.evidence.text.sentences import Sentence
from yuantu.ontology.regions import division_names


@dataclass(frozen=True, slots=True)
class Name:
    """Words of the clean text that name something. `short`: they only point at something named elsewhere."""

    start: int
    end: int
    text: str
    kind: SubjectKind
    short: bool = False
    known: bool = False


_REACH = 30
_LEFT_EDGE = re.compile(
    r"[，。；：、！？“”‘’\"'\n《》〈〉【】…,;:!?●•·／/|]|——|的|了|着(?!陆)|(?<!自)在(?!线)|(?<![共中饱祥])和(?!平|谐|泰|山|田)|与|(?<!普)及(?!时)|由(?!器)|(?<!比)对(?!外|接)"
    r"|(?<![华作])为(?!先|民)|从(?!化)|(?<!方|走|转|定)向(?!日)|以(?!色列)|将(?!军)|把|被|是(?!达)|有(?!限|机|色|轨|源|序)|(?<![直达遇])到|(?<!关)于(?!都)|等(?!级)|该|此|这|每|其中"
    r"|(?<![安健齐])全(?=市(?!场)|省|区(?!域)|县|部)|还|也|已|并(?!网)|均|正(?=在|加|着|式|全|大力)|使(?!用)|让|随着|通过|包括|涵盖|例如|比如|近年来?|目前|如今|今年|去年|明年|当前|此外|同时|作为|围绕|依托|聚焦"
    r"|推进|推动|建设(?!集团|工程|项目|有限|银行)|打造|位于|引进|落户|走进|踏进|来到|成立|举行|举办|召开|参加|加快|规划|谋划|发展(?!有限|集团|研究)|完成|实现|支持|积极|实施|开展|启动(?!区|仪式)"
    r"|投资(?!有限|控股|集团|促进|股份|管理|发展|建设)|\d年|\d月份?|集中(?!区|供)|年内|入驻|进驻|入选|签约(?!仪式|活动)|开工(?!仪式|活动)|动工(?!仪式|活动)|新增|共有|共建|拥有|现有|占(?=地|全|总|比)|超(?=过|\d|百|千)|近(?=\d|百|千|年)"
    r"|约(?=\d)|达(?=到|\d)|至(?=\d|今)|比(?=上|去|较)|当中|前往|赴|携手|联合(?!实验室|会|招商大会|体)|主攻|培育|据悉|记者|获悉|了解|以来|期间|后(?=,|，)|布局|落地|纳入|发挥|借鉴|获得|荣获|显示|表示|介绍"
    r"|承接|探索|距离|拆除|改造(?!项目|工程)|征收|收储|供应(?!链)|出让|承载|引导|革新|提升|增强|提高|搭乘|沿着?|离不开|学府|带动|助力|深化|做强|做大|吸引|形成|构建|营造|走访|调研|考察|签订|签署|达成|获批|认定|评为|覆盖|辐射|连接|公布|印发|出台|制定|牵头|负责|承办|主办"
    r"|出席|见证|宣布|称为|名为|或|而|但|仅|又|再(?!生|造)|更(?!新)|(?<![成首古故京])都(?!市|江|匀)|狠抓|抓好|抓实|推出|安排|我[市省区县]|最|[上下]半年|全年|季度(?=[一-鿿])|新设|新签|新开|实际|就(?!业)|(?<!基)因|(?<!数)据|使得|力争|预计|计划|现场|[一二三两]条|相继|陆续|先后|正式"
)
_NUMBERED = re.compile(
    r"(?:第?[一二三四五六七八九十两数几]+|(?<![A-Za-z\d])\d+)(?:大|个|批|家|座|条|项|期|号)?$"
)
_GENERIC = re.compile(
    r"^(?:国家级|省级|市级|区级|县级|世界级|国际级|万亩级?|千亿级?|百亿级?|国家|国际化?|国内|一流|特色|专业|大型|重点|重大|优质|优势|主题|现代化?|产业|科技|工业|制造业?|先进|高端|新兴|一批批?|首批|部分|多个|多家|若干|各个?"
    r"|首个|首家|外资|民营|上市|龙头|链主|骨干|知名|合作|招商|引资|集中|当地|本地|两地|新(?:的|建|兴)?|大|好|小|签约|开工|在建|续建|投产|配套|上下游|相关|示范|支撑型?|引领型?|核心|战略性?|新兴|智能|绿色|低碳|双碳|数字化?"
    r"|创新|创业|研发|生产|经济|技术|商务|集聚|区域|功能|专项|亿元|百亿|千亿|超|以上|以下|十?大|高新|工程|建设|计划|实际|储备|意向|拆分|打包|总|全部|所有|平台|基地|入园|入驻|园区|投资|城市|多元|高标准|定制化?|主导|主要|支柱|落地|省|市|区|县|镇|全国|我|村|各大|整条|[\d—\-]+(?:月份?|年)|级|地|等|批|类|型|化|性|年度|本次|此次|今年|本|内)+"
)
_DIRECTION = re.compile(r"[东西南北中]$")
_SHORT_REGION = re.compile(
    r"(?<=[，,。是为合在向将由争取结])省(?=全部|\d|统计|将|重点|新一轮)|(?<![健安齐])(?:全市|我市|本市|该市|全区|我区|本区|该区|全县|我县|该县|全省|我省|该省|全镇|该镇|我镇|当地|省城|全域)(?!化)"
)
_SHORT_OTHER = re.compile(
    r"(?:该|此|本|这一|这个)(?P<what>项目|工程|园区|产业园|基地|公司|企业|平台|合作区|集团|孵化器|示范区|开发区|新区)"
)
_INDUSTRIES = re.compile(
    r"(?:[一二三四五六七八九十两]|\d+)大[一-鿿]{0,6}产业(?=增加值|总?产值|实现|完成|投资|占|同比|合计)"
)
_CALLED = re.compile(
    r"(?<![家个类各等型]|\d)(?:企业|巨头|上市公司)(?P<name>[一-鿿]{3,8}?)(?=把|将|在(?!建)|于\d|[，,、]|也|已|正|投资|落户|创办|董事长|总经理|负责人|斥资|计划|项目|签)(?<![一二三四五六七八九十]代)"
)
_LED = re.compile(
    r"(?:(?<=[。，,”“！\n ])|^)(?P<name>[一-鿿]{3,8}?)(?:副?董事长|总经理|总裁|创始人|首席执行官)"
)
_SHORT_KINDS: dict[str, SubjectKind] = {
    "项目": "project",
    "工程": "project",
    "公司": "company",
    "企业": "company",
    "集团": "company",
    "孵化器": "institution",
}
_POINTING = frozenset({"park", "project", "company", "institution"})  # bare endings that point back
_DEEDS = frozenset({"集中签约", "集中开工", "集中动工", "集中竣工", "集中(云)签约"})
_EVENT_BODY = re.compile(r"(?:项目|工程|季度)$")
_WHOLE = re.compile(r"所有|全部|各|主?厂房")
_BRACKET_PLACE = re.compile(r"\([一-鿿]{2,6}[市区县镇]\)")


def find_names(text: str, sentence: Sentence) -> tuple[Name, ...]:
    """The names of a sentence from left to right, none overlapping: longer ones win."""
    found = [
        *_known(sentence),
        *_endings(text, sentence),
        *_places(text, sentence),
        *_short_forms(text, sentence),
    ]
    found.sort(key=lambda name: (not name.known, name.start - name.end, name.start))
    kept: list[Name] = []
    for name in found:
        if not any(name.start < other.end and other.start < name.end for other in kept):
            kept.append(name)
    return tuple(sorted(kept, key=lambda name: name.start))


def _known(sentence: Sentence) -> Iterator[Name]:
    for token in sentence.tokens:
        meaning = token.of("name")
        if meaning is not None:
            kind = cast(SubjectKind, meaning.owners[0])
            yield Name(token.start, token.end, meaning.name, kind, known=True)


def _places(text: str, sentence: Sentence) -> Iterator[Name]:
    """Divisions; neighbours are one place (江门市新会区)."""
    start, end, last = -1, -1, ""
    for token in (*sentence.tokens, None):
        meaning = token.of("region") if token is not None else None
        if token is not None and meaning is not None and token.start == end and len(meaning.name) <= 6:
            end, last = token.end, meaning.name
            continue
        if start >= 0:
            town = re.compile(r"[一-鿿]{2,3}(?:镇|街道|乡)(?!街)").match(text, end, sentence.end)
            yield Name(
                start, town.end() if town else end, text[start : town.end()] if town else last, "region"
            )
            start = end = -1
        if token is not None and meaning is not None:
            start, end, last = token.start, token.end, meaning.name


def _short_forms(text: str, sentence: Sentence) -> Iterator[Name]:
    for match in _SHORT_REGION.finditer(text, sentence.start, sentence.end):
        yield Name(match.start(), match.end(), match[0], "region", short=True)
    for match in _INDUSTRIES.finditer(text, sentence.start, sentence.end):
        yield Name(match.start(), match.end(), match[0], "industry")
    for match in _CALLED.finditer(text, sentence.start, sentence.end):
        yield Name(match.start("name"), match.end("name"), match["name"], "company")
    for match in _LED.finditer(text, sentence.start, sentence.end):
        if match["name"] not in division_names() and not match["name"].endswith(
            ("园区", "集团", "公司", "区", "项目")
        ):
            yield Name(match.start("name"), match.end("name"), match["name"], "company")
    for match in _SHORT_OTHER.finditer(text, sentence.start, sentence.end):
        yield Name(
            match.start(), match.end(), match["what"], _SHORT_KINDS.get(match["what"], "park"), short=True
        )


def _endings(text: str, sentence: Sentence) -> Iterator[Name]:
    tokens = sentence.tokens
    done = sentence.start
    for at, token in enumerate(tokens):
        meaning = token.of("suffix")
        if (
            meaning is None
            or token.start < done
            or (token.word[-1] == "期" and _WHOLE.match(text, token.end))
        ):
            continue
        end, kind = token.end, meaning.name
        for following in tokens[at + 1 : at + 4]:
            more = following.of("suffix")
            if (
                following.start != end
                or more is None
                or (following.word[-1] == "期" and _WHOLE.match(text, following.end))
            ):
                break
            end, kind = following.end, kind if following.word[-1] == "期" else more.name
        if text[end - 1] == "园" and text[end : end + 1] == "区":
            end += 1
        done = token.end if kind == "event" else end
        name = _named(text, sentence, token, end, kind)
        if name is not None:
            bracket = _BRACKET_PLACE.match(text, name.end, sentence.end)
            if bracket and name.kind == "park":
                name = replace(name, end=bracket.end(), text=name.text + ("" if name.short else bracket[0]))
            yield name


def _named(text: str, sentence: Sentence, token: Token, end: int, kind: str) -> Name | None:
    """The words before an ending as far as they can belong to a name; a short form where there are none."""
    left, counted = _left_edge(text, sentence, token)
    body = text[left : token.start]
    numbered = _NUMBERED.search(body)
    if kind == "event":
        if text[token.start : end] in _DEEDS and not _EVENT_BODY.search(body):
            return None
    elif counted or (numbered and numbered.end() == len(body)):
        return None
    rest = _GENERIC.sub("", body)
    name = Name(left, end, text[left:end], cast(SubjectKind, kind))
    direction = kind == "park" and _DIRECTION.search(body)
    if not direction and (not rest or (kind == "event" and rest in ("项目", "工程"))):
        points = kind in _POINTING or (kind == "event" and len(body) >= 2)
        return replace(name, short=True) if points else None
    if kind == "project" and (rest in division_names() or body in WIDE_PLACES):
        return None
    bare = len(body) < 2 and not direction and kind != "company"
    return None if bare or _is_predicate(text, left, body) else name


def _left_edge(text: str, sentence: Sentence, token: Token) -> tuple[int, bool]:
    """Where the words before an ending begin, and whether a count stands right before them."""
    left, counted = max(sentence.start, token.start - _REACH), False
    for mention in sentence.quantities:
        if left < mention.end <= token.start and not _inside_name(text, mention, token.start):
            left, counted = mention.end, mention.kind == "count"
    for edge in _LEFT_EDGE.finditer(text, left, token.start):
        if not _quoted_name(text, edge, token.start):
            left, counted = edge.end(), False
    return _after_open_bracket(text, left, token.start), counted


def _is_predicate(text: str, left: int, body: str) -> bool:
    """是浙江省级新区 says what it is and names nothing."""
    if text[left - 1 : left] not in ("是", "为"):
        return False
    return _GENERIC.fullmatch(re.sub(r"^(?:[一-鿿]{2}省?|全[国省市])", "", body) or "x") is not None


def _inside_name(text: str, mention: QuantityMention, until: int) -> bool:
    """Whether a quantity is part of a name rather than said of it (12英寸…项目, “万亩千亿”大平台)."""
    if mention.kind == "length" and text[mention.end - 1] in "寸纳":
        return True
    opened = text.rfind("“", max(0, mention.start - 6), mention.start + 1)
    closed = text.find("”", mention.end - 1, until)
    return opened >= 0 and 0 < closed <= mention.end + 6


def _quoted_name(text: str, edge: re.Match[str], until: int) -> bool:
    """Quotation marks around a short word inside a name (“江门号”国际货运班列) are no border."""
    mark = edge[0]
    if mark == "“":
        return text.find("”", edge.end(), until) > 0
    return mark == "”" and text.rfind("“", edge.start() - 10, edge.start()) >= 0


def _after_open_bracket(text: str, left: int, end: int) -> int:
    """An opening bracket that is not closed before the ending is a border; so is a closing one never opened."""
    depth = 0
    for at in range(end - 1, left - 1, -1):
        character = text[at]
        if character in ")）":
            depth += 1
        elif character in "(（":
            if depth == 0:
                return at + 1
            depth -= 1
    if depth:
        return max(text.rfind(")", left, end), text.rfind("）", left, end)) + 1
    return left
