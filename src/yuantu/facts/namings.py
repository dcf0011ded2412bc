"""What is the property of a claim called in the ontology?

Claims name what a text measures (`gdp`, `projects_signed`, `annual_output_target`); the ontology has properties of
kinds and named indicators. The table `claim_properties.toml` says which is which; endings say the rest: growth, and
whether a figure is achieved, planned, expected or aimed at.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from yuantu.ontology.schema import Kind

TABLE = Path(__file__).with_name("claim_properties.toml")
BASES = {"_target": "target", "_planned": "target", "_plan": "target", "_expected": "forecast"}
BASIS_OF = {"actual": "actual", "plan": "target", "target": "target", "forecast": "forecast"}
GROWTH = "_growth"


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator by its name, and on which basis its value stands."""

    name: str
    basis: str


@cache
def read_table() -> dict[str, Any]:
    """The table as it is written."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def direct_property(kind: Kind, claimed: str) -> str | None:
    """The property of a kind that a claim about a thing of that kind means, or None."""
    named: str | None = read_table()["direct"].get(kind.name, {}).get(claimed)
    return named or (claimed if claimed in kind.properties else None)


def figure(claimed: str, basis: str | None) -> Figure | None:
    """The indicator that a claim means, or None. `basis` as the claim says it, else from the ending of its name."""
    stated = BASIS_OF.get(basis or "")
    name = _figure_name(claimed)
    if name is not None:
        return Figure(name, stated or "actual")
    for ending, meant in BASES.items():
        if claimed.endswith(ending):
            name = _figure_name(claimed.removesuffix(ending))
            return Figure(name, meant) if name else None
    return None


def is_stock(kind: str | None) -> bool:
    """Whether a figure of this kind holds on a day, so that it may be dated by its publication."""
    return kind in read_table()["stocks"]


def _figure_name(claimed: str) -> str | None:
    table = read_table()
    if claimed.endswith(GROWTH):
        grown = _figure_name(claimed.removesuffix(GROWTH))
        return f"{grown}增速" if grown else None
    name: str | None = table["figures"].get(claimed) or table["things"].get(claimed)
    if name:
        return name
    return _counted(claimed, table)


def _counted(claimed: str, table: dict[str, Any]) -> str | None:
    """What is counted, of which grade, and what was done with it."""
    grades = sorted(table["grades"], key=len, reverse=True)
    grade = next((one for one in grades if claimed.startswith(f"{one}_")), "")
    counted, prefix = claimed.removeprefix(f"{grade}_"), table["grades"].get(grade, "")
    if counted in table["things"]:
        return f"{prefix}{table['things'][counted]}"
    for thing, words in table["things"].items():
        deed = (
            table["deeds"].get(counted.removeprefix(f"{thing}_")) if counted.startswith(f"{thing}_") else None
        )
        if deed:
            return f"{deed}{prefix}{words}"
    return None
