"""Do two names mean the same thing, and who said so?"""

from pathlib import Path
from typing import Any

import click

from yuantu.cli.options import json_option, print_json, workspace_option

MOST_SHOWN = 30
WORDS = {
    "same": {"zh": "同一对象", "en": "same"}, "related": {"zh": "有关联，不是同一对象", "en": "related"},
    "different": {"zh": "不同对象", "en": "different"},
}  # fmt: skip
STANCES = {"positive": "=", "negative": "≠", "unsure": "?"}


@click.command()
@click.argument("one")
@click.argument("other")
@click.option(
    "--workspace",
    type=click.Path(path_type=Path),
    help="Use the aliases of this workspace too (default: none).",
)
@json_option
@click.pass_obj
def same(language: str, one: str, other: str, workspace: Path | None, as_json: bool) -> None:
    """Say whether the names ONE and OTHER mean the same, related or different things, and why."""
    from yuantu.facts.identity.comparison import compare_names

    verdict = compare_names(one, other, _aliases(workspace) if workspace else None)
    if as_json:
        print_json({"a": one, "b": other, **verdict.to_json()})
        return
    words = f"{WORDS[verdict.relation][language]} ({verdict.score:.2f})"
    click.echo(f"{words}: {verdict.reason(language)}")


def _aliases(workspace: Path) -> Any:
    from yuantu.workspace.identity import alias_context

    return alias_context(_open(workspace))


def _open(workspace: Path) -> Any:
    from yuantu.workspace.workspace import Workspace

    return Workspace.open(workspace)


@click.group()
def identity() -> None:
    """Find duplicates, merge and split them, undo, and read who judged what."""


def _signed(command: Any) -> Any:
    """Options of a command that writes a judgement."""
    command = click.option(
        "--author", help="Who judges (default: YUANTU_AUTHOR or the user of this machine)."
    )(command)
    command = click.option("--reason", required=True, help="Why; it is kept with the judgement.")(command)
    return json_option(workspace_option(click.pass_obj(command)))


@identity.command()
@click.option(
    "--kind", default="company", show_default=True, help="Kind of entities: company, park, project …"
)
@click.option(
    "--least", type=click.FloatRange(0, 1), default=0.3, show_default=True, help="Least score that is shown."
)
@click.option("--judged", is_flag=True, help="Show pairs too that were judged already.")
@workspace_option
@json_option
@click.pass_obj
def candidates(language: str, kind: str, least: float, judged: bool, workspace: Path, as_json: bool) -> None:
    """Pairs that may be one thing, surest first. Merges nothing."""
    from yuantu.workspace import identity as identities

    found, problems = identities.candidates(_open(workspace), kind, least, judged=judged)
    for problem in problems:
        click.echo(problem.text(language), err=True)
    if as_json:
        print_json({"candidates": found})
        return
    for one in found[:MOST_SHOWN]:
        click.echo(f"{one['score']:.2f}  {one['one']} {one['names'][0]} | {one['other']} {one['names'][1]}")
        click.echo(f"      {WORDS[one['relation']][language]}: {one['reason'][language]}")
    if len(found) > MOST_SHOWN:
        click.echo(f"… {len(found) - MOST_SHOWN} more (--json)")


def _tell(language: str, entries: list[Any], as_json: bool) -> None:
    from dataclasses import asdict

    if as_json:
        print_json({"judgements": [asdict(entry) for entry in entries]})
        return
    for entry in entries:
        undone = {"zh": "撤销", "en": "undone"}[language] + f" {entry.undoes}: " if entry.undoes else ""
        click.echo(f"{entry.id}  {undone}{entry.one} {STANCES[entry.stance]} {entry.other} ({entry.author})")


@identity.command()
@click.argument("one")
@click.argument("other")
@click.option("--unsure", is_flag=True, help="Only note that it could not be decided.")
@_signed
def merge(  # noqa: PLR0913, PLR0917 — one parameter per option
    language: str,
    one: str,
    other: str,
    unsure: bool,
    author: str | None,
    reason: str,
    workspace: Path,
    as_json: bool,
) -> None:
    """Judge that the entities ONE and OTHER are one."""
    from yuantu.workspace import identity as identities

    judge = identities.doubt if unsure else identities.merge
    entry = judge(_open(workspace), one, other, author or identities.default_author(), reason)
    _tell(language, [entry], as_json)


@identity.command()
@click.argument("one")
@click.argument("other")
@_signed
def split(  # noqa: PLR0913, PLR0917 — one parameter per option
    language: str, one: str, other: str, author: str | None, reason: str, workspace: Path, as_json: bool
) -> None:
    """Judge that ONE and OTHER are two; a merge of this very pair is undone."""
    from yuantu.workspace import identity as identities

    entries = identities.split(_open(workspace), one, other, author or identities.default_author(), reason)
    _tell(language, entries, as_json)


@identity.command()
@click.argument("judgement")
@_signed
def undo(
    language: str, judgement: str, author: str | None, reason: str, workspace: Path, as_json: bool
) -> None:
    """Take JUDGEMENT (an id of the log) back."""
    from yuantu.workspace import identity as identities

    entry = identities.undo(_open(workspace), judgement, author or identities.default_author(), reason)
    _tell(language, [entry], as_json)


@identity.command()
@workspace_option
@json_option
@click.pass_obj
def log(language: str, workspace: Path, as_json: bool) -> None:
    """Every judgement, oldest first, with author, time and reason."""
    from yuantu.workspace import identity as identities

    entries = identities.log(_open(workspace))
    if as_json:
        print_json({"judgements": entries})
        return
    gone = {"zh": "（不再有效）", "en": " (no longer stands)"}[language]
    for entry in entries:
        state = "" if entry["stands"] else gone
        what = (
            f"undo {entry['undoes']}"
            if entry["undoes"]
            else f"{entry['one']} {STANCES[entry['stance']]} {entry['other']}"
        )
        click.echo(f"{entry['id']}  {entry['at'][:19]}  {entry['author']}  {what}{state}  {entry['reason']}")
