"""How does a chain of one's own come into a workspace?

A YAML file is checked and copied, a list of edges is turned into one; either way nothing is kept of a file with a
mistake.
"""

from pathlib import Path
from typing import Any

from yuantu.chain.edgelists import Title, chain_of_edges
from yuantu.chain.model import Chain
from yuantu.chain.reading import ID, read_chain
from yuantu.errors import BadInput, Problem, WorkspaceError
from yuantu.workspace import chainparts as parts
from yuantu.workspace.workspace import Workspace

YAML = frozenset({".yaml", ".yml"})


def check_file(path: Path, title: Title) -> dict[str, Any]:
    """Whether a chain or a list of edges is whole, and its size. Raises BadInput with every mistake."""
    chain, _ = _read(path, title)
    return parts.head(chain)


def import_chain(workspace: Workspace, path: Path, title: Title, *, replace: bool = False) -> dict[str, Any]:
    """Keep a chain in the workspace. Raises BadInput with every mistake, WorkspaceError where one is there already."""
    chain, text = _read(path, title)
    folder = workspace.folder.chains
    target = folder / f"{chain.id}.yaml"
    if target.exists() and not replace:
        raise WorkspaceError(Problem("file_exists", {"path": str(target)}))
    folder.mkdir(exist_ok=True)
    target.write_bytes(text)
    return parts.head(chain) | {"file": str(target)}


def _read(path: Path, title: Title) -> tuple[Chain, bytes]:
    if path.suffix.lower() in YAML:
        data = path.read_bytes()
        chain = read_chain(data, path.name)
        if not ID.fullmatch(chain.id):
            raise BadInput(Problem("chain_id", {"value": chain.id[:80]}, path.name))
        return chain, data
    if not ID.fullmatch(title.id):
        raise BadInput(Problem("chain_id", {"value": title.id[:80]}, "--id"))
    data = chain_of_edges(path, title).encode()
    return read_chain(data, path.name), data
