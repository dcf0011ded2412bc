"""How does one read a text on the command line?"""

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from yuantu.errors import BadInput, Problem

if TYPE_CHECKING:
    from yuantu.evidence.text.claims import TextClaim
    from yuantu.evidence.text.reading import Gazetteer
    from yuantu.evidence.text.taggers import NameTagger
    from yuantu.ontology.values import Period

_STREAMED_BYTES = 16 << 20
_LONG_CHARACTERS = 400_000
_HEAD_CHARACTERS = 2_000


@click.command()
@click.argument("file", required=False)
@click.option("--text", "words", help="Read these words instead of a file.")
@click.option("--published", help="When the text was published (2023-02): relative dates count from it.")
@click.option("--workspace", type=click.Path(path_type=Path), help="Also know the names of this workspace.")
@click.option("--ner", is_flag=True, help="Let a trained model point at further names (extra: ner).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON claim a line.")
@click.pass_obj
def read(  # noqa: PLR0913, PLR0917 — click passes one argument per option
    language: str,
    file: str | None,
    words: str | None,
    published: str | None,
    workspace: Path | None,
    ner: bool,
    as_json: bool,
) -> None:
    """Print the claims of FILE (- for standard input) in order of appearance."""
    from yuantu.ontology.periods import read_period

    day = read_period(published) if published else None
    known = Known(_names(workspace), _tagger() if ner else None)
    if words is None and file not in (None, "-") and _is_long(Path(str(file))):
        _print_stream(Path(str(file)), day, known, as_json)
        return
    text, stated = (words, None) if words is not None else _load(file)
    day = day or stated or _head_day(text)
    if as_json:
        _print_lines(_as_lines(_claims(text, day, known), as_json=True))
    else:
        _print_text(text, day, known, language)


class Known(NamedTuple):
    """What the reader is told beside the text."""

    names: "Gazetteer | None"
    tagger: "NameTagger | None"


def _tagger() -> "NameTagger":
    from yuantu.evidence.text.taggers import LacTagger

    return LacTagger()


def _claims(text: str, day: "Period | None", known: Known) -> "Iterable[TextClaim]":
    """The claims of a text, of a long one in pieces."""
    from yuantu.evidence.text.reading import read_long, read_text

    if len(text) > _LONG_CHARACTERS:
        return read_long((text,), day, known.names, known.tagger)
    return read_text(text, day, known.names, tagger=known.tagger).claims


def _names(workspace: Path | None) -> "tuple[tuple[str, str, str], ...] | None":
    if workspace is None:
        return None
    from yuantu.workspace.textnames import text_names
    from yuantu.workspace.workspace import Workspace

    return tuple(text_names(Workspace.open(workspace).session))


def _load(file: str | None) -> "tuple[str, Period | None]":
    """The text of a document of any known format, and its own day of publication if it states one."""
    if file is None:
        raise BadInput(Problem("read_nothing", {}))
    from yuantu.evidence.readers.reading import read_document
    from yuantu.evidence.readers.received import decode

    if file == "-":
        return decode(sys.stdin.buffer.read()).text, None
    document = read_document(Path(file))
    return document.reading.text, document.published


def _head_day(text: str) -> "Period | None":
    from yuantu.evidence.readers.published import read_head

    return read_head(text[:_HEAD_CHARACTERS])


def _is_long(path: Path) -> bool:
    """Whether a plain text is better read in pieces."""
    if not path.is_file() or path.stat().st_size <= _STREAMED_BYTES:
        return False
    from yuantu.evidence.readers.mediatypes import find_media_type

    with path.open("rb") as opened:
        head = opened.read(1 << 16)
    return not find_media_type(head) and not head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<", b"{"))


def _print_stream(path: Path, day: "Period | None", known: Known, as_json: bool) -> None:
    from yuantu.evidence.readers.plain import stream_text
    from yuantu.evidence.text.reading import read_long

    pieces = stream_text(path)
    head = next(pieces, "")
    claims = read_long(chain((head,), pieces), day or _head_day(head), known.names, known.tagger)
    _print_lines(_as_lines(claims, as_json))


def _print_text(text: str, day: "Period | None", known: Known, language: str) -> None:
    from yuantu.evidence.text.reading import read_text

    reading = read_text(text, day, known.names, tagger=known.tagger)
    for article in reading.articles:
        mark = "" if article.on_topic else ("（与产业无关）" if language == "zh" else " (off topic)")
        if len(reading.articles) > 1 or mark:
            click.echo(f"── {article.index + 1}. {article.title}{mark}")
        _print_lines(
            _as_lines((claim for claim in reading.claims if claim.article == article.index), as_json=False)
        )
    for alarm in reading.alarms:
        click.echo(f"! {alarm.problem().text(language)}")
    words = "未读出内容的正文" if language == "zh" else "body text without a claim"
    click.echo(f"{words}: {reading.unread_share:.0%}", err=True)


def _as_lines(claims: "Iterable[TextClaim]", as_json: bool) -> Iterator[str]:
    for claim in claims:
        yield json.dumps(claim.to_json(), ensure_ascii=False) if as_json else _line(claim)


def _line(claim: "TextClaim") -> str:
    """`0.85  江门市 · gdp = 4022.5亿元  2023-01-01…2023-12-31`."""
    valid = claim.valid
    days = f"  {valid.first or ''}…{valid.last or ''}" if valid is not None else ""
    repeat = " ×" if claim.role == "off_topic" else ""
    return f"{claim.confidence:4.2f}  {claim.subject or '?'} · {claim.property} = {claim.quote}{days}{repeat}"


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")
