"""Location quotients, their intervals, and what may count as zero."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from yuantu.chain.specialisation import (
    gather,
    location_quotient,
    location_quotient_interval,
    specialised,
)
from yuantu.errors import BadInput

TABLES = arrays(
    np.float64, st.tuples(st.integers(2, 6), st.integers(2, 6)), elements=st.integers(1, 500).map(float)
)


def test_the_quotient_is_a_share_over_a_share() -> None:
    # Two towns of 100 jobs; 30 of 40 jobs in lighting are in the first.
    amounts = np.array([[30.0, 70.0], [10.0, 90.0]])
    assert location_quotient(amounts).tolist() == [[1.5, 0.875], [0.5, 1.125]]
    assert specialised(amounts).tolist() == [[True, False], [False, True]]


def test_a_share_of_nothing_is_not_known() -> None:
    quotient = location_quotient(np.array([[0.0, 0.0, 0.0], [1.0, 2.0, 0.0], [2.0, 2.0, 0.0]]))
    assert np.isnan(quotient[0]).all()
    assert np.isnan(quotient[:, 2]).all()
    assert not specialised(np.zeros((2, 2))).any()


@given(TABLES)
def test_quotients_average_to_one_by_the_weight_of_the_regions(amounts: np.ndarray) -> None:
    weights = amounts.sum(axis=1) / amounts.sum()
    assert weights @ location_quotient(amounts) == pytest.approx(1.0)


@given(TABLES)
def test_the_interval_holds_the_quotient_and_narrows_with_counts(counts: np.ndarray) -> None:
    quotient = location_quotient(counts)
    low, high = location_quotient_interval(counts)
    assert ((low <= quotient + 1e-12) & (quotient <= high + 1e-12)).all()
    wide = high - low
    finer_low, finer_high = location_quotient_interval(counts * 100)
    assert (finer_high - finer_low < wide).all()


def test_the_interval_is_wilsons() -> None:
    # Wilson's 95 % interval for 8 of 10 is (0.4902, 0.9433), as every table of it prints.
    low, high = location_quotient_interval(np.array([[8.0, 2.0], [47.0, 53.0]]))
    assert low[0, 0] * 0.5 == pytest.approx(0.4901625, abs=1e-6)
    assert high[0, 0] * 0.5 == pytest.approx(0.9433178, abs=1e-6)


def test_none_of_five_plants_does_not_mean_never() -> None:
    low, high = location_quotient_interval(np.array([[0.0, 5.0], [50.0, 45.0]]))
    assert low[0, 0] == 0
    assert 0 < high[0, 0] < 1


def test_a_missing_pair_is_zero_only_in_a_complete_list() -> None:
    cells = [("江门", "电池", 3.0), ("中山", "灯具", 4.0), ("江门", "电池", 2.0)]
    table = gather(cells, complete=True)
    assert table.regions == ("中山", "江门")
    assert table.amounts[table.regions.index("江门"), table.industries.index("电池")] == 5
    assert table.amounts.sum() == 9
    with pytest.raises(BadInput, match=r"灯具|电池"):
        gather(cells, complete=False)


@pytest.mark.parametrize("amount", [-1.0, math.nan, math.inf])
def test_what_is_no_amount_is_refused_with_its_place(amount: float) -> None:
    with pytest.raises(BadInput, match=r"江门.*电池|电池.*江门"):
        gather([("江门", "电池", amount)], complete=True)
    with pytest.raises(BadInput):
        gather([], complete=True)
