"""Divisions and industries of the national standards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.ontology.industries import find_industry, industries
from yuantu.ontology.regions import divisions, find_division, find_region, find_regions, is_within

ALL = list(divisions())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        item.split()
        for item in (
            "江门 440700|江门市 440700|台山 440781|新会 440705|宝安 440306|中山 442000|东莞 441900|深圳南山 440305"
            "|广东省江门市新会区 440705|江门新会 440705|广西 450000|恩施 422800|北京 110000|440705 440705|4407 440700"
            "|香港 810000"
        ).split("|")
    ],
)
def test_finds(name: str, code: str) -> None:
    found = find_region(name)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("name", ["朝阳区", "鼓楼区", "南山", "龙华", "亚特兰蒂斯", "", "999999", "市"])
def test_does_not_guess(name: str) -> None:
    assert find_region(name) is None


def test_ambiguous_names_list_all() -> None:
    assert {division.code[:2] for division in find_regions("朝阳区")} == {"11", "22"}
    assert [division.code for division in find_regions("南山", within="440000")] == ["440305"]


@given(st.sampled_from(ALL))
def test_every_division_is_found_by_code_and_path(division: object) -> None:
    found = find_division(division.code)  # type: ignore[attr-defined]
    assert found == division
    if found is not None and found.parent:
        parent = find_division(found.parent)
        assert parent is not None
        assert is_within(found.code, parent.code)
        assert found in find_regions(found.name, within=parent.code)


def test_tree_is_whole() -> None:
    codes = {division.code for division in ALL}
    assert len(codes) == len(ALL)
    assert all(division.parent in codes for division in ALL if division.level != "province")
    assert sum(division.level == "province" for division in ALL) == 34


def test_industries() -> None:
    assert len([i for i in industries().values() if i.level == "division"]) == 97
    found = find_industry("3841")
    assert found is not None
    assert found.name == "锂离子电池制造"
    assert find_industry("锂离子电池制造") == found
    assert find_industry("占星") is None
