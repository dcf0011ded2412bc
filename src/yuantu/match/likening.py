"""How near is a candidate to what was asked, where nearness is a matter of degree?

Columns that a question draws: likeness of texts, the share of wanted tags that are there, how far down a
classification the same branch is followed, kilometres to a place, and the best of several. What is not known of a
candidate stays unknown. A column for which a question asks nothing is not drawn.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from yuantu.access.approach import straight_km
from yuantu.atlas.sites import ALSO, OR, SiteTable
from yuantu.match.catalogue import Column, Interval, Label
from yuantu.match.declarations import Declaration, Meaning
from yuantu.match.similarity import likeness
from yuantu.ontology.values import Coordinate

Chain = Callable[[str, str], tuple[str, ...]]  # tree, member → itself and all that it lies in, nearest first


@dataclass(frozen=True, slots=True)
class Wish:
    """What a question asks by degree: words, wanted members by column, a place to be near."""

    text: str
    wanted: Mapping[str, tuple[str, ...]]
    place: Coordinate | None
    chain: Chain


def draw_likenesses(
    declaration: Declaration, table: SiteTable, columns: Mapping[str, Column], wish: Wish
) -> dict[str, Column]:
    """Every declared column of degree for which the question asks something. Numbers of shape (n,)."""
    drawn: dict[str, Column] = {}
    for meaning in declaration.columns.values():
        column: Interval | None = None
        match meaning.likeness:
            case "text" if wish.text.strip():
                column = _texts(meaning, table, wish.text)
            case "share" if wanted := wish.wanted.get(meaning.over[0]):
                column = _shares(columns[meaning.over[0]], wanted)
            case "branch" if wanted := wish.wanted.get(meaning.over[0]):
                tree = declaration.columns[meaning.over[0]].tree
                column = _branches(columns[meaning.over[0]], [wish.chain(tree, one) for one in wanted])
            case "distance" if wish.place is not None:
                column = _distances(table, wish.place)
            case "best":
                parts = [drawn[name] for name in meaning.over if name in drawn]
                column = _best([one for one in parts if isinstance(one, Interval)])
        if column is not None:
            drawn[meaning.name] = column
    return drawn


def _texts(meaning: Meaning, table: SiteTable, asked: str) -> Interval:
    """Likeness to all that a candidate says of itself, one text: a longer description is no better by itself."""
    size = len(table)
    texts = [""] * size
    for name in meaning.over:
        words = table.words.get(name)
        if words is not None:
            for row, code in enumerate(words.codes.tolist()):
                if code >= 0:
                    texts[row] += f" {words.members[code].replace(ALSO, ' ').replace(OR, ' ')}"
    found = likeness(asked, texts) if size else np.zeros(0)
    return Interval(found, found)


def _shares(column: Column, wanted: tuple[str, ...]) -> Interval:
    """Share of the wanted members that a candidate has; a band where its sources disagree."""
    return _of_members(column, lambda group: sum(one in group for one in wanted) / len(wanted))


def _branches(column: Column, chains: list[tuple[str, ...]]) -> Interval:
    """How far down the branch of a wanted member a candidate goes, best of the wanted: 1 is the same member.

    The trunk does not count: that both are manufacturing, or in one province, says nothing.
    """
    steps = [chain[:-1] or chain for chain in chains]

    def follow(group: frozenset[str]) -> float:
        return max(sum(step in group for step in chain) / len(chain) if chain else 0.0 for chain in steps)

    return _of_members(column, follow)


def _of_members(column: Column, degree: Callable[[frozenset[str]], float]) -> Interval:
    if not isinstance(column, Label) or not column.groups:
        nothing = np.full(len(column.codes) if isinstance(column, Label) else 0, np.nan)
        return Interval(nothing, nothing)
    degrees = [[degree(group) for group in alternatives] for alternatives in column.groups]
    low = np.array([*(min(one) for one in degrees), np.nan])
    high = np.array([*(max(one) for one in degrees), np.nan])
    return Interval(low[column.codes], high[column.codes])


def _distances(table: SiteTable, place: Coordinate) -> Interval:
    """Straight-line kilometres, as the crow flies: no road is known for a table of one's own."""
    found = np.array(
        [
            np.nan if np.isnan(lon) else straight_km(lon, lat, place.lon, place.lat)
            for lon, lat in zip(table.lon.tolist(), table.lat.tolist(), strict=True)
        ]
    )
    return Interval(found, found)


def _best(parts: list[Interval]) -> Interval | None:
    """The largest of several degrees. One that is not known may be anything from 0 to 1."""
    if not parts:
        return None
    low = np.max([np.nan_to_num(one.low, nan=0.0) for one in parts], axis=0)
    high = np.max([np.nan_to_num(one.high, nan=1.0) for one in parts], axis=0)
    unknown = np.all([~one.known for one in parts], axis=0)
    return Interval(np.where(unknown, np.nan, low), np.where(unknown, np.nan, high))
