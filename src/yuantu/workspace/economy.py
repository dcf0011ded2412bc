"""In what is a region specialised, what lies near to that, and would that have foretold anything?

Reads a table of regions, industries and amounts as offices publish it, and answers with one JSON object, the same at
every door. Relatedness never stands alone: the plain baseline is beside it, in each line and in the comparison.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from yuantu.chain.activations import Comparison, Forecast, compare_with_baseline
from yuantu.chain.complexity import economic_complexity
from yuantu.chain.relatedness import proximity, relatedness_density
from yuantu.chain.specialisation import (
    Activity,
    gather,
    location_quotient,
    location_quotient_interval,
    specialised,
)
from yuantu.errors import BadInput, Problem, Refusal
from yuantu.evidence.grids import Grid, open_grid
from yuantu.ontology.numerals import read_number

COLUMNS = {
    "region": ("region", "地区", "区域", "城市"),
    "industry": ("industry", "产业", "行业"),
    "amount": ("amount", "数量", "人数", "企业数", "产值", "employment"),
    "year": ("year", "年份", "年"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the table is asked for: one region or all, and whether absent pairs are zero."""

    region: str | None = None
    complete: bool = False
    counts: bool = False


def study_economy(table: Path, asked: Asked) -> dict[str, Any]:
    """Quotients, densities and complexity of the newest year; where there are two years, the comparison.

    Raises `BadInput` with cell and fix for a table that does not say region, industry and amount in every row.
    """
    grid = open_grid(table.parent, table.name)
    years: dict[int | None, list[tuple[str, str, float]]] = {}
    for year, cell in _cells(grid):
        years.setdefault(year, []).append(cell)
    if grid.problems:
        raise BadInput(grid.problems)
    named = sorted(years, key=lambda year: -1 if year is None else year)
    tables = {year: gather(years[year], complete=asked.complete) for year in named} or {
        None: gather((), complete=asked.complete)
    }
    newest = tables[list(tables)[-1]]
    if asked.region is not None and asked.region not in newest.regions:
        known = "、".join(newest.regions[:8])
        raise BadInput(Problem("economy_region", {"value": asked.region, "known": known}))
    forecast = _forecast(tables[named[0]], newest) if len(named) > 1 else None
    return {
        "table": table.name, "year": list(tables)[-1], "years": [year for year in named if year is not None],
        "complete": asked.complete, "regions": len(newest.regions), "industries": len(newest.industries),
        "items": _items(newest, asked), "complexity": _complexity(newest), "forecast": forecast,
    }  # fmt: skip


def _cells(grid: Grid) -> Iterator[tuple[int | None, tuple[str, str, float]]]:
    columns = {
        name: next((one for one in words if one in grid.columns), "") for name, words in COLUMNS.items()
    }
    for name in ("region", "industry", "amount"):
        if not columns[name]:
            params = {"column": name, "known": "、".join(COLUMNS[name]), "found": "、".join(grid.columns)}
            raise BadInput(Problem("economy_column", params, grid.file))
    for row, cells in grid.rows:
        absent = next((one for one in ("region", "industry", "amount") if columns[one] not in cells), None)
        if absent:
            grid.problems.append(Problem("economy_blank", {}, grid.place(row, columns[absent])))
            continue
        try:
            year = int(read_number(cells[columns["year"]])) if columns["year"] in cells else None
            amount = read_number(cells[columns["amount"]])
        except Refusal as refusal:
            grid.problems.append(refusal.problem.at(grid.place(row, columns["amount"])))
            continue
        yield year, (cells[columns["region"]], cells[columns["industry"]], amount)


def _items(table: Activity, asked: Asked) -> list[dict[str, Any]]:
    quotient, had = location_quotient(table.amounts), specialised(table.amounts)
    density = relatedness_density(had, proximity(had))
    low, high = (
        location_quotient_interval(table.amounts) if asked.counts else (np.full_like(quotient, np.nan),) * 2
    )
    return [
        {
            "region": region, "industry": industry, "amount": float(table.amounts[row, column]),
            "location_quotient": _number(quotient[row, column]),
            "low": _number(low[row, column]), "high": _number(high[row, column]),
            "specialised": bool(had[row, column]), "density": _number(density[row, column]),
        }
        for row, region in enumerate(table.regions)
        if asked.region in {None, region}
        for column, industry in enumerate(table.industries)
    ]  # fmt: skip


def _complexity(table: Activity) -> dict[str, Any]:
    """Both indices by name, or in words why there are none."""
    try:
        found = economic_complexity(specialised(table.amounts))
    except BadInput as refused:
        return {"regions": {}, "industries": {}, "why_not": refused.problems[0].to_json()}
    return {
        "regions": dict(zip(table.regions, map(_number, found.regions), strict=True)),
        "industries": dict(zip(table.industries, map(_number, found.industries), strict=True)),
        "why_not": None,
    }


def _forecast(before: Activity, after: Activity) -> dict[str, Any]:
    """The comparison on the regions and industries that both years name, or in words why there is none."""
    regions = sorted(set(before.regions) & set(after.regions))
    industries = sorted(set(before.industries) & set(after.industries))
    shared = {"regions": len(regions), "industries": len(industries)}
    try:
        found = compare_with_baseline(*(_part(table, regions, industries) for table in (before, after)))
    except BadInput as refused:
        return shared | {"why_not": refused.problems[0].to_json()}
    return shared | _comparison(found) | {"why_not": None}


def _part(table: Activity, regions: list[str], industries: list[str]) -> Any:
    rows = [table.regions.index(region) for region in regions]
    return table.amounts[np.ix_(rows, [table.industries.index(industry) for industry in industries])]


def _comparison(found: Comparison) -> dict[str, Any]:
    def judged(forecast: Forecast) -> dict[str, float]:
        return {"auc": forecast.auc, "precision": forecast.precision}

    return {
        "candidates": found.candidates, "activations": found.activations, "base_rate": found.base_rate,
        "density": judged(found.density), "baseline": judged(found.baseline),
    }  # fmt: skip


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
