"""What does a reviewer see of a cell: its claim, the row it stands in, and where?

Every table of a document whose rows are things of a known kind gives a card a cell, in the order of rows and columns.
A card quotes the cell in the document's text, keeps the words of the cell (`text`), its place in the original
(`locator`) and its whole row (`row`: headings, spans and places of the cells, and which of them is meant).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from yuantu.errors import Problem
from yuantu.evidence.readers.blocks import DocumentReading, Table, TableCell, place_words
from yuantu.evidence.readers.columnmatching import ROW_KINDS, choose_kind, match_columns
from yuantu.evidence.readers.sheetclaims import GIVEN, CellClaim, SheetClaims, as_of_words, read_table_claims
from yuantu.evidence.tables import listed
from yuantu.ontology.schema import Kind, Schema
from yuantu.ontology.values import Coordinate, Quantity

CONFIDENCE = 0.95  # read by the exact name of its column; nothing was guessed
MOST_CARDS = 20_000  # more than that nobody reviews by hand: such a table belongs into a pack
_SORTS = {"text": "text", "ratio": "share"}
_SHOWN_CHARACTERS = 400


@dataclass(slots=True)
class TableCards:
    """The cards of a document's tables, what was wrong, and the stretches of text that the tables take up."""

    cards: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


def read_table_cards(
    document: DocumentReading,
    schema: Schema,
    *,
    kind: str | None = None,
    given: Mapping[str, str] | None = None,
) -> TableCards:
    """The cards of all tables; `kind` says what their rows are, `given` what holds for every row.

    Tables of which nobody can say what their rows are give none: their text is read as text.
    """
    found = TableCards()
    for number, table in enumerate(document.reading.tables, start=1):
        meant = choose_kind(table, schema, [kind] if kind else ROW_KINDS)
        if meant is None or not table.rows:
            continue
        stated = _told_by_title(table, meant) | dict(given or {})
        claims = SheetClaims()
        read_table_claims(document, table, number, meant, claims, given=stated)
        found.problems += claims.problems
        found.spans += _extents(table, document.reading.text)
        if len(found.cards) + len(claims.said) > MOST_CARDS:
            params = {"count": str(len(claims.said)), "most": str(MOST_CARDS)}
            found.problems.append(Problem("sheet_too_many", params, place_words(document.name, table.place)))
            continue
        found.cards += _cards(claims.said, meant, document, found.problems)
    found.cards.sort(key=lambda card: card["start"])
    return found


def _told_by_title(table: Table, kind: Kind) -> dict[str, str]:
    """What a line over the table says of all its rows: 标准厂房一览表 is a list of plants. Only if one is named."""
    told: dict[str, str] = {}
    for name in kind.required:
        listed_values = kind.property(name).values
        lines = f"{table.sheet} {table.title}"
        words = {
            category.code: max(spelt, key=len)
            for category in listed_values
            if (spelt := [word for word in (category.label.zh, *category.words) if word in table.title])
        }
        elsewhere = [one for one in listed_values if one.code not in words and one.label.zh in lines]
        if len(words) == 1 and not elsewhere:
            told[name] = next(iter(words.values()))
    return told


def _extents(table: Table, text: str) -> Iterator[tuple[int, int]]:
    """The body, from the first to the last cell, and the words around it that say as of when it holds."""
    cells = [cell for row in table.rows.values() for cell in row.values()]
    yield min(cell.start for cell in cells), max(cell.end for cell in cells)
    for words in as_of_words(table):
        if (start := text.find(words)) >= 0:
            yield start, start + len(words)


def _cards(
    said: Sequence[CellClaim], kind: Kind, document: DocumentReading, problems: list[Problem]
) -> Iterator[dict[str, Any]]:
    if not said:
        return
    table = said[0].table
    matching = match_columns(table, kind)
    name, region = (matching.find(prop) for prop in ("name", "region"))
    name_at = name.column.index if name else None
    region_at = region.column.index if region else None
    twice = _same_names(table, name_at)
    for words, rows in sorted(twice.items()):
        params = {"value": words, "rows": listed(sorted(rows))}
        problems.append(
            Problem("sheet_name_again", params, place_words(document.name, table.place), "warning")
        )
    for one in said:
        cells = table.rows[one.row]
        subject = _words(cells, name_at)
        card = _card(one, kind, subject, _words(cells, region_at), _row(table, one, name_at))
        if subject in twice:
            params = {"value": subject, "rows": listed(sorted(twice[subject]))}
            card["alarms"] = [Problem("sheet_name_again", params, severity="warning").to_json()]
        yield card


def _same_names(table: Table, name_at: int | None) -> dict[str, list[int]]:
    """Names that stand in several rows: the same thing again, or several things of one name."""
    rows = {row: _words(cells, name_at) for row, cells in table.rows.items() if row not in table.totals}
    counts = Counter(rows.values())
    return {
        words: [row for row, other in rows.items() if other == words]
        for words, count in counts.items()
        if words and count > 1
    }


def _words(cells: Mapping[int, TableCell], column: int | None) -> str | None:
    cell = cells.get(column) if column is not None else None
    return " ".join(cell.text.split())[:_SHOWN_CHARACTERS] if cell else None


def _row(table: Table, one: CellClaim, name_at: int | None) -> dict[str, Any]:
    """The row that a cell stands in, its cells by their spans in the text (None: blank)."""
    cells = table.rows[one.row]
    columns = [column.index for column in table.columns]
    shown = [cells.get(index) for index in columns]
    return {
        "title": table.title[:_SHOWN_CHARACTERS], "sheet": table.sheet, "number": one.row,
        "columns": [column.name[:_SHOWN_CHARACTERS] for column in table.columns],
        "spans": [[cell.start, cell.end] if cell else None for cell in shown],
        "places": [cell.place if cell else None for cell in shown],
        "at": None if one.claim.method == GIVEN else columns.index(one.column),
        "name_at": columns.index(name_at) if name_at is not None else None,
    }  # fmt: skip


def _card(
    one: CellClaim, kind: Kind, subject: str | None, region: str | None, row: dict[str, Any]
) -> dict[str, Any]:
    claim, value = one.claim, one.claim.value
    meaning = kind.property(claim.property)
    valid = claim.valid
    card: dict[str, Any] = {
        "start": one.cell.start, "end": one.cell.end, "article": None, "subject": subject,
        "subject_kind": kind.name, "entity": one.own_id,
        "property": claim.property, "kind": _SORTS.get(meaning.type, meaning.type), "value": None, "low": None,
        "high": None, "unit": None, "qualifier": None, "place": region,
        "valid_from": valid.first.isoformat() if valid and valid.first else None,
        "valid_to": valid.last.isoformat() if valid and valid.last else None,
        "confidence": CONFIDENCE, "method": claim.method, "locator": one.cell.place, "row": row,
    }  # fmt: skip
    if isinstance(value, Quantity):
        unit = "count" if value.unit == "1" and meaning.type == "count" else value.unit
        card |= {"value": value.stated, "low": value.low, "high": value.high, "unit": unit,
                 "qualifier": value.qualifier}  # fmt: skip
    elif isinstance(value, Coordinate):
        card["text"] = f"{claim.words} {value.datum}"
    else:
        card["text"] = claim.words
    return card
