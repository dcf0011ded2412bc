"""How does one look at industry chains on the command line?"""

from datetime import date
from pathlib import Path
from typing import Any

import click

from yuantu.cli.chainacts import log, place, task, tasks, undo
from yuantu.cli.options import Whole, day_option, json_option, print_json, workspace_option
from yuantu.cli.ownchains import check, import_
from yuantu.cli.relatedness import relatedness

STATES = {
    "present": ("●", "有", "present"), "reachable": ("◐", "可达", "reachable"), "absent": ("○", "缺", "absent"),
    "no_data": ("?", "无数据", "no data"),
}  # fmt: skip
STAGES = {
    "upstream": ("上游", "upstream"),
    "midstream": ("中游", "midstream"),
    "downstream": ("下游", "downstream"),
}


@click.group()
def chain() -> None:
    """Industry chains: what goes into what, who makes it where, what is missing, whom to visit."""


for command in (relatedness, place, task, tasks, log, undo, check, import_):
    chain.add_command(command)


def open_workspace(workspace: Path) -> Any:
    """The workspace of that folder."""
    from yuantu.workspace.workspace import Workspace

    return Workspace.open(workspace)


@chain.command(name="list")
@workspace_option
@json_option
@click.pass_obj
def list_(language: str, workspace: Path, as_json: bool) -> None:
    """All chains with their size."""
    from yuantu.workspace import chains

    found = chains.list_chains(open_workspace(workspace))
    if as_json:
        print_json(found)
        return
    for problem in found["problems"]:
        click.echo(f"{problem['place']}: {problem['message'][language]}", err=True)
    for one in found["chains"]:
        counts = one["counts"]
        click.echo(
            f"{one['id']:<14} {one['name'][language]}  {counts['nodes']} · {counts['edges']}  {one['version']}"
        )


@chain.command()
@click.argument("chain_id", metavar="CHAIN")
@day_option
@workspace_option
@json_option
@click.pass_obj
def show(language: str, chain_id: str, day: date, workspace: Path, as_json: bool) -> None:
    """One chain: its nodes by stage and segment, with their makers."""
    from yuantu.workspace import chains

    found = chains.show_chain(open_workspace(workspace), chain_id, day)
    if as_json:
        print_json(found)
        return
    click.echo(f"{found['name'][language]} · {found['coverage']['text'][language]}")
    for segment in found["segments"]:
        click.echo(f"{STAGES[segment['stage']][language == 'en']} · {segment['name'][language]}")
        for node in (one for one in found["nodes"] if one["segment"] == segment["id"]):
            makers = "、".join(one["company_name"] for one in node["makers"])
            click.echo(f"  {node['name'][language]} ({node['id']})  {makers}".rstrip())


@chain.command()
@click.argument("chain_id", metavar="CHAIN")
@click.option("--region", help="Name or code of a region; without it all regions are compared.")
@click.option(
    "--within", "minutes", type=click.FloatRange(0, 1440), default=60.0, show_default=True, metavar="MINUTES",
    help="What can be had within so many minutes by road is reachable.",
)  # fmt: skip
@day_option
@workspace_option
@json_option
@click.pass_obj
def gaps(  # noqa: PLR0913, PLR0917 — one parameter per option
    language: str,
    chain_id: str,
    region: str | None,
    minutes: float,
    day: date,
    workspace: Path,
    as_json: bool,
) -> None:
    """What of CHAIN a region has, can get, is said to lack, and of what nobody knows."""
    from yuantu.workspace import chains

    opened = open_workspace(workspace)
    found = (
        chains.find_chain_gaps(opened, chain_id, region, day, minutes)
        if region
        else chains.compare_regions(opened, chain_id, day, minutes)
    )
    if as_json:
        print_json(found)
    elif region:
        _print_gaps(found, language)
    else:
        for one in found["regions"]:
            counts = " ".join(f"{STATES[state][0]}{count}" for state, count in one["counts"].items())
            click.echo(
                f"{counts}  {one['name'][language]} ({one['id']})  {one['coverage']['text'][language]}"
            )


def _print_gaps(found: dict[str, Any], language: str) -> None:
    place = 2 if language == "en" else 1
    click.echo(f"{found['chain']['name'][language]} · {found['region']['name'][language]} · {found['as_of']}")
    click.echo(
        "  "
        + " · ".join(
            f"{STATES[one][0]} {STATES[one][place]} {count}" for one, count in found["counts"].items()
        )
    )
    click.echo("  " + found["coverage"]["text"][language])
    for one in sorted(found["gaps"], key=lambda gap: -gap["importance"]):
        who = "、".join(maker["company_name"] for maker in one["makers"])
        near = one["nearest"]
        if near:
            who = f"{near['company_name']} {near['minutes']:.0f} min"
        mark, *words = STATES[one["state"]]
        click.echo(
            f"{mark} {one['importance']:.2f} {words[place - 1]}  {one['name'][language]} ({one['node']})  {who}"
        )
    click.echo(found["model"][language])


