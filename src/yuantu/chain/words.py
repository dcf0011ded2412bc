"""Which product words stand in very many short texts?

All words are laid into one trie, and all texts into one array of characters; every position walks the trie at once, so
that a million texts are read in one pass whose cost is linear in their length (Aho & Corasick 1975 for the idea of
one pass over all words; the trie is walked in arrays because the texts are short and the words few). Of the words that
begin at one place the longest counts, and what lies inside a word that counts is not looked at again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from yuantu.chain.model import fold

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
BREAK = "\n"  # between two texts; no folded word holds a blank
BLOCK_CHARACTERS = 1 << 20
ALPHABET = 0x110000


class Block(NamedTuple):
    """A run of texts and the words found in it, places counted from its beginning.

    `letters` are its characters, each text followed by BREAK; `first` is the number of its first text, `begins` where
    each text begins; `start`, `end` (after the last character) and `word` have one entry per match, in order.
    """

    first: int
    letters: Ints
    begins: Longs
    start: Ints
    end: Ints
    word: Ints

    def text_of(self, places: Ints) -> Longs:
        """The number of the text that each place lies in."""
        return np.searchsorted(self.begins, places, side="right") - 1 + self.first


@dataclass(frozen=True, slots=True)
class WordIndex:
    """A trie over folded words: `roots` (0x110000,) gives the state after a first character, `keys` (edges,) are
    state × 0x110000 + character in rising order with the state that follows in `next_states`, and `ends` (states,)
    is the word that ends in a state, or -1.
    """

    words: tuple[str, ...]
    roots: Ints
    keys: Longs
    next_states: Ints
    ends: Ints

    @classmethod
    def of(cls, words: Iterable[str]) -> "WordIndex":
        """From words in any spelling; word numbers follow their first appearance after folding."""
        folded = tuple(dict.fromkeys(word for word in map(fold, words) if word))
        edges: dict[tuple[int, str], int] = {}
        ends = [-1]
        for number, word in enumerate(folded):
            state = 0
            for character in word:
                state = edges.setdefault((state, character), len(ends))
                if state == len(ends):
                    ends.append(-1)
            ends[state] = number
        roots = np.full(ALPHABET, -1, dtype=np.int32)
        for (state, character), after in edges.items():
            if state == 0:
                roots[ord(character)] = after
        deep = sorted((state * ALPHABET + ord(one), after) for (state, one), after in edges.items() if state)
        keys = np.array([key for key, _ in deep], dtype=np.int64)
        return cls(
            folded,
            roots,
            keys,
            np.array([after for _, after in deep], dtype=np.int32),
            np.array(ends, np.int32),
        )

    def find(self, texts: Sequence[str]) -> Iterator[Block]:
        """All matches in texts that have been folded: the longest at each place, none inside another."""
        for first, block in _blocks(texts):
            joined = BREAK.join([*block, ""]).encode("utf-32-le")
            letters = np.frombuffer(joined, dtype=np.uint32).astype(np.int32)
            begins = np.concatenate(([0], np.flatnonzero(letters == ord(BREAK))[:-1] + 1))
            yield Block(first, letters, begins, *_without_overlaps(*self._walk(letters)))

    def _walk(self, letters: Ints) -> tuple[Ints, Ints, Ints]:
        """Start, end and number of the longest word at every place where one begins, in rising order."""
        states = self.roots[letters]
        places = np.flatnonzero(states >= 0)
        states = states[places]
        longest = np.zeros(len(letters), dtype=np.int32)
        found = np.full(len(letters), -1, dtype=np.int32)
        length = 1
        while len(places):
            words = self.ends[states]
            ending = words >= 0
            longest[places[ending]] = length
            found[places[ending]] = words[ending]
            inside = places + length < len(letters)
            places, states = places[inside], states[inside]
            wanted = states.astype(np.int64) * ALPHABET + letters[places + length]
            at = np.searchsorted(self.keys, wanted)
            known = at < len(self.keys)
            known[known] = self.keys[at[known]] == wanted[known]
            places, states = places[known], self.next_states[at[known]]
            length += 1
        start = np.flatnonzero(found >= 0).astype(np.int32)
        return start, start + longest[start], found[start]


def _blocks(texts: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Texts in runs of about BLOCK_CHARACTERS, which stay in the processor's cache, with the number of the first."""
    first, characters = 0, 0
    for number, text in enumerate(texts):
        characters += len(text) + 1
        if characters >= BLOCK_CHARACTERS:
            yield first, texts[first : number + 1]
            first, characters = number + 1, 0
    if first < len(texts):
        yield first, texts[first:]


def _without_overlaps(start: Ints, end: Ints, word: Ints) -> tuple[Ints, Ints, Ints]:
    """From the left, each match that does not begin inside one that was kept."""
    if not len(start):
        return start, end, word
    reach = np.maximum.accumulate(end)
    alone = np.ones(len(start), dtype=np.bool_)
    alone[1:] = start[1:] >= reach[:-1]
    keep = alone.copy()
    last = 0
    for at in np.flatnonzero(~alone):
        # The run began at the last match that stands clear of all before it.
        if keep[at - 1]:
            last = end[at - 1]
        keep[at] = start[at] >= last
    return start[keep], end[keep], word[keep]


def original_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Where characters `start` to `end` of the folded text stand in the text itself.

    The whole text when that cannot be told, because characters that combine were folded into one.
    """
    places: list[int] = []
    for place, character in enumerate(text):
        places += [place] * len(fold(character))
    return (places[start], places[end - 1] + 1) if len(places) == len(fold(text)) else (0, len(text))
