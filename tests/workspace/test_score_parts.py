"""Do the contributions that are shown add up to the score that is shown, to the last digit?"""

from decimal import Decimal
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from yuantu.match.catalogue import Catalogue, interval
from yuantu.match.knots import line
from yuantu.match.scoring import Criterion, normalise, score
from yuantu.workspace.items import score_parts

number = st.one_of(
    st.none(), st.floats(0, 1).map(lambda one: (one, one)), st.tuples(st.floats(0, 0.5), st.floats(0.5, 1))
)


@given(st.lists(st.tuples(st.floats(0.001, 50.0), number), min_size=1, max_size=9))
def test_parts_add_up_exactly_and_lie_next_to_what_was_computed(cells: list[Any]) -> None:
    criteria = normalise(
        tuple(Criterion(f"c{at}", f"c{at}", weight, line(0.0, 1.0)) for at, (weight, _) in enumerate(cells))
    )
    scores = score(
        criteria, Catalogue(["a"], {f"c{at}": interval([pair]) for at, (_, pair) in enumerate(cells)})
    )
    parts = score_parts(scores, 0)
    for side, total in ((0, scores.low[0]), (1, scores.high[0])):
        shown = sum(Decimal(repr(part[side])) for part in parts)
        assert abs(float(shown) - total) <= 1e-6
    for part, one in zip(parts, scores.contributions, strict=True):
        assert abs(part[0] - one.low[0]) <= 2e-6
        assert abs(part[1] - one.high[0]) <= (len(parts) + 1) * 1e-6
        assert part[0] == part[1] or not np.array_equal(one.low, one.high)


def test_contributions_of_a_shortlist_add_up_to_its_scores(ask: Any) -> None:
    answer = ask("30天内能进场的1万平厂房，江门或中山，离宝安90分钟内", samples=True, top=60)
    items = [*answer["passed"], *answer["to_verify"], *answer["rejected"]]
    assert any(item["score"] is not None for item in items)
    for item in items:
        for side in (0, 1):
            shown = sum(Decimal(repr(reason["band"][side])) for reason in item["reasons"])
            assert shown == Decimal(repr(item["band"][side])), item["id"]
        if item["score"] is not None:
            assert sum(Decimal(repr(one["contribution"])) for one in item["reasons"]) == Decimal(
                repr(item["score"])
            )
    assert sum(Decimal(repr(one["weight"])) for one in answer["criteria"]) == 1
