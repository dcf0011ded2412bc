"""What holds on a given day, as far as was known on another?

A `View` reads one snapshot. Two dates choose what it shows: `as_of` (valid time: the day one asks about) and
`known_at` (known time: what the ledger held at that instant; the default is everything it holds now).

Which statements hold. A property whose span is *standing* (an area, a name) holds on every day. One whose span
is *observed* (a stage, a price) holds from the day it was observed until a later observation; before its first
observation it is unknown. Statements that hold together and differ are a conflict: all are kept, and one is
put first by a named rule.

What a 示例 source says stands apart: of a thing that facts are known of it is never held, and a thing that only samples
speak of is a sample itself, shown where samples are asked for.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

from yuantu.engines.columns import Columns, quote
from yuantu.errors import Problem, WorkspaceError
from yuantu.evidence.claims import Source
from yuantu.facts.identity.judgements import Canonicaliser
from yuantu.facts.ledger import SOURCE_COLUMNS, source_from_row
from yuantu.facts.snapshots import KNOWN_UNTIL, MODELS, READ_TOGETHER
from yuantu.facts.statements import COLUMNS, Statement, from_row
from yuantu.ontology.schema import Property, Schema
from yuantu.ontology.values import Value

# Which source is read first when several disagree: official before aggregator before copies before memory.
SOURCE_ORDER = {"A": 0, "S": 1, "B": 2, "C": 3, "X": 4, "G": 5}
SAMPLE_CLASS = "示例"
EARLIEST, LATEST = date.min, date.max


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of one property of one entity: the statements that hold, the chosen one first."""

    name: str
    statements: tuple[Statement, ...]
    conflict: bool = False

    @property
    def value(self) -> Value:
        return self.statements[0].value

    @property
    def values(self) -> tuple[Value, ...]:
        """Distinct values, the chosen one first."""
        return tuple(dict.fromkeys(statement.value for statement in self.statements))

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the statements, each once: several values may stand in one cell."""
        return tuple(dict.fromkeys(statement.id for statement in self.statements))


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing and all that is held of it; a property that is missing here is unknown, not zero."""

    id: str
    kind: str
    held: dict[str, Held]
    sample: bool = False

    def value(self, name: str) -> Value | None:
        found = self.held.get(name)
        return found.value if found else None

    def text(self, name: str) -> str:
        """The words of a text or code property, or an empty string."""
        value = self.value(name)
        return getattr(value, "text", None) or getattr(value, "code", "") or ""

    def ids(self, name: str) -> tuple[str, ...]:
        found = self.held.get(name)
        return found.ids if found else ()

    @property
    def name(self) -> str:
        return self.text("name") or self.id


