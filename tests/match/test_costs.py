"""Are yearly costs the sums they claim to be, with what is missing named and never nought?"""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.errors import BadInput
from yuantu.match.assumptions import read_assumptions
from yuantu.match.brief_documents import brief_from_json
from yuantu.match.catalogue import Catalogue, interval
from yuantu.match.costs import annuity, yearly_cost

ALL = {"area_m2": 10_000.0, "land_years": 50.0, "land_rate": 0.04, "workers": 100.0, "wage_cny_year": 72_000.0,
       "energy_kwh_year": 2e6, "tariff_cny_kwh": 0.7, "trips_year": 500.0, "truck_cny_hour": 150.0,
       "profit_cny_year": 4e6}  # fmt: skip


def catalogue(
    rent: object = (15.0, 18.0), land: object = (600.0, 600.0), minutes: object = (60.0, 60.0)
) -> Catalogue:
    columns = {"rent": interval([rent]), "land_price": interval([land]), "minutes_0": interval([minutes])}  # type: ignore[list-item]
    return Catalogue(["a"], dict(columns))


def spans(*, bought: bool, **assumed: float) -> dict[str, tuple[float, float]]:
    found = yearly_cost(catalogue(), 0, ALL | assumed, 1, bought=bought)
    return {one.name: (one.low, one.high) for one in found.items}


def test_each_item_of_a_rented_plant() -> None:
    assert spans(bought=False) == {
        "rent": (15.0 * 12 * 10_000, 18.0 * 12 * 10_000),
        "labour": (7_200_000.0,) * 2,
        "energy": (1_400_000.0,) * 2,
        "logistics_0": pytest.approx((500 * 2 * 150,) * 2),
        "income_tax": (1_000_000.0,) * 2,
    }


def test_land_is_an_annuity_and_its_tax_the_span_of_the_law() -> None:
    found = spans(bought=True)
    # 4 % over 50 years: 0.04 / (1 - 1.04 ** -50)
    assert found["land"] == pytest.approx((6_000_000 * 0.04 / (1 - 1.04**-50),) * 2)
    assert found["land_use_tax"] == (6000.0, 300_000.0)
    assert "rent" not in found


@given(st.floats(0.001, 0.3), st.floats(1, 70))
def test_an_annuity_pays_back_its_price(rate, years):
    paid = annuity(rate, years) * (1 - (1 + rate) ** -years) / rate
    assert paid == pytest.approx(1.0)
    assert annuity(0, years) == 1 / years
    assert annuity(rate, years) > annuity(0, years)


@given(st.sets(st.sampled_from(sorted(ALL))), st.booleans(), st.booleans(), st.booleans())
def test_what_is_missing_is_named_and_not_in_the_sum(gone, rent_known, minutes_known, bought):
    assumed = {name: value for name, value in ALL.items() if name not in gone}
    table = catalogue((15.0, 18.0) if rent_known else None, minutes=(60.0, 70.0) if minutes_known else None)
    found = yearly_cost(table, 0, assumed, 1, bought=bought)
    whole = {one.name for one in yearly_cost(catalogue(), 0, ALL, 1, bought=bought).items}
    assert {one.name for one in found.items} | {one.name for one in found.missing} == whole
    assert not {one.name for one in found.items} & {one.name for one in found.missing}
    for one in found.missing:
        assert set(one.assumed) <= gone
        assert one.assumed or one.columns
    assert found.low == sum(one.low for one in found.items)
    assert found.low <= found.high


def test_a_number_without_end_leaves_the_cost_open() -> None:
    found = yearly_cost(catalogue(rent=(20.0, None)), 0, ALL, 0, bought=False)
    assert found.items[0].low == 20 * 12 * 10_000
    assert math.isinf(found.high)


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ({"wage": 5}, "costs_unknown"),
        ({"workers": "many"}, "brief_number"),
        ({"workers": math.nan}, "brief_number"),
        ({"workers": -1}, "brief_number"),
        ({"land_years": 0}, "brief_number"),
        ({"workers": True}, "brief_number"),
    ],
)
def test_assumptions_that_cannot_be_used_are_refused(stated: dict[str, object], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_assumptions(stated)
    assert refused.value.problem.code == code


def test_the_assumptions_of_a_brief_survive_its_json() -> None:
    brief = brief_from_json({"kind": "plant", "costs": {"workers": 5}}, date(2026, 11, 22))
    assert brief.to_json()["costs"] == {"workers": 5}
    with pytest.raises(BadInput):
        brief_from_json({"kind": "plant", "costs": [1]}, date(2026, 11, 22))
    with pytest.raises(BadInput) as refused:
        brief_from_json({"kind": "plant", "costs": {"wage": 1}}, date(2026, 11, 22))
    assert refused.value.problem.code == "costs_unknown"
