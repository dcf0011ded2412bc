"""Which options do several commands share, and how is an answer printed?"""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from yuantu.errors import Refusal

Command = TypeVar("Command", bound=Callable[..., Any])
DEFAULT_WORKSPACE = Path("yuantu-workspace")


class Day(click.ParamType):
    """A day, written 2024-06-30."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise Refusal("option_date", value=value) from None


def workspace_option(command: Command) -> Command:
    return click.option(
        "--workspace", type=click.Path(path_type=Path), default=DEFAULT_WORKSPACE, show_default=True,
        help="The workspace folder.",
    )(command)  # fmt: skip


def json_option(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(command)


def as_of_option(command: Command) -> Command:
    return click.option("--as-of", type=Day(), help="The day that is asked about (2024-06-30).")(command)


def today_option(command: Command) -> Command:
    return click.option("--today", type=Day(), help="Take this day for today.")(command)


def print_json(answer: Any) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
