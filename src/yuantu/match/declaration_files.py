"""How is a catalogue declaration read from its YAML file?

The keys are a closed set: a misspelt key, an unknown form, a criterion over a column that is not there are refused
together, each with its place. docs/reference/catalogues.md is the format.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from yuantu.errors import BadInput, Problem
from yuantu.match.declarations import Declaration, DefaultCriterion, Meaning, Near, form_of
from yuantu.match.knockouts import OneOf, Test, Within
from yuantu.match.knots import line, read_knots
from yuantu.match.names import unknown_name
from yuantu.match.terms import MOST, read_number
from yuantu.ontology.schema import Kind, Label, kind_of, load_schema

FOLDER = Path(__file__).parent / "catalogues"
KEYS = {"catalogue", "label", "kind", "class", "id", "licence", "computed", "trees", "knockouts", "must_know",
        "criteria"}  # fmt: skip
COMPUTED_KEYS = {"form", "unit", "label", "behind", "days_until", "plan_while", "per", "near", "likeness",
                 "over"}  # fmt: skip
NEAR_KEYS = {"kind", "km", "minutes"}
CRITERION_KEYS = {"name", "column", "knots", "worst", "best", "weight", "label", "why", "for", "per", "times"}
KNOCKOUT_KEYS = {"name", "column", "one_of", "none_of", "min"}
COMPUTED_FORMS = ("number", "flag")
TREES = ("regions", "gbt4754")
LIKENESSES = ("text", "share", "branch", "distance", "best")


@cache
def load_declaration(name: str) -> Declaration:
    """A catalogue that is shipped. Raises BadInput (`catalogue_unknown`)."""
    path = FOLDER / f"{name}.yaml"
    known = {one.stem: one for one in sorted(FOLDER.glob("*.yaml"))}
    if name not in known:
        raise BadInput(unknown_name("catalogue_unknown", name, known))
    return read_declaration(path.read_text(encoding="utf-8"), path.name)


def read_declaration(text: str, place: str) -> Declaration:
    """The declaration in a YAML document. Raises BadInput with every mistake."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(text, loader)  # noqa: S506 — both loaders are the safe ones
    except (yaml.YAMLError, RecursionError) as error:
        reason = str(error).replace("\n", " ")[:160]
        raise BadInput(Problem("catalogue_unreadable", {"reason": reason}, place)) from error
    if not isinstance(content, Mapping) or not content.get("catalogue"):
        raise BadInput(Problem("catalogue_incomplete", {"key": "catalogue"}, place))
    reader = _Reader(place)
    found = reader.read(content)
    if reader.problems or found is None:
        raise BadInput(reader.problems or Problem("catalogue_incomplete", {"key": "kind"}, place))
    return replace(found, digest=sha256(text.encode()).hexdigest())


