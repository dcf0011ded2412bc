"""Is a supposition the answer of the changed question, and is one that cannot be made refused in words?"""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.errors import BadInput
from yuantu.match.catalogue import Catalogue, Column, Flag, interval
from yuantu.match.knockouts import MustHave, Within
from yuantu.match.knots import line
from yuantu.match.questions import Question
from yuantu.match.scoring import Criterion, normalise, score
from yuantu.match.shortlist import draw_shortlist
from yuantu.match.supposing import read_suppositions, suppose

CRITERIA = normalise(
    (Criterion("rent", "rent", 0.5, line(40, 8)), Criterion("days", "days", 0.3, line(365, 0)),
     Criterion("size", "area", 0.2, line(50_000, 10_000)))
)  # fmt: skip
TESTS = (
    Within("area", "area", 10_000.0, None, "m2"),
    Within("power", "power", 500, 900),
    MustHave("rail", "rail"),
)


def question(rents: list[tuple[float, float] | None]) -> Question:
    count = len(rents)
    columns: dict[str, Column] = {
        "rent": interval(rents),
        "rail": Flag(np.zeros(count, dtype=np.int8)),
        "days": interval([(30.0, 30.0)] * count),
        "area": interval([(9600.0 + 500 * at,) * 2 for at in range(count)]),
    }
    ids = [f"s-{at}" for at in range(count)]
    return Question(TESTS, CRITERIA, Catalogue(ids, columns), (), (), date(2026, 11, 22))


def made(asked: Question, *words: str) -> Question:
    return suppose(asked, read_suppositions(words, lambda name: list(asked.candidates.ids).index(name)))


def test_each_way_of_supposing_changes_what_it_names() -> None:
    asked = question([(20.0, 20.0), (15.0, 25.0), None])
    lower = made(asked, "rent=-2").candidates.interval("rent")
    assert lower.low.tolist()[:2] == [18.0, 13.0]
    assert not lower.known[2], "what is unknown stays unknown"
    assert made(asked, "s-2@rent=12").candidates.interval("rent").low.tolist() == [20.0, 15.0, 12.0]
    assert made(asked, "size=+100").candidates.interval("area").low.tolist() == [9700.0, 10_200.0, 10_700.0]
    assert made(asked, "s-1@rail=yes").candidates.flag("rail").state.tolist() == [0, 1, 0]
    assert made(asked, "limit:area=9000").tests[0] == replace(TESTS[0], low=9000.0)
    assert made(asked, "limit:power=400..1000").tests[1] == replace(TESTS[1], low=400.0, high=1000.0)
    assert made(asked, "drop:rail").tests == TESTS[:2]
    weights = [one.weight for one in made(asked, "weight:rent=0.2").criteria]
    assert weights == pytest.approx([0.2, 0.8 * 0.6, 0.8 * 0.4])


@given(
    st.lists(st.one_of(st.none(), st.floats(0, 60).map(lambda one: (one, one))), min_size=1, max_size=6),
    st.floats(-20, 20).map(lambda one: round(one, 2)),
)
def test_lowering_every_rent_is_as_if_it_had_been_stated_lower(rents, by):
    asked = question(rents)
    moved = question([one and (one[0] + by, one[1] + by) for one in rents])
    ours, theirs = (score(one.criteria, one.candidates) for one in (made(asked, f"rent={by:+}"), moved))
    assert ours.low.tolist() == theirs.low.tolist()
    assert ours.high.tolist() == theirs.high.tolist()


def test_a_supposition_leaves_the_question_as_it_was() -> None:
    asked = question([(20.0, 20.0), (30.0, 30.0)])
    before = draw_shortlist(asked.candidates, asked.tests, asked.criteria)
    made(asked, "rent=-5", "s-0@area=1", "drop:rail", "weight:days=1")
    after = draw_shortlist(asked.candidates, asked.tests, asked.criteria)
    assert before.rows == after.rows
    assert before.scores.low.tolist() == after.scores.low.tolist()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("rent", "whatif_words"),
        ("rent=low", "whatif_words"),
        ("rent=nan", "whatif_words"),
        ("weight:rent=yes", "whatif_words"),
        ("s-0@weight:rent=1", "whatif_words"),
        ("colour:rent=1", "whatif_words"),
        ("rnet=1", "match_column_unknown"),
        ("weight:rnet=0.5", "match_criterion_unknown"),
        ("weight:rent=1.5", "whatif_weight"),
        ("limit:aera=1", "whatif_test_unknown"),
        ("limit:rail=1", "whatif_no_bound"),
        ("limit:area=1..2", "whatif_bounds"),
        ("limit:power=1", "whatif_bounds"),
        ("limit:power=9..2", "brief_bounds_crossed"),
        ("rent=yes", "whatif_words"),
        ("rail=3", "whatif_words"),
    ],
)
def test_what_cannot_be_supposed_is_refused(words: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        made(question([(20.0, 20.0)]), words)
    assert refused.value.problem.code == code
    assert all(refused.value.problem.text(language) for language in ("zh", "en"))


def test_too_many_suppositions_are_refused() -> None:
    with pytest.raises(BadInput) as refused:
        made(question([(1.0, 1.0)]), *["rent=1"] * 21)
    assert refused.value.problem.code == "whatif_many"
