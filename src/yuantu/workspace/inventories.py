"""What is matched?

An `Inventory` is a catalogue with candidates in it. It puts a brief to them, and says who they are. Every answer
(shortlist, comparison, batch) is made from one, so that all of them say the same of the same candidate.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

import numpy as np

from yuantu.errors import NotFound, Problem
from yuantu.match.brief import Brief
from yuantu.match.candidates import World, draw_candidates
from yuantu.match.declaration_files import load_declaration
from yuantu.match.declarations import Declaration
from yuantu.match.questions import Question
from yuantu.match.shortlist import Shortlist
from yuantu.match.siting import put, region_id
from yuantu.version import VERSION
from yuantu.workspace.items import Presenter
from yuantu.workspace.session import Session
from yuantu.workspace.siteitems import SitePresenter

# What a match of sites rests on beside the sites.
SHARED_KINDS = ("region", "road", "road_node", "facility", "park")


class Inventory(Protocol):
    """Candidates of one declared catalogue, as of a day. `version` names the data that they are."""

    declaration: Declaration
    day: date
    version: str
    samples: bool
    problems: tuple[Problem, ...]

    @property
    def ids(self) -> Sequence[str]: ...

    def put(self, brief: Brief) -> Question:
        """The brief as tests and criteria over these candidates. Raises BadInput for what they do not have."""

    def presenter(self, question: Question, drawn: Shortlist, rows: Iterable[int]) -> Presenter:
        """Words for those rows."""

    def names(self, rows: Iterable[int]) -> dict[int, str]:
        """The names of those rows."""

    def find(self, words: str) -> list[int]:
        """The rows that an id or name means: one candidate, or all in a park or region. Raises NotFound."""

    def is_sample(self, row: int) -> bool:
        """Whether that candidate is invented (示例)."""

    def digests(self) -> list[str]:
        """Of everything that an answer says of each candidate; equal digests answer alike."""

    def frame(self, *, statements: bool) -> str:
        """A digest of what all candidates share: roads, regions, places, the declaration, with `statements` whole
        tables.
        """


class SiteInventory:
    """The plants, parcels and warehouses of a workspace."""

    def __init__(self, session: Session, day: date, *, samples: bool) -> None:
        self.declaration = load_declaration("sites")
        self.day, self.version, self.samples = day, session.name, samples
        self.problems: tuple[Problem, ...] = ()
        self.session = session
        self._names: dict[
            int, str
        ] = {}  # those that were asked for: a batch names the same few again and again
        self.world: World = session.world(day, samples=samples)

    @property
    def ids(self) -> Sequence[str]:
        return self.world.sites.ids  # type: ignore[return-value]

    def put(self, brief: Brief) -> Question:
        return put(brief, self.world, self.session.places())

    def presenter(self, question: Question, drawn: Shortlist, rows: Iterable[int]) -> Presenter:
        return SitePresenter(self.session, self.world, question, drawn, rows)

    def names(self, rows: Iterable[int]) -> dict[int, str]:
        wanted = list(rows)
        ids = {row: str(self.ids[row]) for row in wanted if row not in self._names}
        if ids:
            sites = self.session.sites(list(ids.values()), self.day)
            self._names |= {row: sites[name].name for row, name in ids.items()}
        return {row: self._names[row] for row in wanted}

    def find(self, words: str) -> list[int]:
        own = [row for row, name in enumerate(self.ids) if name == words]
        place = self._park(words) or region_id(words, words, self.world)
        if own or place is None:
            names = self.names(range(len(self.ids))) if not own else {}
            own = own or [row for row, name in names.items() if name == words]
        else:
            label = draw_candidates(self.world, ()).label("region")
            inside = [all(place in group for group in alternatives) for alternatives in label.groups]
            own = np.flatnonzero(np.array([*inside, False])[label.codes]).tolist()
        if not own:
            raise NotFound(Problem("match_for_unknown", {"value": words[:40]}))
        return own

    def _park(self, words: str) -> str | None:
        parks = self.session.entities("park", None)
        return next((one.id for one in parks if words in (one.id, one.name)), None)

    def is_sample(self, row: int) -> bool:
        return bool(self.world.sites.sample[row])

    def digests(self) -> list[str]:
        sites = self.world.sites
        names = self.names(range(len(sites)))
        numbers = np.column_stack(
            [*(bound for pair in sites.numbers.values() for bound in pair), sites.lon, sites.lat]
        )
        flags = np.column_stack([*sites.flags.values(), sites.sample.astype(np.int8)])
        words = list(sites.words.values())
        behind = self._statements()
        return [
            digest(
                names[row], numbers[row].tobytes(), flags[row].tobytes(), *(one.at(row) for one in words),
                *behind.get(str(sites.ids[row]), ()),
            )
            for row in range(len(sites))
        ]  # fmt: skip

    def _statements(self) -> dict[str, list[str]]:
        """The statements of the ledger behind each site. A cell of a columnar table has its id from the table."""
        return {
            one.id: [statement for held in one.held.values() for statement in held.ids]
            for one in self.session.entities("site", self.day)
        }

    def frame(self, *, statements: bool) -> str:
        held = [
            part
            for kind in SHARED_KINDS
            for entity in self.session.entities(kind, None)
            for part in (entity.id, *(one for held in entity.held.values() for one in held.ids))
        ]
        events = json.dumps(self.session.description["events"], ensure_ascii=False, sort_keys=True)
        # The cells of a columnar table have their statements from the table as a whole.
        tables = [bulk.digest for bulk in self.session.bulk_files if statements]
        return digest(VERSION, events, *held, *tables, *self._counted())

    def _counted(self) -> list[bytes]:
        """Where everything lies that a column counts nearby."""
        positions = self.world.positions
        kinds = sorted({one.near.kind for one in self.declaration.columns.values() if one.near})
        return [side.tobytes() for kind in kinds for side in positions(kind)] if positions else []


def digest(*parts: str | bytes) -> str:
    """A digest of several parts; where one ends and the next begins counts."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        encoded = part.encode() if isinstance(part, str) else part
        found.update(len(encoded).to_bytes(8, "little"))
        found.update(encoded)
    return found.hexdigest()
