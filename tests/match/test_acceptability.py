"""Are ranks counted as theory says, alike by the kernel and by numpy, and by no one's company?"""

from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuantu.engines.native.library import available
from yuantu.match.acceptability import (
    Ranks,
    _count_compiled,
    count_ranks,
    count_with_numpy,
    keys_of,
    put_alike_together,
    score_draws,
)
from yuantu.match.ties import half_width, winning_shares
from yuantu.match.valuation import Valuation
from yuantu.match.value_draws import draw_keys, draw_words, philox, uniform
from yuantu.match.weight_sets import any_weights

DRAWS = 20_000
# Known answers of Philox4x32-10: Salmon and others (2011), as distributed with Random123 (kat_vectors).
KNOWN = [
    ([0] * 4, [0] * 2, "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ([0xFFFFFFFF] * 4, [0xFFFFFFFF] * 2, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    (
        [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344],
        [0xA4093822, 0x299F31D0],
        "d16cfe09 94fdcceb 5001e420 24126ea1",
    ),
]


def values_of(low, high=None, ids=None) -> Valuation:
    low = np.array(low, dtype=np.float64)
    high = low if high is None else np.array(high, dtype=np.float64)
    names = tuple(f"c{place}" for place in range(low.shape[1]))
    return Valuation(ids or [f"site {row}" for row in range(len(low))], names, low, high)


WIDTHS = st.integers(1, 9)


@st.composite
def valuations(draw, most: int = 12, widths=WIDTHS):
    """Coarse values, so that ties are common; some cells are bands, some quite unknown."""
    width = draw(widths)
    cell = st.tuples(st.integers(0, 4), st.sampled_from((0, 0, 0, 1, 4)))
    rows = draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=most))
    low = np.array([[one / 4 for one, _ in row] for row in rows])
    high = np.array([[min(1.0, (one + more) / 4) for one, more in row] for row in rows])
    return values_of(low, high)


def share_above(gains):
    """P(w · gains > 0) for w uniform on the simplex, in closed form for distinct gains (Ali 1973: content of the
    frustum of a simplex, Pacific Journal of Mathematics 48(2))."""
    return sum(
        gain ** (len(gains) - 1) / prod(gain - other for at, other in enumerate(gains) if at != place)
        for place, gain in enumerate(gains)
        if gain > 0
    )


def test_philox_gives_the_published_words():
    for counter, key, words in KNOWN:
        made = philox(np.array([counter], np.uint64), np.array([key], np.uint64))[0]
        assert " ".join(f"{word:08x}" for word in made) == words


def test_drawn_numbers_are_spread_evenly_and_independently():
    keys = draw_keys((f"site {n}" for n in range(40)), 0)
    drawn = uniform(draw_words(keys, np.zeros(40, dtype=np.intp), range(64)))
    assert drawn.shape == (40, 2048)
    assert ((drawn > 0.0) & (drawn < 1.0)).all()
    counts, _ = np.histogram(drawn, bins=20, range=(0.0, 1.0))
    expected = drawn.size / 20
    # chi-square with 19 degrees of freedom stays under 44 in 99.9 % of cases
    assert ((counts - expected) ** 2 / expected).sum() < 44
    assert np.abs(np.corrcoef(drawn) - np.eye(40)).max() < 0.11


@settings(deadline=None)
@given(valuations(), st.integers(0, 2**32), st.integers(1, 14))
def test_the_kernel_and_numpy_count_alike(values, seed, ranks):
    if not available():
        pytest.skip("no compiled kernels here")
    weights = any_weights(values.names).draw(70, seed)
    one = _count_compiled(values, weights, keys_of(values, seed), ranks)
    other = count_with_numpy(values, weights, keys_of(values, seed), ranks)
    assert np.array_equal(one.counts, other.counts)
    assert np.array_equal(one.best, other.best)


@pytest.mark.parametrize("worth", [0, 10**9])
def test_the_kernel_and_numpy_count_alike_where_many_compete(worth, monkeypatch):
    if not available():
        pytest.skip("no compiled kernels here")
    # In several threads, however few processors there are, and in one.
    monkeypatch.setattr("yuantu.match.acceptability.WORTH_THREADS", worth)
    monkeypatch.setenv("YUANTU_THREADS", "3")
    source = np.random.default_rng(1)
    low = source.random((700, 8))
    high = np.where(source.random(low.shape) < 0.2, 1.0, low)
    values = values_of(low, high)
    weights = any_weights(values.names).draw(2_000, 1)
    one, other = (f(values, weights, keys_of(values, 9), 5) for f in (_count_compiled, count_with_numpy))
    assert np.array_equal(one.counts, other.counts)
    assert one.counts.sum() == 5 * 2_000
    equal = values_of(np.full((700, 8), 0.3))
    shared = _count_compiled(equal, weights, keys_of(equal, 9), 5)
    assert (shared.counts == [2_000, 0, 0, 0, 0]).all()


@settings(deadline=None)
@given(valuations(), st.integers(0, 99))
def test_every_candidate_has_one_rank_in_every_draw(values, seed):
    weights = any_weights(values.names).draw(50, seed)
    counts = count_ranks(values, weights, keys_of(values, seed), len(values)).counts
    assert (counts.sum(axis=1) == 50).all()
    assert counts[:, 0].sum() >= 50


