"""Does each relaxation, when it is really made, admit exactly whom it says?"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.match.catalogue import UNKNOWN, YES, Catalogue, Flag, Label, interval
from yuantu.match.knockouts import MustHave, MustKnow, OneOf, Test, Within, eliminate
from yuantu.match.relaxing import Relaxation, Step, relax

AREA = Within("area", "area", 10_000.0, None, "m2")
RENT = Within("rent", "rent", None, 25.0, "CNY/m2/month")
REGION = OneOf("region", "region", frozenset({"jm"}), frozenset({"jm-ts"}))
RAIL = MustHave("rail", "rail")
POWER = MustKnow("power", "power")
TESTS = (AREA, RENT, REGION, RAIL, POWER)
TREE = ("jm-xh", "jm-ts", "zs-yz", "zs-sx")

bound = st.one_of(
    st.none(),
    st.integers(0, 12).map(lambda one: (one * 2.5, one * 2.5)),
    st.tuples(st.integers(0, 6), st.integers(6, 12)).map(lambda pair: (pair[0] * 2.5, pair[1] * 2.5)),
    st.integers(0, 12).map(lambda one: (one * 2.5, None)),
)
candidate = st.tuples(bound, bound, st.integers(-1, len(TREE)), st.sampled_from([-1, 0, 1]), bound)


def catalogue(rows) -> Catalogue:
    groups = (*((frozenset({name, name[:2]}),) for name in TREE),
              (frozenset({"jm-xh", "jm"}), frozenset({"zs-yz", "zs"})))  # fmt: skip
    scaled = [None if one[0] is None else tuple(n and n * 500 for n in one[0]) for one in rows]
    return Catalogue(
        [str(at) for at in range(len(rows))],
        {
            "area": interval(scaled),
            "rent": interval([one[1] for one in rows]),
            "region": Label(np.array([one[2] for one in rows], np.int32), (*TREE, "jm-xh|zs-yz"), groups),
            "rail": Flag(np.array([one[3] for one in rows], np.int8)),
            "power": interval([one[4] for one in rows]),
        },
    )


def moved(one: Relaxation, step: Step) -> Test | None:
    match one.side, one.test:
        case "low", Within() as test:
            return replace(test, low=float(step.to))
        case "high", Within() as test:
            return replace(test, high=float(step.to))
        case "allow", OneOf() as test:
            return replace(test, allowed=test.allowed | {str(step.to)})
        case "permit", OneOf() as test:
            return replace(test, excluded=test.excluded - {str(step.to)})
        case _:
            return None


@given(st.lists(candidate, min_size=1, max_size=14))
def test_a_relaxation_that_is_made_admits_exactly_whom_it_says(rows):
    table = catalogue(rows)
    before = eliminate(TESTS, table)
    for one in relax(before, table, steps=99):
        for step in one.steps:
            made = moved(one, step)
            tests = tuple(made if test == one.test else test for test in TESTS)
            after = eliminate(tuple(test for test in tests if test is not None), table)
            gained = np.flatnonzero((after.state == YES) & (before.state != YES))
            assert gained.tolist() == sorted(step.rows)
            assert step.admits == len(step.rows)
            here = TESTS.index(one.test)
            held = np.full(len(rows), YES) if made is None else after.outcomes[here].state
            changed = (held == YES) & (before.outcomes[here].state != YES)
            assert step.verify == int(np.sum(changed & (after.state == UNKNOWN)))


@given(st.lists(candidate, min_size=1, max_size=14))
def test_no_candidate_that_one_move_would_admit_is_left_out(rows):
    table = catalogue(rows)
    before = eliminate(TESTS, table)
    named = {
        row for one in relax(before, table, steps=99) for step in one.steps for row in step.rows
    }  # what some single move admits
    for row in range(len(rows)):
        missed = [one for one in before.outcomes if one.state[row] != YES]
        if len(missed) != 1 or not isinstance(missed[0].test, Within | MustHave):
            continue
        column = table.interval(missed[0].test.column)
        low, high = column.low[row], column.high[row]
        reachable = isinstance(missed[0].test, MustHave) or bool(
            np.isfinite(low) if missed[0].test is AREA else np.isfinite(high)
        )
        assert (row in named) == reachable


@given(st.lists(candidate, min_size=1, max_size=14))
def test_steps_are_cumulative_and_go_outward(rows):
    table = catalogue(rows)
    for one in relax(eliminate(TESTS, table), table):
        assert len(one.steps) <= 5
        if isinstance(one.test, Within):
            counts = [step.admits for step in one.steps]
            assert counts == sorted(set(counts)) or counts == [0]
            ends = [float(step.to) for step in one.steps]
            assert ends == sorted(ends, reverse=one.side == "low")


def plants(*areas: float) -> Catalogue:
    ones = [(area, area) for area in areas]
    return Catalogue([str(at) for at in range(len(ones))], {"area": interval(ones)})


def test_the_near_miss_of_the_notes_four_per_cent_short() -> None:
    table = plants(9600.0, 12_000.0, 9000.0, 9000.0, 100.0)
    (one,) = relax(eliminate((AREA,), table), table, steps=2)
    assert (one.test, one.side) == (AREA, "low")
    assert one.ratio == pytest.approx(0.04)
    assert [(step.to, step.admits, step.verify) for step in one.steps] == [(9600.0, 1, 0), (9000.0, 3, 0)]


def test_what_is_unknown_elsewhere_is_counted_apart() -> None:
    table = Catalogue(["a", "b"], {"area": interval([(9600.0, 9600.0)] * 2), "power": interval([None, None])})
    (one,) = relax(eliminate((AREA, POWER), table), table)
    assert [(step.to, step.admits, step.verify) for step in one.steps] == [(9600.0, 0, 2)]


def test_a_number_without_end_admits_nobody() -> None:
    table = Catalogue(["a"], {"rent": interval([(30.0, None)])})
    assert relax(eliminate((RENT,), table), table) == ()


def test_the_narrowest_place_that_admits_is_named() -> None:
    names = ("zs-yz", "zs-sx", "gz-ns", "jm-xh")  # gd holds jm, which is asked for
    groups = tuple((frozenset({name, name[:2], "gd"}),) for name in names)
    table = Catalogue(list("abcde"), {"region": Label(np.array([0, 0, 1, 2, 3], np.int32), names, groups)})
    (one,) = relax(eliminate((REGION,), table), table)
    assert [(step.to, step.admits) for step in one.steps] == [
        ("zs", 3),
        ("zs-yz", 2),
        ("gz-ns", 1),
        ("zs-sx", 1),
    ]
