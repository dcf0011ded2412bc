"""How does one start the page and the API from the command line?"""

import shlex
from pathlib import Path

import click

from yuantu.cli.options import Whole, workspace_option


def serve_workspace(workspace: Path, host: str, port: int, language: str, command: str) -> None:
    """Serve a workspace; `command` is what to run instead when the port is taken, the port itself left out."""
    from yuantu.api import server
    from yuantu.workspace.workspace import Workspace

    opened = Workspace.open(workspace)
    server.check_port(host, port, command)
    words = "页面已就绪：{}（Ctrl+C 结束）" if language == "zh" else "Serving the page at {} (Ctrl+C to stop)"
    server.serve(opened, host, port, lambda address: click.echo(words.format(address)))


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=Whole(1, 65_535), default=8080, show_default=True)
@workspace_option
@click.pass_obj
def serve(language: str, host: str, port: int, workspace: Path) -> None:
    """Serve the page and the API of a workspace."""
    elsewhere = "" if host == "127.0.0.1" else f" --host {shlex.quote(host)}"
    command = f"yuantu serve --workspace {shlex.quote(str(workspace))}{elsewhere} --port "
    serve_workspace(workspace, host, port, language, command)
