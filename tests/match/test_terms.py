"""Do own knock-outs, criteria and weights do what they say, and is what cannot be used refused in words?"""

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.errors import BadInput
from yuantu.match.brief_documents import brief_from_json, brief_from_toml
from yuantu.match.columns import industry_chain
from yuantu.match.declaration_files import load_declaration, read_declaration
from yuantu.match.knockouts import MustHave, MustKnow, OneOf, Within
from yuantu.match.questions import criteria_of, default_criteria, judge, state_tests, weigh
from yuantu.match.scoring import Criterion, normalise
from yuantu.match.terms import Terms

TODAY = date(2026, 11, 22)
SITES = load_declaration("sites")
DEFAULTS = default_criteria(SITES, "plant", {"area": 10_000.0}, {"anchor": ("minutes_0", "minutes_1")})


def terms(**document: object) -> Terms:
    return brief_from_json(document, TODAY).terms


def knock(**knockout: object) -> object:
    return state_tests(terms(knockouts=[knockout]), SITES, {"江门": "440700"}.get)[0]


def codes(refused: pytest.ExceptionInfo[BadInput]) -> list[str]:
    return [one.code for one in refused.value.problems]


def test_the_catalogue_of_sites_gives_the_criteria_of_a_question() -> None:
    weights = {one.name: one.weight for one in DEFAULTS}
    assert weights == {"availability": 0.35, "rent": 0.25, "minutes_0": 0.1, "minutes_1": 0.1, "size": 0.2}
    assert {one.name: one.knots for one in DEFAULTS}["size"] == ((10_000.0, 1.0), (50_000.0, 0.0))
    parcel = default_criteria(SITES, "parcel", {}, {})
    assert [one.name for one in parcel] == ["availability", "land_price"]


def test_each_kind_of_knockout_becomes_its_test() -> None:
    assert knock(column="building_height", min=12, unit="米") == Within(
        "building_height", "building_height", 12, None, "m"
    )
    assert knock(column="area", min=30, unit="亩") == Within("area", "area", 20_000.0, None, "m2")
    assert knock(column="available_from", max="2027-01-31") == Within(
        "available_from", "available_from", None, float(date(2027, 1, 31).toordinal()), "date", 365.0
    )
    assert knock(column="region", none_of=["江门"]) == OneOf(
        "region", "region", frozenset(), frozenset({"440700"})
    )
    assert knock(column="kind", one_of=["标准厂房"]) == OneOf("kind", "kind", frozenset({"plant"}))
    assert knock(column="natural_gas", must=False) == MustHave("natural_gas", "natural_gas", wanted=False)
    assert knock(column="available_from", known=True) == MustKnow("available_from", "days_until_available")


def test_the_terms_of_a_brief_survive_their_json() -> None:
    document = {
        "knockouts": [
            {"column": "area", "min": 30, "unit": "亩"},
            {"column": "available_from", "max": "2027-01-31"},
            {"column": "rail", "must": True},
        ],
        "criteria": [{"column": "rent", "knots": [[8, 1], [15, 0.9], [40, 0]], "weight": 0.4}],
        "weights": {"direct": {"rent": 2}},
    }
    brief = brief_from_json(document, TODAY)
    form = brief.to_json()
    assert {name: form[name] for name in document} == document
    assert brief_from_json(form, TODAY).terms == brief.terms


def test_stated_criteria_are_the_whole_list_and_take_what_they_leave_open_from_the_catalogue() -> None:
    stated = terms(criteria=["rent", {"column": "power", "worst": 500, "best": 4000, "weight": 0.25}])
    rent, power = criteria_of(stated, SITES, DEFAULTS)
    assert (rent.name, rent.knots, rent.weight, rent.origin) == ("rent", ((8, 1), (40, 0)), 0.5, "brief")
    assert (power.name, power.knots, power.weight) == ("power", ((500, 0), (4000, 1)), 0.5)
    by_unit = terms(criteria=[{"column": "area", "worst": 30, "best": 60, "unit": "亩"}])
    (area,) = criteria_of(by_unit, SITES, ())
    assert area.knots == ((20_000, 0), (40_000, 1))


