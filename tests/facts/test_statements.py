"""Is a statement the same wherever and whenever it is read, and another when anything is said differently?"""

from dataclasses import replace
from datetime import date
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from yuantu.evidence.claims import Claim
from yuantu.facts.statements import COLUMNS, accept, from_row, statement_id, to_row
from yuantu.ontology.values import (
    Code,
    Coordinate,
    Period,
    Precision,
    Qualifier,
    Quantity,
    Text,
    Value,
)

numbers = st.floats(allow_nan=False, allow_infinity=False)
bounds = st.none() | numbers
days = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
words = st.text(max_size=20)
periods = st.builds(Period, days, days, st.sampled_from(get_args(Precision)))
quantities = st.builds(Quantity, bounds, bounds, words, st.sampled_from(get_args(Qualifier)), bounds)
coordinates = st.builds(Coordinate, numbers, numbers, st.sampled_from(("WGS-84", "GCJ-02")))
values: st.SearchStrategy[Value] = (
    quantities | periods | st.builds(Text, words) | st.builds(Code, words, words) | coordinates
)
claims = st.builds(Claim, words, words, words, words, values, words, words, st.none() | periods, words, words)
AREA = Claim(
    entity="s-1",
    kind="site",
    property="area",
    words="1万平",
    value=Quantity(10_000.0, 10_000.0, "m2", "exact", 10_000.0),
    source="p/a",
    locator="p/sites.csv!C2",
    valid=Period(date(2024, 6, 1), date(2024, 6, 30), "month"),
)


@given(claims)
def test_a_row_is_the_statement_again(claim: Claim):
    statement = accept(claim, "2026-01-01T00:00:00.000Z")
    row = to_row(statement)
    assert len(row) == len(COLUMNS)
    assert all(cell is None or isinstance(cell, str | float) for cell in row), "only what every engine keeps"
    assert from_row(row) == statement


@given(claims, words, words)
def test_the_id_knows_neither_place_nor_time_of_reading(claim: Claim, place: str, time: str):
    again = replace(claim, locator=place, method="another reader")
    assert accept(claim, "2026-01-01T00:00:00.000Z").id == accept(again, time).id


def test_the_id_does_not_change_between_versions():
    """Links and exports carry it: a change here breaks every one of them."""
    assert statement_id(AREA) == "s-6252735c547095f3"


def test_whatever_is_said_differently_is_another_statement():
    other_days = Period(date(2024, 6, 1), date(2024, 7, 1), "span")
    others = [
        replace(AREA, entity="s-2"),
        replace(AREA, kind="park"),
        replace(AREA, property="land_area"),
        replace(AREA, words="10000㎡"),
        replace(AREA, value=Quantity(10_000.0, None, "m2", "at_least", 10_000.0)),
        replace(AREA, source="p/b"),
        replace(AREA, valid=None),
        replace(AREA, valid=other_days),
        replace(AREA, visibility="confidential"),
    ]
    ids = {statement_id(claim) for claim in (AREA, *others)}
    assert len(ids) == len(others) + 1


def test_the_same_words_under_another_unit_are_another_statement():
    in_mu = replace(AREA, words="100", value=Quantity(66_666.7, 66_666.7, "m2", "exact", 66_666.7))
    in_m2 = replace(AREA, words="100", value=Quantity(100.0, 100.0, "m2", "exact", 100.0))
    assert statement_id(in_mu) != statement_id(in_m2)


def test_equal_claims_have_equal_ids_however_their_numbers_are_spelt():
    zero, minus = (replace(AREA, value=Coordinate(number, 22.5)) for number in (0.0, -0.0))
    whole, real = (replace(AREA, value=Quantity(number, None, "m2")) for number in (10, 10.0))
    assert statement_id(zero) == statement_id(minus)
    assert statement_id(whole) == statement_id(real)
