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
    from yuantu.evidence.readers.blocks import DocumentReading
    from yuantu.evidence.text.claims import TextClaim
    from yuantu.evidence.text.reading import Gazetteer
    from yuantu.evidence.text.taggers import NameTagger
    from yuantu.ontology.values import Period
    from yuantu.workspace.model_reading import Complete

_STREAMED_BYTES = 16 << 20
_LONG_CHARACTERS = 400_000
_HEAD_CHARACTERS = 2_000
_MOST_UNREAD, _LONGEST_UNREAD = 12, 40


@click.command()
@click.argument("file", required=False)
@click.option("--text", "words", help="Read these words instead of a file.")
@click.option("--published", help="When the text was published (2023-02): relative dates count from it.")
@click.option("--workspace", type=click.Path(path_type=Path), help="Also know the names of this workspace.")
@click.option("--ner", is_flag=True, help="Let a trained model point at further names (extra: ner).")
@click.option("--model", is_flag=True, help="Ask the language model of --workspace about what is left open.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON claim a line.")
@click.pass_obj
def read(  # noqa: PLR0913, PLR0917 — click passes one argument per option
    language: str,
    file: str | None,
    words: str | None,
    published: str | None,
    workspace: Path | None,
    ner: bool,
    model: bool,
    as_json: bool,
) -> None:
    """Print the claims of FILE (- for standard input) in order of appearance."""
    from yuantu.ontology.periods import read_period

    day = read_period(published) if published else None
    known = Known(_names(workspace), _tagger() if ner else None, _model(workspace) if model else None)
    if words is None and file not in (None, "-") and _is_long(Path(str(file))):
        _print_stream(Path(str(file)), day, known, as_json, language)
        return
    if words is not None:
        _read_words(words, day, known, language, as_json=as_json)
        return
    document = _load(file, day)
    text, day = document.reading.text, document.published
    if as_json:
        _print_lines(_as_lines(_claims(text, day, known), True, language))
    else:
        _print_text(text, day, known, language)
        _tell_document(document, language)


class Known(NamedTuple):
    """What the reader is told beside the text."""

    names: "Gazetteer | None"
    tagger: "NameTagger | None"
    complete: "Complete | None" = None  # what a language model makes of the claims of a text


def _model(workspace: Path | None) -> "Complete":
    """Asks the model that a workspace names. Raises what says that there is none."""
    from yuantu.workspace.model_reading import completer
    from yuantu.workspace.workspace import Workspace

    if workspace is None:
        raise BadInput(Problem("model_workspace", {}, "--model"))
    return completer(Workspace.open(workspace).folder)


def _tagger() -> "NameTagger":
    from yuantu.evidence.text.taggers import LacTagger

    return LacTagger()


def _claims(text: str, day: "Period | None", known: Known) -> "Iterable[TextClaim]":
    """The claims of a text, of a long one in pieces."""
    from yuantu.evidence.text.reading import read_long, read_text

    if len(text) > _LONG_CHARACTERS:
        return read_long((text,), day, known.names, known.tagger)
    return _completed(text, read_text(text, day, known.names, tagger=known.tagger).claims, known)


def _completed(text: str, claims: "tuple[TextClaim, ...]", known: Known) -> "tuple[TextClaim, ...]":
    """The claims with what a model adds to them, and what became of its answers on stderr."""
    if known.complete is None:
        return claims
    found, told = known.complete(text, claims)
    dropped = sum(told["dropped"].values())
    click.echo(f"{told['method']}: {told['asked']} → {told['answered']} (-{dropped})", err=True)
    for failure in told["failures"]:
        click.echo(f"! {failure}", err=True)
    return found


def _names(workspace: Path | None) -> "tuple[tuple[str, str, str], ...] | None":
    if workspace is None:
        return None
    from yuantu.workspace.textnames import text_names
    from yuantu.workspace.workspace import Workspace

    return tuple(text_names(Workspace.open(workspace).session))


def _read_words(words: str, day: "Period | None", known: Known, language: str, *, as_json: bool) -> None:
    """What a pasted string claims; it may state its own day as a file does."""
    from yuantu.evidence.readers.published import find_published

    day = day or find_published(words, None, strong=False)[0]
    if as_json:
        _print_lines(_as_lines(_claims(words, day, known), True, language))
    else:
        _print_text(words, day, known, language)


