"""How does one ask for sites, or for the candidates of another catalogue, on the command line?"""

from datetime import date
from typing import Any

import click

from yuantu.cli.asked import PATH, Asked, read_brief
from yuantu.cli.options import Whole, as_of_option, json_option, print_json, today_option, workspace_option
from yuantu.cli.quick import brief_words
from yuantu.errors import BadInput, Problem
from yuantu.workspace import days


@click.command()
@click.argument("sentence")
@today_option
@json_option
@click.pass_obj
def brief(language: str, sentence: str, today: date | None, as_json: bool) -> None:
    """Show how SENTENCE is understood. Needs no workspace."""
    click.echo(brief_words(sentence, today or days.today(), language, as_json=as_json))


@click.command()
@click.argument("sentence", required=False)
@click.option("--brief", "brief_file", type=PATH, help="A brief as TOML or JSON instead.")
@click.option(
    "--catalogue",
    default="sites",
    show_default=True,
    help="What to match: a shipped catalogue or a YAML file.",
)
@click.option("--candidates", type=PATH, help="The candidates as a table file; needs no workspace.")
@click.option(
    "--what-if",
    multiple=True,
    help="What another number would change: rent=-2, ID@power=2000, weight:rent=0.4, limit:area=9000, drop:rail "
    "(repeatable).",
)
@click.option("--briefs", type=PATH, help="Very many briefs: a JSONL, CSV, TOML, text or workbook file.")
@click.option("--out", type=PATH, help="With --briefs: the rows as .parquet, .csv or .jsonl.")
@click.option(
    "--for",
    "wanted",
    multiple=True,
    help="With --briefs: which of them fit this site, park or region (repeatable).",
)
@click.option("--statements", is_flag=True, help="With --out: a column of the statements behind each score.")
@click.option(
    "--update",
    is_flag=True,
    help="With --out: keep what is needed to recompute only what a change can touch.",
)
@click.option(
    "--force", is_flag=True, help="With --out: replace the file, and start an unfinished batch anew."
)
@as_of_option
@click.option("--with-samples", is_flag=True, help="Mix in 示例 inventory; every sample is marked.")
@click.option("--top", type=Whole(1, 10_000), default=5, show_default=True, help="At most so many per list.")
@today_option
@workspace_option
@json_option
@click.pass_context
def match(context: click.Context, /, **given: Any) -> None:
    """Find sites for SENTENCE, for a brief in a file, or for all briefs of a file."""
    asked = Asked(**given)
    language: str = context.obj
    if asked.briefs is not None:
        from yuantu.cli.batching import match_many

        context.exit(match_many(asked, language))
    for option, value in (("--out", asked.out), ("--for", asked.wanted), ("--update", asked.update)):
        if value:
            params = {"option": option, "with_option": "--briefs"}
            raise BadInput(Problem("batch_option", params, option))
    answer = _answer(asked)
    if asked.as_json:
        print_json(answer)
        return
    from yuantu.cli.shortlists import match_lines

    click.echo("\n".join(match_lines(answer, language)))


def _answer(asked: Asked) -> dict[str, Any]:
    from yuantu.workspace import asking

    if asked.sentence is not None and asked.brief_file is not None:
        raise BadInput(Problem("brief_and_file", place="--brief"))
    session = asked.session() if asked.needs_workspace else None
    understood = read_brief(asked.sentence, asked.brief_file, asked.today or days.today(), session)
    find = asked.opener(lambda: session or asked.session())
    return asking.match_catalogue(find, understood, asked.as_of, top=asked.top, what_if=asked.what_if)
