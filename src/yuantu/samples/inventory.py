"""How does invented inventory become a pack that nobody can take for real?

`generate_samples` writes a folder in the documented pack format: a manifest with `sample: true`, one source of class
示例, and a table of sites whose names all begin with 示例. Same seed, rows, day and towns: same bytes.
"""

from datetime import date
from pathlib import Path

import numpy as np

from yuantu.errors import BadInput, Problem
from yuantu.samples.draws import Draws
from yuantu.samples.markets import MARKETS
from yuantu.samples.places import read_places
from yuantu.samples.sites import COLUMNS, WIDTH, SiteMaker

REFERENCE_DAY = date(2026, 11, 22)
MOST_ROWS = 100_000_000
CHUNK_ROWS = 1 << 15
SOURCE_ID = "x-invented"

MANIFEST = """\
# Written by the sample generator. Nothing in this pack exists; every name begins with 示例.
format: 1
id: samples-{seed}-{rows}
title: {{zh: 示例库存（{rows} 处，种子 {seed}）, en: "Sample inventory ({rows} sites, seed {seed})"}}
languages: [zh, en]
datum: WGS-84
licence: CC0-1.0
attribution:
  - "示例数据，非真实载体；镇街点位取自数据包 {pack} / invented data; town points from pack {pack}"
sample: true
sources: sources.csv
tables:
  - {{file: sites.csv, kind: site, store: columnar}}
expect:
  site: {{min: {rows}, max: {rows}}}
"""
SOURCES = """\
id,citation,address,source_class,dated,note
{source},示例库存生成器（种子 {seed}，{rows} 处，基准日 {day}）：虚构数据，非真实载体,,示例,{day},\
价格、层高、荷载等均为虚构；镇街点位取自数据包 {pack}
"""


def generate_samples(
    out_dir: Path, rows: int, seed: int, pack: Path, reference: date = REFERENCE_DAY
) -> Path:
    """Write a pack of `rows` invented sites into `out_dir` and return it.

    `pack` gives the towns of the cities in `markets.MARKETS`; `reference` is the day that availability is counted
    from. Streamed: memory does not grow with `rows`. BadInput if `rows` or `seed` is out of range, or the pack has
    no towns of these cities; then nothing is written.
    """
    if not 0 <= rows <= MOST_ROWS:
        raise BadInput(Problem("samples_rows", {"value": str(rows), "most": f"{MOST_ROWS:,}"}))
    if not 0 <= seed < 2**63:
        raise BadInput(Problem("samples_seed", {"value": str(seed)}))
    places = read_places(pack, tuple(MARKETS))
    out_dir.mkdir(parents=True, exist_ok=True)
    maker = SiteMaker(seed, places, reference, SOURCE_ID)
    _write_sites(out_dir / "sites.csv", maker, rows, seed)
    words = {"rows": rows, "seed": seed, "day": reference.isoformat(), "source": SOURCE_ID, "pack": pack.name}
    _write(out_dir / "sources.csv", SOURCES.format(**words))
    _write(out_dir / "manifest.yaml", MANIFEST.format(**words))
    return out_dir


def _write_sites(path: Path, maker: SiteMaker, rows: int, seed: int) -> None:
    bits = np.random.PCG64(seed)
    partial = path.with_suffix(".partial")
    with partial.open("w", encoding="utf-8", newline="\n") as file:
        file.write(",".join(COLUMNS) + "\n")
        for start in range(0, rows, CHUNK_ROWS):
            count = min(CHUNK_ROWS, rows - start)
            columns = maker.columns(Draws(bits, count, WIDTH), start + 1)
            file.write("\n".join(map(",".join, zip(*columns, strict=True))))
            file.write("\n")
    partial.replace(path)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
