"""How do sites become the candidates of a match?

Joins the site table with the region tree, the road network and the day: region words become groups of regions,
positions become minutes from each anchor and counts of what is near, dates become days from now. The result is a
`Catalogue`, in which the engine sees numbers, flags and labels only.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import product
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yuantu.access.approach import Place
from yuantu.access.matrix import minutes_to_points
from yuantu.access.network import Network
from yuantu.access.reaching import Surroundings
from yuantu.atlas.neighbours import Neighbourhood
from yuantu.atlas.regions import RegionTree
from yuantu.atlas.sites import ALSO, OR, SiteTable
from yuantu.match.catalogue import Catalogue, Column, Flag, Interval, Label
from yuantu.match.columns import draw_columns
from yuantu.match.declaration_files import load_declaration
from yuantu.match.declarations import Near
from yuantu.match.nearby import tally_column

# A use that names no branch of industry admits all of them.
GENERAL_USES = frozenset("工业 工业用地 一类工业用地 二类工业用地 标准厂房 标准化厂房 产业用地 M1".split())
DAYS_UNTIL = "days_until_available"
INDUSTRY = "industry_admitted"
FREIGHT_LIFT = "freight_lift_present"
Positions = Callable[[str], tuple[NDArray[np.float64], NDArray[np.float64]]]
KEPT_COLUMNS = 64  # of those that depend on what a brief names, per world


@dataclass(frozen=True, slots=True)
class World:
    """What the sites stand in: read models of one view on one day.

    `positions` gives the degrees of everything of a kind, (n,) each, NaN where nobody has stated where it is. `drawn`
    keeps columns once they were drawn: those of the table for good, of what briefs name the latest.
    """

    sites: SiteTable
    regions: RegionTree
    network: Network
    parks: frozenset[str]
    day: date
    positions: Positions | None = None
    drawn: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    lock: Lock = field(default_factory=Lock, compare=False, repr=False)

    def column(self, key: Any, draw: Callable[[], Any]) -> Any:
        """What `draw` gives, drawn once for that key."""
        with self.lock:
            if key not in self.drawn:
                named = [one for one in self.drawn if one != "table"]
                if len(named) >= KEPT_COLUMNS:
                    self.drawn.pop(named[0])
                self.drawn[key] = draw()
            return self.drawn[key]


def minutes_column(anchor: int) -> str:
    """The column of minutes from the anchor at that place in the brief."""
    return f"minutes_{anchor}"


def draw_candidates(
    world: World, origins: Sequence[Place | None], industry: str = "", asked: Iterable[str] = ()
) -> Catalogue:
    """The candidates of a question with these anchors (None: a place that is not known).

    Of the columns that count what is near only those `asked` for are drawn.
    """
    columns = dict(world.column("table", lambda: _table_columns(world)))
    if industry:
        columns[INDUSTRY] = world.column(("industry", industry), lambda: _industry(world.sites, industry))
    for place, origin in enumerate(origins):
        minutes = world.column(("minutes", origin), partial(_minutes, world, origin))
        columns[minutes_column(place)] = Interval(minutes, minutes)
    declared = load_declaration("sites").columns
    for name in asked:
        near = declared[name].near if name in declared else None
        if near and world.positions:
            columns[name] = world.column(("near", near), partial(_count_near, world, world.positions, near))
    return Catalogue(world.sites.ids, columns)


def _count_near(world: World, positions: Positions, near: Near) -> Interval:
    sites, (lon, lat) = world.sites, positions(near.kind)
    if near.km is not None:
        return tally_column(Neighbourhood(lon, lat).count(sites.lon, sites.lat, near.km))
    around = Surroundings(world.network, world.day, lon, lat)
    return tally_column(around.count(sites.lon, sites.lat, near.minutes or 0.0))


def _table_columns(world: World) -> dict[str, Column]:
    columns = draw_columns(world.sites, load_declaration("sites"), world.regions, world.day)
    if "region" in world.sites.words:
        columns["region"] = _locations(world.sites, world.regions)
    columns.pop(INDUSTRY, None)  # it is drawn for the industry that a brief names
    return columns


def _minutes(world: World, origin: Place | None) -> Any:
    sites = world.sites
    if origin is None:
        return np.full(len(sites), np.nan)
    return minutes_to_points(world.network, origin, sites.lon, sites.lat, world.day)


def _locations(sites: SiteTable, tree: RegionTree) -> Label:
    """Region and park of each site as one label that lies in the park, the region and everything above it."""
    region, park = sites.words["region"], sites.words.get("park")
    parks = park.codes if park else np.full(len(sites), -1, dtype=np.int32)
    width = len(park.members) + 1 if park else 1
    pairs, codes = np.unique(region.codes.astype(np.int64) * width + parks + 1, return_inverse=True)
    members, groups = [], []
    for pair in pairs:
        place, in_park = divmod(int(pair), width)
        places = region.members[place] if place >= 0 else ""
        in_parks = park.members[in_park - 1] if park and in_park else ""
        members.append(ALSO.join(filter(None, (places, in_parks))))
        groups.append(
            tuple(
                frozenset(above for name in pair if name for above in (name, *tree.chain(name)))
                for pair in product(places.split(OR), in_parks.split(OR))
            )
        )
    # In which park a site lies does not say in which region when nobody has stated that.
    return Label(np.where(region.codes >= 0, codes, -1).astype(np.int32), tuple(members), tuple(groups))


def _industry(sites: SiteTable, industry: str) -> Flag:
    """Yes where a stated use admits the industry; a use that names others is no refusal, so it is unknown.

    Industries that a notice names bind: where there are any, a general use beside them admits nothing more.
    """
    state = np.zeros(len(sites), dtype=np.int8)
    for name in ("allowed_use", "allowed_industries"):
        words = sites.words.get(name)
        if words is not None:
            admits = np.array([*(_admits(member, industry) for member in words.members), False])
            state = np.where(words.codes >= 0, admits[words.codes], state).astype(np.int8)
    return Flag(state)


def _admits(member: str, industry: str) -> bool:
    uses = [use.strip() for use in member.replace("/", ALSO).split(ALSO)]
    return any(use in GENERAL_USES or industry in use or (len(use) > 1 and use in industry) for use in uses)
