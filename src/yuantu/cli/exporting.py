"""How does one write facts to a file?"""

import sys
from datetime import date
from pathlib import Path

import click

from yuantu.cli.options import as_of_option, workspace_option
from yuantu.errors import BadInput, Problem


@click.command()
@click.argument("kind")
@click.option("--format", "form", type=click.Choice(["csv", "geojson", "json"]), default="csv", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write (default: the terminal).")
@click.option("--with-samples", is_flag=True, help="Add 示例 inventory; every row says that it is one.")
@click.option("--force", is_flag=True, help="Replace the file when it exists.")
@as_of_option
@workspace_option
def export(
    kind: str, form: str, out: Path | None, with_samples: bool, force: bool, as_of: date | None, workspace: Path
) -> None:
    """Write all of KIND (site, park, region, company, project, indicator, facility, road …) with its sources."""
    from yuantu.workspace.exports import export_lines
    from yuantu.workspace.workspace import Workspace

    if out is not None and out.exists() and not force:
        raise BadInput(Problem("file_exists", {"path": str(out)}))
    lines = export_lines(Workspace.open(workspace).session, kind, form, as_of or date.today(), samples=with_samples)
    if out is None:
        sys.stdout.writelines(lines)
        return
    working = out.with_name(f".{out.name}.part")
    with working.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)
    working.replace(out)
