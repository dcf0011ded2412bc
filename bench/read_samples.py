"""How long from nothing to a million sample sites that can be looked at, and how does reading compare with polars?

Each size runs in a process of its own, so that its peak memory is its own: generate, read strictly into Parquet, load
the columns that the map and the match use. The yardstick reads the same CSV with polars and the same types, which
neither checks ids, sources and references nor keeps words, places and refusals. Run alone:
`python -m bench.read_samples [rows]` (QUICK=1: 100,000) prints the growth from a hundredth of the rows up.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from bench.rows import Row, write
from yuantu.atlas.sites import table_of_bulk
from yuantu.engines.columns import Columns
from yuantu.evidence.packs import read_pack
from yuantu.ontology.schema import load_schema
from yuantu.samples.inventory import generate_samples

PACK = Path(__file__).parents[1] / "packs" / "jiangmen"
SEED = 1
REPETITIONS = 3
Made = TypeVar("Made")
SECONDS_PER_MILLION = 60.0
NUMBERS = ("area_m2", "rent_cny_m2_month", "land_price_cny_m2", "clear_height_m", "floor_load_t_m2", "power_kva",
           "floors", "lon", "lat")  # fmt: skip


def sample_rows(most: int) -> Iterator[Row]:
    """Rows for `most` sites: reading against polars, the whole way, and the growth from a hundredth of them."""
    sizes = [most // 100, most // 10, most]
    runs = [_run(size) for size in sizes]
    last = runs[-1]
    reach = SECONDS_PER_MILLION * most / 1e6
    whole = last["generate_s"] + last["read_s"] + last["view_s"]
    yield Row(
        "generate sample sites", "no peer", most, 1, last["generate_s"], last["generate_s"], None, None, None,
        "≤ 25 s for a million", last["generate_s"] <= 25 * most / 1e6,
    )  # fmt: skip
    yield Row(
        "read sample sites strictly", "polars, same types", most, 1, last["read_s"], last["read_s"], last["polars_s"],
        last["read_s"] / last["polars_s"], last["same"], "stated", last["same"],
    )  # fmt: skip
    yield Row(
        f"generate, read and load sample sites (peak of reading {last['peak_mb']:.0f} MB)", "no peer", most, 1, whole,
        whole, None, None, None, f"≤ {reach:g} s", whole <= reach,
    )  # fmt: skip
    for before, after, size in zip(runs[:-1], runs[1:], sizes[1:], strict=True):
        growth = after["read_s"] / before["read_s"]
        yield Row(
            "reading grows with ten times the rows by the factor", f"{size // 10:,} rows", size, 1, after["read_s"],
            after["read_s"], before["read_s"], growth, None, "≤ 12", growth <= 12,
        )  # fmt: skip


def _run(rows: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.read_samples", "--one", str(rows)],
        check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def measure(rows: int) -> dict[str, Any]:
    """Seconds of each step, peak memory in MB before polars is loaded, and whether both readers agree."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = time.perf_counter()
        generate_samples(folder / "pack", rows, SEED, PACK)
        generated = time.perf_counter()
        with Columns(memory_limit="1GB", temporary=folder / "spill") as columns:
            read_s, reading = _fastest(lambda: read_pack(folder / "pack", columns, folder / "bulk"))
            assert not reading.problems, reading.problems[0].text("en")
            peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            read = time.perf_counter()
            table = table_of_bulk(columns, reading.bulk[0].parquet, load_schema().kind("site"), sample=True)
            viewable = time.perf_counter()
            assert len(table) == rows
            ours = _sums_of_parquet(columns, reading.bulk[0].parquet)
        polars_s, theirs = _read_with_polars(folder / "pack" / "sites.csv")
    return {
        "generate_s": generated - started, "read_s": read_s, "view_s": viewable - read, "polars_s": polars_s,
        "peak_mb": peak_mb, "same": ours == theirs,
    }  # fmt: skip


def _fastest(call: Callable[[], Made]) -> tuple[float, Made]:
    """Least seconds of a few calls, and what the last one made."""
    seconds, made = [], None
    for _ in range(REPETITIONS):
        started = time.perf_counter()
        made = call()
        seconds.append(time.perf_counter() - started)
    assert made is not None
    return min(seconds), made


def _sums_of_parquet(columns: Columns, parquet: Path) -> list[Any]:
    names = ("area_low", "rent_low", "land_price_low", "clear_height_low", "floor_load_low", "power_low", "floors_low",
             "lon", "lat")  # fmt: skip
    sums = ", ".join(f"round(fsum({name}), 3), count({name})" for name in names)
    return list(columns.rows(f"SELECT {sums}, count(available_from_first) FROM read_parquet('{parquet}')")[0])


def _read_with_polars(path: Path) -> tuple[float, list[Any]]:
    import polars as pl  # noqa: PLC0415 (after the peak memory was read)

    types: dict[str, Any] = dict.fromkeys(NUMBERS, pl.Float64) | {
        "available_from": pl.Date, "as_of": pl.Date,
    }  # fmt: skip
    seconds, frame = _fastest(lambda: pl.read_csv(path, schema_overrides=types, infer_schema=False))
    sums: list[Any] = [
        part for name in NUMBERS for part in (round(frame[name].sum(), 3), frame[name].count())
    ]
    return seconds, [*sums, frame["available_from"].count()]


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(int(sys.argv[2]))))
        return
    quick = os.environ.get("QUICK") == "1"
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000 if quick else 1_000_000
    write(list(sample_rows(rows)), None)


if __name__ == "__main__":
    main()
