"""How fast are quantities and dates read, against Microsoft Recognizers-Text on the same lines?

The peer lives in an environment of its own, made for the run and thrown away: it needs an old `emoji` and is no
dependency of the project. Both sides read the sentences of the own case book line by line, on one core. The peer
looks for percentages, money, dimensions and dates; bare numbers and counts, which it has no word for, are not asked.
"""

import json
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.peers import peer_python, run_peer
from bench.rows import Row, time_calls
from yuantu.evidence.text.clean import clean_text
from yuantu.evidence.text.dates import find_dates
from yuantu.evidence.text.quantities import find_quantities

BOOK = Path(__file__).parents[1] / "tests" / "evidence_text" / "cases" / "quantities.jsonl"
PEER = ("recognizers-text-suite==1.0.2a2", "emoji<2")
REACH = 20
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
    """One row: the lines of the case book, ours against the peer."""
    cases = [json.loads(line) for line in BOOK.read_text(encoding="utf-8").splitlines()]
    lines = [case["text"].replace("\n", "") for case in cases]
    ours, median = time_calls(lambda: read_lines(lines))
    peer = _peer_seconds(lines)
    ratio = ours / peer if peer else None
    yield Row(
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
