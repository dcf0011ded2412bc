"""Which kinds of things are there, with which properties, in which columns and units?

Read from the YAML files in `schema/`, one kind each. The keys are a closed set: a misspelt key, an unknown
type or unit, two properties claiming one column are refused with file, property and fix.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

import yaml

from yuantu.errors import BadInput, NotFound, Problem
from yuantu.ontology.units import find_unit

TYPES = ("name", "text", "area", "money", "price", "length", "load", "power", "count", "ratio", "date", "period",
         "place", "company", "coordinate", "stage", "category", "flag", "reference", "number")  # fmt: skip
QUANTITIES = frozenset({"area", "money", "price", "length", "load", "power", "count", "ratio", "number"})
LISTED = frozenset({"stage", "category"})
_PACKAGED = Path(__file__).parent / "schema"
_KIND_KEYS = {"kind", "label", "properties", "required", "note"}
_PROPERTY_KEYS = {"type", "unit", "columns", "label", "span", "many", "values", "to", "source_from", "unit_from",
                  "classifier", "fresh_days", "note"}  # fmt: skip
_VALUE_KEYS = {"code", "zh", "en", "words", "final"}


@dataclass(frozen=True, slots=True)
class Label:
    """A short name in both languages of the page."""

    zh: str
    en: str

    def text(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Category:
    """A member of a property's closed list; `words` are further spellings that are read as it.

    `final`: nothing comes after it, so that it needs no confirmation.
    """

    code: str
    label: Label
    words: tuple[str, ...] = ()
    final: bool = False


@dataclass(frozen=True, slots=True)
class Property:
    """What may be said of a kind. `columns`: accepted column → unit assumed when the cell has none.

    For a coordinate the mapped word is the axis, `lon` or `lat`. `source_from` names the column of the same row
    that holds this value's own source; `unit_from` the property that holds its unit. `classifier` is the
    counter word of a count. `fresh_days`: for how long an observation may be relied on; None = it does not age.
    """

    name: str
    type: str
    label: Label
    columns: Mapping[str, str | None]
    unit: str | None = None
    span: Literal["standing", "observed"] = "standing"
    many: bool = False
    values: tuple[Category, ...] = ()
    to: str | None = None
    source_from: str | None = None
    unit_from: str | None = None
    classifier: Label | None = None
    fresh_days: int | None = None

    @property
    def is_quantity(self) -> bool:
        return self.type in QUANTITIES

    @property
    def is_single(self) -> bool:
        """Whether two values exclude each other. Free text describes: two descriptions stand side by side."""
        return not self.many and self.type != "text"

    def category(self, code: str) -> Category | None:
        return next((category for category in self.values if category.code == code), None)


@dataclass(frozen=True)
class Kind:
    """A kind of entity and its properties, in the order of the file."""

    name: str
    label: Label
    properties: Mapping[str, Property]
    required: tuple[str, ...] = field(default=())

    def property(self, name: str) -> Property:
        """Raises `KeyError`: property names come from code and schema, not from people."""
        return self.properties[name]

    @cached_property
    def columns(self) -> dict[str, tuple[Property, str | None]]:
        """Accepted column → its property and the unit (or axis) it assumes."""
        return {
            column: (prop, unit) for prop in self.properties.values() for column, unit in prop.columns.items()
        }


@dataclass(frozen=True, slots=True)
class Schema:
    """All kinds by name."""

    kinds: Mapping[str, Kind]

    def kind(self, name: str) -> Kind:
        """Raises `NotFound` (`kind_unknown`)."""
        if name not in self.kinds:
            raise NotFound(Problem("kind_unknown", {"value": name, "known": ", ".join(sorted(self.kinds))}))
        return self.kinds[name]


@cache
def load_schema(folder: Path | None = None) -> Schema:
    """The schema in `folder` (default: the packaged one). Raises `BadInput` with every mistake found."""
    problems: list[Problem] = []
    kinds: dict[str, Kind] = {}
    for path in sorted((folder or _PACKAGED).glob("*.yaml")):
        kind = _read_kind(path, problems)
        if kind is not None:
            kinds[kind.name] = kind
    if not kinds and not problems:
        problems.append(Problem("schema_empty", {"value": str(folder or _PACKAGED)}))
    for kind in kinds.values():
        _check_names(kind, kinds, problems)
    if problems:
        raise BadInput(problems)
    return Schema(kinds)


def _read_kind(path: Path, problems: list[Problem]) -> Kind | None:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506 — both loaders are the safe ones
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        problems.append(Problem("schema_unreadable", {"value": str(error).replace("\n", " ")}, path.name))
        return None
    kind = kind_of(content, path.stem, path.name, problems)
    stated = str(content.get("kind", path.stem)) if isinstance(content, dict) else path.stem
    if stated != path.stem:
        problems.append(Problem("schema_kind_name", {"value": stated, "expected": path.stem}, path.name))
    return kind


def kind_of(content: object, name: str, place: str, problems: list[Problem]) -> Kind | None:
    """The kind `name` that a YAML document describes; what is wrong with it goes to `problems`."""
    if not isinstance(content, dict) or not isinstance(content.get("properties"), dict):
        problems.append(Problem("schema_incomplete", {"key": "properties"}, place))
        return None
    _check_keys(content, _KIND_KEYS, place, problems)
    properties = {}
    for prop_name, entry in content["properties"].items():
        prop = _read_property(str(prop_name), entry, f"{place}: {prop_name}", problems)
        if prop is not None:
            properties[prop.name] = prop
    label = _read_label(content.get("label"), place, problems)
    return Kind(name, label, properties, tuple(content.get("required") or ()))


def _read_property(name: str, entry: object, place: str, problems: list[Problem]) -> Property | None:
    if not isinstance(entry, dict):
        problems.append(Problem("schema_incomplete", {"key": "type"}, place))
        return None
    _check_keys(entry, _PROPERTY_KEYS, place, problems)
    columns = entry.get("columns") or {}
    if isinstance(columns, list):
        columns = dict.fromkeys(columns)
    prop = Property(
        name=name,
        type=str(entry.get("type", "")),
        label=_read_label(entry.get("label"), place, problems),
        columns={str(column): None if unit is None else str(unit) for column, unit in columns.items()},
        unit=None if entry.get("unit") is None else str(entry["unit"]),
        span=entry.get("span", "standing"),
        many=bool(entry.get("many", False)),
        values=tuple(_read_category(item, place, problems) for item in entry.get("values") or ()),
        to=entry.get("to"),
        source_from=entry.get("source_from"),
        unit_from=entry.get("unit_from"),
        classifier=_read_label(entry["classifier"], place, problems) if "classifier" in entry else None,
        fresh_days=entry.get("fresh_days"),
    )
    _check_property(prop, place, problems)
    return prop


def _read_label(entry: object, place: str, problems: list[Problem]) -> Label:
    if isinstance(entry, dict) and isinstance(entry.get("zh"), str) and isinstance(entry.get("en"), str):
        return Label(entry["zh"], entry["en"])
    problems.append(Problem("schema_label", {}, place))
    return Label("", "")


def _read_category(entry: Any, place: str, problems: list[Problem]) -> Category:
    if not isinstance(entry, dict) or "code" not in entry:
        problems.append(Problem("schema_value", {"value": str(entry)}, place))
        return Category("", Label("", ""))
    _check_keys(entry, _VALUE_KEYS, place, problems)
    words = tuple(str(word) for word in entry.get("words") or ())
    final = entry.get("final", False)
    if not isinstance(final, bool):
        problems.append(Problem("schema_value", {"value": str(final)}, place))
    return Category(str(entry["code"]), _read_label(entry, place, problems), words, final is True)


def _check_keys(entry: Mapping[str, object], known: set[str], place: str, problems: list[Problem]) -> None:
    for key in entry:
        if key not in known:
            problems.append(
                Problem("schema_key", {"value": str(key), "known": ", ".join(sorted(known))}, place)
            )


def _check_property(prop: Property, place: str, problems: list[Problem]) -> None:
    if prop.type not in TYPES:
        problems.append(Problem("schema_type", {"value": prop.type, "known": ", ".join(TYPES)}, place))
        return
    if prop.span not in ("standing", "observed"):
        problems.append(Problem("schema_span", {"value": str(prop.span)}, place))
    days = prop.fresh_days
    if days is not None and (type(days) is not int or days < 1 or prop.span != "observed"):
        problems.append(Problem("schema_fresh", {"value": str(days)}, place))
    if prop.type in LISTED and not prop.values:
        problems.append(Problem("schema_incomplete", {"key": "values"}, place))
    if prop.type == "reference" and not prop.to:
        problems.append(Problem("schema_incomplete", {"key": "to"}, place))
    units = [*prop.columns.values(), prop.unit]
    for unit in units if prop.is_quantity else ():
        dimension = None if prop.type == "number" else prop.type
        if unit is not None and find_unit(unit, dimension) is None:
            problems.append(Problem("schema_unit", {"value": unit, "type": prop.type}, place))
    if prop.type == "coordinate" and not set(prop.columns.values()) <= {"lon", "lat"}:
        problems.append(Problem("schema_axis", {}, place))


def _check_names(kind: Kind, kinds: Mapping[str, Kind], problems: list[Problem]) -> None:
    """What refers to something else must find it: required, to, source_from, unit_from; no column twice."""
    owners: dict[str, str] = {}
    place = f"{kind.name}.yaml"
    for prop in kind.properties.values():
        for column in prop.columns:
            if column in owners:
                params = {"value": column, "first": owners[column], "second": prop.name}
                problems.append(Problem("schema_column_twice", params, place))
            owners[column] = prop.name
        if prop.type == "reference" and prop.to not in {*kinds, "source"}:
            problems.append(Problem("schema_reference", {"value": str(prop.to)}, f"{place}: {prop.name}"))
    named = [*kind.required, *(prop.unit_from for prop in kind.properties.values() if prop.unit_from)]
    problems += [Problem("schema_name", {"value": n}, place) for n in named if n not in kind.properties]
