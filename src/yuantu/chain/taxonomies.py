"""Under which entries of the industry lists of provinces and cities does a product fall?

The lists (Guangdong's twenty clusters, Shenzhen's 20+8, Zhongshan's ten fleets, those of Jiangmen) lie in `taxonomies`
as YAML, each entry with its validity, its source and the chains or products that are placed under it; `crosswalk.yaml`
says how an entry of one list relates to one of another, and what that rests on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from yuantu.chain.gaps import Links
from yuantu.chain.model import Chain, Words, fold
from yuantu.evidence.yamlfiles import Marked, read_marked_yaml
from yuantu.ontology.periods import read_period

FOLDER = Path(__file__).parent / "taxonomies"
CROSSWALK = "crosswalk"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list; `id` is `list/entry`. `covers` are (chain, node), the node empty for a chain as a whole."""

    id: str
    of_list: str
    name: Words
    category: Words
    valid_from: str
    valid_to: str
    confidence: str
    source: Mapping[str, str]
    covers: tuple[tuple[str, str], ...]

    def holds(self, day: date) -> bool:
        """Whether the entry is in force on a day; a bound that is not stated is open."""
        return _holds(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class Relation:
    """`start` and `end` are entries, or a whole list where the relation is `none`: it has nothing like the entry."""

    start: str
    end: str
    relation: str
    scope: str
    basis: Words
    valid_from: str
    valid_to: str

    def holds(self, day: date) -> bool:
        return _holds(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class IndustryList:
    """A list of a province or a city."""

    id: str
    name: Words
    authority: Words
    version: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Lists:
    """All lists, and how their entries relate."""

    lists: tuple[IndustryList, ...]
    relations: tuple[Relation, ...]

    def words_of(self, chain: Chain) -> frozenset[str]:
        """What a whole chain is called: its own name, and the entries that cover all of it; folded."""
        whole = (chain.id, "")
        entries = [one.name.zh for each in self.lists for one in each.entries if whole in one.covers]
        return frozenset(fold(words) for words in (chain.name.zh, *entries))


def falls_under(entry: Entry, chain: Chain, node: int, links: Links) -> bool:
    """Whether a product falls under an entry: itself, as a kind of what it covers, or with its whole chain."""
    of_chain = {covered for one, covered in entry.covers if one == chain.id}
    broader = (chain.nodes[place].id for place in links.broader[node].nonzero()[0])
    return bool(of_chain & {"", chain.nodes[node].id, *broader})


@cache
def load_lists() -> Lists:
    """The lists that come with Yuantu. Raises PackRefused for a file that is no YAML."""
    files = sorted(file for file in FOLDER.glob("*.yaml") if file.stem != CROSSWALK)
    crosswalk = _open(FOLDER / f"{CROSSWALK}.yaml")
    bases = {key: _words(basis) for key, basis in crosswalk.get("bases").fields.items()}
    relations = tuple(_relation(one, bases) for one in crosswalk.get("relations").items)
    return Lists(tuple(_list(_open(file)) for file in files), relations)


def _open(file: Path) -> Marked:
    return read_marked_yaml(file.read_text(encoding="utf-8"), file.name)


def _list(document: Marked) -> IndustryList:
    identifier = document.get("id").text
    sources = {
        key: {name: value.text for name, value in source.fields.items()}
        for key, source in document.get("sources").fields.items()
    }
    entries = tuple(_entry(one, identifier, sources) for one in document.get("entries").items)
    names = (_words(document.get("name")), _words(document.get("authority")))
    return IndustryList(identifier, *names, document.get("version").text, entries)


def _entry(part: Marked, of_list: str, sources: Mapping[str, Mapping[str, str]]) -> Entry:
    covers = tuple((one.get("chain").text, one.get("node").text) for one in part.get("nodes").items)
    bounds = (part.get("valid_from").text, part.get("valid_to").text)
    source = {"id": part.get("source").text, **sources.get(part.get("source").text, {})}
    names = (_words(part.get("name")), _words(part.get("category")))
    return Entry(
        f"{of_list}/{part.get('id').text}",
        of_list,
        *names,
        *bounds,
        part.get("confidence").text,
        source,
        covers,
    )


def _relation(part: Marked, bases: Mapping[str, Words]) -> Relation:
    keys = ("from", "to", "relation", "scope", "basis", "valid_from", "valid_to")
    start, end, relation, scope, basis, *bounds = (part.get(key).text for key in keys)
    return Relation(start, end, relation, scope, bases.get(basis, Words(basis, basis)), bounds[0], bounds[1])


def _words(part: Marked) -> Words:
    return Words(part.get("zh").text, part.get("en").text)


def _holds(first: str, last: str, day: date) -> bool:
    begun = read_period(first).first if first else None
    ended = read_period(last).last if last else None
    return (begun is None or begun <= day) and (ended is None or day <= ended)
