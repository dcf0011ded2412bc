"""Is a wheel complete: made from the source archive without Node, with the page and the pack inside?"""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "src/yuantu/api/page/index.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive and the wheel made from it; no npm, git or anything on PATH."""
    if not PAGE.exists():
        pytest.skip("the page is not built (make page builds it)")
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        env={"PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


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
