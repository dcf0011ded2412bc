"""How is the API served, and what when the port is taken?"""

import errno
import socket
from collections.abc import Callable
from contextlib import closing

import uvicorn

from yuantu.api.app import create_app
from yuantu.errors import BadInput, Problem
from yuantu.workspace.workspace import Workspace

TRIED_PORTS = 50
LONGEST_REQUEST_HEAD = 256 * 1024  # the longest sentence in an address: nine characters for each Chinese one
LAST_PORT = 65_535
FALLBACK_PORTS = range(18_080, 18_100)


def check_port(host: str, port: int, command: str) -> None:
    """Raise BadInput when `port` is taken, naming the next free one and the command that uses it.

    `command` ends where the port goes. A host that nothing can be served on is named as such.
    """
    refusal = _try(host, port)
    if refusal is None:
        return
    if refusal.errno != errno.EADDRINUSE:
        reason = refusal.strerror or str(refusal)
        raise BadInput(Problem("host_unusable", {"host": host, "port": str(port), "reason": reason}))
    above = range(port + 1, min(port + TRIED_PORTS, LAST_PORT) + 1)
    free = next((one for one in (*above, *FALLBACK_PORTS) if _try(host, one) is None), port)
    raise BadInput(
        Problem("port_taken", {"port": str(port), "free": str(free), "command": f"{command}{free}"}, "--port")
    )


def serve(workspace: Workspace, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted. `ready` is told the address once the workspace has been opened."""
    _ = workspace.session  # an empty workspace should fail here, not at the first request
    config = uvicorn.Config(
        create_app(workspace), host=host, port=port, log_level="warning", access_log=False,
        h11_max_incomplete_event_size=LONGEST_REQUEST_HEAD,
    )  # fmt: skip
    ready(f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}")
    uvicorn.Server(config).run()


def _try(host: str, port: int) -> OSError | None:
    """What the system says against serving there, or None."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with closing(socket.socket(family, kind, protocol)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as refusal:
        return refusal
    return None
