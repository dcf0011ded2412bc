"""How do counts of what is nearby become columns that sites are matched on?

“链上企业 30 km / 60 min 内几家”: one interval column for all companies, and one for each mark (a node of a chain, say).
Low is how many are there for certain. High adds those of which it is not known where they are, or whether a road leads
there: they may all be near. So a demand of at least 20 is *unknown*, never *no*, while the unplaced could still make it
up, and a site without a position has an unknown count, not nought.
"""

from collections.abc import Mapping, Sequence

from yuantu.engines.tallies import Tally
from yuantu.match.catalogue import Interval


def within_km_column(what: str, radius_km: float) -> str:
    """The name of a column of counts by distance, e.g. `companies_within_30_km`."""
    return f"{what}_within_{radius_km:g}_km"


def within_minutes_column(what: str, minutes: float) -> str:
    """The name of a column of counts by driving time, e.g. `companies_within_60_min`."""
    return f"{what}_within_{minutes:g}_min"


def count_columns(name: str, tally: Tally, marks: Sequence[str] = ()) -> Mapping[str, Interval]:
    """Columns of a tally whose places are the candidates, in their order: `name`, and `name_mark` for each mark.

    Raises ValueError when there are fewer or more names than marks were counted.
    """
    if len(marks) != tally.by_mark.shape[1]:
        raise ValueError(f"{len(marks)} names for {tally.by_mark.shape[1]} marks")
    columns = {name: Interval(*tally.bounds())}
    for place, mark in enumerate(marks):
        columns[f"{name}_{mark}"] = Interval(*tally.bounds(place))
    return columns
