"""Which things of the workspace can claims be about, and which figures does it know already?"""

from collections.abc import Iterator

from yuantu.errors import Refusal
from yuantu.facts.mapping import NEW_KINDS, FigureKey, Subject, World, figure_key, new_entity_id
from yuantu.facts.proposals import Card
from yuantu.facts.subjects import KIND_OF, Candidate, NameIndex, fold_name
from yuantu.ontology.names import read_name
from yuantu.ontology.regions import find_region
from yuantu.ontology.schema import load_schema
from yuantu.ontology.values import Period
from yuantu.workspace.session import Session

SUBJECTS = ("region", "park", "site", "project", "company", "facility")


class Names:
    """The names and figures of one snapshot; of an empty workspace when `session` is None."""

    def __init__(self, session: Session | None) -> None:
        self.schema = session.schema if session else load_schema()
        entities = (
            [one for kind in SUBJECTS for one in session.entities(kind, None, samples=True)]
            if session
            else []
        )
        self.index = NameIndex(entities)
        self._spellings = [
            (name, one.kind, one.name)
            for one in entities
            for name in (one.name, *(getattr(value, "text", "") for value in _aliases(one)))
        ]
        self._figures: dict[FigureKey, dict[str, str]] = {}
        for one in session.entities("indicator", None, samples=True) if session else ():
            period = one.value("period")
            owner = self._owner(one.text("subject"))
            if isinstance(period, Period) and owner:
                key = figure_key(owner, one.name, period, one.text("basis"))
                self._figures.setdefault(key, {}).setdefault(one.text("scope"), one.id)

    @property
    def world(self) -> World:
        """What claims are mapped onto."""
        return World(self.schema, self._figures, self._resolve)

    def spellings(self) -> Iterator[tuple[str, str, str]]:
        """Every name with kind and canonical name, as readers of text want them."""
        return iter(self._spellings)

    def subject(self, card: Card, entity: str | None) -> Subject:
        """The entity that a claim is about: the one that was chosen, else the only one named so. Raises Refusal."""
        if entity is not None:
            chosen = self.index.thing(entity)
            if chosen is None:
                raise Refusal("mapping_entity_unknown", id=entity[:80])
            return self._known(chosen, card)
        own = self.index.thing(str(card.get("entity") or ""))
        if own is not None and own.kind == card["subject_kind"]:
            return self._known(own, card)
        words = card["subject"]
        if not words:
            raise Refusal("mapping_no_subject", value=card["quote"])
        found = self.index.named(words, card["subject_kind"])
        if not found:
            raise Refusal("mapping_subject_unknown", value=words)
        if len(found) > 1:
            ids = ", ".join(f"{one.id} ({one.kind})" for one in found)
            raise Refusal("mapping_subject_several", value=words, ids=ids)
        return self._known(found[0], card)

    def new_of_row(self, card: Card) -> Subject:
        """The thing that a row of a table is about, when nothing of a like name is known. Raises Refusal."""
        kind = self.suggested_kind(card)
        if not card.get("row") or not card["subject"] or kind is None:
            raise Refusal("mapping_subject_unknown", value=card["subject"] or card["quote"])
        for one in self.candidates(card):
            if one.kind == kind and one.relation == "same":
                raise Refusal("mapping_subject_alike", value=card["subject"], id=one.id, name=one.name)
        return self.new_subject(kind, card["subject"], card)

    def new_subject(self, kind: str, name: str, card: Card) -> Subject:
        """An entity that a reviewer adds. Raises Refusal when there is one, or none of that kind may be added."""
        if kind not in NEW_KINDS:
            raise Refusal("mapping_new_kind", value=kind[:40], known=", ".join(NEW_KINDS))
        tidy = read_name(name).text
        twins = [one for one in self.index.named(tidy, kind) if one.kind == kind]
        if twins:
            raise Refusal("mapping_new_known", value=tidy, id=twins[0].id)
        place = self._resolve(card["place"], "region") if card["place"] else None
        return Subject(new_entity_id(kind, fold_name(tidy)), kind, tidy, new=True, region=place)

    def candidates(self, card: Card) -> list[Candidate]:
        """What the subject of a claim may be, likeliest first."""
        return self.index.candidates(card["subject"], card["subject_kind"]) if card["subject"] else []

    def suggested_kind(self, card: Card) -> str | None:
        """The kind that a new entity would most likely have."""
        kind = KIND_OF.get(card["subject_kind"] or "", card["subject_kind"])
        return kind if kind in NEW_KINDS else None

    def _known(self, found: Candidate, card: Card) -> Subject:
        # Whoever added it may take that back; each document that uses its name keeps it named.
        named = found.id.startswith("n-") and fold_name(card["subject"] or "") == fold_name(found.name)
        return Subject(found.id, found.kind, found.name, new=named)

    def _resolve(self, words: str, kind: str) -> str | None:
        thing = self.index.thing(words)
        if thing is not None:
            return thing.id if thing.kind == kind else None
        found = [one for one in self.index.named(words, kind) if one.kind == kind]
        if not found and kind == "region" and (division := find_region(words)) is not None:
            thing = self.index.thing(division.code)  # written in full: 江门市新会区
            return thing.id if thing is not None and thing.kind == kind else None
        return found[0].id if len(found) == 1 else None

    def _owner(self, subject: str) -> str | None:
        found = self.index.named(subject, "region") if subject else []
        return found[0].id if len(found) == 1 else None


def _aliases(entity: object) -> tuple[object, ...]:
    held = getattr(entity, "held", {}).get("aliases")
    return held.values if held else ()
