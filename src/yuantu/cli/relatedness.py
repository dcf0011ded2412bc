"""How does one ask, on the command line, what a region's industries lie near to?"""

from pathlib import Path
from typing import Any

import click

from yuantu.cli.options import json_option, print_json
from yuantu.errors import Problem

SHOWN = 10


@click.command()
@click.argument("table", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--region", help="Only this region, as the table names it.")
@click.option(
    "--complete", is_flag=True, help="The table is a complete list: a pair it does not name is zero."
)
@click.option("--counts", is_flag=True, help="The amounts count things, so quotients get an interval.")
@json_option
@click.pass_obj
def relatedness(
    language: str, table: Path, region: str | None, complete: bool, counts: bool, as_json: bool
) -> None:
    """Specialisation, relatedness density and complexity of a TABLE of region, industry, amount and perhaps year.

    With two years or more the forecast by density is judged beside the plain baseline.
    """
    from yuantu.workspace.economy import Asked, study_economy

    found = study_economy(table, Asked(region, complete, counts))
    if as_json:
        print_json(found)
        return
    by_region: dict[str, list[dict[str, Any]]] = {}
    for item in found["items"]:
        by_region.setdefault(item["region"], []).append(item)
    for name, items in by_region.items():
        _print_region(name, items, found["complexity"]["regions"].get(name), language)
    _print_forecast(found["forecast"], language)


def _print_region(name: str, items: list[dict[str, Any]], index: float | None, language: str) -> None:
    click.echo(f"{name}  ECI {_shown(index)}")
    strong = sorted((one for one in items if one["specialised"]), key=lambda one: -one["location_quotient"])
    near = sorted((one for one in items if not one["specialised"]), key=lambda one: -(one["density"] or -1.0))
    for title, group in (("economy_strong", strong), ("economy_near", near)):
        click.echo("  " + Problem(title).text(language))
        for one in group[:SHOWN]:
            band = f" [{_shown(one['low'])}, {_shown(one['high'])}]" if one["low"] is not None else ""
            quotient = f"LQ {_shown(one['location_quotient'])}{band}"
            click.echo(f"    {one['industry']}  {quotient}  ω {_shown(one['density'])}")


def _print_forecast(forecast: dict[str, Any] | None, language: str) -> None:
    if forecast is None:
        click.echo(Problem("economy_one_year").text(language))
    elif forecast["why_not"]:
        click.echo(forecast["why_not"]["message"][language])
    else:
        params = {
            "candidates": forecast["candidates"],
            "activations": forecast["activations"],
            "density": f"{forecast['density']['auc']:.3f}",
            "baseline": f"{forecast['baseline']['auc']:.3f}",
            "density_hits": f"{forecast['density']['precision']:.1%}",
            "baseline_hits": f"{forecast['baseline']['precision']:.1%}",
            "base_rate": f"{forecast['base_rate']:.1%}",
        }
        click.echo(Problem("economy_forecast", params).text(language))


def _shown(number: float | None) -> str:
    return "?" if number is None else f"{number:.2f}"
