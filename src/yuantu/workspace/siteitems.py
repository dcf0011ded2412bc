"""What does a person read about one site of a shortlist, beyond what any candidate has?

Where it lies, how long the drive is and on which roads that rests, which industry is admitted.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from yuantu.access.minutes import Reach, reach_from
from yuantu.facts.views import Entity
from yuantu.match.candidates import World
from yuantu.match.declaration_files import load_declaration
from yuantu.match.questions import Question
from yuantu.match.sentences.words import INFRASTRUCTURE
from yuantu.match.shortlist import Shortlist
from yuantu.ontology.formats import show_number
from yuantu.ontology.schema import Property
from yuantu.ontology.values import Coordinate, Value
from yuantu.workspace import answers, evidence, values, wording
from yuantu.workspace.items import Presenter
from yuantu.workspace.session import Session

SHOWN = ("kind", "area", "stage", "available_from", "clear_height", "floor_load", "power", "rent", "land_price",
         "total_price", "region", "park", "address", "allowed_use")  # fmt: skip


class SitePresenter(Presenter):
    """Puts those `rows` of one drawn shortlist of sites into words."""

    def __init__(
        self,
        session: Session,
        world: World,
        siting: Question,
        drawn: Shortlist,
        rows: Iterable[int],
    ) -> None:
        ids = {row: str(world.sites.ids[row]) for row in rows}
        sites = session.sites(list(ids.values()), world.day)
        entities = {row: sites[name] for row, name in ids.items()}
        super().__init__(
            load_declaration("sites"), siting.candidates, siting.criteria, drawn, entities, world.day
        )
        self._session, self._world, self._siting = session, world, siting

    def place(self, entity: Entity) -> dict[str, Any]:
        region = self._world.regions.regions.get(entity.text("region"))
        position = entity.value("coordinate")
        return {
            "kind": entity.text("kind"),
            "region": region.name if region else "", "region_id": entity.text("region") or None,
            "region_label": values.both(region.name, region.name_en or region.name) if region else None,
            "lon": getattr(position, "lon", None), "lat": getattr(position, "lat", None),
        }  # fmt: skip

    def listed(self) -> Sequence[str]:
        return SHOWN

    def value_words(self, value: Value, meaning: Property) -> dict[str, str]:
        return evidence.shown(self._session, value, meaning)

    def member_words(self, column: str, member: str, language: str) -> str:
        region = self._world.regions.regions.get(member)
        return region.name if region else super().member_words(column, member, language)

    def words(self, column: str, row: int) -> dict[str, str]:
        number = self.candidates.interval(column)
        if column.startswith("minutes_") and number.known[row]:
            minutes = show_number(float(number.low[row]), 0)
            return values.both(f"{minutes} 分钟", f"{minutes} min")
        if self._counts(column) and number.known[row]:
            return wording.tally(int(number.low[row]), int(number.high[row]))
        return super().words(column, row)

    def _counts(self, column: str) -> bool:
        meaning = self.declaration.columns.get(column)
        return bool(meaning and meaning.near)

    def label(self, column: str, name: str) -> dict[str, str]:
        if column.startswith("minutes_"):
            anchor = self._siting.anchors[int(column.removeprefix("minutes_"))]
            place = anchor.name if anchor else "?"
            return values.both(f"距{place}车程", f"drive to {place}")
        if column not in self.declaration.columns:
            return values.both(INFRASTRUCTURE.get(column, column).split()[0], column.replace("_", " "))
        return super().label(column, name)

    def property_of(self, column: str, entity: Entity) -> str:
        """Industries that bind come before a general use."""
        name = super().property_of(column, entity)
        return "allowed_use" if name == "allowed_industries" and name not in entity.held else name

    def behind(self, column: str, row: int) -> list[str]:
        """For minutes both positions and every road of the way; for a count of what is near the own position."""
        if self._counts(column):
            return list(self.entities[row].ids("coordinate"))
        if not column.startswith("minutes_"):
            return super().behind(column, row)
        place, site = int(column.removeprefix("minutes_")), self.entities[row]
        anchor, position = self._siting.anchors[place], site.value("coordinate")
        if anchor is None or not isinstance(position, Coordinate):
            return []
        at_anchor = self._session.known(anchor.kind, anchor.id)
        ids = [*site.ids("coordinate"), *(at_anchor.ids("coordinate") if at_anchor else ())]
        for leg in self._reaches[place].route_to(position).legs:
            road = self._session.road(leg.road_id) if leg.road_id else None
            ids += [one for name in ("length", "opened_on") for one in road.ids(name)] if road else []
        return list(dict.fromkeys(ids))

    @cached_property
    def _reaches(self) -> dict[int, Reach]:
        """The network searched once from each anchor that is known."""
        world = self._world
        return {
            place: reach_from(world.network, answers.on_network(anchor), world.day)
            for place, anchor in enumerate(self._siting.anchors)
            if anchor is not None
        }
