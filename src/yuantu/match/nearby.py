"""How do counts of what is nearby become columns that sites are matched on?

“企业 30 km / 60 min 内几家” is an interval. Low is how many are there for certain. High adds those of which it is not
known where they are, or whether a road leads there: they may all be near. So a demand of at least 20 is *unknown*, not
*no*, while the unplaced could still make it up, and a site without a position has an unknown count, not nought.
"""

from yuantu.engines.tallies import Tally
from yuantu.match.catalogue import Interval


def tally_column(tally: Tally, mark: int | None = None) -> Interval:
    """The column of a tally whose places are the candidates, in their order: of all points, or of those of a mark."""
    return Interval(*tally.bounds(mark))
