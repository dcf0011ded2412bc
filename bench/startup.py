"""How long until a short answer, against a Python that does nothing?"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.rows import Row, time_commands

SENTENCE = "30天内能进场的1万平厂房，江门中山哪里有？层高8米、承重1.5吨、1600kVA，离宝安90分钟内"


def command() -> str:
    """The installed `yuantu` of the running environment."""
    found = shutil.which("yuantu", path=str(Path(sys.executable).parent))
    if found is None:
        raise SystemExit("yuantu is not installed in this environment; run: make bench")
    return found


def startup_rows() -> Iterator[Row]:
    bare, _ = time_commands([sys.executable, "-c", "pass"])
    for name, arguments, times in (
        ("yuantu --version", ["--version"], 3),
        ("yuantu brief", ["brief", SENTENCE, "--json"], 6),
    ):
        ours, median = time_commands([command(), *arguments])
        ratio = ours / bare
        yield Row(
            name, "python -c pass", 1, 1, ours, median, bare, ratio, None, f"≤ {times} ×", ratio <= times
        )
