"""Is everything counted once in each region above it, whatever the tree looks like?"""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from yuantu.atlas.regions import Region, RegionTree


def tree(parents: dict[str, str | None], overlays: frozenset[str] = frozenset()) -> RegionTree:
    """A tree from child → parent."""
    return RegionTree(
        {
            one: Region(one, f"{one}镇", one, "town", up, overlay=one in overlays)
            for one, up in parents.items()
        }
    )


CITY = tree(
    {"city": None, "east": "city", "west": "city", "town": "east", "cluster": "city"}, frozenset({"cluster"})
)


@st.composite
def trees(draw: Callable[..., int]) -> RegionTree:
    size = draw(st.integers(1, 15))
    parents: dict[str, str | None] = {"r-0": None}
    for n in range(1, size):
        parents[f"r-{n}"] = f"r-{draw(st.integers(0, n - 1))}"
    return tree(parents)


@given(trees(), st.data())
def test_the_total_at_the_root_is_the_number_of_things(found: RegionTree, data: st.DataObject):
    places = data.draw(st.lists(st.sampled_from(sorted(found.regions)), max_size=40))
    counts = {one: places.count(one) for one in set(places)}
    total = found.roll_up(counts)
    assert total.get("r-0", 0) == len(places)
    for region in found.regions:
        below = sum(total.get(one, 0) for one in found.children.get(region, ()))
        assert total.get(region, 0) == counts.get(region, 0) + below


def test_a_thing_in_an_overlay_counts_once_in_the_city():
    total = CITY.roll_up({"town": 2, "cluster": 1})
    assert total == {"town": 2, "east": 2, "city": 3, "cluster": 1}


def test_a_thing_in_a_region_that_nobody_knows_counts_nowhere():
    assert CITY.roll_up({"nowhere": 5, "": 1}) == {}


def test_what_is_measured_for_an_overlay_is_not_added_to_what_it_covers():
    assert CITY.sum_parts("city", {"east": 2.0, "west": 3.0, "cluster": 100.0}) == 5.0


def test_a_sum_with_an_unknown_part_is_unknown():
    assert CITY.sum_parts("city", {"east": 2.0, "cluster": 100.0}) is None
    assert CITY.sum_parts("town", {}) is None, "no parts, no sum"


def test_a_circle_of_parents_is_cut():
    circle = tree({"a": "b", "b": "c", "c": "a", "self": "self"})
    assert list(circle.chain("a")) == ["a", "b", "c"]
    assert list(circle.chain("self")) == ["self"]
    assert circle.roll_up({"a": 1, "self": 4}) == {"a": 1, "b": 1, "c": 1, "self": 4}


def test_a_parent_that_is_not_known_makes_a_root():
    found = tree({"a": "gone", "b": "a"})
    assert found.children[None] == ("a",)
    assert list(found.chain("b")) == ["b", "a"]
    assert list(found.chain("gone")) == list(found.chain(None)) == []


def test_of_two_regions_of_one_name_the_higher_is_meant():
    found = RegionTree(
        {
            "t": Region("t", "新会", "", "town", "c", code="440705001"),
            "c": Region("c", "新会", "", "county", None, code="440705"),
        }
    )
    named, coded = found.named("新会"), found.with_code("440705001")
    assert named is not None
    assert coded is not None
    assert (named.id, coded.id) == ("c", "t")
    assert found.named("新") is found.with_code("4407") is None
    assert CITY.with_code("") is None, "a region without a code is not the one that is asked for"
