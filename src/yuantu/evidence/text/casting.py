"""Whom does this article speak of, under which names, and whom do its short forms mean?

The cast of an article is gathered first: names, their aliases, and the place it is about. Then the article is followed
from the top, and a short form means the last one named that fits.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from yuantu.evidence.text.aliases import Aliases, find_aliases
from yuantu.evidence.text.entities import Name, find_names
from yuantu.evidence.text.sentences import Sentence
from yuantu.evidence.text.taggers import NameTagger
from yuantu.ontology.regions import find_region

_BARE = frozenset(
    "路段 线路 隧道 大桥 高速 铁路 机场 港区 码头 项目 园 园区 产业园 公司 企业 工程 基地 孵化器 集团".split()
)
_TELLING = 8  # a project's short form of so many characters tells enough to be its name
_COMMON = 40  # so many names are tried for a short form
_PART = re.compile(r"(?:片区|组团|启动区|核心区|地块)$")
_STATION = re.compile(r"[东西南北]?站|[一-鿿]{0,4}(?:机场|港|大道|大桥|高速|国道|口岸|码头)")
_TAILS = {"路段": "段", "线路": "线", "园": "园"}  # what the full name of a short form ends with
_HOST = re.compile(  # the park at the head of the name of a meeting
    r"[一-鿿]{2,6}?(?:开发区|高新区|经开区|航空港区|新区|合作区|综保区|保税区|产业园区?|工业园区?|科技城)"
)
_OF_COUNTY = frozenset("港经高开工产海新县")  # what may follow a county's short name in a name (射阳港)
_NO_TOPIC = frozenset({"全国", "全球", "世界", "大湾区", "粤港澳大湾区", "珠三角", "长三角", "京津冀"})


@dataclass(slots=True)
class Cast:
    """The names of one article. `aliases`: spelling → (canonical name, kind). `region`: the place it is about."""

    region: str | None = None
    regions: list[str] = field(default_factory=list)
    headline: list[Name] = field(default_factory=list)
    aliases: Aliases = field(default_factory=dict)
    last: dict[str, Name] = field(default_factory=dict)
    seen: list[Name] = field(default_factory=list)
    common: Sequence[str] = ()
    counts: Counter[str] = field(default_factory=Counter)
    lead: Name | None = None

    def follow(self, names: Iterable[Name]) -> None:
        """Take note of the names of a sentence that has been read."""
        for name in names:
            if not (name.kind == "event" and name.short) and name.text not in _NO_TOPIC:
                self.last[name.kind] = name
            host = _HOST.match(name.text) if name.kind == "event" and not name.short else None
            if host is not None:
                park = replace(name, text=host[0], kind="park")
                self.last.setdefault("park", park)
                self.seen.append(park)
            if name.kind != "region":
                self.seen.append(name)
                del self.seen[:-24]

    def meaning(self, name: Name) -> Name | None:
        """The name that a short form stands for; the name itself, by its canonical spelling, if it is none."""
        if not name.short:
            canonical = self.aliases.get(name.text)
            return name if canonical is None else replace(name, text=canonical[0], kind=canonical[1])
        if name.kind == "region":
            return self._place(name)
        if name.kind == "event":
            last = self.last.get("event") or next((one for one in self.headline if one.kind == "event"), None)
            return replace(name, text=last.text) if last is not None else name
        full = self._longer(name) or self._last_of_kind(name)
        if full is None and name.kind == "project" and len(name.text) >= _TELLING:
            return replace(name, short=False)
        return full

    def _place(self, name: Name) -> Name | None:
        found = self._region(name.text)
        if not found:
            return None
        zone = found not in self.regions and found.endswith(("开发区", "新区", "经开区", "高新区"))
        return replace(name, text=found, kind="park" if zone else "region")

    def _longer(self, name: Name) -> Name | None:
        """The last name that ends with these words, else the most frequent one."""
        if name.text == "港":
            return self._port(name)
        tail = _TAILS.get(name.text)
        for earlier in reversed(self.seen):
            if tail is not None and earlier.kind == name.kind and earlier.text.endswith(tail):
                return replace(name, text=earlier.text)
        for earlier in reversed(self.seen):
            part = name.text in ("园区", "产业园", "基地") and _PART.search(earlier.text)
            stem = earlier.text if earlier.text.endswith(name.text) else earlier.text.removesuffix("项目")
            if not part and stem.removesuffix("区").endswith(name.text.removesuffix("区")):
                return replace(name, text=earlier.text, kind=earlier.kind)
        for spelling in self.common:
            if len(name.text) > 2 and spelling != name.text and spelling.endswith(name.text):
                return replace(name, text=spelling)
        return None

    def _port(self, name: Name) -> Name | None:
        """该港: the port just named, or that of the company just named (宁波舟山港集团)."""
        for earlier in reversed(self.seen):
            port = re.match(r"[一-鿿]{2,6}?港(?=$|集团|股份|区)", earlier.text)
            if port is not None:
                return replace(name, text=port[0])
        return None

    def _last_of_kind(self, name: Name) -> Name | None:
        """项目: the project just named, or the company whose project it is; 园区, 公司: the last of that kind."""
        bare = name.text.removeprefix("大")
        if bare not in _BARE:
            return None
        if bare == "项目" and (owner := self._project_told()) is not None:
            return replace(name, text=owner.text, kind=owner.kind)
        for earlier in reversed(self.seen):
            if earlier.kind == name.kind and not _PART.search(earlier.text):
                return replace(name, text=earlier.text)
        return None

    def _project_told(self) -> Name | None:
        """The project just named, or a company that was first named after it: its project is meant."""
        told = self.seen[-3:]
        known = {one.text for one in (*self.headline, *self.seen[:-3])}
        for earlier in reversed(told):
            if earlier.kind == "project" or (earlier.kind == "company" and earlier.text not in known):
                return earlier
        return next((one for one in reversed(told) if one.kind == "company"), None)

    def _region(self, words: str) -> str | None:
        """全市 means the article's city, 该区 its district."""
        level = words[-1]
        if words in ("该区", "全区") and not any(region.endswith("区") for region in self.regions[:2]):
            zones = [
                name.text
                for name in self.seen
                if name.kind == "park" and name.text.endswith("区") and not _PART.search(name.text)
            ]
            if zones:
                return zones[-1]
        if words == "省" and self.region is not None:
            return _above(self.region, "省")
        last = self.last.get("region")
        candidates = ([last.text] if last is not None and words[0] == "该" else []) + self.regions
        for region in candidates:
            if level in "域地" or region.endswith(level) or (level == "区" and region.endswith("新区")):
                return region
        if level in "市省":
            for region in candidates:
                above = _above(region, level)
                if above:
                    return above
        return self.region if level in "域地城" else None


