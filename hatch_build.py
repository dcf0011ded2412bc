"""How does the built page get into the package?

The page's source is `web/`, its build goes to `src/yuantu/api/page`, which is not committed. A source
archive carries the built page, so that a wheel is made from it without Node.
"""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NO_NPM = (
    "The page is not built (src/yuantu/api/page/index.html is missing) and npm is not on PATH. "
    "Install Node 20.19 or newer and try again, run `make page`, or install a wheel: it has the page inside."
)


class PageHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the page when it is missing; adds the packs to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        if self.target_name == "wheel":
            build_data["force_include"][str(root / "packs")] = "yuantu/packs"
        if not (root / "src/yuantu/api/page/index.html").exists():
            build_page(root / "web")


def build_page(web: Path) -> None:
    """Install what the page is built with, exactly as locked, and build it."""
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError(NO_NPM)
    for arguments in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
        subprocess.run([npm, *arguments], cwd=web, check=True)  # noqa: S603 the locked build of our own page
