"""Which spellings may the column engine read by itself?

A table of a million rows is read by two tiers that mean the same. The first is SQL over whole columns and accepts
only the plainest spelling of a value (`9600`, `2026-12-01`, `yes`, a name of Chinese characters). Every other cell
that is not blank goes through the ontology, once per distinct spelling. What is plain is chosen narrowly, so that
nobody can tell from the result which tier read a cell; a property test compares both.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from yuantu.errors import Problem, Refusal
from yuantu.evidence.headings import Heading, Headings
from yuantu.evidence.tables import ID, read_parts
from yuantu.ontology.coordinates import EAST, NORTH, SOUTH, WEST, read_coordinate
from yuantu.ontology.periods import read_period
from yuantu.ontology.reading import read_value
from yuantu.ontology.schema import Property
from yuantu.ontology.values import Code, Period, Quantity, Text, Value

SEPARATOR = "\x1f"
# Up to 15 digits survive the way through a float unchanged.
NUMBER = r"[0-9]{1,9}(\.[0-9]{1,6})?"
DEGREES = r"[0-9]{1,3}\.[0-9]{1,12}"
DAY = r"(19|20)[0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
# Five characters and more are no placeholder (无, 待定, none …); these characters have no other spelling.
NAME = r"[\x{4e00}-\x{9fff}][\x{4e00}-\x{9fff}A-Za-z0-9·()_-]{4,200}"
PHRASE = r"[\x{4e00}-\x{9fff}A-Za-z0-9·()_.:/+%-]{1,200}"
REFERENCE = r"[A-Za-z0-9_-]{1,80}"
FLAGS = ("yes", "no")
PLAIN_DATUMS = ("WGS-84", "CGCS2000")
# An open end is stored as a bound that no value passes, so that NULL always means unknown.
FIRST_DAY, LAST_DAY = date(1, 1, 1), date(9999, 12, 31)

Stored = tuple[str | None, ...]
Read = tuple[Stored | None, list[Problem]]


@dataclass(frozen=True, slots=True)
class Output:
    """A column of the Parquet file: its type and what it holds for a plain cell, in SQL."""

    name: str
    type: str
    plain: str


@dataclass(frozen=True, slots=True)
class CellPlan:
    """How one column (or the pair of coordinates) is read.

    `key` is the cell in SQL, NULL where blank; `plain` the SQL condition of the first tier; `read` the second tier:
    the outputs as text (None if blank or refused) and the problems. `check` looks at every distinct plain cell as well.
    """

    column: str
    key: str
    plain: str
    outputs: tuple[Output, ...]
    read: Callable[[str], Read]
    check: Callable[[str], bool] | None = None


def plan_cell(heading: Heading, cell: str, known: Mapping[str, Collection[str]]) -> CellPlan:
    """The plan of one property column; `cell` is its SQL name, `known` the ids by kind that references may name."""
    prop = heading.property

    def read(text: str) -> Read:
        return _read_cell(heading, text, known)

    check = known[prop.to].__contains__ if prop.type == "reference" and prop.to and prop.to in known else None
    return CellPlan(heading.column, cell, _plain(heading, cell), _outputs(prop, cell), read, check)


def plan_coordinate(headings: Headings, cells: Mapping[str, str], datum: str) -> CellPlan:
    """The plan of longitude and latitude together; their key is both cells and the row's datum in one text."""
    lon, lat = (
        cells[heading.column] if heading else "NULL::VARCHAR" for heading in (headings.lon, headings.lat)
    )
    own_datum = cells[headings.datum] if headings.datum else "NULL::VARCHAR"
    parts = (f"coalesce({part}, '')" for part in (lon, lat, own_datum))
    both = f" || '{SEPARATOR}' || ".join(parts)
    plain = f"{own_datum} IS NULL AND {_like(lon, DEGREES)} AND {_like(lat, DEGREES)}"
    plain += f" AND TRY_CAST({lon} AS DOUBLE) BETWEEN {WEST} AND {EAST}"
    plain += f" AND TRY_CAST({lat} AS DOUBLE) BETWEEN {SOUTH} AND {NORTH}"

    def read(text: str) -> Read:
        lon_text, lat_text, datum_text = (part.strip() for part in text.split(SEPARATOR))
        if not (lon_text or lat_text):
            return None, []
        try:
            point = read_coordinate(lon_text, lat_text, datum_text or datum)
        except Refusal as refusal:
            return None, [refusal.problem]
        return (repr(point.lon), repr(point.lat)), []

    outputs = tuple(
        Output(axis, "DOUBLE", f"TRY_CAST({cell} AS DOUBLE)") for axis, cell in (("lon", lon), ("lat", lat))
    )
    return CellPlan(
        column=headings.lon.column if headings.lon else "",
        key=f"CASE WHEN {lon} IS NULL AND {lat} IS NULL THEN NULL ELSE {both} END",
        plain=plain if datum in PLAIN_DATUMS else "FALSE",
        outputs=outputs,
        read=read,
    )


def plan_as_of(column: str, cell: str) -> CellPlan:
    """The plan of the day or span that a row holds as of."""

    def read(text: str) -> Read:
        if not text.strip():
            return None, []
        try:
            return _days(read_period(text.strip())), []
        except Refusal as refusal:
            return None, [refusal.problem]

    day = f"TRY_CAST({cell} AS DATE)"
    outputs = (Output("as_of_first", "DATE", day), Output("as_of_last", "DATE", day))
    return CellPlan(column, cell, _plain_day(cell), outputs, read)


