"""Which place does a person mean by 宝安, 深圳机场 or 凤山湖, and where is it?

Names and aliases of everything that has a position stand in one list. A spelling is looked up from the
strictest reading to the loosest. The door shows which place was meant, so that a person can correct it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yuantu.errors import NotFound, Problem

# Within one level of likeness the kind that people mean more often comes first.
KINDS = ("facility", "road_node", "region", "park", "site")
BRACKETS = re.compile(r"[(（].*?[)）]")
UNLIKE = 9
KEPT_WORDS = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """A named point in WGS-84. `node` is its id in the road network when it is a node of it."""

    id: str
    kind: str
    name: str
    lon: float
    lat: float
    names: tuple[str, ...] = ()
    node: str | None = None


class PlaceIndex:
    """All places of a workspace by all their spellings."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = sorted(places, key=lambda place: (KINDS.index(place.kind), len(place.name), place.id))
        towns = tuple({_stem(_plain(place.name)): None for place in self.places if place.kind == "region"})
        self._spellings = [(place, tuple(_spellings(place, towns))) for place in self.places]
        self._found: dict[str, Place] = {}  # a batch of briefs names the same few places again and again

    def find(self, words: str) -> Place:
        """The place that `words` mean, by the strictest reading that fits any; raises NotFound."""
        if words not in self._found:
            found = self._look_up(words)
            if len(self._found) >= KEPT_WORDS:
                self._found.clear()
            self._found[words] = found
        return self._found[words]

    def _look_up(self, words: str) -> Place:
        wanted = _plain(words)
        best: tuple[int, Place] | None = None
        for place, spellings in self._spellings:
            level = min(_likeness(wanted, spelling) for spelling in spellings)
            if level < (best[0] if best else UNLIKE):
                best = (level, place)
        if not wanted or best is None:
            raise NotFound(Problem("place_unknown", {"place": words}))
        return best[1]


def _likeness(wanted: str, name: str) -> int:
    """0 the same · 1 but for 市区镇 · 2 beginning · 3 part · 4 letters in order · UNLIKE."""
    if wanted == name:
        return 0
    if _stem(wanted) == _stem(name):
        return 1
    if len(wanted) < 2:
        return UNLIKE
    if name.startswith(wanted):
        return 2
    if wanted in name:
        return 3
    if len(wanted) > 2 and _in_order(wanted, name):
        return 4
    return UNLIKE


def _in_order(wanted: str, name: str) -> bool:
    letters = iter(name)
    return all(letter in letters for letter in wanted)


def _stem(name: str) -> str:
    return re.sub(r"(市区|市|区|县|镇|街道|中心|城区)$", "", name) if len(name) > 2 else name


def _spellings(place: Place, towns: tuple[str, ...]) -> Iterator[str]:
    for name in (place.name, *place.names):
        for plain in {_plain(name): None, _plain(BRACKETS.sub("", name)): None}:
            yield plain
            # 深圳宝安中心 is also called 宝安中心: the town in front may be left out.
            if plain.startswith(towns):
                yield from (
                    plain.removeprefix(town) for town in towns if plain.startswith(town) and plain > town
                )


def _plain(words: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words)).casefold()
