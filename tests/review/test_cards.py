"""Which claims can be reviewed, and does anything else get in?"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuantu.errors import Refusal
from yuantu.facts.cards import read_card, read_cards, read_edit

TEXT = "东湖园区规划面积约3000亩。"
GOOD = {
    "start": 8,
    "end": 14,
    "quote": "约3000亩",
    "property": "planned_area",
    "value": 2e6,
    "confidence": 0.9,
}


def test_a_claim_that_says_little_is_completed_with_unknowns() -> None:
    card = read_card({"start": 8, "end": 14, "property": "x"}, TEXT)
    assert (card["quote"], card["confidence"], card["value"], card["method"]) == (
        "约3000亩",
        0.5,
        None,
        "claims",
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"quote": "3000亩"}, "card_quote"),
        ({"start": -1}, "card_offset"),
        ({"end": 99}, "card_offset"),
        ({"start": 8.0}, "card_offset"),
        ({"start": True}, "card_offset"),
        ({"start": 14}, "card_span"),
        ({"property": ""}, "card_missing"),
        ({"property": 5}, "card_words"),
        ({"subject": "\ud800"}, "card_words"),
        ({"value": "2"}, "card_number"),
        ({"value": float("nan")}, "card_number"),
        ({"value": 10**400}, "card_number"),
        ({"valid_from": "2023"}, "card_day"),
        ({"valid_from": 2023}, "card_day"),
        ({"qualifier": "maybe"}, "card_qualifier"),
    ],
)
def test_a_claim_that_cannot_be_checked_is_refused(change, code) -> None:
    with pytest.raises(Refusal) as refusal:
        read_card(GOOD | change, TEXT)
    assert refusal.value.problem.code == code
    assert refusal.value.problem.text("zh")


def test_bad_lines_are_named_and_good_ones_taken() -> None:
    lines = [json.dumps(GOOD), "", "[1]", "{", json.dumps(GOOD | {"quote": "x"}), "[" * 100_000]
    cards, problems = read_cards(lines, TEXT, "c.jsonl")
    assert len(cards) == 1
    assert [one.place for one in problems] == ["c.jsonl!3", "c.jsonl!4", "c.jsonl!5", "c.jsonl!6"]


def test_only_what_was_understood_can_be_corrected() -> None:
    for edit in ({"quote": "x"}, {"start": 1}, {"confidence": 1}, {"nosuch": 1}, [1], {"value": "1"}):
        with pytest.raises(Refusal):
            read_edit(edit)
    assert read_edit({"value": 1, "low": 0.5}) == {"value": 1.0, "low": 0.5}
    assert read_edit({"value": 1}) == {"value": 1.0, "low": None, "high": None}
    assert read_edit({"subject": ""}) == {"subject": None}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.dictionaries(st.sampled_from([*GOOD, "low", "high", "valid_from", "subject", "spans", "alarms"]), JSON)
)
def test_any_object_is_a_card_or_refused_and_a_card_can_be_kept(found) -> None:
    try:
        card = read_card(GOOD | found, TEXT)
    except Refusal:
        return
    assert card["quote"] == TEXT[card["start"] : card["end"]]
    assert 0 <= card["confidence"] <= 1
