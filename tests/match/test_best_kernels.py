"""Do index, scan and numpy name the same best candidates as the tests and scores of the engine themselves?"""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yuantu.engines.native import building
from yuantu.engines.native.library import available, instruction_set
from yuantu.match.catalogue import YES, Catalogue, Flag, Interval, Label
from yuantu.match.kernels import best as ways
from yuantu.match.kernels import listed as listed_rows
from yuantu.match.kernels.best import find_best
from yuantu.match.kernels.demands import Demand, gather
from yuantu.match.kernels.index import Index
from yuantu.match.kernels.plain import find_plainly
from yuantu.match.knockouts import MustHave, MustKnow, OneOf, Within, eliminate
from yuantu.match.scoring import Criterion, normalise, score
from yuantu.match.shortlist import draw_shortlist

SOURCE = Path(__file__).parents[2] / "src"
EDGES = (0, 1, 7, 8, 9, 31, 33, 63, 64, 65, 255, 256, 257, 1023, 1025, 2047, 2048, 2049, 8191, 8193)
NUMBERS = ("exact", "steps", "open", "wide", "empty")
MEMBERS = 300


def draw_numbers(rng, count, missing):
    """Exact numbers, the same with many ties, intervals open on a side, wide intervals, and nothing at all."""
    exact = rng.normal(50, 20, count)
    exact[rng.random(count) < missing] = np.nan
    steps = np.round(exact / 25) * 25
    steps[rng.random(count) < 0.02] = np.inf
    low, high = exact.copy(), exact.copy()
    side = rng.random(count)
    low[(side < 0.2) & ~np.isnan(exact)] = -np.inf
    high[(side > 0.8) & ~np.isnan(exact)] = np.inf
    width = rng.exponential(10, count) * (rng.random(count) < 0.5)
    return {
        "exact": Interval(exact, exact),
        "steps": Interval(steps, steps.copy()),
        "open": Interval(low, high),
        "wide": Interval(exact - width, exact + width),
        "empty": Interval(np.full(count, np.nan), np.full(count, np.nan)),
    }


def draw_catalogue(seed, count, missing):
    rng = np.random.default_rng(seed)
    columns = dict(draw_numbers(rng, count, missing))
    columns["flag"] = Flag(rng.integers(-1, 2, count).astype(np.int8))
    for name, members in (("few", 5), ("many", MEMBERS)):
        codes = rng.integers(0, members, count).astype(np.int32)
        codes[rng.random(count) < missing] = -1
        # Every third member is said differently by two sources.
        groups = tuple(
            (frozenset({str(code)}), frozenset({str(code + 1)}))
            if code % 3 == 0
            else (frozenset({str(code)}),)
            for code in range(members)
        )
        columns[name] = Label(codes, tuple(map(str, range(members))), groups)
    return Catalogue(np.arange(count), columns)


bound = st.one_of(
    st.none(),
    st.sampled_from([-np.inf, 0.0, 25.0, 50.0, 75.0, np.inf]),
    st.floats(-20, 120).map(lambda one: round(one, 3)),
)
number_test = st.builds(
    lambda column, low, high, scale: Within(column, column, low, high, "", scale),
    st.sampled_from((*NUMBERS, "nowhere")),
    bound,
    bound,
    st.sampled_from([None, 10.0, 365.0]),
)
labels = st.frozensets(st.integers(0, MEMBERS).map(str), max_size=60)
label_test = st.builds(
    lambda column, allowed, excluded: OneOf(column, column, allowed, excluded),
    st.sampled_from(["few", "many", "nowhere"]), labels, labels,
)  # fmt: skip
other_test = st.sampled_from(
    [
        MustHave("f", "flag"), MustHave("l", "flag", wanted=False), MustHave("n", "nowhere"),
        MustKnow("k", "open"), MustKnow("kf", "flag", "flag"), MustKnow("kl", "many", "label"),
        MustKnow("kn", "nowhere"),
    ]
)  # fmt: skip
knots = st.integers(2, 8).flatmap(
    lambda count: st.tuples(
        st.lists(st.integers(-20, 140), min_size=count, max_size=count, unique=True).map(sorted),
        st.lists(st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 1.0]), min_size=count, max_size=count),
    )
).map(lambda pair: tuple((float(at), value) for at, value in zip(*pair, strict=True)))  # fmt: skip
criterion = st.builds(
    lambda column, weight, through: Criterion(column, column, weight, through),
    st.sampled_from((*NUMBERS, "nowhere")), st.floats(0.01, 1), knots,
)  # fmt: skip
demand = st.builds(
    lambda tests, criteria: Demand(tuple(tests), normalise(tuple(criteria))),
    st.lists(st.one_of(number_test, label_test, other_test), max_size=4),
    st.lists(criterion, max_size=5),
)


