"""Which briefs does a file hold, one after the other?

JSON lines (a brief, `{"sentence": …}`, or a sentence as a string), CSV and workbooks with a column of sentences, TOML
with `[[briefs]]`, or plain text with a sentence per line. Lines are read when they are asked for: a file of any length
costs the memory of one line. What cannot be read is a problem of its line and stops no other.
"""

import csv
import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from yuantu.errors import BadInput, Problem
from yuantu.match.brief import Brief
from yuantu.workspace import asking
from yuantu.workspace.session import Session

SENTENCE_COLUMNS = ("sentence", "brief", "句子", "需求")
ID_COLUMNS = ("id", "编号")
ENDINGS = (".jsonl", ".ndjson", ".csv", ".toml", ".txt", ".xlsx", ".xlsm", ".ods", ".xls")
MOST_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One brief as it is written: its line (as a person counts), its id, and a document, a sentence or a problem."""

    number: int
    id: str
    content: Any = None
    problem: Problem | None = None

    @property
    def digest(self) -> str:
        """Of what is written, so that it can be seen whether a line has changed."""
        written = json.dumps([self.id, self.content], ensure_ascii=True, default=str, sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()[:24]

    def read(self, today: date, session: Session | None, *, whole: bool = False) -> Brief:
        """The brief, its words as a `whole` or not. Raises BadInput with the line for what cannot be understood."""
        place = f"#{self.number}"
        if self.problem is not None:
            raise BadInput(self.problem.at(place))
        try:
            if isinstance(self.content, str):
                brief = asking.read_sentence(self.content, today, session)
            else:
                brief = asking.read_document(self.content, today, place)
            brief = asking.hear(brief, whole=whole)
        except BadInput as refused:
            raise BadInput([one if one.place else one.at(place) for one in refused.problems]) from refused
        return brief


def read_lines(path: Path) -> Iterator[Line]:
    """The briefs of a file in their order. Raises BadInput for a file that cannot be read at all."""
    ending = path.suffix.lower()
    if not path.is_file():
        raise BadInput(Problem("file_refused", {"path": str(path), "reason": "not a file"}))
    match ending:
        case ".jsonl" | ".ndjson":
            return _json_lines(path)
        case ".csv":
            return _csv_lines(path)
        case ".txt":
            return _text_lines(path)
        case ".toml":
            return _toml_lines(path)
        case ".xlsx" | ".xlsm" | ".ods" | ".xls":
            return _sheet_lines(path)
        case _:
            raise BadInput(Problem("brief_choice", {"value": ending, "known": ", ".join(ENDINGS)}, str(path)))


def digest_of(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _texts(path: Path) -> Iterator[tuple[int, str | None]]:
    """The lines of a file; None for one that is no UTF-8 or has no end."""
    with path.open("rb") as file:
        number = 0
        while raw := file.readline(4 * MOST_CHARACTERS):
            number += 1
            try:
                text = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
            except UnicodeDecodeError:
                yield number, None
                continue
            if text:
                yield number, text


def _json_lines(path: Path) -> Iterator[Line]:
    for number, text in _texts(path):
        if text is None:
            yield Line(number, str(number), problem=Problem("file_not_utf8", {"path": path.name}))
            continue
        try:
            document = json.loads(text)
        except (json.JSONDecodeError, RecursionError) as error:
            params = {"line": str(number), "reason": getattr(error, "msg", "nested too deeply")}
            yield Line(number, str(number), problem=Problem("json_broken", params))
            continue
        yield _of_document(number, document)


def _of_document(number: int, document: Any) -> Line:
    """A brief with or without an id around it."""
    if isinstance(document, str):
        return Line(number, str(number), document)
    if not isinstance(document, dict):
        return Line(number, str(number), problem=Problem("brief_no_object"))
    rest = {key: value for key, value in document.items() if key != "id"}
    name = str(document.get("id", number))
    inner = next((key for key in ("sentence", "brief") if key in rest), None)
    if inner is None:
        return Line(number, name, rest)
    if len(rest) > 1 or not isinstance(rest[inner], (str, dict)):
        unknown = ", ".join(sorted(map(str, set(rest) - {inner}))) or inner
        return Line(
            number, name, problem=Problem("brief_key_unknown", {"value": unknown, "known": f"id, {inner}"})
        )
    return Line(number, name, rest[inner])


def _text_lines(path: Path) -> Iterator[Line]:
    for number, text in _texts(path):
        problem = Problem("file_not_utf8", {"path": path.name}) if text is None else None
        yield Line(number, str(number), text, problem)


def _csv_lines(path: Path) -> Iterator[Line]:
    from yuantu.evidence.decoding import examine  # noqa: PLC0415 — only tables need the readers

    file = examine(path, path.name)
    with file.path.open(encoding=file.encoding, newline="") as stream:
        reader = csv.reader(stream)
        header = [name.strip() for name in next(reader, [])]
        sentence, name = _columns(header, path)
        for record in _records(reader, path):
            number = reader.line_num
            if not any(cell.strip() for cell in record):
                continue
            text = record[sentence].strip() if sentence < len(record) else ""
            own = record[name].strip() if name is not None and name < len(record) else ""
            yield Line(number, own or str(number), text)


def _records(reader: Any, path: Path) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        params = {"line": str(reader.line_num), "reason": str(error)}
        raise BadInput(Problem("table_broken_csv", params, path.name)) from error


def _columns(header: list[str], path: Path) -> tuple[int, int | None]:
    sentence = next((header.index(one) for one in SENTENCE_COLUMNS if one in header), None)
    if sentence is None:
        params = {"value": SENTENCE_COLUMNS[0], "columns": ", ".join(header)}
        raise BadInput(Problem("table_missing_column", params, path.name))
    return sentence, next((header.index(one) for one in ID_COLUMNS if one in header), None)


def _toml_lines(path: Path) -> Iterator[Line]:
    try:
        document = tomllib.loads(asking.read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(Problem("brief_toml", {"value": str(error)}, path.name)) from error
    briefs = document.get("briefs")
    if not isinstance(briefs, list):
        raise BadInput(Problem("batch_no_list", {}, path.name))
    return (_of_document(number, one) for number, one in enumerate(briefs, start=1))


def _sheet_lines(path: Path) -> Iterator[Line]:
    from yuantu.evidence.readers.reading import read_document  # noqa: PLC0415 — only workbooks need it

    tables = read_document(path).reading.tables
    if not tables:
        raise BadInput(Problem("table_empty", {}, path.name))
    table = tables[0]
    header = [column.name for column in table.columns]
    sentence, name = _columns(header, path)
    places = [column.index for column in table.columns]
    for number, cells in table.rows.items():
        text = cells[places[sentence]].text.strip() if places[sentence] in cells else ""
        own = cells[places[name]].text.strip() if name is not None and places[name] in cells else ""
        if text or own:
            yield Line(number, own or str(number), text)
