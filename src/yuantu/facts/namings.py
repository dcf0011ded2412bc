"""What is the property of a claim called in the ontology?

Claims name what a text measures (`gdp`, `projects_signed`, `annual_output_target`); the ontology has properties of
kinds and named indicators. The table `claim_properties.toml` says which property of which kind is meant; what a figure
is called stands in `ontology/claims.yaml`; endings say the rest: growth, rank, share, and whether a figure is achieved,
planned, expected or aimed at.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from yuantu.ontology.claimwords import claimed_label, counted_label, figure_label, lasting_stages
from yuantu.ontology.schema import Kind

TABLE = Path(__file__).with_name("claim_properties.toml")
BASES = {"_target": "target", "_planned": "target", "_plan": "target", "_expected": "forecast"}
BASIS_OF = {"actual": "actual", "plan": "target", "target": "target", "forecast": "forecast"}
MILESTONE = "milestone_"


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
    if named or claimed in kind.properties:
        return named or claimed
    if stage_code(kind, claimed) is not None:
        return "stage"
    between = lasting_stages(claimed)
    name = f"{between[0]}_to_{between[1]}" if between and between[0] else ""
    if name in kind.properties:
        return name
    day = read_table()["direct"].get(kind.name, {}).get(claimed.removesuffix("_on"))
    return day if claimed.endswith("_on") else None


def stage_code(kind: Kind, claimed: str) -> str | None:
    """The stage of a thing of that kind that a milestone brings it to."""
    if not claimed.startswith(MILESTONE):
        return None
    code: str | None = read_table()["stages"].get(kind.name, {}).get(claimed.removeprefix(MILESTONE))
    return code


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


def is_stock(kind: str | None, claimed: str) -> bool:
    """Whether a figure holds on a day, so that it may be dated by its publication."""
    table = read_table()
    if kind in table["stocks"] or claimed in table["stock_figures"]:
        return True
    plain = claimed
    for ending in BASES:
        plain = plain.removesuffix(ending)
    measured = plain.removeprefix("share_of_")
    return measured in table["stock_figures"] or (measured != plain and _is_counted_or_land(measured))


def _is_counted_or_land(measured: str) -> bool:
    return counted_label(measured) is not None or measured.endswith("_area")


def _figure_name(claimed: str) -> str | None:
    label = figure_label(claimed)
    if label is not None:
        return label.zh
    for shape in read_table()["shapes"]:
        inner = claimed.removesuffix(shape) if shape.startswith("_") else claimed.removeprefix(shape)
        if inner != claimed and figure_label(inner) is not None:
            shaped = claimed_label(claimed)
            return shaped.zh if shaped else None
    return None
