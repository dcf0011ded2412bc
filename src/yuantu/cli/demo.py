"""What does a stranger see first?

Builds the demo workspace from the built-in pack, answers the house case in the terminal, serves the page.
"""

import os
from pathlib import Path

import click

from yuantu.cli.building import tell_build
from yuantu.cli.options import Whole
from yuantu.cli.serving import serve_workspace
from yuantu.cli.shortlists import match_lines
from yuantu.workspace import days


@click.command()
@click.option(
    "--workspace", type=click.Path(path_type=Path), default=Path("demo-workspace"), show_default=True
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=Whole(1, 65_535), default=8080, show_default=True)
@click.option("--no-serve", is_flag=True, help="Stop after the answer in the terminal.")
@click.pass_obj
def demo(language: str, workspace: Path, host: str, port: int, no_serve: bool) -> None:
    """Build the demo workspace, answer the house case and serve the page."""
    from yuantu.workspace import asking
    from yuantu.workspace.packs import built_in_pack
    from yuantu.workspace.workspace import Workspace

    opened = Workspace.create(workspace)
    tell_build(opened.build([built_in_pack()]), language)
    session = opened.session
    sentence = session.description["house_case"][language]
    click.echo(f"\n“{sentence}”\n")
    brief = asking.read_sentence(sentence, days.today(), session)
    click.echo("\n".join(match_lines(asking.match(session, brief, None), language)))
    click.echo("")
    if not no_serve:
        # make says in the environment of its commands how deep it is: whoever typed make is told to type make.
        command = "make demo PORT=" if "MAKELEVEL" in os.environ else "yuantu demo --port "
        serve_workspace(workspace, host, port, language, command)
