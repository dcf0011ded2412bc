"""Which chains does a pack bring?

Those in its folder `chains`. They are checked before anything of the pack is read, so that a pack with a broken chain
changes nothing; and they replace those that the pack brought before.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from yuantu.chain.reading import read_chain_file
from yuantu.workspace.folder import Folder


def check_packs(packs: Sequence[Path]) -> None:
    """Read the chains of packs. Raises BadInput with every mistake of the first that has one."""
    for file in (file for pack in packs for file in sorted((pack / "chains").glob("*.yaml"))):
        read_chain_file(file)


def take_in(folder: Folder, pack: Path, identifier: str) -> None:
    """Keep the chains of a pack in the workspace, under the id of the pack."""
    target = folder.chains / "packs" / identifier
    shutil.rmtree(target, ignore_errors=True)
    files = sorted((pack / "chains").glob("*.yaml"))
    if files:
        target.mkdir(parents=True)
    for file in files:
        shutil.copyfile(file, target / file.name)