def _above(region: str, level: str) -> str | None:
    """The city or province that holds a division."""
    division = find_region(region)
    for _ in range(2):
        if division is None or not division.parent:
            return None
        division = find_region(division.parent)
        if division is not None and division.name.endswith(level):
            return division.name
    return None


def gather(
    text: str,
    sentences: Sequence[Sentence],
    headlines: frozenset[int],
    tagger: NameTagger | None = None,
    broken: frozenset[int] = frozenset(),
) -> tuple[Cast, list[tuple[Name, ...]]]:
    """The cast of an article, and the names of each of its sentences (aliases included).

    `broken`: blocks that begin in the middle of a sentence; what stands at their very start is a piece of a name.
    """
    names = [find_names(text, sentence) for sentence in sentences]
    names = [
        tuple(name for name in found if name.start > sentence.start or sentence.block not in broken)
        for sentence, found in zip(sentences, names, strict=True)
    ]
    if tagger is not None:
        names = [_tagged(text, one, found, tagger) for one, found in zip(sentences, names, strict=True)]
    cast = Cast()
    counts = Counter(name.text for found in names for name in found if not name.short)
    cast.counts = counts
    cast.lead = _lead(sentences, names, headlines)
    cast.common = [name for name, _ in counts.most_common(_COMMON)]
    cast.aliases = find_aliases(text, sentences, names, counts)
    if cast.aliases:
        names = [
            _with_aliases(text, sentence, found, cast)
            for sentence, found in zip(sentences, names, strict=True)
        ]
    _set_topic(text, sentences, names, headlines, cast)
    return cast, names


