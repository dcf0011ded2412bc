"""Which commands are there, and how do their errors reach a person?

Each command lives in a module of its own that is imported when it is called. Whatever goes wrong is said in
the language asked for, without a traceback: exit code 2 for input that cannot be used, 1 for everything else.
"""

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from yuantu.cli.mistakes import Failure, problem_of_usage
from yuantu.cli.options import OneOf
from yuantu.cli.quick import preferred_language
from yuantu.errors import BadInput, Problem, WorkspaceError, YuantuError
from yuantu.version import VERSION

COMMANDS = {
    "demo": (
        "yuantu.cli.demo",
        "demo",
        "Build the demo workspace, answer the house case and serve the page.",
    ),
    "init": ("yuantu.cli.building", "init", "Make an empty workspace."),
    "build": ("yuantu.cli.building", "build", "Read packs into a workspace."),
    "samples": ("yuantu.cli.building", "samples", "Write a pack of invented inventory (示例)."),
    "brief": ("yuantu.cli.asking", "brief", "Show how a sentence is understood."),
    "match": ("yuantu.cli.asking", "match", "Find sites for a sentence or a brief."),
    "compare": ("yuantu.cli.comparing", "compare", "Put a few candidates side by side."),
    "outcome": (
        "yuantu.cli.outcomes",
        "outcome",
        "Record what became of matches; report whether scores told it.",
    ),
    "read": ("yuantu.cli.reading", "read", "Read a text or document into claims with exact spans."),
    "show": (
        "yuantu.cli.showing",
        "show",
        "Show one thing: statement, entity, regions, minutes, conflicts …",
    ),
    "same": ("yuantu.cli.naming", "same", "Say whether two names mean the same thing."),
    "identity": (
        "yuantu.cli.naming",
        "identity",
        "Find duplicates; merge, split, undo; read who judged what.",
    ),
    "document": ("yuantu.cli.documents", "document", "Take in documents and propose what they claim."),
    "review": ("yuantu.cli.reviewing", "review", "Review what documents claim: accept, edit, reject, undo."),
    "chain": ("yuantu.cli.chains", "chain", "Industry chains: who makes what where, what is missing."),
    "serve": ("yuantu.cli.serving", "serve", "Serve the page and the API."),
    "export": ("yuantu.cli.exporting", "export", "Write a table with its sources to a file."),
}
LANGUAGES = ("zh", "en")
GIVEN = "yuantu.arguments"  # where the words of the command line are kept for a message about them


class Lazy(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_text) for name, (_, _, help_text) in COMMANDS.items()])

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        given = _language_first(args)
        with _words(given):
            context = super().make_context(info_name, list(given), parent, **extra)
        context.meta[GIVEN] = given
        return context

    def invoke(self, ctx: click.Context) -> Any:
        with _words(ctx.meta[GIVEN]):
            return super().invoke(ctx)


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, message="yuantu %(version)s")
@click.option("--lang", type=OneOf(LANGUAGES), help="Language of answers (default: YUANTU_LANG or zh).")
@click.pass_context
def app(ctx: click.Context, lang: str | None) -> None:
    """Yuantu 园图: the open investment navigator. One map, one chain graph, one ledger of sourced facts."""
    ctx.obj = lang or _language([])


@contextmanager
def _words(arguments: list[str]) -> Iterator[None]:
    """Turn every error into a `Failure`, which click prints; with `--json` it is also an object on stdout."""
    try:
        yield
    except click.UsageError as mistake:
        if type(mistake).__name__ == "NoArgsIsHelpError":  # no mistake: the help is printed
            raise
        raise _failure(BadInput(problem_of_usage(mistake)), arguments) from mistake
    except YuantuError as error:
        raise _failure(error, arguments) from error
    except BrokenPipeError:
        raise
    except OSError as refusal:
        params = {"path": str(refusal.filename or ""), "reason": refusal.strerror or str(refusal)}
        raise _failure(WorkspaceError(Problem("file_refused", params)), arguments) from refusal
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as bug:
        if os.environ.get("YUANTU_TRACE"):
            raise
        reason = f"{type(bug).__name__}: {bug}"
        raise _failure(YuantuError(Problem("unexpected", {"reason": reason})), arguments) from bug


def _failure(error: YuantuError, arguments: list[str]) -> Failure:
    return Failure(error, _language(arguments), as_json="--json" in arguments)


def _language_first(arguments: list[str]) -> list[str]:
    """`--lang en` may stand anywhere before a `--`; the group reads it in front of the command."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    for place, word in enumerate(arguments[:end]):
        length = 2 if word == "--lang" else 1
        if (word == "--lang" and place + 1 < end) or word.startswith("--lang="):
            return [*arguments[place : place + length], *arguments[:place], *arguments[place + length :]]
    return list(arguments)


def _language(arguments: list[str]) -> str:
    """The language asked for, also when the command line could not be read to its end."""
    front = _language_first(arguments)[:2]
    chosen = "".join(front[1:2]) if front[:1] == ["--lang"] else "".join(front[:1]).removeprefix("--lang=")
    return chosen if chosen in LANGUAGES else preferred_language()
