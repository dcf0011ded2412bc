"""Are product words found where they stand, the longest first, and where they only look alike not at all?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.chain.conftest import company

from yuantu.chain.makers import Placement, Placer, judge
from yuantu.chain.model import Chain, fold
from yuantu.chain.reading import read_chain
from yuantu.chain.words import WordIndex, original_span

LETTERS = st.text("abc", min_size=1, max_size=4)


@given(
    st.lists(LETTERS, min_size=1, max_size=8, unique=True), st.lists(st.text("abcd", max_size=12), max_size=5)
)
def test_the_longest_word_at_each_place_counts_as_an_expression_of_all_words_finds_it(
    words: list[str], texts: list[str]
) -> None:
    index = WordIndex.of(words)
    found: list[tuple[int, int, str]] = []
    for block in index.find(texts):
        text = block.text_of(block.start)
        found += zip(
            text.tolist(),
            (block.start - block.begins[text]).tolist(),
            map(index.words.__getitem__, block.word),
            strict=True,
        )
    pattern = re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
    assert found == [
        (number, one.start(), one.group())
        for number, text in enumerate(texts)
        for one in pattern.finditer(text)
    ]


@given(st.text("aＡ ⅳ㎡电池", min_size=1, max_size=10), st.data())
def test_a_span_of_folded_text_is_found_again(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if folded:
        start = data.draw(st.integers(0, len(folded) - 1))
        end = data.draw(st.integers(start + 1, len(folded)))
        first, last = original_span(text, start, end)
        assert folded[start:end] in fold(text[first:last])


def placed(kites: Chain, *products: str, industry: str = "", source: str = "a") -> list[tuple[str, str, str]]:
    found = Placer(kites).place(
        [company("c", *products, industry=industry, source=source)], {"a": "A", "g": "G"}
    )
    assert all(one.words[slice(*one.span)] for one in found)
    return [(one.node, one.rule, one.state) for one in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("风筝", [("kite", "product_exact", "by_rule")]),
        ("高档风筝", [("kite", "product_head", "by_rule")]),
        ("风筝骨架", [("frame", "product_exact", "by_rule")]),
        ("风筝竹篾", [("bamboo", "product_head", "by_rule")]),  # what it is for is no product of its maker
        ("风筝展览", [("kite", "product_within", "to_check")]),
        ("风筝线轮", [("reel", "product_exact", "by_rule")]),  # a look-alike of the kite that ends in a reel
        ("风筝节纪念品", []),
        ("风筝、骨架", [("kite", "product_exact", "by_rule"), ("frame", "product_exact", "by_rule")]),
        ("风筝和骨架", [("kite", "product_exact", "by_rule"), ("frame", "product_exact", "by_rule")]),
        ("风筝系列产品", [("kite", "product_exact", "by_rule")]),
        ("风筝研发、生产", [("kite", "product_exact", "by_rule")]),
        ("风筝（布面）", [("kite", "product_exact", "by_rule")]),
        ("ＫＩＴＥ", [("kite", "product_exact", "by_rule")]),
        ("kites", []),  # a part of another Latin word
        ("竹条帘", []),
        ("飞机", []),
    ],
)
def test_the_head_of_an_item_says_what_is_made(
    kites: Chain, words: str, expected: list[tuple[str, str, str]]
) -> None:
    assert sorted(placed(kites, words)) == sorted(expected)


def test_the_span_is_that_of_the_words_as_they_were_written(kites: Chain) -> None:
    (found,) = Placer(kites).place([company("c", "优质 风 筝")], {})
    assert found.words[slice(*found.span)] == "风 筝"


def test_a_source_that_nobody_can_look_up_makes_it_less_sure(kites: Chain) -> None:
    sure, unsure = (
        Placer(kites).place([company("c", "风筝", source=source)], {"a": "A", "g": "G"})[0].confidence
        for source in ("a", "g")
    )
    assert (sure, unsure) == (0.95, 0.76)


def test_an_industry_places_only_to_be_checked(kites: Chain) -> None:
    assert placed(kites, industry="特技风筝") == [("stunt", "industry_head", "to_check")]
    assert placed(kites, industry="机制纸及纸板制造") == [("paper", "industry_code", "by_rule")]
    assert placed(kites, "风筝纸", industry="机制纸及纸板制造") == [("paper", "product_exact", "by_rule")]


def test_what_people_judge_counts_before_any_rule(kites: Chain) -> None:
    found = Placer(kites).place([company("c", "风筝"), company("d", "骨架")], {"a": "A"})
    judged = judge(found, {("c", "kite"): "rejected", ("e", "reel"): "confirmed"})
    states = {(one.company, one.node): (one.state, one.rule) for one in judged}
    assert states["c", "kite"] == ("rejected", "product_exact")
    assert states["d", "frame"] == ("by_rule", "product_exact")
    assert states["e", "reel"] == ("confirmed", "judged")
    assert [one.counts for one in judged] == [False, True, True]


def test_one_word_may_mean_several_products(kites_text: str) -> None:
    shared = kites_text.replace("synonyms: [皮纸]", "synonyms: [皮纸, Film]").replace("en: reel", "en: film")
    found = Placer(read_chain(shared.encode(), "kites.yaml")).place([company("c", "film")], {"a": "A"})
    assert {one.node for one in found} == {"paper", "reel"}


def test_nothing_is_placed_of_nothing(kites: Chain) -> None:
    assert Placer(kites).place([], {}) == []
    nobody: list[Placement] = []
    assert judge(nobody, {}) == nobody
