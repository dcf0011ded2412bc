"""Which cells does an old Excel workbook (xls, xlsb) hold?

Read by calamine, in a process of its own: the format allows a few bytes to claim millions of cells. The library gives
bare numbers without their number formats, so a share comes as 0.57 and a month as its first day; the reading says so.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from yuantu.errors import Problem, Refusal
from yuantu.evidence.readers import limits
from yuantu.evidence.readers.cellformats import plain_number
from yuantu.evidence.readers.confined import Stopped, run_confined, serve_confined
from yuantu.evidence.readers.workbook import Range, Sheet, bounded
from yuantu.evidence.readers.xlsx import RawSheet


def read_xls(data: bytes, problems: list[Problem]) -> Iterator[RawSheet]:
    """The sheets in the order of their tabs. Raises `Refusal` for a file that is no workbook or stops the reader."""
    raw: RawSheet | None = None
    try:
        for value in run_confined(__name__, data):
            if isinstance(value, dict):
                if raw is not None:
                    yield raw
                merged = [Range(*area) for area in value["merged"]]
                raw = RawSheet(
                    Sheet(value["name"], hidden=value["hidden"], merged=merged, share=value["share"])
                )
            elif raw is not None:
                row, column, text = value
                raw.words[row, column] = bounded(text, raw.sheet, row, column)
    except Stopped as stopped:
        if raw is None:
            raise stopped.refusal() from stopped
        raw.sheet.share = 0.0
        problems.append(Problem("document_part_broken", {"part": raw.sheet.name, "reason": stopped.reason}))
    if raw is not None:
        problems.append(Problem("sheet_bare_numbers", {}, severity="warning"))
        yield raw


def find_cells(data: bytes) -> Iterator[Any]:
    """A mapping per sheet, followed by its cells as [row, column, text]."""
    from io import BytesIO  # noqa: PLC0415 (only in the child)

    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415 (only in the child)

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        states = {sheet.name: sheet.visible for sheet in book.sheets_metadata}
        left = limits.MOST_CELLS
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False)
            cells = [
                (row, column, text)
                for row, values in enumerate(rows)
                for column, value in enumerate(values)
                if (text := show_value(value)).strip()
            ]
            share = min(1.0, left / len(cells)) if cells else 1.0
            yield {
                "name": name[:64],
                "hidden": states.get(name) != SheetVisibleEnum.Visible,
                "merged": [[*start, *end] for start, end in sheet.merged_cell_ranges or []],
                "share": share,
            }
            yield from cells[:left]
            left = max(0, left - len(cells))
    except (CalamineError, OSError, ValueError) as error:
        raise Refusal("document_broken", reason=str(error)[:120]) from error


def show_value(value: object) -> str:
    """A calamine value as words."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float | int):
        return plain_number(float(value))
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        return plain_number(value.total_seconds() / 3600) + "小时"
    return str(value)


if __name__ == "__main__":
    serve_confined(find_cells)
