"""What do the tests of the command line share? A way to call it, the real workspace, and a small pack to spoil."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from yuantu.cli.app import app
from yuantu.workspace.packs import built_in_pack

MANIFEST = """\
format: 1
id: small
title: {zh: 小城, en: Small town}
languages: [zh, en]
datum: WGS-84
licence: CC0
sample: false
sources: sources.csv
tables:
  - {file: regions.csv, kind: region}
  - {file: sites.csv, kind: site}
"""
SOURCES = "id,citation,address,source_class\na,official page,https://a.example/1,A\n"
REGIONS = """\
id,name,level,parent,lon,lat,source,as_of
r-1,江门市,city,,113.083,22.583,a,2024
r-2,会城街道,town,r-1,113.034,22.529,a,2024
"""
SITES = "id,kind,name,region,area,available_from,lon,lat,source,as_of\n"
SITE = "s-{n},plant,{n}号厂房,r-1,9600㎡,2024-06-30,113.083,22.583,a,2024-06\n"

Run = Callable[..., Result]
Ask = Callable[..., Any]


@pytest.fixture(scope="session")
def run() -> Run:
    """Call `yuantu` with words; the exit code must be the one expected, and no traceback may show."""

    def call(*words: object, code: int = 0, **environment: str | None) -> Result:
        result = CliRunner().invoke(
            app, [str(word) for word in words], env={"YUANTU_LANG": "zh", **environment}
        )
        assert result.exit_code == code, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return call


@pytest.fixture(scope="session")
def ask(run: Run) -> Ask:
    """Call `yuantu` with `--json`: stdout is one JSON value and nothing else."""

    def call(*words: object, code: int = 0) -> Any:
        return json.loads(run(*words, "--json", code=code).stdout)

    return call


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    """A workspace of the real pack with 300 samples; nobody may change it."""
    folder = tmp_path_factory.mktemp("cli") / "workspace"
    run("build", built_in_pack(), "--workspace", folder)
    return folder


class SmallPack:
    """A pack of one region and a few plants. A test spoils a file of it, then builds it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.write("manifest.yaml", MANIFEST)
        self.write("sources.csv", SOURCES)
        self.write("regions.csv", REGIONS)
        self.sites()

    def write(self, name: str, text: str, encoding: str = "utf-8") -> None:
        (self.folder / name).write_bytes(text.encode(encoding))

    def sites(self, *rows: str, count: int = 3, encoding: str = "utf-8") -> None:
        """`count` good rows and then `rows`."""
        good = "".join(SITE.format(n=n) for n in range(1, count + 1))
        self.write("sites.csv", SITES + good + "".join(f"{row}\n" for row in rows), encoding)

    def manifest(self, old: str, new: str) -> None:
        assert old in MANIFEST
        self.write("manifest.yaml", MANIFEST.replace(old, new))


@pytest.fixture
def pack(tmp_path: Path) -> SmallPack:
    return SmallPack(tmp_path / "pack")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Where a workspace may be made."""
    return tmp_path / "workspace"
