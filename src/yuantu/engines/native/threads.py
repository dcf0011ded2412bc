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
    """The results of `work` on each part, in their order; the calling thread does its share.

    Raises what the first failing part raised, after all have ended: arrays must live until nobody reads them.
    """
    helpers = min(thread_count(), len(parts)) - 1
    if helpers < 1:
        return [work(part) for part in parts]
    left = iter(enumerate(parts))  # next() of it is atomic: the interpreter's lock is held
    results: dict[int, Result] = {}

    def take() -> None:
        for place, part in left:
            results[place] = work(part)

    others = [_pool(thread_count()).submit(take) for _ in range(helpers)]
    try:
        take()
    finally:
        failures = [other.exception() for other in others]
    for failure in failures:
        if failure is not None:
            raise failure
    return [results[place] for place in range(len(parts))]


@functools.cache
def _pool(size: int) -> "ThreadPoolExecutor":
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 (a start without kernels does not pay for it)

    return ThreadPoolExecutor(size, thread_name_prefix="kernel")
