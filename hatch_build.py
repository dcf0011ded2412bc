"""How do the built page and the compiled kernels get into the package?

The page's source is `web/`, its build goes to `src/yuantu/api/page`, which is not committed. A source
archive carries the built page, so that a wheel is made from it without Node.

The kernels' sources are `src/yuantu/engines/native/*.c`; they are compiled in place, for a wheel and for an editable
installation alike. A wheel with libraries inside is one for this platform; without a compiler it is a pure one.
"""

import importlib.util
import shutil
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NO_NPM = (
    "The page is not built (src/yuantu/api/page/index.html is missing) and npm is not on PATH. "
    "Install Node 20.19 or newer and try again, run `make page`, or install a wheel: it has the page inside."
)


class PackageHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the kernels, builds the page when it is missing, adds the packs to a wheel."""

    def dependencies(self) -> list[str]:
        """What a build needs besides hatchling: a C compiler from PyPI where the machine has none."""
        needs: list[str] = native_building(Path(self.root)).needs() if self.target_name == "wheel" else []
        return needs

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if self.target_name == "wheel":
            compile_kernels(root, build_data)
        if version == "editable":
            return
        if self.target_name == "wheel":
            build_data["force_include"][str(root / "packs")] = "yuantu/packs"
        if not (root / "src/yuantu/api/page/index.html").exists():
            build_page(root / "web")


def native_building(root: Path) -> ModuleType:
    """The module that knows how to compile; the package around it is not installed yet."""
    source = root / "src/yuantu/engines/native/building.py"
    spec = importlib.util.spec_from_file_location("native_building", source)
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{source} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def compile_kernels(root: Path, build_data: dict[str, Any]) -> None:
    """Compile in place; a wheel then carries the libraries and the name of the platform."""
    building = native_building(root)
    try:
        libraries = building.build()
    except building.NoCompiler:
        return
    build_data["artifacts"] += [library.relative_to(root).as_posix() for library in libraries]
    build_data["pure_python"] = False
    build_data["tag"] = f"py3-none-{building.platform_tag()}"


def build_page(web: Path) -> None:
    """Install what the page is built with, exactly as locked, and build it."""
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError(NO_NPM)
    for arguments in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
        subprocess.run([npm, *arguments], cwd=web, check=True)  # noqa: S603 the locked build of our own page
