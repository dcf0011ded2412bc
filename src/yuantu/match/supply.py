"""Where are the companies of a workspace, and how far by road from every region?

Joins companies, regions and roads into the world that a chain is looked at in. A company is in the region that is
stated of it, else in the place that is stated, else at its head office; one of which none of these is known is nowhere.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np

from yuantu.access.matrix import minutes_to_points
from yuantu.access.network import Network
from yuantu.atlas.regions import RegionTree
from yuantu.chain.gaps import Bools, Floats, World
from yuantu.errors import NotFound
from yuantu.facts.views import Entity
from yuantu.ontology.values import Coordinate

WHERE = ("region", "site_place", "hq_place")


def draw_world(companies: Sequence[Entity], tree: RegionTree, network: Network, day: date) -> World:
    """The world of a day, all regions of the tree in its order."""
    regions = list(tree.regions)
    number = {region: place for place, region in enumerate(regions)}
    homes = [home_of(company, tree) for company in companies]
    home = np.array([number.get(one or "", -1) for one in homes], dtype=np.int64)
    leads = np.array([company.text("role") == "leader" for company in companies], dtype=np.bool_)
    return World(
        regions, _inside(tree, number), _minutes(tree, network, day, set(home.tolist())),
        [company.id for company in companies], home, leads,
    )  # fmt: skip


def home_of(company: Entity, tree: RegionTree) -> str | None:
    """The region that a company is in, None where nothing known says so."""
    return next(filter(None, (place_of(company, name, tree) for name in WHERE)), None)


def place_of(company: Entity, name: str, tree: RegionTree) -> str | None:
    """The region that one property of a company names, None where it names none that the workspace has."""
    words = company.text(name)
    try:
        return tree.find(words).id if words else None
    except NotFound:
        return None


def _inside(tree: RegionTree, number: dict[str, int]) -> Bools:
    inside = np.zeros((len(number), len(number)), dtype=np.bool_)
    for region, place in number.items():
        inside[place, [number[above] for above in tree.chain(region)]] = True
    return inside


def _minutes(tree: RegionTree, network: Network, day: date, homes: set[int]) -> Floats:
    """(regions, regions) by road between the middles of regions, from those where a company is; NaN elsewhere."""
    regions = list(tree.regions.values())
    lon = np.array([np.nan if one.lon is None else one.lon for one in regions])
    lat = np.array([np.nan if one.lat is None else one.lat for one in regions])
    minutes = np.full((len(regions), len(regions)), np.nan)
    for place in sorted(homes - {-1}):
        if np.isfinite(lon[place]):
            origin = Coordinate(float(lon[place]), float(lat[place]))
            minutes[place] = minutes_to_points(network, origin, lon, lat, day)
    return minutes
