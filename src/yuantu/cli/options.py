"""Which options do several commands share, and how is an answer printed?"""

import functools
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from yuantu.errors import BadInput, Refusal
from yuantu.workspace import days

Command = TypeVar("Command", bound=Callable[..., Any])
Read = TypeVar("Read")
DEFAULT_WORKSPACE = Path("yuantu-workspace")


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day, written 2024-06-30."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        return value if isinstance(value, date) else _at(param, days.read_day, value)


class Instant(click.ParamType):  # type: ignore[type-arg]
    """An instant, written 2026-11-22T10:00:00Z; a day alone means its end."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return _at(param, days.read_instant, value)


class Whole(click.IntRange):
    """A whole number within bounds."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        return _at(param, self._read, str(value))

    def _read(self, words: str) -> int:
        try:
            number = int(words)
        except ValueError:
            raise Refusal("value_whole_number", value=words[:40]) from None
        if self.min is not None and number < self.min:
            raise Refusal("value_too_small", value=words[:40], limit=self.min)
        if self.max is not None and number > self.max:
            raise Refusal("value_too_large", value=words[:40], limit=self.max)
        return number


class Correction(click.ParamType):  # type: ignore[type-arg]
    """A correction, written KEY=VALUE; a number or null is read as JSON, anything else as words."""

    name = "key=value"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Any]:
        if isinstance(value, tuple):
            return value
        key, sign, words = str(value).partition("=")
        if not sign:
            raise BadInput(
                Refusal("option_correction", value=str(value)[:40]).problem.at(param.opts[0] if param else "")
            )
        from yuantu.facts.cards import NUMBERS

        if words == "null" or key in NUMBERS:
            try:
                return key, json.loads(words)
            except ValueError:
                return key, words
        return key, words


class OneOf(click.Choice):  # type: ignore[type-arg]
    """One of a few words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return _at(param, self._read, str(value))

    def _read(self, words: str) -> str:
        if words not in self.choices:
            raise Refusal("option_choice", value=words[:40], known=", ".join(self.choices))
        return words


def workspace_option(command: Command) -> Command:
    """`--workspace FOLDER`."""
    return click.option(
        "--workspace", type=click.Path(path_type=Path), default=DEFAULT_WORKSPACE, show_default=True,
        help="The workspace folder.",
    )(command)  # fmt: skip


def json_option(command: Command) -> Command:
    """`--json`, as the argument `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(command)


def as_of_option(command: Command) -> Command:
    """`--as-of DAY`."""
    return click.option("--as-of", type=Day(), help="The day that is asked about (2024-06-30).")(command)


def today_option(command: Command) -> Command:
    """`--today DAY`: the same answer on every day that it is asked."""
    return click.option("--today", type=Day(), help="Take this day for today.")(command)


def day_option(command: Command) -> Command:
    """`--as-of` and `--today` as the one argument `day`: the day asked about, else today."""

    @functools.wraps(command)
    def with_day(*arguments: Any, as_of: date | None, today: date | None, **options: Any) -> Any:
        return command(*arguments, day=as_of or today or days.today(), **options)

    return as_of_option(today_option(cast(Command, with_day)))


def known_at_option(command: Command) -> Command:
    """`--known-at INSTANT`."""
    return click.option(
        "--known-at", type=Instant(), help="What was known at that instant (2026-11-22T10:00:00Z)."
    )(command)


def print_json(answer: Any) -> None:
    """One JSON object on stdout."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def _at(param: click.Parameter | None, read: Callable[[str], Read], value: str) -> Read:
    """Read an option's value; a refusal says at which option."""
    try:
        return read(value)
    except Refusal as refusal:
        raise BadInput(refusal.problem.at(param.opts[0] if param else "")) from refusal
