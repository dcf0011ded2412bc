"""Which lines of the readers does a run reach that no run reached before?

`sys.monitoring` (Python 3.12 and later) reports each line and branch once and costs nothing from then on;
before, `sys.settrace` follows the functions that still have unseen lines.
"""

import sys
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

Point = tuple[str, int, int]
TOOL = 4  # the first number that sys.monitoring leaves to anybody


class Watch:
    """Collects the lines reached inside files whose path holds `under`; `fresh` is what the last run added."""

    def __init__(self, under: str) -> None:
        self._under = under
        self._seen: set[Point] = set()
        self._left: dict[CodeType, set[int]] = {}
        self._names: dict[CodeType, str] = {}
        self.fresh = 0

    @property
    def reached(self) -> int:
        """How many lines (and branches, where they are known) were reached so far."""
        return len(self._seen)

    def run(self, work: Callable[[], Any]) -> Any:
        """What `work` gives or raises, watched."""
        before = len(self._seen)
        try:
            return self._monitored(work) if hasattr(sys, "monitoring") else self._traced(work)
        finally:
            self.fresh = len(self._seen) - before

    def _traced(self, work: Callable[[], Any]) -> Any:
        sys.settrace(self._enter)
        try:
            return work()
        finally:
            sys.settrace(None)

    def _enter(self, frame: FrameType, _event: str, _argument: Any) -> Callable[..., Any] | None:
        code = frame.f_code
        left = self._left.get(code)
        if left is None:
            left = self._lines_of(code)
        if not left:
            return None
        name = self._names[code]

        def step(frame: FrameType, event: str, _argument: Any) -> Any:
            line = frame.f_lineno
            if event == "line" and line in left:
                left.discard(line)
                self._seen.add((name, line, -1))
            return step

        return step

    def _lines_of(self, code: CodeType) -> set[int]:
        name = code.co_filename.rpartition("/yuantu/")[2]
        lines = {line for _, _, line in code.co_lines() if line} if self._under in code.co_filename else set()
        self._left[code], self._names[code] = lines, name
        return lines

    def _monitored(self, work: Callable[[], Any]) -> Any:
        tool: Any = sys.monitoring  # type: ignore[attr-defined,unused-ignore]
        if tool.get_tool(TOOL) is None:
            tool.use_tool_id(TOOL, "hostile")
            tool.register_callback(TOOL, tool.events.LINE, self._on_line)
            tool.register_callback(TOOL, tool.events.BRANCH, self._on_branch)
        tool.set_events(TOOL, tool.events.LINE | tool.events.BRANCH)
        try:
            return work()
        finally:
            tool.set_events(TOOL, 0)

    def _on_line(self, code: CodeType, line: int) -> Any:
        if self._under in code.co_filename:
            self._seen.add((code.co_filename, line, -1))
        return sys.monitoring.DISABLE  # type: ignore[attr-defined,unused-ignore]

    def _on_branch(self, code: CodeType, start: int, end: int) -> Any:
        if self._under not in code.co_filename:
            return sys.monitoring.DISABLE  # type: ignore[attr-defined,unused-ignore]
        self._seen.add((code.co_filename, start, end))
        return None
