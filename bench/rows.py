"""How is a figure taken and kept?

Every row is a ratio in one run: ours against a named peer, minimum of several repetitions on both sides, with
the machine, the day and the load written beside it.
"""

import json
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from yuantu.engines.native.library import instruction_set

LIBRARIES = ("duckdb", "numpy", "polars", "click", "fastapi")


def _processor_pressure() -> float | None:
    """Per cent of the last ten seconds in which some process waited for a processor; None where nobody counts it."""
    try:
        first = Path("/proc/pressure/cpu").read_text(encoding="ascii").split()[1]
    except OSError:
        return None
    return float(first.removeprefix("avg10="))


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison. `ratio` is ours over the peer's (below 1: ours is faster); `reach` is what was asked for.

    A row without a peer is held against `reach` in seconds alone. `exact`: both found the same ids, with scores that
    differ by no more than 1e-12. `pressure` is the share of the last ten seconds, in per cent, in which somebody waited
    for a processor.
    """

    operation: str
    peer: str
    n: int
    m: int
    ours_s: float
    ours_median_s: float
    peer_s: float | None
    ratio: float | None
    exact: bool | None
    reach: str
    reached: bool
    peer_median_s: float | None = None
    pressure: float | None = field(default_factory=_processor_pressure)


def compare(  # noqa: PLR0913, PLR0917 (the columns of a table)
    operation: str, peer: str, size: tuple[int, int], ours: tuple[float, float], theirs: tuple[float, float],
    times: float, exact: bool | None = None,
) -> Row:  # fmt: skip
    """A row that asks for at least `times` the speed of a peer; both with their least and median seconds."""
    ratio = ours[0] / theirs[0]
    reach = f"≥ {times:g} × as fast" if times >= 1 else f"≤ {1 / times:.3g} × its time"
    return Row(
        operation,
        peer,
        *size,
        *ours,
        theirs[0],
        ratio,
        exact,
        reach,
        ratio <= 1 / times and exact is not False,
        theirs[1],
    )


def time_calls(call: Callable[[], Any], repetitions: int = 5) -> tuple[float, float]:
    """Minimum and median seconds of `call`, after one call that is not counted."""
    call()
    seconds = []
    for _ in range(repetitions):
        started = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - started)
    return min(seconds), statistics.median(seconds)


def time_commands(command: Sequence[str], repetitions: int = 11) -> tuple[float, float]:
    """Minimum and median seconds of a whole process, its output read and thrown away."""
    return time_calls(lambda: subprocess.run(command, check=True, capture_output=True), repetitions)


def machine() -> dict[str, Any]:
    """Where and when: no figure is quoted without it."""
    processor = next(
        (line.split(":")[1].strip() for line in _cpu_lines() if line.startswith("model name")),
        platform.processor(),
    )
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "processor": processor,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": platform.system(),
        "load": [round(one, 2) for one in os.getloadavg()] if hasattr(os, "getloadavg") else None,
        "kernels": instruction_set(),
        "versions": {name: version(name) for name in LIBRARIES},
    }


def write(rows: Sequence[Row], out: Path | None) -> None:
    """Print the table and, if asked, keep the rows as JSON."""
    where = machine()
    print(f"{where['processor']} · {where['cores']} cores · Python {where['python']} · {where['date']}")
    print(
        " · ".join(f"{name} {number}" for name, number in where["versions"].items()),
        f"· kernels {where['kernels']} · load {where['load']}",
    )
    for row in rows:
        print(_line(row))
    if out is not None:
        content = {"machine": where, "rows": [asdict(row) for row in rows]}
        out.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _line(row: Row) -> str:
    against = (
        f"{row.peer} {row.peer_s:.4f} s, ratio {row.ratio:.3g}" if row.peer_s and row.ratio else row.peer
    )
    ours = f"{row.ours_s:.4f} s (median {row.ours_median_s:.4f})"
    mark = "✓" if row.reached else "✗"
    return f"{mark} {row.operation} (n={row.n:,}): {ours}; {against}; reach {row.reach}"


def _cpu_lines() -> list[str]:
    information = Path("/proc/cpuinfo")
    return information.read_text(encoding="utf-8").splitlines() if information.exists() else []