class _Reader:
    def __init__(self, place: str) -> None:
        self.place = place
        self.problems: list[Problem] = []

    def read(self, content: Mapping[str, Any]) -> Declaration | None:
        self._check(content, KEYS, "")
        kind = self._kind(content)
        if kind is None:
            return None
        classes = self._mapping(content, "class")
        columns = self._columns(kind, content)
        return Declaration(
            name=str(content["catalogue"]),
            label=self._label(content.get("label")) or kind.label,
            kind=kind,
            columns=columns,
            knockouts=tuple(self._each(content, "knockouts", columns, self._knockout)),
            must_know=self._must_know(content, columns, str(classes.get("default", ""))),
            criteria=tuple(self._each(content, "criteria", columns, self._criterion)),
            class_column=str(classes.get("column", "")),
            class_default=str(classes.get("default", "")),
            id_column=str(content.get("id", "id")),
            licence=str(content.get("licence", "")),
        )

    def _must_know(
        self, content: Mapping[str, Any], columns: Mapping[str, Meaning], default: str
    ) -> dict[str, tuple[str, ...]]:
        """Per class, or one list where candidates have no classes."""
        stated = content.get("must_know")
        by_class = {default: stated} if isinstance(stated, list) else self._mapping(content, "must_know")
        return {str(name): self._known(names, columns) for name, names in by_class.items()}

    def _kind(self, content: Mapping[str, Any]) -> Kind | None:
        stated = content.get("kind")
        if isinstance(stated, str):
            return load_schema().kind(stated)
        return kind_of(stated, str(content["catalogue"]), f"{self.place}: kind", self.problems)

    def _columns(self, kind: Kind, content: Mapping[str, Any]) -> dict[str, Meaning]:
        columns: dict[str, Meaning] = {}
        trees = self._mapping(content, "trees")
        for name, tree in trees.items():
            if tree not in TREES:
                self._complain("brief_choice", "trees", value=str(tree), known=", ".join(TREES))
            if name not in kind.properties:
                self.problems.append(unknown_name("match_column_unknown", str(name), kind.properties).at(
                    f"{self.place}: trees"))  # fmt: skip
        for name, prop in kind.properties.items():
            form = form_of(prop)
            if form is not None:
                tree = str(trees.get(name, "regions" if prop.to == "region" else ""))
                columns[name] = Meaning(
                    name, form, prop.unit or "", prop.label, name, tree=tree, property=prop
                )
        for name, entry in self._mapping(content, "computed").items():
            meaning = self._computed(str(name), entry if isinstance(entry, Mapping) else {}, kind)
            columns[meaning.name] = meaning
            self._known(list(meaning.over), columns)
        return columns

    def _computed(self, name: str, entry: Mapping[str, Any], kind: Kind) -> Meaning:
        at = f"computed: {name}"
        self._check(entry, COMPUTED_KEYS, at)
        form = entry.get("form")
        if form not in COMPUTED_FORMS:
            self._complain("brief_choice", at, value=str(form), known=", ".join(COMPUTED_FORMS))
        until, plan = str(entry.get("days_until", "")), entry.get("plan_while") or {}
        behind = str(entry.get("behind", until))
        if behind and behind not in kind.properties:
            self.problems.append(unknown_name("match_column_unknown", behind, kind.properties).at(
                f"{self.place}: {at}"))  # fmt: skip
        likeness, over = str(entry.get("likeness", "")), entry.get("over") or []
        if likeness and (likeness not in LIKENESSES or not isinstance(over, list)):
            self._complain("brief_choice", at, value=likeness, known=", ".join(LIKENESSES))
        column, members = next(iter(plan.items()), ("", ()))
        label = self._label(entry.get("label")) or Label(name, name)
        return Meaning(
            name, "flag" if form == "flag" else "number", str(entry.get("unit", "")), label, behind, until,
            str(column), frozenset(map(str, members)), str(entry.get("per", "")), likeness=likeness,
            over=tuple(map(str, over)) if isinstance(over, list) else (),
            near=self._near(entry["near"], at) if "near" in entry else None,
        )  # fmt: skip

    def _near(self, stated: Any, at: str) -> Near:
        entry = stated if isinstance(stated, Mapping) else {}
        self._check(entry, NEAR_KEYS, f"{at}: near")
        kinds, name = load_schema().kinds, str(entry.get("kind", ""))
        if name not in kinds:
            self._complain("brief_choice", at, value=name, known=", ".join(kinds))
        bounds = {key: entry[key] for key in ("km", "minutes") if key in entry}
        right = all(isinstance(bound, int | float) and 0 < bound < MOST for bound in bounds.values())
        if len(bounds) != 1 or not right:
            self._complain("brief_choice", at, value=str(dict(bounds)), known="km: 30, minutes: 60")
            bounds = {}
        return Near(name, bounds.get("km"), bounds.get("minutes"))

    def _knockout(self, entry: Mapping[str, Any], columns: Mapping[str, Meaning]) -> Test:
        self._check(entry, KNOCKOUT_KEYS, "knockouts")
        column = self._column(entry, columns)
        if "min" in entry:
            return Within(str(entry.get("name", column)), column, read_number(entry["min"]))
        allowed, excluded = (frozenset(map(str, entry.get(key) or ())) for key in ("one_of", "none_of"))
        return OneOf(str(entry.get("name", column)), column, allowed, excluded)

    def _criterion(self, entry: Mapping[str, Any], columns: Mapping[str, Meaning]) -> DefaultCriterion:
        at = f"criteria: {entry.get('name', entry.get('column'))}"
        self._check(entry, CRITERION_KEYS, at)
        column = self._column(entry, columns)
        try:
            if "knots" in entry:
                knots = read_knots(entry["knots"])
            else:
                knots = line(read_number(entry.get("worst")), read_number(entry.get("best")))
            weight = read_number(entry.get("weight", 1))
        except (BadInput, TypeError, ValueError) as refused:
            problems = refused.problems if isinstance(refused, BadInput) else ()
            wrong = Problem("match_knots", {"value": str(entry.get("knots"))[:80]})
            self.problems += [one.at(f"{self.place}: {at}") for one in (problems or (wrong,))]
            knots, weight = line(0, 1), 1.0
        return DefaultCriterion(
            str(entry.get("name", column)), column, knots, weight,
            self._label(entry.get("label")), self._label(entry.get("why")),
            tuple(map(str, entry.get("for") or ())), str(entry.get("per", "")), entry.get("times") == "asked",
        )  # fmt: skip

    def _column(self, entry: Mapping[str, Any], columns: Mapping[str, Meaning]) -> str:
        return self._known([entry.get("column", "")], columns)[0]

    def _known(self, names: Any, columns: Mapping[str, Meaning]) -> tuple[str, ...]:
        listed = tuple(map(str, names if isinstance(names, list) else [names]))
        self.problems += [
            unknown_name("match_column_unknown", name, columns).at(self.place)
            for name in listed
            if name not in columns
        ]
        return listed

    def _each(self, content: Mapping[str, Any], key: str, columns: Mapping[str, Meaning], read: Any) -> Any:
        entries = content.get(key) or []
        if not isinstance(entries, list) or not all(isinstance(one, Mapping) for one in entries):
            self._complain("brief_value", key, value=str(entries)[:80])
            return
        yield from (read(entry, columns) for entry in entries)

    def _mapping(self, content: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        found = content.get(key) or {}
        if isinstance(found, Mapping):
            return found
        self._complain("brief_value", key, value=str(found)[:80])
        return {}

    def _label(self, entry: Any) -> Label | None:
        if entry is None:
            return None
        if isinstance(entry, Mapping) and {"zh", "en"} <= set(entry):
            return Label(str(entry["zh"]), str(entry["en"]))
        self._complain("schema_label", "label")
        return None

    def _check(self, entry: Mapping[str, Any], known: set[str], at: str) -> None:
        for key in entry:
            if key not in known:
                self._complain("schema_key", at, value=str(key), known=", ".join(sorted(known)))

    def _complain(self, code: str, at: str, **params: str) -> None:
        self.problems.append(Problem(code, params, f"{self.place}: {at}" if at else self.place))
