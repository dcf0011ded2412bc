"""How does one say what became of a match, and see whether scores can be trusted?"""

from pathlib import Path
from typing import Any

import click

from yuantu.cli.options import OneOf, Whole, json_option, print_json, workspace_option
from yuantu.errors import Problem

RESULTS = ("agreed", "declined", "pending")


@click.group()
def outcome() -> None:
    """What became of proposed matches: record, report, undo."""


def _open(workspace: Path) -> Any:
    from yuantu.workspace.workspace import Workspace

    return Workspace.open(workspace)


def _author(named: str | None) -> str:
    from yuantu.workspace.identity import default_author

    return named or default_author()


@outcome.command()
@click.argument("brief")
@click.argument("candidate")
@click.argument("result", type=OneOf(RESULTS))
@click.option(
    "--rows", type=click.Path(path_type=Path), required=True, help="The batch file that proposed the pair."
)
@click.option("--author", help="Who says so (default: YUANTU_AUTHOR or the user of this machine).")
@click.option("--reason", default="", help="Why; it is kept.")
@workspace_option
@json_option
def record(brief: str, candidate: str, result: str, rows: Path, **given: Any) -> None:
    """Say that CANDIDATE of BRIEF was agreed on, declined, or is pending."""
    from yuantu.workspace import outcomes

    opened, author = _open(given["workspace"]), _author(given["author"])
    told = outcomes.record_outcome(opened, (brief, candidate), result, rows, author, given["reason"])
    if given["as_json"]:
        print_json(told)
    else:
        click.echo(f"{told['number']}  {brief} → {candidate}  {result}  {_shown(told['score'])}")


@outcome.command()
@click.argument("number", type=Whole(1))
@click.option("--author", help="Who says so (default: YUANTU_AUTHOR or the user of this machine).")
@click.option("--reason", default="", help="Why; it is kept.")
@workspace_option
@json_option
def undo(number: int, author: str | None, reason: str, workspace: Path, as_json: bool) -> None:
    """Take the outcome of that NUMBER back."""
    from yuantu.workspace import outcomes

    told = outcomes.undo_outcome(_open(workspace), number, _author(author), reason)
    if as_json:
        print_json(told)
    else:
        click.echo(f"{told['number']}  ↶ {number}  ({told['author']}, {told['at'][:19]})")


@outcome.command()
@workspace_option
@json_option
@click.pass_obj
def report(language: str, workspace: Path, as_json: bool) -> None:
    """All outcomes, and how often each band of scores came off."""
    from yuantu.workspace import outcomes

    found = outcomes.report_outcomes(_open(workspace))
    if as_json:
        print_json(found)
        return
    for band in found["bands"]:
        share = f"  [{band['interval'][0]:.0%}, {band['interval'][1]:.0%}]" if band["interval"] else ""
        click.echo(f"{band['from']:.1f}–{band['to']:.1f}  {band['agreed']}/{band['count']}{share}")
    params = {name: str(count) for name, count in found["counts"].items()} | {
        "auc": _shown(found["auc"]),
        "without": str(found["without_score"]),
    }
    click.echo(Problem("outcome_report", params).text(language))


def _shown(number: float | None) -> str:
    return "?" if number is None else f"{number:.2f}"
