"""How do packs become a workspace?

Read, accept, cut: every pack is read whole before anything is written, so a refused pack changes nothing; its
claims are accepted in one transaction; then readers get a new snapshot. A pack that was built before is compared
with what it said then: what it says no longer is retracted, what it says again adds nothing.
"""

import shutil
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from yuantu.engines.columns import Columns
from yuantu.errors import BadInput, PackRefused, Problem
from yuantu.evidence.manifests import FILE_NAME as MANIFEST
from yuantu.evidence.manifests import read_manifest
from yuantu.evidence.packs import PackReading, read_pack
from yuantu.facts.identity.journal import Journal
from yuantu.facts.ledger import Ledger
from yuantu.facts.proposals import SOURCE_PREFIX
from yuantu.facts.snapshots import BulkFile, cut_snapshot
from yuantu.facts.statements import statement_id
from yuantu.samples.inventory import generate_samples
from yuantu.workspace.folder import Folder
from yuantu.workspace.packchains import check_packs, take_in

AUTHOR = "yuantu build"
RESERVED = SOURCE_PREFIX.rstrip(
    "/"
)  # sources of documents begin with it: a pack may not retract what was reviewed
SAMPLE_ROWS = 300
SAMPLE_SEED = 20240630
MEMORY = "2GB"  # a table of millions of rows is streamed; what does not fit goes to disk


