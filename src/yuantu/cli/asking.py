"""How does one ask for sites on the command line?"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from yuantu.cli.options import Whole, as_of_option, json_option, print_json, today_option, workspace_option
from yuantu.cli.quick import brief_words
from yuantu.errors import BadInput, Problem
from yuantu.workspace import days


@click.command()
@click.argument("sentence")
@today_option
@json_option
@click.pass_obj
def brief(language: str, sentence: str, today: date | None, as_json: bool) -> None:
    """Show how SENTENCE is understood. Needs no workspace."""
    click.echo(brief_words(sentence, today or days.today(), language, as_json=as_json))


@click.command()
@click.argument("sentence", required=False)
@click.option(
    "--brief", "brief_file", type=click.Path(path_type=Path), help="A brief as TOML or JSON instead."
)
@as_of_option
@click.option("--with-samples", is_flag=True, help="Mix in 示例 inventory; every sample is marked.")
@click.option("--top", type=Whole(1, 10_000), default=5, show_default=True, help="At most so many per list.")
@today_option
@workspace_option
@json_option
@click.pass_obj
def match(  # noqa: PLR0913, PLR0917 — click passes one argument per option
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

    if sentence is not None and brief_file is not None:
        raise BadInput(Problem("brief_and_file", place="--brief"))
    session = Workspace.open(workspace).session
    day = today or days.today()
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
    """The brief in a file: JSON by its ending, else TOML."""
    from yuantu.workspace import asking

    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(Problem("file_not_utf8", {"path": str(path)})) from error
    except OSError as error:
        params = {"path": str(path), "reason": error.strerror or str(error)}
        raise BadInput(Problem("file_refused", params)) from error
    if path.suffix.lower() != ".json":
        return asking.read_toml(text, day, str(path))
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        params = {"line": str(error.lineno), "reason": error.msg}
        raise BadInput(Problem("json_broken", params, str(path))) from error
    except RecursionError as error:
        raise BadInput(Problem("brief_no_object", place=str(path))) from error
    return asking.read_document(document, day, str(path))
