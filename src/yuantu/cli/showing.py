"""How does one look at a single thing on the command line?"""

from datetime import date
from pathlib import Path
from typing import Any

import click

from yuantu.cli.options import (
    day_option,
    json_option,
    known_at_option,
    print_json,
    today_option,
    workspace_option,
)
from yuantu.workspace import days


@click.group()
def show() -> None:
    """Show one thing: a statement, an entity, regions, minutes, conflicts, stale facts, the workspace."""


def _session(workspace: Path) -> Any:
    from yuantu.workspace.workspace import Workspace

    return Workspace.open(workspace).session


@show.command()
@click.argument("statement_id")
@workspace_option
@json_option
@click.pass_obj
def statement(language: str, statement_id: str, workspace: Path, as_json: bool) -> None:
    """One statement: source, locator, original words, value, dates."""
    from yuantu.workspace.reviewing import Reviewing
    from yuantu.workspace.workspace import Workspace

    found = Reviewing(Workspace.open(workspace)).statement(statement_id)
    if as_json:
        print_json(found)
        return
    source, gone = found["source"], found["retracted"]
    if gone:
        words = "已撤回" if language == "zh" else "retracted"
        click.echo(f"{words}: {gone['at']} · {gone['author']} · {gone['reason']}")
    click.echo(f"{found['entity_name']} · {found['label'][language]}: {found['text'][language]}")
    click.echo(f"  “{found['words']}”  {found['locator']}")
    click.echo(f"  {source['citation']} [{source['source_class']}] {source['link'] or ''}".rstrip())
    click.echo(f"  {found['valid_from'] or '?'} – {found['valid_to'] or '?'} · {found['known_at']}")
    if found["review"]:
        text, (start, end) = found["review"]["sentence"]["text"], found["review"]["sentence"]["span"]
        click.echo(f"  {text[:start]}【{text[start:end]}】{text[end:]}")
        click.echo(f"  {found['review']['author']} · {found['review']['at']} · {found['review']['proposal']}")
    for other in found["conflicts"]:
        click.echo(f"  ≠ {other}")


@show.command()
@click.argument("entity_id")
@day_option
@known_at_option
@workspace_option
@json_option
@click.pass_obj
def entity(
    language: str, entity_id: str, day: date, known_at: str | None, workspace: Path, as_json: bool
) -> None:
    """All that is held of one region, park, site, company, project, facility or road."""
    from yuantu.workspace.evidence import entity_json

    found = entity_json(_session(workspace), entity_id, day, known_at)
    if as_json:
        print_json(found)
        return
    mark = "[示例] " if found["sample"] else ""
    click.echo(f"{mark}{found['name']} · {found['kind_label'][language]} · {found['id']}")
    for one in found["properties"]:
        for value in one["values"]:
            sign = "≠" if one["state"] == "conflict" else " "
            click.echo(
                f" {sign} {one['label'][language]}: {value['text'][language]}  [{', '.join(value['statements'])}]"
            )


@show.command()
@day_option
@workspace_option
@json_option
@click.pass_obj
def regions(language: str, day: date, workspace: Path, as_json: bool) -> None:
    """The region tree with parks, plants and parcels, each counted once per region."""
    from yuantu.workspace.answers import regions_json

    found = regions_json(_session(workspace), day)
    if as_json:
        print_json(found)
        return
    below: dict[str | None, list[dict[str, Any]]] = {}
    known = {one["id"] for one in found["regions"]}
    for one in found["regions"]:
        below.setdefault(one["parent"] if one["parent"] in known else None, []).append(one)
    _branch(below, None, 0, language)


def _branch(
    below: dict[str | None, list[dict[str, Any]]], parent: str | None, depth: int, language: str
) -> None:
    for one in below.get(parent, ()):
        counts = one["counts"]
        name = one["name"] if language == "zh" else one["name_en"] or one["name"]
        if any(counts.values()):
            click.echo(
                "  " * depth
                + f"{name}  "
                + " ".join(f"{key} {value}" for key, value in counts.items() if value)
            )
        _branch(below, one["id"], depth + 1, language)


@show.command()
@click.argument("origin")
@click.argument("target")
@day_option
@workspace_option
@json_option
@click.pass_obj
def minutes(language: str, origin: str, target: str, day: date, workspace: Path, as_json: bool) -> None:
    """Minutes by car from ORIGIN to TARGET as of a day, and the roads taken."""
    from yuantu.workspace.answers import minutes_json

    found = minutes_json(_session(workspace), origin, target, day)
    if as_json:
        print_json(found)
        return
    total = "?" if found["minutes"] is None else f"{found['minutes']:.0f} min · {found['km']:.1f} km"
    click.echo(f"{found['from']['name']} → {found['to']['name']}  {total}  ({found['as_of']})")
    for leg in found["path"]:
        click.echo(f"  {leg['road'] or '—'}  {leg['km']:.1f} km  {leg['minutes']:.1f} min")
    for note in (found["model"], *found["notes"]):
        click.echo(f"  {note[language]}")


@show.command()
@day_option
@workspace_option
@json_option
@click.pass_obj
def conflicts(language: str, day: date, workspace: Path, as_json: bool) -> None:
    """Everything on which statements that hold together disagree."""
    from yuantu.workspace.evidence import conflicts_json

    found = conflicts_json(_session(workspace), day)
    if as_json:
        print_json({"conflicts": found})
        return
    for one in found:
        values = "  ≠  ".join(
            f"{value['text'][language]} [{value['statements'][0]}]" for value in one["values"]
        )
        click.echo(f"{one['name']} ({one['entity']}) · {one['label'][language]}: {values}")


@show.command()
@day_option
@workspace_option
@json_option
@click.pass_obj
def stale(language: str, day: date, workspace: Path, as_json: bool) -> None:
    """Everything that has not been confirmed for longer than it stays fresh."""
    from yuantu.workspace.freshness import stale_json

    found = stale_json(_session(workspace), day)
    if as_json:
        print_json(found)
        return
    for one in found["items"]:
        over = one["reason"][language] if one["days_over"] is None else f"+{one['days_over']} d"
        click.echo(
            f"{over:>8}  {one['name']} ({one['entity']}) · {one['label'][language]}: {one['text'][language]}"
            f"  {one['observed_on'] or '?'} [{', '.join(one['statements'])}]"
        )


@show.command()
@today_option
@workspace_option
@json_option
@click.pass_obj
def workspace(language: str, today: date | None, workspace: Path, as_json: bool) -> None:
    """The workspace itself: title, data version, counts, events, attribution."""
    from yuantu.workspace.answers import meta_json
    from yuantu.workspace.workspace import Workspace

    opened = Workspace.open(workspace)
    found = meta_json(opened.session, opened.settings(), today or days.today())
    if as_json:
        print_json(found)
        return
    click.echo(f"{found['title'][language]} · {found['snapshot']}")
    click.echo("  " + " · ".join(f"{name} {count}" for name, count in found["counts"].items()))
    for event in found["events"]:
        click.echo(f"  {event['date']} {event['label'][language]}")
    for line in found["attribution"]:
        click.echo(f"  {line}")
