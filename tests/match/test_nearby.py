"""Do counts of the neighbourhood match as bounds, so that those without a position are never taken as far away?"""

import numpy as np
import pytest

from yuantu.atlas.neighbours import Neighbourhood
from yuantu.match.catalogue import NO, UNKNOWN, YES, Catalogue
from yuantu.match.knockouts import Within, eliminate
from yuantu.match.nearby import count_columns, within_km_column, within_minutes_column


def test_a_count_with_unplaced_companies_is_an_interval():
    companies = Neighbourhood(
        [113.30, 113.31, np.nan, 113.00], [22.60, 22.60, 22.60, 23.50], np.array([1, 0, 1, 1], np.uint64), 1
    )
    tally = companies.count([113.3, 113.0, 100.0, np.nan], [22.6, 23.5, 22.6, 22.6], 30.0)
    name = within_km_column("companies", 30.0)
    assert name == "companies_within_30_km"
    columns = count_columns(name, tally, ["cell"])
    assert columns[name].low.tolist()[:3] == [2.0, 1.0, 0.0]
    assert columns[name].high.tolist()[:3] == [3.0, 2.0, 1.0]
    assert columns[name].known.tolist() == [True, True, True, False]
    assert columns[f"{name}_cell"].high.tolist()[:3] == [2.0, 2.0, 1.0]
    verdict = eliminate((Within("near", name, 2.0),), Catalogue(list("abcd"), dict(columns)))
    assert verdict.state.tolist() == [YES, UNKNOWN, NO, UNKNOWN]


def test_every_mark_has_a_name():
    tally = Neighbourhood([1.0], [1.0], np.array([1], np.uint64), 1).count([1.0], [1.0], 1.0)
    with pytest.raises(ValueError, match="0 names for 1"):
        count_columns(within_minutes_column("companies", 60), tally)
    assert within_minutes_column("companies", 60) == "companies_within_60_min"
