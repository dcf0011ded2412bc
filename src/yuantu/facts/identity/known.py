"""Which names are known to mean the same thing?

Two kinds of knowledge. `lookups/known.yaml` holds short forms that everybody knows and no rule can derive, each with
its source; it is believed. A workspace adds the aliases of its packs: they are the words of the press, so they
join names but never a part of an organisation to the whole.

The file is searched as text and only the line that matters is read as YAML, so that comparing two names that
nobody has heard of costs nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from yuantu.facts.identity.parts import Name
from yuantu.facts.identity.spelling import LOOKUPS, fold


@dataclass(frozen=True, slots=True)
class Known:
    """One line of the lookup: every name of one thing, folded; `hq` is the code of its seat, or empty."""

    names: frozenset[str]
    hq: str
    source: str


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the two names: aliases of a workspace, as folded name → ids of what bears it."""

    aliases: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, groups: Iterable[tuple[str, Iterable[str]]]) -> "Context":
        """From (id, its names); a name that several things bear joins none of them."""
        aliases: dict[str, frozenset[str]] = {}
        for identifier, names in groups:
            for name in names:
                key = fold(name)
                aliases[key] = aliases.get(key, frozenset()) | {identifier}
        return cls(aliases)

    def joins(self, one: str, other: str) -> bool:
        """Whether both folded names are borne by one thing and by no other."""
        first, second = self.aliases.get(one, frozenset()), self.aliases.get(other, frozenset())
        return len(first) == 1 and first == second


@cache
def _folded_lines() -> str:
    """The lookup in folded spelling, line for line, entries only."""
    lines = (LOOKUPS / "known.yaml").read_text(encoding="utf-8").splitlines()
    return "\n".join(fold(line) if not line.startswith("#") else "" for line in lines)


@lru_cache(maxsize=4096)
def find_known(key: str) -> Known | None:
    """What the lookup says of a folded name."""
    text = _folded_lines()
    position = text.find(key) if key else -1
    while position >= 0:
        before, after = text[position - 1 : position], text[position + len(key) : position + len(key) + 1]
        whole = before in "(, " and after in "),'"
        entry = _entry(text.count("\n", 0, position)) if whole else None
        if entry is not None and key in entry.names:
            return entry
        position = text.find(key, position + 1)
    return None


def known_as(name: Name) -> Known | None:
    """What the lookup says of a name as written, or as the press would write it."""
    return find_known(name.key) or find_known(name.press) or find_known(name.press.removesuffix(" holdings"))


@cache
def _entry(number: int) -> Known | None:
    from yuantu.evidence.yamlfiles import read_yaml  # noqa: PLC0415 — most pairs of names need no YAML

    line = (LOOKUPS / "known.yaml").read_text(encoding="utf-8").splitlines()[number]
    rows = read_yaml(line, "known.yaml")
    if not isinstance(rows, list) or not isinstance(rows[0], dict):
        return None
    row = rows[0]
    return Known(frozenset(fold(str(name)) for name in row["names"]), str(row["hq"]), str(row["source"]))


def known_things() -> list[Known]:
    """Every line of the lookup."""
    count = _folded_lines().count("\n") + 1
    lines = (LOOKUPS / "known.yaml").read_text(encoding="utf-8").splitlines()
    return [entry for number in range(count) if lines[number].startswith("-") and (entry := _entry(number))]
