"""Networks that the tests of this room drive on."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from yuantu.access.network import Network, Node, Road
from yuantu.ontology.periods import read_period

PACK = Path(__file__).parents[2] / "packs" / "jiangmen"
TOLL = {"yes": True, "no": False}


@pytest.fixture(scope="session")
def trunk_network() -> Network:
    """The real trunk roads of the built-in pack."""
    tables = [PACK / "road_nodes.csv", PACK / "roads.csv"]
    missing = [table.name for table in tables if not table.exists()]
    if missing:
        pytest.skip(f"the built-in pack has no {' and no '.join(missing)}")
    node_rows, road_rows = (_rows(table) for table in tables)
    nodes = [
        Node(row["id"], _first(row, "name_zh", "name"), float(row["lon"]), float(row["lat"]), row["kind"])
        for row in node_rows
    ]
    roads = [
        Road(
            row["id"],
            _first(row, "road", "name_zh", "name"),
            _first(row, "start", "from", "from_id", "start_id"),
            _first(row, "end", "to", "to_id", "end_id"),
            float(row["length_km"]),
            float(row["design_speed_kmh"]),
            read_period(opened) if (opened := _first(row, "opened_on", "opened")) else None,
            TOLL.get(row["toll"]),
        )
        for row in road_rows
    ]
    return Network(tuple(nodes), tuple(roads))


@pytest.fixture(scope="session")
def grid_city() -> Callable[[int, float, float], Network]:
    """(blocks per side, km per block, km/h) → a square city of streets, nodes named `column,row`."""
    return _grid_city


def _grid_city(blocks: int, block_km: float, speed_kmh: float) -> Network:
    # One degree of latitude is 111.195 km on the sphere; near the equator one of longitude is as long.
    step = block_km / 111.195
    span = range(blocks + 1)
    nodes = [
        Node(f"{column},{row}", f"街口{column}-{row}", 113.0 + column * step, row * step)
        for column in span
        for row in span
    ]
    ids = {node.id for node in nodes}
    roads = [
        Road(f"{column},{row}>{other}", "街", f"{column},{row}", other, block_km, speed_kmh)
        for column in span
        for row in span
        for other in (f"{column + 1},{row}", f"{column},{row + 1}")
        if other in ids
    ]
    return Network(tuple(nodes), tuple(roads))


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _first(row: dict[str, str], *columns: str) -> str:
    return next(row[column] for column in columns if column in row)
