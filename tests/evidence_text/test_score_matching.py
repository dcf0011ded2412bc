"""Is a hit counted as the cases say: overlap, value within 0.1 %, unit, one to one?"""

from score.matching import Figure, Tally

FACT = Figure(10, 20, 1000.0, "CNY", "exact", "1000元")


def tally(*found: Figure) -> Tally:
    one = Tally()
    one.add("text", [FACT], list(found))
    return one


def test_a_hit_needs_overlap_value_and_unit() -> None:
    assert tally(Figure(19, 25, 1000.9, "CNY", "exact")).hits == 1
    assert tally(Figure(20, 25, 1000.0, "CNY", "exact")).hits == 0, "touching is not overlapping"
    assert tally(Figure(10, 20, 1001.1, "CNY", "exact")).hits == 0
    assert tally(Figure(10, 20, 1000.0, "USD", "exact")).hits == 0
    assert tally(Figure(10, 20, (1000.0, 1000.0), "CNY", "range")).hits == 0


def test_one_finding_hits_one_fact() -> None:
    one = Tally()
    one.add("text", [FACT, FACT], [FACT])
    assert (one.hits, one.recall, one.precision) == (1, 0.5, 1.0)


def test_surplus_counts_against_precision() -> None:
    assert tally(FACT, FACT).precision == 0.5


def test_the_qualifier_is_judged_among_hits() -> None:
    assert tally(Figure(10, 20, 1000.0, "CNY", "over")).qualifier_share == 0.0


def test_both_ends_of_a_range_must_agree() -> None:
    wanted = Figure(0, 9, (10.0, 15.0), "m2", "range")
    for got, hits in (((10.0, 15.0), 1), ((10.0, 16.0), 0), ((9.0, 15.0), 0)):
        one = Tally()
        one.add("text", [wanted], [Figure(0, 9, got, "m2", "range")])
        assert one.hits == hits
