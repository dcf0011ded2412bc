"""Of which parts is a name made?

江门市新会区海目星激光智能装备(江门)股份有限公司深圳分公司 = places, what it is called (core), what it does (trade),
where it sits (seat), how it is incorporated (form), which part of it is meant (branch). A phase or number (二期,
A区, 第三工程局) is a mark: names whose marks differ are never one thing.
"""

import re
from functools import lru_cache

from yuantu.facts.identity.marks import take_marks
from yuantu.facts.identity.parts import Kind, Name
from yuantu.facts.identity.places import COUNTRY, Step, join_pairs, place_of, place_steps, take_places
from yuantu.facts.identity.spelling import fold, is_latin
from yuantu.facts.identity.words import (
    AREAS,
    BRANCHES,
    GROUP,
    INSTITUTES,
    LEGAL_FORMS,
    LEVEL_WORDS,
    OFFICES,
    PARK_TYPES,
    PLACE_RANKS,
    PROJECT_ENDS,
    SHORTENED,
    SYNONYMS,
    WAY_TYPES,
    longest_end,
    trade_lengths,
    trades,
)  # fmt: skip

_BRACKET = re.compile(r"\(([^()]*)\)")


@lru_cache(maxsize=65536)
def parse_name(text: str) -> Name:
    """The parts of a name as a person wrote it; never fails: what is not understood stays in the core."""
    key = fold(text)
    if is_latin(key):
        from yuantu.facts.identity.latin import parse_latin  # noqa: PLC0415 — few names need English words

        return parse_latin(text, key)
    plain, marks = take_marks(key)
    kind = kind_of(plain)
    if kind == "company":
        return _company(text, key, plain, marks)
    if kind == "place":
        chain = place_of(plain)
        return Name(text, key, kind, chain, core="" if chain else plain, marks=marks)
    if kind == "institute":
        chain, rest, ranked = take_places(_spell_out(plain))
        return Name(text, key, kind, chain, ranked, rest, marks=marks)
    return _area(text, key, plain, kind, marks)


def _spell_out(plain: str) -> str:
    """Offices by their full names: 发改局 → 发展和改革局."""
    for short, full in OFFICES.items():
        if plain.endswith(short) and not plain.endswith(full):
            return plain[: -len(short)] + full
    return plain


def kind_of(plain: str) -> Kind:
    """What kind of thing a folded name without marks is the name of."""
    bare = _BRACKET.sub("", plain)
    if place_of(bare) and longest_end(bare, PARK_TYPES) in {"", "新区", "新城"}:
        return "place"
    if any(form in bare for form in ("有限公司", "有限责任公司", "股份公司")) or longest_end(
        bare, LEGAL_FORMS
    ):
        return "company" if not bare.endswith("项目") else "project"
    if longest_end(bare, PROJECT_ENDS):
        return "project"
    ends: dict[str, Kind] = {
        longest_end(bare, INSTITUTES): "institute", longest_end(bare, WAY_TYPES): "way",
        longest_end(bare, PARK_TYPES): "park", longest_end(bare, (*GROUP, "控股", "股份")): "company",
    }  # fmt: skip
    best = max(ends, key=len)
    if best in {"园", "城", "谷"} and len(bare) < 4 + (best != "园"):
        best = ""  # 碧桂园 and 长城 are no parks
    if best and len(bare) > len(best):
        return ends[best]
    chain, rest, _ = take_places(bare)
    ranks = {"镇", "街道", "村", "乡", "岛"} if chain else {"镇", "街道", "村"}
    if 1 < len(rest) <= 5 and longest_end(rest, PLACE_RANKS) in ranks:
        return "place"
    return "company"


def _company(text: str, key: str, plain: str, marks: frozenset[str]) -> Name:
    for long, short in SHORTENED.items():
        plain = plain.replace(long, short)
    bare, seats, group, form = _open_brackets(plain)
    bare, branch = _take_branch(bare)
    ending = longest_end(bare, LEGAL_FORMS)
    if ending and len(bare) > len(ending):
        bare, form = bare[: -len(ending)], form or LEGAL_FORMS[ending]
    elif bare.endswith("股份") and len(bare) > 3:
        bare = bare[:-2]
    for ending in ("集团控股", "控股集团", "产业集团", "企业集团", "集团"):
        if bare.endswith(ending) and len(bare) > len(ending) + 1:
            bare, group = bare[: -len(ending)], True
    steps = place_steps(bare)
    while steps and not _proper(bare[steps[-1].end :], steps[-1]):
        steps.pop()
    chain, ranked = tuple(step.place for step in steps), bool(steps) and steps[-1].ranked
    core, trade = split_body(bare[steps[-1].end :] if steps else bare)
    press = core + "".join(trade) + ("集团" if group else "")
    return Name(
        text, key, "company", chain, ranked, core, trade, form, group, seats, branch, marks, press=press
    )


