"""Which names stand in this sentence: places, parks, projects, companies, meetings, offices?

A name is what stands before a telling ending (产业园, 项目, 有限公司, 大会 …) back to the nearest word that cannot
belong to it, or a division of GB/T 2260, or a name that the workspace knows. An ending without a name before
it (园区, 该项目, 全市) is a short form: it means one that the article has named already.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from yuantu.evidence.text.borders import left_edge
from yuantu.evidence.text.claims import SubjectKind
from yuantu.evidence.text.lexicon import WIDE_PLACES, Token
from yuantu.evidence.text.namewords import (
    CALLED,
    COUNTED_BODY,
    DIRECTION,
    GARDEN,
    GENERIC,
    INDUSTRIES,
    INVESTED,
    LED,
    LEFT_EDGE,
    LOT,
    NO_NAME,
    NUMBERED,
    NUMBERED_PLACE,
    PARCEL,
    PORT,
    SHORT_OTHER,
    SHORT_REGION,
    STRETCH,
)
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


_SHORT_KINDS: dict[str, SubjectKind] = {
    "项目": "project",
    "工程": "project",
    "公司": "company",
    "企业": "company",
    "集团": "company",
    "孵化器": "institution",
    **dict.fromkeys("路段 线路 隧道 大桥 高速 铁路 机场 港区 码头 港".split(), "facility"),
}
_NO_BODY = frozenset(
    "占 经 由 使 令 给 贵 本 我 上述 前述 标的 对 为 向 与 和".split()
)  # words before 公司 that are no name
_POINTING = frozenset({"park", "project", "company", "institution"})  # bare endings that point back
_DEEDS = frozenset({"集中签约", "集中开工", "集中动工", "集中竣工", "集中(云)签约"})
_CEREMONIES = frozenset("奠基 开工 动工 开业 开园 投产 竣工 封顶 揭牌 揭幕 落成 启用 启动 签约".split())
_EVENT_BODY = re.compile(r"(?:项目|工程|季度)$")
_WHOLE = re.compile(r"所有|全部|各|主?厂房")
_BRACKET_PLACE = re.compile(r"\([一-鿿]{2,6}[市区县镇]\)")


def find_names(text: str, sentence: Sentence) -> tuple[Name, ...]:
    """The names of a sentence from left to right, none overlapping: longer ones win."""
    found = [
        *_known(sentence),
        *_endings(text, sentence),
        *_gardens(text, sentence),
        *_places(text, sentence),
        *_short_forms(text, sentence),
        *_companies(text, sentence),
        *_others(text, sentence),
    ]
    found = [name for name in found if not _is_of_one(name, found)]
    found.sort(key=lambda name: (not name.known, name.start - name.end, name.start))
    kept: list[Name] = []
    for name in found:
        if not any(name.start < other.end and other.start < name.end for other in kept):
            kept.append(name)
    return tuple(sorted(kept, key=lambda name: name.start))


def _is_of_one(event: Name, found: list[Name]) -> bool:
    """X园奠基仪式 is told of the park: the ceremony of one named thing is no subject beside it."""
    return event.kind == "event" and any(
        name.start == event.start
        and name.kind in ("park", "project", "facility")
        and not name.short
        and event.text[len(name.text) :][:2] in _CEREMONIES
        and event.text.endswith(("仪式", "典礼", "活动"))
        and len(name.text) == name.end - name.start
        for name in found
    )


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
    for match in SHORT_REGION.finditer(text, sentence.start, sentence.end):
        yield Name(match.start(), match.end(), match[0], "region", short=True)
    for match in SHORT_OTHER.finditer(text, sentence.start, sentence.end):
        what = "项目" if match["deal"] else match["what"]
        yield Name(match.start(), match.end(), what, _SHORT_KINDS.get(what, "park"), short=True)


def _companies(text: str, sentence: Sentence) -> Iterator[Name]:
    """Companies without a legal form: 企业X, 由X投资, X董事长."""
    for match in CALLED.finditer(text, sentence.start, sentence.end):
        if not NO_NAME.search(match["name"]):
            yield Name(match.start("name"), match.end("name"), match["name"], "company")
    for match in INVESTED.finditer(text, sentence.start, sentence.end):
        if match["name"] not in division_names() and not GENERIC.fullmatch(match["name"]):
            yield Name(match.start("name"), match.end("name"), match["name"], "company")
    for match in LED.finditer(text, sentence.start, sentence.end):
        if match["name"] not in division_names() and not match["name"].endswith(
            ("园区", "集团", "公司", "区", "项目")
        ):
            yield Name(match.start("name"), match.end("name"), match["name"], "company")


def _others(text: str, sentence: Sentence) -> Iterator[Name]:
    """Industries, parcels on offer, buildings to let."""
    for match in INDUSTRIES.finditer(text, sentence.start, sentence.end):
        yield Name(match.start(), match.end(), match[0], "industry")
    for match in PARCEL.finditer(text, sentence.start, sentence.end):
        group = "id" if match["id"] else "code"
        yield Name(match.start(group), match.end(), match[group], "site")
    for match in LOT.finditer(text, sentence.start, sentence.end):
        yield Name(match.start("lot"), match.end("lot"), match["lot"], "site")


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
        if kind == "facility":
            stretch = STRETCH.match(text, end, sentence.end)
            end = stretch.end() if stretch else end
        if text[end - 1] == "园" and text[end : end + 1] == "区":
            end += 1
        done = token.end if kind == "event" else end
        name = _named(text, sentence, token, end, kind)
        if name is not None:
            bracket = _BRACKET_PLACE.match(text, name.end, sentence.end)
            if bracket and name.kind == "park":
                name = replace(name, end=bracket.end(), text=name.text + ("" if name.short else bracket[0]))
            yield name


def _gardens(text: str, sentence: Sentence) -> Iterator[Name]:
    """Parks by their last character (精密电子园), where three more stand before it."""
    for match in GARDEN.finditer(text, sentence.start, sentence.end):
        name = _named(text, sentence, Token(match.start(), match.end(), "园", ()), match.end(), "park")
        if name is not None and not name.short and len(name.text) >= 4:
            yield name
    for match in PORT.finditer(text, sentence.start, sentence.end):
        name = _named(text, sentence, Token(match.start(), match.end(), "港", ()), match.end(), "facility")
        if name is not None and not name.short and 3 <= len(name.text) <= 7:
            yield name
    for match in NUMBERED_PLACE.finditer(text, sentence.start, sentence.end):
        edges = [edge.end() for edge in LEFT_EDGE.finditer(text, match.start(), match.end() - 4)]
        start = max([match.start(), *edges])
        yield Name(start, match.end(), text[start : match.end()], "facility")


def _named(text: str, sentence: Sentence, token: Token, end: int, kind: str) -> Name | None:
    """The words before an ending as far as they can belong to a name; a short form where there are none."""
    left, counted = left_edge(text, sentence, token)
    if text[left : token.start] in _NO_BODY:
        left = token.start
    body = text[left : token.start]
    numbered = NUMBERED.search(body)
    if kind == "event":
        if text[token.start : end] in _DEEDS and not _EVENT_BODY.search(body):
            return None
    elif counted or (numbered and numbered.end() == len(body)):
        return None
    if COUNTED_BODY.match(body) or (token.word[-1] == "期" and body.endswith(("分", "共"))):
        return None
    rest = GENERIC.sub("", body)
    name = Name(left, end, text[left:end], cast(SubjectKind, kind))
    direction = kind == "park" and DIRECTION.search(body)
    if not direction and (not rest or (kind == "event" and rest in ("项目", "工程"))):
        points = kind in _POINTING or (kind == "event" and len(body) >= 2)
        return replace(name, short=True) if points else None
    if kind == "project" and (rest in division_names() or body in WIDE_PLACES):
        return None
    bare = len(body) < 2 and not direction and kind != "company"
    return None if bare or _is_predicate(text, left, body) else name


def _is_predicate(text: str, left: int, body: str) -> bool:
    """是浙江省级新区 says what it is and names nothing."""
    if text[left - 1 : left] not in ("是", "为"):
        return False
    return GENERIC.fullmatch(re.sub(r"^(?:[一-鿿]{2}省?|全[国省市])", "", body) or "x") is not None