@settings(deadline=None)
@given(valuations(), st.integers(0, 99), st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(values, seed, random):
    order = list(range(len(values)))
    random.shuffle(order)
    weights = any_weights(values.names).draw(60, seed)
    there = count_ranks(values, weights, keys_of(values, seed), 4).counts
    turned = values.rows(np.array(order))
    back = count_ranks(turned, weights, keys_of(turned, seed), 4).counts
    assert np.array_equal(back, there[order])


@settings(deadline=None)
@given(valuations(), st.integers(0, 99))
def test_the_dominated_are_never_first_more_often(values, seed):
    weights = any_weights(values.names).draw(60, seed)
    first = count_ranks(values, weights, keys_of(values, seed), 1).counts[:, 0]
    for one in range(len(values)):
        for other in range(len(values)):
            if (values.low[one] >= values.high[other]).all():
                assert first[one] >= first[other]


@settings(deadline=None)
@given(valuations(6, st.just(3)), valuations(6, st.just(3)), st.integers(0, 99))
def test_a_candidate_that_comes_or_goes_changes_no_score_and_no_pair(values, more, seed):
    both = values_of(
        np.vstack([values.low, more.low]),
        np.vstack([values.high, more.high]),
        [*values.ids, *(f"other {n}" for n in range(len(more)))],
    )
    weights = any_weights(values.names).draw(60, seed)
    alone, together = (score_draws(one, weights, keys_of(one, seed)) for one in (values, both))
    assert np.array_equal(together[: len(values)], alone)
    assert np.array_equal(winning_shares(together)[: len(values), : len(values)], winning_shares(alone))
    few, many = (
        count_ranks(one, weights, keys_of(one, seed), len(one)).counts.cumsum(axis=1)
        for one in (values, both)
    )
    # Company can only push back: nobody is among the first r more often than alone.
    assert (many[: len(values), : len(values)] <= few).all()


@pytest.mark.parametrize(
    "gains", [(0.3, -0.2), (0.5, 0.1, -0.4), (90 / 365, -7 / 32, -0.37, 41 / 130), (0.9, -0.1, -0.2)]
)
def test_the_share_of_first_places_is_the_volume_of_the_favourable_weights(gains):
    low = np.array([0.5 + np.array(gains) / 2, 0.5 - np.array(gains) / 2])
    values = values_of(low)
    counts = count_ranks(values, any_weights(values.names).draw(DRAWS, 3), keys_of(values, 3), 2).counts
    exact = share_above(gains)
    assert counts[0] / DRAWS == pytest.approx([exact, 1 - exact], abs=1.5 * half_width(DRAWS))


def test_an_unknown_value_is_first_as_often_as_its_band_says():
    # One criterion: 0.7 is known, the other one may be anything, so it is better in 30 %.
    values = values_of([[0.7], [0.0]], [[0.7], [1.0]])
    counts = count_ranks(values, np.ones((DRAWS, 1)), keys_of(values, 1), 2).counts
    assert counts[:, 0] / DRAWS == pytest.approx([0.7, 0.3], abs=1.5 * half_width(DRAWS))
    # Two that are wholly unknown: neither is favoured.
    unknown = values_of([[0.0, 0.0]] * 2, [[1.0, 1.0]] * 2)
    even = count_ranks(unknown, any_weights(unknown.names).draw(DRAWS, 2), keys_of(unknown, 2), 1).counts
    assert even[:, 0] / DRAWS == pytest.approx(0.5, abs=1.5 * half_width(DRAWS))


def test_weights_put_together_are_the_same_weights():
    weights = any_weights(("a", "b", "c")).draw(500, 1)
    together = put_alike_together(weights)
    assert sorted(map(tuple, together.tolist())) == sorted(map(tuple, weights.tolist()))
    leading = together.argmax(axis=1)
    assert (np.diff(leading) >= 0).all()
    assert put_alike_together(np.ones((4, 1))).tolist() == [[1.0]] * 4


def test_the_error_is_the_one_that_the_number_of_draws_was_published_for():
    # Tervonen & Lahdelma (2007), Implementing stochastic multicriteria acceptability analysis, European Journal of
    # Operational Research 178: 9,604 draws for 0.01 with 95 % confidence.
    assert half_width(9_604) == pytest.approx(0.01, rel=1e-4)


def test_nobody_and_nonsense():
    nothing = Valuation([], ("c0",), np.zeros((0, 1)), np.zeros((0, 1)))
    ranked: Ranks = count_ranks(nothing, np.ones((5, 1)), keys_of(nothing, 0), 3)
    assert ranked.counts.shape == (0, 3)
    one = values_of([[0.5]])
    for weights, ranks in (
        (np.ones((5, 2)), 1),
        (np.ones(5), 1),
        (np.ones((5, 1)), 0),
        (np.ones((5, 1)), 65),
    ):
        with pytest.raises(ValueError, match="ranks"):
            count_ranks(one, weights, keys_of(one, 0), ranks)
    with pytest.raises(ValueError, match="keys"):
        count_ranks(one, np.ones((5, 1)), np.zeros(2, np.uint64), 1)
    for low, high in (([[np.nan]], [[1.0]]), ([[0.6]], [[0.5]]), ([[-0.1]], [[0.5]]), ([[0.5]], [[1.1]])):
        with pytest.raises(ValueError, match="low"):
            values_of(low, high)
    with pytest.raises(ValueError, match="shape"):
        Valuation(["a"], ("c0",), np.zeros((2, 1)), np.zeros((2, 1)))
