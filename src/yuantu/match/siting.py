"""Which site fits this brief? The question put in the engine's terms.

Every field of the brief becomes a knock-out; availability, price, travel and size become criteria on fixed
bounds. What nobody has stated of a plant but everybody must know before moving in (when, what load, what power)
is asked for even when the brief is silent: such a plant is never *passed*, it is *to be verified*.
"""

from collections.abc import Iterable
from datetime import date

from yuantu.access.approach import Place as Start
from yuantu.atlas.places import Place, PlaceIndex
from yuantu.errors import NotFound
from yuantu.match.brief import Brief, RegionWanted
from yuantu.match.candidates import DAYS_UNTIL, FREIGHT_LIFT, INDUSTRY, World, draw_candidates, minutes_column
from yuantu.match.declaration_files import load_declaration
from yuantu.match.declarations import Declaration
from yuantu.match.knockouts import MustHave, OneOf, Test, Within
from yuantu.match.questions import Question, criteria_of, default_criteria, judge, silent_tests, state_tests
from yuantu.match.scoring import Criterion
from yuantu.ontology.values import Coordinate

PRICED = {"CNY/m2/month": "rent", "CNY/m2": "land_price", "CNY": "total_price"}


def put(brief: Brief, world: World, places: PlaceIndex) -> Question:
    """Turn a brief into tests and criteria over the sites of a world."""
    unknown: list[str] = []
    anchors = tuple(_find(anchor.place, anchor.words, places, unknown) for anchor in brief.anchors)
    origins = [_start(anchor) if anchor else None for anchor in anchors]
    industry = brief.industry.value if brief.industry else ""
    asked = {one.column for one in brief.terms.knockouts} | {one.column for one in brief.terms.criteria}
    candidates = draw_candidates(world, origins, industry, asked)
    declaration = load_declaration("sites")
    tests = (
        *_what(brief, declaration),
        *_where(brief, world, anchors, unknown),
        *_how(brief, world.day, unknown),
        *state_tests(brief.terms, declaration, lambda name: region_id(name, name, world)),
    )
    kind = brief.kind.value if brief.kind else declaration.class_default
    silent = silent_tests(declaration, kind, (test.column for test in tests))
    criteria = criteria_of(brief.terms, declaration, _criteria(brief, declaration, kind, anchors))
    return Question(
        (*tests, *silent), criteria, candidates, anchors, tuple(unknown), world.day,
        judge(criteria, brief.terms.weights),
    )  # fmt: skip


def _find(place: str, words: str, places: PlaceIndex, unknown: list[str]) -> Place | None:
    try:
        return places.find(place)
    except NotFound:
        unknown.append(words)
        return None


def _start(place: Place) -> Start:
    return place.node or Coordinate(place.lon, place.lat)


def _what(brief: Brief, declaration: Declaration) -> list[Test]:
    tests: list[Test] = []
    if brief.kind:
        tests.append(OneOf("kind", "kind", frozenset({brief.kind.value})))
    tests += declaration.knockouts
    amounts = (
        ("area", brief.area_m2, "m2"),
        ("clear_height", brief.clear_height_m, "m"),
        ("floor_load", brief.floor_load_t_m2, "t/m2"),
        ("power", brief.power_kva, "kVA"),
    )
    tests += [Within(name, name, *amount.bounds, unit) for name, amount, unit in amounts if amount]
    return tests


def _where(brief: Brief, world: World, anchors: tuple[Place | None, ...], unknown: list[str]) -> list[Test]:
    tests: list[Test] = []
    allowed = _place_ids(brief.regions, world, unknown)
    excluded = _place_ids(brief.excluded_regions, world, unknown)
    if allowed or excluded:
        tests.append(OneOf("region", "region", allowed, excluded))
    for place, (asked, found) in enumerate(zip(brief.anchors, anchors, strict=True)):
        if found is not None and asked.max_minutes is not None:
            tests.append(Within(minutes_column(place), minutes_column(place), None, asked.max_minutes, "min"))
    return tests


def _place_ids(named: Iterable[RegionWanted], world: World, unknown: list[str]) -> frozenset[str]:
    """Ids of regions and parks; the words of what this workspace does not have go to `unknown`."""
    ids = set()
    for one in named:
        found = region_id(one.code, one.name, world)
        if found:
            ids.add(found)
        else:
            unknown.append(one.words)
    return frozenset(ids)


def region_id(code: str, name: str, world: World) -> str | None:
    """The id of a region, or of a park, by its id, code or name."""
    tree = world.regions
    found = tree.regions.get(code) or tree.with_code(code) or tree.named(name)
    return found.id if found else code if code in world.parks else None


def _how(brief: Brief, day: date, unknown: list[str]) -> list[Test]:
    tests: list[Test] = []
    if brief.needed_by:
        days = (brief.needed_by.date - day).days
        tests.append(Within("available_from", DAYS_UNTIL, None, float(days), "d", scale=365.0))
    if brief.price:
        most, unit = brief.price.ceiling
        if most is not None and unit in PRICED:
            tests.append(Within(PRICED[unit], PRICED[unit], None, most, unit))
        else:
            unknown.append(brief.price.words)
    if brief.tenure:
        tests.append(OneOf("tenure", "tenure", frozenset({brief.tenure.value})))
    if brief.industry:
        tests.append(MustHave("industry", INDUSTRY))
    for wanted in brief.infrastructure:
        column = FREIGHT_LIFT if wanted.value == "freight_elevator" else wanted.value
        tests.append(MustHave(wanted.value, column))
    # No source says of a site which processes its permit covers: every candidate is to be asked.
    tests += [MustHave(wanted.value, wanted.value) for wanted in brief.processes]
    return tests


def _criteria(
    brief: Brief, declaration: Declaration, kind: str, anchors: tuple[Place | None, ...]
) -> tuple[Criterion, ...]:
    known = tuple(minutes_column(place) for place, anchor in enumerate(anchors) if anchor is not None)
    wanted = (brief.area_m2.min or brief.area_m2.about) if brief.area_m2 else None
    return default_criteria(declaration, kind, {"area": wanted} if wanted else {}, {"anchor": known})
