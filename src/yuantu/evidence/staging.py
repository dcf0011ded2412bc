"""How do the rows of any CSV file become regular enough for the column engine?

A plain UTF-8 file (no quotes, no blank lines, every line with as many fields as the first) is read by the engine in
parallel. Anything else is first rewritten as a stream by the same reader that reads small tables: other encodings,
quotes, blank lines; rows that do not match the columns are reported there. Either way a row keeps its number.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from yuantu.engines.columns import Columns, quote
from yuantu.errors import Problem
from yuantu.evidence.decoding import TextFile
from yuantu.evidence.grids import column_letters, csv_columns, csv_records, fitting, ragged
from yuantu.evidence.reports import Report

PLAIN_ENCODINGS = ("utf-8", "utf-8-sig")


@dataclass(frozen=True, slots=True)
class Stage:
    """Rows as text under `cells` (column name → SQL name) of the view `staged`, whose `row` counts from 1.

    `work` is a folder for what is needed while reading.
    """

    name: str
    work: Path
    cells: Mapping[str, str]
    letters: Mapping[str, str]

    def place(self, row: int, column: str) -> str:
        """The spreadsheet place of a cell: the header is row 1."""
        return f"{self.name}!{self.letters.get(column, 'A')}{row + 1}"


def stage_rows(file: TextFile, name: str, columns: Columns, work: Path, report: Report) -> Stage:
    """Make the view `staged` over the rows of `file`; PackRefused if it has no proper header."""
    header = csv_columns(next(csv_records(file, name), (0, []))[1], name)
    named = {column: index for index, column in enumerate(header) if column}
    target = work / "staged.parquet"
    if not (file.plain and file.encoding in PLAIN_ENCODINGS and len(named) == len(header)) or not _direct(
        file, columns, target, len(header)
    ):
        _rewrite(file, name, header, work / "regular.csv", report)
        fields = ["row", *(f"c{index}" for index in named.values())]
        _copy(columns, work / "regular.csv", target, fields, quoting='"')
        row = "row::BIGINT"
    else:
        row = "file_row_number + 1"
    cells = ", ".join(f"c{index}" for index in named.values())
    source = f"read_parquet({quote(target)}, file_row_number = true)"
    columns.execute(f"CREATE OR REPLACE TEMP VIEW staged AS SELECT {row} AS row, {cells} FROM {source}")
    letters = {column: column_letters(index) for column, index in named.items()}
    return Stage(name, work, {column: f"c{index}" for column, index in named.items()}, letters)


def _direct(file: TextFile, columns: Columns, target: Path, width: int) -> bool:
    """Let the engine read the file itself; False if it did not find every line to be a regular row."""
    _copy(columns, file.path, target, [f"c{index}" for index in range(width)], quoting="", skip=1)
    count = columns.rows(f"SELECT count(*) FROM read_parquet({quote(target)})")[0][0]
    return bool(count == file.lines - 1)


def _copy(
    columns: Columns, source: Path, target: Path, fields: Iterable[str], *, quoting: str, skip: int = 0
) -> None:
    types = ", ".join(f"'{field}': 'VARCHAR'" for field in fields)
    columns.execute(
        f"COPY (SELECT * FROM read_csv({quote(source)}, auto_detect = false, header = false, skip = {skip},"
        f" delim = ',', quote = '{quoting}', escape = '{quoting}', columns = {{{types}}}, ignore_errors = true))"
        f" TO {quote(target)} (FORMAT parquet, COMPRESSION snappy)"
    )


def _rewrite(file: TextFile, name: str, header: list[str], target: Path, report: Report) -> None:
    """Write the regular rows with their number in front; report the others."""
    records = csv_records(file, name)
    next(records)
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for number, record in records:
            cells = [cell.strip() for cell in record]
            if not any(cells):
                continue
            if not fitting(record, len(header)):
                report.add(ragged(name, number, len(record), len(header)))
                continue
            for index, column in enumerate(header):
                if not column and cells[index]:
                    place = f"{name}!{column_letters(index)}{number}"
                    report.add(Problem("cell_without_column", {"value": cells[index]}, place))
            writer.writerow(
                [number - 1, *(cell for cell, column in zip(cells, header, strict=False) if column)]
            )
