"""What does a document say, before anyone has accepted it?

A `Claim` is one property of one entity as one document states it, typed by the ontology, with the words
it was read from and the place where they stand. `facts` turns accepted claims into statements.
"""

from dataclasses import dataclass
from typing import Literal

from yuantu.ontology.values import Period, Value

SourceClass = Literal["S", "A", "B", "C", "X", "G", "示例"]
LINKABLE: frozenset[str] = frozenset("SAB")


@dataclass(frozen=True, slots=True)
class Source:
    """Where statements come from. `source_class`:

    S article the project was founded on · A official body or established medium · B aggregator, blog or
    company page · C copy on an unrelated domain · X excerpt without an address · G compiler's general
    knowledge · 示例 invented inventory.
    """

    id: str
    citation: str
    source_class: SourceClass
    address: str | None = None
    dated: Period | None = None
    note: str = ""

    @property
    def link(self) -> str | None:
        """The address that may be hyperlinked: never for classes C and X, nor for what is no address."""
        address = self.address
        linkable = self.source_class in LINKABLE and address is not None and address.startswith("http")
        return address if linkable else None


@dataclass(frozen=True, slots=True)
class Claim:
    """One typed cell or sentence part. `valid` is when the source says that it holds (its as-of)."""

    entity: str
    kind: str
    property: str
    words: str
    value: Value
    source: str
    locator: str
    valid: Period | None = None
    method: str = "pack"
    visibility: str = "public"
