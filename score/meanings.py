"""Do two names mean the same property, or the same thing?"""

import re
from functools import cache
from pathlib import Path


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
    """Whether the reader's property means what the case book calls `wanted`."""
    return wanted == found or found in _names("property_names.tsv").get(wanted, frozenset())


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
    return re.sub(r"[“”\"()（）\s]|[市省]$", "", name)


def _is_place(name: str) -> bool:
    return (len(name) <= 3 and not name.endswith(("组团", "项目", "片区"))) or bool(
        re.fullmatch(r"[一-鿿]{2,6}[省市县]|[一-鿿]{2,3}区", name)
    )
