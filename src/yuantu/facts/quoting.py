"""In which sentence do these characters of a text stand?"""

import re
from dataclasses import dataclass

ENDS = re.compile(r"[。！？；!?;\n\r]+[”’」』)）\"]*")
LONGEST = 300  # characters shown on either side when a text has no sentence ends


@dataclass(frozen=True, slots=True)
class Sentence:
    """`start` and `end` count in the document, `span` inside `text`; all in code points."""

    text: str
    start: int
    end: int
    span: tuple[int, int]


def sentence_around(text: str, start: int, end: int) -> Sentence:
    """The sentence, or the few that `start` to `end` touch."""
    floor, ceiling = max(0, start - LONGEST), min(len(text), end + LONGEST)
    first = floor
    for stop in ENDS.finditer(text, floor, start):
        first = stop.end()
    following = ENDS.search(text, end, ceiling)
    last = following.end() if following else ceiling
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return Sentence(text[first:last], first, last, (start - first, end - first))
