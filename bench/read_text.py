"""How fast are quantities and dates read, against Microsoft Recognizers-Text on the same lines, and how does it grow?

The peer lives in an environment of its own, made for the run and thrown away: it needs an old `emoji` and is no
dependency of the project. Both sides read the sentences of the own case book line by line, on one core. The peer
looks for percentages, money, dimensions and dates; bare numbers and counts, which it has no word for, are not asked.
"""

import json
import math
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from bench.peers import peer_python, run_peer
from bench.rows import Row, time_calls
from yuantu.evidence.text.clean import clean_text
from yuantu.evidence.text.dates import find_dates
from yuantu.evidence.text.quantities import find_quantities
from yuantu.evidence.text.reading import read_text

BOOK = Path(__file__).parents[1] / "tests" / "evidence_text" / "cases" / "quantities.jsonl"
PEER = ("recognizers-text-suite==1.0.2a2", "emoji<2")
REACH = 20
SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
SECONDS_PER_100_KB = 1.0
MOST_EXPONENT = 1.1
PUBLISHED = date(2024, 6, 15)
PEER_PROGRAM = """
import json, time
from recognizers_date_time import recognize_datetime
from recognizers_number import recognize_percentage
from recognizers_number_with_unit import recognize_currency, recognize_dimension
from recognizers_text import Culture

lines = open("lines.txt", encoding="utf-8").read().splitlines()

def read():
    for line in lines:
        for recognise in (recognize_percentage, recognize_currency, recognize_dimension, recognize_datetime):
            try:
                recognise(line, Culture.Chinese)
            except Exception:
                pass  # it breaks on some dates; what it reads before counts

seconds = []
for _ in range(3):
    started = time.perf_counter()
    read()
    seconds.append(time.perf_counter() - started)
print(json.dumps({"seconds": min(seconds[1:])}))
"""


def text_rows() -> Iterator[Row]:
    """The lines of the case book, ours against the peer; whole readings of 1 kB to 10 MB and how they grow."""
    yield _against_peer()
    yield from _growth()


def _growth() -> Iterator[Row]:
    """Seconds of processor time for dense text of each size; the last row holds the exponent fitted to all of them.

    The text is the case book over and over: a number every ten characters, much more than any article has.
    """
    cases = [json.loads(line)["text"] for line in BOOK.read_text(encoding="utf-8").splitlines()]
    unit = "\n\n".join(cases).encode() + b"\n\n"
    read_text(unit.decode(), PUBLISHED)
    taken: list[tuple[int, float]] = []
    for size in SIZES:
        text = (unit * (size // len(unit) + 1))[:size].decode(errors="ignore")
        repetitions = max(1, min(5, 2_000_000 // size))
        seconds = sorted(_busy(text) for _ in range(repetitions))
        taken.append((size, seconds[0]))
        reach = SECONDS_PER_100_KB * max(1.0, size / 1e5)
        yield Row(
            "read a dense text whole", "", size, repetitions, seconds[0], seconds[len(seconds) // 2], None, None, None,
            f"≤ {reach:g} s of processor time", seconds[0] <= reach,
        )  # fmt: skip
    exponent = fit_exponent(taken[1:])
    yield Row(
        f"read a dense text whole: seconds grow with bytes to the power {exponent:.2f}", "", SIZES[-1], len(taken),
        taken[-1][1], taken[-1][1], None, None, None, f"exponent ≤ {MOST_EXPONENT}", exponent <= MOST_EXPONENT,
    )  # fmt: skip


def _busy(text: str) -> float:
    started = time.process_time()
    read_text(text, PUBLISHED)
    return time.process_time() - started


def fit_exponent(taken: Sequence[tuple[int, float]]) -> float:
    """The slope of log seconds over log size, by least squares."""
    points = [(math.log(size), math.log(seconds)) for size, seconds in taken]
    mean_size, mean_seconds = (sum(column) / len(points) for column in zip(*points, strict=True))
    spread = sum((size - mean_size) ** 2 for size, _ in points)
    return float(sum((size - mean_size) * (seconds - mean_seconds) for size, seconds in points) / spread)


def _against_peer() -> Row:
    cases = [json.loads(line) for line in BOOK.read_text(encoding="utf-8").splitlines()]
    lines = [case["text"].replace("\n", "") for case in cases]
    ours, median = time_calls(lambda: read_lines(lines))
    peer = _peer_seconds(lines)
    ratio = ours / peer if peer else None
    return Row(
        "read quantities and dates",
        PEER[0],
        sum(map(len, lines)),
        sum(len(case["expect"]) for case in cases),
        ours,
        median,
        peer,
        ratio,
        None,
        f"≥ {REACH} × as fast",
        ratio is not None and ratio <= 1 / REACH,
    )


def read_lines(lines: list[str]) -> int:
    """Read every line; the number of findings."""
    count = 0
    for line in lines:
        clean = clean_text(line)
        dates = find_dates(clean, PUBLISHED)
        count += len(dates) + len(find_quantities(clean, dates))
    return count


def _peer_seconds(lines: list[str]) -> float | None:
    """Seconds of the peer for the same lines, the first round not counted; None when it cannot be installed."""
    with peer_python(*PEER) as python, tempfile.TemporaryDirectory() as folder:
        if python is None:
            return None
        (Path(folder) / "lines.txt").write_text("\n".join(lines), encoding="utf-8")
        return float(run_peer(python, PEER_PROGRAM, Path(folder))["seconds"])
