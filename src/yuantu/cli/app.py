"""Which commands are there, and how do their errors reach a person?

Each command lives in a module of its own that is imported when it is called. An error that is meant for a
person is printed in the language asked for, without a traceback: exit code 2 for input that cannot be used,
1 for everything else.
"""

import importlib
import json
import os
import sys
from typing import Any

import click

from yuantu.errors import BadInput, YuantuError
from yuantu.version import VERSION

COMMANDS = {
    "demo": ("yuantu.cli.demo", "demo", "Build the demo workspace, answer the house case and serve the page."),
    "init": ("yuantu.cli.building", "init", "Make an empty workspace."),
    "build": ("yuantu.cli.building", "build", "Read packs into a workspace."),
    "samples": ("yuantu.cli.building", "samples", "Write a pack of invented inventory (示例)."),
    "brief": ("yuantu.cli.asking", "brief", "Show how a sentence is understood."),
    "match": ("yuantu.cli.asking", "match", "Find sites for a sentence or a brief."),
    "show": ("yuantu.cli.showing", "show", "Show one thing: statement, entity, regions, minutes, conflicts …"),
    "serve": ("yuantu.cli.serving", "serve", "Serve the page and the API."),
    "export": ("yuantu.cli.exporting", "export", "Write a table with its sources to a file."),
}


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

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except YuantuError as error:
            _tell(error)
            sys.exit(2 if isinstance(error, BadInput) else 1)


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, message="yuantu %(version)s")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of answers (default: YUANTU_LANG or zh).")
@click.pass_context
def app(ctx: click.Context, lang: str | None) -> None:
    """Yuantu 园图: the open investment navigator. One map, one chain graph, one ledger of sourced facts."""
    ctx.obj = lang or os.environ.get("YUANTU_LANG", "zh")


def _tell(error: YuantuError) -> None:
    """The error on stderr; with `--json` also as one object on stdout, in the shape that the API uses."""
    language = _language()
    for problem in error.problems:
        click.echo(problem.text(language), err=True)
    if "--json" in sys.argv:
        click.echo(json.dumps(error.to_json(), ensure_ascii=False, indent=2))


def _language() -> str:
    arguments = sys.argv
    if "--lang" in arguments[:-1]:
        return arguments[arguments.index("--lang") + 1]
    return os.environ.get("YUANTU_LANG", "zh")
