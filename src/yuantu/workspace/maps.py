"""What does the map show on a day?

GeoJSON layers in WGS-84: the outlines of cities as ground, and points and lines with the ids under which their
facts are found. A road or facility that is not open yet on the day is there and says so. When there are more
sites than a page can draw, they come as counts per cell instead of as points.
"""

from datetime import date
from typing import Any

import numpy as np

from yuantu.access.network import Network, opening_on
from yuantu.atlas.outlines import collect_outlines
from yuantu.facts.views import Entity
from yuantu.ontology.values import Period
from yuantu.workspace.session import Session

MOST_POINTS = 3000
CELLS_ACROSS = 60


def map_json(session: Session, day: date, *, samples: bool) -> dict[str, Any]:
    """All layers as of a day."""
    points, cells = _sites(session, day, samples=samples)
    return {
        "as_of": day.isoformat(),
        "outlines": _outlines(session),
        "regions": _collection(_regions(session)),
        "parks": _collection(_points(session, "park", day, ("level", "region"))),
        "sites": _collection(points),
        "cells": _collection(cells),
        "facilities": _collection(_facilities(session, day)),
        "roads": _collection(_roads(session, day)),
    }


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def _feature(lon: float, lat: float, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]},
        "properties": properties,
    }


def _outlines(session: Session) -> dict[str, Any]:
    tree = session.regions()
    outlines = collect_outlines(session.description["outlines"])
    for feature in outlines["features"]:
        region = tree.with_code(feature["properties"]["code"])
        feature["properties"]["name_en"] = region.name_en if region else feature["properties"]["name"]
    return outlines


def _points(session: Session, kind: str, day: date, names: tuple[str, ...]) -> list[dict[str, Any]]:
    features = []
    for entity in session.entities(kind, day):
        position = entity.value("coordinate")
        lon, lat = getattr(position, "lon", None), getattr(position, "lat", None)
        if lon is not None and lat is not None:
            properties = {"id": entity.id, "name": entity.name} | {name: entity.text(name) for name in names}
            features.append(_feature(lon, lat, properties))
    return features


def _regions(session: Session) -> list[dict[str, Any]]:
    return [
        _feature(
            one.lon, one.lat, {"id": one.id, "name": one.name, "name_en": one.name_en, "level": one.level}
        )
        for one in session.regions().regions.values()
        if one.lon is not None and one.lat is not None
    ]


def _facilities(session: Session, day: date) -> list[dict[str, Any]]:
    features = _points(session, "facility", day, ("kind",))
    by_id = {entity.id: entity for entity in session.entities("facility", day)}
    for feature in features:
        feature["properties"]["open"] = _open(by_id[feature["properties"]["id"]], day)
    return features


def _open(facility: Entity, day: date) -> bool:
    opened = facility.value("opened_on")
    if isinstance(opened, Period):
        return opening_on(opened, day) != "closed"
    return facility.text("stage") in ("", "open")


def _roads(session: Session, day: date) -> list[dict[str, Any]]:
    network: Network = session.network()
    dated = {event["road"]: event["date"] for event in session.description["events"] if event.get("road")}
    linked = {road: one.text("facility") for one in session.entities("road", None) for road in [one.id]}
    features = []
    for road in network.roads:
        ends = [network.by_id[node] for node in (road.start, road.end)]
        if any(node.lon is None or node.lat is None for node in ends):
            continue
        opened = road.opened.first if road.opened else None
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "LineString", "coordinates": [[node.lon, node.lat] for node in ends]},
                "properties": {
                    "id": road.id, "name": road.road, "open": opening_on(road.opened, day) != "closed",
                    "opened_on": opened.isoformat() if opened else None, "toll": road.toll,
                    "link": linked.get(road.id) in dated or road.id in dated,
                },
            }
        )  # fmt: skip
    return features


def _sites(
    session: Session, day: date, *, samples: bool
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Points while a page can draw them, else the counts of a grid over all of them."""
    table = session.world(day, samples=samples).sites
    placed = np.flatnonzero(~np.isnan(table.lon))
    facts = placed[~table.sample[placed]]
    rest = placed[table.sample[placed]]
    if len(placed) <= MOST_POINTS:
        return _site_points(session, placed, day, samples=samples), []
    cells = _cells(table.lon[rest], table.lat[rest], sample=True)
    if len(facts) <= MOST_POINTS:
        return _site_points(session, facts, day, samples=samples), cells
    return [], cells + _cells(table.lon[facts], table.lat[facts], sample=False)


def _site_points(
    session: Session, rows: "np.ndarray[Any, Any]", day: date, *, samples: bool
) -> list[dict[str, Any]]:
    table = session.world(day, samples=samples).sites
    sites = session.sites([str(table.ids[row]) for row in rows], day)
    return [
        _feature(
            float(table.lon[row]), float(table.lat[row]),
            {
                "id": str(table.ids[row]), "name": sites[str(table.ids[row])].name, "kind": table.words["kind"].at(row),
                "stage": table.words["stage"].at(row), "sample": bool(table.sample[row]),
            },
        )
        for row in rows
    ]  # fmt: skip


def _cells(lon: "np.ndarray[Any, Any]", lat: "np.ndarray[Any, Any]", *, sample: bool) -> list[dict[str, Any]]:
    counts, lon_edges, lat_edges = np.histogram2d(lon, lat, bins=CELLS_ACROSS)
    features = []
    for at_lon, at_lat in zip(*np.nonzero(counts), strict=True):
        centre_lon = (lon_edges[at_lon] + lon_edges[at_lon + 1]) / 2
        centre_lat = (lat_edges[at_lat] + lat_edges[at_lat + 1]) / 2
        features.append(
            _feature(centre_lon, centre_lat, {"count": int(counts[at_lon, at_lat]), "sample": sample})
        )
    return features
