"""Do two names mean the same property, or the same thing?"""

import re
from functools import cache
from pathlib import Path

from yuantu.evidence.text.clean import clean_text

_SPELLINGS = (
    ("_average_growth", "_growth"),
    ("_growth_rate", "_growth"),
    ("_yoy", "_growth"),
    ("_mom", "_growth"),
    ("_change_pp", "_change"),
    ("number_of_", ""),
)
_ENDINGS = ("_growth", "_target", "_planned", "_expected", "_rank", "_change")


@cache
def _names(file: str) -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    path = Path(__file__).parent / file
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            first, rest = line.split("\t")
            table[first] = table.get(first, frozenset()) | frozenset(rest.split(" "))
    return table


def same_property(wanted: str, found: str) -> bool:
    """Whether the reader's property means what the case book calls `wanted`.

    The table holds whole names and, with a star, beginnings. Endings that say the same (`_yoy`, `_growth`) are one, and
    a base of the table keeps its meaning before an ending (`general_public_budget_revenue_yoy`).
    """
    wanted, found = _plain(wanted), _plain(found)
    if wanted == found or _is_among(found, _others(wanted)):
        return True
    base, ending = _parted(wanted)
    other, tail = _parted(found)
    return bool(ending) and ending == tail and (base == other or _is_among(other, _others(base)))


@cache
def _properties() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for name, others in _names("property_names.tsv").items():
        table[_plain(name)] = table.get(_plain(name), frozenset()) | others
    return table


def _plain(name: str) -> str:
    for spelled, plain in _SPELLINGS:
        name = name.replace(spelled, plain)
    return name


def _parted(name: str) -> tuple[str, tuple[str, ...]]:
    """A name without its endings, and those endings in a fixed order: `gdp_growth_target` is gdp, growth and target."""
    endings = []
    while (cut := next((one for one in _ENDINGS if name.endswith(one)), None)) is not None:
        name = name.removesuffix(cut)
        endings.append(cut)
    return name, tuple(sorted(endings))


def _others(name: str) -> frozenset[str]:
    table = _properties()
    starred = (others for key, others in table.items() if key.endswith("*") and name.startswith(key[:-1]))
    return frozenset(map(_plain, frozenset().union(table.get(name, frozenset()), *starred)))


def _is_among(found: str, others: frozenset[str]) -> bool:
    return found in others or any(one.endswith("*") and found.startswith(one[:-1]) for one in others)


def same_subject(wanted: str, found: str | None) -> bool:
    """Whether two names mean one thing: equal but for rank and brackets, a listed alias, or a full and a short form.

    Meetings are told in many words: theirs may differ where most pairs of characters are shared.
    """
    if found is None:
        return False
    one, other = _bare(wanted), _bare(found)
    if one == other or other in {
        _bare(name) for name in _names("subject_names.tsv").get(wanted, frozenset())
    }:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or _is_place(wanted) or _is_place(found):
        return False
    if short in long and ("有限公司" in long or len(short) >= 0.55 * len(long) or long.endswith(short)):
        return True
    if not re.search(r"签约|开工|动工|大会|仪式|峰会|论坛", wanted):
        return False
    pairs = [{name[at : at + 2] for at in range(len(name) - 1)} for name in (one, other)]
    return len(pairs[0] & pairs[1]) >= 0.62 * min(len(pairs[0]), len(pairs[1])) and min(map(len, pairs)) >= 4


def _bare(name: str) -> str:
    """A name in Simplified characters, without marks and rank, and without the city that a county stands in."""
    plain = re.sub(r"[“”\"()（）\s]|[市省]$", "", clean_text(name).text)
    return re.sub(r"^[一-鿿]{2,4}(?:省|市|自治州)(?=[一-鿿]{2,4}[市区县]$)", "", plain)


def _is_place(name: str) -> bool:
    return (len(name) <= 3 and not name.endswith(("组团", "项目", "片区"))) or bool(
        re.fullmatch(r"[一-鿿]{2,6}[省市县]|[一-鿿]{2,3}区", name)
    )
