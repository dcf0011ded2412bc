"""What is the typed value of this cell, given the property it belongs to?

The one dispatcher: every reader of tables, forms and texts goes through `read_value`, so that a spelling
means the same wherever it stands. A coordinate needs two cells: see `coordinates.read_coordinate`.
"""

import re
import unicodedata
from functools import lru_cache

from yuantu.errors import Refusal
from yuantu.ontology.names import read_company, read_name
from yuantu.ontology.numerals import tidy_float
from yuantu.ontology.periods import read_period
from yuantu.ontology.quantities import EXAMPLES, read_quantity
from yuantu.ontology.schema import Property
from yuantu.ontology.units import find_unit
from yuantu.ontology.values import Code, Quantity, Text, Value

YES = frozenset({"是", "有", "已", "yes", "y", "true", "1", "√", "✓"})
NO = frozenset({"否", "无", "没有", "未", "no", "n", "false", "0", "×"})
_REFERENCE = re.compile(r"[^\s;,，；]+")


def read_value(prop: Property, text: str, assumed_unit: str | None = None) -> Value:
    """The value that `text` states for `prop`; `assumed_unit` is the column's (`prop.columns[column]`).

    One value: the caller splits `;` of a `many` property. Raises `Refusal`; for a coordinate `TypeError`.
    """
    if prop.is_quantity:
        return _read_quantity(prop, text, assumed_unit)
    if prop.type in ("date", "period"):
        return read_period(text)
    if prop.type in ("category", "stage"):
        return _read_category(prop, text)
    if prop.type == "flag":
        return _read_flag(text)
    if prop.type == "reference":
        return _read_reference(prop, text)
    if prop.type == "company":
        return read_company(text)
    if prop.type in ("name", "place"):
        return read_name(text)
    if prop.type == "text":
        return Text(" ".join(text.split()))
    raise TypeError(f"{prop.name}: a {prop.type} is not read from one cell")


def to_unit(quantity: Quantity, unit: str) -> Quantity:
    """The same quantity in another unit of its dimension. Raises `ValueError` when they do not convert."""
    source, target = find_unit(quantity.unit), find_unit(unit)
    if quantity.unit == unit:
        return quantity
    if source is None or target is None or source.canonical != target.canonical:
        raise ValueError(f"{quantity.unit} does not convert to {unit}")
    factor = source.factor / target.factor
    low, high, stated = (
        None if bound is None else tidy_float(bound * factor)
        for bound in (quantity.low, quantity.high, quantity.stated)
    )
    return Quantity(low, high, unit, quantity.qualifier, stated)


def _read_quantity(prop: Property, text: str, assumed_unit: str | None) -> Quantity:
    quantity = read_quantity(text, prop.type, assumed_unit)
    if prop.unit is None or quantity.unit == prop.unit:
        return quantity
    if prop.type == "money":
        return quantity  # a foreign currency stays what it is: rates change, statements do not
    try:
        return to_unit(quantity, prop.unit)
    except ValueError:
        units = _examples(prop)
        raise Refusal("unit_other_dimension", value=text, unit=quantity.unit, units=units) from None


def _examples(prop: Property) -> str:
    if prop.type == "price":
        return "元/㎡·月, 元/㎡·年" if prop.unit and prop.unit.endswith("/month") else "元/㎡, 万元/亩"
    return EXAMPLES.get(prop.type, prop.unit or "") if prop.type != "number" else prop.unit or ""


@lru_cache(maxsize=256)
def _spellings(prop_key: tuple[str, tuple[tuple[str, ...], ...]]) -> dict[str, str]:
    return {_fold(word): code for code, *words in prop_key[1] for word in (code, *words)}


def _fold(text: str) -> str:
    return re.sub(r"[\s_-]+", "", unicodedata.normalize("NFKC", text).lower())


def _read_category(prop: Property, text: str) -> Code:
    key = tuple((c.code, c.label.zh, c.label.en, *c.words) for c in prop.values)
    code = _spellings((prop.name, key)).get(_fold(text))
    if code is None:
        raise Refusal("category_unknown", value=text, known=", ".join(c.label.zh for c in prop.values))
    return Code(prop.name, code)


def _read_flag(text: str) -> Code:
    word = _fold(text)
    if word in YES or word in NO:
        return Code("flag", "yes" if word in YES else "no")
    raise Refusal("flag_unknown", value=text)


def _read_reference(prop: Property, text: str) -> Code:
    words = text.strip()
    if not _REFERENCE.fullmatch(words):
        raise Refusal("reference_unreadable", value=text)
    return Code(prop.to or "", words)
