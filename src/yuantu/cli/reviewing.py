"""How does one review proposals on the command line?"""

import getpass
import os
from pathlib import Path
from typing import Any

import click

from yuantu.cli.options import Correction, OneOf, Whole, json_option, print_json, workspace_option
from yuantu.errors import BadInput, Problem

STATUSES = ("open", "accepted", "rejected", "merged", "all")
MARKS = {"open": "?", "accepted": "✓", "rejected": "✗", "merged": "="}


class Share(click.ParamType):  # type: ignore[type-arg]
    """A number from 0 to 1."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            number = float(value)
        except ValueError:
            number = -1.0
        if not 0.0 <= number <= 1.0:
            raise BadInput(
                Problem("option_share", {"value": str(value)[:40]}, param.opts[0] if param else "")
            )
        return number


def author_option(command: Any) -> Any:
    """`--author NAME`: who decides."""
    return click.option(
        "--author", envvar="YUANTU_AUTHOR", help="Who decides (default: YUANTU_AUTHOR, else you)."
    )(command)


def corrections_option(command: Any) -> Any:
    """`--set KEY=VALUE`, any number of times."""
    return click.option("--set", "corrections", type=Correction(), multiple=True,
                        help="Correct a field: subject=…, property=…, value=…, unit=…, text=… .")(command)  # fmt: skip


@click.group()
def review() -> None:
    """Review what documents claim: list, accept, edit, reject, merge, undo."""


def _reviewing(workspace: Path) -> Any:
    from yuantu.workspace.reviewing import Reviewing
    from yuantu.workspace.workspace import Workspace

    return Reviewing(Workspace.open(workspace))


@review.command(name="list")
@click.option(
    "--status", type=OneOf(STATUSES), default="open", show_default=True, help="Only of this status."
)
@click.option("--document", help="Only of this document.")
@click.option("--min-confidence", type=Share(), default=0.0, help="Only what is at least so sure (0 to 1).")
@click.option("--limit", type=Whole(1, 1000), default=50, show_default=True, help="At most so many.")
@workspace_option
@json_option
@click.pass_obj
def list_(language: str, /, workspace: Path, as_json: bool, **filters: Any) -> None:
    """The queue, in the order of the documents and their texts."""
    found = _reviewing(workspace).queue(**filters)
    if as_json:
        print_json(found)
        return
    for one in found["queue"]:
        _tell_line(one, language)
    click.echo(tell_counts(found["counts"], language, " · "))


@review.command()
@click.argument("proposal_id")
@workspace_option
@json_option
@click.pass_obj
def show(language: str, proposal_id: str, workspace: Path, as_json: bool) -> None:
    """One proposal: its sentence, what it would become, who decided what."""
    found = _reviewing(workspace).item(proposal_id)
    if as_json:
        print_json(found)
        return
    _tell_item(found, language)


@review.command()
@click.argument("proposal_id")
@click.option("--entity", help="Id of the thing that it is about.")
@click.option(
    "--new", "new_kind", help="Add a new thing of this kind (company, park, project, site, facility)."
)
@click.option("--name", help="What the new thing is called (default: as in the text).")
@corrections_option
@author_option
@workspace_option
@json_option
@click.pass_obj
def accept(language: str, /, proposal_id: str, **given: Any) -> None:
    """Accept a proposal: it becomes a statement."""
    request: dict[str, Any] = {"edit": dict(given["corrections"]), "entity": given["entity"]}
    if given["new_kind"]:
        request["new_entity"] = {"kind": given["new_kind"], "name": given["name"]}
    _act(language, proposal_id, "accept", request, given)


@review.command()
@click.argument("proposal_id")
@corrections_option
@author_option
@workspace_option
@json_option
@click.pass_obj
def edit(language: str, /, proposal_id: str, **given: Any) -> None:
    """Correct a proposal; it stays in the queue, or comes back to it."""
    request = {"edit": dict(given["corrections"])}
    _act(language, proposal_id, "edit", request, given)


@review.command()
@click.argument("proposal_id")
@click.option("--reason", help="Why.")
@author_option
@workspace_option
@json_option
@click.pass_obj
def reject(language: str, /, proposal_id: str, **given: Any) -> None:
    """Reject a proposal."""
    request = {"reason": given["reason"]}
    _act(language, proposal_id, "reject", request, given)


@review.command()
@click.argument("proposal_id")
@click.argument("into_id")
@author_option
@workspace_option
@json_option
@click.pass_obj
def merge(language: str, /, proposal_id: str, into_id: str, **given: Any) -> None:
    """Say that a proposal only repeats another one."""
    _act(language, proposal_id, "merge", {"into": into_id}, given)


@review.command()
@click.argument("proposal_id", required=False)
@click.option("--batch", help="Undo everything that was decided in this one act.")
@author_option
@workspace_option
@json_option
@click.pass_obj
def undo(
    language: str, /, proposal_id: str | None, batch: str | None, author: str | None, workspace: Path, as_json: bool
) -> None:  # fmt: skip
    """Take back the newest decision about a proposal, or a whole batch."""
    found = _reviewing(workspace).undo(author or _user(), proposal_id, batch)
    if as_json:
        print_json(found)
        return
    click.echo(f"已撤销 · {found['batch']}" if language == "zh" else f"undone · {found['batch']}")


@review.command()
@click.option("--min-confidence", type=Share(), default=0.8, show_default=True, help="How sure (0 to 1).")
@click.option("--document", help="Only of this document.")
@click.option("--new", is_flag=True, help="Rows of tables may add things that are like nothing known.")
@author_option
@workspace_option
@json_option
@click.pass_obj
def bulk(language: str, /, workspace: Path, as_json: bool, **given: Any) -> None:
    """Accept everything that is sure enough, as one act that can be undone as a whole."""
    author = given["author"] or _user()
    found = _reviewing(workspace).bulk(given["min_confidence"], given["document"], author, new=given["new"])
    if as_json:
        print_json(found)
        return
    for one in found["left"]:
        click.echo(f"  {one['id']}: {one['problems'][0]['message'][language]}", err=True)
    numbers = (len(found["accepted"]), len(found["left"]), found["batch"] or "—")
    words = "接受 {} 条，留下 {} 条 · {}" if language == "zh" else "{} accepted, {} left · {}"
    click.echo(words.format(*numbers))


def _act(language: str, proposal: str, action: str, request: dict[str, Any], given: dict[str, Any]) -> None:
    found = _reviewing(given["workspace"]).act(proposal, action, given["author"] or _user(), request)
    if given["as_json"]:
        print_json(found)
        return
    _tell_line(found["item"], language)
    click.echo(found["batch"])


def _user() -> str:
    """Who runs the command, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return os.environ.get("USER", "")


