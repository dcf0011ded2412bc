"""Which compiled library runs here?

The one for the widest instruction set that this machine has, of those that were built from the very sources beside
it. YUANTU_NATIVE names another level (`baseline`, `avx2`, `avx512`) or, as 0, none.
"""

import ctypes
import functools
import os
from dataclasses import dataclass

from yuantu.engines.native import building

LEVELS = ("baseline", "avx2", "avx512")


@dataclass(frozen=True, slots=True)
class Library:
    """The loaded code and the name of its instruction set."""

    level: str
    code: ctypes.CDLL


@functools.cache
def load() -> Library | None:
    """The library of this machine, loaded once; None when none was built, or not from these sources."""
    asked = os.environ.get("YUANTU_NATIVE", "")
    baseline = building.library_file("baseline")
    if asked == "0" or not baseline.exists():
        return None
    code = ctypes.CDLL(str(baseline))
    code.instruction_level.restype = ctypes.c_int32
    able = LEVELS[: int(code.instruction_level()) + 1]
    level = asked if asked in able else able[-1]
    wider = building.library_file(level)
    return Library(level, ctypes.CDLL(str(wider))) if wider.exists() else Library("baseline", code)


def available() -> bool:
    """Whether compiled kernels run here; else their twins in numpy do."""
    return load() is not None


def instruction_set() -> str:
    """`avx512`, `avx2`, `baseline`, or `numpy` where nothing is compiled."""
    library = load()
    return library.level if library else "numpy"
