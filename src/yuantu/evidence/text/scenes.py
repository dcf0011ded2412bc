"""What is at hand when a number is read: its sentence, the names in it, and what was said before?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yuantu.evidence.text.articles import Article
from yuantu.evidence.text.casting import Cast
from yuantu.evidence.text.clean import CleanText
from yuantu.evidence.text.entities import Name
from yuantu.evidence.text.mentions import DateMention
from yuantu.evidence.text.pairs import Pairing
from yuantu.evidence.text.properties import Property
from yuantu.evidence.text.sentences import Sentence
from yuantu.evidence.text.subjects import Subject, Thread


@dataclass(slots=True)
class Memory:
    """What the reader remembers from sentence to sentence of an article.

    `thread`: subjects to take up. `date`: the last one of the paragraph. `batch`: the meeting whose projects are
    spoken of. `ahead`: the section tells of aims. `parents`, `wholes`: by unit, start and property of the last whole.
    `made`: what the numbers of this sentence became, by their start. `said`: what a value was said of, for when it is
    repeated bare. `figure`: the last one that was told
    plainly. `rows`: by block, what a row of a table is about.
    """

    cast: Cast
    thread: Thread = field(default_factory=Thread)
    date: DateMention | None = None
    block: int = -1
    batch: Subject | None = None
    ahead: bool = False
    parents: dict[str, int] = field(default_factory=dict)
    wholes: dict[str, str] = field(default_factory=dict)
    made: dict[int, tuple[Property, Subject]] = field(default_factory=dict)
    figure: Property | None = None
    said: dict[tuple[str, float | None], Property] = field(default_factory=dict)
    rows: Mapping[int, Name] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with everything found in it."""

    clean: CleanText
    article: Article
    sentence: Sentence
    names: Sequence[Name]
    dates: Sequence[DateMention]
    pairing: Pairing
    memory: Memory

    @property
    def text(self) -> str:
        return self.clean.text
