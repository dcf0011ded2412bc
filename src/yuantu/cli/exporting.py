"""How does one write facts to a file?"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from yuantu.cli.options import OneOf, day_option, workspace_option
from yuantu.errors import BadInput, Problem

FORMATS = ("csv", "geojson", "json")


@click.command()
@click.argument("kind")
@click.option("--format", "form", type=OneOf(FORMATS), default="csv", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write (default: the terminal).")
@click.option("--with-samples", is_flag=True, help="Add 示例 inventory; every row says that it is one.")
@click.option("--force", is_flag=True, help="Replace the file when it exists.")
@day_option
@workspace_option
def export(  # noqa: PLR0913, PLR0917 — click passes one argument per option
    kind: str, form: str, out: Path | None, with_samples: bool, force: bool, day: date, workspace: Path
) -> None:
    """Write all of KIND (site, park, region, company, project, indicator, facility, road …) with its sources."""
    from yuantu.workspace.exports import export_lines
    from yuantu.workspace.workspace import Workspace

    if out is not None and (out.is_dir() or (out.exists() and not force)):
        raise BadInput(Problem("file_exists", {"path": str(out)}))
    lines = export_lines(Workspace.open(workspace).session, kind, form, day, samples=with_samples)
    if out is None:
        sys.stdout.writelines(lines)
    else:
        _write(out, lines)


def _write(out: Path, lines: Iterator[str]) -> None:
    """All of it or nothing: the file gets its name when it is whole."""
    working = out.with_name(f".{out.name}.part")
    try:
        with working.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
        working.replace(out)
    finally:
        working.unlink(missing_ok=True)
