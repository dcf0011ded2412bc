"""What does a door say about the workspace itself, its regions, and the way between two places?"""

from datetime import date
from typing import Any

from yuantu.access.approach import Place as Start
from yuantu.access.minutes import Leg, Route, minutes_between
from yuantu.atlas.places import Place
from yuantu.atlas.regions import point
from yuantu.ontology.values import Coordinate
from yuantu.version import VERSION
from yuantu.workspace import values
from yuantu.workspace.session import Session

NOT_REVIEWED = values.both("内部使用 · 未经审图", "Internal use · map not reviewed")


def meta_json(session: Session, settings: dict[str, Any], today: date) -> dict[str, Any]:
    """What the page says about the workspace: title, data version, counts, events, attribution, approval."""
    # A match is in a hurry and needs neither the readers of texts nor their words.
    from yuantu.ontology.claimwords import vocabulary  # noqa: PLC0415
    from yuantu.workspace.model_reading import model_name  # noqa: PLC0415

    description = session.description
    approval = str(settings.get("map", {}).get("approval_number") or "")
    sites = session.entities("site", None)
    kinds = {
        name: sum(1 for one in sites if one.text("kind") == name) for name in ("plant", "parcel", "warehouse")
    }
    samples = [bulk for bulk in session.bulk_files if bulk.sample]
    return {
        "title": description["title"], "version": VERSION, "snapshot": session.name, "today": today.isoformat(),
        "approval": {
            "number": approval or None,
            "text": values.both(f"审图号：{approval}", f"Map approval {approval}") if approval else NOT_REVIEWED,
        },
        "attribution": description["attribution"], "counts": session.counts | kinds,
        "samples": {"available": bool(samples), "count": sum(bulk.rows for bulk in samples)},
        "events": description["events"], "house_case": description["house_case"],
        "language_model": model_name(settings), "vocabulary": vocabulary(session.schema),
    }  # fmt: skip


def regions_json(session: Session, day: date) -> dict[str, Any]:
    """All regions with what lies in them and below, each thing counted once per region."""
    tree = session.regions()
    counted: dict[str, dict[str, int]] = {"park": {}, "plant": {}, "parcel": {}, "warehouse": {}}
    for kind in ("park", "site"):
        for entity in session.entities(kind, day):
            region = entity.text("region")
            group = counted.get(kind if kind == "park" else entity.text("kind"))
            if group is not None:  # the kind of a site may have been refused, or be in dispute
                group[region] = group.get(region, 0) + 1
    totals = {name: tree.roll_up(counts) for name, counts in counted.items()}
    return {
        "as_of": day.isoformat(),
        "regions": [
            {
                "id": one.id, "name": one.name, "name_en": one.name_en, "level": one.level, "parent": one.parent,
                "overlay": one.overlay, "counts": {name: total.get(one.id, 0) for name, total in totals.items()},
            }
            for one in tree.regions.values()
        ],
    }  # fmt: skip


def minutes_json(session: Session, origin: str, target: str, day: date) -> dict[str, Any]:
    """The fastest way between two places as of a day, with the roads it takes and what is not certain.

    A place is a name, or the id of anything that has a position.
    """
    start, end = _place(session, origin), _place(session, target)
    route = minutes_between(session.network(), on_network(start), on_network(end), day)
    return {"from": place_json(start), "to": place_json(end), **route_json(session, route)}


def route_json(session: Session, route: Route) -> dict[str, Any]:
    """A route with the statements that each stretch rests on."""
    model = session.network().model
    return {
        "minutes": None if route.minutes is None else round(route.minutes, 2),
        "km": None if route.km is None else round(route.km, 2),
        "as_of": route.day.isoformat(),
        "model": values.both(model.words("zh"), model.words("en")),
        "path": [_leg(session, leg) for leg in route.legs],
        "notes": [values.both(note.text("zh"), note.text("en")) for note in route.notes],
    }


def place_json(place: Place) -> dict[str, Any]:
    """A place as it was understood, so that a person can see which one was meant."""
    return {"id": place.id, "kind": place.kind, "name": place.name, "lon": place.lon, "lat": place.lat}


def _place(session: Session, words: str) -> Place:
    entity = session.entity(words, None)
    lon, lat = point(entity) if entity else (None, None)
    if entity is None or lon is None or lat is None:
        return session.places().find(words)
    node = entity.id if entity.kind == "road_node" else None
    return Place(entity.id, entity.kind, entity.name, lon, lat, node=node)


def on_network(place: Place) -> Start:
    """A place as a start or end of a trip: its node, or its position."""
    return place.node or Coordinate(place.lon, place.lat)


def _leg(session: Session, leg: Leg) -> dict[str, Any]:
    network = session.network()
    ends = [network.by_id[node].name if node else None for node in (leg.start, leg.end)]
    road = session.road(leg.road_id) if leg.road_id else None
    behind = ("length", "design_speed", "opened_on") if road else ()
    return {
        "road_id": leg.road_id, "road": leg.road, "from": ends[0], "to": ends[1], "km": round(leg.km, 2),
        "minutes": round(leg.minutes, 2),
        "statements": [one for name in behind for one in (road.ids(name) if road else ())],
    }  # fmt: skip