def _load(file: str | None, day: "Period | None") -> "DocumentReading":
    """A document of any known format, or standard input as one."""
    if file is None:
        raise BadInput(Problem("read_nothing", {}))
    from yuantu.evidence.readers.reading import read_document, read_pasted

    if file == "-":
        return read_pasted(sys.stdin.buffer.read(), published=day)
    return read_document(Path(file), published=day)


def _head_day(text: str) -> "Period | None":
    """The day that the head of a text prints; of a text that comes in pieces nothing else is known yet."""
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


def _print_stream(path: Path, day: "Period | None", known: Known, as_json: bool, language: str) -> None:
    from yuantu.evidence.readers.plain import stream_text
    from yuantu.evidence.text.reading import read_long

    pieces = stream_text(path)
    head = next(pieces, "")
    claims = read_long(chain((head,), pieces), day or _head_day(head), known.names, known.tagger)
    _print_lines(_as_lines(claims, as_json, language))


def _print_text(text: str, day: "Period | None", known: Known, language: str) -> None:
    from yuantu.evidence.text.reading import read_text

    reading = read_text(text, day, known.names, tagger=known.tagger)
    claims = _completed(text, reading.claims, known)
    for article in reading.articles:
        mark = "" if article.on_topic else ("（与产业无关）" if language == "zh" else " (off topic)")
        if len(reading.articles) > 1 or mark:
            click.echo(f"── {article.index + 1}. {article.title}{mark}")
        _print_lines(_line(claim, language) for claim in claims if claim.article == article.index)
    for alarm in reading.alarms:
        click.echo(f"! {alarm.problem().text(language)}")
    words = "未读出内容的正文" if language == "zh" else "body text without a claim"
    click.echo(f"{words}: {reading.unread_share:.0%}", err=True)
    for start, end in reading.unread[:_MOST_UNREAD]:
        shown = " ".join(text[start:end].split())
        cut = f"{shown[:_LONGEST_UNREAD]}…" if len(shown) > _LONGEST_UNREAD else shown
        click.echo(f"  {start}–{end}  {cut}", err=True)
    left = len(reading.unread) - _MOST_UNREAD
    if left > 0:
        click.echo(f"  … 另有 {left} 段" if language == "zh" else f"  … {left} more", err=True)


def _tell_document(document: "DocumentReading", language: str) -> None:
    """When it was published and how that is known, what of the file was not read, and what was odd about it."""
    from yuantu.workspace.labels import BASIS_LABELS, UNREAD_LABELS

    day = document.published
    words = "发布" if language == "zh" else "published"
    dated = f"{day.first}…{day.last} · " if day is not None else ""
    click.echo(f"{words}: {dated}{BASIS_LABELS[document.basis][language]}", err=True)
    for one in document.reading.unread:
        share = f" ({one.share:.1%})" if one.of == "document" and one.share else ""
        words = "未读" if language == "zh" else "not read"
        click.echo(f"{words}: {UNREAD_LABELS[one.kind][language]} · {one.place}{share}", err=True)
    for problem in document.reading.problems:
        click.echo(f"! {problem.text(language)}", err=True)


def _as_lines(claims: "Iterable[TextClaim]", as_json: bool, language: str) -> Iterator[str]:
    for claim in claims:
        yield json.dumps(claim.to_json(), ensure_ascii=False) if as_json else _line(claim, language)


def _line(claim: "TextClaim", language: str) -> str:
    """`0.85  江门市 · 地区生产总值 = 4022.5亿元  2023-01-01…2023-12-31`."""
    from yuantu.ontology.claimwords import property_label

    named = property_label(claim.property).text(language)
    valid = claim.valid
    days = f"  {valid.first or ''}…{valid.last or ''}" if valid is not None else ""
    repeat = " ×" if claim.role == "off_topic" else ""
    return f"{claim.confidence:4.2f}  {claim.subject or '?'} · {named} = {claim.quote}{days}{repeat}"


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")
