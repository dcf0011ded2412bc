"""What do the tests of the workspace share? The real pack, built once, and a small pack to change."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from yuantu.workspace import asking
from yuantu.workspace.packs import built_in_pack
from yuantu.workspace.session import Session
from yuantu.workspace.workspace import Workspace

TODAY = date(2026, 11, 22)
SAMPLES = 120
MANIFEST = """\
format: 1
id: small
title: {zh: 小城, en: Small town}
datum: WGS-84
licence: CC0
sample: false
tables:
  - {file: regions.csv, kind: region}
  - {file: sites.csv, kind: site}
"""


def _plant(name: str, words: str, region: str, source: str, **cells: str) -> dict[str, str]:
    row = {"id": name, "kind": "plant", "name": words, "region": region}
    return row | cells | {"source": source, "as_of": "2024-06"}


TABLES = {
    "sources": [
        {"id": "a", "citation": "official page", "address": "https://a.example/1", "source_class": "A"},
        {"id": "c", "citation": "copy elsewhere", "address": "https://c.example/2", "source_class": "C"},
        {"id": "x", "citation": "excerpt", "address": "https://x.example/3", "source_class": "X"},
    ],
    "regions": [
        {"id": "r-1", "name": "小城市", "level": "city", "source": "a", "as_of": "2024"},
        {"id": "r-2", "name": "东镇", "level": "town", "parent": "r-1", "source": "a", "as_of": "2024"},
    ],
    "sites": [
        _plant("s-1", "一号厂房", "r-2", "a", area="9600㎡"),
        _plant("s-2", "二号厂房", "r-2", "c", area="15亩"),
        _plant("s-3", "三号厂房", "r-1", "x", rent="18元/㎡·月"),
    ],
}  # fmt: skip
Rows = list[dict[str, str]]


class SmallPack:
    """A pack of three tables that a test may change and write again."""

    def __init__(self, folder: Path, manifest: str = MANIFEST) -> None:
        self.folder = folder
        self.manifest = manifest
        self.tables: dict[str, Rows] = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}

    def write(self) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "manifest.yaml").write_text(self.manifest, encoding="utf-8")
        for name, rows in self.tables.items():
            columns = list(dict.fromkeys(column for row in rows for column in row))
            text = io.StringIO()
            writer = csv.DictWriter(text, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
            (self.folder / f"{name}.csv").write_text(text.getvalue(), encoding="utf-8")
        return self.folder


@pytest.fixture
def small_pack(tmp_path: Path) -> SmallPack:
    return SmallPack(tmp_path / "pack")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "workspace")


@pytest.fixture(scope="session")
def jiangmen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The built-in pack with a little 示例 inventory; nobody may change it."""
    found = Workspace.create(tmp_path_factory.mktemp("jiangmen") / "workspace")
    found.build([built_in_pack()], SAMPLES)
    yield found
    found.session.close()


@pytest.fixture(scope="session")
def session(jiangmen: Workspace) -> Session:
    return jiangmen.session


Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def ask(session: Session) -> Ask:
    """A sentence, asked on a fixed day."""

    def answer(sentence: str, as_of: date | None = None, *, samples: bool = False, top: int = 5) -> Any:
        brief = asking.read_sentence(sentence, TODAY, session)
        return asking.match(session, brief, as_of, samples=samples, top=top)

    return answer