@chain.command()
@click.argument("chain_id", metavar="CHAIN")
@click.argument("node")
@click.option("--region", required=True, help="Name or code of the region that the gap is in.")
@click.option(
    "--sheet", type=click.Path(path_type=Path), help="Write a call sheet to take along: one HTML file."
)
@click.option("--top", type=Whole(1, 200), default=20, show_default=True, help="At most so many.")
@day_option
@workspace_option
@json_option
@click.pass_obj
def targets(  # noqa: PLR0913, PLR0917 — one parameter per option
    language: str,
    chain_id: str,
    node: str,
    region: str,
    sheet: Path | None,
    top: int,
    day: date,
    workspace: Path,
    as_json: bool,
) -> None:
    """Companies elsewhere that make NODE of CHAIN, ranked, with reasons and doubts."""
    from yuantu.workspace.callsheets import draw_call_sheet
    from yuantu.workspace.targets import find_targets

    opened = open_workspace(workspace)
    found = find_targets(opened, chain_id, node, region, day, top=top)
    if sheet:
        sheet.write_text(draw_call_sheet(opened.session, found, language), encoding="utf-8")
    if as_json:
        print_json(found)
        return
    state = STATES[found["gap"]["state"]][2 if language == "en" else 1]
    click.echo(f"{found['gap']['name'][language]} · {found['region']['name'][language]} · {state}")
    for key in ("targets", "abstained"):
        for one in found[key]:
            low, high = one["band"]
            score = f"{low:.2f}" if low == high else f"{low:.2f}–{high:.2f}"
            head = f"{one['rank']}." if key == "targets" else "–"
            where = one["region_name"][language] if one["region_name"] else "?"
            click.echo(f"{head} {one['company_name']}（{where}） {score}")
            for sign, points in (("+", one["reasons"]), ("−", one["doubts"])):
                for point in points:
                    click.echo(
                        f"    {sign} {point['text'][language]}  [{', '.join(point['statements'][:2])}]"
                    )
            if key == "abstained":
                click.echo(f"    = {one['why'][language]}")


@chain.command()
@click.argument("chain_id", metavar="CHAIN")
@click.argument("leader")
@click.option("--region", help="Name or code of a region (default: the city that the leader is in).")
@day_option
@workspace_option
@json_option
@click.pass_obj
def followers(  # noqa: PLR0913, PLR0917 — one parameter per option
    language: str, chain_id: str, leader: str, region: str | None, day: date, workspace: Path, as_json: bool
) -> None:
    """Who makes what LEADER (an id or a name) needs: who is here, and who is still outside."""
    from yuantu.workspace.followers import find_followers

    found = find_followers(open_workspace(workspace), chain_id, leader, region, day)
    if as_json:
        print_json(found)
        return
    since = found["since"]["day"] if found["since"] else "?"
    click.echo(f"{found['leader']['company_name']} · {found['region']['name'][language]} · {since}")
    for one in found["inputs"]:
        here = [
            f"{who['company_name']} {who['since']['day'] if who['since'] else ''}".strip()
            for who in one["came"]
        ]
        away = [who["company_name"] for who in one["outside"]]
        click.echo(
            f"  {one['steps']} {one['name'][language]}: {'、'.join(here) or '–'}"
            + (f"  ← {'、'.join(away)}" if away else "")
        )


@chain.command()
@click.argument("chain_id", metavar="CHAIN")
@click.argument("node")
@day_option
@workspace_option
@json_option
@click.pass_obj
def policies(language: str, chain_id: str, node: str, day: date, workspace: Path, as_json: bool) -> None:
    """Under which entries of the industry lists of provinces and cities NODE of CHAIN falls."""
    from yuantu.workspace.policies import find_policies

    found = find_policies(open_workspace(workspace), chain_id, node, day)
    if as_json:
        print_json(found)
        return
    gone = {"zh": "（该日无效）", "en": " (not in force)"}[language]
    for one in found["lists"]:
        click.echo(f"{one['name'][language]} · {one['authority'][language]}")
        for entry in one["entries"]:
            click.echo(f"  {entry['name'][language]} ({entry['id']}){'' if entry['in_force'] else gone}")
            for other in entry["counterparts"]:
                name = other["name"][language] if other["name"] else other["id"]
                click.echo(f"    {other['relation']} {other['scope'] or ''} {name} ({other['id']})")
        if not one["entries"]:
            click.echo("  –")
