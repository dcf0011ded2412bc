"""How does one take in documents on the command line, and see what they claim?"""

from pathlib import Path
from typing import Any

import click

from yuantu.cli.options import Correction, OneOf, json_option, print_json, workspace_option
from yuantu.cli.reviewing import tell_counts

ROWS = ("site", "project", "company", "park", "facility")
CLASSES = ("S", "A", "B", "C", "X", "G")


@click.group()
def document() -> None:
    """Take in documents: keep them, propose what they claim, compare versions."""


@document.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--claims", type=click.Path(path_type=Path), help="JSON lines of claims instead of reading the text."
)
@click.option("--name", help="What the document is called (default: the name of the file).")
@click.option("--published", help="When it was published (2023-02, 2024-06-30 …).")
@click.option("--class", "source_class", type=OneOf(CLASSES), default="B", show_default=True,
              help="How far its publisher is to be trusted.")  # fmt: skip
@click.option("--address", help="Where it was found.")
@click.option("--kind", type=OneOf(ROWS), help="What the rows of its tables are (default: what fits best).")
@click.option("--given", "stated", type=Correction(), multiple=True,
              help="What holds for every row of its tables: kind=厂房, region=新会区 … .")  # fmt: skip
@click.option(
    "--model", is_flag=True, help="Ask the language model that yuantu.toml names about what is left open."
)
@workspace_option
@json_option
@click.pass_obj
def add(
    language: str, /, file: Path, claims: Path | None, workspace: Path, as_json: bool, **given: Any
) -> None:
    """Keep FILE and propose what it claims, cell by cell in its tables; the same file again adds nothing."""
    from yuantu.workspace.documents import Received, add_document
    from yuantu.workspace.workspace import Workspace

    lines = (
        (claims.name, claims.read_text(encoding="utf-8", errors="replace").split("\n")) if claims else None
    )
    about = Received(
        given["name"] or file.name, given["published"], given["source_class"], given["address"],
        given["kind"], {name: str(words) for name, words in given["stated"]}, given["model"],
    )  # fmt: skip
    found = add_document(Workspace.open(workspace), file.read_bytes(), about, lines)
    if as_json:
        print_json(found)
        return
    for problem in found["problems"]:
        click.echo(f"  {problem['place']}: {problem['message'][language]}", err=True)
    kept = found["document"]
    if language == "zh":
        click.echo(f"{kept['name']} · {kept['id']}：读出 {found['offered']} 条，新增 {found['added']} 条待审")
    else:
        click.echo(
            f"{kept['name']} · {kept['id']}: {found['offered']} claims, {found['added']} new to review"
        )
    _tell_what_it_is(kept, language)
    if found["model"]:
        _tell_model(found["model"], language)
    if found["difference"]:
        _tell_difference(found["difference"], language)


@document.command(name="list")
@workspace_option
@json_option
@click.pass_obj
def list_(language: str, workspace: Path, as_json: bool) -> None:
    """All documents with how much of them is reviewed."""
    from yuantu.workspace.documents import list_documents
    from yuantu.workspace.workspace import Workspace

    found = list_documents(Workspace.open(workspace))
    if as_json:
        print_json({"documents": found})
        return
    for one in found:
        counts = tell_counts({name: count for name, count in one["counts"].items() if count}, language, " ")
        published = (one["published"] or {}).get("from") or "?"
        click.echo(f"{one['id']}  {one['name']} [{one['source_class']}] {published}  {counts}".rstrip())


@document.command()
@click.argument("document_id")
@workspace_option
@json_option
@click.pass_obj
def show(language: str, document_id: str, workspace: Path, as_json: bool) -> None:
    """One document: where it came from, its text, the proposals in it."""
    from yuantu.workspace.documents import document_json
    from yuantu.workspace.labels import STATUS_LABELS
    from yuantu.workspace.workspace import Workspace

    found = document_json(Workspace.open(workspace), document_id)
    if as_json:
        print_json(found)
        return
    click.echo(f"{found['name']} · {found['digest']} [{found['source_class']}]")
    click.echo(found["text"])
    for one in found["proposals"]:
        click.echo(f"  {one['id']} {STATUS_LABELS[one['status']][language]}  {one['start']}-{one['end']}")


@document.command()
@click.argument("document_id")
@click.option("--against", help="The document to compare with (default: the version before).")
@workspace_option
@json_option
@click.pass_obj
def diff(language: str, document_id: str, against: str | None, workspace: Path, as_json: bool) -> None:
    """What a document claims that the version before did not, and the other way round."""
    from yuantu.workspace.documents import difference_json
    from yuantu.workspace.workspace import Workspace

    found = difference_json(Workspace.open(workspace), document_id, against)
    if as_json:
        print_json(found)
        return
    _tell_difference(found, language)


def _tell_what_it_is(kept: dict[str, Any], language: str) -> None:
    """What a person should know before reviewing: that it is a sample, when it was published, and how that is known."""
    if kept["sample"]:
        click.echo(f"  {kept['class_label'][language]}")
    day = kept["published"]
    if day:
        words = "发布" if language == "zh" else "published"
        click.echo(f"  {words} {day['from']} – {day['to']} · {day['basis_label'][language]}")


def _tell_model(told: dict[str, Any], language: str) -> None:
    dropped = sum(told["dropped"].values())
    numbers = (told["method"], told["asked"], told["answered"], dropped)
    words = "问了 {} 处，答了 {} 处，弃用 {} 处" if language == "zh" else "asked {}, answered {}, dropped {}"
    click.echo(f"  {numbers[0]}: {words.format(*numbers[1:])}")
    for failure in told["failures"]:
        click.echo(f"  {failure}", err=True)


def _tell_difference(found: dict[str, Any], language: str) -> None:
    from yuantu.workspace.labels import STATUS_LABELS

    def status(one: dict[str, Any]) -> str:
        return STATUS_LABELS[one["status"]][language]

    words = ("未变", "改变", "消失", "新增") if language == "zh" else ("kept", "changed", "gone", "new")
    counts = [len(found[name]) for name in ("kept", "changed", "gone", "new")]
    told = " · ".join(f"{word} {count}" for word, count in zip(words, counts, strict=True))
    click.echo(f"{found['older']} → {found['newer']}: {told}")
    for pair in found["changed"]:
        one, two = pair["older"], pair["newer"]
        place = f"  ({two['place']})" if two["place"] else ""
        click.echo(
            f"  ~ {two['id']} {status(two)}  {two['subject'] or '?'} · {two['label'][language]}: "
            f"“{one['quote']}” → “{two['quote']}”{place}"
        )
    for sign, name in (("-", "gone"), ("+", "new")):
        for one in found[name]:
            click.echo(
                f"  {sign} {one['id']} {status(one)}  {one['subject'] or '?'} · {one['label'][language]}: "
                f"“{one['quote']}”"
            )
