"""Are weights drawn as the set says, by the seed alone, and do they match what is known in closed form?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuantu.errors import Refusal
from yuantu.match.weight_sets import WeightSet, any_weights, weights_around, weights_in_order

NAMES = ("days", "rent", "fit", "minutes")
# Rank-order centroid weights of four criteria: Barron & Barrett (1996), Decision quality using ranked attribute
# weights, Management Science 42(11), table 1. They are the mean of the ordered simplex.
CENTROID = (0.5208, 0.2708, 0.1458, 0.0625)
STATED = {"days": 0.35, "rent": 0.25, "fit": 0.2, "minutes": 0.2}

names = st.integers(1, 7).map(lambda count: tuple(f"c{n}" for n in range(count)))


@st.composite
def weight_sets(draw):
    these = draw(names)
    kind = draw(st.sampled_from(("uniform", "around", "ordinal")))
    if kind == "uniform":
        return any_weights(these)
    if kind == "ordinal":
        return weights_in_order(these, draw(st.permutations(these))[: draw(st.integers(0, len(these)))])
    numbers = [draw(st.floats(0.0, 1.0)) for _ in these]
    total = sum(numbers)
    shares = [one / total for one in numbers] if total > 1e-3 else [1.0, *(0.0 for _ in these[1:])]
    return weights_around(dict(zip(these, shares, strict=True)), draw(st.floats(0.5, 1e4)))


@settings(deadline=None)
@given(weight_sets(), st.integers(0, 2**64 - 1), st.integers(1, 200))
def test_weights_sum_to_one_and_are_the_same_for_the_same_seed(weight_set: WeightSet, seed, count):
    drawn = weight_set.draw(count, seed)
    assert drawn.shape == (count, len(weight_set.names))
    assert (drawn >= 0.0).all()
    assert drawn.sum(axis=1) == pytest.approx(1.0, abs=1e-12)
    assert np.array_equal(drawn, weight_set.draw(count, seed))
    assert np.array_equal(drawn[: count // 2], weight_set.draw(count, seed)[: count // 2])


def test_another_seed_draws_others_and_more_draws_begin_alike():
    weight_set = any_weights(NAMES)
    assert not np.array_equal(weight_set.draw(100, 0), weight_set.draw(100, 1))
    assert np.array_equal(weight_set.draw(1000, 5)[:100], weight_set.draw(100, 5))


def test_any_weights_have_the_moments_of_the_simplex():
    drawn = any_weights(NAMES).draw(40_000, 1)
    assert drawn.mean(axis=0) == pytest.approx(0.25, abs=0.004)
    # Dirichlet(1, 1, 1, 1): variance 3/80
    assert drawn.var(axis=0) == pytest.approx(3 / 80, rel=0.03)


def test_the_mean_of_ordered_weights_is_the_published_centroid():
    drawn = weights_in_order(NAMES, ("fit", "days", "minutes", "rent")).draw(40_000, 2)
    fit, days, minutes, rent = (drawn[:, NAMES.index(name)] for name in ("fit", "days", "minutes", "rent"))
    assert (fit >= days).all()
    assert (days >= minutes).all()
    assert (minutes >= rent).all()
    assert [one.mean() for one in (fit, days, minutes, rent)] == pytest.approx(CENTROID, abs=0.003)


def test_criteria_outside_the_order_are_free():
    drawn = weights_in_order(NAMES, ("rent", "days")).draw(20_000, 3)
    assert (drawn[:, 1] >= drawn[:, 0]).all()
    # What is not named has the mean that it has without any order; the named share theirs as 3 to 1.
    assert drawn.mean(axis=0) == pytest.approx([0.125, 0.375, 0.25, 0.25], abs=0.005)


def test_weights_about_stated_ones_have_their_mean_and_the_stated_spread():
    weight_set = weights_around(STATED, 50.0)
    drawn = weight_set.draw(40_000, 4)
    stated = np.array(list(STATED.values()))
    assert drawn.mean(axis=0) == pytest.approx(stated, abs=0.003)
    assert drawn.var(axis=0) == pytest.approx(stated * (1 - stated) / 51, rel=0.04)
    none = weights_around({"days": 1.0, "rent": 0.0}).draw(10, 0)
    assert none.tolist() == [[1.0, 0.0]] * 10


def test_bounds_cut_any_set_without_bending_it():
    bounds = {"days": (0.2, 0.5), "rent": (0.0, 0.3)}
    drawn = any_weights(NAMES, bounds).draw(5_000, 5)
    assert len(drawn) == 5_000
    assert ((drawn[:, 0] >= 0.2) & (drawn[:, 0] <= 0.5) & (drawn[:, 1] <= 0.3)).all()
    free = any_weights(NAMES).draw(60_000, 6)
    kept = free[(free[:, 0] >= 0.2) & (free[:, 0] <= 0.5) & (free[:, 1] <= 0.3)]
    assert drawn.mean(axis=0) == pytest.approx(kept.mean(axis=0), abs=0.01)
    ordered = weights_in_order(NAMES, NAMES, {"minutes": (0.1, 1.0)}).draw(200, 7)
    assert (np.diff(ordered, axis=1) <= 0).all()
    assert (ordered[:, 3] >= 0.1).all()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: any_weights(()), "weights_none"),
        (lambda: weights_in_order(NAMES, ("rent", "rent")), "weights_order"),
        (lambda: weights_in_order(NAMES, ("colour",)), "weights_order"),
        (lambda: weights_around(STATED, 0.0), "weights_concentration"),
        (lambda: weights_around(STATED, float("nan")), "weights_concentration"),
        (lambda: weights_around({"days": 0.5, "rent": 0.6}), "weights_sum"),
        (lambda: weights_around({"days": 1.5, "rent": -0.5}), "weights_sum"),
        (lambda: any_weights(NAMES, {"days": (0.5, 0.2)}), "weights_bounds"),
        (lambda: any_weights(NAMES, {"days": (float("nan"), 1.0)}), "weights_bounds"),
        (lambda: any_weights(NAMES, {"colour": (0.0, 1.0)}), "weights_unknown"),
        (
            lambda: any_weights(NAMES, dict.fromkeys(NAMES, (0.9, 1.0))).draw(10, 0),
            "weights_bounds_empty",
        ),
    ],
)
def test_a_set_without_weights_is_refused_in_words(make, code):
    with pytest.raises(Refusal) as refused:
        make()
    assert refused.value.problem.code == code
    assert all(refused.value.problem.text(language) for language in ("zh", "en"))


def test_a_set_says_what_it_is():
    assert any_weights(NAMES).to_json() == {"kind": "uniform"}
    assert weights_around(STATED, 20.0).to_json() == {
        "kind": "around",
        "weights": STATED,
        "concentration": 20.0,
    }
    assert weights_in_order(NAMES, ("fit", "rent"), {"fit": (0.1, 0.6)}).to_json() == {
        "kind": "ordinal",
        "order": ["fit", "rent"],
        "bounds": {"days": [0.0, 1.0], "rent": [0.0, 1.0], "fit": [0.1, 0.6], "minutes": [0.0, 1.0]},
    }
