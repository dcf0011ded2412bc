"""How does one make and fill a workspace on the command line?"""

from pathlib import Path
from typing import Any

import click

from yuantu.cli.options import Whole, json_option, print_json, workspace_option
from yuantu.errors import BadInput, Problem

MOST_SHOWN = 20


@click.command()
@workspace_option
@json_option
@click.pass_obj
def init(language: str, workspace: Path, as_json: bool) -> None:
    """Make an empty workspace; one that is there stays as it is."""
    from yuantu.workspace.folder import SETTINGS_FILE
    from yuantu.workspace.workspace import Workspace

    there = (workspace / SETTINGS_FILE).exists()
    Workspace.create(workspace)
    if as_json:
        print_json({"workspace": str(workspace), "made": not there})
    elif there:
        click.echo(
            f"工作区已经在了：{workspace}" if language == "zh" else f"Workspace there already: {workspace}"
        )
    else:
        click.echo(f"工作区已建立：{workspace}" if language == "zh" else f"Workspace made: {workspace}")


@click.command()
@click.argument("packs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--samples", type=Whole(0), help="Rows of 示例 inventory beside the facts (default: 300).")
@click.option("--strict", is_flag=True, help="Fail (exit code 2) when any cell was refused.")
@workspace_option
@json_option
@click.pass_obj
def build(
    language: str, packs: tuple[Path, ...], samples: int | None, strict: bool, workspace: Path, as_json: bool
) -> None:
    """Read PACKS into a workspace; it is made when it is not there."""
    from yuantu.workspace.workspace import Workspace

    report = Workspace.create(workspace).build(list(packs), samples)
    if as_json:
        print_json(report.to_json())
    else:
        tell_build(report, language)
    if strict and any(problem.severity == "error" for problem in report.problems):
        click.get_current_context().exit(2)  # the report has said why


@click.command()
@click.argument("rows", type=Whole(1))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder of the new pack.")
@click.option(
    "--pack", type=click.Path(path_type=Path), help="The pack whose towns are used (default: built in)."
)
@click.option(
    "--seed", type=Whole(0), default=1, show_default=True, help="The same seed gives the same bytes."
)
@click.pass_obj
def samples(language: str, rows: int, out: Path, pack: Path | None, seed: int) -> None:
    """Write a pack of ROWS invented sites, each marked 示例."""
    from yuantu.samples.inventory import generate_samples
    from yuantu.workspace.packs import built_in_pack

    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise BadInput(Problem("folder_not_empty", {"path": str(out)}))
    generate_samples(out, rows, seed, pack or built_in_pack())
    click.echo(f"示例数据包已写入：{out}" if language == "zh" else f"Sample pack written: {out}")


def tell_build(report: Any, language: str) -> None:
    """What was read, what was new, and each refused cell with its place and fix (to stderr)."""
    for pack in report.packs:
        rows = sum(pack.rows.values())  # rows of columnar tables among them
        if language == "zh":
            click.echo(
                f"{pack.id}：{rows} 行，陈述 {pack.offered} 条，新增 {pack.added}，撤回 {pack.retracted}"
            )
        else:
            counts = f"{pack.offered} statements, {pack.added} new, {pack.retracted} retracted"
            click.echo(f"{pack.id}: {rows} rows, {counts}")
    for problem in report.problems[:MOST_SHOWN]:
        click.echo(f"  {problem.text(language)}", err=True)
    if len(report.problems) > MOST_SHOWN:
        click.echo(f"  … {len(report.problems) - MOST_SHOWN} more (--json)", err=True)
    words = "数据版本" if language == "zh" else "data version"
    click.echo(f"{words} {report.snapshot} · {report.seconds:.2f} s")