@dataclass(frozen=True, slots=True)
class PackReport:
    """What building one pack in did: rows read per kind, statements offered, new and retracted."""

    id: str
    rows: dict[str, int]
    offered: int
    added: int
    retracted: int
    bulk_rows: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `problems` are cells that were refused and other warnings: the rest was read."""

    snapshot: str
    packs: tuple[PackReport, ...]
    problems: tuple[Problem, ...]
    seconds: float

    def to_json(self) -> dict[str, Any]:
        return {
            "snapshot": self.snapshot,
            "packs": [asdict(pack) for pack in self.packs],
            "problems": [problem.to_json() for problem in self.problems],
            "seconds": round(self.seconds, 3),
        }


def build(folder: Folder, packs: Sequence[Path], sample_rows: int | None = None) -> BuildReport:
    """Read `packs` into the workspace. `sample_rows` of 示例 inventory are laid beside the facts (None: as many
    as there are already, or `SAMPLE_ROWS` for a new workspace; 0: none). Raises PackRefused, and then nothing
    has changed.
    """
    started = time.perf_counter()
    check_packs(packs)
    with (
        Ledger(folder.ledger) as ledger,
        Columns(memory_limit=MEMORY, temporary=folder.bulk / ".working") as columns,
    ):
        reader = _Reader(folder, columns, ledger.entities())
        readings = [reader.read(pack) for pack in packs]
        _refuse_twins(readings)
        _lay_samples(folder, packs, sample_rows)
        if (folder.samples / MANIFEST).exists():
            readings.append(reader.read(folder.samples))
    known_at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    with Ledger(folder.ledger) as ledger:
        reports = tuple(_take_in(folder, ledger, reading, known_at) for reading in readings)
        for pack, reading in zip(packs, readings, strict=False):  # samples come last and have none
            take_in(folder, pack, reading.manifest.id)
        # Alone: of two builds at once, the snapshot that becomes current last has the statements of both.
        with ledger.alone():
            snapshot = cut(folder, ledger)
    problems = tuple(problem for reading in readings for problem in reading.problems)
    return BuildReport(snapshot, reports, problems, time.perf_counter() - started)


def cut(folder: Folder, ledger: Ledger) -> str:
    """Cut a snapshot of everything in the workspace and make it current."""
    descriptions = folder.descriptions()
    facts = [one for one in descriptions if not one["sample"]]
    bulk = [BulkFile(**table) for one in descriptions for table in one["bulk"]]
    first = facts[0] if facts else {"title": {"zh": "园图", "en": "Yuantu"}, "house_case": None}
    description = {
        "title": first["title"],
        "house_case": first["house_case"],
        "packs": [
            {key: one[key] for key in ("id", "title", "licence", "sample", "digest")} for one in descriptions
        ],
        "outlines": list(dict.fromkeys(code for one in facts for code in one["outlines"])),
        "events": [event for one in facts for event in one["events"]],
        "attribution": list(dict.fromkeys(line for one in facts for line in one["attribution"])),
    }
    with Journal(folder.ledger) as journal:
        groups = list(journal.canonicaliser().groups.values())
    return cut_snapshot(folder.snapshots, ledger, bulk, description, groups=groups)


class _Reader:
    """Reads one pack after the other; a later one may refer to what an earlier one or the ledger has."""

    def __init__(self, folder: Folder, columns: Columns, known: dict[str, set[str]]) -> None:
        self._folder = folder
        self._columns = columns
        self._known = known

    def read(self, pack: Path) -> PackReading:
        reading = read_pack(pack, self._columns, self._folder.bulk, self._known)
        for claim in reading.claims:
            self._known.setdefault(claim.kind, set()).add(claim.entity)
        return reading


def _refuse_twins(readings: Sequence[PackReading]) -> None:
    ids = [reading.manifest.id for reading in readings]
    twins = sorted({one for one in ids if ids.count(one) > 1})
    if twins:
        raise PackRefused(Problem("pack_twice", {"id": ", ".join(twins)}))
    if RESERVED in ids:
        raise PackRefused(Problem("pack_reserved", {"id": RESERVED}, MANIFEST))


def _lay_samples(folder: Folder, packs: Sequence[Path], rows: int | None) -> None:
    """示例 inventory in the towns of the first pack that has towns; nothing when it is there and not asked for."""
    there = (folder.samples / MANIFEST).exists()
    if not packs or (there and rows is None):
        return
    before = read_manifest(folder.samples)[0].id if there else ""
    if rows == 0:
        shutil.rmtree(folder.samples, ignore_errors=True)
    else:
        towns = next((pack for pack in packs if (pack / "regions.csv").exists()), packs[0])
        try:
            generate_samples(folder.samples, rows or SAMPLE_ROWS, SAMPLE_SEED, towns)
        except BadInput:
            if rows is None:  # nobody asked: a city without a market to imitate has no samples
                return
            raise
    if before and (rows == 0 or before != read_manifest(folder.samples)[0].id):
        folder.forget(before)


def _take_in(folder: Folder, ledger: Ledger, reading: PackReading, known_at: str) -> PackReport:
    pack = reading.manifest.id
    prefix = f"{pack}/"
    sources = [replace(source, id=prefix + source.id) for source in reading.sources]
    claims = [
        replace(claim, source=prefix + claim.source, locator=prefix + claim.locator)
        for claim in reading.claims
    ]
    added = ledger.add(sources, claims, known_at)
    held = {statement_id(claim) for claim in claims}
    retracted = ledger.keep_only(prefix, held, known_at, AUTHOR, "no longer in the pack")
    known = {table["digest"]: table["known_at"] for one in folder.descriptions() for table in one["bulk"]}
    bulk = [
        BulkFile(
            table.kind, table.digest, table.rows, prefix + table.file, table.sample, prefix + table.source,
            table.as_of, known.get(table.digest, known_at),
        )
        for table in reading.bulk
    ]  # fmt: skip
    folder.describe(pack, _description(reading, bulk))
    return PackReport(
        pack,
        dict(reading.rows),
        added.offered,
        added.statements,
        retracted,
        sum(table.rows for table in bulk),
    )


def _description(reading: PackReading, bulk: Sequence[BulkFile]) -> dict[str, Any]:
    manifest = reading.manifest
    house_case = manifest.house_case
    return {
        "id": manifest.id,
        "title": {"zh": manifest.title.zh, "en": manifest.title.en},
        "licence": manifest.licence,
        "sample": manifest.sample,
        "digest": manifest.digest,
        "outlines": list(manifest.outlines),
        "events": [
            {
                "id": one.id,
                "date": one.day.isoformat(),
                "label": {"zh": one.label.zh, "en": one.label.en},
                "road": one.road,
            }
            for one in manifest.events
        ],
        "attribution": list(manifest.attribution),
        "house_case": {"zh": house_case.zh, "en": house_case.en} if house_case else None,
        "bulk": [asdict(table) for table in bulk],
    }
