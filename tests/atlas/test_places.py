"""Is the place that a person means found by any spelling, the strictest reading first?"""

import pytest

from yuantu.atlas.places import Place, PlaceIndex
from yuantu.errors import NotFound

PLACES = PlaceIndex(
    [
        Place("r-sz", "region", "深圳市", 114.0, 22.5),
        Place("r-ba", "region", "宝安区", 113.8, 22.6),
        Place("n-ba", "road_node", "深圳宝安中心", 113.9, 22.55, node="n-ba"),
        Place("f-air", "facility", "深圳宝安国际机场", 113.81, 22.64, ("深圳机场",)),
        Place("f-rail", "facility", "江门站(珠西枢纽)", 113.0, 22.5),
        Place("p-fsh", "park", "凤山湖产业园", 113.0, 22.3),
        Place("r-fs", "region", "凤山镇", 113.0, 22.3),
        Place("s-1", "site", "凤山湖产业园一号厂房", 113.0, 22.3),
    ]
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("宝安区", "r-ba"),
        ("宝安", "n-ba"),  # the centre of a district stands for it
        ("宝安中心", "n-ba"),
        ("深圳宝安中心", "n-ba"),
        ("深圳机场", "f-air"),
        ("宝安国际机场", "f-air"),
        ("国际机场", "f-air"),
        ("深圳", "r-sz"),
        (" 深 圳 市 ", "r-sz"),
        ("江门站", "f-rail"),
        ("江门站（珠西枢纽）", "f-rail"),
        ("凤山湖", "p-fsh"),
        ("凤山", "r-fs"),
        ("宝安机场", "f-air"),
    ],
)
def test_a_spelling_means_a_place(words, expected):
    assert PLACES.find(words).id == expected


def test_full_width_letters_and_capitals_are_no_difference():
    index = PlaceIndex([Place("p", "park", "Ａ区ＴＣＬ园", 113.0, 22.0)])
    assert index.find("a区tcl园").id == "p"


@pytest.mark.parametrize("words", ["", "  ", "北京", "x", "园园园"])
def test_what_no_place_is_called_is_not_found(words):
    with pytest.raises(NotFound) as caught:
        PLACES.find(words)
    assert caught.value.problem.code == "place_unknown"
    assert caught.value.problem.params == {"place": words}


def test_one_letter_is_too_little_for_a_part_of_a_name():
    index = PlaceIndex([Place("p", "park", "深", 113.0, 22.0), Place("q", "park", "深圳北", 113.0, 22.0)])
    assert index.find("深").id == "p"
    with pytest.raises(NotFound):
        index.find("圳")


def test_of_two_equal_spellings_the_kind_that_people_mean_more_often_wins():
    kinds = ("site", "park", "region", "road_node", "facility")
    index = PlaceIndex([Place(kind, kind, "新会", 113.0, 22.0) for kind in kinds])
    assert index.find("新会").id == "facility"