def test_weights_replace_the_defaults_that_they_name() -> None:
    weighed = criteria_of(terms(weights={"direct": {"rent": 0.75, "minutes_0": 0}}), SITES, DEFAULTS)
    assert {one.name: one.weight for one in weighed} == pytest.approx(
        {
            "availability": 0.25,
            "rent": 0.75 / 1.4,
            "minutes_0": 0.0,
            "minutes_1": 0.1 / 1.4,
            "size": 0.2 / 1.4,
        }
    )
    assert [one.origin for one in weighed] == ["default", "brief", "brief", "default", "default"]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"knockouts": [{"column": "area"}]}, "match_knockout_ways"),
        ({"knockouts": [{"column": "area", "min": 1, "known": True}]}, "match_knockout_ways"),
        ({"knockouts": [{"min": 1}]}, "match_no_column"),
        ({"knockouts": [{"column": "area", "min": math.nan}]}, "match_number"),
        ({"knockouts": [{"column": "area", "min": True}]}, "match_number"),
        ({"knockouts": [{"column": "area", "min": 3, "max": 2}]}, "brief_bounds_crossed"),
        ({"knockouts": [{"column": "area", "least": 3}]}, "brief_key_unknown"),
        ({"knockouts": "area"}, "brief_value"),
        ({"criteria": [{"column": "rent", "worst": 8, "best": 8}]}, "match_bounds_equal"),
        ({"criteria": [{"column": "rent", "worst": 8}]}, "match_number"),
        ({"criteria": [{"column": "rent", "weight": -1}]}, "weights_number"),
        ({"criteria": [{"column": "rent", "weight": math.inf}]}, "match_number"),
        ({"criteria": [{"column": "rent", "knots": [[1, 0]]}]}, "match_knots"),
        ({"criteria": [{"column": "rent", "knots": [[2, 0], [1, 1]]}]}, "match_knots"),
        ({"criteria": [{"column": "rent", "knots": [[1, 0], [1, 1]]}]}, "match_knots"),
        ({"criteria": [{"column": "rent", "knots": [[1, 0], [2, 3]]}]}, "match_knots"),
        ({"criteria": [{"column": "rent", "knots": [[1, 1], [2, 1]]}]}, "match_knots"),
        ({"criteria": [{"column": "rent", "knots": [[1, 1], [2, math.nan]]}]}, "match_number"),
        ({"weights": {"guess": {"rent": 1}}}, "match_weights_way"),
        ({"weights": {"direct": {"rent": 1}, "swing": {"rent": 100}}}, "match_weights_way"),
        ({"weights": {"pairwise": {"criteria": ["rent"]}}}, "match_weights_way"),
        ({"weights": {"pairwise": {"criteria": ["rent"], "matrix": 1}}}, "match_weights_way"),
        ({"weights": {"direct": {"rent": math.nan}}}, "match_number"),
        ({"weights": {"direct": {"rent": -2}}}, "weights_number"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(document: dict[str, object], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        brief_from_json(document, TODAY, "b.json")
    assert codes(refused) == [code]
    assert refused.value.problem.place.startswith(f"b.json: {next(iter(document))}")
    assert all(refused.value.problem.text(language) for language in ("zh", "en"))


@pytest.mark.parametrize(
    ("knockout", "code", "near"),
    [
        ({"column": "aera", "min": 1}, "match_column_unknown", "area"),
        ({"column": "rent", "one_of": ["low"]}, "match_column_form", ""),
        ({"column": "kind", "min": 3}, "match_column_form", ""),
        ({"column": "natural_gas", "max": "2026-01-01"}, "match_column_form", ""),
        ({"column": "area", "min": 3, "unit": "元"}, "match_unit", ""),
        ({"column": "region", "one_of": ["月球"]}, "match_member_unknown", ""),
        ({"column": "kind", "one_of": ["城堡"]}, "category_unknown", ""),
    ],
)
def test_what_the_catalogue_does_not_have_is_refused(
    knockout: dict[str, object], code: str, near: str
) -> None:
    with pytest.raises(BadInput) as refused:
        knock(**knockout)
    assert codes(refused) == [code]
    assert near in refused.value.problem.params.get("near", "")


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"weights": {"direct": {"rnet": 1}}}, "match_criterion_unknown"),
        ({"criteria": ["rnet"]}, "match_column_unknown"),
        ({"criteria": ["power"]}, "match_knots_missing"),
        ({"criteria": ["kind"]}, "match_column_form"),
        ({"weights": {"swing": {"rent": 100}}}, "match_weights_missing"),
        (
            {"criteria": ["rent", "availability"], "weights": {"swing": {"rent": 50, "availability": 60}}},
            "weights_swing",
        ),
        ({"weights": {"pairwise": {"criteria": ["rent"], "matrix": [[1]]}}}, "match_weights_missing"),
        (
            {"criteria": ["rent"], "weights": {"pairwise": {"criteria": ["rent"], "matrix": [[1, 2]]}}},
            "weights_shape",
        ),
        ({"criteria": ["rent", "rent"]}, "match_criterion_twice"),
        ({"weights": {"direct": dict.fromkeys([one.name for one in DEFAULTS], 0)}}, "weights_all_zero"),
        ({"criteria": [{"column": "rent", "weight": 0}]}, "weights_all_zero"),
    ],
)
def test_criteria_that_make_no_score_are_refused(document: dict[str, object], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        criteria_of(terms(**document), SITES, DEFAULTS)
    assert codes(refused) == [code]


def test_a_toml_brief_may_state_terms() -> None:
    brief = brief_from_toml(
        """
        kind = "plant"
        weights = {direct = {rent = 0.5}}
        [[knockouts]]
        column = "available_from"
        max = 2027-01-31
        [[criteria]]
        column = "rent"
        worst = 40
        best = 8
        """,
        TODAY,
    )
    assert brief.terms.knockouts[0].high == date(2027, 1, 31)
    assert brief.terms.criteria[0].knots == ((8, 1), (40, 0))


def test_an_industry_lies_in_its_group_division_and_section() -> None:
    assert industry_chain("C3824") == ("3824", "382", "38", "C")
    assert industry_chain("382") == ("382", "38", "C")
    assert industry_chain("电气机械和器材制造业") == ("38", "C")
    assert industry_chain("不是行业") == ()


knots = st.lists(
    st.tuples(st.floats(-100, 100), st.floats(0, 1)), min_size=2, max_size=6, unique_by=lambda pair: pair[0]
).map(lambda pairs: tuple(sorted(pairs)))


@given(knots, st.floats(-150, 150), st.floats(0, 300), st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_the_band_of_an_interval_holds_the_value_of_every_number_in_it(pairs, low, width, shares):
    criterion = Criterion("x", "x", 1.0, pairs)
    least, most = criterion.band(np.array([low]), np.array([low + width]))
    inside = np.array([low, low + width, *(min(low + share * width, low + width) for share in shares)])
    at_knots = np.array([number for number, _ in pairs if low <= number <= low + width])
    found = criterion.value(np.concatenate([inside, at_knots]))
    assert (found >= least - 1e-9).all()
    assert (found <= most + 1e-9).all()
    # … and it is reached: the band is no wider than the facts allow.
    ends = criterion.value(np.concatenate([[low, low + width], at_knots]))
    assert ends.min() == pytest.approx(least[0], abs=1e-9)
    assert ends.max() == pytest.approx(most[0], abs=1e-9)


def test_a_value_function_may_rise_and_fall() -> None:
    hump = Criterion("x", "x", 1.0, ((0.0, 0.0), (10.0, 1.0), (20.0, 0.2)))
    assert hump.value(np.array([-5.0, 5.0, 10.0, 15.0, 99.0])).tolist() == [0.0, 0.5, 1.0, 0.6, 0.2]
    low, high = hump.band(np.array([5.0, -np.inf, np.nan]), np.array([15.0, np.inf, np.nan]))
    assert (low.tolist(), high.tolist()) == ([0.5, 0.0, 0.0], [1.0, 1.0, 1.0])
    assert (hump.worst, hump.best) == (0.0, 10.0)


def test_bounds_in_reverse_order_are_the_other_direction_not_a_mistake() -> None:
    for worst, best, knots in ((40, 8, ((8, 1), (40, 0))), (8, 40, ((8, 0), (40, 1)))):
        assert terms(criteria=[{"column": "rent", "worst": worst, "best": best}]).criteria[0].knots == knots


def test_swings_and_pairs_weigh_all_criteria() -> None:
    criteria = DEFAULTS[:2]
    swung = weigh(criteria, terms(weights={"swing": {"rent": 50, "availability": 100}}).weights)
    assert [one.weight for one in swung] == pytest.approx([2 / 3, 1 / 3])
    pairs = {"criteria": ["rent", "availability"], "matrix": [[1, 3], [1 / 3, 1]]}
    stated = terms(weights={"pairwise": pairs}).weights
    assert [one.weight for one in weigh(criteria, stated)] == pytest.approx([0.25, 0.75])
    judged = judge(criteria, stated)
    assert judged is not None
    assert judged.ratio == 0


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=6).filter(any))
def test_weights_that_are_stated_sum_to_one(weights):
    criteria = tuple(Criterion(str(n), "x", 1.0, ((0.0, 0.0), (1.0, 1.0))) for n in range(len(weights)))
    stated = {"direct": {str(n): one for n, one in enumerate(weights)}}
    assert sum(one.weight for one in normalise(weigh(criteria, stated))) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "codes_expected"),
    [
        ("nonsense: [", ["catalogue_unreadable"]),
        ("label: {zh: 一, en: one}", ["catalogue_incomplete"]),
        ("catalogue: x\nkind: site\nrules: []", ["schema_key"]),
        ("catalogue: x\nkind: site\ncriteria: [{column: rnet, worst: 1, best: 2}]", ["match_column_unknown"]),
        ("catalogue: x\nkind: site\ncriteria: [{column: rent, knots: [[1, 1]]}]", ["match_knots"]),
        ("catalogue: x\nkind: site\ncriteria: [{column: rent, knots: rent}]", ["match_knots"]),
        ("catalogue: x\nkind: site\ntrees: {region: oak}", ["brief_choice"]),
        ("catalogue: x\nkind: site\nmust_know: [colour]", ["match_column_unknown"]),
        ("catalogue: x\nkind: {label: {zh: 一, en: one}}", ["schema_incomplete"]),
        ("catalogue: x\nkind: site\ncomputed: {n: {form: colour}}", ["brief_choice"]),
    ],
)
def test_a_declaration_that_makes_no_sense_is_refused_with_its_place(
    text: str, codes_expected: list[str]
) -> None:
    with pytest.raises(BadInput) as refused:
        read_declaration(text, "x.yaml")
    assert codes(refused) == codes_expected
    assert refused.value.problem.place.startswith("x.yaml")


def test_columns_have_one_form_each() -> None:
    assert {SITES.columns[name].form for name in ("area", "rent", "days_until_available")} == {"number"}
    assert SITES.columns["available_from"].form == "date"
    assert SITES.columns["natural_gas"].form == "flag"
    assert SITES.columns["region"].tree == "regions"
