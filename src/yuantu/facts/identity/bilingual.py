"""Do Chinese words and English words say the same?

Not by order: University of Science and Technology of China and 中国科学技术大学 put their words differently. The
Chinese text is cut into words that have an English meaning; what is left must be spoken by the English words left.
"""

import re
from functools import cache

from yuantu.facts.identity.spelling import LOOKUPS, sound
from yuantu.facts.identity.words import trades

NOISE = frozenset({"the", "and", "of", "&", "in", "for", "at", "municipal", "provincial"})
RANKS = frozenset({"city", "province", "district", "county", "town"})
MOST_WORDS = 16
MOST_LETTERS = 40
SILENT = ("市", "省", "区", "县", "和", "与", "的", "级")


@cache
def _meanings() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Chinese word → the English words, each as a tuple of words, that it may be said in."""
    lines = (LOOKUPS / "terms.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    found = {row[0]: tuple(tuple(re.split("[_-]", word)) for word in row[1:]) for row in rows}
    for word, english in trades().items():
        found[word] = found.get(word, ()) + tuple(tuple(re.split("[ -]", said)) for said in english)
    return {word: said for word, said in found.items() if said}


@cache
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(word) for word in _meanings()}, reverse=True))


def is_common(chinese: str) -> bool:
    """Whether folded Chinese words all have a meaning: then they name nothing in particular."""
    left = re.sub(r"[第一二三四五六七八九十\d]", "", chinese)
    while left:
        length = next((n for n in _lengths() if left[:n] in _meanings()), 0) or left.startswith(SILENT)
        if not length:
            return False
        left = left[int(length) :]
    return True


def says_the_same(chinese: str, english: str) -> bool:
    """Whether folded Chinese words and folded English words mean the same, word by word, names by their sound."""
    words = _words(english)
    if not words or not chinese or len(words) > MOST_WORDS or len(chinese) > MOST_LETTERS:
        return False
    return _match(chinese, words, "")


def _words(english: str) -> tuple[str, ...]:
    plain = re.sub(r"[-.,()/]", " ", english)
    return tuple(word for word in plain.split() if word not in NOISE)


def _match(chinese: str, words: tuple[str, ...], spoken: str) -> bool:
    """`spoken` is the sound of Chinese characters so far that no meaning was found for."""
    if not chinese:
        return spoken in (_joined(words), _joined(tuple(word for word in words if word not in RANKS)))
    for length in _lengths():
        for said in _meanings().get(chinese[:length], ()) if length <= len(chinese) else ():
            left = _without(words, said)
            if left is not None and _match(chinese[length:], left, spoken):
                return True
    if chinese[0] in SILENT and _match(chinese[1:], words, spoken):
        return True
    longer = spoken + sound(chinese[0])
    return len(longer) <= sum(map(len, words)) and _match(chinese[1:], words, longer)


def _joined(words: tuple[str, ...]) -> str:
    return "".join(word.replace("'", "") for word in words)


def _without(words: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words without those of one meaning, each of which must stand there; or None."""
    left = list(words)
    for word in said:
        if word in NOISE:
            continue
        if word not in left:
            return None
        left.remove(word)
    return tuple(left)
