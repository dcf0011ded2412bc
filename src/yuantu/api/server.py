"""How is the API served, and what when the port is taken?"""

import socket
from collections.abc import Callable
from contextlib import closing

import uvicorn

from yuantu.api.app import create_app
from yuantu.errors import BadInput, Problem
from yuantu.workspace.workspace import Workspace

TRIED_PORTS = 50


def check_port(host: str, port: int, command: str) -> None:
    """Raise BadInput when `port` is taken, naming the next free one and the command that uses it."""
    if _is_free(host, port):
        return
    free = next((one for one in range(port + 1, min(port + TRIED_PORTS, 65_535) + 1) if _is_free(host, one)), 0)
    params = {"port": str(port), "free": str(free), "command": command.format(port=free)}
    raise BadInput(Problem("port_taken", params))


def serve(workspace: Workspace, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted. `ready` is told the address once the workspace has been opened."""
    _ = workspace.session  # an empty workspace should fail here, not at the first request
    config = uvicorn.Config(create_app(workspace), host=host, port=port, log_level="warning", access_log=False)
    ready(f"http://{host}:{port}")
    uvicorn.Server(config).run()


def _is_free(host: str, port: int) -> bool:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True
