"""Which chains are there?

One YAML file per chain: those that come with Yuantu, those that packs brought (`chains/packs` of a workspace), and the
workspace's own (`chains`). A later one takes the place of an earlier one that has the same file name.
"""

from functools import lru_cache
from pathlib import Path

from yuantu.chain.gaps import Links
from yuantu.chain.makers import Placer
from yuantu.chain.model import Chain
from yuantu.chain.reading import read_chain_file
from yuantu.errors import NotFound, Problem

PACKAGED = Path(__file__).parent / "chains"


class Library:
    """The chains that a workspace has. Files are read when they are asked for, and again when they have changed."""

    def __init__(self, own: Path | None = None) -> None:
        self._own = own

    def names(self) -> list[str]:
        """The ids of all chains, which are the names of their files, in order."""
        return sorted(self._files())

    def get(self, name: str) -> Chain:
        """The chain of that id. Raises NotFound, or BadInput with everything that is wrong in its file."""
        files = self._files()
        if name not in files:
            raise NotFound(
                Problem("chain_unknown", {"id": name[:80], "known": ", ".join(sorted(files)) or "–"})
            )
        state = files[name].stat()
        return _read(files[name], (state.st_mtime_ns, state.st_size))

    def _files(self) -> dict[str, Path]:
        """The file of each chain; a later folder takes the place of an earlier one."""
        own = self._own
        folders = [PACKAGED, *sorted(own.glob("packs/*")), own] if own else [PACKAGED]
        return {file.stem: file for folder in folders for file in sorted(folder.glob("*.yaml"))}


@lru_cache(maxsize=64)
def placer_of(chain: Chain) -> Placer:
    """What companies are placed on a chain with."""
    return Placer(chain)


@lru_cache(maxsize=64)
def links_of(chain: Chain) -> Links:
    """The two graphs of a chain."""
    return Links(chain)


@lru_cache(maxsize=64)
def _read(file: Path, _state: tuple[int, int]) -> Chain:
    """A file as it was when it changed last."""
    return read_chain_file(file)
