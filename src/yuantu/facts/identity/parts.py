"""What is known of a name once it has been taken apart?"""

from dataclasses import dataclass
from typing import Literal

from yuantu.facts.identity.places import Chain

Kind = Literal["company", "park", "project", "place", "way", "institute"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in parts. `core` and `trade` together are its body; a park's `form` is its kind of park;
    `press` is an organisation without place and form, as a newspaper would call it.
    """

    text: str
    key: str
    kind: Kind
    places: Chain = ()
    ranked: bool = False
    core: str = ""
    trade: tuple[str, ...] = ()
    form: str = ""
    group: bool = False
    seats: tuple[str, ...] = ()
    branch: str = ""
    marks: frozenset[str] = frozenset()
    latin: bool = False
    press: str = ""

    @property
    def body(self) -> str:
        return self.core + "".join(self.trade)

    @property
    def short(self) -> bool:
        """Whether the name says nothing about how it is incorporated: as the press would call it."""
        return not self.form
