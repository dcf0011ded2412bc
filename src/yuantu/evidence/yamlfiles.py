"""What does a YAML file say, word for word?

YAML guesses types (`no` becomes false, `2024-06-30` a date) and lets a repeated key win in silence. Packs are read
without either: every scalar stays the text that was written, a repeated key or an alias is refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from yuantu.errors import PackRefused, Problem

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


@dataclass(frozen=True, slots=True)
class Marked:
    """A part of a YAML document with the line (from 1) that it begins on, so that a message can name the line."""

    value: "str | list[Marked] | dict[str, Marked]"
    line: int

    @property
    def text(self) -> str:
        """The words of a scalar; empty for a list or a mapping."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> "list[Marked]":
        """The entries of a list; empty for anything else."""
        return self.value if isinstance(self.value, list) else []

    @property
    def fields(self) -> "dict[str, Marked]":
        """The entries of a mapping; empty for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    def get(self, key: str) -> "Marked":
        """The entry of a mapping, or an empty text on the line of the mapping."""
        return self.fields.get(key) or Marked("", self.line)


class _Verbatim(yaml.BaseLoader):
    """BaseLoader keeps scalars as text; this one also refuses what would hide or multiply text."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event: Any = self.peek_event()  # type: ignore[no-untyped-call]
            raise _Repeated("yaml_alias", f"*{event.anchor}", event.start_mark.line + 1)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _Repeated("yaml_key", "?", key.start_mark.line + 1)
            if key.value in seen:
                raise _Repeated("yaml_repeated_key", key.value, key.start_mark.line + 1)
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


class _Repeated(Exception):
    def __init__(self, code: str, key: str, line: int) -> None:
        self.code, self.key, self.line = code, key, line


# libyaml reads ten times as fast as the parser written in Python; both give the same nodes.
_FAST: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_marked_yaml(text: str, place: str) -> Marked:
    """Read one YAML document as nested text with line numbers; PackRefused at `place` as `read_yaml` does."""
    with _refusing(place):
        node = yaml.compose(text, Loader=_FAST)
        return _marked(node, set()) if node is not None else Marked("", 1)


def _marked(node: Any, seen: set[int]) -> Marked:
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise _Repeated("yaml_alias", "*", line)
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return Marked(node.value, line)
    if isinstance(node, yaml.SequenceNode):
        return Marked([_marked(one, seen) for one in node.value], line)
    fields: dict[str, Marked] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _Repeated("yaml_key", "?", key.start_mark.line + 1)
        if key.value in fields:
            raise _Repeated("yaml_repeated_key", key.value, key.start_mark.line + 1)
        fields[key.value] = _marked(value, seen)
    return Marked(fields, line)


def read_yaml(text: str, place: str) -> Plain:
    """Read one YAML document as nested text; PackRefused at `place` with the line if it cannot be."""
    with _refusing(place):
        return yaml.load(text, Loader=_Verbatim) or ""  # noqa: S506 (constructs text, lists and mappings only)


@contextmanager
def _refusing(place: str) -> Iterator[None]:
    """What the parser says becomes PackRefused with the line."""
    try:
        yield
    except _Repeated as refused:
        params = {"key": refused.key, "line": str(refused.line)}
        raise PackRefused(Problem(refused.code, params, place)) from refused
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = str(mark.line + 1) if mark else "?"
        reason = str(getattr(error, "problem", None) or "?")
        raise PackRefused(Problem("yaml_broken", {"line": line, "reason": reason}, place)) from error
    except RecursionError as error:
        params = {"line": "?", "reason": "nested too deeply"}
        raise PackRefused(Problem("yaml_broken", params, place)) from error