def judge(catalogue, asked, most):
    """Rows and scores straight from the engine's tests and scores, over the whole catalogue at once."""
    passed = np.flatnonzero(eliminate(asked.tests, catalogue).state == YES)
    middle = score(asked.criteria, catalogue).middle()[passed]
    order = np.lexsort((passed, -np.round(middle, 12)))[:most]
    return passed[order].tolist(), middle[order].tolist()


def listed(best, place):
    there = best.rows[place] >= 0
    assert not there[1:][~there[:-1]].any(), "what is not filled stands at the end"
    assert np.isnan(best.scores[place][~there]).all()
    return best.rows[place][there].tolist(), best.scores[place][there].tolist()


def answers(catalogue, demands, most):
    yield "plain", find_plainly(catalogue, demands, most)
    yield "scan", find_best(catalogue, demands, most)
    yield "index", find_best(Index(catalogue), demands, most)


@settings(max_examples=150, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1), count=st.sampled_from(EDGES), missing=st.sampled_from([0.0, 0.2, 0.9]),
    asked=st.lists(demand, min_size=1, max_size=6), most=st.sampled_from([1, 3, 10, 100]),
)  # fmt: skip
def test_all_ways_name_the_rows_of_the_engine_with_its_very_scores(seed, count, missing, asked, most):
    catalogue = draw_catalogue(seed, count, missing)
    demands = gather(asked)
    for way, best in answers(catalogue, demands, most):
        for place, one in enumerate(asked):
            assert listed(best, place) == judge(catalogue, one, most), f"{way}, demand {place}"


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), asked=st.lists(demand, min_size=20, max_size=40))
def test_threads_and_tiles_change_nothing(seed, asked):
    catalogue = draw_catalogue(seed, 9000, 0.2)
    once = find_plainly(catalogue, gather(asked), 10)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ways, "ALONE", 0)
        patch.setattr(ways, "TILE", 3)
        patch.setenv("YUANTU_THREADS", "3")
        for count in (1, 4, len(asked)):
            demands = gather(asked[:count])
            for best in (find_best(catalogue, demands, 10), find_best(Index(catalogue), demands, 10)):
                assert best.rows.tolist() == once.rows[:count].tolist()
                assert np.array_equal(best.scores, once.scores[:count], equal_nan=True)


def test_equal_candidates_come_in_the_order_of_the_catalogue():
    column = Interval(np.zeros(5000), np.zeros(5000))
    catalogue = Catalogue(np.arange(5000), {"x": column})
    alike = Demand((), normalise((Criterion("x", "x", 1.0, ((-1.0, 0.0), (1.0, 1.0))),)))
    for way, best in answers(catalogue, gather([alike]), 7):
        assert best.rows[0].tolist() == list(range(7)), way


def test_a_difference_in_the_thirteenth_digit_is_none():
    numbers = np.array([0.5, 0.5 + 3e-14, 0.5 - 3e-14, 0.5 + 2e-12])
    catalogue = Catalogue(np.arange(4), {"x": Interval(numbers, numbers)})
    asked = gather([Demand((), (Criterion("x", "x", 1.0, ((0.0, 0.0), (1.0, 1.0))),))])
    for way, best in answers(catalogue, asked, 4):
        assert best.rows[0].tolist() == [3, 0, 1, 2], way


@pytest.mark.parametrize("missing", [0.0, 0.2])
@pytest.mark.parametrize(
    "columns", [("exact",), ("exact", "steps"), ("exact", "open"), ("wide", "exact", "open")]
)
def test_no_row_that_scores_hardly_more_than_the_last_is_lost(columns, missing):
    catalogue = draw_catalogue(11, 20_000, missing)
    line = ((-30.0, 0.0), (130.0, 1.0))
    asked = Demand((), normalise(tuple(Criterion(name, name, 1.0, line) for name in columns)))
    for way, best in answers(catalogue, gather([asked]), 500):
        assert listed(best, 0) == judge(catalogue, asked, 500), way