def plan_id(column: str, cell: str) -> CellPlan:
    """The plan of the row's id."""

    def read(text: str) -> Read:
        entity = text.strip()
        if not entity or ID.fullmatch(entity):
            return ((entity,) if entity else None), []
        return None, [Problem("row_bad_id", {"value": entity})]

    return CellPlan(column, cell, _like(cell, REFERENCE), (Output("id", "VARCHAR", cell),), read)


def plan_source(column: str, cell: str, sources: Collection[str]) -> CellPlan:
    """The plan of the row's source."""

    def read(text: str) -> Read:
        source = text.strip()
        if not source or source in sources:
            return ((source,) if source else None), []
        return None, [Problem("source_unknown", {"value": source})]

    output = Output("source", "VARCHAR", cell)
    return CellPlan(column, cell, _like(cell, REFERENCE), (output,), read, sources.__contains__)


def quoted(text: str) -> str:
    """`text` as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def _like(cell: str, pattern: str) -> str:
    return f"regexp_full_match({cell}, {quoted(pattern)})"


def _plain_day(cell: str) -> str:
    return f"{_like(cell, DAY)} AND TRY_CAST({cell} AS DATE) IS NOT NULL"


def _plain(heading: Heading, cell: str) -> str:
    prop = heading.property
    if prop.is_quantity:
        return _like(cell, NUMBER) if _takes_plain_numbers(heading) else "FALSE"
    if prop.type in ("date", "period"):
        return "FALSE" if prop.many else _plain_day(cell)
    if prop.type in ("category", "stage", "flag"):
        codes = FLAGS if prop.type == "flag" else tuple(category.code for category in prop.values)
        return _like(cell, _repeated("(" + "|".join(codes) + ")", many=prop.many))
    if prop.type == "company":
        return "FALSE"
    pattern = {"reference": REFERENCE, "text": PHRASE}.get(prop.type, NAME)
    return _like(cell, _repeated(pattern, many=prop.many))


def _repeated(pattern: str, *, many: bool) -> str:
    return f"{pattern}(;{pattern})*" if many else pattern


def _takes_plain_numbers(heading: Heading) -> bool:
    """Whether a bare number in this column is that number of the property's own unit, exactly."""
    try:
        value = read_value(heading.property, "12345.5", heading.unit)
    except Refusal:
        return False
    unit = heading.property.unit
    return not heading.property.many and value == Quantity(12345.5, 12345.5, unit or "", "exact", 12345.5)


def _outputs(prop: Property, cell: str) -> tuple[Output, ...]:
    words = Output(f"{prop.name}_words", "VARCHAR", cell)
    if prop.is_quantity:
        number = f"TRY_CAST({cell} AS DOUBLE)"
        return (
            Output(f"{prop.name}_low", "DOUBLE", number),
            Output(f"{prop.name}_high", "DOUBLE", number),
            words,
        )
    if prop.type in ("date", "period"):
        day = f"TRY_CAST({cell} AS DATE)"
        return (Output(f"{prop.name}_first", "DATE", day), Output(f"{prop.name}_last", "DATE", day), words)
    if prop.type in ("category", "stage", "flag"):
        return (Output(prop.name, "VARCHAR", cell), words)
    return (Output(prop.name, "VARCHAR", cell),)


def _read_cell(heading: Heading, text: str, known: Mapping[str, Collection[str]]) -> Read:
    read: list[tuple[str, Value]] = []
    problems: list[Problem] = []
    for words, value in read_parts(heading, text.strip(), heading.unit):
        problem = value if isinstance(value, Problem) else _unfit(heading.property, words, value, known)
        if problem is not None:
            problems.append(problem)
        elif not isinstance(value, Problem):
            read.append((words, value))
    return (_stored(heading, read) if read else None), problems


def _unfit(prop: Property, words: str, value: Value, known: Mapping[str, Collection[str]]) -> Problem | None:
    """What a column cannot hold though a claim could: an unknown reference, an amount in a foreign currency."""
    if (
        prop.type == "reference"
        and isinstance(value, Code)
        and value.code not in known.get(value.scheme, [value.code])
    ):
        return Problem("reference_unknown", {"value": words, "kind": value.scheme})
    if isinstance(value, Quantity) and prop.unit is not None and value.unit != prop.unit:
        return Problem("bulk_other_unit", {"value": words, "unit": value.unit, "canonical": prop.unit})
    return None


def _stored(heading: Heading, read: list[tuple[str, Value]]) -> Stored:
    words, value = read[0]
    if isinstance(value, Quantity):
        low = "-inf" if value.low is None else repr(value.low)
        high = "inf" if value.high is None else repr(value.high)
        return (low, high, _with_unit(heading, words, value))
    if isinstance(value, Period):
        return (*_days(value), words)
    codes = ";".join(_word(each) for _, each in read)
    if heading.property.type in ("category", "stage", "flag"):
        return (codes, ";".join(each for each, _ in read))
    return (codes,)


def _with_unit(heading: Heading, words: str, value: Quantity) -> str:
    """The words, with the column's unit behind them if they would mean something else without the column."""
    try:
        alone = read_value(heading.property, words, heading.property.unit)
    except Refusal:
        alone = None
    return words if alone == value else f"{words}{heading.unit or ''}"


def _days(period: Period) -> tuple[str, str]:
    return ((period.first or FIRST_DAY).isoformat(), (period.last or LAST_DAY).isoformat())


def _word(value: Value) -> str:
    return value.code if isinstance(value, Code) else value.text if isinstance(value, Text) else ""