def _proper(rest: str, step: Step) -> bool:
    """Whether what follows a place names anything: after 光明 in 光明乳业 it does not, so 光明 is the name."""
    core, _ = split_body(rest)
    return len(core) > 1 and (step.ranked or core not in trades())


def _open_brackets(plain: str) -> tuple[str, tuple[str, ...], bool, str]:
    """Without brackets; what stood in them as seats, whether it said 集团, and a legal form."""
    seats: list[str] = []
    group, form = False, ""
    for content in _BRACKET.findall(plain):
        if content == "集团":
            group = True
        elif f"({content})" in LEGAL_FORMS or content in LEGAL_FORMS:
            form = "lp" if "合伙" in content else LEGAL_FORMS.get(content, "")
        elif content:
            seats.append(_seat(content))
    return _BRACKET.sub("", plain).replace("(", "").replace(")", ""), tuple(seats), group, form


def _seat(content: str) -> str:
    if content == "中国":
        return COUNTRY
    chain = place_of(content)
    return chain[-1] if chain else content


def _take_branch(bare: str) -> tuple[str, str]:
    """Without the part of the organisation that is meant, and that part: place and word, such as 440700分公司."""
    for form in ("有限责任公司", "有限公司", "股份公司", "集团公司"):
        position = bare.rfind(form)
        if position > 0 and position + len(form) < len(bare):
            return bare[: position + len(form)], _branch(bare[position + len(form) :])
    word = longest_end(bare, BRANCHES)
    if not word or longest_end(bare, ("产业基地", "总部经济")):
        return bare, ""
    stem = bare[: -len(word)]
    for length in range(min(8, len(stem) - 2), 1, -1):
        tail = stem[-length:]
        if tail in AREAS or place_of(tail) or tail == "全球":
            return stem[:-length], _branch(tail + word)
    return (stem, word) if len(stem) > 2 and word not in {"工厂", "仓库"} else (bare, "")


def _branch(tail: str) -> str:
    chain, rest, _ = take_places(tail)
    return (chain[-1] if chain else "") + (rest if chain else tail)


def split_body(body: str) -> tuple[str, tuple[str, ...]]:
    """What it is called and the trade words behind that; at least two characters stay with the name."""
    known, lengths = trades(), trade_lengths()
    trade: list[str] = []
    while True:
        length = next((n for n in lengths if len(body) - n >= 2 and body[-n:] in known), 0)
        if not length:
            return body, tuple(reversed(trade))
        trade.append(body[-length:])
        body = body[:-length]


def _theme_is_letter(rest: str, kind: Kind) -> bool:
    ending = longest_end(rest, WAY_TYPES if kind == "way" else PARK_TYPES)
    return len(rest) - len(ending) == 1 and rest[:1] in "湾湖江河山岛港海洲洋"


def _area(text: str, key: str, plain: str, kind: Kind, marks: frozenset[str]) -> Name:
    """A park, project or way: places, theme (core), kind of it (form), places in brackets (seats)."""
    seats = tuple(_seat(content) for content in _BRACKET.findall(plain) if content)
    bare = join_pairs(_BRACKET.sub("", plain))
    for long, short in SYNONYMS.items():
        bare = bare.replace(long, short)
    steps = place_steps(bare)
    if steps and steps[-1].end == len(bare):
        steps.pop()  # 苏州工业园区 is a division and a park
    while steps and not steps[-1].ranked and _theme_is_letter(bare[steps[-1].end :], kind):
        steps.pop()  # 滨海湾新区 is not in 滨海
    chain, ranked = tuple(step.place for step in steps), bool(steps) and steps[-1].ranked
    rest = bare[steps[-1].end :] if steps else bare
    before = rest
    for word in LEVEL_WORDS:
        rest = rest.removeprefix(word) if len(rest) > len(word) + 2 else rest
        rest = rest.removesuffix(word)
    if not chain and rest != before:
        chain, rest, ranked = take_places(rest)
    types = {"park": PARK_TYPES, "way": WAY_TYPES}.get(kind, dict.fromkeys(PROJECT_ENDS, "项目"))
    rest = rest if rest in {"国家", "中国"} else rest.replace("国家级", "").replace("国家", "")
    ending = longest_end(rest, types)
    core = rest[: -len(ending)] if ending else rest
    return Name(text, key, kind, chain, ranked, core, form=types.get(ending, ""), seats=seats, marks=marks)
