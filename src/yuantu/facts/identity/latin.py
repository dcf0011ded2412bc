"""Of which parts is a name in Latin letters made?

CALB Technology (Jiangmen) Co., Ltd. comes apart as its Chinese twin does: places and trade words become the codes and
words that Chinese names use, so that the two can be compared; the rest is compared by sound.
"""

import re

from yuantu.facts.identity.marks import take_latin_marks
from yuantu.facts.identity.parts import Kind, Name
from yuantu.facts.identity.places import COUNTRY, Chain, latin_chain, latin_place, letter_of
from yuantu.facts.identity.spelling import sound
from yuantu.facts.identity.words import LATIN_FORMS, LATIN_PARK_TYPES, latin_trades

WAY_ENDS = {
    "bridge": "大桥", "link": "通道", "expressway": "高速", "high-speed railway": "高铁", "intercity railway": "城际",
    "railway": "铁路", "international airport": "机场", "airport": "机场", "tunnel": "隧道", "port": "港",
    "railway station": "站", "station": "站",
}  # fmt: skip
BRANCH_ENDS = {
    "branch": "分公司", "branch office": "分公司", "representative office": "代表处", "plant": "工厂",
    "factory": "工厂", "base": "基地", "headquarters": "总部", "hq": "总部", "subsidiary": "子公司",
}  # fmt: skip
INSTITUTES = (
    "university",
    "college",
    "institute",
    "academy",
    "hospital",
    "association",
    "committee",
    "laboratory",
)
RANKS = ("province", "city", "district", "county", "town")
NOISE = frozenset({"the", "and", "of", "&", "national", "state", "provincial"})


def parse_latin(text: str, key: str) -> Name:
    """The parts of a folded English name; trades are Chinese words, the core is letters without blanks."""
    plain, marks = take_latin_marks(key)
    seats = tuple(_seat(content.strip()) for content in re.findall(r"\(([^()]*)\)", plain) if content.strip())
    bare = _tidy(_join_pairs(re.sub(r"\([^()]*\)", " ", plain)))
    chain = latin_chain(plain if "," in plain else bare)
    if chain or (bare.endswith(RANKS) and not _take_end(bare, LATIN_PARK_TYPES)[1]):
        return Name(
            text, key, "place", chain, core="" if chain else bare.replace(" ", ""), marks=marks, latin=True
        )
    bare, branch = _take_end(_tidy(bare), BRANCH_ENDS)
    branch_place = latin_place(branch_words[-1]) if (branch_words := bare.split()) and branch else None
    if branch and branch_place and len(branch_words) > 1:
        bare, branch = " ".join(branch_words[:-1]), branch_place + branch
    bare, form = _take_end(bare, LATIN_FORMS)
    kind, bare, ending = _kind(bare, form)
    words, group = _take_group(bare.split())
    places, words = _take_places(words, spare=kind == "company")
    if kind == "company" and len(words) > 1 and words[-1] == "china":
        seats, words = (*seats, COUNTRY), words[:-1]  # Siemens China is 西门子(中国)
    press = " ".join(words)
    core, trade = _split(words) if kind == "company" else ("".join(words), ())
    group, seats = group or "group" in seats, tuple(seat for seat in seats if seat != "group")
    return Name(
        text, key, kind, places, False, core, trade, form or ending, group, seats, branch, marks, latin=True,
        press=press,
    )  # fmt: skip


def _join_pairs(plain: str) -> str:
    """shenzhen-jiangmen → shenjiang, as 深江 sounds."""

    def join(found: re.Match[str]) -> str:
        places = [latin_place(word) for word in found.group().split("-")]
        codes = [place for place in places if place and place.isdigit()]
        return (
            "".join(sound(letter_of(code)) for code in codes) if len(codes) == len(places) else found.group()
        )

    return re.sub(r"[a-z]+(?:-[a-z]+)+", join, plain)


def _tidy(text: str) -> str:
    """Words with single blanks; dots, commas and hyphens are no words."""
    text = re.sub(r"(?<=\w)\.(?=\w)", "", text) if re.fullmatch(r"(?:\w\.)+\w?", text) else text
    return " ".join(re.sub(r"[.,;:/_-]", " ", text.replace("'s", "s").replace("'", "")).split())


def _seat(content: str) -> str:
    return latin_place(content) or content


def _take_end(bare: str, ends: dict[str, str]) -> tuple[str, str]:
    found = max((end for end in ends if bare.endswith(" " + end)), key=len, default="")
    return (bare[: -len(found) - 1], ends[found]) if found else (bare, "")


def _kind(bare: str, form: str) -> tuple[Kind, str, str]:
    """Kind, the rest without the word that shows it, and that word in Chinese."""
    if form:
        return "company", bare, ""
    rest, ending = _take_end(bare, LATIN_PARK_TYPES)
    if ending:
        return "park", rest, ending
    rest, ending = _take_end(bare, WAY_ENDS)
    if ending:
        return "way", rest, ending
    if bare.endswith(" project"):
        return "project", bare.removesuffix(" project"), "项目"
    return ("institute" if any(word in bare.split() for word in INSTITUTES) else "company"), bare, ""


def _take_group(words: list[str]) -> tuple[list[str], bool]:
    kept = [word for word in words if word not in NOISE]
    group = len(kept) > 1 and kept[-1] in {"group", "grp"}
    return (kept[:-1] if group else kept), group


def _take_places(words: list[str], *, spare: bool) -> tuple[Chain, list[str]]:
    """Places at the head, one or two words each; `spare`: something must be left."""
    chain: Chain = ()
    while len(words) > spare:
        for length in (2, 1):
            place = latin_place(" ".join(words[:length]), chain) if len(words) >= length + spare else None
            if place:
                chain, words = (*chain, place), words[length:]
                break
        else:
            break
        if words and words[0] in RANKS and len(words) > 1:
            words = words[1:]
    return chain, words


def _split(words: list[str]) -> tuple[str, tuple[str, ...]]:
    meanings = latin_trades()
    trade: list[str] = []
    while len(words) > 1:
        pair = " ".join(words[-2:])
        if len(words) > 2 and pair in meanings:
            trade.append(pair)
            words = words[:-2]
        elif words[-1] in meanings:
            trade.append(words.pop())
        else:
            break
    return "".join(words), tuple(reversed(trade))
