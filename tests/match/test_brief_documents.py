"""A brief survives its JSON, may be written short in TOML, and is refused with places."""

from datetime import date

import pytest

from yuantu.errors import BadInput
from yuantu.match.brief_documents import brief_from_json, brief_from_toml
from yuantu.match.sentences.parsing import parse_sentence

TODAY = date(2026, 11, 22)
SENTENCE = (
    "深圳激光设备企业，30天内进场的1万平厂房，江门或中山，不要珠海，层高8米，承重1.5吨/㎡，用电1600kVA，"
    "租金不超过25元/平/月，离宝安90分钟内，天然气，不需要蒸汽，通车后，外星人"
)


def test_json_round_trip() -> None:
    brief = parse_sentence(SENTENCE, TODAY)
    form = brief.to_json()
    again = brief_from_json(form, date(2020, 1, 1))
    assert again.to_json() == form | {"assumptions": []}
    assert form["area_m2"] == {"min": 10000, "max": None, "about": None, "words": "1万平", "span": [16, 19]}
    assert form["not_understood"] == ["外星人"]


def test_short_toml() -> None:
    brief = brief_from_toml(
        """
        kind = "plant"
        area_m2 = 10000
        needed_by = 30
        price = {max = 25, unit = "元/平/月"}
        power_kva = {min = 1600}
        regions = ["江门", "440705"]
        anchors = [{place = "宝安", max_minutes = 90}, "深圳机场"]
        infrastructure = ["rail"]
        as_of = 2024-06-29
        """,
        TODAY,
    )
    assert brief.area_m2 is not None
    assert brief.area_m2.min == 10_000
    assert brief.needed_by is not None
    assert brief.needed_by.date == date(2026, 12, 22)
    assert brief.price is not None
    assert list(brief.price.ceiling) == [25, "CNY/m2/month"]
    assert [region.name for region in brief.regions] == ["江门市", "新会区"]
    assert [anchor.max_minutes for anchor in brief.anchors] == [90, None]
    assert brief.as_of is not None
    assert brief.as_of.value == date(2024, 6, 29)


@pytest.mark.parametrize(
    ("document", "place", "code"),
    [
        ({"colour": "red"}, "brief", "brief_key_unknown"),
        ({"kind": "castle"}, "brief: kind", "brief_choice"),
        ({"area_m2": {"min": "ten"}}, "brief: area_m2", "brief_number"),
        ({"area_m2": {"least": 10}}, "brief: area_m2", "brief_value"),
        ({"area_m2": -5}, "brief: area_m2", "brief_number"),
        ({"price": {"max": 20}}, "brief: price", "brief_price"),
        ({"price": {"max": 20, "unit": "kVA"}}, "brief: price", "brief_price"),
        ({"needed_by": "soon"}, "brief: needed_by", "brief_day"),
        ({"regions": ["亚特兰蒂斯"]}, "brief: regions", "brief_region_unknown"),
        ({"regions": ["鼓楼区"]}, "brief: regions", "brief_region_ambiguous"),
        ({"regions": "江门"}, "brief: regions", "brief_value"),
        ({"anchors": [{"place": "宝安", "mode": "boat"}]}, "brief: anchors", "brief_choice"),
        ({"today": "someday"}, "brief: today", "brief_day"),
    ],
)
def test_mistakes_have_a_place(document: dict[str, object], place: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        brief_from_json(document, TODAY)
    assert (caught.value.problem.place, caught.value.problem.code) == (place, code)
    assert caught.value.problem.text("zh") != caught.value.problem.text("en")


def test_all_mistakes_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        brief_from_json({"kind": "castle", "tenure": "steal", "area_m2": "x"}, TODAY)
    assert len(caught.value.problems) == 3


def test_broken_toml() -> None:
    with pytest.raises(BadInput) as caught:
        brief_from_toml("kind = plant", TODAY)
    assert caught.value.problem.code == "brief_toml"


def test_contradictions_of_a_form() -> None:
    brief = brief_from_json({"area_m2": {"min": 20000, "max": 10000}, "needed_by": "2026-01-01"}, TODAY)
    assert [problem.code for problem in brief.contradictions] == ["brief_bounds_crossed", "brief_day_past"]


def test_price_units_meet() -> None:
    for unit, most, expected in (
        ("元/㎡·年", 300, 25),
        ("万元/亩", 60, 900),
        ("元/㎡", 900, 900),
        ("万元", 3000, 3e7),
    ):
        brief = brief_from_json({"price": {"max": most, "unit": unit}}, TODAY)
        assert brief.price is not None
        assert brief.price.ceiling[0] == pytest.approx(expected)
