"""Which property does a heading like 建筑面积（亩） mean, and in which unit?

A heading is a name with an optional unit: in brackets, behind a slash, colon or underscore. The name is looked up in
the schema's columns and labels and in a list of spellings that parks use (`headings.yaml`); the unit, if the heading
states one, holds for every cell of the column without its own. Nothing is guessed from likeness.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from yuantu.evidence.headings import COMMON
from yuantu.ontology.schema import Kind, Property, Schema
from yuantu.ontology.units import MULTIPLIERS, find_unit

_SPELLINGS = Path(__file__).parent / "headings.yaml"
_BRACKETED = re.compile(r"[(\[【]\s*(?:单位\s*[:：]?)?([^()\[\]【】]{1,20})[)\]】]")
_TRAILING = re.compile(r"^(.+?)\s*(?:[:：/_,，]|\s)\s*(?:单位\s*[:：]?)?([^:：_]{1,12})$")
_GLUED = re.compile(r"(.*[\u4e00-\u9fff])([A-Za-z%‰][A-Za-z0-9/²%]{0,8})")
_ASIDE = re.compile(r"[,，;；、\s]")
_PER_PIECE = re.compile(r"/(?:宗|套|栋|幢|间|处|个|块|层)$")
_UNIT_WORD = re.compile(r"\s*单位$")
_UNIT_LINE = re.compile(r"单位\s*[:：]\s*([^\s,，;；、)）]{1,12}(?:[、,，][^\s,，;；)）]{1,12})*)")
_ORNAMENT = re.compile(r"[\s*※★●:：.、。]+")


class Named(NamedTuple):
    """A heading in two: the name, and the unit that it states ("" for none)."""

    name: str
    unit: str


def fold(text: str) -> str:
    """One spelling for the many: NFKC, lower case, no blanks or ornaments."""
    return _ORNAMENT.sub("", unicodedata.normalize("NFKC", text)).lower()


def split_heading(heading: str) -> Named:
    """`面积(亩)` → 面积, 亩; `租金/元/㎡·月` → 租金, 元/㎡·月; brackets that hold no unit stay out of the name too.

    A bare multiplier (`投资额（亿）`) is handed back as the unit, so that it is refused and not lost.
    """
    text = " ".join(unicodedata.normalize("NFKC", heading).split())
    plain = _BRACKETED.sub("", text).strip() or text
    for match in _BRACKETED.finditer(text):
        unit = next(filter(_is_unit, (match[1], *_ASIDE.split(match[1]), _PER_PIECE.sub("", match[1]))), "")
        if unit:
            return Named(_UNIT_WORD.sub("", plain), unit.strip())
    trailing = _TRAILING.match(plain)
    if trailing is not None:
        name, unit = trailing[1], plain[trailing.end(1) :].strip(" :：/_,，")
        if _is_unit(unit):
            return Named(_UNIT_WORD.sub("", name.strip()), unit)
    glued = _GLUED.fullmatch(plain)
    if glued is not None and _is_unit(glued[2]):
        return Named(glued[1], glued[2])
    return Named(plain, "")


def _is_unit(text: str) -> bool:
    return find_unit(text) is not None or text.strip() in MULTIPLIERS


def base_name(heading: str) -> str:
    """A heading's name without its unit, folded for comparison."""
    return fold(split_heading(heading).name)


def is_unit_only(text: str) -> bool:
    """Whether a cell under a heading holds nothing but its unit: `(亩)`, `万元`."""
    plain = text.strip().strip("()（）[]【】").strip()
    return bool(plain) and find_unit(plain) is not None


def stated_units(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The units that a line over a table states for all of it: `单位：万元、亩`."""
    found = []
    for line in lines:
        for match in _UNIT_LINE.finditer(line):
            found += [unit for unit in re.split(r"[、,，]", match[1]) if find_unit(unit) is not None]
    return tuple(found)


@cache
def read_spellings() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Further headings by kind and property, as written in `headings.yaml`."""
    from yuantu.evidence.yamlfiles import read_yaml  # noqa: PLC0415 (YAML is slow to load)

    document = read_yaml(_SPELLINGS.read_text(encoding="utf-8"), _SPELLINGS.name)
    kinds = document if isinstance(document, dict) else {}
    return {
        kind: {name: tuple(map(str, words)) for name, words in properties.items() if isinstance(words, list)}
        for kind, properties in kinds.items()
        if isinstance(properties, dict)
    }


def known_names(schema: Schema) -> frozenset[str]:
    """The folded names of every column that some kind knows."""
    names = {name for kind in schema.kinds.values() for name in column_index(kind)}
    return frozenset(names | set(map(fold, COMMON)))


def column_index(kind: Kind) -> dict[str, tuple[Property, str | None]]:
    """Folded heading → property and the unit (or axis) that the column assumes.

    The schema's own columns come before labels, labels before further spellings.
    """
    further = read_spellings().get(kind.name, {})
    index: dict[str, tuple[Property, str | None]] = {}
    for column, meaning in kind.columns.items():
        index.setdefault(fold(column), meaning)
        index.setdefault(base_name(column), (meaning[0], meaning[1]))
    for prop in kind.properties.values():
        words = (
            () if prop.type == "coordinate" else (prop.label.zh, prop.label.en, *further.get(prop.name, ()))
        )
        for word in words:
            index.setdefault(fold(word), (prop, None))
    return index
