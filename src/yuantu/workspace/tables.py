"""How are the candidates of another kind matched: of the ledger, or of a table file of one's own?

Neither has roads or a map: the columns are those of the declared kind, and a brief names them (`terms`).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from yuantu.atlas.regions import Region, RegionTree
from yuantu.atlas.sites import SiteTable, table_of_entities
from yuantu.errors import BadInput, NotFound, Problem
from yuantu.facts.views import Entity
from yuantu.match.brief import Brief
from yuantu.match.catalogue import Catalogue
from yuantu.match.columns import draw_columns, industry_chain
from yuantu.match.declarations import Declaration
from yuantu.match.likening import Wish, draw_likenesses
from yuantu.match.questions import Question, criteria_of, default_criteria, judge, silent_tests, state_tests
from yuantu.match.shortlist import Shortlist
from yuantu.ontology.coordinates import read_coordinate
from yuantu.ontology.regions import divisions, find_region
from yuantu.ontology.schema import Property
from yuantu.ontology.values import Coordinate, Value
from yuantu.version import VERSION
from yuantu.workspace import evidence
from yuantu.workspace.candidatefiles import read_candidates
from yuantu.workspace.inventories import digest
from yuantu.workspace.items import Presenter
from yuantu.workspace.session import Session


class EntityInventory:
    """Candidates of any declared kind: of the ledger of a workspace, or of a file."""

    def __init__(
        self,
        declaration: Declaration,
        entities: Sequence[Entity],
        day: date,
        version: str,
        regions: RegionTree,
    ) -> None:
        self.declaration, self.entities = declaration, entities
        self.day, self.version, self.samples = day, version, False
        self.problems: tuple[Problem, ...] = ()
        self.regions = regions

    @property
    def ids(self) -> Sequence[str]:
        return self._catalogue.ids  # type: ignore[return-value]

    @cached_property
    def _table(self) -> SiteTable:
        return table_of_entities(self.entities, self.declaration.kind)

    @cached_property
    def _catalogue(self) -> Catalogue:
        columns = draw_columns(self._table, self.declaration, self.regions, self.day, self._region)
        return Catalogue(self._table.ids, columns)

    def _wish(self, brief: Brief, place: Coordinate | None) -> Wish:
        """What the brief asks by degree. Raises BadInput for wanted members of a column that there is not."""
        for column in brief.terms.wanted:
            self.declaration.meaning(column, ("label",))

        def chain(tree: str, member: str) -> tuple[str, ...]:
            if tree == "regions":
                return tuple(self.regions.chain(self._region(member)))
            return industry_chain(member) if tree == "gbt4754" else (member,)

        return Wish(brief.text, brief.terms.wanted, place, chain)

    def place(self, words: str) -> Coordinate | None:
        """Where a place lies: a table of one's own knows none by name, so it is written `113.08,22.58`."""
        try:
            lon, _, lat = words.partition(",")
            return read_coordinate(lon, lat)
        except BadInput:
            return None

    def _region(self, words: str) -> str | None:
        if words in self.regions.regions:
            return words
        division = find_region(words)
        found = self.regions.named(words) or (self.regions.with_code(division.code) if division else None)
        return found.id if found else None

    def put(self, brief: Brief) -> Question:
        declaration = self.declaration
        near = brief.anchors[0] if brief.anchors else None
        place = self.place(near.place) if near else None
        wish = self._wish(brief, place)
        drawn = draw_likenesses(declaration, self._table, self._catalogue.columns, wish)
        taken = {"as_of"} | ({"anchors"} if place and len(brief.anchors) == 1 else set())
        # What a sentence says of sites is no column here: it is handed back rather than left out.
        unknown = tuple(item.words or name for name, item in brief.stated() if name not in taken)
        if unknown and brief.terms.is_empty and not drawn:
            raise BadInput(Problem("match_terms_needed", {"catalogue": declaration.name}))
        always = (one for one in declaration.knockouts if declaration.asks(one.column, drawn))
        tests = (*always, *state_tests(brief.terms, declaration, self._region))
        silent = silent_tests(declaration, declaration.class_default, (test.column for test in tests))
        asked = {
            one.column: float(one.low)
            for one in brief.terms.knockouts
            if isinstance(one.low, float)
        }  # fmt: skip
        defaults = default_criteria(declaration, declaration.class_default, asked, {}, drawn)
        criteria = criteria_of(brief.terms, declaration, defaults)
        judged = judge(criteria, brief.terms.weights)
        candidates = Catalogue(self._catalogue.ids, self._catalogue.columns | drawn)
        return Question((*tests, *silent), criteria, candidates, (), unknown, self.day, judged)

    def presenter(self, question: Question, drawn: Shortlist, rows: Iterable[int]) -> Presenter:
        entities = {row: self.entities[row] for row in rows}
        return Presenter(self.declaration, question.candidates, question.criteria, drawn, entities, self.day)

    def names(self, rows: Iterable[int]) -> dict[int, str]:
        return {row: self.entities[row].name for row in rows}

    def find(self, words: str) -> list[int]:
        own = [row for row, one in enumerate(self.entities) if words in (one.id, one.name)]
        if not own:
            raise NotFound(Problem("match_for_unknown", {"value": words[:40]}))
        return own

    def is_sample(self, row: int) -> bool:
        return self.entities[row].sample

    def digests(self) -> list[str]:
        return [
            digest(
                one.id,
                *(
                    part
                    for held in one.held.values()
                    for said in held.statements
                    for part in (said.id, said.words)
                ),
            )
            for one in self.entities
        ]

    def frame(self, *, statements: bool) -> str:
        regions = (
            part for one in self.regions.regions.values() for part in (one.id, one.name, one.parent or "")
        )
        return digest(VERSION, self.declaration.digest, *regions)


def file_inventory(declaration: Declaration, path: Path, day: date) -> EntityInventory:
    """The candidates of a file; what was wrong with its cells is in `problems`."""
    found = read_candidates(path, declaration)
    inventory = EntityInventory(
        declaration, found.entities, day, f"{found.name}@{found.digest[:12]}", national_regions()
    )
    inventory.problems = found.problems
    return inventory


@cache
def national_regions() -> RegionTree:
    """The divisions of GB/T 2260 as a tree; ids are codes."""
    return RegionTree(
        {
            one.code: Region(one.code, one.name, "", one.level, one.parent or None, code=one.code)
            for one in divisions()
        }
    )


class LedgerPresenter(Presenter):
    """Things of the ledger in words: what they refer to is shown by its name."""

    session: Session

    def value_words(self, value: Value, meaning: Property) -> dict[str, str]:
        return evidence.shown(self.session, value, meaning)


class LedgerInventory(EntityInventory):
    """All entities of the declared kind of a workspace."""

    def __init__(self, session: Session, declaration: Declaration, day: date) -> None:
        entities = session.entities(declaration.kind.name, day)
        if not entities:
            raise BadInput(Problem("match_no_candidates", {}, declaration.name))
        super().__init__(declaration, entities, day, session.name, session.regions())
        self.session = session

    def place(self, words: str) -> Coordinate | None:
        try:
            found = self.session.places().find(words)
        except NotFound:
            return None
        return Coordinate(found.lon, found.lat)

    def presenter(self, question: Question, drawn: Shortlist, rows: Iterable[int]) -> Presenter:
        entities = {row: self.entities[row] for row in rows}
        presenter = LedgerPresenter(
            self.declaration, question.candidates, question.criteria, drawn, entities, self.day
        )
        presenter.session = self.session
        return presenter
