"""How does one check a chain of one's own, and bring it into a workspace, on the command line?"""

from pathlib import Path
from typing import Any

import click

from yuantu.cli.options import json_option, print_json, workspace_option


def _titled(command: Any) -> Any:
    """Options that say of a list of edges what the list itself cannot."""
    for option, words in (
        ("--basis", "What edges without a basis of their own rest on (lists only)."),
        ("--name-en", "Its English name (lists only; default: the Chinese one)."),
        ("--name", "Its name (lists only; default: the id)."),
        ("--id", "Id of the chain (lists only)."),
    ):
        command = click.option(option, default="", help=words)(command)
    return command


def _title(identifier: str, name: str, name_en: str, basis: str) -> Any:
    from yuantu.chain.edgelists import Title
    from yuantu.chain.model import Words

    chinese = name or identifier
    return Title(identifier, Words(chinese, name_en or chinese), basis)


def _tell(found: dict[str, Any], language: str, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    counts = found["counts"]
    click.echo(
        f"{found['id']}  {found['name'][language]}  {counts['nodes']} · {counts['edges']}  {found.get('file', '✓')}"
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_titled
@json_option
@click.pass_obj
def check(  # noqa: PLR0913, PLR0917 — one parameter per option
    language: str, file: Path, id: str, name: str, name_en: str, basis: str, as_json: bool
) -> None:
    """Check FILE: the YAML of a chain, or a list of edges (csv, xlsx with from, to, kind, basis)."""
    from yuantu.workspace.ownchains import check_file

    _tell(check_file(file, _title(id or file.stem, name, name_en, basis)), language, as_json)


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_titled
@click.option("--force", is_flag=True, help="Take the place of one that is there.")
@workspace_option
@json_option
@click.pass_obj
def import_(  # noqa: PLR0913, PLR0917 — one parameter per option
    language: str,
    file: Path,
    id: str,
    name: str,
    name_en: str,
    basis: str,
    force: bool,
    workspace: Path,
    as_json: bool,
) -> None:
    """Bring FILE, a chain in YAML or a list of edges, into the workspace."""
    from yuantu.workspace.ownchains import import_chain
    from yuantu.workspace.workspace import Workspace

    title = _title(id or file.stem, name, name_en, basis)
    _tell(import_chain(Workspace.open(workspace), file, title, replace=force), language, as_json)
