"""What does a YAML file say, word for word?

YAML guesses types (`no` becomes false, `2024-06-30` a date) and lets a repeated key win in silence. Packs are read
without either: every scalar stays the text that was written, a repeated key or an alias is refused.
"""

from typing import Any, TypeAlias

import yaml

from yuantu.errors import PackRefused, Problem

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


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


def read_yaml(text: str, place: str) -> Plain:
    """Read one YAML document as nested text; PackRefused at `place` with the line if it cannot be."""
    try:
        return yaml.load(text, Loader=_Verbatim) or ""  # noqa: S506 (constructs text, lists and mappings only)
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
