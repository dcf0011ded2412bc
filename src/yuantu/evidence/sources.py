"""From which sources does a pack take its facts?

`sources.csv`: one row per source, with a citation and a class. A source of class 示例 (invented) belongs in a pack that
says `sample: true`, and only there, so that invention never hides among facts.
"""

from typing import get_args

from yuantu.errors import PackRefused, Problem, Refusal
from yuantu.evidence.claims import Source, SourceClass
from yuantu.evidence.grids import Grid
from yuantu.evidence.tables import ID, Cells, located
from yuantu.ontology.periods import read_period
from yuantu.ontology.values import Period

COLUMNS = ("id", "citation", "address", "source_class", "dated", "note")
NEEDED = ("id", "citation", "source_class")
CLASSES: dict[str, SourceClass] = {each: each for each in get_args(SourceClass)}
SAMPLE_CLASS = "示例"


def read_sources(grid: Grid, *, sample: bool) -> tuple[tuple[Source, ...], list[Problem]]:
    """The sources of a pack and what is wrong with them; PackRefused if the table lacks a column it needs."""
    for column in NEEDED:
        if column not in grid.columns:
            params = {"value": column, "columns": ", ".join(grid.columns)}
            raise PackRefused(Problem("table_missing_column", params, grid.file))
    problems = [
        Problem("table_unknown_column", {"value": column, "kind": "source"}, grid.file, "warning")
        for column in grid.columns
        if column not in COLUMNS
    ]
    found: dict[str, Source] = {}
    for number, cells in grid.rows:
        try:
            source = _source(cells, found, sample=sample)
        except _Refused as refused:
            problems.append(
                located(refused.problem, grid.place(number, refused.column), number, refused.column)
            )
            continue
        try:
            dated = read_period(cells["dated"]) if "dated" in cells else None
        except Refusal as refusal:
            problems.append(located(refusal.problem, grid.place(number, "dated"), number, "dated"))
            dated = None
        found[source.id] = _dated(source, dated)
    return tuple(found.values()), problems + grid.problems


class _Refused(Exception):
    def __init__(self, column: str, code: str, **params: str) -> None:
        self.column = column
        self.problem = Problem(code, params)


def _source(cells: Cells, found: dict[str, Source], *, sample: bool) -> Source:
    for column in NEEDED:
        if column not in cells:
            raise _Refused(column, "source_incomplete", value=column)
    name, kind = cells["id"], CLASSES.get(cells["source_class"])
    if not ID.fullmatch(name):
        raise _Refused("id", "row_bad_id", value=name)
    if name in found:
        raise _Refused("id", "source_repeated", value=name)
    if kind is None:
        raise _Refused(
            "source_class", "source_class_unknown", value=cells["source_class"], known=" ".join(CLASSES)
        )
    if (kind == SAMPLE_CLASS) != sample:
        raise _Refused("source_class", "source_not_invented" if sample else "source_invented", value=name)
    return Source(name, cells["citation"], kind, cells.get("address"), None, cells.get("note", ""))


def _dated(source: Source, dated: Period | None) -> Source:
    return Source(source.id, source.citation, source.source_class, source.address, dated, source.note)
