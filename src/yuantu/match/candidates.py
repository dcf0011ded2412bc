"""How do sites become the candidates of a match?

Joins the site table with the region tree, the road network and the day: region words become groups of regions,
positions become minutes from each anchor, dates become days from now. The result is a `Catalogue`, in which the
engine sees numbers, flags and labels only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np

from yuantu.access.approach import Place
from yuantu.access.matrix import minutes_to_points
from yuantu.access.network import Network
from yuantu.atlas.regions import RegionTree
from yuantu.atlas.sites import ALSO, OR, SiteTable, Words
from yuantu.match.catalogue import Catalogue, Column, Flag, Interval, Label

# A use that names no branch of industry admits all of them.
GENERAL_USES = frozenset("工业 工业用地 一类工业用地 二类工业用地 标准厂房 标准化厂房 产业用地 M1".split())
PLANS = frozenset({"planned", "under_preparation", "not_yet_offered", "under_construction", "topped_out"})
DAYS_UNTIL = "days_until_available"
INDUSTRY = "industry_admitted"
FREIGHT_LIFT = "freight_lift_present"


@dataclass(frozen=True, slots=True)
class World:
    """What the sites stand in: read models of one view on one day."""

    sites: SiteTable
    regions: RegionTree
    network: Network
    parks: frozenset[str]
    day: date


def minutes_column(anchor: int) -> str:
    """The column of minutes from the anchor at that place in the brief."""
    return f"minutes_{anchor}"


def draw_candidates(world: World, origins: Sequence[Place | None], industry: str = "") -> Catalogue:
    """The candidates of a question with these anchors (None: a place that is not known)."""
    sites = world.sites
    columns: dict[str, Column] = {name: Interval(low, high) for name, (low, high) in sites.numbers.items()}
    columns |= {name: Flag(state) for name, state in sites.flags.items()}
    columns |= {name: _label(words) for name, words in sites.words.items()}
    if "region" in sites.words:
        columns["region"] = _locations(sites, world.regions)
    if "available_from" in sites.numbers:
        columns[DAYS_UNTIL] = _days_until(sites, world.day)
    if "freight_lift" in sites.words:
        # A lift that is described is there; one that is not described is unknown, never absent.
        columns[FREIGHT_LIFT] = Flag((sites.words["freight_lift"].codes >= 0).astype(np.int8))
    if industry:
        columns[INDUSTRY] = _industry(sites, industry)
    for place, origin in enumerate(origins):
        minutes = (
            np.full(len(sites), np.nan)
            if origin is None
            else minutes_to_points(world.network, origin, sites.lon, sites.lat, world.day)
        )
        columns[minutes_column(place)] = Interval(minutes, minutes)
    return Catalogue(sites.ids, columns)


def _days_until(sites: SiteTable, day: date) -> Interval:
    """Days from `day` to the day of moving in.

    A date given before the building stands is a plan, and plans slip: it is the earliest day, with no latest.
    """
    low, high = (bound - day.toordinal() for bound in sites.numbers["available_from"])
    stage = sites.words.get("stage")
    if stage is not None:
        planned = np.array([*(member in PLANS for member in stage.members), False])[stage.codes]
        high = np.where(planned & ~np.isnan(low), np.inf, high)
    return Interval(low, high)


def _label(words: Words) -> Label:
    groups = tuple(tuple(frozenset(one.split(ALSO)) for one in member.split(OR)) for member in words.members)
    return Label(words.codes, words.members, groups)


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
