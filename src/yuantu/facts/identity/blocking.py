"""Which pairs of many names are worth comparing?

Names are put into blocks by keys that survive a slip of the pen, a missing place and the change of script; only names
that share a block are compared. A block that is too large is divided by place; what is then still too large is
reported, never dropped in silence.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from yuantu.facts.identity.alternatives import spread
from yuantu.facts.identity.companies import sits, tell_place
from yuantu.facts.identity.comparison import compare_names
from yuantu.facts.identity.known import Context, known_as
from yuantu.facts.identity.names import parse_name
from yuantu.facts.identity.parts import Name
from yuantu.facts.identity.shortened import spellings
from yuantu.facts.identity.spelling import sound
from yuantu.facts.identity.verdicts import Verdict, related

MOST_IN_BLOCK = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities that may be one, and what the comparison of their names says."""

    one: str
    other: str
    names: tuple[str, str]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Blocks:
    """Pairs of ids (smaller first) and the blocks that were too large to pair: key → how many names."""

    pairs: frozenset[tuple[str, str]]
    oversized: Mapping[str, int]


def block_keys(name: Name) -> Iterator[str]:
    """The keys of a name. Two names that `compare_names` may call the same share at least one."""
    known = known_as(name)
    if known is not None:
        yield "known:" + min(known.names)
    body = name.core or name.key
    if name.latin:
        spoken = "".join(name.key.split()[:1]) if not name.core else name.core
        yield "sound:" + spoken[:6]
        return
    yield "head:" + body[:2]
    if len(body) > 2:
        yield "skip:" + body[0] + body[2]  # the second character is wrong
        yield "tail:" + body[1:3]  # the first one is wrong or missing
    yield "sound:" + sound(body)[:6]
    if name.kind != "company":
        # One letter more or less at the end of a short core: 新会智产业园, 新会智造产业园.
        yield "start:" + "".join(name.places) + body[0]
        yield from ("short:" + spelling for spelling in sorted(spellings(name.key)))
    for place in name.places:
        if not place.isdigit():
            yield "town:" + place


def find_pairs(named: Iterable[tuple[str, str]], most: int = MOST_IN_BLOCK) -> Blocks:
    """Pairs of (id, name) rows that share a key; several rows may carry one id (its aliases)."""
    blocks: dict[str, dict[str, set[str]]] = {}
    for identifier, text in named:
        for name in map(parse_name, spread(text)):
            place = name.places[-1] if name.places else ""
            for key in block_keys(name):
                blocks.setdefault(key, {}).setdefault(identifier, set()).add(place)
    pairs: set[tuple[str, str]] = set()
    oversized: dict[str, int] = {}
    for key, members in blocks.items():
        for part, ids in _divide(key, members, most):
            if len(ids) > most:
                oversized[part] = len(ids)
            else:
                pairs.update(combinations(sorted(ids), 2))
    return Blocks(frozenset(pairs), oversized)


def _divide(key: str, members: Mapping[str, set[str]], most: int) -> Iterator[tuple[str, list[str]]]:
    """The block itself or, when it is too large, one per place; names without a place go with every place."""
    if len(members) <= most:
        yield key, list(members)
        return
    placeless = [one for one, places in members.items() if "" in places]
    for place in sorted({place for places in members.values() for place in places}):
        yield (
            f"{key}@{place}",
            list({*placeless, *(one for one, places in members.items() if place in places)}),
        )


def find_candidates(
    named: Iterable[tuple[str, str]], context: Context | None = None, least: float = 0.3
) -> tuple[list[Candidate], Mapping[str, int]]:
    """Pairs whose best verdict over their names scores at least `least`, surest first; and oversized blocks."""
    rows = list(named)
    names: dict[str, list[str]] = {}
    for identifier, text in rows:
        names.setdefault(identifier, []).append(text)
    blocks = find_pairs(rows)
    found = [_best(one, other, names, context) for one, other in sorted(blocks.pairs)]
    kept = [one for one in demote_namesakes(found) if one.verdict.score >= least]
    kept.sort(key=lambda candidate: (-candidate.verdict.score, candidate.one, candidate.other))
    return kept, blocks.oversized


def demote_namesakes(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The same candidates; a name without a place that would be the same as namesakes in several places is none of
    them for sure, and becomes related to each.
    """
    listed = list(candidates)
    homes: dict[str, set[str]] = {}
    for candidate in listed:
        if bare := _placeless(candidate):
            homes.setdefault(bare[0], set()).add(bare[1])
    return [
        replace(candidate, verdict=related(0.55, "name_place_unsure", place=tell_place(bare[1])))
        if (bare := _placeless(candidate)) and len(homes[bare[0]]) > 1
        else candidate
        for candidate in listed
    ]


def _placeless(candidate: Candidate) -> tuple[str, str] | None:
    """The name of a `same` pair that has no place, and the place of the other."""
    if candidate.verdict.relation != "same":
        return None
    one, other = (parse_name(name) for name in candidate.names)
    bare, placed = (one, other) if not sits(one) else (other, one)
    return (bare.key, sits(placed)[0]) if sits(placed) and not sits(bare) else None


def _best(one: str, other: str, names: Mapping[str, list[str]], context: Context | None) -> Candidate:
    verdicts = [
        (compare_names(first, second, context), (first, second))
        for first in names[one]
        for second in names[other]
    ]
    verdict, pair = max(verdicts, key=lambda found: found[0].score)
    return Candidate(one, other, pair, verdict)
