"""How does one judge who makes what, and give out tasks, on the command line?"""

from datetime import date
from pathlib import Path
from typing import Any

import click

from yuantu.cli.options import Day, OneOf, Whole, day_option, json_option, print_json, workspace_option


def _signed(command: Any) -> Any:
    """Options of a command that writes."""
    command = click.option(
        "--author", help="Who decides (default: YUANTU_AUTHOR or the user of this machine)."
    )(command)
    command = click.option("--reason", default="", help="Why; it is kept.")(command)
    return json_option(workspace_option(command))


def _open(workspace: Path) -> Any:
    from yuantu.workspace.workspace import Workspace

    return Workspace.open(workspace)


def _author(named: str | None) -> str:
    from yuantu.workspace.identity import default_author

    return named or default_author()


def _tell(act: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(act)
        return
    what = " · ".join(
        f"{key} {value}" for key, value in act.items() if key not in ("at", "author", "reason") and value
    )
    click.echo(f"{what}  ({act['author']}, {act['at'][:19]})  {act['reason']}".rstrip())


@click.command()
@click.argument("chain_id", metavar="CHAIN")
@click.argument("node")
@click.argument("company")
@click.option(
    "--state", type=OneOf(["confirmed", "to_check", "rejected"]), default="confirmed", show_default=True,
    help="Whether the company makes it.",
)  # fmt: skip
@_signed
def place(  # noqa: PLR0913, PLR0917 — one parameter per option
    chain_id: str, node: str, company: str, state: str, author: str | None, reason: str, workspace: Path,
    as_json: bool,
) -> None:  # fmt: skip
    """Judge whether COMPANY (an id) makes NODE of CHAIN."""
    from yuantu.workspace import chains

    opened = _open(workspace)
    _tell(
        chains.place_company(opened, chain_id, node, company, state, author=_author(author), reason=reason),
        as_json,
    )


@click.command()
@click.argument("chain_id", metavar="CHAIN")
@click.argument("node", required=False)
@click.option("--region", required=True, help="Name or code of the region.")
@click.option("--owner", help="Who does it; without a NODE, who answers for the chain (链长).")
@click.option("--next", "next_step", help="The next step.")
@click.option("--due", type=Day(), help="The day by which it is due (2026-12-31).")
@click.option("--status", type=OneOf(["open", "done"]), help="Whether it is done.")
@_signed
def task(  # noqa: PLR0913, PLR0917 — one parameter per option
    chain_id: str, node: str | None, region: str, owner: str | None, next_step: str | None,
    due: date | None, status: str | None, author: str | None, reason: str, workspace: Path, as_json: bool,
) -> None:  # fmt: skip
    """Say who does what by when for NODE of CHAIN in a region, or for the whole chain."""
    from yuantu.workspace import chains

    fields = {"owner": owner, "next_step": next_step, "due": due and due.isoformat(), "status": status}
    opened = _open(workspace)
    act = chains.assign_task(opened, chain_id, node, region, fields, author=_author(author), reason=reason)
    _tell(act, as_json)


@click.command()
@click.argument("chain_id", metavar="CHAIN")
@day_option
@workspace_option
@json_option
@click.pass_obj
def tasks(language: str, chain_id: str, day: date, workspace: Path, as_json: bool) -> None:
    """All tasks of CHAIN, those that are due first."""
    from yuantu.workspace import chains

    found = chains.list_tasks(_open(workspace), chain_id, day)
    if as_json:
        print_json(found)
        return
    chief = {"zh": "链长", "en": "chief"}[language]
    late = {"zh": "逾期", "en": "overdue"}[language]
    for one in found["tasks"]:
        what = one["name"][language] if one["name"] else one["node"] or chief
        mark = "✓" if one["status"] == "done" else "!" if one["overdue"] else "·"
        parts = [one["region_name"], what, one["owner"] or "?", one["next_step"] or "", one["due"] or ""]
        click.echo(f"{mark} " + "  ".join(filter(None, [*parts, late if one["overdue"] else ""])))


@click.command()
@click.argument("chain_id", metavar="CHAIN")
@workspace_option
@json_option
@click.pass_obj
def log(language: str, chain_id: str, workspace: Path, as_json: bool) -> None:
    """Everything that people decided about CHAIN, oldest first."""
    from yuantu.workspace import chains

    found = chains.log_of(_open(workspace), chain_id)
    if as_json:
        print_json(found)
        return
    gone = {"zh": "（不再有效）", "en": "(no longer stands)"}[language]
    for one in found["acts"]:
        if not one["stands"] and one["action"] != "undo":
            click.echo(gone, nl=False)
        _tell({key: value for key, value in one.items() if key != "stands"}, as_json=False)


@click.command()
@click.argument("number", type=Whole(1))
@_signed
def undo(number: int, author: str | None, reason: str, workspace: Path, as_json: bool) -> None:
    """Take back the act with that NUMBER (see `yuantu chain log`)."""
    from yuantu.workspace import chainacts

    _tell(chainacts.undo(_open(workspace), number, _author(author), reason), as_json)
