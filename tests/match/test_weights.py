"""Do weights sum to one, do published comparisons give the published weights, and is nonsense refused in words?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.errors import Refusal
from yuantu.match.weights import weigh_by_pairs, weigh_by_swings, weigh_directly

# T. L. Saaty (2008): Decision making with the analytic hierarchy process, Int. J. Services Sciences 1(1):83–98,
# “Which drink is consumed more in the USA?”: the matrix, the derived scale and the consistency ratio 0.022.
DRINKS = ("coffee", "wine", "tea", "beer", "sodas", "milk", "water")
DRINK_PAIRS = (
    (1, 9, 5, 2, 1, 1, 1 / 2),
    (1 / 9, 1, 1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9),
    (1 / 5, 3, 1, 1 / 3, 1 / 4, 1 / 3, 1 / 9),
    (1 / 2, 9, 3, 1, 1 / 2, 1, 1 / 3),
    (1, 9, 4, 2, 1, 2, 1 / 2),
    (1, 9, 3, 1, 1 / 2, 1, 1 / 3),
    (2, 9, 9, 3, 2, 3, 1),
)
DRINK_SCALE = (0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327)
# T. L. Saaty (1990): How to make a decision: the analytic hierarchy process, European Journal of Operational Research
# 48:9–26, the buying of a house: eigenvalue 9.669, index 0.238, ratio 0.169.
HOUSE = ("size", "transport", "neighbourhood", "age", "yard", "facilities", "condition", "financing")
HOUSE_PAIRS = (
    (1, 5, 3, 7, 6, 6, 1 / 3, 1 / 4),
    (1 / 5, 1, 1 / 3, 5, 3, 3, 1 / 5, 1 / 7),
    (1 / 3, 3, 1, 6, 3, 4, 6, 1 / 5),
    (1 / 7, 1 / 5, 1 / 6, 1, 1 / 3, 1 / 4, 1 / 7, 1 / 8),
    (1 / 6, 1 / 3, 1 / 3, 3, 1, 1 / 2, 1 / 5, 1 / 6),
    (1 / 6, 1 / 3, 1 / 4, 4, 2, 1, 1 / 5, 1 / 6),
    (3, 5, 1 / 6, 7, 5, 5, 1, 1 / 2),
    (4, 7, 5, 8, 6, 6, 2, 1),
)
HOUSE_SCALE = (0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333)


def test_the_drinks_of_saaty_2008():
    judged = weigh_by_pairs(DRINKS, DRINK_PAIRS)
    assert judged.weights.round(3).tolist() == list(DRINK_SCALE)
    assert round(judged.ratio, 3) == 0.022
    assert judged.warnings == ()


def test_the_house_of_saaty_1990_is_used_with_a_warning_that_names_the_worst_pair():
    judged = weigh_by_pairs(HOUSE, HOUSE_PAIRS)
    assert judged.weights.round(3).tolist() == list(HOUSE_SCALE)
    assert round(judged.eigenvalue, 3) == 9.669
    assert round(judged.index, 3) == 0.238
    assert round(judged.ratio, 3) == 0.169
    (warning,) = judged.warnings
    assert (warning.code, warning.severity) == ("weights_inconsistent", "warning")
    assert {warning.params["first"], warning.params["second"]} == {"neighbourhood", "condition"}
    assert "0.17" in warning.text("zh")
    assert "0.17" in warning.text("en")


@given(st.lists(st.floats(0.05, 20.0), min_size=1, max_size=9))
def test_comparisons_that_agree_give_back_the_weights_that_they_were_made_from(weights):
    pairs = [[one / other for other in weights] for one in weights]
    judged = weigh_by_pairs([str(n) for n in range(len(weights))], pairs)
    assert judged.weights == pytest.approx(np.array(weights) / sum(weights), rel=1e-6)
    assert judged.eigenvalue == pytest.approx(len(weights))
    assert judged.ratio == pytest.approx(0.0, abs=1e-9)
    assert judged.warnings == ()


def test_a_rounded_reciprocal_is_understood():
    exact = weigh_by_pairs("ab", [[1, 3], [1 / 3, 1]])
    rounded = weigh_by_pairs("ab", [[1, 3], [0.33, 1]])
    assert rounded.weights == pytest.approx(exact.weights, abs=0.002)


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ([[1, 3], [3, 1]], "weights_reciprocal"),
        ([[2, 3], [1 / 3, 1]], "weights_reciprocal"),
        ([[1, 0], [0, 1]], "weights_pair"),
        ([[1, -3], [-1 / 3, 1]], "weights_pair"),
        ([[1, float("nan")], [1, 1]], "weights_pair"),
        ([[1, float("inf")], [0, 1]], "weights_pair"),
        ([[1, 3]], "weights_shape"),
        ([[1, 3], [1 / 3]], "weights_shape"),
        ([], "weights_shape"),
    ],
)
def test_comparisons_that_mean_nothing_are_refused(pairs, code):
    with pytest.raises(Refusal) as refused:
        weigh_by_pairs("ab", pairs)
    assert refused.value.problem.code == code
    assert refused.value.problem.text("zh") != refused.value.problem.text("en")


def test_too_many_and_none_to_compare_are_refused():
    with pytest.raises(Refusal, match="at most 15"):
        weigh_by_pairs([str(n) for n in range(16)], [[1.0] * 16] * 16)
    with pytest.raises(Refusal, match="no criterion"):
        weigh_by_pairs([], [])


@given(
    st.dictionaries(st.text(min_size=1), st.floats(0.0, 1e300), min_size=1).filter(
        lambda one: any(one.values())
    )
)
def test_plain_numbers_become_weights_in_their_proportion(numbers):
    weights = weigh_directly(numbers)
    assert sum(weights.values()) == pytest.approx(1.0)
    largest = max(numbers.values())
    assert all(
        weights[name] == pytest.approx(number / largest * max(weights.values()))
        for name, number in numbers.items()
    )


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        ({}, "weights_none"),
        ({"rent": 0.0, "days": 0.0}, "weights_all_zero"),
        ({"rent": 1.0, "days": -0.1}, "weights_number"),
        ({"rent": 1.0, "days": float("nan")}, "weights_number"),
        ({"rent": 1.0, "days": float("inf")}, "weights_number"),
    ],
)
def test_numbers_that_are_no_weights_are_refused(numbers, code):
    for weigh in (weigh_directly, weigh_by_swings):
        with pytest.raises(Refusal) as refused:
            weigh(numbers)
        assert refused.value.problem.code == code


def test_swings_are_measured_against_a_hundred():
    assert weigh_by_swings({"days": 100.0, "rent": 60.0, "fit": 40.0}) == pytest.approx(
        {"days": 0.5, "rent": 0.3, "fit": 0.2}
    )
    for wrong in ({"days": 90.0, "rent": 60.0}, {"days": 100.0, "rent": 120.0}):
        with pytest.raises(Refusal, match="write 100"):
            weigh_by_swings(wrong)
