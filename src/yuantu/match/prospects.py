"""What speaks for a company as a target, and what against?

Read from what is stated of it and of its projects, every point with its statements: how it is tied to the place,
whether it shows signs of expansion, how many sources speak of it. A point that nobody stated is not made.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from yuantu.atlas.regions import RegionTree
from yuantu.chain.model import fold
from yuantu.facts.statements import Statement
from yuantu.facts.views import Entity
from yuantu.match.supply import home_of, place_of
from yuantu.ontology.values import Period

Tie = Literal["neighbours", "leader_seat", "split", "dealings"]
# Words of a company that grows: 增资扩产, 产能饱和, 二期. Those of a plan that was dropped are left out.
SIGNS = re.compile(
    "产能(?:已经?)?(?:饱和|不足|吃紧)|基地饱和|满产|满负荷|订单饱满|增资|扩产|扩建|追加投资|新建|二期|三期|在建|新增产能"
)
DROPPED = re.compile("终止|取消|放弃|停建|缓建|撤回")
SIGN_PROPERTIES = ("name", "status_words", "capacity", "note")
UNVERIFIABLE = frozenset({"G", "示例"})  # a source that nobody can look up is none


@dataclass(frozen=True, slots=True)
class Point:
    """Something that is stated: of which sort, with which words, by which statements."""

    sort: str
    words: str
    statements: tuple[str, ...]
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """The region that a target is wanted for: who is there already, and who leads there."""

    region: str
    tree: RegionTree
    here: Sequence[Entity]
    leaders: Sequence[Entity]

    @cached_property
    def seats(self) -> list[tuple[Entity, str | None]]:
        """Who is here, each with the city of its head office."""
        return [(one, self.city(place_of(one, "hq_place", self.tree))) for one in self.here]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """How the region and what lies in it are called, short forms included."""
        inside = [
            self.tree.regions[one].name for one in self.tree.regions if self.region in self.tree.chain(one)
        ]
        return tuple(dict.fromkeys(name for full in inside for name in (full, full[:-1]) if len(name) > 1))

    def city(self, region: str | None) -> str | None:
        """The city (or the highest division below the province) that a region lies in."""
        above = [one for one in self.tree.chain(region) if self.tree.regions[one].level != "province"]
        return above[-1] if above else None


@dataclass(frozen=True)
class Projects:
    """Projects by the company that they name, its name or one of its other names."""

    of_name: Mapping[str, tuple[Entity, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, projects: Iterable[Entity]) -> "Projects":
        found: dict[str, tuple[Entity, ...]] = {}
        for project in projects:
            if project.text("company"):
                key = fold(project.text("company"))
                found[key] = (*found.get(key, ()), project)
        return cls(found)

    def by(self, company: Entity) -> tuple[Entity, ...]:
        """The projects of a company, in the order of the workspace."""
        aliases = company.held["aliases"].values if "aliases" in company.held else ()
        names = dict.fromkeys([fold(company.name), *(fold(getattr(one, "text", "")) for one in aliases)])
        found = {project.id: project for name in names for project in self.of_name.get(name, ())}
        return tuple(found[key] for key in sorted(found))


def ties(company: Entity, projects: Sequence[Entity], place: Place) -> list[Point]:
    """How a company is tied to a place, one point per sort."""
    tree, seat = place.tree, place_of(company, "hq_place", place.tree)
    home = home_of(company, tree)
    cities = {
        city
        for one in (seat, home)
        if (city := place.city(one)) is not None and city != place.city(place.region)
    }
    found = []
    neighbours = [one for one, city in place.seats if city in cities]
    if neighbours:
        found.append(Point("neighbours", "、".join(tree.regions[one].name for one in sorted(cities)),
                           _ids(neighbours, "hq_place"), _names(neighbours)))  # fmt: skip
    leading = {one.id for one in place.leaders}
    leaders = [one for one in neighbours if one.id in leading]
    if leaders:
        found.append(Point("leader_seat", _names(leaders)[0], _ids(leaders, "hq_place"), _names(leaders)))
    if seat and home and place.city(seat) != place.city(home):
        words = f"{tree.regions[seat].name}＋{tree.regions[home].name}"
        found.append(Point("split", words, (*company.ids("hq_place"), *company.ids("region"))))
    dealings = [
        one for one in _statements([company], ("note",)) if any(name in one.words for name in place.names)
    ]
    inside = [one for one in projects if place.region in tree.chain(one.text("region") or None)]
    if dealings or inside:
        words = dealings[0].words if dealings else inside[0].name
        found.append(Point("dealings", words, (*(one.id for one in dealings), *_ids(inside, "name"))))
    return found


def signs(company: Entity, projects: Sequence[Entity]) -> list[Point]:
    """Signs that a company expands, one per statement that says so in a word of SIGNS. What was dropped is none."""
    found = []
    going_on = [
        one
        for one in projects
        if not any(DROPPED.search(two.words) for two in _statements([one], SIGN_PROPERTIES))
    ]
    for one in [*_statements([company], ("note",)), *_statements(going_on, SIGN_PROPERTIES)]:
        sign = SIGNS.search(one.words)
        if sign and not DROPPED.search(one.words):
            found.append(Point("sign", one.words, (one.id,), (sign.group(),)))
    return found


def speaking(company: Entity, projects: Sequence[Entity], classes: Mapping[str, str]) -> list[str]:
    """The sources that speak of a company and can be looked up, in order."""
    statements = [
        one for entity in (company, *projects) for held in entity.held.values() for one in held.statements
    ]
    return sorted({one.source for one in statements if classes.get(one.source, "G") not in UNVERIFIABLE})


def newest(company: Entity, projects: Sequence[Entity]) -> date | None:
    """The last day that anything stated of a company is dated to."""
    days = [
        one.valid.last
        for entity in (company, *projects)
        for held in entity.held.values()
        for one in held.statements
        if one.valid and one.valid.last
    ]
    return max(days, default=None)


def elsewhere(projects: Sequence[Entity], place: Place) -> list[Entity]:
    """Projects of a company in other regions: it invests, but not here."""
    return [
        one
        for one in projects
        if one.text("region") and place.region not in place.tree.chain(one.text("region"))
    ]


def first_day(project: Entity) -> tuple[date, tuple[str, ...]] | None:
    """The earliest day on which a project is known to have begun, with the statements of it."""
    days = []
    for name in ("signed_on", "groundbreaking_on", "topped_out_on", "production_on"):
        value = project.value(name)
        if isinstance(value, Period) and value.first:
            days.append((value.first, project.ids(name)))
    return min(days, default=None)


def _statements(entities: Iterable[Entity], properties: Sequence[str]) -> list[Statement]:
    return [
        one
        for entity in entities
        for name in properties
        if name in entity.held
        for one in entity.held[name].statements
    ]


def _ids(entities: Iterable[Entity], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(identifier for entity in entities for identifier in entity.ids(name)))


def _names(entities: Iterable[Entity]) -> tuple[str, ...]:
    return tuple(entity.name for entity in entities)
