"""What does a catalogue of candidates consist of: its columns, its default knock-outs and criteria?

A `Declaration` is data, read from a YAML file (`declaration_files`). The engine takes names, forms, units and knots
from it and knows none of them by heart. Columns are the properties of a kind, and those that are computed for a
question.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Literal

from yuantu.errors import BadInput, Problem
from yuantu.match.knockouts import Test
from yuantu.match.knots import Knots
from yuantu.match.names import unknown_name
from yuantu.ontology.schema import Kind, Label, Property

Form = Literal["number", "date", "flag", "label"]
NUMBERS = frozenset({"area", "money", "price", "length", "load", "power", "count", "ratio", "number"})
DATES = frozenset({"date", "period"})
LABELS = frozenset({"name", "text", "place", "company", "category", "stage", "reference"})


@dataclass(frozen=True, slots=True)
class Near:
    """How many of a kind there are within `km`, or within `minutes` of driving; the other one is None."""

    kind: str
    km: float | None = None
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one column is: its form, unit and name, and the property whose statements stand behind it.

    A computed column may be the days until the date `days_until` (open at its end `while_column` is one of
    `while_members`: a plan), be there once `per` something that the brief names, or count what is `near`. `tree` says
    by which classification a member lies in another: `regions` or `gbt4754`. `likeness` says in which way a column of
    degree is drawn for a question, from the columns `over`.
    """

    name: str
    form: Form
    unit: str
    label: Label
    behind: str
    days_until: str = ""
    while_column: str = ""
    while_members: frozenset[str] = frozenset()
    per: str = ""
    tree: str = ""
    property: Property | None = None
    near: Near | None = None
    likeness: str = ""
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DefaultCriterion:
    """A criterion that is used when a brief names none.

    `classes`: for which classes of candidates (empty: all). `per`: once per that part of the brief, the weight
    shared. `times_asked`: the knots are multiples of what the brief asks of the column.
    """

    name: str
    column: str
    knots: Knots
    weight: float
    label: Label | None = None
    why: Label | None = None
    classes: tuple[str, ...] = ()
    per: str = ""
    times_asked: bool = False


@dataclass(frozen=True, slots=True)
class Declaration:
    """One catalogue. `class_column` tells its classes of candidates apart (a plant, a parcel), if there are any.

    `digest` is that of the text it was read from.
    """

    name: str
    label: Label
    kind: Kind
    columns: Mapping[str, Meaning]
    knockouts: tuple[Test, ...]
    must_know: Mapping[str, tuple[str, ...]]
    criteria: tuple[DefaultCriterion, ...]
    class_column: str = ""
    class_default: str = ""
    id_column: str = "id"
    licence: str = ""
    digest: str = ""

    def meaning(self, name: str, forms: tuple[Form, ...] = ()) -> Meaning:
        """The column of that name. Raises BadInput with near names, or when its form is none of `forms`."""
        found = self.columns.get(name)
        if found is None:
            raise BadInput(unknown_name("match_column_unknown", name, self.columns))
        if forms and found.form not in forms:
            params = {"value": name, "form": found.form, "forms": ", ".join(forms)}
            raise BadInput(Problem("match_column_form", params))
        return found

    @property
    def hears_words(self) -> bool:
        """Whether the words of a question count as a whole: no sentence about sites is looked for in them."""
        return any(one.likeness == "text" for one in self.columns.values())

    def asks(self, column: str, drawn: Container[str]) -> bool:
        """Whether a question can use that column: one of degree only when it was drawn for the question."""
        return not self.columns[column].likeness or column in drawn

    def default(self, name: str) -> DefaultCriterion | None:
        """The default criterion of that name, else the first over that column."""
        by_name = [one for one in self.criteria if one.name == name]
        return next(iter([*by_name, *(one for one in self.criteria if one.column == name)]), None)


def form_of(meaning: Property) -> Form | None:
    """As what a property stands in a column; None for what is no column (a coordinate)."""
    if meaning.type in NUMBERS:
        return "number"
    if meaning.type in DATES:
        return "date"
    if meaning.type == "flag":
        return "flag"
    return "label" if meaning.type in LABELS else None
