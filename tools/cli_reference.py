"""How does docs/reference/cli.md keep up with the command line?

`python tools/cli_reference.py` writes the page from the help that the commands print; a test fails while it differs.
"""  # noqa: INP001 — a script, not a package

from collections.abc import Iterator
from pathlib import Path

import click

from yuantu.cli.app import app

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "cli.md"
WIDTH = 100
HEAD = """\
# Command line

Every command with its options, as `-h` prints them. This page is made by `python tools/cli_reference.py`; a test
fails when it differs from the commands.

What holds for all of them:

- **Language.** `--lang zh` or `--lang en` may stand before or behind the command: `yuantu --lang en match …`.
  Without it the variable `YUANTU_LANG` decides, else Chinese.
- **Days** are written `2024-06-30`.
- **Workspace.** `--workspace` names the folder, `yuantu-workspace` in the current folder when left out.
- **`--json`** prints one JSON object on stdout and nothing else there; messages go to stderr. The objects are those
  of the [HTTP API](api.md); that of `match` is described [on its own page](match.md).
- **Exit code** 0: done. 2: something given cannot be used as it is (a value, an option, a file, a pack). 1: an id,
  place or workspace that is not there. An error is said in one or more sentences, each with place, value and fix;
  with `--json` also as an object on stdout, in [the API's shape](api.md#errors).
- **Samples** (示例) are never mixed in unless `--with-samples` asks for them.
"""


def walk(
    command: click.Command, name: str, above: click.Context | None = None
) -> Iterator[tuple[str, click.Context]]:
    """Every command from `command` down, as (what one types, context that prints its help)."""
    settings = {"terminal_width": WIDTH, "max_content_width": WIDTH, **command.context_settings}
    context = click.Context(command, info_name=name, parent=above, **settings)
    yield context.command_path, context
    if isinstance(command, click.Group):
        for one in command.list_commands(context):
            found = command.get_command(context, one)
            if found is not None:
                yield from walk(found, one, context)


def render() -> str:
    """The whole page."""
    parts = [HEAD]
    for typed, context in walk(app, "yuantu"):
        help_text = "\n".join(line.rstrip() for line in context.command.get_help(context).splitlines())
        parts.append(f"## `{typed}`\n\n```text\n{help_text}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
