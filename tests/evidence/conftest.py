"""The smallest packs that show one thing each: a source, two regions, and the table under test."""

from collections.abc import Callable
from pathlib import Path

import pytest

MANIFEST = """\
format: 1
id: tiny
title: {{zh: 小包, en: tiny}}
languages: [zh, en]
datum: {datum}
licence: CC0-1.0
sample: {sample}
tables:
{tables}
"""
SOURCES = "id,citation,address,source_class,dated,note\nS1,《日报》2024年,https://example.org/a,A,2024-06,\n"
REGIONS = "id,name,level,parent,source,as_of\nr-1,江门市,city,,S1,2024\nr-2,新会区,county,r-1,S1,2024\n"


class PackFolder:
    """A pack folder to which tables are added as text or bytes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._tables: list[str] = []
        (path / "sources.csv").write_text(SOURCES, encoding="utf-8")

    def table(self, name: str, kind: str, content: str | bytes, more: str = "") -> "PackFolder":
        data = content if isinstance(content, bytes) else content.encode()
        (self.path / name).write_bytes(data)
        self._tables.append(f"  - {{file: {name}, kind: {kind}{more}}}")
        return self

    def regions(self) -> "PackFolder":
        return self.table("regions.csv", "region", REGIONS)

    def write(self, *, datum: str = "WGS-84", sample: str = "false", more: str = "") -> Path:
        text = MANIFEST.format(datum=datum, sample=sample, tables="\n".join(self._tables)) + more
        (self.path / "manifest.yaml").write_text(text, encoding="utf-8")
        return self.path


@pytest.fixture
def new_pack(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], PackFolder]:
    """For property tests, which need a fresh folder for every example."""
    return lambda: PackFolder(tmp_path_factory.mktemp("pack"))


@pytest.fixture
def pack(new_pack: Callable[[], PackFolder]) -> PackFolder:
    return new_pack()
