"""Which column says what?

Resolves the column names of a table against the schema of its kind, once, for both readers of tables. Columns that
the schema does not know are reported, never dropped in silence.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from yuantu.errors import PackRefused, Problem
from yuantu.ontology.schema import Kind, Property

# columns that every table of every kind may have, beside those of the schema
COMMON = {
    "id": "id", "编号": "id", "source": "source", "来源": "source", "as_of": "as_of", "截至日期": "as_of",
    "datum": "datum", "坐标系": "datum",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that states a property.

    `unit` is assumed for cells without one, unless `unit_column` has it; `source_column` may name another source
    than the row's.
    """

    column: str
    property: Property
    unit: str | None
    unit_column: str | None
    source_column: str | None


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of one table by what they say; None for what the table does not have."""

    id: str
    source: str
    as_of: str | None
    datum: str | None
    lon: Heading | None
    lat: Heading | None
    properties: tuple[Heading, ...]
    problems: list[Problem] = field(default_factory=list)

    @property
    def coordinate(self) -> tuple[Heading, Heading] | None:
        return (self.lon, self.lat) if self.lon and self.lat else None


def read_headings(kind: Kind, columns: Sequence[str], name: str) -> Headings:
    """The headings of table `name`; PackRefused if it has no id or source, or says one thing in two columns."""
    common: dict[str, str] = {}
    for column in columns:
        if (
            column in COMMON
            and column not in kind.columns
            and common.setdefault(COMMON[column], column) != column
        ):
            params = {"value": column, "columns": f"{common[COMMON[column]]}, {column}"}
            raise PackRefused(Problem("table_repeated_column", params, name))
    for needed in ("id", "source"):
        if needed not in common:
            params = {"value": needed, "columns": ", ".join(columns)}
            raise PackRefused(Problem("table_missing_column", params, name))
    stated = [_heading(kind, column, columns) for column in columns if column in kind.columns]
    points = {axis: _axis(stated, axis, name) for axis in ("lon", "lat")}
    headings = Headings(
        id=common["id"],
        source=common["source"],
        as_of=common.get("as_of"),
        datum=common.get("datum"),
        lon=points["lon"],
        lat=points["lat"],
        properties=tuple(heading for heading in stated if heading.property.type != "coordinate"),
    )
    headings.problems.extend(_unknown(kind, columns, name))
    if (headings.lon is None) != (headings.lat is None):
        headings.problems.append(Problem("table_half_coordinate", {}, name))
    return headings


def _heading(kind: Kind, column: str, columns: Sequence[str]) -> Heading:
    prop, unit = kind.columns[column]
    unit_column = None
    if prop.unit_from:
        names = kind.property(prop.unit_from).columns
        unit_column = next((other for other in columns if other in names), None)
    own_source = prop.source_from if prop.source_from in columns else None
    return Heading(column, prop, unit, unit_column, own_source)


def _axis(stated: Sequence[Heading], axis: str, name: str) -> Heading | None:
    found = [heading for heading in stated if heading.property.type == "coordinate" and heading.unit == axis]
    if len(found) > 1:
        params = {"value": axis, "columns": ", ".join(heading.column for heading in found)}
        raise PackRefused(Problem("table_repeated_column", params, name))
    return found[0] if found else None


def _unknown(kind: Kind, columns: Sequence[str], name: str) -> list[Problem]:
    sources = {prop.source_from for prop in kind.properties.values()}
    known = [*kind.columns, *COMMON, *(column for column in sources if column)]
    problems = []
    for column in columns:
        if column not in known:
            near = get_close_matches(column, known, n=1)
            code = "table_unknown_column_near" if near else "table_unknown_column"
            params = {"value": column, "kind": kind.name, "near": near[0] if near else ""}
            problems.append(Problem(code, params, name, "warning"))
    return problems