def _tell_line(one: dict[str, Any], language: str) -> None:
    claim, becomes = one["claim"], one["becomes"]
    about = one["entity"]["name"] if one["entity"] else claim["subject"] or "?"
    said = becomes["text"][language] if becomes else f"“{claim['quote']}”"
    named = becomes["label"][language] if becomes and becomes["label"] else one["label"][language]
    click.echo(f"{MARKS[one['status']]} {one['id']} {claim['confidence']:.2f}  {about} · {named}: {said}")
    for problem in one["problems"]:
        click.echo(f"      {problem['message'][language]}")


def tell_counts(counts: dict[str, int], language: str, mark: str) -> str:
    """How many proposals have which status, without those that none has."""
    from yuantu.workspace.labels import STATUS_LABELS

    return mark.join(f"{STATUS_LABELS[name][language]} {count}" for name, count in counts.items())


def _tell_item(one: dict[str, Any], language: str) -> None:
    from yuantu.ontology.claimwords import thing_label
    from yuantu.workspace.labels import ACTION_LABELS

    _tell_line(one, language)
    if one["row"]:
        _tell_row(one["row"])
    else:
        text, (start, end) = one["sentence"]["text"], one["sentence"]["span"]
        click.echo(f"  {text[:start]}【{text[start:end]}】{text[end:]}")
    click.echo(f"  {one['document_name']} ({one['document']}) · {one['claim']['method']}")
    for candidate in one["entity_candidates"]:
        kind = thing_label(candidate["kind"]).text(language)
        click.echo(f"    {candidate['score']:.2f} {candidate['name']} ({kind}) {candidate['id']}")
    if one["becomes"] and one["becomes"]["held"]:
        for value in one["becomes"]["held"]["values"]:
            click.echo(f"  ↔ {value['text'][language]}  [{', '.join(value['statements'])}]")
    for event in one["history"]:
        sign = " " if event["in_force"] else "×"
        action = ACTION_LABELS[event["action"]][language]
        click.echo(f"  {sign} {event['at']} {event['author']} {action} {event['batch']}")


def _tell_row(row: dict[str, Any]) -> None:
    """The row of a table, a line a cell, the one that is meant in brackets."""
    if row["title"]:
        click.echo(f"  {row['title']}")
    for place, cell in enumerate(row["cells"]):
        words = f"【{cell['text']}】" if place == row["at"] else cell["text"] or "—"
        click.echo(f"    {cell['place'] or '':>8}  {cell['heading']}: {words}")
