"""Where is the pack that comes with Yuantu?"""

from pathlib import Path

from yuantu.errors import NotFound, Problem

BUILT_IN = "jiangmen"


def built_in_pack(name: str = BUILT_IN) -> Path:
    """The folder of a pack that ships with the package: inside a wheel, or beside the source tree."""
    package = Path(__file__).parents[1]
    for folder in (package / "packs" / name, package.parents[1] / "packs" / name):
        if (folder / "manifest.yaml").is_file():
            return folder
    raise NotFound(Problem("entity_unknown", {"id": name}))
