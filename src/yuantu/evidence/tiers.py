"""What do the columns of a staged table say, and what is wrong with them?

The first tier reads plain cells in SQL; the second reads every odd spelling once, into a small table that is joined
back. Rows without a usable id or source, and rows that repeat an id, are lost with a report.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yuantu.engines.columns import Columns, quote
from yuantu.errors import Problem
from yuantu.evidence.headings import Headings
from yuantu.evidence.plainness import (
    CellPlan,
    Output,
    plan_as_of,
    plan_cell,
    plan_coordinate,
    plan_id,
    plan_source,
    quoted,
)
from yuantu.evidence.reports import Report
from yuantu.evidence.staging import Stage
from yuantu.evidence.tables import listed, located
from yuantu.ontology.schema import Kind

PAGE = 50_000
# So few odd spellings are written into the query; more are joined, which may cost the order of the rows.
MOST_INLINE = 32


@dataclass(frozen=True, slots=True)
class BulkContext:
    """What a table needs to know of its pack.

    `datum` of its coordinates, whether it is 示例, the source ids, and the ids by kind that references may name (a kind
    that is not listed is not checked).
    """

    datum: str
    sample: bool
    sources: frozenset[str]
    known: Mapping[str, frozenset[str]]


class ColumnReader:
    """Reads the rows of a stage; `known`: ids by kind that references may name."""

    def __init__(
        self,
        stage: Stage,
        headings: Headings,
        kind: Kind,
        context: BulkContext,
        columns: Columns,
        report: Report,
    ) -> None:
        self._stage, self._headings, self._kind, self._context = stage, headings, kind, context
        self._columns, self._report = columns, report
        self._odd: dict[str, str] = {}
        self._inline: dict[str, list[tuple[Any, ...]]] = {}

    def read(self, target: Path) -> None:
        """Read every column and write the typed rows to `target`."""
        cells, headings = self._stage.cells, self._headings
        identity = [
            plan_id(headings.id, cells[headings.id]),
            plan_source(headings.source, cells[headings.source], self._context.sources),
        ]
        plans = [
            plan_cell(heading, cells[heading.column], self._context.known) for heading in headings.properties
        ]
        plans.append(plan_coordinate(headings, cells, self._context.datum))
        if headings.as_of:
            plans.append(plan_as_of(headings.as_of, cells[headings.as_of]))
        self._read_odd([*identity, *plans])
        self._lose_rows(identity)
        for plan in plans:
            self._report_cells(plan)
        self._report_required(plans)
        self._report_undated(plans)
        self._write([*identity, *plans], target)

    def _read_odd(self, plans: list[CellPlan]) -> None:
        """Read what the first tier leaves over, once per spelling, into a table per column that has any."""
        odd = [f"count_if({plan.key} IS NOT NULL AND NOT coalesce({plan.plain}, FALSE))" for plan in plans]
        counts = self._columns.rows(f"SELECT {', '.join(odd)} FROM staged")[0]
        for plan, count in zip(plans, counts, strict=True):
            table = f"odd_{len(self._odd)}_{plan.outputs[0].name}"
            file = self._stage.work / f"{table}.csv"
            if self._write_odd(plan, file, any_odd=bool(count)):
                types = {
                    "cell": "VARCHAR",
                    **{each.name: each.type for each in plan.outputs},
                    "problems": "VARCHAR",
                }
                fields = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
                self._columns.execute(
                    f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT * FROM read_csv({quote(file)},"
                    " auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"',"
                    f" columns = {{{fields}}}, parallel = false)"
                )
                self._odd[plan.outputs[0].name] = table
                rows = self._columns.rows(f"SELECT * EXCLUDE (problems) FROM {table} LIMIT {MOST_INLINE + 1}")
                if len(rows) <= MOST_INLINE:
                    self._inline[plan.outputs[0].name] = rows

    def _write_odd(self, plan: CellPlan, file: Path, *, any_odd: bool) -> bool:
        """Write spelling, outputs and problems of every odd spelling; True if there is one."""
        written = False
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            odd = f"NOT coalesce({plan.plain}, FALSE)"
            for cell in self._distinct(plan.key, odd) if any_odd else ():
                written = True
                writer.writerow(_odd_row(plan, cell))
            for cell in self._distinct(plan.key, plan.plain) if plan.check else ():
                if plan.check and not all(plan.check(part) for part in cell.split(";")):
                    written = True
                    writer.writerow(_odd_row(plan, cell))
        return written

    def _distinct(self, key: str, condition: str) -> Iterator[str]:
        select = (
            f"SELECT {key} AS cell FROM staged WHERE {key} IS NOT NULL AND {condition} GROUP BY 1 ORDER BY 1"
        )
        return (row[0] for row in self._pages(select))

    def _pages(self, select: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, a page at a time; the engine may keep the rest on disk."""
        self._columns.execute(f"CREATE OR REPLACE TEMP TABLE paged AS {select}")
        start = 0
        while page := self._columns.rows(
            f"SELECT * FROM paged WHERE rowid >= {start} AND rowid < {start + PAGE} ORDER BY rowid"
        ):
            yield from page
            start += PAGE
        self._columns.execute("DROP TABLE paged")

    def _lose_rows(self, identity: list[CellPlan]) -> None:
        """Find the rows of whom nobody could say whom they are about or who says it, and say why."""
        entity, source = (self._value(plan, plan.outputs[0].name) for plan in identity)
        rows = f"SELECT row, {entity} AS id, {source} AS source FROM staged {self._joins(identity)}"
        self._columns.execute(
            f"CREATE OR REPLACE TEMP TABLE lost AS SELECT row FROM ({rows}) WHERE id IS NULL OR source IS NULL"
        )
        cells = ", ".join(self._stage.cells.values())
        for row, *texts in self._pages(
            f"SELECT row, {cells} FROM staged SEMI JOIN lost USING (row) ORDER BY row"
        ):
            self._report_lost(row, dict(zip(self._stage.cells, texts, strict=True)), identity)
        same = " AND ".join(
            f"trim(a.{cell}) IS NOT DISTINCT FROM trim(b.{cell})" for cell in self._stage.cells.values()
        )
        repeated = f"""
            WITH kept AS (SELECT row, id FROM ({rows}) WHERE id IS NOT NULL AND source IS NOT NULL),
                firsts AS (SELECT id, min(row) AS first FROM kept GROUP BY id HAVING count(*) > 1)
            SELECT kept.row AS row, id, first, {same} FROM kept JOIN firsts USING (id)
                JOIN staged AS a ON a.row = kept.row JOIN staged AS b ON b.row = first
            WHERE kept.row > first ORDER BY kept.row"""
        column, again = identity[0].column, []
        for row, entity_id, first, equal in self._pages(repeated):
            params = {"value": entity_id, "first": self._stage.place(first, column)}
            code = "row_repeated" if equal else "row_repeated_id"
            self._add(Problem(code, params, severity="warning" if equal else "error"), row, column)
            again.append(row)
            if len(again) == PAGE:
                self._lose(again)
        self._lose(again)

    def _lose(self, rows: list[int]) -> None:
        if rows:
            self._columns.execute(f"INSERT INTO lost VALUES {', '.join(f'({row})' for row in rows)}")
            rows.clear()

    def _report_lost(self, row: int, cells: dict[str, str | None], identity: list[CellPlan]) -> None:
        if not any((text or "").strip() for text in cells.values()):
            return
        for plan, missing in zip(identity, ("row_without_id", "row_without_source"), strict=True):
            text = (cells[plan.column] or "").strip()
            problems = plan.read(text)[1] if text else [Problem(missing)]
            if problems:
                self._add(problems[0], row, plan.column)
                return

    def _report_cells(self, plan: CellPlan) -> None:
        table = self._odd.get(plan.outputs[0].name)
        if table is None:
            return
        refused = (
            f"SELECT row, problems FROM staged JOIN {table} ON {table}.cell = {plan.key}"
            " ANTI JOIN lost USING (row) WHERE problems IS NOT NULL ORDER BY row"
        )
        for row, problems in self._pages(refused):
            for code, params in json.loads(problems):
                self._add(Problem(code, params), row, plan.column)

    def _report_required(self, plans: list[CellPlan]) -> None:
        by_property = dict(
            zip((each.property.name for each in self._headings.properties), plans, strict=False)
        )
        for name in self._kind.required:
            plan = by_property.get(name)
            if plan is None:
                self._report.add(Problem("table_missing_required", {"value": name}, self._stage.name))
                continue
            for row, entity in self._pages(self._blank_rows(plan)):
                self._add(Problem("required_blank", {"value": name, "entity": entity}), row, plan.column)

    def _blank_rows(self, plan: CellPlan) -> str:
        """Rows that were kept and leave the column blank (blank characters included)."""
        table = self._odd.get(plan.outputs[0].name)
        blank = f"{plan.key} IS NULL"
        join = ""
        if table is not None:
            join = f" LEFT JOIN {table} ON {table}.cell = {plan.key}"
            blank += f" OR ({table}.cell IS NOT NULL AND {table}.{plan.outputs[0].name} IS NULL AND problems IS NULL)"
        cell = self._stage.cells[self._headings.id]
        return f"SELECT row, trim({cell}) FROM staged{join} ANTI JOIN lost USING (row) WHERE {blank} ORDER BY row"

    def _report_undated(self, plans: list[CellPlan]) -> None:
        dated = next((plan for plan in plans if plan.outputs[0].name == "as_of_first"), None)
        blank = (
            self._blank_rows(dated)
            if dated
            else "SELECT row FROM staged ANTI JOIN lost USING (row) ORDER BY row"
        )
        count = self._columns.rows(f"SELECT count(*) FROM ({blank})")[0][0]
        if count:
            first = [
                row[0] + 1 for row in self._columns.rows(f"SELECT row FROM ({blank}) ORDER BY row LIMIT 9")
            ]
            params = {"count": str(count), "rows": listed(first)}
            self._report.add(Problem("rows_undated", params, self._stage.name, "warning"))

    def _write(self, plans: list[CellPlan], target: Path) -> None:
        typed = [f"{self._value(plan, each.name)} AS {each.name}" for plan in plans for each in plan.outputs]
        if not self._headings.as_of:
            typed += ["NULL::DATE AS as_of_first", "NULL::DATE AS as_of_last"]
        sql = f"SELECT row, {', '.join(typed)} FROM staged {self._joins(plans)}"
        lost = [row[0] for row in self._columns.rows(f"SELECT row FROM lost LIMIT {MOST_INLINE + 1}")]
        if len(lost) > MOST_INLINE:
            sql += " ANTI JOIN lost USING (row)"
        elif lost:
            sql += f" WHERE row NOT IN ({', '.join(map(str, lost))})"
        self._columns.copy_to_parquet(sql, target)
        # A plain scan keeps the order of the rows, and so do most joins; where one does not, a sort mends it.
        source = f"read_parquet({quote(target)})"
        if self._columns.rows(
            f"SELECT 1 FROM (SELECT row, lag(row) OVER () AS r FROM {source}) WHERE row <= r LIMIT 1"
        ):
            self._columns.copy_to_parquet(f"{sql} ORDER BY row", target)
        for table in (*self._odd.values(), "lost"):
            self._columns.execute(f"DROP TABLE {table}")
        self._columns.execute("DROP VIEW staged")

    def _joins(self, plans: list[CellPlan]) -> str:
        """Joins to the odd spellings of those plans that have too many to write out."""
        pairs = ((self._odd.get(plan.outputs[0].name), plan) for plan in plans)
        return " ".join(
            f"LEFT JOIN {table} ON {table}.cell = {plan.key}"
            for table, plan in pairs
            if table and plan.outputs[0].name not in self._inline
        )

    def _value(self, plan: CellPlan, name: str) -> str:
        """An output of a plan in SQL: what was read from an odd spelling, else what the engine reads itself."""
        place, output = next((at, each) for at, each in enumerate(plan.outputs, start=1) if each.name == name)
        table = self._odd.get(plan.outputs[0].name)
        if table is None:
            return output.plain
        plainly = f"WHEN {plan.plain} THEN {output.plain} END"
        rows = self._inline.get(plan.outputs[0].name)
        if rows is None:
            return f"CASE WHEN {table}.cell IS NOT NULL THEN {table}.{name} {plainly}"
        odd = " ".join(
            f"WHEN {plan.key} = {quoted(row[0])} THEN {_literal(row[place], output)}" for row in rows
        )
        return f"CASE {odd} {plainly}"

    def _add(self, problem: Problem, row: int, column: str) -> None:
        self._report.add(located(problem, self._stage.place(row, column), row + 1, column))


def _literal(value: Any, output: Output) -> str:
    return "NULL" if value is None else f"{quoted(str(value))}::{output.type}"


def _odd_row(plan: CellPlan, cell: str) -> list[str | None]:
    outputs, problems = plan.read(cell)
    said = (
        json.dumps([[each.code, each.params] for each in problems], ensure_ascii=False) if problems else None
    )
    return [cell, *(outputs or [None] * len(plan.outputs)), said]
