"""How much work is a call, counted so that no other job on the machine changes it?"""

import sys
from collections.abc import Callable


def count_calls(work: Callable[[], object]) -> int:
    """Calls that `work` makes, those into C included. What `work` raises is raised."""
    count = 0

    def tally(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tally)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
