"""What is an industry chain?

Nodes are products (goods or services), in named segments that lie upstream, midstream or downstream. Two kinds of
edges, never walked together: *input* (the first product goes into the making of the second) is traversed; *kind_of*
(the first is a narrower product than the second) only lifts a maker of the narrower one to the broader. Walking both
as one graph reaches nearly everything from anywhere: a battery, its kinds, and all that any kind of anything goes into.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Stage = Literal["upstream", "midstream", "downstream"]
Relation = Literal["input", "kind_of"]
STAGES: tuple[Stage, ...] = ("upstream", "midstream", "downstream")
RELATIONS: tuple[Relation, ...] = ("input", "kind_of")
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """One name in the languages of the house. A chain that is written in one language has the same words in both."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What an edge rests on: a source with its class and address, or the reasoning that is stated instead of one."""

    id: str
    words: Words
    source: str = ""
    source_class: str = ""
    address: str = ""


ALTERNATIVE = "alternative"  # the basis of a kind that may stand in for the other kinds that rest on it


@dataclass(frozen=True, slots=True)
class Segment:
    """A named part of a chain. `line` is where it stands in its file."""

    id: str
    stage: Stage
    name: Words
    line: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    """A product. `synonyms` are further words for it; `look_alikes` contain one of them and mean something else.

    `codes` are those of GB/T 4754-2017 under which its makers are counted.
    """

    id: str
    name: Words
    segment: str
    synonyms: tuple[str, ...] = ()
    look_alikes: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    note: Words | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """`start` is the input (or the narrower product), `end` the output (or the broader one).

    `returns` marks an edge that closes a circle on purpose: material that is recovered and used again. It is drawn, and
    who asks for a product by way of it is not counted: a telephone is no input of the copper that is won from it.
    """

    start: str
    end: str
    kind: Relation
    basis: str = ""
    returns: bool = False
    line: int = 0

    @property
    def replaces(self) -> bool:
        """Whether this kind does the work of its siblings. A brake and a seat are kinds of car parts; neither does."""
        return self.kind == "kind_of" and self.basis == ALTERNATIVE


@dataclass(frozen=True, eq=False)
class Chain:
    """One chain as it is written in one file. Everything keeps the order of the file."""

    id: str
    name: Words
    version: str
    basis: str
    segments: tuple[Segment, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    bases: Mapping[str, Basis] = field(default_factory=dict)
    file: str = ""
    digest: str = ""

    @cached_property
    def by_id(self) -> dict[str, Node]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def stages(self) -> dict[str, Stage]:
        """Node → its stage, which is that of its segment."""
        of_segment = {segment.id: segment.stage for segment in self.segments}
        return {node.id: of_segment[node.segment] for node in self.nodes}

    def edges_of(self, kind: Relation) -> list[Edge]:
        return [edge for edge in self.edges if edge.kind == kind and not edge.returns]

    def node(self, words: str) -> Node | None:
        """The node of that id, name or synonym; None when none or several are called so."""
        if words in self.by_id:
            return self.by_id[words]
        wanted = fold(words)
        found = [
            node
            for node in self.nodes
            if wanted in {fold(name) for name in (node.name.zh, node.name.en, *node.synonyms)}
        ]
        return found[0] if len(found) == 1 else None


def fold(words: str) -> str:
    """Words without the accidents of typing: full-width letters, case and blanks."""
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())
