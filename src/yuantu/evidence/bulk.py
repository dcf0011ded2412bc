"""How is a table of millions of rows read as strictly as a small one?

Streamed by the column engine into one typed Parquet file; a cell becomes no object, and its statement is derivable
from digest, row and property. Rows are made regular by `staging`, then every column is read by the two tiers of
`plainness`. Time is linear in the rows; memory is bounded by the engine's limit and one page of odd spellings.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from yuantu.engines.columns import Columns, quote
from yuantu.errors import PackRefused, Problem
from yuantu.evidence.decoding import examine
from yuantu.evidence.grids import csv_columns, csv_records
from yuantu.evidence.headings import Headings, read_headings
from yuantu.evidence.reports import Report
from yuantu.evidence.staging import stage_rows
from yuantu.evidence.tiers import BulkContext, ColumnReader
from yuantu.ontology.schema import Kind


@dataclass(frozen=True, slots=True)
class BulkTable:
    """A table kept as columns. `digest` names bytes and reading; the file is `<digest>.parquet`.

    `source` and `as_of` (ISO day or span, or empty) hold for every row, or are empty if the rows differ: they also
    stand in the columns `source`, `as_of_first`, `as_of_last`.
    """

    kind: str
    parquet: Path
    rows: int
    file: str
    digest: str
    sample: bool
    source: str
    as_of: str


def read_bulk(
    folder: Path, name: str, kind: Kind, context: BulkContext, columns: Columns, out_dir: Path
) -> tuple[BulkTable, list[Problem]]:
    """Read the CSV table `folder/name` into `out_dir`/<digest>.parquet; return it with everything that was wrong.

    Columns of the file: `row` (BIGINT, 1 = first row below the header), `id`, `lon`, `lat`, `source`, `as_of_first`,
    `as_of_last`, and per property p of the table: a quantity `p_low`, `p_high` (DOUBLE, canonical unit, infinite
    where the words set no bound) and `p_words`; a date `p_first`, `p_last` (DATE) and `p_words`; a listed value or
    flag `p` (code) and `p_words`; anything else `p`. Blank and refused cells are NULL. PackRefused if it is no table.
    """
    if not name.lower().endswith(".csv"):
        raise PackRefused(Problem("bulk_only_csv", {}, name))
    file = examine(folder / name, name)
    report = Report(name)
    out_dir.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out_dir, prefix=".reading-") as scratch:
        work = Path(scratch)
        stage = stage_rows(file, name, columns, work, report)
        headings = read_headings(kind, tuple(stage.cells), name)
        if column := _unfit(headings):
            raise PackRefused(Problem("bulk_column", {"column": column}, name))
        reader = ColumnReader(stage, headings, kind, context, columns, report)
        reader.read(work / "typed.parquet")
        problems = headings.problems + report.problems()
        summary = columns.rows(_SUMMARY.format(source=f"read_parquet({quote(work / 'typed.parquet')})"))[0]
        if not summary[0] and not problems:
            problems = [Problem("table_without_rows", {}, name, "warning")]
        digest = _digest(file.digest, kind.name, context, summary[0], problems)
        target = out_dir / f"{digest}.parquet"
        (work / "typed.parquet").replace(target)
    table = BulkTable(
        kind.name, target, summary[0], name, digest, context.sample, summary[1], _span(*summary[2:])
    )
    return table, problems


def is_fit(path: Path, name: str, kind: Kind) -> bool:
    """Whether a table can be kept as columns at all."""
    file = examine(path, name)
    header = csv_columns(next(csv_records(file, name), (0, []))[1], name)
    return _unfit(read_headings(kind, [column for column in header if column], name)) is None


def _unfit(headings: Headings) -> str | None:
    """The first column that says what columns cannot hold: a second value, or one with its own source or unit."""
    seen: set[str] = set()
    for heading in headings.properties:
        if heading.unit_column or heading.source_column or heading.property.name in seen:
            return heading.column
        seen.add(heading.property.name)
    return headings.lon.column if headings.lon and headings.lon.source_column else None


_SUMMARY = """
    SELECT count(*), CASE WHEN count(DISTINCT source) = 1 THEN min(source) ELSE '' END,
        count(DISTINCT (as_of_first, as_of_last)) + (count(*) - count(as_of_first)), min(as_of_first), min(as_of_last)
    FROM {source}
"""


def _span(spans: int, first: Any, last: Any) -> str:
    if spans != 1 or first is None:
        return ""
    return str(first) if first == last else f"{first}/{last}"


def _digest(file: str, kind: str, context: BulkContext, rows: int, problems: list[Problem]) -> str:
    reading = [
        file,
        kind,
        context.datum,
        context.sample,
        rows,
        [[each.code, each.place] for each in problems],
    ]
    return hashlib.sha256(json.dumps(reading).encode()).hexdigest()
