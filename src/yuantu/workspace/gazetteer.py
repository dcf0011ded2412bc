"""Which names does a workspace teach the reader of sentences?"""

import re
from datetime import date
from typing import Any

from yuantu.atlas.places import PlaceIndex
from yuantu.atlas.regions import RegionTree
from yuantu.facts.views import Entity
from yuantu.match.sentences.moments import Opening
from yuantu.match.sentences.places import Gazetteer

OPENS = re.compile(r"(正式)?(建成)?(通车|开通|启用|投用|开放)$")
BRACKETS = re.compile(r"[(（].*?[)）]")
LONGEST_NAME = 12


def draw_gazetteer(
    tree: RegionTree, parks: list[Entity], places: PlaceIndex, events: list[dict[str, Any]]
) -> Gazetteer:
    """Regions and parks as places to be in, everything with a position as places to be near, dated openings."""
    regions = {_plain(park.name): (park.id, park.name) for park in parks if len(_plain(park.name)) > 2}
    regions |= {
        one.name: (one.code if len(one.code) == 6 else one.id, one.name) for one in tree.regions.values()
    }
    names = {_plain(name) for place in places.places for name in (place.name, *place.names)}
    openings = tuple(
        Opening((OPENS.sub("", event["label"]["zh"]),), date.fromisoformat(event["date"])) for event in events
    )
    provinces = frozenset(one.code for one in tree.regions.values() if one.level == "province" and one.code)
    return Gazetteer(
        regions=regions,
        places=frozenset(name for name in names if 1 < len(name) <= LONGEST_NAME),
        openings=openings or Gazetteer().openings,
        provinces=provinces or Gazetteer().provinces,
    )


def _plain(name: str) -> str:
    return BRACKETS.sub("", name).strip()
