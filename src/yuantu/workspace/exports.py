"""How do facts leave the house as open data?

One table of one kind as CSV, GeoJSON or JSON. Every value carries its statement ids, every row says whether it is
示例, every file names the data version, the licence and whom to credit. The same facts give the same bytes.
"""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from yuantu.errors import BadInput, Problem
from yuantu.facts.views import Entity
from yuantu.workspace import evidence
from yuantu.workspace.session import Session

FORMATS = ("csv", "geojson", "json")
SAMPLE_MARK = "示例"
CREDITS = ("snapshot", "as_of", "licence", "attribution")


def export_lines(session: Session, kind: str, form: str, day: date, *, samples: bool) -> Iterator[str]:
    """The file as text, in pieces. Raises BadInput for a kind that there is no table of."""
    if kind not in session.schema.kinds:
        raise BadInput(
            Problem("export_kind", {"kind": kind, "known": ", ".join(sorted(session.schema.kinds))})
        )
    match form:
        case "csv":
            return _csv(session, kind, day, samples=samples)
        case "geojson":
            return _geojson(session, kind, day, samples=samples)
        case _:
            return _json(session, kind, day, samples=samples)


def _entities(session: Session, kind: str, day: date, *, samples: bool) -> Iterator[Entity]:
    yield from session.entities(kind, day)
    yield from session.bulk_entities(kind, day, samples=samples)


def _csv(session: Session, kind: str, day: date, *, samples: bool) -> Iterator[str]:
    """Words as the sources wrote them; several values and statement ids are separated by `;`."""
    names = list(session.schema.kind(kind).properties)
    columns = [column for name in names for column in (name, f"{name}_statements")]
    yield _row(["id", SAMPLE_MARK, *columns, "sources", *CREDITS])
    credit = _credits(session, day)
    attribution = "; ".join(credit["attribution"])
    for entity in _entities(session, kind, day, samples=samples):
        cells = [entity.id, SAMPLE_MARK if entity.sample else ""]
        for name in names:
            held = entity.held.get(name)
            cells.append(";".join(dict.fromkeys(one.words for one in held.statements)) if held else "")
            cells.append(";".join(held.ids) if held else "")
        cells.append(";".join(_sources(entity)))
        # A table has no head to say it once, and rows are copied without their file.
        packs = sorted({source.partition("/")[0] for source in _sources(entity)})
        licences = "; ".join(dict.fromkeys(credit["licences"].get(pack, "") for pack in packs))
        yield _row([*cells, credit["snapshot"], credit["as_of"], licences, attribution])


def _geojson(session: Session, kind: str, day: date, *, samples: bool) -> Iterator[str]:
    """One feature per entity; one without a position has a null geometry, as RFC 7946 allows."""
    head = json.dumps(_credits(session, day), ensure_ascii=False)
    yield '{"type": "FeatureCollection", ' + head[1:-1] + ', "features": [\n'
    separator = ""
    for entity in _entities(session, kind, day, samples=samples):
        position = entity.value("coordinate")
        lon, lat = getattr(position, "lon", None), getattr(position, "lat", None)
        geometry = None if lon is None else {"type": "Point", "coordinates": [lon, lat]}
        properties = _plain(entity)
        feature = {"type": "Feature", "id": entity.id, "geometry": geometry, "properties": properties}
        yield separator + json.dumps(feature, ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def _json(session: Session, kind: str, day: date, *, samples: bool) -> Iterator[str]:
    """Everything that the API says of each entity."""
    head = json.dumps(_credits(session, day), ensure_ascii=False)
    yield head[:-1] + f', "{kind}": [\n'
    separator = ""
    for entity in _entities(session, kind, day, samples=samples):
        answer = evidence.describe(session, entity, day)
        yield separator + json.dumps(answer, ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def _credits(session: Session, day: date) -> dict[str, Any]:
    description = session.description
    return {
        "snapshot": session.name, "as_of": day.isoformat(), "attribution": description["attribution"],
        "licences": {pack["id"]: pack["licence"] for pack in description["packs"]},
    }  # fmt: skip


def _plain(entity: Entity) -> dict[str, Any]:
    words = {
        name: ";".join(dict.fromkeys(one.words for one in held.statements))
        for name, held in entity.held.items()
    }
    statements = {name: list(held.ids) for name, held in entity.held.items()}
    return {SAMPLE_MARK: entity.sample, **words, "statements": statements, "sources": _sources(entity)}


def _sources(entity: Entity) -> list[str]:
    return sorted({one.source for held in entity.held.values() for one in held.statements})


def _row(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
