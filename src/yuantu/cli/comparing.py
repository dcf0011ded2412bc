"""How does one compare a few candidates on the command line?"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from yuantu.cli.asked import PATH, Asked, read_brief
from yuantu.cli.options import as_of_option, json_option, print_json, today_option, workspace_option
from yuantu.errors import BadInput, Problem
from yuantu.workspace import days

STATES = {"yes": "✓", "no": "✗", "unknown": "?"}
WORDS = {"zh": {"score": "评分", "tests": "要求", "criteria": "评分各项", "costs": "每年费用",
                "assumed": "您的假设", "missing": "未计", "none": "没有一项算得出"},
         "en": {"score": "score", "tests": "Requirements", "criteria": "Score", "costs": "Costs per year",
                 "assumed": "You assume", "missing": "without", "none": "no item can be computed"}}  # fmt: skip


@click.command()
@click.argument("wanted", nargs=-1, required=True, metavar="CANDIDATES...")
@click.option("--sentence", help="By what is asked in one sentence.")
@click.option("--brief", "brief_file", type=PATH, help="By a brief as TOML or JSON.")
@click.option(
    "--catalogue",
    default="sites",
    show_default=True,
    help="What to compare: a shipped catalogue or a YAML file.",
)
@click.option("--candidates", type=PATH, help="The candidates as a table file; needs no workspace.")
@as_of_option
@click.option("--with-samples", is_flag=True, help="Look among 示例 inventory too; every sample is marked.")
@today_option
@workspace_option
@json_option
@click.pass_obj
def compare(  # noqa: PLR0913, PLR0917 — click passes one argument per option
    language: str,
    wanted: tuple[str, ...],
    sentence: str | None,
    brief_file: Path | None,
    catalogue: str,
    candidates: Path | None,
    as_of: date | None,
    with_samples: bool,
    today: date | None,
    workspace: Path,
    as_json: bool,
) -> None:
    """Put two to eight CANDIDATES, by id or name, side by side."""
    from yuantu.workspace import asking

    if sentence is not None and brief_file is not None:
        raise BadInput(Problem("brief_and_file", place="--brief"))
    asked = replace(
        Asked.of_nothing(workspace), catalogue=catalogue, candidates=candidates, with_samples=with_samples
    )
    session = asked.session() if asked.needs_workspace else None
    day = today or days.today()
    if sentence is None and brief_file is None:
        brief = asking.read_document({}, day)
    else:
        brief = read_brief(sentence, brief_file, day, session)
    answer = asking.compare(asked.opener(lambda: session or asked.session()), brief, as_of, wanted)
    if as_json:
        print_json(answer)
        return
    click.echo("\n".join(compare_lines(answer, language)))


def compare_lines(answer: dict[str, Any], language: str) -> list[str]:
    """Each candidate, then each test and criterion with what every one of them has."""
    say = WORDS[language]
    lines = []
    for number, item in enumerate(answer["candidates"], start=1):
        low, high = item["band"]
        score = f"{low:.2f}" if low == high else f"{low:.2f}–{high:.2f}"
        sample = "[示例] " if item["sample"] else ""
        lines.append(
            f"{number} {STATES[item['state']]} {sample}{item['name']}  {say['score']} {score}  {item['id']}"
        )
    lines += ["", f"{say['tests']}:"]
    for test in answer["tests"]:
        need = f"（{test['need'][language]}）" if test["need"][language] else ""
        cells = (f"{STATES[one['state']]} {one['text'][language]}" for one in test["candidates"])
        lines.append(f"  {test['label'][language]}{need}: {' | '.join(cells)}")
    lines += ["", f"{say['criteria']}:"]
    for at, criterion in enumerate(answer["criteria"]):
        texts = (item["reasons"][at]["text"][language] for item in answer["candidates"])
        cells = (f"{_gain(one)} {text}" for one, text in zip(criterion["candidates"], texts, strict=True))
        lines.append(f"  {criterion['label'][language]} × {criterion['weight']:.2f}: {' | '.join(cells)}")
    if answer["costs"]:
        lines += ["", f"{say['costs']}:", *_cost_lines(answer["costs"], language)]
    return [*lines, "", *(note[language] for note in answer["notes"])] if answer["notes"] else lines


def _cost_lines(costs: dict[str, Any], language: str) -> list[str]:
    """Per candidate the total, its items, and what is missing."""
    say = WORDS[language]
    lines = [
        f"  {say['assumed']}: {one['label'][language]} {one['value']:,g} {one['unit']}"
        for one in costs["assumed"]
    ]
    for number, one in enumerate(costs["candidates"], start=1):
        total = one["total"]["text"][language] if one["total"] else say["none"]
        items = (f"{item['label'][language]} {item['text'][language]}" for item in one["items"])
        lines.append(f"  {number} {total}  {' + '.join(items)}".rstrip())
        lines += [
            f"      {say['missing']} {gap['label'][language]}: {gap['text'][language]}"
            for gap in one["missing"]
        ]
    return lines


def _gain(part: dict[str, Any]) -> str:
    low, high = part["band"]
    return f"+{low:.2f}" if low == high else f"+{low:.2f}–{high:.2f}"
