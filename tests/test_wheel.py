"""Is a wheel complete: made from the source archive without Node, with page, pack and compiled kernels inside?"""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from yuantu.engines.native import building

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "src/yuantu/api/page/index.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive and the wheel made from it, on a machine whose npm does not work."""
    if not PAGE.exists():
        pytest.skip("the page is not built (make page builds it)")
    folder = tmp_path_factory.mktemp("dist")
    npm = folder / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    npm.chmod(0o755)
    pack(folder, {"PATH": f"{npm.parent}{os.pathsep}{os.environ['PATH']}"})
    return folder


def pack(folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_wheel_carries_the_page_the_pack_and_the_tables(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    assert "yuantu/api/page/index.html" in names
    assert [name for name in names if name.startswith("yuantu/api/page/assets/") and name.endswith(".js")]
    for folder, target in (
        (ROOT / "packs", "yuantu/packs"),
        (ROOT / "src/yuantu/ontology", "yuantu/ontology"),
    ):
        expected = {
            f"{target}/{file.relative_to(ROOT / folder).as_posix()}"
            for file in (ROOT / folder).rglob("*")
            if file.is_file() and "__pycache__" not in file.parts
        }
        assert expected <= names, sorted(expected - names)
    assert "yuantu/packs/jiangmen/manifest.yaml" in names


def test_the_wheel_carries_nothing_else(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"yuantu"}


def test_the_source_archive_leaves_out_what_was_installed(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = archive.getnames()
    assert [name for name in names if name.endswith("/web/package-lock.json")]
    assert not [name for name in names if "node_modules" in name or "__pycache__" in name or ".venv" in name]


def test_the_wheel_carries_the_compiled_kernels_and_names_the_platform(built: Path) -> None:
    if building.compiler() is None:
        pytest.skip("no C compiler here")
    wheel = next(built.glob("*.whl"))
    assert wheel.name.endswith(f"-py3-none-{building.platform_tag()}.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    libraries = {f"yuantu/engines/native/built/{building.library_file(one).name}" for one in building.LEVELS}
    assert {name for name in names if "/built/" in name} == libraries


def test_without_a_compiler_the_wheel_is_a_pure_one(tmp_path: Path) -> None:
    if not PAGE.exists():
        pytest.skip("the page is not built (make page builds it)")
    pack(tmp_path, {"PATH": str(tmp_path), "YUANTU_NATIVE": "0"})
    wheel = next(tmp_path.glob("*.whl"))
    assert wheel.name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert not [name for name in archive.namelist() if "/built/" in name]


def test_the_source_archive_leaves_out_what_was_compiled(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = archive.getnames()
    assert [name for name in names if name.endswith("engines/native/kernel.h")]
    assert not [name for name in names if "native/built" in name]
