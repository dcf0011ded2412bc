"""Are the three lists complete, short, and always in the same order?"""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from yuantu.match.catalogue import Catalogue, interval
from yuantu.match.knockouts import MustKnow, Within
from yuantu.match.knots import line
from yuantu.match.scoring import Criterion
from yuantu.match.shortlist import TOP, draw_shortlist

TESTS = (Within("x", "x", 5.0), MustKnow("y", "y"))
CRITERIA = (Criterion("score", "score", 1.0, line(0.0, 10.0)),)
LISTS = ("passed", "to_verify", "rejected")

small = st.none() | st.integers(0, 10).map(lambda one: (float(one), float(one)))
rows = st.lists(st.tuples(small, small, small), max_size=14)


def table(rows):
    columns = {name: interval([row[n] for row in rows]) for n, name in enumerate(("x", "y", "score"))}
    return Catalogue([str(n) for n in range(len(rows))], dict(columns))


@given(rows)
def test_every_candidate_is_in_exactly_one_list_and_counts_are_totals(rows):
    drawn = draw_shortlist(table(rows), TESTS, CRITERIA, top=99)
    everyone = [row for name in LISTS for row in getattr(drawn, name)]
    assert sorted(everyone) == list(range(len(rows)))
    assert drawn.counts == {"candidates": len(rows)} | {name: len(getattr(drawn, name)) for name in LISTS}


@given(rows, st.integers(1, 6))
def test_top_shortens_the_lists_and_changes_neither_order_nor_counts(rows, top):
    whole = draw_shortlist(table(rows), TESTS, CRITERIA, top=99)
    short = draw_shortlist(table(rows), TESTS, CRITERIA, top=top)
    for name in LISTS:
        assert getattr(short, name) == getattr(whole, name)[:top]
    assert short.counts == whole.counts


@given(rows)
def test_lists_are_in_their_order_and_equals_in_the_order_of_the_catalogue(rows):
    drawn = draw_shortlist(table(rows), TESTS, CRITERIA, top=99)
    merit, near = drawn.scores.middle(), drawn.verdict.nearness()
    doubts = [len(drawn.verdict.unknown(row)) for row in range(len(rows))]
    keys = {
        "passed": lambda row: (-merit[row], row),
        "to_verify": lambda row: (doubts[row], -merit[row], row),
        "rejected": lambda row: (near[row], -merit[row], row),
    }
    for name, key in keys.items():
        found = list(getattr(drawn, name))
        assert found == sorted(found, key=key)


def test_five_is_the_most_unless_more_are_asked_for():
    rows = [((9.0, 9.0), (1.0, 1.0), (float(n), float(n))) for n in range(8)]
    assert TOP == 5
    assert draw_shortlist(table(rows), TESTS, CRITERIA).passed == (7, 6, 5, 4, 3)


def test_a_difference_in_the_last_bit_is_a_tie():
    third = 1 / 3
    rows = [((9.0, 9.0), (1.0, 1.0), (one, one)) for one in (third, np.nextafter(third, 1.0))]
    assert draw_shortlist(table(rows), TESTS, CRITERIA).passed == (0, 1)


def test_nothing_to_choose_from_is_three_empty_lists():
    drawn = draw_shortlist(table([]), TESTS, CRITERIA)
    assert (drawn.passed, drawn.to_verify, drawn.rejected) == ((), (), ())
    assert set(drawn.counts.values()) == {0}
