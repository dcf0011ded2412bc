"""How is a reader in native code kept from taking the program down?

PDF and old Excel files are parsed by libraries in C++ and Rust. They run in a process of their own with a bound on
time and, where the system offers it, on memory; a crash, a hang or an exhausted memory there is a message here, and
what was read before stays read. The child writes one JSON value per line.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from threading import Timer
from typing import Any

from yuantu.errors import Refusal
from yuantu.evidence.readers import limits


class Stopped(Exception):
    """The child ended early; `reason` is `time`, `memory` or what it said."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def refusal(self) -> Refusal:
        """What to tell a person when nothing was read before the end."""
        if self.reason in ("time", "memory"):
            return Refusal("document_stopped")
        return Refusal("document_broken", reason=self.reason)


def run_confined(module: str, data: bytes, *, seconds: float | None = None) -> Iterator[Any]:
    """The values that `python -m module` yields for `data`. Raises `Refusal` as the child does, else `Stopped`."""
    limit = seconds or limits.CHILD_SECONDS + len(data) * limits.CHILD_SECONDS_PER_BYTE
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as errors:
        source.write(data)
        source.seek(0)
        child = subprocess.Popen(  # noqa: S603 (our own module, no shell)
            [sys.executable, "-P", "-X", "utf8", "-m", module],
            stdin=source, stdout=subprocess.PIPE, stderr=errors, env=environment,
        )  # fmt: skip
        timer = Timer(limit, child.kill)
        timer.start()
        try:
            if child.stdout is not None:
                yield from _values(child.stdout)
            child.wait()
        finally:
            late = not timer.is_alive()
            timer.cancel()
            child.kill()
            child.wait()
            if child.stdout is not None:
                child.stdout.close()
        if child.returncode:
            errors.seek(0)
            raise Stopped(_why(errors.read(4000).decode("utf-8", "replace"), late=late))


def _values(lines: Iterable[bytes]) -> Iterator[Any]:
    for line in lines:
        try:
            value = json.loads(line)
        except ValueError:
            return  # cut off in the middle of a line when the child was stopped
        if isinstance(value, dict) and "refused" in value:
            raise Refusal(value["refused"], **value["params"])
        yield value


def _why(said: str, *, late: bool) -> str:
    if late:
        return "time"
    if "MemoryError" in said or "memory allocation" in said or "bad_alloc" in said:
        return "memory"
    return said.strip().rpartition("\n")[2][:120] or "crash"


def serve_confined(read: Callable[[bytes], Iterator[Any]]) -> None:
    """The child's side: bound the memory, read standard input, print what `read` yields."""
    _bound_memory()
    try:
        for value in read(sys.stdin.buffer.read()):
            sys.stdout.write(json.dumps(value) + "\n")
    except Refusal as refusal:
        problem = refusal.problem
        sys.stdout.write(json.dumps({"refused": problem.code, "params": problem.params}) + "\n")
    sys.stdout.flush()


def _bound_memory() -> None:
    if sys.platform == "win32":
        return  # no such bound there; the bound on time still holds
    import resource  # noqa: PLC0415 (not on every system)

    try:
        resource.setrlimit(resource.RLIMIT_AS, (limits.CHILD_BYTES, limits.CHILD_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):
        return  # a stricter bound is in force already
