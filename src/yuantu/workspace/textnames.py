"""Which names does a workspace teach the reader of running text?"""

import re
from collections.abc import Iterator

from yuantu.facts.views import Entity
from yuantu.ontology.names import company_core
from yuantu.workspace.session import Session

_KINDS = ("region", "park", "company", "project", "facility")
_LEVELS = frozenset({"province", "city", "county"})  # divisions of GB/T 2260 are built in
_SHORTEST = 3


def text_names(session: Session) -> Iterator[tuple[str, str, str]]:
    """(spelling, kind, canonical name) of everything that has a name of its own, aliases included.

    Names of two characters are left out: they occur inside other words.
    """
    for kind in _KINDS:
        for entity in session.entities(kind, None):
            if entity.sample or (kind == "region" and entity.text("level") in _LEVELS):
                continue
            spoken = (
                "park" if kind == "region" and entity.text("level") in ("functional", "cluster") else kind
            )
            for spelling in sorted(_spellings(entity, kind)):
                yield spelling, spoken, entity.name


def _spellings(entity: Entity, kind: str) -> set[str]:
    held = entity.held.get("aliases")
    aliases = [getattr(value, "text", "") for value in (held.values if held else ())]
    names = {entity.name, *aliases}
    if kind == "company":
        names |= {company_core(name) for name in names}
    plain = {re.sub(r"\s+", "", name) for name in names}
    return {name for name in plain if len(name) >= _SHORTEST and not name.isascii()}
