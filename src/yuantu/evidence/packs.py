"""What does a whole pack say, and what is wrong with it?

`read_pack` reads a folder strictly and changes nothing: the caller decides what to keep. A pack that cannot be read
as a pack (manifest, encoding, columns) is refused as a whole; anything smaller is a problem beside what was read.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yuantu.engines.columns import Columns
from yuantu.errors import NotFound, PackRefused, Problem
from yuantu.evidence.bulk import BulkTable, is_fit, read_bulk
from yuantu.evidence.claims import Claim, Source
from yuantu.evidence.decoding import examine
from yuantu.evidence.grids import Grid, open_grid
from yuantu.evidence.manifests import FILE_NAME, Manifest, TableEntry, read_manifest
from yuantu.evidence.sources import read_sources
from yuantu.evidence.tables import TableReading, located, read_table
from yuantu.evidence.tiers import BulkContext
from yuantu.ontology.schema import Schema, load_schema
from yuantu.ontology.values import Code

COLUMNAR_FROM_ROWS = 20_000


@dataclass(slots=True)
class PackReading:
    """What a pack gave. `claims` in the order of tables, rows and columns; `rows` counts entities per kind
    (a second row about one, in a second table, counts once) and rows of columnar tables.
    """

    manifest: Manifest
    sources: tuple[Source, ...] = ()
    claims: list[Claim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    bulk: list[BulkTable] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]


def read_pack(
    folder: Path,
    columns: Columns | None = None,
    bulk_dir: Path | None = None,
    known: Mapping[str, Collection[str]] | None = None,
) -> PackReading:
    """Read the pack in `folder`. PackRefused, with all problems that refuse it, if it is not a readable pack.

    `columns` and `bulk_dir`: engine and folder for tables of more than 20,000 rows or with `store: columnar`; without
    them such tables are read as claims. `known`: ids by kind that references may name besides the pack's own; a kind
    of which neither the pack nor `known` has any is not checked.
    """
    return _PackReader(folder, load_schema(), columns, bulk_dir, known or {}).read()


class _PackReader:
    def __init__(
        self, folder: Path, schema: Schema, columns: Columns | None, bulk_dir: Path | None,
        known: Mapping[str, Collection[str]],
    ) -> None:  # fmt: skip
        self._folder, self._schema = folder, schema
        self._columns, self._bulk_dir = columns, bulk_dir
        self._known = {kind: frozenset(ids) for kind, ids in known.items()}
        self._ids: dict[str, set[str]] = {}
        self._kind_of: dict[str, tuple[str, str]] = {}
        self._blank: list[tuple[str, str, Problem]] = []
        self._refused: list[Problem] = []
        manifest, problems = read_manifest(folder)
        self._reading = PackReading(manifest, problems=problems)

    def read(self) -> PackReading:
        reading, manifest = self._reading, self._reading.manifest
        self._check_kinds()
        reading.sources, problems = read_sources(
            open_grid(self._folder, manifest.sources), sample=manifest.sample
        )
        reading.problems += problems
        bulk = [entry for entry in manifest.tables if self._is_bulk(entry)]
        for entry in (*(entry for entry in manifest.tables if entry not in bulk), *bulk):
            try:
                self._read_columns(entry) if entry in bulk else self._read_claims(entry)
            except PackRefused as refused:
                self._refused += refused.problems
        if self._refused:
            raise PackRefused(self._refused)
        self._refuse_dangling()
        self._report_blank()
        self._report_expectations()
        return reading

    def _check_kinds(self) -> None:
        for entry in self._reading.manifest.tables:
            try:
                self._schema.kind(entry.kind)
            except NotFound as unknown:
                self._refused.append(unknown.problem.at(f"{FILE_NAME}: {entry.file}"))
        if self._refused:
            raise PackRefused(self._refused)

    def _is_bulk(self, entry: TableEntry) -> bool:
        if self._columns is None or self._bulk_dir is None:
            return False
        path = self._folder / entry.file
        if entry.columnar or path.suffix.lower() != ".csv" or path.stat().st_size < COLUMNAR_FROM_ROWS:
            return entry.columnar
        many = examine(path, entry.file).lines > COLUMNAR_FROM_ROWS
        return many and is_fit(path, entry.file, self._schema.kind(entry.kind))

    def _read_claims(self, entry: TableEntry) -> None:
        kind = self._schema.kind(entry.kind)
        sources = frozenset(source.id for source in self._reading.sources)
        grid = open_grid(self._folder, entry.file)
        table = read_table(grid, kind, self._reading.manifest.datum, sources)
        self._reading.problems += table.problems
        self._reading.claims += self._without_strangers(table, grid)
        self._blank += table.blank
        self._ids.setdefault(kind.name, set()).update(table.ids)
        self._reading.rows[kind.name] = len(self._ids[kind.name])

    def _without_strangers(self, table: TableReading, grid: Grid) -> list[Claim]:
        """The claims of a table without entities whose id another kind of the pack has already."""
        strangers = set()
        for entity, row in table.ids.items():
            kind, place = self._kind_of.setdefault(entity, (table.kind, grid.place(row, "id")))
            if kind != table.kind:
                strangers.add(entity)
                params = {"value": entity, "kind": kind, "first": place}
                self._reading.problems.append(
                    located(Problem("id_of_other_kind", params), grid.place(row, "id"), row, "id")
                )
        for entity in strangers:
            del table.ids[entity]
        return [claim for claim in table.claims if claim.entity not in strangers]

    def _read_columns(self, entry: TableEntry) -> None:
        if self._columns is None or self._bulk_dir is None:
            return
        context = BulkContext(
            datum=self._reading.manifest.datum,
            sample=self._reading.manifest.sample,
            sources=frozenset(source.id for source in self._reading.sources),
            known={name: self._nameable(name) for name in self._schema.kinds if self._nameable(name)},
        )
        kind = self._schema.kind(entry.kind)
        table, problems = read_bulk(self._folder, entry.file, kind, context, self._columns, self._bulk_dir)
        self._reading.bulk.append(table)
        self._reading.problems += problems
        self._reading.rows[entry.kind] = self._reading.rows.get(entry.kind, 0) + table.rows

    def _nameable(self, kind: str) -> frozenset[str]:
        """The ids that a reference may name; empty if nobody knows any of that kind, or not all of them."""
        if any(table.kind == kind for table in self._reading.bulk):
            return frozenset()
        return self._known.get(kind, frozenset()) | self._ids.get(kind, set())

    def _refuse_dangling(self) -> None:
        """Drop and report references to ids that nobody has."""
        nameable = {name: self._nameable(name) for name in (*self._schema.kinds, "source")}
        nameable["source"] = frozenset(source.id for source in self._reading.sources)
        kept = []
        for claim in self._reading.claims:
            value = claim.value
            known = nameable.get(value.scheme) if isinstance(value, Code) else None
            if known and isinstance(value, Code) and self._is_reference(claim) and value.code not in known:
                params = {"value": value.code, "kind": value.scheme}
                self._reading.problems.append(Problem("reference_unknown", params, claim.locator))
            else:
                kept.append(claim)
        self._reading.claims = kept

    def _is_reference(self, claim: Claim) -> bool:
        return self._schema.kind(claim.kind).property(claim.property).type == "reference"

    def _report_blank(self) -> None:
        """Required properties that no table states."""
        stated = {(claim.entity, claim.property) for claim in self._reading.claims}
        self._reading.problems += [
            problem for entity, name, problem in self._blank if (entity, name) not in stated
        ]

    def _report_expectations(self) -> None:
        for kind, limits in (self._reading.manifest.expect or {}).items():
            count = self._reading.rows.get(kind, 0)
            params = {"kind": kind, "count": str(count)}
            if limits.low is not None and count < limits.low:
                few = Problem("expected_more", params | {"limit": str(limits.low)}, FILE_NAME)
                self._reading.problems.append(few)
            if limits.high is not None and count > limits.high:
                many = Problem("expected_fewer", params | {"limit": str(limits.high)}, FILE_NAME, "warning")
                self._reading.problems.append(many)
