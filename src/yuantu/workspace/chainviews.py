"""What does a workspace know of a chain on a day: who makes what, where, and what is missing?

Everything is made once per snapshot, chain and day; what people judge is read from the ledger each time it is asked.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from yuantu.atlas.regions import Region
from yuantu.chain.absences import Absences, read_absences
from yuantu.chain.gaps import Bools, Floats, Gaps, Links, World, find_gaps
from yuantu.chain.importance import Importance, weigh
from yuantu.chain.inputoutput import coefficients_of, read_coefficients
from yuantu.chain.library import Library, links_of, placer_of
from yuantu.chain.makers import Placement, judge
from yuantu.chain.model import Chain, Node, fold
from yuantu.chain.taxonomies import load_lists
from yuantu.errors import NotFound, Problem
from yuantu.facts.views import Entity
from yuantu.match.supply import draw_world
from yuantu.workspace.chainacts import judged_placements
from yuantu.workspace.session import Session
from yuantu.workspace.workspace import Workspace

TABLE = "input-output.csv"


@dataclass(frozen=True)
class ChainView:
    """One chain in one snapshot on one day."""

    session: Session
    chain: Chain
    day: date
    companies: dict[str, Entity]
    world: World
    placements: list[Placement]
    coefficients: Floats | None = None

    @cached_property
    def rows(self) -> dict[str, int]:
        """Company → its row in every array over companies."""
        return {company: row for row, company in enumerate(self.companies)}

    @cached_property
    def best(self) -> dict[tuple[str, str], Placement]:
        """(company, node) → why it counts there."""
        return {(one.company, one.node): one for one in self.placements if one.counts}

    @cached_property
    def in_chain(self) -> frozenset[str]:
        """Companies whose industry is said to be this chain, but of which no product places them on it."""
        words = load_lists().words_of(self.chain)
        placed = {one.company for one in self.placements if one.state != "rejected"}
        return frozenset(
            one.id
            for one in self.companies.values()
            if one.id not in placed and fold(one.text("industry")) in words
        )

    @property
    def links(self) -> Links:
        return links_of(self.chain)

    @property
    def direct(self) -> Bools:
        """(companies, nodes): who counts as a maker of what."""
        columns = {node.id: column for column, node in enumerate(self.chain.nodes)}
        found = np.zeros((len(self.rows), len(columns)), dtype=np.bool_)
        for company, node in self.best:
            if company in self.rows:
                found[self.rows[company], columns[node]] = True
        return found

    def gaps(self, within_minutes: float) -> tuple[Gaps, Importance]:
        """All regions and nodes at once."""
        gaps = find_gaps(self.world, self.links, self.direct, self.absences.said, within_minutes)
        return gaps, weigh(gaps, within_minutes, self.coefficients)

    @cached_property
    def absences(self) -> Absences:
        """What is said not to be made where."""
        return read_absences(
            self.session.entities("absence", self.day), self.session.schema.kind("absence"), self.chain, self.links,
            {region: row for row, region in enumerate(self.world.regions)}, self.world.inside, self.day,
        )  # fmt: skip

    def region(self, words: str) -> Region:
        """The region of that name or code. Raises NotFound."""
        return self.session.regions().find(words)

    def node(self, words: str) -> Node:
        """The node of that id, name or synonym. Raises NotFound."""
        return known_node(self.chain, words)


def known_node(chain: Chain, words: str) -> Node:
    """The node of that id, name or synonym. Raises NotFound."""
    found = chain.node(words)
    if found is None:
        raise NotFound(Problem("chain_node_unknown", {"value": words[:40], "chain": chain.id}))
    return found


def library(workspace: Workspace) -> Library:
    """The chains of a workspace."""
    return Library(workspace.folder.chains)


def view_chain(workspace: Workspace, chain: str, day: date) -> ChainView:
    """One chain as of a day. Raises NotFound for an unknown one, BadInput for a file that is wrong."""
    session, found = workspace.session, library(workspace).get(chain)
    companies = session.entities("company", day)
    world = session.keep(
        ("chain world", day), lambda: draw_world(companies, session.regions(), session.network(), day)
    )
    classes = {source.id: source.source_class for source in session.view.sources.values()}
    placements = session.keep(
        ("placements", found.id, found.digest, day), lambda: placer_of(found).place(companies, classes)
    )
    known = {one.id: one for one in companies}
    judged = {key: state for key, state in judged_placements(workspace, found.id).items() if key[0] in known}
    return ChainView(
        session, found, day, known, world, judge(placements, judged), _coefficients(workspace, found)
    )


def _coefficients(workspace: Workspace, chain: Chain) -> Floats | None:
    """What the input–output table of the workspace says of the nodes, None while there is none. Raises BadInput."""
    file = workspace.folder.chains / TABLE
    if not file.is_file():
        return None
    state = file.stat()
    key = ("input output", chain.digest, state.st_mtime_ns, state.st_size)
    return workspace.session.keep(key, lambda: coefficients_of(chain, read_coefficients(file)))
