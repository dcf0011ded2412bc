"""How close to the speed of the memory is a scan of ten million rows, and how much memory does an index take?

Runs in a process of its own, so that its peak memory is its own: `python -m bench.match_large ROWS` prints JSON.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.match_data import ADMITTED, CRITERIA, TESTED, bytes_of, draw_market, loose, many, tight
from bench.rows import Row, compare, time_calls
from yuantu.engines.native.calling import SIZE, Kernel, Reads, Writes
from yuantu.engines.native.threads import ranges, run, thread_count
from yuantu.match.kernels.best import find_best
from yuantu.match.kernels.index import Index

READ_WORDS = Kernel("read_words", (Reads(np.uint64), SIZE, Writes(np.uint64)))
SHARE_OF_BANDWIDTH = 0.7
MOST_MEMORY = 2.0
TOP = 10
DEMANDS = 100


def large_rows(rows: int) -> Iterator[Row]:
    """Scans against reading the same columns and doing nothing, and the peak of memory."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.match_large", str(rows)],
        check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    found = json.loads(done.stdout)
    for name in ("tight", "loose"):
        one = found[name]
        label = f"full scan, {name} ({one['bytes'] / 1e6:.0f} MB, {one['bytes'] / one['scan_s'][0] / 1e9:.1f} GB/s)"
        yield compare(label, "reading these columns", (rows, 1), tuple(one["scan_s"]), tuple(one["read_s"]),
                      SHARE_OF_BANDWIDTH)  # fmt: skip
        label = f"single, {name}, with an index"
        yield compare(label, "full scan", (rows, 1), tuple(one["index_s"]), tuple(one["scan_s"]), 1)
    least, median = found["batch_s"]
    times = found["peak_bytes"] / found["column_bytes"]
    label = f"columns {found['column_bytes'] / 1e6:.0f} MB, peak of index and batch {times:.2f} × that"
    reach = f"≤ {MOST_MEMORY:g} × the columns, from 10⁶ rows up"
    reached = times <= MOST_MEMORY or rows < 1_000_000
    yield Row(label, "no peer", rows, DEMANDS, least, median, None, None, None, reach, reached)


def measure(rows: int) -> dict[str, Any]:
    """Seconds of scan, index and reading alone, and bytes of the columns and at the peak."""
    before = _peak()
    market = draw_market(rows)
    index = Index(market.catalogue)
    found: dict[str, Any] = {}
    demands = many(market, DEMANDS)
    find_best(index, demands, TOP)
    found["batch_s"] = time_calls(partial(find_best, index, demands, TOP), 3)
    found["column_bytes"] = bytes_of(market.catalogue)
    for name, one in (("tight", tight(market)), ("loose", loose(market))):
        columns = [market.numbers(column).view(np.uint64) for column in TESTED]
        columns.append(market.catalogue.label(ADMITTED).codes.view(np.uint64))
        if name == "loose":
            columns += [market.numbers(column).view(np.uint64) for column in set(CRITERIA) - set(TESTED)]
        found[name] = {
            "bytes": sum(column.nbytes for column in columns),
            "read_s": time_calls(partial(_read, columns), 9),
            "scan_s": time_calls(partial(find_best, market.catalogue, one, TOP), 9),
            "index_s": time_calls(partial(find_best, index, one, TOP), 9),
        }
    found["peak_bytes"] = _peak() - before
    return found


def _read(columns: list[NDArray[np.uint64]]) -> None:
    """Every byte of the columns once, by as many threads as the scan has."""
    for column in columns:
        run(partial(_fold, column), ranges(len(column), thread_count(), 64))


def _fold(column: NDArray[np.uint64], part: tuple[int, int]) -> None:
    words = column[slice(*part)]
    READ_WORDS(words, len(words), np.zeros(1, dtype=np.uint64))


def _peak() -> int:
    """Most bytes of memory that this process has held. `getrusage` would count what its parent held as well."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text(encoding="ascii").splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
