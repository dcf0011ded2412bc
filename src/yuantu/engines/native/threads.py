"""How is work divided among the processors?

Kernels do not start threads: Python threads call them, each on a part of the rows, while the interpreter's lock is
free. YUANTU_THREADS says how many run at once (default: the processors that this process may use).
"""

import functools
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Part = TypeVar("Part")
Result = TypeVar("Result")


def thread_count() -> int:
    """How many parts of a piece of work run at once."""
    asked = os.environ.get("YUANTU_THREADS", "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def ranges(count: int, parts: int, step: int = 1) -> list[tuple[int, int]]:
    """At most `parts` ranges (first, last + 1) that cover `count`; all but the last end on a multiple of `step`."""
    steps = -(-count // step)
    each = -(-steps // max(1, parts)) * step
    return [(first, min(first + each, count)) for first in range(0, count, each)] if count else []


def run(work: Callable[[Part], Result], parts: Sequence[Part]) -> list[Result]:
    """The results of `work` on each part, in their order; the first part runs in the calling thread."""
    if len(parts) < 2:
        return [work(part) for part in parts]
    others = [_pool(thread_count()).submit(work, part) for part in parts[1:]]
    try:
        first = work(parts[0])
    finally:
        for other in others:
            other.exception()  # arrays must live until everybody has finished with them
    return [first, *(other.result() for other in others)]


@functools.cache
def _pool(size: int) -> "ThreadPoolExecutor":
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 (a start without kernels does not pay for it)

    return ThreadPoolExecutor(size, thread_name_prefix="kernel")
