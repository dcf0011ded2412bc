"""How does a table of things become the columns of a catalogue?

Numbers and days become intervals, flags stay three-valued, words become labels. A label of a classification (regions,
GB/T 4754) also counts as everything that it lies in, so that asking for a city finds its towns.
"""

from collections.abc import Callable
from datetime import date

import numpy as np

from yuantu.atlas.regions import RegionTree
from yuantu.atlas.sites import ALSO, OR, SiteTable, Words
from yuantu.match.catalogue import Column, Flag, Interval, Label
from yuantu.match.declarations import Declaration, Meaning
from yuantu.ontology.industries import find_industry, industries

FindRegion = Callable[[str], str | None]
SECTION_LETTER = "ABCDEFGHIJKLMNOPQRST"


def draw_columns(
    table: SiteTable, declaration: Declaration, regions: RegionTree, day: date, find_region: FindRegion = str
) -> dict[str, Column]:
    """Every column that the table has, and those that are computed from it and the day alone.

    `find_region` gives the id of a region that cells write as words (default: they write ids).
    """
    columns: dict[str, Column] = {name: Interval(low, high) for name, (low, high) in table.numbers.items()}
    columns |= {name: Flag(state) for name, state in table.flags.items()}
    for name, words in table.words.items():
        meaning = declaration.columns.get(name)
        columns[name] = draw_label(words, meaning.tree if meaning else "", regions, find_region)
    for meaning in declaration.columns.values():
        if meaning.days_until in table.numbers:
            columns[meaning.name] = _days_until(table, meaning, day)
        elif meaning.form == "flag" and meaning.behind != meaning.name and meaning.behind in table.words:
            # What is described is there; what is not described is unknown, never absent.
            columns[meaning.name] = Flag((table.words[meaning.behind].codes >= 0).astype(np.int8))
    return columns


def draw_label(words: Words, tree: str, regions: RegionTree, find_region: FindRegion = str) -> Label:
    """A label column; where sources disagree a member has one group per alternative."""
    groups = tuple(
        tuple(_group(one.split(ALSO), tree, regions, find_region) for one in member.split(OR))
        for member in words.members
    )
    return Label(words.codes, words.members, groups)


def _group(names: list[str], tree: str, regions: RegionTree, find_region: FindRegion) -> frozenset[str]:
    match tree:
        case "regions":
            ids = [(name, find_region(name)) for name in names if name]
            return frozenset(above for name, found in ids for above in (name, *regions.chain(found)))
        case "gbt4754":
            return frozenset(above for name in names for above in (name, *industry_chain(name)))
        case _:
            return frozenset(names)


def industry_chain(code_or_name: str) -> tuple[str, ...]:
    """The codes that an industry is and lies in, class to section: `C3824` → 3824, 382, 38, C.

    A name is looked up; a section letter in front of a code may be there or not. Unknown words lie in nothing.
    """
    words = code_or_name.strip()
    bare = words[1:] if words[:1] in SECTION_LETTER and words[1:].isdigit() else words
    found = find_industry(bare)
    if found is None:
        return ()
    if found.level == "section":
        return (found.code,)
    known = industries()
    codes = [found.code[:length] for length in range(len(found.code), 1, -1)]
    return (*(code for code in codes if code in known), found.section)


def _days_until(table: SiteTable, meaning: Meaning, day: date) -> Interval:
    """Days from `day` to a date. What is only a plan is the earliest day, with no latest: plans slip."""
    low, high = (bound - day.toordinal() for bound in table.numbers[meaning.days_until])
    stage = table.words.get(meaning.while_column)
    if stage is not None:
        members = meaning.while_members
        planned = np.array([*(member in members for member in stage.members), False])[stage.codes]
        high = np.where(planned & ~np.isnan(low), np.inf, high)
    return Interval(low, high)