def _lead(
    sentences: Sequence[Sentence], names: Sequence[Sequence[Name]], headlines: frozenset[int]
) -> Name | None:
    """The thing that the first sentences of an article's body name."""
    body = [
        found for sentence, found in zip(sentences, names, strict=True) if sentence.block not in headlines
    ]
    for found in body[:2]:
        for name in found:
            if name.kind in ("project", "park", "facility", "company") and not name.short:
                return name
    return None


def _tagged(text: str, sentence: Sentence, found: tuple[Name, ...], tagger: NameTagger) -> tuple[Name, ...]:
    """The names of a sentence with a number, and those that the tagger adds beside them."""
    if not sentence.quantities:
        return found
    words = text[sentence.start : sentence.end]
    added = [
        Name(sentence.start + start, sentence.start + end, words[start:end], kind)
        for start, end, kind in tagger.names(words)
        if end - start > 1
    ]
    free = [name for name in added if not any(name.start < one.end and one.start < name.end for one in found)]
    return tuple(sorted((*found, *free), key=lambda name: name.start))


def _with_aliases(text: str, sentence: Sentence, found: tuple[Name, ...], cast: Cast) -> tuple[Name, ...]:
    extra = list(_occurrences(text, sentence, cast))
    if not extra:
        return found
    free = [
        name
        for name in extra
        if not any(name.start < one.end and one.start < name.end for one in found if not one.short)
    ]
    kept = [one for one in found if not any(name.start < one.end and one.start < name.end for name in free)]
    return tuple(sorted((*kept, *free), key=lambda name: name.start))


def _occurrences(text: str, sentence: Sentence, cast: Cast) -> Iterator[Name]:
    for alias, (_, kind) in cast.aliases.items():
        at = text.find(alias, sentence.start, sentence.end)
        while at >= 0:
            if kind != "region" or text[at + len(alias) : at + len(alias) + 1] not in tuple("区县市镇"):
                yield Name(at, at + len(alias), alias, kind, known=True)
            at = text.find(alias, at + len(alias), sentence.end)


def _set_topic(
    text: str,
    sentences: Sequence[Sentence],
    names: Sequence[Sequence[Name]],
    headlines: frozenset[int],
    cast: Cast,
) -> None:
    """The region named most, the headline counting for five; counties of the topic city come with it."""
    weights: Counter[str] = Counter()
    for at, (sentence, found) in enumerate(zip(sentences, names, strict=True)):
        headline = sentence.block in headlines
        for name in found:
            if name.kind == "region" and not name.short and name.text not in _NO_TOPIC:
                before = text[max(0, name.start - 1) : name.start]
                opens = name.start - max(clause for clause in sentence.clauses if clause <= name.start) <= 4
                weights[name.text] += (
                    (8 if not weights else 3)
                    if headline
                    else 0
                    if (before in "从与对和向离距至到" and before)
                    or _STATION.match(text, name.end)
                    or text.startswith("企业", name.end)
                    or text.endswith(("来自", "留在"), sentence.start, name.start)
                    else 1 + opens + (at < 6)
                )
            elif headline and not name.short:
                cast.headline.append(name)
            if name.kind in ("park", "institution", "project", "facility") and not name.short:
                for size in (3, 2):
                    division = find_region(name.text[:size])
                    if division is not None and (division.level != "county" or name.text[2:3] in _OF_COUNTY):
                        weights[division.name] += 5 if headline else 1
                        break
    cast.regions = [region for region, _ in weights.most_common(12)]
    cast.region = cast.regions[0] if cast.regions else None
