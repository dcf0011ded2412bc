"""How do the rows of a batch become a CSV, JSON lines or Parquet file?

The same rows give the same bytes. The file gets its name when it is whole.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from yuantu.engines.columns import Columns, quote
from yuantu.errors import BadInput, Problem
from yuantu.workspace.rows import COLUMNS, Row

ENDINGS = (".parquet", ".csv", ".jsonl", ".ndjson")


def check_ending(out: Path) -> None:
    """Raises BadInput unless the ending says which format is meant, before any work is done."""
    if out.suffix.lower() not in ENDINGS:
        params = {"value": out.suffix or out.name, "known": ", ".join(ENDINGS)}
        raise BadInput(Problem("brief_choice", params, "--out"))


def write(out: Path, rows: Iterator[Row], *, statements: bool) -> None:
    """Write all rows; the column `statements` is there only when it was asked for."""
    names = [name for name in COLUMNS if statements or name != "statements"]
    working = out.with_name(f".{out.name}.part")
    try:
        if out.suffix.lower() == ".csv":
            _write_csv(working, names, rows)
        elif out.suffix.lower() == ".parquet":
            _write_parquet(working, names, rows)
        else:
            _write_lines(working, names, rows)
        working.replace(out)
    finally:
        working.unlink(missing_ok=True)


def _write_csv(path: Path, names: list[str], rows: Iterator[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([_cell(row[name]) for name in names] for row in rows)


def _cell(value: Any) -> Any:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else value


def _write_lines(path: Path, names: list[str], rows: Iterator[Row]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(
            json.dumps({name: row[name] for name in names}, ensure_ascii=False) + "\n" for row in rows
        )


def _write_parquet(path: Path, names: list[str], rows: Iterator[Row]) -> None:
    """Through the column engine, on one thread and in the order of the rows, so that the bytes are the same."""
    lines = path.with_name(f"{path.name}.jsonl")
    try:
        _write_lines(lines, names, rows)
        types = ", ".join(f"{quote(name)}: {quote(COLUMNS[name])}" for name in names)
        with Columns() as columns:
            columns.execute("SET threads = 1")
            columns.copy_to_parquet(
                f"SELECT * FROM read_json({quote(lines)}, format = 'newline_delimited', columns = {{{types}}})",
                path,
            )
    finally:
        lines.unlink(missing_ok=True)