def test_more_than_eight_knots_are_answered_all_the_same():
    through = tuple((float(at), (at % 3) / 2) for at in range(12))
    catalogue = draw_catalogue(1, 300, 0.1)
    asked = Demand((), (Criterion("exact", "exact", 1.0, through),))
    assert listed(find_best(Index(catalogue), gather([asked]), 5), 0) == judge(catalogue, asked, 5)


def test_no_demand_gets_no_answer():
    catalogue = draw_catalogue(1, 300, 0.1)
    for way, best in answers(catalogue, gather([]), 5):
        assert best.rows.shape == best.scores.shape == (0, 5), way


def test_demands_that_ask_the_same_share_slots_and_keep_the_order_of_their_criteria():
    line = ((0.0, 0.0), (1.0, 1.0))
    first = tuple(Criterion(name, name, 0.5, line) for name in "ab")
    other = tuple(Criterion(name, name, 0.5, line) for name in "ba")
    asked = gather([Demand((), first), Demand((), other), Demand((), first)])
    assert asked.criteria == ("a", "b", "a")
    assert [[one.column for one in asked.demand(row).criteria] for row in range(3)] == [
        ["a", "b"], ["b", "a"], ["a", "b"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("criteria", "words"),
    [
        ((Criterion("x", "x", 0.7, ((0.0, 0.0), (1.0, 1.0))),), "sum to one"),
        ((Criterion("x", "x", np.nan, ((0.0, 0.0), (1.0, 1.0))),), "numbers"),
        ((Criterion("x", "x", 1.0, ((1.0, 0.0), (1.0, 1.0))),), "rise"),
        ((Criterion("x", "x", 1.0, ((0.0, 0.0), (1.0, 2.0))),), "rise"),
        ((Criterion("x", "x", 1.0, ((0.0, 0.0),)),), "two knots"),
    ],
)
def test_demands_that_make_no_sense_are_refused_before_c_sees_them(criteria, words):
    with pytest.raises(ValueError, match=words):
        gather([Demand((), criteria)])


LEVELS = """
import json, sys
sys.path.insert(0, {tests!r})
from test_best_kernels import draw_catalogue, gather, find_best, Index, Demand, Criterion, Within, OneOf, normalise
catalogue = draw_catalogue(7, 8193, 0.2)
line = ((10.0, 0.0), (40.0, 1 / 3), (90.0, 1.0))
demands = gather([
    Demand((Within("w", "wide", None, float(20 + at)), OneOf("m", "many", frozenset(map(str, range(at, 200))))),
           normalise(tuple(Criterion(name, name, 1.0 + at % 3, line) for name in ("exact", "open", "wide"))))
    for at in range(60)
])
found = [find_best(one, demands, 10) for one in (catalogue, Index(catalogue))]
print(json.dumps([[best.rows.tolist(), [one.hex() for one in best.scores.ravel().tolist()]] for best in found]))
"""


@pytest.mark.skipif(not available(), reason="no library was built from these sources (make native)")
def test_every_instruction_set_gives_the_same_bits():
    seen = []
    for level in ("0", *building.LEVELS):
        variables = {**os.environ, "PYTHONPATH": str(SOURCE), "YUANTU_NATIVE": level}
        code = LEVELS.format(tests=str(Path(__file__).parent))
        done = subprocess.run(
            [sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=True
        )
        seen.append(json.loads(done.stdout))
    assert instruction_set() in building.LEVELS
    assert all(one == seen[0] for one in seen[1:])
    assert seen[0][0] == seen[0][1]


@settings(max_examples=100, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1), count=st.sampled_from(EDGES), missing=st.sampled_from([0.0, 0.2, 0.9]),
    asked=demand, top=st.sampled_from([1, 3, 10, 100]), threads=st.sampled_from(["1", "3"]),
)  # fmt: skip
def test_a_shortlist_drawn_from_the_listed_rows_is_the_one_drawn_from_all(
    seed, count, missing, asked, top, threads
):
    catalogue = draw_catalogue(seed, count, missing)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listed_rows, "LARGE", 0)
        patch.setattr(listed_rows, "ALONE", 0)
        patch.setenv("YUANTU_THREADS", threads)
        listed = listed_rows.find_listed(catalogue, asked.tests, asked.criteria, top)
    assert len(listed) <= 3 * top or not available()
    whole = draw_shortlist(catalogue, asked.tests, asked.criteria, top)
    few = draw_shortlist(catalogue.take(listed), asked.tests, asked.criteria, top)
    for name in ("passed", "to_verify", "rejected"):
        assert tuple(listed[list(getattr(few, name))].tolist()) == getattr(whole, name), name