class View:
    """The facts of one snapshot folder, read through one column engine."""

    def __init__(
        self, folder: Path, columns: Columns, schema: Schema, identity: Canonicaliser | None = None
    ) -> None:
        self._folder = folder
        self._columns = columns
        self.schema = schema
        self._identity = identity or Canonicaliser()
        self._models: dict[str, list[Any]] = _read_models(folder)
        source_rows = self._models.get("sources")
        if source_rows is None:
            source_rows = columns.rows(
                f"SELECT {', '.join(SOURCE_COLUMNS)} FROM {self._file('sources')} ORDER BY id"
            )
        self.sources: dict[str, Source] = {row[0]: source_from_row(row) for row in source_rows}
        self._samples = {one.id for one in self.sources.values() if one.source_class == SAMPLE_CLASS}

    def entities(
        self, kind: str, as_of: date | None = None, known_at: str | None = None, *, samples: bool = False
    ) -> list[Entity]:
        """All entities of `kind` by id, with what holds on `as_of` (None: with the latest of everything)."""
        statements: Iterable[Statement]
        if known_at is None and kind in READ_TOGETHER:
            statements = self._together.get(kind, ())
        else:
            statements = map(from_row, self._rows("kind = ?", [kind], known_at))
        return [one for one in self._entities(statements, as_of) if samples or not one.sample]

    def entity(self, entity: str, as_of: date | None = None, known_at: str | None = None) -> Entity | None:
        members = list(self._identity.members(entity))
        rows = self._rows("list_contains(?, entity)", [members], known_at)
        found = list(self._entities(map(from_row, rows), as_of))
        return found[0] if found else None

    def statement(self, statement: str) -> Statement | None:
        """The statement of that id, held or retracted."""
        found = self._columns.rows(
            f"SELECT {', '.join(COLUMNS)} FROM {self._file('statements')} WHERE id = ? LIMIT 1", [statement]
        )
        return from_row(found[0]) if found else None

    def counts(self) -> dict[str, int]:
        """How many entities of each kind have a statement, how many statements are held, how many real sources."""
        held = f"{self._file('statements')} WHERE {KNOWN_UNTIL} IS NULL AND NOT list_contains(?, source)"
        samples = [sorted(self._samples)]
        kinds = self._columns.rows(
            f"SELECT kind, count(DISTINCT entity) FROM {held} GROUP BY kind ORDER BY kind", samples
        )
        total = self._columns.rows(f"SELECT count(*) FROM {held}", samples)
        return dict(kinds) | {"statement": int(total[0][0]), "source": len(self.sources) - len(self._samples)}

    def _file(self, name: str) -> str:
        return f"read_parquet({quote(self._folder / f'{name}.parquet')})"

    def _rows(self, where: str, params: list[Any], known_at: str | None) -> list[tuple[Any, ...]]:
        known = f"{KNOWN_UNTIL} IS NULL"
        if known_at is not None:
            known = f"known_at <= ? AND ({KNOWN_UNTIL} IS NULL OR {KNOWN_UNTIL} > ?)"
            params = [*params, known_at, known_at]
        return self._columns.rows(
            f"SELECT {', '.join(COLUMNS)} FROM {self._file('statements')} WHERE {where} AND {known}"
            " ORDER BY entity, property, id",
            params,
        )

    @cached_property
    def _together(self) -> dict[str, list[Statement]]:
        """What is held now of the kinds that read models are made of, by one pass over the file."""
        rows = self._models.pop("statements", None)
        if rows is None:
            marks = ", ".join("?" * len(READ_TOGETHER))
            rows = self._rows(f"kind IN ({marks})", list(READ_TOGETHER), None)
        statements: dict[str, list[Statement]] = {}
        for row in rows:
            statement = from_row(row)
            statements.setdefault(statement.kind, []).append(statement)
        return statements

    def _merged(self, statements: Iterable[Statement]) -> Iterable[Statement]:
        """Statements in the order of the entities that they are shown under; each keeps the entity it was made of."""
        if not self._identity.groups:
            return statements
        canonical = self._identity.canonical
        return sorted(statements, key=lambda one: (canonical(one.entity), one.property, one.id))

    def _entities(self, statements: Iterable[Statement], as_of: date | None) -> Iterator[Entity]:
        canonical = self._identity.canonical
        for entity, of_entity in groupby(self._merged(statements), key=lambda one: canonical(one.entity)):
            held: dict[str, Held] = {}
            kind = ""
            stated, sample = self._told_apart(of_entity)
            for name, of_property in groupby(stated, key=lambda one: one.property):
                candidates = list(of_property)
                kind = candidates[0].kind
                found = hold(candidates, self.schema.kind(kind).property(name), as_of, self.sources)
                if found:
                    held[name] = found
            if kind:
                yield Entity(entity, kind, held, sample)

    def _told_apart(self, statements: Iterable[Statement]) -> tuple[Iterable[Statement], bool]:
        """The facts about one thing; without any, what samples say of it, and that it is a sample."""
        if not self._samples:
            return statements, False
        listed = list(statements)
        facts = [one for one in listed if one.source not in self._samples]
        return facts or listed, not facts


def _read_models(folder: Path) -> dict[str, list[Any]]:
    """The rows of MODELS, or nothing when the snapshot is too large to have them."""
    file = folder / MODELS
    if not file.is_file():
        return {}
    try:
        found: dict[str, list[Any]] = json.loads(file.read_bytes())
    except ValueError as error:
        raise WorkspaceError(Problem("column_file_broken", {"reason": f"{file}: {error}"})) from error
    return found


def hold(
    candidates: list[Statement], meaning: Property, as_of: date | None, sources: dict[str, Source]
) -> Held | None:
    """What holds of one property on `as_of`, or None when nothing does (yet)."""
    if len(candidates) == 1 and (as_of is None or meaning.span == "standing"):
        return Held(meaning.name, tuple(candidates))
    holding = _holding(candidates, meaning, as_of)
    if not holding:
        return None
    if len(holding) == 1:
        return Held(meaning.name, tuple(holding))
    holding.sort(key=lambda one: _order(one, sources))
    conflict = meaning.is_single and len({statement.value for statement in holding}) > 1
    return Held(meaning.name, tuple(holding), conflict)


def _holding(candidates: list[Statement], meaning: Property, as_of: date | None) -> list[Statement]:
    if meaning.span == "standing":
        return list(candidates)
    begun = [one for one in candidates if as_of is None or _first(one) <= as_of]
    dated = [one for one in begun if one.valid is not None]
    if not dated:
        return begun
    newest = max(_first(one) for one in dated)
    # A source dated only to a year may be as new as the newest day: it is kept beside it, not dropped.
    return [one for one in dated if _last(one) >= newest]


def _first(statement: Statement) -> date:
    return (statement.valid.first if statement.valid else None) or EARLIEST


def _last(statement: Statement) -> date:
    return (statement.valid.last if statement.valid else None) or LATEST


def _order(statement: Statement, sources: dict[str, Source]) -> tuple[int, int, str]:
    source = sources.get(statement.source)
    rank = SOURCE_ORDER.get(source.source_class, 9) if source else 9
    return (-_first(statement).toordinal(), rank, statement.id)
