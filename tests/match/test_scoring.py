"""Do scores add up, cover every completion, and stay put when a candidate comes or goes?"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.match.catalogue import Catalogue, Interval, interval
from yuantu.match.knockouts import Within
from yuantu.match.knots import line
from yuantu.match.scoring import Criterion, normalise, score
from yuantu.match.shortlist import draw_shortlist

CRITERIA = normalise(
    (
        Criterion("days", "days", 0.35, line(365.0, 0.0)),
        Criterion("rent", "rent", 0.25, line(40.0, 8.0)),
        Criterion("chain", "chain", 0.20, line(0.0, 100.0)),
        Criterion("minutes", "minutes", 0.20, line(150.0, 20.0)),
    )
)
TESTS = (Within("rent", "rent", None, 25.0), Within("days", "days", None, 180.0, scale=365.0))
# Delivery in days, rent, fit to the chain, minutes: D is worse than A and B on all four. TOPSIS and min–max
# scaling swap A and B when D is added (the rank reversal of Belton & Gear 1983).
SITES = {"A": (88, 20, 24, 42), "B": (178, 13, 61, 83), "C": (96, 26, 24, 95), "D": (360, 22, 5, 140)}

number = st.one_of(
    st.none(),
    st.floats(-50.0, 500.0).map(lambda one: (one, one)),
    st.tuples(st.floats(-50.0, 200.0), st.floats(200.0, 500.0)),
    st.floats(-50.0, 500.0).map(lambda one: (one, None)),
    st.floats(-50.0, 500.0).map(lambda one: (None, one)),
)
site = st.tuples(number, number, number, number)


def draw_table(rows, ids=None) -> Catalogue:
    columns = {one.column: interval([row[n] for row in rows]) for n, one in enumerate(CRITERIA)}
    return Catalogue(ids or [str(n) for n in range(len(rows))], dict(columns))


def exactly(*names: str) -> Catalogue:
    return draw_table([[(float(one), float(one)) for one in SITES[name]] for name in names], list(names))


@pytest.mark.parametrize("names", ["ABC", "ABCD", "AB", "DCBA"])
def test_a_hopeless_fourth_site_does_not_swap_the_first_two(names):
    scores = score(CRITERIA, exactly(*names))
    by_name = dict(zip(names, scores.low.tolist(), strict=True))
    assert by_name["A"] == pytest.approx(0.636, abs=5e-4)
    assert by_name["B"] == pytest.approx(0.615, abs=5e-4)
    assert (scores.low == scores.high).all()
    assert max(by_name, key=lambda one: by_name[one]) == "A"


@given(st.lists(site, min_size=1, max_size=6), st.lists(site, max_size=3))
def test_a_candidate_that_comes_or_goes_moves_no_other_and_changes_no_score(rows, more):
    alone, together = draw_table(rows), draw_table(rows + more)
    before, after = score(CRITERIA, alone), score(CRITERIA, together)
    assert after.low[: len(rows)].tolist() == before.low.tolist()
    assert after.high[: len(rows)].tolist() == before.high.tolist()
    few, many = (draw_shortlist(one, TESTS, CRITERIA, 99) for one in (alone, together))
    for name in ("passed", "to_verify", "rejected"):
        shared = [row for row in getattr(many, name) if row < len(rows)]
        assert shared == list(getattr(few, name))


@given(st.lists(site, min_size=1, max_size=8))
def test_contributions_add_up_to_the_score_and_stay_between_nought_and_one(rows):
    scores = score(CRITERIA, draw_table(rows))
    for side in ("low", "high"):
        parts = sum(getattr(one, side) for one in scores.contributions)
        assert np.allclose(parts, getattr(scores, side), rtol=0, atol=1e-12)
        assert ((getattr(scores, side) >= 0) & (getattr(scores, side) <= 1 + 1e-12)).all()
    assert (scores.low <= scores.high).all()


@given(site, st.lists(st.floats(0.0, 1.0), min_size=4, max_size=4))
def test_the_band_contains_the_score_of_every_completion(row, at):
    def complete(pair, share):
        low, high = pair or (-1000.0, 1000.0)
        low, high = (-1000.0 if low is None else low), (1000.0 if high is None else high)
        number = min(low + share * (high - low), high)
        return (number, number)

    band = score(CRITERIA, draw_table([row]))
    known = score(
        CRITERIA, draw_table([[complete(pair, share) for pair, share in zip(row, at, strict=True)]])
    )
    assert band.low[0] - 1e-9 <= known.low[0] <= band.high[0] + 1e-9


def test_the_band_is_no_wider_than_the_facts_allow():
    row = [(100.0, 200.0), (20.0, 20.0), None, (None, 30.0)]
    low_end, high_end = (
        [(200.0, 200.0), (20.0, 20.0), (-9.0, -9.0), (30.0, 30.0)],
        [
            (100.0, 100.0),
            (20.0, 20.0),
            (999.0, 999.0),
            (0.0, 0.0),
        ],
    )
    band, worst, best = (score(CRITERIA, draw_table([one])) for one in (row, low_end, high_end))
    assert band.low[0] == pytest.approx(worst.low[0])
    assert band.high[0] == pytest.approx(best.low[0])


def test_what_nobody_stated_is_a_band_from_nothing_to_all_of_its_weight():
    scores = score(CRITERIA, Catalogue(["a"], {}))
    assert (scores.low.tolist(), scores.high.tolist()) == ([0.0], [1.0])
    assert scores.middle().tolist() == [0.5]


@given(st.lists(st.floats(0.01, 100.0), min_size=1, max_size=6))
def test_weights_are_made_to_sum_to_one_in_their_proportion(weights):
    criteria = normalise(tuple(Criterion(str(n), "x", one, line(0.0, 1.0)) for n, one in enumerate(weights)))
    assert sum(one.weight for one in criteria) == pytest.approx(1.0)
    assert [one.weight * sum(weights) for one in criteria] == pytest.approx(weights)


@pytest.mark.parametrize(
    ("number", "value"),
    [(8.0, 1.0), (40.0, 0.0), (24.0, 0.5), (2.0, 1.0), (99.0, 0.0), (-np.inf, 1.0), (np.inf, 0.0)],
)
def test_a_value_function_is_linear_between_its_bounds_and_flat_beyond(number, value):
    rent = CRITERIA[1]
    assert rent.value(np.array([number])).tolist() == [value]
    mirrored = replace(rent, knots=line(rent.best, rent.worst))
    assert mirrored.value(np.array([number])).tolist() == [1.0 - value]


def test_without_criteria_every_score_is_nought():
    scores = score((), exactly("A", "B"))
    assert scores.low.tolist() == scores.high.tolist() == [0.0, 0.0]


def test_an_unknown_number_is_never_imputed():
    nothing = Interval(np.array([np.nan]), np.array([np.nan]))
    scores = score((Criterion("x", "x", 1.0, line(0.0, 10.0)),), Catalogue(["a"], {"x": nothing}))
    assert (scores.low[0], scores.high[0]) == (0.0, 1.0)
