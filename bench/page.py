"""What does the page of figures say? `python -m bench.page FILE.json …` writes docs/reference/benchmarks.md.

A file is what `python -m bench --out` or `python -m bench.match_rows --out` has kept; the machine is that of the last
one. No figure is typed by hand.
"""

import json
import sys
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "benchmarks.md"
HEAD = """# Figures

Written by `python -m bench.page` from what `make bench OUT=FILE.json` kept; no figure is typed by hand. How data and
demands are made: `bench/match_data.py`; how the bounds of the kernels are derived: `engines/native/filtering.c` and
[decision 016](../decisions/016-native-kernels.md).

- **ours**, **peer**: least seconds of several repetitions, the median in brackets; a peer marked *once* ran once, one
  marked *scaled* ran a few demands of the batch.
- **×**: how many times as fast as the peer (below 1: slower). Both ran in the same process, one after the other.
- **same**: both found the same candidates in the same order, and scores that differ by no more than 1e-12.
- **pressure**: per cent of the ten seconds before in which some process waited for a processor. The machine was shared:
  with pressure, seconds are upper bounds, ratios of two threads against one are too low or too high, and a peer whose
  threads wait for each other (the matrix product) loses far more than it should.
- *with an index*: the index was there; *with index* in a batch: its building is part of the time.
"""
GROUPS = {"single": "One demand", "batch": "Many demands", "full scan": "The speed of the memory",
          "columns": "Memory", "growth": "Growth"}  # fmt: skip
COLUMNS = ("what", "n", "m", "ours, s", "peer", "peer, s", "×", "same", "asked", "reached", "pressure")


def write_page(content: dict[str, Any]) -> str:
    """The page as Markdown."""
    parts = [HEAD, _machine(content["machine"])]
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in content["rows"]:
        start = next((start for start in GROUPS if row["operation"].startswith(start)), "")
        groups.setdefault(GROUPS.get(start, "The rest"), []).append(row)
    for title in (*GROUPS.values(), "The rest"):
        if title in groups:
            parts.append(f"## {title}\n\n" + _table(groups[title]))
    return "\n".join(parts)


def _machine(machine: dict[str, Any]) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in machine["versions"].items())
    return (
        f"Measured {machine['date']}: {machine['processor']}, {machine['cores']} cores, {machine['system']}, Python "
        f"{machine['python']}, kernels {machine['kernels']}, {versions}; load at the end {machine['load']}.\n"
    )


def _table(rows: list[dict[str, Any]]) -> str:
    lines = ["| " + " | ".join(COLUMNS) + " |", "| " + " | ".join(["---"] * len(COLUMNS)) + " |"]
    for row in rows:
        times = "" if row["ratio"] is None else f"{1 / row['ratio']:.3g}"
        same = {True: "yes", False: "no", None: ""}[row["exact"]]
        cells = (
            row["operation"], f"{row['n']:,}", f"{row['m']:,}", _seconds(row["ours_s"], row["ours_median_s"]),
            row["peer"], _seconds(row["peer_s"], row.get("peer_median_s")), times, same, row["reach"],
            "yes" if row["reached"] else "**no**", "" if row["pressure"] is None else f"{row['pressure']:.0f} %",
        )  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _seconds(least: float | None, median: float | None) -> str:
    if least is None:
        return ""
    return f"{least:.3g}" if median is None or median == least else f"{least:.3g} ({median:.3g})"


if __name__ == "__main__":
    kept = [json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:]]
    rows = [row for one in kept for row in one["rows"]]
    PAGE.write_text(write_page({"machine": kept[-1]["machine"], "rows": rows}), encoding="utf-8")
