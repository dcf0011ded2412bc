"""How does one ask for sites on the command line?"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from yuantu.cli.options import as_of_option, json_option, print_json, today_option, workspace_option
from yuantu.errors import BadInput, Problem


@click.command()
@click.argument("sentence")
@today_option
@json_option
@click.pass_obj
def brief(language: str, sentence: str, today: date | None, as_json: bool) -> None:
    """Show how SENTENCE is understood. Needs no workspace."""
    from yuantu.match.sentence import parse_sentence

    understood = parse_sentence(sentence, today or date.today()).to_json()
    if as_json:
        print_json(understood)
        return
    from yuantu.cli.shortlists import brief_lines

    click.echo("\n".join(brief_lines(understood, language)))


@click.command()
@click.argument("sentence", required=False)
@click.option("--brief", "brief_file", type=click.Path(path_type=Path), help="A brief as TOML or JSON instead.")
@as_of_option
@click.option("--with-samples", is_flag=True, help="Mix in 示例 inventory; every sample is marked.")
@click.option("--top", type=click.IntRange(1, 10_000), default=5, show_default=True, help="At most so many per list.")
@today_option
@workspace_option
@json_option
@click.pass_obj
def match(
    language: str,
    sentence: str | None,
    brief_file: Path | None,
    as_of: date | None,
    with_samples: bool,
    top: int,
    today: date | None,
    workspace: Path,
    as_json: bool,
) -> None:
    """Find sites for SENTENCE, or for a brief in a file."""
    from yuantu.workspace import asking
    from yuantu.workspace.workspace import Workspace

    session = Workspace.open(workspace).session
    day = today or date.today()
    if brief_file is not None:
        asked = _read_file(brief_file, day)
    else:
        asked = asking.read_sentence(sentence or "", day, session)
    answer = asking.match(session, asked, as_of, samples=with_samples, top=top)
    if as_json:
        print_json(answer)
        return
    from yuantu.cli.shortlists import match_lines

    click.echo("\n".join(match_lines(answer, language)))


def _read_file(path: Path, day: date) -> Any:
    from yuantu.workspace import asking

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(Problem("file_unreadable", {"path": str(path), "reason": str(error)})) from error
    if path.suffix.lower() != ".json":
        return asking.read_toml(text, day, str(path))
    try:
        return asking.read_document(json.loads(text), day)
    except json.JSONDecodeError as error:
        raise BadInput(Problem("file_unreadable", {"path": str(path), "reason": str(error)})) from error
