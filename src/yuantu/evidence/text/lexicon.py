"""Which words of a text speak of what: figures, counted things, deeds, milestones, name endings, trade?

The words are data (`lexicon/*.tsv`, one meaning per line). All of them and the divisions of GB/T 2260 stand in
one index by their first two characters, so that a sentence is looked through once, in linear time.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from yuantu.ontology.regions import divisions

Sort = Literal["figure", "thing", "grade", "deed", "stage", "suffix", "region", "name"]
_YEARS = frozenset("今去明前本当全")  # 去年|产值 is no 去|年产值
_FOLDER = Path(__file__).parent / "lexicon"
_PROVINCE_WORDS = {"R": "region", "Z": "park", "P": "project", "B": "event", "C": "company", "I": "industry",
                   "F": "facility", "E": "event"}  # fmt: skip


class Meaning(NamedTuple):
    """What a word can be. `name`: property, slug, kind or canonical name. `owners`: kinds of subject, best first."""

    sort: Sort
    name: str
    owners: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()


class Token(NamedTuple):
    """A word found at clean offsets, with all that it can mean."""

    start: int
    end: int
    word: str
    meanings: tuple[Meaning, ...]

    def of(self, sort: Sort) -> Meaning | None:
        """Its meaning of that sort."""
        for meaning in self.meanings:
            if meaning.sort == sort:
                return meaning
        return None


@dataclass(slots=True)
class Index:
    """Words by their first two characters, the longest first."""

    words: dict[str, tuple[Meaning, ...]] = field(default_factory=dict)
    heads: dict[str, list[str]] = field(default_factory=dict)

    def add(self, word: str, meaning: Meaning) -> None:
        """Another meaning of `word` (two characters or more)."""
        if len(word) < 2:
            return
        known = self.words.get(word, ())
        if meaning in known:
            return
        if not known:
            self.heads.setdefault(word[:2], []).append(word)
            self.heads[word[:2]].sort(key=len, reverse=True)
        self.words[word] = (*known, meaning)

    def find(self, text: str, start: int, end: int) -> Iterator[Token]:
        """The longest word at every place from the left, none overlapping."""
        heads, words = self.heads, self.words
        at = start
        while at < end - 1:
            for word in heads.get(text[at : at + 2], ()):
                if (
                    text.startswith(word, at)
                    and at + len(word) <= end
                    and not (word[0] == "年" and text[at - 1] in _YEARS)
                ):
                    yield Token(at, at + len(word), word, words[word])
                    at += len(word) - 1
                    break
            at += 1


def lines_of(name: str) -> Iterator[list[str]]:
    """The rows of a lexicon file without its comments."""
    for line in (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _owners(letters: str) -> tuple[str, ...]:
    kinds = [_PROVINCE_WORDS[letter] for letter in letters]
    return tuple(dict.fromkeys([*kinds, "site"] if "P" in letters else kinds))


@cache
def word_index() -> Index:
    """All built-in words. Counties are known by their full names, provinces and cities by short ones also."""
    index = Index()
    rows: list[tuple[str, Callable[[list[str]], Meaning]]] = [
        ("figures", lambda row: Meaning("figure", row[0], _owners(row[2]), frozenset(row[1].split(",")))),
        ("things", lambda row: Meaning("thing", row[0], _owners(row[1]))),
        ("grades", lambda row: Meaning("grade", row[0])),
        ("deeds", lambda row: Meaning("deed", row[0])),
        ("stages", lambda row: Meaning("stage", row[0])),
        ("suffixes", lambda row: Meaning("suffix", row[0])),
    ]
    for name, build in rows:
        for row in lines_of(name):
            meaning = build(row)
            for word in row[-1].split(" "):
                index.add(word, meaning)
    _add_endings(index)
    _add_counted(index)
    _add_divisions(index)
    return index


def _add_endings(index: Index) -> None:
    """A counted thing that ends like a name (产业集聚区, 双碳产业园) may end a name, too."""
    endings = {
        word: meaning for word in index.words for meaning in index.words[word] if meaning.sort == "suffix"
    }
    for word, meanings in list(index.words.items()):
        if any(meaning.sort == "thing" for meaning in meanings) and word not in endings:
            for cut in range(1, len(word) - 1):
                if word[cut:] in endings:
                    index.add(word, endings[word[cut:]])
                    break


def _add_counted(index: Index) -> None:
    """A figure that ends like a counted thing (标准厂房) may be counted, too."""
    things = {
        word: meaning for word in index.words for meaning in index.words[word] if meaning.sort == "thing"
    }
    for word, meanings in list(index.words.items()):
        if any(meaning.sort == "figure" for meaning in meanings) and word not in things:
            for cut in range(1, len(word) - 1):
                if word[cut:] in things:
                    index.add(word, things[word[cut:]])
                    break


# short names of divisions that are words as well
UNSAFE = frozenset(
    "大同 东方 白银 来宾 江山 新民 安国 开原 大安 永安 福安 兴化 太和 高平 乐平 平度 东兴 "
    "东港 新乐 海阳 兴平 建德 龙泉 永康 安达 集安 辉县 新郑 黄山 五常 利川 共青城 明光 宁国".split()
)
WIDE_PLACES = (
    "粤港澳大湾区",
    "大湾区",
    "珠三角",
    "长三角",
    "京津冀",
    "粤东西北",
    "珠江口东岸",
    "珠江口西岸",
    "全国",
    "全球",
    "世界",
)


def _add_divisions(index: Index) -> None:
    for division in divisions():
        meaning = Meaning("region", division.name)
        index.add(division.name, meaning)
        city = division.level != "county" or division.name.endswith("市")
        if city and division.short not in UNSAFE and division.short not in index.words:
            index.add(division.short, meaning)
    for word in WIDE_PLACES:
        index.add(word, Meaning("region", word))


def index_of(names: Iterable[tuple[str, str, str]]) -> Index:
    """An index of a workspace's own names: (spelling, kind, canonical name)."""
    index = Index()
    for spelling, kind, canonical in names:
        index.add(spelling, Meaning("name", canonical, (kind,)))
    return index


@cache
def topic_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words of trade, and words of sport, leisure and advertising."""
    sides = {row[0]: frozenset(row[1].split(" ")) for row in lines_of("topics")}
    return sides["trade"], sides["other"]
