"""Which region lies in which, and how does one count without counting twice?

Regions form a tree by administrative parent. An overlay (a cluster or functional zone: 组团, 新区) hangs below its
city and covers parts of other divisions. A thing is counted in the one region it names and, from there, once in
each region above; what is measured for an overlay as a whole is never added to the divisions it covers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from yuantu.errors import NotFound, Problem
from yuantu.facts.views import Entity
from yuantu.ontology.regions import find_regions
from yuantu.ontology.values import Coordinate


@dataclass(frozen=True, slots=True)
class Region:
    """One region. `level` is as in the schema; `parent` is the id above, if any; `code` as in GB/T 2260."""

    id: str
    name: str
    name_en: str
    level: str
    parent: str | None
    lon: float | None = None
    lat: float | None = None
    code: str = ""
    overlay: bool = False


@dataclass(frozen=True, slots=True)
class RegionTree:
    """All regions of a view. A parent that is not known makes its child a root; a circle is cut."""

    regions: Mapping[str, Region]
    children: Mapping[str | None, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        below: dict[str | None, list[str]] = {}
        for region in self.regions.values():
            parent = region.parent if region.parent in self.regions else None
            below.setdefault(parent, []).append(region.id)
        object.__setattr__(self, "children", {parent: tuple(ids) for parent, ids in below.items()})

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> "RegionTree":
        return cls({entity.id: _region(entity) for entity in entities})

    def chain(self, region: str | None) -> Iterator[str]:
        """The region and all above it, nearest first."""
        seen: set[str] = set()
        while region is not None and region in self.regions and region not in seen:
            yield region
            seen.add(region)
            region = self.regions[region].parent

    def roll_up(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Counts per region with everything below it: each thing once in each region above its own."""
        total: dict[str, int] = {}
        for region, count in counts.items():
            for above in self.chain(region):
                total[above] = total.get(above, 0) + count
        return total

    def sum_parts(self, region: str, measured: Mapping[str, float]) -> float | None:
        """The sum of a measure over the parts of `region`, overlays left out; None if one part is unknown."""
        parts = [one for one in self.children.get(region, ()) if not self.regions[one].overlay]
        if not parts or any(part not in measured for part in parts):
            return None
        return sum(measured[part] for part in parts)

    def with_code(self, code: str) -> Region | None:
        """The region with that GB/T 2260 (or NBS town) code."""
        return next((one for one in self.regions.values() if code and one.code == code), None)

    def named(self, name: str) -> Region | None:
        """The region of exactly that name, the highest in the tree first."""
        hits = [one for one in self.regions.values() if one.name == name]
        return min(hits, key=lambda one: (len(list(self.chain(one.id))), one.id), default=None)

    def find(self, words: str) -> Region:
        """The region of that id, code, name or short name, in Chinese or English. Raises NotFound.

        A short name is read as the national list of divisions reads it: 江门 is 江门市.
        """
        found = self.regions.get(words) or self.with_code(words) or self.named(words) or self._english(words)
        if found is None:
            known = (self.with_code(division.code) for division in find_regions(words))
            found = next(filter(None, known), None)
        if found is None:
            raise NotFound(Problem("region_unknown", {"value": words[:40]}))
        return found

    def _english(self, words: str) -> Region | None:
        wanted = words.casefold()
        return next(
            (one for one in self.regions.values() if wanted and one.name_en.casefold() == wanted), None
        )


def _region(entity: Entity) -> Region:
    lon, lat = point(entity)
    return Region(
        id=entity.id,
        name=entity.name,
        name_en=entity.text("name_en"),
        level=entity.text("level"),
        parent=entity.text("parent") or None,
        lon=lon,
        lat=lat,
        code=entity.text("code"),
        overlay=entity.text("overlay") == "yes",
    )


def point(entity: Entity) -> tuple[float, float] | tuple[None, None]:
    """Longitude and latitude of an entity in WGS-84, or twice None."""
    position = entity.value("coordinate")
    return (position.lon, position.lat) if isinstance(position, Coordinate) else (None, None)
