"""What does the YAML file of a chain say, and where is it wrong?

The keys are a closed set. Everything that is wrong in a file is gathered and said at once, each with its line, so that
a person corrects a file in one go; a chain with a mistake is not used at all.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from yuantu.chain.checks import check_chain
from yuantu.chain.model import (
    LANGUAGES,
    RELATIONS,
    STAGES,
    Basis,
    Chain,
    Edge,
    Node,
    Segment,
    Words,
)
from yuantu.errors import BadInput, PackRefused, Problem
from yuantu.evidence.yamlfiles import Marked, read_marked_yaml

Choice = TypeVar("Choice", bound=str)
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
CHAIN_KEYS = ("id", "name", "version", "basis", "languages", "segments", "nodes", "edges", "bases")
SEGMENT_KEYS = ("id", "stage", "name")
NODE_KEYS = ("id", "name", "segment", "synonyms", "not", "codes", "note")
EDGE_KEYS = ("from", "to", "kind", "basis", "returns")
BASIS_KEYS = ("zh", "en", "source", "class", "address")


def read_chain_file(path: Path) -> Chain:
    """The chain of one file, whose name is its id. Raises BadInput with every problem of the file, or OSError."""
    chain = read_chain(path.read_bytes(), path.name)
    if chain.id != path.stem:
        raise BadInput(Problem("chain_file_name", {"id": chain.id, "name": f"{chain.id}.yaml"}, path.name))
    return chain


def read_chain(data: bytes, place: str) -> Chain:
    """The chain that the bytes of a YAML file hold; `place` names the file. Raises BadInput with every problem."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(Problem("file_not_utf8", {"path": place}, place)) from None
    try:
        document = read_marked_yaml(text, place)
    except PackRefused as refused:
        raise BadInput(refused.problems) from refused
    reader = _Reader(place)
    chain = reader.chain(document, hashlib.sha256(data).hexdigest()[:12])
    problems = [*reader.problems, *check_chain(chain, place)]
    if problems:
        raise BadInput(sorted(problems, key=lambda one: _line(one.place)))
    return chain


def _line(place: str) -> int:
    number = place.rpartition(":")[2]
    return int(number) if number.isdecimal() else 0


@dataclass(slots=True)
class _Reader:
    """Reads one document and gathers what is wrong. What cannot be read is left out, and said."""

    place: str
    problems: list[Problem] = field(default_factory=list)
    languages: tuple[str, ...] = LANGUAGES

    def chain(self, document: Marked, digest: str) -> Chain:
        self._keys(document, CHAIN_KEYS, ("id", "name", "segments", "nodes"))
        self.languages = self._languages(document)
        bases = {key: self._basis(key, entry) for key, entry in document.get("bases").fields.items()}
        return Chain(
            id=self._id(document),
            name=self._name(document.get("name")),
            version=document.get("version").text,
            basis=document.get("basis").text,
            segments=tuple(self._segment(one) for one in self._entries(document, "segments")),
            nodes=tuple(self._node(one) for one in self._entries(document, "nodes")),
            edges=tuple(self._edge(one) for one in self._entries(document, "edges")),
            bases=bases,
            file=self.place,
            digest=digest,
        )

    def _segment(self, part: Marked) -> Segment:
        self._keys(part, SEGMENT_KEYS, SEGMENT_KEYS)
        stage = self._one_of(part.get("stage"), STAGES)
        return Segment(self._id(part), stage, self._name(part.get("name")), part.line)

    def _node(self, part: Marked) -> Node:
        self._keys(part, NODE_KEYS, ("id", "name", "segment"))
        synonyms, look_alikes, codes = (self._texts(part, key) for key in ("synonyms", "not", "codes"))
        return Node(
            self._id(part), self._name(part.get("name")), part.get("segment").text, synonyms, look_alikes, codes,
            self._name(part.get("note")) if part.get("note").value else None, part.line,
        )  # fmt: skip

    def _edge(self, part: Marked) -> Edge:
        self._keys(part, EDGE_KEYS, ("from", "to"))
        kind = self._one_of(part.get("kind"), RELATIONS) if "kind" in part.fields else "input"
        returns = part.get("returns")
        if returns.text not in {"", "true", "false"}:
            self.complain("chain_choice", returns, value=returns.text[:40], known="true, false")
        ends = (part.get("from").text, part.get("to").text)
        return Edge(*ends, kind, part.get("basis").text, returns.text == "true", part.line)

    def _basis(self, key: str, part: Marked) -> Basis:
        self._keys(part, BASIS_KEYS, ())
        given = [part.get(name).text for name in ("source", "class", "address")]
        return Basis(key, self._name(part), *given)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────

    def complain(self, code: str, part: Marked, **params: str) -> None:
        self.problems.append(Problem(code, params, f"{self.place}:{part.line}"))

    def _keys(self, part: Marked, known: Sequence[str], required: Sequence[str]) -> None:
        """The entry is a mapping, has no key that nobody reads, and has those it cannot do without."""
        if not isinstance(part.value, dict):
            self.complain("chain_shape", part, value=part.text[:40], keys=", ".join(known))
            return
        for key, value in part.fields.items():
            if key not in known:
                self.complain("chain_key", value, value=key[:40], known=", ".join(known))
        for key in required:
            if not part.get(key).value:
                self.complain("chain_missing", part, key=key)

    def _entries(self, document: Marked, key: str) -> list[Marked]:
        part = document.get(key)
        if part.value and not isinstance(part.value, list):
            self.complain("chain_list", part, key=key)
        return part.items

    def _id(self, part: Marked) -> str:
        found = part.get("id")
        if found.value and not ID.fullmatch(found.text):
            self.complain("chain_id", found, value=found.text[:80])
        return found.text

    def _name(self, part: Marked) -> Words:
        """A name in every language of the chain; each language that is missing is a problem of its own."""
        for language in self.languages if part.value else ():
            if not part.get(language).text.strip():
                self.complain("chain_name", part, language=language, name=_shown(part))
        given = [part.get(language).text.strip() for language in LANGUAGES]
        return Words(given[0] or given[1], given[1] or given[0])

    def _one_of(self, part: Marked, known: Sequence[Choice]) -> Choice:
        for one in known:
            if part.text == one:
                return one
        if part.value:
            self.complain("chain_choice", part, value=part.text[:40], known=", ".join(known))
        return known[0]

    def _texts(self, part: Marked, key: str) -> tuple[str, ...]:
        found = part.get(key)
        if found.value and not isinstance(found.value, list):
            self.complain("chain_list", found, key=key)
        return tuple(one.text.strip() for one in found.items if one.text.strip())

    def _languages(self, document: Marked) -> tuple[str, ...]:
        part = document.get("languages")
        given = tuple(one.text for one in part.items)
        if "languages" in document.fields and (not given or not set(given) <= set(LANGUAGES)):
            self.complain(
                "chain_choice", part, value=", ".join(given) or part.text, known=", ".join(LANGUAGES)
            )
            return LANGUAGES
        return given or LANGUAGES


def _shown(part: Marked) -> str:
    """A name as far as it is there, for a message."""
    return next((one.text for one in part.fields.values() if one.text.strip()), part.text)[:40]
