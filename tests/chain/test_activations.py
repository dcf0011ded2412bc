"""Is a forecast judged fairly, and is relatedness never shown without its baseline?"""

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.chain.activations import compare_with_baseline, judge_forecast
from yuantu.chain.specialisation import Activity, gather
from yuantu.errors import BadInput

CENSUS = (
    Path(__file__).parents[3] / "shared" / "data" / "region_industry" / "au_lga_industry_employment.csv.gz"
)
UNNAMED = {"Not applicable", "Not stated", "Inadequately described"}


def test_a_perfect_order_a_reversed_one_and_none() -> None:
    happened = np.array([False, True, False, True, False])
    perfect = judge_forecast(np.array([0.1, 0.9, 0.2, 0.8, 0.3]), happened)
    assert (perfect.auc, perfect.precision) == (1.0, 1.0)
    reversed_order = judge_forecast(-np.array([0.1, 0.9, 0.2, 0.8, 0.3]), happened)
    assert (reversed_order.auc, reversed_order.precision) == (0.0, 0.0)
    level = judge_forecast(np.zeros(5), happened)
    assert level.auc == 0.5
    assert level.precision == pytest.approx(2 / 5)


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=2, max_size=30))
def test_the_area_is_the_share_of_pairs_in_the_right_order(drawn: list[tuple[int, bool]]) -> None:
    merit = np.array([float(value) for value, _ in drawn])
    happened = np.array([flag for _, flag in drawn])
    if happened.all() or not happened.any():
        return
    wins = [(a > b) + (a == b) / 2 for a in merit[happened] for b in merit[~happened]]
    assert judge_forecast(merit, happened).auc == pytest.approx(np.mean(wins))


def test_nothing_taken_up_is_nothing_to_judge() -> None:
    table = np.random.default_rng(1).integers(1, 50, (5, 5)).astype(float)
    with pytest.raises(BadInput, match="0"):
        compare_with_baseline(table, table)


def test_both_forecasts_stand_on_the_same_candidates() -> None:
    """Blocks of kindred industries: a region that lacks one of its block takes it up, so density must see it."""
    draw = np.random.default_rng(5)
    before = np.kron(np.eye(3), np.full((8, 5), 40.0)) + draw.integers(1, 5, (24, 15)).astype(float)
    after = before.copy()
    for region in range(24):
        missing = 5 * (region // 8) + region % 5
        before[region, missing] = 1.0
    found = compare_with_baseline(before, after)
    assert found.activations >= 20
    assert found.density.auc > 0.95 > found.baseline.auc
    assert found.base_rate == found.activations / found.candidates


@pytest.mark.skipif(not CENSUS.exists(), reason="needs ../shared/data/region_industry")
def test_on_a_census_the_plain_baseline_is_hard_to_beat() -> None:
    """Places of work in Australia, 2011 and 2016 (Australian Bureau of Statistics): what the explanation reports."""
    before, after = census(2011), census(2016)
    both = sorted(set(before.regions) & set(after.regions))
    found = compare_with_baseline(
        *(table.amounts[[table.regions.index(region) for region in both]] for table in (before, after))
    )
    assert (len(both), found.candidates, found.activations) == (507, 6729, 414)
    assert (round(found.density.auc, 3), round(found.baseline.auc, 3)) == (0.607, 0.787)


def census(year: int) -> Activity:
    with gzip.open(CENSUS, "rt", encoding="utf-8") as file:
        cells = [row for row in csv.DictReader(file) if float(row["year"]) == year]
    return gather(
        (
            (row["lga_pow"], row["industry"], float(row["employment"]))
            for row in cells
            if row["industry"] not in UNNAMED
        ),
        complete=True,
    )
