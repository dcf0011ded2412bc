"""What does one snapshot answer with?

A `Session` is a snapshot that has been opened: the view on its facts and the read models computed from them.
Read models are immutable and made once per day asked for; a lock keeps two threads of a server from sharing
the column engine at the same time.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from yuantu.access.network import Network
from yuantu.atlas.places import Place, PlaceIndex
from yuantu.atlas.regions import RegionTree, point
from yuantu.atlas.sites import Floats, SiteTable, join, table_of_bulk, table_of_entities
from yuantu.engines.columns import Columns, quote
from yuantu.errors import Problem, WorkspaceError
from yuantu.facts.bulk import entity_of_row, find_cell
from yuantu.facts.identity.judgements import Canonicaliser
from yuantu.facts.snapshots import BulkFile
from yuantu.facts.statements import Statement
from yuantu.facts.views import Entity, View
from yuantu.match.candidates import World
from yuantu.match.sentences.places import Gazetteer
from yuantu.ontology.schema import Schema, load_schema
from yuantu.ontology.values import Period, Quantity
from yuantu.workspace.gazetteer import draw_gazetteer

Model = TypeVar("Model")
KEPT_MODELS = 24
BLOCK_ROWS = 1000
DESCRIBED = {"title", "house_case", "packs", "outlines", "events", "attribution", "bulk"}


class Session:
    """One opened snapshot. `bulk` is the folder of columnar tables beside it."""

    def __init__(self, snapshots: Path, name: str, bulk: Path) -> None:
        self.name = name
        self.folder = snapshots / name
        self.schema: Schema = load_schema()
        self.description: dict[str, Any] = _read_description(self.folder)
        self.columns = Columns()
        self._identity = Canonicaliser.of(self.description.get("identity", ()))
        self.view = View(self.folder, self.columns, self.schema, self._identity)
        self._bulk = bulk
        self._lock = RLock()
        self._models: dict[tuple[Any, ...], Any] = {}

    @property
    def bulk_files(self) -> list[BulkFile]:
        return [BulkFile(**entry) for entry in self.description["bulk"]]

    def bulk_path(self, digest: str) -> Path:
        return self._bulk / f"{digest}.parquet"

    def entities(self, kind: str, day: date | None, *, samples: bool = False) -> list[Entity]:
        """All entities of a kind as of a day; with `samples` also those of which only 示例 documents speak."""
        key = ("entities", kind, day, samples)
        return self._model(key, lambda: self.view.entities(kind, day, samples=samples))

    def entity(self, entity: str, day: date | None, known_at: str | None = None) -> Entity | None:
        """The entity of that id, of the ledger or of a columnar table."""
        with self._lock:
            found = self.view.entity(entity, day, known_at)
            return found or self._bulk_entities("id = ?", [entity], day).get(entity)

    def statement(self, statement: str) -> Statement | None:
        """The statement of that id, stored or derived from a cell."""
        cell = find_cell(statement)
        with self._lock:
            if cell is None:
                return self.view.statement(statement)
            found = self._bulk_entities("row = ?", [cell.row], None, cell.digest).values()
            held = [one.held[cell.property] for one in found if cell.property in one.held]
            return held[0].statements[0] if held else None

    def sites(self, ids: list[str], day: date) -> dict[str, Entity]:
        """Those sites by id, of the ledger and of columnar tables."""
        wanted = set(ids)
        found = {one.id: one for one in self.entities("site", day, samples=True) if one.id in wanted}
        missing = sorted(wanted - found.keys())
        if not missing:  # no table of millions is opened for nothing
            return found
        with self._lock:
            return found | self._bulk_entities("list_contains(?, id)", [missing], day)

    def bulk_entities(self, kind: str, day: date | None, *, samples: bool) -> Iterator[Entity]:
        """All entities of columnar tables of a kind, a block at a time: a million of them fit in no list."""
        for bulk in self.bulk_files:
            if bulk.kind == kind and (samples or not bulk.sample):
                for start in range(1, self._last_row(bulk) + 1, BLOCK_ROWS):
                    bounds = [start, start + BLOCK_ROWS - 1]
                    with self._lock:
                        block = self._bulk_entities("row BETWEEN ? AND ?", bounds, day, bulk.digest)
                    yield from block.values()

    def _last_row(self, bulk: BulkFile) -> int:
        """Rows that were refused are left out, so that the last number may exceed the count."""
        source = f"read_parquet({quote(self.bulk_path(bulk.digest))})"
        with self._lock:
            return int(self.columns.rows(f"SELECT coalesce(max(row), 0) FROM {source}")[0][0])

    def _bulk_entities(
        self, where: str, keys: list[Any], day: date | None, digest: str = ""
    ) -> dict[str, Entity]:
        found: dict[str, Entity] = {}
        for bulk in self.bulk_files:
            if not bulk.digest.startswith(digest):
                continue
            source = f"read_parquet({quote(self.bulk_path(bulk.digest))})"
            names = [row[0] for row in self.columns.rows(f"DESCRIBE SELECT * FROM {source}")]
            for row in self.columns.rows(f"SELECT * FROM {source} WHERE {where} ORDER BY row", keys):
                cells = dict(zip(names, row, strict=True))
                kind = self.schema.kind(bulk.kind)
                found[str(cells["id"])] = entity_of_row(bulk, cells, kind, holding_on(bulk, day))
        return found

    @contextmanager
    def reading(self) -> Iterator[None]:
        """The view belongs to one thread at a time while several of its answers are put together."""
        with self._lock:
            yield

    def regions(self) -> RegionTree:
        """The region tree. Divisions are standing facts: they hold on every day."""
        return self._model(("regions",), lambda: RegionTree.of(self.entities("region", None)))

    def network(self) -> Network:
        """The road network with its opening dates: it is asked for a day when it is used."""
        return self._model(("network",), self._network)

    def known(self, kind: str, entity: str) -> Entity | None:
        """One entity of a kind with the latest of everything, from what is held in memory."""
        by_id = self._model(("by id", kind), lambda: {one.id: one for one in self.entities(kind, None)})
        return by_id.get(entity)

    def road(self, road: str) -> Entity | None:
        return self.known("road", road)

    def places(self) -> PlaceIndex:
        return self._model(("places",), self._places)

    def gazetteer(self) -> Gazetteer:
        """The names that sentences may use in this workspace."""
        return self._model(
            ("gazetteer",),
            lambda: draw_gazetteer(
                self.regions(), self.entities("park", None), self.places(),
                self.description["events"],
            ),
        )  # fmt: skip

    def world(self, day: date, *, samples: bool) -> World:
        """Everything that sites are matched in, as of a day, with or without 示例 inventory."""
        return self._model(
            ("world", day, samples),
            lambda: World(
                self._table("site", day, samples=samples), self.regions(), self.network(),
                frozenset(one.id for one in self.entities("park", None)), day,
                partial(self._positions, day, samples=samples),
            ),
        )  # fmt: skip

    def canonical(self, entity: str) -> str:
        """The id that an entity is shown under, after what people judged to be one."""
        return self._identity.canonical(entity)

    def keep(self, key: tuple[Any, ...], make: Callable[[], Model]) -> Model:
        """A read model that another module makes of this snapshot: made once, and kept while it is used."""
        return self._model(key, make)

    @cached_property
    def counts(self) -> dict[str, int]:
        with self._lock:
            return self.view.counts()

    def close(self) -> None:
        self.columns.close()

    def _model(self, key: tuple[Any, ...], make: Callable[[], Model]) -> Model:
        with self._lock:
            if key not in self._models:
                made = make()
                while len(self._models) >= KEPT_MODELS:
                    self._models.pop(next(iter(self._models)))
                self._models[key] = made
            found: Model = self._models[key]
            return found

    def _positions(self, day: date, kind: str, *, samples: bool) -> tuple[Floats, Floats]:
        table = self._table(kind, day, samples=samples)
        return table.lon, table.lat

    def _table(self, name: str, day: date, *, samples: bool) -> SiteTable:
        kind = self.schema.kind(name)
        tables = [table_of_entities(self.entities(name, day, samples=samples), kind)]
        for bulk in self.bulk_files:
            if bulk.kind == name and (samples or not bulk.sample):
                path, seen_on = self.bulk_path(bulk.digest), holding_on(bulk, day)
                tables.append(table_of_bulk(self.columns, path, kind, sample=bulk.sample, day=seen_on))
        return join(tables)

    def _network(self) -> Network:
        nodes = [
            {
                "id": one.id,
                "name": one.name,
                "lon": point(one)[0],
                "lat": point(one)[1],
                "kind": one.text("kind"),
            }
            for one in self.entities("road_node", None)
        ]
        return Network.from_rows(nodes, [_road(one) for one in self.entities("road", None)])

    def _places(self) -> PlaceIndex:
        kinds = ("facility", "road_node", "region", "park")
        places = []
        for kind in kinds:
            for one in self.entities(kind, None):
                lon, lat = point(one)
                if lon is not None and lat is not None:
                    node = one.id if kind == "road_node" else None
                    places.append(Place(one.id, kind, one.name, lon, lat, _aliases(one), node))
        return PlaceIndex(places)


def holding_on(bulk: BulkFile, day: date | None) -> date | None:
    """The day that a columnar table is asked for. 示例 inventory has no history: it stands on every day."""
    return None if bulk.sample else day


def _read_description(folder: Path) -> dict[str, Any]:
    """What the snapshot says of itself. Raises WorkspaceError when that cannot be read."""
    try:
        found = json.loads((folder / "snapshot.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = None
    if not (isinstance(found, dict) and found.keys() >= DESCRIBED):
        raise WorkspaceError(Problem("snapshot_broken", {"path": str(folder)}))
    return found


def number(entity: Entity, name: str) -> float | None:
    """The stated number of a property, or the middle of its range."""
    value = entity.value(name)
    if not isinstance(value, Quantity):
        return None
    if value.stated is not None:
        return value.stated
    return None if value.low is None or value.high is None else (value.low + value.high) / 2


def _road(one: Entity) -> dict[str, Any]:
    opened = one.value("opened_on")
    toll = one.text("toll")
    return {
        "id": one.id, "road": one.name, "start": one.text("start"), "end": one.text("end"),
        "length_km": number(one, "length"), "design_speed_kmh": number(one, "design_speed"),
        "opened": opened if isinstance(opened, Period) else None,
        "toll": None if not toll else toll == "yes",
    }  # fmt: skip


def _aliases(entity: Entity) -> tuple[str, ...]:
    found = entity.held.get("aliases")
    return tuple(getattr(value, "text", "") for value in found.values) if found else ()
