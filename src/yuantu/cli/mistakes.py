"""What did a person type that no command understands, and how is it said?

click speaks English sentences; here its mistakes become problems with words in both languages.
"""

import json
from typing import IO, Any

import click

from yuantu.errors import BadInput, Problem, YuantuError


class Failure(click.ClickException):
    """An error on its way out: its words on stderr, with `--json` one object on stdout, and the exit code."""

    def __init__(self, error: YuantuError, language: str, *, as_json: bool) -> None:
        super().__init__(error.problem.text(language))
        self.error = error
        self.language = language
        self.as_json = as_json
        self.exit_code = 2 if isinstance(error, BadInput) else 1  # type: ignore[misc]

    def show(self, file: IO[Any] | None = None) -> None:
        for problem in self.error.problems:
            click.echo(problem.text(self.language), file=file, err=True)
        if self.as_json:
            click.echo(json.dumps(self.error.to_json(), ensure_ascii=False, indent=2))


def problem_of_usage(mistake: click.UsageError) -> Problem:
    """The problem that a mistake in the command line is."""
    command = mistake.ctx.command_path if mistake.ctx else "yuantu"
    unknown = getattr(mistake, "command_name", None)
    if unknown is not None:
        return Problem("command_unknown", {"value": unknown, "command": command})
    if isinstance(mistake, click.NoSuchOption):
        return Problem("option_unknown", {"value": mistake.option_name, "command": command})
    if isinstance(mistake, click.MissingParameter):
        return Problem("option_missing", {"command": command}, _name(mistake.param))
    return Problem("command_usage", {"reason": mistake.format_message().rstrip("."), "command": command})


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return ""
    return parameter.opts[0] if isinstance(parameter, click.Option) else (parameter.name or "").upper()
