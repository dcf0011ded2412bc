"""Which part of an office file belongs to which?

Relationship parts (`_rels/x.rels`) name the parts that a part uses, by id and type.
"""

from collections.abc import Mapping
from posixpath import basename, dirname
from typing import NamedTuple

from yuantu.evidence.readers.archives import Archive, Attributes


class Relation(NamedTuple):
    """`kind` is the last word of the relationship's type: `officeDocument`, `worksheet`, `image`."""

    kind: str
    part: str
    external: bool


class _Relations:
    def __init__(self, archive: Archive, base: str) -> None:
        self._archive, self._base = archive, base
        self.found: dict[str, Relation] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "Relationship":
            external = attributes.get("TargetMode") == "External"
            part = "" if external else self._archive.resolve(self._base, attributes.get("Target", ""))
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = Relation(kind, part, external)

    def end(self, tag: str) -> None:
        """Nothing ends that matters."""

    def data(self, text: str) -> None:
        """Relationships hold no text."""


def read_relations(archive: Archive, base: str) -> Mapping[str, Relation]:
    """The relations of part `base` ("" for the whole file) by id."""
    name = f"{dirname(base)}/_rels/{basename(base)}.rels".lstrip("/")
    if name not in archive:
        return {}
    reader = _Relations(archive, base)
    archive.walk(name, reader)
    return reader.found


def main_part(archive: Archive, usual: str) -> str:
    """The part that holds the document itself, `usual` where relations do not say."""
    relations = read_relations(archive, "").values()
    return next((each.part for each in relations if each.kind == "officeDocument" and each.part), usual)


class TextOf:
    """Collects the text of the elements of the given names, the first of each: `{created: "2024-06-20T…"}`."""

    def __init__(self, *names: str) -> None:
        self._names = frozenset(names)
        self._open = ""
        self.found: dict[str, str] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in self._names and tag not in self.found:
            self._open = tag
            self.found[tag] = ""

    def end(self, tag: str) -> None:
        if tag == self._open:
            self._open = ""

    def data(self, text: str) -> None:
        if self._open and len(self.found[self._open]) < 500:
            self.found[self._open] += text


def read_properties(archive: Archive, part: str, *names: str) -> Mapping[str, str]:
    """The text of some elements of a metadata part; empty if the part is missing."""
    if part not in archive:
        return {}
    reader = TextOf(*names)
    archive.walk(part, reader)
    return reader.found
