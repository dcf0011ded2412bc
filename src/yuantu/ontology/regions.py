"""Which administrative division does this name mean?

Provinces, cities and counties of GB/T 2260 with their six-digit codes, by full name (江门市), short name
(江门), path (江门新会, 广东省江门市) or code. A name borne by several counties (朝阳区, 南山) answers with
all of them: choosing needs more words, so `find_region` answers only when one is left.
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

Level = Literal["province", "city", "county"]
# Not through pathlib: it would be a twentieth of the time that `yuantu brief` takes.
_FILE = os.path.join(os.path.dirname(__file__), "codes", "gb2260.csv")  # noqa: PTH118, PTH120


@dataclass(frozen=True, slots=True)
class Division:
    """A division of GB/T 2260; `parent` is the code of the next one up ("" for a province).

    `short` is the name without its rank: 江门, 广西, 恩施; the whole name where one character would be left.
    """

    code: str
    name: str
    level: Level
    parent: str
    short: str

    @property
    def province(self) -> str:
        return self.code[:2] + "0000"


@cache
def _rows() -> dict[str, list[str]]:
    with open(_FILE, encoding="utf-8") as file:  # noqa: PTH123
        return {line[:6]: line.rstrip("\n").split(",") for line in file if line[0] != "c"}


def find_division(code: str) -> Division | None:
    """The division of that six-digit code."""
    row = _rows().get(code)
    return None if row is None else Division(row[0], row[1], row[2], row[3], row[4])  # type: ignore[arg-type]


def divisions() -> Iterator[Division]:
    """All divisions in the order of their codes."""
    return (Division(row[0], row[1], row[2], row[3], row[4]) for row in _rows().values())  # type: ignore[arg-type]


@cache
def division_names() -> dict[str, list[str]]:
    """Full and short name → codes of the divisions that bear it."""
    names: dict[str, list[str]] = {}
    for code, name, _level, _parent, short in _rows().values():
        names.setdefault(name, []).append(code)
        if short != name:
            names.setdefault(short, []).append(code)
    return names


def find_regions(name: str, within: str | None = None) -> tuple[Division, ...]:
    """Every division that `name` may mean, higher levels first; `within` is the code of one that must contain it."""
    words = name.strip()
    if re.fullmatch(r"\d{2}|\d{4}|\d{6}", words):
        codes: Iterable[str] = [words.ljust(6, "0")]
    else:
        codes = division_names().get(words) or _by_path(words)
    found = [division for code in codes if (division := find_division(code)) is not None]
    if within is not None:
        found = [division for division in found if is_within(division.code, within)]
    order = {"province": 0, "city": 1, "county": 2}
    return tuple(sorted(found, key=lambda division: (order[division.level], division.code)))


def find_region(name: str, within: str | None = None) -> Division | None:
    """The one division that `name` means; None when there is none, or several of the same level.

    A city or province wins over counties of the same short name (中山 is the city, not 大连's 中山区).
    """
    found = find_regions(name, within)
    if not found:
        return None
    exact = [division for division in found if division.name == name.strip()]
    if len(exact) == 1:
        return exact[0]
    best = [division for division in found if division.level == found[0].level]
    return best[0] if len(best) == 1 else None


def is_within(code: str, ancestor: str) -> bool:
    """Whether the division `code` is `ancestor` or lies in it."""
    rows = _rows()
    while code and code != ancestor:
        code = rows[code][3] if code in rows else ""
    return code == ancestor


def _by_path(words: str) -> list[str]:
    """江门新会, 广东省江门市新会区: a name whose first part is a division and the rest one inside it."""
    names = division_names()
    for cut in range(len(words) - 1, 1, -1):
        for head in names.get(words[:cut], ()):
            inside = [division.code for division in find_regions(words[cut:], within=head)]
            if inside and inside != [head]:
                return [code for code in inside if code != head]
    return []
