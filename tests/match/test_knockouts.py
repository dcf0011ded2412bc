"""Is three-valued logic exact: yes when every number the facts allow passes, no when none does, else unknown?"""

from itertools import product
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from yuantu.match.catalogue import NO, UNKNOWN, YES, Catalogue, Flag, Interval, Label, interval
from yuantu.match.knockouts import MustHave, MustKnow, OneOf, Test, Within, eliminate

GRID = range(6)


def catalogue(**columns: Interval | Flag | Label) -> Catalogue:
    sizes = {
        len(getattr(one, "low", getattr(one, "state", getattr(one, "codes", [])))) for one in columns.values()
    }
    return Catalogue([f"c-{n}" for n in range(sizes.pop())], dict(columns))


def exact(passes: set[bool]) -> np.int8:
    """The verdict over all completions: one that all share, or unknown."""
    return UNKNOWN if len(passes) > 1 else YES if passes == {True} else NO


def state(test: Test, **columns: Interval | Flag | Label) -> list[int]:
    found: list[int] = eliminate((test,), catalogue(**columns)).state.tolist()
    return found


bound = st.none() | st.sampled_from(GRID).map(float)


@given(low=bound, high=bound)
def test_a_range_test_agrees_with_trying_every_completion(low: float | None, high: float | None):
    assume(low is None or high is None or low <= high)  # crossed bounds are a contradiction of the brief
    pairs = [(float(a), float(b)) for a, b in product(GRID, GRID) if a <= b]
    found = state(Within("x", "x", low, high), x=interval(pairs))
    for (first, last), verdict in zip(pairs, found, strict=True):
        # Between two whole numbers nothing changes: bounds are whole too.
        numbers = [n / 2 for n in range(int(first * 2), int(last * 2) + 1)]
        passes = {(low is None or low <= n) and (high is None or n <= high) for n in numbers}
        assert verdict == exact(passes), (first, last, low, high)


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (None, UNKNOWN),
        ((None, None), UNKNOWN),
        ((12.0, None), YES),
        ((10.0, None), YES),
        ((9.0, None), UNKNOWN),
        ((None, 9.0), NO),
        ((None, 10.0), UNKNOWN),
        ((None, 12.0), UNKNOWN),
    ],
)
def test_open_sides_are_completed_to_infinity(pair, expected):
    assert state(Within("x", "x", 10.0, None), x=interval([pair])) == [expected]


def test_an_unknown_number_neither_passes_nor_fails_whatever_is_asked():
    unknown = interval([None])
    for low, high in product((None, 0.0, 10.0), repeat=2):
        test = Within("x", "x", low, high)
        assert state(test, x=unknown) == [UNKNOWN]
        assert eliminate((test,), Catalogue(["c-0"], {})).state.tolist() == [UNKNOWN], "a missing column too"


intervals = st.tuples(*[st.sampled_from([None, (0.0, 1.0), (2.0, 2.0), (1.0, 3.0), (4.0, 4.0)])] * 3)


@given(st.lists(intervals, min_size=1, max_size=6))
def test_a_candidate_passes_when_all_tests_say_yes_and_fails_when_one_says_no(rows):
    tests = tuple(Within(name, name, 2.0, 3.0) for name in "abc")
    columns = {name: interval([row[place] for row in rows]) for place, name in enumerate("abc")}
    verdict = eliminate(tests, catalogue(**columns))
    for row in range(len(rows)):
        each = [outcome.state[row] for outcome in verdict.outcomes]
        expected = NO if NO in each else UNKNOWN if UNKNOWN in each else YES
        assert verdict.state[row] == expected
        failed = verdict.first_failed(row)
        assert (failed.test if failed else None) == next(
            (test for test, one in zip(tests, each, strict=True) if one == NO), None
        )
        assert [one.test for one in verdict.unknown(row)] == [
            test for test, one in zip(tests, each, strict=True) if one == UNKNOWN
        ]


def test_no_test_at_all_lets_everything_pass():
    assert eliminate((), Catalogue(["a", "b"], {})).state.tolist() == [YES, YES]


def test_a_near_miss_says_how_far_it_is_from_passing():
    """9,600 ㎡ where at least 10,000 are asked for: 400 ㎡ short, 4 %."""
    outcome = eliminate(
        (Within("area", "area", 10_000.0, None, "m2"),), catalogue(area=interval([(9600.0, 9600.0)]))
    ).outcomes[0]
    assert outcome.state.tolist() == [NO]
    assert outcome.distance.tolist() == [-400.0]
    assert outcome.ratio.tolist() == [-0.04]


