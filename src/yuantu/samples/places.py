"""Around which points does the invented inventory stand?

The towns of a pack's regions tables, in the cities that are asked for; a city whose towns are not in the pack gives
its counties instead. Only names, ids and points are taken: no real park, parcel or plant is copied.
"""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from yuantu.errors import BadInput, Problem

FINENESS = {"town": 0, "functional": 1, "county": 1, "city": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """A region with a point, in units of 1e-5 degree (about a metre) of WGS-84."""

    id: str
    name: str
    city: str
    lon_e5: int
    lat_e5: int


def read_places(pack: Path, cities: tuple[str, ...]) -> list[Place]:
    """The finest regions with a point of each of `cities`, in the order of the pack's `regions.csv`.

    BadInput if the pack has no regions table, or none of the cities in it.
    """
    table = pack / "regions.csv"
    if not table.is_file():
        raise BadInput(Problem("samples_no_regions", {"pack": str(pack)}))
    rows = {
        row["id"]: row for row in csv.DictReader(io.StringIO(_decode(table.read_bytes()))) if row.get("id")
    }
    found = [place for city in cities for place in _places_of(city, rows)]
    if not found:
        raise BadInput(Problem("samples_no_places", {"pack": str(pack), "cities": "、".join(cities)}))
    return found


def _decode(data: bytes) -> str:
    """The table as the reader of packs takes it: UTF-8, else the Chinese national encoding."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def _places_of(city: str, rows: dict[str, dict[str, str]]) -> list[Place]:
    by_level: dict[int, list[Place]] = {}
    for row in rows.values():
        fineness = FINENESS.get(row.get("level") or "")
        lon, lat = _e5(row.get("lon")), _e5(row.get("lat"))
        if fineness is None or lon is None or lat is None or _city_of(row, rows) != city:
            continue
        place = Place(row["id"], _short(row.get("name") or row["id"]), city, lon, lat)
        by_level.setdefault(fineness, []).append(place)
    return by_level[min(by_level)] if by_level else []


def _city_of(row: dict[str, str], rows: dict[str, dict[str, str]]) -> str:
    """The name of the city that a region lies in, by its parents; empty if there is none."""
    seen: set[str] = set()
    current: dict[str, str] | None = row
    while current and current["id"] not in seen:
        if current.get("level") == "city":
            return current["name"]
        seen.add(current["id"])
        current = rows.get(current.get("parent") or "")
    return ""


def _short(name: str) -> str:
    """A name without its remark: 翠亨新区(统筹南朗街道) is 翠亨新区."""
    return re.split(r"[(（]", name, maxsplit=1)[0].strip()


def _e5(degrees: str | None) -> int | None:
    """Degrees as whole hundred-thousandths; None for a cell that holds none, which the reader of packs reports."""
    try:
        return round(float(degrees or "") * 100_000)
    except (ValueError, OverflowError):
        return None