def test_distance_is_measured_from_the_best_that_the_facts_allow():
    test = Within("x", "x", 10.0, 20.0)
    rows = [(7.0, 9.0), (22.0, 30.0), (12.0, 15.0), (9.0, 11.0), None]
    outcome = eliminate((test,), catalogue(x=interval(rows))).outcomes[0]
    assert outcome.distance[:2].tolist() == [-1.0, 2.0]
    assert outcome.ratio[:2].tolist() == [-0.1, 0.1]
    assert np.isnan(outcome.distance[2:]).all()
    assert np.isnan(outcome.ratio[2:]).all()


def test_a_scale_takes_the_place_of_the_bound_and_a_bound_of_zero_has_no_ratio():
    late = catalogue(days=interval([(73.0, 73.0)]))
    scaled = eliminate((Within("d", "days", None, 0.0, "d", scale=365.0),), late).outcomes[0]
    assert (scaled.distance.tolist(), scaled.ratio.tolist()) == ([73.0], [0.2])
    plain = eliminate((Within("d", "days", None, 0.0, "d"),), late).outcomes[0]
    assert np.isnan(plain.ratio).all()
    assert plain.distance.tolist() == [73.0]


def label(*rows: tuple[frozenset[str], ...] | None) -> Label:
    """One code per row; a row of several groups is a dispute between them."""
    groups = tuple(row or () for row in rows)
    codes = np.array([place if row else -1 for place, row in enumerate(rows)], dtype=np.int32)
    return Label(codes, tuple(str(place) for place in range(len(rows))), groups)


MEMBERS = ("a", "b", "c")
subsets = st.sets(st.sampled_from(MEMBERS)).map(frozenset)


@given(
    alternatives=st.lists(st.sampled_from(MEMBERS).map(lambda one: frozenset({one})), min_size=1, max_size=3),
    allowed=subsets,
    excluded=subsets,
)
def test_a_choice_agrees_with_trying_every_alternative(alternatives, allowed, excluded):
    found = state(OneOf("x", "x", allowed, excluded), x=label(tuple(alternatives)))
    passes = {(not allowed or bool(group & allowed)) and not group & excluded for group in alternatives}
    assert found == [exact(passes)]


def test_a_region_is_found_through_everything_it_lies_in():
    town = frozenset({"r-town", "r-county", "r-city"})
    regions = label((town,), (frozenset({"r-city"}),), (frozenset({"r-other"}),), None)
    assert state(OneOf("r", "r", frozenset({"r-city"})), r=regions) == [YES, YES, NO, UNKNOWN]
    assert state(OneOf("r", "r", frozenset({"r-county"})), r=regions) == [YES, NO, NO, UNKNOWN]


def test_an_excluded_region_excludes_all_that_lies_in_it():
    town = frozenset({"r-town", "r-county", "r-city"})
    regions = label((town,), (frozenset({"r-city"}),), (frozenset({"r-other"}),), None)
    excluded = frozenset({"r-county"})
    assert state(OneOf("r", "r", excluded=excluded), r=regions) == [NO, YES, YES, UNKNOWN]
    assert state(OneOf("r", "r", frozenset({"r-city"}), excluded), r=regions) == [NO, YES, NO, UNKNOWN]


def test_a_label_that_no_candidate_has_is_unknown():
    assert state(OneOf("r", "missing", frozenset({"x"})), r=label(None, None)) == [UNKNOWN, UNKNOWN]


def test_a_flag_is_yes_no_or_unknown():
    flags = Flag(np.array([1, 0, -1], dtype=np.int8))
    assert state(MustHave("gas", "gas"), gas=flags) == [YES, UNKNOWN, NO]
    assert state(MustHave("gas", "other"), gas=flags) == [UNKNOWN] * 3


def test_what_must_be_known_never_rejects():
    columns: dict[str, Any] = {
        "number": interval([(1.0, 1.0), None]),
        "flag": Flag(np.array([-1, 0], dtype=np.int8)),
        "label": label((frozenset({"a"}),), None),
    }
    forms: tuple[Literal["number", "flag", "label"], ...] = ("number", "flag", "label")
    for form in forms:
        assert state(MustKnow("x", form, form), **columns) == [YES, UNKNOWN]


def test_one_near_miss_comes_before_two_and_a_wrong_kind_after_a_miss_of_any_size():
    columns: dict[str, Any] = {
        "x": interval([(0.1, 0.1), (9.9, 9.9), (9.6, 9.6), (10.0, 10.0)]),
        "y": interval([(10.0, 10.0), (9.9, 9.9), (10.0, 10.0), (10.0, 10.0)]),
        "kind": label(*[(frozenset({"plant"}),)] * 3, (frozenset({"parcel"}),)),
    }
    tests = (Within("x", "x", 10.0), Within("y", "y", 10.0), OneOf("kind", "kind", frozenset({"plant"})))
    near = eliminate(tests, catalogue(**columns)).nearness()
    assert np.argsort(near, stable=True).tolist() == [2, 0, 1, 3]
